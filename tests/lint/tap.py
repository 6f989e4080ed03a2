# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the Python tests of this folder share: loading a tool by its path, and TAP output."""

import importlib.util
import pathlib
import sys
import traceback

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def load(path):
    """The module of a tool of the project, whose file name may hold a hyphen."""
    spec = importlib.util.spec_from_file_location(pathlib.Path(path).stem.replace('-', '_'),
                                                  ROOT / path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class Skip(Exception):
    """Raised by a case that cannot run here, with the reason."""


def run(cases):
    """Runs (title, function) pairs, one TAP case each; a case fails by raising, but for Skip."""
    failed = False
    print(f'1..{len(cases)}')
    for number, (title, function) in enumerate(cases, 1):
        try:
            function()
            print(f'ok {number} - {title}')
        except Skip as reason:
            print(f'ok {number} - {title} # SKIP {reason}')
        except Exception:  # whatever a case raises, the next ones still run
            failed = True
            print(f'not ok {number} - {title}')
            for line in traceback.format_exc().splitlines():
                print(f'# {line}')
    sys.exit(1 if failed else 0)
