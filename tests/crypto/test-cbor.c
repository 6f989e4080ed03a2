/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/cbor.h"
#include "tests/crypto/fixture.h"

/* The first item of @hex, which must lie in exactly its own bytes. */
static gboolean
next_of (const char *hex, RepCborItem *item, gsize *read)
{
  g_autoptr (GBytes) bytes = test_unhex (hex);
  g_autofree guint8 *copy = test_copy (bytes);
  RepCbor reader = { copy, g_bytes_get_size (bytes), 0 };
  gboolean taken = rep_cbor_next (&reader, item);

  *read = reader.at;
  item->data = NULL;
  return taken;
}

static void
assert_refused (const char *const *samples, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    RepCborItem item = { 0 };
    gsize read;

    g_test_message ("refuse %s", samples[i]);
    g_assert_false (next_of (samples[i], &item, &read));
    g_assert_cmpuint (read, ==, 0);
  }
}

static void
assert_written (RepArena *out, const char *hex)
{
  g_autofree char *written = test_hex (rep_arena_data (out), rep_arena_size (out));

  g_assert_cmpstr (written, ==, hex);
  rep_arena_clear (out);
}

static void
test_uint (void)
{
  static const struct {
    guint64 value;
    const char *hex;
  } cases[] = {
    { 0, "00" },
    { 23, "17" },
    { 24, "1818" },
    { 255, "18ff" },
    { 256, "190100" },
    { 65535, "19ffff" },
    { 65536, "1a00010000" },
    { G_MAXUINT32, "1affffffff" },
    { (guint64)G_MAXUINT32 + 1, "1b0000000100000000" },
    { G_MAXUINT64, "1bffffffffffffffff" },
  };
  g_autoptr (RepArena) out = rep_arena_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    RepCborItem item;
    gsize read;

    rep_cbor_put_uint (out, cases[i].value);
    assert_written (out, cases[i].hex);
    g_assert_true (next_of (cases[i].hex, &item, &read));
    g_assert_cmpint (item.type, ==, REP_CBOR_UINT);
    g_assert_cmpuint (item.number, ==, cases[i].value);
    g_assert_cmpuint (read, ==, strlen (cases[i].hex) / 2);
  }
}

static void
test_negative (void)
{
  static const struct {
    gint64 value;
    const char *hex;
  } cases[] = {
    { -1, "20" },
    { -24, "37" },
    { -25, "3818" },
    { -256, "38ff" },
    { -257, "390100" },
    { -65536, "39ffff" },
    { -65537, "3a00010000" },
    { -(gint64)G_MAXUINT32 - 1, "3affffffff" },
    { -(gint64)G_MAXUINT32 - 2, "3b0000000100000000" },
    { G_MININT64, "3b7fffffffffffffff" },
  };
  g_autoptr (RepArena) out = rep_arena_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    RepCborItem item;
    gsize read;

    rep_cbor_put_int (out, cases[i].value);
    assert_written (out, cases[i].hex);
    g_assert_true (next_of (cases[i].hex, &item, &read));
    g_assert_cmpint (item.type, ==, REP_CBOR_INT);
    g_assert_cmpint (item.negative, ==, cases[i].value);
  }
  rep_cbor_put_int (out, 24);
  assert_written (out, "1818");
}

static void
test_written_heads (void)
{
  static const guint8 zeros[256];
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autofree char *text = g_strnfill (24, 'a');

  rep_cbor_put_bool (out, FALSE);
  rep_cbor_put_bool (out, TRUE);
  assert_written (out, "f4f5");
  rep_cbor_put_text (out, "Zoé");
  assert_written (out, "645a6fc3a9");
  rep_cbor_put_bytes (out, NULL, 0);
  rep_cbor_put_text (out, "");
  rep_cbor_put_array (out, 23);
  rep_cbor_put_array (out, 24);
  rep_cbor_put_map (out, 256);
  assert_written (out, "4060979818b90100");
  rep_cbor_put_text (out, text);
  test_assert_same (rep_arena_data (out), 2, "\x78\x18", 2);
  rep_arena_clear (out);
  rep_cbor_put_bytes (out, zeros, sizeof zeros);
  test_assert_same (rep_arena_data (out), 3, "\x59\x01\x00", 3);
  g_assert_cmpuint (rep_arena_size (out), ==, 3 + sizeof zeros);
}

