#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts in the window: a manager adds one and revokes another, everyone is told, and what a role opens shows."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

from driver import (FOLDER, PASSWORD, Application, controls, ctl, has_named_parent, make_vault, names_shown, opened, shows,
                    speaks, wait, walk)

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PICTURES = os.environ.get('REP_TEST_PICTURES')  # a folder, to see what the test sees


def picture(name):
    if PICTURES:
        time.sleep(1)
        subprocess.run(['import', '-window', 'root', f'{PICTURES}/{name}.png'], check=False)


def accounts():
    return {(line['login'], line['state']): line for line in json.loads(ctl('account', 'list', '--json'))}


def all_last_names():
    path = Path(FOLDER.name) / 'export.jsonl'
    ctl('export', '--identified', '--output', str(path))
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    path.unlink()
    return {line['identity']['last_name'].casefold() for line in lines if line['identity'].get('last_name')}


def unlock_as(app, login):
    app.type_into('Login', login)
    app.type_into('Password', 'sept mots')
    app.press('Unlock')
    opened(app)


def open_accounts(app):
    app.focus()
    app.keys('F10')
    app.one('Accounts', Atspi.Role.MENU_ITEM)
    app.keys('Down', 'Down', 'Return')
    app.label('nobody sees what their keys do not open')


def confirm(app, name):
    """The button of the question, not one of a row that is called so, too."""
    button = wait(f'the button “{name}”', lambda: next(
        (node for node in app.all(Atspi.Role.PUSH_BUTTON) if set((node.get_name() or '').replace('_', '').split()) == {name}), None))
    button.get_action_iface().do_action(0)


def gone(app, text):
    wait(f'“{text}” to be gone', lambda: not any(
        shows(node) and text in (node.get_name() or '') for node in walk(app.root)))


def main():
    make_vault()
    for login, words in (('chloe', ('counsellor', '--structure', 'Mission Locale du Pays Messin')),
                         ('david', ('director',))):
        ctl('account', 'add', login, '--role', *words, '--new-password-file', str(PASSWORD))
    last_names = all_last_names()
    assert len(last_names) > 50
    state = {'app': Application()}

    def everyone_is_told():
        app = state['app']
        unlock_as(app, 'maud')
        app.label('Accounts added in the last 14 days: chloe (Counsellor), david (Director)')
        picture('aujourdhui')

    def the_page_lists_them():
        app = state['app']
        open_accounts(app)
        for text in ('maud', 'chloe', 'david', 'Counsellor, Mission Locale du Pays Messin · since'):
            app.label(text)
        nameless = [node.get_role_name() for node in controls(app.window('Organisation'))
                    if not speaks(node) and not has_named_parent(node)]
        assert not nameless, nameless
        assert not list(app.all(Atspi.Role.PUSH_BUTTON, 'Revoke maud'))
        picture('comptes')

    def faults_are_said():
        app = state['app']
        app.press('Add an account')
        app.one('New account')
        app.press('Add')
        app.label('needs a login')
        app.type_into('Login', 'lou')
        app.type_into('New password', 'un deux trois quatre cinq')
        app.type_into('New password again', 'un deux')
        app.press('Add')
        app.label('passwords differ')
        picture('fautes')
        app.type_into('New password again', 'un deux trois quatre cinq')
        app.type_into('Login', 'chloe')
        app.press('Add')
        app.label('is in use')

    def adds_a_director():
        app = state['app']
        app.type_into('Login', 'lou')
        app.press('Take')
        time.sleep(0.5)
        app.focus()
        app.keys('Tab', 'space', 'Down', 'Return')  # from the login to the role, one down
        app.label('and no name')
        picture('nouveau')
        app.keys('ctrl+Return')
        gone(app, 'New password again')  # the toast is gone in seconds, the row stays
        app.one('Revoke lou')

    def revokes_with_the_question():
        app = state['app']
        app.press('Revoke lou')
        app.label('Revoke the account lou?')
        assert not list(app.all(Atspi.Role.COMBO_BOX, 'Who takes over'))  # it has no work
        picture('revoquer')
        app.press('Cancel')
        gone(app, 'Revoke the account')
        app.press('Revoke lou')
        confirm(app, 'Revoke')
        app.label('revoked on')
        assert not list(app.all(Atspi.Role.PUSH_BUTTON, 'Revoke lou'))

    def lock_closes_it():
        app = state['app']
        app.focus()
        app.keys('ctrl+l')
        picture('verrou')
        app.label('Unlock')
        gone(app, 'nobody sees what their keys')

    def a_counsellor_sees_whose_the_others_are():
        app = state['app']
        unlock_as(app, 'chloe')
        app.focus()
        app.keys('ctrl+t', 'alt+2')
        app.label('Young person followed by')
        wait('names of the own structure', lambda: names_shown(app))
        open_accounts(app)
        assert not list(app.all(Atspi.Role.PUSH_BUTTON, 'Add an account'))
        assert not list(app.all(Atspi.Role.PUSH_BUTTON, 'Revoke david'))
        app.keys('ctrl+l')
        app.label('Unlock')

    def a_director_sees_no_name():
        app = state['app']
        unlock_as(app, 'david')
        app.focus()
        for key in ('ctrl+t', 'alt+2', 'alt+3', 'alt+4'):
            app.keys(key)
            time.sleep(1)
            said = ' '.join(node.get_name() or '' for node in walk(app.root)).casefold()
            assert not [name for name in last_names if name in said], key
        app.keys('alt+2')
        app.label('Young person followed by')
        picture('directeur')
        app.close()

    def work_is_handed_over():
        noted = ctl('contact', 'add', '--project', 'pays-messin', '--channel', 'BUS', '--reached', 'JOINT', '--new-last',
                    'Reprise', '--new-first', 'Ana', '--next-step', 'RAPPELER', '--next', '2020-11-16', login='chloe')
        assert 'saved' in noted.lower(), noted
        app = Application()
        unlock_as(app, 'maud')
        open_accounts(app)
        app.press('Revoke chloe')
        app.label('It has to follow up 1 young person and was last in contact with 1.')
        app.one('Who takes over', Atspi.Role.COMBO_BOX)
        picture('revoquer-avec-suivis')
        confirm(app, 'Revoke')
        wait('it to be over', lambda: not list(app.all(Atspi.Role.PUSH_BUTTON, 'Revoke chloe')))
        app.close()

    def on_disk():
        assert set(accounts()) == {('maud', 'active'), ('david', 'active'), ('lou', 'revoked'), ('chloe', 'revoked')}
        found = json.loads(ctl('check', '--json'))
        assert found['ok'] == found['records'] and found['journal'] == 'ok', found
        ctl('person', 'find', 'reprise')

    cases = (everyone_is_told, the_page_lists_them, faults_are_said, adds_a_director, revokes_with_the_question,
             lock_closes_it, a_counsellor_sees_whose_the_others_are, a_director_sees_no_name, work_is_handed_over,
             on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
