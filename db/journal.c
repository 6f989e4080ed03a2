/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/cbor.h"
#include "db/journal.h"

#define TAG "rep-head"

enum {
  KEY_TIME = 1,
  KEY_ACCOUNT = 2,
  KEY_ACTION = 3,
  KEY_CHANGES = 4,
  KEY_PREVIOUS = 5,
  KEY_KEPT = 6,
  KEY_REASON = 7,
  KEY_REMOVED = 8,
};

/* What an entry holds beside the chain. */
typedef struct {
  gint64 time;
  const RepId *account;
  RepAction action;
  const RepChange *changes;
  guint n;
  const RepHead *kept;
  const RepJournalErasure *erasure;
} Content;

static const char load_head_sql[] =
    "SELECT sequence, chain, epoch, record_sum, file, roster_n, account, signature, instance,"
    " base_sequence, base_chain FROM head WHERE device = :device";

static const char store_head_sql[] =
    "INSERT INTO head"
    " (device, instance, sequence, chain, base_sequence, base_chain, epoch, record_sum, file,"
    " roster_n, account, signature)"
    " VALUES (:device, :instance, :sequence, :chain, :base_sequence, :base_chain, :epoch,"
    " :record_sum, :file, :roster_n, :account, :signature)"
    " ON CONFLICT (device) DO UPDATE SET instance = excluded.instance,"
    " base_sequence = excluded.base_sequence, base_chain = excluded.base_chain, sequence = "
    "excluded.sequence, chain = excluded.chain,"
    " epoch = excluded.epoch, record_sum = excluded.record_sum, file = excluded.file,"
    " roster_n = excluded.roster_n, account = excluded.account, signature = excluded.signature";

static const char append_sql[] =
    "INSERT INTO journal (device, sequence, entry) VALUES (:device, :sequence, :entry)";

static const char scan_sql[] =
    "SELECT sequence, entry, device FROM journal WHERE device = :device ORDER BY sequence";

static const char drop_sql[] =
    "DELETE FROM journal WHERE device = :device AND sequence <= :sequence";

static const char last_sql[] = "SELECT sequence, entry FROM journal WHERE device = :device"
                               " ORDER BY sequence DESC LIMIT 1";

void
rep_journal_entry_clear (RepJournalEntry *entry)
{
  g_clear_pointer (&entry->changes, g_array_unref);
  g_clear_pointer (&entry->removed, g_array_unref);
}

/* The signed bytes of a head, which are also how a head is kept in an entry (with its signature).
 */
static GByteArray *
pack_head (const RepHead *head)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, head->device.bytes, REP_ID_SIZE);
  g_byte_array_append (out, head->instance.bytes, REP_ID_SIZE);
  rep_put_u64 (out, head->sequence);
  g_byte_array_append (out, head->chain.bytes, REP_DIGEST_SIZE);
  rep_put_u64 (out, head->base_sequence);
  g_byte_array_append (out, head->base_chain.bytes, REP_DIGEST_SIZE);
  rep_put_u32 (out, head->epoch);
  g_byte_array_append (out, head->record_sum.bytes, REP_DIGEST_SIZE);
  g_byte_array_append (out, head->file.bytes, REP_DIGEST_SIZE);
  rep_put_u32 (out, head->roster_n);
  g_byte_array_append (out, head->account.bytes, REP_ID_SIZE);
  return out;
}

#define PACKED_HEAD_SIZE 200

static void
unpack_head (const guint8 *at, RepHead *head)
{
  memcpy (head->device.bytes, at, REP_ID_SIZE);
  memcpy (head->instance.bytes, at + 16, REP_ID_SIZE);
  head->sequence = rep_get_u64 (at + 32);
  memcpy (head->chain.bytes, at + 40, REP_DIGEST_SIZE);
  head->base_sequence = rep_get_u64 (at + 72);
  memcpy (head->base_chain.bytes, at + 80, REP_DIGEST_SIZE);
  head->epoch = rep_get_u32 (at + 112);
  memcpy (head->record_sum.bytes, at + 116, REP_DIGEST_SIZE);
  memcpy (head->file.bytes, at + 148, REP_DIGEST_SIZE);
  head->roster_n = rep_get_u32 (at + 180);
  memcpy (head->account.bytes, at + 184, REP_ID_SIZE);
  memcpy (head->signature, at + PACKED_HEAD_SIZE, REP_SIGNATURE_SIZE);
}

