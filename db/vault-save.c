/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/grant.h"
#include "db/account-store.h"
#include "db/draft-store.h"
#include "db/transaction.h"
#include "db/vault-private.h"

gboolean
rep_vault_append_roster (RepVault *vault, const RepRosterEntry *entry, GError **error)
{
  g_autoptr (GBytes) body = NULL;
  guint8 signature[REP_SIGNATURE_SIZE];
  guint32 n = rep_roster_length (vault->roster);
  const RepId *signer = vault->account != NULL ? &vault->account->id : &entry->account;

  return rep_roster_append (vault->roster, entry, signer, vault->keypair, &body, signature,
                            error) &&
         rep_roster_store_add (vault->database, n, body, signature, error);
}

gboolean
rep_vault_grant (RepVault *vault,
                 const RepAccount *grantee,
                 guint16 compartment,
                 guint32 epoch,
                 const RepSecret *key,
                 GError **error)
{
  guint32 n = rep_roster_length (vault->roster) - 1;
  g_autoptr (GBytes) grant =
      rep_grant_make (&vault->id, n, &grantee->id, &grantee->keys, compartment, epoch, key,
                      &vault->account->id, vault->keypair);

  return rep_grant_store_put (vault->database, &grantee->id, compartment, epoch, grant, error);
}

gboolean
rep_vault_store_slot (RepVault *vault, GError **error)
{
  RepSlotPin pin = rep_roster_pin (vault->roster);
  g_autoptr (GBytes) slot = NULL;

  if (vault->slot_key == NULL)
    return TRUE; /* the recovery account has none */
  slot = rep_slot_seal (vault->slot_key, &vault->id, &vault->account->id, vault->keypair, &pin);
  return rep_slot_store_put (vault->database, &vault->account->id, vault->account->login, slot,
                             error);
}

gboolean
rep_vault_keep_head (RepVault *vault, RepHead *head, gint64 now, GError **error)
{
  /* The entries between two kept heads are all by the account that signed: so the other's head is
   * kept before the first entry of one's own, as it was signed: @head's sum may have moved on. */
  if (head->sequence > 0 && !rep_id_equal (&head->account, &vault->account->id)) {
    RepHead kept = vault->head;

    if (!rep_journal_append (vault->database, vault->keyring, head, now, &vault->account->id,
                             REP_ACTION_HEAD, NULL, 0, &kept, error))
      return FALSE;
    head->account = vault->account->id;
  }
  return TRUE;
}

gboolean
rep_vault_journal (RepVault *vault,
                   RepHead *head,
                   RepAction action,
                   const RepChange *changes,
                   guint n,
                   gint64 now,
                   GError **error)
{
  return rep_vault_keep_head (vault, head, now, error) &&
         rep_journal_append (vault->database, vault->keyring, head, now, &vault->account->id,
                             action, changes, n, NULL, error);
}

RepDigest
rep_vault_file_digest (const RepVault *vault)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, vault->id.bytes, REP_ID_SIZE);
  rep_put_u64 (bytes, (guint64)vault->created);
  g_byte_array_append (bytes, (const guint8 *)vault->organisation,
                       (guint)strlen (vault->organisation));
  return rep_digest (bytes->data, bytes->len);
}

gboolean
rep_vault_sign_head (RepVault *vault, RepHead *head, GError **error)
{
  head->account = vault->account->id;
  head->file = rep_vault_file_digest (vault);
  head->roster_n = rep_roster_length (vault->roster) - 1;
  rep_head_sign (head, &vault->id, vault->keypair);
  return rep_head_store (vault->database, head, error);
}

static RepBlob
blob_from (GBytes *bytes, RepBlob kept)
{
  RepBlob blob = kept;

  if (bytes != NULL)
    blob.data = g_bytes_get_data (bytes, &blob.size);
  return blob;
}

static gboolean
copy_row (const RepRecord *record, gpointer data, GError **error)
{
  *(RepRecord **)data = rep_record_dup (record);
  return TRUE;
}

static gboolean
fits (const RepRecord *old, const RepVaultChange *change)
{
  if (old == NULL)
    return change->revision == 1;
  return old->revision != 0 && old->revision + 1 == change->revision && old->kind == change->kind;
}

/* The old row leaves the sum, the new one enters it. */
RepDigest
rep_vault_move_sum (RepVault *self, RepHead *head, const RepRecord *old, const RepRecord *record)
{
  RepDigest content = rep_record_digest (record);
  RepDigest term = rep_keyring_row_term (self->keyring, head->epoch, &content);

  rep_digest_add (&head->record_sum, &term);
  if (old != NULL) {
    RepDigest left = rep_record_digest (old);

    term = rep_keyring_row_term (self->keyring, head->epoch, &left);
    rep_digest_subtract (&head->record_sum, &term);
    rep_row_digests_move (&self->rows, &left, &content);
  } else {
    rep_row_digests_move (&self->rows, NULL, &content);
  }
  return content;
}

