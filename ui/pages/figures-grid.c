/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/figures-grid.h"
#include "ui/pages/figures-words.h"

#define FIRST_WIDTH 24 /* characters of what a line is of */

static void
attach (GtkGrid *grid, const char *text, float align, const char *style, guint column, guint row)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", align, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  if (column > 0)
    gtk_widget_add_css_class (label, "numeric");
  else
    g_object_set (label, "hexpand", TRUE, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "width-chars", FIRST_WIDTH, NULL);
  gtk_grid_attach (grid, label, (int)column, (int)row, 1, 1);
}

static void
attach_number (GtkGrid *grid, gint64 n, const char *style, guint column, guint row)
{
  g_autofree char *text = n != 0 ? g_strdup_printf ("%'" G_GINT64_FORMAT, n) : g_strdup ("–");

  attach (grid, text, 1, n != 0 ? style : "dim-label", column, row);
}

static void
attach_head (GtkGrid *grid, const RepFiguresSheet *sheet, guint last)
{
  const RepFiguresTable *table = sheet->table;

  for (guint j = 0; last > 0 && j < table->columns->len; j++) {
    g_autofree char *words =
        rep_figures_say_codes (sheet->wish.by, last, g_ptr_array_index (table->columns, j));

    attach (grid, words, 1, "caption-heading", j + 1, 0);
  }
}

static void
attach_row (GtkGrid *grid, const RepFiguresSheet *sheet, guint i)
{
  const RepFiguresTable *table = sheet->table;
  g_autofree char *words =
      rep_figures_say_codes (sheet->wish.by, 0, g_ptr_array_index (table->rows, i));

  attach (grid, words, 0, NULL, 0, i + 1);
  for (guint j = 0; j < table->columns->len; j++)
    attach_number (grid, table->values[i * table->columns->len + j], NULL, j + 1, i + 1);
}

GtkWidget *
rep_figures_grid_new (const RepFiguresSheet *sheet)
{
  const RepFiguresTable *table = sheet->table;
  const guint *by = sheet->wish.by;
  guint last = by[1] >= REP_N_DIMENSIONS ? 0 : by[2] >= REP_N_DIMENSIONS ? 1 : 2;
  GtkWidget *widget = g_object_new (GTK_TYPE_GRID, "row-spacing", 8, "column-spacing", 18, NULL);
  GtkGrid *grid = GTK_GRID (widget);
  g_autofree char *total = g_strdup_printf ("%'" G_GINT64_FORMAT, table->total);
  g_autofree char *text = NULL;

  attach_head (grid, sheet, last);
  for (guint i = 0; i < table->rows->len; i++)
    attach_row (grid, sheet, i);
  text = g_strdup_printf (_ ("Total, each counted once: %s"), total);
  attach (grid, text, 0, "heading", 0, table->rows->len + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rep_figures_say_table (sheet->wish.table), -1);
  return widget;
}