static GByteArray *
signed_part (const RepHead *head, const RepId *vault)
{
  GByteArray *message = g_byte_array_new ();
  g_autoptr (GByteArray) packed = pack_head (head);

  g_byte_array_append (message, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (message, packed->data, packed->len);
  return message;
}

void
rep_head_sign (RepHead *head, const RepId *vault, const RepKeypair *keypair)
{
  g_autoptr (GByteArray) message = signed_part (head, vault);

  rep_keypair_sign (keypair, TAG, message->data, message->len, head->signature);
}

gboolean
rep_head_verify (const RepHead *head, const RepId *vault, const RepPublicKeys *keys)
{
  g_autoptr (GByteArray) message = signed_part (head, vault);

  return rep_signature_verify (keys, TAG, message->data, message->len, head->signature);
}

static gboolean
read_head (sqlite3_stmt *stmt, RepHead *head)
{
  gint64 sequence = sqlite3_column_int64 (stmt, 0);
  gint64 epoch = sqlite3_column_int64 (stmt, 2);
  gint64 roster_n = sqlite3_column_int64 (stmt, 5);
  gint64 base = sqlite3_column_int64 (stmt, 9);

  head->sequence = (guint64)sequence;
  head->epoch = (guint32)epoch;
  head->roster_n = (guint32)roster_n;
  head->base_sequence = (guint64)base;
  return sequence >= 0 && sequence <= G_MAXUINT32 && epoch >= 1 && epoch <= G_MAXUINT32 &&
         roster_n >= 0 && roster_n <= G_MAXUINT32 && base >= 0 && base <= sequence &&
         rep_column_fixed (stmt, 1, head->chain.bytes, REP_DIGEST_SIZE) &&
         rep_column_fixed (stmt, 3, head->record_sum.bytes, REP_DIGEST_SIZE) &&
         rep_column_fixed (stmt, 4, head->file.bytes, REP_DIGEST_SIZE) &&
         rep_column_fixed (stmt, 6, head->account.bytes, REP_ID_SIZE) &&
         rep_column_fixed (stmt, 7, head->signature, REP_SIGNATURE_SIZE) &&
         rep_column_fixed (stmt, 8, head->instance.bytes, REP_ID_SIZE) &&
         rep_column_fixed (stmt, 10, head->base_chain.bytes, REP_DIGEST_SIZE);
}

gboolean
rep_head_load (
    RepDatabase *database, const RepId *device, RepHead *head, gboolean *found, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, load_head_sql, error);
  RepStep step;
  gboolean whole = TRUE;

  if (stmt == NULL || !rep_bind_id (stmt, ":device", device, error))
    return FALSE;

  step = rep_step (stmt, error);
  if (step == REP_STEP_ERROR)
    return FALSE;
  *found = step == REP_STEP_ROW;
  head->device = *device;
  if (*found)
    whole = read_head (stmt, head);
  sqlite3_reset (stmt);
  if (!whole)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "malformed journal head");
  return whole;
}

