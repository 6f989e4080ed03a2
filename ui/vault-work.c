/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/entry.h"
#include "app/error.h"
#include "ui/vault-work.h"

typedef struct {
  char *path;
  char *login;
  const RepSecret *password;
  RepSecret *own_password; /* what password points to, when this is who frees it */
  RepSecret *code;
  RepSheets *sheets;
  guint shares;
  gint64 now;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  rep_secret_free (work->own_password);
  rep_secret_free (work->code);
  g_free (work->login);
  g_free (work->path);
  g_free (work);
}

static Work *
work_new (const char *path, const char *login)
{
  Work *work = g_new0 (Work, 1);

  work->path = g_strdup (path);
  work->login = g_strdup (login);
  work->now = g_get_real_time () / G_USEC_PER_SEC;
  return work;
}

static void
start (Work *work, GTaskThreadFunc func, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, func);
}

static void
answer (GTask *task, gboolean done, GError *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0 ||
         rep_app_error_set (error, REP_APP_ERROR_FILE, folder);
}

static void
create_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  g_autofree char *state = rep_state_folder ();
  RepMarkKeeper *keeper = rep_mark_keeper_new (state);
  RepVaultSetup setup = {
    .mark_func = rep_entry_keep_mark,
    .mark_data = keeper,
    .organisation = work->sheets->organisation,
    .login = work->login,
    .password = work->password,
    .shares = work->shares,
    .now = work->now,
  };
  GError *error = NULL;
  gboolean made = make_folder (work->path, &error) &&
                  rep_vault_create (work->path, &setup, rep_sheets_write, work->sheets, &error);

  if (!made)
    rep_sheets_remove (work->sheets);
  rep_mark_keeper_free (keeper);
  answer (task, made, error);
}

void
rep_vault_work_create_async (const char *path,
                             const char *login,
                             const RepSecret *password,
                             RepSheets *sheets,
                             guint shares,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Work *work = work_new (path, login);

  work->password = password;
  work->sheets = sheets;
  work->shares = shares;
  start (work, create_thread, callback, user_data);
}

static void
recover_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;
  g_autofree char *state = rep_state_folder ();
  g_autoptr (RepVault) vault = rep_vault_open (work->path, 0, &error);
  RepEntry entry = {
    .login = work->login, .password = work->password, .state_folder = state, .now = work->now
  };
  gboolean added;

  answer (task, vault != NULL && rep_entry_recover (&entry, vault, work->code, &added, &error),
          error);
}

void
rep_vault_work_recover_async (const char *path,
                              RepSecret *code,
                              const char *login,
                              RepSecret *password,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Work *work = work_new (path, login);

  work->code = code;
  work->password = work->own_password = password;
  start (work, recover_thread, callback, user_data);
}

gboolean
rep_vault_work_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
