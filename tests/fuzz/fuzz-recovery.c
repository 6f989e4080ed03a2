/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/keypair.h"
#include "crypto/recovery.h"

/* One sheet, or two with a line between them, as typed. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *)data : "", size);
  char *second = strchr (text, '\n');
  const char *sheets[] = { text, second != NULL ? second + 1 : NULL };
  guint n = second != NULL ? 2 : 1, bad = G_MAXUINT;
  g_autoptr (RepSecret) code = NULL;

  if (second != NULL)
    *second = '\0';
  code = rep_recovery_parse (sheets, n, &bad, NULL);
  g_assert_cmpuint (bad, <=, REP_RECOVERY_GROUPS);
  if (code != NULL)
    g_assert_cmpuint (rep_secret_get_size (code), ==, REP_SEED_SIZE);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  g_autoptr (RepSecret) code = test_key (1, REP_SEED_SIZE);
  g_autoptr (GPtrArray) one = rep_recovery_print (code, 1);
  g_autoptr (GPtrArray) two = rep_recovery_print (code, 2);
  g_autofree char *both =
      g_strjoin ("\n", (char *)g_ptr_array_index (two, 0), g_ptr_array_index (two, 1), NULL);

  fuzz_add (seeds, g_ptr_array_index (one, 0), strlen (g_ptr_array_index (one, 0)));
  fuzz_add (seeds, both, strlen (both));
  return seeds;
}
