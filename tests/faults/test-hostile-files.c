/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "tests/crypto/fixture.h"
#include "tests/faults/workload.h"

/* Files that claim to be a vault. Each is refused in under a second and left as it was, and so is
 * what lies beside it. */

#define MOST_SECONDS 1.0

typedef struct {
  TestVault vault;
  TestVault other; /* another organisation's */
  char *bytes;     /* of the first */
  gsize size;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  test_vault_set_up (&self->other, NULL);
  test_must_save (&self->other, &id, 1, "x", "y");
  test_vault_set_up (&self->vault, NULL);
  test_must_save (&self->vault, &id, 1, "x", "y");
  test_vault_close (&self->vault);
  g_assert_true (g_file_get_contents (self->vault.path, &self->bytes, &self->size, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->bytes);
  test_vault_tear_down (&self->vault, NULL);
  test_vault_tear_down (&self->other, NULL);
}

static void
write_file (const char *path, gconstpointer bytes, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, bytes, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                            &error);
  g_assert_no_error (error);
}

/* --- ways to make one ---------------------------------------------------------------------------
 */

static void
make_bytes (Fixture *self, const char *what)
{
  write_file (self->vault.path, what, strlen (what));
}

static void
make_noise (Fixture *self, const char *what)
{
  g_autofree char *noise = g_strnfill (300000, what[0]);

  memcpy (noise, "SQLite format 3", 16);
  write_file (self->vault.path, noise, 300000);
}

static void
make_cut (Fixture *self, const char *what)
{
  write_file (self->vault.path, self->bytes, (gsize)g_ascii_strtoull (what, NULL, 10));
}

/* The header says "more pages than there are", or another page size, or another encoding. */
static void
make_patched (Fixture *self, const char *what)
{
  g_autofree char *copy = g_memdup2 (self->bytes, self->size);
  guint at, value;

  g_assert_cmpint (sscanf (what, "%u=%u", &at, &value), ==, 2);
  copy[at] = (char)value;
  write_file (self->vault.path, copy, self->size);
}

static void
make_new (Fixture *self, const char *what)
{
  write_file (self->vault.path, "", 0);
  test_sql (self->vault.path, what);
}

static void
make_altered (Fixture *self, const char *what)
{
  test_sql_with (self->vault.path, self->other.path, what);
}

/* The other's log by this file's name: every frame of it is valid in itself. */
static void
make_log (Fixture *self, const char *what)
{
  g_autofree char *from = g_strconcat (self->other.path, "-wal", NULL);
  g_autofree char *to = g_strconcat (self->vault.path, "-wal", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 0);
  write_file (to, bytes, size);
}

static void
make_fifo (Fixture *self, const char *what)
{
  g_assert_cmpint (mkfifo (self->vault.path, 0600), ==, 0);
}

#define MARKS "PRAGMA application_id = 1380274258; PRAGMA user_version = 1;"
#define REPLACE(table) "DELETE FROM " table "; INSERT INTO " table " SELECT * FROM other." table

static const struct {
  const char *name;
  void (*make) (Fixture *, const char *);
  const char *what;
} files[] = {
  { "empty", make_bytes, "" },
  { "text", make_bytes, "Bonjour\n" },
  { "zip", make_bytes, "PK\x03\x04 nothing of ours" },
  { "sixteen bytes", make_bytes, "SQLite format 3" },
  { "noise with a magic", make_noise, "n" },
  { "cut to 100 bytes", make_cut, "100" },
  { "cut to a page", make_cut, "4096" },
  { "cut to half", make_cut, "40000" },
  { "page size", make_patched, "16=2" },
  { "encoding", make_patched, "59=2" },
  { "schema format", make_patched, "47=9" },
  { "another program's database", make_new, "CREATE TABLE t (x); INSERT INTO t VALUES (1)" },
  { "our marks alone", make_new, MARKS "CREATE TABLE t (x)" },
  { "everything a view", make_new,
    MARKS "CREATE VIEW vault AS SELECT zeroblob(16) AS id, 'x' AS organisation, 1 AS created;"
          "CREATE VIEW slot AS SELECT zeroblob(16) AS account, 'maud' AS login, x'00' AS body" },
  { "a query without end", make_new,
    MARKS "CREATE VIEW vault AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
          " SELECT * FROM c; CREATE VIEW device AS SELECT * FROM vault" },
  { "wrong application id", make_altered, "PRAGMA application_id = 7" },
  { "newer schema", make_altered, "PRAGMA user_version = 2" },
  { "no schema version", make_altered, "PRAGMA user_version = 0" },
  { "a trigger", make_altered,
    "CREATE TRIGGER t AFTER UPDATE ON slot BEGIN DELETE FROM record; END" },
  { "a view", make_altered, "CREATE VIEW v AS SELECT * FROM record" },
  { "a table more", make_altered, "CREATE TABLE t (x)" },
  { "an index with an expression", make_altered, "CREATE INDEX i ON record (hex(facts))" },
  { "a computed column", make_altered,
    "ALTER TABLE vault ADD COLUMN c TEXT AS (hex(zeroblob(9))) VIRTUAL" },
  { "a default of its own", make_altered, "ALTER TABLE journal ADD COLUMN c INTEGER DEFAULT 7" },
  { "a huge value", make_altered, "UPDATE slot SET body = zeroblob(40000000)" },
  { "the other's roster", make_altered, REPLACE ("roster") },
  { "the other's slot", make_altered, REPLACE ("slot") },
  { "the other's grants", make_altered, REPLACE ("key_grant") },
  { "the other's head", make_altered, REPLACE ("head") },
  { "the other's name", make_altered, REPLACE ("vault") },
  { "two of everything", make_altered, "INSERT INTO vault SELECT * FROM other.vault" },
  { "the other's log beside it", make_log, NULL },
  { "a pipe", make_fifo, NULL },
};

