/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crypto/slot.h"
#include "db/migrate.h"
#include "db/vault-accounts.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

static guint
mode_of (const char *path, const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  GStatBuf st;

  g_assert_cmpint (g_stat (name, &st), ==, 0);
  return st.st_mode & 07777;
}

static void
test_round_trip (TestVault *self, gconstpointer data)
{
  RepId one = rep_id_random (), two = rep_id_random (), none = rep_id_random ();
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  test_must_save (self, &one, 1, "REPERE", "Zoé Petit");
  test_must_save (self, &two, 1, "CONTACTE", NULL);
  g_assert_true (test_intact (self->vault));
  test_vault_reopen (self);
  first = test_read (self->vault, &one);
  second = test_read (self->vault, &two);
  g_assert_cmpstr (first, ==, "1:REPERE/Zoé Petit/Zoé Petit");
  g_assert_cmpstr (second, ==, "1:CONTACTE/-/-");
  g_assert_null (test_read (self->vault, &none));
  g_assert_true (test_intact (self->vault));
}

static gboolean
count_row (const RepRecord *record, gpointer data, GError **error)
{
  ++*(guint *)data;
  return TRUE;
}

static gboolean
stop_at_second (const RepRecord *record, gpointer data, GError **error)
{
  if (++*(guint *)data < 2)
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "enough");
  return FALSE;
}

static void
test_scan (TestVault *self, gconstpointer data)
{
  guint n = 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10; i++) {
    RepId id = rep_id_random ();

    test_must_save (self, &id, 1, "x", NULL);
  }
  g_assert_true (rep_vault_scan (self->vault, count_row, &n, NULL, &error));
  g_assert_cmpuint (n, ==, 10);
  n = 0;
  g_assert_false (rep_vault_scan (self->vault, stop_at_second, &n, NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED);
  g_assert_cmpuint (n, ==, 2);
  g_assert_true (test_intact (self->vault));
}

static void
test_modes (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "x", NULL);
  g_assert_cmpuint (mode_of (self->path, ""), ==, 0600);
  g_assert_cmpuint (mode_of (self->path, ".lock"), ==, 0600);
  g_assert_cmpuint (mode_of (self->path, "-wal"), ==, 0600);
  g_assert_cmpuint (mode_of (self->path, "-shm"), ==, 0600);
}

static void
test_mode_without_umask (TestVault *self, gconstpointer data)
{
  mode_t before = umask (0);

  test_vault_create (self->path);
  umask (before);
  g_assert_cmpuint (mode_of (self->path, ""), ==, 0600);
}

static void
test_names (TestVault *self, gconstpointer data)
{
  g_assert_cmpstr (rep_vault_organisation (self->vault), ==, "Mission Locale d'Épernay");
  g_assert_cmpstr (rep_vault_account (self->vault)->login, ==, TEST_LOGIN);
  g_assert_true (
      rep_id_equal (rep_vault_id (self->vault), rep_roster_vault (rep_vault_roster (self->vault))));
  g_assert_cmpuint (self->structure, ==, REP_COMPARTMENT_FIRST_IDENTITY);
}

/* --- unlocking ------------------------------------------------------------------------------ */

static char *
unlock_error (TestVault *self, const char *login, const char *password)
{
  g_autoptr (RepSecret) secret = test_secret (password);
  g_autoptr (GError) error = NULL;

  g_assert_false (rep_vault_unlock (self->vault, login, secret, test_due (), NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET);
  g_assert_null (rep_vault_keyring (self->vault));
  g_assert_null (rep_vault_account (self->vault));
  return g_strdup (error->message);
}

static void
test_wrong_secret (TestVault *self, gconstpointer data)
{
  static const char *const tries[][2] = {
    { TEST_LOGIN, "sept mot" }, { TEST_LOGIN, "" },           { TEST_LOGIN, "sept mots " },
    { "autre", TEST_PASSWORD }, { "", TEST_PASSWORD },        { "", "" },
    { "Maud", TEST_PASSWORD },  { "secours", TEST_PASSWORD }, { "' OR 1=1 --", "x" },
  };
  g_autofree char *expected = unlock_error (self, TEST_LOGIN, "faux");

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autofree char *message = unlock_error (self, tries[i][0], tries[i][1]);

    g_assert_cmpstr (message, ==, expected);
  }
  test_vault_reopen (self);
}

