/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/draft-keeper.h"

#define EVERY_MS 700 /* a look at the form costs microseconds; only what changed is written */

struct _RepDraftKeeper {
  gatomicrefcount references; /* one a write under way */
  RepSession *session;
  RepDraftSlot slot;
  RepDraftCollect collect;
  void (*failed) (gpointer form, const GError *error);
  gpointer form; /* (nullable): until the form is gone */
  gboolean of_note;
  RepId note; /* what is typed stays in its place */
  gulong locking;
  guint source;
  gboolean resting; /* being recorded: a draft would only come back as a double */
  RepDraft *kept;   /* (nullable): what was kept last */
};

static void
unref (RepDraftKeeper *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  rep_draft_free (self->kept);
  g_object_unref (self->session);
  g_free (self);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepDraftKeeper *self = user_data;
  GApplication *application = g_application_get_default ();
  g_autoptr (GError) error = NULL;

  gboolean done = self->of_note
                      ? rep_session_keep_note_finish (REP_SESSION (source), result, &error)
                      : rep_session_keep_draft_finish (REP_SESSION (source), result, &error);

  if (!done && self->form != NULL) {
    g_clear_pointer (&self->kept, rep_draft_free); /* the next look tries again */
    self->failed (self->form, error);
  }
  unref (self);
  if (application != NULL)
    g_application_release (application);
}

static void
keep (RepDraftKeeper *self, RepDraft *draft)
{
  GApplication *application = g_application_get_default ();

  /* A note that was emptied by hand is discarded by whoever says so, not by the way. */
  if (rep_session_get_casebook (self->session) == NULL || (self->of_note && draft == NULL)) {
    rep_draft_free (draft);
    return;
  }
  if (application != NULL)
    g_application_hold (application);
  g_atomic_ref_count_inc (&self->references);
  if (self->of_note)
    rep_session_keep_note_async (self->session, &self->note, draft, kept_cb, self);
  else
    rep_session_keep_draft_async (self->session, self->slot, draft, kept_cb, self);
}

void
rep_draft_keeper_flush (RepDraftKeeper *keeper)
{
  RepDraft *draft = keeper->collect (keeper->form);
  RepDraft *kept = keeper->kept;

  if (draft == NULL ? kept == NULL : kept != NULL && rep_draft_equal (draft, kept)) {
    rep_draft_free (draft);
    return;
  }
  rep_draft_free (kept);
  keeper->kept = draft != NULL ? rep_draft_dup (draft) : NULL;
  keep (keeper, draft);
}

static void
look (RepDraftKeeper *self)
{
  if (!self->resting)
    rep_draft_keeper_flush (self);
}

static gboolean
look_cb (gpointer user_data)
{
  look (user_data);
  return G_SOURCE_CONTINUE;
}

RepDraftKeeper *
rep_draft_keeper_new (RepSession *session,
                      RepDraftSlot slot,
                      const RepWaitingNote *note,
                      RepDraftCollect collect,
                      void (*failed) (gpointer form, const GError *error),
                      gpointer form)
{
  RepDraftKeeper *self = g_new0 (RepDraftKeeper, 1);

  g_atomic_ref_count_init (&self->references);
  self->session = g_object_ref (session);
  self->slot = slot;
  self->collect = collect;
  self->failed = failed;
  self->form = form;
  self->of_note = note != NULL;
  if (note != NULL)
    self->note = note->id;
  self->kept = note != NULL ? rep_draft_dup (note->draft) : rep_session_open_draft (session, slot);
  self->locking = g_signal_connect_swapped (session, "locking", G_CALLBACK (look), self);
  self->source = g_timeout_add (EVERY_MS, look_cb, self);
  return self;
}

void
rep_draft_keeper_free (RepDraftKeeper *keeper)
{
  if (keeper == NULL)
    return;
  g_clear_handle_id (&keeper->source, g_source_remove);
  g_clear_signal_handler (&keeper->locking, keeper->session);
  keeper->form = NULL;
  unref (keeper);
}

void
rep_draft_keeper_rest (RepDraftKeeper *keeper, gboolean resting)
{
  g_clear_pointer (&keeper->kept, rep_draft_free);
  keeper->resting = resting;
}

void
rep_draft_keeper_forget (RepDraftKeeper *keeper)
{
  g_clear_pointer (&keeper->kept, rep_draft_free);
  keep (keeper, NULL);
}