static gboolean
write_change (
    RepVault *self, RepHead *head, const RepVaultChange *change, RepChange *noted, GError **error)
{
  static const RepBlob none;
  g_autofree RepRecord *old = NULL;
  RepRecord record = {
    .id = change->id, .kind = change->kind, .revision = change->revision, .origin = head->device
  };
  gboolean found;

  if (!rep_record_find (self->database, &change->id, copy_row, &old, &found, error))
    return FALSE;
  if (!fits (old, change)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT, "the record changed meanwhile");
    return FALSE;
  }

  record.facts = blob_from (change->facts, found ? old->facts : none);
  record.identity = blob_from (change->identity, found ? old->identity : none);
  record.link = blob_from (change->link, found ? old->link : none);
  noted->id = change->id;
  noted->digest = rep_vault_move_sum (self, head, old, &record);
  return rep_record_put (self->database, &record, error);
}

/* Journal entries hold a bounded number of records; a large save makes several. */
gboolean
rep_vault_write_changes (RepVault *vault,
                         RepHead *head,
                         const RepVaultChange *changes,
                         guint n,
                         RepAction action,
                         gint64 now,
                         GError **error)
{
  RepChange noted[REP_JOURNAL_MAX_CHANGES];

  for (guint done = 0; done < n;) {
    guint many = MIN (n - done, REP_JOURNAL_MAX_CHANGES);

    for (guint i = 0; i < many; i++)
      if (!write_change (vault, head, &changes[done + i], &noted[i], error))
        return FALSE;
    if (!rep_vault_journal (vault, head, action, noted, many, now, error))
      return FALSE;
    done += many;
  }
  return TRUE;
}

void
rep_vault_rewind_rows (RepVault *vault, RepRowMark mark)
{
  if (vault->in_doubt) /* they may be on disk after all */
    rep_row_digests_forget (&vault->rows);
  else
    rep_row_digests_rewind (&vault->rows, mark);
}

void
rep_vault_change_clear (gpointer change)
{
  RepVaultChange *self = change;

  g_clear_pointer (&self->facts, g_bytes_unref);
  g_clear_pointer (&self->identity, g_bytes_unref);
  g_clear_pointer (&self->link, g_bytes_unref);
}

gboolean
rep_vault_save (RepVault *vault,
                const RepVaultChange *changes,
                guint n,
                RepAction action,
                const char *draft,
                gint64 now,
                GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };
  gboolean confirming = vault->confirming;
  RepRowMark mark;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  vault->confirming = FALSE; /* for this once */
  if (n == 0)
    return TRUE;
  mark = rep_row_digests_mark (&vault->rows);
  if (rep_vault_write_begin (&write, vault, now, error) &&
      (!confirming ||
       rep_note_store_remove (vault->database, &vault->account->id, &vault->confirmed, error)) &&
      rep_vault_write_changes (vault, &write.head, changes, n,
                               confirming ? REP_ACTION_CONFIRM_NOTES : action, now, error) &&
      (draft == NULL ||
       rep_draft_store_put (vault->database, &vault->account->id, draft, NULL, error)) &&
      rep_vault_write_commit (&write, error))
    return TRUE;

  rep_vault_rewind_rows (vault, mark);
  return FALSE;
}

/* As many entries as it takes, one at least. */
static gboolean
note_ids (RepVault *self,
          RepHead *head,
          RepAction action,
          const RepId *ids,
          guint n,
          gint64 now,
          GError **error)
{
  guint done = 0;

  do {
    RepChange noted[REP_JOURNAL_MAX_CHANGES] = { 0 };
    guint many = MIN (n - done, REP_JOURNAL_MAX_CHANGES);

    for (guint i = 0; i < many; i++)
      noted[i].id = ids[done + i];
    if (!rep_vault_journal (self, head, action, noted, many, now, error))
      return FALSE;
    done += many;
  } while (done < n);
  return TRUE;
}

gboolean
rep_vault_put_draft (RepVault *vault, const char *slot, GBytes *body, GError **error)
{
  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  return rep_draft_store_put (vault->database, &vault->account->id, slot, body, error);
}

gboolean
rep_vault_find_draft (RepVault *vault, const char *slot, GBytes **body, GError **error)
{
  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  return rep_draft_store_find (vault->database, &vault->account->id, slot, body, error);
}

gboolean
rep_vault_note (
    RepVault *vault, RepAction action, const RepId *ids, guint n, gint64 now, GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  return rep_vault_write_begin (&write, vault, now, error) &&
         note_ids (vault, &write.head, action, ids, n, now, error) &&
         rep_vault_write_commit (&write, error);
}
