/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "crypto/error.h"
#include "db/vault-check.h"
#include "tests/crypto/fixture.h"
#include "tests/faults/shim-vfs.h"
#include "tests/faults/workload.h"

/* An I/O error at every call in turn, once and from there on. Whatever fails: a clean answer, no
 * acknowledged save lost, no save there by halves, and the vault opens again. */

#define STEPS 6

typedef struct {
  TestVault vault;
  Workload workload;
  char *bytes; /* of the vault after STEPS steps */
  gsize size;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  test_vault_set_up (&self->vault, NULL);
  workload_init (&self->workload);
  for (guint step = 1; step <= STEPS; step++) {
    g_autoptr (GError) error = NULL;

    workload_step (&self->workload, &self->vault, step, &error);
    g_assert_no_error (error);
  }
  test_vault_close (&self->vault);
  g_assert_true (g_file_get_contents (self->vault.path, &self->bytes, &self->size, NULL));
  shim_install ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  shim_remove ();
  g_free (self->bytes);
  test_vault_tear_down (&self->vault, NULL);
}

static void
remove_vault (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".lock" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

    g_unlink (name);
  }
}

static void
put_back (Fixture *self)
{
  remove_vault (self->vault.path);
  g_assert_true (g_file_set_contents_full (self->vault.path, self->bytes, (gssize)self->size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void
assert_clean (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == REP_DB_ERROR || error->domain == REP_CRYPTO_ERROR);
  /* The disk failed: nobody is told that the password is wrong or that the vault was altered. */
  g_assert_false (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET));
  g_assert_false (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT));
  g_assert_false (g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT));
}

/* Runs @scenario with a fault at the first call, the second, and so on to the last. */
static void
at_every_call (Fixture *self, void (*scenario) (Fixture *, ShimFault, guint))
{
  static const ShimFault faults[] = { SHIM_ONCE, SHIM_ALWAYS };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    guint call = 0;

    do
      scenario (self, faults[i], ++call);
    while (shim_struck ());
    g_test_message ("fault %u: %u calls", faults[i], call - 1);
    g_assert_cmpuint (call, >, 10);
  }
}

static gboolean
no_sheet (const GPtrArray *codes, gpointer data, GError **error)
{
  return TRUE;
}

