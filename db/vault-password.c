/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/error.h"
#include "db/account-store.h"
#include "db/transaction.h"
#include "db/vault-private.h"

gboolean
rep_password_check (const RepSecret *password, GError **error)
{
  if (rep_password_fault (password) == REP_PASSWORD_FAULT_NONE)
    return TRUE;

  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_PASSWORD, "that password cannot be chosen");
  return FALSE;
}

static gboolean
opens (RepVault *self, GBytes *slot, const RepSecret *password, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (slot, &size);
  g_autoptr (RepSlotKey) key = rep_slot_key_derive (password, data, size, error);
  g_autoptr (RepKeypair) keypair = NULL;
  RepSlotPin pin;

  if (key != NULL)
    keypair = rep_slot_open (key, &self->id, &self->account->id, data, size, &pin, error);
  return keypair != NULL;
}

gboolean
rep_vault_verify_password (RepVault *vault, const RepSecret *password, gint64 now, GError **error)
{
  g_autoptr (GBytes) slot = NULL;
  g_autoptr (GError) local = NULL;
  RepVaultAttempt attempt;
  RepId account;
  gboolean right;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (!rep_vault_settle (vault, error) ||
      !rep_slot_store_find (vault->database, vault->account->login, &account, &slot, error) ||
      !rep_vault_attempt_begin (&attempt, vault, &vault->account->id, now, error))
    return FALSE;
  if (slot == NULL || !rep_id_equal (&account, &vault->account->id)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "the slot of this account is gone");
    return FALSE;
  }
  right = opens (vault, slot, password, &local);
  if (!right && g_error_matches (local, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET, "wrong password");
    return FALSE;
  }
  rep_vault_attempt_forgive (&attempt);
  if (!right)
    g_propagate_error (error, g_steal_pointer (&local));
  return right;
}

static gboolean
store (RepVault *self, gint64 now, GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };

  return rep_vault_write_begin (&write, self, now, error) && rep_vault_store_slot (self, error) &&
         rep_vault_journal (self, &write.head, REP_ACTION_PASSWORD, NULL, 0, now, error) &&
         rep_vault_write_commit (&write, error);
}

gboolean
rep_vault_set_password (RepVault *vault,
                        const RepSecret *password,
                        const RepPasswordPolicy *policy,
                        gint64 now,
                        GError **error)
{
  g_autoptr (RepSlotKey) key = NULL;
  RepSlotKey *old = vault->slot_key;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (!rep_password_check (password, error))
    return FALSE;
  key = rep_slot_key_new (password, policy, error);
  if (key == NULL)
    return FALSE;

  vault->slot_key = key;
  if (!store (vault, now, error)) {
    vault->slot_key = old;
    return FALSE;
  }
  key = NULL;
  rep_slot_key_free (old);
  return TRUE;
}
