/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define T0 (TEST_LATER + 1000)

/* What a try at @now answers: 0 when it opens, −1 when the password is wrong, else the wait. */
static int
try_at (TestVault *self, const char *login, const char *password, gint64 now)
{
  g_autoptr (RepSecret) secret = test_secret (password);
  g_autoptr (GError) error = NULL;

  if (rep_vault_unlock (self->vault, login, secret, now, NULL, &error)) {
    g_assert_true (rep_vault_settle_failures (self->vault, now, NULL));
    return 0;
  }
  g_assert_null (rep_vault_keyring (self->vault));
  if (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET))
    return -1;
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WAIT);
  return atoi (error->message);
}

static void
reopen_locked (TestVault *self)
{
  g_autoptr (GError) error = NULL;

  test_vault_close (self);
  self->vault = rep_vault_open (self->path, 0, &error);
  g_assert_no_error (error);
}

static gint64
count_on_disk (TestVault *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT failures FROM %s", table);
  gint64 count;

  test_vault_close (self);
  count = test_sql_int (self->path, sql);
  reopen_locked (self);
  return count;
}

/* Two, four … sixty seconds, from the last failure, across openings of the file. */
static void
test_grows (TestVault *self, gconstpointer data)
{
  static const int waits[] = { 2, 4, 8, 16, 32, 60, 60, 60 };
  gint64 now = T0;

  for (guint i = 0; i < G_N_ELEMENTS (waits); i++) {
    g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", now), ==, -1);
    reopen_locked (self);
    g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", now), ==, waits[i]);
    g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, now + waits[i] - 1), ==, 1);
    g_assert_cmpint (count_on_disk (self, "slot"), ==, i + 1); /* a refused try is not counted */
    now += waits[i];
  }
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, now), ==, 0);
  g_assert_cmpint (count_on_disk (self, "slot"), ==, 0);
  g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", now), ==, -1);
  g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", now), ==, 2);
}

/* A clock put back gains nothing and locks nobody out for longer than the wait. */
static void
test_clock_back (TestVault *self, gconstpointer data)
{
  const gint64 year = 365 * 86400;

  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", T0 + 100 * i), ==, -1);
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0 - year), ==, 8);
  reopen_locked (self);
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0 - year + 3), ==, 5);
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0 - year + 8), ==, 0);
}

/* Whatever someone writes into the counters, the wait stays between nothing and a minute. */
static void
test_hostile_counters (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "UPDATE slot SET failures = 9223372036854775807, last_failure = 9223372036854775807",
    "UPDATE slot SET failures = -9223372036854775807, last_failure = -9223372036854775807",
    "UPDATE slot SET failures = 63, last_failure = -1",
    "UPDATE slot SET failures = 64, last_failure = 9223372036854775807",
    "UPDATE slot SET failures = 4294967295, first_failure = -5, last_failure = 0",
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    int wait;

    test_vault_close (self);
    test_sql (self->path, edits[i]);
    reopen_locked (self);
    wait = try_at (self, TEST_LOGIN, TEST_PASSWORD, T0);
    g_assert_cmpint (wait, >=, 0);
    g_assert_cmpint (wait, <=, 60);
    g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0 + 60), ==, 0);
  }
}

/* Logins that no account has wait like the others, together; success of someone starts them anew.
 */
static void
test_unknown_logins (TestVault *self, gconstpointer data)
{
  g_assert_cmpint (try_at (self, "autre", TEST_PASSWORD, T0), ==, -1);
  g_assert_cmpint (count_on_disk (self, "vault"), ==, 1);
  g_assert_cmpint (count_on_disk (self, "slot"), ==, 0);
  g_assert_cmpint (try_at (self, "autre", TEST_PASSWORD, T0), ==, 2);
  g_assert_cmpint (try_at (self, "secours", TEST_PASSWORD, T0 + 1), ==, 1);
  g_assert_cmpint (try_at (self, "", "", T0 + 2), ==, -1);
  g_assert_cmpint (try_at (self, "autre", "x", T0 + 2), ==, 4);
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0 + 2), ==, 0);
  g_assert_cmpint (count_on_disk (self, "vault"), ==, 0);
}

typedef struct {
  GString *text;
  RepId account;
} Reading;

static gboolean
read_entry (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  Reading *self = data;

  if (entry->action != REP_ACTION_FAILED_UNLOCKS)
    return TRUE;
  g_string_append_c (self->text, '(');
  for (guint i = 0; i < entry->changes->len; i++) {
    const RepChange *change = &g_array_index (entry->changes, RepChange, i);
    const guint8 *at = change->digest.bytes;

    g_string_append_printf (self->text, "%s%u from %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT,
                            rep_id_equal (&change->id, &self->account) ? "own "
                            : rep_id_is_none (&change->id)             ? " nobody "
                                                                       : "?",
                            rep_get_u32 (at), rep_get_u64 (at + 4) - (guint64)T0,
                            rep_get_u64 (at + 12) - (guint64)T0);
    for (guint j = 20; j < REP_DIGEST_SIZE; j++)
      g_assert_cmpuint (at[j], ==, 0);
  }
  g_string_append_c (self->text, ')');
  return TRUE;
}

static char *
failures_in_journal (TestVault *self)
{
  Reading reading = { g_string_new (NULL), rep_vault_account (self->vault)->id };
  g_autoptr (GError) error = NULL;
  RepJournalEnd end;

  rep_journal_scan (self->vault->database, self->vault->keyring, &self->vault->head, read_entry,
                    &reading, &end, &error);
  g_assert_no_error (error);
  return g_string_free (reading.text, FALSE);
}

