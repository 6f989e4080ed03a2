/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "app/casebook/accounts.h"
#include "app/casebook/check.h"
#include "app/casebook/draft.h"
#include "app/demo/demo.h"
#include "app/domain/day.h"
#include "app/exchange/jsonl-export.h"
#include "db/vault-accounts.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

/*
 * One bit of the file, or of one stored value, turned over: what is stored is found and named;
 * anywhere else the export stays what it was. Never is a wrong value taken for a right one.
 */

#define SLOT "contact"
#define EXPORT_ONE_IN 4 /* of what a check found, so many are exported all the same */

/* Stored and in clear, and no signature is over them; docs/format.md says so of each. */
static const char *const unsigned_columns[] = {
  "slot.failures",       "slot.first_failure", "slot.last_failure", "vault.failures",
  "vault.first_failure", "vault.last_failure", "vault.facts_only",  "erased.id",
};

typedef struct {
  char *table;
  char *column;
  gint64 rows;
} Column;

static void
column_free (gpointer data)
{
  Column *column = data;

  g_free (column->table);
  g_free (column->column);
  g_free (column);
}

typedef struct {
  TestVault folder;
  char *bytes;
  gsize size;
  char *export;
  char *dump;
  GPtrArray *columns; /* Column of every table that has a row */
  guint named, structural, harmless;
} Flips;

static gboolean
is_unsigned (const char *table, const char *column)
{
  g_autofree char *name = g_strconcat (table, ".", column, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (unsigned_columns); i++)
    if (strcmp (unsigned_columns[i], name) == 0)
      return TRUE;
  return FALSE;
}

/* --- the vault that is damaged ---------------------------------------------------------------- */

static void
add_account (RepVault *vault, const char *login, RepRole role, guint16 structure)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GArray) structures = g_array_new (FALSE, FALSE, sizeof (guint16));
  RepNewAccount account = { .login = login, .password = password, .role = role };
  g_autoptr (GError) error = NULL;

  g_array_append_val (structures, structure);
  account.structures = role == REP_ROLE_COUNSELLOR ? structures : NULL;
  rep_vault_add_account (vault, &account, TEST_NOW, NULL, &error);
  g_assert_no_error (error);
}

static RepCasebook *
load (const char *path, const char *login, GError **error)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (RepVault) vault = rep_vault_open (path, 0, error);

  if (vault == NULL || !rep_vault_unlock (vault, login, password, TEST_NOW, NULL, error))
    return NULL;
  return rep_casebook_load (g_steal_pointer (&vault), TEST_NOW, error);
}

/* Saves the first youths and partners again, so that there is a past. */
static void
write_again (RepCasebook *casebook, const RepKind *kind, guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint32 i = 0; i < n; i++) {
    g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);

    g_ptr_array_add (objects,
                     rep_casebook_read (casebook, rep_casebook_id (casebook, kind, i), &error));
    g_assert_no_error (error);
    rep_casebook_save (casebook, objects, TEST_NOW, &error);
    g_assert_no_error (error);
  }
}

static void
add_waiting_note (RepVault *vault)
{
  const RepAccount *account = rep_vault_account (vault);
  RepLockedPlace place = { .vault = *rep_vault_id (vault),
                           .account = account->id,
                           .id = rep_id_random () };
  g_autoptr (GBytes) body = rep_locked_note_seal (&account->keys, &place, TEST_NOW, "vu", 2);

  g_assert_true (rep_vault_add_note (vault, &account->id, &place.id, body, NULL));
}

static void
fill (Flips *self)
{
  RepDemoSetup setup = { .persons = g_getenv ("REP_LONG") != NULL ? 120 : 12, .seed = 1 };
  g_autoptr (RepDraft) draft = rep_draft_new ();
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (RepCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  RepDemoCounts counts;
  RepVault *vault;

  setup.until = rep_day_parse ("2020-11-16");
  casebook = load (self->folder.path, TEST_LOGIN, &error);
  g_assert_no_error (error);
  rep_demo_fill (casebook, &setup, TEST_NOW, &counts, &error);
  g_assert_no_error (error);
  vault = rep_casebook_vault (casebook);
  add_account (vault, "sonia", REP_ROLE_COUNSELLOR, REP_COMPARTMENT_FIRST_IDENTITY);
  add_account (vault, "david", REP_ROLE_DIRECTOR, 0);
  write_again (casebook, &rep_kind_person, 6);
  write_again (casebook, &rep_kind_contact, 6);
  rep_draft_set (draft, 1, "à rappeler");
  sealed = rep_draft_seal (draft, vault, SLOT);
  g_assert_true (rep_vault_put_draft (vault, SLOT, sealed, NULL));
  add_waiting_note (vault);
  g_clear_object (&casebook);
  casebook = load (self->folder.path, "david", &error);
  g_assert_no_error (error);
  write_again (casebook, &rep_kind_partner, 3);
}

/* --- what is stored, as text ------------------------------------------------------------------ */

static sqlite3 *
open_plain (const char *path)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  return handle;
}

