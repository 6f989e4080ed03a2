/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import-value.h"

#include <string.h>

#include "app/domain/day.h"

/* What each text is read as: the day, with its time where it has one, or why it is none. */
static const struct {
  const char *text;
  const char *day;
  gint32 minute;
  guint8 reason;
} days[] = {
  { "12/03/2004", "2004-03-12", REP_NONE, 0 },
  { "12-3-04", "2004-03-12", REP_NONE, 0 },
  { "12.03.2004", "2004-03-12", REP_NONE, 0 },
  { "12 03 2004", "2004-03-12", REP_NONE, 0 },
  { "2004-03-12", "2004-03-12", REP_NONE, 0 },
  { "20040312", "2004-03-12", REP_NONE, 0 },
  { "12032004", "2004-03-12", REP_NONE, 0 },
  { "12 mars 2004", "2004-03-12", REP_NONE, 0 },
  { "1er mars 2004", "2004-03-01", REP_NONE, 0 },
  { "vendredi 12 mars 2004", "2004-03-12", REP_NONE, 0 },
  { "12-mars-04", "2004-03-12", REP_NONE, 0 },
  { "3 févr. 2004", "2004-02-03", REP_NONE, 0 },
  { "15 AOÛT 1999", "1999-08-15", REP_NONE, 0 },
  { "1 juin 2004", "2004-06-01", REP_NONE, 0 },
  { "1 juil. 2004", "2004-07-01", REP_NONE, 0 },
  { "31/12/99", "1999-12-31", REP_NONE, 0 },
  { "01/01/20", "2020-01-01", REP_NONE, 0 },
  { "01/01/21", "1921-01-01", REP_NONE, 0 }, /* two digits are never beyond the latest year */
  { "29/02/2004", "2004-02-29", REP_NONE, 0 },
  { "38058", "2004-03-12", REP_NONE, 0 },
  { "38058,604", "2004-03-12", REP_NONE, 0 },
  { "12/03/2004 14:30", "2004-03-12", 14 * 60 + 30, 0 },
  { "12/03/2004 à 9h05", "2004-03-12", 9 * 60 + 5, 0 },
  { "2004-03-12 00:00:00", "2004-03-12", REP_NONE, 0 },
  { "2004-03-12T14:30:00", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "29/02/2003", NULL, REP_NONE, REP_REJECT_DATE_IMPOSSIBLE },
  { "31/04/2004", NULL, REP_NONE, REP_REJECT_DATE_IMPOSSIBLE },
  { "03/25/2004", NULL, REP_NONE, REP_REJECT_DATE_IMPOSSIBLE },
  { "257/01/2004", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "0/0/2004", NULL, REP_NONE, REP_REJECT_DATE_IMPOSSIBLE },
  { "12 brumaire 2004", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "12 ma 2004", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "mars 2004", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "2004", "1905-06-26", REP_NONE, 0 }, /* a spreadsheet's number: as a birth day it is refused */
  { "12/03/004", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "12/03/2004 25:00", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "bientôt", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "17", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "999999999999999999999", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
  { "1/2/3/4/5/6/7/8/9/10/11/12", NULL, REP_NONE, REP_REJECT_DATE_UNREADABLE },
};

static void
test_days (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    guint32 day = 0;
    gint32 minute = REP_NONE;
    char text[REP_DAY_TEXT_SIZE];
    guint8 reason = rep_import_day (days[i].text, FALSE, 2020, &day, &minute);

    g_test_message ("%s", days[i].text);
    g_assert_cmpuint (reason, ==, days[i].reason);
    g_assert_cmpstr (rep_day_format (day, text), ==, days[i].day != NULL ? days[i].day : "");
    g_assert_cmpint (minute, ==, days[i].minute);
  }
}

static void
test_month_first (void)
{
  guint32 day = 0;

  g_assert_cmpuint (rep_import_day ("03/12/2004", TRUE, 2020, &day, NULL), ==, 0);
  g_assert_cmpuint (day, ==, rep_day_parse ("2004-03-12"));
}

static void
test_births (void)
{
  static const struct {
    const char *text;
    guint8 reason;
  } births[] = {
    { "12/03/2004", 0 },
    { "16/11/14", 0 }, /* six years old that day */
    { "17/11/14", REP_REJECT_BIRTH_UNLIKELY },
    { "17/11/2020", REP_REJECT_DATE_FUTURE },
    { "17/11/20", REP_REJECT_DATE_FUTURE },
    { "01/01/1920", REP_REJECT_BIRTH_UNLIKELY },
    { "2004", REP_REJECT_BIRTH_UNLIKELY },
    { "30/02/2004", REP_REJECT_DATE_IMPOSSIBLE },
  };
  guint32 today = rep_day_parse ("2020-11-16");

  for (guint i = 0; i < G_N_ELEMENTS (births); i++) {
    guint32 day = 0;

    g_test_message ("%s", births[i].text);
    g_assert_cmpuint (rep_import_birth (births[i].text, FALSE, today, &day), ==, births[i].reason);
    g_assert_cmpint (day != 0, ==, births[i].reason == 0);
  }
}