/* --- refusing -------------------------------------------------------------------------------- */

static void
assert_refused (const char *path)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GTimer) timer = g_timer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (path, 0, &error);

  if (vault != NULL)
    g_assert_false (rep_vault_unlock (vault, TEST_LOGIN, password, test_due (), NULL, &error));
  g_assert_nonnull (error);
  g_test_message ("%s: %.0f ms", error->message, 1000 * g_timer_elapsed (timer, NULL));
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, MOST_SECONDS);
}

/* Every value of every table but the count of failed unlocks, which is raised before the password
 * is judged and put back when the fault was not the password's. Read from a copy. */
static char *
content (Fixture *self)
{
  g_autofree char *copy = g_build_filename (self->other.folder, "copie", NULL);
  g_autofree char *bytes = NULL;
  gsize size;
  char *text;

  g_assert_true (g_file_get_contents (self->vault.path, &bytes, &size, NULL));
  write_file (copy, bytes, size);
  text = test_sql_text (
      copy, "SELECT group_concat (v, '|') FROM ("
            "SELECT id || organisation || created AS v FROM vault"
            " UNION ALL SELECT hex (id) || hex (instance) FROM device"
            " UNION ALL SELECT n || hex (body) || hex (signature) FROM roster"
            " UNION ALL SELECT hex (account) || login || hex (body) FROM slot"
            " UNION ALL SELECT hex (grantee) || compartment || epoch || hex (body) FROM key_grant"
            " UNION ALL SELECT hex (id) || revision || hex (facts) || hex (identity) FROM record"
            " UNION ALL SELECT hex (device) || sequence || hex (entry) FROM journal"
            " UNION ALL SELECT hex (chain) || hex (record_sum) || hex (signature) FROM head)");
  g_unlink (copy);
  return text;
}

static void
assert_untouched (Fixture *self, const RepDigest *before, const char *content_before)
{
  RepDigest after = test_file_digest (self->vault.path);

  if (!rep_digest_equal (before, &after)) {
    g_autofree char *content_after = content (self);

    g_assert_nonnull (content_before);
    g_assert_cmpstr (content_before, ==, content_after);
  }
}

static void
remove_all (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    g_unlink (name);
  }
}

static void
test_files (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (G_N_ELEMENTS (files), >=, 20);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    gboolean regular = files[i].make != make_fifo;
    gboolean vault = files[i].make == make_altered && strstr (files[i].what, "other") != NULL;
    g_autofree char *before = NULL;
    RepDigest digest;

    g_test_message ("%s", files[i].name);
    remove_all (self->vault.path);
    if (regular)
      write_file (self->vault.path, self->bytes, self->size);
    files[i].make (self, files[i].what);
    if (regular)
      digest = test_file_digest (self->vault.path);
    if (vault)
      before = content (self);
    assert_refused (self->vault.path);
    if (regular)
      assert_untouched (self, &digest, before);
  }
  remove_all (self->vault.path);
}

/* The log of another vault stays where it is, whoever tries to open this one. */
static void
test_log_of_another (Fixture *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->vault.path, "-wal", NULL);
  RepDigest before = test_file_digest (self->vault.path), after;

  make_log (self, NULL);
  assert_refused (self->vault.path);
  assert_refused (self->vault.path);
  after = test_file_digest (self->vault.path);
  g_assert_true (rep_digest_equal (&before, &after));
  g_unlink (log);
  test_vault_reopen (&self->vault); /* all of it is there without that log */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hostile-files/all", Fixture, NULL, set_up, test_files, tear_down);
  g_test_add ("/hostile-files/log-of-another", Fixture, NULL, set_up, test_log_of_another,
              tear_down);
  return g_test_run ();
}
