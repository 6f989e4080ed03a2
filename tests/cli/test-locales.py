#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The language of the machine changes nothing of what is found, exported, or shown as a name.

The locales are made into the folder LOCALES, so that none needs to be installed.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

reader = tap.load('tools/read-vault.py')
LOCALES = ('C', 'fr_FR.UTF-8', 'tr_TR.UTF-8', 'ar_SA.UTF-8')
PROJECT = 'essai'
SHEET = {
    'code': PROJECT, 'title': 'Essai', 'lead': 'Mission Locale d’Essai', 'start': '2026-01', 'end': '2030-12',
    'targets': [{'basis': 'REPERE', 'basis_confirmed': True, 'value': 100, 'from': '2026-01-01', 'principal': True}],
    'structures': [{'name': 'Épernay'}],
}
# (last, first, what is typed to find it)
NAMES = [
    ("D'Almeida", 'Inès', 'dalmeida ines'), ('N’Diaye', 'Aïssatou', 'ndiaye'), ('O\'Brien', 'Siân', 'obrien'),
    ('Le Goff-Quéré', 'Yann', 'legoff quere'), ('Saint-Exupéry', 'Li-Na', 'saint exupery'),
    ('Cœurderoy', 'Zoé', 'coeurderoy'), ('Œillet', 'Mägi', 'OEILLET'), ('Lœwenstein', 'Éli', 'loewenstein'),
    ('L’Haÿ', 'Ÿlan', 'lhay'), ('Faÿ', 'Iris', 'FAY'), ('Ægirsson', 'Íris', 'aegirsson'), ('Straßer', 'Jürgen', 'strasser'),
    (unicodedata.normalize('NFD', 'Désirée'), unicodedata.normalize('NFD', 'Noëlïe'), 'desiree'),
    (unicodedata.normalize('NFD', 'Nguyễn'), unicodedata.normalize('NFD', 'Thị Ái'), 'nguyen'),
    (unicodedata.normalize('NFD', 'Muñoz'), 'Iñigo', 'MUÑOZ'), ('Işık', 'Ilgın', 'isik'), ('Yıldız', 'İrem', 'yildiz'),
    ('İnönü', 'Idil', 'inonu'), ('Kılıç', 'Çiğdem', 'KILIC'), ('Aydin', 'Elif', 'AYDIN'), ('Irmak', 'Sıla', 'irmak'),
    ('حداد', 'مريم', 'حداد'), ('بن علي', 'يوسف', 'بن علي'), ('כהן', 'נועה', 'כהן'), ('‏خان‎', 'Sami', 'خان'),
    ('Martin 🦊', 'Lou', 'martin lou'), ('👩🏽‍🦱 Petit', 'Mia', 'petit mia'), ('Łukasiewicz', 'Michał', 'lukasiewicz'),
    ('Đorđević', 'Ivica', 'dordevic'), ('Ξένου', 'Ίρις', 'ξενου'), ('Шевченко', 'Ирина', 'шевченко'),
    ('Van ’t Hof', 'Titiaan', 'van t hof'),
]

folder = pathlib.Path()
vault = pathlib.Path()


def make_locales():
    made = pathlib.Path(os.environ['LOCALES'])
    made.mkdir(exist_ok=True, parents=True)
    for name in (*LOCALES[1:], 'C.UTF-8'):  # the last for LOCPATH, which hides that of the machine
        if not (made / name).is_dir():
            done = subprocess.run(['localedef', '-i', name.split('.', maxsplit=1)[0], '-f', 'UTF-8', made / name],
                                  capture_output=True, text=True, check=False)
            assert (made / name / 'LC_CTYPE').exists(), done.stderr


