/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "app/domain/day.h"
#include "app/error.h"
#include "app/release/audit.h"
#include "app/release/certificate.h"
#include "app/release/csv.h"
#include "app/release/solver.h"
#include "tests/app/made-up.h"

/* From a made-up project to the bytes of CSV and certificate, and back. */

static GBytes *
seal (const RepPublished *published)
{
  g_autoptr (RepKeypair) keypair = rep_keypair_new_random ();
  g_autofree char *body = rep_certificate_body (published);
  guint8 signature[REP_SIGNATURE_SIZE];

  rep_keypair_sign (keypair, REP_CERTIFICATE_TAG, body, strlen (body), signature);
  return rep_certificate_seal (body, rep_keypair_public (keypair)->sign, signature);
}

static void
test_round_trip (void)
{
  g_autoptr (RepPublished) published = made_up_published (200, 3);
  g_autoptr (RepPublished) read = NULL;
  g_autoptr (GBytes) sealed = seal (published);
  g_autofree char *body = rep_certificate_body (published);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (sealed, &size);

  read = rep_certificate_parse (data, size, NULL, &error);
  g_assert_no_error (error);
  again = rep_certificate_body (read);
  g_assert_cmpstr (body, ==, again);
  g_assert_true (rep_certificate_holds (read));
  g_test_message ("%" G_GSIZE_FORMAT " bytes, %u figures may be small, %u solutions", size,
                  read->targets->len, read->solutions->len);
  if (g_getenv ("REP_KEEP") != NULL) {
    g_autoptr (GBytes) csv = rep_release_csv (read);
    g_autofree char *cert_path = g_strconcat (g_getenv ("REP_KEEP"), ".cert.json", NULL);
    g_autofree char *csv_path = g_strconcat (g_getenv ("REP_KEEP"), ".csv", NULL);

    g_file_set_contents (cert_path, data, (gssize)size, NULL);
    g_file_set_contents (csv_path, g_bytes_get_data (csv, NULL), (gssize)g_bytes_get_size (csv),
                         NULL);
  }
}

/* Any byte changed is found: the signature is over all of it. */
static void
test_altered (void)
{
  g_autoptr (RepPublished) published = made_up_published (60, 2);
  g_autoptr (GBytes) sealed = seal (published);
  gsize size;
  gconstpointer data = g_bytes_get_data (sealed, &size);

  for (guint i = 0; i < 60; i++) {
    g_autofree guint8 *copy = g_memdup2 (data, size);
    g_autoptr (GError) error = NULL;

    copy[g_test_rand_int_range (0, (gint32)size - 3)] ^=
        (guint8)(1 << g_test_rand_int_range (0, 7));
    g_assert_null (rep_certificate_parse (copy, size, NULL, &error));
    g_assert_true (g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_BAD_CERTIFICATE) ||
                   g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_UNSIGNED));
  }
  for (gsize cut = 0; cut < size; cut += 1 + size / 40)
    g_assert_null (rep_certificate_parse (data, cut, NULL, NULL));
}

/* A proof that leaves something out, or bends a solution, does not hold. */
static void
test_bent_proof (void)
{
  g_autoptr (RepPublished) published = made_up_published (60, 2);
  gint32 *solution = g_ptr_array_index (published->solutions, 0);
  RepAttackTarget *target = &g_array_index (published->targets, RepAttackTarget, 0);

  g_assert_true (rep_certificate_holds (published));
  solution[3]++;
  g_assert_false (rep_certificate_holds (published));
  solution[3]--;
  target->low++;
  g_assert_false (rep_certificate_holds (published));
  target->low--;
  g_assert_true (rep_certificate_holds (published));
  g_array_remove_index (published->targets, 5);
  g_assert_false (rep_certificate_holds (published));
}

static void
test_csv (void)
{
  g_autoptr (RepPublished) published = made_up_published (200, 2);
  g_autoptr (GBytes) csv = rep_release_csv (published);
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbfprojet;periode;du;au;tranche;"));
  for (guint i = 1; lines[i][0] != '\0'; i++) {
    g_auto (GStrv) cells = g_strsplit (lines[i], ";", -1);

    g_assert_cmpuint (g_strv_length (cells), ==, 17);
    g_assert_null (strchr (lines[i], '\n'));
    for (guint c = 0; c < 17; c++)
      g_assert_true (cells[c][0] == '\0' || strchr ("=+-@", cells[c][0]) == NULL || c == 12);
  }
  g_assert_nonnull (strstr (text, ";structure;'=M1;"));
  g_assert_nonnull (
      strstr (text, ";cumul;TOTAUX;CONTACTS_JOINTS;;;;;contacts;120;exact;0;0;1\r\n"));
  g_assert_nonnull (strstr (text, ";trimestre;ETAPES;REPERE_A;"));
}

static void
test_neutral (void)
{
  static const char *const bad[] = { "=1+1", "+1", "-1", "@a", "\tx", "|x", "%x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *neutral = rep_release_neutral (bad[i]);

    g_assert_cmpint (neutral[0], ==, '\'');
  }
}

/* The same bytes in another language of numbers. */
static void
test_locale (void)
{
  g_autoptr (RepPublished) published = made_up_published (200, 2);
  g_autoptr (GBytes) csv = rep_release_csv (published);
  g_autofree char *body = rep_certificate_body (published);
  g_autofree char *folder = g_build_filename (g_getenv ("REP_BUILD_ROOT"), "..", "locales", NULL);
  g_autoptr (GBytes) other = NULL;
  g_autofree char *other_body = NULL;

  g_setenv ("LOCPATH", folder, TRUE);
  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL) {
    g_test_skip ("no French locale here");
    return;
  }
  other = rep_release_csv (published);
  other_body = rep_certificate_body (published);
  setlocale (LC_ALL, "C");
  g_assert_true (g_bytes_equal (csv, other));
  g_assert_cmpstr (body, ==, other_body);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate/round-trip", test_round_trip);
  g_test_add_func ("/certificate/altered", test_altered);
  g_test_add_func ("/certificate/bent-proof", test_bent_proof);
  g_test_add_func ("/certificate/csv", test_csv);
  g_test_add_func ("/certificate/neutral", test_neutral);
  g_test_add_func ("/certificate/locale", test_locale);
  status = g_test_run ();
  rep_solver_finish ();
  return status;
}
