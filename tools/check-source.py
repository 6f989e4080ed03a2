#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The house linter: `tools/check-source.py [--tap] [--root FOLDER]`.

A rule is a function over the whole tree that yields (path, line, message), and comes with bad
samples it must catch (tests/lint/test-check-source.py). A sample is a tree: {path: content}.
CONTRIBUTING.md says what each rule is for.
"""

import argparse
import functools
import io
import os
import pathlib
import re
import sys
import tokenize

# Who may include whom. A room is a layer, or a folder of app/; every room may include itself.
APP = {'app', 'app/domain', 'app/casebook', 'app/figures', 'app/exchange', 'app/release',
       'app/platform', 'app/demo'}
ROOMS = {
    'crypto': set(),
    'db': {'crypto'},
    'app': {'crypto', 'db'},
    'app/domain': {'crypto', 'app'},
    'app/platform': {'crypto', 'app', 'app/domain'},
    'app/casebook': {'crypto', 'db', 'app', 'app/domain', 'app/platform'},
    'app/figures': {'crypto', 'db', 'app', 'app/domain', 'app/casebook'},
    'app/exchange': {'crypto', 'db', 'app', 'app/domain', 'app/casebook', 'app/platform'},
    'app/demo': {'crypto', 'db', 'app', 'app/domain', 'app/casebook', 'app/exchange'},
    'app/release': {'crypto', 'db'} | APP,
    'app/cli': {'crypto', 'db'} | APP,
    'ui': {'crypto', 'db'} | APP,
}
TOP = ('crypto', 'db', 'app', 'ui', 'tests', 'bench')
FUNCTION_LINES = 80
CLASS_INIT_LINES = 120
FILE_LINES = 900
SPDX = ['/* SPDX-FileCopyrightText: 2026 The Repères authors',
        ' * SPDX-License-Identifier: GPL-3.0-or-later']
HEAD = '\n'.join(SPDX) + ' */\n'

TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
INCLUDE = re.compile(r'[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]')
CALL = r'(?<![\w>.]){}\s*\('
ARGUMENTS = r'((?:[^()]|\([^()]*\))*)\)'

RULES = []


def rule(title, *samples):
    """Registers a rule with the bad trees it must catch."""
    def register(function):
        function.title = title
        function.samples = samples
        RULES.append(function)
        return function
    return register


def blank(text):
    return re.sub(r'[^\n]', ' ', text)


def room_of(path):
    parts = path.split('/')
    if parts[0] == 'app' and len(parts) > 2:
        return '/'.join(parts[:2])
    return parts[0] if len(parts) > 1 else ''


class Source:
    """One file: its text, and for C the text without comments and without strings."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.room = room_of(path)
        self.is_c = path.endswith(('.c', '.h'))
        self.in_layer = path.startswith(('crypto/', 'db/', 'app/', 'ui/'))

    @functools.cached_property
    def lines(self):
        return self.text.split('\n')

    @functools.cached_property
    def code(self):
        """The C text with comments and the inside of strings blanked; lines stay in place."""
        def hide(match):
            token = match.group()
            if token[0] == '/':
                return blank(token)
            return token[0] + blank(token[1:-1]) + token[0]
        return TOKEN.sub(hide, self.text)

    @functools.cached_property
    def includes(self):
        """(line, quote, path) of every include that is not in a comment."""
        found = []
        for number, (raw, code) in enumerate(zip(self.lines, self.code.split('\n')), 1):
            match = INCLUDE.match(raw)
            if match and code.lstrip().startswith('#'):
                found.append((number, match.group(1), match.group(2)))
        return found

    def find(self, pattern):
        """The line numbers where the code, strings left out, matches a pattern."""
        for match in re.finditer(pattern, self.code):
            yield self.code.count('\n', 0, match.start()) + 1, match

    def functions(self):
        """(name, first line, last line) of each function laid out by the house format."""
        start, opened = 0, False
        for number, line in enumerate(self.code.split('\n'), 1):
            if line.startswith('{') and start != 0:
                opened = True
            elif line.startswith('}'):
                if opened:
                    yield name, start, number
                start, opened = 0, False
            elif not opened and (match := re.match(r'(\w+) \(', line)):
                name, start = match.group(1), number


