/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "crypto/recovery.h"
#include "db/account-store.h"
#include "db/migrate.h"
#include "db/place.h"
#include "db/transaction.h"
#include "db/vault-private.h"

static const char put_vault_sql[] =
    "INSERT INTO vault (id, organisation, created) VALUES (:id, :organisation, :created)";

static gboolean
store_names (RepVault *self, GError **error)
{
  sqlite3_stmt *vault = rep_database_statement (self->database, put_vault_sql, error);

  return vault != NULL && rep_bind_id (vault, ":id", &self->id, error) &&
         rep_bind_text (vault, ":organisation", self->organisation, error) &&
         rep_bind_int (vault, ":created", self->created, error) && rep_step_done (vault, error) &&
         rep_vault_store_device (self, &self->device, &self->instance, error);
}

static gboolean
add_account (RepVault *self,
             const char *login,
             RepRole role,
             const RepKeypair *keypair,
             gint64 now,
             GError **error)
{
  g_auto (RepRosterEntry) entry = {
    .type = REP_ROSTER_ADD,
    .account = rep_id_random (),
    .login = g_strdup (login),
    .role = role,
    .keys = *rep_keypair_public (keypair),
    .time = now,
  };

  if (rep_roster_length (self->roster) == 0) {
    RepEpoch epochs[] = { { REP_COMPARTMENT_FACTS, 1 }, { REP_COMPARTMENT_LINK, 1 } };

    entry.epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
    g_array_append_vals (entry.epochs, epochs, G_N_ELEMENTS (epochs));
  }
  return rep_vault_append_roster (self, &entry, error);
}

static gboolean
add_device (RepVault *self, gint64 now, GError **error)
{
  g_auto (RepRosterEntry) entry = {
    .type = REP_ROSTER_DEVICE,
    .device = self->device,
    .time = now,
  };

  return rep_vault_append_roster (self, &entry, error);
}

/* The first manager and the sheet's pseudo-account, in this order: the first is the root. */
static gboolean
add_accounts (RepVault *self, const RepVaultSetup *setup, const RepSecret *code, GError **error)
{
  g_autoptr (RepKeypair) sheet = rep_keypair_new_from_code (code);
  g_autofree char *login = rep_login_compose (setup->login);

  self->roster = rep_roster_new ();
  self->keypair = rep_keypair_new_random ();
  if (!add_account (self, login, REP_ROLE_MANAGER, self->keypair, setup->now, error))
    return FALSE;

  self->id = *rep_roster_vault (self->roster);
  self->account = rep_roster_account_by_login (self->roster, login);
  return add_account (self, REP_RECOVERY_LOGIN, REP_ROLE_RECOVERY, sheet, setup->now, error) &&
         add_device (self, setup->now, error);
}

static gboolean
start_compartment (RepVault *self, guint16 compartment, GError **error)
{
  RepSecret *key = rep_secret_new_random (REP_KEY_SIZE);
  const RepAccount *sheet = rep_roster_account_by_login (self->roster, REP_RECOVERY_LOGIN);
  gboolean granted = rep_vault_grant (self, self->account, compartment, 1, key, error) &&
                     rep_vault_grant (self, sheet, compartment, 1, key, error);

  rep_keyring_add (self->keyring, compartment, 1, key);
  return granted;
}

static gboolean
fill (RepVault *self, const RepVaultSetup *setup, const RepSecret *code, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  self->organisation = g_strdup (setup->organisation);
  self->created = self->writing_at = setup->now;
  self->device = rep_id_random ();
  self->instance = rep_id_random ();
  self->head = (RepHead){ .device = self->device, .instance = self->instance, .epoch = 1 };
  if (!rep_migrate_create (self->database, error) ||
      !rep_database_use_wal (self->database, error) ||
      !rep_transaction_begin (&transaction, self->database, error) ||
      !add_accounts (self, setup, code, error))
    return FALSE;

  self->keyring = rep_keyring_new (&self->id);
  return start_compartment (self, REP_COMPARTMENT_FACTS, error) &&
         start_compartment (self, REP_COMPARTMENT_LINK, error) && store_names (self, error) &&
         rep_vault_store_slot (self, error) &&
         rep_vault_journal (self, &self->head, REP_ACTION_CREATE, NULL, 0, setup->now, error) &&
         rep_vault_sign_head (self, &self->head, error) &&
         rep_transaction_commit (&transaction, error);
}

static gboolean
create_at (const char *path, const RepVaultSetup *setup, const RepSecret *code, GError **error)
{
  g_autoptr (RepVault) self = g_new0 (RepVault, 1);

  self->slot_key = rep_slot_key_new (setup->password, NULL, error);
  if (self->slot_key == NULL)
    return FALSE;
  self->database = rep_database_open (path, error);
  /* Only the file itself gets a name: nothing may be left in its log. */
  if (self->database == NULL || !fill (self, setup, code, error) ||
      !rep_database_fold_log (self->database, error))
    return FALSE;
  if (setup->mark_func != NULL)
    rep_vault_tell_mark (self, setup->mark_func, setup->mark_data);
  return TRUE;
}

/* What SQLite puts beside the file. */
static void
remove_log (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    (void)g_unlink (name);
  }
}

static void
remove_unfinished (const char *path)
{
  (void)g_unlink (path);
  remove_log (path);
}

gboolean
rep_login_is_usable (const char *login)
{
  gsize length = strlen (login);

  return length >= 1 && length <= REP_LOGIN_MAX && g_utf8_validate (login, -1, NULL) &&
         strcmp (login, REP_RECOVERY_LOGIN) != 0;
}

static gboolean
setup_is_sound (const RepVaultSetup *setup, const char *path, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS, "the vault exists");
    return FALSE;
  }
  if (!rep_login_is_usable (setup->login) || !g_utf8_validate (setup->organisation, -1, NULL)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "that login cannot be used");
    return FALSE;
  }
  return rep_password_check (setup->password, error);
}

gboolean
rep_vault_create (const char *path,
                  const RepVaultSetup *setup,
                  RepSheetFunc write_sheets,
                  gpointer data,
                  GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  g_autoptr (RepSecret) code = NULL;
  g_autoptr (GPtrArray) sheets = NULL;

  if (!setup_is_sound (setup, path, error) || !rep_place_check (path, error) ||
      !rep_secret_reserve (2 * REP_VAULT_RESERVE, error)) /* two accounts are made */
    return FALSE;
  code = rep_secret_new_random (REP_SEED_SIZE);
  sheets = rep_recovery_print (code, setup->shares);
  remove_unfinished (unfinished); /* of a run that was killed: it never got a name */
  if (!rep_file_make (unfinished, error))
    return FALSE;
  if (create_at (unfinished, setup, code, error) && write_sheets (sheets, data, error) &&
      rep_file_publish (unfinished, path, error)) {
    remove_log (unfinished); /* empty, and there only when closing failed */
    return TRUE;
  }

  remove_unfinished (unfinished);
  return FALSE;
}
