/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/key-pins.h"

/* Which keys a machine has seen. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RepKeyPins pins;

  if (rep_key_pins_parse (data, size, &pins, NULL)) {
    g_autoptr (GBytes) once = rep_key_pins_pack (&pins);
    g_autoptr (GBytes) twice = NULL;

    g_assert_true (
        rep_key_pins_parse (g_bytes_get_data (once, NULL), g_bytes_get_size (once), &pins, NULL));
    twice = rep_key_pins_pack (&pins);
    g_assert_true (g_bytes_equal (once, twice));
    g_assert_true ((pins.n > 0) == (rep_key_pins_find (&pins, NULL) != NULL));
  }
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  RepKeyPins pins = { .vault = test_id (0x11) };

  for (guint8 account = 1; account <= 2; account++) {
    RepKeyPin pin = { .account = test_id (account), .time = 1700000000 + account };
    g_autoptr (GBytes) packed = NULL;

    rep_key_pins_put (&pins, &pin);
    packed = rep_key_pins_pack (&pins);
    fuzz_add (seeds, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  }
  return seeds;
}
