#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lock: idle, screen saver and sleep; a contact noted without a password; six digits."""

import os
import sqlite3
import sys
import time
from pathlib import Path

from driver import (FOLDER, VAULT, Application, ctl, is_open, make_vault, names_shown, opened, progress, shows, wait,
                    walk)

from gi.repository import Gio, GLib

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

NAME, NOTE, DIGITS = 'Quandolune', 'vue au marché, rappeler', '482915'
LOGIN = 'org.freedesktop.login1'


def settings(seconds):
    """The settings of a machine that locks after @seconds."""
    folder = Path(FOLDER.name) / f'config-{seconds}'
    (folder / 'reperes').mkdir(parents=True, exist_ok=True)
    (folder / 'reperes' / 'settings.ini').write_text(f'[lock]\nidle-seconds={seconds}\n')
    return str(folder)


def start(seconds=3600):
    return Application(XDG_CONFIG_HOME=settings(seconds),
                       DBUS_SYSTEM_BUS_ADDRESS=os.environ['DBUS_SESSION_BUS_ADDRESS'])


def waiting():
    with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
        return file.execute('SELECT count(*) FROM locked_note').fetchone()[0]


def is_shown(app, part):
    return any(shows(node) and part in (node.get_name() or '') for node in walk(app.root))


def locked(app):
    """The file is let go of, and no name of anybody is left to see."""
    wait('the vault to shut', lambda: not is_open(), 60)
    wait('the names to be gone', lambda: not names_shown(app))
    app.focus()


def unlock(app):
    app.unlock()
    opened(app)


class Service:
    """Speaks on the bus in the place of a service that is not there."""

    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
        for name in (LOGIN, 'org.gnome.ScreenSaver'):
            self.bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                               GLib.Variant('(su)', (name, 0)), None, 0, -1, None)

    def emit(self, path, interface, signal):
        self.bus.emit_signal(None, path, interface, signal, GLib.Variant('(b)', (True,)))
        self.bus.flush_sync(None)


def main():
    make_vault()
    before = progress()
    service = Service()
    state = {}

    def nothing_can_be_noted_before_the_first_unlock():
        for path in (Path(os.environ['XDG_STATE_HOME']) / 'reperes').glob('*.pins'):
            path.unlink()
        app = state['app'] = start()
        app.press('Note a contact')
        app.label('The vault stays locked')
        app.focus()
        app.write('Rim Personne')
        app.keys('Return', 'r', 'ctrl+Return')
        app.label('unlock it once')
        assert waiting() == 0
        app.close()

    def idle_locks():
        app = start(5)
        unlock(app)
        locked(app)
        app.close()

    def a_screen_saver_locks():
        app = state['app'] = start()
        unlock(app)
        service.emit('/org/gnome/ScreenSaver', 'org.gnome.ScreenSaver', 'ActiveChanged')
        locked(app)

    def sleep_locks_also_from_a_form():
        app = state['app']
        unlock(app)
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        service.emit('/org/freedesktop/login1', f'{LOGIN}.Manager', 'PrepareForSleep')
        locked(app)
        assert not is_shown(app, 'Set once for the outing')

    def noted_while_locked():
        app = state['app']
        app.press('Note a contact')
        app.label('The vault stays locked')
        app.focus()
        app.write(f'Rim {NAME}')
        app.keys('Return', 'r')
        app.type_into('Note', NOTE)
        app.keys('ctrl+Return')
        wait('the note to be kept', lambda: waiting() == 1)
        locked(app)
        for path in Path(FOLDER.name).iterdir():
            if path.is_file():
                for canary in (NAME, NOTE, 'Rim'):
                    assert canary.encode() not in path.read_bytes(), (canary, path.name)
        assert progress() == before

    def listed_and_not_counted():
        app = state['app']
        unlock(app)
        app.label('Written without a password')
        app.label(f'Rim {NAME}')
        app.label('written without a password on')
        app.keys('ctrl+l')
        locked(app)
        assert not is_shown(app, NAME)
        assert progress() == before

    def confirmed():
        app = state['app']
        unlock(app)
        app.press('Confirm')
        app.label('It counts once it is saved')
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.keys('ctrl+Return')
        wait('the note to be gone', lambda: waiting() == 0)
        wait('the list to be gone', lambda: not is_shown(app, 'written without a password on'))

    def counted_once():
        app = state['app']
        app.keys('ctrl+l')
        locked(app)
        assert progress() == before + 1, (progress(), before)
        assert NAME.upper() in ctl('person', 'find', 'quandolune')
        unlock(app)
        assert not is_shown(app, 'Written without a password')

    def discarded():
        app = state['app']
        app.keys('ctrl+l')
        locked(app)
        app.press('Note a contact')
        app.label('The vault stays locked')
        app.focus()
        app.write('Noa Fictif')
        app.keys('Return', 'r', 'ctrl+Return')
        wait('the note to be kept', lambda: waiting() == 1)
        unlock(app)
        app.press('Discard this note')
        app.label('Discard this note?')
        app.press('Discard')
        wait('the note to be gone', lambda: waiting() == 0)
        app.close()
        assert progress() == before + 1

    def choose_digits(app):
        app.keys('ctrl+shift+l')
        app.label('Locking by itself')
        app.focus()
        app.type_into('Choose six digits', DIGITS)
        app.press('Switch on')
        app.label('Six digits are chosen')
        app.keys('Escape')

    def six_digits_open_after_idle():
        app = state['app'] = start(20)
        unlock(app)
        choose_digits(app)
        locked(app)
        app.type_into('Six digits', '111112')
        app.press('Unlock')
        app.label('These are not the digits')
        app.type_into('Six digits (2 tries left)', DIGITS)
        app.press('Unlock')
        opened(app)

    def three_wrong_ones_and_the_password_is_needed():
        app = state['app']
        locked(app)
        for title in ('Six digits', 'Six digits (2 tries left)', 'Six digits (1 try left)'):
            app.type_into(title, '111112')
            app.press('Unlock')
            time.sleep(1)
        app.label('the password is needed')
        assert not is_shown(app, 'Six digits')
        app.unlock()
        wait('the vault to open', is_open)
        app.close()

    def ctrl_l_drops_the_digits():
        app = start()
        unlock(app)
        choose_digits(app)
        app.focus()
        app.keys('ctrl+l')
        locked(app)
        assert not is_shown(app, 'Six digits')
        app.close()

    cases = (nothing_can_be_noted_before_the_first_unlock, idle_locks, a_screen_saver_locks,
             sleep_locks_also_from_a_form, noted_while_locked, listed_and_not_counted, confirmed, counted_once, discarded,
             six_digits_open_after_idle, three_wrong_ones_and_the_password_is_needed, ctrl_l_drops_the_digits)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
