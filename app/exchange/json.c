/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/place.h"
#include "app/error.h"
#include "app/exchange/json.h"

void
rep_json_add_id (JsonBuilder *builder, const RepId *id)
{
  char hex[REP_ID_HEX_SIZE];

  if (rep_id_is_none (id))
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, rep_id_format (id, hex));
}

void
rep_json_add_day (JsonBuilder *builder, guint32 day)
{
  char text[REP_DAY_TEXT_SIZE];

  if (day == 0)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, rep_day_format (day, text));
}

/* A term of a newer program has a number and no code here: the number is shown. */
void
rep_json_add_code (JsonBuilder *builder, const RepVocabulary *vocabulary, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (vocabulary, number);

  if (number == 0)
    json_builder_add_null_value (builder);
  else if (term == NULL)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_string_value (builder, term->code);
}

static void
add_texts (JsonBuilder *builder, const GPtrArray *texts)
{
  json_builder_begin_array (builder);
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_ids (JsonBuilder *builder, const GArray *ids)
{
  json_builder_begin_array (builder);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    rep_json_add_id (builder, &g_array_index (ids, RepId, i));
  json_builder_end_array (builder);
}

static void
add_codes (JsonBuilder *builder, const RepVocabulary *vocabulary, guint64 mask)
{
  json_builder_begin_array (builder);
  for (guint number = 1; number < 64; number++)
    if ((mask >> number & 1) != 0)
      rep_json_add_code (builder, vocabulary, number);
  json_builder_end_array (builder);
}

static void
add_list (JsonBuilder *builder, const GPtrArray *list, RepJsonScope scope)
{
  json_builder_begin_array (builder);
  for (guint i = 0; list != NULL && i < list->len; i++) {
    json_builder_begin_object (builder);
    rep_json_add_members (builder, g_ptr_array_index (list, i), REP_PART_FACTS, scope);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

void
rep_json_add_time (JsonBuilder *builder, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autofree char *text = utc != NULL ? g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  if (time == 0 || text == NULL)
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_text (JsonBuilder *builder, const char *text)
{
  if (text == NULL || *text == '\0')
    json_builder_add_null_value (builder);
  else
    json_builder_add_string_value (builder, text);
}

static void
add_int (JsonBuilder *builder, gint32 value)
{
  if (value == REP_NONE)
    json_builder_add_null_value (builder);
  else
    json_builder_add_int_value (builder, value);
}

static void
add_value (JsonBuilder *builder, const RepObject *object, const RepField *field, RepJsonScope scope)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      add_text (builder, *rep_field_member (object, field, char *));
      break;
    case REP_FIELD_PLACE:
      add_text (builder, rep_field_member (object, field, char));
      break;
    case REP_FIELD_TEXTS:
      add_texts (builder, *rep_field_member (object, field, GPtrArray *));
      break;
    case REP_FIELD_INT:
      add_int (builder, *rep_field_member (object, field, gint32));
      break;
    case REP_FIELD_DATE:
      rep_json_add_day (builder, *rep_field_member (object, field, guint32));
      break;
    case REP_FIELD_TIME:
      rep_json_add_time (builder, *rep_field_member (object, field, gint64));
      break;
    case REP_FIELD_CODE:
      rep_json_add_code (builder, field->vocabulary, *rep_field_member (object, field, guint8));
      break;
    case REP_FIELD_CODES:
      add_codes (builder, field->vocabulary, *rep_field_member (object, field, guint64));
      break;
    case REP_FIELD_ID:
      rep_json_add_id (builder, rep_field_member (object, field, RepId));
      break;
    case REP_FIELD_IDS:
      add_ids (builder, *rep_field_member (object, field, GArray *));
      break;
    case REP_FIELD_BOOL:
      json_builder_add_boolean_value (builder, *rep_field_member (object, field, gboolean));
      break;
    case REP_FIELD_LIST:
      add_list (builder, *rep_field_member (object, field, GPtrArray *), scope);
      break;
    default:
      g_assert_not_reached ();
  }
}

void
rep_json_add_field (JsonBuilder *builder, const RepObject *object, const RepField *field)
{
  add_value (builder, object, field, REP_JSON_ALL);
}

void
rep_json_add_members (JsonBuilder *builder,
                      const RepObject *object,
                      RepPart part,
                      RepJsonScope scope)
{
  for (guint i = 0; i < object->kind->n_fields; i++) {
    const RepField *field = &object->kind->fields[i];

    if (field->part != part || (scope == REP_JSON_RECORDED && !rep_object_has (object, field)))
      continue;
    json_builder_set_member_name (builder, field->code);
    add_value (builder, object, field, scope);
  }
}

static const char *
node_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
read_texts (JsonNode *node, GPtrArray **texts)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    const char *text = node_text (json_array_get_element (array, i));

    if (text == NULL)
      return FALSE;
    rep_texts_add (texts, text);
  }
  return array != NULL;
}

static gboolean
read_code (JsonNode *node, const RepVocabulary *vocabulary, guint8 *number)
{
  const char *text = node_text (node);
  const RepTerm *term = text != NULL ? rep_vocabulary_by_code (vocabulary, text) : NULL;

  if (term == NULL)
    return FALSE;
  *number = term->number;
  return TRUE;
}

static gboolean
read_codes (JsonNode *node, const RepVocabulary *vocabulary, guint64 *mask)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint8 number;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!read_code (json_array_get_element (array, i), vocabulary, &number))
      return FALSE;
    *mask |= G_GUINT64_CONSTANT (1) << number;
  }
  return array != NULL;
}

