# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""One stop of the bus: ten contacts noted by keyboard alone, one found again, and the project's number follows."""

import json
import re
import sqlite3
import sys
import time
from pathlib import Path

from driver import VAULT, Application, ctl, make_vault, progress, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

CONTACT = 2  # the kind of a record, in clear in the file
NEW = (('Ana Pontdelune', 'f', '19'), ('Bilal Quaidebrume', 'm', '17'), ('Chloe Ventdouest', 'f', '22'),
       ('Driss Toitdardoise', 'm', '20'))
UNNAMED = ('attend le bus de Sedan', 'venu avec sa cousine')


def contacts():
    with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
        return file.execute('SELECT count(*) FROM record WHERE kind = ?', (CONTACT,)).fetchone()[0]


def main():
    make_vault()
    before, noted = progress(), contacts()
    app = Application()

    def save(last=False):
        """Saves, and waits for what a person sees: the form empty again, or gone."""
        there = contacts()
        app.keys('ctrl+Return' if last else 'ctrl+shift+Return')
        wait('the contact on disk', lambda: contacts() == there + 1)
        if last:
            wait('the form to be gone', lambda: app.root.get_child_count() == 1)
        else:
            wait('the next contact', lambda: any(node.get_name() == 'Name or telephone' and shows(node)
                                                 and node.get_text_iface().get_character_count() == 0
                                                 for node in walk(app.window('New contact'))))
            time.sleep(0.3)

    def reached():
        with_card = [node.get_name() for node in walk(app.root)
                     if (node.get_name() or '').startswith('Mission Locale de Charleville-Mézières: ')]
        return int(re.search(r': (\d+) of', with_card[0])[1]) if with_card else None

    def shown_before():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('alt+4')
        assert wait('the card', reached) == before

    def band_once():
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.label('Change project, channel, place or day')

    def four_new_by_name():
        for name, sex, age in NEW:
            app.write(name)
            app.keys('Return', 'r', 'alt+x', sex, *age, 'Tab')
            save()

    def two_without_name():
        for words in UNNAMED:
            app.keys('alt+2')
            app.write(words)
            app.keys('Return', 'r')
            save()

    def one_by_pseudonym():
        app.keys('alt+3')
        app.write('Zibeline')
        app.keys('Return', 'r')
        save()

    def one_group():
        app.keys('alt+4')
        app.write('6')
        save()

    def two_known_already():
        app.write('ventdou')
        app.keys('Return', 'n')
        save()
        app.write('zibel')
        app.keys('Return', 'r', 'i')
        save(last=True)

    def found_again():
        app.focus()
        app.keys('ctrl+f')
        app.write('toitdar')
        app.label('Driss TOITDARDOISE')
        app.keys('Return')
        app.label('Identity hidden')
        app.keys('Return')  # reveals it: the keyboard is there already
        wait('the youth’s page', lambda: any(
            node.get_name() == 'Driss TOITDARDOISE' for page in walk(app.root) if page.get_name() == 'RepYouthPage'
            for node in walk(page)))

    def project_follows():
        app.keys('alt+4')
        wait('the number on the card', lambda: reached() == before + len(NEW) + 1)

    def on_disk():
        app.close()
        assert progress() == before + len(NEW) + 1, (progress(), before)
        assert contacts() == noted + 10
        found = json.loads(ctl('person', 'find', 'ventdouest', '--json'))
        shown = json.loads(ctl('person', 'show', found[0]['id'], '--json'))
        assert [len(found), shown['facts']['sex'], shown['facts']['declared_age']] == [1, 'F', 22], (found, shown)
        assert sorted(contact['reached'] for contact in shown['contacts']) == ['JOINT', 'NON_JOINT'], shown['contacts']

    cases = (shown_before, band_once, four_new_by_name, two_without_name, one_by_pseudonym, one_group,
             two_known_already, found_again, project_follows, on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