gboolean
rep_head_store (RepDatabase *database, const RepHead *head, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, store_head_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":device", &head->device, error) &&
         rep_bind_id (stmt, ":instance", &head->instance, error) &&
         rep_bind_int (stmt, ":sequence", (gint64)head->sequence, error) &&
         rep_bind_digest (stmt, ":chain", &head->chain, error) &&
         rep_bind_int (stmt, ":base_sequence", (gint64)head->base_sequence, error) &&
         rep_bind_digest (stmt, ":base_chain", &head->base_chain, error) &&
         rep_bind_int (stmt, ":epoch", head->epoch, error) &&
         rep_bind_digest (stmt, ":record_sum", &head->record_sum, error) &&
         rep_bind_digest (stmt, ":file", &head->file, error) &&
         rep_bind_int (stmt, ":roster_n", head->roster_n, error) &&
         rep_bind_id (stmt, ":account", &head->account, error) &&
         rep_bind_bytes (stmt, ":signature", head->signature, REP_SIGNATURE_SIZE, error) &&
         rep_step_done (stmt, error);
}

static gboolean
keeps_head (RepAction action)
{
  return action == REP_ACTION_HEAD || action == REP_ACTION_DEVICE;
}

static void
encode_changes (RepArena *out, guint key, const RepChange *changes, guint n)
{
  rep_cbor_put_uint (out, key);
  rep_cbor_put_array (out, 2 * n);
  for (guint i = 0; i < n; i++) {
    rep_cbor_put_bytes (out, changes[i].id.bytes, REP_ID_SIZE);
    rep_cbor_put_bytes (out, changes[i].digest.bytes, REP_DIGEST_SIZE);
  }
}

static void
encode_entry (RepArena *out, const RepDigest *previous, const Content *content)
{
  rep_cbor_put_map (out, 5 + (content->kept != NULL) + (content->erasure != NULL ? 2 : 0));
  rep_cbor_put_uint (out, KEY_TIME);
  rep_cbor_put_uint (out, (guint64)MAX (content->time, 0));
  rep_cbor_put_uint (out, KEY_ACCOUNT);
  rep_cbor_put_bytes (out, content->account->bytes, REP_ID_SIZE);
  rep_cbor_put_uint (out, KEY_ACTION);
  rep_cbor_put_uint (out, content->action);
  encode_changes (out, KEY_CHANGES, content->changes, content->n);
  rep_cbor_put_uint (out, KEY_PREVIOUS);
  rep_cbor_put_bytes (out, previous->bytes, REP_DIGEST_SIZE);
  if (content->kept != NULL) {
    g_autoptr (GByteArray) packed = pack_head (content->kept);

    g_byte_array_append (packed, content->kept->signature, REP_SIGNATURE_SIZE);
    rep_cbor_put_uint (out, KEY_KEPT);
    rep_cbor_put_bytes (out, packed->data, packed->len);
  }
  if (content->erasure != NULL) {
    rep_cbor_put_uint (out, KEY_REASON);
    rep_cbor_put_uint (out, content->erasure->reason);
    encode_changes (out, KEY_REMOVED, content->erasure->removed, content->erasure->n);
  }
}

static gboolean
append (RepDatabase *database,
        const RepKeyring *keyring,
        RepHead *head,
        const Content *content,
        GError **error)
{
  guint64 sequence = head->sequence + 1;
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GBytes) sealed = NULL;
  sqlite3_stmt *stmt;
  gconstpointer bytes;
  gsize size;

  if (sequence > G_MAXUINT32) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "the journal is full");
    return FALSE;
  }

  encode_entry (clear, &head->chain, content);
  sealed = rep_keyring_seal (keyring, REP_COMPARTMENT_FACTS, &head->device, REP_JOURNAL_KIND,
                             (guint32)sequence, REP_PADDING_256, rep_arena_data (clear),
                             rep_arena_size (clear), error);
  if (sealed == NULL)
    return FALSE;

  bytes = g_bytes_get_data (sealed, &size);
  stmt = rep_database_statement (database, append_sql, error);
  if (stmt == NULL || !rep_bind_id (stmt, ":device", &head->device, error) ||
      !rep_bind_int (stmt, ":sequence", (gint64)sequence, error) ||
      !rep_bind_bytes (stmt, ":entry", bytes, size, error) || !rep_step_done (stmt, error))
    return FALSE;

  head->sequence = sequence;
  head->chain = rep_digest_chain (&head->chain, bytes, size);
  return TRUE;
}