def ctl(locale, *words, status=0):
    done = subprocess.run(
        [os.environ['REPERESCTL'], '--vault', str(vault), '--login', 'maud', '--password-file', str(folder / 'secret'),
         *[str(word) for word in words]], capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=600,
        env={**os.environ, 'LOCPATH': os.environ['LOCALES'], 'LC_ALL': locale, 'LANGUAGE': '',
             'XDG_STATE_HOME': str(folder / 'state')})
    assert done.returncode == status, (locale, words, done.returncode, done.stderr)
    return done.stdout


def the_locales_are_those():
    """A program of the machine speaks them: nothing is compared with itself four times."""
    make_locales()
    for locale in LOCALES:
        done = subprocess.run(['locale', '-k', 'decimal_point', 'charmap'], capture_output=True, text=True, check=True,
                              env={'LC_ALL': locale, 'LOCPATH': os.environ['LOCALES'], 'PATH': os.environ['PATH']})
        comma = locale[:2] in ('fr', 'tr')
        assert done.stderr == '' and (',' in done.stdout.splitlines()[0]) == comma, (locale, done)


def each_writes_its_share():
    (folder / 'secret').write_text('sept mots\n')
    (folder / 'fiche.json').write_text(json.dumps(SHEET))
    ctl('C', 'init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
        '--recovery-file', folder / 'feuille.txt')
    ctl('tr_TR.UTF-8', 'project', 'import', folder / 'fiche.json')
    for number, (last, first, _) in enumerate(NAMES):
        ctl(LOCALES[number % 4], 'contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT',
            '--new-last', last, '--new-first', first, '--birth', f'2005-03-{number % 28 + 1:02}')


def all_find_the_same():
    assert len(NAMES) >= 30
    for number, (last, first, typed) in enumerate(NAMES):
        answers = {locale: ctl(locale, 'person', 'find', typed, '--json') for locale in LOCALES}
        assert len(set(answers.values())) == 1, answers
        matches = json.loads(answers['C'])
        assert matches and first in matches[0]['display'], (last, first, typed, matches)


def all_export_the_same():
    exported = set()
    for locale in LOCALES:
        ctl(locale, 'export', '--identified', '--output', folder / f'{locale}.jsonl')
        exported.add((folder / f'{locale}.jsonl').read_bytes())
    assert len(exported) == 1
    text = exported.pop().decode()
    for last, first, _ in NAMES:
        assert json.dumps(last, ensure_ascii=False) in text and json.dumps(first, ensure_ascii=False) in text, (last, first)


def all_count_the_same():
    for words in (('progress',), ('check',), ('project', 'show', PROJECT), ('place', 'find', 'is-sur-tille'),
                  ('place', 'find', 'ÎLE')):
        answers = {ctl(locale, *words, '--as-of', '2026-11-01', '--json') if words[0] == 'progress'
                   else ctl(locale, *words, '--json') for locale in LOCALES}
        assert len(answers) == 1, (words, answers)


def each_makes_the_same_token():
    """By which the same youth is found in two structures: the same bytes, whoever typed it."""
    for locale in LOCALES:
        ctl(locale, 'contact', 'add', '--project', PROJECT, '--channel', 'BUS', '--reached', 'JOINT',
            '--new-last', 'Işık-Cœur', '--new-first', 'Irène', '--birth', '2004-02-29')
    roster, keys, records, _ = reader.open_vault(vault, 'maud', b'sept mots')
    links = collections.Counter(
        bytes(reader.open_payload(roster, keys, record.id, record.kind, record.link, 'link')[2])
        for record in records if record.link is not None)
    assert sorted(links.values()) == [1] * len(NAMES) + [4], links.values()


def main():
    global folder, vault
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix='reperes-locales-') as name:
        folder, vault = pathlib.Path(name), pathlib.Path(name) / 'essai.reperes'
        cases = (the_locales_are_those, each_writes_its_share, all_find_the_same, all_export_the_same,
                 all_count_the_same, each_makes_the_same_token)
        tap.run([(case.__name__.replace('_', ' '), case) for case in cases])


if __name__ == '__main__':
    main()
