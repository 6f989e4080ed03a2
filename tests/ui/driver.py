# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window through the accessibility bus and the keyboard, as a person would.

For tests that run inside Xvfb and a D-Bus session of their own (tests/ui/with-display.sh).
"""

import json
import fcntl
import os
import re
import subprocess
import tempfile
import time
from pathlib import Path

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi  # noqa: E402

CTL, APP = os.environ['REPERESCTL'], os.environ['REPERES']
FOLDER = tempfile.TemporaryDirectory(prefix='reperes-ui-')
VAULT = Path(FOLDER.name) / 'essai.reperes'
PASSWORD = Path(FOLDER.name) / 'mot-de-passe'
CONTROLS = {Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON,
            Atspi.Role.COMBO_BOX, Atspi.Role.ENTRY, Atspi.Role.TEXT, Atspi.Role.PASSWORD_TEXT, Atspi.Role.LIST_BOX}
ROWS = {Atspi.Role.LIST_ITEM, Atspi.Role.PUSH_BUTTON}
PICTURES = os.environ.get('REP_TEST_PICTURES')  # a folder, to see what the test sees
TYPE_NAME = re.compile(r'(Gtk|Adw|Rep)[A-Z]\w*')


def ctl(*words, login='maud'):
    call = [CTL, '--vault', str(VAULT), '--login', login, '--password-file', str(PASSWORD), *words]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout


def progress():
    lines = json.loads(ctl('progress', '--json'))
    return {line['project']: line['reached'] for line in lines}['charleville-mezieres']


def walk(node, depth=0):
    """Every accessible below @node that shows on screen; what goes away meanwhile is passed by."""
    if node is None or depth > 60:
        return
    yield node
    try:
        n = node.get_child_count()
    except gi.repository.GLib.GError:
        return
    for i in reversed(range(n)):  # a toast is the last child, and gone in seconds
        try:
            child = node.get_child_at_index(i)
        except gi.repository.GLib.GError:
            continue
        yield from walk(child, depth + 1)


def shows(node):
    """Whether @node has a place on screen: GTK 4.8 tells the state SHOWING of windows alone."""
    component = node.get_component_iface()
    return component is not None and component.get_extents(Atspi.CoordType.WINDOW).width > 0


def speaks(node):
    """Whether @node has a name of its own: GTK 4.8 says the type, as “GtkButton”, of what was given none."""
    name = (node.get_name() or '').strip()
    return name != '' and not TYPE_NAME.fullmatch(name)


def has_named_parent(node):
    """What a drop-down or an entry row is made of speaks under its name."""
    for _ in range(5):
        node = node.get_parent()
        if node is not None and node.get_role() in CONTROLS and speaks(node):
            return True
    return False


def controls(root):
    """What a person may act on below @root: by its role, or since the keyboard reaches it."""
    for node in walk(root):
        focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
        if (node.get_role() in CONTROLS or focusable) and node.get_role() != Atspi.Role.SCROLL_PANE and shows(node):
            yield node


def place(node):
    """Where @node stands, for a message."""
    steps = []
    while node is not None and len(steps) < 6:
        steps.append(f'{node.get_role_name()} “{node.get_name() or ""}”')
        node = node.get_parent()
    return ' in '.join(steps)


def wait(what, find, seconds=20):
    """Waits until @find answers something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            found = find()
            if found:
                return found
        except gi.repository.GLib.GError:
            pass
        time.sleep(0.05)
    raise AssertionError(f'waited in vain for {what}')


def gone(app, name):
    def closed():
        windows = [app.root.get_child_at_index(i) for i in range(app.root.get_child_count())]
        return all(window is None or window.get_name() != name for window in windows)
    wait(f'“{name}” closed', closed)


def leave(app, name):
    """Escape until “name” is closed: without a window manager, one that is just closing may still hold the keyboard."""
    def closed():
        windows = [app.root.get_child_at_index(i) for i in range(app.root.get_child_count())]
        if all(window is None or window.get_name() != name for window in windows):
            return True
        app.focus()
        app.keys('Escape')
        time.sleep(1)
        return False
    wait(f'“{name}” closed', closed)


def nameless(window):
    return [(node.get_role_name(), node.get_name()) for node in controls(window)
            if shows(node) and not speaks(node) and not has_named_parent(node)]


def picture(name):
    if PICTURES:
        time.sleep(1)
        subprocess.run(['import', '-window', 'root', f'{PICTURES}/{name}.png'], check=False)