static void
create (Fixture *self, ShimFault fault, guint call)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepVaultSetup setup = { "Mission Locale", TEST_LOGIN, password, 1, TEST_NOW };
  const char *path = self->vault.path;
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  g_autofree char *log = g_strconcat (unfinished, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  gboolean made;

  remove_vault (path);
  shim_arm (fault, call);
  made = rep_vault_create (path, &setup, no_sheet, NULL, &error);
  (void)shim_disarm ();
  g_assert_false (g_file_test (unfinished, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  if (!made) {
    assert_clean (error);
    g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    test_vault_create (path);
  }
  workload_verify (&self->workload, path, 0);
}

static void
test_create (Fixture *self, gconstpointer data)
{
  at_every_call (self, create);
}

static void
unlock (Fixture *self, ShimFault fault, guint call)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = NULL;
  gboolean intact = FALSE;

  put_back (self);
  shim_arm (fault, call);
  vault = rep_vault_open (self->vault.path, 0, &error);
  if (vault == NULL || !rep_vault_unlock (vault, TEST_LOGIN, password, test_due (), NULL, &error) ||
      !rep_vault_scan (vault, NULL, NULL, &intact, &error))
    assert_clean (error);
  else
    g_assert_true (intact);
  g_clear_pointer (&vault, rep_vault_free);
  (void)shim_disarm ();
  workload_verify (&self->workload, self->vault.path, STEPS);
}

static void
test_unlock (Fixture *self, gconstpointer data)
{
  at_every_call (self, unlock);
}

/* A run that was killed left its log: the next opening must take it in. */
static void
test_unlock_after_crash (Fixture *self, gconstpointer data)
{
  g_autofree char *log = g_strconcat (self->vault.path, "-wal", NULL);
  g_autofree char *log_bytes = NULL;
  gsize log_size;
  guint call = 0;

  put_back (self);
  test_vault_reopen (&self->vault);
  g_assert_true (workload_step (&self->workload, &self->vault, STEPS + 1, NULL));
  g_assert_true (g_file_get_contents (log, &log_bytes, &log_size, NULL));
  test_vault_close (&self->vault);
  do {
    g_autoptr (RepVault) vault = NULL;
    g_autoptr (GError) error = NULL;

    put_back (self);
    g_assert_true (g_file_set_contents_full (log, log_bytes, (gssize)log_size,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    shim_arm (SHIM_ALWAYS, ++call);
    vault = rep_vault_open (self->vault.path, 0, &error);
    g_clear_pointer (&vault, rep_vault_free);
    (void)shim_disarm ();
    workload_verify (&self->workload, self->vault.path, STEPS + 1);
  } while (shim_struck ());
}

/* Saves go on after a failure, as a person would try again. */
static void
save (Fixture *self, ShimFault fault, guint call)
{
  guint done = STEPS;

  put_back (self);
  test_vault_reopen (&self->vault);
  shim_arm (fault, call);
  for (guint i = 0; i < 5; i++) {
    g_autoptr (GError) error = NULL;

    if (workload_step (&self->workload, &self->vault, done + 1, &error))
      done++;
    else
      assert_clean (error);
  }
  test_vault_close (&self->vault);
  (void)shim_disarm ();
  g_assert_cmpuint (done, >=, fault == SHIM_ONCE ? STEPS + 4 : STEPS);
  workload_verify (&self->workload, self->vault.path, done);
}

static void
test_saves (Fixture *self, gconstpointer data)
{
  at_every_call (self, save);
}

/* The disk comes back while the vault is open: saving works again without unlocking. */
static void
save_then_mend (Fixture *self, ShimFault fault, guint call)
{
  g_autoptr (GError) error = NULL;
  guint done = STEPS;

  put_back (self);
  test_vault_reopen (&self->vault);
  shim_arm (SHIM_ALWAYS, call);
  while (done < STEPS + 3 && workload_step (&self->workload, &self->vault, done + 1, NULL))
    done++;
  (void)shim_disarm ();
  if (workload_step (&self->workload, &self->vault, done + 1, &error))
    done++;
  else /* the failed one had arrived, so it cannot be saved a second time */
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  test_vault_close (&self->vault);
  workload_verify (&self->workload, self->vault.path, done);
}

static void
test_save_then_mend (Fixture *self, gconstpointer data)
{
  at_every_call (self, save_then_mend);
}

/* After a commit that failed the file is closed and read anew before anything else is written. */
static void
test_reopened (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put_back (self);
  test_vault_reopen (&self->vault);
  g_assert_true (workload_step (&self->workload, &self->vault, STEPS + 1, NULL));
  shim_arm (SHIM_NONE, 0);
  g_assert_true (workload_step (&self->workload, &self->vault, STEPS + 2, NULL));
  g_assert_cmpuint (shim_opened (), ==, 0);
  shim_arm (SHIM_LOST_SYNC, 1);
  g_assert_false (workload_step (&self->workload, &self->vault, STEPS + 3, &error));
  assert_clean (error);
  g_assert_cmpuint (shim_opened (), >=, 2); /* the vault and its log */
  (void)shim_disarm ();
  g_assert_true (workload_step (&self->workload, &self->vault, STEPS + 3, NULL));
  test_vault_close (&self->vault);
  workload_verify (&self->workload, self->vault.path, STEPS + 3);
}

static void
check (Fixture *self, ShimFault fault, guint call)
{
  g_auto (RepVaultCheck) found = { 0 };
  g_autoptr (GError) error = NULL;

  put_back (self);
  test_vault_reopen (&self->vault);
  shim_arm (fault, call);
  if (!rep_vault_check (self->vault.vault, NULL, &found, &error)) {
    assert_clean (error);
  } else { /* a page that cannot be read is no damage to report */
    g_assert_cmpuint (found.damaged->len, ==, 0);
    g_assert_cmpuint (found.unsigned_records->len, ==, 0);
    g_assert_cmpint (found.journal_broken_at, ==, -1);
    g_assert_true (rep_vault_check_is_sound (&found));
  }
  (void)shim_disarm ();
  test_vault_close (&self->vault);
  workload_verify (&self->workload, self->vault.path, STEPS);
}

static void
test_check (Fixture *self, gconstpointer data)
{
  at_every_call (self, check);
}

static void
add (const char *name, void (*func) (Fixture *, gconstpointer))
{
  g_test_add (name, Fixture, NULL, set_up, func, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/io-errors/create", test_create);
  add ("/io-errors/unlock", test_unlock);
  add ("/io-errors/unlock-after-crash", test_unlock_after_crash);
  add ("/io-errors/save", test_saves);
  add ("/io-errors/save-then-mend", test_save_then_mend);
  add ("/io-errors/reopened", test_reopened);
  add ("/io-errors/check", test_check);
  return g_test_run ();
}
