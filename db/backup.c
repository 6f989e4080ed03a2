/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "db/account-store.h"
#include "db/backup.h"
#include "db/backup-rows.h"
#include "db/migrate.h"
#include "db/vault-check.h"
#include "db/vault-private.h"

#define COPYING 0.5 /* share of the work that is copying; the rest is verifying */

static const char drop_drafts_sql[] = "DELETE FROM draft";

static const char list_erased_sql[] = "SELECT id FROM erased ORDER BY id";

void
rep_backup_remove (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    (void)g_unlink (name);
  }
}

static gboolean
report (RepBackup *backup, double fraction)
{
  return backup->progress == NULL || backup->progress (fraction, backup->data);
}

static gboolean
pages_cb (guint done, guint all, gpointer data)
{
  return report (data, COPYING * done / MAX (all, 1));
}

static gboolean
go_on (RepBackup *backup, double fraction, GError **error)
{
  if (report (backup, fraction))
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED, "given up");
  return FALSE;
}

GArray *
rep_erased_load (RepDatabase *database, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, list_erased_sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  RepStep step = REP_STEP_ERROR;

  while (stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW) {
    RepId id;

    if (rep_column_fixed (stmt, 0, id.bytes, REP_ID_SIZE))
      g_array_append_val (ids, id);
  }
  if (step != REP_STEP_DONE)
    return NULL;
  sqlite3_reset (stmt);
  return g_steal_pointer (&ids);
}

GArray *
rep_vault_erased (RepVault *vault, GError **error)
{
  return rep_vault_settle (vault, error) ? rep_erased_load (vault->database, error) : NULL;
}

/* What belongs to the file and not to its content stays behind. */
static gboolean
strip (RepDatabase *copy, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  return rep_transaction_begin (&transaction, copy, error) &&
         rep_database_exec (copy, "DELETE FROM device", error) &&
         rep_database_exec (copy, drop_drafts_sql, error) &&
         rep_transaction_commit (&transaction, error);
}

static gboolean
fill_whole (RepDatabase *from, RepDatabase *to, RepBackup *backup, GError **error)
{
  return rep_database_copy (from, to, pages_cb, backup, error) && strip (to, error);
}

static gboolean
check_progress (double share, gpointer data)
{
  return report (data, COPYING + (1 - COPYING) * share);
}

/* @backup: (nullable): told of the progress. */
static gboolean
is_sound (RepVault *vault, RepBackup *backup, guint *records, GError **error)
{
  RepVaultCheckHow how = { .progress = backup != NULL ? check_progress : NULL,
                           .progress_data = backup };
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) local = NULL;

  if (!rep_vault_check (vault, &how, &check, &local)) {
    if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
      g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED, "given up");
    else
      g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!rep_vault_check_is_sound (&check)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "copy");
    return FALSE;
  }
  if (records != NULL)
    *records = check.records;
  return TRUE;
}

gboolean
rep_vault_is_sound (RepVault *vault, guint *records, GError **error)
{
  return is_sound (vault, NULL, records, error);
}

/* The copy as this account would find it, with the keys it holds already. */
static RepVault *
look_at (const RepVault *vault, const char *path, GError **error)
{
  g_autoptr (RepVault) copy = g_new0 (RepVault, 1);
  RepSlotPin pin = rep_roster_pin (vault->roster);
  gboolean found;

  copy->database = rep_database_open (path, error);
  if (copy->database == NULL || !rep_migrate_check (copy->database, error) ||
      !rep_vault_load_names (copy, error))
    return NULL;
  copy->roster = rep_roster_store_load (copy->database, error);
  if (copy->roster == NULL || !rep_vault_load_head (copy, &copy->head, &found, error))
    return NULL;
  if (!found || !rep_roster_honours (copy->roster, &pin) ||
      memcmp (copy->head.signature, vault->head.signature, REP_SIGNATURE_SIZE) != 0) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "copy");
    return NULL;
  }
  copy->account = rep_roster_account (copy->roster, &vault->account->id);
  copy->keyring = rep_keyring_copy (vault->keyring);
  return g_steal_pointer (&copy);
}

static gboolean
verify (const RepVault *vault, const char *path, RepBackup *backup, GError **error)
{
  g_autoptr (RepVault) copy = look_at (vault, path, error);

  return copy != NULL && is_sound (copy, backup, &backup->records, error) &&
         go_on (backup, 1, error);
}

static gboolean
write_list (const char *path, const RepId *vault, const GArray *ids, GError **error)
{
  g_autofree char *list = g_strconcat (path, REP_ERASED_SUFFIX, NULL);

  return rep_erased_write (list, vault, ids, error);
}

static gboolean
is_free (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS, "the copy exists");
  return FALSE;
}

/* An empty file of that name, private, and open; what a run that was killed left is gone. */
static RepDatabase *
make_copy (const char *unfinished, GError **error)
{
  rep_backup_remove (unfinished);
  return rep_file_make (unfinished, error) ? rep_database_open (unfinished, error) : NULL;
}

