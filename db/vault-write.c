/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-private.h"

static const char drop_device_sql[] = "DELETE FROM device";

static const char put_device_sql[] = "INSERT INTO device (id, instance) VALUES (:id, :instance)";

gboolean
rep_vault_store_device (RepVault *vault, const RepId *device, const RepId *instance, GError **error)
{
  sqlite3_stmt *drop = rep_database_statement (vault->database, drop_device_sql, error);
  sqlite3_stmt *put = rep_database_statement (vault->database, put_device_sql, error);

  return drop != NULL && put != NULL && rep_step_done (drop, error) &&
         rep_bind_id (put, ":id", device, error) &&
         rep_bind_id (put, ":instance", instance, error) && rep_step_done (put, error);
}

gboolean
rep_vault_drop_device (RepVault *vault, GError **error)
{
  sqlite3_stmt *drop = rep_database_statement (vault->database, drop_device_sql, error);

  return drop != NULL && rep_step_done (drop, error);
}

/* What has to be said of how the file came here follows the entry that takes it over. */
static gboolean
write_first_notes (RepVault *vault, RepHead *head, gint64 now, GError **error)
{
  for (guint i = 0; i < vault->n_first_notes; i++)
    if (!rep_journal_append (vault->database, vault->keyring, head, now, &vault->account->id,
                             vault->first_notes[i], NULL, 0, NULL, error))
      return FALSE;
  return TRUE;
}

/* The new device's chain begins with the head it found, so that the journals before it can neither
 * grow nor lose their end. */
static gboolean
take_device (RepVault *vault, RepHead *head, gint64 now, GError **error)
{
  g_auto (RepRosterEntry) entry = {
    .type = REP_ROSTER_DEVICE,
    .device = rep_id_random (),
    .time = now,
  };

  *head = (RepHead){ .device = entry.device,
                     .instance = rep_id_random (),
                     .epoch = vault->head.epoch,
                     .record_sum = vault->head.record_sum,
                     .account = vault->account->id };
  return rep_vault_append_roster (vault, &entry, error) &&
         rep_vault_store_device (vault, &head->device, &head->instance, error) &&
         rep_journal_append (vault->database, vault->keyring, head, now, &vault->account->id,
                             REP_ACTION_DEVICE, NULL, 0, &vault->head, error) &&
         write_first_notes (vault, head, now, error);
}

gboolean
rep_vault_start (RepVault *vault, RepHead *head, gint64 now, GError **error)
{
  *head = vault->head;
  vault->writing_at = now;
  return !vault->new_device || take_device (vault, head, now, error);
}

gboolean
rep_vault_write_begin (RepVaultWrite *write, RepVault *vault, gint64 now, GError **error)
{
  g_return_val_if_fail (vault->keyring != NULL && write->vault == NULL, FALSE);

  if (!rep_vault_settle (vault, error))
    return FALSE;
  write->vault = vault;
  write->roster_length = rep_roster_length (vault->roster);
  return rep_transaction_begin (&write->transaction, vault->database, error) &&
         rep_vault_start (vault, &write->head, now, error);
}

gboolean
rep_vault_write_commit (RepVaultWrite *write, GError **error)
{
  RepVault *vault = write->vault;

  return (rep_roster_length (vault->roster) == write->roster_length ||
          rep_vault_store_slot (vault, error)) &&
         rep_vault_sign_head (vault, &write->head, error) &&
         rep_vault_commit (vault, &write->transaction, &write->head, error);
}

void
rep_vault_write_clear (RepVaultWrite *write)
{
  RepVault *vault = g_steal_pointer (&write->vault);
  gboolean open = write->transaction.database != NULL;

  rep_transaction_clear (&write->transaction);
  if (open && rep_roster_length (vault->roster) != write->roster_length)
    (void)rep_vault_reload_roster (vault, NULL);
}

void
rep_vault_tell_mark (const RepVault *vault, RepMarkFunc func, gpointer data)
{
  g_autofree RepMarks *marks = g_new0 (RepMarks, 1);

  marks->vault = vault->id;
  marks->instance = vault->instance;
  marks->device = vault->device;
  marks->n = 1;
  marks->marks[0] = (RepMark){ .account = vault->account->id,
                               .sequence = vault->head.sequence,
                               .chain = vault->head.chain,
                               .time = vault->writing_at };
  rep_mark_seal (&marks->marks[0], marks, vault->keypair);
  func (marks, data);
}

void
rep_vault_set_mark_func (RepVault *vault, RepMarkFunc func, gpointer data, GDestroyNotify free_data)
{
  if (vault->free_mark_data != NULL)
    vault->free_mark_data (vault->mark_data);
  vault->mark_func = func;
  vault->mark_data = data;
  vault->free_mark_data = free_data;
}

void
rep_vault_renew_device (RepVault *vault, RepAction note)
{
  vault->new_device = TRUE;
  vault->n_first_notes = 0;
  if (note != 0)
    vault->first_notes[vault->n_first_notes++] = note;
}

const RepId *
rep_vault_instance (const RepVault *vault)
{
  return &vault->instance;
}

/* Whether the file holds the very entry that @mark says it was left at. */
static gboolean
goes_on_from (RepVault *vault, const RepMark *mark, gboolean *on, GError **error)
{
  RepDigest chain = vault->head.chain;

  *on = FALSE;
  if (mark->sequence > vault->head.sequence)
    return TRUE;
  if (mark->sequence < vault->head.base_sequence) { /* pruned since, which a check looks into */
    *on = TRUE;
    return TRUE;
  }
  if (mark->sequence < vault->head.sequence &&
      !rep_journal_chain (vault->database, &vault->head, mark->sequence, &chain, error))
    return FALSE;
  *on = rep_digest_equal (&chain, &mark->chain);
  return TRUE;
}

/* The account's own mark has to be authentic; another's can only raise the bar. */
static const RepMark *
highest_mark (const RepVault *vault, const RepMarks *known)
{
  const RepMark *highest = NULL;

  if (known == NULL || rep_id_is_none (&vault->device) ||
      !rep_id_equal (&known->vault, &vault->id) ||
      !rep_id_equal (&known->instance, &vault->instance) ||
      !rep_id_equal (&known->device, &vault->device))
    return NULL;
  for (guint i = 0; i < known->n; i++) {
    const RepMark *mark = &known->marks[i];

    if (rep_id_equal (&mark->account, &vault->account->id) &&
        !rep_mark_verify (mark, known, vault->keypair))
      return NULL;
    if (highest == NULL || mark->sequence > highest->sequence)
      highest = mark;
  }
  return highest;
}

gboolean
rep_vault_compare (RepVault *vault, const RepMarks *known, RepStanding *standing, GError **error)
{
  const RepMark *highest = highest_mark (vault, known);
  gboolean on = TRUE;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  *standing = (RepStanding){ .age = REP_FILE_FIRST_TIME };
  if (!rep_journal_last_time (vault->database, vault->keyring, &vault->head.device,
                              &standing->file_time, error))
    return FALSE;
  if (highest == NULL)
    return TRUE;

  if (!goes_on_from (vault, highest, &on, error))
    return FALSE;
  standing->age = on ? REP_FILE_KNOWN : REP_FILE_OLDER;
  standing->mark_time = highest->time;
  return TRUE;
}
