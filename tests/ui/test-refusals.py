# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the contact form refuses, and a save that fails: what was typed stays, and counts once in the end."""

import resource
import sqlite3
import sys
import time
from pathlib import Path

from driver import VAULT, Application, ctl, make_vault, progress, shows, texts, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

NAME, NOTE = 'Quandolune', 'rappeler lundi'


def count(table):
    with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
        return file.execute(f'SELECT count(*) FROM {table}').fetchone()[0]


def main():
    make_vault()
    before, records = progress(), count('record')
    app = Application(restore_signals=False)  # Python ignores SIGXFSZ, and so does the program then

    def fill_band(place, day):
        app.focus()
        for word in ('charlev', 'bus'):
            app.write(word)
            app.keys('Return')
        app.type_into('Place', place)
        app.type_into('Day', day)

    def day_in_the_future():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        fill_band('', '17/11/2020')
        app.keys('ctrl+Return')
        app.label('This day is in the future.')
        assert '17/11/2020' in texts(app)
        assert count('record') == records

    def commune_that_does_not_exist():
        app.type_into('Day', '16/11/2020')
        app.type_into('Place', 'Nullepart-sur-Rien')
        app.keys('ctrl+Return')
        app.label('No commune has been chosen for this.')
        assert {'Nullepart-sur-Rien', '16/11/2020'} <= texts(app)
        assert count('record') == records

    def nobody_named():
        app.type_into('Place', '')
        app.keys('ctrl+Return')  # the band is clear now
        app.label('Change project, channel, place or day')
        wait('the focus to be on who', lambda: any(
            node.get_name() == 'Name or telephone' and shows(node) for node in walk(app.window('New contact'))))
        assert count('record') == records

    def impossible_birth_day():
        app.focus()
        app.write(f'Rim {NAME}')
        time.sleep(0.5)
        app.keys('Return', 'r')
        app.type_into('Age or birth day', '31/02/2003')
        app.keys('ctrl+Return')
        app.label('Neither an age nor a possible birth day')
        assert {'31/02/2003', NAME, 'Rim'} <= texts(app)
        assert count('record') == records
        app.type_into('Age or birth day', '19')

    def disk_takes_no_more():
        app.type_into('Note', NOTE)
        wait('the draft', lambda: count('draft') == 1)
        time.sleep(1.5)  # what was typed last is in it
        limit(4096)
        app.keys('ctrl+Return')
        app.label('Not recorded.')
        time.sleep(1.5)  # the draft is tried again, in vain
        app.label('Not recorded.')
        assert {NAME, 'Rim', '19', NOTE} <= texts(app), texts(app)
        assert (count('record'), count('draft')) == (records, 1)

    def limit(size):
        _, hard = resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(app.process.pid, resource.RLIMIT_FSIZE, (size, hard))

    def there_is_room_again():
        limit(resource.RLIM_INFINITY)
        app.focus()
        app.keys('ctrl+Return')
        wait('the form to be gone', lambda: app.root.get_child_count() == 1)
        wait('the draft to be gone', lambda: count('draft') == 0)

    def counted_once():
        app.close()
        assert progress() == before + 1, (progress(), before)
        assert ctl('person', 'find', NAME.lower()).count(NAME.upper()) == 1
        assert '"ok"' in ctl('check', '--json')

    cases = (day_in_the_future, commune_that_does_not_exist, nobody_named, impossible_birth_day, disk_takes_no_more,
             there_is_room_again, counted_once)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
