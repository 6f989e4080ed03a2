#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The second reader and the program agree: on what a vault holds, and on which vault to refuse.

REPERESCTL is the program, REP_SOURCE_ROOT the tree. Vaults are made by the program; those that only
an insider could make, with keys, by the small writer below, which like the reader knows nothing but
docs/format.md. What the reader refuses is shown to `reperesctl check` too.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import pathlib
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import typing

ROOT = pathlib.Path(os.environ['REP_SOURCE_ROOT'])
sys.path.insert(0, str(ROOT / 'tests' / 'lint'))
sys.dont_write_bytecode = True
DEBIAN = '/usr/bin/python3'  # has python3-nacl and python3-cbor2
if importlib.util.find_spec('nacl') is None and sys.executable != DEBIAN:
    os.execv(DEBIAN, [DEBIAN, *sys.argv])

import cbor2  # noqa: E402
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as aead_encrypt  # noqa: E402
from nacl.public import PrivateKey, PublicKey, SealedBox  # noqa: E402
from nacl.signing import SigningKey  # noqa: E402

import tap  # noqa: E402

reader = tap.load('tools/read-vault.py')
READER = ROOT / 'tools' / 'read-vault.py'
FIELDS = ROOT / 'docs' / 'fields.json'
PASSWORD = 'Pâsse-partout n° 1'
LONG = bool(os.environ.get('REP_LONG'))
ADD, ROLE, REVOKE, REKEY, STRUCTURE, DEVICE, EPOCH = range(1, 8)
PERSON, CONTACT, PROJECT, PARTNER, SETTINGS = 1, 2, 4, 6, 8
SAVE, HEAD, READ_IDENTITY, EXPORT = 2, 3, 4, 5
NOBODY, NOTHING = bytes(16), bytes(32)

folder = pathlib.Path()  # of this run
vault = pathlib.Path()  # as the program left it; tests work on copies


def run(*command, status=0):
    done = subprocess.run([str(word) for word in command], capture_output=True, check=False,
                          stdin=subprocess.DEVNULL, encoding='utf-8')
    assert done.returncode in (status if isinstance(status, tuple) else (status,)), (
        command, done.returncode, done.stdout[-500:], done.stderr)
    assert 'Sanitizer' not in done.stderr and 'Traceback' not in done.stderr, done.stderr
    return done


def reperesctl(*words, path=None, status=0):
    return run(os.environ['REPERESCTL'], '--vault', path or vault, '--login', 'demo',
               '--password-file', folder / 'password', *words, status=status)


def read_vault(path, *options, status=0, login='demo', password='password'):
    done = run(sys.executable, READER, path, '--login', login, '--password-file',
               folder / password, '--fields', FIELDS, *options, status=status)
    if done.returncode != 0:
        assert done.stdout == '' and done.stderr.count('\n') == 1, done
    return done


def verify(path):
    """What the command does, without a process for each of many vaults."""
    fields = reader.Fields(FIELDS)
    roster, keys, records, past = reader.open_vault(path, 'demo', PASSWORD.encode(),
                                                    fields.rights)
    return [reader.open_record(roster, keys, record, fields) for record in records + past]


def refuses(path, *reasons, program=True):
    """The reader refuses and says one of the reasons; the program does not call it sound either."""
    message = read_vault(path, '--verify-only', status=(1, 3)).stderr
    assert not reasons or any(reason in message for reason in reasons), message
    if program:
        reperesctl('check', path=path, status=(1, 3))


def agree(path):
    """Reader and program find the same records, which are returned."""
    exported = folder / 'export.jsonl'
    exported.unlink(missing_ok=True)
    reperesctl('check', path=path)
    reperesctl('export', '--identified', '--output', exported, path=path)
    theirs = [json.loads(line) for line in exported.read_text(encoding='utf-8').splitlines()]
    ours = [json.loads(line) for line in read_vault(path).stdout.splitlines()]
    ids = [record['id'] for record in ours]
    assert ids == sorted(ids) == sorted(record['id'] for record in theirs) and ids
    for mine, other in zip(ours, sorted(theirs, key=lambda record: record['id'])):
        assert mine == other, f'{mine}\n{other}'
        assert json.dumps(mine) == json.dumps(other), f'order of keys: {mine}\n{other}'
    return ours


@contextlib.contextmanager
def altered(*statements):
    """A copy of the vault after some SQL."""
    path = copy()
    database = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        assert database.execute(statement).rowcount != 0, statement
    database.close()
    yield path


def copy():
    """A copy of the vault, where the one before was; the machine remembers the vault alone."""
    path = folder / 'copy.reperes'
    shutil.rmtree(folder / 'state')
    shutil.copytree(folder / 'remembered', folder / 'state')
    for suffix in ('', '-wal', '-shm'):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    shutil.copy(vault, path)
    return path


# A writer, as far as the tests need one


class Person(typing.NamedTuple):
    account: bytes
    box: PrivateKey
    sign: SigningKey


def stranger():
    return Person(os.urandom(16), PrivateKey.generate(), SigningKey.generate())


