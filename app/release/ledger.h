/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/publication.h"
#include "app/release/published.h"

G_BEGIN_DECLS

/* The ledger: what was released of a project is kept, signed, and never changes. */

/** rep_ledger_newest: Returns: first day of the newest quarter released of @project, 0 for none. */
guint32 rep_ledger_newest (RepCasebook *casebook, guint project);

/** rep_ledger_read: Returns: (transfer full) (nullable): the release of the quarter that begins on
 * @quarter; %NULL without an error when there is none. Free with rep_object_free(). */
RepRelease *rep_ledger_read (RepCasebook *casebook, guint project, guint32 quarter, GError **error);

/** RepReleaseVerdict: what became of a wish to release. */
typedef enum {
  REP_RELEASE_MADE,
  REP_RELEASE_MADE_BEFORE, /* the same bytes as then */
  REP_RELEASE_EXPOSED,     /* the audit found a count that can be told: nothing was written */
} RepReleaseVerdict;

/**
 * RepReleaseWish:
 * @quarter: a day in it
 * @close: whether open quarters up to it may be closed
 * @audit: (nullable): path of the program that rounds and attacks
 */
typedef struct {
  guint project;
  guint32 quarter;
  gboolean close;
  gboolean suppressed;
  const char *audit;
  gint64 now;
} RepReleaseWish;

/**
 * RepReleaseResult:
 * @published: (nullable): what was released; %NULL when it was not
 * @csv: @certificate: (nullable): the files
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

/**
 * rep_ledger_release: releases a quarter, or gives out again what was released.
 *
 * Fails with RELEASE_ORDER for a quarter before the newest released, QUARTER_OPEN without @close,
 * COMMENT_NAMES when the comment of the quarter names a youth, RELEASE_MODE when the first release
 * was made the other way, FACTS_ONLY in a director's copy, AUDIT, NO_ROUNDING, NOT_ALLOWED, or as
 * closing a quarter and saving do. Then nothing was published.
 */
gboolean rep_ledger_release (RepCasebook *casebook,
                             const RepReleaseWish *wish,
                             RepReleaseResult *result,
                             GError **error);

/**
 * rep_ledger_adopt: takes in a release that was made elsewhere, from its certificate, so that the
 * next one here goes on from it.
 *
 * Fails as rep_certificate_parse() does, with UNKNOWN_PROJECT, with RELEASE_ORDER when this vault
 * has one as new, or CONTRADICTION when what was released here is not among what it says was.
 */
gboolean rep_ledger_adopt (RepCasebook *casebook,
                           gconstpointer certificate,
                           gsize size,
                           gint64 now,
                           RepPublished **published,
                           GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepReleaseResult, rep_release_result_clear)

G_END_DECLS
