/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/error.h"
#include "app/exchange/recovery-code.h"
#include "crypto/recovery.h"
#include "tests/crypto/fixture.h"

#define WRAPPED                                                                                     \
  "Fiche de secours\nMission Locale du Pays d'Épernay et de ses 49 communes, 51200 Épernay\n\n"   \
  "Qui détient ce code peut donner à un nouveau compte toutes les clés de ce coffre. Gardez-le " \
  "sur papier, sous enveloppe, dans un coffre-fort.\n\n    %s\n\n"                                  \
  "Chaque groupe de cinq symboles finit par un contrôle. Les lettres O, I et L valent 0, 1 et "    \
  "1.\n"

static void
assert_reads (const RepSecret *code, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) read = rep_recovery_code_read (&text, NULL, 1, &error);

  g_assert_no_error (error);
  g_assert_true (rep_secret_equal (read, code));
}

static char *
spell (const char *code, const char *between, gboolean lower)
{
  g_auto (GStrv) groups = g_strsplit (code, "-", -1);
  g_autofree char *joined = g_strjoinv (between, groups);

  return lower ? g_ascii_strdown (joined, -1) : g_strdup (joined);
}

/* The file that was written, and every way a person types it. */
static void
test_spellings (void)
{
  static const char *const between[] = { "-", " ", "", "  ", "\n", " - ", "\r\n", "\t", "\n\n" };

  for (guint round = 0; round < 50; round++) {
    g_autoptr (RepSecret) code = rep_secret_new_random (32);
    g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
    const char *printed = g_ptr_array_index (sheets, 0);
    g_autofree char *sheet = g_strdup_printf (WRAPPED, printed);

    assert_reads (code, sheet);
    for (guint i = 0; i < 2 * G_N_ELEMENTS (between); i++) {
      g_autofree char *typed = spell (printed, between[i / 2], i % 2 == 1);
      g_autofree char *padded = g_strconcat ("\n  ", typed, "\r\n", NULL);

      assert_reads (code, typed);
      assert_reads (code, padded);
    }
  }
}

static void
assert_fails (const char *const *texts, guint n, RepAppError code, const char *subject)
{
  static const char *const names[] = { "F.txt", "G.txt" };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) read = rep_recovery_code_read (texts, names, n, &error);

  g_assert_null (read);
  g_assert_error (error, REP_APP_ERROR, (int)code);
  g_assert_cmpstr (error->message, ==, subject);
}

/* C7: one typo anywhere: refused, with the number of its group, and the sheet when there are two.
 */
static void
test_c7_typo (void)
{
  g_autoptr (RepSecret) code = rep_secret_new_random (32);
  g_autoptr (GPtrArray) one = rep_recovery_print (code, 1);
  g_autoptr (GPtrArray) two = rep_recovery_print (code, 2);

  for (guint round = 0; round < 300; round++) {
    g_autofree char *wrong = g_strdup (g_ptr_array_index (round % 2 == 0 ? one : two, round % 2));
    guint at = (guint)g_test_rand_int_range (0, (int)strlen (wrong));
    g_autofree char *sheet = NULL;
    g_autofree char *subject = NULL;
    const char *texts[2];

    if (wrong[at] == '-')
      continue;
    wrong[at] = wrong[at] == '7' ? 'X' : '7';
    sheet = g_strdup_printf (WRAPPED, wrong);
    if (round % 2 == 0) {
      texts[0] = sheet;
      subject = g_strdup_printf ("%u", at / 6 + 1);
    } else {
      texts[0] = g_ptr_array_index (two, 0);
      texts[1] = sheet;
      subject = g_strdup_printf ("%u (G.txt)", at / 6 + 1);
    }
    assert_fails (texts, 1 + round % 2, REP_APP_ERROR_SHEET_TYPO, subject);
  }
}

