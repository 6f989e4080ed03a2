#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every promise of the security page names a test that exists, the same in both languages."""

import json
import re
import sys

import tap

NAMED = re.compile(r'`((?:crypto|db|app|ui|cli|faults|fuzz)/[a-z0-9-]+)`')
PAGES = ('docs/security.md', 'docs/securite.md')


def promises(page):
    """Rows of the last table: (promise, the tests it names)."""
    text = (tap.ROOT / page).read_text(encoding='utf-8')
    rows = [row for row in text[text.rindex('\n## '):].splitlines() if row.startswith('| ')][1:]
    return [(row.split('|')[1].strip(), NAMED.findall(row)) for row in rows]


def each_promise_has_a_test():
    bare = [promise for page in PAGES for promise, tests in promises(page) if not tests]
    assert promises(PAGES[0]) and not bare, bare


def each_test_exists():
    with open(sys.argv[1], encoding='utf-8') as file:
        known = {test['name'] for test in json.load(file)}
    gone = {test for page in PAGES for _, tests in promises(page) for test in tests} - known
    assert not gone, gone


def both_languages_promise_the_same():
    english, french = ([tests for _, tests in promises(page)] for page in PAGES)
    assert english == french


tap.run([('each promise has a test', each_promise_has_a_test),
         ('each test exists', each_test_exists),
         ('both languages promise the same', both_languages_promise_the_same)])