gboolean
rep_journal_append (RepDatabase *database,
                    const RepKeyring *keyring,
                    RepHead *head,
                    gint64 time,
                    const RepId *account,
                    RepAction action,
                    const RepChange *changes,
                    guint n,
                    const RepHead *kept,
                    GError **error)
{
  Content content = { time, account, action, changes, n, kept, NULL };

  guint limit = action == REP_ACTION_PRUNE ? REP_JOURNAL_MAX_PRUNED : REP_JOURNAL_MAX_CHANGES;

  g_return_val_if_fail (n <= limit && keeps_head (action) == (kept != NULL), FALSE);

  return append (database, keyring, head, &content, error);
}

gboolean
rep_journal_append_erasure (RepDatabase *database,
                            const RepKeyring *keyring,
                            RepHead *head,
                            gint64 time,
                            const RepId *account,
                            const RepChange *changes,
                            guint n,
                            const RepJournalErasure *erasure,
                            GError **error)
{
  Content content = { time, account, REP_ACTION_ERASE, changes, n, NULL, erasure };

  g_return_val_if_fail (n <= REP_JOURNAL_MAX_CHANGES && erasure->n <= REP_JOURNAL_MAX_CHANGES,
                        FALSE);

  return append (database, keyring, head, &content, error);
}

static gboolean
take_key (RepCbor *in, guint64 key, RepCborType type, RepCborItem *item)
{
  RepCborItem name;

  return rep_cbor_expect (in, REP_CBOR_UINT, &name) && name.number == key &&
         rep_cbor_expect (in, type, item);
}

static gboolean
take_fixed (RepCbor *in, gpointer out, gsize size)
{
  RepCborItem item;

  if (!rep_cbor_expect (in, REP_CBOR_BYTES, &item) || item.number != size)
    return FALSE;
  memcpy (out, item.data, size);
  return TRUE;
}

static gboolean
take_changes (RepCbor *in, guint key, GArray **changes)
{
  RepCborItem head;

  if (!take_key (in, key, REP_CBOR_ARRAY, &head) || head.number % 2 != 0)
    return FALSE;
  *changes = g_array_new (FALSE, FALSE, sizeof (RepChange));
  for (guint64 i = 0; i < head.number; i += 2) {
    RepChange change;

    if (!take_fixed (in, change.id.bytes, REP_ID_SIZE) ||
        !take_fixed (in, change.digest.bytes, REP_DIGEST_SIZE))
      return FALSE;
    g_array_append_val (*changes, change);
  }
  return TRUE;
}

static gboolean
take_kept (RepCbor *in, RepHead *kept)
{
  RepCborItem item;

  if (!take_key (in, KEY_KEPT, REP_CBOR_BYTES, &item) ||
      item.number != PACKED_HEAD_SIZE + REP_SIGNATURE_SIZE)
    return FALSE;
  unpack_head (item.data, kept);
  return TRUE;
}

static gboolean
take_erasure (RepCbor *in, RepJournalEntry *entry)
{
  RepCborItem item;

  if (!take_key (in, KEY_REASON, REP_CBOR_UINT, &item) || item.number > G_MAXUINT8)
    return FALSE;
  entry->reason = (guint8)item.number;
  return take_changes (in, KEY_REMOVED, &entry->removed);
}

static guint
keys_of (RepAction action)
{
  return 5 + keeps_head (action) + (action == REP_ACTION_ERASE ? 2 : 0);
}

