/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/field-change.h"

/* Things that lie in a field side by side: texts, ids or elements. */

static guint
count (const RepObject *object, const RepField *field)
{
  if (field->type == REP_FIELD_IDS) {
    const GArray *ids = *rep_field_member (object, field, GArray *);

    return ids != NULL ? ids->len : 0;
  } else {
    const GPtrArray *things = *rep_field_member (object, field, GPtrArray *);

    return things != NULL ? things->len : 0;
  }
}

static gconstpointer
thing_at (const RepObject *object, const RepField *field, guint at)
{
  if (field->type == REP_FIELD_IDS)
    return &g_array_index (*rep_field_member (object, field, GArray *), RepId, at);
  return g_ptr_array_index (*rep_field_member (object, field, GPtrArray *), at);
}

static gboolean
unknown_equal (const GArray *a, const GArray *b)
{
  guint n = a != NULL ? a->len : 0;

  if (n != (b != NULL ? b->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const RepUnknown *left = &g_array_index (a, RepUnknown, i);
    const RepUnknown *right = &g_array_index (b, RepUnknown, i);

    if (left->number != right->number || !g_bytes_equal (left->value, right->value))
      return FALSE;
  }
  return TRUE;
}

static gboolean
element_equal (const RepObject *a, const RepObject *b)
{
  for (guint i = 0; i < a->kind->n_fields; i++)
    if (!rep_field_equal (a, b, &a->kind->fields[i]))
      return FALSE;
  for (guint part = 0; part < REP_N_PARTS; part++)
    if (!unknown_equal (a->unknown[part], b->unknown[part]))
      return FALSE;
  return TRUE;
}

static gboolean
thing_equal (const RepField *field, gconstpointer a, gconstpointer b)
{
  if (field->type == REP_FIELD_IDS)
    return rep_id_equal (a, b);
  return field->type == REP_FIELD_TEXTS ? strcmp (a, b) == 0 : element_equal (a, b);
}

static gboolean
many_equal (const RepObject *a, const RepObject *b, const RepField *field)
{
  guint n = count (a, field);

  if (n != count (b, field))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!thing_equal (field, thing_at (a, field, i), thing_at (b, field, i)))
      return FALSE;
  return TRUE;
}

gboolean
rep_field_equal (const RepObject *a, const RepObject *b, const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      return g_strcmp0 (*rep_field_member (a, field, char *),
                        *rep_field_member (b, field, char *)) == 0;
    case REP_FIELD_INT:
      return *rep_field_member (a, field, gint32) == *rep_field_member (b, field, gint32);
    case REP_FIELD_DATE:
      return *rep_field_member (a, field, guint32) == *rep_field_member (b, field, guint32);
    case REP_FIELD_TIME:
      return *rep_field_member (a, field, gint64) == *rep_field_member (b, field, gint64);
    case REP_FIELD_CODE:
      return *rep_field_member (a, field, guint8) == *rep_field_member (b, field, guint8);
    case REP_FIELD_CODES:
      return *rep_field_member (a, field, guint64) == *rep_field_member (b, field, guint64);
    case REP_FIELD_BOOL:
      return *rep_field_member (a, field, gboolean) == *rep_field_member (b, field, gboolean);
    case REP_FIELD_ID:
      return rep_id_equal (rep_field_member (a, field, RepId), rep_field_member (b, field, RepId));
    case REP_FIELD_PLACE:
      return strcmp (rep_field_member (a, field, char), rep_field_member (b, field, char)) == 0;
    case REP_FIELD_TEXTS:
    case REP_FIELD_IDS:
    case REP_FIELD_LIST:
      return many_equal (a, b, field);
    default:
      g_assert_not_reached ();
  }
}

static void
copy_unknown (RepObject *to, const RepObject *from)
{
  for (guint part = 0; part < REP_N_PARTS; part++)
    for (guint i = 0; from->unknown[part] != NULL && i < from->unknown[part]->len; i++) {
      const RepUnknown *unknown = &g_array_index (from->unknown[part], RepUnknown, i);

      rep_object_add_unknown (to, part, unknown->number, g_bytes_ref (unknown->value));
    }
}

