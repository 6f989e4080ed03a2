/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/field.h"
#include "crypto/secret.h"

static void
free_text (gpointer text)
{
  if (text == NULL)
    return;
  rep_wipe (text, strlen (text));
  g_free (text);
}

static void
clear_unknown (gpointer unknown)
{
  g_bytes_unref (((RepUnknown *)unknown)->value);
}

gboolean
rep_field_has_lines (const RepField *field)
{
  return field->max >= REP_NOTE_MAX;
}

gpointer
rep_object_new (const RepKind *kind)
{
  RepObject *object = g_malloc0 (kind->size);

  object->kind = kind;
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].type == REP_FIELD_INT)
      *rep_field_member (object, &kind->fields[i], gint32) = REP_NONE;
  return object;
}

static void
reset_field (RepObject *object, const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      free_text (g_steal_pointer (rep_field_member (object, field, gpointer)));
      break;
    case REP_FIELD_TEXTS:
    case REP_FIELD_LIST:
      g_clear_pointer (rep_field_member (object, field, GPtrArray *), g_ptr_array_unref);
      break;
    case REP_FIELD_IDS:
      g_clear_pointer (rep_field_member (object, field, GArray *), g_array_unref);
      break;
    case REP_FIELD_INT:
      *rep_field_member (object, field, gint32) = REP_NONE;
      break;
    case REP_FIELD_DATE:
      *rep_field_member (object, field, guint32) = 0;
      break;
    case REP_FIELD_TIME:
      *rep_field_member (object, field, gint64) = 0;
      break;
    case REP_FIELD_CODE:
      *rep_field_member (object, field, guint8) = 0;
      break;
    case REP_FIELD_CODES:
      *rep_field_member (object, field, guint64) = 0;
      break;
    case REP_FIELD_ID:
      memset (rep_field_member (object, field, RepId), 0, sizeof (RepId));
      break;
    case REP_FIELD_BOOL:
      *rep_field_member (object, field, gboolean) = FALSE;
      break;
    case REP_FIELD_PLACE:
      memset (rep_field_member (object, field, char), 0, REP_PLACE_SIZE);
      break;
    default:
      g_assert_not_reached ();
  }
}

void
rep_object_reset (RepObject *object)
{
  for (guint i = 0; i < object->kind->n_fields; i++)
    reset_field (object, &object->kind->fields[i]);
  for (guint part = 0; part < REP_N_PARTS; part++)
    g_clear_pointer (&object->unknown[part], g_array_unref);
  object->id = (RepId){ 0 };
  object->revision = 0;
  object->compartment = 0;
  object->had_link = FALSE;
}

void
rep_object_free (gpointer object)
{
  if (object == NULL)
    return;

  rep_object_reset (object);
  g_free (object);
}

gboolean
rep_object_has (const RepObject *object, const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      return *rep_field_member (object, field, char *) != NULL;
    case REP_FIELD_TEXTS:
    case REP_FIELD_LIST:
      return *rep_field_member (object, field, GPtrArray *) != NULL;
    case REP_FIELD_IDS:
      return *rep_field_member (object, field, GArray *) != NULL;
    case REP_FIELD_INT:
      return *rep_field_member (object, field, gint32) != REP_NONE;
    case REP_FIELD_DATE:
      return *rep_field_member (object, field, guint32) != 0;
    case REP_FIELD_TIME:
      return *rep_field_member (object, field, gint64) != 0;
    case REP_FIELD_CODE:
      return *rep_field_member (object, field, guint8) != 0;
    case REP_FIELD_CODES:
      return *rep_field_member (object, field, guint64) != 0;
    case REP_FIELD_ID:
      return !rep_id_is_none (rep_field_member (object, field, RepId));
    case REP_FIELD_BOOL:
      return *rep_field_member (object, field, gboolean);
    case REP_FIELD_PLACE:
      return *rep_field_member (object, field, char) != '\0';
    default:
      g_assert_not_reached ();
  }
}

gboolean
rep_object_part_is_empty (const RepObject *object, RepPart part)
{
  if (object->unknown[part] != NULL)
    return FALSE;
  for (guint i = 0; i < object->kind->n_fields; i++)
    if (object->kind->fields[i].part == part && rep_object_has (object, &object->kind->fields[i]))
      return FALSE;
  return TRUE;
}

gboolean
rep_kind_has_part (const RepKind *kind, RepPart part)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].part == part)
      return TRUE;
  return FALSE;
}

const RepField *
rep_kind_field (const RepKind *kind, guint64 number)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].number == number)
      return &kind->fields[i];
  return NULL;
}

const RepField *
rep_kind_field_by_code (const RepKind *kind, const char *code)
{
  for (guint i = 0; i < kind->n_fields; i++)
    if (strcmp (kind->fields[i].code, code) == 0)
      return &kind->fields[i];
  return NULL;
}

void
rep_text_set (char **text, const char *value)
{
  char *copy = g_strdup (value);

  free_text (*text);
  *text = copy;
}

void
rep_ids_add (GArray **ids, const RepId *id)
{
  if (*ids == NULL)
    *ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  g_array_append_vals (*ids, id, 1);
}

gpointer
rep_list_add (GPtrArray **list, const RepKind *kind)
{
  gpointer element = rep_object_new (kind);

  if (*list == NULL)
    *list = g_ptr_array_new_with_free_func (rep_object_free);
  g_ptr_array_add (*list, element);
  return element;
}

void
rep_texts_add (GPtrArray **texts, const char *text)
{
  if (*texts == NULL)
    *texts = g_ptr_array_new_with_free_func (free_text);
  g_ptr_array_add (*texts, g_strdup (text));
}

void
rep_object_add_unknown (RepObject *object, RepPart part, guint64 number, GBytes *value)
{
  RepUnknown unknown = { number, value };

  if (object->unknown[part] == NULL) {
    object->unknown[part] = g_array_new (FALSE, FALSE, sizeof (RepUnknown));
    g_array_set_clear_func (object->unknown[part], clear_unknown);
  }
  g_array_append_val (object->unknown[part], unknown);
}
