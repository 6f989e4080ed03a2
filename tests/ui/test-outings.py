# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Outings in the window: one is noted by keyboard alone and recorded once however often it is saved."""

import json
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from driver import FOLDER, VAULT, Application, ctl, make_vault, shows, texts, wait, walk

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

OUTING = 3  # the kind of a record, in clear in the file


def outings():
    with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
        return file.execute('SELECT count(*) FROM record WHERE kind = ?', (OUTING,)).fetchone()[0]


def recorded():
    return {line['id']: line for line in json.loads(ctl('outing', 'list', '--json'))}


def main():
    make_vault()
    before = recorded()
    app = Application()

    def open_form():
        app.focus()
        app.keys('ctrl+shift+o')
        app.window('New outing')
        app.label('Set once for the outing')
        time.sleep(0.3)
        app.focus()
        for word in ('charlev', 'bus', 'charlev'):
            app.write(word)
            app.keys('Return')
        app.label('Change project, channel, place or day')

    def gone():
        wait('the form to be gone', lambda: app.root.get_child_count() == 1)

    def counted_by_age_and_gender():
        app.unlock()
        app.label('young people are fictitious')
        app.focus()
        app.keys('alt+3')
        open_form()
        app.keys('b')  # a bus stop; the keyboard goes on by itself
        app.write('14h')
        app.keys('Return')
        app.write('16h30')
        app.keys('Return')
        app.type_into('All young people met, named or not', '5')
        app.type_into('18-21, Female', '4')
        app.type_into('16-17, Male', '3')
        app.label('7 young people met')
        app.type_into('Leaflets given', '12')

    def saved_once():
        there = outings()
        app.focus()
        app.keys('ctrl+Return', 'ctrl+Return', 'ctrl+Return')
        gone()
        time.sleep(0.5)
        assert outings() == there + 1, (outings(), there)
        wait('the row', lambda: any('7 young people met' in (node.get_name() or '') and shows(node)
                                    for node in walk(app.root)))

    def opened_from_the_list():
        app.focus()
        app.keys('alt+3', 'Tab', 'Return')  # the latest outing comes first
        app.label('7 young people met, 0 of them named')
        for part in ('14:00 – 16:30', 'Leaflets given', 'No contact noted'):
            app.label(part)
        table = app.one('Young people met by age and gender')
        cells = [node.get_name() for node in walk(table) if (node.get_name() or '').isdigit()]
        assert sorted(cells) == ['3', '3', '3', '4', '4', '4', '7'], cells  # a cell, the sums of its row and column

    def changed_on_its_page():
        there = outings()
        app.focus()
        app.keys('alt+m')
        app.window('Change an outing')
        app.focus()
        app.type_into('Leaflets given', '13')
        app.keys('ctrl+Return')
        gone()
        app.label('13')
        assert outings() == there, (outings(), there)

    def printed():
        for key, name in (('alt+r', 'compte.pdf'), ('alt+s', 'feuille.pdf')):
            path = Path(FOLDER.name) / name
            app.focus()
            app.keys(key)
            wait('the file chooser', lambda: app.root.get_child_count() == 2)
            time.sleep(1)
            app.focus()
            app.keys('ctrl+a')
            app.write(str(path))
            app.keys('Return')
            wait('the file', path.exists)
            gone()
            text = subprocess.run(['pdftotext', '-layout', path, '-'], capture_output=True, text=True, check=True).stdout
            assert ('Outing report' if name.startswith('compte') else 'Outing sheet') in text, text
            assert 'CHARLEVILLE-MÉZIÈRES' in text.upper(), text
        app.keys('Escape')
        app.one('New outing')

    def nobody_is_a_fact():
        there = outings()
        open_form()
        app.keys('s')
        app.keys('alt+n')
        form = app.window('New outing')
        wait('the form to say so', lambda: any(node.get_name() == 'Nobody met' and shows(node) for node in walk(form)))
        app.keys('ctrl+Return')
        gone()
        assert outings() == there + 1

    def bad_times_are_refused():
        there = outings()
        open_form()
        app.type_into('Begins at', '25h')
        app.keys('ctrl+Return')
        app.label('Not a time of day')
        assert outings() == there
        app.keys('Escape')
        app.window('This outing is not recorded')
        app.press('Discard')
        gone()
        assert outings() == there

    def drafts():
        with sqlite3.connect(f'file:{VAULT}?mode=ro', uri=True) as file:
            return [row[0] for row in file.execute('SELECT slot FROM draft')]

    def begun_survives_a_kill_and_a_lock():
        nonlocal app
        there = outings()
        open_form()
        app.keys('e')
        app.type_into('Leaflets given', '77')
        app.type_into('22-25, Male', '9')
        time.sleep(2)  # a second at most after the last key, and room for a slow machine
        app.kill()
        assert drafts() == ['outing'] and outings() == there
        app = Application()
        app.unlock()
        app.label('An outing was begun')
        app.focus()
        app.keys('ctrl+shift+o')
        app.label('Draft taken up again')
        app.label('9 young people met')
        app.type_into('Leaflets given', '78')
        app.focus()
        app.keys('ctrl+l')
        app.label('Unlock')
        assert drafts() == ['outing'] and outings() == there
        app.unlock()
        app.label('An outing was begun')
        app.focus()
        app.keys('ctrl+shift+o')
        app.label('Draft taken up again')
        assert '78' in texts(app), texts(app)
        app.focus()
        app.keys('ctrl+Return')
        gone()
        assert outings() == there + 1 and drafts() == []

    def on_disk():
        app.close()
        new = [line for key, line in recorded().items() if key not in before]
        shown = [json.loads(ctl('outing', 'show', line['id'], '--json'))['facts'] for line in new]
        bus = next(facts for facts in shown if facts['outing_kind'] == 'BUS')
        street = next(facts for facts in shown if facts['outing_kind'] == 'RUE')
        assert [bus['headcount'], bus['flyers'], bus['start'], bus['end']] == [7, 13, 840, 990], bus
        assert sorted((count['band'], count['sex'], count['count']) for count in bus['counts']) == [
            ('A16_17', 'M', 3), ('A18_21', 'F', 4)], bus
        event = next(facts for facts in shown if facts['outing_kind'] == 'EVENEMENT')
        assert [event['headcount'], event['flyers'], len(event['team'])] == [9, 78, 1], event
        assert len(bus['team']) == 1 and street['headcount'] == 0 and 'counts' not in street, (bus, street)

    cases = (counted_by_age_and_gender, saved_once, opened_from_the_list, changed_on_its_page, printed, nobody_is_a_fact, bad_times_are_refused, begun_survives_a_kill_and_a_lock,
             on_disk)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
