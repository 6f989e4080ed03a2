#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Partners in the window: one is added and changed by keyboard, the names of people sealed; its page says what it
brought; a director adds one without anybody's name and sees nobody."""

import json
import sys
from pathlib import Path

from driver import PASSWORD, VAULT, Application, ctl, gone, make_vault, nameless, picture, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PROJECT = 'charleville-mezieres'
BAKER = 'Aaboulangère de Sedan'


def seen(app, part):
    return any(part in (node.get_name() or '') and shows(node) for node in walk(app.root))


def main():
    make_vault()
    ctl('account', 'add', 'dora', '--role', 'director', '--new-password-file', str(PASSWORD))
    app = Application()

    def adds_one_by_keyboard():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('alt+5')
        app.label('New partner')
        app.keys('ctrl+shift+p')
        dialog = app.window('New partner')
        assert nameless(dialog) == [], nameless(dialog)
        app.focus()
        app.keys('ctrl+Return')
        app.label('A partner has a name')
        app.type_into('Name; of a sentinel: “baker, Sedan”', BAKER)
        app.keys('ctrl+Return')
        app.label('Say what kind of partner it is')
        app.keys('space', 'Down', 'Down', 'Down', 'Return', 'Tab')
        app.write('sedan')
        app.keys('Return')
        app.type_into('Name', 'Madame Canaripain')
        picture('partner-form')
        app.keys('ctrl+Return')
        gone(app, 'New partner')
        app.label(BAKER)

    def page_and_change():
        app.focus()
        app.reach(app.label(BAKER))  # the first of the list
        app.keys('Return')
        app.label('What it brought')
        app.label('Madame Canaripain')
        wait('a name for every control', lambda: not nameless(app.root))
        app.press('Change')
        app.window('Change a partner')
        app.focus()
        app.type_into('Telephone', '03 24 00 00 00')
        app.keys('ctrl+Return')
        gone(app, 'Change a partner')
        app.label('03 24 00 00 00')

    def what_it_brought():
        app.close()
        youth = json.loads(ctl('contact', 'add', '--project', PROJECT, '--channel', 'SENTINELLE', '--reached', 'JOINT',
                               '--via', BAKER, '--new-last', 'Signalune', '--new-first', 'Ana', '--date', '2020-10-05',
                               '--json'))['person']
        ctl('orientation', 'add', youth, '--project', PROJECT, '--partner', BAKER, '--date', '2020-11-02')
        assert 'Canaripain' not in VAULT.read_bytes().decode('latin-1')
        reopen('maud')
        app.label('signalled on 05/10/2020 · Contacted')
        app.label('Ana SIGNALUNE')
        app.label('no answer yet')
        app.label('2 November 2020')  # the last exchange
        picture('partner')
        app.press('Answer')
        app.window('Answer to a referral')
        app.focus()
        app.keys('space', 'Down', 'Return', 'ctrl+Return')
        gone(app, 'Answer to a referral')
        app.label('Accepted on 16/11/2020')
        app.close()

    def reopen(login):
        nonlocal app
        app = Application()
        app.type_into('Login', login)
        app.type_into('Password', 'sept mots')
        app.press('Unlock')
        app.label('young people are fictitious')
        app.focus()
        app.keys('alt+5')
        app.label(BAKER)
        app.focus()
        app.reach(app.label(BAKER))
        app.keys('Return')
        app.label('What it brought')

    def director_sees_nobody():
        reopen('dora')
        for part in ('Canaripain', 'SIGNALUNE', 'signalled on', '03 24 00'):
            assert not seen(app, part), part
        app.keys('Escape')
        app.label('New partner')
        app.keys('ctrl+shift+p')
        app.window('New partner')
        assert not seen(app, 'Person to talk to')
        app.focus()
        app.type_into('Name; of a sentinel: “baker, Sedan”', 'Aafoyer de Givet')
        app.keys('Tab', 'space', 'Down', 'Down', 'Return', 'ctrl+Return')
        gone(app, 'New partner')
        app.label('Aafoyer de Givet')
        app.close()
        assert json.loads(ctl('check', '--json'))['unsigned'] == []

    cases = (adds_one_by_keyboard, page_and_change, what_it_brought, director_sees_nobody)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
