/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/call-window.h"
#include "ui/pages/youth-names.h"
#include "ui/pages/youths-filter.h"

GtkStringList *
rep_youths_filter_titles (RepCasebook *casebook, GArray *numbers)
{
  const GPtrArray *projects = rep_casebook_projects (casebook);
  GtkStringList *titles = gtk_string_list_new (NULL);

  g_array_set_size (numbers, 0);
  gtk_string_list_append (titles, _ ("All projects"));
  for (guint i = 0; i < projects->len; i++) {
    guint16 number = (guint16)i;

    if (g_ptr_array_index (projects, i) == NULL)
      continue;
    g_array_append_val (numbers, number);
    gtk_string_list_append (titles, rep_youth_project_name (casebook, number));
  }
  return titles;
}

static GArray *
rows_of (RepYouthList *list)
{
  GListModel *model = G_LIST_MODEL (list);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (RepYouth) youth = g_list_model_get_item (model, i);
    guint32 row = rep_youth_get_row (youth);

    g_array_append_val (rows, row);
  }
  return rows;
}

void
rep_youths_filter_call (GtkWindow *parent, RepSession *session, RepYouthList *list, guint16 project)
{
  g_autoptr (GArray) rows = list != NULL ? rows_of (list) : NULL;
  RepCallFilter filter;

  rep_call_filter_init (&filter);
  filter.persons = rows;
  if (project != REP_ALL_PROJECTS)
    filter.project = project;
  gtk_window_present (GTK_WINDOW (rep_call_window_new (parent, session, &filter)));
}