static void
assert_unlock_corrupt (TestVault *self)
{
  g_autoptr (RepSecret) secret = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (self->path, 0, &error);

  g_assert_false (vault != NULL &&
                  rep_vault_unlock (vault, TEST_LOGIN, secret, TEST_NOW, NULL, &error));
  g_test_message ("refused: %s", error->message);
  g_assert_true (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT) ||
                 g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT));
  g_assert_true (vault == NULL || rep_vault_keyring (vault) == NULL);
}

/* What a thief without keys can write into the tables of who may do what. */
static void
test_altered_tables (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "DELETE FROM roster",
    "DELETE FROM roster WHERE n = (SELECT max(n) FROM roster)",
    "DELETE FROM roster WHERE n = 1",
    "UPDATE roster SET signature = zeroblob(64) WHERE n = 1",
    "UPDATE roster SET body = zeroblob(length(body)) WHERE n = 0",
    "UPDATE roster SET body = (SELECT body FROM roster WHERE n = 2) WHERE n = 1",
    "UPDATE roster SET n = 99 WHERE n = 1",
    "DELETE FROM key_grant",
    "DELETE FROM key_grant WHERE compartment = 1",
    "UPDATE key_grant SET body = zeroblob(length(body)) WHERE compartment = 1",
    "UPDATE key_grant SET body = (SELECT g.body FROM key_grant AS g WHERE g.compartment = 1"
    " AND g.grantee <> key_grant.grantee) WHERE compartment = 1"
    " AND grantee = (SELECT account FROM slot)",
    "UPDATE key_grant SET body = (SELECT g.body FROM key_grant AS g WHERE g.compartment = 2"
    " AND g.grantee = key_grant.grantee) WHERE compartment = 16",
    "DELETE FROM head",
    "UPDATE head SET sequence = sequence - 1",
    "UPDATE head SET chain = zeroblob(32)",
    "UPDATE head SET record_sum = zeroblob(32)",
    "UPDATE head SET epoch = 2",
    "UPDATE head SET roster_n = 0",
    "UPDATE head SET account = zeroblob(16)",
    "UPDATE head SET signature = zeroblob(64)",
    "UPDATE device SET id = zeroblob(16)",
    "UPDATE device SET id = zeroblob(16); UPDATE head SET device = zeroblob(16)",
  };
  g_autofree char *kept = NULL;
  gsize size;
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "x", "y");
  test_vault_close (self);
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_test_message ("%s", edits[i]);
    test_sql (self->path, edits[i]);
    assert_unlock_corrupt (self);
    g_assert_true (g_file_set_contents_full (self->path, kept, (gssize)size,
                                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  }
  test_vault_reopen (self);
}

/* The vault's own row and the slot: the keys are bound to both. */
static void
test_altered_slot (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "UPDATE vault SET id = zeroblob(16)",
    "UPDATE slot SET account = zeroblob(16)",
    "UPDATE slot SET body = zeroblob(length(body))",
    "UPDATE slot SET body = substr(body, 1, 200)",
    "DELETE FROM slot",
  };
  g_autofree char *kept = NULL;
  gsize size;

  test_vault_close (self);
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autoptr (RepSecret) secret = test_secret (TEST_PASSWORD);
    g_autoptr (RepVault) vault = NULL;
    g_autoptr (GError) error = NULL;

    test_sql (self->path, edits[i]);
    vault = rep_vault_open (self->path, 0, &error);
    g_assert_no_error (error);
    g_assert_false (rep_vault_unlock (vault, TEST_LOGIN, secret, TEST_NOW, NULL, &error));
    g_assert_nonnull (error);
    g_clear_pointer (&vault, rep_vault_free);
    g_assert_true (g_file_set_contents_full (self->path, kept, (gssize)size,
                                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  }
}

/* An older roster with the older slot of the same file opens: only a mark outside the file could
 * tell. An older roster under the newer slot does not. */
static void
test_rolled_back_roster (TestVault *self, gconstpointer data)
{
  guint16 other;
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_vault_add_structure (self->vault, TEST_NOW, &other, &error));
  g_assert_cmpuint (other, ==, REP_COMPARTMENT_FIRST_IDENTITY + 1);
  test_vault_close (self);
  test_sql (self->path, "DELETE FROM key_grant WHERE compartment = 17;"
                        "DELETE FROM roster WHERE n = (SELECT max(n) FROM roster)");
  assert_unlock_corrupt (self);
}

