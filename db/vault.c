/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/error.h"
#include "crypto/grant.h"
#include "db/account-store.h"
#include "db/migrate.h"
#include "db/place.h"
#include "db/transaction.h"
#include "db/vault-private.h"

#define MAX_RESERVE 384

static const char load_vault_sql[] = "SELECT id, organisation, created, facts_only FROM vault";

static const char load_device_sql[] = "SELECT id, instance FROM device";

void
rep_vault_free (RepVault *vault)
{
  if (vault == NULL)
    return;

  rep_row_digests_forget (&vault->rows);
  rep_keyring_free (vault->keyring);
  rep_keypair_free (vault->keypair);
  rep_slot_key_free (vault->slot_key);
  rep_roster_free (vault->roster);
  rep_database_free (vault->database);
  rep_file_lock_free (vault->lock);
  rep_vault_set_mark_func (vault, NULL, NULL, NULL);
  g_free (vault->organisation);
  g_free (vault);
}

gboolean
rep_vault_load_names (RepVault *vault, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (vault->database, load_vault_sql, error);
  RepStep step = stmt != NULL ? rep_step (stmt, error) : REP_STEP_ERROR;
  gboolean whole;

  if (step == REP_STEP_ERROR)
    return FALSE;

  whole = step == REP_STEP_ROW && rep_column_fixed (stmt, 0, vault->id.bytes, REP_ID_SIZE) &&
          sqlite3_column_text (stmt, 1) != NULL;
  if (whole) {
    vault->organisation = g_strdup ((const char *)sqlite3_column_text (stmt, 1));
    vault->created = sqlite3_column_int64 (stmt, 2);
    vault->facts_only = sqlite3_column_int (stmt, 3) != 0;
  }
  whole = whole && rep_step (stmt, NULL) == REP_STEP_DONE; /* one vault */
  sqlite3_reset (stmt);
  if (!whole)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "no vault inside");
  return whole;
}

char *
rep_login_compose (const char *login)
{
  char *composed = g_utf8_normalize (login, -1, G_NORMALIZE_NFC);

  return composed != NULL ? composed : g_strdup (login);
}

RepVault *
rep_vault_open (const char *path, guint wait_seconds, GError **error)
{
  g_autoptr (RepVault) self = g_new0 (RepVault, 1);

  if (!rep_file_check (path, error) || !rep_place_check (path, error) ||
      !rep_migrate_check_header (path, error))
    return NULL;
  self->lock = rep_file_lock (path, wait_seconds, error);
  if (self->lock == NULL)
    return NULL;
  self->database = rep_database_open (path, error);
  if (self->database == NULL)
    return NULL;
  rep_database_hold_log (self->database);
  if (!rep_migrate_up (self->database, path, NULL, 0, error) ||
      !rep_migrate_check (self->database, error) || !rep_database_use_wal (self->database, error) ||
      !rep_vault_load_names (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rep_vault_forget (RepVault *vault)
{
  vault->account = NULL;
  rep_row_digests_forget (&vault->rows);
  vault->new_device = FALSE;
  vault->n_first_notes = 0;
  vault->confirming = FALSE;
  vault->failed = (RepAttempts){ 0 };
  g_clear_pointer (&vault->keyring, rep_keyring_free);
  g_clear_pointer (&vault->keypair, rep_keypair_free);
  g_clear_pointer (&vault->slot_key, rep_slot_key_free);
  g_clear_pointer (&vault->roster, rep_roster_free);
}

void
rep_vault_lock (RepVault *vault)
{
  rep_vault_forget (vault);
}

gboolean
rep_vault_start_anew (RepVault *vault, GError **error)
{
  rep_vault_forget (vault);
  if (!rep_secret_reserve (REP_VAULT_RESERVE, error))
    return FALSE;
  if (vault->in_doubt && !rep_database_reopen (vault->database, error))
    return FALSE;
  vault->in_doubt = FALSE;
  return TRUE;
}

/* An unknown login costs the time of another account's slot and says the same as a wrong password.
 */
static gboolean
refuse_login (RepVault *self, const RepSecret *password, GError **error)
{
  g_autoptr (GBytes) slot = rep_slot_store_any (self->database);
  g_autoptr (RepSlotKey) dummy = NULL;

  if (slot != NULL)
    dummy = rep_slot_key_derive (password, g_bytes_get_data (slot, NULL), g_bytes_get_size (slot),
                                 NULL);
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET, "unknown login or wrong password");
  return FALSE;
}

static void
set_corrupt (GError **error, const char *what)
{
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "%s", what);
}

static gboolean
check_roster (RepVault *self, const RepId *account, const RepSlotPin *pin, GError **error)
{
  self->roster = rep_roster_store_load (self->database, error);
  if (self->roster == NULL)
    return FALSE;

  self->account = rep_roster_account (self->roster, account);
  if (!rep_id_equal (rep_roster_vault (self->roster), &self->id))
    set_corrupt (error, "the roster is another vault's");
  else if (pin != NULL && !rep_roster_honours (self->roster, pin))
    set_corrupt (error, "the roster is shorter or other than this account has seen");
  else if (self->account == NULL)
    set_corrupt (error, "the roster does not know this account");
  else if (self->account->role == REP_ROLE_NONE)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET, "account revoked");
  else if (memcmp (&self->account->keys, rep_keypair_public (self->keypair),
                   sizeof (RepPublicKeys)) != 0)
    set_corrupt (error, "the roster has other keys for this account");
  else
    return TRUE;
  return FALSE;
}

