#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that was typed lies beside the vault, in the output of a command that shows no names, or in a core dump.

REPERESCTL is the program, REPERESCTL_PLAIN the same without sanitizers.
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

import memory  # noqa: E402
import tap  # noqa: E402

PASSWORD = 'Zwykraboule-Xumtrille-9'
LAST, FIRST, PSEUDONYM, DESCRIPTION = 'Quœrzimbâl', 'Wyxana-Brÿk', 'Zorpiclette', 'Manteauvrax kruspette'
PHONE, BIRTH, NOTE = '06 79 83 61 47', '2005-03-01', 'Rappeler Vlapdecœur chez Grompfelin'
TYPED = (PASSWORD, LAST, FIRST, PSEUDONYM, DESCRIPTION, PHONE, NOTE, 'Vlapdecœur', 'Grompfelin', 'Manteauvrax')
FOLDED = ('quoerzimbal', 'wyxana', 'zorpiclette', 'manteauvrax', 'kruspette', 'vlapdecoeur', '0679836147', '679836147')
WANTED = {form for text in TYPED + FOLDED for form in memory.coded(text)}
PROJECT = 'essai'
SHEET = {
    'code': PROJECT, 'title': 'Essai', 'lead': 'Mission Locale d’Essai', 'start': '2026-01', 'end': '2030-12',
    'targets': [{'basis': 'REPERE', 'basis_confirmed': True, 'value': 100, 'from': '2026-01-01', 'principal': True}],
    'structures': [{'name': 'Épernay'}],
}
ADD = ('contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT')

folder = pathlib.Path()  # everything the program may write to, but for typed/
typed = pathlib.Path()   # what the test itself wrote and asked for
vault = pathlib.Path()


def environment():
    names = {'HOME': 'home', 'TMPDIR': 'tmp', 'SQLITE_TMPDIR': 'sqlite', 'XDG_STATE_HOME': 'state',
             'XDG_CACHE_HOME': 'cache', 'XDG_CONFIG_HOME': 'config', 'XDG_DATA_HOME': 'data', 'XDG_RUNTIME_DIR': 'run'}
    for name in names.values():
        (folder / name).mkdir(exist_ok=True, mode=0o700)
    return {**os.environ, 'LC_ALL': 'C.UTF-8', **{key: str(folder / name) for key, name in names.items()}}


def call(*words, program=None):
    return [program or os.environ['REPERESCTL'], '--vault', str(vault), '--login', 'maud', '--password-file',
            str(typed / 'secret'), *[str(word) for word in words]]


def ctl(*words, status=0):
    done = subprocess.run(call(*words), capture_output=True, check=False, stdin=subprocess.DEVNULL,
                          env=environment(), cwd=folder / 'tmp', timeout=600)
    assert done.returncode == status, (words, done.returncode, done.stdout[-800:], done.stderr)
    return done


def found_in(data):
    return sorted(form for form in WANTED if form in data)


def files():
    """Every file the program may have written: in its folders, beside the vault, and in /var/tmp and /tmp by its name."""
    yield from (path for path in folder.rglob('*') if path.is_file())
    for shared in ('/var/tmp', '/tmp'):
        yield from (path for path in pathlib.Path(shared).glob('etilqs_*') if path.is_file())


def assert_nothing_in_files():
    looked = 0
    for path in files():
        with contextlib.suppress(FileNotFoundError):
            found = found_in(path.read_bytes())
            assert not found, (path, found)
            assert not found_in(path.name.encode()), path
            looked += 1
    assert looked >= 3, looked  # the vault, its lock, the marks


def fills_every_field():
    (typed / 'secret').write_text(PASSWORD + '\n')
    (typed / 'note').write_text(NOTE)
    (typed / 'fiche.json').write_text(json.dumps(SHEET))
    ctl('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', typed / 'secret',
        '--recovery-file', typed / 'feuille.txt')
    ctl('project', 'import', typed / 'fiche.json')
    for who in (('--new-last', LAST, '--new-first', FIRST, '--birth', BIRTH, '--phone', PHONE),
                ('--pseudonym', PSEUDONYM), ('--unknown', DESCRIPTION)):
        ctl(*ADD, *who, '--note-file', typed / 'note')
    ctl('outing', 'add', '--project', PROJECT, '--channel', 'BUS', '--start', '14:00', '--end', '16:00')
    assert_nothing_in_files()


