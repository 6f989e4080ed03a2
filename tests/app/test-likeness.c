/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/names.h"
#include "app/domain/day.h"

/* "Last|First|birth|phone|home|pseudonym|i-Milo", each part may be empty. */
static RepPerson *
make (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", 8);
  RepPerson *person = rep_object_new (&rep_kind_person);
  guint n = g_strv_length (parts);
  char **names[] = { &person->last_name, &person->first_name };

  for (guint i = 0; i < n; i++) {
    if (parts[i][0] == '\0')
      continue;
    if (i < 2)
      rep_text_set (names[i], parts[i]);
    else if (i == 2)
      person->birth = rep_day_parse (parts[i]);
    else if (i == 3)
      rep_texts_add (&person->phones, parts[i]);
    else if (i == 4)
      g_strlcpy (person->home, parts[i], sizeof person->home);
    else if (i == 5)
      rep_text_set (&person->pseudonym, parts[i]);
    else
      rep_text_set (&person->imilo, parts[i]);
  }
  return person;
}

static double
compare (const char *a, const char *b, guint *why)
{
  RepPerson *left = make (a), *right = make (b);
  g_autoptr (GString) left_text = g_string_new (NULL), right_text = g_string_new (NULL);
  RepPortrait portraits[2];
  double score, back;
  guint why_back;

  rep_names_describe (left, left_text, &portraits[0]);
  rep_names_describe (right, right_text, &portraits[1]);
  score = rep_likeness (&portraits[0], &portraits[1], why);
  back = rep_likeness (&portraits[1], &portraits[0], &why_back);
  g_assert_cmpfloat_with_epsilon (score, back, 1e-9);
  g_assert_cmpuint (*why, ==, why_back);
  rep_object_free (left);
  rep_object_free (right);
  return score;
}

typedef struct {
  const char *a;
  const char *b;
  gboolean likely;
  guint why;
} Case;

static void
test_table (void)
{
  static const Case cases[] = {
    { "Müller-Lefèvre|Zoé|2004-05-06", "MULLER LEFEVRE|Zoe|2004-05-06", TRUE,
      REP_ALIKE_NAME | REP_ALIKE_BIRTH },
    { "Dupont|Léa", "Dupond|Léa", TRUE, REP_ALIKE_TYPO },
    { "Lefèvre|Léa", "Lefaivre|Léa", TRUE, REP_ALIKE_SOUND },
    { "Dupont|Léa", "Léa|Dupont", TRUE, REP_ALIKE_NAME },
    { "Dupont|Jean", "Dupont|Jean-Paul", TRUE, REP_ALIKE_TYPO },
    /* namesakes are legal */
    { "Dupont|Léa|2004-05-06", "Dupont|Léa|2001-11-23", FALSE, REP_ALIKE_NAME },
    { "Dupont|Léa|2004-05-06", "Dupont|Léa|2004-06-05", TRUE,
      REP_ALIKE_NAME | REP_ALIKE_NEAR_BIRTH },
    { "Dupont|Léa|2004-05-06", "Dupont|Léa|2004-05-07", TRUE,
      REP_ALIKE_NAME | REP_ALIKE_NEAR_BIRTH },
    /* twins, and brothers with one telephone */
    { "Dupont|Léa|2004-05-06", "Dupont|Tom|2004-05-06", FALSE, REP_ALIKE_BIRTH },
    { "Dupont|Léa||06 39 98 12 34", "Dupont|Tom||+33 6 39 98 12 34", FALSE, REP_ALIKE_PHONE },
    { "Dupont|Léa||0639981234", "|Léa||+33639981234", TRUE, REP_ALIKE_FIRST | REP_ALIKE_PHONE },
    { "Dupont|Léa|2004-05-06||54395", "Martin|Léa|2004-05-06||54395", TRUE,
      REP_ALIKE_FIRST | REP_ALIKE_BIRTH | REP_ALIKE_HOME },
    { "|||||le grand Sam", "|||||Le Grand SAM", TRUE, REP_ALIKE_PSEUDONYM },
    { "Dupont|Léa|||||123456", "Martin|Zoé|||||123456", TRUE, REP_ALIKE_IMILO },
    { "Dupont|Léa", "Martin|Zoé", FALSE, 0 },
    { "Dupont|", "Dupont|", FALSE, 0 },
    { "", "", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint why;
    double score = compare (cases[i].a, cases[i].b, &why);

    g_test_message ("%s / %s: %.2f", cases[i].a, cases[i].b, score);
    g_assert_cmpint (score >= REP_LIKELY, ==, cases[i].likely);
    g_assert_cmpuint (why, ==, cases[i].why);
    g_assert_true (score >= 0 && score <= 1);
  }
}

/* What says more scores more. */
static void
test_order (void)
{
  static const char *const others[] = {
    "Dupont|Léa|2004-05-06|0639981234",
    "Dupont|Léa||0639981234",
    "Dupond|Léa|2004-05-06",
    "Dupont|Léa|||54395",
    "Dupont|Léa",
    "Dupont|Léa|1999-01-31",
    "Martin|Tom|1999-01-31",
  };
  double last = 1.01;

  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    guint why;
    double score = compare ("Dupont|Léa|2004-05-06|06 39 98 12 34|54395", others[i], &why);

    g_assert_true (score < last || (i == 2 && score < 0.96));
    last = score;
  }
}

