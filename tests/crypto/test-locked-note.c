/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/locked-note.h"
#include "tests/crypto/fixture.h"

#define TEXT "vu au bus, dit s’appeler Léa"
#define TIME G_GINT64_CONSTANT (1700000000)

/* Frozen: docs/format.md section 20, made with Python's nacl.public.SealedBox. */
static const char frozen[] =
    "017ec6425db7a25a96f23190100226ee697f1389c5bbee5d3d85c7521e5e478b364fe331d40c8fae31ad"
    "bc6681f9064ec8c1e25cd94819cf1209710694f36f21c4b330492a4e15ae39ca5c4d7e6e7078e4ebb25e"
    "b94e5d99a5bc987992a5b508700b0bcf1df88b5550f9b26c3ff6a4c5f8707962be20a5924c0318203132"
    "d7b558f62691b8f3bca57fae0afbedf973e2b2deaf663ddc4eb8d0d4cce96fc228e03bab308c1a2189e2"
    "7eef6459c2e76fa3e2";

static RepKeypair *
keypair_from (guint8 first)
{
  g_autoptr (RepSecret) seeds = test_key (first, 2 * REP_SEED_SIZE);

  return rep_keypair_new_from_seeds (seeds);
}

static RepLockedPlace
place (void)
{
  return (RepLockedPlace){ test_id (0x11), test_id (0x22), test_id (0x33) };
}

/* Opens an exact copy of @sealed, so that a read past its end is caught. */
static gboolean
opens (const RepKeypair *keypair,
       const RepLockedPlace *at,
       GBytes *sealed,
       RepArena *out,
       GError **error)
{
  g_autofree guint8 *copy = test_copy (sealed);
  gint64 time = -1;
  gboolean open =
      rep_locked_note_open (keypair, at, copy, g_bytes_get_size (sealed), &time, out, error);

  g_assert_cmpint (time, ==, open ? TIME : -1);
  g_assert_true (open || rep_arena_size (out) == 0);
  return open;
}

static GBytes *
seal (gconstpointer clear, gsize size)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  RepLockedPlace at = place ();

  return rep_locked_note_seal (rep_keypair_public (keypair), &at, TIME, clear, size);
}

static void
test_round_trip (void)
{
  const gsize sizes[] = { 0, 1, 7, 8, 100, 1000, REP_LOCKED_NOTE_MAX_CLEAR };
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autofree guint8 *clear = g_malloc0 (REP_LOCKED_NOTE_MAX_CLEAR);
  RepLockedPlace at = place ();

  memset (clear, 0x80, REP_LOCKED_NOTE_MAX_CLEAR); /* looks like padding */
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) sealed = seal (clear, sizes[i]);

    g_assert_cmpuint (g_bytes_get_size (sealed), <=, REP_LOCKED_NOTE_MAX);
    g_assert_true (opens (keypair, &at, sealed, out, NULL));
    test_assert_same (rep_arena_data (out), rep_arena_size (out), clear, sizes[i]);
  }
}

static void
test_vector (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autoptr (GBytes) sealed = test_unhex (frozen);
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autofree char *hex = NULL;
  RepLockedPlace at = place ();

  g_assert_true (opens (keypair, &at, sealed, out, NULL));
  hex = test_hex (rep_arena_data (out), rep_arena_size (out));
  g_assert_cmpstr (hex, ==, "a10568506f6e7464656c");
}

static void
test_sizes_tell_little (void)
{
  g_autoptr (GBytes) none = seal ("", 0);
  g_autoptr (GBytes) few = seal (TEXT, 7);
  g_autoptr (GBytes) more = seal (TEXT, strlen (TEXT));

  g_assert_cmpuint (g_bytes_get_size (none), ==, g_bytes_get_size (few));
  g_assert_cmpuint (g_bytes_get_size (more), ==, 1 + 48 + 128);
}

static void
test_other_places_refused (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1), other = keypair_from (2);
  g_autoptr (GBytes) sealed = seal (TEXT, strlen (TEXT));
  g_autoptr (RepArena) out = rep_arena_new ();
  RepLockedPlace at = place ();

  g_assert_false (opens (other, &at, sealed, out, NULL));
  for (guint i = 0; i < 3 * REP_ID_SIZE; i++) {
    RepLockedPlace moved = at;
    g_autoptr (GError) error = NULL;

    ((guint8 *)&moved)[i] ^= 1;
    g_assert_false (opens (keypair, &moved, sealed, out, &error));
    g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
  }
}

static void
test_cut_and_flipped (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autoptr (GBytes) sealed = test_unhex (frozen);
  gsize size = g_bytes_get_size (sealed);
  g_autoptr (RepArena) out = rep_arena_new ();
  RepLockedPlace at = place ();

  for (gsize i = 0; i < size; i++) {
    g_autofree guint8 *copy = test_copy (sealed);
    g_autoptr (GBytes) cut = g_bytes_new (copy, i);
    g_autoptr (GBytes) flipped = NULL;
    g_autoptr (GError) error = NULL;

    copy[i] ^= (guint8)(1 << i % 8);
    flipped = g_bytes_new (copy, size);
    g_assert_false (opens (keypair, &at, cut, out, NULL));
    g_assert_false (opens (keypair, &at, flipped, out, &error));
    g_assert_true (error->code == REP_CRYPTO_ERROR_CORRUPT || i == 0);
  }
}

static void
test_versions_and_bounds (void)
{
  g_autoptr (RepKeypair) keypair = keypair_from (1);
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autofree guint8 *large = g_malloc0 (REP_LOCKED_NOTE_MAX + 1);
  g_autoptr (GError) newer = NULL, big = NULL;
  RepLockedPlace at = place ();
  gint64 time;

  large[0] = 2;
  g_assert_false (rep_locked_note_open (keypair, &at, large, 1, &time, out, &newer));
  g_assert_error (newer, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW);
  large[0] = 1;
  g_assert_false (
      rep_locked_note_open (keypair, &at, large, REP_LOCKED_NOTE_MAX + 1, &time, out, &big));
  g_assert_error (big, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/locked-note/round-trip", test_round_trip);
  g_test_add_func ("/locked-note/vector", test_vector);
  g_test_add_func ("/locked-note/sizes-tell-little", test_sizes_tell_little);
  g_test_add_func ("/locked-note/other-places-refused", test_other_places_refused);
  g_test_add_func ("/locked-note/cut-and-flipped", test_cut_and_flipped);
  g_test_add_func ("/locked-note/versions-and-bounds", test_versions_and_bounds);
  return g_test_run ();
}
