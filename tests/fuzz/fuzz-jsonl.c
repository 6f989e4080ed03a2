/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/casebook/codec.h"
#include "app/exchange/jsonl-import.h"

/* What an export lets in, the file can keep. */
static void
keep (const RepObject *object, RepPart part)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  RepObject *again = rep_object_new (object->kind);

  rep_codec_encode (object, part, out);
  g_assert_true (rep_codec_decode (again, part, rep_arena_data (out), rep_arena_size (out), NULL));
  rep_object_free (again);
}

/* An export of another vault, as "import" reads it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  RepJsonlCounts counts;
  FILE *file = size > 0 ? fmemopen ((void *)(uintptr_t)data, size, "r") : NULL;

  if (file == NULL)
    return 0;
  if (rep_jsonl_read (file, objects, &counts, NULL)) {
    g_assert_cmpuint (counts.records, ==, objects->len);
    for (guint i = 0; i < objects->len; i++) {
      keep (g_ptr_array_index (objects, i), REP_PART_FACTS);
      keep (g_ptr_array_index (objects, i), REP_PART_IDENTITY);
    }
  }
  fclose (file);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  static const char lines[] =
      "{\"kind\":\"structure\",\"id\":\"00000000000000000000000000000001\",\"revision\":1,"
      "\"facts\":{\"name\":\"Mission Locale\"},\"identity\":{}}\n"
      "{\"kind\":\"person\",\"id\":\"00000000000000000000000000000002\",\"revision\":2,"
      "\"facts\":{\"sex\":\"F\",\"publics_yes\":[\"QPV\"],\"ages\":[{\"age\":18}]},"
      "\"identity\":{\"last_name\":\"Fictif\",\"birth\":\"2002-03-12\",\"phones\":[\"06\"]}}\n"
      "\n"
      "{\"kind\":\"contact\",\"id\":\"00000000000000000000000000000003\",\"revision\":1,"
      "\"facts\":{\"date\":\"2020-02-03\",\"channel\":\"BUS\",\"reached\":\"JOINT\",\"persons\":"
      "[\"00000000000000000000000000000002\"]},\"identity\":{\"note\":\"essai\"}}\n";
  GPtrArray *seeds = fuzz_list ();

  fuzz_add (seeds, lines, sizeof lines - 1);
  return seeds;
}
