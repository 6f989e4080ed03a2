/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * What the figures of one project are counted from, in plain arrays made to be walked through once:
 * merged youths are one, the events of a youth lie side by side, and what lies beside the project's
 * dates is not there.
 */

/** RepEvent: a contact. @contact: its row in the casebook; @shared: whether it names more youths
 * than one; @late: entered long after; @impossible: entered before it took place. */
typedef struct {
  guint32 day;
  guint32 contact;
  guint16 structure;
  guint8 channel;
  guint8 reached;
  guint8 outcomes;
  guint8 mode;
  guint8 shared;
  guint8 late;
  guint8 impossible;
} RepEvent;

/** RepZoneCode: what a youth's home is, the first that holds. */
typedef enum {
  REP_FACT_ZONE_NR,
  REP_FACT_ZONE_QPV,
  REP_FACT_ZONE_RURAL,
  REP_FACT_ZONE_OTHER,
} RepZoneCode;

/** RepAnswerCode: */
typedef enum {
  REP_FACT_ANSWER_NR,
  REP_FACT_ANSWER_YES,
  REP_FACT_ANSWER_NO,
} RepAnswerCode;

/**
 * RepSubject: a youth in the project.
 * @day: day of each stage by number, and of REPERE_A at 0; 0 for never
 * @person: row of the casebook
 * @n_merged: records that were joined to this one
 * @first_event: @n_events: in the table's events
 * @first_parcours: in the casebook's parcours
 * @known: to the Mission Locale or to the employment service
 * @counts: whether the youth is in the figures of persons
 */
typedef struct {
  guint32 day[REP_N_STAGES];
  guint32 own_first;
  guint32 own_met;
  guint32 own_mobilised;
  guint32 person;
  guint32 n_merged;
  guint32 first_event;
  guint32 n_events;
  guint32 first_parcours;
  guint64 publics_yes;
  guint64 publics_no;
  guint16 structure;
  gint16 age;
  guint8 sex;
  guint8 level;
  guint8 situation;
  guint8 channel;
  guint8 known_ml;  /* RepAnswerCode */
  guint8 known_spe; /* RepAnswerCode */
  guint8 known;     /* RepAnswerCode */
  guint8 zone;      /* RepZoneCode */
  guint8 unidentified;
  guint8 counts;
} RepSubject;

/** RepGroup: youths met without telling who. @entered: 0 when no number was; @named: distinct
 * youths who are named in the outing; @outing: its row, REP_NO_ROW for a headcount of its own. */
typedef struct {
  guint32 day;
  guint32 outing;
  guint entered;
  guint named;
  guint16 structure;
  guint8 channel;
} RepGroup;

/**
 * RepFacts:
 * @last: last day of the project, as amended
 * @subjects: (element-type RepSubject)
 * @events: (element-type RepEvent): by youth
 * @event_days: (element-type guint32): the day of each again, by itself: what is asked most
 * @contacts: (element-type RepEvent): each contact once, by day
 * @nameless: (element-type RepEvent): those that name nobody
 * @groups: (element-type RepGroup)
 */
typedef struct {
  RepCasebook *casebook;
  const RepProject *project;
  guint number;
  guint32 start;
  guint32 last;
  GArray *subjects;
  GArray *events;
  GArray *event_days;
  GArray *contacts;
  GArray *nameless;
  GArray *groups;
} RepFacts;

/**
 * rep_facts_new:
 * @project: number in the casebook
 * @without: (nullable): by row of youth: 1 for those to be left out, as if they were erased
 *
 * Returns: (transfer full): valid until the casebook changes.
 */
RepFacts *rep_facts_new (RepCasebook *casebook, guint project, const guint8 *without);
void rep_facts_free (RepFacts *table);

/** rep_facts_contacts_before: Returns: how many contacts lie before @day: the place of the first
 * that does not. */
guint rep_facts_contacts_before (const RepFacts *table, guint32 day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepFacts, rep_facts_free)

G_END_DECLS
