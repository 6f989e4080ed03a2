# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a counsellor does beside new contacts: who refuses to be recorded is forgotten, the contact of the same day is
completed, and a call list goes by one key an answer."""

import json
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from driver import VAULT, Application, ctl, make_vault, shows, texts, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

CONTACT = 2  # the kind of a record, in clear in the file
NAMES = ('Appelun', 'Appeldeux', 'Appeltrois')


def rows(sql, *values):
    with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
        return file.execute(sql, values).fetchone()[0]


def contacts():
    return rows('SELECT count(*) FROM record WHERE kind = ?', CONTACT)


def exported():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'export.jsonl'
        ctl('export', '--identified', '--output', str(path))
        return path.read_text(encoding='utf-8')


def main():
    make_vault()
    for number, name in enumerate(NAMES):
        ctl('contact', 'add', '--project', 'molsheim', '--channel', 'PSAD', '--reached', 'NON_JOINT', '--new-last', name,
            '--new-first', 'Ana', '--phone', f'063998110{number}', '--public', 'PRIMO_ARRIVANT')
    app = Application()

    def open_form():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.label('Change project, channel, place or day')

    def refuses_to_be_recorded():
        before = contacts()
        app.write('Zoe Canariverte')
        app.keys('Return', 'r')
        app.type_into('Note', 'Canarinote')
        wait('the draft on disk', lambda: rows('SELECT count(*) FROM draft') == 1)
        time.sleep(0.3)
        app.keys('F9')
        wait('the contact on disk', lambda: contacts() == before + 1)
        wait('the draft to be gone', lambda: rows('SELECT count(*) FROM draft') == 0)
        wait('the form to be empty', lambda: not any('Canari' in text for text in texts(app)))
        app.keys('F9')  # and again: another youth, another contact, never the same one twice
        wait('another contact on disk', lambda: contacts() == before + 2)

    def save(keys):
        before = contacts()
        app.keys(*keys)
        wait('the contact on disk', lambda: contacts() == before + 1)
        wait('the next contact', lambda: any(node.get_name() == 'Name or telephone' and shows(node)
                                             and node.get_text_iface().get_character_count() == 0
                                             for node in walk(app.window('New contact'))))
        time.sleep(0.3)

    def completes_the_contact_of_the_day():
        app.write('Ana Matinsoir')
        app.keys('Return', 'l')
        save(('ctrl+shift+Return',))
        before = contacts()
        app.write('matinsoir')
        app.keys('Return')
        app.label('There is a contact of that day already')
        app.keys('F8', 'r', 'd')
        app.keys('ctrl+Return')
        wait('the form to be gone', lambda: app.root.get_child_count() == 1)
        assert contacts() == before, (contacts(), before)

    def call_list():
        app.focus()
        app.keys('ctrl+shift+a')
        app.label('1 of ')
        app.focus()
        for number in range(2, 6):  # each key an answer, each answer a contact, and the next number comes
            before = contacts()
            app.keys('n')
            app.label(f'{number} of ')
            assert contacts() == before + 1
        before = contacts()
        app.keys('r', 'a', 'Return')
        wait('the call on disk', lambda: contacts() == before + 1)
        app.label('6 of ')
        assert contacts() == before + 1
        app.keys('Escape')
        wait('the list to be gone', lambda: app.root.get_child_count() == 1)

    def on_disk():
        app.close()
        text = exported()
        assert 'Canari' not in text
        refused = [line for line in map(json.loads, text.splitlines()) if line['facts'].get('refused_record')]
        assert len(refused) == 2 and all(line['identity'] == {} for line in refused), refused
        found = json.loads(ctl('person', 'find', 'matinsoir', '--json'))
        shown = json.loads(ctl('person', 'show', found[0]['id'], '--json'))
        assert [contact['reached'] for contact in shown['contacts']] == ['JOINT'], shown['contacts']

    cases = (open_form, refuses_to_be_recorded, completes_the_contact_of_the_day, call_list, on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
