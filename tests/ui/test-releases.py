#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Releases in the window: a director prepares one by keyboard, sees real and published side by side and the verdict,
comments, saves it with its files, and writes the same files again; who may not release does not see the tab."""

import csv
import io
import json
import os
import sys
import time
from pathlib import Path

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

ROOT = Path(os.environ['REP_SOURCE_ROOT'])
sys.dont_write_bytecode = True
sys.path[:0] = [str(ROOT / 'tests/lint'), str(ROOT / 'tests/ui')]
import tap  # noqa: E402
from driver import (FOLDER, PASSWORD, Application, ctl, gone, make_vault, nameless, picture, shows,  # noqa: E402
                    wait, walk)

CODE = 'charleville-mezieres'
TABS = (Atspi.Role.PAGE_TAB, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.RADIO_BUTTON)
ENDINGS = ['.csv', '.cert.json', '.xlsx', '.pdf', '_COPIL.pdf']


def unlock(app, login):
    app.type_into('Login', login)
    app.type_into('Password', 'sept mots')
    app.press('Unlock')
    app.one('Main menu')
    app.focus()


def act(app, node):
    """As a mouse does where the bus offers nothing to do."""
    action = node.get_action_iface()
    if action is not None and action.get_n_actions() > 0:
        action.do_action(0)
    else:
        app.click(node)


def open_project(app):
    app.focus()
    app.keys('alt+4')
    wait('the cards', lambda: next(app.all(name='Projects'), None))
    app.focus()
    card = wait('the card', lambda: next((node for node in walk(app.root) if shows(node) and (
        node.get_name() or '').startswith('Mission Locale de Charleville-Mézières: ')), None))
    act(app, card)
    app.label('How Far They Came')


def tab(app, name):
    return next((node for node in walk(app.root) if node.get_name() == name and shows(node)
                 and node.get_role() in TABS), None)


def focus_on(app, name):
    """With Tab, until the button of this name has the focus."""
    button = wait(f'the button “{name}”', lambda: next(
        (node for node in app.all(Atspi.Role.PUSH_BUTTON) if name in (node.get_name() or '')), None))
    for _ in range(80):
        if button.get_state_set().contains(Atspi.StateType.FOCUSED):
            return
        app.keys('Tab')
    raise AssertionError(f'Tab does not come to “{name}”')


def choose_folder(app, path):
    path.mkdir()
    wait('the file chooser', lambda: app.root.get_child_count() == 2)
    time.sleep(1)
    app.focus()
    app.write(str(path))  # a first / opens the entry for a path
    app.keys('Return')
    time.sleep(0.5)
    if app.root.get_child_count() == 2:
        app.keys('Return')


def files(path, quarter):
    return [path / f'{CODE}_{quarter}{ending}' for ending in ENDINGS]


def published(path):
    text = path.read_bytes().decode('utf-8-sig')
    return [row for row in csv.DictReader(io.StringIO(text, newline=''), delimiter=';') if row['tranche'] == 'cumul']


def main():
    make_vault()
    ctl('account', 'add', 'david', '--role', 'director', '--new-password-file', str(PASSWORD))
    ctl('account', 'add', 'carla', '--role', 'counsellor', '--structure',
        json.loads(ctl('project', 'show', CODE, '--json'))[0]['structures'][0]['name'], '--new-password-file', str(PASSWORD))
    first, second = Path(FOLDER.name) / 'envoi', Path(FOLDER.name) / 'encore'
    state = {'app': Application()}

    def prepared_by_keyboard():
        app = state['app']
        unlock(app, 'david')
        open_project(app)
        found = wait('the tab', lambda: tab(app, 'Releases'))
        act(app, found)
        app.label('Nothing was released yet')
        app.focus()
        focus_on(app, 'Prepare and Attack')
        app.keys('Return')
        wait('the verdict', lambda: next((node for node in walk(app.root) if 'Safe: nobody can be told' in (
            node.get_name() or '') and shows(node)), None), 60)
        app.label('Quarters that saving closes')
        picture('envoi')
        assert not nameless(app.window('Repères')), nameless(app.window('Repères'))

    def commented():
        app = state['app']
        app.focus()
        focus_on(app, 'Write the comment of the quarter')
        app.keys('Return')
        app.window('Comment on Q4 2019')
        app.focus()
        app.write('Premiers mois du bus.')
        app.keys('ctrl+Return')
        gone(app, 'Comment on Q4 2019')
        app.label('Premiers mois du bus.')
        app.label('Safe: nobody can be told')  # what was prepared is still there

    def saved_with_its_files():
        app = state['app']
        state['rows'] = [node.get_name() for node in app.all(Atspi.Role.LIST_ITEM) if ' published' in (node.get_name() or '')]
        assert len(state['rows']) == 5, state['rows']
        app.focus()
        focus_on(app, 'Save the Release')
        app.keys('Return')
        choose_folder(app, first)
        wait('the files', lambda: all(path.exists() for path in files(first, '2019-T4')), 60)
        app.label('by david')
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in files(first, '2019-T4'))

    def the_page_said_what_the_file_says():
        names = {'REPERE_A': 'Repérés', 'CONTACTE': 'Contactés', 'RENCONTRE': 'Rencontrés', 'MOBILISE': 'Mobilisés',
                 'ACCOMPAGNE': 'Accompagnés'}
        totals = {row['etape']: row for row in published(files(first, '2019-T4')[0]) if row['unite'] == 'personnes'
                  and row['modalite_1'] in ('', 'TOTAL')}
        for stage, name in names.items():
            line = next(row for row in state['rows'] if row.startswith(f'{name}: '))
            printed = ''.join(c for c in line.split(' real, ')[1] if c.isdigit())
            assert printed == totals[stage]['valeur'], (line, totals[stage])

    def written_again_to_the_byte():
        app = state['app']
        app.focus()
        focus_on(app, 'Write the files of Q4 2019 again')
        app.keys('Return')
        choose_folder(app, second)
        wait('the files', lambda: all(path.exists() for path in files(second, '2019-T4')), 60)
        for one, other in zip(files(first, '2019-T4'), files(second, '2019-T4')):
            assert one.read_bytes() == other.read_bytes(), one.name
        app.close()

    def the_ledger_knows():
        entry, = json.loads(ctl('release', 'list', '--json'))
        assert (entry['project'], entry['period'], entry['by']) == (CODE, '2019-T4', 'david'), entry
        assert entry['verdict'] == 'safe'
        closing = next(line for line in json.loads(ctl('period', 'list', CODE, '--json')) if line['period'] == '2019-T4')
        assert closing['by'] == 'david' and closing['comment'] == 'Premiers mois du bus.', closing
        assert ctl('release', 'verify', str(files(first, '2019-T4')[0])).strip().endswith('safe')
        check = json.loads(ctl('check', '--json'))
        assert check['ok'] == check['records'] and not check['denied'] + check['unsigned'], check

    def no_tab_for_a_counsellor():
        app = Application()
        unlock(app, 'carla')
        open_project(app)
        wait('another tab', lambda: tab(app, 'Figures'))
        assert tab(app, 'Releases') is None
        app.close()

    cases = (prepared_by_keyboard, commented, saved_with_its_files, the_page_said_what_the_file_says,
             written_again_to_the_byte, the_ledger_knows, no_tab_for_a_counsellor)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


main()
