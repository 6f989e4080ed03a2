/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/fold.h"

#include <locale.h>
#include <string.h>

typedef struct {
  const char *text;
  const char *folded;
} Case;

static void
assert_folds (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *folded = rep_fold_dup (cases[i].text);

    g_assert_cmpstr (folded, ==, cases[i].folded);
  }
}

static void
test_names (void)
{
  static const Case cases[] = {
    { "", "" },
    { "Zoé", "zoe" },
    { "ÇELİK", "celik" },
    { "Noël-Émile", "noelemile" },
    { "Jean Pierre", "jean pierre" },
    { "Jean-Pierre", "jeanpierre" },
    { "Jean\u2010Pierre", "jeanpierre" },
    { "Jean\u2011Pierre", "jeanpierre" },
    { "Jean\u2013Pierre", "jeanpierre" },
    { "Jean\u00adPierre", "jeanpierre" },
    { "Jean\uff0dPierre", "jeanpierre" },
    { "O'Brien", "obrien" },
    { "O\u2019Brien", "obrien" },
    { "O\u02bcBrien", "obrien" },
    { "O`Brien", "obrien" },
    { "O\u00b4Brien", "obrien" },
    { "N\u2019Guessan", "nguessan" },
  };

  assert_folds (cases, G_N_ELEMENTS (cases));
}

static void
test_letters (void)
{
  static const Case cases[] = {
    { "Cœur CŒUR", "coeur coeur" },
    { "Lætitia LÆTITIA", "laetitia laetitia" },
    { "Straße STRASSE STRAẞE", "strasse strasse strasse" },
    { "Søren Łukasz Đorđe", "soren lukasz dorde" },
    { "Yıldız YILDIZ", "yildiz yildiz" },
    { "Nguyễn Thị Ánh", "nguyen thi anh" },
    { "Șerban Żółć Dvořák", "serban zolc dvorak" },
    { "\ufb01n \uff26\uff29\uff2e", "fin fin" },
    { "Νίκος ΝΙΚΟΣ", "νικοσ νικοσ" },
    { "Олена ОЛЕНА", "олена олена" },
    { "مُحَمَّد", "محمد" },
    { "محمـــد", "محمد" },
    { "أحمد", "احمد" },
    { "李小龍", "李小龍" },
  };

  assert_folds (cases, G_N_ELEMENTS (cases));
}

static void
test_spaces (void)
{
  static const Case cases[] = {
    { "   ", "" },
    { " - ' . ", "" },
    { "  Anne  ", "anne" },
    { "Anne \t\n Marie", "anne marie" },
    { "Anne\u00a0Marie", "anne marie" },
    { "Anne\u202fMarie", "anne marie" },
    { "Anne - Marie", "anne marie" },
    { "Anne, Marie (dite Nina)", "anne marie dite nina" },
    { "Anne\u2014Marie", "anne marie" },
    { "12, rue de l'Église", "12 rue de leglise" },
    { "n° 7…", "n 7" },
    { "a@b.fr", "a b fr" },
    { "\ufeffAn\u200bne", "anne" },
    { "٠٦ ١٢", "06 12" },
    { "é", "e" },
    { "é!", "e" },
    { "!é", "e" },
  };

  assert_folds (cases, G_N_ELEMENTS (cases));
}

static void
test_broken_bytes (void)
{
  static const Case cases[] = {
    { "Zo\xe9", "zo" }, /* Latin-1 */
    { "Zo\xe9 Petit", "zo petit" },
    { "Zo\xc3", "zo" }, /* cut in the middle */
    { "\xff\xfe", "" },
    { "a\xed\xa0\x80z", "az" }, /* a surrogate */
    { "a\xc0\xafz", "az" },     /* overlong */
  };

  assert_folds (cases, G_N_ELEMENTS (cases));
}

static void
test_appends (void)
{
  g_autoptr (GString) out = g_string_new ("x ");

  rep_fold (" Été ", out);
  g_assert_cmpstr (out->str, ==, "x ete");
  rep_fold ("!", out);
  g_assert_cmpstr (out->str, ==, "x ete");
  rep_fold (" Y", out);
  g_assert_cmpstr (out->str, ==, "x etey");
}

static void
assert_stable (const char *text)
{
  g_autofree char *nfc = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autofree char *nfd = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  g_autofree char *folded = rep_fold_dup (text);
  g_autofree char *from_nfc = rep_fold_dup (nfc);
  g_autofree char *from_nfd = rep_fold_dup (nfd);
  g_autofree char *again = rep_fold_dup (folded);

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_cmpstr (from_nfc, ==, folded);
  g_assert_cmpstr (from_nfd, ==, folded);
  g_assert_cmpstr (again, ==, folded);
}