static void
append_value (GString *text, sqlite3_stmt *stmt, int column)
{
  static const char digits[] = "0123456789abcdef";
  const guint8 *bytes = sqlite3_column_blob (stmt, column);
  int size = sqlite3_column_bytes (stmt, column);
  char *out;

  g_string_append_printf (text, "%d:", sqlite3_column_type (stmt, column));
  g_string_set_size (text, text->len + 2 * (gsize)size);
  out = text->str + text->len - 2 * (gsize)size;
  for (int i = 0; i < size; i++) {
    *out++ = digits[bytes[i] >> 4];
    *out++ = digits[bytes[i] & 15];
  }
  g_string_append_c (text, ' ');
}

static gboolean
dump_table (sqlite3 *handle, const char *table, GString *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  sqlite3_stmt *stmt = NULL;
  int step = SQLITE_ERROR;

  if (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL) == SQLITE_OK)
    while ((step = sqlite3_step (stmt)) == SQLITE_ROW) {
      g_string_append_printf (text, "%s ", table);
      for (int i = 0; i < sqlite3_column_count (stmt); i++)
        if (!is_unsigned (table, sqlite3_column_name (stmt, i)))
          append_value (text, stmt, i);
      g_string_append_c (text, '\n');
    }
  sqlite3_finalize (stmt);
  return step == SQLITE_DONE;
}

static const char *const tables[] = { "vault",     "device", "roster",      "slot",
                                      "key_grant", "record", "record_past", "journal",
                                      "head",      "draft",  "locked_note", "erased" };

/* Every row of every table, or NULL when SQLite cannot read them all. */
static char *
dump (const char *path)
{
  sqlite3 *handle = open_plain (path);
  GString *text = g_string_new (NULL);
  gboolean whole = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    whole = dump_table (handle, tables[i], text) && whole;
  sqlite3_close (handle);
  return g_string_free (text, !whole);
}

static gint64
count_rows (sqlite3 *handle, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  sqlite3_stmt *stmt;
  gint64 rows;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  rows = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return rows;
}

static void
list_columns (Flips *self, sqlite3 *handle, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  gint64 rows = count_rows (handle, table);
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  for (int i = 0; rows > 0 && i < sqlite3_column_count (stmt); i++) {
    Column *column = g_new0 (Column, 1);

    column->table = g_strdup (table);
    column->column = g_strdup (sqlite3_column_name (stmt, i));
    column->rows = rows;
    if (is_unsigned (table, column->column))
      column_free (column);
    else
      g_ptr_array_add (self->columns, column);
  }
  sqlite3_finalize (stmt);
}

/* --- what the program says -------------------------------------------------------------------- */

/* An export of @path, or why there is none. */
static char *
export_of (Flips *self, const char *path)
{
  g_autofree char *output = g_build_filename (self->folder.folder, "export.jsonl", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepCasebook) casebook = load (path, TEST_LOGIN, &error);
  char *text = NULL;
  guint records;

  if (casebook == NULL || !rep_jsonl_export (casebook, output, TEST_NOW, &records, &error))
    return NULL;
  g_assert_true (g_file_get_contents (output, &text, NULL, NULL));
  g_unlink (output);
  return text;
}

static void
append_ids (GString *text, const GArray *ids)
{
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (text, "record %s\n",
                            rep_id_format (&g_array_index (ids, RepId, i), hex));
}

static void
append_grants (GString *text, const GArray *grants)
{
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < grants->len; i++) {
    const RepGrantName *grant = &g_array_index (grants, RepGrantName, i);

    g_string_append_printf (text, "grant %s %u %u\n", rep_id_format (&grant->grantee, hex),
                            grant->compartment, grant->epoch);
  }
}

