/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "db/database.h"

#define MAX_BLOB (32 * 1024 * 1024)
#define AUTO_FOLD_PAGES 1000 /* SQLite's own choice */

struct _RepDatabase {
  char *path;
  sqlite3 *handle;
  GHashTable *statements; /* address of a SQL constant -> sqlite3_stmt */
  gboolean log_held;
};

static RepDbError
code_from_sqlite (int rc)
{
  switch (rc & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return REP_DB_ERROR_BUSY;
    case SQLITE_NOTADB:
      return REP_DB_ERROR_NOT_A_VAULT;
    case SQLITE_CORRUPT:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
      return REP_DB_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return REP_DB_ERROR_READ_ONLY;
    case SQLITE_FULL:
      return REP_DB_ERROR_FULL;
    default:
      return REP_DB_ERROR_FAILED;
  }
}

/* A log whose index finds no room is an I/O error to SQLite. */
static RepDbError
code_of (sqlite3 *handle, int rc)
{
  int system = sqlite3_system_errno (handle);

  if ((rc & 0xff) == SQLITE_IOERR && (system == ENOSPC || system == EDQUOT))
    return REP_DB_ERROR_FULL;
  return code_from_sqlite (rc);
}

/* SQLite's own message is kept out of it: it may quote a stored value. */
static void
set_error (GError **error, sqlite3 *handle, const char *doing)
{
  int rc = sqlite3_extended_errcode (handle);

  g_set_error (error, REP_DB_ERROR, (int)code_of (handle, rc), "%s: %s (%d)", doing,
               sqlite3_errstr (rc), rc);
}

static gboolean
harden (RepDatabase *self, GError **error)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, 5000);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, MAX_BLOB);

  if (sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL) == SQLITE_OK &&
      sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL) == SQLITE_OK &&
      sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL) == SQLITE_OK)
    return TRUE;

  set_error (error, self->handle, "harden database");
  return FALSE;
}

/* secure_delete and the rest answer with a row, so each is asked for again and compared. */
static gboolean
configure (RepDatabase *self, GError **error)
{
  static const struct {
    const char *ask;
    gint64 expected;
  } checks[] = {
    { "PRAGMA synchronous", 2 },     { "PRAGMA foreign_keys", 1 }, { "PRAGMA secure_delete", 1 },
    { "PRAGMA temp_store", 2 },      { "PRAGMA mmap_size", 0 },    { "PRAGMA trusted_schema", 0 },
    { "PRAGMA cell_size_check", 1 },
  };

  if (!rep_database_exec (self,
                          "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                          "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY;"
                          "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
                          "PRAGMA synchronous = FULL;",
                          error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (checks); i++) {
    gint64 value;

    /* A database in memory has no file to map and answers nothing. */
    if (strcmp (self->path, ":memory:") == 0 && strstr (checks[i].ask, "mmap") != NULL)
      continue;
    if (!rep_database_get_int (self, checks[i].ask, &value, error))
      return FALSE;
    if (value != checks[i].expected) {
      g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "%s refused", checks[i].ask);
      return FALSE;
    }
  }
  return TRUE;
}

gboolean
rep_database_use_wal (RepDatabase *database, GError **error)
{
  gint64 is_wal;

  if (!rep_database_exec (database, "PRAGMA journal_mode = WAL", error) ||
      !rep_database_get_int (database, "SELECT journal_mode = 'wal' FROM pragma_journal_mode",
                             &is_wal, error))
    return FALSE;
  if (is_wal == 1)
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "write-ahead logging refused");
  return FALSE;
}

static void
finalize_statement (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static void
set_folding (RepDatabase *self)
{
  int held = self->log_held ? 1 : 0;

  (void)sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, held, NULL);
  (void)sqlite3_wal_autocheckpoint (self->handle, held != 0 ? 0 : AUTO_FOLD_PAGES);
}

static gboolean
connect (RepDatabase *self, GError **error)
{
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE;

  if (sqlite3_open_v2 (self->path, &self->handle, flags, NULL) != SQLITE_OK) {
    set_error (error, self->handle, "open database");
    return FALSE;
  }
  set_folding (self);
  return harden (self, error) && configure (self, error);
}

void
rep_database_hold_log (RepDatabase *database)
{
  g_autofree char *log = g_strconcat (database->path, "-wal", NULL);
  struct stat st;

  database->log_held = stat (log, &st) == 0 && st.st_size > 0;
  set_folding (database);
}

void
rep_database_release_log (RepDatabase *database)
{
  database->log_held = FALSE;
  set_folding (database);
}

RepDatabase *
rep_database_open (const char *path, GError **error)
{
  g_autoptr (RepDatabase) self = g_new0 (RepDatabase, 1);

  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  return connect (self, error) ? g_steal_pointer (&self) : NULL;
}

gboolean
rep_database_reopen (RepDatabase *database, GError **error)
{
  g_hash_table_remove_all (database->statements);
  sqlite3_close_v2 (g_steal_pointer (&database->handle));
  return connect (database, error);
}

gboolean
rep_database_fold_log (RepDatabase *database, GError **error)
{
  gint64 busy;

  if (!rep_database_get_int (database, "PRAGMA wal_checkpoint (TRUNCATE)", &busy, error))
    return FALSE;
  if (busy == 0)
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_BUSY, "?");
  return FALSE;
}

