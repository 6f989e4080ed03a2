/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>

#include "crypto/error.h"
#include "crypto/keypair.h"
#include "crypto/secret-private.h"
#include "crypto/short-key.h"

#define PASSES 3
#define MEMORY_KIB (64u * 1024u)
#define NONCE_SIZE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES

struct _RepShortKey {
  RepPasswordCost cost;
  RepSecret *random; /* without it the digits are nothing */
  RepSecret *wrapped;
  guint8 nonce[NONCE_SIZE];
  gint64 until;
  guint tries;
};

gboolean
rep_short_digits_are_usable (const RepSecret *digits)
{
  const guint8 *at = rep_secret_peek (digits);
  gboolean same = TRUE, up = TRUE, down = TRUE;

  if (rep_secret_get_size (digits) != REP_SHORT_DIGITS)
    return FALSE;
  for (guint i = 0; i < REP_SHORT_DIGITS; i++)
    if (at[i] < '0' || at[i] > '9')
      return FALSE;
  for (guint i = 1; i < REP_SHORT_DIGITS; i++) {
    same &= at[i] == at[i - 1];
    up &= at[i] == at[i - 1] + 1;
    down &= at[i] + 1 == at[i - 1];
  }
  return !same && !up && !down;
}

/* Both are needed: what the digits became, and the random secret. */
static RepSecret *
wrapping_key (const RepShortKey *self, const RepSecret *digits, GError **error)
{
  g_autoptr (RepSecret) derived = rep_password_derive (digits, &self->cost, error);
  RepSecret *key;

  if (derived == NULL)
    return NULL;
  key = rep_secret_new (REP_KEY_SIZE);
  crypto_generichash (rep_secret_data (key), REP_KEY_SIZE, rep_secret_peek (derived),
                      REP_PASSWORD_KEY_SIZE, rep_secret_peek (self->random), REP_KEY_SIZE);
  return key;
}

static RepPasswordCost
short_cost (void)
{
  RepPasswordPolicy policy = rep_password_policy ();

  /* A build made for the test suite derives at the least there is, here too. */
  if (policy.memory_kib >= MEMORY_KIB)
    policy = (RepPasswordPolicy){ PASSES, MEMORY_KIB };
  return rep_password_cost_new (&policy);
}

RepShortKey *
rep_short_key_new (const RepSecret *digits, const RepSecret *payload, gint64 until, GError **error)
{
  g_autoptr (RepShortKey) self = NULL;
  g_autoptr (RepSecret) key = NULL;

  if (!rep_short_digits_are_usable (digits)) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT, "not six digits");
    return NULL;
  }
  self = g_new0 (RepShortKey, 1);
  self->cost = short_cost ();
  self->random = rep_secret_new_random (REP_KEY_SIZE);
  self->until = until;
  self->tries = REP_SHORT_TRIES;
  key = wrapping_key (self, digits, error);
  if (key == NULL)
    return NULL;
  randombytes_buf (self->nonce, NONCE_SIZE);
  self->wrapped = rep_secret_new (rep_secret_get_size (payload) + TAG_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (
      rep_secret_data (self->wrapped), NULL, rep_secret_peek (payload),
      rep_secret_get_size (payload), NULL, 0, NULL, self->nonce, rep_secret_peek (key));
  return g_steal_pointer (&self);
}

void
rep_short_key_spend (RepShortKey *key)
{
  key->tries = 0;
  g_clear_pointer (&key->random, rep_secret_free);
  g_clear_pointer (&key->wrapped, rep_secret_free);
}

void
rep_short_key_free (RepShortKey *key)
{
  if (key == NULL)
    return;
  rep_short_key_spend (key);
  g_free (key);
}

guint
rep_short_key_tries_left (const RepShortKey *key, gint64 now)
{
  return now < key->until ? key->tries : 0;
}

RepSecret *
rep_short_key_open (RepShortKey *key, const RepSecret *digits, gint64 now, GError **error)
{
  g_autoptr (RepSecret) wrapping = NULL;
  g_autoptr (RepSecret) payload = NULL;

  if (rep_short_key_tries_left (key, now) == 0) {
    rep_short_key_spend (key);
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT, "the short unlock is over");
    return NULL;
  }
  wrapping = wrapping_key (key, digits, error);
  if (wrapping == NULL)
    return NULL;
  payload = rep_secret_new (rep_secret_get_size (key->wrapped) - TAG_SIZE);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (rep_secret_data (payload), NULL, NULL,
                                                  rep_secret_peek (key->wrapped),
                                                  rep_secret_get_size (key->wrapped), NULL, 0,
                                                  key->nonce, rep_secret_peek (wrapping)) == 0) {
    key->tries = REP_SHORT_TRIES;
    return g_steal_pointer (&payload);
  }
  if (--key->tries == 0)
    rep_short_key_spend (key);
  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET, "wrong digits");
  return NULL;
}