/* --- opening -------------------------------------------------------------------------------- */

static void
assert_open_fails (const char *path, RepDbError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (path, 0, &error);

  g_assert_null (vault);
  g_assert_error (error, REP_DB_ERROR, (int)code);
}

static void
assert_untouched (const char *path, RepDbError code)
{
  RepDigest before = test_file_digest (path), after;
  guint mode = mode_of (path, "");

  assert_open_fails (path, code);
  after = test_file_digest (path);
  g_assert_true (rep_digest_equal (&before, &after));
  g_assert_cmpuint (mode_of (path, ""), ==, mode);
}

static void
write_file (const char *path, const char *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
}

static void
test_open_missing (TestVault *self, gconstpointer data)
{
  g_autofree char *deeper = g_build_filename (self->path, "x", NULL);

  assert_open_fails (self->path, REP_DB_ERROR_NOT_FOUND);
  assert_open_fails (deeper, REP_DB_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
}

static void
test_open_other_files (TestVault *self, gconstpointer data)
{
  g_autofree char *noise = g_strnfill (100000, 'n');
  g_autofree char *like = g_strconcat ("SQLite format 3", NULL);

  write_file (self->path, "", 0);
  assert_untouched (self->path, REP_DB_ERROR_NOT_A_VAULT);
  write_file (self->path, "Bonjour\n", 8);
  assert_untouched (self->path, REP_DB_ERROR_NOT_A_VAULT);
  write_file (self->path, noise, 100000);
  assert_untouched (self->path, REP_DB_ERROR_NOT_A_VAULT);
  write_file (self->path, like, 16);
  assert_untouched (self->path, REP_DB_ERROR_NOT_A_VAULT);
}

static void
test_open_other_database (TestVault *self, gconstpointer data)
{
  static const char *const schemas[] = {
    "CREATE TABLE t (x); INSERT INTO t VALUES (1)",
    "CREATE TABLE vault (id BLOB, organisation TEXT); PRAGMA user_version = 1",
    "PRAGMA application_id = 1380274258; CREATE TABLE t (x)",
    "PRAGMA application_id = 1380274258; PRAGMA user_version = 1; CREATE VIEW vault AS SELECT 1",
    "PRAGMA application_id = 1380274258; PRAGMA user_version = 1; CREATE TABLE record (x);"
    "CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM record; END",
  };

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++) {
    write_file (self->path, "", 0);
    test_sql (self->path, schemas[i]);
    assert_untouched (self->path, REP_DB_ERROR_NOT_A_VAULT);
  }
}

/* Our marks, and nothing of ours inside. */
static void
test_open_hollow (TestVault *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = NULL;

  write_file (self->path, "", 0);
  test_sql (self->path,
            "PRAGMA application_id = 1380274258; PRAGMA user_version = 1; CREATE TABLE t (x)");
  vault = rep_vault_open (self->path, 0, &error);
  g_assert_null (vault);
  g_assert_nonnull (error);
}

static void
test_open_newer (TestVault *self, gconstpointer data)
{
  test_vault_close (self);
  test_sql (self->path, "PRAGMA user_version = 2");
  assert_untouched (self->path, REP_DB_ERROR_TOO_NEW);
  test_sql (self->path, "PRAGMA user_version = 0");
  assert_untouched (self->path, REP_DB_ERROR_NOT_A_VAULT);
}

static void
test_open_exposed (TestVault *self, gconstpointer data)
{
  static const int modes[] = { 0640, 0604, 0660, 0601, 0610, 0777 };

  test_vault_close (self);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_assert_cmpint (g_chmod (self->path, modes[i]), ==, 0);
    assert_untouched (self->path, REP_DB_ERROR_EXPOSED);
  }
}

static void
test_open_not_a_file (TestVault *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "lien", NULL);

  test_vault_close (self);
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  assert_open_fails (link, REP_DB_ERROR_NOT_A_VAULT);
  assert_open_fails (self->folder, REP_DB_ERROR_NOT_A_VAULT);
  g_unlink (link);
}

