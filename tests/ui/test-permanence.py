# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A permanence at a partner's in the window: who is expected, added by a search, struck off, absent by one key."""

import json
import sys
import time
from pathlib import Path

from driver import VAULT, Application, ctl, make_vault, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PROJECT = 'charleville-mezieres'


def youth(name):
    done = ctl('contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'NON_JOINT', '--new-last', name,
               '--new-first', 'Ada', '--json')
    return json.loads(done)['person']


def main():
    make_vault()
    people = {name: youth(name) for name in ('Plumeverte', 'Plumebleue', 'Plumerouge', 'Plumeblanche')}
    outing = json.loads(ctl('outing', 'add', '--project', PROJECT, '--channel', 'BUS', '--kind', 'PERMANENCE', '--expected',
                            people['Plumeverte'], '--expected', people['Plumerouge'], '--start', '23:58', '--json'))['outing']
    app = Application()

    def shown():
        return json.loads(ctl('outing', 'show', outing, '--json'))

    def row(name):
        return wait(f'the row of {name}', lambda: next((node for node in walk(app.root) if shows(node) and
                                                        name.upper() in (node.get_name() or '')), None))

    def opened_with_who_is_expected():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('alt+3', 'Tab')
        for _ in range(20):  # outings of one day come in any order
            app.keys('Return')
            time.sleep(0.3)
            if any('23:58' in (node.get_name() or '') and shows(node) for node in walk(app.root)
                   ) and any(node.get_name() == '2 expected' and shows(node) for node in walk(app.root)):
                break
            app.keys('Escape', 'Tab', 'Down')
        app.label('2 expected')
        row('Plumeverte')
        row('Plumerouge')

    def added_by_a_search():
        app.focus()
        app.type_into('Add someone expected', '')
        app.keys('alt+a')
        app.write('plumebleue')
        time.sleep(0.5)
        app.keys('Return')
        app.label('3 expected')
        app.write('personnedetelnom')
        time.sleep(0.5)
        app.keys('Return')
        app.label('Nobody known has this name')
        app.keys('ctrl+a', 'BackSpace')

    def absent_by_one_key_and_back():
        app.focus()
        app.keys('shift+Tab')  # from the entry to the lines
        app.keys('Up', 'Up', 'Up', 'a')  # the first
        app.label('3 expected, 1 absent')
        app.keys('a')
        app.label('3 expected')
        wait('the absence to be gone', lambda: not any('1 absent' in (node.get_name() or '') and shows(node)
                                                       for node in walk(app.root)))
        app.keys('a')
        app.label('3 expected, 1 absent')
        app.keys('Down', 'Delete')
        app.label('2 expected, 1 absent')

    def on_disk():
        app.close()
        facts = shown()
        states = {line['person']: line['state'] for line in facts['expected']}
        assert states == {people['Plumeverte']: 'ABSENT', people['Plumebleue']: 'AWAITED'}, states
        assert facts['sum']['contacts'] == 1 and facts['sum']['absent'] == 1, facts['sum']
        assert json.loads(ctl('check', '--json'))['damaged'] == []

    def who_was_merged_is_the_one_that_was_kept():
        ctl('person', 'merge', people['Plumeblanche'], people['Plumebleue'])
        states = {line['person']: line['state'] for line in shown()['expected']}
        assert states == {people['Plumeverte']: 'ABSENT', people['Plumeblanche']: 'AWAITED'}, states

    cases = (opened_with_who_is_expected, added_by_a_search, absent_by_one_key_and_back, on_disk,
             who_was_merged_is_the_one_that_was_kept)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
