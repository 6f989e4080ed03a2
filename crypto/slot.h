/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"
#include "crypto/keypair.h"
#include "crypto/password.h"

G_BEGIN_DECLS

#define REP_SLOT_SIZE 298 /* bytes of a version 1 slot, signature included */

/**
 * RepSlotPin:
 * @root: Ed25519 key of the first manager, the root of the roster
 * @n: number of the newest roster entry this account has seen
 * @hash: hash of that entry
 *
 * What an account remembers of the roster, sealed with its own secret keys: a roster that is
 * shorter than @n or differs there was tampered with.
 */
typedef struct {
  guint8 root[REP_PUBLIC_KEY_SIZE];
  guint32 n;
  RepDigest hash;
} RepSlotPin;

/** RepSlotKey: what a password became; seals the slot again when the pin moves on. */
typedef struct _RepSlotKey RepSlotKey;

/** rep_slot_key_new: Returns: (transfer full): the key of a new slot, under a fresh salt and at the
 * cost of rep_password_cost_new(). */
RepSlotKey *rep_slot_key_new (const RepSecret *password,
                              const RepPasswordPolicy *policy,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_slot_key_meets: whether the slot this key opens costs at least what @policy asks for. */
gboolean rep_slot_key_meets (const RepSlotKey *key, const RepPasswordPolicy *policy);

/**
 * rep_slot_key_derive:
 * @slot: (array length=size): bytes of a slot, from a file; its cost is bounded before it is used
 *
 * Returns: (transfer full): the key @password gives for that slot, right or wrong.
 */
RepSlotKey *rep_slot_key_derive (const RepSecret *password,
                                 gconstpointer slot,
                                 gsize size,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void rep_slot_key_free (RepSlotKey *key);

/** rep_slot_key_pack: Returns: (transfer full): @key as one secret, to be wrapped by a short key
 * (crypto/short-key.h); never written anywhere. */
RepSecret *rep_slot_key_pack (const RepSlotKey *key);
/** rep_slot_key_unpack: Returns: (transfer full): what rep_slot_key_pack() packed. */
RepSlotKey *rep_slot_key_unpack (const RepSecret *packed);

/** rep_slot_seal: Returns: (transfer full): the slot of @account in @vault holding @keypair and
 * @pin. */
GBytes *rep_slot_seal (const RepSlotKey *key,
                       const RepId *vault,
                       const RepId *account,
                       const RepKeypair *keypair,
                       const RepSlotPin *pin);

/**
 * rep_slot_open:
 * @pin: (out): set only on success
 *
 * Returns: (transfer full): the account's keys; fails with WRONG_SECRET when the key commitment
 * says it is another password, with CORRUPT when the slot was altered or moved.
 */
RepKeypair *rep_slot_open (const RepSlotKey *key,
                           const RepId *vault,
                           const RepId *account,
                           gconstpointer slot,
                           gsize size,
                           RepSlotPin *pin,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * rep_slot_verify:
 * @slot: (array length=size): bytes of a slot, from a file
 * @keys: of @account, from the roster
 *
 * Whether @account itself made exactly these bytes for its slot in @vault: what those who cannot
 * open it can tell. Holds for slots of any version, the signature always being the last bytes.
 */
gboolean rep_slot_verify (gconstpointer slot,
                          gsize size,
                          const RepId *vault,
                          const RepId *account,
                          const RepPublicKeys *keys) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepSlotKey, rep_slot_key_free)

G_END_DECLS
