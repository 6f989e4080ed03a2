/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "crypto/error.h"
#include "tests/crypto/fixture.h"
#include "tests/faults/workload.h"

/* Memory runs out at every allocation in turn, once and from there on: in SQLite, in libsodium's
 * locked memory and in Argon2. libcbor's streaming functions take none. What
 * GLib cannot get ends the program at that point, which to the file is a kill (test-kill.c,
 * test-changes.c). */

#define STEPS 4

typedef enum { SQLITE, SODIUM, KDF } Source;

/* Allocations of one source are counted, and from @at on (or only there) refused. */
static struct {
  Source source;
  guint at, calls;
  gboolean persistent, armed;
} limit;

static GHashTable *locked; /* address -> size of what libsodium gave out */

static gboolean
refused (Source source)
{
  if (!limit.armed || limit.source != source)
    return FALSE;
  limit.calls++;
  return limit.persistent ? limit.calls >= limit.at : limit.calls == limit.at;
}

/* --- libsodium: the program's calls come here first ------------------------------------------ */

void *sodium_malloc (size_t size);
void sodium_free (void *data);
int crypto_pwhash (unsigned char *out,
                   unsigned long long out_size,
                   const char *password,
                   unsigned long long password_size,
                   const unsigned char *salt,
                   unsigned long long passes,
                   size_t memory,
                   int algorithm);

void *
sodium_malloc (size_t size)
{
  static void *(*real) (size_t);
  void *data;

  if (real == NULL)
    *(void **)&real = dlsym (RTLD_NEXT, "sodium_malloc");
  if (refused (SODIUM))
    return NULL;
  data = real (size);
  if (locked == NULL)
    locked = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (locked, data, GSIZE_TO_POINTER (size));
  return data;
}

void
sodium_free (void *data)
{
  static void (*real) (void *);

  if (real == NULL)
    *(void **)&real = dlsym (RTLD_NEXT, "sodium_free");
  g_hash_table_remove (locked, data);
  real (data);
}

int
crypto_pwhash (unsigned char *out,
               unsigned long long out_size,
               const char *password,
               unsigned long long password_size,
               const unsigned char *salt,
               unsigned long long passes,
               size_t memory,
               int algorithm)
{
  static int (*real) (unsigned char *, unsigned long long, const char *, unsigned long long,
                      const unsigned char *, unsigned long long, size_t, int);

  if (real == NULL)
    *(void **)&real = dlsym (RTLD_NEXT, "crypto_pwhash");
  return refused (KDF)
             ? -1
             : real (out, out_size, password, password_size, salt, passes, memory, algorithm);
}

/* --- SQLite ----------------------------------------------------------------------------------- */

static sqlite3_mem_methods real_memory;

static void *
limited_malloc (int size)
{
  return refused (SQLITE) ? NULL : real_memory.xMalloc (size);
}

static void *
limited_realloc (void *data, int size)
{
  return refused (SQLITE) ? NULL : real_memory.xRealloc (data, size);
}

static void
limit_sqlite (void)
{
  sqlite3_mem_methods methods;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory), ==, SQLITE_OK);
  methods = real_memory;
  methods.xMalloc = limited_malloc;
  methods.xRealloc = limited_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods), ==, SQLITE_OK);
  /* Blocks handed out from a pool of SQLite's own would not be counted. */
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
}

/* --- the tests -------------------------------------------------------------------------------- */

typedef struct {
  TestVault vault;
  Workload workload;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  test_vault_set_up (&self->vault, NULL);
  workload_init (&self->workload);
  for (guint step = 1; step <= STEPS; step++)
    g_assert_true (workload_step (&self->workload, &self->vault, step, NULL));
  test_vault_close (&self->vault);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_vault_tear_down (&self->vault, NULL);
}

static void
assert_clean (const GError *error)
{
  g_assert_nonnull (error);
  if (error->domain == REP_CRYPTO_ERROR)
    g_assert_cmpint (error->code, ==, REP_CRYPTO_ERROR_FAILED);
  else
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED);
}

/* What libsodium gave out and has not got back holds nothing: the reserve, all zero. */
static void
assert_wiped (void)
{
  GHashTableIter iter;
  gpointer data, size;

  g_hash_table_iter_init (&iter, locked);
  while (g_hash_table_iter_next (&iter, &data, &size))
    for (gsize i = 0; i < GPOINTER_TO_SIZE (size); i++)
      g_assert_cmpuint (((const guint8 *)data)[i], ==, 0);
}

