#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Search that forgives, and a double compared, merged and given back, in the window."""

import json
import sys
import time
from pathlib import Path

from gi.repository import Atspi

from driver import Application, ctl, gone, leave, make_vault, nameless, picture, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

CONTACT = ('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'JOINT', '--json')


def meet(last, first, *words):
    return json.loads(ctl(*CONTACT, '--new-last', last, '--new-first', first, *words))['person']


def show(person):
    return json.loads(ctl('person', 'show', person, '--json'))


def search(app, text):
    entry = app.one('Search for a young person')
    inner = next(node for node in walk(entry) if node.get_editable_text_iface() is not None)
    inner.get_editable_text_iface().set_text_contents(text)
    time.sleep(1)


def main():
    make_vault()
    keep = meet('Müller-Lefèvre', 'Zoé', '--birth', '2004-05-06')
    other = meet('Mullerlefevre', 'Zoé', '--phone', '06 39 98 12 34', '--birth', '2004-05-06', '--sex', 'F')
    before = {person: show(person) for person in (keep, other)}
    app = Application()

    def search_forgives():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('ctrl+f')
        for text in ('lefevre zoe', 'mulerlefevr'):
            search(app, text)
            app.label('2 young people')
            app.label('Zoé MÜLLER-LEFÈVRE')
        app.keys('Down', 'Return')

    def page_proposes_the_double():
        app.label('Likely double')
        app.label('same name, same birth day')
        picture('proposed')

    def compared_by_keyboard():
        app.press('Compare')
        dialog = app.window('Same young person?')
        app.label('06 39 98 12 34')
        assert nameless(dialog) == [], nameless(dialog)
        picture('compare')
        app.focus()
        app.keys('ctrl+Return')
        gone(app, 'Same young person?')

    def merged():
        app.label('Another record was merged into this one')
        app.label('2 contacts')
        picture('merged')

    def undone():
        app.press('Undo the merge')
        app.label('Likely double')
        app.label('1 contact')

    def history():
        app.press('History')
        dialog = app.window('History of the record')
        app.label('Merge undone')
        app.label('•••••')
        assert nameless(dialog) == [], nameless(dialog)
        picture('history')
        app.focus()
        app.keys('alt+r')
        app.label('06/05/2004')
        app.keys('Escape')
        gone(app, 'History of the record')

    def pairs():
        app.focus()
        menu = app.one('More about young people')
        next(node for node in walk(menu) if node.get_action_iface() is not None
             and node.get_action_iface().get_n_actions() > 0).get_action_iface().do_action(0)
        app.focus()
        app.one('Likely doubles…', Atspi.Role.MENU_ITEM)
        app.keys('Return')
        dialog = app.window('Likely doubles')
        app.label('same name, same birth day')
        assert nameless(dialog) == [], nameless(dialog)
        picture('pairs')
        app.focus()
        app.keys('Return')
        app.window('Same young person?')
        app.label('06 39 98 12 34')
        app.press('They are not the same')
        gone(app, 'Same young person?')
        leave(app, 'Likely doubles')
        wait('no proposal any more', lambda: not any(
            node.get_name() == 'Likely double' and shows(node) for node in walk(app.root)))

    def file_agrees():
        app.close()
        for person in (keep, other):
            after = show(person)
            facts = {key: value for key, value in after['facts'].items() if key != 'merges'}
            assert facts == before[person]['facts'] and after['identity'] == before[person]['identity'], after
        actions = [entry['action'] for entry in json.loads(ctl('journal', '--json'))]
        assert (actions.count('MERGE'), actions.count('UNMERGE')) == (1, 1), actions

    tap.run([('“lefevre zoe” and “mulerlefevr” find both records', search_forgives),
             ('the page says who is likely the same, and why, without a name', page_proposes_the_double),
             ('two records are compared and merged by keyboard', compared_by_keyboard),
             ('the page has the contacts of both', merged),
             ('the merge is undone from the page', undone),
             ('the history hides names until they are asked for', history),
             ('likely doubles are listed; two are said not to be the same', pairs),
             ('in the file both records are as they were', file_agrees)])


if __name__ == '__main__':
    main()
