/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/arena.h"
#include "tests/crypto/fixture.h"

static void
test_append (void)
{
  g_autoptr (RepArena) arena = rep_arena_new ();

  g_assert_cmpuint (rep_arena_size (arena), ==, 0);
  g_assert_cmpuint (rep_arena_append (arena, "Alix", 4), ==, 0);
  g_assert_cmpuint (rep_arena_append (arena, NULL, 0), ==, 4);
  g_assert_cmpuint (rep_arena_append (arena, "Zoé", 4), ==, 4);
  test_assert_same (rep_arena_data (arena), rep_arena_size (arena), "AlixZoé", 8);
}

static void
test_wiped (void)
{
  static const guint8 zeros[1000];
  g_autoptr (RepArena) arena = rep_arena_new ();

  for (guint i = 0; i < sizeof zeros; i++)
    rep_arena_append (arena, "x", 1);
  rep_arena_resize (arena, 10);
  test_assert_same (rep_arena_data (arena) + 10, sizeof zeros - 10, zeros, sizeof zeros - 10);
  test_assert_same (rep_arena_data (arena), 10, "xxxxxxxxxx", 10);
  rep_arena_clear (arena);
  test_assert_same (rep_arena_data (arena), sizeof zeros, zeros, sizeof zeros);
  g_assert_cmpuint (rep_arena_size (arena), ==, 0);
}

static void
test_grow (void)
{
  g_autoptr (RepArena) arena = rep_arena_new ();
  gsize n = 300000;

  for (gsize i = 0; i < n; i++) {
    guint32 value = (guint32)i;

    g_assert_cmpuint (rep_arena_append (arena, &value, sizeof value), ==, i * sizeof value);
  }
  for (gsize i = 0; i < n; i++) {
    guint32 value;

    memcpy (&value, rep_arena_data (arena) + i * sizeof value, sizeof value);
    g_assert_cmpuint (value, ==, i);
  }
  g_assert_cmpuint (rep_arena_size (arena), ==, n * sizeof (guint32));
  (void)rep_arena_is_locked (arena);
}

static void
test_jump (void)
{
  g_autoptr (RepArena) arena = rep_arena_new ();

  rep_arena_append (arena, "Alix", 4);
  rep_arena_resize (arena, 10 * 1000 * 1000);
  memset (rep_arena_data (arena) + 4, 0x55, 10 * 1000 * 1000 - 4);
  test_assert_same (rep_arena_data (arena), 4, "Alix", 4);
  rep_arena_resize (arena, 2);
  g_assert_cmpuint (rep_arena_data (arena)[9 * 1000 * 1000], ==, 0);
  g_assert_cmpuint (rep_arena_data (arena)[2], ==, 0);
  rep_arena_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/arena/append", test_append);
  g_test_add_func ("/arena/wiped", test_wiped);
  g_test_add_func ("/arena/grow", test_grow);
  g_test_add_func ("/arena/jump", test_jump);

  return g_test_run ();
}
