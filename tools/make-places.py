#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes data/places.tsv from the unpacked npm package @etalab/decoupage-administratif.

    npm pack @etalab/decoupage-administratif@6.0.0
    tar xzf etalab-decoupage-administratif-6.0.0.tgz
    tools/make-places.py package

Same package, same bytes. Anything unexpected in the package stops the script.
"""

import argparse
import json
import pathlib
import sys

NAME = "@etalab/decoupage-administratif"
HEAD = """\
# SPDX-FileCopyrightText: 2018-2019 Etalab
# SPDX-FileCopyrightText: INSEE, DGCL, La Poste
# SPDX-License-Identifier: MIT AND etalab-2.0
#
# The communes of France. Written by tools/make-places.py: do not edit.
# Source: {name} {version} (package: MIT licence)
#   Code officiel géographique and legal populations (INSEE), EPCI (DGCL), postal codes (La Poste):
#   Licence Ouverte / Open Licence 2.0
# Regenerate: npm pack {name}@{version}; tar xzf *.tgz; tools/make-places.py package
#
# Tab-separated, each part sorted by code:
#   D, département code, name
#   E, SIREN of the EPCI, name
#   INSEE code, name, postal codes, arrondissement, EPCI (its E line, from 1; 0: none), population
"""


def load(folder, name):
    with open(folder / "data" / f"{name}.json", encoding="utf-8") as file:
        return sorted(json.load(file), key=lambda item: item["code"])


def line(*fields):
    for field in fields:
        if field != field.strip() or any(ord(char) < 32 for char in field):
            sys.exit(f"unusable field: {field!r}")
    return "\t".join(fields) + "\n"


def commune_line(commune, departements, arrondissements, epci_of):
    insee = commune["code"]
    arrondissement = commune.get("arrondissement", "")
    if len(insee) != 5 or not insee.isascii() or commune["departement"] not in departements:
        sys.exit(f"unusable commune: {insee}")
    if not insee.startswith(commune["departement"]):
        sys.exit(f"{insee} does not begin with its département")
    if arrondissement and arrondissement not in arrondissements:
        sys.exit(f"{insee} has an unknown arrondissement: {arrondissement}")
    return line(insee, commune["nom"], " ".join(commune.get("codesPostaux", [])), arrondissement,
                str(epci_of.get(insee, 0)), str(commune.get("population", 0)))


def table(folder):
    departements = load(folder, "departements")
    arrondissements = {item["code"] for item in load(folder, "arrondissements")}
    epcis = load(folder, "epci")
    # Municipal arrondissements are left out: one inhabitant of Paris, one commune.
    communes = [c for c in load(folder, "communes") if c["type"] == "commune-actuelle"]
    epci_of = {m["code"]: i for i, epci in enumerate(epcis, 1) for m in epci["membres"]}
    codes = {commune["code"] for commune in communes}

    if len(codes) != len(communes) or not codes.issuperset(epci_of):
        sys.exit("two communes of one code, or an EPCI with an unknown commune")
    if len(epci_of) != sum(len(epci["membres"]) for epci in epcis):
        sys.exit("a commune in two EPCI")

    yield from (line("D", item["code"], item["nom"]) for item in departements)
    yield from (line("E", item["code"], item["nom"]) for item in epcis)
    known = {item["code"] for item in departements}
    yield from (commune_line(c, known, arrondissements, epci_of) for c in communes)


def main():
    root = pathlib.Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=pathlib.Path, help="the unpacked npm package")
    parser.add_argument("output", type=pathlib.Path, nargs="?", default=root / "data/places.tsv")
    args = parser.parse_args()

    manifest = json.loads((args.package / "package.json").read_text(encoding="utf-8"))
    if manifest["name"] != NAME:
        sys.exit(f"not {NAME}")
    text = HEAD.format(name=NAME, version=manifest["version"]) + "".join(table(args.package))
    args.output.write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
