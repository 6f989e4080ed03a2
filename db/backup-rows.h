/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/* For db/backup.c alone: copies row by row, and what all rows come to. */

/** rep_backup_facts: fills the empty @copy with all of @vault but names, so that no byte of a
 * sealed name ever touches its disk. Fails with NO_DIRECTOR without a director's account. */
gboolean rep_backup_facts (RepVault *vault, RepDatabase *copy, GError **error);

/** rep_backup_digest: @digest: (out): over every row that a copy holds; @records: (out): records
 * that were not erased. */
gboolean
rep_backup_digest (RepDatabase *database, RepDigest *digest, guint *records, GError **error);

/** rep_backup_state: @digest: (out): over what a copy is for: records, accounts, keys, erasures;
 * not over who looked at what since. */
gboolean rep_backup_state (RepDatabase *database, RepDigest *digest, GError **error);

/** rep_erased_load: Returns: (transfer full) (element-type RepId): the erased persons, ascending.
 */
GArray *rep_erased_load (RepDatabase *database, GError **error);

G_END_DECLS
