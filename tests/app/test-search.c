/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/search.h"

static RepSearch *
make_search (void)
{
  static const char *const people[][4] = {
    { "Müller-Lefèvre", "Zoé", NULL, "06 39 98 12 34" },
    { "Sapinfleur", "Anaïs", NULL, "+33 6 39 98 00 01" },
    { "d’Œillet", "Loïc", NULL, NULL },
    { "De La Brume", "Inès", NULL, NULL },
    { NULL, NULL, "Le Grand Sam", NULL },
    { "Tournecigale", "Zoé", NULL, NULL },
  };
  RepSearch *search = rep_search_new ();

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    RepPerson *person = rep_object_new (&rep_kind_person);

    rep_text_set (&person->last_name, people[i][0]);
    rep_text_set (&person->first_name, people[i][1]);
    rep_text_set (&person->pseudonym, people[i][2]);
    if (people[i][3] != NULL)
      rep_texts_add (&person->phones, people[i][3]);
    rep_search_put (search, i, person);
    rep_object_free (person);
  }
  return search;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return (int)((const RepMatch *)a)->person - (int)((const RepMatch *)b)->person;
}

/* Answers as text: rows in order of their number, with a letter for why. */
static char *
ask (const RepSearch *search, const char *text)
{
  g_autoptr (GArray) matches = rep_search_find (search, text, 10);
  GString *found = g_string_new (NULL);

  g_array_sort (matches, compare_rows);
  for (guint i = 0; i < matches->len; i++) {
    const RepMatch *match = &g_array_index (matches, RepMatch, i);

    g_string_append_printf (found, "%s%u%c", i > 0 ? " " : "", match->person,
                            rep_why_code (match->why)[0] == 'P' && match->why == REP_WHY_PHONE
                                ? '#'
                                : rep_why_code (match->why)[0]);
  }
  return g_string_free (found, FALSE);
}

static void
test_table (void)
{
  static const char *const asked[][2] = {
    { "zoe", "0N 5N" },
    { "ZOÉ", "0N 5N" },
    { "mulerlefevr", "0S" },
    { "muller lefevre", "0P" },
    { "lefevre muller", "0P" },
    { "zoe müller-lefèvre", "0N" },
    { "anais sapin", "1N" },
    { "sapin anais", "1N" },
    { "oeillet", "2P" },
    { "doeillet", "2N" },
    { "delabrume", "3N" },
    { "de la brume", "3N" },
    { "brume ines", "3N" },
    { "le grand sam", "4N" },
    { "0639981234", "0#" },
    { "06 39 98 12", "0#" },
    { "+33639980001", "1#" },
    { "9800", "1#" },
    { "sapimfleur", "1S" },
    { "sapinfleurs", "1S" },
    { "sapnifleurr", "" },
    { "sapnifleur", "1T" },
    { "tuornecigale", "5T" },
    { "tournecgiale", "5T" },
    { "saqinfleur", "1T" },
    { "lefaivre", "0S" },
    { "zoey lefevre", "0T" },
    { "zoe lefaivre", "0S" },
    { "tourneçygalle", "5S" },
    { "doeyet", "" },
    { "xyz", "" },
    { "zoe xyz", "" },
    { "", "" },
    { "   ", "" },
    { "zo", "0N 5N" },
  };
  g_autoptr (RepSearch) search = make_search ();

  for (guint i = 0; i < G_N_ELEMENTS (asked); i++) {
    g_autofree char *found = ask (search, asked[i][0]);

    if (g_strcmp0 (found, asked[i][1]) != 0)
      g_test_message ("asked “%s”", asked[i][0]);
    g_assert_cmpstr (found, ==, asked[i][1]);
  }
}

static void
test_replace (void)
{
  g_autoptr (RepSearch) search = make_search ();
  RepPerson *person = rep_object_new (&rep_kind_person);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  rep_text_set (&person->last_name, "Clairebrise");
  rep_search_put (search, 5, person);
  rep_object_free (person);
  before = ask (search, "tournecigale");
  after = ask (search, "clairebrise");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (after, ==, "5N");
}

/* Any name is found when one letter of it is dropped, doubled or changed. */
static void
test_one_letter (void)
{
  g_autoptr (RepSearch) search = make_search ();
  const char *name = "tournecigale";

  for (guint i = 0; i < 12; i++) {
    g_autoptr (GString) dropped = g_string_new (name);
    g_autoptr (GString) doubled = g_string_new (name);
    g_autoptr (GString) changed = g_string_new (name);
    GString *const all[] = { dropped, doubled, changed };

    g_string_erase (dropped, i, 1);
    g_string_insert_c (doubled, i, name[i]);
    changed->str[i] = 'x';
    for (guint j = 0; j < G_N_ELEMENTS (all); j++) {
      g_autofree char *found = ask (search, all[j]->str);

      g_assert_true (g_str_has_prefix (found, "5"));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/table", test_table);
  g_test_add_func ("/search/replace", test_replace);
  g_test_add_func ("/search/one-letter", test_one_letter);
  return g_test_run ();
}
