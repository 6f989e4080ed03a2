/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/place.h"

#include "app/domain/fold.h"

#include <string.h>

/* Returns: the INSEE codes found, one space between them. */
static char *
find (const char *text, const char *near, guint max)
{
  g_autoptr (GPtrArray) found = rep_place_find (text, near, max);
  g_autoptr (GString) codes = g_string_new (NULL);

  g_assert_cmpuint (found->len, <=, max);
  for (guint i = 0; i < found->len; i++) {
    const RepPlace *place = g_ptr_array_index (found, i);

    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "", place->insee);
  }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

static void
assert_first (const char *text, const char *insee)
{
  g_autofree char *codes = find (text, NULL, 1);

  g_assert_cmpstr (codes, ==, insee);
}

static guint
count_places (const char *epci, const char *arrondissement)
{
  guint n;
  guint count = 0;
  const RepPlace *places = rep_place_all (&n);

  for (guint i = 0; i < n; i++) {
    if ((epci != NULL && strcmp (places[i].epci, epci) == 0) ||
        (arrondissement != NULL && strcmp (places[i].arrondissement, arrondissement) == 0))
      count++;
  }
  return count;
}

static void
test_by_insee (void)
{
  static const RepPlace expected[] = {
    { "08105", "Charleville-Mézières", "08000", "08", "Ardennes", "081", "200041630", "" },
    { "51454", "Reims", "51100", "51", "Marne", "513", "200067213", "" },
    { "57463", "Metz", "57000 57050 57070", "57", "Moselle", "579", "200039865", "" },
    { "67300", "Molsheim", "67120", "67", "Bas-Rhin", "673", "246701064", "" },
    { "54431", "Pont-à-Mousson", "54700", "54", "Meurthe-et-Moselle", "543", "200041515", "" },
    { "2A004", "Ajaccio", "20000 20090 20167", "2A", "Corse-du-Sud", "2A1", "242010056", "" },
    { "97502", "Saint-Pierre", "97500", "975", "Saint-Pierre-et-Miquelon", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++) {
    const RepPlace *place = rep_place_by_insee (expected[i].insee);

    g_assert_nonnull (place);
    g_assert_cmpstr (place->insee, ==, expected[i].insee);
    g_assert_cmpstr (place->name, ==, expected[i].name);
    g_assert_cmpstr (place->postcodes, ==, expected[i].postcodes);
    g_assert_cmpstr (place->departement, ==, expected[i].departement);
    g_assert_cmpstr (place->departement_name, ==, expected[i].departement_name);
    g_assert_cmpstr (place->arrondissement, ==, expected[i].arrondissement);
    g_assert_cmpstr (place->epci, ==, expected[i].epci);
    g_assert_cmpint (*place->epci == '\0', ==, *place->epci_name == '\0');
    g_assert_cmpuint (place->population, >, 1000);
  }
  g_assert_cmpstr (rep_place_by_insee ("08105")->epci_name, ==, "CA Ardenne Métropole");
}

static void
test_by_insee_unknown (void)
{
  static const char *const codes[] = {
    "", "0", "00000", "08105 ", "0810", "75110", "99999", "2a004"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    g_assert_null (rep_place_by_insee (codes[i]));
}

static void
test_all (void)
{
  guint n;
  const RepPlace *places = rep_place_all (&n);

  g_assert_cmpuint (n, >, 34000);
  g_assert_cmpuint (n, <, 36000);
  for (guint i = 0; i < n; i++) {
    const RepPlace *place = &places[i];

    if (i > 0)
      g_assert_cmpstr (places[i - 1].insee, <, place->insee);
    g_assert_true (rep_place_by_insee (place->insee) == place);
    g_assert_cmpuint (strlen (place->insee), ==, 5);
    g_assert_true (g_str_has_prefix (place->insee, place->departement));
    g_assert_cmpuint (strlen (place->departement_name), >, 0);
    g_assert_true (g_utf8_validate (place->name, -1, NULL));
    g_assert_cmpuint (strlen (place->name), >, 0);
    if (*place->postcodes != '\0')
      g_assert_cmpuint (strlen (place->postcodes) % 6, ==, 5);
    if (*place->arrondissement != '\0')
      g_assert_true (g_str_has_prefix (place->arrondissement, place->departement));
    if (*place->epci != '\0')
      g_assert_cmpuint (strlen (place->epci), ==, 9);
  }
}

static void
test_territories (void)
{
  static const char *const epcis[] = { "200041515", "245400601", "200070738", "200070589" };
  static const char *const arrondissements[] = { "081", "513", "512", "511", "579", "673" };

  for (gsize i = 0; i < G_N_ELEMENTS (epcis); i++)
    g_assert_cmpuint (count_places (epcis[i], NULL), >, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (arrondissements); i++)
    g_assert_cmpuint (count_places (NULL, arrondissements[i]), >, 50);
}

static void
test_find_forgives (void)
{
  static const char *const writings[] = {
    "Charleville-Mézières",
    "CHARLEVILLE-MÉZIÈRES",
    "charleville mezieres",
    "charlevillemezieres",
    " Charleville - Mezieres ",
    "Charleville-Me\u0301zie\u0300res",
    "charleville\u2011mézie",
    "CHARL",
    "08105",
    "0800",
    "08 000",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (writings); i++)
    assert_first (writings[i], "08105");
  assert_first ("pont a mousson", "54431");
  assert_first ("Pont-à-M", "54431");
  assert_first ("hoenheim", "67204");
  assert_first ("l'hay les roses", "94038");
  assert_first ("L\u2019Haÿ", "94038");
}

static void
test_find_saints (void)
{
  static const char *const writings[] = {
    "Saint-Quentin", "st quentin", "St-Quentin", "ST. QUENTIN", "st\u2010quent", "saint quentin",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (writings); i++)
    assert_first (writings[i], "02691");
  assert_first ("ste menehould", "51507");
  assert_first ("bourg st maurice", "73054");
  assert_first ("ste marie", "97418"); /* the one of La Réunion */
  assert_first ("strasb", "67482");
}

/* "st" is not yet known to be a saint: Strasbourg comes up too. */
static void
test_find_half_saint (void)
{
  g_autofree char *codes = find ("st", "67", G_MAXUINT);

  g_assert_true (g_str_has_prefix (codes, "67482 "));
  g_assert_nonnull (strstr (codes, "93066"));
}

static void
test_find_codes (void)
{
  assert_first ("51454", "51454");
  assert_first ("51100", "51454"); /* the postal code of Reims, the INSEE code of La Caure */
  assert_first ("57070", "57463");
  assert_first ("75116", "75056");
  assert_first ("2A004", "2A004");
  assert_first ("2a00", "2A004");
  assert_first ("5470", "54431");
  assert_first ("08105 Charleville", "");
  assert_first ("99999", "");
  assert_first ("080000", "");
}

static void
test_find_nothing (void)
{
  static const char *const texts[] = { "", " ", "-", "'", "\xff", "zzz", "Charleville-Mézièresx" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_first (texts[i], "");
}

static void
test_find_broken_bytes (void)
{
  assert_first ("Charleville-M\xff\xc3", "08105");
  assert_first ("st\xff quentin", "02691");
}

static void
test_find_order (void)
{
  g_autofree char *all = find ("saint-denis", NULL, G_MAXUINT);
  g_autofree char *three = find ("saint-denis", NULL, 3);
  g_autofree char *near = find ("saint-denis", "30", 2);
  g_autofree char *none = find ("saint-denis", "30", 0);
  g_autofree char *marne = find ("re", "51", 1);
  g_autofree char *ardennes = find ("re", "08", 1);
  g_autofree char *exact = find ("metz", "08", 1);

  g_assert_cmpstr (three, ==, "97411 93066 11339");
  g_assert_true (g_str_has_prefix (all, three));
  g_assert_cmpuint (strlen (all), >, strlen (three));
  g_assert_cmpstr (near, ==, "30247 97411");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (marne, ==, "51454");
  g_assert_cmpstr (ardennes, ==, "08362"); /* Rethel */
  g_assert_cmpstr (exact, ==, "57463");
}

static void
test_find_ambiguous (void)
{
  g_autoptr (GPtrArray) found = rep_place_find ("sainte colombe", NULL, 50);
  g_autofree char *castillons = find ("castillon (canton", NULL, 50);

  for (guint i = 0; i < 12; i++) {
    const RepPlace *place = g_ptr_array_index (found, i);

    g_assert_cmpstr (place->name, ==, "Sainte-Colombe");
  }
  g_assert_cmpuint (strlen (castillons), ==, strlen ("64181 64182"));
}

/* No commune is found twice, whatever was typed. */
static void
test_find_unique (void)
{
  static const char *const texts[] = { "s", "st", "ste", "saint", "st st", "0", "1", "08", "75" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GPtrArray) found = rep_place_find (texts[i], NULL, G_MAXUINT);
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

    for (guint j = 0; j < found->len; j++)
      g_assert_true (g_hash_table_add (seen, g_ptr_array_index (found, j)));
  }
}

static void
assert_found_by_name (const RepPlace *place, const char *text)
{
  g_autoptr (GPtrArray) found = rep_place_find (text, place->departement, 20);
  g_autofree char *name = rep_fold_dup (place->name);

  for (guint i = 0; i < found->len; i++) {
    const RepPlace *other = g_ptr_array_index (found, i);
    g_autofree char *other_name = rep_fold_dup (other->name);

    if (other == place)
      return;
    g_assert_cmpstr (g_strdelimit (other_name, " ", '-'), ==, g_strdelimit (name, " ", '-'));
  }
  g_error ("%s is not found by its name", place->insee);
}

static void
test_find_every_name (void)
{
  guint n;
  const RepPlace *places = rep_place_all (&n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *up = g_utf8_strup (places[i].name, -1);

    assert_found_by_name (&places[i], places[i].name);
    assert_found_by_name (&places[i], up);
  }
}

static gpointer
find_in_thread (gpointer text)
{
  return find (text, NULL, 1);
}

/* The first test to run: the table is loaded by several threads at once. */
static void
test_threads (void)
{
  GThread *threads[8];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("find", find_in_thread, (gpointer) "reims");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++) {
    g_autofree char *codes = g_thread_join (threads[i]);

    g_assert_cmpstr (codes, ==, "51454");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/place/threads", test_threads);
  g_test_add_func ("/place/by-insee", test_by_insee);
  g_test_add_func ("/place/by-insee/unknown", test_by_insee_unknown);
  g_test_add_func ("/place/all", test_all);
  g_test_add_func ("/place/territories", test_territories);
  g_test_add_func ("/place/find/forgives", test_find_forgives);
  g_test_add_func ("/place/find/saints", test_find_saints);
  g_test_add_func ("/place/find/half-saint", test_find_half_saint);
  g_test_add_func ("/place/find/codes", test_find_codes);
  g_test_add_func ("/place/find/nothing", test_find_nothing);
  g_test_add_func ("/place/find/broken-bytes", test_find_broken_bytes);
  g_test_add_func ("/place/find/order", test_find_order);
  g_test_add_func ("/place/find/ambiguous", test_find_ambiguous);
  g_test_add_func ("/place/find/unique", test_find_unique);
  g_test_add_func ("/place/find/every-name", test_find_every_name);

  return g_test_run ();
}
