/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/change.h"

typedef struct {
  RepAction action;
  RepChangeFunc plan;
  gpointer data;
  GDestroyNotify free_data;
  GPtrArray *objects;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_ptr_array_unref (change->objects);
  change->free_data (change->data);
  g_free (change);
}

static gboolean
change_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return change->plan (casebook, change->data, now, change->objects, error) &&
         rep_casebook_commit_as (casebook, change->objects, change->action, now, error);
}

static void
change_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Change *)data)->objects);
}

void
rep_change_as_async (RepSession *session,
                     RepAction action,
                     RepChangeFunc plan,
                     gpointer data,
                     GDestroyNotify free_data,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  static const RepSessionJob job = { change_run, change_publish, change_free };
  Change *change = g_new0 (Change, 1);

  change->action = action;
  change->plan = plan;
  change->data = data;
  change->free_data = free_data;
  change->objects = g_ptr_array_new_with_free_func (rep_object_free);
  rep_session_run_async (session, &job, change, NULL, callback, user_data);
}

void
rep_change_async (RepSession *session,
                  RepChangeFunc plan,
                  gpointer data,
                  GDestroyNotify free_data,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  rep_change_as_async (session, REP_ACTION_SAVE, plan, data, free_data, callback, user_data);
}

gboolean
rep_change_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}
