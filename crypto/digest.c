/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "crypto/digest.h"

RepDigest
rep_digest (gconstpointer data, gsize size)
{
  RepDigest digest;

  crypto_generichash (digest.bytes, sizeof digest.bytes, data, size, NULL, 0);
  return digest;
}

RepDigest
rep_digest_chain (const RepDigest *previous, gconstpointer data, gsize size)
{
  crypto_generichash_state state;
  RepDigest digest;

  crypto_generichash_init (&state, NULL, 0, sizeof digest.bytes);
  crypto_generichash_update (&state, previous->bytes, sizeof previous->bytes);
  crypto_generichash_update (&state, data, size);
  crypto_generichash_final (&state, digest.bytes, sizeof digest.bytes);
  return digest;
}

void
rep_digest_short (gconstpointer data, gsize size, guint8 out[16])
{
  crypto_generichash (out, 16, data, size, NULL, 0);
}

gboolean
rep_digest_equal (const RepDigest *a, const RepDigest *b)
{
  return sodium_memcmp (a->bytes, b->bytes, sizeof a->bytes) == 0;
}

void
rep_digest_add (RepDigest *sum, const RepDigest *term)
{
  sodium_add (sum->bytes, term->bytes, sizeof sum->bytes);
}

void
rep_digest_subtract (RepDigest *sum, const RepDigest *term)
{
  sodium_sub (sum->bytes, term->bytes, sizeof sum->bytes);
}

void
rep_put_u16 (GByteArray *out, guint16 value)
{
  value = GUINT16_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

void
rep_put_u32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

void
rep_put_u64 (GByteArray *out, guint64 value)
{
  value = GUINT64_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

guint16
rep_get_u16 (const guint8 *at)
{
  guint16 value;

  memcpy (&value, at, sizeof value);
  return GUINT16_FROM_LE (value);
}

guint32
rep_get_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_LE (value);
}

guint64
rep_get_u64 (const guint8 *at)
{
  guint64 value;

  memcpy (&value, at, sizeof value);
  return GUINT64_FROM_LE (value);
}
