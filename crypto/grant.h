/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"
#include "crypto/keypair.h"

G_BEGIN_DECLS

#define REP_GRANT_SIZE 251 /* bytes of a version 1 grant */

/**
 * RepGrant: one compartment key, of one epoch, given to one account by a manager.
 * @roster_n: the newest roster entry when it was given: the signer must have been a manager then
 * @grantee_box: the X25519 key it is sealed to, so that swapping keys in the roster shows
 * @key_hash: BLAKE2b-256 of the key
 */
typedef struct {
  guint32 roster_n;
  RepId grantee;
  guint8 grantee_box[REP_PUBLIC_KEY_SIZE];
  guint16 compartment;
  guint32 epoch;
  RepDigest key_hash;
  guint8 sealed[REP_SEALED_KEY_SIZE];
  RepId signer;
  guint8 signature[REP_SIGNATURE_SIZE];
} RepGrant;

/** rep_grant_make: Returns: (transfer full): the bytes of the grant of @key to @grantee, signed by
 * @signer. */
GBytes *rep_grant_make (const RepId *vault,
                        guint32 roster_n,
                        const RepId *grantee,
                        const RepPublicKeys *grantee_keys,
                        guint16 compartment,
                        guint32 epoch,
                        const RepSecret *key,
                        const RepId *signer,
                        const RepKeypair *signer_keys);

/** rep_grant_parse: @grant: (out): set only on success; fails with CORRUPT or TOO_NEW. */
gboolean rep_grant_parse (gconstpointer data, gsize size, RepGrant *grant, GError **error);

/** rep_grant_verify: whether @signer_keys signed exactly these bytes for @vault. */
gboolean rep_grant_verify (gconstpointer data,
                           gsize size,
                           const RepId *vault,
                           const RepPublicKeys *signer_keys) G_GNUC_WARN_UNUSED_RESULT;

/** rep_grant_open: Returns: (transfer full): the key, when @keypair is the grantee's; else CORRUPT.
 */
RepSecret *rep_grant_open (const RepGrant *grant,
                           const RepKeypair *keypair,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
