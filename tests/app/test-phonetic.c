/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/fold.h"
#include "app/domain/phonetic.h"

static char *
key_of (const char *name)
{
  g_autofree char *folded = rep_fold_dup (name);
  GString *out = g_string_new (NULL);

  rep_phonetic_key (folded, strlen (folded), out);
  return g_string_free (out, FALSE);
}

/* The keys themselves: a change of a rule shows here. */
static void
test_golden (void)
{
  static const char *const golden[][2] = {
    { "", "" },
    { "a", "A" },
    { "Zoé", "ZO" },
    { "Müller-Lefèvre", "MYLERLEFEVR" },
    { "mulerlefevr", "MYLERLEFEVR" },
    { "Dupont", "DYP3" },
    { "Martin", "MART2" },
    { "Philippe", "FILIP" },
    { "Jean", "J1" },
    { "Benoît", "BENWA" },
    { "Gauthier", "GOTIER" },
    { "Guillaume", "GILOM" },
    { "Cécile", "SESIL" },
    { "François", "FR1SWA" },
    { "Quentin", "K1T2" },
    { "Chloé", "KLO" },
    { "Charlotte", "CARLOT" },
    { "Isabelle", "IZABEL" },
    { "Agnès", "AN" },
    { "Boulanger", "BUL1JER" },
    { "Georges", "JORJ" },
    { "Hélène", "ELEN" },
    { "Xavier", "KSAVIER" },
    { "Bastien", "BASTI2" },
    { "Goncalves", "G3KALV" },
    { "Œillet", "EILE" },
    { "12bis", "12BI" },
    { "Ωmega", "ωMEGA" },
    { "Женя", "женя" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (golden); i++) {
    g_autofree char *key = key_of (golden[i][0]);

    if (strcmp (key, golden[i][1]) != 0)
      g_test_message ("%s", golden[i][0]);
    g_assert_cmpstr (key, ==, golden[i][1]);
  }
}

static void
test_alike (void)
{
  static const char *const alike[][2] = {
    { "Lefèvre", "Lefaivre" },   { "Lefebvre", "Lefèvre" },
    { "Philippe", "Filipe" },    { "Thierry", "Tierri" },
    { "Dupont", "Dupond" },      { "Catherine", "Katerine" },
    { "Mickaël", "Michael" },    { "Marie", "Mary" },
    { "Gauthier", "Gautier" },   { "Éric", "Érick" },
    { "Yacine", "Yassine" },     { "Aymeric", "Émeric" },
    { "Mathieu", "Matthieu" },   { "Renée", "René" },
    { "Bryan", "Brian" },        { "Sandrine", "Cendrine" },
    { "Christelle", "Kristel" }, { "Boileau", "Boilot" },
    { "Renaud", "Reno" },        { "Vanderghote", "Vandergote" },
    { "Jeoffrey", "Joffrey" },   { "Djibril", "Jibril" },
    { "Stéphanie", "Stefani" },  { "Guillaume", "Guilaume" },
    { "Maëlle", "Maelle" },      { "Loïck", "Loïc" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (alike); i++) {
    g_autofree char *left = key_of (alike[i][0]);
    g_autofree char *right = key_of (alike[i][1]);

    g_assert_cmpstr (left, ==, right);
  }
}

static void
test_unlike (void)
{
  static const char *const unlike[][2] = {
    { "Martin", "Martine" },  { "Laurent", "Laurence" }, { "Jean", "Jeanne" },
    { "Camille", "Carole" },  { "Dumas", "Thomas" },     { "Simon", "Simone" },
    { "Poisson", "Poison" },  { "Chloé", "Zoé" },        { "Lambert", "Albert" },
    { "Julien", "Julienne" }, { "Roux", "Rue" },         { "Legrand", "Legras" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (unlike); i++) {
    g_autofree char *left = key_of (unlike[i][0]);
    g_autofree char *right = key_of (unlike[i][1]);

    g_assert_cmpstr (left, !=, right);
  }
}

/* Whatever the bytes, the key ends and is not longer than twice the word. */
static void
test_any_bytes (void)
{
  GRand *rand = g_rand_new_with_seed (20261128);

  for (guint round = 0; round < 20000; round++) {
    char word[40];
    gsize length = (gsize)g_rand_int_range (rand, 0, sizeof word);
    g_autoptr (GString) out = g_string_new ("kept ");

    for (gsize i = 0; i < length; i++)
      word[i] = (char)(g_rand_int_range (rand, 0, 8) == 0 ? g_rand_int_range (rand, 1, 256)
                                                          : g_rand_int_range (rand, 'a', 'z' + 1));
    rep_phonetic_key (word, length, out);
    g_assert_true (g_str_has_prefix (out->str, "kept "));
    g_assert_cmpuint (out->len, <=, 5 + 2 * length);
  }
  g_rand_free (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phonetic/golden", test_golden);
  g_test_add_func ("/phonetic/alike", test_alike);
  g_test_add_func ("/phonetic/unlike", test_unlike);
  g_test_add_func ("/phonetic/any-bytes", test_any_bytes);
  return g_test_run ();
}
