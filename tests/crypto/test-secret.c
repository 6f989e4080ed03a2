/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/secret-private.h"
#include "tests/crypto/fixture.h"

static void
test_take_wipes (void)
{
  static const char zeros[8];
  char text[8] = "secret!";
  g_autoptr (RepSecret) secret = rep_secret_take (text, sizeof text);

  test_assert_same (text, sizeof text, zeros, sizeof zeros);
  test_assert_same (rep_secret_peek (secret), rep_secret_get_size (secret), "secret!", 8);
}

static void
test_new (void)
{
  static const guint8 zeros[100];
  g_autoptr (RepSecret) secret = rep_secret_new (sizeof zeros);

  test_assert_same (rep_secret_peek (secret), rep_secret_get_size (secret), zeros, sizeof zeros);
  rep_secret_data (secret)[99] = 1;
  g_assert_cmpuint (rep_secret_peek (secret)[99], ==, 1);
}

static void
test_random (void)
{
  g_autoptr (RepSecret) one = rep_secret_new_random (32);
  g_autoptr (RepSecret) two = rep_secret_new_random (32);

  g_assert_false (rep_secret_equal (one, two));
  g_assert_cmpuint (rep_secret_get_size (one), ==, 32);
}

static void
test_equal (void)
{
  g_autoptr (RepSecret) one = test_key (1, 32);
  g_autoptr (RepSecret) same = test_key (1, 32);
  g_autoptr (RepSecret) shorter = test_key (1, 31);

  g_assert_true (rep_secret_equal (one, same));
  g_assert_false (rep_secret_equal (one, shorter));
  rep_secret_data (same)[31] ^= 1;
  g_assert_false (rep_secret_equal (one, same));
}

static void
test_dup (void)
{
  g_autoptr (RepSecret) one = test_key (1, 32);
  g_autoptr (RepSecret) copy = rep_secret_dup (one);

  g_assert_true (rep_secret_equal (one, copy));
  rep_secret_data (copy)[0] ^= 1;
  g_assert_false (rep_secret_equal (one, copy));
}

/* What an empty password is. */
static void
test_empty (void)
{
  char nothing[1] = "";
  g_autoptr (RepSecret) empty = rep_secret_take (nothing, 0);
  g_autoptr (RepSecret) copy = rep_secret_dup (empty);

  g_assert_cmpuint (rep_secret_get_size (empty), ==, 0);
  g_assert_cmpuint (rep_secret_get_size (copy), ==, 0);
  g_assert_true (rep_secret_equal (empty, copy));
}

/* The value of crypto_kdf by BLAKE2b of another implementation: key, number as salt, context as
 * person. */
static void
test_derive (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  g_autoptr (RepSecret) one = rep_secret_derive (key, 1, "payload_");
  g_autoptr (RepSecret) two = rep_secret_derive (key, 2, "payload_");
  g_autoptr (RepSecret) other = rep_secret_derive (key, 1, "rowsum__");
  g_autofree char *hex = test_hex (rep_secret_peek (one), rep_secret_get_size (one));

  g_assert_cmpstr (hex, ==, "6a2a2a375c74414c8d268c7a1e5a26fe59db500e2514d7b5aea190293bff7907");
  g_assert_false (rep_secret_equal (one, two));
  g_assert_false (rep_secret_equal (one, other));
}

static void
test_wipe (void)
{
  static const char zeros[16];
  char text[16] = "fifteen letters";

  rep_wipe (text, sizeof text);
  test_assert_same (text, sizeof text, zeros, sizeof zeros);
  rep_secret_free (NULL);
}

static void
test_locked (void)
{
  g_autoptr (RepSecret) secret = rep_secret_new_random (32);

  /* False where the machine allows no locked memory at all: then it must at least answer. */
  g_assert_nonnull (secret);
  if (!rep_secret_all_locked ())
    g_test_skip ("no locked memory here");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/take-wipes", test_take_wipes);
  g_test_add_func ("/secret/new", test_new);
  g_test_add_func ("/secret/random", test_random);
  g_test_add_func ("/secret/equal", test_equal);
  g_test_add_func ("/secret/dup", test_dup);
  g_test_add_func ("/secret/empty", test_empty);
  g_test_add_func ("/secret/derive", test_derive);
  g_test_add_func ("/secret/wipe", test_wipe);
  g_test_add_func ("/secret/locked", test_locked);

  return g_test_run ();
}