/* Everything a check found, a line each; "" when it found nothing. */
static char *
findings (const RepCheck *check)
{
  const RepVaultCheck *vault = &check->vault;
  GString *text = g_string_new (NULL);

  append_ids (text, vault->damaged);
  append_ids (text, vault->unsigned_records);
  append_ids (text, vault->missing);
  append_grants (text, vault->grants);
  for (guint i = 0; i < vault->slots->len; i++)
    g_string_append_printf (text, "slot %s\n", (char *)g_ptr_array_index (vault->slots, i));
  for (guint i = 0; i < vault->drafts->len; i++)
    g_string_append_printf (text, "draft %s\n", (char *)g_ptr_array_index (vault->drafts, i));
  if (vault->notes->len > 0)
    g_string_append (text, "note\n");
  if (vault->roster_broken_at >= 0)
    g_string_append_printf (text, "roster %" G_GINT64_FORMAT "\n", vault->roster_broken_at);
  if (vault->journal_broken_at >= 0)
    g_string_append_printf (text, "journal %" G_GINT64_FORMAT "\n", vault->journal_broken_at);
  if (!vault->head_intact)
    g_string_append (text, "head\n");
  if (!vault->file_intact)
    g_string_append (text, "file\n");
  if (!vault->sqlite_intact)
    g_string_append (text, "sqlite\n");
  if (vault->opened && !vault->intact)
    g_string_append (text, "sum\n");
  append_ids (text, check->dangling);
  return g_string_free (text, FALSE);
}

/* As the command does it: all of it, or what needs no key when the vault does not open. */
static char *
check_of (const char *path)
{
  g_auto (RepCheck) check = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepCasebook) casebook = load (path, TEST_LOGIN, &error);

  if (casebook != NULL) {
    if (rep_casebook_check (casebook, NULL, NULL, &check, &error))
      return findings (&check);
    return g_strdup ("refused\n");
  }
  g_clear_error (&error);
  if (!rep_check_closed (path, 0, &check, &error))
    return g_strdup ("refused\n");
  return rep_check_is_sound (&check) ? g_strdup ("refused\n") : findings (&check);
}

/* --- one bit ---------------------------------------------------------------------------------- */

