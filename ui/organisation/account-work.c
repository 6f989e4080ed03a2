/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/account-work.h"

typedef struct {
  char *login;
  char *heir;
  RepRole role;
  GArray *structures;
  RepSecret *password;
  gint64 now;
  RepAccountsOutcome outcome;
} Work;

static Work *
work_new (const char *login)
{
  Work *work = g_new0 (Work, 1);

  work->login = g_strdup (login);
  work->now = g_get_real_time () / G_USEC_PER_SEC;
  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  rep_accounts_outcome_clear (&work->outcome);
  rep_secret_free (work->password);
  g_clear_pointer (&work->structures, g_array_unref);
  g_free (work->heir);
  g_free (work->login);
  g_free (work);
}

static void
publish (RepCasebook *casebook, gpointer data)
{
  rep_accounts_publish (casebook, &((Work *)data)->outcome);
}

static gboolean
run_add (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  RepAccountRequest request = { .login = work->login,
                                .password = work->password,
                                .role = work->role,
                                .structures = work->structures };

  return rep_accounts_add (casebook, &request, work->now, &work->outcome, error);
}

static gboolean
run_revoke (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return rep_accounts_revoke (casebook, work->login, work->heir, work->now, &work->outcome, error);
}

void
rep_account_work_add (RepSession *session,
                      const char *login,
                      RepRole role,
                      const RepId *structure,
                      RepSecret *password,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  static const RepSessionJob job = { run_add, publish, work_free };
  Work *work = work_new (login);

  work->role = role;
  work->password = password;
  if (structure != NULL)
    rep_ids_add (&work->structures, structure);
  rep_session_run_async (session, &job, work, NULL, callback, user_data);
}

void
rep_account_work_revoke (RepSession *session,
                         const char *login,
                         const char *heir,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const RepSessionJob job = { run_revoke, publish, work_free };
  Work *work = work_new (login);

  work->heir = g_strdup (heir);
  rep_session_run_async (session, &job, work, NULL, callback, user_data);
}
