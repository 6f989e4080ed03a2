/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/error.h"
#include "db/vault-check.h"
#include "db/vault-private.h"

typedef struct {
  RepVault *vault;
  RepVaultCheck *check;
  RepArena *clear;
  GHashTable *noted; /* RepId of a record -> RepDigest last journalled */
  RepHead head;      /* of the device whose journal is walked */
  RepHead before;    /* of the device before it, as signed; sequence 0 for the first */
  RepId signer;      /* account of the entries since the last kept head */
  gboolean signer_known;
  guint64 sequence;
} Check;

void
rep_vault_check_clear (RepVaultCheck *check)
{
  g_clear_pointer (&check->damaged, g_array_unref);
  g_clear_pointer (&check->unsigned_records, g_array_unref);
}

static gboolean
payload_opens (Check *self,
               const RepRecord *record,
               const RepBlob *payload,
               RepCompartmentClass expected)
{
  g_autoptr (GError) error = NULL;
  RepSealHeader header;

  if (payload->data == NULL)
    return TRUE;
  if (!rep_seal_parse_header (payload->data, payload->size, &header, &error))
    return g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW);
  if (header.revision > record->revision || header.epoch < 1 ||
      header.epoch > rep_roster_epoch (self->vault->roster, header.compartment))
    return FALSE;
  return rep_keyring_open (self->vault->keyring, &record->id, record->kind, expected, payload->data,
                           payload->size, self->clear, &error) ||
         g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
}

static void
add_once (GArray *ids, const RepId *id)
{
  for (guint i = 0; i < ids->len; i++)
    if (rep_id_equal (&g_array_index (ids, RepId, i), id))
      return;
  g_array_append_vals (ids, id, 1);
}

static gboolean
check_payloads (const RepRecord *record, gpointer data, GError **error)
{
  Check *self = data;

  if (!payload_opens (self, record, &record->facts, REP_CLASS_FACTS) ||
      !payload_opens (self, record, &record->identity, REP_CLASS_IDENTITY) ||
      !payload_opens (self, record, &record->link, REP_CLASS_LINK))
    add_once (self->check->damaged, &record->id);
  return TRUE;
}

static gboolean
check_present (const RepRecord *record, gpointer data, GError **error)
{
  Check *self = data;
  RepDigest digest = rep_record_digest (record);
  const RepDigest *noted = g_hash_table_lookup (self->noted, &record->id);

  self->check->records++;
  if (noted == NULL || !rep_digest_equal (noted, &digest))
    g_array_append_val (self->check->unsigned_records, record->id);
  return check_payloads (record, data, error);
}

static gboolean
set_broken (GError **error, guint64 sequence)
{
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "%" G_GUINT64_FORMAT, sequence);
  return FALSE;
}

static gboolean
signed_by_entitled (const Check *self, const RepHead *head)
{
  const RepRoster *roster = self->vault->roster;
  const RepPublicKeys *keys = rep_roster_keys_at (roster, &head->account, head->roster_n);

  return keys != NULL && rep_head_verify (head, &self->vault->id, keys) &&
         rep_roster_role_at (roster, &head->account, head->roster_n) != REP_ROLE_NONE;
}

/* A record that was only looked at is named with a digest of zeros. */
static void
note_change (Check *self, const RepChange *change)
{
  static const RepDigest looked_at;
  RepChange *kept;

  if (rep_digest_equal (&change->digest, &looked_at))
    return;
  kept = g_memdup2 (change, sizeof *change);
  g_hash_table_replace (self->noted, kept, &kept->digest); /* the key owns both */
}

/* Every device but the first begins with the head it found, and that is where the journal of the
 * one before it ends. */
static gboolean
takes_over (const Check *self, guint64 sequence, const RepJournalEntry *entry)
{
  gboolean follows = sequence == 1 && self->before.sequence > 0;

  if (follows != (entry->action == REP_ACTION_DEVICE))
    return FALSE;
  return !follows || (rep_id_equal (&entry->kept.device, &self->before.device) &&
                      entry->kept.sequence == self->before.sequence &&
                      rep_digest_equal (&entry->kept.chain, &self->before.chain) &&
                      signed_by_entitled (self, &entry->kept));
}

