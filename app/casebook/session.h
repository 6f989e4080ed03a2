/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/casebook/intake.h"

G_BEGIN_DECLS

/**
 * RepSession:
 *
 * A vault file and, once unlocked, its casebook, for a face with a main loop: key derivation, SQL
 * and opening of payloads run on another thread, one job at a time; the arrays change on the main
 * thread alone. Property `casebook` is %NULL while locked.
 */
#define REP_TYPE_SESSION (rep_session_get_type ())
G_DECLARE_FINAL_TYPE (RepSession, rep_session, REP, SESSION, GObject)

/** rep_session_new: @path: of the vault, which is not opened yet. */
RepSession *rep_session_new (const char *path);

const char *rep_session_get_path (RepSession *session);
/** rep_session_get_casebook: Returns: (transfer none) (nullable): while unlocked. */
RepCasebook *rep_session_get_casebook (RepSession *session);

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

/** rep_session_lock: forgets everything at once; a save under way finishes on disk first. */
void rep_session_lock (RepSession *session);

/**
 * rep_session_record_async: records a contact as rep_intake_contact() does; the answer comes after
 * the commit.
 * @contact: @person: (transfer full) (@person nullable)
 */
void rep_session_record_async (RepSession *session,
                               RepContact *contact,
                               RepPerson *person,
                               guint8 situation,
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

G_END_DECLS