static gboolean
read_ids (JsonNode *node, GArray **ids)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  RepId id;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    if (!rep_id_parse (node_text (json_array_get_element (array, i)), &id))
      return FALSE;
    rep_ids_add (ids, &id);
  }
  return array != NULL;
}

static gboolean
read_list (JsonNode *node, const RepKind *element, GPtrArray **list, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *item = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (item) ||
        !rep_json_read (rep_list_add (list, element), json_node_get_object (item), error))
      return FALSE;
  }
  return array != NULL;
}

static gboolean
read_int (JsonNode *node, gint32 *value)
{
  gint64 number;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  number = json_node_get_int (node);
  if (number < 0 || number > G_MAXINT32)
    return FALSE;
  *value = (gint32)number;
  return TRUE;
}

static gboolean
read_bool (JsonNode *node, gboolean *value)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  *value = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_text (JsonNode *node, char **value)
{
  const char *text = node_text (node);

  if (text == NULL)
    return FALSE;
  rep_text_set (value, *text != '\0' ? text : NULL);
  return TRUE;
}

static gboolean
read_time (JsonNode *node, gint64 *value)
{
  const char *text = node_text (node);
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time == NULL)
    return FALSE;
  *value = g_date_time_to_unix (time);
  return TRUE;
}

/* A month stands for its first day, or for its last where an end is meant. */
static guint32
read_day (const char *text, const char *code)
{
  guint32 day = rep_day_parse (text);
  gboolean is_end = strcmp (code, "end") == 0 || strcmp (code, "to") == 0;
  guint year, month, first;
  g_autofree char *first_day = NULL;

  if (day != 0 || text == NULL || strlen (text) != 7)
    return day;
  first_day = g_strconcat (text, "-01", NULL);
  day = rep_day_parse (first_day);
  if (day == 0 || !is_end)
    return day;
  rep_day_split (day, &year, &month, &first);
  return day + g_date_get_days_in_month ((GDateMonth)month, (GDateYear)year) - 1;
}

static gboolean
read_place (JsonNode *node, char *place)
{
  const char *text = node_text (node);

  if (text == NULL || !rep_place_is_code (text, strlen (text)))
    return FALSE;
  memcpy (place, text, REP_PLACE_SIZE);
  return TRUE;
}

static gboolean
read_value (RepObject *object, const RepField *field, JsonNode *node, GError **error)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      return read_text (node, rep_field_member (object, field, char *));
    case REP_FIELD_TEXTS:
      return read_texts (node, rep_field_member (object, field, GPtrArray *));
    case REP_FIELD_INT:
      return read_int (node, rep_field_member (object, field, gint32));
    case REP_FIELD_DATE:
      *rep_field_member (object, field, guint32) = read_day (node_text (node), field->code);
      return *rep_field_member (object, field, guint32) != 0;
    case REP_FIELD_TIME:
      return read_time (node, rep_field_member (object, field, gint64));
    case REP_FIELD_CODE:
      return read_code (node, field->vocabulary, rep_field_member (object, field, guint8));
    case REP_FIELD_CODES:
      return read_codes (node, field->vocabulary, rep_field_member (object, field, guint64));
    case REP_FIELD_ID:
      return rep_id_parse (node_text (node), rep_field_member (object, field, RepId));
    case REP_FIELD_IDS:
      return read_ids (node, rep_field_member (object, field, GArray *));
    case REP_FIELD_BOOL:
      return read_bool (node, rep_field_member (object, field, gboolean));
    case REP_FIELD_PLACE:
      return read_place (node, rep_field_member (object, field, char));
    case REP_FIELD_LIST:
      return read_list (node, field->element, rep_field_member (object, field, GPtrArray *), error);
    default:
      g_assert_not_reached ();
  }
}

gboolean
rep_json_read (RepObject *object, JsonObject *json, GError **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, json);
  while (json_object_iter_next (&iter, &name, &node)) {
    const RepField *field = rep_kind_field_by_code (object->kind, name);

    if (field != NULL && JSON_NODE_HOLDS_NULL (node))
      continue;
    if (field == NULL || !read_value (object, field, node, error)) {
      if (error != NULL && *error != NULL)
        return FALSE;
      return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, name);
    }
  }
  return TRUE;
}

char *
rep_json_to_text (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, pretty);
  return json_generator_to_data (generator, NULL);
}

#define MAX_DEPTH 64u

gboolean
rep_json_is_plain (const char *text, gsize size)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (gsize i = 0; i < size; i++) {
    char c = text[i];

    if (quoted && c == '\\')
      i++;
    else if (c == '"')
      quoted = !quoted;
    else if (quoted)
      continue;
    else if (c == '/' || c == '#' || c == '\'')
      return FALSE;
    else if (c == '[' || c == '{')
      depth++;
    else if ((c == ']' || c == '}') && depth > 0)
      depth--;
    if (depth > MAX_DEPTH)
      return FALSE;
  }
  return memchr (text, '\0', size) == NULL && g_utf8_validate_len (text, size, NULL);
}

JsonObject *
rep_json_load (JsonParser *parser, const char *text, gsize size)
{
  JsonNode *root;

  if (size == 0 || size > G_MAXSSIZE || !rep_json_is_plain (text, size) ||
      !json_parser_load_from_data (parser, text, (gssize)size, NULL))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
}
