#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures at the command line: the shape of the answers, why a number, quarters, erasing, quality."""

import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(os.environ['REP_SOURCE_ROOT'])
sys.path.insert(0, str(ROOT / 'tests' / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

CODE = 'charleville-mezieres'
folder = pathlib.Path()


def call(*words, status=0, login='demo'):
    done = subprocess.run([os.environ['REPERESCTL'], '--json', '--vault', str(folder / 'v.reperes'), '--login', login,
                           '--password-file', str(folder / 'pw'), *map(str, words)], capture_output=True,
                          check=False, stdin=subprocess.DEVNULL, encoding='utf-8')
    assert done.returncode == status, (words, done.returncode, done.stderr[-1500:])
    assert 'Sanitizer' not in done.stderr, done.stderr[-3000:]
    return json.loads(done.stdout) if status == 0 and done.stdout else done.stderr


def set_up():
    (folder / 'pw').write_text('sept mots de passe\n', encoding='utf-8')
    call('init', '--organisation', 'Essai', '--new-login', 'demo', '--new-password-file', folder / 'pw',
         '--recovery-file', folder / 'sheet.txt')
    call('demo', '--seed', '3', '--persons', '300')
    call('account', 'add', 'dir', '--role', 'director', '--new-password-file', folder / 'pw')


def figures(*words, **options):
    return call('figures', CODE, *words, **options)


def by_id(document):
    return {line['id']: line for line in document['indicators']}


def shape():
    document = figures('--period', '2020-T3', '--by', 'sex,channel')
    assert {'project', 'period', 'rule_version', 'snapshot', 'indicators', 'tables'} <= set(document)
    period = document['period']
    assert {'label': '2020-T3', 'from': '2020-07-01', 'to': '2020-09-30', 'closed': False}.items() <= period.items()
    assert len(document['snapshot']) == 64 and document['rule_version'] == 1
    for line in document['indicators']:
        assert {'id', 'value', 'live', 'cumulative', 'unit', 'revisions'} <= set(line)
        assert line['value'] == line['live'] and line['revisions'] == []
    ids = by_id(document)
    for number in range(1, 18):
        assert any(name == f'I{number}' or name.startswith(f'I{number}.') for name in ids), number
    assert {'I3', 'I3a', 'I3b'} <= set(ids)
    for table in document['tables']:
        assert {'id', 'unit', 'dimensions', 'cells'} <= set(table) and table['dimensions'] == ['sex', 'channel']
        assert all(set(cell) == {'key', 'value'} and set(cell['key']) == {'sex', 'channel'} for cell in table['cells'])
    tables = {table['id']: table for table in document['tables']}
    for name in ('I3', 'I3a', 'I4', 'I5', 'I6', 'I7'):
        assert sum(cell['value'] for cell in tables[name]['cells']) == ids[name]['live'] == tables[name]['total']


def periods():
    whole = by_id(figures('--period', 'all'))
    quarters = ['2019-T4', *(f'{year}-T{n}' for year in (2020, 2021) for n in range(1, 5))]
    sums = [by_id(figures('--period', quarter)) for quarter in quarters]
    for name in ('I1', 'I2', 'I3', 'I3a', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'):
        assert sum(part[name]['live'] for part in sums) == whole[name]['live'] == whole[name]['cumulative'], name
    year = by_id(figures('--period', '2020'))
    days = by_id(figures('--from', '2020-01-01', '--to', '2020-12-31'))
    assert {name: line['live'] for name, line in year.items()} == {name: line['live'] for name, line in days.items()}
    future = by_id(figures('--period', '2030-T1'))
    assert all(future[name]['live'] == 0 for name in ('I1', 'I2', 'I3', 'I3a', 'I4', 'I8'))
    assert 'covered_from' not in figures('--period', '2030-T1')['period']
    line = next(line for line in call('progress') if line['project'] == CODE)
    now = by_id(figures('--from', '2020-01-01', '--to', line['as_of']))
    assert now['I12.ATTEINT']['live'] == line['reached'] and now['I3b']['live'] == line['signalled']
    assert abs(now['I12.ATTENDU']['live'] - line['expected']) < 1e-9


def wrong_calls():
    for words in (['--period', '2020-T5'], ['--period', 'demain'], ['--period', '2020', '--by', 'taille'],
                  ['--period', '2020', '--by', 'sex,sex'], ['--period', '2020', '--by', 'sex,age,zone,known'],
                  ['--from', '2020-02-01', '--to', '2020-01-01'], ['--period', '2020', '--why', 'I99']):
        said = figures(*words, status=1).strip().splitlines()
        assert said[-1].startswith('reperesctl: ') and 'demonstration' not in said[-1], (words, said)
    for words in ([], ['--from', '2020-01-01'], ['--period', '2020', '--from', '2020-01-01', '--to', '2020-02-01']):
        figures(*words, status=2)


def why():
    for name in ('I1', 'I2', 'I3', 'I3b', 'I5', 'I8', 'I9', 'I10', 'I16.NR_SEXE'):
        document = figures('--period', '2020', '--why', name)
        reason = document['why']
        assert reason['recount'] == by_id(document)[name]['live'], (name, reason)
        assert reason['rule_version'] == 1 and reason['counted'] == name
        if reason['unit'] in ('persons', 'contacts'):
            assert len(reason['ids']) == reason['records'] == len(set(reason['ids']))
    rate = figures('--period', '2020', '--why', 'I12')['why']
    assert rate['counted'] == 'I3a' and rate['recount'] == by_id(figures('--period', '2020'))['I12.ATTEINT']['live']
    assert 'ids' not in figures('--period', '2020', '--why', 'I3', login='dir')['why']
    first = figures('--period', '2020')['snapshot']
    assert first == figures('--period', 'all')['snapshot'] == figures('--period', '2020', login='dir')['snapshot']


def directors():
    assert figures('--period', '2020-T3', '--by', 'sex', login='dir')['tables']
    figures('--from', '2020-07-01', '--to', '2020-07-02', '--by', 'sex', login='dir', status=1)
    figures('--period', '2020-T3', '--by', 'sex,age,channel', login='dir', status=1)


def closing():
    before = by_id(figures('--period', '2020-T2'))
    call('period', 'close', CODE, '2020-T4', status=1)
    call('period', 'close', CODE, '2020', status=1)
    call('period', 'close', CODE, '2018-T1', status=1)
    closed = call('period', 'close', CODE, '2020-T2', login='dir')
    assert len(closed) == 1 and {'period', 'closed_on', 'by', 'revisions'} <= set(closed[0])
    assert closed[0]['period'] == '2020-T2' and closed[0]['by'] == 'dir' and closed[0]['revisions'] == []
    call('period', 'close', CODE, '2020-T2', status=1)
    (folder / 'comment').write_text('Le bus était en panne.\n', encoding='utf-8')
    call('period', 'comment', CODE, '2020-T2', '--file', folder / 'comment')
    (folder / 'comment').write_text('x' * 1501, encoding='utf-8')
    call('period', 'comment', CODE, '2020-T2', '--file', folder / 'comment', status=1)
    assert call('period', 'list', CODE)[0]['comment'] == 'Le bus était en panne.'
    time.sleep(1.1)  # entries are dated by the second
    added = call('contact', 'add', '--project', CODE, '--channel', 'BUS', '--reached', 'JOINT', '--date', '2020-05-20',
                 '--new-last', 'Brumelune', '--new-first', 'Ana', '--sex', 'F', '--age', '20')
    document = figures('--period', '2020-T2')
    assert document['period']['closed'] is True
    after = by_id(document)
    assert after['I3']['value'] == before['I3']['live'] and after['I3']['live'] == before['I3']['live'] + 1
    assert after['I3']['revisions'] == after['I1']['revisions'] == [{'kind': 'LATE_ENTRY', 'delta': 1}]
    for line in after.values():
        if line['value'] is not None and line['live'] is not None:
            assert abs(line['value'] + sum(entry['delta'] for entry in line['revisions']) - line['live']) < 1e-9, line
    assert any(entry == {'id': 'I3', 'kind': 'LATE_ENTRY', 'delta': 1} for entry in call('period', 'list', CODE)[0]['revisions'])
    call('contact', 'add', '--project', CODE, '--channel', 'BUS', '--reached', 'JOINT', '--outcome', 'HORS_CIBLE',
         '--person', added['person'])
    assert by_id(figures('--period', '2020-T2'))['I3']['revisions'] == []
    return added


def erasing():
    document = figures('--period', '2020-T1', '--by', 'sex', '--why', 'I5')
    before, person = by_id(document), document['why']['ids'][0]
    whole = by_id(figures('--period', 'all'))
    progress = call('progress', CODE)
    snapshot = document['snapshot']
    call('person', 'erase', person, '--reason', 'DEMANDE')
    document = figures('--period', '2020-T1', '--by', 'sex', '--why', 'I5')
    after = by_id(document)
    for name in ('I1', 'I2', 'I3', 'I3a', 'I3b', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9', 'I12', 'I13.MOBILISE', 'I14.STRICTE', 'I17.ML.NR'):
        assert after[name]['live'] == before[name]['live'], name
        assert by_id(figures('--period', 'all'))[name]['cumulative'] == whole[name]['cumulative'], name
    assert after['I16.PERSONNES']['live'] == before['I16.PERSONNES']['live'] - 1
    assert document['erased'] == 1 and document['why']['erased'] == 1 and document['snapshot'] != snapshot
    assert document['why']['recount'] == after['I5']['live'] and person not in document['why']['ids']
    again = call('progress', CODE)
    assert [again[0][name] for name in ('reached', 'signalled', 'rate', 'by_structure')] == [
        progress[0][name] for name in ('reached', 'signalled', 'rate', 'by_structure')] or (
        [line['reached'] for line in again[0]['by_structure']] == [line['reached'] for line in progress[0]['by_structure']])
    call('export', '--identified', '--output', folder / 'after.jsonl')
    records = [json.loads(line) for line in (folder / 'after.jsonl').read_text(encoding='utf-8').splitlines()]
    assert person not in (folder / 'after.jsonl').read_text(encoding='utf-8')
    counters = [record for record in records if record['kind'] == 'counter']
    assert counters and all(record['identity'] == {} for record in counters)
    assert sum(cell['n'] for record in counters for cell in record['facts']['cells'] if cell['indicator'] == 'ERASED') == 1
    check = call('check')
    assert check['ok'] == check['records'] and not check['damaged'] + check['denied'] + check['unsigned'] + check['missing']


def quality():
    document = call('quality', CODE)
    measures = {line['id']: line for line in document['measures']}
    whole = by_id(figures('--period', 'all'))
    assert measures['I16.NR_SEXE']['n'] == whole['I16.NR_SEXE']['live']
    assert measures['I16.NR_SEXE']['of'] == whole['I16.PERSONNES']['live']
    assert all(line['limit'] is None and line['passes'] for line in document['measures'])
    assert document['to_do'] and all(entry['persons'] and entry['login'] == 'demo' for entry in document['to_do'])
    assert all(task['missing'] for entry in document['to_do'] for task in entry['persons'])


def channels():
    line = call('progress', CODE)[0]
    bus = next(entry for entry in line['by_channel'] if entry['channel'] == 'BUS')
    assert {'persons', 'contacts', 'beneficiaries', 'outings', 'outings_without_hours', 'outings_not_reported', 'outings_empty',
            'hours', 'contacts_per_beneficiary', 'hours_per_beneficiary', 'few'} <= set(bus)
    assert 0 < bus['beneficiaries'] <= bus['persons'] <= bus['contacts'] and bus['outings'] > 0 and bus['hours'] > 0
    for entry in line['by_channel']:
        assert (entry['contacts_per_beneficiary'] is None) == (entry['beneficiaries'] < 5), entry
        assert entry['few'] == (entry['beneficiaries'] < 20), entry
    budget, share = line['budget'], line['days_elapsed'] / line['days_total']
    assert abs(budget['elapsed_eur'] - budget['planned_eur'] * share) < 1e-6 and not budget['few']
    assert abs(budget['elapsed_eur_per_beneficiary'] - budget['elapsed_eur'] / line['reached']) < 1e-6
    sheets = {entry['code']: entry.get('budget_eur') for entry in call('project', 'list')}
    for entry in call('progress'):
        assert (entry['budget'] or {}).get('planned_eur') == sheets[entry['project']], entry['project']
    starts = {entry['code']: entry['start'] for entry in call('project', 'list')}
    compared = call('progress', '--elapsed', 200)
    for entry in compared:
        day = datetime.date.fromisoformat(starts[entry['project']]) + datetime.timedelta(days=199)
        assert entry['as_of'] == str(day) and entry['days_elapsed'] == 200
        assert entry['reached'] == call('progress', entry['project'], '--as-of', day)[0]['reached']
    assert call('progress', '--elapsed', 5000) == []
    call('progress', '--elapsed', 0, status=1)
    call('progress', '--elapsed', 5, '--as-of', '2020-01-01', status=2)


def limits():
    code, quarter = 'pays-messin', '2020-T2'
    before = len(call('journal'))
    assert call('project', 'quality', code) == {'project': code, 'limits': []}
    share = {line['id']: line for line in call('quality', code, '--period', quarter)['measures']}
    assert share['I16.NR_NIVEAU']['share'] > 0 and share['I16.DOUBLONS']['n'] == 0
    said = call('project', 'quality', code, '--limit', 'i16.nr_niveau=0', '--limit', 'I16.TARDIVES=100', login='dir')
    assert said['limits'] == [{'measure': 'I16.NR_NIVEAU', 'percent': 0}, {'measure': 'I16.TARDIVES', 'percent': 100}]
    measures = {line['id']: line for line in call('quality', code, '--period', quarter)['measures']}
    assert [name for name, line in measures.items() if not line['passes']] == ['I16.NR_NIVEAU']
    assert 'I16.NR_NIVEAU' in call('period', 'close', code, quarter, status=1)
    for words in (['--limit', 'I16.NR_SEXE'], ['--limit', 'I16.NR_SEXE=101'], ['--limit', 'I16.NR_SEXE=-1'],
                  ['--limit', 'I3=5'], ['--no-limit', 'I16.NR_SEXE=5']):
        call('project', 'quality', code, *words, status=1)
    call('period', 'close', code, quarter, '--lift', '  ', status=1)
    assert call('period', 'list', code) == []
    closed = call('period', 'close', code, quarter, '--lift', 'diplômes demandés en juillet', login='dir')[0]
    assert closed['lift'] == 'diplômes demandés en juillet' and closed['by'] == 'dir'
    call('project', 'quality', code, '--no-limit', 'I16.NR_NIVEAU')
    closed = call('period', 'close', code, '2020-T3', '--lift', 'pour rien')[0]
    assert closed['lift'] is None  # no limit was passed, so there is nothing to lift

    # The same young people twice: only who holds their names can tell.
    for channel in ('BUS', 'PSAD'):
        call('contact', 'add', '--project', code, '--channel', channel, '--reached', 'JOINT', '--date', '2020-02-0' + str(len(channel)),
             '--new-last', 'Brumelune', '--new-first', 'Hector', '--birth', '2000-05-17')
    call('project', 'quality', code, '--limit', 'I16.DOUBLONS=0', '--no-limit', 'I16.TARDIVES')
    line = {line['id']: line for line in call('quality', code, '--period', '2020-T1')['measures']}['I16.DOUBLONS']
    assert line['n'] == 2 and line['share'] > 0 and line['limit'] == 0 and not line['passes']
    line = {line['id']: line for line in call('quality', code, '--period', '2020-T1', login='dir')['measures']}['I16.DOUBLONS']
    assert line['n'] is None and line['share'] is None and not line['passes']
    assert 'I16.DOUBLONS' in call('period', 'close', code, '2020-T1', status=1)
    assert 'without the names' in call('period', 'close', code, '2020-T1', login='dir', status=1)
    pair = call('person', 'doubles')[0]
    call('person', 'merge', pair['a']['id'], pair['b']['id'])
    closed = call('period', 'close', code, '2020-T1')[0]
    assert closed['lift'] is None and closed['by'] == 'demo'

    journal = [(entry['action'], entry['login']) for entry in call('journal')[before:]]
    assert [(action, login) for action, login in journal if action in ('CLOSE', 'LIMITS')] == [
        ('LIMITS', 'dir'), ('LIMITS', 'dir'), ('CLOSE', 'dir'), ('LIMITS', 'demo'), ('CLOSE', 'demo'), ('LIMITS', 'demo'),
        ('LIMITS', 'demo'), ('CLOSE', 'demo')], journal


def to_do():
    whole = call('quality', CODE)['to_do']
    mine = call('quality', CODE, '--to-do', 'demo')['to_do']
    assert mine == [entry for entry in whole if entry['login'] == 'demo'] and mine
    assert call('quality', CODE, '--to-do', 'dir')['to_do'] == []
    text = subprocess.run([os.environ['REPERESCTL'], '--vault', str(folder / 'v.reperes'), '--login', 'dir', '--password-file',
                           str(folder / 'pw'), 'quality', CODE, '--to-do', 'demo'], capture_output=True, check=True,
                          encoding='utf-8', stdin=subprocess.DEVNULL).stdout.splitlines()
    tasks = mine[0]['persons']
    assert [line.split(' ')[0] for line in text] == [task['person'] for task in tasks]
    assert all(line.count('·') == len(task['missing']) - 1 for line, task in zip(text, tasks))


def agreements():
    code = 'molsheim'
    project = lambda: call('project', 'show', code)[0]
    before = project()
    call('project', 'target', code, '--basis', 'MOBILISE', '--value', 90, '--from', '2020-10-01', '--confirmed',
         '--note', 'avenant 1', login='dir')
    after = project()
    assert after['targets'][:-1] == before['targets']
    assert {'basis': 'MOBILISE', 'value': 90, 'basis_confirmed': True, 'principal': True}.items() <= after['targets'][-1].items()
    line = call('progress', code)[0]
    assert (line['target'], line['basis'], line['basis_confirmed']) == (90, 'MOBILISE', True)
    line = call('progress', code, '--as-of', '2020-09-30')[0]
    assert (line['target'], line['basis']) == (160, 'REPERE')
    name = before['structures'][0]['name']
    call('project', 'target', code, '--basis', 'REPERE', '--value', 50, '--from', '2020-01-01', '--structure', name)
    assert call('progress', code)[0]['by_structure'][0]['target'] == 50 and call('progress', code)[0]['target'] == 90
    days = call('progress', code)[0]['days_total']
    call('project', 'amend', code, '--from', '2020-11-01', '--end', '2022-06-30', '--budget', 200000, '--cofunding',
         'Région=5000', '--note', 'avenant 2')
    assert call('progress', code)[0]['days_total'] == days + 150
    assert call('progress', code, '--as-of', '2020-10-31')[0]['days_total'] == days
    assert project()['amendments'][-1]['cofunding'] == [{'name': 'Région', 'amount_eur': 5000}]
    expected = call('progress', code)[0]['expected_worked']
    call('project', 'pause', code, '--from', '2020-08-01', '--to', '2020-08-31', '--reason', 'CONGES')
    assert call('progress', code)[0]['expected_worked'] < expected
    for words in (['target', code, '--basis', 'SORTI', '--value', 5, '--from', '2020-01-01'],
                  ['target', code, '--basis', 'REPERE', '--value', 0, '--from', '2020-01-01'],
                  ['target', code, '--basis', 'REPERE', '--value', 5, '--from', '2020-01-01', '--structure', 'Nulle part'],
                  ['amend', code, '--from', '2020-01-01'], ['amend', code, '--from', '2020-01-01', '--end', '2019-01-01'],
                  ['amend', code, '--from', '2020-01-01', '--cofunding', 'Région'],
                  ['pause', code, '--from', '2020-02-01', '--to', '2020-01-01', '--reason', 'CONGES']):
        call('project', *words, status=1)
    call('project', 'pause', code, '--from', '2020-02-01', status=2)
    call('account', 'add', 'cons', '--role', 'counsellor', '--structure', name, '--new-password-file', folder / 'pw')
    for words in (['project', 'target', code, '--basis', 'REPERE', '--value', 5, '--from', '2020-01-01'],
                  ['project', 'pause', code, '--from', '2020-02-01', '--to', '2020-02-02', '--reason', 'CONGES'],
                  ['period', 'close', code, '2020-T1']):
        call(*words, status=1, login='cons')
    assert figures('--period', '2020', login='cons')['indicators']
    call('project', 'quality', code, '--limit', 'I16.NR_SEXE=5', login='cons', status=1)
    call('project', 'target', code, '--basis', 'MOBILISE', '--value', 5, '--from', '2020-01-01', '--confirmed', login='cons', status=1)
    journal = [(entry['action'], entry['login']) for entry in call('journal')]
    assert ('TARGET', 'dir') in journal and ('TARGET', 'demo') in journal, journal
    assert ('AMENDMENT', 'demo') in journal and ('PAUSE', 'demo') in journal, journal
    assert not [entry for entry in journal if entry[1] == 'cons' and entry[0] in ('TARGET', 'PAUSE', 'LIMITS', 'CLOSE')]
    check = call('check')
    assert check['ok'] == check['records'] and not check['denied'] + check['unsigned']


def forecasts():
    line = call('progress', CODE)[0]
    forecast = line['forecast']
    assert set(forecast) == {'low', 'median', 'high', 'probability'}
    assert line['reached'] <= forecast['low'] <= forecast['median'] <= forecast['high'] and 0 <= forecast['probability'] <= 1
    assert call('progress', CODE, '--as-of', '2020-01-10')[0]['forecast'] is None
    over = call('progress', CODE, '--as-of', '2023-01-01')[0]
    assert over['forecast']['low'] == over['forecast']['high'] == over['reached'] and over['weekly_needed'] is None
    found = call('backtest', '--histories', 200)
    assert found['histories'] == 200 and 0.7 < found['coverage'] < 0.9 and found['error'] < found['error_line']
    call('backtest', '--histories', 0, status=2)


with tempfile.TemporaryDirectory(prefix='reperes-figures-') as name:
    folder = pathlib.Path(name)
    os.environ['XDG_STATE_HOME'] = str(folder / 'state')
    set_up()
    tap.run([('the answer has the keys of the contract', shape), ('quarters add up, and progress agrees', periods),
             ('wrong calls', wrong_calls), ('why a number', why), ('what a director may not cross', directors),
             ('a quarter is closed, commented and revised', closing), ('erasing keeps the results', erasing),
             ('what channels take and bring', channels), ('quality', quality), ('a to-do list per counsellor', to_do),
             ('limits of quality hold a closing, doubles among them', limits),
             ('targets, amendments and pauses are added', agreements), ('forecasts', forecasts)])