class Writer:
    def __init__(self, path):
        self.database = sqlite3.connect(path, isolation_level=None)
        self.vault, = self.database.execute('SELECT id FROM vault').fetchone()
        self.device, self.instance = self.database.execute('SELECT * FROM device').fetchone()
        created, organisation = self.database.execute(
            'SELECT created, organisation FROM vault').fetchone()
        self.file = reader.H(self.vault + struct.pack('<Q', created)
                             + organisation.encode())
        self.manager = reader.open_slot(self.database, self.vault, 'demo', PASSWORD.encode())
        self.keys = reader.read_grants(self.database, self.roster(), self.manager)
        self.base = 0, NOTHING

    def roster(self):
        return reader.read_roster(self.database)

    def head(self):
        return next(reader.rows(self.database, reader.HEADS, 'head'))

    def record(self, kind):
        return next(reader.rows(self.database, reader.RECORD, f'record WHERE kind = {kind}'))

    def signature(self, signer, tag, message):
        return signer.sign.sign(tag + self.vault + message).signature

    def seal(self, record, kind, compartment, revision, clear, block=64):
        header = struct.pack('<BHII', 1, compartment, 1, revision)
        aad = header[:1] + self.vault + record + struct.pack('<H', kind) + header[1:]
        padded = clear + b'\x80' + bytes(-(len(clear) + 1) % block)
        nonce, key = os.urandom(24), reader.KDF(self.keys[compartment, 1], 1, b'payload_')
        return header + nonce + aead_encrypt(padded, aad, nonce, key)

    def enrol(self, signer=None, **values):
        """Appends a roster entry, signed by the manager unless said otherwise."""
        roster = self.roster()
        signer = signer or self.manager
        n = len(roster.hashes)
        entry = {'n': n, 'previous': roster.hashes[-1], 'salt': NOBODY, 'type': 0,
                 'account': NOBODY, 'login': '', 'role': 0, 'structures': [], 'box': NOTHING,
                 'sign': NOTHING, 'time': 1700000000, 'signer': signer.account,
                 'device': NOBODY, 'epochs': []}
        body = cbor2.dumps(dict(enumerate((entry | values).values(), 1)))
        self.database.execute('INSERT INTO roster VALUES (?, ?, ?)',
                              (n, body, self.signature(signer, b'rep-rost', body)))
        self.grant_to_recovery(roster, (entry | values)['epochs'], n)
        with contextlib.suppress(reader.Damaged):  # an entry against the rules
            self.grant_what_is_missing(n)
        return n

    def give_keys(self, kind, person, role=0, login='autre', signer=None):
        """An account, or its new keys, with all it cannot do without: a slot and grants."""
        n = self.enrol(signer, type=kind, account=person.account, role=role,
                       login=login if kind == ADD else '', box=bytes(person.box.public_key),
                       sign=bytes(person.sign.verify_key))
        roster = self.roster()
        known = roster.states[-1][person.account]
        for compartment, epoch in (roster.started if known.role == 4
                                   else reader.present_keys(roster, known)):
            key = self.keys.get((compartment, epoch), bytes(32))
            self.grant(person.account, person.box.public_key, compartment, epoch, key, n)
        if known.role != 4:
            self.put_slot(person, roster.states[-1][person.account].login)
        return n

    def put_slot(self, person, login):
        """Nobody has its password."""
        slot = b'RPSL\1\1' + os.urandom(228)
        signature = self.signature(person, b'rep-slot', person.account + slot)
        self.database.execute('REPLACE INTO slot (account, login, body) VALUES (?, ?, ?)',
                              (person.account, login, slot + signature))

    def grant(self, account, box, compartment, epoch, key, roster_n):
        body = (struct.pack('<BI16s32sHI32s', 1, roster_n, account, bytes(box), compartment, epoch,
                            reader.H(key)) + SealedBox(box).encrypt(key) + self.manager.account)
        body += self.signature(self.manager, b'rep-gran', body)
        self.database.execute('REPLACE INTO key_grant VALUES (?, ?, ?, ?)',
                              (account, compartment, epoch, body))

    def grant_to_recovery(self, roster, epochs, n):
        for account, known in roster.states[-1].items():
            for compartment, epoch in epochs if known.role == 4 else ():
                self.grant(account, PublicKey(known.box), compartment, epoch, bytes(32), n)

    def grant_what_is_missing(self, n):
        """The present keys of every role, as a change of roles or epochs leaves them."""
        roster = self.roster()
        held = set(self.database.execute('SELECT grantee, compartment, epoch FROM key_grant'))
        for account, known in roster.states[-1].items():
            for key in reader.present_keys(roster, known):
                if (account, *key) not in held:
                    self.grant(account, PublicKey(known.box), *key, self.keys.get(key, bytes(32)), n)

    def note(self, action, digests=(), person=None, kept=None):
        """Appends a journal entry and leaves the head as it was; returns the new end."""
        sequence, chain = self.base
        for sequence, sealed in self.database.execute('SELECT sequence, entry FROM journal'
                                                      ' ORDER BY sequence').fetchall():
            chain = reader.H(chain + sealed)
        entry = {1: 1700000000, 2: (person or self.manager).account, 3: action, 4: list(digests),
                 5: chain} | ({6: kept} if kept else {})
        sealed = self.seal(self.device, 0xffff, 1, sequence + 1, cbor2.dumps(entry), 256)
        self.database.execute('INSERT INTO journal VALUES (?, ?, ?)',
                              (self.device, sequence + 1, sealed))
        return sequence + 1, reader.H(chain + sealed)

    def sign_head(self, end, person=None, epoch=1, roster_n=None):
        person = person or self.manager
        records = list(reader.rows(self.database, reader.RECORD, 'record'))
        n = len(self.roster().hashes) - 1 if roster_n is None else roster_n
        head = (self.device, self.instance, *end, *self.base, epoch, reader.record_sum(records, self.keys[1, 1]),
                self.file, n, person.account)
        packed = struct.pack(reader.PACKED_HEAD, *head)
        self.database.execute('REPLACE INTO head VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
                              (*head, self.signature(person, b'rep-head', packed)))

    def kept_head(self):
        *packed, signature = self.head()
        return struct.pack(reader.PACKED_HEAD, *packed) + signature

    def keep_head(self, person):
        self.note(HEAD, person=person, kept=self.kept_head())

    def put(self, record):
        """Replaces a row by its next revision, and keeps the old one; says nothing of it."""
        self.database.execute('INSERT INTO record_past SELECT id, revision, origin, facts,'
                              ' identity, link FROM record WHERE id = ?', (record.id,))
        self.database.execute('REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?)', record)

    def facts(self, record):
        return cbor2.loads(reader.open_payload(self.roster(), self.keys, record.id,
                                               record.kind, record.facts, '')[-1])

    def change(self, old, clear, column='facts', ahead=0):
        """A record as a row of the next revision, with other facts."""
        sealed = self.seal(old.id, old.kind, 1, old.revision + 1 + ahead, clear)
        return old._replace(revision=old.revision + 1, **{column: sealed})

    def rename(self, name='Renommé', **how):
        old = self.record(PARTNER)
        values = self.facts(old)
        text = min(key for key, value in values.items() if isinstance(value, str))
        return self.change(old, cbor2.dumps(values | {text: name}, canonical=True), **how)

    def save(self, record, person=None):
        self.put(record)
        end = self.note(SAVE, [record.id, reader.content_digest(record)], person)
        self.sign_head(end, person)


