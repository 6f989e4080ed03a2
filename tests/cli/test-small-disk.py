#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""F6 on a real file system of 4 MB: no room for a save, a copy, an export, a new vault or a restore.

Runs in a mount namespace of its own, where anybody may mount a tmpfs.
"""

import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

ALONE = 'REPERES_TEST_NAMESPACE'
ADD = ('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'JOINT', '--headcount')

folder = pathlib.Path()
disk = pathlib.Path()   # the small one
vault = pathlib.Path()  # on it
large = pathlib.Path()  # a vault elsewhere


def call(*words, path=None):
    return subprocess.run(
        [os.environ['REPERESCTL'], '--vault', str(path or vault), '--login', 'maud', '--password-file',
         str(folder / 'secret'), *[str(word) for word in words]], capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, timeout=600,
        env={**os.environ, 'LC_ALL': 'C.UTF-8', 'XDG_STATE_HOME': str(folder / 'state')})


def done(*words, path=None):
    answer = call(*words, path=path)
    assert answer.returncode == 0, (words, answer.stderr)
    return answer.stdout


def full(answer):
    """Exit status 1, nothing said to be done, and the sentence that says why."""
    assert answer.returncode == 1 and answer.stdout == '', answer
    said = [line for line in answer.stderr.splitlines() if 'demonstration vault' not in line]
    assert len(said) == 1 and 'disk is full' in said[0], answer.stderr


def free():
    return os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize


@contextlib.contextmanager
def no_room(left=0):
    """Fills the disk but for some bytes."""
    filler = disk / 'filler'
    size = free() - left
    with open(filler, 'wb') as file:
        with contextlib.suppress(OSError):
            while size > 0:
                size -= file.write(b'\0' * min(size, 4096))
                file.flush()
    try:
        yield
    finally:
        filler.unlink()


def names():
    return {path.name for path in disk.rglob('*')} - {'filler'}


def sound(path=None):
    found = json.loads(done('check', '--json', path=path))
    assert found['ok'] == found['records'] and found['journal'] == 'ok' and found['manifest'] == 'ok', found


def no_room_for_a_save():
    done(*ADD, '3')
    with no_room():
        full(call(*ADD, '4'))
        full(call('person', 'find', 'a'))  # which would be journalled
    done(*ADD, '4')
    sound()


def no_room_for_a_copy():
    before = names()
    for left in (0, 65536, 131072, 262144):
        with no_room(left):
            full(call('backup', disk / 'copie.reperes', path=large))
            assert names() <= before, names()
    done('backup', folder / 'copie.reperes', path=large)
    sound(large)


def no_room_for_an_export():
    before = names()
    for left in (0, 4096, 65536):
        with no_room(left):
            full(call('export', '--identified', '--output', disk / 'export.jsonl', path=large))
            assert names() <= before, names()
    done('export', '--identified', '--output', disk / 'export.jsonl', path=large)
    (disk / 'export.jsonl').unlink()


def no_room_for_a_vault():
    before = names()
    for left in (0, 32768):
        with no_room(left):
            full(call('init', '--organisation', 'Autre', '--new-login', 'maud', '--new-password-file', folder / 'secret',
                      '--recovery-file', folder / 'autre.txt', path=disk / 'autre.reperes'))
            assert names() <= before | {'autre.reperes.lock'}, names()
            assert not (folder / 'autre.txt').exists()


def no_room_for_a_restore():
    before = names()
    with no_room(131072):
        full(call('restore', folder / 'copie.reperes', '--to', disk / 'neuf.reperes'))
        assert names() <= before | {'neuf.reperes.lock'}, names()


def main():
    global folder, disk, vault, large
    if ALONE not in os.environ:
        if subprocess.run(['unshare', '-rm', 'true'], capture_output=True, check=False).returncode == 0:
            os.environ[ALONE] = '1'
            os.execvp('unshare', ['unshare', '-rm', sys.executable, *sys.argv])
        tap.run([('small disk', lambda: (_ for _ in ()).throw(tap.Skip('no mount namespace can be made here')))])
    with tempfile.TemporaryDirectory(prefix='reperes-disk-') as name:
        folder = pathlib.Path(name)
        disk, large = folder / 'disk', folder / 'grand.reperes'
        vault = disk / 'essai.reperes'
        disk.mkdir(mode=0o700)
        subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=4m,mode=700', 'tmpfs', str(disk)], check=True)
        try:
            (folder / 'secret').write_text('sept mots\n')
            for path, persons in ((vault, '40'), (large, '400')):
                done('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
                     '--recovery-file', path.with_suffix('.txt'), path=path)
                done('demo', '--persons', persons, '--seed', '1', path=path)
            cases = (no_room_for_a_save, no_room_for_a_copy, no_room_for_an_export, no_room_for_a_vault,
                     no_room_for_a_restore)
            tap.run([(case.__name__.replace('_', ' '), case) for case in cases])
        finally:
            subprocess.run(['umount', str(disk)], check=False)


if __name__ == '__main__':
    main()
