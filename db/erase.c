/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/erase.h"
#include "db/vault-private.h"

static const char list_persons_sql[] = "INSERT OR IGNORE INTO erased (id) VALUES (:id)";

static const char find_past_sql[] =
    "SELECT p.id, r.kind, p.revision, p.origin, p.facts, p.identity, p.link FROM record_past AS p"
    " JOIN record AS r ON r.id = p.id"
    " WHERE p.id = :id AND (:revision = 0 OR p.revision = :revision)";

static const char drop_past_sql[] =
    "DELETE FROM record_past WHERE id = :id AND (:revision = 0 OR revision = :revision)";

/* What one erasure has done so far: entries of the journal hold a bounded number of each. */
typedef struct {
  RepVault *vault;
  RepHead *head;
  GArray *changed; /* RepChange: rows as they are now */
  GArray *removed; /* RepChange: revisions that are gone */
} Work;

static void
clear_record (gpointer data)
{
  RepErasedRecord *record = data;

  g_clear_pointer (&record->facts, g_bytes_unref);
  g_clear_pointer (&record->identity, g_bytes_unref);
}

void
rep_erasure_init (RepErasure *erasure, guint8 reason)
{
  erasure->persons = g_array_new (FALSE, FALSE, sizeof (RepId));
  erasure->records = g_array_new (FALSE, TRUE, sizeof (RepErasedRecord));
  g_array_set_clear_func (erasure->records, clear_record);
  erasure->past = g_array_new (FALSE, FALSE, sizeof (RepPastRevision));
  erasure->reason = reason;
}

void
rep_erasure_clear (RepErasure *erasure)
{
  g_clear_pointer (&erasure->persons, g_array_unref);
  g_clear_pointer (&erasure->records, g_array_unref);
  g_clear_pointer (&erasure->past, g_array_unref);
}

static void
note_removed (Work *work, const RepRecord *record)
{
  RepChange gone = { record->id, rep_record_digest (record) };

  g_array_append_val (work->removed, gone);
}

static gboolean
note_past (const RepRecord *record, gpointer data, GError **error)
{
  note_removed (data, record);
  return TRUE;
}

/* @revision 0: every one of them. */
static gboolean
drop_past (Work *work, const RepId *id, guint32 revision, GError **error)
{
  RepDatabase *database = work->vault->database;
  sqlite3_stmt *find = rep_database_statement (database, find_past_sql, error);
  sqlite3_stmt *drop = rep_database_statement (database, drop_past_sql, error);

  return find != NULL && drop != NULL && rep_bind_id (find, ":id", id, error) &&
         rep_bind_int (find, ":revision", revision, error) &&
         rep_record_read_rows (find, note_past, work, error) &&
         rep_bind_id (drop, ":id", id, error) &&
         rep_bind_int (drop, ":revision", revision, error) && rep_step_done (drop, error);
}

static gboolean
copy_row (const RepRecord *record, gpointer data, GError **error)
{
  *(RepRecord **)data = rep_record_dup (record);
  return TRUE;
}

static RepBlob
payload (const RepErasedRecord *wanted, GBytes *fresh, RepBlob kept)
{
  static const RepBlob none;
  RepBlob blob = wanted->tombstone ? none : kept;

  if (fresh != NULL)
    blob.data = g_bytes_get_data (fresh, &blob.size);
  return blob;
}

static gboolean
is_as_expected (const RepErasedRecord *wanted, const RepRecord *old)
{
  if (old == NULL)
    return wanted->revision == 0 && !wanted->tombstone;
  return old->revision == wanted->revision && old->kind == wanted->kind;
}