def names_shown(app):
    """Names of youths are written with capitals: « Ana PONTDELUNE »."""
    return [node.get_name() for node in walk(app.root)
            if any(word.isupper() and len(word) > 7 for word in (node.get_name() or '').split())]


def texts(app):
    """What stands in the entries and text views on screen."""
    found = set()
    for node in walk(app.root):
        text = node.get_text_iface()
        if text is not None and shows(node):
            found.add(text.get_text(0, text.get_character_count()))
    return found


def is_open():
    """Whether some process has the vault open: pages that are behind others still answer."""
    with open(f'{VAULT}.lock', 'rb') as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def opened(app):
    """The entry of what was typed is emptied once it opened."""
    def is_empty():
        return all(not inner.get_text_iface().get_text(0, -1)
                   for node in app.all(name='Password') for inner in walk(node) if inner.get_editable_text_iface())
    wait('the vault to open', lambda: is_open() and is_empty(), 60)
    time.sleep(0.5)
    app.focus()


class Application:
    """One run of the program; @pressed counts the keys."""

    pressed = 0

    def __init__(self, restore_signals=True, call=None, stderr=None, **env):
        self.process = subprocess.Popen(call or [APP, str(VAULT)], stderr=stderr,
                                        env={**os.environ, 'GTK_A11Y': 'atspi', **env},
                                        restore_signals=restore_signals)
        self.root = wait('the application', self.find_root)

    def find_root(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid and child.get_child_count():
                return child
        return None

    def all(self, role=None, name=None):
        for node in walk(self.root):
            if (role is None or node.get_role() == role) and (name is None or node.get_name() == name) and shows(node):
                yield node

    def one(self, name, role=None):
        return wait(f'“{name}”', lambda: next(self.all(role, name), None))

    def window(self, name):
        """The window or dialog of this title."""
        return wait(f'the window “{name}”', lambda: next(
            (window for window in map(self.root.get_child_at_index, range(self.root.get_child_count()))
             if window is not None and window.get_name() == name), None))

    def label(self, part):
        return wait(f'a text with “{part}”', lambda: next(
            (node for node in walk(self.root) if shows(node) and part in (node.get_name() or '')), None))

    def type_into(self, name, text):
        def entry():
            for node in self.all(name=name):
                for inner in walk(node):
                    if inner.get_editable_text_iface() is not None and shows(inner):
                        return inner
            return None
        field = wait(f'the entry “{name}”', entry)
        field.get_editable_text_iface().set_text_contents(text)
        return field

    def press(self, name):
        # GTK 4.8 says the label of a button twice.
        button = wait(f'the button “{name}”', lambda: next(
            (node for node in self.all(Atspi.Role.PUSH_BUTTON) if name in (node.get_name() or '')), None))
        button.get_action_iface().do_action(0)

    def focus(self):
        """Gives the newest window the keyboard, as a window manager would."""
        windows = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                 capture_output=True, text=True, check=False).stdout.split()
        if windows:
            subprocess.run(['xdotool', 'windowfocus', '--sync', max(windows, key=int)], check=False)

    def keys(self, *keys):
        self.pressed += len(keys)
        for key in keys:
            subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True)
            time.sleep(0.15)

    def write(self, text):
        self.pressed += len(text)
        subprocess.run(['xdotool', 'type', '--delay', '40', text], check=True)
        time.sleep(0.4)

    def reach(self, node, most=60):
        """Goes on with Tab until @node, or what it is part of, has the focus."""
        for _ in range(most):
            part = node
            while part is not None:
                if part.get_state_set().contains(Atspi.StateType.FOCUSED) and part.get_role() in ROWS:
                    return part
                part = part.get_parent()
            self.keys('Tab')
        raise AssertionError(f'Tab does not come to {place(node)}')

    def click(self, node):
        """Clicks into the middle of @node, which is in the main window."""
        spot = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        window = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                                capture_output=True, text=True, check=True).stdout.split()[0]
        subprocess.run(['xdotool', 'mousemove', '--window', window, str(spot.x + spot.width // 2),
                        str(spot.y + spot.height // 2), 'click', '1'], check=True)

    def unlock(self, password='sept mots'):
        self.type_into('Login', 'maud')
        self.type_into('Password', password)
        self.press('Unlock')

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=20)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def make_vault():
    PASSWORD.write_text('sept mots\n')
    ctl('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', str(PASSWORD),
        '--recovery-file', str(Path(FOLDER.name) / 'feuille.txt'))
    ctl('demo', '--persons', '120', '--seed', '1')
    Atspi.get_desktop(0)  # the accessibility bus is up before the program looks for it
    time.sleep(1)
