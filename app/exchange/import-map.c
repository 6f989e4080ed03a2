/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import-map.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "app/domain/fold.h"
#include "app/error.h"
#include "app/exchange/import-value.h"
#include "app/exchange/json.h"

#define MAX_GUESSED_VALUES 60

static void
free_column (gpointer data)
{
  RepImportColumn *column = data;

  g_free (column->heading);
  g_clear_pointer (&column->values, g_hash_table_unref);
  g_clear_pointer (&column->spellings, g_ptr_array_unref);
  g_free (column);
}

static void
free_constant (gpointer data)
{
  RepImportConstant *constant = data;

  g_free (constant->value);
  g_free (constant);
}

static RepImportMap *
new_map (void)
{
  RepImportMap *map = g_new0 (RepImportMap, 1);

  map->columns = g_ptr_array_new_with_free_func (free_column);
  map->constants = g_ptr_array_new_with_free_func (free_constant);
  return map;
}

void
rep_import_map_free (RepImportMap *map)
{
  if (map == NULL)
    return;
  g_ptr_array_unref (map->columns);
  g_ptr_array_unref (map->constants);
  g_free (map->project);
  g_free (map);
}

static RepImportColumn *
add_column (RepImportMap *self, const char *heading, const RepImportField *field, guint public)
{
  RepImportColumn *column = g_new0 (RepImportColumn, 1);

  column->heading = g_strdup (heading);
  column->field = field;
  column->public = public;
  g_ptr_array_add (self->columns, column);
  return column;
}

static gboolean
has_terms (const RepImportField *field)
{
  return field != NULL && field->vocabulary != NULL;
}

/* A column of yes and no to one public. */
static const RepVocabulary *
vocabulary_of (const RepImportColumn *column)
{
  return column->field->form == REP_FORM_PUBLIC ? &rep_vocabulary_answer
                                                : column->field->vocabulary;
}

static void
add_value (RepImportColumn *column, const char *spelling, guint number)
{
  if (column->values == NULL) {
    column->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    column->spellings = g_ptr_array_new_with_free_func (g_free);
  }
  if (g_hash_table_insert (column->values, rep_fold_dup (spelling), GUINT_TO_POINTER (number)))
    g_ptr_array_add (column->spellings, g_strdup (spelling));
}

static const RepImportField *
find_field (const char *code, guint *public, GError **error)
{
  const RepImportField *field = rep_import_field_by_code (code, public);

  if (field == NULL)
    rep_app_error_set (error, REP_APP_ERROR_MAP_FIELD, code);
  return field;
}

static const char *
text_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
read_values (RepImportColumn *column, JsonNode *node, GError **error)
{
  JsonObjectIter iter;
  const char *spelling;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node) || !has_terms (column->field))
    return rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, "values");
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &spelling, &value)) {
    const char *code = text_of (value);
    const RepTerm *term =
        code != NULL ? rep_vocabulary_by_code (vocabulary_of (column), code) : NULL;

    if (term == NULL && !JSON_NODE_HOLDS_NULL (value))
      return rep_app_error_set (error, REP_APP_ERROR_MAP_CODE, code != NULL ? code : spelling);
    add_value (column, spelling, term != NULL ? term->number : 0);
  }
  return TRUE;
}

/* "person.birth", null, or {"field": …, "values": {…}}. */
static gboolean
read_column (RepImportMap *self, const char *heading, JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *values = NULL;
  const char *code = text_of (node);
  const RepImportField *field;
  RepImportColumn *column;
  guint public;

  if (self->columns->len == REP_TABLE_MAX_COLUMNS)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, "columns");
  if (JSON_NODE_HOLDS_NULL (node)) {
    add_column (self, heading, NULL, 0);
    return TRUE;
  }
  if (object != NULL) {
    JsonNode *member = json_object_get_member (object, "field");

    values = json_object_get_member (object, "values");
    code = member != NULL ? text_of (member) : NULL;
    if (json_object_get_size (object) != (values != NULL ? 2u : 1u))
      code = NULL;
  }
  if (code == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, heading);
  field = find_field (code, &public, error);
  if (field == NULL)
    return FALSE;
  column = add_column (self, heading, field, public);
  return values == NULL || read_values (column, values, error);
}

