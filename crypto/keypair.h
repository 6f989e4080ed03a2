/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"

G_BEGIN_DECLS

#define REP_PUBLIC_KEY_SIZE 32
#define REP_SIGNATURE_SIZE 64
#define REP_SEED_SIZE 32
#define REP_KEY_SIZE 32
#define REP_SEALED_KEY_SIZE (REP_KEY_SIZE + 48) /* crypto_box_seal adds 48 bytes */
#define REP_SIGN_TAG_SIZE 8

/** RepPublicKeys: the public half of an account: X25519 to seal to it, Ed25519 to check what it
 * signed. */
typedef struct {
  guint8 box[REP_PUBLIC_KEY_SIZE];
  guint8 sign[REP_PUBLIC_KEY_SIZE];
} RepPublicKeys;

/** RepKeypair: both key pairs of an account, secret halves in locked memory. */
typedef struct _RepKeypair RepKeypair;

RepKeypair *rep_keypair_new_random (void);

/**
 * rep_keypair_new_from_seeds:
 * @seeds: 64 bytes: X25519 secret key ‖ Ed25519 seed
 *
 * Returns: (transfer full): the account's keys.
 */
RepKeypair *rep_keypair_new_from_seeds (const RepSecret *seeds);

/** rep_keypair_new_from_code: Returns: (transfer full): the keys that a 32-byte recovery code
 * stands for. */
RepKeypair *rep_keypair_new_from_code (const RepSecret *code);

void rep_keypair_free (RepKeypair *keypair);

/** rep_keypair_dup_seeds: Returns: (transfer full): 64 bytes, as rep_keypair_new_from_seeds()
 * takes. */
RepSecret *rep_keypair_dup_seeds (const RepKeypair *keypair);

/** rep_keypair_mark_key: Returns: (transfer full): the key of the account's marks (crypto/mark.h).
 */
RepSecret *rep_keypair_mark_key (const RepKeypair *keypair);

/** rep_keypair_draft_key: Returns: (transfer full): 32 bytes derived from the account's own secret,
 * for what only this account shall read: `docs/format.md` section 8. */
RepSecret *rep_keypair_draft_key (const RepKeypair *keypair);

const RepPublicKeys *rep_keypair_public (const RepKeypair *keypair);

/**
 * rep_keypair_sign:
 * @tag: eight ASCII characters that say what is signed, so that no signature serves twice
 * @signature: (out): Ed25519 over @tag ‖ @data
 */
void rep_keypair_sign (const RepKeypair *keypair,
                       const char tag[REP_SIGN_TAG_SIZE + 1],
                       gconstpointer data,
                       gsize size,
                       guint8 signature[REP_SIGNATURE_SIZE]);

/** rep_signature_verify: whether @signature over @tag ‖ @data was made by the holder of @keys. */
gboolean
rep_signature_verify (const RepPublicKeys *keys,
                      const char tag[REP_SIGN_TAG_SIZE + 1],
                      gconstpointer data,
                      gsize size,
                      const guint8 signature[REP_SIGNATURE_SIZE]) G_GNUC_WARN_UNUSED_RESULT;

/** rep_key_seal_to: seals the 32-byte @key to @keys (crypto_box_seal). */
void rep_key_seal_to (const RepPublicKeys *keys,
                      const RepSecret *key,
                      guint8 sealed[REP_SEALED_KEY_SIZE]);

/** rep_keypair_open_key: Returns: (transfer full): the key; fails with %REP_CRYPTO_ERROR_CORRUPT.
 */
RepSecret *rep_keypair_open_key (const RepKeypair *keypair,
                                 const guint8 sealed[REP_SEALED_KEY_SIZE],
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepKeypair, rep_keypair_free)

G_END_DECLS
