/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/codec.h"
#include "app/domain/place.h"
#include "app/error.h"
#include "crypto/cbor.h"
#include "crypto/secret.h"

#define MAX_ITEMS 100000

static void
put_texts (RepArena *out, const GPtrArray *texts)
{
  rep_cbor_put_array (out, texts->len);
  for (guint i = 0; i < texts->len; i++)
    rep_cbor_put_text (out, g_ptr_array_index (texts, i));
}

static void
put_codes (RepArena *out, guint64 mask)
{
  rep_cbor_put_array (out, (gsize)__builtin_popcountll (mask));
  for (guint number = 0; number < 64; number++)
    if ((mask >> number & 1) != 0)
      rep_cbor_put_uint (out, number);
}

static void
put_ids (RepArena *out, const GArray *ids)
{
  rep_cbor_put_array (out, ids->len);
  for (guint i = 0; i < ids->len; i++)
    rep_cbor_put_bytes (out, g_array_index (ids, RepId, i).bytes, REP_ID_SIZE);
}

static void
put_list (RepArena *out, const GPtrArray *list)
{
  rep_cbor_put_array (out, list->len);
  for (guint i = 0; i < list->len; i++)
    rep_codec_encode (g_ptr_array_index (list, i), REP_PART_FACTS, out);
}

static void
put_value (RepArena *out, const RepObject *object, const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      rep_cbor_put_text (out, *rep_field_member (object, field, char *));
      break;
    case REP_FIELD_TEXTS:
      put_texts (out, *rep_field_member (object, field, GPtrArray *));
      break;
    case REP_FIELD_INT:
      rep_cbor_put_uint (out, (guint64)*rep_field_member (object, field, gint32));
      break;
    case REP_FIELD_DATE:
      rep_cbor_put_uint (out, *rep_field_member (object, field, guint32));
      break;
    case REP_FIELD_TIME:
      rep_cbor_put_uint (out, (guint64)*rep_field_member (object, field, gint64));
      break;
    case REP_FIELD_CODE:
      rep_cbor_put_uint (out, *rep_field_member (object, field, guint8));
      break;
    case REP_FIELD_CODES:
      put_codes (out, *rep_field_member (object, field, guint64));
      break;
    case REP_FIELD_ID:
      rep_cbor_put_bytes (out, rep_field_member (object, field, RepId)->bytes, REP_ID_SIZE);
      break;
    case REP_FIELD_IDS:
      put_ids (out, *rep_field_member (object, field, GArray *));
      break;
    case REP_FIELD_BOOL:
      rep_cbor_put_bool (out, TRUE);
      break;
    case REP_FIELD_PLACE:
      rep_cbor_put_text (out, rep_field_member (object, field, char));
      break;
    case REP_FIELD_LIST:
      put_list (out, *rep_field_member (object, field, GPtrArray *));
      break;
    default:
      g_assert_not_reached ();
  }
}

static guint
count_fields (const RepObject *object, RepPart part)
{
  guint n = object->unknown[part] != NULL ? object->unknown[part]->len : 0;

  for (guint i = 0; i < object->kind->n_fields; i++)
    if (object->kind->fields[i].part == part && rep_object_has (object, &object->kind->fields[i]))
      n++;
  return n;
}

/* Writes the unknown fields numbered below @limit, from @next on; returns the first not written. */
static guint
put_unknown (RepArena *out, const GArray *unknown, guint next, guint64 limit)
{
  while (unknown != NULL && next < unknown->len) {
    const RepUnknown *field = &g_array_index (unknown, RepUnknown, next);
    gsize size;
    gconstpointer data = g_bytes_get_data (field->value, &size);

    if (field->number >= limit)
      break;
    rep_cbor_put_uint (out, field->number);
    rep_arena_append (out, data, size);
    next++;
  }
  return next;
}

