/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/grant.h"

static RepKeypair *
keypair (guint8 first)
{
  g_autoptr (RepSecret) secret = test_key (first, 2 * REP_SEED_SIZE);

  return rep_keypair_new_from_seeds (secret);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static RepKeypair *grantee, *signer;
  RepId vault = test_id (0x11);
  RepGrant grant;

  if (grantee == NULL) {
    grantee = keypair (7);
    signer = keypair (8);
  }
  if (rep_grant_parse (data, size, &grant, NULL)) {
    if (!rep_grant_verify (data, size, &vault, rep_keypair_public (signer)))
      return 0;
    rep_secret_free (rep_grant_open (&grant, grantee, NULL));
  }
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  RepId vault = test_id (0x11), account = test_id (0x22), manager = test_id (0x33);
  g_autoptr (RepKeypair) grantee = keypair (7);
  g_autoptr (RepKeypair) signer = keypair (8);
  g_autoptr (RepSecret) key = test_key (1, 32);
  g_autoptr (GBytes) grant = rep_grant_make (&vault, 3, &account, rep_keypair_public (grantee), 16,
                                             1, key, &manager, signer);

  fuzz_add (seeds, g_bytes_get_data (grant, NULL), g_bytes_get_size (grant));
  return seeds;
}
