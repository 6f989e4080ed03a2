/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/migrate.h"

#include <glib/gstdio.h>

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

/* A schema that was, and steps that were never taken: what rep_migrate_up() does with real ones. */
static const RepMigration steps[] = {
  { 1, "never run" },
  { 2, "CREATE TABLE extra (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;"
       "INSERT INTO extra SELECT id FROM erased; PRAGMA user_version = 2" },
  { 3, "ALTER TABLE extra ADD COLUMN note TEXT NOT NULL DEFAULT 'x'; PRAGMA user_version = 3" },
};

static RepDatabase *
make_old (TestVault *self)
{
  RepDatabase *database = make_database (self);

  g_assert_true (rep_database_use_wal (database, NULL));
  g_assert_true (
      rep_database_exec (database, "INSERT INTO erased (id) VALUES (randomblob(16))", NULL));
  return database;
}

/* The copy is the file as it was, to the byte, and made once. */
static void
test_up (TestVault *self, gconstpointer data)
{
  RepDatabase *database = make_old (self);
  g_autofree char *copy = rep_migrate_copy_name (self->path, 1);
  g_autoptr (GError) error = NULL;
  RepDigest before, after;

  g_assert_true (rep_database_fold_log (database, NULL));
  before = test_file_digest (self->path);
  rep_migrate_up (database, self->path, steps, G_N_ELEMENTS (steps), &error);
  g_assert_no_error (error);
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (ask (database, "SELECT count(*) FROM extra WHERE note = 'x'"), ==, 1);
  after = test_file_digest (copy);
  g_assert_true (rep_digest_equal (&before, &after));
  g_assert_true (rep_migrate_up (database, self->path, steps, G_N_ELEMENTS (steps), &error));
  rep_database_free (database);
  g_assert_cmpint (test_sql_int (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (test_sql_int (copy, "SELECT count(*) FROM erased"), ==, 1);
  g_assert_cmpint (g_unlink (copy), ==, 0);
}

/* A step that fails, in itself or in what it leaves behind, leaves the data untouched. */
static void
test_up_fails (TestVault *self, gconstpointer data)
{
  static const RepMigration bad[][2] = {
    { { 2, "CREATE TABLE extra (id BLOB) STRICT; PRAGMA user_version = 2" },
      { 3, "CREATE TABLE extra (id BLOB) STRICT; PRAGMA user_version = 3" } },
    { { 2, "CREATE TABLE extra (id BLOB) STRICT; PRAGMA user_version = 2" },
      { 3, "CREATE TABLE more (id BLOB) STRICT" } },
    { { 2, "DELETE FROM erased; PRAGMA user_version = 2" }, { 3, "not SQL at all" } },
  };
  g_autoptr (RepDatabase) database = make_old (self);
  g_autofree char *copy = rep_migrate_copy_name (self->path, 1);
  g_autofree char *blocked = g_strconcat (copy, ".new", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (rep_migrate_up (database, self->path, bad[i], 2, NULL));
    g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 1);
    g_assert_cmpint (ask (database, "SELECT count(*) FROM erased"), ==, 1);
    g_assert_cmpint (
        ask (database, "SELECT count(*) FROM sqlite_schema WHERE name IN ('extra', 'more')"), ==,
        0);
  }
  /* without a copy nothing is begun */
  g_assert_cmpint (g_unlink (copy), ==, 0);
  g_assert_cmpint (g_mkdir (blocked, 0700), ==, 0);
  g_assert_false (rep_migrate_up (database, self->path, steps, G_N_ELEMENTS (steps), NULL));
  g_assert_cmpint (ask (database, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (g_rmdir (blocked), ==, 0);
  g_assert_true (rep_migrate_check (database, NULL));
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
  ADD ("/migrate/up", test_up);
  ADD ("/migrate/up-fails", test_up_fails);
  ADD ("/migrate/transaction", test_transaction);

  return g_test_run ();
}
