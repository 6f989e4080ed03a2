/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/db/fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "db/vault-accounts.h"
#include "tests/crypto/fixture.h"

void
test_folder_set_up (TestVault *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("reperes-test-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "essai.reperes", NULL);
}

static gboolean
take_sheets (const GPtrArray *codes, gpointer data, GError **error)
{
  g_assert_cmpuint (codes->len, ==, 1);
  return TRUE;
}

gint64
test_due (void)
{
  static gint64 now = TEST_LATER;

  /* Ten thousandths of a second count as seconds: so it is for a process that was forked, too. */
  now = MAX (now + 61, TEST_LATER + g_get_monotonic_time () / 10);
  return now;
}

void
test_vault_create (const char *path)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  RepVaultSetup setup = { .organisation = "Mission Locale d'Épernay",
                          .login = TEST_LOGIN,
                          .password = password,
                          .shares = 1,
                          .now = TEST_NOW };

  rep_vault_create (path, &setup, take_sheets, NULL, &error);
  g_assert_no_error (error);
}

RepVault *
test_vault_unlock (const char *path, const char *login, const char *password)
{
  g_autoptr (RepSecret) secret = test_secret (password);
  g_autoptr (GError) error = NULL;
  RepVault *vault = rep_vault_open (path, 0, &error);

  g_assert_no_error (error);
  rep_vault_unlock (vault, login, secret, test_due (), NULL, &error);
  g_assert_no_error (error);
  return vault;
}

void
test_vault_close (TestVault *self)
{
  g_clear_pointer (&self->vault, rep_vault_free);
}

void
test_vault_reopen (TestVault *self)
{
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, TEST_LOGIN, TEST_PASSWORD);
}

void
test_vault_set_up (TestVault *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_folder_set_up (self, data);
  test_vault_create (self->path);
  test_vault_reopen (self);
  rep_vault_add_structure (self->vault, TEST_NOW, &self->structure, &error);
  g_assert_no_error (error);
}

void
test_vault_tear_down (TestVault *self, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (self->path, ".lock", NULL);

  test_vault_close (self);
  g_unlink (self->path);
  g_unlink (lock);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

RepId
test_add_account (TestVault *self, const char *login, RepRole role, const GArray *structures)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepNewAccount account = {
    .login = login, .password = password, .role = role, .structures = structures
  };
  g_autoptr (GError) error = NULL;
  RepId id;

  rep_vault_add_account (self->vault, &account, TEST_NOW, &id, &error);
  g_assert_no_error (error);
  return id;
}

RepId
test_add_counsellor (TestVault *self, const char *login)
{
  g_autoptr (GArray) structures = g_array_new (FALSE, FALSE, sizeof (guint16));

  g_array_append_val (structures, self->structure);
  return test_add_account (self, login, REP_ROLE_COUNSELLOR, structures);
}

void
test_must_revoke (TestVault *self, RepId id)
{
  g_autoptr (GError) error = NULL;

  rep_vault_revoke (self->vault, &id, NULL, NULL, TEST_NOW, &error);
  g_assert_no_error (error);
}

void
test_log_in (TestVault *self, const char *login)
{
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, login, TEST_PASSWORD);
}

static GBytes *
seal (TestVault *self, guint16 compartment, const RepId *id, guint32 revision, const char *text)
{
  RepPadding padding =
      compartment >= REP_COMPARTMENT_FIRST_IDENTITY ? REP_PADDING_POWER : REP_PADDING_64;
  g_autoptr (GError) error = NULL;
  GBytes *sealed = rep_keyring_seal (rep_vault_keyring (self->vault), compartment, id, TEST_KIND,
                                     revision, padding, text, strlen (text), &error);

  g_assert_no_error (error);
  return sealed;
}

RepVaultChange
test_change (TestVault *self, const RepId *id, guint32 revision, const char *text, const char *name)
{
  RepVaultChange change = { .id = *id, .kind = TEST_KIND, .revision = revision };

  change.facts = seal (self, REP_COMPARTMENT_FACTS, id, revision, text);
  if (name != NULL) {
    change.identity = seal (self, self->structure, id, revision, name);
    change.link = seal (self, REP_COMPARTMENT_LINK, id, revision, name);
  }
  return change;
}

