/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/key-pins.h"
#include "tests/crypto/fixture.h"

static RepKeyPins *
pins_with (guint n)
{
  RepKeyPins *pins = g_new0 (RepKeyPins, 1);

  pins->vault = test_id (0x11);
  for (guint i = 0; i < n; i++) {
    RepKeyPin pin = { .account = test_id ((guint8)(0x40 + i)),
                      .time = 1700000000 + i,
                      .fingerprint = rep_digest (&i, sizeof i) };

    rep_key_pins_put (pins, &pin);
  }
  return pins;
}

static void
test_round_trip (void)
{
  for (guint n = 0; n <= REP_KEY_PINS_MAX; n += 16) {
    g_autofree RepKeyPins *pins = pins_with (n);
    g_autofree RepKeyPins *read = g_new0 (RepKeyPins, 1);
    g_autoptr (GBytes) packed = rep_key_pins_pack (pins);
    g_autoptr (GBytes) again = NULL;

    g_assert_cmpuint (g_bytes_get_size (packed), ==, REP_KEY_PINS_HEAD + n * REP_KEY_PIN_SIZE);
    g_assert_true (rep_key_pins_parse (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed),
                                       read, NULL));
    again = rep_key_pins_pack (read);
    g_assert_true (g_bytes_equal (packed, again));
  }
}

/* Frozen: what docs/format.md section 19 says, computed with Python's hashlib. */
static void
test_vector (void)
{
  g_autoptr (RepSecret) seeds = test_key (1, 2 * REP_SEED_SIZE);
  g_autoptr (RepKeypair) keypair = rep_keypair_new_from_seeds (seeds);
  g_autofree RepKeyPins *pins = g_new0 (RepKeyPins, 1);
  RepKeyPin pin = { .account = test_id (0x22), .time = 1700000000 };
  g_autoptr (GBytes) packed = NULL;
  g_autofree char *hex = NULL;

  pins->vault = test_id (0x11);
  pin.fingerprint = rep_key_fingerprint (&pins->vault, &pin.account, rep_keypair_public (keypair));
  rep_key_pins_put (pins, &pin);
  packed = rep_key_pins_pack (pins);
  hex = test_hex (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  g_assert_cmpstr (hex, ==,
                   "5250504e"
                   "01"
                   "0100"
                   "11111111111111111111111111111111"
                   "22222222222222222222222222222222"
                   "00f1536500000000"
                   "b8b4f470cafe3b8481b448357b2df72929675b10e02aca031c85cdfaf90bd468");
}

static void
test_latest_and_named (void)
{
  g_autofree RepKeyPins *pins = pins_with (3);
  RepId second = test_id (0x41), stranger = test_id (0x99);
  RepKeyPin later = { .account = second, .time = 1800000000 };

  g_assert_true (rep_key_pins_find (pins, NULL) == &pins->pins[2]);
  g_assert_true (rep_key_pins_find (pins, &second) == &pins->pins[1]);
  g_assert_null (rep_key_pins_find (pins, &stranger));
  rep_key_pins_put (pins, &later);
  g_assert_cmpuint (pins->n, ==, 3);
  g_assert_true (rep_key_pins_find (pins, NULL) == &pins->pins[1]);
}

static void
test_full_forgets_the_one_longest_away (void)
{
  g_autofree RepKeyPins *pins = pins_with (REP_KEY_PINS_MAX);
  RepKeyPin another = { .account = test_id (0xee), .time = 1800000000 };
  RepId first = test_id (0x40), second = test_id (0x41);

  rep_key_pins_put (pins, &another);
  g_assert_cmpuint (pins->n, ==, REP_KEY_PINS_MAX);
  g_assert_null (rep_key_pins_find (pins, &first));
  g_assert_nonnull (rep_key_pins_find (pins, &second));
}

static void
test_malformed_refused (void)
{
  g_autofree RepKeyPins *pins = pins_with (2);
  g_autoptr (GBytes) packed = rep_key_pins_pack (pins);
  gsize size = g_bytes_get_size (packed);
  RepKeyPins read;

  for (gsize cut = 0; cut < size; cut++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (packed, NULL), cut);

    g_assert_false (rep_key_pins_parse (copy, cut, &read, NULL));
  }
  for (gsize at = 0; at < 7; at++) {
    g_autofree guint8 *copy = test_copy (packed);
    g_autoptr (GError) error = NULL;

    copy[at] ^= 0x82; /* too many, another magic, or a version there is not */
    g_assert_false (rep_key_pins_parse (copy, size, &read, &error));
    g_assert_cmpint (error->code, ==,
                     at == 4 ? (int)REP_CRYPTO_ERROR_TOO_NEW : (int)REP_CRYPTO_ERROR_CORRUPT);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-pins/round-trip", test_round_trip);
  g_test_add_func ("/key-pins/vector", test_vector);
  g_test_add_func ("/key-pins/latest-and-named", test_latest_and_named);
  g_test_add_func ("/key-pins/full-forgets-the-one-longest-away",
                   test_full_forgets_the_one_longest_away);
  g_test_add_func ("/key-pins/malformed-refused", test_malformed_refused);
  return g_test_run ();
}
