/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/cbor.h"

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
      rep_cbor_put_bytes (out, item->data, item->number);
      break;
    case REP_CBOR_TEXT: {
      g_autofree char *text = g_strndup ((const char *)item->data, item->number);

      if (strlen (text) == item->number)
        rep_cbor_put_text (out, text);
      else /* a text with NUL inside is bytes with another head */
        rep_arena_append (out, item->data, 0);
      break;
    }
    case REP_CBOR_ARRAY:
      rep_cbor_put_array (out, item->number);
      break;
    case REP_CBOR_MAP:
      rep_cbor_put_map (out, item->number);
      break;
    case REP_CBOR_BOOL:
      rep_cbor_put_bool (out, item->number != 0);
      break;
    default:
      g_assert_not_reached ();
  }
}

/* Every item that is read is the only way to write it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RepCbor reader = { data, size, 0 }, skipper = { data, size, 0 };
  RepCborItem item;

  for (gsize before = 0; rep_cbor_next (&reader, &item); before = reader.at) {
    g_autoptr (RepArena) out = rep_arena_new ();

    g_assert_cmpuint (reader.at, <=, size);
    put_again (out, &item);
    if (rep_arena_size (out) > 0)
      test_assert_same (rep_arena_data (out), rep_arena_size (out), data + before,
                        reader.at - before);
  }
  while (rep_cbor_skip (&skipper))
    g_assert_cmpuint (skipper.at, <=, size);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  g_autoptr (RepArena) out = rep_arena_new ();

  rep_cbor_put_map (out, 4);
  rep_cbor_put_uint (out, 1);
  rep_cbor_put_int (out, -300);
  rep_cbor_put_uint (out, 24);
  rep_cbor_put_text (out, "Épernay");
  rep_cbor_put_uint (out, 256);
  rep_cbor_put_array (out, 2);
  rep_cbor_put_bool (out, TRUE);
  rep_cbor_put_bytes (out, "\x00\x01", 2);
  rep_cbor_put_uint (out, 65536);
  rep_cbor_put_uint (out, G_MAXUINT64);
  fuzz_add (seeds, rep_arena_data (out), rep_arena_size (out));
  fuzz_add (seeds, "\x9f\x01\xff", 3);
  fuzz_add (seeds, "\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00", 9);
  fuzz_add (seeds, "\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x01", 11);
  fuzz_add (seeds, "\xbb\xff\xff\xff\xff\xff\xff\xff\xff", 9);
  return seeds;
}
