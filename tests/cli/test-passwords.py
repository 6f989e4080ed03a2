#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Passwords and the recovery sheet from end to end: reperesctl as people and scripts use it."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / 'lint'))
import tap  # noqa: E402

CTL = os.environ['REPERESCTL']
READER = Path(os.environ['REP_SOURCE_ROOT']) / 'tools' / 'read-vault.py'
FOLDER = tempfile.TemporaryDirectory(prefix='reperes-pw-')
ENV = {**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'XDG_STATE_HOME': str(Path(FOLDER.name) / 'state')}
SEED = int(os.environ.get('REP_SEED', random.SystemRandom().randrange(2**32)))
RANDOM = random.Random(SEED)
ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'


class Vault:
    """A vault in a folder of its own; every file it needs beside it."""

    def __init__(self, shares=1, suffix='.txt', password='sept mots de passe', sheet=None):
        self.folder = Path(tempfile.mkdtemp(dir=FOLDER.name))
        self.path = self.folder / 'essai.reperes'
        self.sheet = sheet or self.folder / f'fiche{suffix}'
        self.password = self.file('mot-de-passe', password)
        done = self.run('init', '--organisation', "Mission Locale d'Épernay", '--new-login', 'maud',
                        '--new-password-file', self.password, '--recovery-file', self.sheet,
                        *(['--recovery-shares', '2'] if shares == 2 else []))
        assert done.returncode == 0, done.stderr

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def run(self, *words, login='maud', password=None):
        call = [CTL, '--vault', self.path, '--login', login, '--password-file', password or self.password, *words]
        return subprocess.run([str(word) for word in call], capture_output=True, text=True, env=ENV, timeout=120,
                              check=False)

    def json(self, *words, **how):
        done = self.run(*words, '--json', **how)
        assert done.returncode == 0, (words, done.stderr)
        return json.loads(done.stdout)

    def opens(self, **how):
        return self.run('check', **how).returncode == 0

    def refused(self, part, *words, status=1, **how):
        done = self.run(*words, **how)
        assert (done.returncode, done.stdout) == (status, ''), (done.returncode, done.stdout, done.stderr)
        lines = [line for line in done.stderr.splitlines() if 'the recovery sheet' not in line or part in line]
        assert len(lines) == 1 and part in lines[0], done.stderr

    def shares(self):
        return [self.folder / f'fiche-{n}.txt' for n in (1, 2)]

    def code(self, path=None):
        return re.search(r'[0-9A-Z]{5}(-[0-9A-Z]{5}){13}', (path or self.sheet).read_text()).group(0)


def wait_grows():
    vault, wrong = Vault(), None
    wrong = vault.file('faux', 'faux')
    vault.refused('Unknown login or wrong password', 'progress', password=wrong)
    vault.refused('try again in', 'progress', password=wrong)
    done = vault.run('progress')
    assert done.returncode == 1 and re.search(r'try again in [12] s', done.stderr), done.stderr
    time.sleep(2)
    vault.refused('wrong password', 'progress', password=wrong)
    done = vault.run('progress')
    assert re.search(r'try again in [34] s', done.stderr), done.stderr
    started = time.monotonic()
    done = vault.run('--wait', '10', 'progress')
    assert done.returncode == 0 and time.monotonic() - started > 2, done.stderr
    vault.refused('wrong password', 'progress', password=wrong)
    done = vault.run('progress')
    assert re.search(r'try again in [12] s', done.stderr), done.stderr


def own_password():
    vault = Vault()
    new = vault.file('nouveau', 'une autre phrase\n')
    assert vault.json('account', 'password', '--new-password-file', new) == {'login': 'maud', 'changed': True}
    assert vault.opens(password=new)
    assert not vault.opens()
    time.sleep(2)
    reader = subprocess.run([sys.executable, READER, vault.path, '--login', 'maud', '--password-file', new,
                             '--verify-only'], capture_output=True, text=True, check=False)
    assert reader.returncode == 0, reader.stderr


def c2_shapes_at_creation():
    """Each shape is refused with its sentence, by every command that chooses a password."""
    vault = Vault()
    shapes = (('', 'An empty password'), ('mot \n', 'a space'), (' mot', 'a space'), (b'mo\0t', 'one line of text'),
              ('deux\nlignes', 'one line of text'), (b'caf\xe9', 'one line of text'), ('a' * 1000000, '1,024 bytes'))
    for content, sentence in shapes:
        bad = vault.file('mauvais', content)
        vault.refused(sentence, 'account', 'password', '--new-password-file', bad)
        vault.refused(sentence, 'account', 'recover', '--recovery-file', vault.sheet, '--new-password-file', bad)
        other = vault.folder / 'autre.reperes'
        done = subprocess.run([CTL, '--vault', other, 'init', '--organisation', 'x', '--new-login', 'x',
                               '--new-password-file', bad, '--recovery-file', vault.folder / 'autre.txt'],
                              capture_output=True, text=True, env=ENV, check=False)
        assert done.returncode == 1 and sentence in done.stderr, done.stderr
        assert not other.exists() and not (vault.folder / 'autre.txt').exists()
    vault.refused('cannot be read', 'account', 'password', '--new-password-file', vault.folder / 'absent')
    assert vault.opens()