static gboolean
is_sure (const char *a, const char *b)
{
  RepPerson *left = make (a), *right = make (b);
  g_autoptr (GString) left_text = g_string_new (NULL), right_text = g_string_new (NULL);
  RepPortrait portraits[2];
  guint why, back;
  double score;
  gboolean sure;

  rep_names_describe (left, left_text, &portraits[0]);
  rep_names_describe (right, right_text, &portraits[1]);
  score = rep_likeness (&portraits[0], &portraits[1], &why);
  sure = rep_likeness_is_sure (&portraits[0], &portraits[1], score, why);
  g_assert_cmpfloat_with_epsilon (score, rep_likeness (&portraits[1], &portraits[0], &back), 1e-9);
  g_assert_cmpint (sure, ==, rep_likeness_is_sure (&portraits[1], &portraits[0], score, back));
  rep_object_free (left);
  rep_object_free (right);
  return sure;
}

/* Whom a row of a spreadsheet is taken for while nobody looks. */
static void
test_sure (void)
{
  static const struct {
    const char *a;
    const char *b;
    gboolean sure;
  } cases[] = {
    { "Dupont|Léa", "DUPONT|Lea", TRUE },
    { "Dupont|Léa", "Léa|Dupont", TRUE },
    { "Dupont|Léa|2004-05-06", "Dupont|Léa", TRUE },
    { "Dupont|Léa|2004-05-06", "Dupont|Léa|2004-05-06", TRUE },
    { "Dupont|Léa|||54395", "Dupont|Léa|||54395", TRUE },
    { "Dupont|Léa||0639981234|54395", "Dupont|Léa||0639981234|51454", TRUE },
    { "Dupont||2004-05-06", "Dupont||2004-05-06", TRUE },
    { "Dupont|||0639981234", "Dupont|||0639981234", TRUE },
    { "|Léa||0639981234", "|Léa||0639981234", TRUE },
    { "|||||le grand Sam", "|||||Le Grand SAM", TRUE },
    { "Dupont|Léa|||||123456", "Dupont|Léa|||||123456", TRUE },
    /* a letter, a sound, a shortened name: somebody has to look */
    { "Dupont|Léa|2004-05-06", "Dupond|Léa|2004-05-06", FALSE },
    { "Lefèvre|Léa|2004-05-06", "Lefaivre|Léa|2004-05-06", FALSE },
    { "Dupont|Jean|2004-05-06", "Dupont|Jean-Paul|2004-05-06", FALSE },
    /* twins of one telephone, and what contradicts */
    { "Dupont|Mathis|2004-05-06|0639981234", "Dupont|Mathias|2004-05-06|0639981234", FALSE },
    { "Dupont|Léa|2004-05-06", "Dupont|Léa|2004-05-07", FALSE },
    { "Dupont|Léa|2004-05-06", "Dupont|Léa|2001-11-23", FALSE },
    { "Dupont|Léa|||54395", "Dupont|Léa|||51454", FALSE },
    { "Dupont|Léa|2004-05-06||||123456", "Dupont|Léa|2004-05-06||||123457", FALSE },
    { "Dupont|Léa|2004-05-06||||123456", "Dupont|Léa|2003-05-07||||123456", FALSE },
    { "|||||le grand Sam|1", "|||||le grand Sam|2", FALSE },
    { "||||54395|le grand Sam", "||||51454|le grand Sam", FALSE },
    { "Dupont|Léa||||Sam", "Martin|Zoé||||Sam", FALSE },
    { "Dupont|Léa||||Sam", "|||||Sam", FALSE },
    /* a number or a first name alone is nobody */
    { "Dupont|Léa|||||123456", "Martin|Zoé|||||123456", FALSE },
    { "|Léa||0639981234", "Dupont|Léa||0639981234", FALSE },
    { "|Léa|", "|Léa|", FALSE },
    { "Dupont||", "Dupont||", FALSE },
    { "", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s / %s", cases[i].a, cases[i].b);
    g_assert_cmpint (is_sure (cases[i].a, cases[i].b), ==, cases[i].sure);
  }
}

static void
test_codes (void)
{
  g_assert_cmpstr (rep_alike_code (REP_ALIKE_NAME), ==, "NAME");
  g_assert_cmpstr (rep_alike_code (REP_ALIKE_FIRST), ==, "FIRST");
  g_assert_cmpstr (rep_alike_code (REP_ALIKE_PHONE), ==, "PHONE");
  g_assert_cmpstr (rep_alike_code (REP_ALIKE_IMILO), ==, "IMILO");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/likeness/table", test_table);
  g_test_add_func ("/likeness/order", test_order);
  g_test_add_func ("/likeness/sure", test_sure);
  g_test_add_func ("/likeness/codes", test_codes);
  return g_test_run ();
}
