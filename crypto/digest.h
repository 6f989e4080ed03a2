/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REP_DIGEST_SIZE 32

/** RepDigest: a BLAKE2b-256 hash, or a sum of hashes modulo 2^256 (little-endian). */
typedef struct {
  guint8 bytes[REP_DIGEST_SIZE];
} RepDigest;

/** rep_digest: Returns: BLAKE2b-256 of @data. */
RepDigest rep_digest (gconstpointer data, gsize size);

/** rep_digest_chain: Returns: BLAKE2b-256 (@previous ‖ @data): the next link of a chain. */
RepDigest rep_digest_chain (const RepDigest *previous, gconstpointer data, gsize size);

/** rep_digest_short: writes BLAKE2b-128 of @data. */
void rep_digest_short (gconstpointer data, gsize size, guint8 out[16]);

gboolean rep_digest_equal (const RepDigest *a, const RepDigest *b);

/** rep_digest_add: @sum becomes @sum + @term modulo 2^256: an order-free sum of a set of hashes. */
void rep_digest_add (RepDigest *sum, const RepDigest *term);
/** rep_digest_subtract: @sum becomes @sum − @term modulo 2^256. */
void rep_digest_subtract (RepDigest *sum, const RepDigest *term);

/* Fixed-width little-endian numbers, for everything that is hashed, signed or laid out by bytes. */
void rep_put_u16 (GByteArray *out, guint16 value);
void rep_put_u32 (GByteArray *out, guint32 value);
void rep_put_u64 (GByteArray *out, guint64 value);
guint16 rep_get_u16 (const guint8 *at);
guint32 rep_get_u32 (const guint8 *at);
guint64 rep_get_u64 (const guint8 *at);

G_END_DECLS
