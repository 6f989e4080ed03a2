/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/copies.h"
#include "app/figures/counters.h"
#include "ui/organisation/backup-work.h"

#define WHOLE 1000

struct _RepBackupWork {
  char *vault_path;
  char *target; /* (nullable) */
  gboolean facts_only;
  gint64 now;
  GCancellable *cancellable;
  int done; /* thousandths (atomic) */
};

static void
work_clear (gpointer data)
{
  RepBackupWork *work = data;

  g_free (work->vault_path);
  g_free (work->target);
  g_object_unref (work->cancellable);
}

void
rep_backup_work_unref (RepBackupWork *work)
{
  g_atomic_rc_box_release_full (work, work_clear);
}

double
rep_backup_work_progress (RepBackupWork *work)
{
  return (double)g_atomic_int_get (&work->done) / WHOLE;
}

static gboolean
progress_cb (double fraction, gpointer data)
{
  RepBackupWork *work = data;

  g_atomic_int_set (&work->done, (int)(fraction * WHOLE));
  return !g_cancellable_is_cancelled (work->cancellable);
}

static gboolean
job_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  RepBackupWork *work = data;
  RepVault *vault = rep_casebook_vault (casebook);
  RepBackup backup = { .facts_only = work->facts_only, .progress = progress_cb, .data = work };
  g_autofree char *made = NULL;

  if (work->target == NULL)
    return rep_copies_make (vault, work->vault_path, work->now, &backup, &made, error);
  return rep_vault_backup (vault, work->target, &backup, error) &&
         rep_vault_note (vault, REP_ACTION_BACKUP, NULL, 0, work->now, error);
}

static void
job_free (gpointer data)
{
  rep_backup_work_unref (data);
}

static const RepSessionJob job = { job_run, NULL, job_free };

RepBackupWork *
rep_backup_work_start (RepSession *session,
                       const char *target,
                       gboolean facts_only,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  RepBackupWork *work = g_atomic_rc_box_new0 (RepBackupWork);

  work->vault_path = g_strdup (rep_session_get_path (session));
  work->target = g_strdup (target);
  work->facts_only = facts_only;
  work->now = g_get_real_time () / G_USEC_PER_SEC;
  work->cancellable = g_object_ref (cancellable);
  rep_session_run_async (session, &job, g_atomic_rc_box_acquire (work), cancellable, callback,
                         user_data);
  return work;
}

typedef struct {
  RepRestore restore;
  char *source;
  char *target;
  char *login;
  RepSecret *password;
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  g_free (restoring->source);
  g_free (restoring->target);
  g_free (restoring->login);
  rep_secret_free (restoring->password);
  g_free (restoring);
}

static void
restore_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Restoring *restoring = data;
  g_autoptr (GError) error = NULL;

  if (rep_restore (&restoring->restore, g_get_real_time () / G_USEC_PER_SEC, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rep_backup_restore_async (const RepRestore *restore,
                          RepSecret *password,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Restoring *restoring = g_new0 (Restoring, 1);

  restoring->restore = *restore;
  restoring->restore.source = restoring->source = g_strdup (restore->source);
  restoring->restore.target = restoring->target = g_strdup (restore->target);
  restoring->restore.login = restoring->login = g_strdup (restore->login);
  restoring->restore.password = restoring->password = password;
  restoring->restore.count = rep_counters_plan;
  g_task_set_source_tag (task, rep_backup_restore_async);
  g_task_set_task_data (task, restoring, restoring_free);
  g_task_run_in_thread (task, restore_thread);
}

gboolean
rep_backup_restore_finish (GAsyncResult *result, guint *erased, GError **error)
{
  const Restoring *restoring = g_task_get_task_data (G_TASK (result));

  *erased = restoring->restore.erased;
  return g_task_propagate_boolean (G_TASK (result), error);
}
