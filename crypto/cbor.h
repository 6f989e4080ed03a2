/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/arena.h"

G_BEGIN_DECLS

/*
 * Deterministic CBOR (RFC 8949 section 4.2.1) by libcbor's streaming functions: shortest heads, no
 * indefinite lengths. What is signed or sealed is written here and nowhere else. That map keys
 * ascend is looked after by whoever puts and takes them.
 */

void rep_cbor_put_uint (RepArena *out, guint64 value);
void rep_cbor_put_int (RepArena *out, gint64 value);
void rep_cbor_put_bytes (RepArena *out, gconstpointer data, gsize size);
/** rep_cbor_put_text: @text is UTF-8. */
void rep_cbor_put_text (RepArena *out, const char *text);
void rep_cbor_put_bool (RepArena *out, gboolean value);
/** rep_cbor_put_array: announces @n items. */
void rep_cbor_put_array (RepArena *out, gsize n);
/** rep_cbor_put_map: announces @n pairs; their keys must be put in ascending order. */
void rep_cbor_put_map (RepArena *out, gsize n);

typedef enum {
  REP_CBOR_UINT,
  REP_CBOR_INT, /* below zero */
  REP_CBOR_BYTES,
  REP_CBOR_TEXT,
  REP_CBOR_ARRAY,
  REP_CBOR_MAP,
  REP_CBOR_BOOL,
} RepCborType;

/**
 * RepCborItem:
 * @number: the value of a UINT or BOOL, the length of BYTES and TEXT, the count of ARRAY and MAP
 * @negative: the value of an INT
 * @data: (nullable): the bytes of BYTES and TEXT, inside what is being read, without a final NUL
 */
typedef struct {
  RepCborType type;
  guint64 number;
  gint64 negative;
  const guint8 *data;
} RepCborItem;

/** RepCbor: a place in @size bytes at @data; initialise with { data, size, 0 }. */
typedef struct {
  const guint8 *data;
  gsize size;
  gsize at;
} RepCbor;

/**
 * rep_cbor_next:
 * @item: (out): the item at the reader's place; for an array or map its head only
 *
 * Returns: %FALSE when the bytes end, are not deterministic CBOR, or announce more than is there.
 */
gboolean rep_cbor_next (RepCbor *reader, RepCborItem *item);

/** rep_cbor_expect: reads one item and answers whether it is of @type. */
gboolean rep_cbor_expect (RepCbor *reader, RepCborType type, RepCborItem *item);

/** rep_cbor_skip: passes over one whole item, nested at most eight deep. */
gboolean rep_cbor_skip (RepCbor *reader);

G_END_DECLS
