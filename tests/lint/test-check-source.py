#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each rule of the linter catches its bad samples and lets the good ones pass."""

import functools

import tap

linter = tap.load('tools/check-source.py')
HEAD = linter.HEAD
LONGEST = 'int\nlongest (int a)\n{\n' + '  a++;\n' * 77 + '}\n'

GOOD = {
    'crypto/seal.h': HEAD + '#pragma once\n\n#include <glib.h>\n',
    'crypto/seal.c': HEAD + '#include "config.h"\n\n#include "crypto/seal.h"\n\n'
                            '#include <sodium.h>\n#include <string.h>\n\n'
                            'static gboolean\nsame (Head *a, Head *b)\n{\n'
                            '  return memcmp (a->id, b->id, sizeof (a->id)) == 0 && stage != 0;\n}\n',
    'db/vault.c': HEAD + '#include "config.h"\n\n#include "crypto/seal.h"\n#include <sqlite3.h>\n',
    'app/domain/fold.c': HEAD + '#include "config.h"\n\n/* never goto, never strcpy (a, b) */\n'
                                'const char *text = "system (\\"x\\"); _ (\\"y\\") goto";\n'
                                'char quote = \'"\';\n\n' + LONGEST,
    'app/domain/place-table.c': HEAD + '/* data */\n#include "config.h"\n' + '/* row */\n' * 2000,
    'app/casebook/casebook.c': HEAD + '#include "config.h"\n\n#include "app/platform/idle.h"\n'
                                      '#include "db/vault.h"\n',
    'app/figures/progress.c': HEAD + '#include "config.h"\n\n#include "app/casebook/casebook.h"\n'
                                     'int n = file->system (1) + my_printf (2) + strtok_r (3);\n',
    'app/cli/main.c': HEAD + '#include "config.h"\n\n#include <glib/gi18n.h>\n'
                             '#include "app/exchange/json.h"\n\nvoid *x = g_print (_ ("y"));\n',
    'ui/window.c': HEAD + '#include "config.h"\n\n#include <gtk/gtk.h>\n#include "db/vault.h"\n'
                          'static void\nrep_window_class_init (void)\n{\n' + '  a++;\n' * 110 + '}\n',
    'tests/db/test-vault.c': HEAD + '#include "config.h"\n\n#include <sqlite3.h>\n'
                                    '#include "app/cli/print.h"\nint x = printf ("x");\n',
    'bench/bench-vault.c': HEAD + '#include "config.h"\n\nint x = sqlite3_errmsg (db);\n',
    'tools/reader.py': 'x = 1  # a comment\n',
    'po/POTFILES': '# files with text to translate\napp/cli/main.c\n',
}


def catches(rule, sample):
    problems = list(rule(linter.Tree(sample)))
    assert problems, f'not caught: {sample}'
    assert all(path in sample and line > 0 for path, line, _ in problems), problems


def passes(rule):
    problems = list(rule(linter.Tree(GOOD)))
    assert not problems, problems


def names_the_line():
    tree = linter.Tree({'db/a.c': '/* one\n * two */\nint x;\n  goto out;\n'})
    problems = [problem for rule in linter.RULES for problem in rule(tree) if 'goto' in problem[2]]
    assert [problem[:2] for problem in problems] == [('db/a.c', 4)], problems


def table_has_no_circle():
    """The table itself goes one way: rooms can be put in an order."""
    left = dict(linter.ROOMS)
    while left:
        free = [room for room, allowed in left.items() if not allowed & left.keys() - {room}]
        assert free, left
        for room in free:
            del left[room]


def every_rule_has_samples():
    assert linter.RULES and all(rule.samples for rule in linter.RULES)


tap.run([(f'{rule.title}: bad sample {number}', functools.partial(catches, rule, sample))
         for rule in linter.RULES for number, sample in enumerate(rule.samples, 1)] +
        [(f'{rule.title}: good sample', functools.partial(passes, rule)) for rule in linter.RULES] +
        [('a problem names its line', names_the_line),
         ('the table of rooms has no circle', table_has_no_circle),
         ('every rule has a bad sample', every_rule_has_samples)])
