/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/list-rows.h"

GtkListBoxRow *
rep_rows_nth (GtkListBox *list, guint n, GType type)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int)n);

  if (row == NULL) {
    row = g_object_new (type, NULL);
    if (ADW_IS_PREFERENCES_ROW (row))
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    gtk_list_box_append (list, GTK_WIDGET (row));
  }
  return row;
}

void
rep_rows_trim (GtkListBox *list, guint n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int)n)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

void
rep_rows_speak (GtkListBoxRow *row, const char *title, const char *rest)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s", title, rest);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
rep_rows_add (GtkListBox *list, guint *n, const char *title, char *value)
{
  GtkListBoxRow *row = rep_rows_nth (list, *n, ADW_TYPE_ACTION_ROW);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  rep_rows_speak (row, title, value);
  g_free (value);
  ++*n;
}

void
rep_words_append (char **text, char *part)
{
  char *whole = *text[0] != '\0' ? g_strdup_printf ("%s, %s", *text, part) : g_strdup (part);

  g_free (*text);
  g_free (part);
  *text = whole;
}
