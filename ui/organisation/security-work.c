/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/error.h"
#include "ui/organisation/security-work.h"

typedef struct {
  RepRecoveryReport report; /* first: what rep_session_run_finish() gives out */
  RepSecret *current;
  RepSecret *chosen;
  RepSecret *code;
  RepSheets *sheets;
  guint shares;
  gint64 now;
} Work;

static Work *
work_new (void)
{
  Work *work = g_new0 (Work, 1);

  work->now = g_get_real_time () / G_USEC_PER_SEC;
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  rep_secret_free (work->current);
  rep_secret_free (work->chosen);
  rep_secret_free (work->code);
  g_free (work);
}

static gboolean
run_password (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  RepVault *vault = rep_casebook_vault (casebook);

  return rep_vault_verify_password (vault, work->current, work->now, error) &&
         rep_vault_set_password (vault, work->chosen, NULL, work->now, error);
}

static gboolean
run_drill (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  if (!rep_vault_drill (rep_casebook_vault (casebook), work->code, &work->report, error))
    return FALSE;
  return work->report.missing == 0 || rep_app_error_set (error, REP_APP_ERROR_SHEET_POOR, NULL);
}

static gboolean
run_renew (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  if (rep_vault_renew_recovery (rep_casebook_vault (casebook), work->shares, rep_sheets_write,
                                work->sheets, work->now, error))
    return TRUE;
  rep_sheets_remove (work->sheets);
  return FALSE;
}

void
rep_security_work_password (RepSession *session,
                            RepSecret *current,
                            RepSecret *chosen,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const RepSessionJob job = { run_password, NULL, work_free };
  Work *work = work_new ();

  work->current = current;
  work->chosen = chosen;
  rep_session_run_async (session, &job, work, NULL, callback, user_data);
}

void
rep_security_work_drill (RepSession *session,
                         RepSecret *code,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const RepSessionJob job = { run_drill, NULL, work_free };
  Work *work = work_new ();

  work->code = code;
  rep_session_run_async (session, &job, work, NULL, callback, user_data);
}

void
rep_security_work_renew (RepSession *session,
                         RepSheets *sheets,
                         guint shares,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const RepSessionJob job = { run_renew, NULL, work_free };
  Work *work = work_new ();

  work->sheets = sheets;
  work->shares = shares;
  rep_session_run_async (session, &job, work, NULL, callback, user_data);
}
