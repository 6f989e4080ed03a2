#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a locked window still holds in memory, looked at from outside: no key, and in our own pages no name."""

import json
import os
import sys
import time
from pathlib import Path

import driver
from driver import FOLDER, VAULT, Application, ctl, make_vault, names_shown, wait

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / part) for part in ('lint', 'cli')]
import memory  # noqa: E402
import tap  # noqa: E402

reader = tap.load('tools/read-vault.py')


def secrets():
    """Every key of the vault and what is derived of it, as the other reader opens them."""
    _, keys, *_ = reader.open_vault(VAULT, 'maud', b'sept mots')
    found = set(keys.values())
    for key in keys.values():
        found |= {reader.KDF(key, n, context) for n, context in ((1, b'payload_'), (2, b'rowsum__'), (3, b'linktok_'))}
    return found


def last_names():
    path = Path(FOLDER.name) / 'export.jsonl'
    ctl('export', '--identified', '--output', str(path))
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    path.unlink()
    names = {line['identity'].get('last_name') or '' for line in lines if line['kind'] == 'person'}
    some = sorted(name for name in names if len(name) > 7)[:8]  # each is looked for in all the memory there is
    return {form for name in some for form in memory.forms(name)}


def after_lock():
    if os.geteuid() != 0:
        raise tap.Skip('only root may read the memory of a process that hides it')
    if 'REPERESCTL_PLAIN' not in os.environ:
        raise tap.Skip('sanitizers keep what is freed: the plain build is looked at')
    make_vault()
    names, keys = last_names(), secrets()
    driver.APP = str(Path(os.environ['REPERESCTL_PLAIN']).resolve().parents[2] / 'ui' / 'reperes')
    app = Application()
    app.unlock()
    app.label('young people are fictitious')
    app.focus()
    app.keys('ctrl+f')
    wait('names on the screen', lambda: names_shown(app))
    before = memory.count(app.process.pid, names | keys)
    assert any(ours and what in keys for what, _, ours in before), 'no key was found before locking'
    assert any(ours and what in names for what, _, ours in before), 'no name was found before locking'

    app.keys('ctrl+l')
    wait('the names to be gone', lambda: not names_shown(app))
    time.sleep(2)
    after = memory.count(app.process.pid, names | keys)
    app.close()
    assert not [place for what, place, _ in after if what in keys], 'a key after locking'
    assert not [what for what, _, ours in after if ours], 'a name in our own memory after locking'
    for title, counts in (('before', before), ('after', after)):
        print(f'# names in the toolkit’s memory {title} locking: {sum(n for (_, _, ours), n in counts.items() if not ours)}')


if __name__ == '__main__':
    tap.run([('after lock', after_lock)])
