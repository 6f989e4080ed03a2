/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"

G_BEGIN_DECLS

/* For crypto/ alone: the bytes behind a secret, for the time of one call. */

/** rep_secret_new: Returns: (transfer full): @size zero bytes to be filled through
 * rep_secret_data(). */
RepSecret *rep_secret_new (gsize size);
guint8 *rep_secret_data (RepSecret *secret);
const guint8 *rep_secret_peek (const RepSecret *secret);

/** rep_secret_derive: Returns: (transfer full): the 32-byte subkey @number of @key, a 32-byte key.
 */
RepSecret *rep_secret_derive (const RepSecret *key, guint64 number, const char context[9]);

/** rep_secret_dup: Returns: (transfer full): a second locked copy. */
RepSecret *rep_secret_dup (const RepSecret *secret);

G_END_DECLS
