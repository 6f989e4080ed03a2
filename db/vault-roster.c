/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/account-store.h"
#include "db/vault-private.h"

/* A change of who may do what, all of it or nothing: see vault-private.h. */

gboolean
rep_roster_change_begin (RepRosterChange *change, RepVault *vault, gint64 now, GError **error)
{
  RepRoster *roster;
  RepId self;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (vault->account->role != REP_ROLE_MANAGER) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "only a manager may do that");
    return FALSE;
  }
  if (!rep_vault_settle (vault, error) ||
      !rep_transaction_begin (&change->transaction, vault->database, error))
    return FALSE;
  roster = rep_roster_store_load (vault->database, error);
  if (roster == NULL)
    return FALSE;

  self = vault->account->id;
  change->vault = vault;
  change->roster = vault->roster;
  change->keyring = vault->keyring;
  change->mark = rep_row_digests_mark (&vault->rows);
  vault->roster = roster;
  vault->account = rep_roster_account (roster, &self);
  vault->keyring = rep_keyring_copy (change->keyring);
  return rep_vault_start (vault, &change->head, now, error);
}

void
rep_roster_change_clear (RepRosterChange *change)
{
  RepVault *vault = change->vault;

  if (vault != NULL) {
    RepId self = vault->account->id;

    rep_vault_rewind_rows (vault, change->mark);
    rep_roster_free (vault->roster);
    rep_keyring_free (vault->keyring);
    vault->roster = change->roster;
    vault->keyring = change->keyring;
    vault->account = rep_roster_account (vault->roster, &self);
    change->vault = NULL;
  }
  rep_transaction_clear (&change->transaction);
}

/* Whoever may hold @compartment gets its new key, the recovery sheet in any case. */
static gboolean
grant_to_all (RepRosterChange *change, const RepEpoch *epoch, const RepSecret *key, GError **error)
{
  const GPtrArray *accounts = rep_roster_accounts (change->vault->roster);
  gboolean recoverable = FALSE;

  for (guint i = 0; i < accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (accounts, i);

    if (!rep_account_may_hold (account, epoch->compartment))
      continue;
    if (!rep_vault_grant (change->vault, account, epoch->compartment, epoch->epoch, key, error))
      return FALSE;
    recoverable |= account->role == REP_ROLE_RECOVERY;
  }
  if (!recoverable)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "no recovery sheet would hold the key");
  return recoverable;
}

static gboolean
start_epoch (RepRosterChange *change, const RepEpoch *epoch, GError **error)
{
  RepVault *vault = change->vault;
  g_autoptr (RepSecret) key = rep_secret_new_random (REP_KEY_SIZE);

  if (!grant_to_all (change, epoch, key, error))
    return FALSE;
  if (rep_account_may_hold (vault->account, epoch->compartment))
    rep_keyring_add (vault->keyring, epoch->compartment, epoch->epoch, g_steal_pointer (&key));
  return TRUE;
}

/* The old sum is verified before the new one stands for the same rows: else an alteration would be
 * signed with it. */
static gboolean
renew_sum (RepRosterChange *change, guint32 epoch, GError **error)
{
  RepVault *vault = change->vault;
  RepDigest sum;

  if (vault->rows.seen == NULL && !rep_vault_scan (vault, NULL, NULL, NULL, error))
    return FALSE;
  if (vault->rows.seen != NULL) {
    sum = rep_row_digests_sum (&vault->rows, vault->keyring, vault->head.epoch);
    if (rep_digest_equal (&sum, &vault->head.record_sum)) {
      change->head.epoch = epoch;
      change->head.record_sum = rep_row_digests_sum (&vault->rows, vault->keyring, epoch);
      return TRUE;
    }
  }
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "records were altered");
  return FALSE;
}

gboolean
rep_roster_change_start_epochs (RepRosterChange *change,
                                RepRosterEntry *entry,
                                const GArray *compartments,
                                GError **error)
{
  RepVault *vault = change->vault;

  entry->epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
  for (guint i = 0; i < compartments->len; i++) {
    guint16 compartment = g_array_index (compartments, guint16, i);
    RepEpoch epoch = { compartment, rep_roster_epoch (vault->roster, compartment) + 1 };

    g_array_append_val (entry->epochs, epoch);
  }
  if (!rep_vault_append_roster (vault, entry, error))
    return FALSE;

  for (guint i = 0; i < entry->epochs->len; i++) {
    const RepEpoch *epoch = &g_array_index (entry->epochs, RepEpoch, i);

    if (!start_epoch (change, epoch, error) ||
        (epoch->compartment == REP_COMPARTMENT_FACTS && !renew_sum (change, epoch->epoch, error)))
      return FALSE;
  }
  return TRUE;
}

gboolean
rep_roster_change_commit (
    RepRosterChange *change, RepAction action, const RepId *subject, gint64 now, GError **error)
{
  RepVault *vault = change->vault;
  RepChange about = { 0 }; /* a digest of zeros: no record is vouched for */

  if (subject != NULL)
    about.id = *subject;
  if (!rep_vault_store_slot (vault, error) ||
      !rep_vault_journal (vault, &change->head, action, &about, subject != NULL ? 1 : 0, now,
                          error) ||
      !rep_vault_sign_head (vault, &change->head, error) ||
      !rep_vault_commit (vault, &change->transaction, &change->head, error))
    return FALSE;

  rep_vault_retire_old (vault);
  rep_roster_free (change->roster);
  rep_keyring_free (change->keyring);
  change->vault = NULL;
  return TRUE;
}