@contextlib.contextmanager
def written():
    """A copy of the vault and a writer on it."""
    path = copy()
    writer = Writer(path)
    yield path, writer
    writer.database.close()


# What can be read


def values_of_section_18():
    key = bytes(range(32))
    vectors = [
        (reader.KDF(key, 1, b'payload_'),
         '6a2a2a375c74414c8d268c7a1e5a26fe59db500e2514d7b5aea190293bff7907'),
        (reader.H(reader.H(b''), reader.KDF(key, 2, b'rowsum__')),
         'ee18ddd2dd7c079c21f68cf62416aa436a4e0c42492c0dff1b92eff9576dd1dc'),
        (reader.H(b'dupont\0jeanne\0002004-02-29', reader.KDF(key, 3, b'linktok_'), 16),
         '60422bdd96e0faa9a35dff1730a22254'),
        (reader.password_key('pâsse'.encode(), key[:16], 1, 8),
         '9a4b96439d79a1399b7b9c525374796baf56ed0d1dafe1a576e314dc8496939a'),
        (reader.password_key('pa\u0302sse'.encode(), key[:16], 1, 8),
         '9a4b96439d79a1399b7b9c525374796baf56ed0d1dafe1a576e314dc8496939a'),
        (bytes(PrivateKey(reader.KDF(key, 1, b'recovery')).public_key),
         '45d4659d8f038b064c50ecf507c4d923cedbceaf9540392f5cd2dfec7577c440')]
    for value, expected in vectors:
        assert value.hex() == expected, expected
    header = struct.pack('<BHII', 1, 1, 1, 2)
    aad = header[:1] + NOBODY + key[:16] + struct.pack('<H', 7) + header[1:]
    sealed = header + key[:24] + aead_encrypt(b'\xa0\x80' + bytes(62), aad, key[:24],
                                              reader.KDF(key, 1, b'payload_'))
    assert (reader.H(sealed).hex()
            == '8fc9bdf5ca3fc87b706afcaf36af15c16fc2bd7ccf06f393a586cf60486a3876')
    roster = reader.Roster(vault=NOBODY, started={(1, 1): 0})
    assert reader.open_payload(roster, {(1, 1): key}, key[:16], 7, sealed, '') == (1, 2, b'\xa0')


def cbor_is_strict():
    for good in ('a0', 'a1011903e8', '3b7fffffffffffffff', '1bffffffffffffffff', '80', '40', 'f5'):
        assert reader.read_cbor(bytes.fromhex(good)) is not None, good
    for bad in ('', 'a1011801', 'a10100a0', 'bf0101ff', 'a201010102', 'a202010101', 'a1200000',
                'a16161', 'c100', 'f6', 'f7', 'f97e00', 'e0', 'f818', '3b8000000000000000', '61ff',
                'c249010101010101010101', 'd9010280', 'a18001', '9b7fffffffffffffff', '5f4101ff',
                '1817', '9a7fffffff', 'bb7fffffffffffffff', '81' * 70000 + '00'):
        assert reader.read_cbor(bytes.fromhex(bad)) is None, bad[:40]


def same_records_as_the_export():
    records = agree(vault)
    kinds = {record['kind'] for record in records}
    assert {'person', 'contact', 'outing', 'stage', 'partner', 'project'} <= kinds, kinds
    assert any(record['identity'].get('last_name') == 'Testard' for record in records)


def digests():
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob('*')
            if path.is_file()}


def reading_leaves_no_trace():
    before = digests()
    assert read_vault(vault, '--verify-only').stdout == ''
    after = digests()
    assert before == after


def reads_the_log_beside_the_file():
    with written() as (path, writer):
        writer.database.execute('PRAGMA journal_mode=WAL')
        writer.database.execute('PRAGMA wal_autocheckpoint=0')
        writer.save(writer.rename())
        apart = folder / 'apart.reperes'
        shutil.copy(path, apart)
        assert max(record['revision'] for record in verify(apart)) == 1
        shutil.copy(f'{path}-wal', f'{apart}-wal')
        log = pathlib.Path(f'{apart}-wal').read_bytes()
        assert max(record['revision'] for record in verify(apart)) == 2
        assert pathlib.Path(f'{apart}-wal').read_bytes() == log and log
        for path in folder.glob('apart.reperes*'):
            path.unlink()


def wrong_login_and_wrong_password_look_the_same():
    (folder / 'wrong').write_text('Passe-partout n° 1\n', encoding='utf-8')
    messages = {read_vault(vault, status=1, login=login, password=password).stderr
                for login, password in (('demo', 'wrong'), ('demi', 'password'), ('', 'password'))}
    assert len(messages) == 1, messages


