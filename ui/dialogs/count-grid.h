/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/** RepCountGrid: how many were met of each age and gender, by hand. Signal `changed`. */
#define REP_TYPE_COUNT_GRID (rep_count_grid_get_type ())
G_DECLARE_FINAL_TYPE (RepCountGrid, rep_count_grid, REP, COUNT_GRID, AdwBin)

/** rep_count_grid_check: Returns: whether each cell is a number or empty; else goes to the first
 * that is not. */
gboolean rep_count_grid_check (RepCountGrid *grid);
/** rep_count_grid_sum: Returns: of all cells that are numbers. */
guint rep_count_grid_sum (RepCountGrid *grid);
/** rep_count_grid_get: Returns: (transfer full) (nullable) (element-type RepCount). */
GPtrArray *rep_count_grid_get (RepCountGrid *grid);
/** rep_count_grid_set: @counts: (nullable) (element-type RepCount). */
void rep_count_grid_set (RepCountGrid *grid, const GPtrArray *counts);

/* The table itself, for who shows it: what is not said is number 0 and comes last, as on paper. */

/** rep_count_n_bands: Returns: rows of the table. */
guint rep_count_n_bands (void);
/** rep_count_n_sexes: Returns: columns of the table. */
guint rep_count_n_sexes (void);
/** rep_count_at: Returns: number of the term at @place of @n. */
guint rep_count_at (guint place, guint n);
/** rep_count_band_name: Returns: translated name of an age band, 0: not known. */
const char *rep_count_band_name (guint band);
/** rep_count_sex_head: Returns: the letter above column @sex, 0: not known. */
const char *rep_count_sex_head (guint sex);

G_END_DECLS