static gboolean
grant_is_valid (const RepVault *self, GBytes *bytes, const RepGrant *grant)
{
  RepRole role = rep_roster_role_at (self->roster, &grant->signer, grant->roster_n);
  const RepPublicKeys *keys = rep_roster_keys_at (self->roster, &grant->signer, grant->roster_n);

  /* Not given before its epoch began: a former manager cannot date a key of his own back. Grants
   * come in ascending order of epoch: one that brings no newer key stands in another's place. */
  return (role == REP_ROLE_MANAGER || role == REP_ROLE_RECOVERY) &&
         grant->roster_n < rep_roster_length (self->roster) &&
         grant->roster_n >=
             rep_roster_epoch_start (self->roster, grant->compartment, grant->epoch) &&
         grant->epoch > rep_keyring_newest (self->keyring, grant->compartment) &&
         rep_id_equal (&grant->grantee, &self->account->id) &&
         memcmp (grant->grantee_box, self->account->keys.box, REP_PUBLIC_KEY_SIZE) == 0 &&
         rep_grant_verify (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &self->id,
                           keys);
}

static gboolean
take_grant (RepVault *self, GBytes *bytes, GError **error)
{
  RepGrant grant;
  RepSecret *key;

  if (!rep_grant_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &grant, error))
    return FALSE;
  if (!grant_is_valid (self, bytes, &grant)) {
    set_corrupt (error, "a key was granted by someone not entitled to");
    return FALSE;
  }
  key = rep_grant_open (&grant, self->keypair, error);
  if (key == NULL)
    return FALSE;
  rep_keyring_add (self->keyring, grant.compartment, grant.epoch, key);
  return TRUE;
}

static void
retire_if_behind (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  RepVault *self = data;

  if (rep_keyring_newest (self->keyring, compartment) <
      rep_roster_epoch (self->roster, compartment))
    rep_keyring_retire (self->keyring, compartment);
}

void
rep_vault_retire_old (RepVault *vault)
{
  rep_keyring_foreach (vault->keyring, retire_if_behind, vault);
}