/* Cut anywhere: an error, a broken sum, or (what is lost held nothing) everything still there. */
static void
assert_cut_is_noticed (TestVault *self, guint expected)
{
  g_autoptr (RepSecret) secret = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (self->path, 0, &error);
  gboolean intact = FALSE;
  guint n = 0;

  if (vault == NULL || !rep_vault_unlock (vault, TEST_LOGIN, secret, test_due (), NULL, &error) ||
      !rep_vault_scan (vault, count_row, &n, &intact, &error)) {
    g_assert_nonnull (error);
    return;
  }
  g_assert_true (!intact || n == expected);
}

static void
test_open_cut (TestVault *self, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize size;

  for (guint i = 0; i < 40; i++) {
    RepId id = rep_id_random ();

    test_must_save (self, &id, 1, "x", "y");
  }
  test_vault_close (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  for (gsize part = 512; part < size; part += 1536) {
    write_file (self->path, bytes, part);
    assert_cut_is_noticed (self, 40);
  }
}

static void
test_open_twice (TestVault *self, gconstpointer data)
{
  g_autofree char *pid = g_strdup_printf ("%ld", (long)getpid ());
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) second = rep_vault_open (self->path, 0, &error);

  g_assert_null (second);
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, pid);
  test_vault_reopen (self);
}

static gpointer
open_patiently (gpointer path)
{
  return rep_vault_open (path, 30, NULL);
}

static void
test_open_waits (TestVault *self, gconstpointer data)
{
  GThread *thread = g_thread_new ("open", open_patiently, self->path);
  g_autoptr (RepVault) second = NULL;

  g_usleep (100 * 1000);
  test_vault_close (self);
  second = g_thread_join (thread);
  g_assert_nonnull (second);
}

/* --- creating ------------------------------------------------------------------------------- */

static gboolean
refuse_sheets (const GPtrArray *codes, gpointer data, GError **error)
{
  g_assert_cmpuint (codes->len, ==, *(guint *)data);
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL, "no paper");
  return FALSE;
}

static void
assert_create_fails (const char *path, const char *login, guint shares, RepDbError code)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  RepVaultSetup setup = { "Org", login, password, shares, TEST_NOW };

  g_assert_false (rep_vault_create (path, &setup, refuse_sheets, &shares, &error));
  g_assert_error (error, REP_DB_ERROR, (int)code);
}

static void
assert_folder_is_empty (TestVault *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);

  g_assert_cmpstr (g_dir_read_name (folder), ==, NULL);
}

static void
test_create_without_sheets (TestVault *self, gconstpointer data)
{
  assert_create_fails (self->path, TEST_LOGIN, 1, REP_DB_ERROR_FULL);
  assert_folder_is_empty (self);
  assert_create_fails (self->path, TEST_LOGIN, 2, REP_DB_ERROR_FULL);
  assert_folder_is_empty (self);
  test_vault_create (self->path);
}

static void
test_create_existing (TestVault *self, gconstpointer data)
{
  RepDigest before = test_file_digest (self->path), after;

  assert_create_fails (self->path, TEST_LOGIN, 1, REP_DB_ERROR_EXISTS);
  after = test_file_digest (self->path);
  g_assert_true (rep_digest_equal (&before, &after));
}

static void
test_create_over_a_link (TestVault *self, gconstpointer data)
{
  g_assert_cmpint (symlink ("nowhere", self->path), ==, 0);
  assert_create_fails (self->path, TEST_LOGIN, 1, REP_DB_ERROR_EXISTS);
  g_unlink (self->path);
  assert_folder_is_empty (self);
}

static void
test_create_logins (TestVault *self, gconstpointer data)
{
  g_autofree char *longer = g_strnfill (REP_LOGIN_MAX + 1, 'x');

  assert_create_fails (self->path, "", 1, REP_DB_ERROR_DENIED);
  assert_create_fails (self->path, longer, 1, REP_DB_ERROR_DENIED);
  assert_create_fails (self->path, REP_RECOVERY_LOGIN, 1, REP_DB_ERROR_DENIED);
  assert_create_fails (self->path, "Zo\xe9", 1, REP_DB_ERROR_DENIED);
  assert_folder_is_empty (self);
}

static void
test_create_in_no_folder (TestVault *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "absent", "x", NULL);

  assert_create_fails (path, TEST_LOGIN, 1, REP_DB_ERROR_NOT_FOUND);
}

/* --- saving --------------------------------------------------------------------------------- */

