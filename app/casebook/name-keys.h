/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/likeness.h"
#include "crypto/arena.h"

G_BEGIN_DECLS

/*
 * Who is worth comparing with whom: youths that share a key, a hash of two things they would have
 * in common if they were one. All keys lie in one array, those of one youth beside each other.
 */

#define REP_NO_KEY G_MAXUINT32
#define REP_MAX_KEYS 20 /* of one youth */

/** RepNameKey: @next: of the same place in the table, or %REP_NO_KEY. */
typedef struct {
  guint64 hash;
  guint32 entry;
  guint32 next;
} RepNameKey;

/** RepNameKeys: @heads: a table of 1 << @bits places. */
typedef struct {
  RepArena *keys;
  guint32 *heads;
  guint bits;
  guint32 n;
} RepNameKeys;

void rep_name_keys_init (RepNameKeys *self);
/** rep_name_keys_clear: wipes and frees. */
void rep_name_keys_clear (RepNameKeys *self);

/** rep_name_keys_of: @hashes: (out): of @portrait. Returns: how many. */
guint rep_name_keys_of (const RepPortrait *portrait, guint64 hashes[REP_MAX_KEYS]);

/** rep_name_keys_add: enters youth @entry under @n @hashes. */
void rep_name_keys_add (RepNameKeys *self, guint32 entry, const guint64 *hashes, guint n);

/** rep_name_keys_at: Returns: the key number @number. */
static inline const RepNameKey *
rep_name_keys_at (const RepNameKeys *self, guint32 number)
{
  return (const RepNameKey *)(gconstpointer)rep_arena_data (self->keys) + number;
}

/** rep_name_keys_first: Returns: number of the first key at the place of @hash, or %REP_NO_KEY;
 * keys of other hashes lie there too. */
guint32 rep_name_keys_first (const RepNameKeys *self, guint64 hash);

G_END_DECLS
