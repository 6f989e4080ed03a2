/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/backup.h"

#include <glib/gstdio.h>
#include <string.h>

#include "db/erased-list.h"
#include "db/vault-accounts.h"
#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define DIRECTOR "david"

typedef struct {
  TestVault vault;
  char *copy;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  test_vault_set_up (&self->vault, data);
  self->copy = g_build_filename (self->vault.folder, "copie.reperes", NULL);
  for (guint32 revision = 1; revision < 4; revision++)
    test_must_save (&self->vault, &id, revision, "faits", "Zoé");
  for (guint i = 0; i < 50; i++) {
    id = rep_id_random ();
    test_must_save (&self->vault, &id, 1, "faits", i % 2 == 0 ? "Ali" : NULL);
  }
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const suffixes[] = { "", ".erased", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (self->copy, suffixes[i], NULL);

    g_unlink (path);
  }
  test_vault_tear_down (&self->vault, data); /* asserts that nothing else is left */
  g_free (self->copy);
}

static void
backup (Fixture *self, gboolean facts_only)
{
  RepBackup wanted = { .facts_only = facts_only };
  g_autoptr (GError) error = NULL;

  rep_vault_backup (self->vault.vault, self->copy, &wanted, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (wanted.records, ==, 51);
}

static void
assert_sound (RepVault *vault)
{
  g_autoptr (GError) error = NULL;

  rep_vault_is_sound (vault, NULL, &error);
  g_assert_no_error (error);
}

/* A whole copy is one private file without a device, and opens as the vault does. */
static void
test_whole (Fixture *self, gconstpointer data)
{
  GStatBuf st;
  g_autofree char *list = g_strconcat (self->copy, REP_ERASED_SUFFIX, NULL);
  g_autofree char *log = g_strconcat (self->copy, "-wal", NULL);
  RepVault *copy;

  backup (self, FALSE);
  g_assert_cmpint (g_stat (self->copy, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_test (list, G_FILE_TEST_IS_REGULAR));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_cmpint (test_sql_int (self->copy, "SELECT count(*) FROM device"), ==, 0);
  g_assert_cmpint (test_sql_int (self->copy, "SELECT count(*) FROM record_past"), ==, 2);
  copy = test_vault_unlock (self->copy, TEST_LOGIN, TEST_PASSWORD);
  assert_sound (copy);
  g_assert_true (rep_id_is_none (rep_vault_instance (copy)));
  rep_vault_free (copy);
}

/* Whoever writes to it first takes a device; the vault goes on as if nothing were. */
static void
test_goes_on (Fixture *self, gconstpointer data)
{
  TestVault other = self->vault;
  RepId id = rep_id_random ();

  backup (self, FALSE);
  other.vault = test_vault_unlock (self->copy, TEST_LOGIN, TEST_PASSWORD);
  test_must_save (&other, &id, 1, "ailleurs", "Noé");
  g_assert_false (rep_id_equal (&other.vault->device, &self->vault.vault->device));
  assert_sound (other.vault);
  rep_vault_free (other.vault);
  test_must_save (&self->vault, &id, 1, "ici", NULL);
  assert_sound (self->vault.vault);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  RepBackup wanted = { .facts_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *nowhere = g_build_filename (self->vault.folder, "rien", "copie", NULL);

  g_assert_false (rep_vault_backup (self->vault.vault, self->copy, &wanted, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NO_DIRECTOR);
  g_clear_error (&error);
  wanted.facts_only = FALSE;
  g_assert_false (rep_vault_backup (self->vault.vault, nowhere, &wanted, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (self->copy, "mien", -1, NULL));
  g_assert_false (rep_vault_backup (self->vault.vault, self->copy, &wanted, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (rep_backup_file (self->vault.path, self->copy, &wanted, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS);
}

static gboolean
stop_at (double fraction, gpointer data)
{
  const double *limit = data;

  g_assert_true (fraction >= 0 && fraction <= 1);
  return fraction < *limit;
}

/* Given up at any point, nothing is left behind (the folder is looked at when the test ends). */
static void
test_cancel (Fixture *self, gconstpointer data)
{
  static const double limits[] = { 0, 0.01, 0.3, 0.5, 1 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    double limit = limits[i];
    RepBackup wanted = { .progress = stop_at, .data = &limit };
    g_autoptr (GError) error = NULL;

    g_assert_false (rep_vault_backup (self->vault.vault, self->copy, &wanted, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED);
    g_assert_false (g_file_test (self->copy, G_FILE_TEST_EXISTS));
  }
}

/* What is not sound does not take the place of a copy that is. */
static void
test_damaged (Fixture *self, gconstpointer data)
{
  RepBackup wanted = { 0 };
  g_autoptr (GError) error = NULL;

  test_vault_close (&self->vault);
  test_flip (self->vault.path, "record", "identity",
             "id = (SELECT id FROM record WHERE identity IS NOT NULL LIMIT 1)", 60);
  test_vault_reopen (&self->vault);
  g_assert_false (rep_vault_backup (self->vault.vault, self->copy, &wanted, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  g_assert_false (g_file_test (self->copy, G_FILE_TEST_EXISTS));
}

/* Without a key: row by row the same, and sound for whoever opens it. */
static void
test_file (Fixture *self, gconstpointer data)
{
  RepBackup wanted = { 0 };
  g_autoptr (GError) error = NULL;
  RepVault *copy;

  rep_backup_file (self->vault.path, self->copy, &wanted, &error); /* while it is open elsewhere */
  g_assert_no_error (error);
  g_assert_cmpuint (wanted.records, ==, 51);
  copy = test_vault_unlock (self->copy, TEST_LOGIN, TEST_PASSWORD);
  assert_sound (copy);
  rep_vault_free (copy);
}

static void
add_director (Fixture *self)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepNewAccount account = { .login = DIRECTOR, .password = password, .role = REP_ROLE_DIRECTOR };
  g_autoptr (GError) error = NULL;

  rep_vault_add_account (self->vault.vault, &account, TEST_NOW, NULL, &error);
  g_assert_no_error (error);
}

typedef struct {
  const char *bytes;
  gsize size;
  guint n;
} Hunt;

static gboolean
hunt (const RepRecord *record, gpointer data, GError **error)
{
  Hunt *self = data;
  const RepBlob *payloads[] = { &record->identity, &record->link };

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    if (payloads[i]->data != NULL) {
      self->n++;
      for (gsize at = 0; at + 16 <= payloads[i]->size; at += 16)
        g_assert_null (memmem (self->bytes, self->size, payloads[i]->data + at, 16));
    }
  return TRUE;
}

/* No byte of a sealed name, present or past, in the director's copy; sums and signatures hold. */
static void
test_facts_only (Fixture *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  Hunt hunting = { 0 };
  TestVault other = self->vault;
  RepId id = rep_id_random ();

  add_director (self);
  backup (self, TRUE);
  g_assert_true (g_file_get_contents (self->copy, &bytes, &hunting.size, NULL));
  hunting.bytes = bytes;
  g_assert_true (rep_vault_scan (self->vault.vault, hunt, &hunting, NULL, NULL));
  g_assert_true (rep_vault_scan_past (self->vault.vault, hunt, &hunting, NULL));
  g_assert_cmpuint (hunting.n, ==, 2 * (26 + 2));
  g_assert_cmpint (test_sql_int (self->copy, "SELECT count(*) FROM slot"), ==, 1);
  g_assert_cmpint (test_sql_int (self->copy, "SELECT count(*) FROM key_grant"), ==, 1);
  g_assert_cmpint (test_sql_int (self->copy,
                                 "SELECT count(*) FROM record WHERE length(identity) > 32"
                                 " OR length(link) > 32"),
                   ==, 0);

  other.vault = test_vault_unlock (self->copy, DIRECTOR, TEST_PASSWORD);
  g_assert_true (rep_vault_is_facts_only (other.vault));
  assert_sound (other.vault);
  test_must_save (&other, &id, 1, "du directeur", NULL);
  assert_sound (other.vault);
  test_vault_close (&other);
}

/* Changing the facts keeps the digests; a digest where it has no business is damage. */
static void
test_facts_only_saves (Fixture *self, gconstpointer data)
{
  TestVault other = self->vault;
  RepId id = rep_id_random ();

  test_must_save (&self->vault, &id, 1, "avant", "Zoé");
  add_director (self);
  {
    RepBackup wanted = { .facts_only = TRUE };

    g_assert_true (rep_vault_backup (self->vault.vault, self->copy, &wanted, NULL));
  }
  other.vault = test_vault_unlock (self->copy, DIRECTOR, TEST_PASSWORD);
  test_must_save (&other, &id, 2, "après", NULL);
  assert_sound (other.vault);
  test_vault_close (&other);
  g_assert_cmpint (
      test_sql_int (self->copy, "SELECT length(identity) FROM record WHERE revision = 2"), ==, 32);
  test_sql (self->copy, "UPDATE vault SET facts_only = 0");
  other.vault = test_vault_unlock (self->copy, DIRECTOR, TEST_PASSWORD);
  {
    g_autoptr (GError) error = NULL;

    g_assert_false (rep_vault_is_sound (other.vault, NULL, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  }
  test_vault_close (&other);
}

/* Read from anywhere, written to nowhere but the new place. */
static void
test_fetch (Fixture *self, gconstpointer data)
{
  g_autofree char *stick = g_build_filename (self->vault.folder, "cle", NULL);
  g_autofree char *source = g_build_filename (stick, "copie.reperes", NULL);
  g_autofree char *list = g_strconcat (self->copy, REP_ERASED_SUFFIX, NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf st;
  RepVault *copy;

  backup (self, FALSE);
  g_assert_cmpint (g_mkdir (stick, 0755), ==, 0);
  g_assert_cmpint (g_rename (self->copy, source), ==, 0);
  g_assert_cmpint (g_chmod (source, 0444), ==, 0);
  g_assert_cmpint (g_chmod (stick, 0555), ==, 0);
  rep_backup_fetch (source, self->copy, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (self->copy, &st), ==, 0);
  g_assert_cmpuint (st.st_mode & 0777, ==, 0600);
  copy = test_vault_unlock (self->copy, TEST_LOGIN, TEST_PASSWORD);
  assert_sound (copy);
  rep_vault_free (copy);
  g_assert_false (rep_backup_fetch (source, self->copy, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (rep_backup_fetch (list, "/nowhere", &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  g_assert_cmpint (g_chmod (stick, 0755), ==, 0);
  g_assert_cmpint (g_unlink (source), ==, 0);
  g_assert_cmpint (g_rmdir (stick), ==, 0);
}

/* The list of the erased: frozen bytes, and whatever else is no list. */
static void
test_erased_list (void)
{
  RepId vault = test_id (0x11), other = test_id (0x12);
  RepId ids[] = { test_id (0x33), test_id (0x22) };
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (RepId));
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (GArray) read = NULL;
  g_autofree char *hex = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_array_append_vals (list, ids, 2);
  packed = rep_erased_pack (&vault, list);
  size = g_bytes_get_size (packed);
  hex = test_hex (g_bytes_get_data (packed, NULL), size);
  g_assert_cmpstr (
      hex, ==,
      "52504552011111111111111111111111111111111102000000222222222222222222222222222222223333333333"
      "33333333333333333333339d93a21415bf06a1a3a0b05254acb0a6954bb07ecc1ac2cac1709fe304cf3197");
  read = rep_erased_parse (g_bytes_get_data (packed, NULL), size, &vault, NULL);
  g_assert_cmpuint (read->len, ==, 2);
  g_assert_true (rep_id_equal (&g_array_index (read, RepId, 0), &ids[1]));
  g_assert_null (rep_erased_parse (g_bytes_get_data (packed, NULL), size, &other, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  for (gsize cut = 0; cut < size; cut++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (packed, NULL), cut);

    g_assert_null (rep_erased_parse (copy, cut, &vault, NULL));
  }
  for (gsize at = 0; at < size; at++) {
    g_autofree guint8 *copy = test_copy (packed);

    copy[at] ^= 1;
    g_assert_null (rep_erased_parse (copy, size, &vault, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/backup/whole", test_whole);
  ADD ("/backup/goes-on", test_goes_on);
  ADD ("/backup/refused", test_refused);
  ADD ("/backup/cancel", test_cancel);
  ADD ("/backup/damaged", test_damaged);
  ADD ("/backup/file", test_file);
  ADD ("/backup/facts-only", test_facts_only);
  ADD ("/backup/facts-only-saves", test_facts_only_saves);
  ADD ("/backup/fetch", test_fetch);
  g_test_add_func ("/backup/erased-list", test_erased_list);

  return g_test_run ();
}
