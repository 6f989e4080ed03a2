/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/recovery.h"
#include "db/account-store.h"
#include "db/transaction.h"
#include "db/vault-private.h"

static gboolean
set_wrong_sheet (GError **error)
{
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SHEET, "not the sheet of this vault");
  return FALSE;
}

/* The account whose present keys the code stands for: after a renewal the old code has none. */
static gboolean
find_sheet (RepVault *self, RepId *account, GError **error)
{
  g_autoptr (RepRoster) roster = rep_roster_store_load (self->database, error);
  const GPtrArray *accounts = roster != NULL ? rep_roster_accounts (roster) : NULL;

  for (guint i = 0; accounts != NULL && i < accounts->len; i++) {
    const RepAccount *one = g_ptr_array_index (accounts, i);

    if (one->role == REP_ROLE_RECOVERY &&
        memcmp (&one->keys, rep_keypair_public (self->keypair), sizeof one->keys) == 0) {
      *account = one->id;
      return TRUE;
    }
  }
  return accounts != NULL ? set_wrong_sheet (error) : FALSE;
}

gboolean
rep_vault_unlock_recovery (RepVault *vault, const RepSecret *code, GError **error)
{
  RepId account;

  if (!rep_vault_start_anew (vault, error))
    return FALSE;
  vault->keypair = rep_keypair_new_from_code (code);
  if (find_sheet (vault, &account, error) && rep_vault_enter (vault, &account, NULL, error))
    return TRUE;

  rep_vault_forget (vault);
  return FALSE;
}

static void
count_key (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  if (rep_compartment_is_granted (compartment))
    ++*(guint *)data;
}

RepRecoveryReport
rep_vault_recovery_report (const RepVault *vault)
{
  RepRecoveryReport report = { 0 };
  g_autoptr (GArray) compartments = rep_roster_compartments (vault->roster);
  guint all = 0;

  for (guint i = 0; i < compartments->len; i++)
    all += rep_roster_epoch (vault->roster, g_array_index (compartments, guint16, i));
  rep_keyring_foreach (vault->keyring, count_key, &report.keys);
  report.missing = all - MIN (all, report.keys);
  for (guint32 n = 0; n < rep_roster_length (vault->roster); n++) {
    const RepRosterEvent *event = rep_roster_event (vault->roster, n);

    if (rep_id_equal (&event->account, &vault->account->id))
      report.since = event->time;
  }
  return report;
}

gboolean
rep_vault_drill (RepVault *vault, const RepSecret *code, RepRecoveryReport *report, GError **error)
{
  /* Beside the vault, which stays as it is, locked or open for someone. */
  RepVault beside = { .database = vault->database,
                      .id = vault->id,
                      .device = vault->device,
                      .instance = vault->instance,
                      .organisation = vault->organisation,
                      .created = vault->created,
                      .facts_only = vault->facts_only };
  gboolean entered =
      rep_vault_settle (vault, error) && rep_vault_unlock_recovery (&beside, code, error);

  if (entered)
    *report = rep_vault_recovery_report (&beside);
  rep_vault_forget (&beside);
  return entered;
}

typedef struct {
  RepVault *vault;
  const RepAccount *grantee;
  GError **error;
  gboolean failed;
} Granting;

static void
grant_one (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  Granting *self = data;

  if (!self->failed && rep_account_may_hold (self->grantee, compartment))
    self->failed =
        !rep_vault_grant (self->vault, self->grantee, compartment, epoch, key, self->error);
}

/* What was granted to the account's earlier keys opens no longer and gives way; so does its slot.
 */
static gboolean
grant_all (RepVault *self, const RepAccount *grantee, GError **error)
{
  Granting granting = { self, grantee, error, FALSE };

  if (!rep_slot_store_remove (self->database, &grantee->id, error))
    return FALSE;
  rep_keyring_foreach (self->keyring, grant_one, &granting);
  return !granting.failed;
}

typedef struct {
  const char *login;
  RepSlotKey *slot_key;
  RepKeypair *keypair;
  gint64 now;
  gboolean added;
} Recovery;

