#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stage is given from the youth's page, by keyboard: what the rules refuse is said and nothing typed is lost; an exit
needs its reason; who left comes back with a contact, and both parcours show."""

import json
import sys
from pathlib import Path

from gi.repository import Atspi

from driver import FOLDER, Application, ctl, gone, make_vault, nameless, picture, shows, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PROJECT = 'charleville-mezieres'


def joint(*words):
    return json.loads(ctl('contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT', '--json',
                          *words))['person']


def stages(person):
    shown = json.loads(ctl('person', 'show', person, '--json'))
    return shown['projects'][0]['stages']


def main():
    make_vault()
    youth = joint('--new-last', 'Etapelune', '--new-first', 'Inès', '--date', '2020-09-01')
    app = Application()

    def open_youth():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('ctrl+f')
        app.write('etapelune')
        app.keys('Return')
        app.label('1 September 2020')

    def open_dialog():
        app.focus()
        app.keys('ctrl+e')
        dialog = app.window('Stage')
        app.focus()
        return dialog

    def refused(day, sentence):
        app.type_into('Day (today when empty)', day)
        app.keys('ctrl+Return')
        app.label(sentence)
        assert app.window('Stage') is not None

    def gives_a_stage():
        open_youth()
        dialog = open_dialog()
        assert nameless(dialog) == [], nameless(dialog)
        picture('stage')
        refused('32/13', 'Not a day')
        refused('17/11/2020', 'in the future')
        refused('01/01/2010', 'outside the project’s dates')
        app.type_into('Day (today when empty)', '01/11')
        app.one('Scheme')
        app.keys('ctrl+Return')
        gone(app, 'Stage')
        app.label('1 November 2020')

    def exit_needs_a_reason():
        open_dialog()  # who is accompanied leaves next
        app.label('Reason of the exit')
        app.keys('ctrl+Return')
        app.label('Say why this young person left')
        app.keys('space', 'Down', 'Down', 'Down', 'Down', 'Return')  # the row of the reason has the focus
        app.type_into('Day (today when empty)', '10/11')
        app.type_into('Its number or place', 'classeur 3')
        app.keys('ctrl+Return')
        app.label('Say what document this is')
        app.keys('space', 'Down', 'Return')
        picture('exit')
        app.keys('ctrl+Return')
        gone(app, 'Stage')
        app.label('Parcours 1: from 01/09/2020 to 10/11/2020')
        app.label('classeur 3')  # between the contacts, with the day it was noted
        app.label('Noted on ')
        picture('left')

    def nothing_after_an_exit():
        open_dialog()
        app.label('Has left.')
        app.keys('ctrl+Return')
        picture('after-exit')
        app.label('no open follow-up')
        app.keys('Escape')
        gone(app, 'Stage')

    def comes_back_with_a_contact():
        app.close()
        found = stages(youth)
        assert found['ACCOMPAGNE'] == '2020-11-01' and found['SORTI'] == '2020-11-10', found
        entries = [json.loads(line)['facts'] for line in exported().splitlines() if json.loads(line)['kind'] == 'stage']
        mine = [entry for entry in entries if entry['person'] == youth]
        assert [entry.get('proof_reference') for entry in mine if entry['stage'] == 'SORTI'] == ['classeur 3'], mine
        joint('--person', youth, '--date', '2020-11-14')

    def both_parcours_show():
        nonlocal app
        app = Application()
        open_youth()
        app.label('Parcours 2: since 14/11/2020')
        app.label('Supported')
        click('Supported')
        app.window('Stage')
        app.focus()
        app.keys('Escape')
        gone(app, 'Stage')
        app.close()

    def exported():
        path = Path(FOLDER.name) / 'export.jsonl'
        ctl('export', '--identified', '--output', str(path))
        text = path.read_text(encoding='utf-8')
        path.unlink()
        return text

    def click(text):
        """Clicks the step of that name: the pills of the same name stand at the right."""
        def left(node):
            return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW).x
        app.click(min((node for node in walk(app.root) if node.get_name() == text and shows(node)
                       and node.get_role() == Atspi.Role.LABEL and left(node) > 640), key=left))

    cases = (gives_a_stage, exit_needs_a_reason, nothing_after_an_exit, comes_back_with_a_contact, both_parcours_show)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
