/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "crypto/error.h"
#include "crypto/keypair.h"
#include "crypto/secret-private.h"

G_STATIC_ASSERT (REP_SEALED_KEY_SIZE == REP_KEY_SIZE + crypto_box_SEALBYTES);

struct _RepKeypair {
  RepSecret *seeds; /* X25519 secret key ‖ Ed25519 seed */
  RepSecret *sign;  /* Ed25519 secret key, 64 bytes */
  RepPublicKeys public;
};

RepKeypair *
rep_keypair_new_from_seeds (const RepSecret *seeds)
{
  RepKeypair *self = g_new0 (RepKeypair, 1);

  g_assert (rep_secret_get_size (seeds) == 2 * REP_SEED_SIZE);

  self->seeds = rep_secret_dup (seeds);
  self->sign = rep_secret_new (crypto_sign_SECRETKEYBYTES);
  crypto_sign_seed_keypair (self->public.sign, rep_secret_data (self->sign),
                            rep_secret_peek (seeds) + REP_SEED_SIZE);
  crypto_scalarmult_base (self->public.box, rep_secret_peek (seeds));
  return self;
}

RepKeypair *
rep_keypair_new_random (void)
{
  g_autoptr (RepSecret) seeds = rep_secret_new_random (2 * REP_SEED_SIZE);

  return rep_keypair_new_from_seeds (seeds);
}

RepKeypair *
rep_keypair_new_from_code (const RepSecret *code)
{
  g_autoptr (RepSecret) seeds = rep_secret_new (2 * REP_SEED_SIZE);
  guint8 *at = rep_secret_data (seeds);

  g_assert (rep_secret_get_size (code) == REP_SEED_SIZE);
  crypto_kdf_derive_from_key (at, REP_SEED_SIZE, 1, "recovery", rep_secret_peek (code));
  crypto_kdf_derive_from_key (at + REP_SEED_SIZE, REP_SEED_SIZE, 2, "recovery",
                              rep_secret_peek (code));
  return rep_keypair_new_from_seeds (seeds);
}

void
rep_keypair_free (RepKeypair *keypair)
{
  if (keypair == NULL)
    return;

  rep_secret_free (keypair->seeds);
  rep_secret_free (keypair->sign);
  g_free (keypair);
}

RepSecret *
rep_keypair_dup_seeds (const RepKeypair *keypair)
{
  return rep_secret_dup (keypair->seeds);
}

RepSecret *
rep_keypair_mark_key (const RepKeypair *keypair)
{
  RepSecret *key = rep_secret_new (REP_KEY_SIZE);

  crypto_kdf_derive_from_key (rep_secret_data (key), REP_KEY_SIZE, 1, "markkey_",
                              rep_secret_peek (keypair->seeds) + REP_SEED_SIZE);
  return key;
}

const RepPublicKeys *
rep_keypair_public (const RepKeypair *keypair)
{
  return &keypair->public;
}

RepSecret *
rep_keypair_draft_key (const RepKeypair *keypair)
{
  RepSecret *key = rep_secret_new (REP_KEY_SIZE);

  crypto_kdf_derive_from_key (rep_secret_data (key), REP_KEY_SIZE, 1, "draftkey",
                              rep_secret_peek (keypair->seeds) + REP_SEED_SIZE);
  return key;
}

static GByteArray *
tagged (const char *tag, gconstpointer data, gsize size)
{
  GByteArray *message = g_byte_array_sized_new ((guint)(REP_SIGN_TAG_SIZE + size));

  g_assert (strlen (tag) == REP_SIGN_TAG_SIZE);
  g_byte_array_append (message, (const guint8 *)tag, REP_SIGN_TAG_SIZE);
  g_byte_array_append (message, data, (guint)size);
  return message;
}

void
rep_keypair_sign (const RepKeypair *keypair,
                  const char tag[REP_SIGN_TAG_SIZE + 1],
                  gconstpointer data,
                  gsize size,
                  guint8 signature[REP_SIGNATURE_SIZE])
{
  g_autoptr (GByteArray) message = tagged (tag, data, size);

  crypto_sign_detached (signature, NULL, message->data, message->len,
                        rep_secret_peek (keypair->sign));
}

gboolean
rep_signature_verify (const RepPublicKeys *keys,
                      const char tag[REP_SIGN_TAG_SIZE + 1],
                      gconstpointer data,
                      gsize size,
                      const guint8 signature[REP_SIGNATURE_SIZE])
{
  g_autoptr (GByteArray) message = tagged (tag, data, size);

  return crypto_sign_verify_detached (signature, message->data, message->len, keys->sign) == 0;
}

void
rep_key_seal_to (const RepPublicKeys *keys,
                 const RepSecret *key,
                 guint8 sealed[REP_SEALED_KEY_SIZE])
{
  g_assert (rep_secret_get_size (key) == REP_KEY_SIZE);
  if (crypto_box_seal (sealed, rep_secret_peek (key), REP_KEY_SIZE, keys->box) != 0)
    g_error ("sealing to a public key failed");
}

RepSecret *
rep_keypair_open_key (const RepKeypair *keypair,
                      const guint8 sealed[REP_SEALED_KEY_SIZE],
                      GError **error)
{
  g_autoptr (RepSecret) key = rep_secret_new (REP_KEY_SIZE);

  if (crypto_box_seal_open (rep_secret_data (key), sealed, REP_SEALED_KEY_SIZE, keypair->public.box,
                            rep_secret_peek (keypair->seeds)) != 0) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "sealed key does not open");
    return NULL;
  }
  return g_steal_pointer (&key);
}
