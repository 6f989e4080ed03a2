/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/casebook/draft.h"
#include "crypto/locked-note.h"

static RepKeypair *keypair;

static const RepLockedPlace *
place (void)
{
  static RepLockedPlace at;

  at = (RepLockedPlace){ test_id (0x11), test_id (0x22), test_id (0x33) };
  if (keypair == NULL) {
    g_autoptr (RepSecret) seeds = test_key (1, 2 * REP_SEED_SIZE);

    keypair = rep_keypair_new_from_seeds (seeds);
  }
  return &at;
}

/* A draft that opens is written again as it was read. */
static void
decode (RepArena *clear)
{
  g_autoptr (RepDraft) draft = rep_draft_decode (clear);
  g_autoptr (RepArena) again = rep_arena_new ();

  if (draft == NULL)
    return;
  rep_draft_encode (draft, again);
  test_assert_same (rep_arena_data (clear), rep_arena_size (clear), rep_arena_data (again),
                    rep_arena_size (again));
}

/* The input as a note in the file; and, since none of a fuzzer's opens, as what stands inside one:
 * anybody can seal anything to a public key. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const RepLockedPlace *at = place ();
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GBytes) sealed = NULL;
  gint64 time;

  if (rep_locked_note_open (keypair, at, data, size, &time, clear, NULL))
    decode (clear);
  if (size > REP_LOCKED_NOTE_MAX_CLEAR)
    return 0;
  sealed = rep_locked_note_seal (rep_keypair_public (keypair), at, 5, data, size);
  g_assert_true (rep_locked_note_open (keypair, at, g_bytes_get_data (sealed, NULL),
                                       g_bytes_get_size (sealed), &time, clear, NULL));
  g_assert_cmpint (time, ==, 5);
  test_assert_same (rep_arena_data (clear), rep_arena_size (clear), data, size);
  decode (clear);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  const RepLockedPlace *at = place ();
  g_autoptr (RepDraft) draft = rep_draft_new ();
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GBytes) sealed = NULL;

  rep_draft_set (draft, 1, "a");
  rep_draft_set (draft, 24, "Zoé");
  rep_draft_set (draft, 63, "vue au bus");
  rep_draft_encode (draft, clear);
  fuzz_add (seeds, rep_arena_data (clear), rep_arena_size (clear));
  sealed = rep_locked_note_seal (rep_keypair_public (keypair), at, 1700000000,
                                 rep_arena_data (clear), rep_arena_size (clear));
  fuzz_add (seeds, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
  return seeds;
}