static gboolean
read_constant (RepImportMap *self, const char *code, JsonNode *node, GError **error)
{
  const char *value = text_of (node);
  guint public;
  guint8 number;
  const RepImportField *field = find_field (code, &public, error);

  if (field == NULL)
    return FALSE;
  if ((value == NULL && !JSON_NODE_HOLDS_NULL (node)) || field->form == REP_FORM_PUBLIC)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, code);
  if (value != NULL && has_terms (field) && field->form == REP_FORM_CODE &&
      rep_import_code (field->vocabulary, value, &number) != 0)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_CODE, value);
  rep_import_map_set_constant (self, code, value);
  return TRUE;
}

static gboolean
read_dates (RepImportMap *self, JsonNode *node, GError **error)
{
  const char *order = text_of (node);

  self->month_first = g_strcmp0 (order, "mdy") == 0;
  return self->month_first || g_strcmp0 (order, "dmy") == 0 ||
         rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, "dates");
}

static gboolean
for_each (RepImportMap *self,
          JsonNode *node,
          const char *name,
          gboolean (*read) (RepImportMap *, const char *, JsonNode *, GError **),
          GError **error)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, name);
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &key, &value))
    if (!read (self, key, value, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_member (RepImportMap *self, const char *name, JsonNode *node, GError **error)
{
  if (strcmp (name, "columns") == 0)
    return for_each (self, node, name, read_column, error);
  if (strcmp (name, "constants") == 0)
    return for_each (self, node, name, read_constant, error);
  if (strcmp (name, "dates") == 0)
    return read_dates (self, node, error);
  if (strcmp (name, "project") == 0 && (JSON_NODE_HOLDS_NULL (node) || text_of (node) != NULL)) {
    g_free (self->project);
    self->project = g_strdup (JSON_NODE_HOLDS_NULL (node) ? NULL : text_of (node));
    return TRUE;
  }
  return rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, name);
}

static gboolean
check_once (const RepImportMap *self, GError **error)
{
  for (guint i = 0; i < self->columns->len; i++) {
    const RepImportColumn *a = g_ptr_array_index (self->columns, i);

    for (guint j = i + 1; a->field != NULL && !a->field->several && j < self->columns->len; j++) {
      const RepImportColumn *b = g_ptr_array_index (self->columns, j);

      if (a->field == b->field && a->public == b->public) {
        g_autofree char *code = rep_import_field_code (a->field, a->public);

        return rep_app_error_set (error, REP_APP_ERROR_MAP_TWICE, code);
      }
    }
  }
  return TRUE;
}

RepImportMap *
rep_import_map_read (const char *text, gsize size, GError **error)
{
  g_autoptr (RepImportMap) self = new_map ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObject *root;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (size > REP_IMPORT_MAP_MAX || (root = rep_json_load (parser, text, size)) == NULL ||
      !json_object_has_member (root, "columns")) {
    rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, "columns");
    return NULL;
  }
  json_object_iter_init_ordered (&iter, root);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    if (!read_member (self, name, node, error))
      return NULL;
  return check_once (self, error) ? g_steal_pointer (&self) : NULL;
}

RepImportMap *
rep_import_map_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf status;
  gsize size;

  if (g_stat (path, &status) == 0 && status.st_size > (goffset)REP_IMPORT_MAP_MAX) {
    rep_app_error_set (error, REP_APP_ERROR_MAP_FORM, path); /* before it is read */
    return NULL;
  }
  if (!g_file_get_contents (path, &text, &size, NULL)) {
    rep_app_error_set (error, REP_APP_ERROR_FILE, path);
    return NULL;
  }
  return rep_import_map_read (text, size, error);
}