class Tree:
    def __init__(self, files):
        self.files = files
        self.sources = [Source(path, text) for path, text in sorted(files.items())]
        self.c = [source for source in self.sources if source.is_c]


@rule('layers: an include goes one way only',
      {'crypto/a.c': '#include "db/vault.h"\n'},
      {'db/a.c': '#include "app/domain/fold.h"\n'},
      {'app/domain/a.c': '#include "app/casebook/casebook.h"\n'},
      {'app/figures/a.c': '#include "app/exchange/json.h"\n'},
      {'app/exchange/a.c': '#include "app/figures/progress.h"\n'},
      {'app/platform/a.c': '#include "db/vault.h"\n'},
      {'app/figures/a.c': '#include "app/platform/idle.h"\n'},
      {'app/casebook/a.c': '#include "ui/window.h"\n'},
      {'ui/a.c': '#include "app/cli/print.h"\n'},
      {'db/a.c': '#include "tests/shim.h"\n'},
      {'app/newroom/a.c': '#include "config.h"\n'})
def check_layers(tree):
    for source in tree.c:
        if not source.in_layer:
            continue
        if source.room not in ROOMS:
            yield source.path, 1, f'{source.room}/ is not in the table of rooms of this linter'
            continue
        for line, _, path in source.includes:
            room = room_of(path)
            if path.split('/')[0] in TOP and room != source.room and room not in ROOMS[source.room]:
                yield source.path, line, f'{source.room}/ must not include {path}'


@rule('layers: no circle between rooms',
      {'db/a.c': '#include "crypto/b.h"\n', 'crypto/b.h': '#include "db/a.h"\n'},
      {'app/figures/a.h': '#include "app/casebook/b.h"\n',
       'app/casebook/b.c': '#include "app/exchange/c.h"\n',
       'app/exchange/c.c': '#include "app/figures/a.h"\n'})
def check_circles(tree):
    edges = {}
    for source in tree.c:
        for line, _, path in source.includes:
            room = room_of(path)
            if source.in_layer and room in ROOMS and room != source.room:
                edges.setdefault(source.room, {}).setdefault(room, (source.path, line))

    def reach(room, goal, seen):
        return room == goal or any(next_room not in seen and
                                   reach(next_room, goal, seen | {next_room})
                                   for next_room in edges.get(room, {}))
    for room, targets in sorted(edges.items()):
        for target, (path, line) in sorted(targets.items()):
            if reach(target, room, {target}):
                yield path, line, f'circle between {room}/ and {target}/'


@rule('layers: only crypto/ includes libsodium, only db/ includes SQLite',
      {'db/a.c': '#include <sodium.h>\n'},
      {'app/cli/a.c': '#include <sodium/core.h>\n'},
      {'crypto/a.c': '#include <sqlite3.h>\n'})
def check_owners(tree):
    for source in tree.c:
        for line, _, path in source.includes:
            for prefix, owner in (('sodium', 'crypto'), ('sqlite3', 'db')):
                if source.in_layer and path.startswith(prefix) and source.room != owner:
                    yield source.path, line, f'only {owner}/ may include {path}'


@rule('layers: no widgets below ui/, no translation below app/cli and ui/',
      {'app/casebook/a.c': '#include <gtk/gtk.h>\n'},
      {'app/cli/a.c': '#include <adwaita.h>\n'},
      {'db/a.c': '#include <glib/gi18n.h>\n'})
def check_faces(tree):
    for source in tree.c:
        if not source.in_layer or source.room == 'ui':
            continue
        for line, _, path in source.includes:
            if path.startswith(('gtk/', 'gdk/', 'gsk/', 'adwaita')):
                yield source.path, line, f'only ui/ may include {path}'
            if path.startswith('glib/gi18n') and source.room != 'app/cli':
                yield source.path, line, f'only app/cli/ and ui/ translate: {path}'


@rule('includes are written from the root',
      {'db/a.c': '#include "vault.h"\n'},
      {'tests/db/a.c': '#include "../../db/vault.h"\n'},
      {'app/domain/a.c': '#include <app/domain/fold.h>\n'})