def logins_are_composed():
    path = folder / 'composed.reperes'
    password = folder / 'password'
    run(os.environ['REPERESCTL'], '--vault', path, 'init', '--organisation', 'Essai',
        '--new-login', 're\u0301gis', '--new-password-file', password, '--recovery-file',
        folder / 'composed.txt')
    for login in ('re\u0301gis', 'r\u00e9gis'):
        read_vault(path, login=login)
        run(os.environ['REPERESCTL'], '--vault', path, '--login', login, '--password-file',
            password, 'check')
    read_vault(path, login='regis', status=1)


def what_is_no_vault():
    other = folder / 'other'
    read_vault(other, status=1)
    read_vault(folder, status=1)
    other.write_text('not SQLite\n' * 200, encoding='utf-8')
    read_vault(other, status=1)
    other.write_bytes(b'')
    read_vault(other, status=1)
    other.unlink()
    for statement in ('PRAGMA application_id=1', 'PRAGMA user_version=0', 'PRAGMA user_version=2',
                      'CREATE VIEW v AS SELECT 1', 'CREATE TRIGGER t AFTER DELETE ON record'
                      ' BEGIN SELECT 1; END'):
        with altered(statement) as path:
            read_vault(path, status=1)


# What anyone could do who has the file


def flip(column, offset=-1):
    at = f'length({column}) + {offset} + 1' if offset < 0 else f'{offset} + 1'
    byte = f'(instr(x\'{bytes(range(256)).hex()}\', substr({column}, {at}, 1)) - 1)'
    flipped = f'substr(x\'{bytes(b ^ 1 for b in range(256)).hex()}\', {byte} + 1, 1)'
    return (f'{column} = CAST(substr({column}, 1, {at} - 1) || {flipped}'
            f' || substr({column}, {at} + 1) AS BLOB)')


MINE = 'grantee = (SELECT account FROM slot WHERE login = \'demo\')'
ONE = 'id = (SELECT min(id) FROM record WHERE identity IS NOT NULL)'
TAMPERINGS = {
    'a byte of facts': [f'UPDATE record SET {flip("facts")} WHERE {ONE}'],
    'a byte of an identity': [f'UPDATE record SET {flip("identity")} WHERE {ONE}'],
    'a byte of a slot': [f'UPDATE slot SET {flip("body")}'],
    'a byte of the salt of a slot': [f'UPDATE slot SET {flip("body", 20)}'],
    'a byte of a grant': [f'UPDATE key_grant SET {flip("body")} WHERE {MINE}'],
    'a byte of the key in a grant': [f'UPDATE key_grant SET {flip("body", 130)} WHERE {MINE}'],
    'a byte of the first roster entry': [f'UPDATE roster SET {flip("body")} WHERE n = 0'],
    'a byte of a roster signature': [f'UPDATE roster SET {flip("signature")} WHERE n = 1'],
    'a byte of a journal entry': [f'UPDATE journal SET {flip("entry")} WHERE sequence = 3'],
    'the epoch of a journal entry': [f'UPDATE journal SET {flip("entry", 3)} WHERE sequence = 3'],
    'a journal entry taken out': ['DELETE FROM journal WHERE sequence = 3'],
    'the last journal entry taken off':
        ['DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)'],
    'a record taken out': [f'DELETE FROM record WHERE {ONE}'],
    'a record added': ['INSERT INTO record SELECT randomblob(16), kind, revision, origin, facts,'
                       f' identity, link FROM record WHERE {ONE}'],
    'an identity taken out': [f'UPDATE record SET identity = NULL WHERE {ONE}'],
    'another kind': [f'UPDATE record SET kind = kind + 1 WHERE {ONE}'],
    'another revision': [f'UPDATE record SET revision = revision + 1 WHERE {ONE}'],
    'another origin': [f'UPDATE record SET origin = randomblob(16) WHERE {ONE}'],
    'two payloads of two records swapped':
        ['UPDATE record SET facts = (SELECT other.facts FROM record other WHERE other.kind ='
         ' record.kind AND other.id IN (SELECT id FROM record WHERE kind = 1 ORDER BY id LIMIT 2)'
         ' AND other.id != record.id)'
         ' WHERE id IN (SELECT id FROM record WHERE kind = 1 ORDER BY id LIMIT 2)'],
    'facts and identity of a record swapped':
        [f'UPDATE record SET facts = identity, identity = facts WHERE {ONE}'],
    'the newest roster entry taken off':
        ['DELETE FROM roster WHERE n = (SELECT max(n) FROM roster)'],
    'no head': ['DELETE FROM head'],
    'another device': ['UPDATE device SET id = randomblob(16)'],
    'another vault id': ['UPDATE vault SET id = randomblob(16)'],
    'another name of the organisation': ["UPDATE vault SET organisation = 'Autre'"],
    'another day of making': ['UPDATE vault SET created = created + 1'],
    'another instance': ['UPDATE device SET instance = randomblob(16)'],
    'another record sum': [f'UPDATE head SET {flip("record_sum")}'],
    'a table taken out': ['DROP TABLE journal'],
}


def tampering(statements):
    with altered(*statements) as path:
        database = sqlite3.connect(path)
        assert database.execute('PRAGMA integrity_check').fetchone() == ('ok',)
        database.close()
        refuses(path)


def past_revision_put_back():
    with written() as (path, writer):
        writer.save(writer.rename())
        agree(path)
        writer.database.execute(
            'UPDATE record SET (revision, origin, facts, identity, link) = (SELECT past.revision,'
            ' past.origin, past.facts, past.identity, past.link FROM record_past past'
            ' WHERE past.id = record.id) WHERE id IN (SELECT id FROM record_past)')
        refuses(path, 'record sum')