static void
write_column (JsonBuilder *builder, const RepImportColumn *column)
{
  g_autofree char *code =
      column->field != NULL ? rep_import_field_code (column->field, column->public) : NULL;

  json_builder_set_member_name (builder, column->heading);
  if (code == NULL) {
    json_builder_add_null_value (builder);
    return;
  }
  if (column->values == NULL) {
    json_builder_add_string_value (builder, code);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "field");
  json_builder_add_string_value (builder, code);
  json_builder_set_member_name (builder, "values");
  json_builder_begin_object (builder);
  for (guint i = 0; i < column->spellings->len; i++) {
    const char *spelling = g_ptr_array_index (column->spellings, i);
    g_autofree char *key = rep_fold_dup (spelling);

    json_builder_set_member_name (builder, spelling);
    rep_json_add_code (builder, vocabulary_of (column),
                       GPOINTER_TO_UINT (g_hash_table_lookup (column->values, key)));
  }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
write_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

char *
rep_import_map_to_text (const RepImportMap *map)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_object (builder);
  for (guint i = 0; i < map->columns->len; i++)
    write_column (builder, g_ptr_array_index (map->columns, i));
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "constants");
  json_builder_begin_object (builder);
  for (guint i = 0; i < map->constants->len; i++) {
    const RepImportConstant *constant = g_ptr_array_index (map->constants, i);

    write_text (builder, constant->field->code, constant->value);
  }
  json_builder_end_object (builder);
  write_text (builder, "project", map->project);
  write_text (builder, "dates", map->month_first ? "mdy" : "dmy");
  json_builder_end_object (builder);
  return rep_json_to_text (builder, TRUE);
}

static RepImportConstant *
find_constant (const RepImportMap *self, const char *field)
{
  for (guint i = 0; i < self->constants->len; i++) {
    RepImportConstant *constant = g_ptr_array_index (self->constants, i);

    if (strcmp (constant->field->code, field) == 0)
      return constant;
  }
  return NULL;
}

const char *
rep_import_map_constant (const RepImportMap *map, const char *field)
{
  const RepImportConstant *constant = find_constant (map, field);

  return constant != NULL ? constant->value : NULL;
}

void
rep_import_map_set_constant (RepImportMap *map, const char *field, const char *value)
{
  RepImportConstant *constant = find_constant (map, field);
  guint public;

  if (constant == NULL) {
    constant = g_new0 (RepImportConstant, 1);
    constant->field = rep_import_field_by_code (field, &public);
    g_ptr_array_add (map->constants, constant);
  }
  g_free (constant->value);
  constant->value = g_strdup (value);
}

static RepImportColumn *
column_of_field (const RepImportMap *self, const char *code)
{
  for (guint i = 0; i < self->columns->len; i++) {
    RepImportColumn *column = g_ptr_array_index (self->columns, i);

    if (column->field != NULL && strcmp (column->field->code, code) == 0)
      return column;
  }
  return NULL;
}

