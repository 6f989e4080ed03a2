#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The count of test cases: what passes, what is skipped, and above all what must fail."""

import contextlib
import functools
import io
import json
import pathlib
import tempfile

import tap

counter = tap.load('tools/count-tests.py')

# title, protocol, standard output, meson's result, exit status, (passed, failed, skipped)
PROGRAMS = [
    ('all cases pass', 'tap', '1..2\nok 1 /a\nok 2 - b\n', 'OK', 0, (2, 0, 0)),
    ('the plan may come last', 'tap', 'ok 1\nok 2\n1..2\n', 'OK', 0, (2, 0, 0)),
    ('comments and nested lines are not cases', 'tap',
     'TAP version 13\n# ok 1\n    ok 1 - inner\nokay\nok 1\n1..1\n', 'OK', 0, (1, 0, 0)),
    ('one case fails', 'tap', '1..2\nok 1\nnot ok 2 - b\n', 'ERROR', 1, (1, 1, 0)),
    ('one case is skipped', 'tap', '1..2\nok 1\nok 2 /b # SKIP no display\n', 'OK', 0, (1, 0, 1)),
    ('an expected failure is skipped', 'tap', '1..1\nnot ok 1 # TO' 'DO x\n', 'OK', 0, (0, 0, 1)),
    ('an unexpected pass fails', 'tap', '1..1\nok 1 # TO' 'DO x\n', 'FAIL', 0, (0, 1, 0)),
    ('the whole program is skipped', 'tap', '1..0 # SKIP no root\n', 'SKIP', 0, (0, 0, 1)),
    ('a crash fails the cases that never ran', 'tap', '1..3\nok 1\n', 'ERROR', -11, (1, 2, 0)),
    ('a crash after the last case', 'tap', '1..1\nok 1\n', 'ERROR', -6, (1, 1, 0)),
    ('a leak found at exit', 'tap', '1..1\nok 1\n', 'ERROR', 23, (1, 1, 0)),
    ('bail out', 'tap', '1..2\nok 1\nBail out! x\n', 'ERROR', -6, (1, 1, 0)),
    ('out of time', 'tap', '1..1\n', 'TIMEOUT', -15, (0, 1, 0)),
    ('out of time after the last case', 'tap', '1..1\nok 1\n', 'TIMEOUT', -15, (1, 1, 0)),
    ('no plan', 'tap', 'ok 1\n', 'ERROR', 0, (1, 1, 0)),
    ('no output, though meson calls it skipped', 'tap', '', 'SKIP', 0, (0, 1, 0)),
    ('an empty plan without a reason', 'tap', '1..0\n', 'SKIP', 0, (0, 1, 0)),
    ('fewer cases than planned', 'tap', '1..3\nok 1\n', 'ERROR', 0, (1, 2, 0)),
    ('more cases than planned', 'tap', '1..1\nok 1\nok 2\n', 'ERROR', 0, (2, 1, 0)),
    ('a plain program passes', 'exitcode', 'ok 1\n', 'OK', 0, (1, 0, 0)),
    ('a plain program fails', 'exitcode', '', 'FAIL', 1, (0, 1, 0)),
    ('a plain program is skipped', 'exitcode', '', 'SKIP', 77, (0, 0, 1)),
    ('a plain program crashes', 'exitcode', '', 'FAIL', -11, (0, 1, 0)),
]


def write_build(folder, programs):
    build = pathlib.Path(folder)
    (build / 'meson-logs').mkdir()
    (build / 'meson-info').mkdir()
    tests, log = [], []
    for number, (title, protocol, output, result, status, _) in enumerate(programs):
        tests.append({'name': title, 'cmd': [f'/t/{number}'], 'protocol': protocol})
        log.append({'name': f'reperes / {title}', 'command': [f'/t/{number}'], 'stdout': output,
                    'result': result, 'returncode': status})
    (build / 'meson-info/intro-tests.json').write_text(json.dumps(tests), encoding='utf-8')
    (build / 'meson-logs/testlog.json').write_text(
        ''.join(json.dumps(entry) + '\n' for entry in log), encoding='utf-8')
    return build


def run_main(programs, *arguments):
    """What the command answers for a build that ran these programs: status and last line."""
    with tempfile.TemporaryDirectory() as folder:
        write_build(folder, programs)
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            status = counter.main([folder, *arguments])
    return status, output.getvalue().splitlines()[-1]


def counts(program):
    passed, failed, skipped = program[5]
    expected = (1 if failed or not passed else 0,
                f'{passed} passed, {failed} failed, {skipped} skipped')
    answer = run_main([program])
    assert answer == expected, (answer, expected)


def adds_programs():
    totals = [sum(program[5][i] for program in PROGRAMS) for i in range(3)]
    answer = run_main(PROGRAMS)
    assert answer == (1, '{} passed, {} failed, {} skipped'.format(*totals)), answer


def nothing_ran():
    assert run_main([]) == (1, '0 passed, 0 failed, 0 skipped')
    with tempfile.TemporaryDirectory() as folder:
        assert str(counter.count_build(pathlib.Path(folder), 0)) == '0 passed, 0 failed, 0 skipped'


def meson_failed():
    """Meson's own complaint is never lost, nor counted twice."""
    good, bad = PROGRAMS[0], PROGRAMS[3]
    assert run_main([good], '--status', '1') == (1, '2 passed, 1 failed, 0 skipped')
    assert run_main([bad], '--status', '1') == (1, '1 passed, 1 failed, 0 skipped')


tap.run([(program[0], functools.partial(counts, program)) for program in PROGRAMS] +
        [('programs add up', adds_programs), ('nothing ran', nothing_ran),
         ('meson test failed', meson_failed)])
