#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first run, the recovery sheet and one's own password in the real window."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402
from driver import APP, CTL, FOLDER, PASSWORD, VAULT, Application, Atspi, controls, ctl, has_named_parent, shows, speaks, wait, walk  # noqa: E402,E501

HOME = Path(FOLDER.name) / 'maison'
SHEET = HOME / 'recovery-sheet.pdf'
RENEWED = HOME / 'new-recovery-sheet.pdf'


def code_of(sheet):
    """The code as someone reads it off the paper."""
    picture = Path(FOLDER.name) / f'{sheet.stem}-page'
    subprocess.run(['pdftoppm', '-r', '150', '-png', '-singlefile', sheet, picture], check=True)
    code = subprocess.run(['zbarimg', '--quiet', '--raw', f'{picture}.png'], capture_output=True, text=True,
                          check=True).stdout.strip()
    assert re.fullmatch(r'[0-9A-Z]{5}(-[0-9A-Z]{5}){13}', code), code
    return code


def reads(app, part):
    """Whether a text on screen holds @part."""
    return any(shows(node) and part in (node.get_name() or '') for node in walk(app.root))


def opens(password):
    PASSWORD.write_text(password)
    done = subprocess.run([CTL, '--vault', VAULT, '--login', 'maud', '--password-file', PASSWORD, 'check'],
                          capture_output=True, text=True, check=False)
    return done.returncode == 0, done.stderr


def main():
    HOME.mkdir()
    os.environ['HOME'] = str(HOME)
    os.environ['XDG_STATE_HOME'] = str(HOME / 'state')
    Atspi.get_desktop(0)
    time.sleep(1)
    app = Application()
    words = []

    def first_run_says_who_keeps_the_keys():
        app.label('Let it be the coordinator, not the director')
        nameless = [node.get_role_name() for node in controls(app.root) if not speaks(node) and not has_named_parent(node)]
        assert not nameless, nameless

    def nothing_is_made_of_half_a_form():
        app.press('Make the vault')
        app.label('The organisation needs a name')
        app.type_into('Name of the organisation', "Mission Locale d'essai")
        app.type_into('Your login', 'maud')
        app.press('Make the vault')
        app.label('An empty password')
        app.type_into('New password', 'une phrase')
        app.type_into('New password again', 'une autre')
        app.press('Make the vault')
        app.label('The two passwords differ')
        assert not VAULT.exists() and not SHEET.exists()

    def seven_words_are_offered():
        def offered():
            return next((node.get_name() for node in walk(app.root) if shows(node)
                         and re.fullmatch('[a-z]{4,8}(-[a-z]{4,8}){6}', node.get_name() or '')), None)
        first = wait('seven words', offered)
        app.press('Other words')
        words.append(wait('seven other words', lambda: offered() if offered() != first else None))
        app.press('Take')

    def the_vault_is_made_and_open():
        app.press('Make the vault')
        app.label('The vault is made')
        assert VAULT.exists() and VAULT.stat().st_mode & 0o777 == 0o600
        assert SHEET.exists() and SHEET.stat().st_mode & 0o777 == 0o600
        assert reads(app, str(SHEET))
        app.press('Open the vault')
        app.label('Nothing is waiting')

    def the_words_and_the_sheet_open_it():
        app.close()
        assert opens(words[0])[0]
        done = subprocess.run([CTL, '--vault', VAULT, 'recovery', 'check', '--recovery-file', '-'], input=code_of(SHEET),
                              capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def c7_a_typo_is_located():
        nonlocal app
        app = Application()
        app.press('I have a recovery sheet')
        code = code_of(SHEET)
        app.type_into('Login of the manager', 'maud')
        app.type_into('Code of the sheet', code[:14] + ('A' if code[14] != 'A' else 'B') + code[15:])
        app.press('Recover')
        app.label('mistake in group 3;')

    def the_sheet_gives_a_new_password():
        app.type_into('Code of the sheet', code_of(SHEET).lower().replace('-', ' '))
        app.type_into('New password', 'phrase nouvelle')
        app.type_into('New password again', 'phrase nouvelle')
        app.press('Recover')
        app.label('The new password is in force')
        app.type_into('Password', 'phrase nouvelle')
        app.press('Unlock')
        app.label('the recovery sheet gave new keys to “maud”')

    def own_password():
        app.focus()
        app.keys('F10')
        app.one('Password and recovery', Atspi.Role.MENU_ITEM)
        app.keys('Down', 'Return')
        app.label('Is the recovery sheet good?')
        app.type_into('Present password', 'faux')
        app.type_into('New password', 'phrase à moi')
        app.type_into('New password again', 'phrase à moi')
        app.press('Change my password')
        app.label('wrong password')
        time.sleep(2)
        app.type_into('Present password', 'phrase nouvelle')
        app.press('Change my password')
        app.label('Your password was changed')

    def c7_drill():
        app.type_into('Code of the sheet', code_of(SHEET)[:-1])
        app.press('Try the sheet')
        app.label('mistake in group 14;')
        app.type_into('Code of the sheet', code_of(SHEET))
        app.press('Try the sheet')
        app.label('opens this vault and holds all its keys')

    def renewed():
        app.press('Make another sheet')
        app.label('The old sheet opens nothing any more')
        app.type_into('Code of the sheet', code_of(SHEET))
        app.press('Try the sheet')
        app.label('not, or is no longer, that of this vault')
        app.type_into('Code of the sheet', code_of(RENEWED))
        app.press('Try the sheet')
        app.label('opens this vault and holds all its keys')

    def on_disk():
        app.close()
        done, said = opens('phrase à moi')
        assert done and 'gave new keys to “maud”' in said, said

    cases = (first_run_says_who_keeps_the_keys, nothing_is_made_of_half_a_form, seven_words_are_offered,
             the_vault_is_made_and_open, the_words_and_the_sheet_open_it, c7_a_typo_is_located,
             the_sheet_gives_a_new_password, own_password, c7_drill, renewed, on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
