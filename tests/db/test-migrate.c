/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/migrate.h"

#include "crypto/digest.h"
#include "db/file.h"
#include "db/transaction.h"
#include "tests/db/fixture.h"

static RepDatabase *
make_database (TestVault *self)
{
  g_autoptr (GError) error = NULL;
  RepDatabase *database;

  g_assert_true (rep_file_make (self->path, &error));
  database = rep_database_open (self->path, &error);
  g_assert_no_error (error);
  rep_migrate_create (database, &error);
  g_assert_no_error (error);
  return database;
}

static gint64
ask (RepDatabase *database, const char *sql)
{
  gint64 value = -1;
  g_autoptr (GError) error = NULL;

  rep_database_get_int (database, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_create (TestVault *self, gconstpointer data)
{
  g_autoptr (RepDatabase) database = make_database (self);
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_migrate_check (database, &error));
  g_assert_cmpint (ask (database, "PRAGMA application_id"), ==, REP_APPLICATION_ID);
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, REP_SCHEMA_VERSION);
  g_assert_cmpint (ask (database, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (ask (database, "PRAGMA secure_delete"), ==, 1);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main'"
                                  " AND name NOT LIKE 'sqlite_%' AND strict = 0"),
                   ==, 0);
  g_assert_false (rep_migrate_create (database, &error));
  g_assert_nonnull (error);
}

static void
assert_refused (TestVault *self, const char *sql, RepDbError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepDatabase) database = NULL;

  test_sql (self->path, sql);
  database = rep_database_open (self->path, &error);
  g_assert_no_error (error);
  g_assert_false (rep_migrate_check (database, &error));
  g_assert_error (error, REP_DB_ERROR, (int)code);
}

static void
test_check (TestVault *self, gconstpointer data)
{
  rep_database_free (make_database (self));
  assert_refused (self, "PRAGMA user_version = 2", REP_DB_ERROR_TOO_NEW);
  assert_refused (self, "PRAGMA user_version = 2147483647", REP_DB_ERROR_TOO_NEW);
  assert_refused (self, "PRAGMA user_version = 0", REP_DB_ERROR_NOT_A_VAULT);
  assert_refused (self, "PRAGMA user_version = -1", REP_DB_ERROR_NOT_A_VAULT);
  assert_refused (self, "PRAGMA user_version = 1; PRAGMA application_id = 1",
                  REP_DB_ERROR_NOT_A_VAULT);
  assert_refused (self, "PRAGMA application_id = 1380274258; CREATE VIEW v AS SELECT 1",
                  REP_DB_ERROR_NOT_A_VAULT);
  assert_refused (self,
                  "DROP VIEW v; CREATE TRIGGER t AFTER INSERT ON record"
                  " BEGIN DELETE FROM record; END",
                  REP_DB_ERROR_NOT_A_VAULT);
}

/* Leaving the scope rolls back; what was committed stays. */
static void
change (RepDatabase *database, gboolean commit)
{
  g_auto (RepTransaction) transaction = { NULL };

  g_assert_true (rep_transaction_begin (&transaction, database, NULL));
  g_assert_true (
      rep_database_exec (database, "INSERT INTO erased (id) VALUES (randomblob(16))", NULL));
  if (commit)
    g_assert_true (rep_transaction_commit (&transaction, NULL));
}

static void
test_transaction (TestVault *self, gconstpointer data)
{
  g_autoptr (RepDatabase) database = make_database (self);

  change (database, FALSE);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM erased"), ==, 0);
  change (database, TRUE);
  change (database, FALSE);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM erased"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, TestVault, NULL, test_folder_set_up, func, test_vault_tear_down)
  ADD ("/migrate/create", test_create);
  ADD ("/migrate/check", test_check);
  ADD ("/migrate/transaction", test_transaction);

  return g_test_run ();
}