/* Looking vouches for nothing, and a count of failures stands where digests do. */
static gboolean
names_records (RepAction action)
{
  return action != REP_ACTION_READ_IDENTITY && action != REP_ACTION_FAILED_UNLOCKS;
}

/* A kept head closes the run of entries before it: it must be signed by the account they bear. */
static gboolean
check_entry (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  Check *self = data;

  if (!takes_over (self, sequence, entry))
    return set_broken (error, sequence);
  if (entry->action == REP_ACTION_HEAD) {
    if (entry->kept.sequence + 1 != sequence || !self->signer_known ||
        !rep_id_equal (&entry->kept.device, &self->head.device) ||
        !rep_digest_equal (&entry->kept.chain, &entry->previous) ||
        !rep_id_equal (&entry->kept.account, &self->signer) ||
        !signed_by_entitled (self, &entry->kept))
      return set_broken (error, sequence);
  } else if (self->signer_known && !rep_id_equal (&entry->account, &self->signer)) {
    return set_broken (error, sequence);
  }

  self->signer = entry->account;
  self->signer_known = TRUE;
  self->sequence = sequence;
  for (guint i = 0; names_records (entry->action) && i < entry->changes->len; i++)
    note_change (self, &g_array_index (entry->changes, RepChange, i));
  return TRUE;
}

/* A journal that cannot be read is a failure; only one that reads wrong is damage. */
static gboolean
check_device (Check *self, GError **error)
{
  const RepHead *head = &self->head;
  g_autoptr (GError) local = NULL;
  guint64 last;
  RepDigest chain;

  self->signer_known = FALSE;
  self->sequence = 0;
  if (!rep_journal_scan (self->vault->database, self->vault->keyring, &head->device, &last, &chain,
                         check_entry, self, &local)) {
    if (!g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_CORRUPT)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    self->check->journal_broken_at = (gint64)self->sequence + 1;
  } else if (last != head->sequence) /* too short, or longer than was signed */
    self->check->journal_broken_at = (gint64)MIN (last, head->sequence) + 1;
  else if (!rep_digest_equal (&chain, &head->chain) ||
           (self->signer_known && !rep_id_equal (&self->signer, &head->account)))
    self->check->journal_broken_at = (gint64)last;
  return TRUE;
}

/* The devices that wrote the file, one after the other. */
static gboolean
check_journal (Check *self, GError **error)
{
  const GArray *devices = rep_roster_devices (self->vault->roster);

  self->check->journal_broken_at = -1;
  for (guint i = 0; i < devices->len && self->check->journal_broken_at < 0; i++) {
    RepDigest chain;
    gboolean found;

    if (!rep_head_load (self->vault->database, &g_array_index (devices, RepId, i), &self->head,
                        &found, error))
      return FALSE;
    if (!found && !rep_journal_chain (self->vault->database, &g_array_index (devices, RepId, i), 1,
                                      &chain, NULL))
      continue; /* it never wrote */
    if (!found || !signed_by_entitled (self, &self->head))
      self->check->journal_broken_at = 1;
    else if (!check_device (self, error))
      return FALSE;
    self->before = self->head;
  }
  return TRUE;
}

gboolean
rep_vault_check (RepVault *vault, RepVaultCheck *check, GError **error)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GHashTable) noted =
      g_hash_table_new_full (rep_id_hash, rep_id_equal_func, g_free, NULL);
  Check self = { .vault = vault, .check = check, .clear = clear, .noted = noted };
  RepDigest file = rep_vault_file_digest (vault);

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  *check = (RepVaultCheck){ 0 };
  if (!rep_vault_settle (vault, error))
    return FALSE;
  check->damaged = g_array_new (FALSE, FALSE, sizeof (RepId));
  check->unsigned_records = g_array_new (FALSE, FALSE, sizeof (RepId));
  check->file_intact =
      rep_digest_equal (&file, &vault->head.file) &&
      (rep_id_is_none (&vault->device) || rep_id_equal (&vault->instance, &vault->head.instance));
  return check_journal (&self, error) &&
         rep_vault_scan (vault, check_present, &self, &check->intact, error) &&
         rep_record_scan_past (vault->database, check_payloads, &self, error);
}
