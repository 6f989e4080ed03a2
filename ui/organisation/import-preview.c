/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/organisation/import-map-view.h"

#define SHOWN_ROWS 4u
#define SHOWN_COLUMNS 24u /* the rows of the columns show examples of all */
#define SHOWN_CHARACTERS 18

static GtkWidget *
new_cell (const char *text, gboolean heading)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\r\n\t", ' ');
  GtkWidget *label = gtk_label_new (line);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), SHOWN_CHARACTERS);
  gtk_label_set_width_chars (GTK_LABEL (label),
                             (int)MIN (g_utf8_strlen (line, -1), SHOWN_CHARACTERS));
  gtk_widget_add_css_class (label, heading ? "caption-heading" : "caption");
  return label;
}

GtkWidget *
rep_import_preview_new (const RepTable *table)
{
  GtkWidget *grid = gtk_grid_new ();
  guint rows = MIN (rep_table_n_rows (table), SHOWN_ROWS);
  guint columns = MIN (rep_table_n_columns (table), SHOWN_COLUMNS);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < columns; i++) {
    gtk_grid_attach (GTK_GRID (grid), new_cell (rep_table_name (table, i), TRUE), (int)i, 0, 1, 1);
    for (guint j = 0; j < rows; j++)
      gtk_grid_attach (GTK_GRID (grid), new_cell (rep_table_cell (table, j, i), FALSE), (int)i,
                       (int)j + 1, 1, 1);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("First rows of the file"), -1);
  return grid;
}