static void
assert_conflict (TestVault *self, const RepId *id, guint32 revision)
{
  g_autofree char *before = test_read (self->vault, id);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (test_save (self, id, revision, "autre", "autre", &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  after = test_read (self->vault, id);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (test_intact (self->vault));
}

static void
test_conflicts (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random (), unknown = rep_id_random ();

  test_must_save (self, &id, 1, "un", "Zoé");
  test_must_save (self, &id, 2, "deux", "Zoé");
  assert_conflict (self, &id, 0);
  assert_conflict (self, &id, 1);
  assert_conflict (self, &id, 2);
  assert_conflict (self, &id, 4);
  assert_conflict (self, &unknown, 0);
  assert_conflict (self, &unknown, 2);
  test_must_save (self, &id, 3, "trois", NULL);
  test_vault_close (self);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM record_past"), ==, 2);
}

static void
test_other_kind (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  RepVaultChange change;
  g_autoptr (GError) error = NULL;

  test_must_save (self, &id, 1, "un", NULL);
  change = test_change (self, &id, 2, "deux", NULL);
  change.kind++;
  g_assert_false (
      rep_vault_save (self->vault, &change, 1, REP_ACTION_SAVE, NULL, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  test_change_clear (&change);
}

static void
test_past_is_kept (TestVault *self, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (self->path, ".aside", NULL);
  g_autofree char *keep =
      g_strdup_printf ("ATTACH '%s' AS a; CREATE TABLE a.kept AS SELECT * FROM record", aside);
  g_autofree char *take =
      g_strdup_printf ("ATTACH '%s' AS a; CREATE TABLE kept AS SELECT * FROM a.kept", aside);
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "un", "Zoé");
  test_vault_close (self);
  test_sql (self->path, keep);
  test_vault_reopen (self);
  test_must_save (self, &id, 2, "deux", "Zoé P.");
  test_vault_close (self);
  test_sql (self->path, take);
  g_unlink (aside);
  g_assert_cmpint (test_sql_int (self->path,
                                 "SELECT count(*) FROM record_past AS p, kept AS k"
                                 " WHERE p.id = k.id AND p.revision = 1 AND p.origin = k.origin"
                                 " AND p.facts = k.facts AND p.identity = k.identity"),
                   ==, 1);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM record WHERE revision = 2"), ==,
                   1);
}

static gboolean
check_revisions (const RepRecord *record, gpointer data, GError **error)
{
  RepSealHeader facts, identity;

  g_assert_true (rep_seal_parse_header (record->facts.data, record->facts.size, &facts, NULL));
  g_assert_true (
      rep_seal_parse_header (record->identity.data, record->identity.size, &identity, NULL));
  g_assert_cmpuint (record->revision, ==, 3);
  g_assert_cmpuint (facts.revision, ==, 3);
  g_assert_cmpuint (identity.revision, ==, 1);
  return TRUE;
}

/* Someone without the names' key writes facts: the names stay readable for those who have it. */
static void
test_identity_is_kept (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autofree char *text = NULL;

  test_must_save (self, &id, 1, "un", "Zoé");
  test_must_save (self, &id, 2, "deux", NULL);
  test_must_save (self, &id, 3, "trois", NULL);
  test_vault_reopen (self);
  text = test_read (self->vault, &id);
  g_assert_cmpstr (text, ==, "3:trois/Zoé/Zoé");
  g_assert_true (rep_vault_find (self->vault, &id, check_revisions, NULL, NULL));
  g_assert_true (test_intact (self->vault));
}

/* The second of two changes conflicts: the first is not there either, nor its journal entry. */
static void
test_batch_is_whole (TestVault *self, gconstpointer data)
{
  RepId one = rep_id_random (), two = rep_id_random ();
  RepVaultChange changes[2];
  g_autoptr (GError) error = NULL;
  RepDigest before, after;

  test_must_save (self, &two, 1, "deux", NULL);
  test_vault_reopen (self);
  test_vault_close (self);
  before = test_file_digest (self->path);
  test_vault_reopen (self);
  changes[0] = test_change (self, &one, 1, "un", "Zoé");
  changes[1] = test_change (self, &two, 3, "trois", NULL);
  g_assert_false (
      rep_vault_save (self->vault, changes, 2, REP_ACTION_SAVE, NULL, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  g_assert_null (test_read (self->vault, &one));
  g_assert_true (test_intact (self->vault));
  test_vault_close (self);
  after = test_file_digest (self->path);
  g_assert_true (rep_digest_equal (&before, &after));
  test_vault_reopen (self);
  test_must_save (self, &two, 2, "deux bis", NULL);
  g_assert_true (test_intact (self->vault));
  test_change_clear (&changes[0]);
  test_change_clear (&changes[1]);
}

/* More records than a journal entry names, the last of which conflicts; then without it. */
static void
test_large_batch (TestVault *self, gconstpointer data)
{
  RepVaultChange changes[2 * REP_JOURNAL_MAX_CHANGES + 6];
  guint n = G_N_ELEMENTS (changes), found = 0;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    RepId id = rep_id_random ();

    changes[i] = test_change (self, &id, i + 1 == n ? 2 : 1, "x", NULL);
  }
  g_assert_false (
      rep_vault_save (self->vault, changes, n, REP_ACTION_SAVE, NULL, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_true (rep_vault_scan (self->vault, count_row, &found, NULL, NULL));
  g_assert_cmpuint (found, ==, 0);
  g_assert_true (
      rep_vault_save (self->vault, changes, n - 1, REP_ACTION_SAVE, NULL, TEST_NOW, &error));
  g_assert_no_error (error);
  test_vault_reopen (self);
  g_assert_true (rep_vault_scan (self->vault, count_row, &found, NULL, NULL));
  g_assert_cmpuint (found, ==, n - 1);
  g_assert_true (test_intact (self->vault));
  for (guint i = 0; i < n; i++)
    test_change_clear (&changes[i]);
}

static void
test_random_saves (TestVault *self, gconstpointer data)
{
  RepId ids[25];
  guint32 revisions[G_N_ELEMENTS (ids)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = rep_id_random ();
  for (guint round = 0; round < 400; round++) {
    guint which = (guint)g_test_rand_int_range (0, G_N_ELEMENTS (ids));
    g_autofree char *text = g_strnfill ((gsize)g_test_rand_int_range (0, 200), 'x');

    if (g_test_rand_int_range (0, 10) == 0)
      assert_conflict (self, &ids[which], revisions[which] + 2);
    else
      test_must_save (self, &ids[which], ++revisions[which], text,
                      g_test_rand_bit () ? "nom" : NULL);
    if (g_test_rand_int_range (0, 40) == 0)
      test_vault_reopen (self);
    g_assert_true (test_intact (self->vault));
  }
}

static void
test_sum_tells (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "DELETE FROM record WHERE revision = 1",
    "DELETE FROM record",
    "UPDATE record SET facts = (SELECT facts FROM record_past) WHERE revision = 2",
    "UPDATE record SET identity = (SELECT identity FROM record_past) WHERE revision = 2",
    "UPDATE record SET revision = 1, facts = (SELECT facts FROM record_past),"
    " identity = (SELECT identity FROM record_past) WHERE revision = 2",
    "UPDATE record SET identity = NULL WHERE revision = 2",
    "UPDATE record SET link = NULL WHERE revision = 2",
    "UPDATE record SET facts = identity, identity = facts WHERE revision = 2",
    "UPDATE record SET origin = zeroblob(16) WHERE revision = 1",
    "UPDATE record SET kind = kind + 1 WHERE revision = 1",
    "UPDATE record SET revision = 3 WHERE revision = 2",
    "UPDATE record SET id = zeroblob(16) WHERE revision = 1",
    "INSERT INTO record SELECT zeroblob(16), kind, revision, origin, facts, identity, link"
    " FROM record WHERE revision = 1",
  };
  RepId one = rep_id_random (), two = rep_id_random ();
  g_autofree char *kept = NULL;
  gsize size;

  test_must_save (self, &one, 1, "un", "Zoé");
  test_must_save (self, &two, 1, "deux", "Ali");
  test_must_save (self, &two, 2, "deux bis", "Ali");
  test_vault_close (self);
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_test_message ("%s", edits[i]);
    test_sql (self->path, edits[i]);
    test_vault_reopen (self);
    g_assert_false (test_intact (self->vault));
    test_vault_close (self);
    write_file (self->path, kept, size);
  }
  test_vault_reopen (self);
  g_assert_true (test_intact (self->vault));
}

static gboolean
see_malformed (const RepRecord *record, gpointer data, GError **error)
{
  *(gboolean *)data = record->kind == 0 || record->revision == 0;
  return TRUE;
}

/* Rows with values no program of ours writes: 0, never a wrong number, and nothing is written over
 * them. */
static void
test_malformed_rows (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "UPDATE record SET kind = 0",      "UPDATE record SET kind = 65536",
    "UPDATE record SET kind = -1",     "UPDATE record SET revision = 0",
    "UPDATE record SET revision = -1", "UPDATE record SET revision = 4294967296",
  };
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "un", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    gboolean malformed = FALSE, intact = TRUE;

    test_vault_close (self);
    test_sql (self->path, edits[i]);
    test_vault_reopen (self);
    g_assert_true (rep_vault_scan (self->vault, see_malformed, &malformed, &intact, NULL));
    g_assert_true (malformed && !intact);
    for (guint revision = 1; revision <= 2; revision++)
      g_assert_false (test_save (self, &id, revision, "deux", NULL, NULL));
    test_vault_close (self);
    test_sql (self->path, "UPDATE record SET kind = 3, revision = 1");
    test_vault_reopen (self);
    g_assert_true (test_intact (self->vault));
  }
}

/* Nothing typed lies in clear in the file. */
static void
test_no_clear_text (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autofree char *bytes = NULL;
  gsize size;

  test_must_save (self, &id, 1, "CANARI-FAITS", "CANARI-NOM");
  test_must_save (self, &id, 2, "CANARI-FAITS", "CANARI-NOM");
  test_vault_close (self);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, "CANARI", 6));
  g_assert_null (memmem (bytes, size, TEST_PASSWORD, strlen (TEST_PASSWORD)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)
#define ADD_EMPTY(name, func)                                                                      \
  g_test_add (name, TestVault, NULL, test_folder_set_up, func, test_vault_tear_down)
  ADD ("/vault/round-trip", test_round_trip);
  ADD ("/vault/scan", test_scan);
  ADD ("/vault/modes", test_modes);
  ADD_EMPTY ("/vault/mode-without-umask", test_mode_without_umask);
  ADD ("/vault/names", test_names);
  ADD ("/vault/unlock/wrong-secret", test_wrong_secret);
  ADD ("/vault/unlock/altered-tables", test_altered_tables);
  ADD ("/vault/unlock/altered-slot", test_altered_slot);
  ADD ("/vault/unlock/rolled-back-roster", test_rolled_back_roster);
  ADD_EMPTY ("/vault/open/missing", test_open_missing);
  ADD_EMPTY ("/vault/open/other-files", test_open_other_files);
  ADD_EMPTY ("/vault/open/other-database", test_open_other_database);
  ADD_EMPTY ("/vault/open/hollow", test_open_hollow);
  ADD ("/vault/open/newer", test_open_newer);
  ADD ("/vault/open/exposed", test_open_exposed);
  ADD ("/vault/open/not-a-file", test_open_not_a_file);
  ADD ("/vault/open/cut", test_open_cut);
  ADD ("/vault/open/twice", test_open_twice);
  ADD ("/vault/open/waits", test_open_waits);
  ADD_EMPTY ("/vault/create/without-sheets", test_create_without_sheets);
  ADD ("/vault/create/existing", test_create_existing);
  ADD_EMPTY ("/vault/create/over-a-link", test_create_over_a_link);
  ADD_EMPTY ("/vault/create/logins", test_create_logins);
  ADD_EMPTY ("/vault/create/in-no-folder", test_create_in_no_folder);
  ADD ("/vault/save/conflicts", test_conflicts);
  ADD ("/vault/save/other-kind", test_other_kind);
  ADD ("/vault/save/past-is-kept", test_past_is_kept);
  ADD ("/vault/save/identity-is-kept", test_identity_is_kept);
  ADD ("/vault/save/batch-is-whole", test_batch_is_whole);
  ADD ("/vault/save/large-batch", test_large_batch);
  ADD ("/vault/save/random-saves", test_random_saves);
  ADD ("/vault/save/sum-tells", test_sum_tells);
  ADD ("/vault/save/malformed-rows", test_malformed_rows);
  ADD ("/vault/save/no-clear-text", test_no_clear_text);

  return g_test_run ();
}
