/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/erase.h"
#include "crypto/secret.h"
#include "db/backup.h"

G_BEGIN_DECLS

/**
 * RepRestore: a vault made from a copy.
 * @source: the copy, wherever it lies; nothing is written there
 * @target: of the new vault, which must not exist
 * @login: @password: of a manager, as they were when the copy was made
 * @without_erasures: goes on although the list of persons erased since is missing
 * @count: (nullable): keeps the results of the erased, as rep_erase_persons() says
 * @records: (out): in the new vault
 * @erased: (out): persons erased again
 */
typedef struct {
  const char *source;
  const char *target;
  const char *login;
  const RepSecret *password;
  gboolean without_erasures;
  RepCountErased count;
  guint records;
  guint erased;
} RepRestore;

/**
 * rep_restore: copies the file to a private one, unlocks and verifies it, erases again whoever was
 * erased since, journals, and only then gives it its name. The new vault has no device: the machine
 * that first writes to it takes one.
 *
 * The list of the erased is read beside the copy (FILE.erased) and, where there are any, beside the
 * other copies in its folder and beside those kept of @target.
 *
 * Fails as rep_backup_fetch() and rep_vault_unlock() do, with NO_ERASED_LIST, with NOT_ALLOWED
 * unless the account is a manager, or with %REP_DB_ERROR_CORRUPT when the copy is not sound; then
 * there is no new vault.
 */
gboolean rep_restore (RepRestore *restore, gint64 now, GError **error);

G_END_DECLS
