#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures are counted again, by another program and from the export alone, to the unit: on the
demonstration, and on random histories (200 with --long), whose seed is printed.

REPERESCTL is the program, HISTORY the one that makes histories, REP_SOURCE_ROOT the tree."""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ['REP_SOURCE_ROOT'])
sys.path.insert(0, str(ROOT / 'tests' / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

recount = tap.load('tests/figures/recount.py')
LONG = bool(os.environ.get('REP_LONG'))
HISTORIES = 200 if LONG else 8
BATCH = 8
CODES = ['charleville-mezieres', 'reims', 'pays-messin', 'molsheim', 'val-de-lorraine']
PERIODS = ['2019-T4', '2020-T1', '2020-T3', '2020-T4', '2020', '2021-T3', 'all']
CROSSED = ['channel,public,sex', 'quarter,structure,age', 'known,zone', 'level', 'public:NEET,family',
           'reached,mode,channel', 'sexe,tranche_age']


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False,
                          stdin=subprocess.DEVNULL, encoding='utf-8')
    assert done.returncode == 0, (command, done.returncode, done.stderr[-2000:])
    assert 'Sanitizer' not in done.stderr, done.stderr[-2000:]
    return done.stdout


class Demo:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / 'pw').write_text('sept mots de passe\n', encoding='utf-8')
        os.environ['XDG_STATE_HOME'] = str(self.folder / 'state')
        self.ctl('init', '--organisation', 'Essai', '--new-login', 'demo', '--new-password-file',
                 self.folder / 'pw', '--recovery-file', self.folder / 'sheet.txt', account=False)
        self.ctl('demo', '--seed', '1', *([] if LONG else ['--persons', '500']))

    def ctl(self, *words, account=True):
        who = ['--login', 'demo', '--password-file', self.folder / 'pw'] if account else []
        return run(os.environ['REPERESCTL'], '--json', '--vault', self.folder / 'v.reperes', *who, *words)

    def history(self, code):
        path = self.folder / f'{code}.jsonl'
        if not path.exists():
            self.ctl('export', '--identified', '--output', path)
        with path.open(encoding='utf-8') as lines:
            return recount.History(lines, code)


def demo_agrees():
    aliases = {'sexe': 'sex', 'tranche_age': 'age'}
    with tempfile.TemporaryDirectory(prefix='reperes-recount-') as folder:
        demo = Demo(folder)
        for number, code in enumerate(CODES):
            history = demo.history(code)
            for turn, period in enumerate(PERIODS if LONG else PERIODS[number % 3::3]):
                by = CROSSED[(number + turn) % len(CROSSED)]
                document = json.loads(demo.ctl('figures', code, '--period', period, '--by', by))
                for table in document['tables']:  # the same under its other name
                    for cell in table['cells']:
                        cell['key'] = {aliases.get(name, name): value for name, value in cell['key'].items()}
                    table['dimensions'] = [aliases.get(name, name) for name in table['dimensions']]
                found = recount.differences(history, document)
                assert not found, (code, period, by, found)


def channels_agree():
    with tempfile.TemporaryDirectory(prefix='reperes-recount-') as folder:
        demo = Demo(folder)
        for code, today in zip(CODES, ['2020-11-16', '2020-03-31', '2020-11-16', '2021-02-01', '2020-08-15']):
            document = json.loads(demo.ctl('progress', code, '--as-of', today))[0]
            history = demo.history(code)
            found = recount.yield_differences(history, document)
            assert not found, (code, found)
            assert sum(line['outings'] for line in document['by_channel']) > 0, code
            if code == CODES[0]:
                for line in document['by_channel']:
                    for name in ('beneficiaries', 'outings', 'outings_empty', 'hours'):
                        was, line[name] = line[name], line[name] + 1
                        assert recount.yield_differences(history, document), name
                        line[name] = was


def histories_agree():
    seed = int(os.environ.get('REP_SEED', 0)) or random.SystemRandom().randrange(1, 1 << 30)
    print(f'# seed {seed}')
    compared = 0
    for first in range(seed, seed + HISTORIES, BATCH):
        with tempfile.TemporaryDirectory(prefix='reperes-recount-') as folder:
            run(os.environ['HISTORY'], folder, first, min(BATCH, seed + HISTORIES - first))
            for answers in sorted(pathlib.Path(folder).glob('*.json')):
                with answers.with_suffix('.jsonl').open(encoding='utf-8') as lines:
                    history = recount.History(lines, 'un')
                for document in json.loads(answers.read_text(encoding='utf-8')):
                    if answers.stem.endswith('later'):  # of the erased, breakdowns keep one at a time
                        document['tables'] = [] if document['erased'] else document['tables']
                    found = recount.differences(history, document)
                    compared += 1
                    assert not found, (answers.stem, document['period'], found)
    print(f'# {compared} documents of {HISTORIES} histories agree')
    assert compared == HISTORIES * 12


def a_wrong_figure_is_seen():
    with tempfile.TemporaryDirectory(prefix='reperes-recount-') as folder:
        run(os.environ['HISTORY'], folder, 1, 1)
        with (pathlib.Path(folder) / '1-whole.jsonl').open(encoding='utf-8') as lines:
            history = recount.History(lines, 'un')
        document = json.loads((pathlib.Path(folder) / '1-whole.json').read_text(encoding='utf-8'))[0]
        assert not recount.differences(history, document)
        for line in document['indicators']:
            was = line['live']
            line['live'] = (was or 0) + 1
            assert recount.differences(history, document), line
            line['live'] = was
        document['tables'][0]['cells'][0]['value'] += 1
        assert recount.differences(history, document)


tap.run([('the demonstration, counted again from its export', demo_agrees),
         ('what channels take and bring, counted again', channels_agree),
         ('random histories, counted again from their export', histories_agree),
         ('a figure that is off by one is seen', a_wrong_figure_is_seen)])
