#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A counsellor's first minutes with the window, by keyboard."""

import json
import sys
import time
from pathlib import Path

from driver import Application, ctl, make_vault, names_shown, opened, progress, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402


def gone(app, name):
    """The form closes once the contact is on disk."""
    wait(f'“{name}” to be gone', lambda: not any(shows(node) and node.get_name() == name for node in walk(app.root)))


def main():
    make_vault()
    before = progress()
    app = Application()

    def wait_is_over():
        return not any(shows(node) and 'Try again in' in (node.get_name() or '') for node in walk(app.root))

    def wrong_password():
        for _ in range(3):
            wait('the wait to be over', wait_is_over)
            app.unlock('faux')
            app.label('wrong password')
        app.label('Try again in')  # longer each time

    def right_password():
        wait('the wait to be over', wait_is_over)
        app.unlock()
        app.label('wrong passwords were tried')
        opened(app)

    def lock():
        app.focus()
        app.keys('ctrl+l')
        wait('the names to be gone', lambda: not names_shown(app))

    def unlock_again_by_keyboard():
        app.write('sept mots')
        app.keys('Return')
        opened(app)

    def search():
        app.keys('ctrl+f')
        app.write('zzzz')
        app.label('Nobody found')

    def contact_by_keyboard():
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        app.focus()
        app.write('charlev')
        app.keys('Return')
        app.write('bus')
        app.keys('Return')
        app.write('charlev')
        app.keys('Return')
        app.write('Pontdelune Ana')
        time.sleep(0.5)
        app.pressed = 0
        app.keys('Return', 'r', 'alt+x', 'f', '1', '9', 'Tab', 'ctrl+Return')
        gone(app, '2 · Reached?')
        assert app.pressed <= 25, app.pressed

    def known_youth_in_eight_keys():
        time.sleep(5)  # the last toast is gone
        app.focus()
        app.keys('ctrl+n')
        app.label('2 · Reached?')
        time.sleep(0.5)
        app.focus()
        app.pressed = 0
        app.write('pon')
        time.sleep(0.5)
        app.keys('Return', 'r', 'i', 'ctrl+Return')
        gone(app, '2 · Reached?')
        assert app.pressed <= 8, app.pressed

    def on_disk():
        app.close()
        assert progress() == before + 1, (progress(), before)
        found = json.loads(ctl('person', 'find', 'pontdelune', '--json'))
        assert [match['display'] for match in found] == ['Pontdelune ANA'], found
        shown = json.loads(ctl('person', 'show', found[0]['id'], '--json'))
        assert (shown['facts']['sex'], shown['facts']['declared_age']) == ('F', 19), shown['facts']
        assert [contact.get('informed') for contact in shown['contacts']] == [None, 'ORAL'], shown['contacts']

    cases = (wrong_password, right_password, lock, unlock_again_by_keyboard, search, contact_by_keyboard,
             known_youth_in_eight_keys, on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
