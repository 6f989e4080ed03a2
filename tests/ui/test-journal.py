#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal in the window: newest first by day, in words and without names, and parts of it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from gi.repository import Atspi

from driver import PASSWORD, Application, controls, ctl, has_named_parent, make_vault, shows, speaks, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PICTURES = os.environ.get('REP_TEST_PICTURES')  # a folder, to see what the test sees
LAST, FIRST = 'Quorzimbal', 'Wyxanabrik'


def picture(name):
    if PICTURES:
        time.sleep(1)
        subprocess.run(['import', '-window', 'root', f'{PICTURES}/{name}.png'], check=False)


def journal(login='maud'):
    return json.loads(ctl('journal', '--json', login=login))


def rows(app):
    """The words of each entry that shows, in order: AdwActionRow says its title."""
    window = app.window('Organisation')
    found = [(node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).y, node.get_name())
             for node in walk(window) if node.get_role() == Atspi.Role.LIST_ITEM and shows(node) and node.get_name()]
    return [name for _, name in sorted(found)]


def choose(app, steps):
    """Another part of the journal, by keyboard."""
    app.focus()
    for _ in range(12):
        if any(focused(node) for node in walk(app.one('Show', Atspi.Role.COMBO_BOX))):
            break
        app.keys('Tab')
    app.keys('space', *steps, 'Return')


def focused(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def main():
    make_vault()
    ctl('account', 'add', 'chloe', '--role', 'manager', '--new-password-file', str(PASSWORD))
    person = json.loads(ctl('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'JOINT',
                            '--new-last', LAST, '--new-first', FIRST, '--json'))['person']
    for _ in range(8):
        ctl('person', 'show', person, login='chloe')
    before = journal()
    app = Application()

    def open_journal():
        app.focus()
        app.keys('F10')
        app.one('Journal', Atspi.Role.MENU_ITEM)
        app.keys('Down', 'Down', 'Down', 'Return')
        app.label('signed and without names')

    def says_who_did_what():
        app.unlock()
        app.label('young people are fictitious')
        open_journal()
        app.label('Identity read: youth')
        app.label('Records written: youth, contact')
        app.label('Account added: chloe')
        app.label('· chloe')
        app.label('· maud')
        picture('journal')
        said = ' '.join(node.get_name() or '' for node in walk(app.root)).lower()
        assert LAST.lower() not in said and FIRST.lower() not in said

    def newest_first():
        shown = rows(app)
        read, saved = shown.index('Identity read: youth'), shown.index('Records written: youth, contact')
        assert read < saved < shown.index('Account added: chloe'), shown

    def every_control_speaks():
        nameless = [node.get_role_name() for node in controls(app.window('Organisation'))
                    if not speaks(node) and not has_named_parent(node)]
        assert not nameless, nameless

    def older_ones_on_demand():
        first = len(rows(app))
        while list(app.all(Atspi.Role.PUSH_BUTTON)) and any(
                'Older entries' in (node.get_name() or '') for node in app.all(Atspi.Role.PUSH_BUTTON)):
            n = len(rows(app))
            app.press('Older entries')
            wait('more entries', lambda n=n: len(rows(app)) > n)
        assert len(rows(app)) >= len(before) > first, (len(rows(app)), len(before), first)
        app.label('Vault made')

    def only_names_read():
        choose(app, ('Down', 'Down'))
        wait('the rest to go', lambda: not any(name.startswith('Records written') for name in rows(app)))
        assert 'Identity read: youth' in rows(app)
        picture('journal-identites')

    def only_my_own():
        choose(app, ('Up',))
        app.label('Records written: youth, contact')
        wait('what others did to go', lambda: not any(
            shows(node) and '· chloe' in (node.get_name() or '') for node in walk(app.root)))

    def tab(name):
        button = wait(f'the tab “{name}”', lambda: next(
            (node for node in controls(app.window('Organisation'))
             if name in (node.get_name() or '') and node.get_role() == Atspi.Role.PAGE_TAB), None))
        button.get_action_iface().do_action(0)

    def new_entries_come_when_it_is_looked_at():
        tab('Backups')
        app.press('Copy now')
        app.label('kB')  # in the list of those that are kept, once it is verified
        tab('Journal')
        wait('the copy, by me', lambda: 'Backup' in rows(app) and rows(app).index('Backup') < rows(app).index(
            'Records written: youth, contact'))

    def a_lock_closes_it():
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock the vault')
        app.close()

    cases = (says_who_did_what, newest_first, every_control_speaks, older_ones_on_demand, only_names_read, only_my_own,
             new_entries_come_when_it_is_looked_at, a_lock_closes_it)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