static void
add_thing (RepObject *to, const RepField *field, gconstpointer thing)
{
  if (field->type == REP_FIELD_IDS) {
    rep_ids_add (rep_field_member (to, field, GArray *), thing);
  } else if (field->type == REP_FIELD_TEXTS) {
    rep_texts_add (rep_field_member (to, field, GPtrArray *), thing);
  } else {
    RepObject *element = rep_list_add (rep_field_member (to, field, GPtrArray *), field->element);

    for (guint i = 0; i < field->element->n_fields; i++)
      rep_field_copy (element, thing, &field->element->fields[i]);
    copy_unknown (element, thing);
  }
}

static void
remove_thing (RepObject *object, const RepField *field, guint at)
{
  if (field->type == REP_FIELD_IDS) {
    GArray **ids = rep_field_member (object, field, GArray *);

    g_array_remove_index (*ids, at);
    if ((*ids)->len == 0)
      g_clear_pointer (ids, g_array_unref);
  } else {
    GPtrArray **things = rep_field_member (object, field, GPtrArray *);

    g_ptr_array_remove_index (*things, at);
    if ((*things)->len == 0)
      g_clear_pointer (things, g_ptr_array_unref);
  }
}

static void
copy_many (RepObject *to, const RepObject *from, const RepField *field)
{
  while (count (to, field) > 0)
    remove_thing (to, field, count (to, field) - 1);
  for (guint i = 0; i < count (from, field); i++)
    add_thing (to, field, thing_at (from, field, i));
}

static gsize
size_of_value (const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_INT:
    case REP_FIELD_DATE:
      return 4;
    case REP_FIELD_TIME:
    case REP_FIELD_CODES:
      return 8;
    case REP_FIELD_CODE:
      return 1;
    case REP_FIELD_BOOL:
      return sizeof (gboolean);
    case REP_FIELD_ID:
      return sizeof (RepId);
    case REP_FIELD_PLACE:
      return REP_PLACE_SIZE;
    case REP_FIELD_TEXT:
    case REP_FIELD_TEXTS:
    case REP_FIELD_IDS:
    case REP_FIELD_LIST:
    default:
      g_assert_not_reached ();
  }
}

void
rep_field_copy (RepObject *to, const RepObject *from, const RepField *field)
{
  if (to == from)
    return;
  if (field->type == REP_FIELD_TEXT)
    rep_text_set (rep_field_member (to, field, char *), *rep_field_member (from, field, char *));
  else if (field->type == REP_FIELD_TEXTS || field->type == REP_FIELD_IDS ||
           field->type == REP_FIELD_LIST)
    copy_many (to, from, field);
  else
    memcpy (rep_field_member (to, field, guint8), rep_field_member (from, field, guint8),
            size_of_value (field));
}

gboolean
rep_field_is_many (const RepField *field)
{
  return field->type == REP_FIELD_TEXTS || field->type == REP_FIELD_IDS ||
         field->type == REP_FIELD_LIST || field->type == REP_FIELD_CODES;
}

/* What an element of a list is about, when that is an id: there is one element for each. */
static const RepField *
subject_of (const RepField *field)
{
  return field->type == REP_FIELD_LIST && field->element->fields[0].type == REP_FIELD_ID
             ? &field->element->fields[0]
             : NULL;
}

/* Returns where @object has @thing, or else something about the same subject; its count if nowhere.
 */
static guint
find_thing (const RepObject *object,
            const RepField *field,
            gconstpointer thing,
            gboolean by_subject)
{
  const RepField *subject = by_subject ? subject_of (field) : NULL;
  guint n = count (object, field);

  for (guint i = 0; i < n; i++) {
    gconstpointer other = thing_at (object, field, i);

    if (subject != NULL ? rep_field_equal (other, thing, subject)
                        : thing_equal (field, other, thing))
      return i;
  }
  return n;
}

void
rep_field_unite (RepObject *to, const RepObject *from, const RepField *field)
{
  if (field->type == REP_FIELD_CODES) {
    *rep_field_member (to, field, guint64) |= *rep_field_member (from, field, guint64);
    return;
  }
  for (guint i = 0; i < count (from, field); i++)
    if (find_thing (to, field, thing_at (from, field, i), TRUE) == count (to, field))
      add_thing (to, field, thing_at (from, field, i));
}

