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

G_END_DECLS
