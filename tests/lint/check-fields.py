#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/fields.md and docs/fields.json are what the program's own tables say (`./dev docs` writes them)."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    dump, root = sys.argv[1], Path(sys.argv[2])
    failed = 0
    print("1..2")
    for number, form in enumerate(("md", "json"), start=1):
        told = subprocess.run([dump, form], check=True, capture_output=True).stdout
        kept = (root / "docs" / f"fields.{form}").read_bytes()
        good = told == kept
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - docs/fields.{form} follows the tables")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
