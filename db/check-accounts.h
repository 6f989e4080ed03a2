/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/note-table.h"
#include "db/vault-check.h"

G_BEGIN_DECLS

/* For the check of a vault and the pruning of its journal alone. */

/**
 * rep_check_accounts: the part that needs no key: verifies the roster, the slot and the grants of
 * every account, and every head, and fills in what @check says of them.
 *
 * Returns: (transfer full): the roster as far as it holds; %NULL when it cannot be read.
 */
RepRoster *rep_check_accounts (RepVault *vault, RepVaultCheck *check, GError **error);

/** rep_check_head: whether an account of @roster with a role signed @head. */
gboolean rep_check_head (const RepRoster *roster, const RepHead *head);

/** rep_check_drafts: looks at drafts and waiting notes: those of this account must open, those of
 * others be somebody's. */
gboolean rep_check_drafts (RepVault *vault, RepVaultCheck *check, GError **error);

/** rep_vault_check_noting: rep_vault_check() that leaves in @notes, empty before, what every
 * journal vouches for. */
gboolean rep_vault_check_noting (RepVault *vault,
                                 const RepVaultCheckHow *how,
                                 RepNoteTable *notes,
                                 RepVaultCheck *check,
                                 GError **error);

G_END_DECLS
