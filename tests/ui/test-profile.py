#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A youth's record in the window: likely doubles proposed while typing, with the reason."""

import json
import sys
import time
from pathlib import Path

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
    meet('Profilune', 'Inès', '--birth', '2004-05-06', '--phone', '06 39 98 12 34')
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
        app.close()
        found = json.loads(ctl('person', 'find', 'personelike', '--json'))
        assert len(found) == 1, found

    cases = [search_says_why, new_youth_like_no_one, same_first_name_and_phone_are_proposed, never_in_the_way]
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
