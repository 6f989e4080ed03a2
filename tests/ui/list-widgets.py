#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the C table of every widget type that a header of ui/ declares: list-widgets.py OUTPUT HEADER…"""

import re
import sys
from pathlib import Path

DECLARED = re.compile(r'G_DECLARE_FINAL_TYPE \((\w+),\s*(\w+),\s*REP,\s*\w+,\s*(\w+)\)')
NOT_WIDGETS = {'GObject', 'AdwApplication', 'GtkLayoutManager'}


def main(output, headers):
    includes, lines = [], []
    for header in headers:
        found = DECLARED.findall(Path(header).read_text())
        widgets = [(name, symbol) for name, symbol, parent in found if parent not in NOT_WIDGETS]
        if widgets:
            includes.append(f'#include "ui/{header.split("/ui/")[-1]}"')
        lines += [f'  {{ "{name}", {symbol}_get_type }},' for name, symbol in widgets]
    table = ['typedef struct {', '  const char *name;', '  GType (*get_type) (void);', '} Widget;', '',
             'static const Widget all_widgets[] = {']
    Path(output).write_text('\n'.join([*includes, '', *table, *lines, '};', '']))


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2:])
