/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/arena.h"
#include "crypto/id.h"
#include "crypto/secret.h"

G_BEGIN_DECLS

#define REP_SEAL_NONCE_SIZE 24
#define REP_SEAL_HEADER_SIZE 35
#define REP_SEAL_OVERHEAD (REP_SEAL_HEADER_SIZE + 16)
#define REP_SEAL_MAX_PLAIN (4u * 1024u * 1024u)   /* bytes before padding */
#define REP_SEAL_MAX_SEALED (16u * 1024u * 1024u) /* bytes a reader accepts */

/**
 * RepPadding: how a clear payload is lengthened before sealing (ISO 7816-4, sodium_pad).
 * @REP_PADDING_64: to the next multiple of 64 bytes: facts, link
 * @REP_PADDING_POWER: to the next 64·2^k bytes: identity, whose length would tell more
 * @REP_PADDING_256: to the next multiple of 256 bytes: journal entries
 */
typedef enum {
  REP_PADDING_64,
  REP_PADDING_POWER,
  REP_PADDING_256,
} RepPadding;

/**
 * RepSealContext: everything a sealed payload is bound to, so that it opens nowhere else.
 * @vault: @record: the row it lies in
 * @kind: the row's kind
 * @compartment: whose key it is; @epoch: which of its keys
 * @revision: the revision of the row at which this payload was written
 */
typedef struct {
  RepId vault;
  RepId record;
  guint16 kind;
  guint16 compartment;
  guint32 epoch;
  guint32 revision;
} RepSealContext;

/** RepSealHeader: what a sealed payload says of itself in clear. */
typedef struct {
  guint16 compartment;
  guint32 epoch;
  guint32 revision;
} RepSealHeader;

/**
 * rep_seal_parse_header:
 * @header: (out): set only on success
 *
 * Fails with %REP_CRYPTO_ERROR_CORRUPT (cut) or %REP_CRYPTO_ERROR_TOO_NEW.
 */
gboolean
rep_seal_parse_header (gconstpointer sealed, gsize size, RepSealHeader *header, GError **error);

/**
 * rep_seal:
 * @key: 32 bytes
 * @nonce: (nullable): 24 bytes for frozen vectors; %NULL draws them
 *
 * Returns: (transfer full): header ‖ XChaCha20-Poly1305 of the padded @plain, bound to @context.
 */
GBytes *rep_seal (const RepSecret *key,
                  const RepSealContext *context,
                  RepPadding padding,
                  gconstpointer plain,
                  gsize size,
                  const guint8 *nonce);

/**
 * rep_seal_open:
 * @out: replaced by the clear bytes, without padding; empty on failure
 *
 * Fails with %REP_CRYPTO_ERROR_CORRUPT when a bit or any part of @context differs.
 */
gboolean rep_seal_open (const RepSecret *key,
                        const RepSealContext *context,
                        gconstpointer sealed,
                        gsize size,
                        RepArena *out,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
