/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepBarRow:
 *
 * A figure with a bar under it: its share of a whole, and in words what it says besides.
 */
#define REP_TYPE_BAR_ROW (rep_bar_row_get_type ())
G_DECLARE_FINAL_TYPE (RepBarRow, rep_bar_row, REP, BAR_ROW, GtkListBoxRow)

/**
 * rep_bar_row_show:
 * @value: the figure, at the end of the line
 * @detail: (nullable): under the bar
 * @share: 0 to 1; negative shows no bar
 * @alarm: whether it is beyond a limit
 */
void rep_bar_row_show (RepBarRow *row,
                       const char *title,
                       const char *value,
                       const char *detail,
                       double share,
                       gboolean alarm);

G_END_DECLS
