/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/import-work.h"

#include <string.h>

#include "app/error.h"
#include "app/platform/output.h"

#define WHOLE 1000

static void
file_clear (gpointer data)
{
  RepImportFile *file = data;

  g_free (file->path);
  rep_table_free (file->table);
  rep_import_map_free (file->map);
}

RepImportFile *
rep_import_file_ref (RepImportFile *file)
{
  return g_atomic_rc_box_acquire (file);
}

void
rep_import_file_unref (RepImportFile *file)
{
  g_atomic_rc_box_release_full (file, file_clear);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  RepTable *table = rep_table_load (data, 0, &error);
  RepImportFile *file;

  if (table == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  file = g_atomic_rc_box_new0 (RepImportFile);
  file->path = g_strdup (data);
  file->table = table;
  file->map = rep_import_map_guess (table);
  rep_import_map_cover (file->map, table);
  g_task_return_pointer (task, file, (GDestroyNotify)rep_import_file_unref);
}

void
rep_import_file_read_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, rep_import_file_read_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, read_thread);
}

RepImportFile *
rep_import_file_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What is read for or written of a file or a plan. */
typedef struct {
  RepImportFile *file;
  RepImportWork *work;
  char *path;
  char *text;
  gboolean french;
} Paper;

static void
paper_free (gpointer data)
{
  Paper *paper = data;

  g_clear_pointer (&paper->file, rep_import_file_unref);
  g_clear_pointer (&paper->work, rep_import_work_unref);
  g_free (paper->path);
  g_free (paper->text);
  g_free (paper);
}

static void
start_paper (Paper *paper,
             const char *path,
             GTaskThreadFunc run,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  paper->path = g_strdup (path);
  g_task_set_source_tag (task, start_paper);
  g_task_set_task_data (task, paper, paper_free);
  g_task_run_in_thread (task, run);
}

/* A map may name fewer columns than the file has, and none that it has not. */
static gboolean
fits (const RepImportMap *map, const RepTable *table, GError **error)
{
  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (column->field != NULL && rep_import_map_column (table, column->heading) < 0)
      return rep_app_error_set (error, REP_APP_ERROR_MAP_COLUMN, column->heading);
  }
  return TRUE;
}

static void
load_map_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Paper *paper = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepImportMap) map = rep_import_map_load (paper->path, &error);

  if (map == NULL || !fits (map, paper->file->table, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  rep_import_map_cover (map, paper->file->table);
  g_task_return_pointer (task, g_steal_pointer (&map), (GDestroyNotify)rep_import_map_free);
}

void
rep_import_file_load_map_async (RepImportFile *file,
                                const char *path,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->file = rep_import_file_ref (file);
  start_paper (paper, path, load_map_thread, callback, user_data);
}

RepImportMap *
rep_import_file_load_map_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
save_map_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Paper *paper = data;
  g_autoptr (GError) error = NULL;

  if (rep_output_write_file (paper->path, paper->text, strlen (paper->text), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rep_import_file_save_map_async (RepImportFile *file,
                                const char *path,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Paper *paper = g_new0 (Paper, 1);
  g_autofree char *text = rep_import_map_to_text (file->map);

  paper->text = g_strconcat (text, "\n", NULL);
  start_paper (paper, path, save_map_thread, callback, user_data);
}

gboolean
rep_import_saved_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

struct _RepImportWork {
  RepImportFile *file;
  RepId project;
  gboolean dry_run;
  gint64 now;
  int done; /* thousandths (atomic) */
  RepImportPlan plan;
};

static void
work_clear (gpointer data)
{
  RepImportWork *work = data;

  rep_import_plan_clear (&work->plan);
  rep_import_file_unref (work->file);
}

RepImportWork *
rep_import_work_ref (RepImportWork *work)
{
  return g_atomic_rc_box_acquire (work);
}

void
rep_import_work_unref (RepImportWork *work)
{
  g_atomic_rc_box_release_full (work, work_clear);
}

double
rep_import_work_progress (RepImportWork *work)
{
  return (double)g_atomic_int_get (&work->done) / WHOLE;
}

static void
progress_cb (double share, gpointer data)
{
  RepImportWork *work = data;

  g_atomic_int_set (&work->done, (int)(share * WHOLE));
}

static const RepProject *
find_project (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, id);

  return number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), number) : NULL;
}

static gboolean
job_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  RepImportWork *work = data;
  g_autofree char *source = g_path_get_basename (work->file->path);
  RepImportRequest request = { .table = work->file->table,
                               .map = work->file->map,
                               .project = find_project (casebook, &work->project),
                               .source = source,
                               .now = work->now,
                               .cancellable = cancellable,
                               .progress = progress_cb,
                               .progress_data = work };

  if (request.project == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_NEEDS, "project");
  return rep_import_plan (casebook, &request, &work->plan, error) &&
         (work->dry_run || rep_import_commit (casebook, &work->plan, work->now, error));
}

static void
job_publish (RepCasebook *casebook, gpointer data)
{
  RepImportWork *work = data;

  if (work->dry_run)
    return;
  rep_casebook_publish_all (casebook, work->plan.objects);
}

static void
job_free (gpointer data)
{
  rep_import_work_unref (data);
}

RepImportWork *
rep_import_work_start (RepSession *session,
                       RepImportFile *file,
                       const RepId *project,
                       gboolean dry_run,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  static const RepSessionJob job = { job_run, job_publish, job_free };
  RepImportWork *work = g_atomic_rc_box_new0 (RepImportWork);

  work->file = rep_import_file_ref (file);
  work->project = *project;
  work->dry_run = dry_run;
  work->now = g_get_real_time () / G_USEC_PER_SEC;
  rep_session_run_async (session, &job, rep_import_work_ref (work), cancellable, callback,
                         user_data);
  return work;
}

gboolean
rep_import_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}

const RepImportPlan *
rep_import_work_plan (RepImportWork *work)
{
  return &work->plan;
}

void
rep_import_work_forget (RepImportWork *work)
{
  g_ptr_array_set_size (work->plan.objects, 0);
}

static void
save_rejects_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Paper *paper = data;
  g_autoptr (GError) error = NULL;

  if (rep_import_write_rejects (paper->work->file->table, &paper->work->plan, paper->path,
                                paper->french, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rep_import_work_save_rejects_async (RepImportWork *work,
                                    const char *path,
                                    gboolean french,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  Paper *paper = g_new0 (Paper, 1);

  paper->work = rep_import_work_ref (work);
  paper->french = french;
  start_paper (paper, path, save_rejects_thread, callback, user_data);
}

typedef struct {
  RepId id;
  RepImportUndo undo;
} Undoing;

static gboolean
undo_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Undoing *undoing = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return rep_import_undo_plan (casebook, &undoing->id, cancellable, now, &undoing->undo, error) &&
         rep_import_undo_commit (casebook, &undoing->undo, now, error);
}

static void
undo_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Undoing *)data)->undo.objects);
}

static void
undo_free (gpointer data)
{
  rep_import_undo_clear (&((Undoing *)data)->undo);
  g_free (data);
}

void
rep_import_undo_work_start (RepSession *session,
                            const RepId *id,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const RepSessionJob job = { undo_run, undo_publish, undo_free };
  Undoing *undoing = g_new0 (Undoing, 1);

  undoing->id = *id;
  rep_session_run_async (session, &job, undoing, NULL, callback, user_data);
}

const RepImportUndo *
rep_import_undo_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer undoing;

  return rep_session_run_finish (session, result, &undoing, error) ? &((Undoing *)undoing)->undo
                                                                   : NULL;
}