static void
apply_many (RepObject *object,
            const RepObject *before,
            const RepObject *after,
            const RepField *field)
{
  for (guint i = 0; i < count (before, field); i++) {
    gconstpointer gone = thing_at (before, field, i);
    guint at = find_thing (object, field, gone, TRUE);

    if (find_thing (after, field, gone, TRUE) == count (after, field) && at < count (object, field))
      remove_thing (object, field, at);
  }
  for (guint i = 0; i < count (after, field); i++) {
    gconstpointer come = thing_at (after, field, i);
    guint at = find_thing (object, field, come, TRUE);

    if (find_thing (before, field, come, FALSE) < count (before, field))
      continue;
    if (at < count (object, field))
      remove_thing (object, field, at);
    add_thing (object, field, come);
  }
}

void
rep_field_apply (RepObject *object,
                 const RepObject *before,
                 const RepObject *after,
                 const RepField *field)
{
  if (rep_field_equal (before, after, field))
    return;
  if (field->type == REP_FIELD_CODES) {
    guint64 *codes = rep_field_member (object, field, guint64);
    guint64 old = *rep_field_member (before, field, guint64);
    guint64 new = *rep_field_member (after, field, guint64);

    *codes = (*codes & ~(old & ~new)) | (new & ~old);
  } else if (rep_field_is_many (field)) {
    apply_many (object, before, after, field);
  } else {
    rep_field_copy (object, after, field);
  }
}

static const RepUnknown *
find_unknown (const GArray *unknown, guint64 number)
{
  for (guint i = 0; unknown != NULL && i < unknown->len; i++)
    if (g_array_index (unknown, RepUnknown, i).number == number)
      return &g_array_index (unknown, RepUnknown, i);
  return NULL;
}

static void
drop_unknown (RepObject *object, guint part, guint64 number)
{
  GArray *unknown = object->unknown[part];

  for (guint i = unknown != NULL ? unknown->len : 0; i > 0; i--)
    if (g_array_index (unknown, RepUnknown, i - 1).number == number)
      g_array_remove_index (unknown, i - 1);
  if (unknown != NULL && unknown->len == 0)
    g_clear_pointer (&object->unknown[part], g_array_unref);
}

static int
compare_unknown (gconstpointer a, gconstpointer b)
{
  guint64 left = ((const RepUnknown *)a)->number, right = ((const RepUnknown *)b)->number;

  return left < right ? -1 : left > right ? 1 : 0;
}

static void
set_unknown (RepObject *object, guint part, const RepUnknown *unknown)
{
  drop_unknown (object, part, unknown->number);
  rep_object_add_unknown (object, part, unknown->number, g_bytes_ref (unknown->value));
  g_array_sort (object->unknown[part], compare_unknown);
}

void
rep_unknown_apply (RepObject *object, const RepObject *before, const RepObject *after)
{
  for (guint part = 0; part < REP_N_PARTS; part++) {
    const GArray *old = before->unknown[part], *new = after->unknown[part];

    for (guint i = 0; old != NULL && i < old->len; i++)
      if (find_unknown (new, g_array_index (old, RepUnknown, i).number) == NULL)
        drop_unknown (object, part, g_array_index (old, RepUnknown, i).number);
    for (guint i = 0; new != NULL &&i < new->len; i++) {
      const RepUnknown *come = &g_array_index (new, RepUnknown, i);
      const RepUnknown *was = find_unknown (old, come->number);

      if (was == NULL || !g_bytes_equal (was->value, come->value))
        set_unknown (object, part, come);
    }
  }
}

gpointer
rep_object_copy (const RepObject *object)
{
  RepObject *copy = rep_object_new (object->kind);

  for (guint i = 0; i < object->kind->n_fields; i++)
    rep_field_copy (copy, object, &object->kind->fields[i]);
  copy_unknown (copy, object);
  copy->id = object->id;
  copy->revision = object->revision;
  copy->compartment = object->compartment;
  copy->had_link = object->had_link;
  return copy;
}