RepDatabase *
rep_database_open_in_memory (GError **error)
{
  g_autoptr (RepDatabase) self = g_new0 (RepDatabase, 1);

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (":memory:", &self->handle, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    return g_steal_pointer (&self);
  set_error (error, self->handle, "open database");
  return NULL;
}

#define COPY_PAGES 256 /* 1 MiB between two looks at whether to go on */

static gboolean
copy_pages (sqlite3_backup *copy, RepPagesFunc func, gpointer data, int *rc)
{
  do {
    *rc = sqlite3_backup_step (copy, COPY_PAGES);
    if (*rc == SQLITE_OK && func != NULL) {
      guint all = (guint)sqlite3_backup_pagecount (copy);

      if (!func (all - (guint)sqlite3_backup_remaining (copy), all, data))
        return FALSE;
    }
  } while (*rc == SQLITE_OK);
  return TRUE;
}

static gboolean
leave_wal (RepDatabase *self, GError **error)
{
  gint64 is_one_file;

  if (!rep_database_exec (self, "PRAGMA journal_mode = DELETE", error) ||
      !rep_database_get_int (self, "SELECT journal_mode = 'delete' FROM pragma_journal_mode",
                             &is_one_file, error))
    return FALSE;
  if (is_one_file == 1)
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "the log stays");
  return FALSE;
}

gboolean
rep_database_copy (
    RepDatabase *from, RepDatabase *to, RepPagesFunc func, gpointer data, GError **error)
{
  sqlite3_backup *copy = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  int rc = SQLITE_ERROR;
  gboolean wanted;

  if (copy == NULL) {
    set_error (error, to->handle, "copy");
    return FALSE;
  }
  wanted = copy_pages (copy, func, data, &rc);
  sqlite3_backup_finish (copy);
  if (!wanted) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED, "given up");
    return FALSE;
  }
  if (rc != SQLITE_DONE) {
    g_set_error (error, REP_DB_ERROR, (int)code_from_sqlite (rc), "copy: %s (%d)",
                 sqlite3_errstr (rc), rc);
    return FALSE;
  }
  return leave_wal (to, error);
}

void
rep_database_free (RepDatabase *database)
{
  if (database == NULL)
    return;

  g_hash_table_unref (database->statements);
  sqlite3_close_v2 (database->handle);
  g_free (database->path);
  g_free (database);
}

gboolean
rep_database_exec (RepDatabase *database, const char *sql, GError **error)
{
  if (sqlite3_exec (database->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  set_error (error, database->handle, "execute");
  return FALSE;
}

gboolean
rep_database_get_int (RepDatabase *database, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, sql, error);
  RepStep step = stmt != NULL ? rep_step (stmt, error) : REP_STEP_ERROR;

  if (step == REP_STEP_DONE)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no row");
  if (step != REP_STEP_ROW)
    return FALSE;

  *value = sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  return TRUE;
}

sqlite3_stmt *
rep_database_statement (RepDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (database->statements, sql);

  if (stmt != NULL) {
    sqlite3_reset (stmt);
    sqlite3_clear_bindings (stmt);
    return stmt;
  }
  if (sqlite3_prepare_v3 (database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) !=
      SQLITE_OK) {
    set_error (error, database->handle, "prepare");
    return NULL;
  }
  g_hash_table_insert (database->statements, (gpointer)sql, stmt);
  return stmt;
}

static gboolean
check_bind (sqlite3_stmt *stmt, const char *name, int rc, GError **error)
{
  if (rc == SQLITE_OK)
    return TRUE;

  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "bind %s: %s", name, sqlite3_errstr (rc));
  return FALSE;
}

gboolean
rep_bind_int (sqlite3_stmt *stmt, const char *name, gint64 value, GError **error)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  return check_bind (stmt, name, sqlite3_bind_int64 (stmt, index, value), error);
}

gboolean
rep_bind_text (sqlite3_stmt *stmt, const char *name, const char *value, GError **error)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  return check_bind (stmt, name, sqlite3_bind_text (stmt, index, value, -1, SQLITE_STATIC), error);
}

gboolean
rep_bind_bytes (
    sqlite3_stmt *stmt, const char *name, gconstpointer data, gsize size, GError **error)
{
  int index = sqlite3_bind_parameter_index (stmt, name);

  return check_bind (stmt, name, sqlite3_bind_blob64 (stmt, index, data, size, SQLITE_STATIC),
                     error);
}

gboolean
rep_bind_id (sqlite3_stmt *stmt, const char *name, const RepId *id, GError **error)
{
  return rep_bind_bytes (stmt, name, id->bytes, REP_ID_SIZE, error);
}

gboolean
rep_bind_digest (sqlite3_stmt *stmt, const char *name, const RepDigest *digest, GError **error)
{
  return rep_bind_bytes (stmt, name, digest->bytes, REP_DIGEST_SIZE, error);
}

RepStep
rep_step (sqlite3_stmt *stmt, GError **error)
{
  int rc = sqlite3_step (stmt);

  if (rc == SQLITE_ROW)
    return REP_STEP_ROW;
  if (rc == SQLITE_DONE)
    return REP_STEP_DONE;

  set_error (error, sqlite3_db_handle (stmt), "step");
  sqlite3_reset (stmt);
  return REP_STEP_ERROR;
}

gboolean
rep_step_done (sqlite3_stmt *stmt, GError **error)
{
  RepStep step = rep_step (stmt, error);

  if (step != REP_STEP_ERROR)
    sqlite3_reset (stmt);
  return step == REP_STEP_DONE;
}

gboolean
rep_column_fixed (sqlite3_stmt *stmt, int column, gpointer out, gsize size)
{
  const void *data = sqlite3_column_blob (stmt, column);

  if (data == NULL || (gsize)sqlite3_column_bytes (stmt, column) != size)
    return FALSE;
  memcpy (out, data, size);
  return TRUE;
}
