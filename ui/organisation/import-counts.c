/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/import-counts.h"

#include <glib/gi18n.h>

#include "ui/say.h"

#define SHOWN_REJECTS 10u
#define ROWS "reperes-rows"

static void
clear_rows (AdwPreferencesGroup *group)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (group), ROWS);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_object_set_data_full (G_OBJECT (group), ROWS, g_ptr_array_new (),
                          (GDestroyNotify)g_ptr_array_unref);
}

static void
add_row (AdwPreferencesGroup *group, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (g_object_get_data (G_OBJECT (group), ROWS), row);
}

static void
add_count (AdwPreferencesGroup *group, const char *title, const char *subtitle, guint n)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *spoken = NULL;
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, NULL);
  GtkWidget *label = gtk_label_new (number);

  /* Translators: what is counted, and how many there are */
  spoken = g_strdup_printf (_ ("%1$s: %2$s"), title, number);
  gtk_widget_add_css_class (label, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  add_row (group, row);
}

void
rep_import_counts_show (AdwPreferencesGroup *group, const RepImportPlan *plan)
{
  g_autofree char *completed = NULL;

  if (plan->persons_completed > 0)
    completed = g_strdup_printf (ngettext ("%u of them gets what was not recorded yet",
                                           "%u of them get what was not recorded yet",
                                           plan->persons_completed),
                                 plan->persons_completed);
  clear_rows (group);
  add_count (group, _ ("Rows"), NULL, plan->rows);
  add_count (group, _ ("New young people"), NULL, plan->persons_new);
  add_count (group, _ ("Likely doubles among them"),
             plan->alike > 0 ? _ ("The menu of young people lists likely doubles after the import")
                             : NULL,
             plan->alike);
  add_count (group, _ ("Young people known already"), completed, plan->persons_matched);
  add_count (group, _ ("New contacts"), NULL, plan->contacts);
  add_count (group, _ ("Contacts recorded before"), NULL, plan->contacts_known);
  add_count (group, _ ("Rows left out"), NULL, plan->rejects->len);
}

void
rep_import_rejects_show (AdwPreferencesGroup *group, const RepImportPlan *plan)
{
  clear_rows (group);
  for (guint i = 0; i < MIN (plan->rejects->len, SHOWN_REJECTS); i++) {
    const RepReject *reject = &g_array_index (plan->rejects, RepReject, i);
    g_autofree char *title =
        reject->column != NULL
            /* Translators: number of a line, name of a column */
            ? g_strdup_printf (_ ("Line %1$u, column “%2$s”"), reject->line, reject->column)
            : g_strdup_printf (_ ("Line %u"), reject->line);

    add_row (group,
             g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle",
                           rep_say_term (&rep_vocabulary_reject, reject->reason), NULL));
  }
  if (plan->rejects->len > SHOWN_REJECTS) {
    guint more = plan->rejects->len - SHOWN_REJECTS;
    g_autofree char *title =
        g_strdup_printf (ngettext ("… and %u more row", "… and %u more rows", more), more);

    add_row (group, g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, NULL));
  }
}
