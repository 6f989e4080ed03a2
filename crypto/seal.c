/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "crypto/digest.h"
#include "crypto/error.h"
#include "crypto/seal.h"
#include "crypto/secret-private.h"

#define VERSION 1
#define COMPARTMENT_AT 1
#define EPOCH_AT 3
#define REVISION_AT 7
#define NONCE_AT 11
#define TAG_SIZE crypto_aead_xchacha20poly1305_ietf_ABYTES
#define AAD_SIZE (1 + REP_ID_SIZE + REP_ID_SIZE + 2 + 2 + 4 + 4)

G_STATIC_ASSERT (REP_SEAL_HEADER_SIZE == NONCE_AT + REP_SEAL_NONCE_SIZE);
G_STATIC_ASSERT (REP_SEAL_OVERHEAD == REP_SEAL_HEADER_SIZE + TAG_SIZE);

static void
store_u16 (guint8 *at, guint16 value)
{
  value = GUINT16_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

static void
store_u32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

static void
make_aad (const RepSealContext *context, guint8 aad[AAD_SIZE])
{
  aad[0] = VERSION;
  memcpy (aad + 1, context->vault.bytes, REP_ID_SIZE);
  memcpy (aad + 17, context->record.bytes, REP_ID_SIZE);
  store_u16 (aad + 33, context->kind);
  store_u16 (aad + 35, context->compartment);
  store_u32 (aad + 37, context->epoch);
  store_u32 (aad + 41, context->revision);
}

static gsize
padded_size (RepPadding padding, gsize size)
{
  gsize block = padding == REP_PADDING_256 ? 256 : 64;

  if (padding == REP_PADDING_POWER)
    while (block <= size)
      block *= 2;
  return (size / block + 1) * block;
}

gboolean
rep_seal_parse_header (gconstpointer sealed, gsize size, RepSealHeader *header, GError **error)
{
  const guint8 *bytes = sealed;

  if (size >= 1 && bytes[0] > VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW, "payload of version %u",
                 bytes[0]);
    return FALSE;
  }
  if (size <= REP_SEAL_OVERHEAD || size > REP_SEAL_MAX_SEALED || bytes[0] != VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "not a sealed payload");
    return FALSE;
  }
  header->compartment = rep_get_u16 (bytes + COMPARTMENT_AT);
  header->epoch = rep_get_u32 (bytes + EPOCH_AT);
  header->revision = rep_get_u32 (bytes + REVISION_AT);
  return TRUE;
}

GBytes *
rep_seal (const RepSecret *key,
          const RepSealContext *context,
          RepPadding padding,
          gconstpointer plain,
          gsize size,
          const guint8 *nonce)
{
  gsize padded = padded_size (padding, size);
  guint8 *sealed = g_malloc (REP_SEAL_OVERHEAD + padded);
  guint8 *body = sealed + REP_SEAL_HEADER_SIZE;
  guint8 aad[AAD_SIZE];

  g_assert (size <= REP_SEAL_MAX_PLAIN);
  sealed[0] = VERSION;
  store_u16 (sealed + COMPARTMENT_AT, context->compartment);
  store_u32 (sealed + EPOCH_AT, context->epoch);
  store_u32 (sealed + REVISION_AT, context->revision);
  if (nonce != NULL)
    memcpy (sealed + NONCE_AT, nonce, REP_SEAL_NONCE_SIZE);
  else
    randombytes_buf (sealed + NONCE_AT, REP_SEAL_NONCE_SIZE);

  /* Padded and encrypted where it lies: the clear bytes are overwritten by their own cipher text.
   */
  memset (body, 0, padded);
  if (size > 0)
    memcpy (body, plain, size);
  body[size] = 0x80;
  make_aad (context, aad);
  crypto_aead_xchacha20poly1305_ietf_encrypt (body, NULL, body, padded, aad, sizeof aad, NULL,
                                              sealed + NONCE_AT, rep_secret_peek (key));
  return g_bytes_new_take (sealed, REP_SEAL_OVERHEAD + padded);
}

static gboolean
unpad (RepArena *out)
{
  gsize size = rep_arena_size (out);
  gsize clear;

  /* With the whole length as block, any of the paddings comes off. */
  if (size == 0 || sodium_unpad (&clear, rep_arena_data (out), size, size) != 0)
    return FALSE;
  rep_arena_resize (out, clear);
  return TRUE;
}

gboolean
rep_seal_open (const RepSecret *key,
               const RepSealContext *context,
               gconstpointer sealed,
               gsize size,
               RepArena *out,
               GError **error)
{
  const guint8 *bytes = sealed;
  RepSealHeader header;
  guint8 aad[AAD_SIZE];

  rep_arena_clear (out);
  if (!rep_seal_parse_header (sealed, size, &header, error))
    return FALSE;

  rep_arena_resize (out, size - REP_SEAL_OVERHEAD);
  make_aad (context, aad);
  if (header.compartment == context->compartment && header.epoch == context->epoch &&
      header.revision == context->revision &&
      crypto_aead_xchacha20poly1305_ietf_decrypt (rep_arena_data (out), NULL, NULL,
                                                  bytes + REP_SEAL_HEADER_SIZE,
                                                  size - REP_SEAL_HEADER_SIZE, aad, sizeof aad,
                                                  bytes + NONCE_AT, rep_secret_peek (key)) == 0 &&
      unpad (out))
    return TRUE;

  rep_arena_clear (out);
  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "payload altered or moved");
  return FALSE;
}
