#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The spreadsheets teams already have, taken in and taken back; files that are not what they say."""

import collections
import csv
import json
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

ROOT = pathlib.Path(os.environ['REP_SOURCE_ROOT'])
SAMPLES = ROOT / 'data' / 'samples'
folder = pathlib.Path()


def run(*words, vault='v.reperes', login='maud', expect=0):
    done = subprocess.run(
        [os.environ['REPERESCTL'], '--vault', str(folder / vault), '--login', login, '--password-file',
         str(folder / 'secret'), *[str(word) for word in words]], capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, cwd=folder, umask=0o077, timeout=600,
        env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'XDG_STATE_HOME': str(folder / 'state')})
    assert done.returncode == expect, (words, done)
    return done


def ask(*words, **options):
    return json.loads(run('--json', *words, **options).stdout)


def refused(*words, part, expect=1, **options):
    done = run(*words, expect=expect, **options)
    assert done.stdout == '' and part in done.stderr, done
    return done


def make(vault='v.reperes'):
    run('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
        '--recovery-file', folder / f'{vault}.txt', vault=vault)
    for code in ('charleville-mezieres', 'reims'):
        run('project', 'import', ROOT / 'data' / 'projects' / f'{code}.json', vault=vault)


def sample(name, *words, **options):
    return ask('import', SAMPLES / f'{name}.csv', '--map', SAMPLES / f'{name}.map.json', *words, **options)


def write(name, text):
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return folder / name


def records(vault='v.reperes'):
    path = folder / 'all.jsonl'
    run('export', '--identified', '--output', path, vault=vault)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    path.unlink()
    return lines


def of(kind, vault='v.reperes'):
    return [line for line in records(vault) if line['kind'] == kind and not line['facts'].get('withdrawn')]


# What each sample file comes to; docs/import.md says the same.
COUNTS = {
    'propre': {'rows': 12, 'persons_new': 11, 'persons_matched': 0, 'contacts': 12},
    'excel': {'rows': 9, 'persons_new': 8, 'persons_matched': 0, 'contacts': 9},
    'brouillon': {'rows': 22, 'persons_new': 5, 'persons_matched': 0, 'contacts': 4, 'contacts_known': 1,
                  'persons_alike': 2},
}
REASONS = [
    (4, 'Naissance', 'DATE_IMPOSSIBLE'), (5, 'Naissance', 'DATE_FUTURE'), (6, 'Naissance', 'NAISSANCE_IMPROBABLE'),
    (7, 'Naissance', 'DATE_ILLISIBLE'), (8, 'Ville', 'COMMUNE_AMBIGUE'), (9, 'Ville', 'COMMUNE_INCONNUE'),
    (10, 'Téléphone', 'TELEPHONE_ILLISIBLE'), (11, 'Mail', 'COURRIEL_ILLISIBLE'),
    (12, 'Date contact', 'DATE_FUTURE'), (13, 'Date contact', 'DATE_ANCIENNE'), (14, 'Canal', 'CODE_INCONNU'),
    (15, 'Canal', 'VALEUR_ABSENTE'), (16, None, 'NOM_ABSENT'), (17, None, 'CELLULES_EN_TROP'),
    (18, 'Naissance', 'DATE_IMPOSSIBLE'), (24, None, 'JEUNE_AMBIGU'),
]


def samples():
    make()
    for name, counts in COUNTS.items():
        dry = sample(name, '--dry-run')
        assert dry['batch'] is None and dry['dry_run'], dry
        assert not of('import') or all(line['identity'].get('source') != f'{name}.csv' for line in of('import'))
        found = sample(name)
        assert {key: found[key] for key in counts} == counts, (name, found)
        assert {**found, 'batch': None, 'dry_run': True} == dry
        assert len(found['batch']) == 32
        rejected = [(line['line'], line['column'], line['reason']) for line in found['rejected']]
        assert rejected == (REASONS if name == 'brouillon' else []), rejected

    people = {(line['identity'].get('last_name'), line['identity'].get('first_name')): line for line in of('person')}
    zoe = people['FICTIVE-DUMONT', 'Zoé']
    assert zoe['identity']['birth'] == '2002-03-12' and zoe['facts']['sex'] == 'F', zoe
    assert zoe['identity']['home'] == '08105' and zoe['identity']['phones'] == ['06 00 00 00 21'], zoe
    assert people['ŒUVRARD', 'Inès']['identity']['home'] == '08385'
    assert people['EXEMPLE', 'Anaïs']['identity']['birth'] == '2002-01-01'
    assert people['TÉMOIN', 'Loïc']['identity']['phones'] == ['06 00 00 00 27 (mère)']
    notes = [line['identity'].get('note') for line in of('contact')]
    assert 'A dit : "je rappelle" ; à suivre' in notes and 'Coût du permis : 1 200 €' in notes, notes
    ages = [age['age'] for line in of('person') for age in line['facts'].get('ages', [])]
    assert len(ages) >= 20 and all(15 <= age <= 23 for age in ages), ages
    run('check')