static void
test_read_items (void)
{
  static const guint8 bytes[] = {
    0xa2, 0x01, 0x43, 'a', 'b', 'c', 0x02, 0x82, 0xf5, 0x62, 'o', 'k'
  };
  RepCbor in = { bytes, sizeof bytes, 0 };
  RepCborItem item;

  g_assert_true (rep_cbor_expect (&in, REP_CBOR_MAP, &item));
  g_assert_cmpuint (item.number, ==, 2);
  g_assert_true (rep_cbor_expect (&in, REP_CBOR_UINT, &item));
  g_assert_true (rep_cbor_expect (&in, REP_CBOR_BYTES, &item));
  test_assert_same (item.data, item.number, "abc", 3);
  g_assert_true (rep_cbor_expect (&in, REP_CBOR_UINT, &item));
  g_assert_true (rep_cbor_expect (&in, REP_CBOR_ARRAY, &item));
  g_assert_cmpuint (item.number, ==, 2);
  g_assert_true (rep_cbor_expect (&in, REP_CBOR_BOOL, &item));
  g_assert_cmpuint (item.number, ==, 1);
  g_assert_false (rep_cbor_expect (&in, REP_CBOR_BYTES, &item));
  g_assert_cmpuint (in.at, ==, sizeof bytes);
  g_assert_false (rep_cbor_next (&in, &item));
}

static void
test_not_shortest (void)
{
  static const char *const samples[] = {
    "1800",
    "1817",
    "190000",
    "1900ff",
    "1a00000000",
    "1a0000ffff",
    "1b0000000000000000",
    "1b00000000ffffffff",
    "3800",
    "3817",
    "3900ff",
    "3a0000ffff",
    "3b00000000ffffffff",
    "580161",
    "59000161",
    "5a0000000161",
    "5b000000000000000161",
    "780161",
    "79000161",
    "980100",
    "99000100",
    "b8010000",
    "b900010000",
    "f814",
    "f815",
  };

  assert_refused (samples, G_N_ELEMENTS (samples));
}

static void
test_indefinite (void)
{
  static const char *const samples[] = {
    "5f4161ff", "7f6161ff", "9f00ff", "bf0000ff", "ff", "1f", "3f", "df",
  };

  assert_refused (samples, G_N_ELEMENTS (samples));
}

static void
test_foreign_types (void)
{
  static const char *const samples[] = {
    "f6",
    "f7", /* null, undefined */
    "f90000",
    "f97e00",
    "fa00000000",
    "fb0000000000000000", /* floats */
    "c000",
    "c1",
    "d818",
    "d9d9f700",
    "da0000000000", /* tags */
    "e0",
    "f0",
    "f3",
    "f8ff",
    "f820", /* simple values */
    "1c",
    "1d",
    "1e",
    "5c",
    "7d",
    "9e",
    "bc",
    "dc",
    "fc",
    "fd",
    "fe", /* reserved */
    "3b8000000000000000",
    "3bffffffffffffffff", /* below the smallest gint64 */
  };

  assert_refused (samples, G_N_ELEMENTS (samples));
}

static void
test_announced_sizes (void)
{
  static const char *const samples[] = {
    "",
    "18",
    "19",
    "1900",
    "1a000000",
    "1b",
    "1bffffffffffffff", /* heads cut */
    "41",
    "4261",
    "58ff",
    "5affffffff00",
    "5bffffffffffffffff00",
    "5b7fffffffffffffff00",
    "61",
    "6261",
    "7bffffffffffffffff",
    "81",
    "8200",
    "9affffffff00",
    "9bffffffffffffffff0000",
    "9b800000000000000000",
    "a1",
    "a100",
    "a2000000",
    "bb8000000000000000",
    "bbffffffffffffffff0000",
  };

  assert_refused (samples, G_N_ELEMENTS (samples));
}

static gboolean
skips (const char *hex, gsize *read)
{
  g_autoptr (GBytes) bytes = test_unhex (hex);
  g_autofree guint8 *copy = test_copy (bytes);
  RepCbor reader = { copy, g_bytes_get_size (bytes), 0 };
  gboolean skipped = rep_cbor_skip (&reader);

  *read = reader.at;
  return skipped;
}

