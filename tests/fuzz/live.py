#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each fuzz target under libFuzzer for a while, with AddressSanitizer and UndefinedBehaviorSanitizer.

REP_FUZZ is the folder of the targets (`./dev test` builds them with clang). New inputs are thrown away;
one that fails is written to the folder `build/fuzz/findings` and belongs into tests/fuzz/corpus once mended.
"""

import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 60 if os.environ.get('REP_LONG') else 3


def fuzz(number, name, folder):
    seed = random.randrange(1, 2**31)
    findings = folder.parent.parent / 'findings'
    findings.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix='reperes-fuzz-') as scratch:
        done = subprocess.run(
            [folder / f'fuzz-{name}', f'-max_total_time={SECONDS}', f'-seed={seed}', '-timeout=20',
             '-rss_limit_mb=1500', '-max_len=20000', '-print_final_stats=1', '-verbosity=1',
             f'-artifact_prefix={findings}/{name}-', scratch, HERE / 'corpus' / name],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace', check=False,
            timeout=SECONDS + 300)
    runs = [line.split()[-1] for line in done.stdout.splitlines() if 'number_of_executed_units' in line]
    good = done.returncode == 0 and runs and int(runs[0]) > 100
    print(f'{"ok" if good else "not ok"} {number} - {name}: {runs[0] if runs else "?"} runs in {SECONDS} s, '
          f'seed {seed}', flush=True)
    if not good:
        print('\n'.join(f'# {line}' for line in done.stdout.splitlines()[-60:]))
    return good


def main(names):
    folder = os.environ.get('REP_FUZZ')
    if not folder:
        print('1..0 # SKIP there is no clang with libFuzzer here')
        return 0
    print(f'1..{len(names)}')
    results = [fuzz(number, name, pathlib.Path(folder)) for number, name in enumerate(names, 1)]
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
