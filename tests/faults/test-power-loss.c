/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "db/vault-accounts.h"
#include "tests/crypto/fixture.h"
#include "tests/faults/shim-vfs.h"
#include "tests/faults/workload.h"

/* The light goes out at some call; of what was not synced by then the disk keeps any sectors. */

#define POINTS 200
#define SEEDS 3
#define STEPS 12 /* saves that fit between opening and locking */

typedef struct {
  TestVault vault;
  Workload workload;
  char *remains; /* a folder for what the disk kept */
  char *found;   /* the vault in it */
  char *bytes;   /* of the vault before */
  gsize size;
} Fixture;

static void
empty (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *name = NULL;

  test_vault_set_up (&self->vault, NULL);
  workload_init (&self->workload);
  test_vault_close (&self->vault);
  g_assert_true (g_file_get_contents (self->vault.path, &self->bytes, &self->size, NULL));
  self->remains = g_dir_make_tmp ("reperes-test-XXXXXX", NULL);
  name = g_path_get_basename (self->vault.path);
  self->found = g_build_filename (self->remains, name, NULL);
  shim_install ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shim_remove ();
  empty (self->vault.folder);
  empty (self->remains);
  g_assert_cmpint (g_rmdir (self->remains), ==, 0);
  g_free (self->remains);
  g_free (self->found);
  g_free (self->bytes);
  test_vault_tear_down (&self->vault, NULL);
}

static void
put_back (Fixture *self)
{
  empty (self->vault.folder);
  g_assert_true (g_file_set_contents_full (self->vault.path, self->bytes, (gssize)self->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Opens, saves and locks, until the light goes out at @call. Returns the saves acknowledged. */
static guint
work (Fixture *self, guint call)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  guint done = 0;

  shim_arm (SHIM_POWER, call);
  self->vault.vault = rep_vault_open (self->vault.path, 0, NULL);
  if (self->vault.vault != NULL &&
      rep_vault_unlock (self->vault.vault, TEST_LOGIN, password, test_due (), NULL, NULL))
    while (done < STEPS && workload_step (&self->workload, &self->vault, done + 1, NULL))
      done++;
  test_vault_close (&self->vault);
  return done;
}

static guint
seeds (void)
{
  return test_is_long () ? SEEDS : 1;
}

static guint
points (void)
{
  return test_is_long () ? POINTS : POINTS / 5;
}

static void
test_saves (Fixture *self, gconstpointer data)
{
  guint calls, landed = 0;

  put_back (self);
  g_assert_cmpuint (work (self, G_MAXUINT), ==, STEPS);
  calls = shim_disarm ();
  for (guint seed = 0; seed < seeds (); seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());

    for (guint point = 0; point < points (); point++) {
      guint call = (guint)g_rand_int_range (rand, 1, (gint32)calls + 1);
      guint done;

      put_back (self);
      done = work (self, call);
      g_assert_true (shim_struck ());
      empty (self->remains);
      shim_write_remains (self->vault.folder, self->remains, rand);
      (void)shim_disarm ();
      landed += workload_verify (&self->workload, self->found, done) - done;
    }
  }
  g_test_message ("%u calls, %u unacknowledged saves were there all the same", calls, landed);
}

/* Twice in a row: what a first cut left is opened, and cut again while it recovers. */
static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());

  for (guint point = 0; point < points () / 2; point++) {
    g_autofree char *log = g_strconcat (self->found, "-wal", NULL);
    g_autofree char *log_before = g_strconcat (self->vault.path, "-wal", NULL);
    guint done;

    put_back (self);
    done = work (self, (guint)g_rand_int_range (rand, 60, 200));
    empty (self->remains);
    shim_write_remains (self->vault.folder, self->remains, rand);
    empty (self->vault.folder);
    g_assert_cmpint (g_rename (self->found, self->vault.path), ==, 0);
    if (g_file_test (log, G_FILE_TEST_EXISTS))
      g_assert_cmpint (g_rename (log, log_before), ==, 0);

    shim_arm (SHIM_POWER, (guint)g_rand_int_range (rand, 1, 30));
    rep_vault_free (rep_vault_open (self->vault.path, 0, NULL));
    empty (self->remains);
    shim_write_remains (self->vault.folder, self->remains, rand);
    (void)shim_disarm ();
    workload_verify (&self->workload, self->found, done);
  }
}

