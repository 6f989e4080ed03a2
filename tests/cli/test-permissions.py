#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder that cannot be written, links that lead nowhere, a file of someone else, and no umask at all.

Run by root, who may write anywhere, the program runs as nobody.
"""

import contextlib
import json
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

ROOT = os.geteuid() == 0
NOBODY = 65534
USER = {'user': NOBODY, 'group': NOBODY, 'extra_groups': []} if ROOT else {}
SHEET = {
    'code': 'essai', 'title': 'Essai', 'lead': 'Mission Locale d’Essai', 'start': '2026-01', 'end': '2030-12',
    'targets': [{'basis': 'REPERE', 'basis_confirmed': True, 'value': 100, 'from': '2026-01-01', 'principal': True}],
    'structures': [{'name': 'Épernay'}],
}

folder = pathlib.Path()
vault = pathlib.Path()


def own(*paths):
    """The user the program runs for has them."""
    for path in paths:
        if ROOT:
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)


def run(*words, path=None, mask=0o077, state='state', user=None):
    return subprocess.run(
        [os.environ['REPERESCTL'], '--vault', str(path or vault), '--login', 'maud', '--password-file',
         str(folder / 'secret'), *[str(word) for word in words]], capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, cwd='/', umask=mask, timeout=600, **(USER if user is None else user),
        env={**os.environ, 'LC_ALL': 'C.UTF-8', 'HOME': str(folder), 'XDG_STATE_HOME': str(folder / state)})


def init(path, sheet, **options):
    return run('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
               '--recovery-file', sheet, path=path, **options)


def refused(done, part):
    """Exit status 1 and one sentence."""
    assert done.returncode == 1 and done.stdout == '', done
    assert done.stderr.startswith('reperesctl: ') and done.stderr.count('\n') == 1 and part in done.stderr, done
    assert done.stderr.rstrip().endswith(('.', ').')), done


def modes(top):
    return {path: stat.S_IMODE(path.lstat().st_mode) for path in [top, *top.rglob('*')]}


@contextlib.contextmanager
def read_only(path):
    path.chmod(0o500)
    try:
        yield
    finally:
        path.chmod(0o700)


def no_umask_at_all():
    done = init(vault, folder / 'open' / 'feuille.txt', mask=0)
    assert done.returncode == 0, done.stderr
    assert run('project', 'import', folder / 'fiche.json', mask=0).returncode == 0
    done = run('export', '--identified', '--output', folder / 'open' / 'export.jsonl', mask=0)
    assert done.returncode == 0, done.stderr
    made = {**modes(folder / 'open'), **modes(folder / 'state')}
    assert {'essai.reperes', 'essai.reperes.lock', 'feuille.txt', 'export.jsonl', 'reperes'} <= {
        path.name for path in made}, made
    for path, mode in made.items():
        if path not in (folder / 'open', folder / 'state'):  # the test made those two
            assert mode == (0o700 if path.is_dir() else 0o600), (path, oct(mode))


def read_only_folder():
    before = vault.read_bytes()
    lock = vault.with_name(vault.name + '.lock')
    lock.unlink()
    with read_only(vault.parent):
        refused(run('progress'), 'cannot be written')
        refused(init(vault.parent / 'autre.reperes', folder / 'feuille-2.txt'), 'cannot be written')
        refused(run('export', '--identified', '--output', vault.parent / 'e.jsonl'), 'cannot be')
    assert vault.read_bytes() == before and not (folder / 'feuille-2.txt').exists()
    assert run('progress').returncode == 0


def read_only_folder_with_a_lock():
    before = vault.read_bytes()
    with read_only(vault.parent):
        refused(run('progress'), 'cannot be written')
    assert vault.read_bytes() == before
    assert run('progress').returncode == 0


def read_only_file():
    vault.chmod(0o400)
    refused(run('progress'), 'cannot be written')
    vault.chmod(0o600)


def state_that_cannot_be_kept():
    """What the machine remembers is a help: without it the vault opens all the same."""
    (folder / 'shut').mkdir(mode=0o700)
    own(folder / 'shut')
    with read_only(folder / 'shut'):
        assert run('progress', state='shut').returncode == 0
    assert not list((folder / 'shut').iterdir())


def links_that_lead_nowhere():
    nowhere = folder / 'open' / 'nulle-part'
    link = folder / 'open' / 'lien'
    link.symlink_to(nowhere)
    own(link)
    refused(run('progress', path=link), 'not a Repères vault')
    refused(init(link, folder / 'feuille-3.txt'), 'exists already')
    refused(run('export', '--identified', '--output', link), 'exists already')
    refused(init(folder / 'open' / 'autre.reperes', link), 'exists already')
    assert not nowhere.exists() and link.is_symlink() and not (folder / 'feuille-3.txt').exists()
    assert not (folder / 'open' / 'autre.reperes').exists()
    lock = vault.with_name(vault.name + '.lock')
    lock.unlink()
    lock.symlink_to(nowhere)
    own(lock)
    refused(run('progress'), 'vault')
    assert not nowhere.exists()
    lock.unlink()


def link_to_a_vault():
    link = folder / 'open' / 'raccourci'
    link.symlink_to(vault)
    refused(run('progress', path=link), 'not a Repères vault')


def file_of_someone_else():
    if not ROOT:
        raise tap.Skip('only root can give a file away')
    copy = folder / 'open' / 'autrui.reperes'
    shutil.copy(vault, copy)
    copy.chmod(0o600)
    refused(run('progress', path=copy), 'belongs to another account')  # that of root
    os.chown(copy, NOBODY, NOBODY)
    refused(run('progress', path=copy, user={}), 'belongs to another account')  # root: could read it, and still does not
    assert run('progress', path=copy).returncode == 0


def file_others_may_read():
    for mode in (0o640, 0o604, 0o660, 0o610):
        vault.chmod(mode)
        refused(run('progress'), 'chmod 600')
    vault.chmod(0o600)
    assert run('progress').returncode == 0


def main():
    global folder, vault
    with tempfile.TemporaryDirectory(prefix='reperes-permissions-') as name:
        folder, vault = pathlib.Path(name), pathlib.Path(name) / 'open' / 'essai.reperes'
        (folder / 'secret').write_text('sept mots\n')
        (folder / 'fiche.json').write_text(json.dumps(SHEET))
        for path in (folder / 'open', folder / 'state'):
            path.mkdir(mode=0o700)
        own(folder, folder / 'secret', folder / 'fiche.json', folder / 'open', folder / 'state')
        cases = (no_umask_at_all, read_only_folder, read_only_folder_with_a_lock, read_only_file,
                 state_that_cannot_be_kept, links_that_lead_nowhere, link_to_a_vault, file_of_someone_else,
                 file_others_may_read)
        tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