static void
put_back (Flips *self)
{
  static const char *const suffixes[] = { "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (self->folder.path, suffixes[i], NULL);

    g_unlink (path);
  }
  g_assert_true (g_file_set_contents_full (self->folder.path, self->bytes, (gssize)self->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static char *
hex_of (sqlite3_stmt *stmt, int column)
{
  return test_hex (sqlite3_column_blob (stmt, column), (gsize)sqlite3_column_bytes (stmt, column));
}

/* What has to stand in the findings when a value of this row is another. */
static char *
name_of (sqlite3 *handle, const char *table, gint64 row)
{
  static const char *const queries[][2] = {
    { "record", "SELECT id FROM record ORDER BY id" },
    { "record_past", "SELECT id FROM record_past ORDER BY id, revision" },
    { "slot", "SELECT login FROM slot ORDER BY account" },
    { "key_grant", "SELECT grantee, compartment, epoch FROM key_grant ORDER BY 1, 2, 3" },
    { "roster", "SELECT n FROM roster ORDER BY n" },
    { "journal", "SELECT sequence FROM journal ORDER BY device, sequence" },
  };
  char *name = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autofree char *sql =
        g_strdup_printf ("%s LIMIT 1 OFFSET %" G_GINT64_FORMAT, queries[i][1], row);
    g_autofree char *hex = NULL;
    sqlite3_stmt *stmt;

    if (strcmp (queries[i][0], table) != 0)
      continue;
    g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
    g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
    hex = hex_of (stmt, 0);
    if (i < 2)
      name = g_strdup_printf ("record %s\n", hex);
    else if (i == 2)
      name = g_strdup_printf ("slot %s\n", (const char *)sqlite3_column_text (stmt, 0));
    else if (i == 3)
      name = g_strdup_printf ("grant %s %d %d\n", hex, sqlite3_column_int (stmt, 1),
                              sqlite3_column_int (stmt, 2));
    else
      name = g_strdup_printf ("%s %d\n", table, sqlite3_column_int (stmt, 0));
    sqlite3_finalize (stmt);
  }
  return name;
}

static const char *
other_name (const Column *column)
{
  if (strcmp (column->table, "draft") == 0)
    return "draft ";
  if (strcmp (column->table, "locked_note") == 0)
    return "note\n";
  return strcmp (column->table, "vault") == 0 || strcmp (column->column, "instance") == 0
             ? strcmp (column->table, "head") == 0 ? "head\n" : "file\n"
             : "head\n";
}

static const char *const keys[][4] = {
  { "vault", "id", "id", "id" },
  { "device", "id", "id", "id" },
  { "roster", "n", "n", "n" },
  { "slot", "account", "account", "account" },
  { "key_grant", "grantee", "compartment", "epoch" },
  { "record", "id", "id", "id" },
  { "record_past", "id", "revision", "revision" },
  { "journal", "device", "sequence", "sequence" },
  { "head", "device", "device", "device" },
  { "draft", "account", "slot", "slot" },
  { "locked_note", "id", "account", "account" },
};

static const char *const *
keys_of (const char *table)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (strcmp (keys[i][0], table) == 0)
      return keys[i];
  g_assert_not_reached ();
}

static void
bind_flipped (sqlite3_stmt *update, sqlite3_stmt *found, guint32 random)
{
  int size = sqlite3_column_bytes (found, 0);
  int type = sqlite3_column_type (found, 0);
  g_autofree guint8 *bytes = NULL;

  if (type == SQLITE_INTEGER) {
    gint64 number = sqlite3_column_int64 (found, 0) ^ (gint64)1 << random % 31;

    g_assert_cmpint (sqlite3_bind_int64 (update, 1, number), ==, SQLITE_OK);
    return;
  }
  bytes = g_memdup2 (sqlite3_column_blob (found, 0), (gsize)size);
  bytes[random / 8 % (guint)size] ^= (guint8)(1 << random % 8);
  if (type == SQLITE_TEXT)
    sqlite3_bind_text (update, 1, (const char *)bytes, size, SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob (update, 1, bytes, size, SQLITE_TRANSIENT);
}

/* Turns a bit of one value over; FALSE where there is none, or the table would not have it. */
static gboolean
flip_value (sqlite3 *handle, const Column *column, gint64 row, guint32 random)
{
  const char *const *key = keys_of (column->table);
  g_autofree char *select = g_strdup_printf (
      "SELECT %s, %s, %s, %s FROM %s ORDER BY 2, 3, 4 LIMIT 1 OFFSET %" G_GINT64_FORMAT,
      column->column, key[1], key[2], key[3], column->table, row);
  g_autofree char *update =
      g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE %s = ?2 AND %s = ?3 AND %s = ?4", column->table,
                       column->column, key[1], key[2], key[3]);
  sqlite3_stmt *found, *stmt;
  gboolean flipped = FALSE;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, select, -1, &found, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, update, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (found), ==, SQLITE_ROW);
  if (sqlite3_column_bytes (found, 0) > 0) {
    bind_flipped (stmt, found, random);
    for (int i = 1; i <= 3; i++) {
      sqlite3_value *value = sqlite3_value_dup (sqlite3_column_value (found, i));

      sqlite3_bind_value (stmt, i + 1, value);
      sqlite3_value_free (value);
    }
    sqlite3_reset (found);
    flipped = sqlite3_step (stmt) == SQLITE_DONE && sqlite3_changes (handle) == 1;
  }
  sqlite3_finalize (found);
  sqlite3_finalize (stmt);
  return flipped;
}

/* Every line exported is one of those of the whole vault. */
static void
assert_nothing_wrong (Flips *self, const char *export)
{
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) right = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (export == NULL || strcmp (export, self->export) == 0)
    return;
  lines = g_strsplit (export, "\n", -1);
  right = g_strsplit (self->export, "\n", -1);
  for (guint i = 0; right[i] != NULL; i++)
    g_hash_table_add (known, right[i]);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_true (g_hash_table_contains (known, lines[i]));
}

/* One stored value, of each column in turn: found, and named. */
static void
flip_field (Flips *self, guint turn)
{
  const Column *column = g_ptr_array_index (self->columns, turn % self->columns->len);
  gint64 row = g_test_rand_int_range (0, (gint32)column->rows);
  guint32 random = (guint32)g_test_rand_int ();
  g_autofree char *name = NULL;
  g_autofree char *found = NULL;
  g_autofree char *export = NULL;
  gboolean flipped;
  sqlite3 *handle;

  put_back (self);
  handle = open_plain (self->folder.path);
  name = name_of (handle, column->table, row);
  flipped = flip_value (handle, column, row, random);
  sqlite3_close (handle);
  if (!flipped)
    return;
  found = check_of (self->folder.path);
  if (strstr (found, name != NULL ? name : other_name (column)) == NULL)
    g_error ("%s.%s row %" G_GINT64_FORMAT " bit %u: %s wanted, found: %s", column->table,
             column->column, row, random, name != NULL ? name : other_name (column), found);
  if (self->named++ % EXPORT_ONE_IN != 0)
    return;
  export = export_of (self, self->folder.path);
  if (strstr (found, "grant ") == NULL) /* without a key, names are left out */
    assert_nothing_wrong (self, export);
}

