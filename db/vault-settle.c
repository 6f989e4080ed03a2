/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/account-store.h"
#include "db/vault-private.h"

/* After a failed commit nothing in memory says what the disk holds: the kernel may have dropped
 * what it could not write, and the next sync would not tell. So the file is closed, read anew, and
 * its log folded in, which writes and syncs every page of it again. */

static gboolean
same_head (const RepHead *a, const RepHead *b)
{
  return a->sequence == b->sequence && rep_digest_equal (&a->chain, &b->chain) &&
         rep_digest_equal (&a->record_sum, &b->record_sum) &&
         memcmp (a->signature, b->signature, REP_SIGNATURE_SIZE) == 0;
}

gboolean
rep_vault_reload_roster (RepVault *vault, GError **error)
{
  RepId account = vault->account->id;
  RepRoster *stored = rep_roster_store_load (vault->database, error);

  if (stored == NULL)
    return FALSE;
  rep_roster_free (vault->roster);
  vault->roster = stored;
  vault->account = rep_roster_account (stored, &account);
  return TRUE;
}

/* What was being written is on disk, a device that was taken with it. */
static void
stand_at (RepVault *vault, const RepHead *head)
{
  vault->head = *head;
  if (vault->new_device) {
    vault->device = head->device;
    vault->instance = head->instance;
    vault->new_device = FALSE;
    vault->n_first_notes = 0;
  }
  if (vault->mark_func != NULL)
    rep_vault_tell_mark (vault, vault->mark_func, vault->mark_data);
}

gboolean
rep_vault_settle (RepVault *vault, GError **error)
{
  RepHead found;
  gboolean any;

  if (!rep_secret_reserve (REP_VAULT_RESERVE, error))
    return FALSE;
  if (!vault->in_doubt)
    return TRUE;
  if (!rep_database_reopen (vault->database, error) ||
      !rep_database_fold_log (vault->database, error) || !rep_vault_reload_roster (vault, error) ||
      !rep_vault_load_head (vault, &found, &any, error) || !rep_vault_take_grants (vault, error))
    return FALSE;
  if (!any || (!same_head (&found, &vault->head) && !same_head (&found, &vault->doubtful))) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "the head is not one written here");
    return FALSE;
  }
  if (same_head (&found, &vault->doubtful))
    stand_at (vault, &found);
  vault->in_doubt = FALSE;
  return TRUE;
}

gboolean
rep_vault_commit (RepVault *vault, RepTransaction *transaction, const RepHead *head, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (rep_transaction_commit (transaction, &failure)) {
    stand_at (vault, head);
    return TRUE;
  }
  rep_transaction_clear (transaction);
  vault->doubtful = *head;
  vault->in_doubt = TRUE;
  if (rep_vault_settle (vault, NULL) && same_head (&vault->head, head))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}
