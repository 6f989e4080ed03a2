/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RepColumnsLayout:
 *
 * Lays children out beside each other, as columns of a table, each as much wider than it must be as
 * the others; where they do not all fit, as many a line as do. Lines of one table whose children
 * are in common size groups stand in the same columns.
 */
#define REP_TYPE_COLUMNS_LAYOUT (rep_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (RepColumnsLayout, rep_columns_layout, REP, COLUMNS_LAYOUT, GtkLayoutManager)

/** rep_columns_layout_new: @heads: whether these are the heads of the columns, which are not shown
 * where there are no columns. */
GtkLayoutManager *rep_columns_layout_new (gboolean heads);

G_END_DECLS
