/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/seal.h"

G_BEGIN_DECLS

/*
 * Compartments: one facts, one link, one identity per structure that records. A number in the
 * signed roster; what an account may open is the set of compartment keys it was granted.
 */
#define REP_COMPARTMENT_FACTS 1
#define REP_COMPARTMENT_LINK 2
#define REP_COMPARTMENT_DRAFT 3 /* of one account, from its own secret; never granted */
#define REP_COMPARTMENT_FIRST_IDENTITY 16

/** RepCompartmentClass: what a compartment holds, told by its number. */
typedef enum {
  REP_CLASS_NONE,
  REP_CLASS_FACTS,
  REP_CLASS_LINK,
  REP_CLASS_DRAFT,
  REP_CLASS_IDENTITY,
} RepCompartmentClass;

RepCompartmentClass rep_compartment_class (guint16 compartment);

/** rep_compartment_is_granted: whether its keys have epochs in the roster and are granted. */
gboolean rep_compartment_is_granted (guint16 compartment);

/** RepKeyring: the compartment keys an unlocked account holds, by compartment and epoch. */
typedef struct _RepKeyring RepKeyring;

RepKeyring *rep_keyring_new (const RepId *vault);
/** rep_keyring_free: wipes every key; accepts %NULL. */
void rep_keyring_free (RepKeyring *keyring);

/** rep_keyring_copy: Returns: (transfer full): a second keyring with the same keys, none retired.
 */
RepKeyring *rep_keyring_copy (const RepKeyring *keyring);

/** rep_keyring_add: @key: (transfer full): 32 bytes; a key already held is kept. */
void rep_keyring_add (RepKeyring *keyring, guint16 compartment, guint32 epoch, RepSecret *key);

/** rep_keyring_newest: Returns: the newest epoch held for @compartment, 0 when none is. */
guint32 rep_keyring_newest (const RepKeyring *keyring, guint16 compartment);

/**
 * rep_keyring_retire: @compartment stays readable and is written no more: the roster is at an epoch
 * this account was not granted.
 */
void rep_keyring_retire (RepKeyring *keyring, guint16 compartment);

/** rep_keyring_foreach: calls @func for each key that was granted, ascending by compartment and
 * epoch: never for the account's own draft key, which is given to no one. */
typedef void (*RepKeyringFunc) (guint16 compartment,
                                guint32 epoch,
                                const RepSecret *key,
                                gpointer data);
void rep_keyring_foreach (const RepKeyring *keyring, RepKeyringFunc func, gpointer data);

/**
 * rep_keyring_seal:
 * @record: @kind: @revision: where the payload will lie
 *
 * Seals with the newest key of @compartment. Returns: (transfer full): the sealed bytes; fails with
 *   %REP_CRYPTO_ERROR_NO_KEY when this account does not hold the compartment or it is retired, with
 *   %REP_CRYPTO_ERROR_LIMIT when @plain is too long.
 */
GBytes *rep_keyring_seal (const RepKeyring *keyring,
                          guint16 compartment,
                          const RepId *record,
                          guint16 kind,
                          guint32 revision,
                          RepPadding padding,
                          gconstpointer plain,
                          gsize size,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * rep_keyring_open:
 * @expected: class of compartment that belongs where @sealed lies
 * @out: replaced by the clear payload
 *
 * Opens with the key the payload's own header names; fails with NO_KEY, TOO_NEW, or CORRUPT, also
 * when the header names a compartment of another class.
 */
gboolean rep_keyring_open (const RepKeyring *keyring,
                           const RepId *record,
                           guint16 kind,
                           RepCompartmentClass expected,
                           gconstpointer sealed,
                           gsize size,
                           RepArena *out,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * rep_keyring_row_term:
 * @epoch: of the facts compartment
 * @content: content digest of a row
 *
 * Returns: the keyed hash by which that row enters the record sum.
 */
RepDigest rep_keyring_row_term (const RepKeyring *keyring, guint32 epoch, const RepDigest *content);

/**
 * rep_keyring_link_token:
 * @epoch: of the link compartment
 * @text: folded last name ‖ 0 ‖ folded first name ‖ 0 ‖ birth day
 *
 * Returns: whether this account holds the link key; then @token is BLAKE2b-128 keyed with it.
 */
gboolean rep_keyring_link_token (
    const RepKeyring *keyring, guint32 epoch, gconstpointer text, gsize size, guint8 token[16]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepKeyring, rep_keyring_free)

G_END_DECLS
