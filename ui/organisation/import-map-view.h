/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/organisation/import-work.h"

G_BEGIN_DECLS

/** RepImportMapView: the map of a file, to be edited in rows of three groups: its columns, values
 * that no vocabulary knows, and what is the same for every row. */
typedef struct _RepImportMapView RepImportMapView;

/** RepImportMapGroups: where the rows go; the last two show when there is something in them. */
typedef struct {
  AdwPreferencesGroup *columns;
  AdwPreferencesGroup *values;
  AdwPreferencesGroup *constants;
} RepImportMapGroups;

/** rep_import_map_view_new: @changed: called with @owner after each change by hand. Rows come a few
 * at a time, so that nobody waits for those of a wide file. */
RepImportMapView *rep_import_map_view_new (const RepImportMapGroups *groups,
                                           RepImportFile *file,
                                           void (*changed) (gpointer owner),
                                           gpointer owner);
void rep_import_map_view_free (RepImportMapView *view);

/** rep_import_map_view_refresh: shows the file's map anew, after another one was loaded. */
void rep_import_map_view_refresh (RepImportMapView *view);

/** rep_import_preview_new: Returns: (transfer floating): the first rows of @table, as written. */
GtkWidget *rep_import_preview_new (const RepTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepImportMapView, rep_import_map_view_free)

G_END_DECLS
