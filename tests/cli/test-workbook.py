#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Workbooks (.xlsx) taken in as they are: days, telephones, sheets; and those that are not what they say."""

import datetime
import io
import json
import os
import pathlib
import resource
import struct
import subprocess
import sys
import tempfile
import time
import zipfile

import openpyxl
import openpyxl.utils.datetime

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'lint'))
sys.dont_write_bytecode = True

import tap  # noqa: E402

ROOT = pathlib.Path(os.environ['REP_SOURCE_ROOT'])
MAP = {'columns': {'Nom': 'person.last_name', 'Prénom': 'person.first_name', 'Né(e) le': 'person.birth',
                   'Tél.': 'person.phones', 'CP': 'person.home_postcode', 'Ville': 'person.home',
                   'Date': 'contact.date', 'Heure': 'contact.minute', 'QPV': 'person.public:QPV',
                   'Âge': 'person.declared_age', 'Note': 'contact.note'},
       'constants': {'contact.channel': 'BUS', 'contact.reached': 'JOINT'}, 'project': 'charleville-mezieres'}
HEADINGS = list(MAP['columns'])
folder = pathlib.Path()


def run(*words, expect=0):
    done = subprocess.run(
        [os.environ['REPERESCTL'], '--vault', str(folder / 'v.reperes'), '--login', 'maud', '--password-file',
         str(folder / 'secret'), *[str(word) for word in words]], capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, cwd=folder, umask=0o077, timeout=600,
        env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'en', 'XDG_STATE_HOME': str(folder / 'state')})
    assert done.returncode == expect, (words, done)
    return done


def ask(*words):
    return json.loads(run('--json', *words).stdout)


def refused(path, part, *words, expect=1, **options):
    done = run('import', path, '--map', folder / 'm.json', *words, expect=expect, **options)
    assert done.stdout == '' and part in done.stderr and done.stderr.count('\n') == 1, done


def make():
    run('init', '--organisation', 'Essai', '--new-login', 'maud', '--new-password-file', folder / 'secret',
        '--recovery-file', folder / 'v.txt')
    run('project', 'import', ROOT / 'data' / 'projects' / 'charleville-mezieres.json')
    (folder / 'm.json').write_text(json.dumps(MAP))


def save(book, name):
    book.save(folder / name)
    return folder / name


def row(**cells):
    names = {'nom': 'Nom', 'prenom': 'Prénom', 'naissance': 'Né(e) le', 'tel': 'Tél.', 'cp': 'CP', 'ville': 'Ville',
             'date': 'Date', 'heure': 'Heure', 'qpv': 'QPV', 'age': 'Âge', 'note': 'Note'}
    values = dict.fromkeys(HEADINGS)
    values.update({names[name]: value for name, value in cells.items()})
    return [values[name] for name in HEADINGS]


def records(kind):
    path = folder / 'all.jsonl'
    run('export', '--identified', '--output', path)
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    path.unlink()
    return [line for line in lines if line['kind'] == kind and not line['facts'].get('withdrawn')]


