#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a project comes to: a director sees it without a name anywhere; a manager asks why, crosses, closes a quarter
by keyboard, comments it; a limit of quality holds a closing until a reason is given; what leaves is in the journal."""

import json
import os
import sys
from pathlib import Path

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

ROOT = Path(os.environ['REP_SOURCE_ROOT'])
sys.dont_write_bytecode = True
sys.path[:0] = [str(ROOT / 'tests/lint'), str(ROOT / 'tests/ui')]
import tap  # noqa: E402
from driver import (FOLDER, PASSWORD, VAULT, Application, ctl, gone, make_vault, nameless, opened, picture, shows,  # noqa: E402
                    wait, walk)

CODE = 'charleville-mezieres'


def figures(period, login='maud'):
    document = json.loads(ctl('figures', CODE, '--period', period, '--json', login=login))
    return {line['id']: line for line in document['indicators']}


def journal():
    return [(entry['action'], entry['login']) for entry in json.loads(ctl('journal', '--json'))]


def written():
    """When the vault was written to last."""
    return [path.stat().st_mtime_ns for path in sorted(VAULT.parent.glob(VAULT.name + '*')) if path.suffix != '.lock']


def all_names():
    path = Path(FOLDER.name) / 'tous.jsonl'
    ctl('export', '--identified', '--output', str(path))
    names = set()
    for line in path.read_text(encoding='utf-8').splitlines():
        identity = json.loads(line).get('identity') or {}
        names |= {identity[key] for key in ('last_name', 'pseudonym') if len(identity.get(key) or '') > 3}
    return names


def shown(app):
    return [node.get_name() for node in walk(app.root) if node.get_name()]


def row(app, title):
    """The row of a list that begins with @title."""
    return wait(f'the row “{title}”', lambda: next(
        (node for node in app.all(Atspi.Role.LIST_ITEM) if (node.get_name() or '').startswith(title)), None))


def focus_on(app, find, what):
    """With Tab, until it is there."""
    node = wait(what, lambda: next(find(), None))
    for _ in range(120):
        if node.get_state_set().contains(Atspi.StateType.FOCUSED):
            return
        app.keys('Tab')
    raise AssertionError(f'Tab does not come to {what}')


def numbers(found, title):
    """The two figures of a row."""
    return found.get_name()[len(title):].split(', ')[:2]


def buttons(app, name):
    """GTK 4.8 says the label of a button twice."""
    return (node for node in app.all(Atspi.Role.PUSH_BUTTON) if name in (node.get_name() or ''))


def cards(app):
    return (node for node in walk(app.root) if shows(node) and (node.get_name() or '').startswith(
        'Mission Locale de Charleville-Mézières: '))


def open_project(app, tab):
    for _ in range(20):  # until the window has the keyboard
        app.focus()
        app.keys('alt+4')
        if next(cards(app), None):
            break
    focus_on(app, lambda: cards(app), 'the card')
    app.keys('Return')
    app.label('How Far They Came')
    if tab:
        app.keys('ctrl+Page_Down')
        app.label('Internal: not to be passed on')


def unlock(app, login):
    app.type_into('Login', login)
    app.type_into('Password', 'sept mots')
    app.press('Unlock')
    opened(app)


def main():
    make_vault()
    ctl('account', 'add', 'david', '--role', 'director', '--new-password-file', str(PASSWORD))
    ctl('project', 'quality', CODE, '--limit', 'I16.NR_ZONE=0')
    names = all_names()
    quarter = figures('2020-T3')
    by_channel = json.loads(ctl('figures', CODE, '--period', '2020-T3', '--by', 'channel', '--json'))['tables']
    crossed = [cell['value'] for table in by_channel if table['id'] == 'I3a' for cell in table['cells']]
    assert len(names) > 50
    state = {'app': Application()}

    def look(app):
        said = ' '.join(shown(app)).casefold()
        found = [name for name in names if f' {name.casefold()} ' in f' {said} ']
        assert not found, found
        assert not nameless(app.window('Repères')), nameless(app.window('Repères'))

    def a_director_sees_no_name():
        app = state['app']
        unlock(app, 'david')
        open_project(app, None)
        app.label('Forecast for the last day')
        app.label('(this project)')
        look(app)
        app.keys('ctrl+Page_Down')
        app.label('Internal: not to be passed on')
        row(app, 'Met')
        look(app)
        picture('direction')

    def a_director_may_close():
        app = state['app']
        assert list(buttons(app, 'Close the Quarter')), 'a director may close'

    def a_director_singles_nobody_out():
        app = state['app']
        app.focus()
        focus_on(app, lambda: app.all(Atspi.Role.COMBO_BOX, 'Period'), 'the period')
        app.keys('space', 'End', 'Return')
        app.type_into('From (a day)', '01/07/2020')
        app.type_into('To (a day)', '02/07/2020')
        app.label('This table would single people out')
        picture('refus')
        app.type_into('To (a day)', '30/09/2020')
        wait('the table to come back', lambda: not any(shows(node) and 'single people out' in (node.get_name() or '')
                                                       for node in walk(app.root)))
        assert numbers(row(app, 'Met, '), 'Met, ') == [str(quarter['I5'][key]) for key in ('live', 'cumulative')]
        app.close()

    def the_page_says_what_the_command_line_says():
        app = state['app'] = Application()
        unlock(app, 'maud')
        open_project(app, 'Figures')
        for title, code in (('Met, ', 'I5'), ('Engaged, ', 'I6'), ('Contacts and attempts, ', 'I1')):
            said = numbers(row(app, title), title)
            assert said == [str(quarter[code]['live']), str(quarter[code]['cumulative'])], (said, quarter[code])

    def the_table_is_that_of_the_command_line():
        app = state['app']
        grid = wait('the table', lambda: next((node for node in walk(app.root) if node.get_name() == 'Identified by the team'
                                               and node.get_role() != Atspi.Role.LABEL and node.get_child_count() > 3), None))
        said = [grid.get_child_at_index(i).get_name() for i in range(grid.get_child_count())]
        cells = [int(text) for text in said if text.isdecimal()]
        assert sorted(cells) == sorted(crossed), (said, crossed)
        assert f'Total, each counted once: {sum(crossed)}' in said, said

    def why_this_number():
        app = state['app']
        app.focus()
        focus_on(app, lambda: iter([row(app, 'Met, ')]), 'the row')
        app.keys('Return')
        app.label(f'Counted again just now: {quarter["I5"]["live"]}.')
        app.label('Rules: version 1.')
        picture('pourquoi')
        app.focus()
        app.keys('Escape')
        wait('the answer to close', lambda: app.root.get_child_count() == 1)

    def a_limit_holds_the_closing():
        app = state['app']
        app.focus()
        focus_on(app, lambda: buttons(app, 'Close the Quarter'), 'the button')
        app.keys('Return')
        app.window('Close Q3 2020')
        app.label('Limits of Quality That Are Passed')
        app.focus()
        app.keys('ctrl+Return')
        app.label('Say why the quarter is closed all the same.')
        assert not figures_closed('2020-T3')
        picture('cloturer')
        app.write('Adresses demandees en octobre')
        app.keys('ctrl+Return')
        gone(app, 'Close Q3 2020')
        app.label('Closed on')
        app.label('Limits of quality were lifted: Adresses demandees en octobre')
        assert not list(buttons(app, 'Close the Quarter'))

    def a_comment_by_keyboard():
        app = state['app']
        app.focus()
        focus_on(app, lambda: buttons(app, 'Write the Comment'), 'the button')
        app.keys('Return')
        app.window('Comment on Q3 2020')
        app.focus()
        app.write('Le bus etait en panne deux semaines.')
        app.keys('ctrl+Return')
        gone(app, 'Comment on Q3 2020')
        app.label('Le bus etait en panne deux semaines.')

    def what_leaves_is_marked():
        app = state['app']
        before = written()
        app.press('Copy the Figures')
        wait('the entry of the journal', lambda: written() != before)  # a toast is gone in seconds
        app.close()
        entries = journal()
        assert ('FIGURES', 'maud') in entries and ('CLOSE', 'maud') in entries, entries[-12:]
        closing = json.loads(ctl('period', 'list', CODE, '--json'))[0]
        assert closing['period'] == '2020-T3' and closing['by'] == 'maud'
        assert closing['lift'] == 'Adresses demandees en octobre'
        assert closing['comment'] == 'Le bus etait en panne deux semaines.'
        check = json.loads(ctl('check', '--json'))
        assert check['ok'] == check['records'] and not check['denied'] + check['unsigned'], check

    def figures_closed(period):
        lines = [node.get_name() or '' for node in walk(state['app'].root) if shows(node)]
        return any(line.startswith('Closed on') for line in lines)

    cases = (a_director_sees_no_name, a_director_may_close, a_director_singles_nobody_out, the_page_says_what_the_command_line_says,
             the_table_is_that_of_the_command_line,
             why_this_number, a_limit_holds_the_closing, a_comment_by_keyboard, what_leaves_is_marked)
    cases = cases[:int(os.environ.get('REP_CASES', 99))]
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


main()
