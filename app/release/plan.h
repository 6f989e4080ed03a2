/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/ledger.h"

G_BEGIN_DECLS

/*
 * A release before it is one: worked out and attacked, looked at, then written into the ledger or
 * forgotten. Planning and committing are slow and may run on any thread; neither changes memory.
 */

/** RepReleaseVerdict: what became of a wish to release. */
typedef enum {
  REP_RELEASE_MADE,
  REP_RELEASE_MADE_BEFORE, /* the same bytes as then */
  REP_RELEASE_EXPOSED,     /* the audit found a count that can be told: nothing is to be written */
} RepReleaseVerdict;

/**
 * RepReleaseWish:
 * @quarter: a day in it
 * @close: whether open quarters up to it may be closed
 * @audit: (nullable): path of the program that rounds and attacks
 * @state_folder: (nullable): where this machine remembers what it saw released
 * @pairs: (nullable): as of rep_quality(), for the limits of quarters that are to be closed
 */
typedef struct {
  guint project;
  guint32 quarter;
  gboolean close;
  gboolean suppressed;
  const char *audit;
  const char *state_folder;
  const GArray *pairs;
  gint64 now;
} RepReleaseWish;

/**
 * RepReleaseResult: what the files are made of, without any count that is not printed.
 * @published: (nullable): what is released; %NULL when nothing may be
 * @csv: @certificate: (nullable): the files; of a new release they are signed when it is committed
 * @comment: (nullable): of the quarter, as it was then
 * @exposed: (nullable): ids of the tables in which a count could be told
 * @failed: how many figures could be told, or not be proven to be safe
 * @largest_error: largest distance of a figure from its true count, for the eyes of who releases
 */
typedef struct {
  RepReleaseVerdict verdict;
  RepPublished *published;
  GBytes *csv;
  GBytes *certificate;
  char *comment;
  GStrv exposed;
  guint failed;
  gint largest_error;
} RepReleaseResult;

void rep_release_result_clear (RepReleaseResult *result);

typedef struct _RepReleasePlan RepReleasePlan;

/**
 * rep_release_plan_new: works out the release of a quarter, or finds the one that was made.
 *
 * Returns: (transfer full) (nullable): fails with RELEASE_ORDER for a quarter before the newest
 * released, NOT_OVER, QUARTER_OPEN without @close, COMMENT_NAMES when the comment of the quarter
 * names a youth, RELEASE_FORGOTTEN when this machine knows of a later
 * release than the vault does, RELEASE_MODE when the first release was made the other way,
 * FACTS_ONLY in a director's copy, RELEASED_ELSEWHERE, AUDIT, NO_ROUNDING.
 */
RepReleasePlan *
rep_release_plan_new (RepCasebook *casebook, const RepReleaseWish *wish, GError **error);
void rep_release_plan_free (RepReleasePlan *plan);

const RepReleaseResult *rep_release_plan_result (const RepReleasePlan *plan);
/** rep_release_plan_counts: Returns: (transfer none) (nullable): the true count of each cell of
 * what is published, for the eyes of who releases and for nothing that is written; %NULL when they
 * are not known here. */
const gint32 *rep_release_plan_counts (const RepReleasePlan *plan);

/**
 * rep_release_plan_commit: closes the quarters that are open, signs and writes into the ledger, in
 * one transaction. A release made before is left as it is.
 * @comment: (nullable): of the quarter from now on; %NULL: as it is
 *
 * Fails with CHANGED_MEANWHILE when the figures are no longer those of the plan, COMMENT_NAMES,
 * BAD_TEXT, NOT_ALLOWED, or as closing a quarter and saving do. Then nothing was written.
 */
gboolean rep_release_plan_commit (
    RepReleasePlan *plan, RepCasebook *casebook, const char *comment, gint64 now, GError **error);
/** rep_release_plan_publish: enters into memory what was committed; on the main thread. */
void rep_release_plan_publish (RepReleasePlan *plan, RepCasebook *casebook);

/** rep_release_make: the three in one. @result: (out): to be cleared in any case. */
gboolean rep_release_make (RepCasebook *casebook,
                           const RepReleaseWish *wish,
                           RepReleaseResult *result,
                           GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepReleasePlan, rep_release_plan_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepReleaseResult, rep_release_result_clear)

G_END_DECLS
