/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/entry.h"
#include "app/error.h"
#include "app/platform/pins.h"

char *
rep_time_text (gint64 time)
{
  g_autoptr (GDateTime) local = time > 0 ? g_date_time_new_from_unix_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup ("?");
}

static gboolean
set_older (const RepStanding *standing, GError **error)
{
  g_autofree char *file = rep_time_text (standing->file_time);
  g_autofree char *mark = rep_time_text (standing->mark_time);
  g_autofree char *both = g_strdup_printf ("%s < %s", file, mark);

  return rep_app_error_set (error, REP_APP_ERROR_OLDER, both);
}

static gboolean
compare (RepEntry *entry, RepVault *vault, GError **error)
{
  g_autofree RepMarks *marks = g_new (RepMarks, 1);
  gboolean known = entry->state_folder != NULL && !rep_id_is_none (rep_vault_instance (vault)) &&
                   rep_state_load_marks (entry->state_folder, rep_vault_id (vault),
                                         rep_vault_instance (vault), marks);

  if (!rep_vault_compare (vault, known ? marks : NULL, &entry->standing, error))
    return FALSE;
  if (entry->standing.age == REP_FILE_OLDER && !entry->accept_older)
    return set_older (&entry->standing, error);

  if (entry->standing.age == REP_FILE_OLDER)
    rep_vault_renew_device (vault, REP_ACTION_ACCEPT_OLDER);
  else if (entry->standing.age == REP_FILE_FIRST_TIME)
    rep_vault_renew_device (vault, 0);
  return TRUE;
}

void
rep_entry_keep_mark (const RepMarks *mark, gpointer keeper)
{
  (void)rep_mark_keeper_put (keeper, mark);
}

void
rep_entry_remember (RepVault *vault, const char *state_folder)
{
  rep_vault_set_mark_func (vault, rep_entry_keep_mark, rep_mark_keeper_new (state_folder),
                           rep_mark_keeper_free);
}

static gboolean
compare_and_remember (RepEntry *entry, RepVault *vault, GError **error)
{
  entry->facts_only = rep_vault_is_facts_only (vault);
  if (entry->state_folder == NULL)
    return TRUE;
  if (!compare (entry, vault, error))
    return FALSE;
  rep_entry_remember (vault, entry->state_folder);
  return TRUE;
}

/* What is not remembered only means that nothing can be noted while locked. */
static void
pin_key (const RepEntry *entry, const RepVault *vault)
{
  const RepAccount *account = rep_vault_account (vault);
  RepKeyPin pin = { .account = account->id, .time = entry->now };

  if (entry->state_folder == NULL)
    return;
  pin.fingerprint = rep_key_fingerprint (rep_vault_id (vault), &account->id, &account->keys);
  (void)rep_pins_keep (entry->state_folder, rep_vault_id (vault), &pin);
}

gboolean
rep_entry_unlock (RepEntry *entry, RepVault *vault, GError **error)
{
  if (!rep_vault_unlock (vault, entry->login, entry->password, entry->now, NULL, error) ||
      !compare_and_remember (entry, vault, error) ||
      !rep_vault_settle_failures (vault, entry->now, error))
    return FALSE;
  pin_key (entry, vault);
  return TRUE;
}

gboolean
rep_entry_unlock_short (RepEntry *entry,
                        RepVault *vault,
                        RepShortUnlock *unlock,
                        const RepSecret *digits,
                        gint64 clock,
                        GError **error)
{
  return rep_vault_unlock_short (vault, unlock, digits, clock, error) &&
         compare_and_remember (entry, vault, error) &&
         rep_vault_settle_failures (vault, entry->now, error);
}

gboolean
rep_entry_recover (
    RepEntry *entry, RepVault *vault, const RepSecret *code, gboolean *added, GError **error)
{
  gboolean done =
      rep_vault_unlock_recovery (vault, code, error) &&
      compare_and_remember (entry, vault, error) &&
      rep_vault_recover (vault, entry->login, entry->password, entry->now, added, error);

  rep_vault_lock (vault);
  return done;
}
