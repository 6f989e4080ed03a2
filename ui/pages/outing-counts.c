/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/kinds.h"
#include "ui/dialogs/count-grid.h"
#include "ui/pages/outing-counts.h"

#define ANY G_MAXUINT /* a total */

static guint
sum (const GPtrArray *counts, guint band, guint sex)
{
  guint n = 0;

  for (guint i = 0; counts != NULL && i < counts->len; i++) {
    const RepCount *count = g_ptr_array_index (counts, i);

    if ((band == ANY || count->band == band) && (sex == ANY || count->sex == sex))
      n += (guint)MAX (count->count, 0);
  }
  return n;
}

static void
attach (GtkGrid *grid, const char *text, float align, const char *style, guint column, guint row)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", align, "hexpand", column > 0, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, (int)column, (int)row, 1, 1);
}

static void
attach_number (GtkGrid *grid, guint n, const char *style, guint column, guint row)
{
  g_autofree char *text = n > 0 ? g_strdup_printf ("%u", n) : g_strdup ("–");

  attach (grid, text, 1, n > 0 ? style : "dim-label", column, row);
}

static void
attach_row (GtkGrid *grid, const GPtrArray *counts, const char *title, guint band, guint row)
{
  const char *style = band == ANY ? "heading" : NULL;
  guint n = rep_count_n_sexes ();

  attach (grid, title, 0, style, 0, row);
  for (guint j = 0; j < n; j++)
    attach_number (grid, sum (counts, band, rep_count_at (j, n)), style, j + 1, row);
  attach_number (grid, sum (counts, band, ANY), "heading", n + 1, row);
}

GtkWidget *
rep_outing_counts_new (const GPtrArray *counts)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 6, "column-spacing", 12, NULL);
  guint n_sexes = rep_count_n_sexes (), n_bands = rep_count_n_bands (), row = 1;

  for (guint j = 0; j < n_sexes; j++)
    attach (GTK_GRID (grid), rep_count_sex_head (rep_count_at (j, n_sexes)), 1, "caption-heading",
            j + 1, 0);
  attach (GTK_GRID (grid), _ ("Total"), 1, "caption-heading", n_sexes + 1, 0);
  for (guint i = 0; i < n_bands; i++) {
    guint band = rep_count_at (i, n_bands);

    if (band != 0 || sum (counts, 0, ANY) > 0)
      attach_row (GTK_GRID (grid), counts, rep_count_band_name (band), band, row++);
  }
  attach_row (GTK_GRID (grid), counts, _ ("Total"), ANY, row);
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Young people met by age and gender"), -1);
  return grid;
}