void
rep_codec_encode (const RepObject *object, RepPart part, RepArena *out)
{
  const GArray *unknown = object->unknown[part];
  guint next = 0;

  rep_cbor_put_map (out, count_fields (object, part));
  for (guint i = 0; i < object->kind->n_fields; i++) {
    const RepField *field = &object->kind->fields[i];

    if (field->part != part || !rep_object_has (object, field))
      continue;
    next = put_unknown (out, unknown, next, field->number);
    rep_cbor_put_uint (out, field->number);
    put_value (out, object, field);
  }
  put_unknown (out, unknown, next, G_MAXUINT64);
}

static gboolean
take_text (RepCbor *in, char **text)
{
  RepCborItem item;

  if (!rep_cbor_expect (in, REP_CBOR_TEXT, &item) ||
      !g_utf8_validate_len ((const char *)item.data, item.number, NULL))
    return FALSE;
  if (*text != NULL)
    rep_text_set (text, NULL);
  *text = g_strndup ((const char *)item.data, item.number);
  return TRUE;
}

static gboolean
take_texts (RepCbor *in, GPtrArray **texts)
{
  RepCborItem head, item;

  if (!rep_cbor_expect (in, REP_CBOR_ARRAY, &head) || head.number > MAX_ITEMS)
    return FALSE;
  for (guint64 i = 0; i < head.number; i++) {
    g_autofree char *text = NULL;

    if (!rep_cbor_expect (in, REP_CBOR_TEXT, &item) ||
        !g_utf8_validate_len ((const char *)item.data, item.number, NULL))
      return FALSE;
    text = g_strndup ((const char *)item.data, item.number);
    rep_texts_add (texts, text);
    rep_wipe (text, item.number);
  }
  return TRUE;
}

static gboolean
take_number (RepCbor *in, guint64 max, guint64 *number)
{
  RepCborItem item;

  if (!rep_cbor_expect (in, REP_CBOR_UINT, &item) || item.number > max)
    return FALSE;
  *number = item.number;
  return TRUE;
}

static gboolean
take_codes (RepCbor *in, guint64 *mask)
{
  RepCborItem head;

  *mask = 0;
  if (!rep_cbor_expect (in, REP_CBOR_ARRAY, &head) || head.number > 64)
    return FALSE;
  for (guint64 i = 0; i < head.number; i++) {
    guint64 number;

    if (!take_number (in, 63, &number) || (*mask >> number) != 0)
      return FALSE;
    *mask |= G_GUINT64_CONSTANT (1) << number;
  }
  return TRUE;
}

static gboolean
take_id (RepCbor *in, RepId *id)
{
  RepCborItem item;

  if (!rep_cbor_expect (in, REP_CBOR_BYTES, &item) || item.number != REP_ID_SIZE)
    return FALSE;
  memcpy (id->bytes, item.data, REP_ID_SIZE);
  return TRUE;
}

static gboolean
take_ids (RepCbor *in, GArray **ids)
{
  RepCborItem head;

  if (!rep_cbor_expect (in, REP_CBOR_ARRAY, &head) || head.number > MAX_ITEMS)
    return FALSE;
  for (guint64 i = 0; i < head.number; i++) {
    RepId id;

    if (!take_id (in, &id))
      return FALSE;
    rep_ids_add (ids, &id);
  }
  return TRUE;
}

static gboolean
take_place (RepCbor *in, char *place)
{
  RepCborItem item;

  if (!rep_cbor_expect (in, REP_CBOR_TEXT, &item) ||
      !rep_place_is_code ((const char *)item.data, item.number))
    return FALSE;
  memcpy (place, item.data, item.number);
  return TRUE;
}

static gboolean take_map (RepCbor *in, RepObject *object, RepPart part);

static gboolean
take_list (RepCbor *in, const RepKind *element, GPtrArray **list)
{
  RepCborItem head;

  if (!rep_cbor_expect (in, REP_CBOR_ARRAY, &head) || head.number > MAX_ITEMS)
    return FALSE;
  for (guint64 i = 0; i < head.number; i++)
    if (!take_map (in, rep_list_add (list, element), REP_PART_FACTS))
      return FALSE;
  return TRUE;
}