static char *
join (GPtrArray *list)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    g_string_append_printf (out, "%s[%s]", i > 0 ? " " : "",
                            (const char *)g_ptr_array_index (list, i));
  g_clear_pointer (&list, g_ptr_array_unref);
  return g_string_free (out, FALSE);
}

static void
test_phones (void)
{
  static const struct {
    const char *text;
    const char *expected; /* NULL: refused */
  } phones[] = {
    { "0612345678", "[06 12 34 56 78]" },
    { "06.12.34.56.78", "[06 12 34 56 78]" },
    { "06/12/34/56/78", "[06 12 34 56 78]" },
    { "612345678", "[06 12 34 56 78]" },
    { "+33 6 12 34 56 78", "[06 12 34 56 78]" },
    { "+33 (0)6 12 34 56 78", "[06 12 34 56 78]" },
    { "0033612345678", "[06 12 34 56 78]" },
    { "+352 621 12 34 56", "[+352621123456]" },
    { "06 12 34 56 78 / 03 24 00 00 00", "[06 12 34 56 78] [03 24 00 00 00]" },
    { "06 12 34 56 78;03 24 00 00 00", "[06 12 34 56 78] [03 24 00 00 00]" },
    { "06 12 34 56 78 ou 03 24 00 00 00", "[06 12 34 56 78] [03 24 00 00 00]" },
    { "06 12 34 56 78 (mère)", "[06 12 34 56 78 (mère)]" },
    { "0600", NULL },
    { "6,12E+08", NULL },
    { "pas de téléphone", NULL },
    { "00 00 00 00 00", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (phones); i++) {
    GPtrArray *list = NULL;
    guint8 reason = rep_import_phones (phones[i].text, &list);
    g_autofree char *found = join (list);

    g_test_message ("%s", phones[i].text);
    g_assert_cmpuint (reason, ==, phones[i].expected != NULL ? 0 : REP_REJECT_PHONE);
    if (phones[i].expected != NULL)
      g_assert_cmpstr (found, ==, phones[i].expected);
  }
}

static void
test_emails (void)
{
  static const char *const bad[] = { "rien", "@exemple.fr", "a@b", "a@b@c.fr", "a@.fr", "a@b." };
  GPtrArray *list = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpuint (rep_import_emails ("a.b@exemple.fr; c@exemple.fr", &list), ==, 0);
  found = join (list);
  g_assert_cmpstr (found, ==, "[a.b@exemple.fr] [c@exemple.fr]");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    list = NULL;
    g_assert_cmpuint (rep_import_emails (bad[i], &list), ==, REP_REJECT_EMAIL);
    g_clear_pointer (&list, g_ptr_array_unref);
  }
}

