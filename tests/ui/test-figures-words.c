/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/domain/day.h"
#include "ui/pages/figures-words.h"

/* Figures in words, and as they leave the program. */

static void
assert_says (char *said, const char *expected)
{
  g_assert_cmpstr (said, ==, expected);
  g_free (said);
}

static void
test_numbers (void)
{
  assert_says (rep_figures_say (NAN, REP_UNIT_PERSONS), "–");
  assert_says (rep_figures_say (263, REP_UNIT_PERSONS), "263");
  assert_says (rep_figures_say (0.802, REP_UNIT_RATIO), "80.2 %");
  assert_says (rep_figures_say (30.5, REP_UNIT_DAYS), "30.5");
}

static void
test_codes (void)
{
  const guint by[] = { REP_DIMENSION_QUARTER, REP_DIMENSION_SEX, REP_DIMENSION_STRUCTURE };

  assert_says (rep_figures_say_codes (by, 0, "2020-T3"), "Q3 2020");
  assert_says (rep_figures_say_codes (by, 0, "NR\tF"), "Not recorded · Female");
  assert_says (rep_figures_say_codes (by, 2, "OUI"), "OUI"); /* a structure is called as it is */
  assert_says (rep_figures_say_codes ((guint[]){ REP_DIMENSION_AGE }, 0, "18-21"), "18-21 years");
  assert_says (rep_figures_say_codes ((guint[]){ REP_DIMENSION_ZONE }, 0, "QPV"),
               "Priority neighbourhood");
}

static RepPeriod
days (const char *from, const char *to)
{
  return (RepPeriod){ rep_day_parse (from), rep_day_parse (to) };
}

static void
test_periods (void)
{
  RepPeriod quarter = days ("2020-07-01", "2020-09-30");
  RepPeriod year = days ("2020-01-01", "2020-12-31");
  RepPeriod some = days ("2020-01-01", "2020-12-30");

  assert_says (rep_figures_say_period (&quarter), "Q3 2020");
  assert_says (rep_figures_say_period (&year), "2020");
  assert_says (rep_figures_say_period (&some), "1 January 2020 – 30 December 2020");
}

static void
test_revisions (void)
{
  RepRevised revised = {
    .value = 10, .delta = { [REP_REVISION_LATE_ENTRY] = 3, [REP_REVISION_OUT_OF_TARGET] = -1 }
  };
  RepRevised none = { .value = 10 };

  assert_says (rep_figures_say_revisions (&revised, 12, REP_UNIT_PERSONS),
               "today 12, +3 late entry, -1 out of target");
  assert_says (rep_figures_say_revisions (&none, 10, REP_UNIT_PERSONS), "");
}

/* A structure whose name a spreadsheet would run, and one with a quotation mark. */
static void
test_leaving (void)
{
  gint64 values[] = { 7, 2 };
  RepFiguresTable table = { g_ptr_array_new (), g_ptr_array_new (), values, 9 };
  RepFiguresSheet sheet = {
    .wish = { .period = days ("2020-07-01", "2020-09-30"),
              .table = REP_CUBE_I3A,
              .by = { REP_DIMENSION_STRUCTURE, REP_N_DIMENSIONS, REP_N_DIMENSIONS } },
    .table = &table,
  };
  g_autofree char *text = NULL;

  g_ptr_array_add (table.rows, (gpointer) "=cmd|' /C calc'!A0");
  g_ptr_array_add (table.rows, (gpointer) "Le \"Bus\"");
  g_ptr_array_add (table.columns, (gpointer) "");
  sheet.figures.figures[REP_I3A] = (RepFigure){ 9, 30 };
  sheet.figures.figures[REP_I15_MET] = (RepFigure){ NAN, 12.5 };
  text = rep_figures_text (&sheet, "Mission Locale d’Essai", ';');

  g_assert_true (g_str_has_prefix (text, "\"Internal: not to be passed on\"\r\n"));
  g_assert_nonnull (strstr (text, "\"Mission Locale d’Essai\";\"Q3 2020\"\r\n"));
  g_assert_nonnull (strstr (text, "\"I3a\";\"Identified by the team\";\"9\";\"9\";\"30\"\r\n"));
  g_assert_nonnull (strstr (text, ";\"\";\"\";\"12.5000\"\r\n"));
  g_assert_nonnull (strstr (text, "\r\n\"'=cmd|' /C calc'!A0\";\"7\"\r\n"));
  g_assert_nonnull (strstr (text, "\r\n\"Le \"\"Bus\"\"\";\"2\"\r\n"));
  g_ptr_array_unref (table.rows);
  g_ptr_array_unref (table.columns);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures-words/numbers", test_numbers);
  g_test_add_func ("/figures-words/codes", test_codes);
  g_test_add_func ("/figures-words/periods", test_periods);
  g_test_add_func ("/figures-words/revisions", test_revisions);
  g_test_add_func ("/figures-words/leaving", test_leaving);
  return g_test_run ();
}
