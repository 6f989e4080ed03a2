/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* Numbers of rep_vocabulary_orientation_direction. */
enum { REP_ORIENTATION_TO = 1, REP_ORIENTATION_FROM = 2 };

/**
 * rep_orientation_add: records that a youth was sent to a partner, or by one. Date 0 means today,
 * direction 0 to the partner.
 *
 * Fails with UNKNOWN_*, FUTURE_DATE, BAD_DATE, BAD_TEXT, and SWITCHED_OFF for a partner whose kind
 * the project does not record.
 */
gboolean rep_orientation_add (RepCasebook *casebook,
                              RepOrientation *orientation,
                              gint64 now,
                              GError **error);

/** rep_orientation_prepare: the first half of rep_orientation_add(): fills in and checks, saves
 * nothing. */
gboolean rep_orientation_prepare (RepCasebook *casebook,
                                  RepOrientation *orientation,
                                  gint64 now,
                                  GError **error);

/**
 * rep_orientation_answer: what became of the orientation @id, on @day (0: today); an answer may be
 * given again when it changes.
 *
 * Fails with UNKNOWN_RECORD, MISSING (no status), FUTURE_DATE, TOO_EARLY.
 */
gboolean rep_orientation_answer (
    RepCasebook *casebook, const RepId *id, guint8 status, guint32 day, gint64 now, GError **error);

/** rep_orientation_prepare_answer: the first half of rep_orientation_answer(), where SQL may run.
 * Returns: (transfer full) (nullable): the orientation with its answer, to be saved. */
RepOrientation *rep_orientation_prepare_answer (
    RepCasebook *casebook, const RepId *id, guint8 status, guint32 day, GError **error);

/**
 * rep_follow_up_done: what was to come after the contact @id was done on @day (0: today), and needs
 * no contact of its own.
 *
 * Fails with UNKNOWN_RECORD, MISSING (nothing was to come), FUTURE_DATE, TOO_EARLY, EXISTS (done
 * already).
 */
gboolean rep_follow_up_done (
    RepCasebook *casebook, const RepId *id, guint32 day, gint64 now, GError **error);

/** rep_assign: makes the account @referent (none: nobody) the referent of the youth @person. Fails
 * with UNKNOWN_PERSON, UNKNOWN_LOGIN. */
gboolean rep_assign (
    RepCasebook *casebook, const RepId *person, const RepId *referent, gint64 now, GError **error);

/** rep_reassign_all: the same for every youth whose referent is the account @from, in one
 * transaction. @n: (out): how many. */
gboolean rep_reassign_all (RepCasebook *casebook,
                           const RepId *from,
                           const RepId *to,
                           gint64 now,
                           guint *n,
                           GError **error);

G_END_DECLS
