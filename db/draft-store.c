/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/draft-store.h"

static const char put_sql[] = "INSERT INTO draft (account, slot, body) "
                              "VALUES (:account, :slot, :body) "
                              "ON CONFLICT (account, slot) DO UPDATE SET body = excluded.body";
static const char remove_sql[] = "DELETE FROM draft WHERE account = :account AND slot = :slot";
static const char find_sql[] = "SELECT body FROM draft WHERE account = :account AND slot = :slot";

static const char scan_sql[] = "SELECT account, slot, body FROM draft";

static sqlite3_stmt *
statement (
    RepDatabase *database, const char *sql, const RepId *account, const char *slot, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":account", account, error) &&
                 rep_bind_text (stmt, ":slot", slot, error)
             ? stmt
             : NULL;
}

gboolean
rep_draft_store_put (
    RepDatabase *database, const RepId *account, const char *slot, GBytes *body, GError **error)
{
  sqlite3_stmt *stmt =
      statement (database, body != NULL ? put_sql : remove_sql, account, slot, error);

  g_return_val_if_fail (body == NULL || g_bytes_get_size (body) <= REP_DRAFT_MAX_SEALED, FALSE);

  return stmt != NULL &&
         (body == NULL || rep_bind_bytes (stmt, ":body", g_bytes_get_data (body, NULL),
                                          g_bytes_get_size (body), error)) &&
         rep_step_done (stmt, error);
}

gboolean
rep_draft_store_find (
    RepDatabase *database, const RepId *account, const char *slot, GBytes **body, GError **error)
{
  sqlite3_stmt *stmt = statement (database, find_sql, account, slot, error);
  RepStep step = stmt != NULL ? rep_step (stmt, error) : REP_STEP_ERROR;

  if (step == REP_STEP_ERROR)
    return FALSE;
  *body = NULL;
  if (step == REP_STEP_ROW && (gsize)sqlite3_column_bytes (stmt, 0) <= REP_DRAFT_MAX_SEALED)
    *body = g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize)sqlite3_column_bytes (stmt, 0));
  sqlite3_reset (stmt);
  return TRUE;
}

gboolean
rep_draft_store_scan (RepDatabase *database, RepDraftFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_sql, error);
  RepStep step = REP_STEP_ERROR;
  gboolean go_on = TRUE;

  while (go_on && stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW) {
    RepId account = { 0 };

    (void)rep_column_fixed (stmt, 0, account.bytes, REP_ID_SIZE); /* else nobody's */
    go_on = func (&account, (const char *)sqlite3_column_text (stmt, 1),
                  sqlite3_column_blob (stmt, 2), (gsize)sqlite3_column_bytes (stmt, 2), data);
  }
  if (step != REP_STEP_ERROR)
    sqlite3_reset (stmt);
  return step != REP_STEP_ERROR;
}
