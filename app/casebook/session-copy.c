/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/copies.h"
#include "app/casebook/session-private.h"

/* The copy that locking makes. */

void
rep_session_keep_copies (RepSession *session)
{
  session->keep_copies = TRUE;
}

gboolean
rep_session_is_copying (RepSession *session)
{
  return session->copying > 0;
}

static void
copy_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean made;
  g_autoptr (GError) error = NULL;

  if (rep_copies_make_locked (data, now, &made, &error))
    g_task_return_boolean (task, made);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepSession *self = REP_SESSION (source);
  g_autoptr (GError) error = NULL;

  /* A copy that failed is missing in the list of copies, where its age is seen. */
  if (!g_task_propagate_boolean (G_TASK (result), &error) && error != NULL)
    g_debug ("no copy: %s", error->message);
  self->copying--;
  rep_session_notify (self, PROP_COPYING);
}

void
rep_session_copy_after_lock (RepSession *session)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, copied_cb, NULL);

  g_task_set_source_tag (task, rep_session_copy_after_lock);
  g_task_set_task_data (task, g_strdup (session->path), g_free);
  session->copying++;
  rep_session_notify (session, PROP_COPYING);
  g_task_run_in_thread (task, copy_thread);
}