gboolean
rep_import_map_has_contacts (const RepImportMap *map)
{
  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (column->field != NULL && rep_import_field_is_contact (column->field))
      return TRUE;
  }
  for (guint i = 0; i < map->constants->len; i++) {
    const RepImportConstant *constant = g_ptr_array_index (map->constants, i);

    if (rep_import_field_is_contact (constant->field) && constant->value != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Puts in every value of the column that no code, label or usual word explains. */
static void
guess_values (RepImportColumn *column, const RepTable *table, guint number)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (!has_terms (column->field) || column->field->form == REP_FORM_CODES)
    return;
  for (guint row = 0; row < rep_table_n_rows (table); row++) {
    const char *cell = rep_table_cell (table, row, number);
    guint8 term;

    if (*cell == '\0' || !g_hash_table_add (seen, (gpointer)(gintptr)cell) ||
        rep_import_code (vocabulary_of (column), cell, &term) == 0)
      continue;
    add_value (column, cell, 0);
    if (column->spellings->len == MAX_GUESSED_VALUES)
      return;
  }
}

/* What every contact must have and a file seldom says is asked for. */
static void
ask_for_constants (RepImportMap *self)
{
  static const char *const needed[] = { "contact.date", "contact.channel", "contact.reached" };

  if (!rep_import_map_has_contacts (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (column_of_field (self, needed[i]) == NULL && find_constant (self, needed[i]) == NULL)
      rep_import_map_set_constant (self, needed[i], NULL);
}

RepImportMap *
rep_import_map_guess (const RepTable *table)
{
  RepImportMap *self = new_map ();

  for (guint i = 0; i < rep_table_n_columns (table); i++) {
    const char *heading = rep_table_name (table, i);
    guint public;
    const RepImportField *field = rep_import_field_guess (heading, &public);

    if (*heading == '\0')
      continue;
    if (field != NULL && !field->several && public == 0 &&
        column_of_field (self, field->code) != NULL)
      field = NULL;
    guess_values (add_column (self, heading, field, public), table, i);
  }
  ask_for_constants (self);
  return self;
}

void
rep_import_map_set (RepImportMap *map,
                    const RepTable *table,
                    const char *heading,
                    const RepImportField *field,
                    guint public)
{
  int number = rep_import_map_column (table, heading);

  for (guint i = 0; i < map->columns->len; i++) {
    RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (strcmp (column->heading, heading) != 0)
      continue;
    column->field = field;
    column->public = public;
    g_clear_pointer (&column->values, g_hash_table_unref);
    g_clear_pointer (&column->spellings, g_ptr_array_unref);
    if (number >= 0)
      guess_values (column, table, (guint)number);
  }
  ask_for_constants (map);
}

void
rep_import_map_cover (RepImportMap *map, const RepTable *table)
{
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);
    int number = rep_import_map_column (table, column->heading);

    g_hash_table_add (named, GINT_TO_POINTER (number));
  }
  for (guint i = 0; i < rep_table_n_columns (table); i++) {
    const char *heading = rep_table_name (table, i);
    int number = rep_import_map_column (table, heading);

    if (*heading != '\0' && g_hash_table_add (named, GINT_TO_POINTER (number)))
      add_column (map, heading, NULL, 0);
  }
  ask_for_constants (map);
}

void
rep_import_map_translate (RepImportColumn *column, const char *spelling, guint number)
{
  add_value (column, spelling, number);
}

const RepVocabulary *
rep_import_column_vocabulary (const RepImportColumn *column)
{
  return has_terms (column->field) ? vocabulary_of (column) : NULL;
}

int
rep_import_map_column (const RepTable *table, const char *heading)
{
  for (guint i = 0; i < rep_table_n_columns (table); i++)
    if (strcmp (rep_table_name (table, i), heading) == 0)
      return (int)i;
  for (guint i = 0; i < rep_table_n_columns (table); i++)
    if (*heading != '\0' && rep_fold_equal (rep_table_name (table, i), heading))
      return (int)i;
  return -1;
}

static gboolean
is_given (const RepImportMap *self, const char *field)
{
  return column_of_field (self, field) != NULL || rep_import_map_constant (self, field) != NULL;
}

gboolean
rep_import_map_check (const RepImportMap *map, const RepTable *table, GError **error)
{
  static const char *const names[] = { "person.last_name", "person.first_name", "person.full_name",
                                       "person.pseudonym", "person.description" };
  static const char *const needed[] = { "contact.date", "contact.channel", "contact.reached" };
  gboolean named = FALSE;

  if (!check_once (map, error))
    return FALSE;
  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (column->field != NULL && rep_import_map_column (table, column->heading) < 0)
      return rep_app_error_set (error, REP_APP_ERROR_MAP_COLUMN, column->heading);
  }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    named = named || column_of_field (map, names[i]) != NULL;
  if (!named)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_NEEDS, "person.last_name");
  for (guint i = 0; rep_import_map_has_contacts (map) && i < G_N_ELEMENTS (needed); i++)
    if (!is_given (map, needed[i]))
      return rep_app_error_set (error, REP_APP_ERROR_MAP_NEEDS, needed[i]);
  return TRUE;
}

guint8
rep_import_column_code (const RepImportColumn *column, const char *text, guint8 *number)
{
  if (column->values != NULL) {
    g_autofree char *key = rep_fold_dup (text);
    gpointer found;

    if (g_hash_table_lookup_extended (column->values, key, NULL, &found)) {
      if (found == NULL)
        return REP_REJECT_CODE;
      *number = (guint8)GPOINTER_TO_UINT (found);
      return 0;
    }
  }
  return rep_import_code (vocabulary_of (column), text, number);
}
