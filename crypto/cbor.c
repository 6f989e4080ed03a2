/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <cbor.h>

#include "crypto/cbor.h"

#define MAX_DEPTH 8
#define HEAD_SIZE 9
#define SMALL 24 /* a byte below it is that number: keys and codes, half of all items */

static void
put_head (RepArena *out, const guint8 head[HEAD_SIZE], gsize size)
{
  g_assert (size > 0);
  rep_arena_append (out, head, size);
}

void
rep_cbor_put_uint (RepArena *out, guint64 value)
{
  guint8 head[HEAD_SIZE];

  put_head (out, head, cbor_encode_uint (value, head, sizeof head));
}

void
rep_cbor_put_int (RepArena *out, gint64 value)
{
  guint8 head[HEAD_SIZE];

  if (value >= 0)
    rep_cbor_put_uint (out, (guint64)value);
  else
    put_head (out, head, cbor_encode_negint ((guint64)(-1 - value), head, sizeof head));
}

void
rep_cbor_put_bytes (RepArena *out, gconstpointer data, gsize size)
{
  guint8 head[HEAD_SIZE];

  put_head (out, head, cbor_encode_bytestring_start (size, head, sizeof head));
  rep_arena_append (out, data, size);
}

void
rep_cbor_put_text (RepArena *out, const char *text)
{
  guint8 head[HEAD_SIZE];
  gsize size = strlen (text);

  put_head (out, head, cbor_encode_string_start (size, head, sizeof head));
  rep_arena_append (out, text, size);
}

void
rep_cbor_put_bool (RepArena *out, gboolean value)
{
  guint8 head[HEAD_SIZE];

  put_head (out, head, cbor_encode_bool (value, head, sizeof head));
}

void
rep_cbor_put_array (RepArena *out, gsize n)
{
  guint8 head[HEAD_SIZE];

  put_head (out, head, cbor_encode_array_start (n, head, sizeof head));
}

void
rep_cbor_put_map (RepArena *out, gsize n)
{
  guint8 head[HEAD_SIZE];

  put_head (out, head, cbor_encode_map_start (n, head, sizeof head));
}

/* What libcbor's callbacks leave behind; "taken" stays FALSE for anything this format never holds.
 */
typedef struct {
  RepCborItem item;
  gboolean taken;
} Decoded;

static void
take (Decoded *decoded, RepCborType type, guint64 number, const guint8 *data)
{
  decoded->item = (RepCborItem){ .type = type, .number = number, .data = data };
  decoded->taken = TRUE;
}

static void
uint8_cb (void *context, uint8_t value)
{
  take (context, REP_CBOR_UINT, value, NULL);
}

static void
uint16_cb (void *context, uint16_t value)
{
  take (context, REP_CBOR_UINT, value, NULL);
}

static void
uint32_cb (void *context, uint32_t value)
{
  take (context, REP_CBOR_UINT, value, NULL);
}

static void
uint64_cb (void *context, uint64_t value)
{
  take (context, REP_CBOR_UINT, value, NULL);
}

static void
take_negative (Decoded *decoded, guint64 value)
{
  if (value > G_MAXINT64)
    return;
  take (decoded, REP_CBOR_INT, 0, NULL);
  decoded->item.negative = -1 - (gint64)value;
}

static void
negint8_cb (void *context, uint8_t value)
{
  take_negative (context, value);
}

static void
negint16_cb (void *context, uint16_t value)
{
  take_negative (context, value);
}

static void
negint32_cb (void *context, uint32_t value)
{
  take_negative (context, value);
}

static void
negint64_cb (void *context, uint64_t value)
{
  take_negative (context, value);
}

static void
bytes_cb (void *context, cbor_data data, size_t size)
{
  take (context, REP_CBOR_BYTES, size, data);
}

static void
text_cb (void *context, cbor_data data, size_t size)
{
  take (context, REP_CBOR_TEXT, size, data);
}