def what_is_looked_for_can_be_found():
    ctl('export', '--identified', '--output', typed / 'export.jsonl')
    data = (typed / 'export.jsonl').read_bytes()
    for text in (LAST, FIRST, PSEUDONYM, DESCRIPTION, NOTE):
        assert text.encode() in data, text
    shown = ctl('person', 'find', 'quoerzimbal').stdout
    assert found_in(shown), shown
    assert_nothing_in_files()


def commands_without_names():
    for words in (('progress',), ('progress', PROJECT), ('check',), ('outing', 'list'), ('project', 'list'),
                  ('project', 'show', PROJECT), ('partner', 'list'), ('account', 'list')):
        for form in ((), ('--json',)):
            done = ctl(*words, *form)
            assert done.stdout or words == ('partner', 'list'), words
            assert not found_in(done.stdout + done.stderr), (words, done)
    person = json.loads(ctl('person', 'find', PSEUDONYM, '--json').stdout)[0]['id']
    for again in ('--next-step', 'RAPPELER'), ():  # what was saved is told by ids
        done = ctl(*ADD, '--person', person, '--note-file', typed / 'note', *again)
        assert person.encode() in done.stdout and not found_in(done.stdout + done.stderr), done
    assert_nothing_in_files()


def refusals_that_do_not_echo():
    """What is refused for its content is named by its field, or by what is missing."""
    (typed / 'long').write_text(NOTE * 3000)
    (typed / 'latin').write_bytes(NOTE.encode() + b'\xff')
    for status, words in (
            (1, (*ADD, '--new-last', LAST * 400, '--new-first', FIRST)),
            (1, (*ADD, '--new-last', LAST, '--new-first', FIRST * 400)),
            (1, (*ADD, '--pseudonym', PSEUDONYM * 400)),
            (1, (*ADD, '--unknown', DESCRIPTION * 400)),
            (1, (*ADD, '--unknown', 'x', '--note-file', typed / 'long')),
            (1, (*ADD, '--unknown', 'x', '--note-file', typed / 'latin')),
            (1, (*ADD, '--new-last', LAST, '--new-first', FIRST, '--date', '2030-01-01')),
            (2, (*ADD, '--new-last', LAST, '--pseudonym', PSEUDONYM)),
            (2, (*ADD[:-2], '--new-last', LAST, '--new-first', FIRST)),
            (0, ('person', 'find', LAST + 'zz', 'Xyz'))):
        done = ctl(*words, status=status)
        assert done.stderr or status == 0
        if status != 0:
            assert not found_in(done.stdout + done.stderr), (words, done)
    assert_nothing_in_files()


def refusals_that_echo():
    """A code, an id, a file name or a command that is not known is said again: it stands in the command line as well,
    and is no field of a person."""
    for status, words in (
            (1, (*ADD[:-4], '--channel', PSEUDONYM, '--reached', 'JOINT', '--unknown', 'x')),
            (1, ('person', 'show', PSEUDONYM)), (1, ('progress', PSEUDONYM)), (2, (PSEUDONYM,))):
        done = ctl(*words, status=status)
        assert PSEUDONYM.encode() in done.stderr and done.stdout == b'', (words, done)
        assert done.stderr.count(b'\n') == 1, done
    assert_nothing_in_files()


def killed_while_open():
    """The log and the shared memory of a process that shows a name, and what it leaves behind."""
    program = os.environ['REPERESCTL_PLAIN']
    with memory.held_at_its_answer(call('--json', 'person', 'find', 'quoerzimbal', program=program),
                                   env=environment()) as pid:
        assert (vault.parent / (vault.name + '-wal')).exists()
        opened = [os.readlink(link) for link in pathlib.Path(f'/proc/{pid}/fd').iterdir()]
        assert any(vault.name in name for name in opened), opened
        assert not [name for name in opened if 'etilqs' in name or '(deleted)' in name], opened
        assert_nothing_in_files()
    assert_nothing_in_files()
    ctl('check')
    assert not found_in(vault.read_bytes())


def no_core_dump():
    with memory.held_at_its_answer([*memory.WEAK, *call('progress', program=os.environ['REPERESCTL_PLAIN'])],
                                   env=environment()) as pid:
        memory.no_dump(pid)


def main():
    global folder, typed, vault
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix='reperes-leaks-') as name, \
            tempfile.TemporaryDirectory(prefix='reperes-typed-') as other:
        folder, typed, vault = pathlib.Path(name), pathlib.Path(other), pathlib.Path(name) / 'essai.reperes'
        cases = (fills_every_field, what_is_looked_for_can_be_found, commands_without_names,
                 refusals_that_do_not_echo, refusals_that_echo, killed_while_open, no_core_dump)
        tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
