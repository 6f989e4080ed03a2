/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/*
 * Who may open the vault, and what: a role is the set of keys an account was granted. Each of these
 * is one transaction, journalled, that only a manager's account can make; after a failure file and
 * memory are as before. The recovery sheet is granted every key there is.
 */

/**
 * RepNewAccount:
 * @login: in any normal form
 * @structures: (nullable) (element-type guint16): identity compartments; at least one for a
 * counsellor, none for a director, for a manager %NULL for all that the present account holds
 */
typedef struct {
  const char *login;
  const RepSecret *password;
  RepRole role;
  const GArray *structures;
} RepNewAccount;

/**
 * rep_vault_add_account: an account with key pairs of its own, a slot that @account's password
 * opens, and grants of every epoch of what its role may hold. Derives a key: about a second.
 * @id: (out) (optional): of the new account
 *
 * Fails with DENIED (not a manager, no such role, structure or login), with EXISTS when the login
 * is in use, or with %REP_CRYPTO_ERROR_NO_KEY when this account does not hold the key of a
 * structure.
 */
gboolean rep_vault_add_account (
    RepVault *vault, const RepNewAccount *account, gint64 now, RepId *id, GError **error);

/** RepSealFunc: appends #RepVaultChange to @changes, sealed with the keys @vault holds now. */
typedef gboolean (*RepSealFunc) (RepVault *vault, GArray *changes, gpointer data, GError **error);

/**
 * rep_vault_revoke: ends an account: its slot and grants go, and every compartment it held starts
 * its next epoch, whose keys are granted to the accounts that remain. Nothing is sealed again: what
 * the account could read until now it can read in copies it took; nothing written later.
 * @seal: (nullable): records to be written in the same transaction, under the new keys
 *
 * Fails with DENIED (not a manager; the own account; the recovery sheet), NOT_FOUND, or CORRUPT
 * when rows were altered: a new record sum would hide that.
 */
gboolean rep_vault_revoke (RepVault *vault,
                           const RepId *account,
                           RepSealFunc seal,
                           gpointer data,
                           gint64 now,
                           GError **error);

/** rep_vault_rotate: starts the next epoch of every compartment. Fails as rep_vault_revoke(). */
gboolean rep_vault_rotate (RepVault *vault, gint64 now, GError **error);

/**
 * rep_vault_set_role: gives another account @role and @structures (as in #RepNewAccount): it is
 * granted what it gains, and what it loses starts a new epoch. Fails as the functions above.
 */
gboolean rep_vault_set_role (RepVault *vault,
                             const RepId *account,
                             RepRole role,
                             const GArray *structures,
                             gint64 now,
                             GError **error);

/**
 * rep_vault_add_structure:
 * @compartment: (out): the identity compartment of the new structure
 *
 * Starts an identity compartment, whose key goes to the managers who hold all structures, to this
 * account and to the recovery sheet. Fails with DENIED unless the account is a manager.
 */
gboolean
rep_vault_add_structure (RepVault *vault, gint64 now, guint16 *compartment, GError **error);

G_END_DECLS