def cells():
    make()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = 'Bus & co'
    sheet.append(['Suivi du bus, 2020'])
    sheet.append([])
    sheet.append(HEADINGS)
    day = datetime.date(2002, 3, 12)
    sheet.append(row(nom='Fictif', prenom='Zoé', naissance=day, tel=612345678, cp=8000, ville='Charleville-Mézières',
                     date=datetime.datetime(2020, 2, 3, 14, 30), qpv=True, note='a;b "c"\nligne 2 é€ <&>'))
    sheet.append(row(nom='Essai', prenom='Noa', naissance='12/03/2001', tel='06 12 34 56 79', cp='08000',
                     ville='Charleville-Mézières', date=datetime.date(2020, 2, 4), heure=datetime.time(9, 5), qpv=False))
    sheet.append(row(nom='Modèle', prenom='Maé', tel=612345670, date=datetime.datetime(2020, 2, 5), age=17))
    sheet.append(row(nom='Témoin', prenom='Alix', naissance=day, date='6 février 2020', note='x' * 1900))
    formats = ['DD/MM/YY', '[$-40C]d mmmm yyyy;@', 'mm-dd-yy', 'yyyy\\-mm\\-dd', '"le "dd/mm/yyyy']
    for number, code in enumerate(formats):
        sheet.append(row(nom='Exemple', prenom='Numéro ' + 'ABCDE'[number], naissance=day, date=datetime.date(2020, 2, 7)))
        sheet.cell(sheet.max_row, 3).number_format = code
    sheet.cell(4, 4).number_format = '0#" "##" "##" "##" "##'
    sheet.cell(4, 5).number_format = '00000'
    sheet.cell(6, 10).number_format = '0" ans"'
    path = save(book, 'a.xlsx')
    found = ask('import', path, '--map', folder / 'm.json')
    assert (found['rows'], found['persons_new'], found['contacts'], found['rejected']) == (9, 9, 9, []), found
    people = {line['identity']['first_name']: line for line in records('person')}
    zoe = people['Zoé']
    assert zoe['identity']['birth'] == '2002-03-12' and zoe['identity']['phones'] == ['06 12 34 56 78'], zoe
    assert zoe['identity']['home'] == '08105' and zoe['facts']['publics_yes'] == ['QPV'], zoe
    assert people['Noa']['identity']['birth'] == '2001-03-12' and people['Noa']['facts']['publics_no'] == ['QPV']
    assert people['Maé']['facts']['declared_age'] == 17 and people['Maé']['identity']['phones'], people['Maé']
    assert all(people[f'Numéro {letter}']['identity']['birth'] == '2002-03-12' for letter in 'ABCDE')
    contacts = {line['facts']['date']: line for line in records('contact')}
    assert contacts['2020-02-03']['identity']['note'] == 'a;b "c" ligne 2 é€ <&>', contacts['2020-02-03']
    assert contacts['2020-02-03']['facts']['minute'] == 14 * 60 + 30, contacts['2020-02-03']
    assert contacts['2020-02-04']['facts']['minute'] == 9 * 60 + 5, contacts['2020-02-04']
    assert contacts['2020-02-06']['identity']['note'] == 'x' * 1900
    assert ask('import', path, '--map', folder / 'm.json')['batch'] is None  # again: nothing

    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(HEADINGS)
    book.active.append(row(nom='Ancien', prenom='Mac', naissance=day, date=datetime.date(2020, 2, 8)))
    ask('import', save(book, 'mac.xlsx'), '--map', folder / 'm.json')
    mac = [line for line in records('person') if line['identity']['first_name'] == 'Mac'][0]
    assert mac['identity']['birth'] == '2002-03-12', mac


def sheets():
    book = openpyxl.Workbook()
    book.active.title = 'Lisez-moi'
    book.active.append(['Liste confidentielle'])
    hidden = book.create_sheet('Ancien')
    hidden.append(HEADINGS)
    hidden.append(row(nom='Ancien', prenom='Ancien'))
    hidden.sheet_state = 'hidden'
    for name in ('Bus', 'Lycée'):
        sheet = book.create_sheet(name)
        sheet.append(HEADINGS)
        sheet.append(row(nom='Fictif', prenom=name))
    path = save(book, 'sheets.xlsx')
    found = ask('import', path, '--guess-map', folder / 'g1.json')
    assert (found['sheet'], found['sheets'], found['rows']) == ('Bus', 4, 1), found
    found = ask('import', path, '--guess-map', folder / 'g2.json', '--sheet', '4')
    assert (found['sheet'], found['sheets']) == ('Lycée', 4), found
    assert ask('import', path, '--guess-map', folder / 'g3.json', '--sheet', '2')['sheet'] == 'Ancien'
    refused(path, 'has 4 sheets', '--sheet', '5')
    refused(path, 'No row', '--sheet', '1')
    (folder / 'list.csv').write_text('Nom;Prénom\nA;B\n')
    refused(folder / 'list.csv', '--sheet', '--sheet', '2')
    run('import', path, '--map', folder / 'm.json', '--sheet', 'x', expect=2)


def packed(name, **parts):
    """A small workbook by hand; a part that is None is left out."""
    rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    made = {
        'xl/workbook.xml': f'<workbook xmlns:r="{rels}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': f'<Relationships><Relationship Id="r1" Type="{rels}/worksheet" '
                                      'Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>'
                                    '<row r="2"><c r="A2" t="inlineStr"><is><t>Fictif</t></is></c></row></sheetData></worksheet>',
    }
    made.update({path.replace('__', '/').replace('_xml', '.xml'): text for path, text in parts.items()})
    with zipfile.ZipFile(folder / name, 'w', zipfile.ZIP_DEFLATED) as file:
        for path, text in made.items():
            if text is not None:
                file.writestr(path, text)
    return folder / name


