/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/backup-rows.h"
#include "db/migrate.h"
#include "db/vault-private.h"

/* How a table goes into a copy without names. */
typedef struct {
  const char *select;
  const char *insert;
} Table;

static const Table plain_tables[] = {
  { "SELECT id, organisation, created FROM vault",
    "INSERT INTO vault (id, organisation, created, facts_only) VALUES (?1, ?2, ?3, 1)" },
  { "SELECT n, body, signature FROM roster",
    "INSERT INTO roster (n, body, signature) VALUES (?1, ?2, ?3)" },
  { "SELECT device, sequence, entry FROM journal",
    "INSERT INTO journal (device, sequence, entry) VALUES (?1, ?2, ?3)" },
  { "SELECT device, instance, sequence, chain, base_sequence, base_chain, epoch, record_sum, file,"
    " roster_n, account, signature FROM head",
    "INSERT INTO head (device, instance, sequence, chain, base_sequence, base_chain, epoch,"
    " record_sum, file, roster_n, account, signature)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)" },
  { "SELECT id FROM erased", "INSERT INTO erased (id) VALUES (?1)" },
};

/* Of a director's account: its slot, and the keys of the facts alone. */
static const Table director_tables[] = {
  { "SELECT account, login, body FROM slot WHERE account = :account",
    "INSERT INTO slot (account, login, body) VALUES (?1, ?2, ?3)" },
  { "SELECT grantee, compartment, epoch, body FROM key_grant"
    " WHERE grantee = :account AND compartment = 1",
    "INSERT INTO key_grant (grantee, compartment, epoch, body) VALUES (?1, ?2, ?3, ?4)" },
};

static const char put_sql[] =
    "INSERT INTO record (id, kind, revision, origin, facts, identity, link)"
    " VALUES (:id, :kind, :revision, :origin, :facts, :identity, :link)";

static const char put_past_sql[] =
    "INSERT INTO record_past (id, revision, origin, facts, identity, link)"
    " VALUES (:id, :revision, :origin, :facts, :identity, :link)";

/* Every row of every table that goes into a copy, in an order of its own. */
static const char *const all_rows[] = {
  "SELECT * FROM vault ORDER BY id",
  "SELECT * FROM roster ORDER BY n",
  "SELECT * FROM slot ORDER BY account",
  "SELECT * FROM key_grant ORDER BY grantee, compartment, epoch",
  "SELECT * FROM record ORDER BY id",
  "SELECT * FROM record_past ORDER BY id, revision",
  "SELECT * FROM journal ORDER BY device, sequence",
  "SELECT * FROM head ORDER BY device",
  "SELECT * FROM locked_note ORDER BY id",
  "SELECT * FROM erased ORDER BY id",
};

/* What a copy is for. The record sums stand for the records. */
static const char *const state_rows[] = {
  "SELECT id, organisation, created FROM vault",
  "SELECT * FROM roster ORDER BY n",
  "SELECT account, login, body FROM slot ORDER BY account",
  "SELECT * FROM key_grant ORDER BY grantee, compartment, epoch",
  "SELECT device, epoch, record_sum FROM head ORDER BY device",
  "SELECT * FROM locked_note ORDER BY id",
  "SELECT * FROM erased ORDER BY id",
};

static gboolean
insert_row (sqlite3_stmt *from, sqlite3_stmt *to, GError **error)
{
  int rc = SQLITE_OK;

  sqlite3_clear_bindings (to);
  for (int i = 0; i < sqlite3_column_count (from) && rc == SQLITE_OK; i++)
    rc = sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
  if (rc != SQLITE_OK) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "bind: %s", sqlite3_errstr (rc));
    return FALSE;
  }
  return rep_step_done (to, error);
}

static gboolean
copy_table (
    RepDatabase *from, RepDatabase *to, const Table *table, const RepId *account, GError **error)
{
  sqlite3_stmt *rows = rep_database_statement (from, table->select, error);
  sqlite3_stmt *insert = rep_database_statement (to, table->insert, error);
  RepStep step = REP_STEP_ERROR;

  if (rows == NULL || insert == NULL ||
      (account != NULL && !rep_bind_id (rows, ":account", account, error)))
    return FALSE;
  while ((step = rep_step (rows, error)) == REP_STEP_ROW)
    if (!insert_row (rows, insert, error)) {
      sqlite3_reset (rows);
      return FALSE;
    }
  if (step == REP_STEP_DONE)
    sqlite3_reset (rows);
  return step == REP_STEP_DONE;
}

