/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/intake.h"
#include "app/casebook/texts.h"

G_BEGIN_DECLS

/* What is asked of everything that comes in; for the files of the casebook alone. */

#define REP_PLAN_DAYS 366 /* what is planned may lie so far ahead */

/** rep_refuse_day: fails with @code about @day. */
gboolean rep_refuse_day (GError **error, RepAppError code, guint32 day);
/** rep_check_day: that a fact may be of @day: FUTURE_DATE, BAD_DATE. */
gboolean rep_check_day (RepCasebook *casebook, guint32 day, GError **error);
/** rep_check_place: an INSEE code, or none: UNKNOWN_PLACE. */
gboolean rep_check_place (const char *insee, GError **error);
/** rep_check_known: that a record @id of @kind was heard of; fails with @code. */
gboolean rep_check_known (
    RepCasebook *casebook, const RepKind *kind, const RepId *id, RepAppError code, GError **error);
/** rep_check_person: that there is a youth @id: UNKNOWN_PERSON. */
gboolean rep_check_person (RepCasebook *casebook, const RepId *id, GError **error);
/** rep_check_project: Returns: (nullable): the project @id: UNKNOWN_PROJECT. */
const RepProject *rep_check_project (RepCasebook *casebook, const RepId *id, GError **error);

/** rep_follow_merge: what is recorded of a youth who was merged is recorded of the one that was
 * kept. */
void rep_follow_merge (RepCasebook *casebook, RepId *id);
/** rep_drop_repeated: leaves each id in @ids (nullable) once. */
void rep_drop_repeated (GArray *ids);
/** rep_is_within: whether a fact of @day is one of the project @id's, or activity beside it. */
gboolean rep_is_within (RepCasebook *casebook, const RepId *id, guint32 day);
/** rep_add_moved_person: adds the youth @id to @objects when a fact of @day in @project moves the
 * day of REPERE, and with it the age that counts. */
gboolean rep_add_moved_person (RepCasebook *casebook,
                               const RepId *id,
                               const RepId *project,
                               guint32 day,
                               GPtrArray *objects,
                               GError **error);

G_END_DECLS