gboolean
rep_vault_take_grants (RepVault *vault, GError **error)
{
  g_autoptr (GPtrArray) grants = rep_grant_store_list (vault->database, &vault->account->id, error);

  if (grants == NULL)
    return FALSE;
  /* A key and what is derived from it. */
  if (!rep_secret_reserve (MIN (3 * grants->len, MAX_RESERVE) + REP_VAULT_RESERVE, error))
    return FALSE;
  rep_keyring_free (vault->keyring);
  vault->keyring = rep_keyring_new (&vault->id);
  for (guint i = 0; i < grants->len; i++)
    if (!take_grant (vault, g_ptr_array_index (grants, i), error))
      return FALSE;
  rep_vault_retire_old (vault);
  rep_keyring_add (vault->keyring, REP_COMPARTMENT_DRAFT, 1,
                   rep_keypair_draft_key (vault->keypair));
  if (rep_keyring_newest (vault->keyring, REP_COMPARTMENT_FACTS) ==
      rep_roster_epoch (vault->roster, REP_COMPARTMENT_FACTS))
    return TRUE;

  set_corrupt (error, "the facts key of the present epoch is missing");
  return FALSE;
}

gboolean
rep_vault_load_device (RepVault *vault, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (vault->database, load_device_sql, error);
  RepStep step = stmt != NULL ? rep_step (stmt, error) : REP_STEP_ERROR;
  RepId device = { { 0 } }, instance = { { 0 } };
  gboolean whole = TRUE;

  if (step == REP_STEP_ERROR)
    return FALSE;
  if (step == REP_STEP_ROW)
    whole = rep_column_fixed (stmt, 0, device.bytes, REP_ID_SIZE) &&
            rep_column_fixed (stmt, 1, instance.bytes, REP_ID_SIZE) && !rep_id_is_none (&device) &&
            rep_step (stmt, NULL) == REP_STEP_DONE; /* one device at most */
  sqlite3_reset (stmt);
  if (!whole) {
    set_corrupt (error, "malformed device");
    return FALSE;
  }
  vault->device = device;
  vault->instance = instance;
  return TRUE;
}

/* A copy has no device: it stands where the last device that wrote it left it. */
gboolean
rep_vault_load_head (RepVault *vault, RepHead *head, gboolean *found, GError **error)
{
  const GArray *devices = rep_roster_devices (vault->roster);

  if (!rep_vault_load_device (vault, error))
    return FALSE;
  if (!rep_id_is_none (&vault->device))
    return rep_head_load (vault->database, &vault->device, head, found, error);

  *found = FALSE;
  for (guint i = devices->len; i > 0 && !*found; i--)
    if (!rep_head_load (vault->database, &g_array_index (devices, RepId, i - 1), head, found,
                        error))
      return FALSE;
  return TRUE;
}

static gboolean
check_head (RepVault *self, GError **error)
{
  const RepPublicKeys *keys = NULL;
  gboolean found;

  if (!rep_vault_load_head (self, &self->head, &found, error))
    return FALSE;
  self->new_device = rep_id_is_none (&self->device);
  if (found && self->head.roster_n < rep_roster_length (self->roster))
    keys = rep_roster_keys_at (self->roster, &self->head.account, self->head.roster_n);
  if (keys != NULL &&
      rep_roster_role_at (self->roster, &self->head.account, self->head.roster_n) !=
          REP_ROLE_NONE &&
      self->head.epoch == rep_roster_epoch (self->roster, REP_COMPARTMENT_FACTS) &&
      rep_roster_has_device (self->roster, &self->head.device) &&
      rep_head_verify (&self->head, &self->id, keys))
    return TRUE;

  set_corrupt (error, "the journal head is not signed by an account of this vault");
  return FALSE;
}

gboolean
rep_vault_enter (RepVault *vault, const RepId *account, const RepSlotPin *pin, GError **error)
{
  if (!check_roster (vault, account, pin, error) || !rep_vault_take_grants (vault, error) ||
      !check_head (vault, error))
    return FALSE;
  rep_database_release_log (vault->database); /* what it holds is signed */
  return TRUE;
}