def any_byte_flipped():
    """Every byte of the values that are checked, or some of them when time is short."""
    columns = [('slot', 'body', '1'), ('key_grant', 'body', MINE), ('roster', 'body', 'n > 0'),
               ('roster', 'signature', '1'), ('journal', 'entry', 'sequence > 1'),
               ('record', 'facts', ONE), ('head', 'chain', '1'), ('head', 'signature', '1'),
               ('head', 'account', '1'), ('record', 'identity', ONE)]
    path = copy()
    database = sqlite3.connect(path, isolation_level=None)
    for table, column, where in columns:
        rest = f'{table} WHERE {where} ORDER BY {column} LIMIT 1'
        value, = database.execute(f'SELECT {column} FROM {rest}').fetchone()
        for at in range(0, len(value), 1 if LONG else 29):
            bad = value[:at] + bytes([value[at] ^ 1 << at % 8]) + value[at + 1:]
            change = f'UPDATE {table} SET {column} = ? WHERE {column} = ?'
            database.execute(change, (bad, value))
            try:
                verify(path)
                raise AssertionError(f'{table}.{column}, byte {at}')
            except (reader.CannotOpen, reader.Damaged):
                database.execute(change, (value, bad))
    database.close()
    verify(path)


# What someone with an account could do


def several_accounts_take_turns():
    """Another account writes, gets new keys, and the head it signed with the old ones is kept."""
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=1)
        writer.keep_head(other)
        writer.save(writer.rename('Par un autre'), other)
        agree(path)
        writer.give_keys(REKEY, stranger()._replace(account=other.account))
        writer.keep_head(writer.manager)
        writer.save(writer.rename('De nouveau'))
        records = agree(path)
        assert any(record['facts'].get('name') == 'De nouveau' and record['revision'] == 3
                   for record in records)
        writer.enrol(type=REVOKE, account=other.account, epochs=[[16, 2]])
        agree(path)


def head_under_replaced_keys():
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=1)
        n = writer.give_keys(REKEY, stranger()._replace(account=other.account))
        writer.keep_head(other)
        writer.sign_head(writer.note(EXPORT, person=other), other, roster_n=n - 1)
        agree(path)
        writer.sign_head(writer.note(EXPORT, person=other), other, roster_n=n)
        refuses(path, 'the head: wrong signature')


def head_of_a_revoked_account():
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=1)
        writer.enrol(type=REVOKE, account=other.account)
        writer.keep_head(other)
        writer.sign_head(writer.note(EXPORT, person=other), other)
        refuses(path, 'the head: signer unknown')


def entries_under_another_name():
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=1)
        writer.sign_head(writer.note(EXPORT, person=other), other)
        refuses(path, 'another account, no kept head')


def kept_head_of_another_moment():
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=1)
        old = writer.kept_head()
        writer.sign_head(writer.note(EXPORT))
        writer.note(HEAD, person=other, kept=old)
        writer.sign_head(writer.note(EXPORT, person=other), other)
        refuses(path, 'another head is kept')


def kept_head_of_another_device():
    with written() as (path, writer):
        writer.device, device = os.urandom(16), writer.device
        head = writer.head()
        writer.sign_head((head.sequence, head.chain))
        kept, = [struct.pack(reader.PACKED_HEAD, *row[:-1]) + row[-1] for row in
                 reader.rows(writer.database, reader.HEADS, 'head WHERE device = ?', writer.device)]
        writer.database.execute('DELETE FROM head WHERE device = ?', (writer.device,))
        writer.device = device
        writer.note(HEAD, kept=kept)
        writer.sign_head(writer.note(EXPORT))
        refuses(path, 'another head is kept')


def unsigned_record():
    with written() as (path, writer):
        record = writer.rename()
        writer.put(record)
        writer.sign_head(writer.note(EXPORT, [record.id, NOTHING]))
        refuses(path, f'unsigned records: {record.id.hex()}')
    with written() as (path, writer):
        record = writer.record(PARTNER)
        writer.sign_head(writer.note(EXPORT, [record.id, NOTHING]))
        agree(path)


def digest_that_no_save_noted():
    """Reading an identity vouches for nothing."""
    with written() as (path, writer):
        record = writer.record(PARTNER)
        writer.sign_head(writer.note(READ_IDENTITY, [record.id, NOTHING]))
        agree(path)
        record = writer.rename()
        writer.put(record)
        writer.sign_head(writer.note(READ_IDENTITY, [record.id, reader.content_digest(record)]))
        refuses(path, f'unsigned records: {record.id.hex()}')


def payload_in_the_wrong_column():
    with written() as (path, writer):
        writer.save(writer.rename(column='identity'))
        refuses(path, 'compartment')


def payload_of_another_record():
    with written() as (path, writer):
        one, other = list(reader.rows(writer.database, reader.RECORD,
                                      f'record WHERE kind = {PARTNER}'))[:2]
        writer.save(one._replace(revision=one.revision + 1, facts=other.facts))
        refuses(path, f'record {one.id.hex()}, revision 2: facts does not open')


def past_revision_altered():
    with written() as (path, writer):
        writer.save(writer.rename())
        writer.database.execute(f'UPDATE record_past SET {flip("facts")}')
        refuses(path, 'unsigned records')
    with written() as (path, writer):  # with all that vouches for it: then it does not open
        old = writer.rename()
        writer.save(old._replace(facts=old.facts[:-1] + bytes([old.facts[-1] ^ 1])))
        refuses(path, 'revision 2: facts does not open')


