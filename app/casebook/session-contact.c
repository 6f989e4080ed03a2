/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/outing.h"
#include "app/casebook/session-private.h"

typedef struct {
  RepContact *contact;
  RepPerson *person;
  guint8 situation;
  gboolean confirms; /* the waiting note @note */
  RepId note;
  gboolean completes; /* the contact @completed */
  RepId completed;
  RepIntakePlan plan;
  RepIntakeResult answer;
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;

  rep_intake_plan_clear (&record->plan);
  rep_object_free (record->contact);
  rep_object_free (record->person);
  g_free (record);
}

/* The outing a contact is of brings its team. */
static gboolean
fill_outing (RepCasebook *casebook, RepContact *contact, GError **error)
{
  RepOuting *outing;

  if (rep_id_is_none (&contact->outing))
    return TRUE;
  outing = rep_casebook_read (casebook, &contact->outing, error);
  if (outing == NULL)
    return FALSE;
  rep_outing_fill (outing, contact);
  rep_object_free (outing);
  return TRUE;
}

static gboolean
record_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Record *record = data;
  RepIntake intake = { .contact = record->contact,
                       .person = record->person,
                       .situation = record->situation,
                       .completes = record->completes ? &record->completed : NULL };

  RepVault *vault = rep_casebook_vault (casebook);
  gboolean done;

  if (!fill_outing (casebook, record->contact, error) ||
      !rep_intake_plan (casebook, &intake, rep_session_now (), &record->plan, error))
    return FALSE;
  rep_vault_confirm_note (vault, record->confirms ? &record->note : NULL);
  done = rep_casebook_commit (casebook, record->plan.objects,
                              record->confirms ? NULL : rep_draft_slot_name (REP_DRAFT_CONTACT),
                              rep_session_now (), error);
  rep_vault_confirm_note (vault, NULL); /* should it not even have come to writing */
  return done;
}

static void
record_publish (RepCasebook *casebook, gpointer data)
{
  Record *record = data;

  rep_casebook_publish_all (casebook, record->plan.objects);
  rep_intake_answer (casebook, record->contact, &record->answer);
}

void
rep_session_record_async (RepSession *session,
                          RepContact *contact,
                          RepPerson *person,
                          guint8 situation,
                          const RepId *note,
                          const RepId *completes,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const RepSessionJob job = { record_run, record_publish, record_free };
  Record *record = g_new0 (Record, 1);

  record->contact = contact;
  record->person = person;
  record->situation = situation;
  record->confirms = note != NULL;
  record->completes = completes != NULL;
  if (completes != NULL)
    record->completed = *completes;
  if (note != NULL)
    record->note = *note;
  else
    rep_session_supersede_draft (session, REP_DRAFT_CONTACT);
  rep_session_run_async (session, &job, record, NULL, callback, user_data);
}

gboolean
rep_session_record_finish (RepSession *session,
                           GAsyncResult *result,
                           RepIntakeResult *answer,
                           GError **error)
{
  gpointer data;
  Record *record;

  if (!rep_session_run_finish (session, result, &data, error))
    return FALSE;
  record = data;
  if (record->confirms)
    rep_session_forget_note (session, &record->note);
  else
    rep_session_forget_draft (session, REP_DRAFT_CONTACT);
  *answer = record->answer;
  return TRUE;
}

typedef struct {
  RepSession *session;
  RepDraftSlot slot;
  GBytes *sealed; /* (nullable) */
  int serial;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_clear_pointer (&keep->sealed, g_bytes_unref);
  g_object_unref (keep->session);
  g_free (keep);
}

static gboolean
keep_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Keep *keep = data;

  return keep->serial != g_atomic_int_get (&keep->session->draft_serials[keep->slot]) ||
         rep_vault_put_draft (rep_casebook_vault (casebook), rep_draft_slot_name (keep->slot),
                              keep->sealed, error);
}

void
rep_session_supersede_draft (RepSession *session, RepDraftSlot slot)
{
  g_atomic_int_inc (&session->draft_serials[slot]);
}

void
rep_session_forget_draft (RepSession *session, RepDraftSlot slot)
{
  rep_session_set_draft (session, slot, NULL);
}

void
rep_session_keep_draft_async (RepSession *session,
                              RepDraftSlot slot,
                              RepDraft *draft,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const RepSessionJob job = { keep_run, NULL, keep_free };
  g_autoptr (RepDraft) owned = draft;
  Keep *keep = g_new0 (Keep, 1);

  keep->session = g_object_ref (session);
  keep->slot = slot;
  keep->serial = g_atomic_int_add (&session->draft_serials[slot], 1) + 1;
  if (draft != NULL && session->casebook != NULL)
    keep->sealed =
        rep_draft_seal (draft, rep_casebook_vault (session->casebook), rep_draft_slot_name (slot));
  if (session->casebook != NULL)
    rep_session_set_draft (session, slot, keep->sealed);
  rep_session_run_async (session, &job, keep, NULL, callback, user_data);
}

gboolean
rep_session_keep_draft_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}

gboolean
rep_session_has_draft (RepSession *session, RepDraftSlot slot)
{
  return session->drafts[slot] != NULL;
}

RepDraft *
rep_session_open_draft (RepSession *session, RepDraftSlot slot)
{
  if (session->drafts[slot] == NULL || session->casebook == NULL)
    return NULL;
  return rep_draft_open (rep_casebook_vault (session->casebook), rep_draft_slot_name (slot),
                         session->drafts[slot], NULL);
}