/* Where two dumps begin to differ. */
static const char *
first_change (const char *before, const char *after)
{
  gsize at = 0, line = 0;

  for (; before[at] != '\0' && before[at] == after[at]; at++)
    if (after[at] == '\n')
      line = at + 1;
  return after + line;
}

/* One bit anywhere in the file. */
static void
flip_byte (Flips *self)
{
  gsize at = (gsize)g_test_rand_int_range (0, (gint32)self->size);
  guint bit = (guint)g_test_rand_int_range (0, 8);
  g_autofree char *now = NULL;
  g_autofree char *found = NULL;
  g_autofree char *export = NULL;

  self->bytes[at] ^= (char)(1 << bit);
  put_back (self);
  self->bytes[at] ^= (char)(1 << bit);
  now = dump (self->folder.path);
  put_back (self);
  self->bytes[at] ^= (char)(1 << bit);
  put_back (self);
  self->bytes[at] ^= (char)(1 << bit);
  found = check_of (self->folder.path);
  if (found[0] == '\0' || (self->named + self->structural) % EXPORT_ONE_IN == 0)
    export = export_of (self, self->folder.path);
  if (g_strcmp0 (now, self->dump) == 0) { /* no stored value */
    g_assert_true (export == NULL || strcmp (export, self->export) == 0);
    g_assert_true (export != NULL || found[0] != '\0');
    self->harmless += found[0] == '\0';
    self->structural += found[0] != '\0';
    return;
  }
  if (found[0] == '\0')
    g_error ("byte %" G_GSIZE_FORMAT " bit %u: not found:\n%s", at, bit,
             now != NULL ? first_change (self->dump, now) : "rows cannot be read");
  if (now != NULL)
    self->named++;
  else
    self->structural++;
}

static void
flips_set_up (Flips *self, gconstpointer data)
{
  sqlite3 *handle;

  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  fill (self);
  handle = open_plain (self->folder.path);
  g_assert_cmpint (sqlite3_exec (handle, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    list_columns (self, handle, tables[i]);
  sqlite3_close (handle);
  g_assert_true (g_file_get_contents (self->folder.path, &self->bytes, &self->size, NULL));
  self->dump = dump (self->folder.path);
  self->export = export_of (self, self->folder.path);
  g_assert_nonnull (self->export);
  put_back (self);
}

static void
flips_tear_down (Flips *self, gconstpointer data)
{
  put_back (self);
  g_ptr_array_unref (self->columns);
  g_free (self->bytes);
  g_free (self->dump);
  g_free (self->export);
  test_vault_tear_down (&self->folder, NULL);
}

static guint
how_many (void)
{
  return g_getenv ("REP_LONG") != NULL ? 2600 : 260;
}

/* No table of the schema is left out, and each has something to turn over. */
static void
assert_every_table (Flips *self)
{
  gint64 n = test_sql_int (self->folder.path, "SELECT count(*) FROM sqlite_schema"
                                              " WHERE type = 'table' AND name NOT LIKE 'sqlite%'");

  g_assert_cmpint (n, ==, G_N_ELEMENTS (tables));
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    gboolean any = strcmp (tables[i], "erased") == 0; /* nothing but a column that is not signed */

    for (guint c = 0; c < self->columns->len; c++)
      any |= strcmp (((Column *)g_ptr_array_index (self->columns, c))->table, tables[i]) == 0;
    if (!any)
      g_error ("%s has no row", tables[i]);
  }
}

static void
test_fields (Flips *self, gconstpointer data)
{
  g_autofree char *clean = check_of (self->folder.path);

  g_assert_cmpstr (clean, ==, "");
  assert_every_table (self);
  for (guint i = 0; i < how_many (); i++)
    flip_field (self, i);
  g_test_message ("%u flips of stored values in %u columns, each named", self->named,
                  self->columns->len);
  g_assert_cmpuint (self->named, >, how_many () * 9 / 10);
}

static void
test_bytes (Flips *self, gconstpointer data)
{
  for (guint i = 0; i < how_many (); i++)
    flip_byte (self);
  g_test_message ("%" G_GSIZE_FORMAT " bytes: %u in stored values, %u in SQLite's own, %u harmless",
                  self->size, self->named, self->structural, self->harmless);
  g_assert_cmpuint (self->named, >, how_many () / 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Flips, NULL, flips_set_up, func, flips_tear_down)
  ADD ("/flips/fields", test_fields);
  ADD ("/flips/bytes", test_bytes);

  return g_test_run ();
}