def again():
    for name in COUNTS:
        found = sample(name)
        assert found['persons_new'] == 0 and found['contacts'] == 0 and found['batch'] is None, found
        assert found['persons_matched'] > 0 and found['contacts_known'] > 0, found
    assert sum(line['facts'].get('import') is not None for line in of('contact')) == 25

    more = write('more.csv', 'Nom,Prénom,Naissance,Ville,Mail\nFICTIF,alix,12/04/2003,,alix@exemple.fr\n'
                 'Fictif,Noa,1/1/2001,,\n')
    path = write('more.json', json.dumps({
        'columns': {'Nom': 'person.last_name', 'Prénom': 'person.first_name', 'Naissance': 'person.birth',
                    'Ville': 'person.home', 'Mail': 'person.emails'}, 'project': 'charleville-mezieres'}))
    near = write('near.csv', 'Nom,Prénom,Naissance,Ville,Mail\nFictiff,Alixe,12/04/2003,,\n')
    found = ask('import', near, '--map', path, '--dry-run')
    assert (found['persons_new'], found['persons_alike']) == (1, 1), found
    found = ask('import', more, '--map', path)
    assert (found['persons_new'], found['persons_matched'], found['persons_completed'],
            found['persons_alike']) == (1, 1, 1, 0), found  # a namesake of another birth day is no double
    alix = [line for line in of('person') if line['identity'].get('first_name') == 'Alix'][0]
    assert alix['identity']['emails'] == ['alix@exemple.fr'] and alix['identity']['last_name'] == 'Fictif', alix
    assert alix['facts']['imports'][1] == {'import': found['batch'], 'revision': 2}, alix


def rejects():
    path = folder / 'rejets.csv'
    make('w.reperes')
    sample('brouillon', '--rejects', path, vault='w.reperes')
    data = path.read_bytes()
    assert data.startswith(b'\xef\xbb\xbf') and path.stat().st_mode & 0o077 == 0
    rows = list(csv.reader(data.decode('utf-8-sig').splitlines(), delimiter=';'))
    assert rows[0][:4] == ['Rejected line', 'Column at fault', 'Reason', 'Value at fault'] and len(rows) == 17, rows
    assert rows[1][:5] == ['4', 'Naissance', 'There is no such day', '31/02/2002', 'Essai'], rows[1]
    assert rows[15][4] == '\'=CMD("x")' and not any(cell[:1] in '=+-@' for row in rows for cell in row if cell), rows
    refused('import', SAMPLES / 'brouillon.csv', '--map', SAMPLES / 'brouillon.map.json', '--rejects', path,
            part='exists already', vault='w.reperes')
    assert len([line for line in records('w.reperes') if line['kind'] == 'import']) == 1

    fixed = write('fixed.csv', data.decode('utf-8-sig').replace('31/02/2002', '28/02/2002'))
    found = ask('import', fixed, '--map', SAMPLES / 'brouillon.map.json', vault='w.reperes')
    assert found['persons_new'] == 2 and len(found['rejected']) == 14, found
    assert all(line['line'] > 1 for line in found['rejected'])


def guess():
    path = folder / 'guess.json'
    found = ask('import', SAMPLES / 'excel.csv', '--guess-map', path)
    assert found['header_line'] == 4 and found['encoding'] == 'windows-1252' and found['rows'] == 9, found
    written = json.loads(path.read_text())
    assert written['columns']['NOM et Prénom'] == 'person.full_name', written
    assert written['columns']['Né(e) le'] == 'person.birth' and written['columns']['CP'] == 'person.home_postcode'
    assert written['columns']['Situation actuelle'] == {
        'field': 'person.situation', 'values': {'DE': None, 'Scolarisée': None, 'NR': None}}, written
    assert written['constants'] == {'contact.reached': None}, written
    refused('import', SAMPLES / 'excel.csv', '--map', path, '--project', 'reims', part='contact.reached')


