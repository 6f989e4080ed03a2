/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/session-private.h"

#include "app/casebook/entry.h"
#include "app/error.h"

/* How long to wait for a vault that is open: a job of this session may have answered and not yet
 * let go of it when it is locked and unlocked at once. */
#define OWN_HOLD_SECONDS 2

typedef struct {
  char *login;
  RepSecret *password;
  RepAgenda *agenda; /* made while no other thread sees the casebook */
  char *state_folder;
  RepEntry entry;
  GBytes *drafts[REP_N_DRAFTS]; /* (nullable): found while opening */
  GPtrArray *waiting;           /* (nullable): likewise */
  RepShortUnlock *digits;       /* (nullable): what @typed opens, in the place of the password */
  RepSecret *typed;
  gint64 clock;
  guint locks; /* of the session, when it began */
  guint wait;
  GArray *notices;
} Unlock;

static void
unlock_free (gpointer data)
{
  Unlock *unlock = data;

  g_free (unlock->login);
  rep_secret_free (unlock->password);
  g_clear_object (&unlock->agenda);
  g_free (unlock->state_folder);
  g_clear_pointer (&unlock->notices, g_array_unref);
  for (guint i = 0; i < REP_N_DRAFTS; i++)
    g_clear_pointer (&unlock->drafts[i], g_bytes_unref);
  g_clear_pointer (&unlock->waiting, g_ptr_array_unref);
  rep_short_unlock_free (unlock->digits);
  rep_secret_free (unlock->typed);
  g_free (unlock);
}

static gboolean
enter (Unlock *unlock, RepVault *vault, GError **error)
{
  gboolean in = unlock->digits != NULL
                    ? rep_entry_unlock_short (&unlock->entry, vault, unlock->digits, unlock->typed,
                                              unlock->clock, error)
                    : rep_entry_unlock (&unlock->entry, vault, error);

  for (guint i = 0; in && i < REP_N_DRAFTS; i++)
    in = rep_vault_find_draft (vault, rep_draft_slot_name (i), &unlock->drafts[i], error);
  if (!in)
    return FALSE;
  unlock->waiting = rep_waiting_list (vault, error);
  return unlock->waiting != NULL;
}

static void
unlock_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RepSession *self = source;
  Unlock *unlock = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->busy);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (self->path, OWN_HOLD_SECONDS, &error);
  RepCasebook *casebook = NULL;

  if (vault != NULL && enter (unlock, vault, &error)) {
    unlock->notices = rep_notices_list (vault, rep_session_now ());
    casebook = rep_casebook_load (g_steal_pointer (&vault), rep_session_now (), &error);
  }
  if (casebook != NULL) {
    unlock->agenda = rep_agenda_new (casebook);
    g_task_return_pointer (task, casebook, g_object_unref);
  } else {
    if (vault != NULL && unlock->login != NULL)
      unlock->wait = rep_vault_wait (vault, unlock->login, rep_session_now ());
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

static void
start_unlock (RepSession *self,
              Unlock *unlock,
              gpointer tag,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  unlock->state_folder = g_strdup (self->state_folder);
  unlock->locks = self->locks;
  unlock->entry = (RepEntry){ .login = unlock->login,
                              .password = unlock->password,
                              .state_folder = unlock->state_folder,
                              .now = rep_session_now (),
                              .accept_older = self->accept_older };
  self->accept_older = FALSE; /* for this once */
  self->unlocking++;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, unlock, unlock_free);
  g_task_run_in_thread (task, unlock_thread);
}

void
rep_session_unlock_async (RepSession *session,
                          const char *login,
                          RepSecret *password,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Unlock *unlock = g_new0 (Unlock, 1);

  unlock->login = g_strdup (login);
  unlock->password = password;
  start_unlock (session, unlock, rep_session_unlock_async, callback, user_data);
}

/* A vault that was locked while it opened stays locked. */
static gboolean
still_wanted (RepSession *self, const Unlock *unlock, RepCasebook *casebook, GError **error)
{
  if (unlock->locks == self->locks)
    return TRUE;
  g_object_unref (casebook);
  g_set_error (error, REP_APP_ERROR, REP_APP_ERROR_LOCKED, "locked");
  return FALSE;
}

static gboolean
finish_unlock (RepSession *self, Unlock *unlock, RepCasebook *casebook, GError **error)
{
  self->standing = unlock->entry.standing;
  self->facts_only = unlock->entry.facts_only;
  self->wait = unlock->wait;
  g_clear_pointer (&self->notices, g_array_unref);
  self->notices = g_steal_pointer (&unlock->notices);
  self->unlocking--;
  if (casebook != NULL && still_wanted (self, unlock, casebook, error)) {
    g_clear_pointer (&self->waiting, g_ptr_array_unref);
    self->waiting = g_steal_pointer (&unlock->waiting);
    for (guint i = 0; i < REP_N_DRAFTS; i++)
      rep_session_set_draft (self, i, unlock->drafts[i]);
    rep_session_set_casebook (self, casebook, g_steal_pointer (&unlock->agenda));
    rep_session_notify (self, PROP_WAITING);
    return TRUE;
  }
  rep_session_look_whether_quiet (self);
  return FALSE;
}

gboolean
rep_session_unlock_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  Unlock *unlock = g_task_get_task_data (G_TASK (result));
  RepCasebook *casebook = g_task_propagate_pointer (G_TASK (result), error);

  if (!finish_unlock (session, unlock, casebook, error))
    return FALSE;
  session->opened_at = rep_idle_clock ();
  return TRUE;
}

void
rep_session_unlock_short_async (RepSession *session,
                                RepSecret *digits,
                                gint64 clock,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Unlock *unlock;

  if (session->digits == NULL) {
    rep_secret_free (digits);
    g_task_report_new_error (session, callback, user_data, rep_session_unlock_short_async,
                             REP_APP_ERROR, REP_APP_ERROR_LOCKED, "locked");
    return;
  }
  unlock = g_new0 (Unlock, 1);
  unlock->digits = g_steal_pointer (&session->digits); /* for the other thread alone, until then */
  unlock->typed = digits;
  unlock->clock = clock;
  start_unlock (session, unlock, rep_session_unlock_short_async, callback, user_data);
}

/* Digits that are spent, or of before a full lock, do not come back. */
gboolean
rep_session_unlock_short_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  Unlock *unlock = g_task_get_task_data (G_TASK (result));
  RepCasebook *casebook = g_task_propagate_pointer (G_TASK (result), error);
  gboolean opened;

  if (unlock == NULL)
    return FALSE;
  opened = finish_unlock (session, unlock, casebook, error);
  if (unlock->locks == session->locks &&
      rep_short_key_tries_left (unlock->digits->key, unlock->clock) > 0)
    session->digits = g_steal_pointer (&unlock->digits);
  rep_session_notify (session, PROP_HAS_DIGITS);
  return opened;
}
