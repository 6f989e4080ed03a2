/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/agenda.h"
#include "app/casebook/casebook.h"
#include "app/casebook/draft.h"
#include "app/casebook/intake.h"
#include "app/casebook/notices.h"
#include "app/casebook/waiting.h"

G_BEGIN_DECLS

/**
 * RepSession:
 *
 * A vault file and, once unlocked, its casebook, for a face with a main loop: key derivation, SQL
 * and opening of payloads run on another thread, one job at a time; the arrays change on the main
 * thread alone. Property `casebook` is %NULL while locked; `has-draft` tells whether a contact was
 * begun, and is notified for the other forms too; `waiting` is how many notes written while locked
 * wait, of the account that unlocked; `has-digits` whether six digits open again what an idle lock
 * shuts. Signal `locking` comes just before the casebook goes: the last moment to keep a draft.
 */
#define REP_TYPE_SESSION (rep_session_get_type ())
G_DECLARE_FINAL_TYPE (RepSession, rep_session, REP, SESSION, GObject)

/** rep_session_new: @path: of the vault, which is not opened yet. */
RepSession *rep_session_new (const char *path);

const char *rep_session_get_path (RepSession *session);
/** rep_session_set_path: another vault, while this one is locked; notifies `path`. */
void rep_session_set_path (RepSession *session, const char *path);

/** rep_session_remember_in: compares the vault with what was last seen of it here, and remembers
 * what it comes to, in @state_folder (app/platform/state.h). */
void rep_session_remember_in (RepSession *session, const char *state_folder);
/** rep_session_accept_older: the next unlocking goes on with an older file. */
void rep_session_accept_older (RepSession *session);
/** rep_session_get_standing: Returns: what the last unlocking, failed ones included, found the file
 * to be. */
const RepStanding *rep_session_get_standing (RepSession *session);
/** rep_session_keep_copies: from then on locking makes a copy of a vault that was written to, after
 * the keys are gone (app/casebook/copies.h); property `copying` tells while it does. */
void rep_session_keep_copies (RepSession *session);
gboolean rep_session_is_copying (RepSession *session);

/** rep_session_is_facts_only: whether the open file is a copy without names. */
gboolean rep_session_is_facts_only (RepSession *session);
/** rep_session_get_casebook: Returns: (transfer none) (nullable): while unlocked. */
RepCasebook *rep_session_get_casebook (RepSession *session);
/** rep_session_get_agenda: Returns: (transfer none) (nullable): while unlocked. */
RepAgenda *rep_session_get_agenda (RepSession *session);

/**
 * rep_session_unlock_async:
 * @password: (transfer full)
 *
 * Opens the vault, derives the key and loads the casebook. Fails as rep_vault_open(),
 * rep_vault_unlock() and rep_casebook_load() do.
 */
