/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/session-private.h"
#include "app/error.h"

/* What goes on around the lock: six digits, notes written while it is shut, the wipe before sleep.
 */

typedef struct {
  RepSecret *typed;
  gint64 until;
  RepShortUnlock *made;
} Choose;

static void
choose_free (gpointer data)
{
  Choose *choose = data;

  rep_secret_free (choose->typed);
  rep_short_unlock_free (choose->made);
  g_free (choose);
}

static gboolean
choose_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Choose *choose = data;

  choose->made =
      rep_short_unlock_new (rep_casebook_vault (casebook), choose->typed, choose->until, error);
  return choose->made != NULL;
}

void
rep_session_choose_digits_async (RepSession *session,
                                 RepSecret *digits,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  static const RepSessionJob job = { choose_run, NULL, choose_free };
  Choose *choose = g_new0 (Choose, 1);

  choose->typed = digits;
  choose->until = session->opened_at + REP_SHORT_SECONDS;
  rep_session_run_async (session, &job, choose, NULL, callback, user_data);
}

gboolean
rep_session_choose_digits_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer data;
  Choose *choose;

  if (!rep_session_run_finish (session, result, &data, error))
    return FALSE;
  choose = data;
  if (session->casebook == NULL) { /* locked meanwhile: not to be opened by them */
    g_set_error (error, REP_APP_ERROR, REP_APP_ERROR_LOCKED, "locked");
    return FALSE;
  }
  rep_short_unlock_free (session->digits);
  session->digits = g_steal_pointer (&choose->made);
  rep_session_notify (session, PROP_HAS_DIGITS);
  return TRUE;
}

void
rep_session_drop_digits (RepSession *session)
{
  if (session->digits == NULL)
    return;
  g_clear_pointer (&session->digits, rep_short_unlock_free);
  rep_session_notify (session, PROP_HAS_DIGITS);
}

gboolean
rep_session_has_digits (RepSession *session)
{
  return session->digits != NULL;
}

guint
rep_session_tries_left (RepSession *session, gint64 clock)
{
  return session->digits != NULL ? rep_short_key_tries_left (session->digits->key, clock) : 0;
}

typedef struct {
  char *login;
  RepDraft *draft;
} Note;

static void
note_free (gpointer data)
{
  Note *note = data;

  g_free (note->login);
  rep_draft_free (note->draft);
  g_free (note);
}

static void
note_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RepSession *self = source;
  Note *note = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->busy);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (self->path, 2, &error);

  if (vault != NULL && rep_waiting_write (vault, self->state_folder, note->login, note->draft,
                                          rep_session_now (), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
rep_session_note_async (RepSession *session,
                        const char *login,
                        RepDraft *draft,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Note *note = g_new0 (Note, 1);

  note->login = g_strdup (login);
  note->draft = draft;
  g_task_set_source_tag (task, rep_session_note_async);
  g_task_set_task_data (task, note, note_free);
  if (session->state_folder == NULL)
    g_task_return_new_error (task, REP_APP_ERROR, REP_APP_ERROR_NOT_KNOWN_HERE, "%s", "");
  else
    g_task_run_in_thread (task, note_thread);
}

gboolean
rep_session_note_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

const GPtrArray *
rep_session_get_waiting (RepSession *session)
{
  return session->waiting;
}

static guint
find_note (RepSession *self, const RepId *id)
{
  for (guint i = 0; self->waiting != NULL && i < self->waiting->len; i++)
    if (rep_id_equal (&((RepWaitingNote *)g_ptr_array_index (self->waiting, i))->id, id))
      return i;
  return G_MAXUINT;
}

const RepWaitingNote *
rep_session_find_note (RepSession *session, const RepId *id)
{
  guint at = find_note (session, id);

  return at != G_MAXUINT ? g_ptr_array_index (session->waiting, at) : NULL;
}

void
rep_session_forget_note (RepSession *session, const RepId *id)
{
  guint at = find_note (session, id);

  if (at == G_MAXUINT)
    return;
  g_ptr_array_remove_index (session->waiting, at);
  rep_session_notify (session, PROP_WAITING);
}

typedef struct {
  RepId id;
  gint64 time;
  RepDraft *draft; /* (nullable): to be discarded when there is none */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  rep_draft_free (change->draft);
  g_free (change);
}

static gboolean
rewrite_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  return rep_waiting_rewrite (rep_casebook_vault (casebook), &change->id, change->time,
                              change->draft, error);
}

void
rep_session_keep_note_async (RepSession *session,
                             const RepId *id,
                             RepDraft *draft,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const RepSessionJob job = { rewrite_run, NULL, change_free };
  Change *change = g_new0 (Change, 1);
  guint at = find_note (session, id);

  change->id = *id;
  change->draft = draft;
  if (at != G_MAXUINT) {
    RepWaitingNote *note = g_ptr_array_index (session->waiting, at);

    change->time = note->time;
    rep_draft_free (note->draft);
    note->draft = rep_draft_dup (draft);
  }
  rep_session_run_async (session, &job, change, NULL, callback, user_data);
}

gboolean
rep_session_keep_note_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}

static gboolean
discard_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Change *change = data;

  return rep_vault_discard_note (rep_casebook_vault (casebook), &change->id, rep_session_now (),
                                 error);
}

void
rep_session_discard_note_async (RepSession *session,
                                const RepId *id,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const RepSessionJob job = { discard_run, NULL, change_free };
  Change *change = g_new0 (Change, 1);

  change->id = *id;
  rep_session_run_async (session, &job, change, NULL, callback, user_data);
}

gboolean
rep_session_discard_note_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer data;

  if (!rep_session_run_finish (session, result, &data, error))
    return FALSE;
  rep_session_forget_note (session, &((Change *)data)->id);
  return TRUE;
}

typedef struct {
  GSourceFunc func;
  gpointer data;
} Quiet;

void
rep_session_look_whether_quiet (RepSession *session)
{
  GSList *told;

  if (session->open > 0 || session->unlocking > 0)
    return;
  told = g_steal_pointer (&session->quiet);
  for (GSList *at = told; at != NULL; at = at->next)
    (void)((Quiet *)at->data)->func (((Quiet *)at->data)->data);
  g_slist_free_full (told, g_free);
}

static gboolean
gone_cb (gpointer data)
{
  g_autoptr (RepSession) session = g_weak_ref_get (data);

  if (session != NULL) {
    session->open--;
    rep_session_look_whether_quiet (session);
  }
  return G_SOURCE_REMOVE;
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* On whichever thread let go of the casebook last. */
static void
casebook_gone (gpointer data, GObject *where)
{
  g_idle_add_full (G_PRIORITY_HIGH, gone_cb, data, weak_free);
}

void
rep_session_count_in (RepSession *session, RepCasebook *casebook)
{
  GWeakRef *back = g_new0 (GWeakRef, 1);

  g_weak_ref_init (back, session);
  session->open++;
  g_object_weak_ref (G_OBJECT (casebook), casebook_gone, back);
}

void
rep_session_when_quiet (RepSession *session, GSourceFunc func, gpointer data)
{
  Quiet *quiet = g_new0 (Quiet, 1);

  quiet->func = func;
  quiet->data = data;
  session->quiet = g_slist_append (session->quiet, quiet);
  rep_session_look_whether_quiet (session);
}