def c2_shapes_when_opening():
    vault = Vault(password=unicodedata.normalize('NFC', "passe d'été à Épernay"))
    messages = set()
    for content in ('faux', "passe d'été à Épernay ", '', b'\0', "passe d'été à Épernay\0", 'a' * 2000000):
        copy = vault.folder / f'copie-{len(str(content))}.reperes'
        shutil.copy(vault.path, copy)
        done = vault.run('--vault', copy, 'progress', password=vault.file('faux', content))
        assert done.returncode == 1, content[:20]
        messages.add(done.stderr)
    assert len(messages) == 1, messages
    assert vault.opens(password=vault.file('nfd', unicodedata.normalize('NFD', "passe d'été à Épernay")))


def generated_passwords():
    vault = Vault()
    seen = set()
    for _ in range(20):
        told = vault.json('password', 'generate')
        words = told['password'].split('-')
        assert (len(words), told['words'], told['bits']) == (7, 7, 77.0), told
        assert all(re.fullmatch('[a-z]{4,8}', word) for word in words), told
        seen.add(told['password'])
    assert len(seen) == 20
    plain = vault.run('password', 'generate', '--words', '9').stdout
    assert re.fullmatch('[a-z]{4,8}(-[a-z]{4,8}){8}\n', plain), plain
    assert vault.run('password', 'generate', '--words', '3').returncode == 2
    new = vault.file('nouveau', plain)
    vault.json('account', 'password', '--new-password-file', new)
    assert vault.opens(password=new)


def c7_drill():
    for shares in (1, 2):
        vault = Vault(shares)
        files = [word for path in (vault.shares() if shares == 2 else [vault.sheet])
                 for word in ('--recovery-file', path)]
        before = vault.path.read_bytes()
        done = subprocess.run([CTL, '--vault', vault.path, '--json', 'recovery', 'check', *files],
                              capture_output=True, text=True, env=ENV, check=False)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert set(told) == {'opens', 'keys', 'missing', 'since'} and told['opens'] and told['keys'] == 2, told
        assert vault.path.read_bytes() == before


def c7_recover():
    vault = Vault()
    new = vault.file('nouveau', 'phrase nouvelle')
    told = vault.json('account', 'recover', '--recovery-file', vault.sheet, '--new-password-file', new)
    assert told == {'login': 'maud', 'added': False}
    done = vault.run('check', password=new)
    assert done.returncode == 0 and 'the recovery sheet gave new keys to “maud”' in done.stderr, done.stderr
    assert not vault.opens()
    told = vault.json('account', 'recover', '--recovery-file', vault.sheet, '--new-password-file', new, login='sonia')
    assert told == {'login': 'sonia', 'added': True}
    done = vault.run('check', password=new, login='sonia')
    assert done.returncode == 0 and 'made a new manager, “sonia”' in done.stderr, done.stderr
    for login in ('maud', 'sonia'):
        reader = subprocess.run([sys.executable, READER, vault.path, '--login', login, '--password-file', new,
                                 '--verify-only'], capture_output=True, text=True, check=False)
        assert reader.returncode == 0, reader.stderr


def c7_refused():
    """Wrong code, one typo, share missing: refused, nothing changed, the typo located."""
    vault, other, two = Vault(), Vault(), Vault(2)
    new = vault.file('nouveau', 'phrase nouvelle')
    commands = (('recovery', 'check'), ('account', 'recover', '--new-password-file', new))
    for command in commands:
        vault.refused('not, or is no longer, that of this vault', *command, '--recovery-file', other.sheet)
        vault.refused('There is no recovery code in', *command, '--recovery-file', new)
        vault.refused('cannot be read', *command, '--recovery-file', vault.folder / 'absent')
        for share in two.shares():
            two.refused('one of two', *command, '--recovery-file', share)
        two.refused('do not belong together', *command, *('--recovery-file', two.shares()[0]) * 2)
        for _ in range(6):
            at = RANDOM.choice([i for i, symbol in enumerate(vault.code()) if symbol != '-'])
            wrong = RANDOM.choice(ALPHABET.replace(vault.code()[at], ''))
            typo = vault.sheet.read_text().replace(vault.code(), vault.code()[:at] + wrong + vault.code()[at + 1:])
            vault.refused(f'mistake in group {at // 6 + 1};', *command, '--recovery-file', vault.file('typo', typo))
        share = two.shares()[1]
        code = two.code(share)
        typo = two.file('typo', share.read_text().replace(code, code[:-1] + ('A' if code[-1] != 'A' else 'B')))
        two.refused('mistake in group 14 (', *command, '--recovery-file', two.shares()[0], '--recovery-file', typo)
    assert vault.opens() and two.opens()


