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

gboolean
rep_migrate_create (RepDatabase *database, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };

  if (!rep_transaction_begin (&transaction, database, error))
    return FALSE;

  for (int number = 1; number <= REP_SCHEMA_VERSION; number++) {
    g_autoptr (GBytes) sql = migration_sql (number);

    if (!rep_database_exec (database, g_bytes_get_data (sql, NULL), error))
      return FALSE;
  }
  return rep_database_exec (
             database,
             "PRAGMA application_id = " STRINGIFY (
                 REP_APPLICATION_ID) ";"
                                     "PRAGMA user_version = " STRINGIFY (REP_SCHEMA_VERSION),
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

/* Triggers and views never run here, but a schema that has any was not made by us. */
static gboolean
schema_is_plain (RepDatabase *database, GError **error)
{
  gint64 foreign;

  if (!rep_database_get_int (database,
                             "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')",
                             &foreign, error))
    return FALSE;
  if (foreign == 0)
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
  return schema_is_plain (database, error);
}
