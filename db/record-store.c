/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/record-store.h"

static const char scan_sql[] =
    "SELECT id, kind, revision, origin, facts, identity, link FROM record";

static const char scan_past_sql[] =
    "SELECT p.id, r.kind, p.revision, p.origin, p.facts, p.identity, p.link"
    " FROM record_past AS p LEFT JOIN record AS r ON r.id = p.id";

static const char find_past_sql[] =
    "SELECT p.id, r.kind, p.revision, p.origin, p.facts, p.identity, p.link"
    " FROM record_past AS p LEFT JOIN record AS r ON r.id = p.id WHERE p.id = :id"
    " ORDER BY p.revision";

static const char find_sql[] =
    "SELECT id, kind, revision, origin, facts, identity, link FROM record WHERE id = :id";

static const char keep_sql[] =
    "INSERT INTO record_past (id, revision, origin, facts, identity, link)"
    " SELECT id, revision, origin, facts, identity, link FROM record WHERE id = :id";

static const char put_sql[] =
    "INSERT INTO record (id, kind, revision, origin, facts, identity, link)"
    " VALUES (:id, :kind, :revision, :origin, :facts, :identity, :link)"
    " ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, origin = excluded.origin,"
    " facts = excluded.facts, identity = excluded.identity, link = excluded.link";

static RepBlob
column_blob (sqlite3_stmt *stmt, int column)
{
  RepBlob blob;

  blob.data = sqlite3_column_blob (stmt, column);
  blob.size = (gsize)sqlite3_column_bytes (stmt, column);
  return blob;
}

static void
read_row (sqlite3_stmt *stmt, RepRecord *record)
{
  gint64 kind = sqlite3_column_int64 (stmt, 1);
  gint64 revision = sqlite3_column_int64 (stmt, 2);

  memset (record, 0, sizeof *record);
  (void)rep_column_fixed (stmt, 0, record->id.bytes, REP_ID_SIZE);
  (void)rep_column_fixed (stmt, 3, record->origin.bytes, REP_ID_SIZE);
  if (kind >= 1 && kind < G_MAXUINT16)
    record->kind = (guint16)kind;
  if (revision >= 1 && revision <= G_MAXUINT32)
    record->revision = (guint32)revision;
  record->facts = column_blob (stmt, 4);
  record->identity = column_blob (stmt, 5);
  record->link = column_blob (stmt, 6);
}

static gboolean
scan (sqlite3_stmt *stmt, RepRecordFunc func, gpointer data, guint *n, GError **error)
{
  RepStep step;

  for (*n = 0; (step = rep_step (stmt, error)) == REP_STEP_ROW; (*n)++) {
    RepRecord record;

    read_row (stmt, &record);
    if (!func (&record, data, error)) {
      sqlite3_reset (stmt);
      return FALSE;
    }
  }
  if (step == REP_STEP_DONE)
    sqlite3_reset (stmt);
  return step == REP_STEP_DONE;
}

gboolean
rep_record_scan (RepDatabase *database, RepRecordFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_sql, error);
  guint n;

  return stmt != NULL && scan (stmt, func, data, &n, error);
}

gboolean
rep_record_scan_past (RepDatabase *database, RepRecordFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_past_sql, error);
  guint n;

  return stmt != NULL && scan (stmt, func, data, &n, error);
}

gboolean
rep_record_find_past (
    RepDatabase *database, const RepId *id, RepRecordFunc func, gpointer data, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, find_past_sql, error);
  guint n;

  return stmt != NULL && rep_bind_id (stmt, ":id", id, error) && scan (stmt, func, data, &n, error);
}

gboolean
rep_record_find (RepDatabase *database,
                 const RepId *id,
                 RepRecordFunc func,
                 gpointer data,
                 gboolean *found,
                 GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, find_sql, error);
  guint n;

  if (stmt == NULL || !rep_bind_id (stmt, ":id", id, error) || !scan (stmt, func, data, &n, error))
    return FALSE;
  *found = n > 0;
  return TRUE;
}

static gboolean
keep_past (RepDatabase *database, const RepId *id, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, keep_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":id", id, error) && rep_step_done (stmt, error);
}

gboolean
rep_record_replace (RepDatabase *database, const RepRecord *record, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, put_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":id", &record->id, error) &&
         rep_bind_int (stmt, ":kind", record->kind, error) &&
         rep_bind_int (stmt, ":revision", record->revision, error) &&
         rep_bind_id (stmt, ":origin", &record->origin, error) &&
         rep_bind_bytes (stmt, ":facts", record->facts.data, record->facts.size, error) &&
         rep_bind_bytes (stmt, ":identity", record->identity.data, record->identity.size, error) &&
         rep_bind_bytes (stmt, ":link", record->link.data, record->link.size, error) &&
         rep_step_done (stmt, error);
}

gboolean
rep_record_put (RepDatabase *database, const RepRecord *record, GError **error)
{
  return (record->revision == 1 || keep_past (database, &record->id, error)) &&
         rep_record_replace (database, record, error);
}

gboolean
rep_record_read_rows (sqlite3_stmt *stmt, RepRecordFunc func, gpointer data, GError **error)
{
  guint n;

  return scan (stmt, func, data, &n, error);
}

static guint8 *
copy_blob (guint8 *at, RepBlob *blob)
{
  if (blob->data == NULL)
    return at;
  memcpy (at, blob->data, blob->size);
  blob->data = at;
  return at + blob->size;
}

RepRecord *
rep_record_dup (const RepRecord *record)
{
  gsize size = record->facts.size + record->identity.size + record->link.size;
  RepRecord *copy = g_malloc (sizeof *copy + size);
  guint8 *at = (guint8 *)(copy + 1);

  *copy = *record;
  at = copy_blob (at, &copy->facts);
  at = copy_blob (at, &copy->identity);
  copy_blob (at, &copy->link);
  return copy;
}

gboolean
rep_payload_left_out (const RepBlob *payload)
{
  return payload->data != NULL && payload->size == REP_DIGEST_SIZE;
}

gboolean
rep_record_is_tombstone (const RepRecord *record)
{
  return record->facts.data == NULL && record->identity.data == NULL && record->link.data == NULL;
}

static guint8 *
put_payload (guint8 *at, const RepBlob *payload, gboolean may_be_left_out)
{
  RepDigest digest = { 0 };

  if (may_be_left_out && rep_payload_left_out (payload))
    memcpy (digest.bytes, payload->data, REP_DIGEST_SIZE);
  else if (payload->data != NULL)
    digest = rep_digest (payload->data, payload->size);
  memcpy (at, digest.bytes, REP_DIGEST_SIZE);
  return at + REP_DIGEST_SIZE;
}

RepDigest
rep_record_digest (const RepRecord *record)
{
  guint8 content[REP_ID_SIZE + 2 + 4 + REP_ID_SIZE + 3 * REP_DIGEST_SIZE];
  guint16 kind = GUINT16_TO_LE (record->kind);
  guint32 revision = GUINT32_TO_LE (record->revision);
  guint8 *at = content;

  memcpy (at, record->id.bytes, REP_ID_SIZE);
  memcpy (at + 16, &kind, 2);
  memcpy (at + 18, &revision, 4);
  memcpy (at + 22, record->origin.bytes, REP_ID_SIZE);
  at = put_payload (at + 38, &record->facts, FALSE);
  at = put_payload (at, &record->identity, TRUE);
  put_payload (at, &record->link, TRUE);
  return rep_digest (content, sizeof content);
}
