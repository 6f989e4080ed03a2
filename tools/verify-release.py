#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attacks a release again, from its published files alone and with another solver.

    verify-release.py FILE.csv [--certificate FILE.cert.json] [--full]

Written from docs/release.md, sharing no code with the program that made the files. It reads what the CSV
prints and what the certificate says was printed before, writes down all that an outsider knows of the true
counts, checks the certificate's solutions by arithmetic, and has HiGHS (scipy) work out the interval of a
tenth of the figures that may be small, of all with --full, over whole numbers. The last line is the verdict:
`safe` (exit status 0), `exposed` (4), or `unsigned` (1) when the files are not those that were signed.
Needs python3-scipy; python3-nacl to check the signature."""

import argparse
import csv
import hashlib
import io
import json
import pathlib
import random
import sys

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

STAGES = ['REPERE_A', 'CONTACTE', 'RENCONTRE', 'MOBILISE', 'ACCOMPAGNE']
COLUMNS = ('projet periode du au tranche tableau etape dimension_1 modalite_1 dimension_2 modalite_2 unite '
           'valeur statut revision marge regles').split()
DIGITS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
STATES = {'arrondi': 'R', 'exact': 'E', 'secret': 'S'}
MOST = 1000000


class Bad(Exception):
    """The files are not what they should be."""


class Structure:
    """Cells and the sums that bind them, as the certificate declares its dimensions and tables."""

    def __init__(self, certificate):
        self.dimensions = certificate['dimensions']
        self.tables = certificate['tables']
        self.stages = certificate['stages']
        self.cells = [tuple(cell) for cell in certificate['cells']]
        self.place = {cell: number for number, cell in enumerate(self.cells)}
        self.printed_in = [set() for _ in self.cells]
        self.sums = []  # (table, parent, children)
        for table, dimensions in enumerate(self.tables):
            for stage in range(self.stages):
                self.add_table(table, stage, dimensions)

    def cell(self, stage, chosen):
        """The cell with one modality of each dimension in `chosen`, 0 standing for the total."""
        known = sorted((dimension, modality) for dimension, modality in chosen if modality)
        known += [(-1, 0)] * (2 - len(known))
        return self.place[(stage, *known[0], *known[1])]

    def modalities(self, dimension):
        return range(1, len(self.dimensions[dimension]['modalities']) + 1)

    def add_table(self, table, stage, dimensions):
        first = dimensions[0]
        others = [(second, n) for second in dimensions[1:] for n in (0, *self.modalities(second))] or [None]
        for other in others:
            self.add_sum(table, stage, first, other)
        for second in dimensions[1:]:
            for m in (0, *self.modalities(first)):
                self.add_sum(table, stage, second, (first, m))

    def add_sum(self, table, stage, over, other):
        held = [other] if other else []
        children = [self.cell(stage, [(over, m), *held]) for m in self.modalities(over)]
        parent = self.cell(stage, held)
        self.sums.append((table, parent, children))
        for cell in (parent, *children):
            self.printed_in[cell].add(table)

    def base(self, cell):
        dimension = self.cells[cell][1]
        return 5 if dimension < 0 else self.dimensions[dimension]['base']

    def threshold(self, cell):
        return 11 if self.base(cell) == 10 else 5

    def is_total(self, cell):
        return self.cells[cell][1] < 0

    def total(self, cell):
        return self.place[(self.cells[cell][0], -1, 0, -1, 0)]

    def above(self, cell):
        stage, *rest = self.cells[cell]
        return self.place[(stage - 1, *rest)] if stage else None

    def not_recorded(self, cell):
        _, *rest = self.cells[cell]
        return any(dimension >= 0 and self.dimensions[dimension]['not_recorded'] == modality
                   for dimension, modality in (rest[:2], rest[2:]))

    def name(self, cell):
        stage, *rest = self.cells[cell]
        words = [STAGES[stage]]
        for dimension, modality in (rest[:2], rest[2:]):
            if dimension >= 0:
                of = self.dimensions[dimension]
                words.append(f'{of["id"]}={of["modalities"][modality - 1]}')
        return ' '.join(words)


class System:
    """What an outsider knows: bounds, x <= y, and parent = sum of children, over whole numbers."""

    def __init__(self, structure, releases):
        self.structure, self.releases = structure, releases
        self.variable, self.low, self.high = {}, [], []
        for number, release in enumerate(releases):
            for cell in range(len(structure.cells)):
                if release['state'][cell] != '-':
                    self.variable[number, cell] = len(self.low)
                    low, high = self.own(release, cell)
                    self.low.append(low)
                    self.high.append(high)
        self.pairs, self.sums = [], []
        self.bind()

    def own(self, release, cell):
        base, value, state = self.structure.base(cell), release['value'][cell], release['state'][cell]
        margin = base - 1 + release['widening'] * base
        low, high = {'E': (value, value), 'R': (max(0, value - margin), value + margin), 'S': (0, MOST)}[state]
        if cell == 0 and '1' in release['printed']:
            low = max(low, 20)
        elif cell == 0:
            high = min(high, 19)
        return low, high

    def bind(self):
        for (number, cell), variable in self.variable.items():
            above = self.structure.above(cell)
            if above is not None:
                self.pairs.append((variable, self.variable[number, above]))
            earlier = [n for n in range(number) if (n, cell) in self.variable]
            if earlier and self.holds(cell, number):
                self.pairs.append((self.variable[earlier[-1], cell], variable))
        for number, release in enumerate(self.releases):
            seen = set()
            for table, parent, children in self.structure.sums:
                key = (parent, *children)
                if release['printed'][table] == '1' and key not in seen:
                    seen.add(key)
                    self.sums.append((self.variable[number, parent],
                                      [self.variable[number, child] for child in children]))

    def holds(self, cell, number):
        """Whether a cell cannot have fallen since it was last printed."""
        return not self.structure.not_recorded(cell) and self.releases[number]['revision'][cell] == '0'

    def monotone(self, cell, before, after):
        return all(self.holds(cell, n) for n in range(before + 1, after + 1) if (n, cell) in self.variable)

    def narrow(self):
        low, high = list(self.low), list(self.high)
        for _ in range(400):
            kept = (list(low), list(high))
            for less, more in self.pairs:
                low[more], high[less] = max(low[more], low[less]), min(high[less], high[more])
            for parent, children in self.sums:
                least, most = sum(low[c] for c in children), sum(high[c] for c in children)
                low[parent], high[parent] = max(low[parent], least), min(high[parent], most)
                for c in children:
                    low[c] = max(low[c], low[parent] - (most - high[c]))
                    high[c] = min(high[c], high[parent] - (least - low[c]))
                    least, most = sum(low[c] for c in children), sum(high[c] for c in children)
            if any(a > b for a, b in zip(low, high)):
                return None
            if kept == (low, high):
                break
        return low, high

    def is_solution(self, values):
        return (all(a <= v <= b for a, v, b in zip(self.low, values, self.high)) and
                all(values[a] <= values[b] for a, b in self.pairs) and
                all(values[parent] == sum(values[c] for c in children) for parent, children in self.sums))

    def targets(self, narrowed, principal):
        """(cell, from, to, low, high): cumulatives (from −1) and growths that may be small."""
        low, high = narrowed
        for (to, cell), x in self.variable.items():
            for before in (-1, *range(to)):
                if before >= 0 and (before, cell) not in self.variable:
                    continue
                exact = all(self.releases[n]['state'][cell] == 'E' for n in {to, before} if n >= 0)
                if cell == principal and exact:
                    continue
                a, b = low[x], high[x]
                if before >= 0:
                    y = self.variable[before, cell]
                    a, b = a - high[y], b - low[y]
                    if self.monotone(cell, before, to):
                        a = max(a, 0)
                if a < self.structure.threshold(cell) and b >= 0:
                    yield cell, before, to, a, b

    def ceiling(self, narrowed, cell, before, to):
        low, high = narrowed
        total = self.structure.total(cell)
        most = high[self.variable[to, total]]
        return most if before < 0 else most - low[self.variable[before, total]]

    def passes(self, narrowed, target, least, most):
        cell, before, to = target[:3]
        if most - least + 1 >= self.structure.base(cell):
            return True
        return least <= 0 and (self.structure.is_total(cell) or
                               most >= self.ceiling(narrowed, cell, before, to))


class Solver:
    """HiGHS over the whole system."""

    def __init__(self, system):
        rows, columns, factors, low, high = [], [], [], [], []

        def row(entries, least, most):
            for column, factor in entries:
                rows.append(len(low))
                columns.append(column)
                factors.append(factor)
            low.append(least)
            high.append(most)

        for less, more in system.pairs:
            row([(less, 1), (more, -1)], -numpy.inf, 0)
        for parent, children in system.sums:
            row([(parent, -1)] + [(c, 1) for c in children], 0, 0)
        self.n = len(system.low)
        matrix = csr_matrix((factors, (rows, columns)), shape=(len(low), self.n))
        self.constraints = [LinearConstraint(matrix, low, high)] if low else []
        self.bounds = Bounds(system.low, system.high)

    def reach(self, x, y, direction, whole):
        cost = numpy.zeros(self.n)
        cost[x] += direction
        if y is not None:
            cost[y] -= direction
        found = milp(cost, integrality=numpy.full(self.n, 1 if whole else 0), bounds=self.bounds,
                     constraints=self.constraints, options={'time_limit': 120})
        if found.status != 0:
            raise Bad(f'the solver did not answer: {found.message}')
        return direction * found.fun

    def interval(self, x, y, whole):
        return (round(numpy.ceil(self.reach(x, y, 1, whole) - 1e-5)),
                round(numpy.floor(self.reach(x, y, -1, whole) + 1e-5)))


def read_csv(path):
    data = path.read_bytes()
    if not data.startswith(b'\xef\xbb\xbf') or b'\n' in data.replace(b'\r\n', b''):
        raise Bad('not UTF-8 with a mark and CRLF')
    rows = list(csv.DictReader(io.StringIO(data.decode('utf-8-sig'), newline=''), delimiter=';'))
    if not rows or list(rows[0]) != COLUMNS:
        raise Bad('other columns than those of a release')
    return data, rows


def split_signature(data):
    body, mark, tail = data.rpartition(b',\n"signature":')
    if not mark:
        raise Bad('the certificate has no signature')
    return body, json.loads(b'{"signature":' + tail)['signature']


def is_signed(data):
    body, signature = split_signature(data)
    try:
        from nacl.exceptions import BadSignatureError
        from nacl.signing import VerifyKey
    except ImportError:
        print('signature: not checked, python3-nacl is not there')
        return True
    try:
        VerifyKey(bytes.fromhex(signature['key'])).verify(b'rep-rel1' + body, bytes.fromhex(signature['value']))
    except (BadSignatureError, ValueError):
        return False
    print(f'signature: by the key {signature["key"]}')
    return True


def unneutral(text):
    return text[1:] if text.startswith("'") else text


def take_printed(structure, release, rows):
    """The last release as the CSV prints it, in place of what the certificate says. Returns the differences."""
    ids = {dimension['id']: number for number, dimension in enumerate(structure.dimensions)}
    seen, differences = set(), []
    for row in rows:
        if row['tranche'] != 'cumul' or row['tableau'] == 'TOTAUX':
            continue
        chosen = []
        for n in '12':
            if row[f'dimension_{n}']:
                dimension = ids[row[f'dimension_{n}']]
                codes = ['TOTAL', *structure.dimensions[dimension]['modalities']]
                chosen.append((dimension, codes.index(unneutral(row[f'modalite_{n}']))))
        cell = structure.cell(STAGES.index(row['etape']), chosen)
        if structure.is_total(cell) and any(structure.dimensions[d]['base'] == 10 for d, _ in chosen):
            continue  # a total of its own, which follows from the other one
        state = STATES[row['statut']]
        value = 0 if state == 'S' else int(row['valeur'])
        if state == 'R' and value % structure.base(cell):
            state = 'E'  # it says it is rounded, and is not
        if (state, value) != (release['state'][cell], release['value'][cell]):
            differences.append(cell)
            release['value'][cell] = value
            release['state'] = release['state'][:cell] + state + release['state'][cell + 1:]
        seen.add(cell)
    missing = [c for c in range(len(structure.cells)) if release['state'][c] != '-' and c not in seen]
    if missing:
        raise Bad(f'the CSV lacks {structure.name(missing[0])}')
    return differences


def decode(system, text):
    if isinstance(text, list):
        return text
    return [low + DIGITS.index(digit) for low, digit in zip(system.low, text, strict=True)]


class Findings:
    def __init__(self):
        self.narrowest = None
        self.exposed = []

    def note(self, system, target, least, most, passes):
        if passes and most - least + 1 < system.structure.base(target[0]):
            return  # it tells no more than its stage total
        if self.narrowest is None or most - least < self.narrowest[1] - self.narrowest[0]:
            self.narrowest = (least, most, target)
        if not passes:
            self.exposed.append((target, least, most))


def check_proof(system, narrowed, certificate, targets, findings):
    """By arithmetic: the certificate's solutions, and the two of each figure. Returns what is not proven."""
    solutions = [decode(system, text) for text in certificate['audit']['solutions']]
    good = [system.is_solution(solution) for solution in solutions]
    given = {tuple(item[:3]): item[3:] for item in certificate['audit']['proven']}
    open_targets = []
    for target in targets:
        cell, before, to = target[:3]
        proof = given.get((cell, before, to))
        if proof is None or not (good[proof[2]] and good[proof[3]]):
            open_targets.append(target)
            continue
        values = []
        for number in proof[2:]:
            value = solutions[number][system.variable[to, cell]]
            values.append(value - (solutions[number][system.variable[before, cell]] if before >= 0 else 0))
        if values != proof[:2] or not system.passes(narrowed, target, *values):
            open_targets.append(target)
        else:
            findings.note(system, target, *values, True)
    print(f'solutions: {sum(good)} of {len(good)} hold')
    return open_targets


