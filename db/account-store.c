/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/account-store.h"

static const char add_roster_sql[] =
    "INSERT INTO roster (n, body, signature) VALUES (:n, :body, :signature)";

static const char load_roster_sql[] = "SELECT n, body, signature FROM roster ORDER BY n";

static const char put_slot_sql[] =
    "INSERT INTO slot (account, login, body) VALUES (:account, :login, :body)"
    " ON CONFLICT (account) DO UPDATE SET body = excluded.body";

/* The sign keeps SQLite from the index: the table has few rows, and an index may be damaged alone.
 */
static const char find_slot_sql[] = "SELECT account, body FROM slot WHERE +login = :login";

static const char scan_slots_sql[] = "SELECT account, login, body FROM slot";

static const char any_slot_sql[] = "SELECT body FROM slot LIMIT 1";

static const char remove_slot_sql[] = "DELETE FROM slot WHERE account = :account";

static const char remove_grants_sql[] = "DELETE FROM key_grant WHERE grantee = :account";

static const char remove_drafts_sql[] = "DELETE FROM draft WHERE account = :account";

static const char remove_notes_sql[] = "DELETE FROM locked_note WHERE account = :account";

static const char remove_grant_sql[] =
    "DELETE FROM key_grant WHERE grantee = :grantee AND compartment = :compartment";

static const char put_grant_sql[] = "INSERT INTO key_grant (grantee, compartment, epoch, body)"
                                    " VALUES (:grantee, :compartment, :epoch, :body)";

static const char list_grants_sql[] =
    "SELECT body FROM key_grant WHERE grantee = :grantee ORDER BY compartment, epoch";

static const char scan_grants_sql[] = "SELECT grantee, compartment, epoch, body FROM key_grant";

static gboolean
bind_body (sqlite3_stmt *stmt, GBytes *body, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (body, &size);

  return rep_bind_bytes (stmt, ":body", data, size, error);
}

gboolean
rep_roster_store_add (RepDatabase *database,
                      guint32 n,
                      GBytes *body,
                      const guint8 signature[REP_SIGNATURE_SIZE],
                      GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, add_roster_sql, error);

  return stmt != NULL && rep_bind_int (stmt, ":n", n, error) && bind_body (stmt, body, error) &&
         rep_bind_bytes (stmt, ":signature", signature, REP_SIGNATURE_SIZE, error) &&
         rep_step_done (stmt, error);
}

static gboolean
replay (RepRoster *roster, sqlite3_stmt *stmt)
{
  guint8 signature[REP_SIGNATURE_SIZE];

  return sqlite3_column_int64 (stmt, 0) == rep_roster_length (roster) &&
         rep_column_fixed (stmt, 2, signature, sizeof signature) &&
         rep_roster_replay (roster, sqlite3_column_blob (stmt, 1),
                            (gsize)sqlite3_column_bytes (stmt, 1), signature, NULL);
}

RepRoster *
rep_roster_store_read (RepDatabase *database, gint64 *broken_at, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, load_roster_sql, error);
  g_autoptr (RepRoster) roster = rep_roster_new ();
  RepStep step = REP_STEP_ERROR;
  gboolean whole = TRUE;

  while (whole && stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW)
    whole = replay (roster, stmt);
  if (step == REP_STEP_ERROR)
    return NULL;

  sqlite3_reset (stmt);
  whole = whole && rep_roster_length (roster) > 0;
  *broken_at = whole ? -1 : (gint64)rep_roster_length (roster);
  return g_steal_pointer (&roster);
}

RepRoster *
rep_roster_store_load (RepDatabase *database, GError **error)
{
  gint64 broken_at;
  g_autoptr (RepRoster) roster = rep_roster_store_read (database, &broken_at, error);

  if (roster == NULL || broken_at < 0)
    return g_steal_pointer (&roster);
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "roster entry %" G_GINT64_FORMAT,
               broken_at);
  return NULL;
}

gboolean
rep_slot_store_put (
    RepDatabase *database, const RepId *account, const char *login, GBytes *slot, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, put_slot_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":account", account, error) &&
         rep_bind_text (stmt, ":login", login, error) && bind_body (stmt, slot, error) &&
         rep_step_done (stmt, error);
}

