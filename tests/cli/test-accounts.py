#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accounts from end to end: commands, what each role opens, and what a director's file and memory hold.

REPERESCTL is the program; REPERESCTL_PLAIN, which `./dev test` builds, is the same without sanitizers: they keep
what was freed.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(os.environ['REP_SOURCE_ROOT'])
sys.path.insert(0, str(ROOT / 'tests' / 'lint'))
sys.dont_write_bytecode = True
DEBIAN = '/usr/bin/python3'  # has python3-nacl and python3-cbor2
if importlib.util.find_spec('nacl') is None and sys.executable != DEBIAN:
    os.execv(DEBIAN, [DEBIAN, *sys.argv])

import memory  # noqa: E402
import tap  # noqa: E402

reader = tap.load('tools/read-vault.py')
READER = ROOT / 'tools' / 'read-vault.py'
FACTS, LINK = 1, 2
PROJECT = 'essai'
SHEET = {
    'code': PROJECT, 'title': 'Essai', 'lead': 'Mission Locale d’Essai', 'start': '2026-01', 'end': '2030-12',
    'targets': [{'basis': 'REPERE', 'basis_confirmed': True, 'value': 100, 'from': '2026-01-01', 'principal': True}],
    'structures': [{'name': 'Épernay'}, {'name': 'Reims'}],
}
# Names no other text of the program holds.
YOUTHS = [('Quorzimbal', 'Wyxana', '2005-03-01'), ('Vlapdecoeur', 'Zinoubrex', '2006-11-12'),
          ('Grompfelin', 'Ajakwu', '2004-02-29'), ('Tchoublargue', 'Orzefinn', '2007-07-07')]

folder = pathlib.Path()
vault = pathlib.Path()


def secret(login):
    path = folder / f'{login}.secret'
    if not path.exists():
        path.write_text(f'les sept mots de {login}\n')
    return path


def ctl(login, *words, status=0, path=None, program=None, env=None):
    done = subprocess.run(
        [program or os.environ['REPERESCTL'], '--vault', str(path or vault), '--login', login, '--password-file',
         str(secret(login)), *[str(word) for word in words]],
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        env={**os.environ, 'LC_ALL': 'C.UTF-8', **(env or {})}, timeout=600)
    assert done.returncode == status, (login, words, done.returncode, done.stdout[-800:], done.stderr)
    assert 'Sanitizer' not in done.stderr, done.stderr
    return done


def answer(login, *words, **options):
    return json.loads(ctl(login, *words, '--json', **options).stdout)


def add(login, role, *structures):
    words = [word for name in structures for word in ('--structure', name)]
    return answer('maud', 'account', 'add', login, '--role', role, '--new-password-file', secret(login), *words)


def contact(login, last, first, birth, *words):
    return answer(login, 'contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT',
                  '--new-last', last, '--new-first', first, '--birth', birth, *words)


def read(login, path=None):
    """What the other reader opens for this account."""
    return reader.open_vault(path or vault, login, secret(login).read_bytes().strip())