static void
test_skip (void)
{
  static const char *const good[] = {
    "00",
    "3b7fffffffffffffff",
    "4161",
    "80",
    "a0",
    "8300f481f5",
    "a201820102026161",
    "8181818181818100",
  };
  static const char *const bad[] = {
    "", "81f6", "8181", "a1008261", "82001817", "a100ff",
  };
  gsize read;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autofree char *followed = g_strconcat (good[i], "00", NULL);

    g_assert_true (skips (followed, &read));
    g_assert_cmpuint (read, ==, strlen (good[i]) / 2);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (skips (bad[i], &read));
}

static void
test_nesting (void)
{
  for (guint depth = 1; depth <= 64; depth++) {
    g_autoptr (GString) arrays = g_string_new (NULL);
    g_autoptr (GString) maps = g_string_new (NULL);
    gsize read;

    /* The item inside counts as a level: seven containers and a number are eight. */
    for (guint i = 1; i < depth; i++) {
      g_string_append (arrays, "81");
      g_string_append (maps, "a100");
    }
    g_string_append (arrays, "00");
    g_string_append (maps, "00");
    g_assert_true (skips (arrays->str, &read) == (depth <= 8));
    g_assert_true (skips (maps->str, &read) == (depth <= 8));
  }
}

static void
read_all (const guint8 *bytes, gsize size)
{
  RepCbor reader = { bytes, size, 0 };
  RepCbor skipper = { bytes, size, 0 };
  RepCborItem item;

  while (rep_cbor_next (&reader, &item)) {
    g_assert_cmpuint (reader.at, <=, size);
    if (item.type == REP_CBOR_BYTES || item.type == REP_CBOR_TEXT)
      g_assert_true (item.data >= bytes && item.data + item.number == bytes + reader.at);
  }
  while (rep_cbor_skip (&skipper))
    g_assert_cmpuint (skipper.at, <=, size);
}

static void
test_random_bytes (void)
{
  for (guint round = 0; round < 200000; round++) {
    gsize size = (gsize)g_test_rand_int_range (1, 40);
    g_autofree guint8 *bytes = g_malloc (size);

    for (gsize i = 0; i < size; i++)
      bytes[i] = test_random_byte ();
    read_all (bytes, size);
  }
}

/* What is accepted is exactly what would be written: one value, one encoding. */
static void
put_again (RepArena *out, const RepCborItem *item)
{
  switch (item->type) {
    case REP_CBOR_UINT:
      rep_cbor_put_uint (out, item->number);
      break;
    case REP_CBOR_INT:
      rep_cbor_put_int (out, item->negative);
      break;
    case REP_CBOR_BYTES:
    case REP_CBOR_TEXT:
      rep_cbor_put_bytes (out, item->data, item->number);
      break;
    case REP_CBOR_ARRAY:
      rep_cbor_put_array (out, item->number);
      break;
    case REP_CBOR_MAP:
      rep_cbor_put_map (out, item->number);
      break;
    case REP_CBOR_BOOL:
    default:
      rep_cbor_put_bool (out, item->number != 0);
      break;
  }
}

static void
test_one_encoding (void)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  guint accepted = 0;

  for (guint round = 0; round < 100000; round++) {
    guint8 bytes[16];
    RepCbor reader = { bytes, sizeof bytes, 0 };
    RepCborItem item;

    for (gsize i = 0; i < sizeof bytes; i++)
      bytes[i] = g_test_rand_bit () ? 0 : test_random_byte ();
    if (!rep_cbor_next (&reader, &item))
      continue;
    accepted++;
    rep_arena_clear (out);
    put_again (out, &item);
    if (item.type == REP_CBOR_TEXT)
      rep_arena_data (out)[0] |= 0x20;
    test_assert_same (rep_arena_data (out), rep_arena_size (out), bytes, reader.at);
  }
  g_assert_cmpuint (accepted, >, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cbor/uint", test_uint);
  g_test_add_func ("/cbor/negative", test_negative);
  g_test_add_func ("/cbor/written-heads", test_written_heads);
  g_test_add_func ("/cbor/read-items", test_read_items);
  g_test_add_func ("/cbor/not-shortest", test_not_shortest);
  g_test_add_func ("/cbor/indefinite", test_indefinite);
  g_test_add_func ("/cbor/foreign-types", test_foreign_types);
  g_test_add_func ("/cbor/announced-sizes", test_announced_sizes);
  g_test_add_func ("/cbor/skip", test_skip);
  g_test_add_func ("/cbor/nesting", test_nesting);
  g_test_add_func ("/cbor/random-bytes", test_random_bytes);
  g_test_add_func ("/cbor/one-encoding", test_one_encoding);

  return g_test_run ();
}