def maps():
    table = write('t.csv', 'Nom;Prénom;Canal\nA;B;BUS\n')
    good = {'Nom': 'person.last_name', 'Prénom': 'person.first_name'}
    cases = [
        ({'columns': {**good, 'Canal': 'person.shoe_size'}}, 'person.shoe_size'),
        ({'columns': {**good, 'Canal': 'person.public:TALL'}}, 'person.public:TALL'),
        ({'columns': {**good, 'Canal': {'field': 'contact.channel', 'values': {'x': 'ROCKET'}}}}, 'ROCKET'),
        ({'columns': {**good, 'Ville': 'person.home'}}, 'Ville'),
        ({'columns': {**good, 'Canal': 'person.last_name'}}, 'person.last_name'),
        ({'columns': {'Canal': 'person.home'}}, 'person.last_name'),
        ({'columns': {**good, 'Canal': 'contact.channel'}}, 'contact.date'),
        ({'columns': good, 'constants': {'contact.channel': 'ROCKET'}}, 'ROCKET'),
        ({'columns': good, 'constants': {'shoe': '1'}}, 'shoe'),
        ({'columns': good, 'colonnes': {}}, 'colonnes'),
        ({'columns': good, 'dates': 'ymd'}, 'dates'),
        ({'columns': {**good, 'Canal': 17}}, 'Canal'),
        ({'columns': {**good, 'Canal': {'field': 'person.home', 'values': {}}}}, 'values'),
        ({'columns': good}, 'project'),
        ([], 'columns'),
    ]
    for data, part in cases:
        path = write('m.json', json.dumps(data))
        refused('import', table, '--map', path, part=part)
    refused('import', table, '--map', write('m.json', '{"columns":'), part='columns')
    refused('import', table, '--map', write('m.json', json.dumps({'columns': good})), '--project', 'nowhere',
            part='nowhere')
    refused('import', table, '--map', folder / 'missing.json', part='missing.json')
    with open(folder / 'huge.json', 'wb') as file:
        file.truncate(1 << 30)
    refused('import', table, '--map', folder / 'huge.json', part='huge.json')
    (folder / 'huge.json').unlink()
    for text in ('[' * 500000, '{"a":' * 100000, '{"columns":/*"*/' + '[' * 500000):  # deeper than a stack
        refused('import', table, '--map', write('m.json', text), part='columns')
        refused('project', 'import', write('deep.json', text), part='deep.json')
    refused('import', table, part='--map', expect=2)


def bad_files():
    path = write('m.json', json.dumps({'columns': {'Nom': 'person.last_name'}, 'project': 'reims'}))
    before = len(records())
    cases = [
        (b'PK\x03\x04' + bytes(100), 'workbook'), (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(100), 'workbook'),
        (b'Nom\nA\0B\n', 'Line 2 holds NUL'), ('Nom\nZoé\n'.encode() + b'Zo\xe9\n', 'Line 3'),
        (b'Nom\n' + b'x' * (2 << 20), 'Line 2 is too long'), (b'Nom\nA' + b';' * 10000 + b'\n', 'Line 2 has too many'),
        (b'Nom;A\nA;"B\n' + b'C;D\n' * 50000, 'line 2'), (b'', 'No row'), (b'\x7fELF\x02\x01\x01' + bytes(50), 'NUL'),
    ]
    for data, part in cases:
        refused('import', write('bad.csv', data), '--map', path, part=part)
    with open(folder / 'bad.csv', 'wb') as file:
        file.truncate(1 << 30)
    refused('import', folder / 'bad.csv', '--map', path, part='64 MB')
    (folder / 'bad.csv').unlink()
    for name in ('bad.jsonl', 'sheet.json'):
        with open(folder / name, 'wb') as file:
            file.truncate(1 << 30)
    run('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
        '--recovery-file', folder / 'e.txt', vault='e.reperes')
    refused('import', folder / 'bad.jsonl', part='4 MiB', vault='e.reperes')
    for data in (b'{"kind":"person"}\0\n', b'{"kind":"pers\xe9"}\n', b'[' * 1000000, b'PK\3\4', b'[1]\n'):
        refused('import', write('bad.jsonl', data), part='JSON', vault='e.reperes')
    assert ask('project', 'list', vault='e.reperes') == []
    refused('project', 'import', folder / 'sheet.json', part='sheet.json')
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert used < 1 << 20, used  # kilobytes: no gigabyte was ever held
    refused('import', folder, '--map', path, part='cannot be read')
    assert len(records()) == before


