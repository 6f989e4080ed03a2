/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/import-undo.h"
#include "app/casebook/session.h"
#include "app/exchange/import.h"

G_BEGIN_DECLS

/** RepImportFile: a spreadsheet that was read, and what its columns are; counted references. The
 * map changes on the main thread alone, and not while a #RepImportWork goes by it. */
typedef struct {
  char *path;
  RepTable *table;
  RepImportMap *map;
} RepImportFile;

RepImportFile *rep_import_file_ref (RepImportFile *file);
void rep_import_file_unref (RepImportFile *file);

/** rep_import_file_read_async: reads @path and guesses a map, on another thread. */
void
rep_import_file_read_async (const char *path, GAsyncReadyCallback callback, gpointer user_data);
/** rep_import_file_read_finish: Returns: (transfer full). Fails as rep_table_load() does. */
RepImportFile *rep_import_file_read_finish (GAsyncResult *result, GError **error);

/** rep_import_file_load_map_async: reads the map @path for @file, on another thread. */
void rep_import_file_load_map_async (RepImportFile *file,
                                     const char *path,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** rep_import_file_load_map_finish: Returns: (transfer full): it names every column of the file.
 * Fails as rep_import_map_load() does, and with MAP_COLUMN. */
RepImportMap *rep_import_file_load_map_finish (GAsyncResult *result, GError **error);

/** rep_import_file_save_map_async: writes the map to the new file @path, on another thread; ends
 * with rep_import_saved_finish(). */
void rep_import_file_save_map_async (RepImportFile *file,
                                     const char *path,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/** RepImportWork: an import that is worked out, and written unless it is a dry run, on the
 * session's own thread; counted references. */
typedef struct _RepImportWork RepImportWork;

/**
 * rep_import_work_start: works out what @file brings to the project @project.
 *
 * Returns: (transfer full): the work, to be asked how far it is; ends with @callback, which calls
 *   rep_import_work_finish().
 */
RepImportWork *rep_import_work_start (RepSession *session,
                                      RepImportFile *file,
                                      const RepId *project,
                                      gboolean dry_run,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
RepImportWork *rep_import_work_ref (RepImportWork *work);
void rep_import_work_unref (RepImportWork *work);
/** rep_import_work_progress: Returns: from 0 to 1 of the rows; at 1 it can no longer be stopped. */
double rep_import_work_progress (RepImportWork *work);
gboolean rep_import_work_finish (RepSession *session, GAsyncResult *result, GError **error);
/** rep_import_work_plan: Returns: (transfer none): once it is finished: what it comes to. */
const RepImportPlan *rep_import_work_plan (RepImportWork *work);
/** rep_import_work_forget: wipes the youths and contacts of a plan; counts and rejects stay. */
void rep_import_work_forget (RepImportWork *work);

/** rep_import_work_save_rejects_async: writes the rows that are left out to the new file @path, on
 * another thread; ends with rep_import_saved_finish(). */
void rep_import_work_save_rejects_async (RepImportWork *work,
                                         const char *path,
                                         gboolean french,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean rep_import_saved_finish (GAsyncResult *result, GError **error);

/** rep_import_undo_work_start: takes back the import @id; ends with @callback. */
void rep_import_undo_work_start (RepSession *session,
                                 const RepId *id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/** rep_import_undo_work_finish: Returns: (transfer none) (nullable): lives as long as @result. */
const RepImportUndo *
rep_import_undo_work_finish (RepSession *session, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepImportFile, rep_import_file_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepImportWork, rep_import_work_unref)

G_END_DECLS
