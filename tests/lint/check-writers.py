#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What writes the files of a release cannot see a count that is not printed: no header that holds one can be
reached from it, and the published object holds no pointer to one."""

import re

import tap

WRITERS = ['csv.c', 'certificate.c', 'report-words.c', 'report-logos.c', 'report-pdf.c', 'report-sheet.c', 'report-workbook.c', 'page.c']
INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
# The casebook and the figures know true counts, and so does everything of the release that is given them.
FORBIDDEN = re.compile(r'^(db/|app/casebook/|app/figures/|app/demo/|app/cli/|app/release/(counts|ledger|plan|plan-private|audit|rounding|'
                       r'suppression|files|comment))')
# Functions and types by which one could get at a count without a header.
WORDS = re.compile(r'\b(extern|dlsym|rep_casebook\w*|RepCounts|RepFacts|RepCasebook|RepRelease\b|RepAudit\w*)\b')


def reachable(path):
    seen, left = set(), [path]
    while left:
        for include in INCLUDE.findall((tap.ROOT / left.pop()).read_text(encoding='utf-8')):
            if include != 'config.h' and include not in seen:
                seen.add(include)
                left.append(include)
    return seen


def no_header_of_counts():
    for writer in WRITERS:
        bad = [header for header in reachable(f'app/release/{writer}') if FORBIDDEN.match(header)]
        assert not bad, f'{writer} reaches {bad}'


def no_way_around():
    for writer in WRITERS:
        text = re.sub(r'/\*.*?\*/|"(?:\\.|[^"\\])*"', '', (tap.ROOT / 'app/release' / writer).read_text(encoding='utf-8'),
                      flags=re.DOTALL)
        assert not WORDS.search(text), f'{writer}: {WORDS.search(text).group()}'


def every_writer_is_looked_at():
    """Whoever takes a published object or a report and makes bytes of it is in the list."""
    for path in sorted((tap.ROOT / 'app/release').glob('*.c')):
        if path.name.startswith(('report', 'page')) or re.search(r'^rep_(release_csv|certificate_body) \(', path.read_text(
                encoding='utf-8'), re.MULTILINE):
            assert path.name in WRITERS, path.name


def nothing_but_printed_values():
    """The published object: every member is named here, and none is a count."""
    text = (tap.ROOT / 'app/release/published.h').read_text(encoding='utf-8')
    members = re.findall(r'(?:^|\n)typedef struct \{(.*?)\} (Rep\w+);', text, re.DOTALL)
    names = {name: sorted(re.findall(r'(\w+)(?:\[\w+\])?;', body)) for body, name in members}
    assert names['RepPublished'] == sorted(
        'project title start suppressed rules principal structure dimensions releases safe audited programmes targets '
        'solutions n_variables'.split()), names
    assert names['RepPublishedRelease'] == sorted('quarter from to csv values activity'.split()), names
    values = (tap.ROOT / 'app/release/system.h').read_text(encoding='utf-8')
    body = re.search(r'typedef struct \{([^}]*)\} RepReleaseValues;', values).group(1)
    assert sorted(re.findall(r'(\w+)(?:\[\w+\])?;', body)) == sorted(
        'printed widening n state value revision apart'.split())


tap.run([('no header of counts is reached', no_header_of_counts), ('no way around', no_way_around),
         ('every writer is looked at', every_writer_is_looked_at),
         ('nothing but printed values', nothing_but_printed_values)])
