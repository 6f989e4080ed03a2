#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A spreadsheet taken in by the window: guessed, corrected, looked at, imported once, and taken back."""

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
from gi.repository import Atspi

from driver import FOLDER, Application, controls, ctl, has_named_parent, make_vault, shows, speaks, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

PICTURES = os.environ.get('REP_TEST_PICTURES')  # a folder, to see what the test sees
SAMPLES = Path(os.environ['REP_SOURCE_ROOT']) / 'data' / 'samples'
HERE = Path(FOLDER.name)
WINDOW = 'Import a spreadsheet'
LATER = '''Nom;Prénom;Naissance;Date du contact;Canal;Joint
Fictive-Dumont;Zoé;12/03/2002;01/07/2020;BUS;oui
Suivante;Lou;04/05/2003;01/07/2020;BUS;oui
'''


def picture(name):
    if PICTURES:
        time.sleep(1)
        subprocess.run(['import', '-window', 'root', f'{PICTURES}/{name}.png'], check=False)


def nameless(window):
    return [(node.get_role_name(), node.get_name()) for node in controls(window)
            if shows(node) and not speaks(node) and not has_named_parent(node)]


def gone(app, name):
    def closed():
        windows = [app.root.get_child_at_index(i) for i in range(app.root.get_child_count())]
        return all(window is None or window.get_name() != name for window in windows)
    wait(f'“{name}” closed', closed)


def focused(node):
    return any(inner.get_state_set().contains(Atspi.StateType.FOCUSED) for inner in walk(node))


def choose(app, name, steps):
    """Another choice of the row @name, by keyboard."""
    app.focus()
    for _ in range(60):
        if focused(app.one(name, Atspi.Role.COMBO_BOX)):
            break
        app.keys('Tab')
    app.keys('space', *['Down'] * steps, 'Return')


def read(app, path):
    app.type_into('Spreadsheet', str(path))
    app.press('Read the file')


