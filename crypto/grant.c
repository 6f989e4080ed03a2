/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/error.h"
#include "crypto/grant.h"
#include "crypto/secret-private.h"

#define VERSION 1
#define TAG "rep-gran"

G_STATIC_ASSERT (REP_GRANT_SIZE == 1 + 4 + REP_ID_SIZE + REP_PUBLIC_KEY_SIZE + 2 + 4 +
                                       REP_DIGEST_SIZE + REP_SEALED_KEY_SIZE + REP_ID_SIZE +
                                       REP_SIGNATURE_SIZE);

static GByteArray *
signed_part (const RepId *vault, gconstpointer data)
{
  GByteArray *message = g_byte_array_new ();

  g_byte_array_append (message, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (message, data, REP_GRANT_SIZE - REP_SIGNATURE_SIZE);
  return message;
}

GBytes *
rep_grant_make (const RepId *vault,
                guint32 roster_n,
                const RepId *grantee,
                const RepPublicKeys *grantee_keys,
                guint16 compartment,
                guint32 epoch,
                const RepSecret *key,
                const RepId *signer,
                const RepKeypair *signer_keys)
{
  static const guint8 version = VERSION;
  GByteArray *out = g_byte_array_sized_new (REP_GRANT_SIZE);
  RepDigest key_hash = rep_digest (rep_secret_peek (key), rep_secret_get_size (key));
  guint8 sealed[REP_SEALED_KEY_SIZE];
  g_autoptr (GByteArray) message = NULL;

  rep_key_seal_to (grantee_keys, key, sealed);
  g_byte_array_append (out, &version, 1);
  rep_put_u32 (out, roster_n);
  g_byte_array_append (out, grantee->bytes, REP_ID_SIZE);
  g_byte_array_append (out, grantee_keys->box, REP_PUBLIC_KEY_SIZE);
  rep_put_u16 (out, compartment);
  rep_put_u32 (out, epoch);
  g_byte_array_append (out, key_hash.bytes, REP_DIGEST_SIZE);
  g_byte_array_append (out, sealed, sizeof sealed);
  g_byte_array_append (out, signer->bytes, REP_ID_SIZE);
  g_byte_array_set_size (out, REP_GRANT_SIZE);

  message = signed_part (vault, out->data);
  rep_keypair_sign (signer_keys, TAG, message->data, message->len,
                    out->data + REP_GRANT_SIZE - REP_SIGNATURE_SIZE);
  return g_byte_array_free_to_bytes (out);
}

static const guint8 *
take (const guint8 *at, gpointer out, gsize size)
{
  memcpy (out, at, size);
  return at + size;
}

gboolean
rep_grant_parse (gconstpointer data, gsize size, RepGrant *grant, GError **error)
{
  const guint8 *at = data;

  if (size >= 1 && at[0] > VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW, "grant of version %u", at[0]);
    return FALSE;
  }
  if (size != REP_GRANT_SIZE || at[0] != VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "not a grant");
    return FALSE;
  }
  grant->roster_n = rep_get_u32 (at + 1);
  at = take (at + 5, grant->grantee.bytes, REP_ID_SIZE);
  at = take (at, grant->grantee_box, REP_PUBLIC_KEY_SIZE);
  grant->compartment = rep_get_u16 (at);
  grant->epoch = rep_get_u32 (at + 2);
  at = take (at + 6, grant->key_hash.bytes, REP_DIGEST_SIZE);
  at = take (at, grant->sealed, REP_SEALED_KEY_SIZE);
  at = take (at, grant->signer.bytes, REP_ID_SIZE);
  take (at, grant->signature, REP_SIGNATURE_SIZE);
  return TRUE;
}

gboolean
rep_grant_verify (gconstpointer data,
                  gsize size,
                  const RepId *vault,
                  const RepPublicKeys *signer_keys)
{
  g_autoptr (GByteArray) message = NULL;

  if (size != REP_GRANT_SIZE)
    return FALSE;

  message = signed_part (vault, data);
  return rep_signature_verify (signer_keys, TAG, message->data, message->len,
                               (const guint8 *)data + REP_GRANT_SIZE - REP_SIGNATURE_SIZE);
}

RepSecret *
rep_grant_open (const RepGrant *grant, const RepKeypair *keypair, GError **error)
{
  g_autoptr (RepSecret) key = rep_keypair_open_key (keypair, grant->sealed, error);
  RepDigest hash;

  if (key == NULL)
    return NULL;

  hash = rep_digest (rep_secret_peek (key), rep_secret_get_size (key));
  if (!rep_digest_equal (&hash, &grant->key_hash)) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "granted key is another key");
    return NULL;
  }
  return g_steal_pointer (&key);
}
