#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Repères authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts again, from an identified export and docs/indicators.md alone, what `figures` says.

    recount.py EXPORT.jsonl CODE PERIOD

It shares no code with the program and takes its time: sets of ids instead of arrays. Standard
library only."""

import datetime
import json
import pathlib
import sys
from collections import defaultdict
from fractions import Fraction

STAGES = ['REPERE', 'CONTACTE', 'RENCONTRE', 'MOBILISE', 'ACCOMPAGNE']
FLOW_STAGES = {'I3': 'REPERE', 'I3a': 'REPERE_A', 'I4': 'CONTACTE', 'I5': 'RENCONTRE', 'I6': 'MOBILISE',
               'I7': 'ACCOMPAGNE'}
REACHED = ['JOINT', 'TIERS_JOINT', 'MESSAGE_LAISSE', 'NON_JOINT', 'ABSENT', 'FAUX_NUMERO']
OUTCOMES = ['RDV_PRIS', 'ORIENTE', 'ACTION_FAITE', 'REPORTE', 'REFUS', 'HORS_CIBLE']
STRICT = {'EMPLOI_DURABLE', 'EMPLOI_COURT', 'ALTERNANCE', 'FORMATION', 'SCOLARITE'}
WIDE = STRICT | {'DROIT_COMMUN'}
NEUTRAL = {'SOCIAL_SANTE', 'DEMENAGEMENT', 'AGE', 'INCARCERATION', 'DECES'}
UNKNOWN = {'INCONNU', 'PERDU_DE_VUE'}
EXITS = ['EMPLOI_DURABLE', 'EMPLOI_COURT', 'ALTERNANCE', 'FORMATION', 'SCOLARITE', 'DROIT_COMMUN',
         'SOCIAL_SANTE', 'DEMENAGEMENT', 'AGE', 'INCARCERATION', 'DECES', 'ABANDON', 'PERDU_DE_VUE',
         'REFUS', 'HORS_CIBLE', 'FIN_PROJET', 'INCONNU']
FAMILIES = {'ALLER_VERS': {'BUS', 'CONS_ITIN', 'MARAUDE'},
            'OUTIL_INFO': {'NUM_PDN', 'NUM_RESEAUX', 'COM_PROX'},
            'ENTOURAGE_PAIRS': {'SENTINELLE', 'PAIRS', 'FAMILLE', 'ASSO'}}
LATE = datetime.timedelta(days=15)
DAY = datetime.timedelta(days=1)


def day(text):
    return datetime.date.fromisoformat(text)


def quarter_start(date):
    return datetime.date(date.year, (date.month - 1) // 3 * 3 + 1, 1)


def quarter_end(date):
    start = quarter_start(date)
    return (datetime.date(start.year + (start.month == 10), (start.month + 2) % 12 + 1, 1) - DAY)


def quarter_name(date):
    return f'{date.year}-T{(date.month - 1) // 3 + 1}'


def parse_period(text, project):
    if text == 'all':
        return project.start, project.last
    if '…' in text:
        return tuple(day(part) for part in text.split('…'))
    year = int(text[:4])
    if len(text) == 4:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    start = datetime.date(year, 3 * int(text[6]) - 2, 1)
    return start, quarter_end(start)


class Project:
    """What a project settles, and its end as amended."""

    def __init__(self, record):
        self.id, facts = record['id'], record['facts']
        self.facts = facts
        self.start = day(facts['start'])
        self.low, self.high = facts.get('age_min'), facts.get('age_max')
        self.meetings = facts.get('mobilised_days') or 2
        self.unidentified = facts.get('count_unidentified', False)
        self.last = self.end_on(datetime.date.max)

    def end_on(self, date):
        end, latest = day(self.facts['end']), None
        for change in self.facts.get('amendments', []):
            begin = day(change['from'])
            if 'end' in change and begin <= date and (latest is None or begin >= latest):
                end, latest = day(change['end']), begin
        return end

    def target_on(self, date):
        mine = [target for target in self.facts.get('targets', [])
                if target.get('principal') and 'structure' not in target]
        past = [target for target in mine if day(target['from']) <= date]
        if past:
            latest = max(day(target['from']) for target in past)
            return [target for target in past if day(target['from']) == latest][-1]
        return min(mine, key=lambda target: target['from']) if mine else None

    def paused(self, date):
        return any(day(pause['from']) <= date <= day(pause['to'])
                   for pause in self.facts.get('pauses', []))

    def covers(self, date):
        return self.start <= date <= self.last


class History:
    """Everything the export says about one project."""

    def __init__(self, lines, code):
        records = [json.loads(line) for line in lines]
        by_kind = defaultdict(dict)
        for record in records:
            by_kind[record['kind']][record['id']] = record
        self.project = next(Project(record) for record in by_kind['project'].values()
                            if record['facts']['code'] == code)
        self.people = {key: record['facts'] for key, record in by_kind['person'].items()
                       if not record['facts'].get('withdrawn')}
        self.structures = {key: record['facts']['name']
                           for key, record in by_kind['structure'].items()}
        mine = lambda kind: {key: record['facts'] for key, record in by_kind[kind].items()
                             if record['facts'].get('project') == self.project.id}
        self.contacts = {key: facts for key, facts in mine('contact').items()
                         if not facts.get('withdrawn') and not facts.get('refused_record')}
        self.outings, self.entries, self.counters = mine('outing'), mine('stage'), mine('counter')
        self.all_contacts = self.contacts  # judgements have no date
        self.of_person, self.entries_of = defaultdict(set), defaultdict(list)
        for key, facts in self.contacts.items():
            for person in facts.get('persons', []):
                self.of_person[self.root(person)].add(key)
        for facts in self.entries.values():
            self.entries_of[self.root(facts['person'])].append(facts)
        self.youths = {}
        for person in {*self.of_person, *self.entries_of}:
            if person in self.people:
                youth = Youth(self, person)
                if 'REPERE' in youth.dates:
                    self.youths[person] = youth

    def root(self, person):
        for _ in range(len(self.people)):
            other = self.people.get(person, {}).get('same_as')
            if other is None:
                break
            person = other
        return person


def order(facts_and_key):
    key, facts = facts_and_key
    return facts['date'], facts.get('entered_at', ''), key[:16]


def earlier(left, right):
    """Whether contact left (key, facts) comes before right: day, hour if both, entry, id."""
    one, two = left[1], right[1]
    if one['date'] != two['date']:
        return one['date'] < two['date']
    if 'minute' in one and 'minute' in two and one['minute'] != two['minute']:
        return one['minute'] < two['minute']
    return order(left) < order(right)


def first_of(items):
    best = None
    for item in items:
        if best is None or earlier(item, best):
            best = item
    return best


def last_of(items):
    best = None
    for item in items:
        if best is None or earlier(best, item):
            best = item
    return best


class Youth:
    """One youth in the project: stages, parcours, profile."""

    def __init__(self, history, key):
        self.key, self.history, self.project = key, history, history.project
        self.profile = history.people[key]
        self.all = [(contact, history.contacts[contact]) for contact in history.of_person[key]
                    if 'headcount' not in history.contacts[contact]]
        self.contacts = [item for item in self.all if self.project.covers(day(item[1]['date']))]
        self.entries = [entry for entry in history.entries_of[key]
                        if self.project.covers(day(entry['date']))]
        self.dates, self.own = self.stages()
        self.parcours = self.follow() if 'REPERE' in self.dates else []
        self.counts = self.judge()

    def met(self, facts):
        return facts.get('reached') == 'JOINT' and facts.get('mode') in ('FACE', 'VISIO')

    def stages(self):
        own = defaultdict(list)
        meetings = set()
        for _, facts in self.contacts:
            date = day(facts['date'])
            joint = facts.get('reached') == 'JOINT'
            own['REPERE'].append(date)
            if joint or facts.get('mode') == 'FACE':
                own['REPERE_A'].append(date)
            if joint:
                own['CONTACTE'].append(date)
            if self.met(facts):
                own['RENCONTRE'].append(date)
                meetings.add(date)
            if joint and 'ACTION_FAITE' in facts.get('outcomes', []):
                own['MOBILISE'].append(date)
        if len(meetings) >= self.project.meetings:
            own['MOBILISE'].append(sorted(meetings)[self.project.meetings - 1])
        for entry in self.entries:
            own[entry['stage']].append(day(entry['date']))
        dates = {}
        for rank, stage in enumerate(STAGES):
            found = [date for later in STAGES[rank:] for date in own[later]]
            if stage == 'REPERE':
                found += own['SORTI']
            if found:
                dates[stage] = min(found)
        reached = own['REPERE_A'] + ([dates['CONTACTE']] if 'CONTACTE' in dates else [])
        if reached:
            dates['REPERE_A'] = min(reached)
        return dates, {stage: min(found) for stage, found in own.items() if found}

    def follow(self):
        """[opened, left or None, reason] of each parcours."""
        exits = sorted(((day(entry['date']), EXITS.index(entry['exit']))
                        for entry in self.entries if entry['stage'] == 'SORTI'))
        parcours, opened = [], self.dates['REPERE']
        while opened:
            leaving = next(((date, reason) for date, reason in exits if date >= opened), None)
            if leaving is None:
                parcours.append([opened, None, None])
                break
            parcours.append([opened, leaving[0], EXITS[leaving[1]]])
            back = [day(facts['date']) for _, facts in self.contacts
                    if day(facts['date']) > leaving[0] and facts.get('reached') == 'JOINT'
                    and not {'REFUS', 'HORS_CIBLE'} & set(facts.get('outcomes', []))]
            opened = min(back) if back else None
        return parcours

    def judge(self):
        telling = [item for item in self.all if item[1].get('reached') == 'JOINT'
                   or 'HORS_CIBLE' in item[1].get('outcomes', [])]
        if telling and 'HORS_CIBLE' in last_of(telling)[1].get('outcomes', []):
            return False
        if self.profile.get('identity_type') == 'INCONNUE' and not self.project.unidentified:
            return False
        age = self.age()
        return age is None or ((self.project.low is None or age >= self.project.low)
                               and (self.project.high is None or age <= self.project.high))

    def age(self):
        return next((entry['age'] for entry in self.profile.get('ages', [])
                     if entry['project'] == self.project.id), None)

    def first(self):
        """The contact that dates REPERE, if one does."""
        found = first_of([item for item in self.contacts
                          if day(item[1]['date']) == self.dates['REPERE']])
        return found[1] if found else None

    def answer(self, field):
        return {'OUI': 'OUI', 'NON': 'NON'}.get(self.profile.get(field), 'NR')

    def public(self, code):
        if code in self.profile.get('publics_yes', []):
            return 'OUI'
        return 'NON' if code in self.profile.get('publics_no', []) else 'NR'

    def category(self, dimension, date):
        first = self.first()
        if dimension.startswith('public:'):
            return self.public(dimension[7:])
        if dimension == 'zone':
            if self.public('QPV') == 'OUI':
                return 'QPV'
            if self.public('RURAL') == 'OUI':
                return 'RURAL'
            return 'AUTRE' if self.public('QPV') == self.public('RURAL') == 'NON' else 'NR'
        if dimension == 'age':
            return band(self.project, self.age())
        if dimension == 'known':
            both = {self.answer('known_ml'), self.answer('known_spe')}
            return 'OUI' if 'OUI' in both else 'NON' if both == {'NON'} else 'NR'
        if dimension == 'sex':
            return self.profile.get('sex', 'NR')
        if dimension == 'level':
            return self.profile.get('level', 'NR')
        if dimension == 'channel':
            return first['channel'] if first else 'NR'
        if dimension == 'family':
            return family(first['channel']) if first else 'NR'
        if dimension == 'structure':
            key = first['structure'] if first else self.profile['structure']
            return self.history.structures.get(key, 'NR')
        assert dimension == 'quarter', dimension
        return quarter_name(date)


def family(channel):
    return next((name for name, members in FAMILIES.items() if channel in members), 'GUICHET')


def band(project, age):
    low = 0 if project.low is None else project.low
    beyond = 100 if project.high is None else project.high + 1
    bounds = sorted({low, beyond, *(cut for cut in (18, 22, 26) if low < cut < beyond)})
    if age is not None:
        for begin, end in zip(bounds, bounds[1:]):
            if begin <= age < end:
                return f'{begin}-{end - 1}'
    return 'NR'


def contact_category(history, facts, dimension):
    if dimension == 'quarter':
        return quarter_name(day(facts['date']))
    if dimension == 'channel':
        return facts['channel']
    if dimension == 'family':
        return family(facts['channel'])
    if dimension == 'structure':
        return history.structures.get(facts['structure'], 'NR')
    return facts.get(dimension, 'NR')


OF_CONTACT = {'quarter', 'channel', 'family', 'structure', 'reached', 'mode'}
CONTACT_ONLY = {'reached', 'mode'}


def entered_on(facts):
    return day(facts['entered_at'][:10]) if 'entered_at' in facts else None


def median(delays):
    if len(delays) < 5:
        return None
    delays, middle = sorted(delays), len(delays) // 2
    return delays[middle] if len(delays) % 2 else Fraction(delays[middle - 1] + delays[middle], 2)


def ratio(part, whole):
    return Fraction(part, whole) if whole > 0 else None


class Count:
    """Every indicator for the days first…last."""

    def __init__(self, history, first, last):
        self.history, self.project = history, history.project
        self.first, self.last = first, last
        self.flow = self.flows(first)
        self.cumulative = self.flows(self.project.start)
        self.values = self.assemble()

    def erased(self, indicator, first):
        total = 0
        for counter in self.history.counters.values():
            quarter = day(counter['quarter'])
            begin = max(quarter, self.project.start)
            end = min(quarter_end(quarter), self.project.last)
            if first <= begin <= end <= self.last:
                total += sum(cell['n'] for cell in counter['cells']
                             if cell['indicator'] == indicator and 'dimension' not in cell)
        return total

    def flows(self, first):
        counted = defaultdict(int)
        within = lambda date: first <= date <= self.last
        self.count_contacts(counted, within)
        self.count_groups(counted, within)
        for youth in self.history.youths.values():
            self.count_quality(counted, youth, within)
            if youth.counts:
                self.count_youth(counted, youth, within)
        for indicator in FLOWS:
            counted[indicator] += self.erased(indicator, first)
        return counted

    def count_contacts(self, counted, within):
        for facts in self.history.contacts.values():
            date = day(facts['date'])
            if 'headcount' in facts or not within(date) or not self.project.covers(date):
                continue
            counted['I1'] += 1
            counted['I1.' + facts.get('reached', '?')] += 1
            for outcome in facts.get('outcomes', []):
                counted['I1.' + outcome] += 1
            counted['I16.AUTRE'] += facts['channel'] == 'AUTRE'
            entered = entered_on(facts)
            if entered:
                counted['I16.TARDIVES'] += entered > date + LATE
                counted['I16.IMPOSSIBLES'] += entered < date

    def count_groups(self, counted, within):
        named = defaultdict(set)
        for person, youth in self.history.youths.items():
            for _, facts in youth.contacts:
                if 'outing' in facts:
                    named[facts['outing']].add(person)
        for key, facts in self.history.outings.items():
            date = day(facts['date'])
            if within(date) and self.project.covers(date):
                counted['I2'] += max(facts.get('headcount', 0), len(named[key]))
                counted['I2.NOMMES'] += len(named[key])
        for facts in self.history.contacts.values():
            date = day(facts['date'])
            if 'headcount' in facts and 'outing' not in facts and within(date) and self.project.covers(date):
                counted['I2'] += facts['headcount']

    def count_quality(self, counted, youth, within):
        if not within(youth.dates['REPERE']):
            return
        profile = youth.profile
        counted['I16.PERSONNES'] += 1
        counted['I16.NR_SEXE'] += 'sex' not in profile
        counted['I16.NR_AGE'] += youth.age() is None
        counted['I16.NR_ZONE'] += youth.category('zone', None) == 'NR'
        counted['I16.NR_NIVEAU'] += 'level' not in profile
        counted['I16.NR_CONNU'] += youth.category('known', None) == 'NR'
        counted['I16.NR_SITUATION'] += not profile.get('situations')
        counted['I16.NR_PUBLICS'] += not profile.get('publics_yes') and not profile.get('publics_no')
        counted['I16.SANS_IDENTITE'] += profile.get('identity_type') == 'INCONNUE'
        counted['I16.FUSIONS'] += sum(1 for other in self.history.people
                                      if other != youth.key and self.history.root(other) == youth.key)

    def count_youth(self, counted, youth, within):
        for indicator, stage in FLOW_STAGES.items():
            counted[indicator] += stage in youth.dates and within(youth.dates[stage])
        if 'REPERE_A' in youth.dates and within(youth.dates['REPERE_A']):
            counted['I17.ML.' + youth.answer('known_ml')] += 1
            counted['I17.SPE.' + youth.answer('known_spe')] += 1
        for number, (opened, left, reason) in enumerate(youth.parcours):
            counted['I9'] += number > 0 and within(opened)
            if left is None or not within(left):
                continue
            counted['I8'] += 1
            counted['I8.STRICTE'] += reason in STRICT
            counted['I8.LARGE'] += reason in WIDE
            counted['I8.NEUTRE'] += reason in NEUTRAL
            counted['I8.AUTRE'] += reason not in WIDE | NEUTRAL
            counted['I14.INCONNUES'] += reason in UNKNOWN

    def open_files(self):
        total = 0
        for youth in self.history.youths.values():
            if not youth.counts or youth.dates.get('CONTACTE', datetime.date.max) > self.last:
                continue
            begun = [entry for entry in youth.parcours if entry[0] <= self.last]
            total += not begun or begun[-1][1] is None or begun[-1][1] > self.last
        return total

    def delay(self, stage, first):
        delays = []
        for youth in self.history.youths.values():
            begin, end = youth.own.get('REPERE'), youth.own.get(stage)
            # REPERE counts every contact and every entry of that stage; nothing implied
            if youth.counts and begin and end and begin <= end and first <= end <= self.last:
                delays.append((end - begin).days)
        return median(delays)

    def progress(self):
        target = self.project.target_on(self.last)
        value = target['value'] if target else 0
        basis = target['basis'] if target else 'REPERE'
        indicator = 'I3a' if basis == 'REPERE' else 'I' + str(STAGES.index(basis) + 3)
        end = self.project.end_on(self.last)
        total = (end - self.project.start).days + 1
        elapsed = min(max((self.last - self.project.start).days + 1, 0), total)
        worked = [not self.project.paused(self.project.start + n * DAY) for n in range(total)]
        stage = 'REPERE_A' if basis == 'REPERE' else basis
        return {
            'I12': ratio(self.cumulative[indicator], value), 'I12.ATTEINT': self.cumulative[indicator],
            'I12.OBJECTIF': value, 'I12.ATTENDU': Fraction(value * elapsed, total),
            'I12.ATTENDU_TRAVAILLE': Fraction(value * sum(worked[:elapsed]), sum(worked)) if any(worked) else 0,
            'I12.SANS_IDENTITE': sum(1 for youth in self.history.youths.values()
                                     if youth.counts and youth.profile.get('identity_type') == 'INCONNUE'
                                     and youth.dates.get(stage, datetime.date.max) <= self.last),
        }

    def assemble(self):
        flow, since = self.flow, self.cumulative
        values = {indicator: (flow[indicator], since[indicator]) for indicator in FLOWS + KEPT}
        stock = since['I3'] - since['I3a']
        both = lambda value: (value, value)
        values['I3b'], values['I10'] = both(stock), both(self.open_files())
        for indicator in ('I3', 'I3a', 'I4', 'I5', 'I6', 'I7', 'I8'):
            values['I11.' + indicator] = both(since[indicator])
        values['I11.I3b'] = both(stock)
        values.update({name: both(value) for name, value in self.progress().items()})
        for name, part in (('CONTACTE', 'I4'), ('RENCONTRE', 'I5'), ('MOBILISE', 'I6'), ('ACCOMPAGNE', 'I7')):
            values['I13.' + name] = both(ratio(since[part], since['I3a']))
        known = tuple(part['I8'] - part['I14.INCONNUES'] for part in (flow, since))
        values['I14.CONNUES'] = known
        for name in ('STRICTE', 'LARGE'):
            values['I14.' + name] = tuple(ratio(part['I8.' + name], n)
                                          for part, n in zip((flow, since), known))
        for stage in ('RENCONTRE', 'MOBILISE'):
            values['I15.' + stage] = (self.delay(stage, self.first),
                                      self.delay(stage, datetime.date.min))
        return values

    def table(self, indicator, dimensions):
        """{categories: value} of one table."""
        cells = defaultdict(set)
        within = lambda date: self.first <= date <= self.last and self.project.covers(date)
        if indicator in FLOW_STAGES:
            for key, youth in self.history.youths.items():
                date = youth.dates.get(FLOW_STAGES[indicator])
                if youth.counts and date and within(date):
                    for cell in spread(youth, dimensions, lambda name: youth.category(name, date)):
                        cells[cell].add(key)
            return {cell: len(members) for cell, members in cells.items()}
        for key, youth in self.history.youths.items():
            if indicator == 'I1.PERSONNES' and not youth.counts:
                continue
            for contact, facts in youth.contacts:
                if not within(day(facts['date'])):
                    continue
                name_it = lambda name, facts=facts, youth=youth: (
                    contact_category(self.history, facts, name) if name in OF_CONTACT
                    else youth.category(name, None))
                for cell in spread(youth, dimensions, name_it):
                    cells[cell].add(contact if indicator == 'I1' else key)
        if indicator == 'I1':
            for contact, facts in self.history.contacts.items():
                if 'headcount' not in facts and not facts.get('persons') and within(day(facts['date'])):
                    cells[tuple(contact_category(self.history, facts, name) if name in OF_CONTACT else 'NR'
                                for name in dimensions)].add(contact)
        return {cell: len(members) for cell, members in cells.items()}


def spread(youth, dimensions, name_it):
    """The cells a youth is in: several by `public`, one otherwise."""
    if 'public' not in dimensions:
        return [tuple(name_it(name) for name in dimensions)]
    publics = youth.profile.get('publics_yes') or ['NR']
    return [tuple(public if name == 'public' else name_it(name) for name in dimensions)
            for public in publics]


FLOWS = (['I1'] + ['I1.' + code for code in REACHED + OUTCOMES] + ['I2', 'I2.NOMMES', 'I3', 'I3a', 'I4', 'I5',
         'I6', 'I7', 'I8', 'I8.STRICTE', 'I8.LARGE', 'I8.NEUTRE', 'I8.AUTRE', 'I9', 'I14.INCONNUES']
         + [f'I17.{who}.{answer}' for who in ('ML', 'SPE') for answer in ('OUI', 'NON', 'NR')])
KEPT = ['I16.' + name for name in ('PERSONNES', 'NR_SEXE', 'NR_AGE', 'NR_ZONE', 'NR_NIVEAU', 'NR_CONNU',
        'NR_SITUATION', 'NR_PUBLICS', 'AUTRE', 'SANS_IDENTITE', 'TARDIVES', 'IMPOSSIBLES', 'FUSIONS')]


def yields(history, as_of):
    """What each channel took and brought by the day @as_of, as of docs/indicators.md."""
    project, found = history.project, defaultdict(lambda: defaultdict(int))
    target = project.target_on(as_of)
    basis = {'REPERE': 'REPERE_A'}.get(target['basis'], target['basis']) if target else 'REPERE_A'
    for youth in history.youths.values():
        channel = (youth.first() or {}).get('channel')
        if youth.counts and youth.dates['REPERE'] <= as_of:
            found[channel]['persons'] += 1
        if youth.counts and basis in youth.dates and youth.dates[basis] <= as_of:
            found[channel]['beneficiaries'] += 1
    of_outing = defaultdict(list)
    for facts in history.contacts.values():
        if 'headcount' not in facts and project.covers(day(facts['date'])) and day(facts['date']) <= as_of:
            found[facts['channel']]['contacts'] += 1
        if 'outing' in facts:
            of_outing[facts['outing']].append(facts)
    for key, facts in history.outings.items():
        if not project.covers(day(facts['date'])) or day(facts['date']) > as_of:
            continue
        line, contacts = found[facts['channel']], of_outing[key]
        line['outings'] += 1
        if 'start' in facts and 'end' in facts:
            line['minutes'] += (facts['end'] - facts['start']) % 1440
        else:
            line['outings_without_hours'] += 1
        met = {history.root(person) for contact in contacts for person in contact.get('persons', [])
               if contact.get('reached') == 'JOINT'}
        if 'headcount' not in facts and not contacts:
            line['outings_not_reported'] += 1
        elif max(facts.get('headcount', 0), len(met)) == 0:
            line['outings_empty'] += 1
    return found


def yield_differences(history, document):
    """What `progress` says of the channels that is not so."""
    mine, wrong = yields(history, day(document['as_of'])), []
    for line in document['by_channel']:
        counted = mine.pop(line['channel'], defaultdict(int))
        line = {**line, 'minutes': round(60 * line['hours'])}
        wrong += [(line['channel'], name, counted[name], line[name])
                  for name in ('persons', 'contacts', 'beneficiaries', 'outings', 'outings_without_hours',
                               'outings_not_reported', 'outings_empty', 'minutes') if counted[name] != line[name]]
        n = counted['beneficiaries']
        for name, amount in (('contacts_per_beneficiary', counted['contacts']), ('hours_per_beneficiary', counted['minutes'] / 60)):
            if (line[name] is None) != (n < 5) or (n >= 5 and abs(line[name] - amount / n) > 1e-9):
                wrong.append((line['channel'], name, line[name]))
    return wrong + [(channel, dict(line)) for channel, line in mine.items() if line]


def same(mine, theirs):
    if mine is None or theirs is None:
        return mine is None and theirs is None
    return abs(float(mine) - float(theirs)) < 1e-9


def differences(history, document):
    """Sentences about what `document`, as of `figures --json`, says otherwise."""
    first, last = (day(document['period'][end]) for end in ('from', 'to'))
    count = Count(history, first, last)
    said = {line['id']: line for line in document['indicators']}
    found = []
    if set(said) != set(count.values):
        found.append(f'indicators: {sorted(set(said) ^ set(count.values))}')
    for name in sorted(set(said) & set(count.values)):
        value, since = count.values[name]
        if not same(value, said[name]['live']) or not same(since, said[name]['cumulative']):
            found.append(f'{name}: {value}, {since} but {said[name]["live"]}, {said[name]["cumulative"]}')
    for table in document['tables']:
        names = table['dimensions']
        theirs = {tuple(cell['key'][name] for name in names): cell['value'] for cell in table['cells']}
        mine = count.table(table['id'], names)
        if mine != theirs:
            found.append(f'{table["id"]} by {names}: {sorted(set(mine.items()) ^ set(theirs.items()))[:6]}')
    return found


if __name__ == '__main__':
    path, code, period = sys.argv[1:]
    with pathlib.Path(path).open(encoding='utf-8') as export:
        story = History(export, code)
    result = Count(story, *parse_period(period, story.project))
    for label, (now, so_far) in result.values.items():
        print(f'{label:24} {now} {so_far}')
