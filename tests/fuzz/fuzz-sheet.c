/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/casebook/codec.h"
#include "app/exchange/json.h"

/* A project sheet as JSON, as "project import" reads it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  RepObject *project;

  if (!json_parser_load_from_data (parser, size > 0 ? (const char *)data : "", (gssize)size,
                                   NULL) ||
      json_parser_get_root (parser) == NULL ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return 0;
  project = rep_object_new (&rep_kind_project);
  if (rep_json_read (project, json_node_get_object (json_parser_get_root (parser)), NULL)) {
    g_autoptr (RepArena) out = rep_arena_new ();
    RepObject *again = rep_object_new (&rep_kind_project);

    /* What the sheet lets in, the file can keep. */
    rep_codec_encode (project, REP_PART_FACTS, out);
    g_assert_true (
        rep_codec_decode (again, REP_PART_FACTS, rep_arena_data (out), rep_arena_size (out), NULL));
    rep_object_free (again);
  }
  rep_object_free (project);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  static const char sheet[] =
      "{\"code\": \"essai\", \"title\": \"Essai\", \"lead\": \"Mission Locale\","
      " \"start\": \"2019-12-01\", \"end\": \"2021-11-30\", \"channels\": [\"BUS\", \"MARAUDE\"]}";
  GPtrArray *seeds = fuzz_list ();

  fuzz_add (seeds, sheet, strlen (sheet));
  fuzz_add (seeds, "{}", 2);
  return seeds;
}
