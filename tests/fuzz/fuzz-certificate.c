/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/error.h"
#include "app/release/certificate.h"
#include "tests/app/made-up.h"

/* The certificate of a release from elsewhere: read whole before its signature is looked at; one
 * that is signed says the same again, and its proof can be judged. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepPublished) published = rep_certificate_parse (data, size, NULL, &error);

  if (published == NULL) {
    g_assert_true (g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_BAD_CERTIFICATE) ||
                   g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_UNSIGNED));
    return 0;
  }
  {
    g_autofree char *body = rep_certificate_body (published);

    g_assert_cmpuint (strlen (body), <, size);
    test_assert_same (body, strlen (body), data, strlen (body));
  }
  (void)rep_certificate_holds (published);
  return 0;
}

static void
add_sealed (GPtrArray *seeds, guint persons, guint quarters)
{
  g_autoptr (RepPublished) published = made_up_published (persons, quarters);
  g_autoptr (RepKeypair) keypair = rep_keypair_new_random ();
  g_autofree char *body = rep_certificate_body (published);
  g_autoptr (GBytes) sealed = NULL;
  guint8 signature[REP_SIGNATURE_SIZE];

  rep_keypair_sign (keypair, REP_CERTIFICATE_TAG, body, strlen (body), signature);
  sealed = rep_certificate_seal (body, rep_keypair_public (keypair)->sign, signature);
  fuzz_add (seeds, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed));
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();

  add_sealed (seeds, 12, 1);
  add_sealed (seeds, 60, 2);
  return seeds;
}
