/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/random.h"

static void
test_bounds (void)
{
  g_assert_cmpuint (rep_random_below (0), ==, 0);
  g_assert_cmpuint (rep_random_below (1), ==, 0);
  for (guint i = 0; i < 10000; i++)
    g_assert_cmpuint (rep_random_below (7), <, 7);
}

/* Under a bound of 3·2³⁰ a plain remainder would fall below 2³⁰ half of the time, not a third: 30
 * standard deviations away. */
static void
test_no_modulo_bias (void)
{
  const guint32 quarter = 1u << 30;
  guint low = 0;

  for (guint i = 0; i < 30000; i++)
    low += rep_random_below (3 * quarter) < quarter ? 1 : 0;
  g_test_message ("%u of 30000 in the lowest third", low);
  g_assert_cmpuint (low, >, 10000 - 600);
  g_assert_cmpuint (low, <, 10000 + 600);
}

/* Chi-squared over 2048 values, 100 of each expected: 2047 degrees of freedom, standard deviation
 * 64; more than seven of those away happens to no one. */
static void
test_uniform (void)
{
  static guint seen[2048];
  double chi = 0;

  for (guint i = 0; i < 2048 * 100; i++)
    seen[rep_random_below (2048)]++;
  for (guint i = 0; i < 2048; i++)
    chi += (seen[i] - 100.0) * (seen[i] - 100.0) / 100.0;
  g_test_message ("chi-squared %.0f", chi);
  g_assert_cmpfloat (chi, >, 2047 - 7 * 64);
  g_assert_cmpfloat (chi, <, 2047 + 7 * 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random/bounds", test_bounds);
  g_test_add_func ("/random/no-modulo-bias", test_no_modulo_bias);
  g_test_add_func ("/random/uniform", test_uniform);
  return g_test_run ();
}
