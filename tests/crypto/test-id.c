/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/crypto/fixture.h"

static void
test_random (void)
{
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (rep_id_hash, rep_id_equal_func, g_free, NULL);

  for (guint i = 0; i < 10000; i++) {
    RepId id = rep_id_random ();

    g_assert_cmpuint (id.bytes[6] >> 4, ==, 4);
    g_assert_cmpuint (id.bytes[8] >> 6, ==, 2);
    g_assert_false (rep_id_is_none (&id));
    g_assert_true (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)));
  }
}

static void
test_from_bytes (void)
{
  static const guint8 zeros[REP_ID_SIZE];
  RepId ones = test_id (0xff), id = rep_id_from_bytes (zeros);
  char text[REP_ID_HEX_SIZE];

  g_assert_cmpstr (rep_id_format (&id, text), ==, "00000000000040008000000000000000");
  id = rep_id_from_bytes (ones.bytes);
  g_assert_cmpstr (rep_id_format (&id, text), ==, "ffffffffffff4fffbfffffffffffffff");
}

static void
test_text (void)
{
  for (guint i = 0; i < 1000; i++) {
    RepId id = rep_id_random (), parsed = { 0 };
    char text[REP_ID_HEX_SIZE];
    g_autofree char *upper = g_ascii_strup (rep_id_format (&id, text), -1);

    g_assert_true (rep_id_parse (text, &parsed));
    g_assert_true (rep_id_equal (&id, &parsed));
    parsed = (RepId){ 0 };
    g_assert_true (rep_id_parse (upper, &parsed));
    g_assert_true (rep_id_equal (&id, &parsed));
  }
}

static void
test_refused (void)
{
  static const char *const refused[] = {
    NULL,
    "",
    "0",
    "0000000000000000000000000000000",
    "000000000000000000000000000000000",
    "0000000000000000000000000000000g",
    "g0000000000000000000000000000000",
    " 0000000000000000000000000000000",
    "00000000-0000-4000-8000-000000000000",
    "0x000000000000000000000000000000",
    "\xc3\xa9"
    "000000000000000000000000000000",
  };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    RepId id = test_id (7);

    g_assert_false (rep_id_parse (refused[i], &id));
    g_assert_cmpuint (id.bytes[0], ==, 7);
  }
}

static void
test_order (void)
{
  RepId none = { 0 }, low = test_id (1), high = test_id (0x80), last = low;

  last.bytes[15]++;
  g_assert_cmpint (rep_id_compare (&low, &high), <, 0);
  g_assert_cmpint (rep_id_compare (&high, &low), >, 0);
  g_assert_cmpint (rep_id_compare (&low, &last), <, 0);
  g_assert_cmpint (rep_id_compare (&low, &low), ==, 0);
  g_assert_false (rep_id_equal (&low, &last));
  g_assert_true (rep_id_is_none (&none));
  g_assert_false (rep_id_is_none (&low));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/id/random", test_random);
  g_test_add_func ("/id/from-bytes", test_from_bytes);
  g_test_add_func ("/id/text", test_text);
  g_test_add_func ("/id/refused", test_refused);
  g_test_add_func ("/id/order", test_order);

  return g_test_run ();
}