def past_revisions_are_complete():
    """None is gone, none comes from nowhere, none is another's."""
    for statement, reason in [
            ('DELETE FROM record_past', 'revisions are missing'),
            ('UPDATE record_past SET id = randomblob(16)', 'column kind'),
            ('UPDATE record_past SET id = (SELECT max(id) FROM record)', 'unsigned'),
            ('UPDATE record_past SET revision = 9', 'unsigned'),
            ('UPDATE record_past SET origin = randomblob(16)', 'unsigned'),
            ('INSERT INTO record_past SELECT id, 7, origin, facts, identity, link FROM record_past',
             'unsigned'),
            ('DELETE FROM record WHERE revision = 2', 'record sum')]:
        with written() as (path, writer):
            writer.save(writer.rename())
            agree(path)
            writer.database.execute(statement)
            try:
                refuses(path, reason)
            except AssertionError as error:
                raise AssertionError(statement) from error


def slots_and_grants_of_others():
    """What an account cannot open it can verify."""
    others = "(SELECT account FROM slot WHERE login = 'autre')"
    for statement, reason in [
            (f'UPDATE slot SET {flip("body", 100)} WHERE login = \'autre\'', 'the slot of autre'),
            (f'UPDATE slot SET {flip("body")} WHERE login = \'autre\'', 'the slot of autre'),
            ("UPDATE slot SET login = 'autrui' WHERE login = 'autre'", 'the slot of autrui'),
            ("DELETE FROM slot WHERE login = 'autre'", 'the slot of autre is missing'),
            ("INSERT INTO slot (account, login, body) SELECT randomblob(16), 'x', body FROM slot"
             " WHERE login = 'autre'", 'the slot of x'),
            (f'UPDATE key_grant SET {flip("body", 100)} WHERE grantee = {others}', 'the grant of'),
            (f'UPDATE key_grant SET epoch = 2 WHERE grantee = {others}', 'a grant was moved'),
            (f'DELETE FROM key_grant WHERE grantee = {others}', 'a grant of autre is missing'),
            ('DELETE FROM key_grant WHERE compartment = 16 AND epoch = 1 AND grantee NOT IN'
             ' (SELECT account FROM slot)', 'a grant of secours is missing')]:
        with written() as (path, writer):
            writer.give_keys(ADD, stranger(), role=1)
            agree(path)
            writer.database.execute(statement)
            refuses(path, reason)


def what_roles_may_write():
    """The role is that of the roster at the time; the kind and the identity decide."""
    for role, kind, allowed in [(1, PARTNER, True), (1, PROJECT, False), (1, SETTINGS, False),
                                (2, PARTNER, True), (2, PROJECT, True), (2, CONTACT, False),
                                (2, PERSON, False), (3, CONTACT, True), (3, SETTINGS, True)]:
        with written() as (path, writer):
            other = stranger()
            writer.give_keys(ADD, other, role)
            writer.keep_head(other)
            old = writer.record(kind)
            writer.save(writer.change(old, cbor2.dumps(writer.facts(old), canonical=True)), other)
            agree(path) if allowed else refuses(path, 'was not allowed')


def what_roles_may_do():
    for role, action, allowed in [(1, READ_IDENTITY, True), (2, READ_IDENTITY, False),
                                  (1, EXPORT, True), (2, EXPORT, False), (1, 16, False),
                                  (2, 99, True), (3, 9, True), (1, 9, False)]:
        with written() as (path, writer):
            other = stranger()
            writer.give_keys(ADD, other, role)
            writer.keep_head(other)
            writer.sign_head(writer.note(action, person=other), other)
            agree(path) if allowed else refuses(path, f'action {action} was not allowed')


def former_roles_count():
    """Written as a manager, then made a director: what was written before stays allowed."""
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=3)
        writer.keep_head(other)
        old = writer.record(CONTACT)
        writer.save(writer.change(old, cbor2.dumps(writer.facts(old), canonical=True)), other)
        writer.enrol(type=ROLE, account=other.account, role=2)
        writer.keep_head(writer.manager)
        writer.sign_head(writer.note(EXPORT))
        agree(path)
        writer.keep_head(other)
        old = writer.record(CONTACT)
        writer.save(writer.change(old, cbor2.dumps(writer.facts(old), canonical=True)), other)
        refuses(path, 'was not allowed')


def journal_pruned():
    """Entries may go when a manager says so and vouches for what they vouched for."""
    for said, vouched, role, reason in [
            (True, True, 3, None), (False, True, 3, 'who took journal entries away'),
            (True, False, 3, 'unsigned'), (True, True, 2, 'action 16 was not allowed')]:
        with written() as (path, writer):
            writer.save(writer.rename())
            other = stranger()
            writer.give_keys(ADD, other, role)
            writer.keep_head(other)
            writer.sign_head(writer.note(2, person=other), other)
            table = [*reader.rows(writer.database, reader.RECORD, 'record_past JOIN (SELECT id, kind'
                                  ' FROM record) USING (id)'),
                     *reader.rows(writer.database, reader.RECORD, 'record')]
            end = writer.head().sequence, writer.head().chain
            writer.database.execute('DELETE FROM journal')
            writer.base = end
            digests = [writer.device, end[1]] if said else []
            for row in table if vouched else ():
                digests += [row.id, reader.content_digest(row)]
            writer.sign_head(writer.note(16, digests, other), other)
            agree(path) if reason is None else refuses(path, reason)
            if reason is None:  # and the chain goes on
                writer.keep_head(writer.manager)
                writer.save(writer.rename('Encore'))
                agree(path)
                writer.database.execute('DELETE FROM journal WHERE sequence ='
                                        ' (SELECT min(sequence) FROM journal)')
                refuses(path, 'is missing')


