/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/sheet-edit.h"
#include "app/error.h"

void
rep_sheet_drop_rural (RepProject *project, const char *place)
{
  for (guint i = project->rural != NULL ? project->rural->len : 0; i > 0; i--)
    if (strcmp (((const RepRuralPlace *)g_ptr_array_index (project->rural, i - 1))->place, place) ==
        0)
      g_ptr_array_remove_index (project->rural, i - 1);
  if (project->rural != NULL && project->rural->len == 0)
    g_clear_pointer (&project->rural, g_ptr_array_unref);
}

void
rep_sheet_set_rural (RepProject *project, const char *place, guint32 from, guint32 until)
{
  RepRuralPlace *rural;

  rep_sheet_drop_rural (project, place);
  rural = rep_list_add (&project->rural, &rep_kind_rural_place);
  g_strlcpy (rural->place, place, sizeof rural->place);
  rural->from = from;
  rural->until = until;
}

gboolean
rep_sheet_save (RepCasebook *casebook, RepProject *project, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (project->object.revision == 0)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, project->code);
  g_ptr_array_add (objects, project);
  return rep_casebook_save (casebook, objects, now, error);
}