/* New keys for a manager who lost the password, or a new manager. */
static const RepAccount *
enrol (RepVault *self, Recovery *recovery, GError **error)
{
  const RepAccount *known = rep_roster_account_by_login (self->roster, recovery->login);
  g_auto (RepRosterEntry) entry = {
    .type = known != NULL ? REP_ROSTER_REKEY : REP_ROSTER_ADD,
    .account = known != NULL ? known->id : rep_id_random (),
    .keys = *rep_keypair_public (recovery->keypair),
    .time = recovery->now,
  };

  if (known != NULL && known->role != REP_ROLE_MANAGER) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "a sheet helps managers only");
    return NULL;
  }
  recovery->added = known == NULL;
  if (recovery->added) {
    entry.login = g_strdup (recovery->login);
    entry.role = REP_ROLE_MANAGER;
  }
  return rep_vault_append_roster (self, &entry, error)
             ? rep_roster_account (self->roster, &entry.account)
             : NULL;
}

static gboolean
put_slot (RepVault *self, const RepAccount *account, const Recovery *recovery, GError **error)
{
  RepSlotPin pin = rep_roster_pin (self->roster);
  g_autoptr (GBytes) slot =
      rep_slot_seal (recovery->slot_key, &self->id, &account->id, recovery->keypair, &pin);

  return rep_slot_store_put (self->database, &account->id, account->login, slot, error);
}

static gboolean
store_recovery (RepVault *self, Recovery *recovery, GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };
  const RepAccount *account;
  RepChange who = { 0 };

  if (!rep_vault_write_begin (&write, self, recovery->now, error))
    return FALSE;
  account = enrol (self, recovery, error);
  if (account == NULL)
    return FALSE;
  who.id = account->id;
  return grant_all (self, account, error) && put_slot (self, account, recovery, error) &&
         rep_vault_journal (self, &write.head, REP_ACTION_RECOVER, &who, 1, recovery->now, error) &&
         rep_vault_write_commit (&write, error);
}

gboolean
rep_vault_recover (RepVault *vault,
                   const char *login,
                   const RepSecret *password,
                   gint64 now,
                   gboolean *added,
                   GError **error)
{
  g_autofree char *composed = rep_login_compose (login);
  Recovery recovery = { .login = composed, .now = now };
  gboolean stored;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (vault->account->role != REP_ROLE_RECOVERY || !rep_login_is_usable (composed)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED,
                 "not by this account, or not this login");
    return FALSE;
  }
  if (!rep_password_check (password, error))
    return FALSE;
  recovery.slot_key = rep_slot_key_new (password, NULL, error);
  recovery.keypair = rep_keypair_new_random ();
  stored = recovery.slot_key != NULL && store_recovery (vault, &recovery, error);
  if (stored)
    *added = recovery.added;
  rep_slot_key_free (recovery.slot_key);
  rep_keypair_free (recovery.keypair);
  return stored;
}

/* The old sheet signs nothing more, and its account gets the keys there are again. Those the old
 * one knows are not used to write any more: every compartment starts a new epoch. */
static gboolean
rekey_sheet (RepRosterChange *change, const RepSecret *code, gint64 now, GError **error)
{
  RepVault *vault = change->vault;
  const RepAccount *sheet = rep_roster_account_by_login (vault->roster, REP_RECOVERY_LOGIN);
  g_autoptr (RepKeypair) keypair = rep_keypair_new_from_code (code);
  g_autoptr (GArray) all = rep_roster_compartments (vault->roster);
  g_auto (RepRosterEntry) epochs = { .type = REP_ROSTER_EPOCH, .time = now };
  RepRosterEntry rekey = { .type = REP_ROSTER_REKEY,
                           .keys = *rep_keypair_public (keypair),
                           .time = now };

  if (sheet == NULL) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "there is no recovery account");
    return FALSE;
  }
  rekey.account = sheet->id;
  return rep_vault_append_roster (vault, &rekey, error) && grant_all (vault, sheet, error) &&
         rep_roster_change_start_epochs (change, &epochs, all, error);
}

/* The sheets are written before the commit: a sheet too many opens nothing, one too few is the end.
 */
gboolean
rep_vault_renew_recovery (RepVault *vault,
                          guint shares,
                          RepSheetFunc write_sheets,
                          gpointer data,
                          gint64 now,
                          GError **error)
{
  g_auto (RepRosterChange) change = { NULL };
  g_autoptr (RepSecret) code = rep_secret_new_random (REP_SEED_SIZE);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, shares);

  if (!rep_roster_change_begin (&change, vault, now, error))
    return FALSE;
  if (rep_vault_recovery_report (vault).missing > 0) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_INCOMPLETE, "not every key is here");
    return FALSE;
  }
  return rekey_sheet (&change, code, now, error) && write_sheets (sheets, data, error) &&
         rep_roster_change_commit (&change, REP_ACTION_RECOVERY_RENEW, NULL, now, error);
}
