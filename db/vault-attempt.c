/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/account-store.h"
#include "db/vault-private.h"

/* A clock put back would make someone wait for years: the wait starts again from now instead. */
static gboolean
restart_wait (RepVaultAttempt *self, gint64 now, GError **error)
{
  RepAttempts from_now = self->before;

  if (now >= self->before.last)
    return TRUE;
  from_now.last = now;
  return rep_attempts_store (self->vault->database, self->known ? &self->account : NULL, &from_now,
                             error);
}

gboolean
rep_vault_attempt_begin (
    RepVaultAttempt *attempt, RepVault *vault, const RepId *account, gint64 now, GError **error)
{
  RepAttempts raised;
  guint wait;

  *attempt = (RepVaultAttempt){ .vault = vault, .known = account != NULL };
  if (account != NULL)
    attempt->account = *account;
  if (!rep_attempts_load (vault->database, account, &attempt->before, error))
    return FALSE;

  wait = rep_attempts_wait (&attempt->before, now);
  if (wait > 0) {
    if (restart_wait (attempt, now, error))
      g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_WAIT, "%u", wait);
    return FALSE;
  }
  raised = attempt->before;
  rep_attempts_raise (&raised, now);
  vault->in_doubt = !rep_attempts_store (vault->database, account, &raised, error);
  return !vault->in_doubt;
}

guint
rep_vault_wait (RepVault *vault, const char *login, gint64 now)
{
  g_autofree char *composed = rep_login_compose (login);
  g_autoptr (GBytes) slot = NULL;
  RepAttempts attempts;
  RepId account;

  if (!rep_slot_store_find (vault->database, composed, &account, &slot, NULL) ||
      !rep_attempts_load (vault->database, slot != NULL ? &account : NULL, &attempts, NULL))
    return 0;
  return rep_attempts_wait (&attempts, now);
}

/* In the place of a record and its digest: the account, then count, first and last. */
static RepChange
pack (const RepId *account, const RepAttempts *attempts)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  RepChange change = { .id = *account };

  rep_put_u32 (packed, (guint32)attempts->count);
  rep_put_u64 (packed, (guint64)attempts->first);
  rep_put_u64 (packed, (guint64)attempts->last);
  memcpy (change.digest.bytes, packed->data, packed->len);
  return change;
}

static gboolean
write_failures (RepVault *vault, const RepAttempts *strangers, gint64 now, GError **error)
{
  static const RepAttempts none;
  static const RepId nobody;
  g_auto (RepVaultWrite) write = { NULL };
  RepChange failed[2];
  guint n = 0;

  if (vault->failed.count > 0)
    failed[n++] = pack (&vault->account->id, &vault->failed);
  if (strangers->count > 0)
    failed[n++] = pack (&nobody, strangers);
  return rep_vault_write_begin (&write, vault, now, error) &&
         rep_attempts_store (vault->database, &vault->account->id, &none, error) &&
         rep_attempts_store (vault->database, NULL, &none, error) &&
         rep_vault_journal (vault, &write.head, REP_ACTION_FAILED_UNLOCKS, failed, n, now, error) &&
         rep_vault_write_commit (&write, error);
}

gboolean
rep_vault_settle_failures (RepVault *vault, gint64 now, GError **error)
{
  RepAttempts strangers;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (!rep_attempts_load (vault->database, NULL, &strangers, error))
    return FALSE;
  return (vault->failed.count == 0 && strangers.count == 0) ||
         write_failures (vault, &strangers, now, error);
}

void
rep_vault_attempt_forgive (const RepVaultAttempt *attempt)
{
  /* What went wrong is told already; a count that stays too high only makes someone wait. */
  (void)rep_attempts_store (attempt->vault->database, attempt->known ? &attempt->account : NULL,
                            &attempt->before, NULL);
}
