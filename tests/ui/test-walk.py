# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks over every page and dialog as a screen reader does: each control is there, and has a name."""

import sys
import time
from pathlib import Path

from driver import Application, controls, has_named_parent, make_vault, place, shows, speaks, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

SIDEBAR = {'Pages', 'Today', 'Young people', 'Outings', 'Projects', 'Partners', 'Main menu', 'Lock', 'New contact'}
PAGES = (('alt+1', 'Today', {'New contact', 'The work of the whole team Team', 'Late'}),
         ('alt+2', 'Young people', {'Search for a young person', 'Project', 'Young people'}),
         ('alt+3', 'Outings', {'Outings', 'New outing'}),
         ('alt+4', 'Projects', {'Mission Locale de Molsheim', 'Mission Locale de Charleville-Mézières'}),
         ('alt+5', 'Partners', {'Partners'}))
BAND = {'Project', 'Channel', 'Place', 'Day'}
CONTACT = {'Name', 'No name', 'Pseudonym', 'Group', 'Name or telephone', 'Reached', 'Not reached', 'Message left',
           'Appointment made', 'Referred', 'Declined', 'Out of target', 'Next step', 'Day of the next step', 'Orally',
           'On paper', 'By text message', 'Note', 'Save', 'Save and next', 'Close'}
OUTING = {'Stop of the bus', 'Begins at', 'Ends at', 'Team', 'Partners who were there', 'Take away: maud', 'Leaflets given',
          'Nobody was met', 'All young people met, named or not', '18-21, Female',
          'Age unknown, Gender unknown', 'Save', 'Close'}
YOUTH = {'First name (new)', 'Last name (new)', 'Female', 'Male', 'Age or birth day', 'Home commune',
         'What they are doing', 'Telephone', 'Yes', 'No'}


def check(root, expected):
    """Everything below @root speaks, and what is @expected is reached: a branch cut off fails too."""
    found = list(controls(root))
    nameless = [place(node) for node in found if not speaks(node) and not has_named_parent(node)]
    assert not nameless, nameless
    names = [node.get_name() for node in found]
    missing = [name for name in expected if not any(said == name or said.startswith((f'{name}:', f'{name} '))
                                                    for said in names)]
    assert not missing, (missing, names)


def part(root, name):
    """The piece of the program of this name or type, once it has its place on screen."""
    return wait(name, lambda: next((node for node in walk(root) if node.get_name() == name
                                    and any(shows(below) for below in walk(node))), None))


def main():
    make_vault()
    app = Application()

    def unlock_page():
        app.label('Unlock the vault')
        check(app.window('Repères'), {'Login', 'Password', 'Account', 'Unlock'})
        app.unlock()
        app.label('young people are fictitious')
        app.focus()

    def sidebar_and_header():
        check(app.window('Repères'), SIDEBAR)

    def page(key, name, expected):
        def case():
            app.keys(key)
            titles = [node for node in walk(app.root) if node.get_name() == 'AdwWindowTitle']
            wait(f'the title “{name}”', lambda: any(below.get_name() == name for title in titles for below in walk(title)))
            panel = next(node for node in walk(app.root)
                         if node.get_name() == name and node.get_role_name() == 'panel')
            wait(name, lambda: any(shows(node) for node in controls(panel)))
            check(panel, expected)
        case.__name__ = f'page {name}'
        return case

    def page_of_a_youth():
        app.keys('ctrl+f', 'Down', 'Return')  # past the list of projects, into the list
        youth = part(app.root, 'RepYouthPage')
        wait('the contacts', lambda: any(node.get_name() == 'Contacts' for node in controls(youth)))
        check(youth, {'Reveal', 'Situation and publics', 'Contacts'})

    def page_of_a_project():
        app.keys('alt+4')
        time.sleep(0.5)
        app.keys('Return')
        app.label('By Channel')  # worked out on another thread
        check(part(app.root, 'RepProjectPage'), {'All Projects', 'Progress', 'How Far They Came', 'By Channel',
                                                 'Channel, People, Contacts', 'By Structure', 'By Public', 'Beside the Others',
                                                 'Dates and Target', 'Budget'})

    def shortcuts():
        visit('ctrl+question', 'Keyboard shortcuts', {'Find a shortcut', 'Close'})

    def about():
        visit('F1', 'About', {'About this program', 'Close'})

    def visit(key, name, expected):
        app.keys(key)
        try:
            check(app.window(name), expected)
        finally:
            app.focus()
            app.keys('Escape')
            wait(f'“{name}” to close', lambda: app.root.get_child_count() == 1)
            app.focus()

    def new_outing():
        visit('ctrl+shift+o', 'New outing', BAND | OUTING)

    def new_contact_of_an_outing():
        app.keys('ctrl+n')
        app.label('Set once for the outing')
        check(app.window('New contact'), BAND | CONTACT)

    def new_contact_of_a_new_youth():
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.write('Rim Quandolune')
        time.sleep(0.5)
        app.keys('Return', 'r')
        app.label('New young person')
        check(app.window('New contact'), CONTACT - {'Name or telephone'} | YOUTH | {'Change project, channel, place or day'})

    def question_before_closing():
        app.keys('Escape')
        check(app.window('This contact is not recorded'), {'Go on typing', 'Discard', 'Keep as draft'})

    def drafts_on_today():
        app.keys('Return')  # keep as draft
        wait('the form to be gone', lambda: app.root.get_child_count() == 1)
        app.focus()
        app.keys('alt+1')
        app.label('A contact was begun')
        check(app.window('Repères'), SIDEBAR)
        app.close()

    cases = (unlock_page, sidebar_and_header, *(page(*words) for words in PAGES), page_of_a_youth, page_of_a_project,
             shortcuts, about, new_outing, new_contact_of_an_outing, new_contact_of_a_new_youth, question_before_closing,
             drafts_on_today)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
