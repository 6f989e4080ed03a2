/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/roster.h"

G_BEGIN_DECLS

/* For roster.c alone: an entry and what binds it to its place, as deterministic CBOR. */

typedef struct {
  guint32 n;
  gboolean is_first;
  RepDigest previous; /* hash of entry n − 1 */
  RepId salt;         /* entry 0 only: the random half of the vault's id */
  RepId signer;
} RepRosterPlace;

/** rep_roster_entry_encode: Returns: (transfer full): the body of @entry at @place. */
GBytes *rep_roster_entry_encode (const RepRosterEntry *entry, const RepRosterPlace *place);

/** rep_roster_entry_decode: @entry: @place: (out): set only on success; fails with CORRUPT. */
gboolean rep_roster_entry_decode (
    gconstpointer body, gsize size, RepRosterEntry *entry, RepRosterPlace *place, GError **error);

G_END_DECLS