/* A sync that failed once, a person who tried again and was told "saved", and then no light. */
static void
lost_sync (Fixture *self, guint sync, GRand *rand)
{
  guint done = 0;

  put_back (self);
  test_vault_reopen (&self->vault);
  shim_arm (SHIM_LOST_SYNC, sync);
  for (guint tries = 0; tries < 5; tries++)
    if (workload_step (&self->workload, &self->vault, done + 1, NULL))
      done++;
  empty (self->remains);
  shim_write_remains (self->vault.folder, self->remains, rand);
  (void)shim_disarm ();
  test_vault_close (&self->vault);
  workload_verify (&self->workload, self->found, done);
}

static void
test_lost_sync (Fixture *self, gconstpointer data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  guint sync = 0;

  do
    lost_sync (self, ++sync, rand);
  while (shim_struck ());
  g_test_message ("%u syncs", sync - 1);
}

/* New keys, all of them or none: an epoch by halves would open for some accounts only. */
static gboolean
rotate (Fixture *self, guint call, gint64 epoch, GRand *rand)
{
  gboolean done, struck;

  put_back (self);
  test_vault_reopen (&self->vault);
  shim_arm (SHIM_POWER, call);
  done = rep_vault_rotate (self->vault.vault, TEST_LATER, NULL);
  test_vault_close (&self->vault);
  struck = shim_struck ();
  empty (self->remains);
  shim_write_remains (self->vault.folder, self->remains, rand);
  (void)shim_disarm ();
  workload_verify (&self->workload, self->found, 0);
  g_assert_cmpint (test_sql_int (self->found, "SELECT max(epoch) FROM key_grant"), <=, epoch + 1);
  g_assert_cmpint (test_sql_int (self->found, "SELECT max(epoch) FROM key_grant"), >=,
                   done ? epoch + 1 : epoch);
  return struck;
}

static void
test_rotate (Fixture *self, gconstpointer data)
{
  gint64 epoch = test_sql_int (self->vault.path, "SELECT max(epoch) FROM key_grant");

  for (guint seed = 0; seed < seeds (); seed++) {
    g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());
    guint call = 0;

    while (rotate (self, ++call, epoch, rand))
      continue;
    g_test_message ("%u calls", call - 1);
    g_assert_cmpuint (call, >, 10);
  }
}

static gboolean
no_sheet (const GPtrArray *codes, gpointer data, GError **error)
{
  return TRUE;
}

/* A vault that got its name is whole on disk at that moment. */
static void
test_create (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  RepVaultSetup setup = { "Mission Locale", TEST_LOGIN, password, 1, TEST_NOW };
  g_autofree char *unfinished = g_strconcat (self->found, ".new", NULL);
  gboolean made = FALSE;

  for (guint call = 1; !made; call++) {
    empty (self->vault.folder);
    shim_arm (SHIM_POWER, call);
    made = rep_vault_create (self->vault.path, &setup, no_sheet, NULL, NULL);
    g_assert_true (made == g_file_test (self->vault.path, G_FILE_TEST_EXISTS));
    if (made) {
      empty (self->remains);
      shim_write_remains (self->vault.folder, self->remains, rand);
      g_assert_cmpint (g_rename (unfinished, self->found), ==, 0);
    }
    (void)shim_disarm ();
  }
  workload_verify (&self->workload, self->found, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/power-loss/save", Fixture, NULL, set_up, test_saves, tear_down);
  g_test_add ("/power-loss/twice", Fixture, NULL, set_up, test_twice, tear_down);
  g_test_add ("/power-loss/lost-sync", Fixture, NULL, set_up, test_lost_sync, tear_down);
  g_test_add ("/power-loss/rotate", Fixture, NULL, set_up, test_rotate, tear_down);
  g_test_add ("/power-loss/create", Fixture, NULL, set_up, test_create, tear_down);
  return g_test_run ();
}
