#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases of the last `meson test` of a build folder.

    count-tests.py BUILD [--status N]

Meson counts programs; this counts the cases inside them, from meson-logs/testlog.json and
meson-info/intro-tests.json. A program that speaks TAP has one case a line; a planned case that
never ran is a failure, and so is a program that crashed, ran out of time or printed no plan.
Any other program is one case. N is the exit status of `meson test`. The last line printed is
exactly `N passed, N failed, N skipped`; the exit status is 1 when any failed or none ran.
"""

import argparse
import json
import pathlib
import re
import sys
from dataclasses import dataclass, field

CASE = re.compile(r'(not )?ok\b(?:\s+\d+)?([^#]*)(?:#\s*(\w+))?')
PLAN = re.compile(r'1\.\.(\d+)(?:\s*#\s*(\w+))?')


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    problems: list = field(default_factory=list)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.problems += other.problems

    def fail(self, why, cases=1):
        self.failed += cases
        self.problems.append(why)

    def __str__(self):
        return f'{self.passed} passed, {self.failed} failed, {self.skipped} skipped'


def count_case(count, match):
    bad, name, directive = match.group(1), match.group(2).strip(' -'), match.group(3) or ''
    directive = directive.upper()
    expected_failure = directive == 'TODO'
    if bool(bad) != expected_failure:
        count.fail(name or match.string.strip())
    elif expected_failure or directive.startswith('SKIP'):
        count.skipped += 1
    else:
        count.passed += 1


def count_tap(output):
    """The cases of one TAP output, and its plan: a number of cases, or None."""
    count = Count()
    plan = None
    skipped_whole = False
    for line in output.splitlines():
        if match := CASE.match(line):
            count_case(count, match)
        elif match := PLAN.match(line):
            plan = int(match.group(1))
            skipped_whole = plan == 0 and (match.group(2) or '').upper().startswith('SKIP')
        elif line.startswith('Bail out!'):
            count.problems.append(line)
    if skipped_whole:
        count.skipped += 1
    return count, plan


def count_program(entry, protocol):
    """The cases of one program: `entry` is one line of testlog.json."""
    result = entry.get('result', '?')
    status = entry.get('returncode')
    count = Count()
    if protocol != 'tap':
        if result == 'SKIP':
            count.skipped = 1
        elif result in ('OK', 'EXPECTEDFAIL'):
            count.passed = 1
        else:
            count.fail(f'{result}, exit status {status}')
        return count
    count, plan = count_tap(entry.get('stdout') or '')
    seen = count.passed + count.failed + count.skipped
    if plan is None:
        count.fail('no plan')
    elif seen < plan:
        count.fail(f'{plan - seen} of {plan} planned cases never ran', plan - seen)
    elif seen > max(plan, 1):
        count.fail(f'{seen} cases where {plan} were planned')
    elif seen == 0:
        count.fail('no case')
    if count.failed == 0 and (status != 0 or result not in ('OK', 'SKIP')):
        count.fail(f'{result}, exit status {status}')
    return count


def read_protocols(build):
    tests = json.loads((build / 'meson-info/intro-tests.json').read_text(encoding='utf-8'))
    return {tuple(test['cmd']): test['protocol'] for test in tests}


def count_build(build, status):
    total = Count()
    log = build / 'meson-logs/testlog.json'
    if log.exists():
        protocols = read_protocols(build)
        for line in log.read_text(encoding='utf-8').splitlines():
            entry = json.loads(line)
            count = count_program(entry, protocols.get(tuple(entry['command']), 'exitcode'))
            count.problems = [f"{entry['name']}: {problem}" for problem in count.problems]
            total.add(count)
    if status != 0 and total.failed == 0:
        total.fail(f'meson test ended with status {status}')
    return total


def main(arguments):
    parser = argparse.ArgumentParser(description='Count test cases.')
    parser.add_argument('build', type=pathlib.Path)
    parser.add_argument('--status', type=int, default=0, help='exit status of meson test')
    options = parser.parse_args(arguments)
    total = count_build(options.build, options.status)
    for problem in total.problems:
        print(f'failed: {problem}')
    print(total)
    return 1 if total.failed > 0 or total.passed == 0 else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
