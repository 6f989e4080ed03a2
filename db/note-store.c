/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/locked-note.h"
#include "db/note-store.h"

static const char add_sql[] = "INSERT INTO locked_note (id, account, body) "
                              "VALUES (:id, :account, :body)";
static const char replace_sql[] = "UPDATE locked_note SET body = :body "
                                  "WHERE id = :id AND account = :account";
static const char remove_sql[] = "DELETE FROM locked_note WHERE id = :id AND account = :account";
/* One more than may wait: enough to know that there are too many. */
static const char scan_sql[] = "SELECT id, account, body FROM locked_note";

static const char list_sql[] = "SELECT id, body FROM locked_note WHERE account = :account "
                               "ORDER BY id LIMIT 51";

G_STATIC_ASSERT (REP_NOTES_MAX == 50);

void
rep_sealed_note_free (gpointer note)
{
  RepSealedNote *self = note;

  if (self == NULL)
    return;
  g_bytes_unref (self->body);
  g_free (self);
}

static sqlite3_stmt *
statement (RepDatabase *database,
           const char *sql,
           const RepId *account,
           const RepId *id,
           GBytes *body,
           GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":account", account, error) &&
                 (id == NULL || rep_bind_id (stmt, ":id", id, error)) &&
                 (body == NULL || rep_bind_bytes (stmt, ":body", g_bytes_get_data (body, NULL),
                                                  g_bytes_get_size (body), error))
             ? stmt
             : NULL;
}

/* Steps through the rows of @account and answers how many there are, of what size together. */
static gboolean
measure (RepDatabase *database, const RepId *account, guint *n, gsize *size, GError **error)
{
  sqlite3_stmt *stmt = statement (database, list_sql, account, NULL, NULL, error);
  RepStep step = REP_STEP_ERROR;

  *n = 0;
  *size = 0;
  if (stmt == NULL)
    return FALSE;
  while ((step = rep_step (stmt, error)) == REP_STEP_ROW) {
    ++*n;
    *size += (gsize)sqlite3_column_bytes (stmt, 1);
  }
  if (step == REP_STEP_DONE)
    sqlite3_reset (stmt);
  return step == REP_STEP_DONE;
}

gboolean
rep_note_store_add (
    RepDatabase *database, const RepId *account, const RepId *id, GBytes *body, GError **error)
{
  sqlite3_stmt *stmt;
  guint n;
  gsize size;

  g_return_val_if_fail (g_bytes_get_size (body) <= REP_LOCKED_NOTE_MAX, FALSE);

  if (!measure (database, account, &n, &size, error))
    return FALSE;
  if (n >= REP_NOTES_MAX || size + g_bytes_get_size (body) > REP_NOTES_MAX_SIZE) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_TOO_MANY, "%u", n);
    return FALSE;
  }
  stmt = statement (database, add_sql, account, id, body, error);
  return stmt != NULL && rep_step_done (stmt, error);
}

gboolean
rep_note_store_replace (
    RepDatabase *database, const RepId *account, const RepId *id, GBytes *body, GError **error)
{
  sqlite3_stmt *stmt = statement (database, replace_sql, account, id, body, error);

  g_return_val_if_fail (g_bytes_get_size (body) <= REP_LOCKED_NOTE_MAX, FALSE);

  return stmt != NULL && rep_step_done (stmt, error);
}

gboolean
rep_note_store_remove (RepDatabase *database, const RepId *account, const RepId *id, GError **error)
{
  sqlite3_stmt *stmt = statement (database, remove_sql, account, id, NULL, error);

  if (stmt == NULL || !rep_step_done (stmt, error))
    return FALSE;
  if (sqlite3_changes (sqlite3_db_handle (stmt)) == 1)
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such note");
  return FALSE;
}

static RepSealedNote *
take_row (sqlite3_stmt *stmt, gsize *room)
{
  gsize size = (gsize)sqlite3_column_bytes (stmt, 1);
  RepSealedNote *note;
  RepId id;

  if (size > *room || size > REP_LOCKED_NOTE_MAX ||
      !rep_column_fixed (stmt, 0, id.bytes, REP_ID_SIZE))
    return NULL;
  *room -= size;
  note = g_new0 (RepSealedNote, 1);
  note->id = id;
  note->body = g_bytes_new (sqlite3_column_blob (stmt, 1), size);
  return note;
}

GPtrArray *
rep_note_store_list (RepDatabase *database, const RepId *account, GError **error)
{
  sqlite3_stmt *stmt = statement (database, list_sql, account, NULL, NULL, error);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (rep_sealed_note_free);
  gsize room = REP_NOTES_MAX_SIZE;
  RepStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = rep_step (stmt, error)) == REP_STEP_ROW && notes->len < REP_NOTES_MAX) {
    RepSealedNote *note = take_row (stmt, &room);

    if (note != NULL)
      g_ptr_array_add (notes, note);
  }
  if (step == REP_STEP_ERROR)
    return NULL;
  sqlite3_reset (stmt);
  return g_steal_pointer (&notes);
}

gboolean
rep_note_store_scan (RepDatabase *database, RepNoteFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_sql, error);
  RepStep step = REP_STEP_ERROR;
  gboolean go_on = TRUE;

  while (go_on && stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW) {
    RepId id = { { 0 } }, account = { { 0 } };

    (void)rep_column_fixed (stmt, 0, id.bytes, REP_ID_SIZE);
    (void)rep_column_fixed (stmt, 1, account.bytes, REP_ID_SIZE); /* else nobody's */
    go_on = func (&id, &account, sqlite3_column_blob (stmt, 2),
                  (gsize)sqlite3_column_bytes (stmt, 2), data);
  }
  if (step != REP_STEP_ERROR)
    sqlite3_reset (stmt);
  return step != REP_STEP_ERROR;
}
