/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/draft.h"

G_BEGIN_DECLS

/*
 * Contacts noted without a password: sealed to an account whose key this machine knows, they wait
 * until that account confirms or discards each one. Anybody can write one: none counts before.
 */

/**
 * RepWaitingNote:
 * @time: when it says it was written
 * @draft: (nullable): what was written; %NULL when it does not open
 */
typedef struct {
  RepId id;
  gint64 time;
  RepDraft *draft;
} RepWaitingNote;

/** rep_waiting_note_free: wipes what was written; accepts %NULL. */
void rep_waiting_note_free (gpointer note);

/**
 * rep_waiting_write:
 * @vault: open, and locked
 * @state_folder: where the key was remembered at the last unlocking (app/platform/pins.h)
 * @login: (nullable): for whom; %NULL or "" for who unlocked last
 *
 * Fails with NOT_KNOWN_HERE when nobody, or not that login, has unlocked this vault here, with
 * OTHER_KEY when the file has another key than that account had then, or as rep_vault_add_note()
 * does; then nothing is written.
 */
gboolean rep_waiting_write (RepVault *vault,
                            const char *state_folder,
                            const char *login,
                            const RepDraft *draft,
                            gint64 now,
                            GError **error);

/** rep_waiting_list: Returns: (transfer full) (element-type RepWaitingNote): of the account @vault
 * is unlocked for, the earliest first. */
GPtrArray *rep_waiting_list (RepVault *vault, GError **error);

/** rep_waiting_rewrite: keeps @draft, what became of @note in a form, in its place. */
gboolean rep_waiting_rewrite (
    RepVault *vault, const RepId *id, gint64 time, const RepDraft *draft, GError **error);

G_END_DECLS
