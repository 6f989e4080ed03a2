/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "tests/crypto/fixture.h"
#include "tests/faults/shim-vfs.h"
#include "tests/faults/workload.h"

/* No room from the first write on, from the second, and so on: the vault and its log. The answer is
 * "full", nothing changed, and once there is room the same thing works without unlocking again. */

typedef struct {
  TestVault vault;
  Workload workload;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  test_vault_set_up (&self->vault, NULL);
  workload_init (&self->workload);
  test_vault_close (&self->vault);
  shim_install ();
  test_vault_reopen (&self->vault);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_vault_close (&self->vault);
  shim_remove ();
  test_vault_tear_down (&self->vault, NULL);
}

static void
test_saves (Fixture *self, gconstpointer data)
{
  guint done = 0, full = 0;

  for (guint call = 1; call < 40; call++) {
    g_autoptr (GError) error = NULL;

    shim_arm (SHIM_FULL, call);
    if (workload_step (&self->workload, &self->vault, done + 1, &error)) {
      done++;
    } else {
      g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL);
      full++;
    }
    (void)shim_disarm ();
    g_assert_true (workload_step (&self->workload, &self->vault, ++done, NULL)); /* there is room */
  }
  g_test_message ("%u saves, %u found no room", done, full);
  g_assert_cmpuint (full, >, 10);
  test_vault_close (&self->vault);
  workload_verify (&self->workload, self->vault.path, done);
}

/* Closing folds the log into the file, which may have no room: nothing saved is lost. */
static void
test_lock (Fixture *self, gconstpointer data)
{
  for (guint step = 1; step <= 5; step++)
    g_assert_true (workload_step (&self->workload, &self->vault, step, NULL));
  shim_arm (SHIM_FULL, 1);
  test_vault_close (&self->vault);
  g_assert_true (shim_struck ());
  (void)shim_disarm ();
  workload_verify (&self->workload, self->vault.path, 5);
}

/* The password is judged only after the try was counted: where there is no room to count, the right
 * one opens nothing and the wrong one is not told apart. */
static void
test_counted_first (Fixture *self, gconstpointer data)
{
  static const char *const passwords[] = { TEST_PASSWORD, "faux" };

  for (guint i = 0; i < G_N_ELEMENTS (passwords); i++) {
    g_autoptr (RepSecret) password = test_secret (passwords[i]);
    g_autoptr (GError) error = NULL;

    shim_arm (SHIM_FULL, 1);
    g_assert_false (
        rep_vault_unlock (self->vault.vault, TEST_LOGIN, password, test_due (), NULL, &error));
    (void)shim_disarm ();
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL);
    g_assert_null (rep_vault_keyring (self->vault.vault));
  }
}

static gboolean
no_sheet (const GPtrArray *codes, gpointer data, GError **error)
{
  return TRUE;
}

static void
test_create (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepVaultSetup setup = { "Mission Locale", TEST_LOGIN, password, 1, TEST_NOW };
  gboolean made = FALSE;

  test_vault_close (&self->vault);
  for (guint call = 1; !made; call++) {
    g_autoptr (GError) error = NULL;

    g_unlink (self->vault.path);
    shim_arm (SHIM_FULL, call);
    made = rep_vault_create (self->vault.path, &setup, no_sheet, NULL, &error);
    (void)shim_disarm ();
    if (!made) {
      g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL);
      g_assert_false (g_file_test (self->vault.path, G_FILE_TEST_EXISTS));
    }
  }
  workload_verify (&self->workload, self->vault.path, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/full-disk/save", Fixture, NULL, set_up, test_saves, tear_down);
  g_test_add ("/full-disk/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/full-disk/counted-first", Fixture, NULL, set_up, test_counted_first, tear_down);
  g_test_add ("/full-disk/create", Fixture, NULL, set_up, test_create, tear_down);
  return g_test_run ();
}