/* The row as it was is a past revision too, and as gone as the others. */
static gboolean
rewrite (Work *work, const RepErasedRecord *wanted, GError **error)
{
  static const RepBlob none;
  g_autofree RepRecord *old = NULL;
  RepRecord record = { .id = wanted->id,
                       .kind = wanted->kind,
                       .revision = wanted->revision + 1,
                       .origin = work->head->device };
  RepChange changed = { .id = wanted->id };
  gboolean found;

  if (!rep_record_find (work->vault->database, &wanted->id, copy_row, &old, &found, error))
    return FALSE;
  if (!is_as_expected (wanted, found ? old : NULL)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT, "the record changed meanwhile");
    return FALSE;
  }
  record.facts = payload (wanted, wanted->facts, found ? old->facts : none);
  record.identity = payload (wanted, wanted->identity, found ? old->identity : none);
  record.link = payload (wanted, NULL, none);
  if (found)
    note_removed (work, old);
  changed.digest = rep_vault_move_sum (work->vault, work->head, old, &record);
  g_array_append_val (work->changed, changed);
  return rep_record_replace (work->vault->database, &record, error) &&
         drop_past (work, &wanted->id, 0, error);
}

static gboolean
list_persons (Work *work, const GArray *persons, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (work->vault->database, list_persons_sql, error);

  for (guint i = 0; i < persons->len; i++)
    if (stmt == NULL || !rep_bind_id (stmt, ":id", &g_array_index (persons, RepId, i), error) ||
        !rep_step_done (stmt, error))
      return FALSE;
  return TRUE;
}

static guint
part_of (const GArray *all, guint done, const RepChange **first)
{
  if (done >= all->len)
    return 0;
  *first = &g_array_index (all, RepChange, done);
  return MIN (all->len - done, REP_JOURNAL_MAX_CHANGES);
}

static gboolean
journal (Work *work, guint8 reason, gint64 now, GError **error)
{
  RepVault *vault = work->vault;
  guint done = 0;

  if (!rep_vault_keep_head (vault, work->head, now, error))
    return FALSE;
  do {
    RepJournalErasure erasure = { .reason = reason };
    const RepChange *changes = NULL;
    guint n = part_of (work->changed, done, &changes);

    erasure.n = part_of (work->removed, done, &erasure.removed);
    if (!rep_journal_append_erasure (vault->database, vault->keyring, work->head, now,
                                     &vault->account->id, changes, n, &erasure, error))
      return FALSE;
    done += REP_JOURNAL_MAX_CHANGES;
  } while (done < work->changed->len || done < work->removed->len);
  return TRUE;
}

static gboolean
carry_out (Work *work, const RepErasure *erasure, gint64 now, GError **error)
{
  for (guint i = 0; i < erasure->records->len; i++)
    if (!rewrite (work, &g_array_index (erasure->records, RepErasedRecord, i), error))
      return FALSE;
  for (guint i = 0; i < erasure->past->len; i++) {
    const RepPastRevision *past = &g_array_index (erasure->past, RepPastRevision, i);

    if (!drop_past (work, &past->id, past->revision, error))
      return FALSE;
  }
  return list_persons (work, erasure->persons, error) &&
         journal (work, erasure->reason, now, error);
}

/* Deleted cells are overwritten, but pages also keep what was moved about in them: so the file is
 * written anew, then its log emptied. */
static gboolean
leave_no_trace (RepVault *vault, GError **error)
{
  return rep_database_exec (vault->database, "VACUUM", error) &&
         rep_database_fold_log (vault->database, error);
}

gboolean
rep_vault_erase (
    RepVault *vault, const RepErasure *erasure, gint64 now, guint *removed, GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (RepChange));
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (RepChange));
  Work work = { vault, &write.head, changed, gone };

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (vault->account->role != REP_ROLE_MANAGER) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "only a manager erases");
    return FALSE;
  }
  if (!rep_vault_write_begin (&write, vault, now, error) ||
      !carry_out (&work, erasure, now, error) || !rep_vault_write_commit (&write, error)) {
    rep_row_digests_forget (&vault->rows);
    return FALSE;
  }
  *removed = gone->len;
  return leave_no_trace (vault, error);
}