static gboolean
open_slot (RepVault *self,
           GBytes *slot,
           const RepId *account,
           const RepSecret *password,
           RepSlotPin *pin,
           GError **error)
{
  g_autoptr (GError) local = NULL;

  if (slot == NULL)
    return refuse_login (self, password, error);

  self->slot_key =
      rep_slot_key_derive (password, g_bytes_get_data (slot, NULL), g_bytes_get_size (slot), error);
  if (self->slot_key == NULL)
    return FALSE;
  self->keypair = rep_slot_open (self->slot_key, &self->id, account, g_bytes_get_data (slot, NULL),
                                 g_bytes_get_size (slot), pin, &local);
  if (self->keypair != NULL)
    return TRUE;

  if (g_error_matches (local, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET))
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET, "unknown login or wrong password");
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* A slot that costs less than is asked for today is sealed again while the password is at hand;
 * where the memory for it cannot be had, it stays as it is. */
static gboolean
strengthen (RepVault *self, const RepSecret *password, const RepPasswordPolicy *policy)
{
  RepPasswordPolicy wanted = policy != NULL ? *policy : rep_password_policy ();
  RepSlotKey *stronger;

  if (rep_slot_key_meets (self->slot_key, &wanted))
    return FALSE;
  stronger = rep_slot_key_new (password, &wanted, NULL);
  if (stronger == NULL)
    return FALSE;
  rep_slot_key_free (self->slot_key);
  self->slot_key = stronger;
  return TRUE;
}

/* This try was none of the failures; those before it are settled by whoever goes on with the file:
 * rep_vault_settle_failures(). */
static gboolean
settle_try (RepVault *self, const RepVaultAttempt *attempt, gboolean store_slot, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  if (!rep_transaction_begin (&transaction, self->database, error) ||
      !rep_attempts_store (self->database, &attempt->account, &attempt->before, error) ||
      (store_slot && !rep_vault_store_slot (self, error)))
    return FALSE;
  self->failed = attempt->before;
  self->in_doubt = !rep_transaction_commit (&transaction, error);
  return !self->in_doubt;
}

static gboolean
unlock (RepVault *self,
        const RepVaultAttempt *attempt,
        GBytes *slot,
        const RepSecret *password,
        const RepPasswordPolicy *policy,
        GError **error)
{
  RepSlotPin pin;
  gboolean store_slot;

  if (!open_slot (self, slot, &attempt->account, password, &pin, error) ||
      !rep_vault_enter (self, &attempt->account, &pin, error))
    return FALSE;

  self->seen = pin.n;
  store_slot = pin.n + 1 < rep_roster_length (self->roster);
  store_slot |= strengthen (self, password, policy);
  return settle_try (self, attempt, store_slot, error);
}

gboolean
rep_vault_unlock (RepVault *vault,
                  const char *login,
                  const RepSecret *password,
                  gint64 now,
                  const RepPasswordPolicy *policy,
                  GError **error)
{
  g_autofree char *composed = rep_login_compose (login);
  g_autoptr (GBytes) slot = NULL;
  g_autoptr (GError) local = NULL;
  RepVaultAttempt attempt;
  RepId account;

  if (!rep_vault_start_anew (vault, error) ||
      !rep_slot_store_find (vault->database, composed, &account, &slot, error) ||
      !rep_vault_attempt_begin (&attempt, vault, slot != NULL ? &account : NULL, now, error))
    return FALSE;
  if (unlock (vault, &attempt, slot, password, policy, &local))
    return TRUE;

  rep_vault_forget (vault);
  if (!g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET))
    rep_vault_attempt_forgive (&attempt);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

const char *
rep_vault_organisation (const RepVault *vault)
{
  return vault->organisation;
}

const RepId *
rep_vault_id (const RepVault *vault)
{
  return &vault->id;
}

const RepId *
rep_vault_device (const RepVault *vault)
{
  return &vault->device;
}

