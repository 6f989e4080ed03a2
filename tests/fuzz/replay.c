/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <stdio.h>

/*
 * A fuzz target without a fuzzer: every input of the corpus, and each of them cut, lengthened and
 * with bytes changed at random. Without --seeds one TAP case.
 *
 *   fuzz-NAME FOLDER           replays the corpus
 *   fuzz-NAME --seeds FOLDER   writes the valid inputs it began with
 */

#define SHORT 200 /* altered copies of each input */
#define LONG 20000

static void
run (const guint8 *data, gsize size)
{
  g_autofree guint8 *copy = g_memdup2 (size > 0 ? data : (const guint8 *)"", MAX (size, 1));

  if (size > 0) /* a block of its own, so that a read past the end is caught */
    (void)LLVMFuzzerTestOneInput (copy, size);
  else
    (void)LLVMFuzzerTestOneInput (NULL, 0);
}

static void
run_altered (const guint8 *data, gsize size, GRand *rand)
{
  gsize longer = size + (gsize)g_rand_int_range (rand, 0, 9);
  g_autofree guint8 *copy = g_malloc0 (longer + 1);
  gsize end = g_rand_boolean (rand) ? (gsize)g_rand_int_range (rand, 0, (gint32)longer + 1) : size;
  guint changes = (guint)g_rand_int_range (rand, 1, 5);

  memcpy (copy, data, size);
  for (guint i = 0; i < changes && size > 0; i++)
    copy[g_rand_int_range (rand, 0, (gint32)size)] = (guint8)g_rand_int_range (rand, 0, 256);
  run (copy, end);
}

static void
replay (const char *path, GRand *rand, guint altered)
{
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  if (!g_file_get_contents (path, &bytes, &size, &error))
    g_error ("%s", error->message);
  run ((const guint8 *)bytes, size);
  for (guint i = 0; i < altered; i++)
    run_altered ((const guint8 *)bytes, size, rand);
}

static int
write_seeds (const char *folder)
{
  g_autoptr (GPtrArray) seeds = fuzz_seeds ();

  g_mkdir_with_parents (folder, 0700);
  for (guint i = 0; i < seeds->len; i++) {
    GBytes *seed = g_ptr_array_index (seeds, i);
    g_autofree char *name = g_strdup_printf ("seed-%02u", i + 1);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_file_set_contents (path, g_bytes_get_data (seed, NULL), (gssize)g_bytes_get_size (seed),
                              NULL))
      return 1;
  }
  return 0;
}

int
main (int argc, char **argv)
{
  gboolean is_long = g_getenv ("REP_LONG") != NULL;
  guint32 seed = g_getenv ("REP_SEED") != NULL
                     ? (guint32)g_ascii_strtoull (g_getenv ("REP_SEED"), NULL, 10)
                     : g_random_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  if (argc == 3 && strcmp (argv[1], "--seeds") == 0)
    return write_seeds (argv[2]);
  printf ("1..1\n# REP_SEED=%u\n", seed);
  fflush (stdout);
  dir = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (argv[1], name, NULL);

    replay (path, rand, is_long ? LONG : SHORT);
    n++;
  }
  printf ("%s 1 - %u inputs, each %u times altered\n", n > 0 ? "ok" : "not ok", n,
          is_long ? LONG : SHORT);
  return n > 0 ? 0 : 1;
}