static gboolean
fill (RepVault *vault, const char *unfinished, RepBackup *backup, GError **error)
{
  g_autoptr (RepDatabase) copy = make_copy (unfinished, error);

  if (copy == NULL)
    return FALSE;
  return backup->facts_only
             ? rep_backup_facts (vault, copy, error) && go_on (backup, COPYING, error)
             : fill_whole (vault->database, copy, backup, error);
}

gboolean
rep_vault_backup (RepVault *vault, const char *path, RepBackup *backup, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  g_autoptr (GArray) erased = NULL;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (!is_free (path, error))
    return FALSE;
  erased = rep_vault_erased (vault, error);
  if (erased != NULL && fill (vault, unfinished, backup, error) &&
      verify (vault, unfinished, backup, error) && write_list (path, &vault->id, erased, error) &&
      rep_file_publish (unfinished, path, error))
    return TRUE;

  rep_backup_remove (unfinished);
  return FALSE;
}

/* Both sides are read in one transaction of the source, so that they show the same moment. */
static gboolean
copy_and_compare (RepDatabase *from, const char *unfinished, RepBackup *backup, GError **error)
{
  g_autoptr (RepDatabase) to = make_copy (unfinished, error);
  RepDigest source, target;

  if (to == NULL || !fill_whole (from, to, backup, error))
    return FALSE;
  g_clear_pointer (&to, rep_database_free); /* what is compared was read from the disk again */
  to = rep_database_open (unfinished, error);
  if (to == NULL || !rep_backup_digest (from, &source, &backup->records, error) ||
      !rep_backup_digest (to, &target, &backup->records, error))
    return FALSE;
  if (!rep_digest_equal (&source, &target)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "copy");
    return FALSE;
  }
  return go_on (backup, 1, error);
}

static gboolean
copy_database (RepDatabase *from, const char *path, RepBackup *backup, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  g_autoptr (RepVault) names = g_new0 (RepVault, 1);
  g_autoptr (GArray) erased = NULL;
  gboolean copied;

  names->database = from;
  copied = rep_database_exec (from, "BEGIN", error) && rep_vault_load_names (names, error) &&
           (erased = rep_erased_load (from, error)) != NULL &&
           copy_and_compare (from, unfinished, backup, error) &&
           write_list (path, &names->id, erased, error) &&
           rep_file_publish (unfinished, path, error);
  names->database = NULL;
  (void)rep_database_exec (from, "ROLLBACK", NULL);
  if (!copied)
    rep_backup_remove (unfinished);
  return copied;
}

gboolean
rep_backup_file (const char *source, const char *path, RepBackup *backup, GError **error)
{
  g_autoptr (RepDatabase) from = NULL;

  if (!is_free (path, error) || !rep_file_check (source, error) ||
      !rep_migrate_check_header (source, error))
    return FALSE;
  from = rep_database_open (source, error);
  return from != NULL && rep_migrate_check (from, error) &&
         copy_database (from, path, backup, error);
}

gboolean
rep_backup_fetch (const char *source, const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (source, "-wal", NULL);
  g_autofree char *log_here = g_strconcat (path, "-wal", NULL);

  if (!is_free (path, error))
    return FALSE;
  if (g_file_test (source, G_FILE_TEST_EXISTS) && !g_file_test (source, G_FILE_TEST_IS_REGULAR)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT, "not a regular file");
    return FALSE;
  }
  if (!rep_migrate_check_header (source, error))
    return FALSE;
  if (rep_file_copy (source, path, error) &&
      (!g_file_test (log, G_FILE_TEST_IS_REGULAR) || rep_file_copy (log, log_here, error)))
    return TRUE;
  rep_backup_remove (path);
  return FALSE;
}

gboolean
rep_vault_note_restored (RepVault *vault, gboolean without_erasures, gint64 now, GError **error)
{
  static const RepChange without = { 0 };
  g_auto (RepVaultWrite) write = { NULL };

  rep_vault_renew_device (vault, 0);
  return rep_vault_write_begin (&write, vault, now, error) &&
         rep_vault_journal (vault, &write.head, REP_ACTION_RESTORE,
                            without_erasures ? &without : NULL, without_erasures ? 1 : 0, now,
                            error) &&
         rep_vault_write_commit (&write, error);
}

gboolean
rep_vault_leave_as_copy (RepVault *vault, GError **error)
{
  return strip (vault->database, error) && rep_database_fold_log (vault->database, error);
}

gboolean
rep_backup_same_state (const char *source, const char *path)
{
  g_autoptr (RepDatabase) here = NULL;
  g_autoptr (RepDatabase) there = NULL;
  RepDigest ours, theirs;

  if (!rep_file_check (source, NULL) || !rep_file_check (path, NULL) ||
      !rep_migrate_check_header (source, NULL) || !rep_migrate_check_header (path, NULL))
    return FALSE;
  here = rep_database_open (source, NULL);
  there = rep_database_open (path, NULL);
  return here != NULL && there != NULL && rep_migrate_check (here, NULL) &&
         rep_migrate_check (there, NULL) && rep_backup_state (here, &ours, NULL) &&
         rep_backup_state (there, &theirs, NULL) && rep_digest_equal (&ours, &theirs);
}