def verify(login, path=None):
    done = subprocess.run([sys.executable, READER, path or vault, '--login', login, '--password-file', secret(login),
                           '--verify-only'], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (login, done.stderr)


def check(login):
    found = answer(login, 'check')
    assert found['ok'] == found['records'] and not found['damaged'] and not found['unsigned'], found
    assert (found['journal'], found['manifest']) == ('ok', 'ok'), found


def set_up():
    ctl('maud', 'init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', secret('maud'),
        '--recovery-file', folder / 'feuille.txt')
    (folder / 'fiche.json').write_text(json.dumps(SHEET))
    ctl('maud', 'project', 'import', folder / 'fiche.json')
    for last, first, birth in YOUTHS:
        contact('maud', last, first, birth, '--structure', 'Épernay')


# --- commands ----------------------------------------------------------------------------------


def lists_one_manager():
    lines = answer('maud', 'account', 'list')
    assert [(line['login'], line['role'], line['structure'], line['state']) for line in lines] == [
        ('maud', 'manager', None, 'active')], lines
    assert lines[0]['since'] == time.strftime('%Y-%m-%d', time.gmtime()), lines
    assert ctl('maud', 'account', 'list').stderr == ''


def adds_accounts():
    line = add('chloe', 'counsellor', 'Épernay')
    assert (line['login'], line['role'], line['structure'], line['state']) == (
        'chloe', 'counsellor', 'Épernay', 'active'), line
    add('remi', 'counsellor', 'REIMS')
    add('david', 'director')
    add('sonia', 'manager')
    for login in ('chloe', 'remi', 'david', 'sonia'):
        told = ctl(login, 'progress').stderr
        assert told.count('account added on') == 4 and 'david (director)' in told, told
        verify(login)


def refuses():
    password = ('--new-password-file', secret('x'))
    for words, status, part in (
            (('account', 'add', 'chloe', '--role', 'director', *password), 1, 'in use'),
            (('account', 'add', 'secours', '--role', 'director', *password), 1, 'login'),
            (('account', 'add', 'x', '--role', 'counsellor', *password), 1, 'structure'),
            (('account', 'add', 'x', '--role', 'counsellor', '--structure', 'Metz', *password), 1, 'Metz'),
            (('account', 'add', 'x', '--role', 'chef', *password), 1, 'chef'),
            (('account', 'add', 'x', '--role', 'director', '--new-password-file', folder / 'rien'), 1, 'rien'),
            (('account', 'add', 'x', '--role', 'director'), 2, '--new-password-file'),
            (('account', 'add', 'x', *password), 2, '--role'),
            (('account', 'add', '--role', 'director', *password), 2, 'argument'),
            (('account', 'revoke', 'maud'), 1, 'own account'),
            (('account', 'revoke', 'zoe'), 1, 'zoe'),
            (('account', 'revoke', 'chloe', '--follow-ups-to', 'zoe'), 1, 'zoe'),
            (('account', 'revoke', 'chloe', '--follow-ups-to', 'chloe'), 1, 'follow-ups-to'),
            (('account', 'revoke', 'chloe', '--follow-ups-to', 'remi', '--leave-follow-ups'), 2, 'exclude'),
            (('account', 'revoke'), 2, 'argument'),
            (('rotate', 'x'), 2, 'arguments')):
        done = ctl('maud', *words, status=status)
        last = done.stderr.strip().split('\n')[-1]
        assert part in last and done.stdout == '', (words, done.stdout, done.stderr)
    for login in ('chloe', 'david'):
        for words in (('account', 'add', 'x', '--role', 'director', *password), ('account', 'revoke', 'sonia'),
                      ('account', 'role', 'sonia', '--role', 'director'), ('rotate',)):
            assert 'does not allow' in ctl(login, *words, status=1).stderr
    assert len(answer('maud', 'account', 'list')) == 5
    assert 'Épernay' in ctl('maud', 'account', 'list').stdout
    for name in ('list', 'add', 'role', 'revoke'):
        assert 'account ' + name in ctl('maud', 'account', name, '--help').stdout


def speaks_french():
    env = {'LANGUAGE': 'fr'}
    assert 'conseiller, Épernay' in ctl('chloe', 'account', 'list', env=env).stdout
    assert 'compte ajouté le' in ctl('chloe', 'account', 'list', env=env).stderr
    assert 'identités' in ctl('david', 'person', 'find', 'a', status=1, env=env).stderr


# --- what each role opens ------------------------------------------------------------------------


def counsellor_of_the_structure():
    found = answer('chloe', 'person', 'find', 'quorzimbal')
    assert [match['display'] for match in found] == ['Wyxana QUORZIMBAL'], found
    saved = contact('chloe', 'Nouvelle', 'Jeune', '2005-05-05', '--next-step', 'RAPPELER', '--next', '2030-01-01')
    assert answer('maud', 'person', 'show', saved['person'])['display'] == 'Jeune NOUVELLE'


def counsellor_of_another():
    assert answer('remi', 'person', 'find', 'quorzimbal') == []
    person = answer('maud', 'person', 'find', 'quorzimbal')[0]['id']
    shown = answer('remi', 'person', 'show', person)
    assert shown['display'] == 'Young person followed by Épernay' and shown['identity'] == {}, shown
    assert ctl('remi', 'person', 'show', person, env={'LANGUAGE': 'fr'}).stdout.startswith(
        'Jeune suivi par Épernay\n')
    answer('remi', 'contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT', '--person', person)
    saved = contact('remi', 'Autre', 'Jeune', '2005-05-06')
    assert answer('chloe', 'person', 'show', saved['person'])['display'] == 'Young person followed by Reims'
    check('maud')


def director_no_names():
    person = answer('maud', 'person', 'find', 'quorzimbal')[0]['id']
    for words in (('person', 'find', 'quorzimbal'), ('person', 'show', person),
                  ('export', '--identified', '--output', folder / 'export.jsonl')):
        done = ctl('david', *words, status=1)
        assert 'does not hold the key' in done.stderr and done.stdout == '', done
    assert not (folder / 'export.jsonl').exists()
    before = answer('maud', 'progress')
    assert answer('david', 'progress') == before
    assert before[0]['reached'] == len(YOUTHS) + 2
    for who in (('--new-last', 'X', '--new-first', 'Y'), ('--headcount', '3')):
        assert 'role of this account' in ctl('david', 'contact', 'add', '--project', PROJECT, '--channel', 'BUS',
                                             '--reached', 'JOINT', *who, status=1).stderr
    check('david')


# --- C5: a director's file and memory ------------------------------------------------------------


def canaries():
    return {form for last, first, birth in YOUTHS for text in (last, first) for form in memory.forms(text)}


def derived(key):
    return [key] + [reader.KDF(key, n, context) for n, context in (
        (1, b'payload_'), (2, b'rowsum__'), (3, b'linktok_'))]


def unlocked_process(login):
    return memory.held_at_its_answer([os.environ['REPERESCTL_PLAIN'], '--vault', str(vault), '--login', login,
                                      '--password-file', str(secret(login)), '--json', 'progress'])


def director_memory():
    if os.geteuid() != 0:
        raise tap.Skip('only root may read the memory of a process that hides it')
    roster, keys, *_ = read('maud')
    names = canaries()
    secrets = {(compartment, number): part for (compartment, epoch), key in keys.items()
               for number, part in enumerate(derived(key))}
    forbidden = {part for (compartment, _), part in secrets.items() if compartment != FACTS}
    facts = {part for (compartment, number), part in secrets.items() if compartment == FACTS and number < 2}
    assert len(forbidden) == 12 and facts
    with unlocked_process('maud') as pid:  # what is looked for can be found
        seen = memory.held(pid, names | forbidden | facts)
    assert facts <= seen and {secrets[compartment, 0] for compartment in (2, 16, 17)} <= seen
    assert any(name in seen for name in memory.forms('quorzimbal')), 'the manager’s memory holds no name'
    with unlocked_process('david') as pid:
        seen = memory.held(pid, names | forbidden | facts)
    assert facts <= seen, 'the director’s memory holds no facts key: nothing was looked at'
    assert not seen & names, 'a name in the director’s memory'
    assert not seen & forbidden, 'an identity or link key in the director’s memory'


def director_file():
    """Every table, and every file beside the vault: no name; nothing that opens one."""
    roster, keys, records, past = read('david')
    assert set(keys) == {(FACTS, 1)}, keys
    for path in [path for path in folder.iterdir() if path.name.startswith(vault.name)]:
        data = path.read_bytes()
        assert not [name for name in canaries() if name in data], path
    candidates = derived(keys[FACTS, 1])
    for record in records + past:
        for column in ('identity', 'link'):
            sealed = getattr(record, column)
            if sealed is None:
                continue
            compartment, epoch, revision = reader.struct.unpack_from('<HII', sealed, 1)
            for key in candidates:
                other = {(compartment, epoch): key}
                with contextlib.suppress(reader.Damaged):
                    reader.open_payload(roster, other, record.id, record.kind, sealed, column)
                    raise AssertionError(f'{column} opens with a key derived from facts')
    for record in records + past:
        fields = reader.Fields(reader.FIELDS)
        text = json.dumps(reader.open_record(roster, keys, record, fields), ensure_ascii=False)
        assert not [last for last, first, birth in YOUTHS if last.lower() in text.lower()], text


def token(key, last, first, birth):
    return hashlib.blake2b(f'{last.lower()}\0{first.lower()}\0{birth}'.encode(), digest_size=16, key=key).digest()


def director_dictionary():
    """A list with every true name and birth day links no row for whom holds the facts key alone."""
    roster, keys, records, _ = read('maud')
    links = [reader.open_payload(roster, keys, record.id, record.kind, record.link, 'link')[2]
             for record in records if record.link is not None]
    true_key = reader.KDF(keys[LINK, 1], 3, b'linktok_')
    for youth in YOUTHS:  # with the link key each is found: the dictionary is right
        assert any(token(true_key, *youth) in link for link in links), youth
    roster, keys, records, past = read('david')
    opened = b''.join(
        clear for record in records + past
        for clear in [reader.open_payload(roster, keys, record.id, record.kind, record.facts, 'facts')[2]])
    with contextlib.closing(sqlite3.connect(f'file:{vault}?mode=ro&immutable=1', uri=True)) as database:
        tables = [name for name, in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        assert {'record', 'record_past', 'journal', 'head', 'slot', 'key_grant', 'roster'} <= set(tables)
        stored = b''.join(value if isinstance(value, bytes) else str(value).encode()
                          for table in tables for row in database.execute(f'SELECT * FROM {table}') for value in row)
    public = [roster.vault, roster.first_key]
    for key in derived(keys[FACTS, 1]) + public:
        for youth in YOUTHS:
            assert token(key, *youth) not in opened + stored, youth
    for youth in YOUTHS:
        assert token(true_key, *youth) not in opened + stored, youth


# --- revoking --------------------------------------------------------------------------------------


def asks_about_follow_ups():
    refused = ctl('maud', 'account', 'revoke', 'chloe', status=1)
    assert '--follow-ups-to' in refused.stderr and refused.stdout == '', refused
    assert [line['state'] for line in answer('maud', 'account', 'list')] == ['active'] * 5


def revokes():
    shutil.copy(vault, folder / 'ancien.reperes')
    os.chmod(folder / 'ancien.reperes', 0o600)
    line = answer('maud', 'account', 'revoke', 'chloe', '--follow-ups-to', 'sonia')
    assert (line['login'], line['state']) == ('chloe', 'revoked'), line
    after = contact('maud', 'Plustard', 'Jeune', '2006-06-06', '--structure', 'Épernay')
    assert 'Unknown login' in ctl('chloe', 'progress', status=1).stderr
    for login in ('maud', 'remi', 'david', 'sonia'):
        verify(login)
    assert answer('sonia', 'person', 'show', after['person'])['display'] == 'Jeune PLUSTARD'
    check('maud')


def old_copy_opens_nothing_later():
    """C6: its copy of before opens as it was; its keys, tried on the file of today, open nothing later."""
    old = folder / 'ancien.reperes'
    roster, keys, before, _ = read('chloe', old)
    elsewhere = {'XDG_STATE_HOME': str(folder / 'autre-poste')}  # a machine that knows no newer one
    assert [match['display'] for match in answer('chloe', 'person', 'find', 'quorzimbal', path=old, env=elsewhere)]
    now_roster, now_keys, records, past = read('maud')
    known = {(record.id, record.revision) for record in before}
    later = [record for record in records if (record.id, record.revision) not in known]
    assert later
    for record in later:
        for column in ('facts', 'identity', 'link'):
            sealed = getattr(record, column)
            if sealed is None:
                continue
            compartment, epoch, revision = reader.struct.unpack_from('<HII', sealed, 1)
            if revision < record.revision:
                continue  # a part this revision did not write
            assert (compartment, epoch) not in keys
            for key in keys.values():
                with contextlib.suppress(reader.Damaged):
                    reader.open_payload(now_roster, {(compartment, epoch): key}, record.id, record.kind, sealed, '')
                    raise AssertionError('a payload of later opens with a key of before')


def login_again():
    assert add('chloe', 'counsellor', 'Reims')['structure'] == 'Reims'
    states = [(line['login'], line['structure'], line['state']) for line in answer('chloe', 'account', 'list')]
    assert ('chloe', 'Épernay', 'revoked') in states and ('chloe', 'Reims', 'active') in states, states
    assert answer('chloe', 'person', 'find', 'quorzimbal') == []


def changes_role():
    assert answer('maud', 'account', 'role', 'chloe', '--role', 'director')['role'] == 'director'
    assert 'does not hold' in ctl('chloe', 'person', 'find', 'a', status=1).stderr
    assert answer('maud', 'account', 'role', 'chloe', '--role', 'counsellor', '--structure', 'Épernay',
                  '--structure', 'Reims')['structures'] == ['Épernay', 'Reims']
    assert len(answer('chloe', 'person', 'find', 'quorzimbal')) == 1
    verify('chloe')


def rotates():
    for _ in range(2):
        assert answer('sonia', 'rotate') == {'rotated': True}
    contact('remi', 'Après', 'Jeune', '2006-07-08')
    for login in ('maud', 'remi', 'david', 'sonia', 'chloe'):
        verify(login)
        check(login)
    epochs = {compartment: epoch for compartment, epoch in sorted(read('maud')[1])}
    assert epochs[FACTS] >= 4 and len(answer('maud', 'person', 'find', 'quorzimbal')) == 1, epochs


def main():
    global folder, vault
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix='reperes-accounts-') as name:
        folder, vault = pathlib.Path(name), pathlib.Path(name) / 'essai.reperes'
        set_up()
        cases = (lists_one_manager, adds_accounts, refuses, speaks_french, counsellor_of_the_structure,
                 counsellor_of_another, director_no_names, director_memory, director_file, director_dictionary,
                 asks_about_follow_ups, revokes, old_copy_opens_nothing_later, login_again, changes_role, rotates)
        tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