def solve(system, narrowed, targets, whole, findings):
    solver = Solver(system)
    for target in targets:
        cell, before, to = target[:3]
        y = system.variable[before, cell] if before >= 0 else None
        least, most = solver.interval(system.variable[to, cell], y, whole)
        if least < system.structure.threshold(cell) and most >= 0:
            findings.note(system, target, least, most, system.passes(narrowed, target, least, most))


def name_of(system, target):
    cell, before, to = target[:3]
    quarters = [release['quarter'] for release in system.releases]
    when = quarters[to] if before < 0 else f'{quarters[before]} to {quarters[to]}'
    return f'{system.structure.name(cell)}, {when}'


def report(system, findings, signed):
    if findings.narrowest:
        least, most, target = findings.narrowest
        print(f'narrowest interval: {most - least + 1} candidates, {least}…{most}: {name_of(system, target)}')
    else:
        print('narrowest interval: no figure may be small')
    for target, least, most in findings.exposed[:20]:
        print(f'exposed: {least}…{most}: {name_of(system, target)}')
    if findings.exposed:
        print('exposed')
        return 4
    print('safe' if signed else 'unsigned')
    return 0 if signed else 1


def verify(arguments):
    path = pathlib.Path(arguments.csv)
    beside = arguments.certificate or path.with_suffix('.cert.json')
    data, rows = read_csv(path)
    sealed = pathlib.Path(beside).read_bytes()
    certificate = json.loads(sealed)
    structure = Structure(certificate)
    releases = certificate['releases']
    signed = is_signed(sealed)
    if hashlib.blake2b(data, digest_size=32).hexdigest() != releases[-1]['csv']:
        print('unsigned: this CSV is not the one the certificate is about')
        signed = False
    differences = take_printed(structure, releases[-1], rows)
    for cell in differences:
        print(f'differs from the certificate: {structure.name(cell)}')
    system = System(structure, releases)
    narrowed = system.narrow()
    if narrowed is None:
        print('impossible: no counts can lie behind these figures')
        print('exposed')
        return 4
    principal = structure.place[(STAGES.index(certificate['principal']), -1, 0, -1, 0)]
    targets = list(system.targets(narrowed, principal))
    findings = Findings()
    left = check_proof(system, narrowed, certificate, targets, findings)
    if differences:
        left = [target for target in left if target[0] in differences]
    sample = targets if arguments.full else random.Random(arguments.seed).sample(targets, (len(targets) + 9) // 10)
    print(f'figures that may be small: {len(targets)}; {len(left)} not proven by the certificate; '
          f'HiGHS asked about {len(left)} and {len(sample)}')
    solve(system, narrowed, left, True, findings)
    if not findings.exposed:
        solve(system, narrowed, sample, arguments.full, findings)
    return report(system, findings, signed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('csv')
    parser.add_argument('--certificate')
    parser.add_argument('--full', action='store_true', help='every figure, over whole numbers')
    parser.add_argument('--seed', type=int, default=1, help='of the sample')
    try:
        return verify(parser.parse_args())
    except (Bad, OSError, KeyError, IndexError, ValueError) as error:
        print(f'verify-release: {type(error).__name__}: {error}', file=sys.stderr)
        return 1


if __name__ == '__main__':
    sys.exit(main())
