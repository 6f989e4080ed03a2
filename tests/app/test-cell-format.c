/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/cell-format.h"

static void
test_parse (void)
{
  static const struct {
    const char *code;
    RepCellFormat format;
  } cases[] = {
    { "General", REP_CELL_NUMBER },
    { "0", REP_CELL_NUMBER },
    { "@", REP_CELL_NUMBER },
    { "0#\" \"##\" \"##\" \"##\" \"##", REP_CELL_NUMBER },
    { "0\" ans\"", REP_CELL_NUMBER },
    { "0\\ \\d\\a\\y\\s", REP_CELL_NUMBER },
    { "#,##0.00\\ \"€\";[Red]-#,##0.00\\ \"€\"", REP_CELL_NUMBER },
    { "[Magenta]0", REP_CELL_NUMBER },
    { "_-* #,##0\\ _€_-;h", REP_CELL_NUMBER },
    { "dd/mm/yyyy", REP_CELL_DAY },
    { "[$-40C]d mmmm yyyy;@", REP_CELL_DAY },
    { "\"le \"DD/MM/YY", REP_CELL_DAY },
    { "mmm-yy", REP_CELL_DAY },
    { "mmmm", REP_CELL_DAY },
    { "dd/mm/yyyy\\ hh:mm", REP_CELL_DAY },
    { "m/d/yy h:mm AM/PM", REP_CELL_DAY },
    { "hh:mm", REP_CELL_TIME },
    { "h:mm AM/PM", REP_CELL_TIME },
    { "[h]:mm:ss", REP_CELL_TIME },
    { "\"dd\"", REP_CELL_NUMBER },
    { "\"open", REP_CELL_NUMBER },
    { "", REP_CELL_NUMBER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].code);
    g_assert_cmpint (rep_cell_format_parse (cases[i].code), ==, cases[i].format);
  }
  g_assert_cmpint (rep_cell_format_known (14), ==, REP_CELL_DAY);
  g_assert_cmpint (rep_cell_format_known (20), ==, REP_CELL_TIME);
  g_assert_cmpint (rep_cell_format_known (2), ==, REP_CELL_NUMBER);
}

static void
test_write (void)
{
  static const struct {
    const char *text;
    RepCellFormat format;
    gboolean from_1904;
    const char *said;
  } cases[] = {
    { "37327", REP_CELL_DAY, FALSE, "2002-03-12" },
    { "43864.60416666666", REP_CELL_DAY, FALSE, "2020-02-03 14:30" },
    { "43864.99999", REP_CELL_DAY, FALSE, "2020-02-04" },
    { "35865", REP_CELL_DAY, TRUE, "2002-03-12" },
    { "0.6041666666666666", REP_CELL_TIME, FALSE, "14:30" },
    { "0.5", REP_CELL_DAY, FALSE, "12:00" },
    { "612345678", REP_CELL_NUMBER, FALSE, "612345678" },
    { "6.12345678E8", REP_CELL_NUMBER, FALSE, "612345678" },
    { "612345678", REP_CELL_DAY, FALSE, "612345678" }, /* no day: a telephone in a column of days */
    { "17.999999999999996", REP_CELL_NUMBER, FALSE, "18" },
    { "0.1", REP_CELL_NUMBER, FALSE, "0.1" },
    { "-3", REP_CELL_DAY, FALSE, "-3" },
    { "12 rue", REP_CELL_DAY, FALSE, "12 rue" },
    { "nan", REP_CELL_NUMBER, FALSE, "nan" },
    { "", REP_CELL_DAY, FALSE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new (NULL);

    rep_cell_format_write (cases[i].format, cases[i].text, cases[i].from_1904, out);
    g_assert_cmpstr (out->str, ==, cases[i].said);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-format/parse", test_parse);
  g_test_add_func ("/cell-format/write", test_write);
  return g_test_run ();
}
