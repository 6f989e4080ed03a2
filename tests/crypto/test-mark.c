/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/mark.h"
#include "tests/crypto/fixture.h"

static RepKeypair *
keypair_from (guint8 first)
{
  g_autoptr (RepSecret) seeds = test_key (first, 2 * REP_SEED_SIZE);

  return rep_keypair_new_from_seeds (seeds);
}

static RepMarks *
marks_with (guint n, const RepKeypair *keypair)
{
  RepMarks *marks = g_new0 (RepMarks, 1);

  marks->vault = test_id (0x11);
  marks->instance = test_id (0x22);
  marks->device = test_id (0x33);
  for (guint i = 0; i < n; i++) {
    RepMark mark = { .account = test_id ((guint8)(0x40 + i)),
                     .sequence = 0x0102030405 + i,
                     .chain = rep_digest (&i, sizeof i),
                     .time = 1700000000 + i };

    rep_mark_seal (&mark, marks, keypair);
    g_assert_cmpuint (rep_marks_put (marks, &mark), ==, i);
  }
  return marks;
}

static void
assert_equal (const RepMarks *a, const RepMarks *b)
{
  g_autoptr (GBytes) left = rep_marks_pack (a);
  g_autoptr (GBytes) right = rep_marks_pack (b);

  g_assert_true (g_bytes_equal (left, right));
}

static void
test_round_trip (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);

  for (guint n = 0; n <= REP_MARKS_MAX; n += 16) {
    g_autofree RepMarks *marks = marks_with (n, keypair);
    g_autofree RepMarks *read = g_new0 (RepMarks, 1);
    g_autoptr (GBytes) packed = rep_marks_pack (marks);

    g_assert_cmpuint (g_bytes_get_size (packed), ==, REP_MARKS_HEAD + n * REP_MARK_SIZE);
    g_assert_true (
        rep_marks_parse (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), read, NULL));
    assert_equal (marks, read);
    for (guint i = 0; i < n; i++)
      g_assert_true (rep_mark_verify (&read->marks[i], read, keypair));
  }
}

/* Frozen: what docs/format.md section 19 says, computed with Python's hashlib. */
static void
test_vector (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autofree RepMarks *marks = marks_with (1, keypair);
  g_autofree char *hex = NULL;
  guint8 packed[REP_MARK_SIZE];

  memset (marks->marks[0].chain.bytes, 0x55, REP_DIGEST_SIZE);
  rep_mark_seal (&marks->marks[0], marks, keypair);
  rep_mark_pack (&marks->marks[0], packed);
  hex = test_hex (packed, sizeof packed);
  g_assert_cmpstr (hex, ==,
                   "40404040404040404040404040404040"
                   "0504030201000000"
                   "5555555555555555555555555555555555555555555555555555555555555555"
                   "00f1536500000000"
                   "1f4ef3297cbdff5b447e405f7c841a84b20712c7c284857d4d43fe741904c0c8");
}

/* Whatever is changed, the mark is no longer this account's for this file. */
static void
test_authentic (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autoptr (RepKeypair) other = keypair_from (2);
  g_autofree RepMarks *marks = marks_with (1, keypair);
  g_autoptr (GBytes) packed = rep_marks_pack (marks);
  gsize size = g_bytes_get_size (packed);

  g_assert_false (rep_mark_verify (&marks->marks[0], marks, other));
  for (gsize at = 7; at < size; at++) {
    g_autofree guint8 *copy = test_copy (packed);
    g_autofree RepMarks *read = g_new0 (RepMarks, 1);

    copy[at] ^= 1;
    g_assert_true (rep_marks_parse (copy, size, read, NULL));
    g_assert_false (rep_mark_verify (&read->marks[0], read, keypair));
  }
}

static void
assert_refused (const guint8 *data, gsize size, RepCryptoError code)
{
  g_autofree guint8 *exact = g_memdup2 (data, size);
  g_autofree RepMarks *read = g_new0 (RepMarks, 1);
  g_autoptr (GError) error = NULL;

  g_assert_false (rep_marks_parse (exact, size, read, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, (int)code);
  g_assert_cmpuint (read->n, ==, 0);
}

static void
test_hostile (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autofree RepMarks *marks = marks_with (3, keypair);
  g_autoptr (GBytes) packed = rep_marks_pack (marks);
  g_autofree guint8 *copy = test_copy (packed);
  gsize size = g_bytes_get_size (packed);

  for (gsize cut = 0; cut < size; cut++)
    assert_refused (copy, cut, REP_CRYPTO_ERROR_CORRUPT);
  copy[4] = 2;
  assert_refused (copy, size, REP_CRYPTO_ERROR_TOO_NEW);
  copy[4] = 0;
  assert_refused (copy, size, REP_CRYPTO_ERROR_CORRUPT);
  copy[4] = 1;
  copy[5] = 0xff;
  copy[6] = 0xff;
  assert_refused (copy, size, REP_CRYPTO_ERROR_CORRUPT);
  copy[5] = 4;
  copy[6] = 0;
  assert_refused (copy, size, REP_CRYPTO_ERROR_CORRUPT);
  copy[5] = 3;
  copy[0] ^= 1;
  assert_refused (copy, size, REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_put (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autofree RepMarks *marks = marks_with (REP_MARKS_MAX, keypair);
  RepMark mark = marks->marks[5];

  mark.sequence = 7;
  g_assert_cmpuint (rep_marks_put (marks, &mark), ==, 5);
  g_assert_cmpuint (marks->n, ==, REP_MARKS_MAX);
  g_assert_cmpuint (marks->marks[5].sequence, ==, 7);
  marks->marks[9].time = 1; /* the one longest silent goes */
  mark.account = test_id (0xee);
  g_assert_cmpuint (rep_marks_put (marks, &mark), ==, 9);
  g_assert_cmpuint (marks->n, ==, REP_MARKS_MAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/mark/round-trip", test_round_trip);
  g_test_add_func ("/mark/vector", test_vector);
  g_test_add_func ("/mark/authentic", test_authentic);
  g_test_add_func ("/mark/hostile", test_hostile);
  g_test_add_func ("/mark/put", test_put);

  return g_test_run ();
}
