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

RepPasswordPolicy
rep_password_policy (void)
{
  if (REP_TEST_ONLY_PASSWORD_COST)
    return (RepPasswordPolicy){ 1, MIN_MEMORY_KIB };
  return (RepPasswordPolicy){ PRESET_PASSES, PRESET_MEMORY_KIB };
}

static double
time_derivation (guint32 passes, guint32 memory_kib, gpointer data)
{
  static const guint8 salt[REP_PASSWORD_SALT_SIZE];
  guint8 key[REP_PASSWORD_KEY_SIZE];
  gint64 start = g_get_monotonic_time ();

  if (crypto_pwhash (key, sizeof key, "calibration", 11, salt, passes, (gsize)memory_kib * 1024,
                     crypto_pwhash_ALG_ARGON2ID13) != 0)
    return -1;
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

RepPasswordPolicy
rep_password_calibrate (RepPasswordTimer timer, gpointer data)
{
  RepPasswordPolicy found = { PRESET_PASSES, PRESET_MEMORY_KIB };
  double seconds = timer (found.passes, found.memory_kib, data);

  if (seconds < 0)
    found.memory_kib = FLOOR_MEMORY_KIB;
  else if (seconds < WISHED_SECONDS)
    found.passes = (guint32)CLAMP (PRESET_PASSES * WISHED_SECONDS / MAX (seconds, 0.01) + 0.5,
                                   PRESET_PASSES, MAX_PASSES);
  return found;
}

RepPasswordCost
rep_password_cost_new (const RepPasswordPolicy *policy)
{
  RepPasswordPolicy wanted = policy != NULL ? *policy
                             : REP_TEST_ONLY_PASSWORD_COST
                                 ? rep_password_policy ()
                                 : rep_password_calibrate (time_derivation, NULL);
  RepPasswordCost cost = { .passes = wanted.passes, .memory_kib = wanted.memory_kib };

  randombytes_buf (cost.salt, sizeof cost.salt);
  return cost;
}

gboolean
rep_password_cost_meets (const RepPasswordCost *cost, const RepPasswordPolicy *policy)
{
  return cost->passes >= policy->passes && cost->memory_kib >= policy->memory_kib;
}

RepPasswordFault
rep_password_fault (const RepSecret *password)
{
  const char *bytes = (const char *)rep_secret_peek (password);
  gsize size = rep_secret_get_size (password);

  if (size == 0)
    return REP_PASSWORD_FAULT_EMPTY;
  if (size > LONG_PASSWORD)
    return REP_PASSWORD_FAULT_LONG;
  if (!g_utf8_validate_len (bytes, size, NULL) || memchr (bytes, '\n', size) != NULL ||
      memchr (bytes, '\r', size) != NULL)
    return REP_PASSWORD_FAULT_BYTES;
  if (bytes[0] == ' ' || bytes[size - 1] == ' ')
    return REP_PASSWORD_FAULT_SPACE;
  return REP_PASSWORD_FAULT_NONE;
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
