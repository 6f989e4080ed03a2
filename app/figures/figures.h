/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/count.h"

G_BEGIN_DECLS

/**
 * RepFigure: @value: of the period, live; @cumulative: from the project's first day to the last one
 *   of the period; NaN where there is none (no denominator, too few, nothing cumulative).
 */
typedef struct {
  double value;
  double cumulative;
} RepFigure;

/**
 * RepFigures: every indicator of a project for a period.
 * @period: as asked for
 * @covered: the part of it within the project's dates; @to before @from when there is none
 * @erased: youths erased whose results are counted, and who are in no breakdown
 */
typedef struct {
  RepPeriod period;
  RepPeriod covered;
  guint erased;
  RepFigure figures[REP_N_INDICATORS];
} RepFigures;

/** rep_figures: works out every indicator, in one pass over the youths and one over the contacts.
 */
void rep_figures (const RepFacts *table, const RepPeriod *period, RepFigures *figures);

/** rep_figures_whole: Returns: the whole project: its first to its last day, as amended. */
RepPeriod rep_figures_whole (const RepProject *project);

G_END_DECLS