def undo():
    make('u.reperes')
    batch = sample('propre', vault='u.reperes')['batch']
    person = [line for line in of('person', 'u.reperes') if line['identity']['first_name'] == 'Eden'][0]['id']
    run('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'JOINT',
        '--person', person, '--date', '2020-06-01', vault='u.reperes')
    progress = ask('progress', 'charleville-mezieres', '--as-of', '2020-12-31', vault='u.reperes')[0]
    assert progress['reached'] == 9, progress
    run('account', 'add', 'lou', '--role', 'counsellor', '--structure', 'Mission Locale de Charleville-Mézières',
        '--new-password-file', folder / 'secret', vault='u.reperes')
    refused('import', 'undo', batch, login='lou', part='role', vault='u.reperes')
    listed = ask('import', 'list', vault='u.reperes')
    assert [(line['batch'], line['file'], line['by'], line['undone']) for line in listed] == [
        (batch, 'propre.csv', 'maud', None)], listed
    undone = ask('import', 'undo', batch, vault='u.reperes')
    assert (undone['persons'], undone['contacts'], undone['kept']) == (10, 12, [person]), undone
    assert [line['id'] for line in of('person', 'u.reperes')] == [person]
    assert len(of('contact', 'u.reperes')) == 1
    progress = ask('progress', 'charleville-mezieres', '--as-of', '2020-12-31', vault='u.reperes')[0]
    assert progress['reached'] == 1, progress
    run('check', vault='u.reperes')
    refused('import', 'undo', batch, part='before', vault='u.reperes')
    refused('import', 'undo', '0' * 31 + '1', part='no import', vault='u.reperes')
    assert ask('import', 'list', vault='u.reperes')[0]['undone'] is not None
    actions = collections.Counter(line['action'] for line in ask('journal', vault='u.reperes'))
    assert actions['IMPORT'] == 1 and actions['IMPORT_UNDO'] == 1, actions

    found = sample('propre', vault='u.reperes', login='lou')
    assert found['persons_new'] == 10 and found['persons_matched'] == 1 and found['contacts'] == 12, found
    run('check', vault='u.reperes')
    called = {line['person'] for line in ask('calls', '--from', found['batch'], vault='u.reperes')}
    assert len(called) > 3 and called <= {line['id'] for line in of('person', 'u.reperes')}, called
    assert called == {line['person'] for line in ask('calls', '--from', '', vault='u.reperes')}  # there is nobody else
    new = ask('contact', 'add', '--project', 'charleville-mezieres', '--channel', 'BUS', '--reached', 'NON_JOINT',
              '--new-last', 'Horslot', '--new-first', 'Ana', '--date', '2020-06-02', vault='u.reperes')['person']
    assert new in {line['person'] for line in ask('calls', '--from', 'never', vault='u.reperes')}
    assert {line['person'] for line in ask('calls', '--from', found['batch'], vault='u.reperes')} == called
    never = {line['person'] for line in ask('calls', '--from', found['batch'] + ' never', vault='u.reperes')}
    assert never < called and new not in never, never
    refused('calls', '--from', '0' * 31 + '1', part='no import', vault='u.reperes')
    ask('import', 'undo', found['batch'], vault='u.reperes')
    assert not called & {line['person'] for line in ask('calls', '--from', found['batch'], vault='u.reperes')} - {person}


