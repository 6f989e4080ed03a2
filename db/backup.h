/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/*
 * Copies of a vault: made under a temporary name in the folder where they shall be, synced, opened
 * again and compared or verified, then named. A copy has no device: whoever first writes to it
 * takes one. Beside each lies the list of the persons erased so far (FILE.erased).
 */

#define REP_ERASED_SUFFIX ".erased"

/** RepProgressFunc: @fraction: 0 to 1. Returns: %FALSE to give up: nothing is left behind then. */
typedef gboolean (*RepProgressFunc) (double fraction, gpointer data);

/**
 * RepBackup:
 * @facts_only: leaves names out: each identity and link payload is replaced by its digest, and only
 *   directors' accounts can open the copy
 * @progress: (nullable)
 * @records: (out): records in the copy
 */
typedef struct {
  gboolean facts_only;
  RepProgressFunc progress;
  gpointer data;
  guint records;
} RepBackup;

/**
 * rep_vault_backup: copies the unlocked @vault to @path, which must not exist, and verifies every
 * row, signature and journal entry of the copy, opening every payload this account can open.
 *
 * Writes nothing to the vault; the caller journals %REP_ACTION_BACKUP. Fails with EXISTS, FULL,
 * READ_ONLY, CANCELLED, NO_DIRECTOR (@facts_only), or CORRUPT when what
 * was copied is not sound: then no copy is kept.
 */
gboolean rep_vault_backup (RepVault *vault, const char *path, RepBackup *backup, GError **error);

/**
 * rep_backup_file: copies the vault at @source to @path without any key: every row of the copy is
 * compared with the source's. What is in the rows is judged when they are next opened.
 */
gboolean rep_backup_file (const char *source, const char *path, RepBackup *backup, GError **error);

/**
 * rep_backup_fetch: copies the file @source, wherever it lies, to a new private file at @path, with
 * its log when it has one. Writes nothing at @source. Fails with NOT_FOUND, NOT_A_VAULT, TOO_NEW,
 * EXISTS, READ_ONLY or FULL.
 */
gboolean rep_backup_fetch (const char *source, const char *path, GError **error);

/** rep_backup_remove: removes an unfinished copy, with what SQLite put beside it. */
void rep_backup_remove (const char *path);

/** rep_backup_same_state: whether the copy at @path shows the records, accounts and keys that the
 * vault at @source has now. */
gboolean rep_backup_same_state (const char *source, const char *path);

/**
 * rep_vault_is_sound: whether a check of everything finds nothing.
 * @records: (out) (optional)
 *
 * Fails with CORRUPT when it does.
 */
gboolean rep_vault_is_sound (RepVault *vault, guint *records, GError **error);

/** rep_vault_note_restored: takes a device of its own and journals RESTORE: whether the persons
 * erased since will not be erased again is said in it. */
gboolean
rep_vault_note_restored (RepVault *vault, gboolean without_erasures, gint64 now, GError **error);

/** rep_vault_leave_as_copy: leaves the file without a device and in one piece; nothing may be
 * written to @vault afterwards. */
gboolean rep_vault_leave_as_copy (RepVault *vault, GError **error);

/** rep_vault_erased: Returns: (transfer full) (element-type RepId): the persons erased so far,
 * ascending. */
GArray *rep_vault_erased (RepVault *vault, GError **error);

/** rep_erased_write: puts the list @ids (element-type RepId) of @vault at @path, over an older
 * one. */
gboolean rep_erased_write (const char *path, const RepId *vault, const GArray *ids, GError **error);

/**
 * rep_erased_read:
 *
 * Returns: (transfer full) (element-type RepId): the ids; fails with NOT_FOUND, with NOT_A_VAULT
 *   when the list is another vault's, with TOO_NEW or CORRUPT.
 */
GArray *rep_erased_read (const char *path, const RepId *vault, GError **error);

G_END_DECLS
