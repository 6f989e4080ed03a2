/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "db/migrate.h"
#include "db/rep-migrations.h"
#include "db/transaction.h"

#define STRINGIFY_VALUE(x) #x
#define STRINGIFY(x) STRINGIFY_VALUE (x)

static GBytes *
migration_sql (int number)
{
  g_autofree char *path = g_strdup_printf ("/org/reperes/Reperes/migrations/%04d.sql", number);

  g_resources_register (rep_migrations_get_resource ());
  return g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static gboolean
run_migrations (RepDatabase *database, gint64 last, GError **error)
{
  for (int number = 1; number <= last; number++) {
    g_autoptr (GBytes) sql = migration_sql (number);

    if (!rep_database_exec (database, g_bytes_get_data (sql, NULL), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
rep_migrate_create (RepDatabase *database, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  return rep_transaction_begin (&transaction, database, error) &&
         run_migrations (database, REP_SCHEMA_VERSION, error) &&
         rep_database_exec (
             database,
             "PRAGMA application_id = " STRINGIFY (
                 REP_APPLICATION_ID) "; PRAGMA user_version = " STRINGIFY (REP_SCHEMA_VERSION),
             error) &&
         rep_transaction_commit (&transaction, error);
}

static guint32
big_endian (const guint8 *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

gboolean
rep_migrate_check_header (const char *path, GError **error)
{
  guint8 header[100] = { 0 };
  FILE *file = fopen (path, "rbe");
  gsize size = 0;

  if (file != NULL) {
    size = fread (header, 1, sizeof header, file);
    fclose (file);
  }
  /* SQLite's header: magic, user_version at 60, application_id at 68. */
  if (size < sizeof header || memcmp (header, "SQLite format 3", 16) != 0 ||
      big_endian (header + 68) != REP_APPLICATION_ID) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT, "not a vault");
    return FALSE;
  }
  if (big_endian (header + 60) > REP_SCHEMA_VERSION) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_TOO_NEW, "newer schema");
    return FALSE;
  }
  return TRUE;
}

/* All of the schema as text. */
static char *
read_schema (RepDatabase *database, GError **error)
{
  static const char sql[] =
      "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *stmt = rep_database_statement (database, sql, error);
  RepStep step = REP_STEP_ERROR;

  while (stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW)
    for (int column = 0; column < 4; column++)
      g_string_append_printf (text, "%s\n", (const char *)sqlite3_column_text (stmt, column));
  if (step != REP_STEP_DONE)
    return NULL;
  sqlite3_reset (stmt);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A schema with anything of its own (triggers, views, computed columns, defaults that are not ours)
 * was not made by us, and nothing in it shall run. */
static gboolean
schema_is_ours (RepDatabase *database, gint64 version, GError **error)
{
  g_autoptr (RepDatabase) fresh = rep_database_open (":memory:", error);
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;

  if (fresh == NULL || !run_migrations (fresh, version, error))
    return FALSE;
  expected = read_schema (fresh, error);
  found = expected != NULL ? read_schema (database, error) : NULL;
  if (found == NULL)
    return FALSE;
  if (strcmp (found, expected) == 0)
    return TRUE;

  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT, "foreign schema");
  return FALSE;
}

gboolean
rep_migrate_check (RepDatabase *database, GError **error)
{
  gint64 application, version;

  if (!rep_database_get_int (database, "PRAGMA application_id", &application, error) ||
      !rep_database_get_int (database, "PRAGMA user_version", &version, error))
    return FALSE;

  if (application != REP_APPLICATION_ID || version < 1) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT, "another program's file");
    return FALSE;
  }
  if (version > REP_SCHEMA_VERSION) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_TOO_NEW, "schema %" G_GINT64_FORMAT, version);
    return FALSE;
  }
  return schema_is_ours (database, version, error);
}

static const char schema_sql[] =
    "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    " ORDER BY type, name";

static const char quick_check_sql[] = "SELECT quick_check FROM pragma_quick_check LIMIT 1";

/* The text of all rows, NULL when they cannot be read. */
static char *
read_text (RepDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, sql, error);
  GString *text = g_string_new (NULL);
  RepStep step = REP_STEP_ERROR;

  while (stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW)
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      g_string_append_printf (text, "%s\n", (const char *)sqlite3_column_text (stmt, i));
  if (step == REP_STEP_DONE)
    sqlite3_reset (stmt);
  return g_string_free (text, step != REP_STEP_DONE);
}

static char *
read_own_schema (void)
{
  g_autoptr (RepDatabase) fresh = rep_database_open_in_memory (NULL);

  return fresh != NULL && rep_migrate_create (fresh, NULL) ? read_text (fresh, schema_sql, NULL)
                                                           : NULL;
}

gboolean
rep_migrate_verify (RepDatabase *database, gboolean *whole, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *expected = read_own_schema ();
  g_autofree char *found = read_text (database, schema_sql, &local);
  g_autofree char *sound = found != NULL ? read_text (database, quick_check_sql, &local) : NULL;

  *whole = g_strcmp0 (found, expected) == 0 && g_strcmp0 (sound, "ok\n") == 0;
  if (local != NULL && !g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_CORRUPT)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (sound != NULL && (strstr (sound, "unable to get the page") != NULL ||
                        strstr (sound, "failed to get page") != NULL)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "a page cannot be read");
    return FALSE;
  }
  return TRUE;
}
