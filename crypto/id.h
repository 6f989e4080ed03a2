/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REP_ID_SIZE 16
#define REP_ID_HEX_SIZE (2 * REP_ID_SIZE + 1) /* with the final NUL */

/**
 * RepId:
 *
 * The name of a record, an account, a device or a vault: 16 random bytes in the shape of an
 * RFC 4122 version 4 UUID. A time-ordered id would tell the day of an outing. All zero: no id.
 */
typedef struct {
  guint8 bytes[REP_ID_SIZE];
} RepId;

/** rep_id_random: Returns: a fresh id from the system's generator. */
RepId rep_id_random (void);

/**
 * rep_id_from_bytes:
 * @bytes: 16 bytes, for example drawn from a seeded generator or a hash
 *
 * Returns: @bytes with the version and variant bits of a version 4 UUID set.
 */
RepId rep_id_from_bytes (const guint8 bytes[REP_ID_SIZE]);

/**
 * rep_id_parse:
 * @text: 32 hexadecimal digits, either case
 * @id: (out): set only on success
 */
gboolean rep_id_parse (const char *text, RepId *id);

/** rep_id_format: writes @id as 32 lower-case hexadecimal digits and a NUL; returns @buffer. */
const char *rep_id_format (const RepId *id, char buffer[REP_ID_HEX_SIZE]);

gboolean rep_id_equal (const RepId *a, const RepId *b);
gboolean rep_id_is_none (const RepId *id);
int rep_id_compare (const RepId *a, const RepId *b);

/** rep_id_hash: (for #GHashTable keys pointing to a #RepId). */
guint rep_id_hash (gconstpointer id);
/** rep_id_equal_func: (for #GHashTable keys pointing to a #RepId). */
gboolean rep_id_equal_func (gconstpointer a, gconstpointer b);

G_END_DECLS
