/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/short-key.h"
#include "tests/crypto/fixture.h"

#define START G_GINT64_CONSTANT (1000)
#define UNTIL (START + REP_SHORT_SECONDS)

static RepShortKey *
key_of (const char *digits)
{
  g_autoptr (RepSecret) typed = test_secret (digits);
  g_autoptr (RepSecret) payload = test_key (7, 88);

  return rep_short_key_new (typed, payload, UNTIL, NULL);
}

static gboolean
opens (RepShortKey *key, const char *digits, gint64 now, int code)
{
  g_autoptr (RepSecret) typed = test_secret (digits);
  g_autoptr (RepSecret) payload = test_key (7, 88);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) found = rep_short_key_open (key, typed, now, &error);

  if (found == NULL) {
    g_assert_error (error, REP_CRYPTO_ERROR, code);
    return FALSE;
  }
  g_assert_true (rep_secret_equal (found, payload));
  return TRUE;
}

static void
test_digits (void)
{
  const char *good[] = { "482915", "000001", "112233", "123457" };
  const char *bad[] = { "48291",  "4829150", "48291a", " 48291", "000000",
                        "777777", "123456",  "456789", "654321", "4８291" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (RepShortKey) key = key_of (good[i]);

    g_assert_nonnull (key);
    g_assert_true (opens (key, good[i], START, 0));
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_null (key_of (bad[i]));
}

static void
test_three_tries (void)
{
  g_autoptr (RepShortKey) key = key_of ("482915");

  for (guint left = REP_SHORT_TRIES; left > 0; left--) {
    g_assert_cmpuint (rep_short_key_tries_left (key, START), ==, left);
    g_assert_false (opens (key, "482916", START, REP_CRYPTO_ERROR_WRONG_SECRET));
  }
  g_assert_cmpuint (rep_short_key_tries_left (key, START), ==, 0);
  g_assert_false (opens (key, "482915", START, REP_CRYPTO_ERROR_LIMIT));
}

static void
test_success_counts_anew (void)
{
  g_autoptr (RepShortKey) key = key_of ("482915");

  for (guint i = 0; i < 4; i++) {
    g_assert_false (opens (key, "111112", START, REP_CRYPTO_ERROR_WRONG_SECRET));
    g_assert_false (opens (key, "4829151", START, REP_CRYPTO_ERROR_WRONG_SECRET));
    g_assert_true (opens (key, "482915", START, 0));
    g_assert_cmpuint (rep_short_key_tries_left (key, START), ==, REP_SHORT_TRIES);
  }
}

/* Once it was looked at after its time it is wiped, whatever the clock says later. */
static void
test_time (void)
{
  g_autoptr (RepShortKey) key = key_of ("482915");

  g_assert_true (opens (key, "482915", UNTIL - 1, 0));
  g_assert_cmpuint (rep_short_key_tries_left (key, UNTIL), ==, 0);
  g_assert_false (opens (key, "482915", UNTIL, REP_CRYPTO_ERROR_LIMIT));
  g_assert_false (opens (key, "482915", START, REP_CRYPTO_ERROR_LIMIT));
}

static void
test_two_are_different (void)
{
  g_autoptr (RepShortKey) first = key_of ("482915"), second = key_of ("482915");

  rep_short_key_spend (first);
  g_assert_false (opens (first, "482915", START, REP_CRYPTO_ERROR_LIMIT));
  g_assert_true (opens (second, "482915", START, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/short-key/digits", test_digits);
  g_test_add_func ("/short-key/three-tries", test_three_tries);
  g_test_add_func ("/short-key/success-counts-anew", test_success_counts_anew);
  g_test_add_func ("/short-key/time", test_time);
  g_test_add_func ("/short-key/two-are-different", test_two_are_different);
  return g_test_run ();
}
