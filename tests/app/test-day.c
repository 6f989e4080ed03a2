/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/day.h"

static void
test_parse (void)
{
  static const char *const bad[] = { "",           "2020-2-3",   "2020-02-30",
                                     "2019-02-29", "2020/02/03", "20200203",
                                     "2020-13-01", "0000-01-01", "2020-02-03 ",
                                     "2020-02-0x", NULL };
  char text[REP_DAY_TEXT_SIZE];

  g_assert_cmpuint (rep_day_parse ("0001-01-01"), ==, 1);
  g_assert_cmpuint (rep_day_parse ("2020-02-29"), ==, 737484); /* Python: date.toordinal */
  g_assert_cmpstr (rep_day_format (737484, text), ==, "2020-02-29");
  g_assert_cmpstr (rep_day_format (0, text), ==, "");
  g_assert_cmpuint (rep_day_parse (NULL), ==, 0);
  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_cmpuint (rep_day_parse (bad[i]), ==, 0);
}

static void
test_paris (void)
{
  /* 31 December 2020, 23:30 UTC is already the new year in Paris; in July the hour differs by two.
   */
  g_assert_cmpuint (rep_day_of_time (1609457400), ==, rep_day_parse ("2021-01-01"));
  g_assert_cmpuint (rep_day_of_time (1594591140), ==, rep_day_parse ("2020-07-12")); /* 23:59 */
  g_assert_cmpuint (rep_day_of_time (1594591200), ==, rep_day_parse ("2020-07-13")); /* 00:00 */
}

static void
test_age (void)
{
  guint32 leap = rep_day_parse ("2004-02-29");

  g_assert_cmpint (rep_age_on (leap, rep_day_parse ("2021-02-28")), ==, 16);
  g_assert_cmpint (rep_age_on (leap, rep_day_parse ("2021-03-01")), ==, 17);
  g_assert_cmpint (rep_age_on (leap, rep_day_parse ("2020-02-29")), ==, 16);
  g_assert_cmpint (rep_age_on (rep_day_parse ("1990-06-15"), rep_day_parse ("2020-06-14")), ==, 29);
  g_assert_cmpint (rep_age_on (rep_day_parse ("1990-06-15"), rep_day_parse ("2020-06-15")), ==, 30);
  g_assert_cmpint (
      rep_age_from_declared (20, rep_day_parse ("2021-12-31"), rep_day_parse ("2020-01-01")), ==,
      19);
  g_assert_cmpint (
      rep_age_from_declared (20, rep_day_parse ("2020-01-01"), rep_day_parse ("2020-12-31")), ==,
      20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/parse-and-format", test_parse);
  g_test_add_func ("/day/europe-paris", test_paris);
  g_test_add_func ("/day/age", test_age);
  return g_test_run ();
}
