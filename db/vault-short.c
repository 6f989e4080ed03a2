/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/account-store.h"
#include "db/vault-private.h"

/* What an idle lock shut opens again with six digits, while the program runs. */

RepShortUnlock *
rep_short_unlock_new (const RepVault *vault, const RepSecret *digits, gint64 until, GError **error)
{
  g_autoptr (RepSecret) packed = NULL;
  RepShortUnlock *self;
  RepShortKey *key;

  g_return_val_if_fail (vault->slot_key != NULL, NULL);

  packed = rep_slot_key_pack (vault->slot_key);
  key = rep_short_key_new (digits, packed, until, error);
  if (key == NULL)
    return NULL;
  self = g_new0 (RepShortUnlock, 1);
  self->login = g_strdup (vault->account->login);
  self->key = key;
  return self;
}

void
rep_short_unlock_free (RepShortUnlock *unlock)
{
  if (unlock == NULL)
    return;
  rep_short_key_free (unlock->key);
  g_free (unlock->login);
  g_free (unlock);
}

/* The slot may have been sealed anew meanwhile, under another password: then it says so. */
static gboolean
enter (RepVault *self, const char *login, GError **error)
{
  g_autoptr (GBytes) slot = NULL;
  RepSlotPin pin;
  RepId account;

  if (!rep_slot_store_find (self->database, login, &account, &slot, error))
    return FALSE;
  if (slot == NULL) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such login");
    return FALSE;
  }
  self->keypair = rep_slot_open (self->slot_key, &self->id, &account, g_bytes_get_data (slot, NULL),
                                 g_bytes_get_size (slot), &pin, error);
  if (self->keypair == NULL || !rep_vault_enter (self, &account, &pin, error))
    return FALSE;
  self->seen = pin.n;
  return TRUE;
}

gboolean
rep_vault_unlock_short (
    RepVault *vault, RepShortUnlock *unlock, const RepSecret *digits, gint64 clock, GError **error)
{
  g_autoptr (RepSecret) packed = NULL;

  if (!rep_vault_start_anew (vault, error))
    return FALSE;
  packed = rep_short_key_open (unlock->key, digits, clock, error);
  if (packed == NULL)
    return FALSE;
  vault->slot_key = rep_slot_key_unpack (packed);
  if (enter (vault, unlock->login, error))
    return TRUE;
  rep_vault_forget (vault);
  rep_short_key_spend (unlock->key);
  return FALSE;
}
