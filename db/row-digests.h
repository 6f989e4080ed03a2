/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/keyring.h"

G_BEGIN_DECLS

/**
 * RepRowDigests: the content digest of every present row, kept since they were last read, so that a
 * new facts epoch can sum them again without reading the rows. 32 bytes a row, nothing clear.
 * @seen: (nullable) (element-type RepDigest): of the last whole reading; %NULL: not known
 * @added: @removed: (element-type RepDigest): by saves since then
 *
 * Whoever changes rows in another way than by rep_row_digests_move() calls
 * rep_row_digests_forget(); they are then read again when they are needed.
 */
typedef struct {
  GArray *seen;
  GArray *added;
  GArray *removed;
} RepRowDigests;

/** RepRowMark: where the digests stood before a transaction that may fail. */
typedef struct {
  guint added;
  guint removed;
} RepRowMark;

/** rep_row_digests_forget: back to not known. */
void rep_row_digests_forget (RepRowDigests *self);
/** rep_row_digests_take: @seen: (transfer full): of every row as it is now. */
void rep_row_digests_take (RepRowDigests *self, GArray *seen);

/** rep_row_digests_move: a row with digest @now is written over one with digest @old (nullable). */
void rep_row_digests_move (RepRowDigests *self, const RepDigest *old, const RepDigest *now);

RepRowMark rep_row_digests_mark (const RepRowDigests *self);
/** rep_row_digests_rewind: forgets the moves since @mark: their transaction failed. */
void rep_row_digests_rewind (RepRowDigests *self, RepRowMark mark);

/** rep_row_digests_sum: Returns: the record sum under the facts key of @epoch. */
RepDigest rep_row_digests_sum (const RepRowDigests *self, const RepKeyring *keyring, guint32 epoch);

G_END_DECLS
