/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepFigureRow:
 *
 * One line of a small table: properties `title`, `first` and `second`, figures under each other in
 * columns, and `subtitle`, what there is to say besides. Never markup.
 */
#define REP_TYPE_FIGURE_ROW (rep_figure_row_get_type ())
G_DECLARE_FINAL_TYPE (RepFigureRow, rep_figure_row, REP, FIGURE_ROW, GtkListBoxRow)

G_END_DECLS
