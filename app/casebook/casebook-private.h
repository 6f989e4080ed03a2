/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* For the files of the casebook alone. */

#define REP_N_KINDS 16

/** RepSuccessor: once @from is revoked, what it had to do is @to's. */
typedef struct {
  RepId from;
  RepId to;
} RepSuccessor;

struct _RepCasebook {
  GObject parent_instance;

  RepVault *vault;
  RepAccountList *accounts_known;
  guint32 today;
  gboolean is_demo;
  gboolean intact;
  gboolean loading;   /* enrolments are worked out once at the end */
  RepTouched touched; /* what the last publication touched */

  RepIdTable *ids[REP_N_KINDS]; /* by kind number: id -> row number */
  RepIdTable *accounts;
  GArray *persons;
  GArray *contacts;
  GArray *outings;
  GArray *releases;
  GArray *entries;
  GArray *links;
  GArray *ages;
  GArray *distinct; /* RepDistinctRow */
  GArray *orientations;
  GPtrArray *projects;
  GPtrArray *structures;
  GPtrArray *partners;
  GPtrArray *imports;
  GArray *unlinking;   /* numbers of contacts withdrawn by this publication */
  GPtrArray *counters; /* RepCounter */
  GPtrArray *closings; /* RepClosing */
  RepId settings;      /* id of the settings record */
  GArray *successions; /* RepSuccessor */

  GArray *enrolments;
  GArray *parcours;
  RepSearch *search;
  GArray *damaged;
  RepArena *clear; /* one payload at a time, opened or about to be sealed */
};

/** rep_casebook_seal_all: appends the sealed @objects to @changes (element-type RepVaultChange). */
gboolean rep_casebook_seal_all (RepCasebook *self,
                                const GPtrArray *objects,
                                GArray *changes,
                                GError **error);

/** rep_casebook_seal_part: Returns: (transfer full): @part of @object, also when it is empty, for
 * its next revision. */
GBytes *rep_casebook_seal_part (
    RepCasebook *self, const RepObject *object, RepPart part, guint16 compartment, GError **error);

/** rep_casebook_publish: enters a whole, saved @object into the arrays; takes what it keeps from
 * it. */
void rep_casebook_publish (RepCasebook *self, RepObject *object);

/** rep_casebook_unlink_withdrawn: takes the contacts withdrawn by this publication out of the
 * chains of their youths, in one look at everyone. */
void rep_casebook_unlink_withdrawn (RepCasebook *self);

/** rep_casebook_touch: notes that youth row @person is not what it was. */
void rep_casebook_touch (RepCasebook *self, guint32 person);

/** rep_casebook_enrol: works out again the stages of youth row @person in project @project. */
void rep_casebook_enrol (RepCasebook *self, guint32 person, guint16 project);
/** rep_casebook_first_day: Returns: day of REPERE of youth row @person in @project as it would be
 * without contact row @without and with contact row @with (%REP_NO_ROW: none), 0 for none. */
guint32 rep_casebook_first_day (
    RepCasebook *self, guint32 person, guint16 project, guint32 without, guint32 with);
/** rep_casebook_enrol_all: works out every enrolment from nothing. */
void rep_casebook_enrol_all (RepCasebook *self);
/** rep_casebook_enrol_row: works out again every project youth row @person was or is seen in. */
void rep_casebook_enrol_row (RepCasebook *self, guint32 person);

/** rep_casebook_place_link: puts link number @link, whose @person and @contact are set, with the
 * youth it belongs to; while loading with the one it names, until rep_casebook_group_all(). */
void rep_casebook_place_link (RepCasebook *self, guint32 link);
/** rep_casebook_regroup: after a youth moved from the group of @old_root to that of @new_root. */
void rep_casebook_regroup (RepCasebook *self, guint32 old_root, guint32 new_root);
/** rep_casebook_group_all: the same for everyone, after loading. */
void rep_casebook_group_all (RepCasebook *self);

/** rep_casebook_enrol_project: works out again every enrolment of @project, whose rules changed. */
void rep_casebook_enrol_project (RepCasebook *self, guint16 project);

G_END_DECLS
