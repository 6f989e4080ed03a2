/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/mark.h"

/* How far a file had come, as a machine remembers it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RepMarks marks;

  if (rep_marks_parse (data, size, &marks, NULL)) {
    g_autoptr (GBytes) once = rep_marks_pack (&marks);
    g_autoptr (GBytes) twice = NULL;

    g_assert_true (
        rep_marks_parse (g_bytes_get_data (once, NULL), g_bytes_get_size (once), &marks, NULL));
    twice = rep_marks_pack (&marks);
    g_assert_true (g_bytes_equal (once, twice));
  }
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  RepMarks marks = { .vault = test_id (0x11),
                     .instance = test_id (0x22),
                     .device = test_id (0x33) };

  for (guint8 account = 1; account <= 2; account++) {
    RepMark mark = { .account = test_id (account), .sequence = account, .time = 1700000000 };
    g_autoptr (GBytes) packed = NULL;

    rep_marks_put (&marks, &mark);
    packed = rep_marks_pack (&marks);
    fuzz_add (seeds, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  }
  return seeds;
}
