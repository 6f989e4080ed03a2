/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/digest.h"
#include "tests/crypto/fixture.h"

static void
assert_hex (gconstpointer data, gsize size, const char *expected)
{
  g_autofree char *hex = test_hex (data, size);

  g_assert_cmpstr (hex, ==, expected);
}

/* Values of another implementation of BLAKE2b. */
static void
test_values (void)
{
  RepDigest nothing = rep_digest (NULL, 0), abc = rep_digest ("abc", 3);
  guint8 small[16];

  assert_hex (nothing.bytes, REP_DIGEST_SIZE,
              "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  assert_hex (abc.bytes, REP_DIGEST_SIZE,
              "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
  rep_digest_short ("abc", 3, small);
  assert_hex (small, sizeof small, "cf4ab791c62b8d2b2109c90275287816");
}

static void
test_chain (void)
{
  static const RepDigest none;
  RepDigest one = rep_digest_chain (&none, "a", 1);
  RepDigest two = rep_digest_chain (&one, "b", 1);
  RepDigest turned = rep_digest_chain (&none, "b", 1);
  RepDigest empty = rep_digest_chain (&one, NULL, 0);
  RepDigest flat;
  guint8 text[REP_DIGEST_SIZE + 1];

  turned = rep_digest_chain (&turned, "a", 1);
  g_assert_false (rep_digest_equal (&two, &turned));
  g_assert_false (rep_digest_equal (&empty, &one));
  memcpy (text, one.bytes, REP_DIGEST_SIZE);
  text[REP_DIGEST_SIZE] = 'b';
  flat = rep_digest (text, sizeof text);
  g_assert_true (rep_digest_equal (&two, &flat));
}

static RepDigest
random_digest (void)
{
  RepDigest digest;

  for (guint i = 0; i < REP_DIGEST_SIZE; i++)
    digest.bytes[i] = test_random_byte ();
  return digest;
}

static void
test_carry (void)
{
  RepDigest sum = { 0 }, one = { { 1 } };
  static const RepDigest none;

  memset (sum.bytes, 0xff, sizeof sum.bytes);
  rep_digest_add (&sum, &one);
  g_assert_true (rep_digest_equal (&sum, &none));
  rep_digest_subtract (&sum, &one);
  for (guint i = 0; i < REP_DIGEST_SIZE; i++)
    g_assert_cmpuint (sum.bytes[i], ==, 0xff);
  sum = (RepDigest){ { 0xff, 0xff } };
  rep_digest_add (&sum, &one);
  g_assert_cmpuint (sum.bytes[0], ==, 0);
  g_assert_cmpuint (sum.bytes[2], ==, 1);
}

/* Any order of adding, any order of taking away. */
static void
test_sum (void)
{
  for (guint round = 0; round < 500; round++) {
    RepDigest terms[20], forward = { 0 }, backward = { 0 };
    static const RepDigest none;

    for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
      terms[i] = random_digest ();
    for (guint i = 0; i < G_N_ELEMENTS (terms); i++) {
      rep_digest_add (&forward, &terms[i]);
      rep_digest_add (&backward, &terms[G_N_ELEMENTS (terms) - 1 - i]);
    }
    g_assert_true (rep_digest_equal (&forward, &backward));
    g_assert_false (rep_digest_equal (&forward, &none));
    for (guint i = 0; i < G_N_ELEMENTS (terms); i++)
      rep_digest_subtract (&forward, &terms[(7 * i) % G_N_ELEMENTS (terms)]);
    g_assert_true (rep_digest_equal (&forward, &none));
  }
}

static void
test_equal (void)
{
  RepDigest a = rep_digest ("abc", 3);

  for (guint bit = 0; bit < 8 * REP_DIGEST_SIZE; bit++) {
    RepDigest b = a;

    b.bytes[bit / 8] ^= (guint8)(1 << bit % 8);
    g_assert_false (rep_digest_equal (&a, &b));
  }
}

static void
test_numbers (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  rep_put_u16 (out, 0x0102);
  rep_put_u32 (out, 0x03040506);
  rep_put_u64 (out, 0x0708090a0b0c0d0e);
  assert_hex (out->data, out->len, "0201060504030e0d0c0b0a090807");
  g_assert_cmpuint (rep_get_u16 (out->data), ==, 0x0102);
  g_assert_cmpuint (rep_get_u32 (out->data + 2), ==, 0x03040506);
  g_assert_cmpuint (rep_get_u64 (out->data + 6), ==, 0x0708090a0b0c0d0e);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/digest/values", test_values);
  g_test_add_func ("/digest/chain", test_chain);
  g_test_add_func ("/digest/carry", test_carry);
  g_test_add_func ("/digest/sum", test_sum);
  g_test_add_func ("/digest/equal", test_equal);
  g_test_add_func ("/digest/numbers", test_numbers);

  return g_test_run ();
}
