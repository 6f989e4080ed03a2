/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/slot.h"

static RepSlotKey *key;

static RepSlotKey *
slot_key (void)
{
  g_autoptr (RepSecret) password = test_secret ("sept mots");

  if (key == NULL)
    key = rep_slot_key_new (password, NULL, NULL);
  return key;
}

/* The key is drawn afresh in each run, so a slot of the corpus gets as far as its commitment. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RepId vault = test_id (0x11), account = test_id (0x22);
  g_autoptr (RepKeypair) keypair = NULL;
  RepPublicKeys keys = { 0 };
  RepSlotPin pin;

  keypair = rep_slot_open (slot_key (), &vault, &account, data, size, &pin, NULL);
  g_assert_null (keypair);
  g_assert_false (rep_slot_verify (data, size, &vault, &account, &keys));

  /* The cost it asks for is bounded before any of it is spent; costly ones are not tried here. */
  if (size >= 14 && data[6] <= 2 && data[7] == 0 && data[8] == 0 && data[9] == 0 && data[12] == 0 &&
      data[13] == 0 && data[11] == 0) {
    g_autoptr (RepSecret) password = test_secret ("sept mots");

    rep_slot_key_free (rep_slot_key_derive (password, data, size, NULL));
  }
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  g_autoptr (RepSecret) password = test_secret ("sept mots");
  g_autoptr (RepSecret) secret = test_key (7, 2 * REP_SEED_SIZE);
  g_autoptr (RepKeypair) keypair = rep_keypair_new_from_seeds (secret);
  RepId vault = test_id (0x11), account = test_id (0x22);
  RepSlotPin pin = { .n = 2 };
  g_autoptr (GBytes) slot = rep_slot_seal (slot_key (), &vault, &account, keypair, &pin);

  fuzz_add (seeds, g_bytes_get_data (slot, NULL), g_bytes_get_size (slot));
  fuzz_add (seeds, g_bytes_get_data (slot, NULL), g_bytes_get_size (slot) - 1);
  return seeds;
}