static gboolean
copy_directors (RepVault *vault, RepDatabase *copy, GError **error)
{
  const GPtrArray *accounts = rep_roster_accounts (vault->roster);
  guint n = 0;

  for (guint i = 0; i < accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (accounts, i);

    if (account->role != REP_ROLE_DIRECTOR)
      continue;
    for (guint j = 0; j < G_N_ELEMENTS (director_tables); j++)
      if (!copy_table (vault->database, copy, &director_tables[j], &account->id, error))
        return FALSE;
    n++;
  }
  if (n == 0)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NO_DIRECTOR, "no director's account");
  return n > 0;
}

typedef struct {
  RepDatabase *copy;
  const char *sql;
  gboolean past;
} Names;

/* Binds the digest of @payload in its place; a payload that was left out before stays its digest.
 */
static gboolean
bind_left_out (
    sqlite3_stmt *stmt, const char *name, const RepBlob *payload, RepDigest *digest, GError **error)
{
  if (payload->data == NULL || rep_payload_left_out (payload))
    return rep_bind_bytes (stmt, name, payload->data, payload->size, error);
  *digest = rep_digest (payload->data, payload->size);
  return rep_bind_digest (stmt, name, digest, error);
}

static gboolean
put_without_names (const RepRecord *record, gpointer data, GError **error)
{
  const Names *names = data;
  sqlite3_stmt *stmt = rep_database_statement (names->copy, names->sql, error);
  RepDigest identity, link;

  return stmt != NULL && rep_bind_id (stmt, ":id", &record->id, error) &&
         (names->past || rep_bind_int (stmt, ":kind", record->kind, error)) &&
         rep_bind_int (stmt, ":revision", record->revision, error) &&
         rep_bind_id (stmt, ":origin", &record->origin, error) &&
         rep_bind_bytes (stmt, ":facts", record->facts.data, record->facts.size, error) &&
         bind_left_out (stmt, ":identity", &record->identity, &identity, error) &&
         bind_left_out (stmt, ":link", &record->link, &link, error) && rep_step_done (stmt, error);
}

gboolean
rep_backup_facts (RepVault *vault, RepDatabase *copy, GError **error)
{
  g_auto (RepTransaction) transaction = { NULL };
  Names present = { copy, put_sql, FALSE };
  Names past = { copy, put_past_sql, TRUE };

  if (!rep_migrate_create (copy, error) || !rep_transaction_begin (&transaction, copy, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (plain_tables); i++)
    if (!copy_table (vault->database, copy, &plain_tables[i], NULL, error))
      return FALSE;
  return copy_directors (vault, copy, error) &&
         rep_record_scan (vault->database, put_without_names, &present, error) &&
         rep_record_scan_past (vault->database, put_without_names, &past, error) &&
         rep_transaction_commit (&transaction, error);
}

static void
add_value (GByteArray *row, sqlite3_stmt *stmt, int column)
{
  guint8 type = (guint8)sqlite3_column_type (stmt, column); /* before the value is converted */
  const guint8 *bytes = sqlite3_column_blob (stmt, column);
  guint32 size = (guint32)sqlite3_column_bytes (stmt, column);

  g_byte_array_append (row, &type, 1);
  rep_put_u32 (row, size);
  if (size > 0)
    g_byte_array_append (row, bytes, size);
}

static gboolean
add_table (RepDatabase *database, const char *sql, RepDigest *digest, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, sql, error);
  g_autoptr (GByteArray) row = g_byte_array_new ();
  RepStep step = REP_STEP_ERROR;

  *digest = rep_digest_chain (digest, sql, strlen (sql));
  while (stmt != NULL && (step = rep_step (stmt, error)) == REP_STEP_ROW) {
    g_byte_array_set_size (row, 0);
    for (int i = 0; i < sqlite3_column_count (stmt); i++)
      add_value (row, stmt, i);
    *digest = rep_digest_chain (digest, row->data, row->len);
  }
  if (step == REP_STEP_DONE)
    sqlite3_reset (stmt);
  return step == REP_STEP_DONE;
}

static gboolean
add_tables (
    RepDatabase *database, const char *const *tables, guint n, RepDigest *digest, GError **error)
{
  memset (digest, 0, sizeof *digest);
  for (guint i = 0; i < n; i++)
    if (!add_table (database, tables[i], digest, error))
      return FALSE;
  return TRUE;
}

gboolean
rep_backup_state (RepDatabase *database, RepDigest *digest, GError **error)
{
  return add_tables (database, state_rows, G_N_ELEMENTS (state_rows), digest, error);
}

gboolean
rep_backup_digest (RepDatabase *database, RepDigest *digest, guint *records, GError **error)
{
  gint64 present;

  if (!add_tables (database, all_rows, G_N_ELEMENTS (all_rows), digest, error) ||
      !rep_database_get_int (database,
                             "SELECT count(*) FROM record WHERE facts IS NOT NULL"
                             " OR identity IS NOT NULL OR link IS NOT NULL",
                             &present, error))
    return FALSE;
  *records = (guint)present;
  return TRUE;
}