def sheet_as_typed():
    vault = Vault()
    code = vault.code()
    for typed in (code.lower(), code.replace('-', ' '), code.replace('-', ''), code.replace('-', '\n') + '\r\n',
                  code.replace('0', 'o').replace('1', 'l')):
        done = vault.run('recovery', 'check', '--recovery-file', vault.file('tapé', typed))
        assert done.returncode == 0, (typed, done.stderr)


def renewed():
    vault = Vault()
    old, new = vault.sheet, vault.folder / 'neuve.txt'
    told = vault.json('recovery', 'renew', '--recovery-file', new, '--recovery-shares', '2')
    parts = [vault.folder / f'neuve-{n}.txt' for n in (1, 2)]
    assert told == {'sheets': [str(part) for part in parts]}, told
    assert all(part.stat().st_mode & 0o777 == 0o600 for part in parts)
    vault.refused('no longer', 'recovery', 'check', '--recovery-file', old)
    vault.refused('one of two', 'recovery', 'check', '--recovery-file', parts[0])
    told = vault.json('recovery', 'check', *(word for part in parts for word in ('--recovery-file', part)))
    assert told['missing'] == 0 and told['keys'] == 4, told  # both epochs of facts and link
    assert vault.opens()
    vault.refused('exists already', 'recovery', 'renew', '--recovery-file', old)
    assert vault.run('recovery', 'check', *(word for part in parts for word in ('--recovery-file', part))).returncode == 0
    done = vault.run('account', 'recover', '--recovery-file', old, '--new-password-file', vault.password)
    assert done.returncode == 1


def pdf_sheet():
    """The page, rendered by someone else, carries the code in a QR code and in words."""
    vault = Vault(suffix='.pdf')
    picture = vault.folder / 'page'
    subprocess.run(['pdftoppm', '-r', '150', '-png', '-singlefile', vault.sheet, picture], check=True)
    text = subprocess.run(['pdftotext', '-layout', vault.sheet, '-'], capture_output=True, text=True, check=True).stdout
    scanned = subprocess.run(['zbarimg', '--quiet', '--raw', f'{picture}.png'], capture_output=True, text=True,
                             check=False)
    assert scanned.returncode == 0, scanned.stderr
    code = scanned.stdout.strip()
    assert re.fullmatch(r'[0-9A-Z]{5}(-[0-9A-Z]{5}){13}', code), code
    numbered = ' '.join(f'{n} {group}' for n, group in enumerate(code.split('-'), 1))
    assert numbered in re.sub(r'\s+', ' ', text), text
    assert "Mission Locale d'Épernay" in text
    done = vault.run('recovery', 'check', '--recovery-file', vault.file('scanné', code))
    assert done.returncode == 0, done.stderr
    vault.refused('There is no recovery code in', 'recovery', 'check', '--recovery-file', vault.sheet)


def usage():
    vault = Vault()
    for words in (('recovery', 'check'), ('recovery', 'renew'), ('account', 'password'), ('account', 'recover'),
                  ('recovery', 'check', *('--recovery-file', vault.sheet) * 3),
                  ('recovery', 'renew', '--recovery-file', vault.folder / 'x', '--recovery-shares', '3')):
        done = vault.run(*words)
        assert (done.returncode, done.stdout) == (2, ''), (words, done)


def french():
    vault = Vault()
    ENV.update(LANGUAGE='fr')
    try:
        vault.refused('Un mot de passe vide', 'account', 'password', '--new-password-file', vault.file('vide', ''))
        done = vault.run('recovery', 'check', '--recovery-file', vault.sheet)
        assert 'La fiche de secours' in done.stdout, done.stdout
    finally:
        ENV.update(LANGUAGE='en')


if __name__ == '__main__':
    print(f'# seed {SEED}', flush=True)
    cases = (wait_grows, own_password, c2_shapes_at_creation, c2_shapes_when_opening, generated_passwords, c7_drill,
             c7_recover, c7_refused, sheet_as_typed, renewed, pdf_sheet, usage, french)
    tap.run([(case.__name__.replace('_', ' '), case) for case in cases])