static void
test_journalled (TestVault *self, gconstpointer data)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gint64 since = 0;
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "x", "y");
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0), ==, 0);
  g_assert_cmpuint (rep_vault_failed (self->vault, &since), ==, 0);
  first = failures_in_journal (self);
  g_assert_cmpstr (first, ==, "");

  g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", T0 + 10), ==, -1);
  g_assert_cmpint (try_at (self, "autre", "faux", T0 + 11), ==, -1);
  g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", T0 + 20), ==, -1);
  g_assert_cmpint (try_at (self, TEST_LOGIN, TEST_PASSWORD, T0 + 30), ==, 0);
  g_assert_cmpuint (rep_vault_failed (self->vault, &since), ==, 2);
  g_assert_cmpint (since, ==, T0 + 10);
  second = failures_in_journal (self);
  g_assert_cmpstr (second, ==, "(own 2 from 10 to 20 nobody 1 from 11 to 11)");

  rep_vault_check (self->vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check.journal_broken_at, ==, -1);
  g_assert_cmpuint (check.unsigned_records->len, ==, 0);
  g_assert_true (check.intact);
}

/* Who unlocks and goes no further leaves the count as it was, its own try excepted. */
static void
test_unsettled (TestVault *self, gconstpointer data)
{
  g_autoptr (RepSecret) secret = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  gint64 since;

  g_assert_cmpint (try_at (self, TEST_LOGIN, "faux", T0), ==, -1);
  g_assert_true (rep_vault_unlock (self->vault, TEST_LOGIN, secret, T0 + 2, NULL, &error));
  g_assert_cmpint (count_on_disk (self, "slot"), ==, 1);
  g_assert_true (rep_vault_unlock (self->vault, TEST_LOGIN, secret, T0 + 2, NULL, &error));
  g_assert_cmpuint (rep_vault_failed (self->vault, &since), ==, 1);
  g_assert_true (rep_vault_settle_failures (self->vault, T0 + 2, &error));
  g_assert_cmpint (count_on_disk (self, "slot"), ==, 0);
}

/* What is no fault of the password does not count against it. */
static void
test_damage_is_no_failure (TestVault *self, gconstpointer data)
{
  g_autoptr (RepSecret) secret = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;

  test_vault_close (self);
  test_sql (self->path, "UPDATE head SET chain = zeroblob(32)");
  reopen_locked (self);
  g_assert_false (rep_vault_unlock (self->vault, TEST_LOGIN, secret, T0, NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  g_assert_cmpint (count_on_disk (self, "slot"), ==, 0);
}

/* Random tries and clocks: never more than a minute of wait, no failure uncounted. */
static void
test_random_walk (TestVault *self, gconstpointer data)
{
  gint64 now = T0, counted = 0;

  for (guint i = 0; i < 60; i++) {
    gboolean right = g_test_rand_int_range (0, 10) == 0;
    int answer;

    now += g_test_rand_int_range (-30, 70);
    answer = try_at (self, TEST_LOGIN, right ? TEST_PASSWORD : "faux", now);
    g_assert_cmpint (answer, <=, 60);
    counted = answer == 0 ? 0 : answer < 0 ? counted + 1 : counted;
    if (answer == 0)
      g_assert_true (right);
    if (i % 10 == 9)
      g_assert_cmpint (count_on_disk (self, "slot"), ==, counted);
  }
}

static void
test_arithmetic (void)
{
  RepAttempts attempts = { 0 };

  g_assert_cmpuint (rep_attempts_wait (&attempts, 0), ==, 0);
  rep_attempts_raise (&attempts, 100);
  g_assert_cmpint (attempts.first, ==, 100);
  rep_attempts_raise (&attempts, 105);
  g_assert_cmpint (attempts.count, ==, 2);
  g_assert_cmpint (attempts.first, ==, 100);
  g_assert_cmpint (attempts.last, ==, 105);
  g_assert_cmpuint (rep_attempts_wait (&attempts, 105), ==, 4);
  g_assert_cmpuint (rep_attempts_wait (&attempts, 108), ==, 1);
  g_assert_cmpuint (rep_attempts_wait (&attempts, 109), ==, 0);
  g_assert_cmpuint (rep_attempts_wait (&attempts, 0), ==, 4);
  attempts.count = G_MAXUINT32;
  rep_attempts_raise (&attempts, 200);
  g_assert_cmpint (attempts.count, ==, G_MAXUINT32);
  g_assert_cmpuint (rep_attempts_wait (&attempts, 200), ==, 60);
}

#define ADD(path, func)                                                                            \
  g_test_add (path, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/vault-attempt/grows", test_grows);
  ADD ("/vault-attempt/clock-back", test_clock_back);
  ADD ("/vault-attempt/hostile-counters", test_hostile_counters);
  ADD ("/vault-attempt/unknown-logins", test_unknown_logins);
  ADD ("/vault-attempt/journalled", test_journalled);
  ADD ("/vault-attempt/unsettled", test_unsettled);
  ADD ("/vault-attempt/damage-is-no-failure", test_damage_is_no_failure);
  ADD ("/vault-attempt/random-walk", test_random_walk);
  g_test_add_func ("/vault-attempt/arithmetic", test_arithmetic);
  return g_test_run ();
}
