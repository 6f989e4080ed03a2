/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "db/file.h"
#include "db/migrate.h"
#include "db/transaction.h"

/* Steps after schema 1, which a new vault is laid out with: db/migrations/0002.sql and on, as text
 * here when there are any. */
static const RepMigration own[] = { { 1, "" } };

char *
rep_migrate_copy_name (const char *path, int version)
{
  return g_strdup_printf ("%s.avant-schema-%d", path, version + 1);
}

/* With nothing left in the log, the bytes of the file are all there is to copy. */
static gboolean
copy_file (RepDatabase *database, const char *path, int version, GError **error)
{
  g_autofree char *copy = rep_migrate_copy_name (path, version);
  g_autofree char *unfinished = g_strconcat (copy, ".new", NULL);
  gboolean equal = FALSE, copied;

  if (!rep_database_fold_log (database, error))
    return FALSE;
  if (g_file_test (copy, G_FILE_TEST_EXISTS)) /* of a try that failed later on */
    return TRUE;
  (void)g_unlink (unfinished);
  copied =
      rep_file_copy (path, unfinished, error) && rep_file_equal (path, unfinished, &equal, error);
  if (copied && !equal)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "the copy differs");
  if (copied && equal && rep_file_publish (unfinished, copy, error))
    return TRUE;
  (void)g_unlink (unfinished);
  return FALSE;
}

static gboolean
run (RepDatabase *database, const RepMigration *migration, GError **error)
{
  gint64 version;

  if (!rep_database_exec (database, migration->sql, error) ||
      !rep_database_get_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == migration->number)
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "migration %d", migration->number);
  return FALSE;
}

static gboolean
run_all (
    RepDatabase *database, const RepMigration *migrations, guint n, gint64 version, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  if (!rep_transaction_begin (&transaction, database, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (migrations[i].number > version && !run (database, &migrations[i], error))
      return FALSE;
  return rep_transaction_commit (&transaction, error);
}

gboolean
rep_migrate_up (RepDatabase *database,
                const char *path,
                const RepMigration *migrations,
                guint n,
                GError **error)
{
  gint64 version;

  if (migrations == NULL) {
    migrations = own;
    n = G_N_ELEMENTS (own);
  }
  if (!rep_database_get_int (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 1 || version >= migrations[n - 1].number) /* for rep_migrate_check() to judge */
    return TRUE;
  return copy_file (database, path, (int)version, error) &&
         run_all (database, migrations, n, version, error);
}