def killed():
    """kill -9 at any moment of an import: all of it is there, or nothing."""
    make('k.reperes')
    rows = 1500
    write('many.csv', 'Nom;Prénom;Date;Canal\n' + ''.join(
        f'Fictif{number};Essai;03/02/2020;BUS\n' for number in range(rows)))
    path = write('many.json', json.dumps({
        'columns': {'Nom': 'person.last_name', 'Prénom': 'person.first_name', 'Date': 'contact.date',
                    'Canal': 'contact.channel'}, 'constants': {'contact.reached': 'JOINT'}, 'project': 'reims'}))
    started = time.monotonic()
    run('import', folder / 'many.csv', '--map', path, '--dry-run', vault='k.reperes')
    lasts = time.monotonic() - started
    seed = int(os.environ.get('REP_SEED', 0)) or random.SystemRandom().randrange(1, 1 << 30)
    print(f'# kills from seed {seed}')
    rand, whole, found = random.Random(seed), (folder / 'k.reperes').read_bytes(), set()
    for _ in range(60 if os.environ.get('REP_LONG') else 8):
        shutil.rmtree(folder / 'state', ignore_errors=True)
        for left in folder.glob('k.reperes*'):  # as it was, with nothing beside it
            left.unlink()
        (folder / 'k.reperes').write_bytes(whole)
        (folder / 'k.reperes').chmod(0o600)
        child = subprocess.Popen(
            [os.environ['REPERESCTL'], '--vault', folder / 'k.reperes', '--login', 'maud', '--password-file',
             folder / 'secret', 'import', folder / 'many.csv', '--map', path], cwd=folder, umask=0o077,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, 'LC_ALL': 'C.UTF-8', 'XDG_STATE_HOME': str(folder / 'state')})
        time.sleep(lasts * rand.uniform(0.2, 2))
        child.send_signal(signal.SIGKILL)
        child.wait()
        # who is killed while unlocking leaves a password that was tried behind, and the wait for it
        run('--wait', '20', 'check', vault='k.reperes')
        kinds = collections.Counter(line['kind'] for line in records('k.reperes'))
        counts = (kinds['import'], kinds['person'], kinds['contact'])
        assert counts in ((0, 0, 0), (1, rows, rows)), counts
        found.add(counts[0])
    print(f'# seen: {sorted(found)}')


def round_trip():
    make('a.reperes')
    for name in ('propre', 'excel'):
        sample(name, vault='a.reperes')
    person = of('person', 'a.reperes')[0]['id']
    run('contact', 'add', '--project', 'reims', '--channel', 'BUS', '--reached', 'JOINT', '--person', person,
        '--date', '2020-06-01', vault='a.reperes')
    run('partner', 'add', 'Centre social fictif', '--kind', 'MISSION_LOCALE', '--person', 'Dominique Fictif', vault='a.reperes')
    run('stage', 'set', person, '--project', 'reims', '--stage', 'MOBILISE', '--date', '2020-07-01', vault='a.reperes')
    path = folder / 'round.jsonl'
    run('export', '--identified', '--output', path, vault='a.reperes')
    run('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
        '--recovery-file', folder / 'b.txt', vault='b.reperes')
    broken = write('broken.jsonl', path.read_text().replace('"kind":"contact"', '"kind":"contract"', 1))
    refused('import', broken, part='kind', vault='b.reperes')
    refused('import', write('broken.jsonl', 'x' * (5 << 20)), part='4 MiB', vault='b.reperes')
    refused('import', path, '--dry-run', part='option', expect=2, vault='b.reperes')
    assert ask('project', 'list', vault='b.reperes') == []
    found = ask('import', path, vault='b.reperes')
    assert found['persons_new'] == 19 and found['contacts'] == 22 and found['batch'] is None, found

    def plain(lines):
        """What is the vault's own: revisions, compartments, and what follows from them."""
        for line in lines:
            line.pop('revision')
            line['facts'].pop('identity_compartment', None)
            for mark in line['facts'].get('imports', []):
                mark.pop('revision')
        return sorted(lines, key=lambda line: line['id'])

    assert plain(records('a.reperes')) == plain(records('b.reperes'))
    for code in ('reims', 'charleville-mezieres'):
        one, other = (ask('progress', code, '--as-of', '2020-12-31', vault=name) for name in ('a.reperes', 'b.reperes'))
        assert one == other, (one, other)
    run('check', vault='b.reperes')
    refused('import', path, part='not empty', vault='b.reperes')


CASES = [
    ('the three samples give their counts, a dry run says the same and writes nothing, values are as meant', samples),
    ('a file imported again brings nothing; somebody known is completed and never overwritten', again),
    ('rejects go to a private file of their own, neutralised; corrected, it is imported with the same map', rejects),
    ('a map is guessed from names and values; what is null is to be given', guess),
    ('a map that names what there is not is refused by name', maps),
    ('a file that is not what it says is refused with a sentence, and nothing is written', bad_files),
    ('an import that is killed is there whole or not at all', killed),
         ('an export goes into an empty vault and comes out the same', round_trip),
    ('an import is undone by a manager, later; who was met since is kept and listed', undo),
]

if __name__ == '__main__':
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write('secret', 'sept mots pour essayer seulement ici dedans\n').chmod(0o600)
        tap.run(CASES)
