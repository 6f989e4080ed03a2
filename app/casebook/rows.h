/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"
#include "app/domain/stage.h"

G_BEGIN_DECLS

/*
 * What the casebook keeps of each record once unlocked: a few dozen bytes of facts, numbers instead
 * of ids. Names are in the search, notes stay sealed.
 */

#define REP_NO_ROW G_MAXUINT32
#define REP_NO_REFERENT G_MAXUINT16
#define REP_NO_PARTNER G_MAXUINT16

/**
 * RepPersonRow:
 * @revision: 0 while only referred to: the record itself has not been seen
 * @withdrawn: by the undoing of an import; @revision is 0
 * @same_as: the youth this one was found to be, REP_NO_ROW: none; then contacts and stages of this
 * one are found with that one (rep_casebook_root())
 * @first_link, @first_entry, @first_age, @first_orientation, @first_enrolment: places in the
 * casebook's arrays, REP_NO_ROW: none
 */
typedef struct {
  guint64 publics_yes;
  guint64 publics_no;
  guint32 revision;
  guint32 first_link;
  guint32 first_entry;
  guint32 first_age;
  guint32 first_orientation;
  guint32 first_enrolment;
  guint32 same_as;
  gint16 declared_age;
  guint16 structure;
  guint16 referent; /* number of an account, REP_NO_REFERENT: none */
  guint8 identity_type;
  guint8 sex;
  guint8 level;
  guint8 known_ml;
  guint8 known_spe;
  guint8 situation; /* the latest */
  guint8 withdrawn;
} RepPersonRow;

/** RepContactRow: @via: number of a partner, REP_NO_PARTNER: none; @next_done: whether what was to
 * come next was done; @refused: by a youth who refused to be recorded. */
typedef struct {
  RepContactFact fact;
  guint32 revision;
  guint32 outing;
  guint32 next_date;
  gint32 headcount;
  guint16 project;
  guint16 author;
  guint16 via;
  guint16 n_persons;
  guint8 next_step;
  guint8 out_of_target;
  guint8 direction;
  guint8 informed;
  gboolean next_done;
  gboolean refused;
} RepContactRow;

/** RepOutingRow: @headcount: as entered, REP_NONE: not recorded; @n_expected: youths who were to
 * come; @start, @end: minutes of the day, REP_NONE: not recorded; @mine: the account that unlocked
 * was in the team, or noted it. */
typedef struct {
  guint32 revision;
  guint32 date;
  gint32 headcount;
  gint32 flyers;
  gint16 start;
  gint16 end;
  guint16 project;
  guint16 structure;
  guint16 n_expected;
  guint8 channel;
  guint8 outing_kind;
  guint8 mine;
  char place[REP_PLACE_SIZE];
} RepOutingRow;

/** RepOrientationRow: @status: 0: no answer yet; @next: of the same youth. */
typedef struct {
  guint32 revision;
  guint32 person;
  guint32 next;
  guint32 date;
  guint32 answered_on;
  guint16 project;
  guint16 partner;
  guint16 author;
  guint8 direction;
  guint8 status;
} RepOrientationRow;

typedef struct {
  RepStageFact fact;
  guint32 revision;
  guint32 person; /* as recorded; it is found with the youth that is the same */
  guint32 next;   /* of the same person */
  guint16 project;
  gint64 entered_at;
} RepEntryRow;

/** RepReleaseRow: @quarter: its first day. The files lie in the record. */
typedef struct {
  guint32 revision;
  guint32 quarter;
  guint16 project;
} RepReleaseRow;

/** RepLink: one youth in one contact; @next: of the same youth; @person: the youth the contact
 * names, who may be the same as the one it is found with. */
typedef struct {
  guint32 contact;
  guint32 next;
  guint32 person;
} RepLink;

/** RepDistinctRow: two youths that are not the same. */
typedef struct {
  guint32 revision;
  guint32 a;
  guint32 b;
  gboolean withdrawn;
} RepDistinctRow;

/** RepAgeRow: @age: whole years when first met for @project; @next: of the same youth. */
typedef struct {
  guint32 next;
  guint16 project;
  gint16 age;
} RepAgeRow;

/** RepParcoursRow: @next: of the same enrolment, in order. */
typedef struct {
  RepParcours parcours;
  guint32 next;
} RepParcoursRow;

/**
 * RepEnrolment: one youth in one project, with the stages that follow from the facts.
 * @age: when first met, -1 when not recorded
 * @channel: @structure: those of the fact that dates REPERE
 * @next: enrolment of the same youth, REP_NO_ROW: none
 * @first_parcours: in the casebook's array, REP_NO_ROW for one parcours without an exit or none
 * @in_target: whether the youth counts: in target, of the right age, and with an identity unless
 * the project counts those without
 */
typedef struct {
  RepStages stages;
  guint32 person;
  guint32 next;
  guint32 first_parcours;
  guint16 project;
  guint16 structure;
  gint16 age;
  guint8 channel;
  gboolean in_target;
} RepEnrolment;

G_END_DECLS
