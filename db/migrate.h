/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

#define REP_SCHEMA_VERSION 1
#define REP_APPLICATION_ID 0x52455052 /* "REPR" */

/**
 * rep_migrate_create: lays the newest schema into an empty database, marks and all, in one
 * transaction.
 */
gboolean rep_migrate_create (RepDatabase *database, GError **error);

/**
 * rep_migrate_check_header: looks at the first bytes of @path alone, so that a file that is not
 * ours is not touched. Fails with NOT_A_VAULT, TOO_NEW or READ_ONLY.
 */
gboolean rep_migrate_check_header (const char *path, GError **error);

/**
 * rep_migrate_check: whether @database is a vault of a schema this program knows.
 *
 * Fails with NOT_A_VAULT (another program's file, or a schema that differs from ours in a letter)
 * or TOO_NEW.
 */
gboolean rep_migrate_check (RepDatabase *database, GError **error);

/**
 * RepMigration: one step of the schema.
 * @number: the schema it leads to, which @sql itself sets as `user_version`
 */
typedef struct {
  int number;
  const char *sql;
} RepMigration;

/** rep_migrate_copy_name: Returns: (transfer full): where the file at @path is copied before it
 * leaves schema @version. */
char *rep_migrate_copy_name (const char *path, int version);

/**
 * rep_migrate_up: brings the vault at @path, open as @database and by nobody else, to the newest
 * schema: copies the file beside itself, compares the copy byte by byte, then runs what is missing
 * of @migrations in one transaction.
 * @migrations: (nullable) (array length=n): ascending; %NULL for the program's own
 *
 * A file that is up to date, or of a schema above, is left alone. After %FALSE the file is as it
 * was; a copy that was made before stays and is not made again.
 */
gboolean rep_migrate_up (RepDatabase *database,
                         const char *path,
                         const RepMigration *migrations,
                         guint n,
                         GError **error);

/**
 * rep_migrate_verify:
 * @whole: (out): whether SQLite finds the structure of the file sound, and its tables are, to the
 * letter, those the migrations make
 *
 * Fails when the file cannot be read for another reason than damage.
 */
gboolean rep_migrate_verify (RepDatabase *database, gboolean *whole, GError **error);

G_END_DECLS
