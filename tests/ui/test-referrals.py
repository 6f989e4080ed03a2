#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A referral that waits is answered from Today; another one is recorded from the youth's page; both show there."""

import json
import sys
from pathlib import Path

from driver import Application, ctl, gone, make_vault, nameless, picture, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PROJECT = 'charleville-mezieres'
HOUSE, CLUB = 'Foyer Luneclaire', 'Club Rivebleue'


def main():
    make_vault()
    for name in (HOUSE, CLUB):
        ctl('partner', 'add', name, '--kind', 'ASSOCIATION')
    youth = json.loads(ctl('contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT', '--json',
                           '--new-last', 'Renvoilune', '--new-first', 'Inès', '--date', '2020-09-01'))['person']
    ctl('orientation', 'add', youth, '--project', PROJECT, '--partner', HOUSE, '--date', '2020-10-01')
    app = Application()

    def waits_on_today():
        app.unlock()
        app.label('young people are fictitious')
        row = app.label(f'{HOUSE} · since 01/10/2020')
        app.focus()
        app.reach(row)
        app.keys('Return')
        dialog = app.window('Answer to a referral')
        assert nameless(dialog) == [], nameless(dialog)
        app.focus()
        picture('answer')

    def answer_is_checked():
        app.keys('ctrl+Return')
        app.label('Say what came of it')
        app.keys('space', 'Down', 'Return')
        app.type_into('Day (today when empty)', '30/09')
        app.keys('ctrl+Return')
        app.label('An answer comes after the referral')
        app.type_into('Day (today when empty)', '15/10')
        app.keys('ctrl+Return')
        gone(app, 'Answer to a referral')
        wait('nothing to wait for', lambda: not any(HOUSE in (node.get_name() or '') and shows(node)
                                                    for node in walk(app.root)))

    def page_shows_the_answer():
        app.focus()
        app.keys('ctrl+f')
        app.write('renvoilune')
        app.keys('Return')
        app.label(HOUSE)
        app.label('To the partner · 01/10/2020 · Accepted on 15/10/2020 · Charleville-Mézières')

    def refers_by_keyboard():
        app.focus()
        app.keys('ctrl+r')
        dialog = app.window('Referral')
        assert nameless(dialog) == [], nameless(dialog)
        app.focus()
        app.write('nulle part')
        app.keys('ctrl+Return')
        app.label('Choose a partner of the list')
        app.keys('ctrl+a')
        app.write('riveb')
        app.keys('Return')
        app.write('02/11')
        app.keys('shift+Tab', 'shift+Tab', 'space', 'Down', 'Return')
        picture('referral')
        app.keys('ctrl+Return')
        gone(app, 'Referral')
        app.label('From the partner · 02/11/2020')
        picture('referrals')

    def in_the_file():
        app.close()
        mine = sorted((one for one in json.loads(ctl('orientation', 'list', '--json')) if one['person'] == youth),
                      key=lambda one: one['date'])
        assert [(one['partner'], one['direction'], one['date'], one['status'], one['answered_on']) for one in mine] == [
            (HOUSE, 'VERS', '2020-10-01', 'ACCEPTEE', '2020-10-15'), (CLUB, 'DEPUIS', '2020-11-02', None, None)], mine

    cases = (waits_on_today, answer_is_checked, page_shows_the_answer, refers_by_keyboard, in_the_file)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
