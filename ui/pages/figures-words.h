/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/figures-work.h"

G_BEGIN_DECLS

/* Figures in words, on the screen and where they leave it. */

/** rep_figures_say: Returns: (transfer full): @value in its unit, "–" for NaN. */
char *rep_figures_say (double value, RepUnit unit);
/** rep_figures_say_label: Returns: what indicator @indicator counts. */
const char *rep_figures_say_label (guint indicator);
/** rep_figures_say_dimension: Returns: the name of dimension @dimension. */
const char *rep_figures_say_dimension (guint dimension);
/** rep_figures_say_table: Returns: what table @table counts. */
const char *rep_figures_say_table (guint table);

/** rep_figures_say_codes: Returns: (transfer full): @codes, separated by TAB, of the dimensions
 * @by from @first on, in words. */
char *rep_figures_say_codes (const guint *by, guint first, const char *codes);

/** rep_figures_say_revisions: Returns: (transfer full): what changed since the closing; "" for
 * nothing. */
char *rep_figures_say_revisions (const RepRevised *revised, double live, RepUnit unit);

/** rep_figures_say_period: Returns: (transfer full): a quarter, a year, or two days. */
char *rep_figures_say_period (const RepPeriod *period);

/**
 * rep_figures_text: Returns: (transfer full): the sheet as lines of cells separated by @separator,
 *   the first of which says that it is internal. What a spreadsheet would run is made text.
 */
char *rep_figures_text (const RepFiguresSheet *sheet, const char *lead, char separator);

G_END_DECLS
