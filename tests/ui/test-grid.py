# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sheet of an outing typed in by keyboard alone: a line a youth, each recorded once, by itself, and lost by nothing."""

import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from driver import FOLDER, VAULT, Application, ctl, gone, make_vault, picture, shows, texts, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PROJECT, SHEET = 'charleville-mezieres', 'Sheet of the outing'


def main():
    make_vault()
    outing = json.loads(ctl('outing', 'add', '--project', PROJECT, '--channel', 'BUS', '--kind', 'BUS', '--place', '08105',
                            '--start', '00:01', '--end', '23:58', '--with', 'maud', '--json'))['outing']
    paper = Path(FOLDER.name) / 'vierge.pdf'
    ctl('outing', 'sheet', outing, '--output', str(paper))
    state = {'app': Application()}

    def records():
        with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
            return file.execute('SELECT count(*) FROM record WHERE kind = 2').fetchone()[0]

    def drafts():
        with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
            return [row[0] for row in file.execute('SELECT slot FROM draft')]

    def line_says(app, *parts):
        wait(f'a line that says {parts}', lambda: any(all(part in (node.get_name() or '') for part in parts) and shows(node)
                                                      for node in walk(app.root)))

    def open_sheet(app):
        app.focus()
        app.keys('alt+1')
        app.press('Show the outing')
        app.label('Stop of the bus')
        app.focus()
        app.keys('alt+t')
        app.window(SHEET)
        app.focus()

    def in_the_order_of_the_printed_sheet():
        app = state['app']
        app.unlock()
        app.label('young people are fictitious')
        text = subprocess.run(['pdftotext', '-layout', paper, '-'], capture_output=True, text=True, check=True).stdout
        heads = next(line for line in text.splitlines() if 'Name or pseudonym' in line)
        open_sheet(app)
        entries = [node.get_name()[:-len(', line 1')] for node in walk(app.window(SHEET))
                   if (node.get_name() or '').endswith(', line 1') and shows(node)]
        order = [node for i, node in enumerate(reversed(entries)) if node not in list(reversed(entries))[:i]]
        assert len(order) == 9, order
        places = [heads.find(name.split()[0]) for name in order]
        assert -1 not in places and places == sorted(places), (order, heads)

    def a_line_by_keyboard_alone():
        app = state['app']
        before = records()
        app.write('Rim Grillun')
        app.keys('Return')  # new, on to the next column
        app.write('f')
        app.keys('Tab')
        app.write('19')
        app.keys('Tab')
        app.write('charlev')
        app.keys('Tab')
        app.write('r')
        app.keys('Tab')
        app.write('ra')
        app.keys('Tab', 'Tab')
        app.write('+7')
        app.keys('Tab')
        app.write('o')
        app.keys('Tab')  # at the end: recorded, and the next line
        line_says(app, 'Recorded', 'Female', 'Reached', 'Appointment made', 'Orally', '23 November 2020')
        assert records() == before + 1

    def what_fails_keeps_what_was_typed():
        app = state['app']
        before = records()
        app.write('?bonnet rouge')
        app.keys('Tab', 'Tab', 'Tab', 'Tab')
        app.write('z')
        app.keys('Return')
        app.label('One of these letters: R Reached')
        assert '?bonnet rouge' in texts(app) and records() == before
        app.keys('ctrl+a')
        app.write('r')
        app.keys('Return')
        line_says(app, 'Recorded', 'Without a name')
        assert records() == before + 1

    def recorded_once_however_often():
        app = state['app']
        before = records()
        app.write('@Ninja 91')
        app.keys('Tab', 'Tab', 'Tab', 'Tab')
        app.write('r')
        subprocess.run(['xdotool', 'key', '--clearmodifiers', 'Return', 'Return', 'Return'], check=True)
        line_says(app, 'Recorded', 'Pseudonym')
        time.sleep(0.5)
        assert records() == before + 1

    def the_same_youth_twice_is_refused():
        app = state['app']
        before = records()
        app.write('rim grillun')
        time.sleep(0.7)
        app.keys('Return')  # known by now: on to whether reached
        app.write('r')
        app.keys('Return')
        app.label('among the contacts of this outing already')
        assert records() == before
        picture('grid')

    def lines_survive_a_kill_and_a_lock():
        app = state['app']
        app.type_into('Name or pseudonym, line 5', 'Ada Encourslune')
        time.sleep(2)  # a second at most after the last key, and room for a slow machine
        app.kill()
        assert drafts() == ['grid']
        for path in Path(FOLDER.name).glob(f'{VAULT.name}*'):
            assert b'Encourslune' not in path.read_bytes() and b'Grillun' not in path.read_bytes(), path.name
        app = state['app'] = Application()
        app.unlock()
        app.label('Lines of an outing are not recorded yet')
        app.press('Take it up again')
        app.window(SHEET)
        app.label('Draft taken up again')
        wait('the lines', lambda: {'Ada Encourslune', 'Rim Grillun'} <= texts(app))
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock')
        time.sleep(1)
        assert not any('Encourslune' in text for text in texts(app))
        app.unlock()
        app.label('Lines of an outing are not recorded yet')
        assert drafts() == ['grid']

    def closed_with_the_rest_recorded():
        app = state['app']
        before = records()
        app.press('Take it up again')
        app.window(SHEET)
        app.focus()
        app.type_into('Name or pseudonym, line 1', '')  # the one that is noted already
        app.type_into('Reached?, line 1', '')
        app.type_into('Reached?, line 2', 'r')
        app.keys('ctrl+Return')
        gone(app, SHEET)
        wait('the draft to be gone', lambda: not drafts())
        assert records() == before + 1

    def a_crash_between_the_record_and_its_draft():
        app = state['app']
        open_sheet(app)
        app.write('Zoe Entredeux')
        app.keys('Return', 'Tab', 'Tab', 'Tab')
        app.write('r')
        time.sleep(2)
        with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
            row = file.execute('SELECT account, slot, body FROM draft').fetchone()
        app.keys('Return')
        line_says(app, 'Recorded', 'New')
        app.kill()
        before = records()
        with sqlite3.connect(VAULT) as file:  # as it would be, had the program died a moment earlier
            file.execute('INSERT OR REPLACE INTO draft (account, slot, body) VALUES (?, ?, ?)', row)
        app = state['app'] = Application()
        app.unlock()
        app.label('Lines of an outing are not recorded yet')
        app.press('Take it up again')
        app.window(SHEET)
        app.focus()
        app.keys('ctrl+Return')
        gone(app, SHEET)
        wait('the draft to be gone', lambda: not drafts())
        assert records() == before

    def on_disk():
        state['app'].close()
        facts = json.loads(ctl('outing', 'show', outing, '--json'))
        assert (facts['sum']['contacts'], facts['sum']['met'], facts['sum']['named']) == (5, 5, 4), facts['sum']
        export = Path(FOLDER.name) / 'tout.jsonl'
        ctl('export', '--identified', '--output', str(export))
        lines = {line['id']: line for line in map(json.loads, export.read_text().splitlines())}
        people = {line['identity'].get('last_name') or line['identity'].get('pseudonym') or line['identity'].get('description'):
                  line for line in lines.values() if line['kind'] == 'person'}
        rim = people['Grillun']
        assert (rim['facts']['sex'], rim['facts']['declared_age'], rim['identity']['home']) == ('F', 19, '08105'), rim
        assert {'Ninja 91', 'bonnet rouge', 'Encourslune'} <= set(people)
        contact = next(line for line in lines.values() if line['kind'] == 'contact' and rim['id'] in line['facts'].get('persons', []))
        assert contact['facts']['outing'] == outing and contact['facts']['next_date'] == '2020-11-23', contact
        assert contact['facts']['authors'] == facts['facts']['team'] and contact['facts']['informed'] == 'ORAL', contact
        assert json.loads(ctl('check', '--json'))['damaged'] == []

    cases = (in_the_order_of_the_printed_sheet, a_line_by_keyboard_alone, what_fails_keeps_what_was_typed,
             recorded_once_however_often, the_same_youth_twice_is_refused, lines_survive_a_kill_and_a_lock,
             closed_with_the_rest_recorded, a_crash_between_the_record_and_its_draft, on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