static void
test_codes (void)
{
  static const struct {
    const RepVocabulary *vocabulary;
    const char *text;
    const char *code; /* NULL: refused */
  } codes[] = {
    { &rep_vocabulary_sex, "F", "F" },
    { &rep_vocabulary_sex, "féminin", "F" },
    { &rep_vocabulary_sex, "Mme", "F" },
    { &rep_vocabulary_sex, "H", "M" },
    { &rep_vocabulary_sex, "Garçon", "M" },
    { &rep_vocabulary_sex, "autre", NULL },
    { &rep_vocabulary_answer, "oui", "OUI" },
    { &rep_vocabulary_answer, "X", "OUI" },
    { &rep_vocabulary_answer, "?", "NSP" },
    { &rep_vocabulary_channel, "bus", "BUS" },
    { &rep_vocabulary_channel, "Lycée", "EDUC" },
    { &rep_vocabulary_channel, "CAF", "CAF" },
    { &rep_vocabulary_channel, "tracteur", NULL },
    { &rep_vocabulary_reached, "répondeur", "MESSAGE_LAISSE" },
    { &rep_vocabulary_situation, "En formation", "FORMATION" },
    { &rep_vocabulary_level, "N3", "N3" },
    { &rep_vocabulary_level, "—", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    guint8 number = 0;
    guint8 reason = rep_import_code (codes[i].vocabulary, codes[i].text, &number);
    const RepTerm *term = rep_vocabulary_by_number (codes[i].vocabulary, number);

    g_test_message ("%s", codes[i].text);
    g_assert_cmpuint (reason, ==, codes[i].code != NULL ? 0 : REP_REJECT_CODE);
    g_assert_cmpstr (term != NULL ? term->code : NULL, ==, codes[i].code);
  }
}

static void
test_names (void)
{
  static const struct {
    const char *text, *last, *first;
  } names[] = {
    { "LEFÈVRE Zoé", "LEFÈVRE", "Zoé" },
    { "Zoé LEFÈVRE", "LEFÈVRE", "Zoé" },
    { "DE LA TOUR Anne Marie", "DE LA TOUR", "Anne Marie" },
    { "Lefèvre Zoé", "Lefèvre", "Zoé" },
    { "DUPONT JEAN", "DUPONT", "JEAN" },
    { "D’ARTAGNAN, Jo", "D’ARTAGNAN", "Jo" },
    { "Lefèvre", "Lefèvre", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *last = NULL, *first = NULL;

    rep_import_full_name (names[i].text, &last, &first);
    g_assert_cmpstr (last, ==, names[i].last);
    g_assert_cmpstr (first, ==, names[i].first);
  }
}

static void
test_places (void)
{
  static const struct {
    const char *name, *postcode, *insee, *near;
    const char *expected; /* NULL: @reason */
    guint8 reason;
  } places[] = {
    { "Charleville-Mézières", NULL, NULL, NULL, "08105", 0 },
    { "CHARLEVILLE MEZIERES", "8000", NULL, NULL, "08105", 0 },
    { "Reims (51100)", NULL, NULL, NULL, "51454", 0 },
    { "51100 REIMS", NULL, NULL, NULL, "51454", 0 },
    { "51100", NULL, NULL, NULL, NULL, REP_REJECT_PLACE_AMBIGUOUS }, /* also an INSEE code */
    { NULL, "51100", NULL, NULL, "51454", 0 },
    { NULL, NULL, "51454", NULL, "51454", 0 },
    { NULL, NULL, "8105", NULL, "08105", 0 },
    { NULL, NULL, "99999", NULL, NULL, REP_REJECT_PLACE_UNKNOWN },
    { "Saint-Laurent", NULL, NULL, NULL, NULL, REP_REJECT_PLACE_AMBIGUOUS },
    { "St Laurent", "08090", NULL, NULL, "08385", 0 },
    { "Saint-Laurent", NULL, NULL, "08", "08385", 0 },
    { "Atlantis", NULL, NULL, NULL, NULL, REP_REJECT_PLACE_UNKNOWN },
    { "Charle", NULL, NULL, NULL, NULL, REP_REJECT_PLACE_UNKNOWN },
    { NULL, "08090", NULL, NULL, NULL, REP_REJECT_PLACE_AMBIGUOUS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    char place[REP_PLACE_SIZE] = "";
    guint8 reason = rep_import_place (places[i].name, places[i].postcode, places[i].insee,
                                      places[i].near, place);

    g_test_message ("%u %s %s", i, places[i].name, places[i].postcode);
    g_assert_cmpuint (reason, ==, places[i].reason);
    g_assert_cmpstr (place, ==, places[i].expected != NULL ? places[i].expected : "");
  }
}

static void
test_texts (void)
{
  static const struct {
    const char *text, *expected;
  } texts[] = {
    { "  deux\n mots ", "deux mots " },
    { "'=1+1", "=1+1" },
    { "'+33 6", "+33 6" },
    { "l'=été", "l'=été" },
    { "'seul", "'seul" },
  };
  gint32 value = 0;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *found = rep_import_text (texts[i].text);

    g_assert_cmpstr (found, ==, texts[i].expected);
  }
  g_assert_cmpuint (rep_import_int ("17 ans", 99, &value), ==, 0);
  g_assert_cmpint (value, ==, 17);
  g_assert_cmpuint (rep_import_int ("170", 99, &value), ==, REP_REJECT_NUMBER);
  g_assert_cmpuint (rep_import_int ("-1", 99, &value), ==, REP_REJECT_NUMBER);
  g_assert_cmpuint (rep_import_int ("99999999999999999999999", 99, &value), ==, REP_REJECT_NUMBER);
  g_assert_cmpuint (rep_import_time ("14h30", &value), ==, 0);
  g_assert_cmpint (value, ==, 870);
  g_assert_cmpuint (rep_import_time ("24:00", &value), ==, REP_REJECT_NUMBER);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-value/days", test_days);
  g_test_add_func ("/import-value/month-first", test_month_first);
  g_test_add_func ("/import-value/births", test_births);
  g_test_add_func ("/import-value/phones", test_phones);
  g_test_add_func ("/import-value/emails", test_emails);
  g_test_add_func ("/import-value/codes", test_codes);
  g_test_add_func ("/import-value/names", test_names);
  g_test_add_func ("/import-value/places", test_places);
  g_test_add_func ("/import-value/texts", test_texts);
  return g_test_run ();
}