def bad():
    before = len(records('person'))
    good = (folder / 'sheets.xlsx').read_bytes()
    sheet = 'xl__worksheets__sheet1_xml'
    cases = [
        (b'PK\3\4' + bytes(200), 'damaged'), (good[:-30], 'damaged'), (good[:len(good) // 2], 'damaged'),
        (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600), 'not .xlsx'),
        (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + bytes(600) + 'EncryptedPackage'.encode('utf-16le') + bytes(50), 'password'),
    ]
    for data, part in cases:
        (folder / 'bad.xlsx').write_bytes(data)
        refused(folder / 'bad.xlsx', part)
    with zipfile.ZipFile(folder / 'bad.xlsx', 'w') as file:
        file.writestr('word/document.xml', '<x/>')
    refused(folder / 'bad.xlsx', 'not .xlsx')
    refused(packed('p.xlsx', **{sheet: None}), 'damaged')
    refused(packed('p.xlsx', **{sheet: '<worksheet><sheetData><row'}), 'damaged')
    refused(packed('p.xlsx', **{sheet: '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'}), 'damaged')
    refused(packed('p.xlsx', **{sheet: '<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>7</v></c></row></sheetData></worksheet>'}),
            'damaged')
    refused(packed('p.xlsx', **{sheet: '<worksheet><sheetData><row r="2"><c r="A2"><v>1</v></c></row>'
                                       '<row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'}), 'damaged')
    wide = ''.join(f'<c t="inlineStr"><is><t>c{number}</t></is></c>' for number in range(10000))
    refused(packed('p.xlsx', **{sheet: f'<worksheet><sheetData><row r="1">{wide}</row></sheetData></worksheet>'}),
            'Line 1 has too many columns')
    heading = '<worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>Nom</t></is></c></row></sheetData></worksheet>'
    refused(packed('p.xlsx', **{sheet: heading}), 'No row')
    assert len(records('person')) == before


def bombs():
    started = time.monotonic()
    sheet = 'xl__worksheets__sheet1_xml'
    refused(packed('p.xlsx', **{sheet: ' ' * (300 << 20)}), '192 MB')
    # one long text that a million cells share
    cells_ = '<c t="s"><v>0</v></c>' * 500
    rows_ = ''.join(f'<row r="{number}">{cells_}</row>' for number in range(1, 400))
    rels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    path = packed('p.xlsx', **{
        sheet: f'<worksheet><sheetData>{rows_}</sheetData></worksheet>',
        'xl__sharedStrings_xml': '<sst><si><t>' + 'x' * 100000 + '</t></si></sst>',
        'xl/_rels/workbook.xml.rels': f'<Relationships><Relationship Id="r1" Type="{rels}/worksheet" '
                                      f'Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{rels}/sharedStrings" '
                                      'Target="sharedStrings.xml"/></Relationships>'})
    refused(path, '64 MB')
    # it says that it is small: what is unpacked is bounded by what it says
    data = bytearray(packed('p.xlsx', **{sheet: ' ' * (150 << 20)}).read_bytes())
    at = data.rfind(b'PK\1\2', 0, data.rfind(b'sheet1.xml'))
    data[at + 24:at + 28] = struct.pack('<I', 1000)
    (folder / 'p.xlsx').write_bytes(data)
    refused(folder / 'p.xlsx', 'damaged')
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f'# {time.monotonic() - started:.1f} s, at most {used >> 10} MB')


def main():
    global folder
    with tempfile.TemporaryDirectory(prefix='reperes-workbook-') as name:
        folder = pathlib.Path(name)
        (folder / 'secret').write_text('sept mots de passe\n')
        tap.run([('days, telephones, texts and numbers come out as they were meant', cells),
                 ('the first sheet with rows is read, or the one that is asked for', sheets),
                 ('a file that is no workbook, has a password or is damaged is refused in one sentence', bad),
                 ('what unpacks to more than a list is refused', bombs)])


if __name__ == '__main__':
    main()
