/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/password.h"
#include "crypto/secret.h"

G_BEGIN_DECLS

/*
 * Six digits that open again what an idle lock shut, within one run of the program: the keys lie in
 * locked memory, wrapped under the digits and a random secret. Never written anywhere.
 */

#define REP_SHORT_DIGITS 6
#define REP_SHORT_TRIES 3
#define REP_SHORT_SECONDS (4 * 60 * 60)

/** RepShortKey: what the digits open; spent by too many wrong ones or by time. */
typedef struct _RepShortKey RepShortKey;

/** rep_short_digits_are_usable: whether @digits is six digits, not all the same nor in a row. */
gboolean rep_short_digits_are_usable (const RepSecret *digits);

/**
 * rep_short_key_new: derives a key from @digits (Argon2id, 3 passes over 64 MiB) and wraps
 * @payload.
 * @payload: copied
 * @until: seconds of a clock that never goes back; afterwards nothing opens it
 *
 * Returns: (transfer full): fails with LIMIT for digits that are not usable, or FAILED.
 */
RepShortKey *rep_short_key_new (const RepSecret *digits,
                                const RepSecret *payload,
                                gint64 until,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** rep_short_key_free: wipes; accepts %NULL. */
void rep_short_key_free (RepShortKey *key);

/** rep_short_key_spend: wipes what it holds: nothing opens it any more. */
void rep_short_key_spend (RepShortKey *key);

/** rep_short_key_tries_left: Returns: how many digits may still be tried at @now, 0 when spent. */
guint rep_short_key_tries_left (const RepShortKey *key, gint64 now);

/**
 * rep_short_key_open:
 * @now: of the clock of @until
 *
 * Returns: (transfer full): the payload; the tries are counted anew. Fails with WRONG_SECRET, one
 *   try less, or with LIMIT when it is spent, or FAILED when memory is short. A key that is spent
 *   has wiped what it held.
 */
RepSecret *rep_short_key_open (RepShortKey *key,
                               const RepSecret *digits,
                               gint64 now,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepShortKey, rep_short_key_free)

G_END_DECLS
