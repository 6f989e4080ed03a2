#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A contact begun and not recorded: it survives a kill, a lock and a closed window, sealed."""

import sqlite3
import sys
import time
from pathlib import Path

from driver import FOLDER, VAULT, Application, ctl, make_vault, progress, texts, wait

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

NAME, NOTE = 'Quandolune', 'rappeler lundi sans faute'


def drafts():
    with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
        return [row[0] for row in file.execute('SELECT body FROM draft')]


def main():
    make_vault()
    before = progress()
    state = {'app': Application()}

    def begin(app):
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.write(f'Rim {NAME}')
        time.sleep(0.5)
        app.keys('Return', 'r')

    def killed_in_the_middle_of_a_word():
        app = state['app']
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        begin(app)
        app.type_into('Note', NOTE)
        time.sleep(2)  # a second at most after the last key, and room for a slow machine
        app.kill()
        assert len(drafts()) == 1
        for path in Path(FOLDER.name).iterdir():
            for canary in (NAME, NOTE, NAME.upper()):
                assert canary.encode() not in path.read_bytes(), (canary, path.name)
        assert progress() == before

    def comes_back():
        app = state['app'] = Application()
        app.unlock()
        app.label('A contact was begun')
        app.focus()
        app.keys('ctrl+n')
        app.label('Draft taken up again')
        shown = wait('what was typed', lambda: NOTE in texts(app) and texts(app))
        assert {NAME, 'Rim', NOTE} <= shown, shown

    def locked_while_typing():
        app = state['app']
        app.focus()
        app.type_into('Note', NOTE + ' ou mardi')
        app.keys('ctrl+l')
        app.label('Unlock')
        time.sleep(1)
        assert not any(NAME in text or NOTE in text for text in texts(app))
        app.unlock()
        app.label('A contact was begun')
        app.focus()
        app.keys('ctrl+n')
        wait('what was typed last', lambda: any('ou mardi' in text for text in texts(app)))

    def recorded_it_is_gone():
        app = state['app']
        app.focus()
        app.keys('ctrl+Return')
        wait('the draft to be gone', lambda: not drafts())
        time.sleep(5)
        app.focus()
        app.keys('ctrl+n')
        app.label('2 · Reached?')
        assert not any(NAME in text for text in texts(app))

    def closed_with_something_typed():
        app = state['app']
        app.focus()
        app.write('Sacha Encours')
        app.keys('Escape')
        app.label('This contact is not recorded')
        app.keys('Return')  # keep as draft
        app.label('A contact was begun')
        assert len(drafts()) == 1

    def discarded():
        app = state['app']
        app.focus()
        app.keys('ctrl+n')
        app.label('Draft taken up again')
        app.press('Discard')
        wait('the draft to be gone', lambda: not drafts())
        assert not any('Encours' in text for text in texts(app))

    def counted_once():
        state['app'].close()
        assert progress() == before + 1, (progress(), before)
        assert NAME.upper() in ctl('person', 'find', 'quandolune')

    cases = (killed_in_the_middle_of_a_word, comes_back, locked_while_typing, recorded_it_is_gone,
             closed_with_something_typed, discarded, counted_once)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
