/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/seal.h"
#include "tests/crypto/fixture.h"

static RepSealContext
make_context (void)
{
  return (RepSealContext){ .vault = test_id (0xa1),
                           .record = test_id (0xb2),
                           .kind = 3,
                           .compartment = 0x0102,
                           .epoch = 0x03040506,
                           .revision = 0x0708090a };
}

static gsize
expected_padded (RepPadding padding, gsize size)
{
  gsize block = padding == REP_PADDING_256 ? 256 : 64;
  gsize padded = block;

  while (padded <= size)
    padded = padding == REP_PADDING_POWER ? 2 * padded : padded + block;
  return padded;
}

static void
assert_opens (const RepSecret *key, GBytes *sealed, gconstpointer plain, gsize size)
{
  RepSealContext context = make_context ();
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *copy = test_copy (sealed);

  rep_arena_append (out, "left over", 9);
  g_assert_true (rep_seal_open (key, &context, copy, g_bytes_get_size (sealed), out, &error));
  g_assert_no_error (error);
  test_assert_same (rep_arena_data (out), rep_arena_size (out), plain, size);
}

static void
assert_refused (const RepSecret *key,
                const RepSealContext *context,
                gconstpointer sealed,
                gsize size,
                RepCryptoError code)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autoptr (GError) error = NULL;

  rep_arena_append (out, "left over", 9);
  g_assert_false (rep_seal_open (key, context, sealed, size, out, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, (int)code);
  g_assert_cmpuint (rep_arena_size (out), ==, 0);
}

static void
round_trip (RepPadding padding, gsize size)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  g_autofree guint8 *plain = g_malloc0 (size + 1);
  g_autoptr (GBytes) sealed = NULL;

  /* Ends in what padding is made of, so that only the right end comes off. */
  for (gsize i = 0; i < size; i++)
    plain[i] = i % 3 == 0 ? 0x80 : 0;
  sealed = rep_seal (key, &context, padding, plain, size, NULL);
  g_assert_cmpuint (g_bytes_get_size (sealed), ==,
                    REP_SEAL_HEADER_SIZE + expected_padded (padding, size) + 16);
  assert_opens (key, sealed, plain, size);
}

static void
test_padding (void)
{
  static const gsize sizes[] = { 0,   1,   2,   62,  63,  64,  65,  127,  128,  129,  191, 192,
                                 254, 255, 256, 257, 511, 512, 513, 1023, 1024, 4095, 4096 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    round_trip (REP_PADDING_64, sizes[i]);
    round_trip (REP_PADDING_POWER, sizes[i]);
    round_trip (REP_PADDING_256, sizes[i]);
  }
}

static void
test_nonce (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  g_autoptr (GBytes) first = rep_seal (key, &context, REP_PADDING_64, "x", 1, NULL);
  g_autoptr (GBytes) second = rep_seal (key, &context, REP_PADDING_64, "x", 1, NULL);

  g_assert_false (g_bytes_equal (first, second));
}

static void
test_header (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &context, REP_PADDING_64, NULL, 0, NULL);
  RepSealHeader header;
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_seal_parse_header (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed),
                                        &header, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (header.compartment, ==, context.compartment);
  g_assert_cmpuint (header.epoch, ==, context.epoch);
  g_assert_cmpuint (header.revision, ==, context.revision);
}

/* Bits of the version byte may turn it into a newer one; everything else is corruption. */
static void
test_every_bit (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &context, REP_PADDING_64, "Alix", 4, NULL);
  gsize size = g_bytes_get_size (sealed);
  g_autofree guint8 *copy = test_copy (sealed);

  for (gsize bit = 0; bit < 8 * size; bit++) {
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
    assert_refused (key, &context, copy, size,
                    bit < 8 && copy[0] > 1 ? REP_CRYPTO_ERROR_TOO_NEW : REP_CRYPTO_ERROR_CORRUPT);
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
  }
  assert_opens (key, sealed, "Alix", 4);
}

/* Opened as if it lay elsewhere. */
static void
test_every_field (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext good = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &good, REP_PADDING_64, "Alix", 4, NULL);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (sealed, &size);
  RepSealContext moved[6];

  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    moved[i] = good;
  moved[0].vault.bytes[15] ^= 1;
  moved[1].record.bytes[0] ^= 0x80;
  moved[2].kind++;
  moved[3].compartment++;
  moved[4].epoch++;
  moved[5].revision--;
  for (guint i = 0; i < G_N_ELEMENTS (moved); i++)
    assert_refused (key, &moved[i], bytes, size, REP_CRYPTO_ERROR_CORRUPT);
}