static void
array_cb (void *context, size_t n)
{
  take (context, REP_CBOR_ARRAY, n, NULL);
}

static void
map_cb (void *context, size_t n)
{
  take (context, REP_CBOR_MAP, n, NULL);
}

static void
bool_cb (void *context, bool value)
{
  take (context, REP_CBOR_BOOL, value ? 1 : 0, NULL);
}

/* Items this format never holds fall through to libcbor's empty callbacks and are refused. */
static const struct cbor_callbacks callbacks = {
  .uint8 = uint8_cb,
  .uint16 = uint16_cb,
  .uint32 = uint32_cb,
  .uint64 = uint64_cb,
  .negint8 = negint8_cb,
  .negint16 = negint16_cb,
  .negint32 = negint32_cb,
  .negint64 = negint64_cb,
  .byte_string = bytes_cb,
  .byte_string_start = cbor_null_byte_string_start_callback,
  .string = text_cb,
  .string_start = cbor_null_string_start_callback,
  .array_start = array_cb,
  .indef_array_start = cbor_null_indef_array_start_callback,
  .map_start = map_cb,
  .indef_map_start = cbor_null_indef_map_start_callback,
  .tag = cbor_null_tag_callback,
  .float2 = cbor_null_float2_callback,
  .float4 = cbor_null_float4_callback,
  .float8 = cbor_null_float8_callback,
  .undefined = cbor_null_undefined_callback,
  .null = cbor_null_null_callback,
  .boolean = bool_cb,
  .indef_break = cbor_null_indef_break_callback,
};

/* The shortest head is the only one accepted: one value, one encoding. */
static gboolean
head_is_shortest (const guint8 *head)
{
  guint info = head[0] & 0x1f;
  gboolean simple = head[0] >> 5 == 7;

  if (simple || info < 24)
    return TRUE;
  if (info == 24)
    return head[1] >= 24;
  if (info == 25)
    return head[1] != 0;
  if (info == 26)
    return head[1] != 0 || head[2] != 0;
  return info == 27 && (head[1] | head[2] | head[3] | head[4]) != 0;
}

gboolean
rep_cbor_next (RepCbor *reader, RepCborItem *item)
{
  Decoded decoded = { .taken = FALSE };
  gsize left = reader->size - reader->at;
  struct cbor_decoder_result result;

  if (left == 0)
    return FALSE;
  if (reader->data[reader->at] < SMALL) {
    *item = (RepCborItem){ .type = REP_CBOR_UINT, .number = reader->data[reader->at++] };
    return TRUE;
  }
  result = cbor_stream_decode (reader->data + reader->at, left, &callbacks, &decoded);
  if (result.status != CBOR_DECODER_FINISHED || !decoded.taken ||
      !head_is_shortest (reader->data + reader->at))
    return FALSE;

  left -= result.read;
  if ((decoded.item.type == REP_CBOR_ARRAY && decoded.item.number > left) ||
      (decoded.item.type == REP_CBOR_MAP && decoded.item.number > left / 2))
    return FALSE;

  reader->at += result.read;
  *item = decoded.item;
  return TRUE;
}

gboolean
rep_cbor_expect (RepCbor *reader, RepCborType type, RepCborItem *item)
{
  return rep_cbor_next (reader, item) && item->type == type;
}

static gboolean
skip_nested (RepCbor *reader, guint depth)
{
  RepCborItem item;
  guint64 inside;

  if (depth > MAX_DEPTH || !rep_cbor_next (reader, &item))
    return FALSE;

  inside = item.type == REP_CBOR_ARRAY ? item.number
           : item.type == REP_CBOR_MAP ? 2 * item.number
                                       : 0;
  for (guint64 i = 0; i < inside; i++)
    if (!skip_nested (reader, depth + 1))
      return FALSE;
  return TRUE;
}

gboolean
rep_cbor_skip (RepCbor *reader)
{
  return skip_nested (reader, 1);
}
