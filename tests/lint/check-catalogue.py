#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The French catalogue is whole: nothing untranslated, nothing fuzzy, no message forgotten."""

import os
import re
import subprocess
import tempfile

import tap

PO = tap.ROOT / 'po'
ENGLISH = dict(os.environ, LC_ALL='C.UTF-8', LANGUAGE='en')
# The keywords of meson's gettext preset "glib".
XGETTEXT = ['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
            '--keyword=NC_:1c,2', '--keyword=g_dcgettext:2', '--keyword=g_dngettext:2,3',
            '--keyword=g_dpgettext2:2c,3']


def call(*command):
    done = subprocess.run(command, env=ENGLISH, cwd=tap.ROOT, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def listed(name):
    lines = (PO / name).read_text(encoding='utf-8').split('\n')
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def languages_have_a_catalogue():
    assert listed('LINGUAS') == ['fr']
    assert all((PO / f'{language}.po').is_file() for language in listed('LINGUAS'))


def listed_files_exist():
    gone = [path for path in listed('POTFILES') if not (tap.ROOT / path).is_file()]
    assert not gone, gone


def is_well_formed():
    call('msgfmt', '--check', '--output-file', os.devnull, 'po/fr.po')


def is_complete():
    statistics = call('msgfmt', '--statistics', '--output-file', os.devnull, 'po/fr.po')
    assert re.fullmatch(r'\d+ translated messages?\.\n', statistics), statistics


def no_message_is_forgotten():
    """Every message of the sources is in fr.po; msgcmp names those that are not."""
    files = listed('POTFILES')
    if not files:
        return
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'reperes.pot')
        call(*XGETTEXT, '--output', template, *files)
        if os.path.exists(template):
            call('msgcmp', 'po/fr.po', template)


tap.run([('each language of LINGUAS has a catalogue', languages_have_a_catalogue),
         ('each file of POTFILES exists', listed_files_exist),
         ('fr.po is well formed', is_well_formed),
         ('fr.po has nothing untranslated or fuzzy', is_complete),
         ('fr.po has every message of the sources', no_message_is_forgotten)])