void
test_change_clear (RepVaultChange *change)
{
  g_clear_pointer (&change->facts, g_bytes_unref);
  g_clear_pointer (&change->identity, g_bytes_unref);
  g_clear_pointer (&change->link, g_bytes_unref);
}

gboolean
test_save (TestVault *self,
           const RepId *id,
           guint32 revision,
           const char *text,
           const char *name,
           GError **error)
{
  RepVaultChange change = test_change (self, id, revision, text, name);
  gboolean saved = rep_vault_save (self->vault, &change, 1, REP_ACTION_SAVE, NULL, TEST_NOW, error);

  test_change_clear (&change);
  return saved;
}

void
test_must_save (
    TestVault *self, const RepId *id, guint32 revision, const char *text, const char *name)
{
  g_autoptr (GError) error = NULL;

  test_save (self, id, revision, text, name, &error);
  g_assert_no_error (error);
}

typedef struct {
  RepVault *vault;
  GString *text;
} Reading;

static void
append_payload (Reading *self,
                const RepRecord *record,
                const RepBlob *payload,
                RepCompartmentClass expected)
{
  g_autoptr (RepArena) clear = rep_arena_new ();

  if (payload->data == NULL)
    g_string_append_c (self->text, '-');
  else if (rep_keyring_open (rep_vault_keyring (self->vault), &record->id, record->kind, expected,
                             payload->data, payload->size, clear, NULL))
    g_string_append_len (self->text, (const char *)rep_arena_data (clear),
                         (gssize)rep_arena_size (clear));
  else
    g_string_append_c (self->text, '?');
}

static gboolean
read_record (const RepRecord *record, gpointer data, GError **error)
{
  Reading *self = data;

  g_string_append_printf (self->text, "%u:", record->revision);
  append_payload (self, record, &record->facts, REP_CLASS_FACTS);
  g_string_append_c (self->text, '/');
  append_payload (self, record, &record->identity, REP_CLASS_IDENTITY);
  g_string_append_c (self->text, '/');
  append_payload (self, record, &record->link, REP_CLASS_LINK);
  return TRUE;
}

char *
test_read (RepVault *vault, const RepId *id)
{
  Reading reading = { vault, g_string_new (NULL) };
  g_autoptr (GError) error = NULL;

  if (rep_vault_find (vault, id, read_record, &reading, &error))
    return g_string_free (reading.text, FALSE);

  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  return g_string_free (reading.text, TRUE);
}

gboolean
test_intact (RepVault *vault)
{
  g_autoptr (GError) error = NULL;
  gboolean intact = FALSE;

  rep_vault_scan (vault, NULL, NULL, &intact, &error);
  g_assert_no_error (error);
  return intact;
}

void
test_sql (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

gint64
test_sql_int (const char *path, const char *sql)
{
  sqlite3 *handle;
  sqlite3_stmt *stmt;
  gint64 value;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return value;
}

void
test_flip (const char *path, const char *table, const char *column, const char *where, gsize at)
{
  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s WHERE %s", column, table, where);
  g_autofree char *update =
      g_strdup_printf ("UPDATE %s SET %s = ?1 WHERE %s", table, column, where);
  g_autofree guint8 *copy = NULL;
  gsize size;
  sqlite3 *handle;
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, select, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  size = (gsize)sqlite3_column_bytes (stmt, 0);
  copy = g_memdup2 (sqlite3_column_blob (stmt, 0), size);
  sqlite3_finalize (stmt);
  g_assert_cmpuint (at, <, size);
  copy[at] ^= 1;
  g_assert_cmpint (sqlite3_prepare_v2 (handle, update, -1, &stmt, NULL), ==, SQLITE_OK);
  sqlite3_bind_blob64 (stmt, 1, copy, size, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_changes (handle), ==, 1);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

RepDigest
test_file_digest (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &size, &error);
  g_assert_no_error (error);
  return rep_digest (bytes, size);
}