def check_root(tree):
    for source in tree.c:
        for line, quote, path in source.includes:
            top = path.split('/')[0]
            if quote == '"' and path != 'config.h' and (top not in TOP or '..' in path):
                yield source.path, line, f'write "{path}" from the root'
            if quote == '<' and top in TOP and '/' in path:
                yield source.path, line, f'write "{path}" with quotes'


@rule(f'budgets: a function is at most {FUNCTION_LINES} lines, a file {FILE_LINES}',
      {'db/a.c': 'int\nlong_one (int a,\n          int b)\n{\n' + '  a++;\n' * 78 + '}\n'},
      {'db/a.h': '/* a */\n' * 901})
def check_budgets(tree):
    for source in tree.c:
        lines = source.text.count('\n')
        is_data = any('/* data */' in line for line in source.lines[:10])
        if lines > FILE_LINES and not is_data:
            yield source.path, lines, f'{lines} lines, at most {FILE_LINES}'
        for name, first, last in source.functions():
            limit = CLASS_INIT_LINES if name.endswith('_class_init') else FUNCTION_LINES
            if last - first + 1 > limit:
                yield source.path, first, f'{name} has {last - first + 1} lines, at most {limit}'


@rule('banned: unbounded or unsafe calls, goto, the text of SQLite errors',
      *[{'app/domain/a.c': f'void\nf (void)\n{{\n  {statement};\n}}\n'} for statement in (
          'strcpy (a, b)', 'strcat (a, b)', 'sprintf (a, "x")', 'gets (a)', 'strtok (a, b)',
          'system (a)', 'popen (a, b)', 'goto out', 'x = sqlite3_errmsg (db)')])
def check_banned(tree):
    calls = CALL.format('(strcpy|strcat|v?sprintf|gets|strtok|system|popen|sqlite3_errmsg)')
    for source in tree.c:
        if source.room == 'bench':
            continue
        for line, match in source.find(calls):
            yield source.path, line, f'{match.group(1)} is banned'
        for line, _ in source.find(r'\bgoto\b'):
            yield source.path, line, 'goto is banned'


@rule('banned: printing outside app/cli and ui/',
      {'db/a.c': 'g_print ("x");\n'}, {'app/figures/a.c': 'printf ("x");\n'})
def check_printing(tree):
    for source in tree.c:
        if source.in_layer and source.room not in ('app/cli', 'ui'):
            for line, match in source.find(CALL.format('(g_print|g_printerr|printf|puts)')):
                yield source.path, line, f'{match.group(1)}: only app/cli/ and ui/ speak'


@rule('banned: memcmp on a secret',
      {'crypto/a.c': 'if (memcmp (tag, expected_tag, 16) != 0)\n'},
      {'app/cli/a.c': 'return memcmp (slot->password, other, n) == 0;\n'})
def check_memcmp(tree):
    secret = {'secret', 'password', 'passphrase', 'kek', 'seed', 'mac', 'tag', 'commitment'}
    for source in tree.c:
        for line, match in source.find(CALL.format('memcmp') + ARGUMENTS):
            words = set(re.split(r'[\W_]+', match.group(1).lower()))
            if source.in_layer and words & secret:
                yield source.path, line, 'compare secrets in constant time'


@rule('every C file begins with the SPDX header, every .c includes config.h first',
      {'db/a.h': '#pragma once\n'},
      {'db/a.c': HEAD + '#include "db/a.h"\n#include "config.h"\n'},
      {'tests/db/a.c': HEAD + 'int x;\n'})
def check_heads(tree):
    for source in tree.c:
        if source.lines[0] != SPDX[0] or not source.text.partition('\n')[2].startswith(SPDX[1]):
            yield source.path, 1, 'begin with the two SPDX lines'
        if source.path.endswith('.c') and source.includes[:1] == []:
            yield source.path, 1, 'include "config.h"'
        elif source.path.endswith('.c') and source.includes[0][1:] != ('"', 'config.h'):
            yield source.path, source.includes[0][0], 'include "config.h" first'


UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')


