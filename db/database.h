/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "crypto/digest.h"
#include "crypto/id.h"
#include "db/error.h"

G_BEGIN_DECLS

/** RepDatabase: one SQLite connection, with the pragmas every vault is used with. */
typedef struct _RepDatabase RepDatabase;

typedef enum {
  REP_STEP_ERROR,
  REP_STEP_ROW,
  REP_STEP_DONE,
} RepStep;

/**
 * rep_database_open:
 * @path: an existing file; never made here
 *
 * Returns: (transfer full): the connection; fails with a #RepDbError.
 */
RepDatabase *rep_database_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_database_open_in_memory: Returns: (transfer full): an empty database that is no file. */
RepDatabase *rep_database_open_in_memory (GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_database_use_wal: turns to write-ahead logging, which changes the file: after it is known as
 * ours. */
gboolean rep_database_use_wal (RepDatabase *database, GError **error);

/** rep_database_reopen: closes and opens again, as after an I/O error; until it answers %TRUE
 * nothing else may be asked of @database. */
gboolean rep_database_reopen (RepDatabase *database, GError **error);

/** rep_database_hold_log: keeps a write-ahead log that lies beside the file what it is, also when
 * closing, until it is released: SQLite would fold in the log of any other file. */
void rep_database_hold_log (RepDatabase *database);
/** rep_database_release_log: once the log is known to belong to the file. */
void rep_database_release_log (RepDatabase *database);

/** rep_database_fold_log: moves all of the write-ahead log into the file, synced; what closing does
 * too, but there a failure would go unnoticed. */
gboolean rep_database_fold_log (RepDatabase *database, GError **error);

/** RepPagesFunc: @done of @all pages are copied. Returns: %FALSE to give up. */
typedef gboolean (*RepPagesFunc) (guint done, guint all, gpointer data);

/**
 * rep_database_copy: makes @to what @from is, page by page, while both stay usable, and leaves it
 * in one file without a write-ahead log.
 * @func: (nullable)
 *
 * Fails with CANCELLED when @func says so.
 */
gboolean rep_database_copy (
    RepDatabase *from, RepDatabase *to, RepPagesFunc func, gpointer data, GError **error);

/** rep_database_free: closes; in WAL mode folds the log back into the file. Accepts %NULL. */
void rep_database_free (RepDatabase *database);

/** rep_database_exec: runs @sql, a constant without values. */
gboolean rep_database_exec (RepDatabase *database, const char *sql, GError **error);

/** rep_database_get_int: @value: (out): the first column of the first row of @sql. */
gboolean
rep_database_get_int (RepDatabase *database, const char *sql, gint64 *value, GError **error);

/**
 * rep_database_statement:
 * @sql: a string constant: statements are kept by the address of their text
 *
 * Returns: (transfer none): the statement, reset and without values, prepared once per connection.
 */
sqlite3_stmt *rep_database_statement (RepDatabase *database, const char *sql, GError **error);

/* Bind by parameter name (":id"); data must live until the statement has been stepped. */
gboolean rep_bind_int (sqlite3_stmt *stmt, const char *name, gint64 value, GError **error);
gboolean rep_bind_text (sqlite3_stmt *stmt, const char *name, const char *value, GError **error);
/** rep_bind_bytes: @data: (nullable): binds NULL when it is. */
gboolean rep_bind_bytes (
    sqlite3_stmt *stmt, const char *name, gconstpointer data, gsize size, GError **error);
gboolean rep_bind_id (sqlite3_stmt *stmt, const char *name, const RepId *id, GError **error);
gboolean
rep_bind_digest (sqlite3_stmt *stmt, const char *name, const RepDigest *digest, GError **error);

/** rep_step: one step; on %REP_STEP_ERROR the error is set and the statement reset. */
RepStep rep_step (sqlite3_stmt *stmt, GError **error);
/** rep_step_done: steps a statement that gives no rows, and resets it. */
gboolean rep_step_done (sqlite3_stmt *stmt, GError **error);

/** rep_column_fixed: copies a blob of exactly @size bytes; %FALSE when it is anything else. */
gboolean rep_column_fixed (sqlite3_stmt *stmt, int column, gpointer out, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepDatabase, rep_database_free)

G_END_DECLS
