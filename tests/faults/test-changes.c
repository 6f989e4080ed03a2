/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/backup.h"
#include "db/migrate.h"
#include "db/vault-accounts.h"
#include "tests/faults/shim-vfs.h"
#include "tests/faults/workload.h"

/* What is done rarely and changes much: new keys, an account revoked, a copy, a new schema. Each is
 * interrupted by an I/O error at every call, by a full disk, and by kill -9: it is there or it is
 * not, and the vault is whole. */

#define STEPS 6
#define KILLS_LONG 125 /* of each */
#define KILLS_SHORT 10
#define STRIDE_SHORT 9 /* calls between two that fail */

typedef struct {
  TestVault vault;
  Workload workload;
  RepId lou;
  gint64 epoch; /* the newest, before */
  char *copy;
  char *bytes;
  gsize size;
} Fixture;

/**
 * Change:
 * @act: what is done, with the vault unlocked unless @shut
 * @judge: fails the test unless it is there as a whole or not at all, and there when @done
 */
typedef struct {
  gboolean (*act) (Fixture *self, GError **error);
  void (*judge) (Fixture *self, gboolean done);
  gboolean shut;
} Change;

static const RepMigration steps[] = {
  { 1, "never run" },
  { 2, "CREATE TABLE extra (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;"
       "INSERT INTO extra SELECT id FROM record; PRAGMA user_version = 2" },
  { 3, "ALTER TABLE extra ADD COLUMN note TEXT NOT NULL DEFAULT 'x'; PRAGMA user_version = 3" },
};

/* Everything in the folder but the vault, as it was before. */
static void
put_back (Fixture *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->vault.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->vault.folder, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_true (g_file_set_contents_full (self->vault.path, self->bytes, (gssize)self->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static gint64
newest_epoch (Fixture *self)
{
  return test_sql_int (self->vault.path, "SELECT max(epoch) FROM key_grant");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  test_vault_set_up (&self->vault, NULL);
  workload_init (&self->workload);
  self->lou = test_add_counsellor (&self->vault, "lou");
  for (guint step = 1; step <= STEPS; step++)
    g_assert_true (workload_step (&self->workload, &self->vault, step, NULL));
  test_vault_close (&self->vault);
  self->epoch = newest_epoch (self);
  self->copy = g_build_filename (self->vault.folder, "copie.reperes", NULL);
  g_assert_true (g_file_get_contents (self->vault.path, &self->bytes, &self->size, NULL));
  shim_install ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shim_remove ();
  put_back (self);
  g_free (self->bytes);
  g_free (self->copy);
  test_vault_tear_down (&self->vault, NULL);
}

static gboolean
rotate (Fixture *self, GError **error)
{
  return rep_vault_rotate (self->vault.vault, TEST_LATER, error);
}

static gboolean
end_account (Fixture *self, GError **error)
{
  return rep_vault_revoke (self->vault.vault, &self->lou, NULL, NULL, TEST_LATER, error);
}

static gboolean
back_up (Fixture *self, GError **error)
{
  RepBackup backup = { .facts_only = FALSE };

  return rep_vault_backup (self->vault.vault, self->copy, &backup, error);
}

static gboolean
migrate (Fixture *self, GError **error)
{
  g_autoptr (RepDatabase) database = rep_database_open (self->vault.path, error);

  return database != NULL && rep_database_use_wal (database, error) &&
         rep_migrate_up (database, self->vault.path, steps, G_N_ELEMENTS (steps), error);
}

/* New keys are there or they are not; the records are those there were. */
static gboolean
judge_keys (Fixture *self, gboolean done)
{
  gint64 epoch = newest_epoch (self);

  g_assert_cmpint (epoch, <=, self->epoch + 1);
  g_assert_true (!done || epoch == self->epoch + 1);
  workload_verify (&self->workload, self->vault.path, STEPS);
  return epoch == self->epoch + 1;
}

static void
judge_rotate (Fixture *self, gboolean done)
{
  (void)judge_keys (self, done);
  g_assert_cmpint (test_sql_int (self->vault.path, "SELECT count(*) FROM slot WHERE login = 'lou'"),
                   ==, 1);
}

static void
judge_revoke (Fixture *self, gboolean done)
{
  gboolean landed = judge_keys (self, done);

  g_assert_cmpint (test_sql_int (self->vault.path, "SELECT count(*) FROM slot WHERE login = 'lou'"),
                   ==, landed ? 0 : 1);
}

/* What has the name of a copy is a whole one; and one can be made afterwards. */
static void
judge_copy (Fixture *self, gboolean done)
{
  workload_verify (&self->workload, self->vault.path, STEPS);
  if (g_file_test (self->copy, G_FILE_TEST_EXISTS)) {
    workload_verify (&self->workload, self->copy, STEPS);
    return;
  }
  g_assert_false (done);
  test_vault_reopen (&self->vault);
  g_assert_true (back_up (self, NULL));
  test_vault_close (&self->vault);
}

static void
judge_schema (Fixture *self, gboolean done)
{
  g_autofree char *copy = rep_migrate_copy_name (self->vault.path, 1);
  gint64 version = test_sql_int (self->vault.path, "PRAGMA user_version");
  g_autoptr (GError) error = NULL;

  g_assert_true (version == 3 || (version == 1 && !done));
  g_assert_true (version == 1 || g_file_test (copy, G_FILE_TEST_EXISTS));
  if (g_file_test (copy, G_FILE_TEST_EXISTS))
    workload_verify (&self->workload, copy, STEPS);
  if (version == 1)
    workload_verify (&self->workload, self->vault.path, STEPS);
  migrate (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (test_sql_int (self->vault.path, "SELECT (SELECT count(*) FROM extra) ="
                                                   " (SELECT count(*) FROM record)"),
                   ==, 1);
}

static const Change changes[] = {
  { rotate, judge_rotate, FALSE },
  { end_account, judge_revoke, FALSE },
  { back_up, judge_copy, FALSE },
  { migrate, judge_schema, TRUE },
};

static void
begin (Fixture *self, const Change *change)
{
  put_back (self);
  if (!change->shut)
    test_vault_reopen (&self->vault);
}

/* A clean answer, and no half-made copy left behind. */
static void
assert_answer (Fixture *self, const GError *error)
{
  static const char *const left[] = { ".new", ".new-wal", ".new-journal" };

  g_assert_nonnull (error);
  g_assert_false (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET));
  for (guint i = 0; i < G_N_ELEMENTS (left); i++) {
    g_autofree char *path = g_strconcat (self->copy, left[i], NULL);

    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  }
}

static void
with_fault (Fixture *self, const Change *change, ShimFault fault, guint call)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  begin (self, change);
  shim_arm (fault, call);
  done = change->act (self, &error);
  test_vault_close (&self->vault);
  (void)shim_disarm ();
  if (!done)
    assert_answer (self, error);
  if (!done && fault == SHIM_FULL)
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL);
  change->judge (self, done);
}

static void
test_faults (Fixture *self, gconstpointer data)
{
  static const ShimFault faults[] = { SHIM_ONCE, SHIM_ALWAYS, SHIM_FULL };
  const Change *change = data;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    guint stride = test_is_long () ? 1 : STRIDE_SHORT;
    guint call = (guint)g_test_rand_int_range (1, (gint32)stride + 1), tried = 0;

    do {
      with_fault (self, change, faults[i], call);
      call += stride;
      tried++;
    } while (shim_struck ());
    g_test_message ("fault %u: at %u of about %u calls", faults[i], tried - 1, call - stride);
    g_assert_cmpuint (tried, >, 1);
  }
}

