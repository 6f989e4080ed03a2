/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/* Table `locked_note`: written while the vault is locked, sealed to one account's public key. */

#define REP_NOTES_MAX 50                   /* that wait for one account */
#define REP_NOTES_MAX_SIZE (1024u * 1024u) /* bytes of them together */

/** RepSealedNote: one note, as it lies in the file. */
typedef struct {
  RepId id;
  GBytes *body;
} RepSealedNote;

/** rep_sealed_note_free: accepts %NULL. */
void rep_sealed_note_free (gpointer note);

/** rep_note_store_add: fails with TOO_MANY when as many wait as may; inside a transaction. */
gboolean rep_note_store_add (
    RepDatabase *database, const RepId *account, const RepId *id, GBytes *body, GError **error);

/** rep_note_store_replace: writes another body where a note of @account is; @body may be no larger
 * than %REP_LOCKED_NOTE_MAX. Does nothing where there is none. */
gboolean rep_note_store_replace (
    RepDatabase *database, const RepId *account, const RepId *id, GBytes *body, GError **error);

/** rep_note_store_remove: fails with NOT_FOUND when @account has no such note. */
gboolean rep_note_store_remove (RepDatabase *database,
                                const RepId *account,
                                const RepId *id,
                                GError **error);

/**
 * rep_note_store_list:
 *
 * Returns: (transfer full) (element-type RepSealedNote): those of @account, no more than may wait;
 *   what somebody put in beyond that stays unread.
 */
GPtrArray *rep_note_store_list (RepDatabase *database, const RepId *account, GError **error);

/** RepNoteFunc: a row of the table. Returns: whether to go on. */
typedef gboolean (*RepNoteFunc) (
    const RepId *id, const RepId *account, gconstpointer body, gsize size, gpointer data);

/** rep_note_store_scan: calls @func for every note of every account. */
gboolean
rep_note_store_scan (RepDatabase *database, RepNoteFunc func, gpointer data, GError **error);

G_END_DECLS