/* Returns whether the limit was reached. */
static gboolean
unlock (Fixture *self, guint at, gboolean persistent)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = NULL;
  gboolean intact = FALSE, open;

  g_assert_true (rep_secret_reserve (0, NULL)); /* or it would hide what comes later */
  limit.at = at;
  limit.calls = 0;
  limit.persistent = persistent;
  limit.armed = TRUE;
  vault = rep_vault_open (self->vault.path, 0, &error);
  open = vault != NULL &&
         rep_vault_unlock (vault, TEST_LOGIN, password, test_due (), NULL, &error) &&
         rep_vault_scan (vault, NULL, NULL, &intact, &error);
  limit.armed = FALSE;
  if (open) {
    g_assert_true (intact);
  } else {
    assert_clean (error);
  }
  if (!open && vault != NULL && rep_vault_account (vault) == NULL)
    g_assert_null (rep_vault_keyring (vault));
  g_clear_pointer (&vault, rep_vault_free);
  g_clear_pointer (&password, rep_secret_free);
  assert_wiped ();
  return limit.calls >= at;
}

static gboolean
save (Fixture *self, guint at, gboolean persistent)
{
  g_autofree char *bytes = NULL;
  gsize size;
  guint done = STEPS;

  g_assert_true (g_file_get_contents (self->vault.path, &bytes, &size, NULL));
  test_vault_reopen (&self->vault);
  limit.at = at;
  limit.calls = 0;
  limit.persistent = persistent;
  limit.armed = TRUE;
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    if (workload_step (&self->workload, &self->vault, done + 1, &error))
      done++;
    else
      assert_clean (error);
  }
  limit.armed = FALSE;
  if (workload_step (&self->workload, &self->vault, done + 1, NULL)) /* memory is back */
    done++;
  test_vault_close (&self->vault);
  assert_wiped ();
  workload_verify (&self->workload, self->vault.path, done);
  g_assert_true (g_file_set_contents_full (self->vault.path, bytes, (gssize)size,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  return limit.calls >= at;
}

/* All of them, or in the short run every few, beginning at another each time. */
static void
at_every_allocation (Fixture *self,
                     Source source,
                     gboolean (*scenario) (Fixture *, guint, gboolean))
{
  guint stride = test_is_long () || source != SQLITE ? 1 : 10;
  guint most = 0;

  limit.source = source;
  for (guint persistent = 0; persistent < 2; persistent++) {
    guint at = (guint)g_test_rand_int_range (1, (gint32)stride + 1);

    for (; scenario (self, at, persistent != 0); at += stride)
      most = MAX (most, at);
  }
  g_test_message ("%u allocations, every %u", most, stride);
  g_assert_cmpuint (most, >, 0);
  workload_verify (&self->workload, self->vault.path, STEPS);
}

static void
test_unlock (Fixture *self, gconstpointer data)
{
  at_every_allocation (self, (Source)GPOINTER_TO_UINT (data), unlock);
}

static void
test_saves (Fixture *self, gconstpointer data)
{
  at_every_allocation (self, (Source)GPOINTER_TO_UINT (data), save);
}

/* Locked memory runs out while the vault is open: saving takes none, so it goes on. */
static void
test_save_needs_none (Fixture *self, gconstpointer data)
{
  test_vault_reopen (&self->vault);
  g_assert_true (workload_step (&self->workload, &self->vault, STEPS + 1, NULL));
  limit.source = SODIUM;
  limit.at = 1;
  limit.calls = 0;
  limit.persistent = limit.armed = TRUE;
  g_assert_true (workload_step (&self->workload, &self->vault, STEPS + 2, NULL));
  limit.armed = FALSE;
  g_assert_cmpuint (limit.calls, ==, 0);
  test_vault_close (&self->vault);
  workload_verify (&self->workload, self->vault.path, STEPS + 2);
}

int
main (int argc, char **argv)
{
  limit_sqlite ();
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/memory/unlock/sqlite", Fixture, GUINT_TO_POINTER (SQLITE), set_up, test_unlock,
              tear_down);
  g_test_add ("/memory/unlock/sodium", Fixture, GUINT_TO_POINTER (SODIUM), set_up, test_unlock,
              tear_down);
  g_test_add ("/memory/unlock/argon2", Fixture, GUINT_TO_POINTER (KDF), set_up, test_unlock,
              tear_down);
  g_test_add ("/memory/save/sqlite", Fixture, GUINT_TO_POINTER (SQLITE), set_up, test_saves,
              tear_down);
  g_test_add ("/memory/save/sodium", Fixture, NULL, set_up, test_save_needs_none, tear_down);
  return g_test_run ();
}