static gboolean
take_entry (RepCbor *in, RepJournalEntry *entry)
{
  RepCborItem map, item;

  if (!rep_cbor_expect (in, REP_CBOR_MAP, &map) || !take_key (in, KEY_TIME, REP_CBOR_UINT, &item))
    return FALSE;
  entry->time = (gint64)item.number;
  if (!take_key (in, KEY_ACCOUNT, REP_CBOR_BYTES, &item) || item.number != REP_ID_SIZE)
    return FALSE;
  memcpy (entry->account.bytes, item.data, REP_ID_SIZE);
  if (!take_key (in, KEY_ACTION, REP_CBOR_UINT, &item) || item.number > G_MAXUINT16)
    return FALSE;
  entry->action = (RepAction)item.number;
  if (map.number != keys_of (entry->action) || !take_changes (in, KEY_CHANGES, &entry->changes) ||
      !take_key (in, KEY_PREVIOUS, REP_CBOR_BYTES, &item) || item.number != REP_DIGEST_SIZE)
    return FALSE;
  memcpy (entry->previous.bytes, item.data, REP_DIGEST_SIZE);
  return (!keeps_head (entry->action) || take_kept (in, &entry->kept)) &&
         (entry->action != REP_ACTION_ERASE || take_erasure (in, entry)) && in->at == in->size;
}

typedef struct {
  RepDatabase *database;
  const RepKeyring *keyring;
  const RepId *device;
  RepArena *clear;
  RepJournalEnd *end;
  gboolean chain_known; /* that of the entry before: whether there is something to continue */
} Scan;

static void
note_broken (Scan *self, guint64 sequence)
{
  if (self->end->broken_at == 0)
    self->end->broken_at = sequence;
}

static gboolean
open_entry (Scan *self, gconstpointer sealed, gsize size, guint64 sequence, RepJournalEntry *entry)
{
  RepSealHeader header;
  RepCbor in;

  if (sealed == NULL || !rep_seal_parse_header (sealed, size, &header, NULL) ||
      header.revision != sequence || header.compartment != REP_COMPARTMENT_FACTS ||
      !rep_keyring_open (self->keyring, self->device, REP_JOURNAL_KIND, REP_CLASS_FACTS, sealed,
                         size, self->clear, NULL))
    return FALSE;
  in = (RepCbor){ rep_arena_data (self->clear), rep_arena_size (self->clear), 0 };
  return take_entry (&in, entry);
}

/* One stored entry: its place, its seal, its link to the entry before. Returns whether it opens. */
static gboolean
read_entry (Scan *self, sqlite3_stmt *stmt, RepJournalEntry *entry)
{
  guint64 sequence = (guint64)sqlite3_column_int64 (stmt, 0);
  gconstpointer sealed = sqlite3_column_blob (stmt, 1);
  gsize size = (gsize)sqlite3_column_bytes (stmt, 1);
  RepId device;

  if (sequence != self->end->last + 1) {
    note_broken (self, self->end->last + 1);
    self->chain_known = FALSE;
  }
  self->end->last = sequence;
  if (!rep_column_fixed (stmt, 2, device.bytes, REP_ID_SIZE) ||
      !rep_id_equal (&device, self->device) || /* a damaged tree may find what was not asked for */
      !open_entry (self, sealed, size, sequence, entry)) {
    note_broken (self, sequence);
    self->chain_known = FALSE;
    return FALSE;
  }
  entry->follows = self->chain_known;
  if (self->chain_known && !rep_digest_equal (&entry->previous, &self->end->chain)) {
    note_broken (self, sequence);
    entry->follows = FALSE;
  }
  self->end->chain = rep_digest_chain (&entry->previous, sealed, size);
  self->chain_known = TRUE;
  return TRUE;
}

static gboolean
scan_row (Scan *self, sqlite3_stmt *stmt, RepJournalFunc func, gpointer data, GError **error)
{
  g_auto (RepJournalEntry) entry = { 0 };

  return !read_entry (self, stmt, &entry) || func == NULL ||
         func (self->end->last, &entry, data, error);
}

