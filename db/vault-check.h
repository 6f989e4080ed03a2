/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/**
 * RepVaultCheck: what a look at every stored byte found.
 * @records: present records
 * @damaged: (element-type RepId): records of which a payload, present or past, does not open
 * @unsigned_records: (element-type RepId): rows that no signed journal entry covers
 * @journal_broken_at: sequence of the first entry that does not hold, -1 when all do
 * @intact: whether the record sum is the one signed
 * @file_intact: whether the rows of vault and device are those signed
 */
typedef struct {
  guint records;
  GArray *damaged;
  GArray *unsigned_records;
  gint64 journal_broken_at;
  gboolean intact;
  gboolean file_intact;
} RepVaultCheck;

void rep_vault_check_clear (RepVaultCheck *check);

/**
 * rep_vault_check:
 * @check: (out): to be cleared by rep_vault_check_clear()
 *
 * Opens every payload this account holds a key for, walks the journal of this device with the heads
 * kept in it, and compares every row with the last entry that names it. Finding damage is no error;
 * fails only when the file cannot be read.
 */
gboolean rep_vault_check (RepVault *vault, RepVaultCheck *check, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepVaultCheck, rep_vault_check_clear)

G_END_DECLS
