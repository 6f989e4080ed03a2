#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A youth's record in the window: likely doubles proposed while typing, with the reason; the profile edited by keyboard,
without what the project switched off; those a search shows are called."""

import json
import sys
import time
from pathlib import Path

from gi.repository import Atspi

from driver import Application, ctl, gone, make_vault, nameless, picture, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

CONTACT = ('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'JOINT', '--json')


def meet(last, first, *words):
    return json.loads(ctl(*CONTACT, '--new-last', last, '--new-first', first, *words))['person']


def absent(app, part):
    wait(f'no “{part}”', lambda: not any(part in (node.get_name() or '') and shows(node) for node in walk(app.root)))


def main():
    make_vault()
    ines = meet('Profilune', 'Inès', '--birth', '2004-05-06', '--phone', '06 39 98 12 34')
    ctl('person', 'set', ines, '--public', 'JUSTICE=yes', '--public', 'PRIMO_ARRIVANT=yes')
    ctl('project', 'settings', 'charleville-mezieres', '--justice', 'no')
    app = Application()

    def search_says_why():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.write('ines profilune')
        app.label('same name')
        assert nameless(app.window('New contact')) == [], nameless(app.window('New contact'))
        picture('search')

    def new_youth_like_no_one():
        app.keys('ctrl+a')
        app.write('Ines Personelike')
        app.label('New: Ines Personelike')
        app.keys('Return', 'r')
        app.label('New young person')
        absent(app, 'Known already?')

    def same_first_name_and_phone_are_proposed():
        app.type_into('Telephone', '+33 6 39 98 12 34')
        app.label('same phone')
        app.label('Known already?')
        picture('same-phone')

    def never_in_the_way():
        app.type_into('Telephone', '')
        absent(app, 'same phone')
        app.type_into('Telephone', '06 39 98 12 34')
        app.label('same phone')
        app.focus()
        app.keys('ctrl+Return')
        gone(app, 'New contact')

    def page_without_what_is_switched_off():
        app.focus()
        app.keys('ctrl+f')
        app.write('profilune')
        app.keys('Return')
        app.label('Situation and publics')
        said = wait('the facts', lambda: [name for name in (node.get_name() or '' for node in walk(app.root))
                                          if 'Newcomer, refugee' in name])
        assert not any('court measure' in name for name in said), said

    def profile_by_keyboard():
        app.press('Edit the profile')
        dialog = app.window('Profile')
        app.label('Legal representative told')
        absent(app, 'court measure')
        assert nameless(dialog) == [], nameless(dialog)
        app.focus()
        app.keys('space', 'Down', 'Return', 'Tab', 'Tab', 'space', 'Down', 'Return')
        picture('profile')
        app.keys('ctrl+Return')
        gone(app, 'Profile')

    def call_list_of_those_shown():
        app.focus()
        menu = app.one('More about young people')
        next(node for node in walk(menu) if node.get_action_iface() is not None
             and node.get_action_iface().get_n_actions() > 0).get_action_iface().do_action(0)
        app.focus()
        app.one('Call those shown here…', Atspi.Role.MENU_ITEM)
        app.keys('Down', 'Return')
        app.label('1 of 1')
        app.label('06 39 98 12 34')
        picture('calls')
        app.focus()
        app.keys('Escape')
        wait('the list to be gone', lambda: app.root.get_child_count() == 1)

    def in_the_file():
        app.close()
        facts = json.loads(ctl('person', 'show', ines, '--json'))['facts']
        assert len(facts['situations']) == 1 and facts['situations'][0]['situation'], facts
        assert facts['level'], facts
        assert 'JUSTICE' not in facts['publics_yes'] and 'PRIMO_ARRIVANT' in facts['publics_yes'], facts
        ctl('project', 'settings', 'charleville-mezieres', '--justice', 'yes')  # hidden, never lost
        facts = json.loads(ctl('person', 'show', ines, '--json'))['facts']
        assert 'JUSTICE' in facts['publics_yes'], facts
        found = json.loads(ctl('person', 'find', 'personelike', '--json'))
        assert len(found) == 1, found

    cases = [search_says_why, new_youth_like_no_one, same_first_name_and_phone_are_proposed, never_in_the_way,
             page_without_what_is_switched_off, profile_by_keyboard, call_list_of_those_shown, in_the_file]
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