/* The clear header follows the context, so that only the associated data can tell. */
static void
test_every_header_field (void)
{
  static const struct {
    gsize at;
    guint field;
  } fields[] = { { 1, 0 }, { 3, 1 }, { 7, 2 } };
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext good = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &good, REP_PADDING_64, "Alix", 4, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    RepSealContext moved = good;
    g_autofree guint8 *copy = test_copy (sealed);

    copy[fields[i].at]++;
    moved.compartment = (guint16)(good.compartment + (fields[i].field == 0));
    moved.epoch = good.epoch + (fields[i].field == 1);
    moved.revision = good.revision + (fields[i].field == 2);
    assert_refused (key, &moved, copy, g_bytes_get_size (sealed), REP_CRYPTO_ERROR_CORRUPT);
  }
}

static void
test_wrong_key (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  g_autoptr (RepSecret) other = test_key (1, 32);
  RepSealContext context = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &context, REP_PADDING_64, "Alix", 4, NULL);

  assert_refused (other, &context, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed),
                  REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_truncation (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &context, REP_PADDING_POWER, "Alix", 4, NULL);
  gsize whole = g_bytes_get_size (sealed);
  g_autofree guint8 *longer = g_malloc0 (whole + 1);

  for (gsize size = 0; size < whole; size++) {
    g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (sealed, NULL), size);

    assert_refused (key, &context, cut, size, REP_CRYPTO_ERROR_CORRUPT);
  }
  memcpy (longer, g_bytes_get_data (sealed, NULL), whole);
  assert_refused (key, &context, longer, whole + 1, REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_versions (void)
{
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  g_autoptr (GBytes) sealed = rep_seal (key, &context, REP_PADDING_64, "Alix", 4, NULL);
  g_autofree guint8 *copy = test_copy (sealed);

  copy[0] = 0;
  assert_refused (key, &context, copy, g_bytes_get_size (sealed), REP_CRYPTO_ERROR_CORRUPT);
  for (guint version = 2; version < 256; version++) {
    copy[0] = (guint8)version;
    assert_refused (key, &context, copy, g_bytes_get_size (sealed), REP_CRYPTO_ERROR_TOO_NEW);
    assert_refused (key, &context, copy, 1, REP_CRYPTO_ERROR_TOO_NEW);
  }
}

/* These bytes may never change: files sealed with them exist. */
static void
test_frozen (void)
{
  static const char frozen[] =
      "010201060504030a090807404142434445464748494a4b4c4d4e4f50515253545556578e56c6d950"
      "e079168ff487beaf9c659292baadc41359539a6a31fd450904239016f9026e55928410ffb2f44c0a"
      "dadaf19b6b7de86f85b49cb6fc08f413b24c54b005f056c1cef565a4b5cce66420798b";
  g_autoptr (RepSecret) key = test_key (0, 32);
  RepSealContext context = make_context ();
  guint8 nonce[REP_SEAL_NONCE_SIZE];
  g_autoptr (GBytes) sealed = NULL;
  g_autofree char *hex = NULL;

  for (guint i = 0; i < sizeof nonce; i++)
    nonce[i] = (guint8)(0x40 + i);
  sealed = rep_seal (key, &context, REP_PADDING_64, "Zoé", 4, nonce);
  hex = test_hex (g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  g_assert_cmpstr (hex, ==, frozen);
  assert_opens (key, sealed, "Zoé", 4);
}

static void
test_random (void)
{
  g_autoptr (RepSecret) key = test_key (7, 32);

  for (guint round = 0; round < 2000; round++) {
    RepSealContext context = make_context ();
    RepPadding padding = (RepPadding)g_test_rand_int_range (0, 3);
    gsize size = (gsize)g_test_rand_int_range (0, 700);
    g_autofree guint8 *plain = g_malloc (size + 1);
    g_autoptr (GBytes) sealed = NULL;
    g_autofree guint8 *copy = NULL;

    for (gsize i = 0; i < size; i++)
      plain[i] = test_random_byte ();
    sealed = rep_seal (key, &context, padding, plain, size, NULL);
    assert_opens (key, sealed, plain, size);
    copy = test_copy (sealed);
    copy[g_test_rand_int_range (1, (int)g_bytes_get_size (sealed))] ^= 0x10;
    assert_refused (key, &context, copy, g_bytes_get_size (sealed), REP_CRYPTO_ERROR_CORRUPT);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/seal/padding", test_padding);
  g_test_add_func ("/seal/nonce", test_nonce);
  g_test_add_func ("/seal/header", test_header);
  g_test_add_func ("/seal/every-bit", test_every_bit);
  g_test_add_func ("/seal/every-field", test_every_field);
  g_test_add_func ("/seal/every-header-field", test_every_header_field);
  g_test_add_func ("/seal/wrong-key", test_wrong_key);
  g_test_add_func ("/seal/truncation", test_truncation);
  g_test_add_func ("/seal/versions", test_versions);
  g_test_add_func ("/seal/frozen", test_frozen);
  g_test_add_func ("/seal/random", test_random);

  return g_test_run ();
}