gboolean
rep_slot_store_find (
    RepDatabase *database, const char *login, RepId *account, GBytes **slot, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, find_slot_sql, error);
  RepStep step;

  if (stmt == NULL || !rep_bind_text (stmt, ":login", login, error))
    return FALSE;

  step = rep_step (stmt, error);
  *slot = NULL;
  if (step == REP_STEP_ROW && rep_column_fixed (stmt, 0, account->bytes, REP_ID_SIZE))
    *slot = g_bytes_new (sqlite3_column_blob (stmt, 1), (gsize)sqlite3_column_bytes (stmt, 1));
  if (step != REP_STEP_ERROR)
    sqlite3_reset (stmt);
  return step != REP_STEP_ERROR;
}

gboolean
rep_slot_store_scan (RepDatabase *database, RepSlotFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_slots_sql, error);
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

GBytes *
rep_slot_store_any (RepDatabase *database)
{
  sqlite3_stmt *stmt = rep_database_statement (database, any_slot_sql, NULL);
  GBytes *slot = NULL;

  if (stmt != NULL && rep_step (stmt, NULL) == REP_STEP_ROW)
    slot = g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize)sqlite3_column_bytes (stmt, 0));
  if (stmt != NULL)
    sqlite3_reset (stmt);
  return slot;
}

gboolean
rep_slot_store_remove (RepDatabase *database, const RepId *account, GError **error)
{
  const char *const all[] = { remove_slot_sql, remove_grants_sql, remove_drafts_sql,
                              remove_notes_sql };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    sqlite3_stmt *stmt = rep_database_statement (database, all[i], error);

    if (stmt == NULL || !rep_bind_id (stmt, ":account", account, error) ||
        !rep_step_done (stmt, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
rep_grant_store_remove (RepDatabase *database,
                        const RepId *grantee,
                        guint16 compartment,
                        GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, remove_grant_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":grantee", grantee, error) &&
         rep_bind_int (stmt, ":compartment", compartment, error) && rep_step_done (stmt, error);
}

gboolean
rep_grant_store_put (RepDatabase *database,
                     const RepId *grantee,
                     guint16 compartment,
                     guint32 epoch,
                     GBytes *grant,
                     GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, put_grant_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":grantee", grantee, error) &&
         rep_bind_int (stmt, ":compartment", compartment, error) &&
         rep_bind_int (stmt, ":epoch", epoch, error) && bind_body (stmt, grant, error) &&
         rep_step_done (stmt, error);
}

GPtrArray *
rep_grant_store_list (RepDatabase *database, const RepId *grantee, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, list_grants_sql, error);
  g_autoptr (GPtrArray) grants = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  RepStep step;

  if (stmt == NULL || !rep_bind_id (stmt, ":grantee", grantee, error))
    return NULL;

  while ((step = rep_step (stmt, error)) == REP_STEP_ROW)
    g_ptr_array_add (
        grants, g_bytes_new (sqlite3_column_blob (stmt, 0), (gsize)sqlite3_column_bytes (stmt, 0)));
  if (step != REP_STEP_DONE)
    return NULL;
  sqlite3_reset (stmt);
  return g_steal_pointer (&grants);
}

gboolean
rep_grant_store_scan (RepDatabase *database, RepGrantFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_grants_sql, error);
  RepStep step = REP_STEP_ERROR;
  gboolean go_on = TRUE;

  while (go_on && stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW) {
    RepId grantee = { 0 };

    (void)rep_column_fixed (stmt, 0, grantee.bytes, REP_ID_SIZE); /* else nobody's */
    go_on = func (&grantee, sqlite3_column_int64 (stmt, 1), sqlite3_column_int64 (stmt, 2),
                  sqlite3_column_blob (stmt, 3), (gsize)sqlite3_column_bytes (stmt, 3), data);
  }
  if (step != REP_STEP_ERROR)
    sqlite3_reset (stmt);
  return step != REP_STEP_ERROR;
}