void rep_session_unlock_async (RepSession *session,
                               const char *login,
                               RepSecret *password,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rep_session_unlock_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_session_get_notices: Returns: (transfer none) (nullable) (element-type RepNotice): what
 * everyone is told, as of the last unlocking. */
const GArray *rep_session_get_notices (RepSession *session);

/** rep_session_get_wait: Returns: seconds until another password may be tried, as of the last
 * rep_session_unlock_finish(). */
guint rep_session_get_wait (RepSession *session);

/** rep_session_lock: forgets everything at once, chosen digits too; a save under way finishes on
 * disk first. An unlocking under way fails with LOCKED. */
void rep_session_lock (RepSession *session);

/** rep_session_rest: nobody is there: the same, but for digits that were chosen. */
void rep_session_rest (RepSession *session);

/** rep_session_when_quiet: calls @func once, on the main thread, as soon as no job or unlocking
 * holds anything of the vault in clear: at once when locked and nothing is under way. */
void rep_session_when_quiet (RepSession *session, GSourceFunc func, gpointer data);

/**
 * rep_session_choose_digits_async: from now on @digits open what rep_session_rest() shuts: until
 * three wrong ones, a full lock, or four hours after the password.
 * @digits: (transfer full)
 *
 * Fails with LOCKED, or as rep_short_key_new() does.
 */
void rep_session_choose_digits_async (RepSession *session,
                                      RepSecret *digits,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean
rep_session_choose_digits_finish (RepSession *session, GAsyncResult *result, GError **error);
void rep_session_drop_digits (RepSession *session);
gboolean rep_session_has_digits (RepSession *session);

/** rep_session_tries_left: Returns: how many digits may still be tried at @clock, of
 * rep_idle_clock(). */
guint rep_session_tries_left (RepSession *session, gint64 clock);

/**
 * rep_session_unlock_short_async: as rep_session_unlock_async(), with the digits chosen.
 * @digits: (transfer full)
 *
 * Fails as rep_vault_unlock_short() does.
 */
void rep_session_unlock_short_async (RepSession *session,
                                     RepSecret *digits,
                                     gint64 clock,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
rep_session_unlock_short_finish (RepSession *session, GAsyncResult *result, GError **error);

/**
 * rep_session_note_async: while locked, keeps @draft for whoever unlocks next as @login, or for
 * who unlocked last (rep_waiting_write()).
 * @login: (nullable)
 * @draft: (transfer full)
 */
void rep_session_note_async (RepSession *session,
                             const char *login,
                             RepDraft *draft,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean rep_session_note_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_session_get_waiting: Returns: (transfer none) (nullable) (element-type RepWaitingNote):
 * while unlocked, the earliest first. */
const GPtrArray *rep_session_get_waiting (RepSession *session);
/** rep_session_find_note: Returns: (transfer none) (nullable): the waiting note @id. */
const RepWaitingNote *rep_session_find_note (RepSession *session, const RepId *id);

/** rep_session_keep_note_async: seals what became of the note @id in a form, in its place.
 * @draft: (transfer full) */
void rep_session_keep_note_async (RepSession *session,
                                  const RepId *id,
                                  RepDraft *draft,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean rep_session_keep_note_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_session_discard_note_async: the note @id never happened; that is journalled. */
void rep_session_discard_note_async (RepSession *session,
                                     const RepId *id,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
rep_session_discard_note_finish (RepSession *session, GAsyncResult *result, GError **error);

/**
 * rep_session_keep_draft_async: seals the form begun and keeps it in the file, so that it comes
 * back after a lock or a crash. What is recorded meanwhile wins: the draft is not kept any more.
 * @draft: (transfer full) (nullable): %NULL forgets it
 */
void rep_session_keep_draft_async (RepSession *session,
                                   RepDraftSlot slot,
                                   RepDraft *draft,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean rep_session_keep_draft_finish (RepSession *session, GAsyncResult *result, GError **error);

gboolean rep_session_has_draft (RepSession *session, RepDraftSlot slot);
/** rep_session_open_draft: Returns: (transfer full) (nullable): the form begun. */
RepDraft *rep_session_open_draft (RepSession *session, RepDraftSlot slot);
/** rep_session_supersede_draft: what stands in the form is being recorded by a job that removes its
 * draft: what was to be kept of it before is not written over that. */
void rep_session_supersede_draft (RepSession *session, RepDraftSlot slot);
/** rep_session_forget_draft: that job is done. */
void rep_session_forget_draft (RepSession *session, RepDraftSlot slot);

/**
 * rep_session_record_async: records a contact as rep_intake_contact() does; the answer comes after
 * the commit, which also removes the draft or, when it confirms one, the waiting note.
 * @contact: @person: (transfer full) (@person nullable)
 * @note: (nullable): the waiting note it came from; fails with NOT_FOUND when that was taken in or
 *   discarded meanwhile
 * @completes: (nullable): the contact it adds to, of the same youth, day and project
 */
void rep_session_record_async (RepSession *session,
                               RepContact *contact,
                               RepPerson *person,
                               guint8 situation,
                               const RepId *note,
                               const RepId *completes,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean rep_session_record_finish (RepSession *session,
                                    GAsyncResult *result,
                                    RepIntakeResult *answer,
                                    GError **error);

/**
 * rep_session_read_async: reads records @ids (array of @n), names and notes included, in this
 * order.
 * @note: whether to journal that identities were read
 */
void rep_session_read_async (RepSession *session,
                             const RepId *ids,
                             guint n,
                             gboolean note,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** rep_session_read_finish: Returns: (transfer full) (element-type RepObject): what was read. */
GPtrArray *rep_session_read_finish (RepSession *session, GAsyncResult *result, GError **error);

/**
 * RepSessionJob: a piece of work on the open vault that has no function of its own above.
 * @run: on another thread, alone with the vault: SQL, key derivation, sealing and opening are
 *   allowed. It reads the casebook's arrays and changes none; what it commits it leaves in @data.
 *   Looks at @cancellable (nullable) where it can still stop; once it has committed it answers
 *   %TRUE. Returns: %FALSE with an error.
 * @publish: (nullable): on the main thread after @run succeeded and before the callback: enters
 * into memory what was committed, as rep_casebook_publish_all() does
 * @free_data: (nullable): frees @data when the job is over, on whichever thread lets go of it last
 *
 * A static constant of the file that uses it. Times and paths the work needs lie in @data.
 */
typedef struct {
  gboolean (*run) (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error);
  void (*publish) (RepCasebook *casebook, gpointer data);
  GDestroyNotify free_data;
} RepSessionJob;

/**
 * rep_session_run_async: runs @job once those before it are over and published; fails with LOCKED
 * while locked, else as @job does. A vault that is locked meanwhile is closed when the job is over.
 * @job: lives until the callback
 * @data: (transfer full)
 * @cancellable: (nullable)
 */
void rep_session_run_async (RepSession *session,
                            const RepSessionJob *job,
                            gpointer data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * rep_session_run_finish: to be called in the callback; what was committed is published by then.
 * @data: (out) (optional) (transfer none): the job's data, which lives as long as @result
 */
gboolean
rep_session_run_finish (RepSession *session, GAsyncResult *result, gpointer *data, GError **error);

G_END_DECLS
