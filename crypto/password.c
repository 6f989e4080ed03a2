/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "crypto/error.h"
#include "crypto/password.h"
#include "crypto/secret-private.h"

#define MAX_PASSES 16u
#define MAX_MEMORY_KIB (1024u * 1024u)
#define MIN_MEMORY_KIB ((guint32)(crypto_pwhash_MEMLIMIT_MIN / 1024))
#define PRESET_PASSES 3u
#define PRESET_MEMORY_KIB (256u * 1024u)
#define FLOOR_MEMORY_KIB (128u * 1024u)
#define WISHED_SECONDS 1.0
#define LONG_PASSWORD 1024

gboolean
rep_password_cost_check (const RepPasswordCost *cost, GError **error)
{
  if (cost->passes >= 1 && cost->passes <= MAX_PASSES && cost->memory_kib >= MIN_MEMORY_KIB &&
      cost->memory_kib <= MAX_MEMORY_KIB)
    return TRUE;

  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT, "password cost out of bounds");
  return FALSE;
}

/* Returns the seconds one derivation takes, or a negative number when the memory cannot be had. */
static double
time_derivation (const RepPasswordCost *cost)
{
  guint8 key[REP_PASSWORD_KEY_SIZE];
  gint64 start = g_get_monotonic_time ();

  if (crypto_pwhash (key, sizeof key, "calibration", 11, cost->salt, cost->passes,
                     (gsize)cost->memory_kib * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0)
    return -1;
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static void
calibrate (RepPasswordCost *cost)
{
  double seconds;

  cost->passes = PRESET_PASSES;
  cost->memory_kib = PRESET_MEMORY_KIB;
  seconds = time_derivation (cost);
  if (seconds < 0)
    cost->memory_kib = FLOOR_MEMORY_KIB;
  else if (seconds < WISHED_SECONDS)
    cost->passes = (guint32)CLAMP (PRESET_PASSES * WISHED_SECONDS / MAX (seconds, 0.01) + 0.5,
                                   PRESET_PASSES, MAX_PASSES);
}

RepPasswordCost
rep_password_cost_new (void)
{
  RepPasswordCost cost = { .passes = 1, .memory_kib = MIN_MEMORY_KIB };

  randombytes_buf (cost.salt, sizeof cost.salt);
  if (!REP_TEST_ONLY_PASSWORD_COST)
    calibrate (&cost);
  return cost;
}

/* NFC and NFD spellings of one password are one password. */
static RepSecret *
normalise (const RepSecret *password)
{
  const char *bytes = (const char *)rep_secret_peek (password);
  gsize size = rep_secret_get_size (password);
  char *composed = NULL;
  RepSecret *secret;

  if (size > 0 && g_utf8_validate_len (bytes, size, NULL))
    composed = g_utf8_normalize (bytes, (gssize)size, G_NORMALIZE_NFC);
  if (composed == NULL)
    return rep_secret_dup (password);

  secret = rep_secret_take (composed, strlen (composed));
  g_free (composed);
  return secret;
}

static RepSecret *
shorten (RepSecret *password)
{
  RepSecret *hash;

  if (rep_secret_get_size (password) <= LONG_PASSWORD)
    return password;

  hash = rep_secret_new (crypto_generichash_BYTES_MAX);
  crypto_generichash (rep_secret_data (hash), crypto_generichash_BYTES_MAX,
                      rep_secret_peek (password), rep_secret_get_size (password), NULL, 0);
  rep_secret_free (password);
  return hash;
}

RepSecret *
rep_password_derive (const RepSecret *password, const RepPasswordCost *cost, GError **error)
{
  g_autoptr (RepSecret) text = NULL;
  g_autoptr (RepSecret) key = NULL;

  if (!rep_password_cost_check (cost, error))
    return NULL;

  text = shorten (normalise (password));
  key = rep_secret_new (REP_PASSWORD_KEY_SIZE);
  if (crypto_pwhash (rep_secret_data (key), REP_PASSWORD_KEY_SIZE,
                     (const char *)rep_secret_peek (text), rep_secret_get_size (text), cost->salt,
                     cost->passes, (gsize)cost->memory_kib * 1024,
                     crypto_pwhash_ALG_ARGON2ID13) != 0) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_FAILED, "no memory to derive the key");
    return NULL;
  }
  return g_steal_pointer (&key);
}
