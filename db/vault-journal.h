/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault-check.h"

G_BEGIN_DECLS

/** RepVaultJournalFunc: Returns: %FALSE with an error to stop. */
typedef gboolean (*RepVaultJournalFunc) (const RepId *device,
                                         guint64 sequence,
                                         const RepJournalEntry *entry,
                                         gpointer data,
                                         GError **error);

/**
 * rep_vault_read_journal: calls @func for every entry that opens, of the devices one after the
 * other, as far as there is one. Judges nothing: that is rep_vault_check().
 */
gboolean
rep_vault_read_journal (RepVault *vault, RepVaultJournalFunc func, gpointer data, GError **error);

/**
 * rep_vault_prune: takes away the entries older than @before (seconds since 1970), from the oldest
 *   up to the first that is not; of a device that writes no more, all or none.
 * @how: (nullable): as for a check
 * @pruned: (out): how many entries went
 *
 * What they vouched for is vouched for anew by this account, so everything is checked first: fails
 * with CORRUPT when anything is found, and with DENIED unless the account is a manager.
 */
gboolean rep_vault_prune (RepVault *vault,
                          const RepVaultCheckHow *how,
                          gint64 before,
                          gint64 now,
                          guint64 *pruned,
                          GError **error);

G_END_DECLS