def identity_of_another_structure():
    """A counsellor writes the identities of the own structures."""
    for structures, allowed in (([16], True), ([17], False), ([], False)):
        with written() as (path, writer):
            other = stranger()
            writer.give_keys(ADD, other, role=1)
            writer.enrol(type=ROLE, account=other.account, role=1, structures=structures)
            writer.keep_head(other)
            old = next(reader.rows(writer.database, reader.RECORD, 'record WHERE kind = 1 AND'
                                   " substr(identity, 2, 2) = x'1000'"))
            clear = reader.open_payload(writer.roster(), writer.keys, old.id, 1, old.identity,
                                        '')[-1]
            sealed = writer.seal(old.id, 1, 16, old.revision + 1, clear)
            writer.save(old._replace(revision=old.revision + 1, identity=sealed), other)
            agree(path) if allowed else refuses(path, 'was not allowed')


def payload_of_an_epoch_not_started():
    """A key this account was not given is no damage; a key that nobody can have is."""
    with written() as (path, writer):
        own = [compartment for compartment in writer.roster().epochs if compartment >= 16]
        writer.enrol(type=ROLE, account=writer.manager.account, role=3, structures=own)
        writer.enrol(type=STRUCTURE, epochs=[[999, 1]])
        old, sealed = writer.record(PARTNER), struct.pack('<BHII', 1, 999, 1, 2) + bytes(60)
        writer.save(old._replace(revision=2, identity=sealed))
        agree(path)
        writer.save(old._replace(revision=3, identity=sealed[:3] + b'\2' + sealed[4:]))
        refuses(path, 'revision 3: identity: version or epoch')


def payload_from_the_future():
    with written() as (path, writer):
        writer.save(writer.rename(ahead=1))
        refuses(path, 'revision')


def payload_that_is_no_record():
    for clear in ('01', '80', 'a10001', 'a11b000000010000000001', 'a1011801', 'a10101f6',
                  'a118c8' + '81' * 8 + '00'):
        with written() as (path, writer):
            writer.save(writer.change(writer.record(PARTNER), bytes.fromhex(clear)))
            refuses(path, 'record ')


def payload_of_a_newer_program():
    """A field that is not known is passed over, up to 8 levels deep."""
    with written() as (path, writer):
        old = writer.record(PARTNER)
        newer = {40000: [[[[[[[0]]]]]]], 2**32 - 1: {0: b'x', 2**64 - 1: [True, False, -2**63]}}
        before = agree(path)
        writer.save(writer.change(old, cbor2.dumps(writer.facts(old) | newer, canonical=True)))
        after = agree(path)
        assert [r['facts'] for r in before] == [r['facts'] for r in after]


def values_at_the_edge():
    """Bounds hold; 0, false and empty say that nothing is recorded; new terms are numbers."""
    kinds = json.loads(FIELDS.read_text(encoding='utf-8'))['kinds']
    some = {f['type']: (kind['number'], f) for kind in kinds for f in kind['fields']
            if f['part'] == 'FACTS' and kind['code'] in ('project', 'contact', 'person')}
    for type_, good, bad in [
            ('INT', (0, 2**31 - 1), (2**31, -1, b'')), ('BOOL', (False, True), (0, 1)),
            ('DATE', (0, 1, 3652059), (3652060, 'x')), ('TIME', (0, 253402300799), (2**63, -1)),
            ('CODE', (0, 1, 255), (256, [1])), ('CODES', ([], [1], [63]), ([2, 1], [1, 1], [64])),
            ('TEXT', ('é',), ('a\0b', b'a')), ('TEXTS', ([],), (['\0'], [1])),
            ('PLACE', ('2A004',), ('', '8105', '081055')), ('IDS', ([],), ([b'x'], b'')),
            ('ID', (NOBODY,), (b'x' * 15,)), ('LIST', ([], [{}]), ([1], [{0: 1}]))]:
        kind, f = some[type_]
        for number, value in enumerate(good + bad):
            with written() as (path, writer):
                old = writer.record(kind)
                values = writer.facts(old) | {f['number']: value}
                writer.save(writer.change(old, cbor2.dumps(values, canonical=True)))
                try:
                    agree(path) if number < len(good) else refuses(path, f['code'], 'field ')
                except AssertionError as error:
                    raise AssertionError(f'{type_}: {value!r}') from error


def roster_rules():
    me = {'box': NOTHING, 'sign': bytes(range(32)), 'account': os.urandom(16)}
    for reason, entry in [
            ('an epoch out of turn', {'type': EPOCH, 'epochs': [[1, 3]]}),
            ('an epoch out of turn', {'type': EPOCH, 'epochs': [[1, 1]]}),
            ('no epoch can start here', {'type': ADD, 'login': 'x', 'role': 1,
                                         'epochs': [[16, 2]], **me}),
            ('no epoch can start here', {'type': DEVICE, 'epochs': [[16, 2]]}),
            ('an epoch out of turn', {'type': STRUCTURE, 'epochs': [[3, 1]]}),
            ('an epoch out of turn', {'type': STRUCTURE, 'epochs': [[99, 1], [99, 2]]}),
            (': type', {'type': 8}),
            ('not a new account', {'type': ADD, 'login': 'demo', 'role': 1, **me}),
            ('not a new account', {'type': ADD, 'login': '', 'role': 1, **me}),
            ('not a new account', {'type': ADD, 'login': 'x', 'role': 0, **me}),
            ('no such account', {'type': ROLE, 'account': os.urandom(16), 'role': 2}),
            (': the chain', {'type': EPOCH, 'n': 99}),
            (': the chain', {'type': EPOCH, 'previous': NOTHING}),
            ('present facts key', {'type': EPOCH, 'epochs': [[1, 2]]})]:
        with written() as (path, writer):
            writer.enrol(**entry)
            writer.database.execute('DELETE FROM key_grant WHERE (compartment, epoch) = (1, 2)')
            refuses(path, reason)


