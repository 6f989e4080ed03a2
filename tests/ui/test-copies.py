#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window says of a file that is new here or older, and the copy it makes when it locks."""

import os
import shutil
import sys
import time
from pathlib import Path

from driver import FOLDER, VAULT, Application, ctl, make_vault, names_shown, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

STATE = Path(FOLDER.name) / 'state'
COPIES = Path(FOLDER.name) / 'Sauvegardes'


def copies():
    return sorted(COPIES.glob('*.reperes')) if COPIES.is_dir() else []


def gone(app, part):
    wait(f'“{part}” to be gone', lambda: not any(
        shows(node) and part in (node.get_name() or '') for node in walk(app.root)))


def main():
    os.environ['XDG_STATE_HOME'] = str(STATE)
    make_vault()
    yesterday = Path(FOLDER.name) / 'hier'
    shutil.copy(VAULT, yesterday)
    ctl('contact', 'add', '--project', 'reims', '--channel', 'BUS', '--reached', 'JOINT', '--headcount', '3')
    shutil.copy(yesterday, VAULT)
    app = Application()

    def asks_about_an_older_file():
        app.unlock()
        app.label('An older file')
        app.label('What was recorded in between is not in it')
        app.press('Cancel')
        gone(app, 'An older file')
        assert not names_shown(app)

    def goes_on_when_told_to():
        app.unlock()
        app.label('An older file')
        app.press('Go on with it')
        wait('the first page', lambda: names_shown(app))

    def asks_until_something_is_written():
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock the vault')
        app.unlock()
        app.press('Go on with it')
        gone(app, 'An older file')
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock the vault')
        ctl('contact', 'add', '--project', 'reims', '--channel', 'BUS', '--reached', 'JOINT',
            '--headcount', '2', '--accept-older', '--wait', '20')
        app.unlock()
        wait('the first page', lambda: names_shown(app))
        gone(app, 'An older file')

    def copies_when_it_locks():
        shutil.rmtree(COPIES, ignore_errors=True)  # what the locks above made
        app.focus()
        app.keys('ctrl+l')
        copy, = wait('the copy', copies)
        listed = Path(f'{copy}.erased')
        wait('the list beside it', listed.exists)
        ctl('restore', str(copy), '--to', str(Path(FOLDER.name) / 'neuf.reperes'))

    def not_again_for_nothing():
        before = copies()
        app.unlock()
        wait('the first page', lambda: names_shown(app))
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock the vault')
        time.sleep(2)
        assert copies() == before

    def copies_when_told_to():
        app.unlock()
        wait('the first page', lambda: names_shown(app))
        app.focus()
        app.keys('ctrl+b')
        app.window('Organisation')
        app.label('Copies kept beside the vault')
        before = {path: path.stat().st_mtime_ns for path in copies()}
        app.press('Copy now')  # the sentence that says so is gone after some seconds
        wait('a copy made anew', lambda: {path: path.stat().st_mtime_ns for path in copies()} != before)
        wait('the list beside it', lambda: all(Path(f'{path}.erased').exists() for path in copies()))
        assert len(copies()) <= len(before) + 1, copies()
        app.focus()
        app.keys('Escape', 'ctrl+l')
        app.label('Unlock the vault')

    def restores():
        new = Path(FOLDER.name) / 'restaure.reperes'
        app.press('Restore a backup')
        app.label('A new vault is made')
        app.type_into('Copy', str(copies()[-1]))
        app.type_into('New vault', str(new))
        app.type_into('Login of a manager', 'maud')
        app.type_into('Password at the time of the copy', 'faux')
        app.press('Restore')
        app.label('wrong password')
        assert not new.exists()
        app.type_into('Password at the time of the copy', 'sept mots')
        app.press('Restore')
        app.label('is made and verified')
        assert new.stat().st_mode & 0o777 == 0o600

    def says_it_is_new_here():
        app.close()
        shutil.rmtree(STATE)
        new = Application()
        new.unlock()
        new.label('First time on this computer')
        new.close()

    cases = (asks_about_an_older_file, goes_on_when_told_to, asks_until_something_is_written,
             copies_when_it_locks, not_again_for_nothing, copies_when_told_to, restores, says_it_is_new_here)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