gboolean
rep_journal_scan (RepDatabase *database,
                  const RepKeyring *keyring,
                  const RepHead *head,
                  RepJournalFunc func,
                  gpointer data,
                  RepJournalEnd *end,
                  GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_sql, error);
  g_autoptr (RepArena) clear = rep_arena_new ();
  Scan self = { database, keyring, &head->device, clear, end, TRUE };
  RepStep step;

  *end = (RepJournalEnd){ .last = head->base_sequence, .chain = head->base_chain };
  if (stmt == NULL || !rep_bind_id (stmt, ":device", &head->device, error))
    return FALSE;

  while ((step = rep_step (stmt, error)) == REP_STEP_ROW)
    if (!scan_row (&self, stmt, func, data, error)) {
      sqlite3_reset (stmt);
      return FALSE;
    }
  if (step == REP_STEP_DONE)
    sqlite3_reset (stmt);
  return step == REP_STEP_DONE;
}

gboolean
rep_journal_chain (
    RepDatabase *database, const RepHead *head, guint64 sequence, RepDigest *chain, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, scan_sql, error);
  RepStep step = REP_STEP_DONE;
  guint64 n = head->base_sequence;

  *chain = head->base_chain;
  if (stmt == NULL || !rep_bind_id (stmt, ":device", &head->device, error))
    return FALSE;
  for (; n < sequence && (step = rep_step (stmt, error)) == REP_STEP_ROW; n++)
    *chain = rep_digest_chain (chain, sqlite3_column_blob (stmt, 1),
                               (gsize)sqlite3_column_bytes (stmt, 1));
  if (step == REP_STEP_ERROR)
    return FALSE;

  sqlite3_reset (stmt);
  if (n != sequence)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such entry");
  return n == sequence;
}

gboolean
rep_journal_drop (RepDatabase *database, const RepId *device, guint64 sequence, GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, drop_sql, error);

  return stmt != NULL && rep_bind_id (stmt, ":device", device, error) &&
         rep_bind_int (stmt, ":sequence", (gint64)sequence, error) && rep_step_done (stmt, error);
}

gboolean
rep_journal_has_entry (RepDatabase *database, const RepId *device)
{
  sqlite3_stmt *stmt = rep_database_statement (database, last_sql, NULL);
  RepStep step = REP_STEP_ERROR;

  if (stmt != NULL && rep_bind_id (stmt, ":device", device, NULL))
    step = rep_step (stmt, NULL);
  if (step != REP_STEP_ERROR)
    sqlite3_reset (stmt);
  return step == REP_STEP_ROW;
}

/* The time is the first thing an entry says. */
static gint64
time_of (const RepKeyring *keyring,
         const RepId *device,
         gconstpointer sealed,
         gsize size,
         RepArena *clear)
{
  RepCborItem map, item;
  RepCbor in;

  if (sealed == NULL || !rep_keyring_open (keyring, device, REP_JOURNAL_KIND, REP_CLASS_FACTS,
                                           sealed, size, clear, NULL))
    return 0;
  in = (RepCbor){ rep_arena_data (clear), rep_arena_size (clear), 0 };
  if (!rep_cbor_expect (&in, REP_CBOR_MAP, &map) || !take_key (&in, KEY_TIME, REP_CBOR_UINT, &item))
    return 0;
  return (gint64)MIN (item.number, (guint64)G_MAXINT64);
}

gboolean
rep_journal_last_time (RepDatabase *database,
                       const RepKeyring *keyring,
                       const RepId *device,
                       gint64 *time,
                       GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (database, last_sql, error);
  g_autoptr (RepArena) clear = rep_arena_new ();
  RepStep step;

  if (stmt == NULL || !rep_bind_id (stmt, ":device", device, error))
    return FALSE;
  step = rep_step (stmt, error);
  if (step == REP_STEP_ERROR)
    return FALSE;
  *time = step == REP_STEP_ROW ? time_of (keyring, device, sqlite3_column_blob (stmt, 1),
                                          (gsize)sqlite3_column_bytes (stmt, 1), clear)
                               : 0;
  sqlite3_reset (stmt);
  return TRUE;
}