def main():
    for name in ('excel', 'brouillon'):
        shutil.copy(SAMPLES / f'{name}.csv', HERE)
        shutil.copy(SAMPLES / f'{name}.map.json', HERE / f'{name}-carte.json')
    (HERE / 'suite.csv').write_text(LATER, encoding='utf-8')
    make_vault()
    before = json.loads(ctl('progress', '--json'))
    app = Application()

    def the_page():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('F10')
        app.one('Import', Atspi.Role.MENU_ITEM)
        app.keys('Down', 'Down', 'Down', 'Down', 'Down', 'Return')
        app.label('Nothing is written before you have seen')
        assert nameless(app.window('Organisation')) == [], nameless(app.window('Organisation'))

    def a_file_that_is_not_there():
        read(app, HERE / 'absent.csv')
        app.label('The file cannot be read or written')

    def a_guess():
        read(app, HERE / 'excel.csv')
        window = app.window(WINDOW)
        app.label('9 rows, 10 columns, named in line 4; windows-1252')
        app.label('FICTIVE-DUMONT Zoé')
        app.one('Remarques', Atspi.Role.COMBO_BOX)
        app.label('“Mission locale de Sedan”')
        picture('guess')
        assert nameless(window) == [], nameless(window)

    def what_the_guess_lacks():
        app.press('Dry run')
        app.label('The map does not say where this comes from: contact.reached')
        choose(app, 'Contact: Reached', 1)
        app.press('Dry run')
        app.label('Nothing is written yet')
        app.label('Rows left out: 3')
        picture('dry-run-of-the-guess')

    def a_change_asks_for_another_look():
        choose(app, '“Mission locale de Sedan”', 1)
        wait('the result to go', lambda: not any(
            shows(node) and 'Nothing is written yet' in (node.get_name() or '') for node in walk(app.root)))

    def a_map_is_loaded():
        app.type_into('Map, for files of the same columns', str(HERE / 'excel-carte.json'))
        app.press('Load the map')
        app.label('The map is loaded')
        app.press('Dry run')
        app.label('New young people: 8')
        app.label('New contacts: 9')
        app.label('Rows left out: 0')
        picture('dry-run')
        assert nameless(app.window(WINDOW)) == [], nameless(app.window(WINDOW))

    def a_map_is_saved():
        path = HERE / 'gardee.map.json'
        app.type_into('Map, for files of the same columns', str(path))
        app.press('Save the map')
        app.label('The file is saved')
        assert json.loads(path.read_text()) == json.loads((HERE / 'excel-carte.json').read_text())
        assert path.stat().st_mode & 0o777 == 0o600

    def imported_once():
        button = wait('the button', lambda: next(
            (node for node in app.all(Atspi.Role.PUSH_BUTTON) if (node.get_name() or '').startswith('Import')), None))
        for _ in range(3):
            button.get_action_iface().do_action(0)
        app.label('The list of past imports takes it back')
        app.label('New young people: 8')
        picture('imported')
        app.press('Close')
        gone(app, WINDOW)
        app.label('8 new young people · 9 contacts')

    def rows_left_out():
        read(app, HERE / 'brouillon.csv')
        app.window(WINDOW)
        app.type_into('Map, for files of the same columns', str(HERE / 'brouillon-carte.json'))
        app.press('Load the map')
        app.label('The map is loaded')
        app.press('Dry run')
        app.label('Rows left out: 16')
        app.label('Line 4, column “Naissance”')
        app.label('and 6 more rows')
        picture('left-out')
        app.press('Save the rows left out')
        app.label('The file is saved')
        with (HERE / 'brouillon-left-out.csv').open(encoding='utf-8-sig', newline='') as lines:
            assert len(list(csv.reader(lines, delimiter=';'))) == 17
        app.press('Close')
        gone(app, WINDOW)

    def a_second_file():
        read(app, HERE / 'suite.csv')
        app.label('2 rows, 6 columns')
        app.press('Dry run')
        app.label('Young people known already: 1')
        app.press('Import')
        app.label('The list of past imports takes it back')
        app.press('Close')
        gone(app, WINDOW)
        app.label('1 new young person · 2 contacts')

    def its_youths_are_called():
        app.press('Call the young people of suite.csv')
        app.label('1 of 2')
        picture('calls')
        app.focus()
        app.keys('Escape')
        wait('the list to be gone', lambda: not any('1 of 2' in (node.get_name() or '') and shows(node)
                                                    for node in walk(app.root)))

    def a_workbook():
        book = openpyxl.Workbook()
        book.active.append(['Nom', 'Prénom', 'Né(e) le', 'Date', 'Canal', 'Réponse'])
        book.active.append(['Fictif', 'Classeur', datetime.date(2002, 3, 12), datetime.date(2020, 2, 3), 'BUS', 'JOINT'])
        book.active.title = 'Bus'
        book.save(HERE / 'bus.xlsx')
        read(app, HERE / 'bus.xlsx')
        app.label('1 row, 6 columns, named in line 1; sheet “Bus” of 1')
        app.label('2002-03-12')
        picture('workbook')
        app.press('Close')
        gone(app, WINDOW)

    def stopped():
        """A large file: the button stops it while it is looked at, and nothing is written."""
        with (HERE / 'grand.csv').open('w', encoding='utf-8') as file:
            file.write('Nom;Prénom;Date;Canal;Réponse\n')
            file.writelines(f'Fictif{number};Essai{number % 97};03/02/2020;BUS;JOINT\n' for number in range(180000))
        read(app, HERE / 'grand.csv')
        app.label('180000 rows')
        app.press('Dry run')
        app.press('Stop; nothing is written')
        app.label('Cancelled; nothing was changed.')
        picture('stopped')
        assert not any(shows(node) and 'Nothing is written yet' in (node.get_name() or '') for node in walk(app.root))
        app.press('Close')
        gone(app, WINDOW)

    def taken_back():
        app.press('Undo the import of excel.csv')
        app.window('Undo this import?')
        picture('question')
        app.press('Undo the import')
        app.label('Withdrawn: 7 young people, 9 contacts')
        app.label('Kept, since changed or referred to: 1')
        app.label('Zoé FICTIVE-DUMONT')
        picture('undone')
        app.press('Close')
        app.label('Taken back')
        wait('no undo any more', lambda: not any(shows(node) and 'Undo the import of excel.csv' == node.get_name()
                                                 for node in walk(app.root)))
        picture('page')

    def a_lock_closes_it():
        read(app, HERE / 'suite.csv')
        app.window(WINDOW)
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock the vault')
        gone(app, WINDOW)
        app.close()

    def file_agrees():
        imports = json.loads(ctl('import', 'list', '--json'))
        assert [(line['file'], line['persons_new'], line['contacts'], line['undone'] is not None)
                for line in imports] == [('excel.csv', 8, 9, True), ('suite.csv', 1, 2, False)], imports
        actions = [entry['action'] for entry in json.loads(ctl('journal', '--json'))]
        assert (actions.count('IMPORT'), actions.count('IMPORT_UNDO')) == (2, 1), actions
        after = json.loads(ctl('progress', '--json'))
        assert sum(line['reached'] for line in after) == sum(line['reached'] for line in before) + 2, (before, after)

    tap.run([('the page stands in the menu, and every control speaks', the_page),
             ('a file that is not there is said', a_file_that_is_not_there),
             ('a file is read and its map guessed', a_guess),
             ('a dry run says what the map lacks; it is filled in by keyboard', what_the_guess_lacks),
             ('a changed map has to be looked at again', a_change_asks_for_another_look),
             ('a map is loaded, and the dry run counts', a_map_is_loaded),
             ('the map is saved as it was loaded', a_map_is_saved),
             ('three clicks import once', imported_once),
             ('rows that are left out are listed and saved', rows_left_out),
             ('a second file about the same person', a_second_file),
             ('the young people of a file are called', its_youths_are_called),
             ('a workbook is read as it is', a_workbook),
             ('a long look is stopped, and nothing is written', stopped),
             ('the first is taken back, and who was met since stays and is listed', taken_back),
             ('a lock closes the window', a_lock_closes_it),
             ('the vault has what the window said', file_agrees)])


if __name__ == '__main__':
    main()