@rule('nothing is left to be done in a comment',
      {'db/a.c': '/* TO' 'DO: later */\n'}, {'tools/a.py': 'x = 1  # XX' 'X\n'},
      {'db/migrations/1.sql': '-- FIX' 'ME\n'})
def check_unfinished(tree):
    for source in tree.sources:
        comments = enumerate(source.lines, 1)
        if source.path.endswith('.py'):
            tokens = tokenize.generate_tokens(io.StringIO(source.text).readline)
            comments = [(token.start[0], token.string) for token in tokens
                        if token.type == tokenize.COMMENT]
        elif not source.path.endswith(('.c', '.h', '.sql', '.ui', 'meson.build')):
            continue
        for line, text in comments:
            if match := UNFINISHED.search(text):
                yield source.path, line, f'{match.group()}: do it, or say it in an issue'


@rule('every file with translated text is in po/POTFILES, and every file listed there exists',
      {'app/cli/a.c': 'x = _ ("y");\n', 'po/POTFILES': '# none\n'},
      {'app/cli/a.c': 'x = N_("y");\n'},
      {'ui/a.ui': '<property name="label" translatable="yes">y</property>\n'},
      {'po/POTFILES': 'app/cli/gone.c\n'})
def check_potfiles(tree):
    listed = {}
    for number, line in enumerate(tree.files.get('po/POTFILES', '').split('\n'), 1):
        if line.strip() != '' and not line.startswith('#'):
            listed[line.strip()] = number
    for path, number in listed.items():
        if path not in tree.files:
            yield 'po/POTFILES', number, f'{path} does not exist'
    calls = CALL.format(r'(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dpgettext2?)')
    for source in tree.sources:
        if not source.in_layer or source.path in listed:
            continue
        if source.is_c:
            lines = [line for line, match in source.find(calls)
                     if not source.lines[line - 1].startswith('#define')]
        else:
            lines = [line for line, text in enumerate(source.lines, 1)
                     if source.path.endswith('.ui') and 'translatable="' in text]
        if lines:
            yield source.path, lines[0], 'translated text: add the file to po/POTFILES'


@rule('no tab, no white space at the end of a line, one line end at the end of the file',
      {'db/a.c': 'int a; \n'}, {'db/a.h': '\tint a;\n'}, {'tools/a.py': 'x = 1\r\n'},
      {'tools/a.py': 'x = 1'}, {'db/a.h': 'int a;\n\n'})
def check_white(tree):
    for source in tree.sources:
        if not source.path.endswith(('.c', '.h', '.py')) or source.text == '':
            continue
        for number, line in enumerate(source.lines, 1):
            if '\t' in line:
                yield source.path, number, 'tab'
            if line != line.rstrip():
                yield source.path, number, 'white space at the end of the line'
        if not source.text.endswith('\n') or source.text.endswith('\n\n'):
            yield source.path, len(source.lines), 'end the file with one line end'


def read_tree(root):
    """Every text file of the project: hidden, build and cache folders are left out."""
    files = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders
                            if not name.startswith('.') and name not in ('build', '__pycache__')
                            and not os.path.isdir(os.path.join(folder, name, 'meson-private')))
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith(('.c', '.h', '.py', '.sql', '.ui', '.build')) or name == 'POTFILES':
                with open(path, encoding='utf-8', newline='') as file:
                    files[os.path.relpath(path, root)] = file.read()
    return Tree(files)


def main(arguments):
    parser = argparse.ArgumentParser(description='Check the house rules.')
    parser.add_argument('--tap', action='store_true', help='one TAP case a rule')
    parser.add_argument('--root', default=pathlib.Path(__file__).resolve().parent.parent)
    options = parser.parse_args(arguments)
    tree = read_tree(options.root)
    if tree.c == []:
        sys.exit(f'no C file under {options.root}')
    if options.tap:
        print(f'1..{len(RULES)}')
    failed = False
    for number, check in enumerate(RULES, 1):
        problems = [f'{path}:{line}: {message}' for path, line, message in check(tree)]
        failed = failed or problems != []
        if options.tap:
            print(f"{'not ok' if problems else 'ok'} {number} - {check.title}")
        for problem in problems:
            print(f'# {problem}' if options.tap else problem)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
