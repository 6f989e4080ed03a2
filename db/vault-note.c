/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/account-store.h"
#include "db/vault-private.h"

/* Notes written while locked: put in without a key, taken in by the account they are sealed to. */

gboolean
rep_vault_find_login (RepVault *vault, const char *login, RepId *account, GError **error)
{
  g_autofree char *composed = rep_login_compose (login);
  g_autoptr (GBytes) slot = NULL;

  if (!rep_slot_store_find (vault->database, composed, account, &slot, error))
    return FALSE;
  if (slot == NULL)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such login");
  return slot != NULL;
}

gboolean
rep_vault_find_keys (RepVault *vault, const RepId *account, RepPublicKeys *keys, GError **error)
{
  g_autoptr (RepRoster) roster = rep_roster_store_load (vault->database, error);
  const RepAccount *found;

  if (roster == NULL)
    return FALSE;
  found = rep_roster_account (roster, account);
  if (!rep_id_equal (rep_roster_vault (roster), &vault->id))
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "the roster is another vault's");
  else if (found == NULL || found->role == REP_ROLE_NONE)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such account");
  else {
    *keys = found->keys;
    return TRUE;
  }
  return FALSE;
}

gboolean
rep_vault_add_note (
    RepVault *vault, const RepId *account, const RepId *id, GBytes *body, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  return rep_transaction_begin (&transaction, vault->database, error) &&
         rep_note_store_add (vault->database, account, id, body, error) &&
         rep_transaction_commit (&transaction, error);
}

GPtrArray *
rep_vault_list_notes (RepVault *vault, GError **error)
{
  g_return_val_if_fail (vault->account != NULL, NULL);

  return rep_note_store_list (vault->database, &vault->account->id, error);
}

static RepLockedPlace
place_of (const RepVault *vault, const RepId *id)
{
  return (RepLockedPlace){ .vault = vault->id, .account = vault->account->id, .id = *id };
}

gboolean
rep_vault_open_note (
    const RepVault *vault, const RepSealedNote *note, gint64 *time, RepArena *clear, GError **error)
{
  RepLockedPlace place;

  g_return_val_if_fail (vault->account != NULL, FALSE);

  place = place_of (vault, &note->id);
  return rep_locked_note_open (vault->keypair, &place, g_bytes_get_data (note->body, NULL),
                               g_bytes_get_size (note->body), time, clear, error);
}

gboolean
rep_vault_rewrite_note (
    RepVault *vault, const RepId *id, gint64 time, gconstpointer clear, gsize size, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  RepLockedPlace place;

  g_return_val_if_fail (vault->account != NULL, FALSE);

  place = place_of (vault, id);
  body = rep_locked_note_seal (&vault->account->keys, &place, time, clear, size);
  return rep_note_store_replace (vault->database, &vault->account->id, id, body, error);
}

void
rep_vault_confirm_note (RepVault *vault, const RepId *id)
{
  vault->confirming = id != NULL;
  if (id != NULL)
    vault->confirmed = *id;
}

gboolean
rep_vault_discard_note (RepVault *vault, const RepId *id, gint64 now, GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };
  RepChange noted = { .id = *id };

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  return rep_vault_write_begin (&write, vault, now, error) &&
         rep_note_store_remove (vault->database, &vault->account->id, id, error) &&
         rep_vault_journal (vault, &write.head, REP_ACTION_CONFIRM_NOTES, &noted, 1, now, error) &&
         rep_vault_write_commit (&write, error);
}
