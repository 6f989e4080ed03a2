/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/day.h"
#include "ui/typed.h"

/* A Monday. */
#define TODAY rep_day_parse ("2020-11-16")

typedef struct {
  const char *text;
  RepTypedTense tense;
  const char *day; /* NULL: not understood */
} DayCase;

static void
test_day (void)
{
  static const DayCase cases[] = {
    { "", REP_TYPED_PAST, "" },
    { "   ", REP_TYPED_COMING, "" },
    { "16/11/2020", REP_TYPED_PAST, "2020-11-16" },
    { " 5/3/2019 ", REP_TYPED_PAST, "2019-03-05" },
    { "05.03.19", REP_TYPED_PAST, "2019-03-05" },
    { "05 03 2019", REP_TYPED_PAST, "2019-03-05" },
    { "2019-03-05", REP_TYPED_PAST, "2019-03-05" },
    { "16/11", REP_TYPED_PAST, "2020-11-16" },
    { "16/11", REP_TYPED_COMING, "2020-11-16" },
    { "17/11", REP_TYPED_PAST, "2019-11-17" },
    { "15/11", REP_TYPED_COMING, "2021-11-15" },
    { "29/2", REP_TYPED_PAST, "2020-02-29" },
    { "29/2", REP_TYPED_COMING, "2024-02-29" },
    { "01/01/2031", REP_TYPED_PAST, "2031-01-01" }, /* for the caller to refuse */
    { "+7", REP_TYPED_COMING, "2020-11-23" },
    { "+0", REP_TYPED_COMING, "2020-11-16" },
    { "-1", REP_TYPED_PAST, "2020-11-15" },
    { "hier", REP_TYPED_PAST, "2020-11-15" },
    { "Aujourd’hui", REP_TYPED_PAST, "2020-11-16" },
    { "demain", REP_TYPED_COMING, "2020-11-17" },
    { "jeu", REP_TYPED_COMING, "2020-11-19" },
    { "JEUDI", REP_TYPED_PAST, "2020-11-12" },
    { "lundi", REP_TYPED_COMING, "2020-11-23" },
    { "lundi", REP_TYPED_PAST, "2020-11-16" },
    { "sunday", REP_TYPED_COMING, "2020-11-22" },
    { "je", REP_TYPED_COMING, NULL },
    { "31/02", REP_TYPED_COMING, NULL },
    { "31/02/2020", REP_TYPED_COMING, NULL },
    { "16", REP_TYPED_COMING, NULL },
    { "16/11/", REP_TYPED_COMING, NULL },
    { "16/11/2020/", REP_TYPED_COMING, NULL },
    { "16/11/020", REP_TYPED_COMING, NULL },
    { "16112020", REP_TYPED_COMING, NULL },
    { "+", REP_TYPED_COMING, NULL },
    { "+9999", REP_TYPED_COMING, NULL },
    { "+7x", REP_TYPED_COMING, NULL },
    { "bientôt", REP_TYPED_COMING, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char text[REP_DAY_TEXT_SIZE];
    guint32 day = 7;
    gboolean read = rep_typed_day (cases[i].text, TODAY, cases[i].tense, &day);

    g_test_message ("“%s”", cases[i].text);
    g_assert_cmpint (read, ==, cases[i].day != NULL);
    if (read)
      g_assert_cmpstr (rep_day_format (day, text), ==, cases[i].day);
    else
      g_assert_cmpuint (day, ==, 7);
  }
}

static void
test_age_or_birth (void)
{
  static const struct {
    const char *text;
    gboolean read;
    gint32 age;
    const char *birth;
  } cases[] = {
    { "", TRUE, -1, "" },
    { "19", TRUE, 19, "" },
    { " 7 ", TRUE, 7, "" },
    { "04/05/2003", TRUE, -1, "2003-05-04" },
    { "4/5/03", TRUE, -1, "2003-05-04" },
    { "04/05/99", TRUE, -1, "1999-05-04" },
    { "2003-05-04", TRUE, -1, "2003-05-04" },
    { "16/11/2020", TRUE, -1, "2020-11-16" },
    { "17/11/2020", FALSE, 0, NULL },
    { "04/05", FALSE, 0, NULL },
    { "31/04/2003", FALSE, 0, NULL },
    { "04/05/1803", FALSE, 0, NULL },
    { "100", FALSE, 0, NULL },
    { "2003", FALSE, 0, NULL },
    { "19 ans", FALSE, 0, NULL },
    { "-3", FALSE, 0, NULL },
    { "+7", FALSE, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char text[REP_DAY_TEXT_SIZE];
    gint32 age = -2;
    guint32 birth = 7;

    g_test_message ("“%s”", cases[i].text);
    g_assert_cmpint (rep_typed_age_or_birth (cases[i].text, TODAY, &age, &birth), ==,
                     cases[i].read);
    g_assert_cmpint (age, ==, cases[i].read ? cases[i].age : -2);
    if (cases[i].read)
      g_assert_cmpstr (rep_day_format (birth, text), ==, cases[i].birth);
  }
}

static void
test_name (void)
{
  static const char *const cases[][3] = {
    { "", "", "" },
    { "camille", "Camille", "" },
    { "camille fictif", "Camille", "Fictif" },
    { "  Camille   Fictif ", "Camille", "Fictif" },
    { "jean-pierre fictif", "Jean-Pierre", "Fictif" },
    { "jean pierre fictif", "Jean Pierre", "Fictif" },
    { "camille de la tour", "Camille", "de la Tour" },
    { "Camille De La Tour", "Camille", "De La Tour" },
    { "FICTIF Camille", "Camille", "FICTIF" },
    { "camille FICTIF EXEMPLE", "camille", "FICTIF EXEMPLE" },
    { "CAMILLE FICTIF", "CAMILLE", "FICTIF" },
    { "élodie l’exemple", "Élodie", "L’Exemple" },
    { "de", "De", "" },
    { "de la", "De", "la" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *first = NULL, *last = NULL;

    rep_typed_name (cases[i][0], &first, &last);
    g_assert_cmpstr (first, ==, cases[i][1]);
    g_assert_cmpstr (last, ==, cases[i][2]);
  }
}

static void
test_phone_and_count (void)
{
  g_assert_true (rep_typed_phone (""));
  g_assert_true (rep_typed_phone ("06 12 34 56 78"));
  g_assert_true (rep_typed_phone ("+33 (0)6.12.34.56.78"));
  g_assert_false (rep_typed_phone ("061"));
  g_assert_false (rep_typed_phone ("06 12 34 mère"));
  g_assert_false (rep_typed_phone ("06123456780612345678"));

  g_assert_cmpuint (rep_typed_count ("12"), ==, 12);
  g_assert_cmpuint (rep_typed_count (" 3 "), ==, 3);
  g_assert_cmpuint (rep_typed_count ("0"), ==, 0);
  g_assert_cmpuint (rep_typed_count (""), ==, 0);
  g_assert_cmpuint (rep_typed_count ("a dozen"), ==, 0);
  g_assert_cmpuint (rep_typed_count ("123456"), ==, 0);
}

static void
test_number_and_time (void)
{
  static const struct {
    const char *text;
    gint32 minutes; /* -2: not understood */
  } times[] = { { "", -1 },        { " 14h ", 840 }, { "14h30", 870 }, { "14:30", 870 },
                { "1430", 870 },   { "930", 570 },   { "9", 540 },     { "0h00", 0 },
                { "23:59", 1439 }, { "24h", -2 },    { "14:60", -2 },  { "14h3", -2 },
                { "14h30x", -2 },  { "h30", -2 },    { "noon", -2 } };
  gint32 value;

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    value = -2;
    g_assert_cmpint (rep_typed_time (times[i].text, &value), ==, times[i].minutes != -2);
    g_assert_cmpint (value, ==, times[i].minutes);
  }
  g_assert_true (rep_typed_number (" ", &value));
  g_assert_cmpint (value, ==, -1);
  g_assert_true (rep_typed_number (" 0 ", &value));
  g_assert_cmpint (value, ==, 0);
  g_assert_true (rep_typed_number ("120", &value));
  g_assert_cmpint (value, ==, 120);
  g_assert_false (rep_typed_number ("-1", &value));
  g_assert_false (rep_typed_number ("a dozen", &value));
  g_assert_false (rep_typed_number ("123456", &value));
}

static void
test_letter (void)
{
  g_assert_cmpuint (rep_typed_letter ("JTMNAF", 'j'), ==, 1);
  g_assert_cmpuint (rep_typed_letter ("JTMNAF", 'F'), ==, 6);
  g_assert_cmpuint (rep_typed_letter ("JTMNAF", 'x'), ==, 0);
  g_assert_cmpuint (rep_typed_letter ("ON?", '?'), ==, 3);
  g_assert_cmpuint (rep_typed_letter ("ÉO", 0xe9), ==, 1);
  g_assert_cmpuint (rep_typed_letter (NULL, 'a'), ==, 0);
  g_assert_cmpuint (rep_typed_letter ("A", 0), ==, 0);
}

static void
test_letters (void)
{
  guint64 mask = 99;

  g_assert_true (rep_typed_letters ("RSL", "", FALSE, &mask));
  g_assert_cmpuint (mask, ==, 0);
  g_assert_true (rep_typed_letters ("RSL", "s", FALSE, &mask));
  g_assert_cmpuint (mask, ==, 1 << 2);
  g_assert_true (rep_typed_letters ("RSL", "l, R", TRUE, &mask));
  g_assert_cmpuint (mask, ==, 1 << 1 | 1 << 3);
  g_assert_false (rep_typed_letters ("RSL", "rs", FALSE, &mask));
  g_assert_true (rep_typed_letters ("RSL", "rr", FALSE, &mask));
  mask = 99;
  g_assert_false (rep_typed_letters ("RSL", "rx", TRUE, &mask));
  g_assert_cmpuint (mask, ==, 99);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed/day", test_day);
  g_test_add_func ("/typed/age-or-birth", test_age_or_birth);
  g_test_add_func ("/typed/name", test_name);
  g_test_add_func ("/typed/phone-and-count", test_phone_and_count);
  g_test_add_func ("/typed/number-and-time", test_number_and_time);
  g_test_add_func ("/typed/letter", test_letter);
  g_test_add_func ("/typed/letters", test_letters);
  return g_test_run ();
}