/* Every character of the basic plane and of the next, alone between two letters. */
static void
test_every_character (void)
{
  for (gunichar c = 1; c < 0x20000; c++) {
    char text[16] = "A";
    int length;

    if (!g_unichar_validate (c))
      continue;
    length = g_unichar_to_utf8 (c, text + 1);
    memcpy (text + 1 + length, "Z", sizeof "Z");
    assert_stable (text);
  }
}

static void
test_case (void)
{
  static const char *const names[] = {
    "Zoé", "cœur", "straße", "łukasz", "ışık", "ђорђе", "σοφός"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *up = g_utf8_strup (names[i], -1);
    g_autofree char *folded = rep_fold_dup (names[i]);
    g_autofree char *folded_up = rep_fold_dup (up);

    g_assert_cmpstr (folded_up, ==, folded);
  }
}

static void
test_capitals (void)
{
  static const Case cases[] = {
    { "", "" },
    { "Diallo", "DIALLO" },
    { "Cœur-d’Ÿves", "CŒUR-D’ŸVES" },
    { "Elif", "ELIF" },
    { "ışık İnan", "IŞIK İNAN" },
    { "straße", "STRASSE" },
    { "e\xcc\x81", "E\xcc\x81" },
    { "حداد 🦊", "حداد 🦊" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *up = rep_fold_capitals (cases[i].text);

    g_assert_cmpstr (up, ==, cases[i].folded);
  }
}

/* Where the locale is not installed, this repeats the plain case. */
static void
test_turkish_locale (void)
{
  static const Case cases[] = {
    { "ISTANBUL istanbul", "istanbul istanbul" },
    { "İSTANBUL ıstanbul", "istanbul istanbul" },
  };
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  if (setlocale (LC_ALL, "tr_TR.UTF-8") == NULL)
    g_test_message ("tr_TR.UTF-8 is not installed");
  assert_folds (cases, G_N_ELEMENTS (cases));
  test_capitals ();
  setlocale (LC_ALL, before);
}

static void
test_digits (void)
{
  static const Case cases[] = {
    { "", "" },
    { "aucun", "" },
    { "06 12 34 56 78", "0612345678" },
    { "06.12.34.56.78", "0612345678" },
    { "+33 6 12 34 56 78", "0612345678" },
    { "+33 (0)6 12 34 56 78", "0612345678" },
    { "(+33) 612345678", "0612345678" },
    { "tél. +33-6-12-34-56-78", "0612345678" },
    { "0033 6 12 34 56 78", "0612345678" },
    { "00 33 (0)6 12 34 56 78", "0612345678" },
    { "+33\u00a06\u00a012\u00a034\u00a056\u00a078", "0612345678" },
    { "٠٦١٢٣٤٥٦٧٨", "0612345678" },
    { "03 33 00 33 33", "0333003333" },
    { "06 33 + 33", "063333" },
    { "33 12", "3312" },
    { "+352 621 123 456", "352621123456" },
    { "06\xff"
      "12",
      "0612" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) out = g_string_new ("0033 ");

    rep_fold_digits (cases[i].text, out);
    g_assert_cmpstr (out->str + strlen ("0033 "), ==, cases[i].folded);
  }
}

static void
test_digits_stable (void)
{
  static const char *const phones[] = { "+33 0033 1", "0033 033 1", "+330", "0033", "+33" };

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++) {
    g_autoptr (GString) once = g_string_new (NULL);
    g_autoptr (GString) twice = g_string_new (NULL);

    rep_fold_digits (phones[i], once);
    rep_fold_digits (once->str, twice);
    g_assert_cmpstr (twice->str, ==, once->str);
  }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/fold/names", test_names);
  g_test_add_func ("/fold/letters", test_letters);
  g_test_add_func ("/fold/spaces", test_spaces);
  g_test_add_func ("/fold/broken-bytes", test_broken_bytes);
  g_test_add_func ("/fold/appends", test_appends);
  g_test_add_func ("/fold/every-character", test_every_character);
  g_test_add_func ("/fold/case", test_case);
  g_test_add_func ("/fold/capitals", test_capitals);
  g_test_add_func ("/fold/turkish-locale", test_turkish_locale);
  g_test_add_func ("/fold/digits", test_digits);
  g_test_add_func ("/fold/digits-stable", test_digits_stable);

  return g_test_run ();
}
