/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/facts.h"
#include "app/release/published.h"

G_BEGIN_DECLS

/* The true counts behind a release, from the figures. Nothing that writes a file may see this. */

/** rep_counts_usual_tables: Returns: (transfer full): ids of the tables of a project that declares
 * none. */
GStrv rep_counts_usual_tables (const RepProject *project);

/**
 * rep_counts_declare: sets structure and dimensions of @published.
 * @tables: (array zero-terminated=1): “sexe”, “sexe+canal” …
 *
 * Fails with UNKNOWN_CODE naming a table that cannot be published, or CONTRADICTION when they are
 * too many, one is there twice, or one crosses a dimension that is kept apart.
 */
gboolean
rep_counts_declare (const RepFacts *table, char **tables, RepPublished *published, GError **error);

/**
 * RepCounts: @cells: cumulative, by cell of the structure; @activity: likewise; @whole: tables
 * whose cells are all known: youths who were erased are in no table of two dimensions.
 */
typedef struct {
  gint32 *cells;
  gint32 activity[REP_N_PUBLISHED_ACTIVITIES];
  guint64 whole;
} RepCounts;

/** rep_counts: counts up to the day @to. */
void
rep_counts (const RepFacts *table, const RepPublished *published, guint32 to, RepCounts *counts);
void rep_counts_clear (RepCounts *counts);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepCounts, rep_counts_clear)

G_END_DECLS