const RepAccount *
rep_vault_account (const RepVault *vault)
{
  return vault->account;
}

gboolean
rep_vault_sign (const RepVault *vault,
                const char tag[REP_SIGN_TAG_SIZE + 1],
                gconstpointer data,
                gsize size,
                guint8 signature[REP_SIGNATURE_SIZE])
{
  if (vault->keypair == NULL)
    return FALSE;
  rep_keypair_sign (vault->keypair, tag, data, size, signature);
  return TRUE;
}

gboolean
rep_vault_is_facts_only (const RepVault *vault)
{
  return vault->facts_only;
}

const RepRoster *
rep_vault_roster (const RepVault *vault)
{
  return vault->roster;
}

guint32
rep_vault_seen (const RepVault *vault)
{
  return vault->seen;
}

guint
rep_vault_failed (const RepVault *vault, gint64 *since)
{
  *since = vault->failed.first;
  return (guint)vault->failed.count;
}

const RepKeyring *
rep_vault_keyring (const RepVault *vault)
{
  return vault->keyring;
}

typedef struct {
  const RepVault *vault;
  RepDigest sum;
  GArray *digests; /* RepDigest; NULL when they are known already */
  RepDigestFunc func;
  gpointer data;
} Scan;

static gboolean
scan_row (const RepRecord *record, gpointer data, GError **error)
{
  Scan *scan = data;
  RepDigest content = rep_record_digest (record);
  RepDigest term = rep_keyring_row_term (scan->vault->keyring, scan->vault->head.epoch, &content);

  rep_digest_add (&scan->sum, &term);
  if (scan->digests != NULL)
    g_array_append_val (scan->digests, content);
  return scan->func (record, &content, scan->data, error);
}

gboolean
rep_vault_scan_digests (
    RepVault *vault, RepDigestFunc func, gpointer data, gboolean *intact, GError **error)
{
  Scan scan = { .vault = vault, .func = func, .data = data };
  g_autoptr (GArray) digests = NULL;
  gboolean holds;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (vault->rows.seen == NULL)
    scan.digests = digests = g_array_new (FALSE, FALSE, sizeof (RepDigest));
  if (!rep_vault_settle (vault, error) ||
      !rep_record_scan (vault->database, scan_row, &scan, error))
    return FALSE;
  holds = rep_digest_equal (&scan.sum, &vault->head.record_sum);
  if (holds && digests != NULL)
    rep_row_digests_take (&vault->rows, g_steal_pointer (&digests));
  if (intact != NULL)
    *intact = holds;
  return TRUE;
}

typedef struct {
  RepRecordFunc func;
  gpointer data;
} PlainScan;

static gboolean
plain_row (const RepRecord *record, const RepDigest *digest, gpointer data, GError **error)
{
  PlainScan *plain = data;

  return plain->func == NULL || plain->func (record, plain->data, error);
}

gboolean
rep_vault_scan (
    RepVault *vault, RepRecordFunc func, gpointer data, gboolean *intact, GError **error)
{
  PlainScan plain = { func, data };

  return rep_vault_scan_digests (vault, plain_row, &plain, intact, error);
}

gboolean
rep_vault_scan_past (RepVault *vault, RepRecordFunc func, gpointer data, GError **error)
{
  return rep_vault_settle (vault, error) &&
         rep_record_scan_past (vault->database, func, data, error);
}

gboolean
rep_vault_find_past (
    RepVault *vault, const RepId *id, RepRecordFunc func, gpointer data, GError **error)
{
  return rep_vault_settle (vault, error) &&
         rep_record_find_past (vault->database, id, func, data, error);
}

gboolean
rep_vault_find (RepVault *vault, const RepId *id, RepRecordFunc func, gpointer data, GError **error)
{
  gboolean found = FALSE;

  if (!rep_vault_settle (vault, error) ||
      !rep_record_find (vault->database, id, func, data, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such record");
  return found;
}
