/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/eligibility.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"
#include "ui/widgets/combo.h"

#define VALUES "rep-combo-values"

static GArray *
values_of (AdwComboRow *row)
{
  return g_object_get_data (G_OBJECT (row), VALUES);
}

void
rep_combo_set_up (AdwComboRow *row)
{
  GtkStringList *lines = gtk_string_list_new (NULL);

  g_object_set_data_full (G_OBJECT (row), VALUES, g_array_new (FALSE, FALSE, sizeof (guint)),
                          (GDestroyNotify)g_array_unref);
  adw_combo_row_set_model (row, G_LIST_MODEL (lines));
  g_object_unref (lines);
}

AdwComboRow *
rep_combo_new (AdwPreferencesGroup *group, const char *title)
{
  AdwComboRow *row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title, NULL);

  rep_combo_set_up (row);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

void
rep_combo_offer (AdwComboRow *row, guint value, const char *label)
{
  g_array_append_val (values_of (row), value);
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (row)), label);
}

void
rep_combo_offer_terms (AdwComboRow *row,
                       const RepVocabulary *vocabulary,
                       const char *nothing,
                       guint32 day,
                       const RepProject *project)
{
  if (nothing != NULL)
    rep_combo_offer (row, 0, nothing);
  for (guint i = 0; i < vocabulary->n_terms; i++) {
    const RepTerm *term = &vocabulary->terms[i];

    if (rep_term_valid_on (term, day) &&
        (project == NULL || !rep_project_hides (project, vocabulary, term->number)))
      rep_combo_offer (row, term->number, rep_say_label (term));
  }
}

void
rep_combo_offer_projects (AdwComboRow *row, RepCasebook *casebook, const RepId *person)
{
  guint32 youth = rep_casebook_number (casebook, &rep_kind_person, person);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < rep_casebook_projects (casebook)->len; i++)
      if (g_ptr_array_index (rep_casebook_projects (casebook), i) != NULL &&
          (rep_casebook_enrolment (casebook, youth, i) != NULL) == (pass == 0))
        rep_combo_offer (row, i, rep_youth_project_short_name (casebook, (guint16)i));
}

void
rep_combo_clear (AdwComboRow *row)
{
  GtkStringList *lines = GTK_STRING_LIST (adw_combo_row_get_model (row));

  gtk_string_list_splice (lines, 0, g_list_model_get_n_items (G_LIST_MODEL (lines)), NULL);
  g_array_set_size (values_of (row), 0);
}

guint
rep_combo_get (AdwComboRow *row)
{
  const GArray *values = values_of (row);
  guint at = adw_combo_row_get_selected (row);

  return at < values->len ? g_array_index (values, guint, at) : 0;
}

void
rep_combo_set (AdwComboRow *row, guint value)
{
  const GArray *values = values_of (row);

  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, guint, i) == value) {
      adw_combo_row_set_selected (row, i);
      return;
    }
}