/* The child says when it begins and when it is done. */
static void
act_and_say (Fixture *self, const Change *change, int out)
{
  if (!change->shut)
    test_vault_reopen (&self->vault);
  if (write (out, "b", 1) != 1 || !change->act (self, NULL) || write (out, "d", 1) != 1)
    _exit (1);
  pause ();
  _exit (1);
}

/* Returns whether it was acknowledged; @most: microseconds from its beginning to the kill. */
static gboolean
killed (Fixture *self, const Change *change, gint32 most)
{
  int ends[2], status;
  gboolean done = FALSE;
  pid_t child;
  char byte;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    close (ends[0]);
    act_and_say (self, change, ends[1]);
  }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &byte, 1), ==, 1);
  g_usleep ((gulong)g_test_rand_int_range (0, most));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  done = read (ends[0], &byte, 1) == 1;
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (ends[0]);
  return done;
}

static gint32
duration (Fixture *self, const Change *change)
{
  gint64 start;

  begin (self, change);
  start = g_get_monotonic_time ();
  g_assert_true (change->act (self, NULL));
  start = g_get_monotonic_time () - start;
  test_vault_close (&self->vault);
  return (gint32)MAX (start * 5 / 4, 1000);
}

static void
test_kills (Fixture *self, gconstpointer data)
{
  const Change *change = data;
  guint kills = test_is_long () ? KILLS_LONG : KILLS_SHORT, acknowledged = 0;
  gint32 most = duration (self, change);

  for (guint i = 0; i < kills; i++) {
    gboolean done;

    put_back (self);
    done = killed (self, change, most);
    change->judge (self, done);
    acknowledged += done ? 1 : 0;
  }
  g_test_message ("%u kills within %d µs, %u after it was done", kills, most, acknowledged);
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "rotate", "revoke", "backup", "migrate" };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *faults = g_strconcat ("/changes/faults/", names[i], NULL);
    g_autofree char *kills = g_strconcat ("/changes/kills/", names[i], NULL);

    g_test_add (faults, Fixture, &changes[i], set_up, test_faults, tear_down);
    g_test_add (kills, Fixture, &changes[i], set_up, test_kills, tear_down);
  }
  return g_test_run ();
}
