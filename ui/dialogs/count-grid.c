/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/count-grid.h"
#include "ui/say.h"
#include "ui/typed.h"

#define MAX_BANDS 8 /* and the one for any age, at 0 */
#define MAX_SEXES 4 /* and the one for any gender, at 0 */

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _RepCountGrid {
  AdwBin parent_instance;

  GtkGrid *grid;
  GtkEditable *cells[MAX_BANDS][MAX_SEXES]; /* by numbers of the terms, 0: not said */
};

G_DEFINE_FINAL_TYPE (RepCountGrid, rep_count_grid, ADW_TYPE_BIN)

guint
rep_count_n_bands (void)
{
  return MIN (rep_vocabulary_age_band.n_terms + 1, MAX_BANDS);
}

guint
rep_count_n_sexes (void)
{
  return MIN (rep_vocabulary_sex.n_terms + 1, MAX_SEXES);
}

const char *
rep_count_band_name (guint band)
{
  return band == 0 ? _ ("Age unknown") : rep_say_term (&rep_vocabulary_age_band, band);
}

static const char *
sex_name (guint sex)
{
  return sex == 0 ? _ ("Gender unknown") : rep_say_term (&rep_vocabulary_sex, sex);
}

const char *
rep_count_sex_head (guint sex)
{
  /* Translators: heads of narrow columns: female, male, other or not stated */
  const char *const heads[MAX_SEXES] = { _ ("?"), _ ("F"), _ ("M"), _ ("X") };

  return heads[MIN (sex, MAX_SEXES - 1)];
}

guint
rep_count_at (guint place, guint n)
{
  return place + 1 < n ? place + 1 : 0;
}

static void
add_label (RepCountGrid *self, const char *text, float align, int column, int row)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", align, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
cell_changed_cb (GtkEditable *cell, gpointer user_data)
{
  gtk_widget_remove_css_class (GTK_WIDGET (cell), "error");
  g_signal_emit (user_data, signals[CHANGED], 0);
}

static void
cell_activate_cb (GtkEntry *cell, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (cell));

  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
add_cell (RepCountGrid *self, guint band, guint sex, int column, int row)
{
  GtkWidget *cell = g_object_new (GTK_TYPE_ENTRY, "width-chars", 2, "max-width-chars", 4,
                                  "max-length", 5, "input-purpose", GTK_INPUT_PURPOSE_DIGITS,
                                  "hexpand", TRUE, "xalign", 1.0, NULL);
  /* Translators: age, then gender */
  g_autofree char *name =
      g_strdup_printf (_ ("%1$s, %2$s"), rep_count_band_name (band), sex_name (sex));

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (cell, "changed", G_CALLBACK (cell_changed_cb), self, 0);
  g_signal_connect_object (cell, "activate", G_CALLBACK (cell_activate_cb), self, 0);
  gtk_grid_attach (self->grid, cell, column, row, 1, 1);
  self->cells[band][sex] = GTK_EDITABLE (cell);
}

static void
build (RepCountGrid *self)
{
  for (guint j = 0; j < rep_count_n_sexes (); j++)
    add_label (self, rep_count_sex_head (rep_count_at (j, rep_count_n_sexes ())), 0.5f, (int)j + 1,
               0);
  for (guint i = 0; i < rep_count_n_bands (); i++) {
    guint band = rep_count_at (i, rep_count_n_bands ());

    add_label (self, rep_count_band_name (band), 0, 0, (int)i + 1);
    for (guint j = 0; j < rep_count_n_sexes (); j++)
      add_cell (self, band, rep_count_at (j, rep_count_n_sexes ()), (int)j + 1, (int)i + 1);
  }
}

static void
rep_count_grid_class_init (RepCountGridClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", REP_TYPE_COUNT_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
rep_count_grid_init (RepCountGrid *self)
{
  self->grid = g_object_new (GTK_TYPE_GRID, "row-spacing", 3, "column-spacing", 6, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
  build (self);
}

gboolean
rep_count_grid_check (RepCountGrid *grid)
{
  g_return_val_if_fail (REP_IS_COUNT_GRID (grid), FALSE);

  for (guint i = 0; i < rep_count_n_bands (); i++)
    for (guint j = 0; j < rep_count_n_sexes (); j++) {
      gint32 number;
      GtkEditable *cell = grid->cells[rep_count_at (i, rep_count_n_bands ())]
                                     [rep_count_at (j, rep_count_n_sexes ())];

      if (rep_typed_number (gtk_editable_get_text (cell), &number))
        continue;
      gtk_widget_add_css_class (GTK_WIDGET (cell), "error");
      gtk_widget_grab_focus (GTK_WIDGET (cell));
      return FALSE;
    }
  return TRUE;
}

guint
rep_count_grid_sum (RepCountGrid *grid)
{
  guint sum = 0;

  g_return_val_if_fail (REP_IS_COUNT_GRID (grid), 0);

  for (guint i = 0; i < rep_count_n_bands (); i++)
    for (guint j = 0; j < rep_count_n_sexes (); j++)
      sum += rep_typed_count (gtk_editable_get_text (grid->cells[i][j]));
  return sum;
}

GPtrArray *
rep_count_grid_get (RepCountGrid *grid)
{
  GPtrArray *counts = NULL;

  g_return_val_if_fail (REP_IS_COUNT_GRID (grid), NULL);

  for (guint i = 0; i < rep_count_n_bands (); i++)
    for (guint j = 0; j < rep_count_n_sexes (); j++) {
      guint n = rep_typed_count (gtk_editable_get_text (grid->cells[i][j]));
      RepCount *count = n > 0 ? rep_list_add (&counts, &rep_kind_count) : NULL;

      if (count == NULL)
        continue;
      count->band = (guint8)i;
      count->sex = (guint8)j;
      count->count = (gint32)n;
    }
  return counts;
}

void
rep_count_grid_set (RepCountGrid *grid, const GPtrArray *counts)
{
  g_return_if_fail (REP_IS_COUNT_GRID (grid));

  for (guint i = 0; counts != NULL && i < counts->len; i++) {
    const RepCount *count = g_ptr_array_index (counts, i);
    g_autofree char *text = g_strdup_printf ("%d", count->count);

    if (count->band < rep_count_n_bands () && count->sex < rep_count_n_sexes ())
      gtk_editable_set_text (grid->cells[count->band][count->sex], text);
  }
}
