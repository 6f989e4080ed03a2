# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The outing of today on the first page: one key notes a contact of it, with all that was set for it, team included."""

import json
import sys
import time
from pathlib import Path

from driver import FOLDER, Application, Atspi, ctl, gone, make_vault, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PROJECT = 'charleville-mezieres'
HOURS = '00:01 – 23:58'


def main():
    make_vault()
    outing = json.loads(ctl('outing', 'add', '--project', PROJECT, '--channel', 'BUS', '--kind', 'BUS', '--place', '08105',
                            '--start', '00:01', '--end', '23:58', '--with', 'maud', '--json'))['outing']
    state = {'app': Application()}

    def shown():
        return json.loads(ctl('outing', 'show', outing, '--json'))

    def place_and_hours():
        app = state['app']
        app.unlock()
        app.label('Outing of today')
        app.label(f'Charleville-Mézières · {HOURS}')

    def enter_on_its_line_too():
        app = state['app']

        def focused():
            return [node.get_name() for node in walk(app.root) if shows(node)
                    and node.get_state_set().contains(Atspi.StateType.FOCUSED)]

        app.focus()
        for _ in range(20):
            app.keys('Tab')
            if any(name == 'Stop of the bus' for name in focused()):
                break
        app.keys('Return')
        app.window('New contact')
        app.label(f'outing {HOURS}')
        app.focus()
        app.keys('Escape')
        gone(app, 'New contact')

    def one_key_notes_a_contact_of_it():
        app = state['app']
        app.focus()
        app.keys('ctrl+shift+n')
        app.window('New contact')
        app.label(f'outing {HOURS}')
        app.focus()
        app.write('Rim Sortiedujour')
        app.keys('Return', 'r')
        time.sleep(2)
        app.kill()
        assert shown()['sum']['contacts'] == 0

    def a_draft_remembers_the_outing():
        app = state['app'] = Application()
        app.unlock()
        app.label('A contact was begun')
        app.focus()
        app.keys('ctrl+n')
        app.label('Draft taken up again')
        app.label(f'outing {HOURS}')
        app.focus()
        app.keys('ctrl+Return')
        gone(app, 'New contact')
        wait('the count', lambda: any('1 young person met, 1 of them named' in (node.get_name() or '') and shows(node)
                                      for node in walk(app.root)))

    def on_disk():
        state['app'].close()
        facts = shown()
        assert (facts['sum']['contacts'], facts['sum']['named']) == (1, 1), facts['sum']
        export = Path(FOLDER.name) / 'tout.jsonl'
        ctl('export', '--identified', '--output', str(export))
        records = map(json.loads, export.read_text().splitlines())
        contact = next(record for record in records if record['id'] == facts['contacts'][0]['contact'])
        assert contact['facts']['outing'] == outing and contact['facts']['authors'] == facts['facts']['team'], contact

    cases = (place_and_hours, enter_on_its_line_too, one_key_notes_a_contact_of_it, a_draft_remembers_the_outing, on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
