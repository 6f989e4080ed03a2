#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""No name leaves the window by the session bus (notifications, portals), a title, a file of the desktop (recent files,
state, cache) or the error output; once locked, neither the accessible tree nor the clipboard holds one.

What stays in memory is looked at by test-memory.py.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gi.repository import Atspi

import driver
from driver import VAULT, Application, ctl, make_vault, names_shown, texts, wait, walk

for _folder in ('lint', 'cli'):
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / _folder))
sys.dont_write_bytecode = True
import memory  # noqa: E402
import tap  # noqa: E402

LAST, FIRST, NOTE = 'Quorzimbal', 'Wyxanabrik', 'Rappeler Vlapdecoeur chez Grompfelin'
NAMES = {form for text in (LAST, FIRST, 'Vlapdecoeur', 'Grompfelin') for form in memory.forms(text)}


def titles(app):
    windows = subprocess.run(['xdotool', 'search', '--pid', str(app.process.pid)], capture_output=True, text=True,
                             check=False).stdout.split()
    return b''.join(subprocess.run(['xprop', '-id', window], capture_output=True, check=False).stdout
                    for window in windows)


def main():
    make_vault()
    folder = Path(tempfile.mkdtemp(prefix='home-', dir=driver.FOLDER.name))
    note = folder / 'note'
    note.write_text(NOTE)
    ctl('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'JOINT',
        '--new-last', LAST, '--new-first', FIRST, '--note-file', str(note))
    note.unlink()
    homes = {name: str(folder) for name in ('HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_STATE_HOME',
                                             'TMPDIR')}
    bus, errors = folder.parent / 'bus', folder.parent / 'stderr'
    state, seen = {}, {'titles': b''}

    def look():
        seen['titles'] += titles(state['app'])

    def unlocked_and_revealed():
        with open(bus, 'wb') as into:
            state['bus'] = subprocess.Popen(['dbus-monitor', '--session', '--binary'], stdout=into,
                                            stderr=subprocess.DEVNULL)
        wait('the recording', lambda: bus.stat().st_size > 0)
        with open(errors, 'wb') as into:
            app = state['app'] = Application(call=[*memory.WEAK, driver.APP, str(VAULT)],
                                             stderr=into, **homes)
        app.unlock()
        app.label('young people are fictitious')
        look()
        app.focus()
        app.keys('ctrl+f')
        app.write(LAST.lower())
        app.label(LAST.upper())
        look()
        app.keys('Return')
        app.press('Reveal')
        wait('the note', lambda: any('Vlapdecoeur' in (node.get_name() or '') for node in walk(app.root)))
        look()

    def nobody_else_reads_it():
        memory.no_dump(state['app'].process.pid)

    def paste_into_login():
        """What a paste makes of the login, an x; a lock leaves the keyboard at the password."""
        app = state['app']
        app.type_into('Login', '')
        app.keys('shift+Tab', 'x', 'ctrl+v')
        assert time.monotonic() - state['copied'] < 10, 'too late to tell: the clipboard is emptied after ten seconds'
        typed, = wait('what was typed', lambda: [text for text in texts(app) if text.startswith('x')])
        return typed

    def a_name_is_copied():
        app = state['app']
        app.focus()
        app.keys('ctrl+f')
        app.write(LAST)
        app.keys('ctrl+a', 'ctrl+c', 'Delete', 'ctrl+v')
        assert LAST in texts(app), texts(app)
        app.keys('ctrl+a', 'ctrl+c')
        state['copied'] = time.monotonic()

    def nothing_after_the_lock():
        app = state['app']
        app.keys('ctrl+l')
        assert paste_into_login() == 'x'
        app.label('Unlock the vault')
        assert not names_shown(app)
        look()
        said = [node.get_name() or '' for node in walk(app.root)] + list(texts(app)) + [
            node.get_description() or '' for node in walk(app.root)]
        assert not [text for text in said for name in (LAST, FIRST, 'Vlapdecoeur') if name.lower() in text.lower()]

    def nothing_on_the_bus_or_in_titles():
        state['app'].close()
        time.sleep(1)
        state['bus'].terminate()
        state['bus'].wait()
        recorded = bus.read_bytes()
        assert b'reperes' in recorded.lower(), 'nothing recorded'
        assert b'WM_NAME' in seen['titles'] and b'Rep' in seen['titles'], seen['titles']
        for where, data in (('bus', recorded), ('titles', seen['titles']), ('stderr', errors.read_bytes())):
            assert not [name for name in NAMES if name in data], where

    def nothing_in_files():
        looked = [path for path in Path(driver.FOLDER.name).rglob('*') if path.is_file()]
        assert VAULT in looked and any(path.is_relative_to(folder) for path in looked), looked
        for path in looked:
            assert not [name for name in NAMES if name in path.read_bytes()], path

    cases = (unlocked_and_revealed, nobody_else_reads_it, a_name_is_copied, nothing_after_the_lock,
             nothing_on_the_bus_or_in_titles, nothing_in_files)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