def counsellor_signs_in_the_roster():
    with written() as (path, writer):
        other = stranger()
        writer.give_keys(ADD, other, role=1)
        writer.enrol(type=DEVICE, device=os.urandom(16), signer=other)
        agree(path)
        writer.enrol(type=ROLE, account=other.account, role=3, signer=other)
        refuses(path, 'not entitled')


def recovery_signs_in_the_roster():
    """It may give new keys to a manager, not to others, itself included; a manager may to it."""
    with written() as (path, writer):
        recovery, manager, other = stranger(), stranger(), stranger()
        for login, role, person in (('r', 4, recovery), ('m', 3, manager), ('c', 1, other)):
            writer.give_keys(ADD, person, role, login)
        agree(path)
        writer.give_keys(REKEY, stranger()._replace(account=manager.account), signer=recovery)
        agree(path)
        writer.give_keys(REKEY, recovery)
        agree(path)
        writer.enrol(recovery, type=REKEY, account=other.account, box=NOTHING, sign=NOTHING)
        refuses(path, 'not entitled')
    with written() as (path, writer):
        recovery = stranger()
        writer.give_keys(ADD, recovery, 4, 'r')
        agree(path)
        writer.enrol(type=REKEY, account=recovery.account, box=NOTHING, sign=bytes(range(32)),
                     signer=recovery)
        refuses(path, 'not entitled')


def grant_before_its_epoch():
    with written() as (path, writer):
        n, key = writer.enrol(type=EPOCH, epochs=[[16, 2]]), os.urandom(32)
        box = writer.manager.box.public_key
        for roster_n in (n, n - 1):
            writer.grant(writer.manager.account, box, 16, 2, key, roster_n)
            if roster_n == n:
                agree(path)
            else:
                refuses(path, 'no such epoch')


def make_vault():
    (folder / 'password').write_text(PASSWORD + '\n', encoding='utf-8')
    (folder / 'note').write_text('Une note : « à rappeler »,\nle soir.\n', encoding='utf-8')
    run(os.environ['REPERESCTL'], '--vault', vault, 'init', '--organisation', 'Essai',
        '--new-login', 'demo', '--new-password-file', folder / 'password', '--recovery-file',
        folder / 'recovery.txt')
    reperesctl('demo', '--persons', 60, '--seed', 1)
    contact = ('contact', 'add', '--project', 'reims', '--channel', 'EDUC', '--reached', 'JOINT',
               '--informed', 'ORAL', '--outcome', 'RDV_PRIS')
    reperesctl(*contact, '--new-last', 'Testard', '--new-first', 'Zoé', '--birth', '2002-02-28',
               '--sex', 'F', '--home', '51454', '--public', 'NEET', '--phone', '0612345678',
               '--time', '14:05', '--note-file', folder / 'note')
    reperesctl(*contact, '--unknown', 'grand, casquette rouge')
    reperesctl('outing', 'add', '--project', 'reims', '--channel', 'MARAUDE', '--place', '51454',
               '--start', '14:00', '--end', '15:30', '--headcount', '12')


CASES = [
    ('the values of section 18', values_of_section_18),
    ('CBOR that is not deterministic is refused', cbor_is_strict),
    ('the same records as the export', same_records_as_the_export),
    ('reading leaves no trace', reading_leaves_no_trace),
    ('the log beside the file is read', reads_the_log_beside_the_file),
    ('a wrong login and a wrong password look the same',
     wrong_login_and_wrong_password_look_the_same),
    ('logins are composed', logins_are_composed),
    ('what is no vault', what_is_no_vault),
    *((f'refused: {title}', lambda statements=statements: tampering(statements))
      for title, statements in TAMPERINGS.items()),
    ('refused: a past revision put back', past_revision_put_back),
    ('refused: any byte flipped', any_byte_flipped),
    ('several accounts take turns', several_accounts_take_turns),
    ('refused: a head under keys that were replaced', head_under_replaced_keys),
    ('refused: the head of a revoked account', head_of_a_revoked_account),
    ('refused: entries under another name', entries_under_another_name),
    ('refused: a kept head of another moment', kept_head_of_another_moment),
    ('refused: a kept head of another device', kept_head_of_another_device),
    ('refused: a row that no entry names', unsigned_record),
    ('refused: a row that only a look at it names', digest_that_no_save_noted),
    ('refused: a payload in the wrong column', payload_in_the_wrong_column),
    ('refused: the payload of another record', payload_of_another_record),
    ('refused: a past revision altered', past_revision_altered),
    ('refused: a past revision gone, moved or added', past_revisions_are_complete),
    ('refused: slots and grants of others altered', slots_and_grants_of_others),
    ('refused: what a role may not write', what_roles_may_write),
    ('refused: what a role may not do', what_roles_may_do),
    ('a role of former times counts', former_roles_count),
    ('the journal pruned', journal_pruned),
    ('refused: an identity of another structure', identity_of_another_structure),
    ('refused: a payload of an epoch not started', payload_of_an_epoch_not_started),
    ('refused: a payload from the future', payload_from_the_future),
    ('refused: a payload that is no record', payload_that_is_no_record),
    ('a payload of a newer program is read', payload_of_a_newer_program),
    ('values at the edge', values_at_the_edge),
    ('refused: roster entries against the rules', roster_rules),
    ('refused: a counsellor who signs a role', counsellor_signs_in_the_roster),
    ('refused: new keys for a counsellor, by recovery', recovery_signs_in_the_roster),
    ('refused: a grant from before its epoch', grant_before_its_epoch),
]

if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        vault = folder / 'demo.reperes'
        os.environ['XDG_STATE_HOME'] = str(folder / 'state')
        make_vault()
        shutil.copytree(folder / 'state', folder / 'remembered')
        tap.run(CASES)
