/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/keypair.h"
#include "tests/crypto/fixture.h"

/* RFC 7748 section 6.1 and RFC 8032 section 7.1, tests 1 and 2. */
#define ALICE "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"
#define ALICE_PUBLIC "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"
#define BOB "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb"
#define BOB_PUBLIC "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"
#define ONE "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
#define ONE_PUBLIC "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
#define TWO "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
#define TWO_PUBLIC "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"

static RepKeypair *
keypair_of (const char *seeds_hex)
{
  g_autoptr (GBytes) bytes = test_unhex (seeds_hex);
  g_autofree guint8 *copy = test_copy (bytes);
  g_autoptr (RepSecret) seeds = rep_secret_take (copy, g_bytes_get_size (bytes));

  return rep_keypair_new_from_seeds (seeds);
}

static void
assert_hex (gconstpointer data, gsize size, const char *expected)
{
  g_autofree char *hex = test_hex (data, size);

  g_assert_cmpstr (hex, ==, expected);
}

static void
test_public_keys (void)
{
  g_autoptr (RepKeypair) one = keypair_of (ALICE ONE);
  g_autoptr (RepKeypair) two = keypair_of (BOB TWO);

  assert_hex (rep_keypair_public (one)->box, REP_PUBLIC_KEY_SIZE, ALICE_PUBLIC);
  assert_hex (rep_keypair_public (one)->sign, REP_PUBLIC_KEY_SIZE, ONE_PUBLIC);
  assert_hex (rep_keypair_public (two)->box, REP_PUBLIC_KEY_SIZE, BOB_PUBLIC);
  assert_hex (rep_keypair_public (two)->sign, REP_PUBLIC_KEY_SIZE, TWO_PUBLIC);
}

/* Made by another implementation of Ed25519 over the tag and the data. */
static void
test_signature (void)
{
  static const char expected[] = "e25f11f83eb3591691257831ba042690498886e38f37c5246174520aa1656e1d"
                                 "7fcb4833b832160a1c4f0f7f5d660c130599ba99135db033aef2c6869902c300";
  g_autoptr (RepKeypair) keys = keypair_of (ALICE ONE);
  guint8 signature[REP_SIGNATURE_SIZE], again[REP_SIGNATURE_SIZE];

  rep_keypair_sign (keys, "rep-test", "Zoé", 4, signature);
  rep_keypair_sign (keys, "rep-test", "Zoé", 4, again);
  assert_hex (signature, sizeof signature, expected);
  test_assert_same (signature, sizeof signature, again, sizeof again);
  g_assert_true (rep_signature_verify (rep_keypair_public (keys), "rep-test", "Zoé", 4, signature));
}

static void
test_verify (void)
{
  g_autoptr (RepKeypair) keys = keypair_of (ALICE ONE);
  g_autoptr (RepKeypair) other = keypair_of (ALICE TWO);
  const RepPublicKeys *public = rep_keypair_public (keys);
  guint8 signature[REP_SIGNATURE_SIZE];

  rep_keypair_sign (keys, "rep-test", "Zoé", 4, signature);
  g_assert_false (rep_signature_verify (public, "rep-tesu", "Zoé", 4, signature));
  g_assert_false (rep_signature_verify (public, "rep-test", "Zoé", 3, signature));
  g_assert_false (rep_signature_verify (public, "rep-test", "Zoe!", 4, signature));
  g_assert_false (rep_signature_verify (public, "rep-test", NULL, 0, signature));
  g_assert_false (
      rep_signature_verify (rep_keypair_public (other), "rep-test", "Zoé", 4, signature));
  for (guint bit = 0; bit < 8 * sizeof signature; bit++) {
    signature[bit / 8] ^= (guint8)(1 << bit % 8);
    g_assert_false (rep_signature_verify (public, "rep-test", "Zoé", 4, signature));
    signature[bit / 8] ^= (guint8)(1 << bit % 8);
  }
}