static gboolean
take_scalar (RepCbor *in, RepObject *object, const RepField *field)
{
  RepCborItem item;
  guint64 number;

  if (field->type == REP_FIELD_BOOL) {
    if (!rep_cbor_expect (in, REP_CBOR_BOOL, &item))
      return FALSE;
    *rep_field_member (object, field, gboolean) = item.number != 0;
    return TRUE;
  }
  if (!take_number (in, G_MAXINT64, &number))
    return FALSE;

  if (field->type == REP_FIELD_TIME)
    *rep_field_member (object, field, gint64) = (gint64)number;
  else if (field->type == REP_FIELD_CODE && number <= G_MAXUINT8)
    *rep_field_member (object, field, guint8) = (guint8)number;
  else if (field->type == REP_FIELD_DATE && number <= 3652059) /* 9999-12-31 */
    *rep_field_member (object, field, guint32) = (guint32)number;
  else if (field->type == REP_FIELD_INT && number <= G_MAXINT32)
    *rep_field_member (object, field, gint32) = (gint32)number;
  else
    return FALSE;
  return TRUE;
}

static gboolean
take_value (RepCbor *in, RepObject *object, const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      return take_text (in, rep_field_member (object, field, char *));
    case REP_FIELD_TEXTS:
      return take_texts (in, rep_field_member (object, field, GPtrArray *));
    case REP_FIELD_CODES:
      return take_codes (in, rep_field_member (object, field, guint64));
    case REP_FIELD_ID:
      return take_id (in, rep_field_member (object, field, RepId));
    case REP_FIELD_IDS:
      return take_ids (in, rep_field_member (object, field, GArray *));
    case REP_FIELD_PLACE:
      return take_place (in, rep_field_member (object, field, char));
    case REP_FIELD_LIST:
      return take_list (in, field->element, rep_field_member (object, field, GPtrArray *));
    case REP_FIELD_INT:
    case REP_FIELD_DATE:
    case REP_FIELD_TIME:
    case REP_FIELD_CODE:
    case REP_FIELD_BOOL:
      return take_scalar (in, object, field);
    default:
      g_assert_not_reached ();
  }
}

static gboolean
keep_unknown (RepCbor *in, RepObject *object, RepPart part, guint64 number)
{
  gsize start = in->at;

  if (!rep_cbor_skip (in))
    return FALSE;
  rep_object_add_unknown (object, part, number, g_bytes_new (in->data + start, in->at - start));
  return TRUE;
}

/* Keys ascend, so the table is walked alongside: one pass, no look-up. */
static gboolean
take_map (RepCbor *in, RepObject *object, RepPart part)
{
  const RepKind *kind = object->kind;
  RepCborItem map, key;
  guint64 previous = 0;
  guint row = 0;

  if (!rep_cbor_expect (in, REP_CBOR_MAP, &map))
    return FALSE;
  for (guint64 i = 0; i < map.number; i++) {
    gboolean known;

    if (!rep_cbor_expect (in, REP_CBOR_UINT, &key) || key.number <= previous ||
        key.number > G_MAXUINT32)
      return FALSE;
    previous = key.number;
    while (row < kind->n_fields && kind->fields[row].number < key.number)
      row++;
    known = row < kind->n_fields && kind->fields[row].number == key.number &&
            kind->fields[row].part == part;
    if (known ? !take_value (in, object, &kind->fields[row])
              : !keep_unknown (in, object, part, key.number))
      return FALSE;
  }
  return TRUE;
}

gboolean
rep_codec_decode (RepObject *object, RepPart part, gconstpointer data, gsize size, GError **error)
{
  RepCbor in = { data, size, 0 };

  if (take_map (&in, object, part) && in.at == in.size)
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_CORRUPT, object->kind->code);
}