/* A symbol forgotten or typed twice is a typo of the group where it happened. */
static void
test_c7_length (void)
{
  g_autoptr (RepSecret) code = rep_secret_new_random (32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  const char *printed = g_ptr_array_index (sheets, 0);

  for (guint at = 0; at < strlen (printed); at++) {
    g_autofree char *less = g_strdup_printf ("%.*s%s", (int)at, printed, printed + at + 1);
    const char *text = less;
    g_autoptr (GError) error = NULL;
    g_autoptr (RepSecret) read = NULL;

    if (printed[at] == '-')
      continue;
    read = rep_recovery_code_read (&text, NULL, 1, &error);
    g_assert_null (read);
    g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_SHEET_TYPO);
    g_assert_cmpint (atoi (error->message), >=, (int)at / 6 + 1);
  }
}

/* C7: a share missing, the same share twice, shares of two codes. */
static void
test_c7_shares (void)
{
  g_autoptr (RepSecret) code = rep_secret_new_random (32);
  g_autoptr (GPtrArray) one = rep_recovery_print (code, 1);
  g_autoptr (GPtrArray) two = rep_recovery_print (code, 2);
  const char *turned[] = { two->pdata[1], two->pdata[0] };
  const char *twice[] = { two->pdata[0], two->pdata[0] };
  const char *mixed[] = { one->pdata[0], two->pdata[1] };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) read = rep_recovery_code_read (turned, NULL, 2, &error);

  g_assert_no_error (error);
  g_assert_true (rep_secret_equal (read, code));
  assert_fails (&turned[0], 1, REP_APP_ERROR_SHEET_MISSING, "");
  assert_fails (&turned[1], 1, REP_APP_ERROR_SHEET_MISSING, "");
  assert_fails (twice, 2, REP_APP_ERROR_SHEET_MIXED, "");
  assert_fails (mixed, 2, REP_APP_ERROR_SHEET_MIXED, "");
}

static void
test_no_code (void)
{
  static const char *const texts[] = {
    "",
    " \n\n ",
    "bonjour",
    "%PDF-1.5",
    "Mission Locale du Pays d'Epernay et de ses communes, une phrase assez longue",
    "040GW-2001A-081GF",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_fails (&texts[i], 1, REP_APP_ERROR_SHEET_NO_CODE, "F.txt");
}

static void
test_random_bytes (void)
{
  for (guint round = 0; round < 5000; round++) {
    gsize size = (gsize)g_test_rand_int_range (0, 200);
    g_autofree char *text = g_malloc0 (size + 1);
    const char *one = text;
    g_autoptr (RepSecret) read = NULL;

    for (gsize i = 0; i < size; i++)
      text[i] = round % 2 == 0 ? (char)g_test_rand_int_range (1, 128)
                               : "0A1B2C3D \n-"[g_test_rand_int_range (0, 11)];
    read = rep_recovery_code_read (&one, NULL, 1, NULL);
    g_assert_null (read);
  }
}

static void
test_load (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reperes-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "fiche.txt", NULL);
  g_autoptr (RepSecret) code = rep_secret_new_random (32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  g_autofree char *huge = g_strnfill (64 * 1024 + 1, '0');
  const char *paths[] = { path };
  g_autoptr (RepSecret) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (rep_recovery_code_load (paths, 1, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_FILE);
  g_assert_cmpstr (error->message, ==, path);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, sheets->pdata[0], -1, NULL));
  read = rep_recovery_code_load (paths, 1, &error);
  g_assert_no_error (error);
  g_assert_true (rep_secret_equal (read, code));
  g_assert_true (g_file_set_contents (path, huge, -1, NULL));
  g_assert_null (rep_recovery_code_load (paths, 1, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_FILE);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recovery-code/spellings", test_spellings);
  g_test_add_func ("/recovery-code/c7-typo", test_c7_typo);
  g_test_add_func ("/recovery-code/c7-length", test_c7_length);
  g_test_add_func ("/recovery-code/c7-shares", test_c7_shares);
  g_test_add_func ("/recovery-code/no-code", test_no_code);
  g_test_add_func ("/recovery-code/random-bytes", test_random_bytes);
  g_test_add_func ("/recovery-code/load", test_load);
  return g_test_run ();
}