static void
test_nothing_signed (void)
{
  g_autoptr (RepKeypair) keys = keypair_of (ALICE ONE);
  guint8 signature[REP_SIGNATURE_SIZE];

  rep_keypair_sign (keys, "rep-test", NULL, 0, signature);
  g_assert_true (rep_signature_verify (rep_keypair_public (keys), "rep-test", NULL, 0, signature));
}

static void
test_seeds (void)
{
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_autoptr (RepKeypair) other = rep_keypair_new_random ();
  g_autoptr (RepSecret) seeds = rep_keypair_dup_seeds (keys);
  g_autoptr (RepKeypair) again = rep_keypair_new_from_seeds (seeds);

  g_assert_cmpuint (rep_secret_get_size (seeds), ==, 2 * REP_SEED_SIZE);
  test_assert_same (rep_keypair_public (keys), sizeof (RepPublicKeys), rep_keypair_public (again),
                    sizeof (RepPublicKeys));
  g_assert_cmpint (
      memcmp (rep_keypair_public (keys), rep_keypair_public (other), sizeof (RepPublicKeys)), !=,
      0);
}

/* Paper lasts: the code of a sheet must give these keys for ever. */
static void
test_from_code (void)
{
  g_autoptr (RepSecret) code = test_key (0, REP_SEED_SIZE);
  g_autoptr (RepSecret) next = test_key (1, REP_SEED_SIZE);
  g_autoptr (RepKeypair) keys = rep_keypair_new_from_code (code);
  g_autoptr (RepKeypair) other = rep_keypair_new_from_code (next);

  assert_hex (rep_keypair_public (keys)->box, REP_PUBLIC_KEY_SIZE,
              "45d4659d8f038b064c50ecf507c4d923cedbceaf9540392f5cd2dfec7577c440");
  assert_hex (rep_keypair_public (keys)->sign, REP_PUBLIC_KEY_SIZE,
              "c8744cd7561277c8c24040418025257d95c34bdb3ea97a855a62841c5f3b08c4");
  g_assert_cmpint (
      memcmp (rep_keypair_public (keys), rep_keypair_public (other), sizeof (RepPublicKeys)), !=,
      0);
}

static void
test_sealed_key (void)
{
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_autoptr (RepKeypair) other = rep_keypair_new_random ();
  g_autoptr (RepSecret) key = rep_secret_new_random (REP_KEY_SIZE);
  g_autoptr (RepSecret) opened = NULL;
  g_autoptr (GError) error = NULL;
  guint8 sealed[REP_SEALED_KEY_SIZE], again[REP_SEALED_KEY_SIZE];

  rep_key_seal_to (rep_keypair_public (keys), key, sealed);
  rep_key_seal_to (rep_keypair_public (keys), key, again);
  g_assert_cmpint (memcmp (sealed, again, sizeof sealed), !=, 0);
  opened = rep_keypair_open_key (keys, sealed, &error);
  g_assert_no_error (error);
  g_assert_true (rep_secret_equal (opened, key));
  g_assert_null (rep_keypair_open_key (other, sealed, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_sealed_key_bits (void)
{
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_autoptr (RepSecret) key = rep_secret_new_random (REP_KEY_SIZE);
  guint8 sealed[REP_SEALED_KEY_SIZE];

  rep_key_seal_to (rep_keypair_public (keys), key, sealed);
  for (guint bit = 0; bit < 8 * sizeof sealed; bit++) {
    g_autoptr (GError) error = NULL;

    sealed[bit / 8] ^= (guint8)(1 << bit % 8);
    g_assert_null (rep_keypair_open_key (keys, sealed, &error));
    g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
    sealed[bit / 8] ^= (guint8)(1 << bit % 8);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/keypair/public-keys", test_public_keys);
  g_test_add_func ("/keypair/signature", test_signature);
  g_test_add_func ("/keypair/verify", test_verify);
  g_test_add_func ("/keypair/nothing-signed", test_nothing_signed);
  g_test_add_func ("/keypair/seeds", test_seeds);
  g_test_add_func ("/keypair/from-code", test_from_code);
  g_test_add_func ("/keypair/sealed-key", test_sealed_key);
  g_test_add_func ("/keypair/sealed-key-bits", test_sealed_key_bits);

  return g_test_run ();
}
