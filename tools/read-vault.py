#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads and verifies a vault: a second reader, written from docs/format.md and nothing else.

    read-vault.py VAULT --login L --password-file F [--verify-only] [--fields docs/fields.json]

Prints the records as JSON Lines, sorted by id, once everything has been verified. Numbered comments
are the sections of the page. An error is one line on standard error, and exit status 1 when
the vault cannot be opened (wrong password, no vault, a newer one), 3 when something in it does not
verify. Needs python3-nacl and python3-cbor2."""

import argparse
import datetime
import hashlib
import hmac
import json
import pathlib
import sqlite3
import struct
import sys
import unicodedata
from collections import namedtuple
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from sqlite3 import Connection
from types import SimpleNamespace
from typing import Any, NamedTuple

import cbor2
import nacl.exceptions
import nacl.pwhash.argon2id
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as aead_decrypt
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey, VerifyKey

U16, U32, U63, U64 = 2**16 - 1, 2**32 - 1, 2**63 - 1, 2**64 - 1
FIELDS = pathlib.Path(__file__).resolve().parent.parent / 'docs' / 'fields.json'
NEWER, WRONG = 'a newer Repères is needed', 'unknown login or wrong password'
Check = Callable[[Any], bool]
payload: Check = lambda v: v is None or type(v) is bytes
Row = Any  # a named tuple
Keys = dict[tuple[int, int], bytes]  # of compartments, by compartment and epoch


class CannotOpen(Exception):
    """The vault is not this program's or this person's to open."""


class Damaged(Exception):
    """Something does not verify."""


def need(truth: bool, what: str, error: type[Exception] = Damaged) -> None:
    if not truth:
        raise error(what)


# 1. Conventions
def H(data: bytes, key: bytes = b'', size: int = 32) -> bytes:
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def KDF(key: bytes, n: int, context: bytes) -> bytes:
    return hashlib.blake2b(b'', digest_size=32, key=key, salt=n.to_bytes(16, 'little'),
                           person=context + bytes(8)).digest()


def opened(what: str, function: Callable[..., bytes], *values: Any) -> bytes:
    try:
        return function(*values)
    except (nacl.exceptions.CryptoError, ValueError) as error:
        raise Damaged(what) from error


def verify(what: str, key: bytes, message: bytes, signature: bytes) -> None:
    opened(f'{what}: wrong signature', VerifyKey(key).verify, message, signature)


def uint(limit: int = U63, least: int = 0) -> Check:
    return lambda v: type(v) is int and least <= v <= limit

def raw(size: int, least: int | None = None) -> Check:
    return lambda v: type(v) is bytes and (size if least is None else least) <= len(v) <= size

def text(limit: int = sys.maxsize) -> Check:
    return lambda v: type(v) is str and '\0' not in v and len(v.encode()) <= limit

def array(item: Check, limit: int = sys.maxsize) -> Check:
    return lambda v: type(v) is list and len(v) <= limit and all(map(item, v))


def only_allowed_items(value: Any) -> bool:
    if type(value) is dict:
        return all(map(uint(U64), value)) and all(map(only_allowed_items, value.values()))
    if type(value) is list:
        return all(map(only_allowed_items, value))
    return type(value) in (bytes, str, bool) or type(value) is int and -2**63 <= value <= U64


def read_cbor(data: bytes) -> Any:
    """One deterministic item, or None, which is no item of the format."""
    try:
        value = cbor2.loads(data)
        good = only_allowed_items(value) and cbor2.dumps(value, canonical=True) == data
        return value if good else None
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError, MemoryError):
        return None


def read_map(data: bytes, shape: dict[str, Check], what: str) -> SimpleNamespace:
    """A map with the keys 1, 2, 3…, named by the shape; the check of an absent key gets None."""
    entry = read_cbor(data)
    keys = dict(enumerate(shape, 1))
    need(type(entry) is dict and entry.keys() <= keys.keys(), f'{what}: not such a map')
    for key, name in keys.items():
        need(shape[name](entry.get(key)), f'{what}: {name}')
    return SimpleNamespace(**{name: entry.get(key) for key, name in keys.items()})


def depth(value: Any) -> int:
    items = value.values() if type(value) is dict else value if type(value) is list else ()
    return 1 + max(map(depth, items), default=0)


# 2. The SQLite file
def open_database(path: pathlib.Path) -> Connection:
    """Opens for reading one state of the file; a log beside it is read too, never folded."""
    try:
        need(path.is_file(), 'not a file', CannotOpen)
        log = path.with_name(path.name + '-wal').exists()
        uri = path.absolute().as_uri() + ('?mode=ro' if log else '?mode=ro&immutable=1')
        database = sqlite3.connect(uri, uri=True, isolation_level=None)
        database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 32 * 2**20)
        database.executescript('PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;'
                               'PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; BEGIN')
        marks = [database.execute(query).fetchone()[0] for query in (
            'PRAGMA application_id', 'PRAGMA user_version',
            "SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')")]
    except (OSError, sqlite3.Error) as error:
        raise CannotOpen(f'not a vault: {error}') from error
    need(marks[0] == 0x52455052 and marks[1] >= 1 and marks[2] == 0, 'not a vault', CannotOpen)
    need(marks[1] == 1, NEWER, CannotOpen)
    return database


def rows(database: Connection, columns: dict[str, Check], rest: str, *values: Any) -> Iterator[Row]:
    """Rows of checked columns. An empty payload comes as NULL."""
    make_row = namedtuple('Row', columns)
    names = [f"nullif({c}, x'')" if columns[c] is payload else c for c in columns]
    for row in database.execute(f'SELECT {", ".join(names)} FROM {rest}', values):
        for value, (name, check) in zip(row, columns.items()):
            need(check(value), f'{rest.split()[0]}: column {name}')
        yield make_row(*row)


# 4. Account slot
Slot = NamedTuple('Slot', [('account', bytes), ('box', PrivateKey), ('sign', SigningKey),
                           ('pin_key', bytes), ('pin_n', int), ('pin_hash', bytes)])


def password_key(password: bytes, salt: bytes, passes: int, memory: int) -> bytes:
    try:
        if b'\0' not in password:
            password = unicodedata.normalize('NFC', password.decode()).encode()
    except UnicodeDecodeError:
        pass
    if len(password) > 1024:
        password = hashlib.blake2b(password, digest_size=64).digest()
    return nacl.pwhash.argon2id.kdf(32, password, salt, opslimit=passes, memlimit=1024 * memory)


def open_slot(database: Connection, vault: bytes, login: str, password: bytes) -> Slot:
    login = unicodedata.normalize('NFC', login).encode(errors='replace').decode()
    columns = {'account': raw(16), 'body': raw(298)}
    found = next(rows(database, columns, 'slot WHERE login = ?', login), None)
    need(found is not None, WRONG, CannotOpen)
    account, slot = found
    need(slot[:4] == b'RPSL', 'the slot is damaged')
    need(slot[4] == slot[5] == 1, f'the slot: {NEWER}', CannotOpen)
    passes, memory = struct.unpack_from('<II', slot, 6)
    need(1 <= passes <= 16 and 8 <= memory <= 1048576, 'the slot asks for too much', CannotOpen)
    key = password_key(password, slot[14:30], passes, memory)
    context = slot[:30] + vault + account
    need(hmac.compare_digest(H(context, KDF(key, 2, b'slotcomm')), slot[30:62]), WRONG, CannotOpen)
    body = opened('the slot was altered or moved', aead_decrypt, slot[86:234], context, slot[62:86],
                  KDF(key, 1, b'slotseal'))
    verify('the slot was altered or moved', bytes(SigningKey(body[32:64]).verify_key),
           b'rep-slot' + vault + account + slot[:234], slot[234:])
    return Slot(account, PrivateKey(body[:32]), SigningKey(body[32:64]),
                *struct.unpack_from('<32sI32s', body, 64))


# 5. Roster
ADD, ROLE, REVOKE, REKEY, STRUCTURE, DEVICE, EPOCH = range(1, 8)  # types
DIRECTOR, MANAGER, RECOVERY = 2, 3, 4  # roles; 0: revoked
ROSTER_ENTRY: dict[str, Check] = {
    'n': uint(U32), 'previous': raw(32), 'salt': raw(16), 'type': uint(EPOCH, ADD),
    'account': raw(16), 'login': text(64), 'role': uint(RECOVERY), 'structures': array(uint(U16)),
    'box': raw(32), 'sign': raw(32), 'time': uint(), 'signer': raw(16), 'device': raw(16),
    'epochs': array(lambda v: array(uint(U32))(v) and len(v) == 2 and v[0] <= U16)}
Account = NamedTuple('Account', [('role', int), ('login', str), ('box', bytes), ('sign', bytes),
                                 ('structures', list[int])])


@dataclass
class Roster:
    vault: bytes = b''
    first_key: bytes = b''
    hashes: list[bytes] = field(default_factory=list)
    states: list[dict[bytes, Account]] = field(default_factory=list)  # after each entry
    epochs: dict[int, int] = field(default_factory=dict)  # the present ones
    started: dict[tuple[int, int], int] = field(default_factory=dict)  # by which entry
    devices: list[bytes] = field(default_factory=list)

    def account(self, account: bytes, n: int, what: str) -> Account:
        """The account as of entry n, which must have had a role then."""
        found = self.states[n].get(account) if n < len(self.states) else None
        need(found is not None and found.role != 0, f'{what}: signer unknown at roster entry {n}')
        return found


def apply_entry(entry: SimpleNamespace, state: dict[bytes, Account], roster: Roster,
                what: str) -> None:
    account = state.get(entry.account, Account(0, '', b'', b'', []))
    if entry.type == ADD:
        taken = any(other.login == entry.login for other in state.values() if other.role != 0)
        need(entry.account not in state and entry.role != 0 and entry.login != '' and not taken,
             f'{what}: not a new account')
        state[entry.account] = Account(entry.role, entry.login, entry.box, entry.sign,
                                       entry.structures)
    elif entry.type in (ROLE, REVOKE, REKEY):
        need(account.role != 0, f'{what}: no such account')
        state[entry.account] = (
            account._replace(box=entry.box, sign=entry.sign) if entry.type == REKEY
            else account._replace(role=entry.role, structures=entry.structures)
            if entry.type == ROLE else account._replace(role=0))
    elif entry.type == DEVICE:
        roster.devices.append(entry.device)
    need(not entry.epochs or entry.n == 0 or entry.type in (STRUCTURE, REVOKE, EPOCH),
         f'{what}: no epoch can start here')
    for compartment, epoch in entry.epochs:
        need(any(compartment in some for some in COMPARTMENTS.values())
             and epoch == roster.epochs.get(compartment, 0) + 1, f'{what}: an epoch out of turn')
    roster.epochs.update(entry.epochs)
    roster.started.update({(compartment, epoch): entry.n for compartment, epoch in entry.epochs})


def read_roster(database: Connection) -> Roster:
    roster, state = Roster(), {}
    columns = {'n': uint(U32), 'body': raw(65536, 0), 'signature': raw(64)}
    for count, (n, body, signature) in enumerate(rows(database, columns, 'roster ORDER BY n')):
        what = f'roster entry {count}'
        entry = read_map(body, ROSTER_ENTRY, what)
        need(n == entry.n == count and entry.previous == (roster.hashes or [bytes(32)])[-1],
             f'{what}: the chain')
        if count == 0:
            need(entry.type == ADD and entry.role == MANAGER and entry.signer == entry.account,
                 f'{what}: not the first manager')
            roster.first_key, signer = entry.sign, Account(MANAGER, '', b'', entry.sign, [])
            roster.vault = H(entry.sign + entry.salt, size=16)  # 3. The vault id
        else:
            signer = roster.account(entry.signer, count - 1, what)
        rekeyed = state[entry.account].role if entry.type == REKEY and entry.account in state else 0
        need(signer.role == MANAGER or entry.type == DEVICE or signer.role == RECOVERY
             and (rekeyed == MANAGER or entry.type == ADD and entry.role == MANAGER),
             f'{what}: the signer is not entitled')
        verify(what, signer.sign, b'rep-rost' + roster.vault + body, signature)
        apply_entry(entry, state, roster, what)
        roster.hashes.append(H(body + signature))
        roster.states.append(dict(state))
    return roster


# 6. Compartments and epochs: which compartments a column may hold
FACTS = 1
COMPARTMENTS = {'facts': range(1, 2), 'identity': range(16, 65536), 'link': range(2, 3)}


# 4. Account slot, as anyone can verify it
def check_slots(database: Connection, roster: Roster) -> None:
    seen, accounts = set(), roster.states[-1]
    columns = {'account': raw(16), 'login': text(), 'body': raw(65535, 65)}
    for account, login, slot in rows(database, columns, 'slot'):
        known = accounts.get(account)
        need(known is not None and known.login == login, f'the slot of {login}: not such an account')
        verify(f'the slot of {login}', known.sign,
               b'rep-slot' + roster.vault + account + slot[:-64], slot[-64:])
        seen.add(account)
    for account, known in accounts.items():
        need(known.role in (0, RECOVERY) or account in seen, f'the slot of {known.login} is missing')


# 7. Grants
def check_grant(roster: Roster, account: bytes, body: bytes) -> tuple[int, int, bytes, bytes]:
    """Compartment, epoch, hash of the key and the sealed key of a grant of that account."""
    need(body[0] <= 1, f'a grant: {NEWER}', CannotOpen)
    (version, roster_n, grantee, box, compartment, epoch, key_hash, sealed, signer_id,
     signature) = struct.unpack('<BI16s32sHI32s80s16s64s', body)
    what = f'the grant of compartment {compartment}, epoch {epoch}'
    known = roster.states[-1].get(account)
    need(version == 1 and grantee == account and known is not None and box == known.box,
         f'{what}: not for this account')
    signer = roster.account(signer_id, roster_n, what)
    need(signer.role in (MANAGER, RECOVERY), f'{what}: the signer was not entitled')
    need(roster.started.get((compartment, epoch), U64) <= roster_n, f'{what}: no such epoch')
    verify(what, signer.sign, b'rep-gran' + roster.vault + body[:187], signature)
    return compartment, epoch, key_hash, sealed


def present_keys(roster: Roster, known: Account) -> list[tuple[int, int]]:
    """What the role is granted now, by the table of section 5."""
    def granted(compartment: int) -> bool:
        return known.role != 0 and (
            compartment == FACTS or known.role == RECOVERY
            or compartment in COMPARTMENTS['link'] and known.role != DIRECTOR
            or compartment in COMPARTMENTS['identity'] and known.role != DIRECTOR
            and (compartment in known.structures or known.role == MANAGER and not known.structures))
    return [key for key in roster.epochs.items() if granted(key[0])]


def check_grants(database: Connection, roster: Roster) -> None:
    """Those of all accounts; the recovery sheet holds every key there ever was."""
    seen = set()
    columns = {'grantee': raw(16), 'compartment': uint(U16), 'epoch': uint(U32), 'body': raw(251)}
    for grantee, compartment, epoch, body in rows(database, columns, 'key_grant'):
        need(check_grant(roster, grantee, body)[:2] == (compartment, epoch), 'a grant was moved')
        seen.add((grantee, compartment, epoch))
    for account, known in roster.states[-1].items():
        for key in roster.started if known.role == RECOVERY else present_keys(roster, known):
            need((account, *key) in seen, f'a grant of {known.login} is missing: {key}')


def read_grants(database: Connection, roster: Roster, slot: Slot) -> Keys:
    keys: Keys = {}
    for body, in rows(database, {'body': raw(251)}, 'key_grant WHERE grantee = ?'
                      ' ORDER BY compartment, epoch', slot.account):
        compartment, epoch, key_hash, sealed = check_grant(roster, slot.account, body)
        what = f'the grant of compartment {compartment}, epoch {epoch}'
        key = opened(f'{what} does not open', SealedBox(slot.box).decrypt, sealed)
        need(H(key) == key_hash, f'{what}: not the key it names')
        need((compartment, epoch) > max(keys, default=(0, 0)), f'{what} comes out of order')
        keys[compartment, epoch] = key
    need((FACTS, roster.epochs.get(FACTS, 0)) in keys, 'the present facts key was not granted')
    return keys


# 8. Sealed payload
def open_payload(roster: Roster, keys: Keys, record: bytes, kind: int, sealed: bytes,
                 what: str) -> tuple[int, int, bytes | None]:
    """Compartment, revision, and the clear bytes unless the account was not granted the key."""
    need(52 <= len(sealed) <= 16 * 2**20, f'{what}: size')
    need(sealed[0] <= 1, f'{what}: {NEWER}', CannotOpen)
    version, compartment, epoch, revision = struct.unpack_from('<BHII', sealed)
    need(version == 1 and (compartment, epoch) in roster.started, f'{what}: version or epoch')
    if (compartment, epoch) not in keys:
        return compartment, revision, None
    aad = struct.pack('<B16s16sHHII', 1, roster.vault, record, kind, compartment, epoch, revision)
    padded = opened(f'{what} does not open', aead_decrypt, sealed[35:], aad, sealed[11:35],
                    KDF(keys[compartment, epoch], 1, b'payload_'))
    unpadded = padded.rstrip(b'\0')
    need(unpadded.endswith(b'\x80'), f'{what}: padding')
    return compartment, revision, unpadded[:-1]


# 9. Records
RECORD: dict[str, Check] = {
    'id': raw(16), 'kind': uint(65534, 1), 'revision': uint(U32, 1), 'origin': raw(16),
    'facts': payload, 'identity': payload, 'link': payload}


def content_digest(record: Row) -> bytes:
    parts = [record.facts and H(record.facts), *(part if left_out(part) else part and H(part)
                                                 for part in (record.identity, record.link))]
    return H(record.id + struct.pack('<HI', record.kind, record.revision) + record.origin
             + b''.join(part or bytes(32) for part in parts))


def left_out(part: bytes | None) -> bool:
    """In a facts-only copy: the digest of a payload that is not there."""
    return part is not None and len(part) == 32


def without_names(record: Row) -> Row:
    return record._replace(**{part: None for part in ('identity', 'link')
                              if left_out(getattr(record, part))})


def erased(record: Row) -> bool:
    return record.facts is record.identity is record.link is None


def record_sum(records: list[Row], facts_key: bytes) -> bytes:
    key = KDF(facts_key, 2, b'rowsum__')
    total = sum(int.from_bytes(H(content_digest(record), key), 'little') for record in records)
    return (total % 2**256).to_bytes(32, 'little')


# 10. Journal and heads
HEAD, READ_IDENTITY, FAILED_UNLOCKS, PRUNE, DEVICE_TAKEN, ERASE, IMPORT_UNDO = (
    3, 4, 15, 16, 17, 20, 24)  # actions


def pairs(v: Any) -> bool:
    return (type(v) is list and len(v) % 2 == 0 and all(map(raw(16), v[::2]))
            and all(map(raw(32), v[1::2])))


JOURNAL_ENTRY: dict[str, Check] = {
    'time': uint(U64), 'account': raw(16), 'action': uint(U64),
    'digests': pairs, 'chain': raw(32), 'kept_head': lambda v: v is None or raw(264)(v),
    'reason': lambda v: v is None or uint(255)(v), 'removed': lambda v: v is None or pairs(v)}
HEADS: dict[str, Check] = {
    'device': raw(16), 'instance': raw(16), 'sequence': uint(U32), 'chain': raw(32), 'base_sequence': uint(U32),
    'base_chain': raw(32), 'epoch': uint(U32), 'record_sum': raw(32), 'file': raw(32),
    'roster_n': uint(U32), 'account': raw(16), 'signature': raw(64)}
PACKED_HEAD = '<16s16sQ32sQ32sI32s32sI16s'
Head = namedtuple('Head', HEADS)


def check_head(roster: Roster, head: Row, what: str) -> None:
    signer = roster.account(head.account, head.roster_n, what)
    packed = struct.pack(PACKED_HEAD, *head[:-1])
    verify(what, signer.sign, b'rep-head' + roster.vault + packed, head.signature)


@dataclass
class Run:
    """Entries by one account between two heads, which saw the roster up to these entries."""
    account: bytes
    since: int
    to: int = 0
    actions: list[int] = field(default_factory=list)


@dataclass
class Journal:
    """What the journals of all devices say."""
    notes: dict[bytes, tuple[bytes, Run, int]] = field(default_factory=dict)  # by content digest
    newest: dict[bytes, bytes] = field(default_factory=dict)  # digest by record
    removed: set[bytes] = field(default_factory=set)  # digests
    pruned: set[tuple[bytes, bytes]] = field(default_factory=set)  # device, chain
    runs: list[Run] = field(default_factory=list)

    def note(self, record: bytes, digest: bytes, action: int) -> None:
        before = self.notes.get(self.newest.get(record))
        if before is None or action != PRUNE or before[2] == PRUNE:
            self.newest[record] = digest
        self.notes[digest] = record, self.runs[-1], action


def check_journals(database: Connection, roster: Roster, keys: Keys, own: bytes) -> Journal:
    """Goes through the devices one after the other."""
    journal, before, starts = Journal(), None, []
    for device in roster.devices:
        head = next(rows(database, HEADS, 'head WHERE device = ?', device), None)
        if head is None:
            need(not any(rows(database, {'sequence': uint(U32)}, 'journal WHERE device = ?', device)),
                 f'device {device.hex()} has no head')
            continue
        check_head(roster, head, 'the head')
        starts.append(check_journal(database, roster, keys, head, before, journal, own))
        before = head
    for start in starts:
        need(start is None or start in journal.pruned, 'nobody says who took journal entries away')
    return journal


def check_journal(database: Connection, roster: Roster, keys: Keys, head: Row, before: Row | None,
                  journal: Journal, own: bytes) -> tuple[bytes, bytes] | None:
    """Checks the chain of one device up to its head; returns where it starts unless at the start."""
    count, chain, account = head.base_sequence, head.base_chain, None
    for sequence, sealed in rows(database, {'sequence': uint(U32), 'entry': raw(2**25, 0)},
                                 'journal WHERE device = ? ORDER BY sequence', head.device):
        what = f'journal entry {count + 1}'
        need(sequence == count + 1, f'{what} is missing')
        compartment, revision, clear = open_payload(roster, keys, head.device, 0xffff, sealed, what)
        need(compartment == FACTS and revision == sequence, f'{what} was moved')
        need(clear is not None, f'{what}: its key was not granted')
        entry = read_map(clear, JOURNAL_ENTRY, what)
        need(entry.chain == chain, f'{what}: the chain')
        need((entry.action in (HEAD, DEVICE_TAKEN)) == (entry.kept_head is not None),
             f'{what}: the kept head')
        need((entry.action == ERASE) == (entry.reason is not None) == (entry.removed is not None),
             f'{what}: what was erased')
        need((entry.action == DEVICE_TAKEN) == (before is not None and count == 0),
             f'{what}: the device')
        if entry.kept_head is not None:
            kept = Head(*struct.unpack(PACKED_HEAD + '64s', entry.kept_head))
            check_head(roster, kept, f'{what}: the kept head')
            expected = ((before.device, before.sequence, before.chain, before.account)
                        if entry.action == DEVICE_TAKEN else (head.device, count, chain, account))
            if account is None and entry.action == HEAD and count > 0:  # directly after a base
                expected = (head.device, count, chain, kept.account)
            need((kept.device, kept.sequence, kept.chain, kept.account) == expected,
                 f'{what}: another head is kept')
            since = kept.roster_n
        else:
            need(account in (None, entry.account), f'{what}: another account, no kept head')
            since = before.roster_n if before is not None else 0
        if account is None or entry.kept_head is not None:
            if account is not None:
                journal.runs[-1].to = since
            journal.runs.append(Run(entry.account, since))
        count, chain, account = sequence, H(chain + sealed), entry.account
        take_notes(roster, journal, entry)
    if account is not None:
        journal.runs[-1].to = head.roster_n
    elif head.device != own:
        return head.device, head.chain
    need((count, chain, account) == (head.sequence, head.chain, head.account),
         'the journal does not end where the head says')
    return (head.device, head.base_chain) if head.base_sequence else None


def take_notes(roster: Roster, journal: Journal, entry: SimpleNamespace) -> None:
    journal.runs[-1].actions.append(entry.action)
    journal.removed.update((entry.removed or [])[1::2])
    for record, digest in zip(entry.digests[::2], entry.digests[1::2]):
        if entry.action == PRUNE and record in roster.devices:
            journal.pruned.add((record, digest))
        elif entry.action not in (READ_IDENTITY, FAILED_UNLOCKS) and any(digest):
            journal.note(record, digest, entry.action)


def check_rows(journal: Journal, records: list[Row], past: list[Row]) -> None:
    """Every row is vouched for, and what is vouched for is there."""
    unsigned, seen, gone = [], set(), set()
    for number, row in enumerate(records + past):
        digest = content_digest(row)
        newest = journal.newest.get(row.id) == digest
        if digest not in journal.notes or newest != (number < len(records)):
            unsigned.append(row.id.hex())
        elif erased(row) and journal.notes[digest][2] == ERASE:
            gone.add(row.id)
        seen.add(digest)
    need(unsigned == [], f'unsigned records: {" ".join(unsigned)}')
    there = seen | journal.removed
    missing = {record.hex() for digest, (record, _, _) in journal.notes.items()
               if digest not in there and record not in gone}
    need(not missing, f'revisions are missing of records: {" ".join(sorted(missing))}')


def check_rights(roster: Roster, journal: Journal, table: list[Row], rights: dict[str, Any]) -> None:
    """What was done was allowed to one of the roles its account had while it wrote."""
    def had(run: Run) -> list[Account]:
        return [a for n in range(run.since, run.to + 1) if (a := roster.states[n].get(run.account))]

    for run in journal.runs:
        for action in run.actions:
            need(any(account.role in rights['actions'].get(action, range(5)) for account in had(run)),
                 f'action {action} was not allowed to {run.account.hex()}')
    for row in table:
        _, run, action = journal.notes[content_digest(row)]
        compartment, revision = 0, 0
        if row.identity is not None and not left_out(row.identity):
            compartment, _, revision = struct.unpack_from('<HII', row.identity, 1)
        wrote = compartment if revision == row.revision else 0
        allowed = {'all': lambda _: True, 'none': lambda _: False, 'nameless': lambda _: not wrote,
                   'own': lambda account: not wrote or wrote in account.structures}
        scopes = rights['kinds'].get(row.kind, {1: 'all', 2: 'all', 3: 'all'})
        need(action in (PRUNE, ERASE, IMPORT_UNDO)
             or any(allowed[scopes.get(account.role, 'none')](account) for account in had(run)),
             f'record {row.id.hex()}, revision {row.revision}, was not allowed to its author')


# 11. Record payloads
class Fields:
    """The table of docs/fields.json."""
    def __init__(self, path: pathlib.Path) -> None:
        table = json.loads(path.read_text(encoding='utf-8'))
        self.kinds = {kind['number']: kind for kind in table['kinds']}
        self.elements = {element['code']: element['fields'] for element in table['elements']}
        self.terms = {vocabulary['code']: {t['number']: t['code'] for t in vocabulary['terms']}
                      for vocabulary in table['vocabularies']}
        numbers = {code: n for n, code in self.terms['role'].items()}
        codes = {kind['code']: number for number, kind in self.kinds.items()}
        deeds = {code: n for n, code in self.terms['deed'].items()}
        self.rights = {
            'kinds': {codes[right['kind']]: {n: right[code] for code, n in numbers.items()}
                      for right in table['rights']['kinds']},
            'actions': {deeds[right['deed']]: right['roles'] for right in table['rights']['deeds']}}

    def read(self, fields: list[dict[str, Any]], values: Any, what: str) -> dict[str, Any]:
        """The values by code, in the order of the table, without what the table does not know."""
        need(type(values) is dict, f'{what}: not a map')
        known = {f['number']: f for f in fields}
        for n, value in values.items():
            need(uint(U32, 1)(n) and (n in known or depth(value) <= 8), f'{what}: field {n}')
        found = {f['code']: self.value(f, values[n], what) for n, f in known.items() if n in values}
        return {code: value for code, value in found.items() if value is not None}

    def value(self, f: dict[str, Any], v: Any, what: str) -> Any:
        """One value as JSON has it; None when it says that nothing is recorded."""
        terms = self.terms.get(f.get('vocabulary'), {})
        check, convert = {
            'TEXT': (text(), lambda: v),
            'TEXTS': (array(text(), 100_000), lambda: v),
            'INT': (uint(2**31 - 1), lambda: v),
            'DATE': (uint(3652059), lambda: datetime.date.fromordinal(v).isoformat()),
            'TIME': (uint(253402300799), lambda: (  # as far as a year has four digits
                datetime.datetime(1970, 1, 1) + datetime.timedelta(0, v)).isoformat() + 'Z'),
            'CODE': (uint(255), lambda: terms.get(v, v)),  # a newer term keeps its number
            'CODES': (lambda v: array(uint(63), 63)(v) and v == sorted(set(v)),
                      lambda: [terms.get(code, code) for code in v]),
            'ID': (raw(16), lambda: v.hex() if any(v) else None),
            'IDS': (array(raw(16), 100_000), lambda: [item.hex() for item in v]),
            'BOOL': (lambda v: type(v) is bool, lambda: v),
            'PLACE': (lambda v: text()(v) and len(v.encode()) == 5, lambda: v),
            'LIST': (array(lambda item: type(item) is dict, 100_000), lambda: [
                self.read(self.elements[f['element']], item, what) for item in v]),
        }[f['type']]
        need(check(v), f'{what}: {f["code"]}')
        return convert() if v or f['type'] == 'INT' else None


def open_record(roster: Roster, keys: Keys, record: Row, fields: Fields) -> dict[str, Any]:
    """The record as it is printed, without its link, after a look at everything it has."""
    kind = fields.kinds.get(record.kind, {'code': record.kind, 'fields': []})
    parts: dict[str, Any] = {'facts': {}, 'identity': {}, 'link': {}}
    for column, compartments in COMPARTMENTS.items():
        what = f'record {record.id.hex()}, revision {record.revision}: {column}'
        if (sealed := getattr(record, column)) is not None:
            compartment, revision, clear = open_payload(roster, keys, record.id, record.kind,
                                                        sealed, what)
            need(revision <= record.revision, f'{what}: revision')
            need(compartment in compartments, f'{what}: compartment')
            if clear is not None:
                known = [f for f in kind['fields'] if f['part'] == column.upper()]
                parts[column] = fields.read(known, read_cbor(clear), what)
    return {'kind': kind['code'], 'id': record.id.hex(), 'revision': record.revision,
            'facts': parts['facts'], 'identity': parts['identity']}


# 14. Opening, in order
def open_vault(path: pathlib.Path, login: str, password: bytes,
               rights: dict[str, Any] | None = None) -> tuple[Roster, Keys, list[Row], list[Row]]:
    database = open_database(path)
    vaults = list(rows(database, {'id': raw(16), 'created': uint(), 'organisation': text(),
                                  'facts_only': uint(1)}, 'vault'))
    devices = list(rows(database, {'id': raw(16), 'instance': raw(16)}, 'device'))
    need(len(vaults) == 1 and len(devices) <= 1, 'not one vault id, or several device ids')
    vault, created, organisation, facts_only = vaults[0]
    device, instance = devices[0] if devices else (None, None)  # a copy has none
    slot = open_slot(database, vault, login, password)
    roster = read_roster(database)
    need(roster.vault == vault, "another vault's roster, or none")
    need(slot.pin_key == roster.first_key and slot.pin_n < len(roster.hashes)
         and slot.pin_hash == roster.hashes[slot.pin_n], 'the roster was cut or forked')
    account = roster.states[-1].get(slot.account)
    need(account is not None and account.box == bytes(slot.box.public_key)
         and account.sign == bytes(slot.sign.verify_key), 'the account is not that of the roster')
    need(account.role != 0, 'the account was revoked', CannotOpen)
    keys = read_grants(database, roster, slot)
    check_slots(database, roster)
    check_grants(database, roster)
    last = [device] if device else roster.devices[::-1]
    heads = [h for d in last for h in rows(database, HEADS, 'head WHERE device = ?', d)]
    need(heads != [], 'the head is missing')
    head = heads[0]
    check_head(roster, head, 'the head')
    need(head.epoch == roster.epochs[FACTS] and head.device in roster.devices,
         'the head: epoch, device')
    need(head.file == H(vault + struct.pack('<Q', created) + organisation.encode())
         and instance in (None, head.instance), 'the names of vault and device are not those of the head')
    records = list(rows(database, RECORD, 'record ORDER BY id'))
    need(record_sum(records, keys[FACTS, head.epoch]) == head.record_sum, 'the record sum differs')
    past = list(rows(database, RECORD, 'record_past LEFT JOIN (SELECT id, kind FROM record) USING (id)'))
    journal = check_journals(database, roster, keys, head.device)
    check_rows(journal, records, past)
    if rights is not None:
        check_rights(roster, journal, records + past, rights)
    records = [record for record in records if not erased(record)]
    if facts_only:
        records, past = map(without_names, records), map(without_names, past)
    return roster, keys, list(records), list(past)


def check_merges(lines: list[dict]) -> None:
    """Whoever is the same youth as another must lead to one who is not: a ring would hide them all."""
    into = {line['id']: line['facts']['same_as'] for line in lines
            if line.get('kind') == 'person' and line.get('facts', {}).get('same_as')}
    for start in into:
        at, steps = start, 0
        while at in into and steps <= len(into):
            at, steps = into[at], steps + 1
        need(steps <= len(into), f'record {start} is merged into itself')


def main() -> int:
    parser = argparse.ArgumentParser(description='Reads and verifies a vault.')
    parser.add_argument('vault', type=pathlib.Path, metavar='VAULT')
    parser.add_argument('--login', required=True)
    parser.add_argument('--password-file', type=pathlib.Path, required=True)
    parser.add_argument('--verify-only', action='store_true', help='print no records')
    parser.add_argument('--fields', type=pathlib.Path, default=FIELDS)
    options = parser.parse_args()
    lines, damaged = [], []
    try:
        fields = Fields(options.fields)
        password = options.password_file.read_bytes().removesuffix(b'\n').removesuffix(b'\r')
        roster, keys, records, past = open_vault(options.vault, options.login, password,
                                                 fields.rights)
        for record in records + past:
            try:
                lines.append(open_record(roster, keys, record, fields))
            except Damaged as error:
                damaged.append(str(error))
        need(damaged == [], '; '.join(damaged))
        check_merges(lines[:len(records)])
    except (CannotOpen, Damaged, OSError, sqlite3.Error) as error:
        print(f'{options.vault}: {error}', file=sys.stderr)
        return 3 if isinstance(error, (Damaged, sqlite3.Error)) else 1
    sys.stdout.reconfigure(encoding='utf-8')
    for line in lines[:0 if options.verify_only else len(records)]:
        print(json.dumps(line, ensure_ascii=False, separators=(',', ':')))
    return 0


if __name__ == '__main__':
    sys.exit(main())
