/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/jsonl-import.h"

#include <stdio.h>
#include <string.h>

#include "app/casebook/profile.h"
#include "app/error.h"
#include "app/exchange/json.h"
#include "crypto/secret.h"
#include "db/vault-accounts.h"

#define MAX_LINE (4u * 1024u * 1024u)
#define CHUNK 65536

typedef struct {
  RepCasebook *casebook;
  GPtrArray *objects;
  GHashTable *ids; /* hexadecimal, of lines read */
  guint line;
  RepJsonlCounts *counts;
} Import;

static gboolean
refuse (const Import *self, const char *what, GError **error)
{
  g_autofree char *subject = g_strdup_printf ("%u, %s", self->line, what);

  return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, subject);
}

static const RepKind *
kind_by_code (const char *code)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  for (guint i = 0; code != NULL && i < n; i++)
    if (strcmp (kinds[i]->code, code) == 0)
      return kinds[i];
  return NULL;
}

static const char *
text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

/* A record that was changed after an import wrote it must not look untouched at revision 1. */
static void
age_marks (RepObject *object, gint64 revision)
{
  if (object->kind == &rep_kind_contact && revision != 1) {
    memset (&((RepContact *)object)->import, 0, sizeof (RepId));
  } else if (object->kind == &rep_kind_person) {
    const GPtrArray *marks = ((RepPerson *)object)->imports;

    for (guint i = 0; marks != NULL && i < marks->len; i++)
      if (revision != 1)
        ((RepImportMark *)g_ptr_array_index (marks, i))->revision = 0;
  }
}

static gboolean
read_part (Import *self, RepObject *object, JsonObject *line, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (line, name);
  g_autoptr (GError) local = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return refuse (self, name, error);
  return rep_json_read (object, json_node_get_object (node), &local) ||
         refuse (self, local->message, error);
}

static gboolean
read_object (Import *self, JsonObject *line, GError **error)
{
  const char *id = text_member (line, "id");
  const RepKind *kind = kind_by_code (text_member (line, "kind"));
  JsonNode *revision = json_object_get_member (line, "revision");
  RepObject *object;

  if (kind == NULL)
    return refuse (self, "kind", error);
  if (revision == NULL || !JSON_NODE_HOLDS_VALUE (revision) ||
      json_node_get_value_type (revision) != G_TYPE_INT64)
    return refuse (self, "revision", error);
  object = rep_object_new (kind);
  g_ptr_array_add (self->objects, object);
  if (!rep_id_parse (id, &object->id) || rep_id_is_none (&object->id) ||
      !g_hash_table_add (self->ids, g_ascii_strdown (id, -1)))
    return refuse (self, "id", error);
  if (!read_part (self, object, line, "facts", error) ||
      !read_part (self, object, line, "identity", error))
    return FALSE;
  age_marks (object, json_node_get_int (revision));
  self->counts->records++;
  self->counts->persons += kind == &rep_kind_person ? 1 : 0;
  self->counts->contacts += kind == &rep_kind_contact ? 1 : 0;
  return TRUE;
}

static gboolean
read_line (Import *self, const char *text, gsize size, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *object;

  self->line++;
  if (size == 0)
    return TRUE;
  object = rep_json_load (parser, text, size);
  return object != NULL ? read_object (self, object, error) : refuse (self, "JSON", error);
}

/* Takes the whole lines of @pending. */
static gboolean
take_lines (Import *self, GByteArray *pending, gboolean last, GError **error)
{
  gsize at = 0;

  while (at < pending->len) {
    const guint8 *end = memchr (pending->data + at, '\n', pending->len - at);
    gsize size = end != NULL ? (gsize)(end - pending->data) - at : pending->len - at;

    if (end == NULL && !last)
      break;
    if (!read_line (self, (const char *)pending->data + at, size, error))
      return FALSE;
    at = MIN (at + size + 1, pending->len);
  }
  rep_wipe (pending->data, at);
  g_byte_array_remove_range (pending, 0, (guint)at);
  return pending->len <= MAX_LINE || refuse (self, "4 MiB", error);
}

static gboolean
read_file (Import *self, FILE *file, GError **error)
{
  g_autoptr (GByteArray) pending = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  gboolean good = TRUE;
  gsize size;

  while (good && (size = fread (chunk, 1, CHUNK, file)) > 0) {
    g_byte_array_append (pending, chunk, (guint)size);
    good = take_lines (self, pending, FALSE, error);
  }
  if (good && ferror (file))
    good = rep_app_error_set (error, REP_APP_ERROR_FILE, "");
  good = good && take_lines (self, pending, TRUE, error);
  rep_wipe (chunk, CHUNK);
  rep_wipe (pending->data, pending->len);
  return good;
}

gboolean
rep_jsonl_read (FILE *file, GPtrArray *objects, RepJsonlCounts *counts, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Import self = { .objects = objects, .ids = ids, .counts = counts };

  *counts = (RepJsonlCounts){ 0 };
  return read_file (&self, file, error);
}

/* Referred to before what refers to it, so that stages are worked out once everything is there. */
static int
rank (const RepObject *object)
{
  const RepKind *const order[] = { &rep_kind_settings, &rep_kind_structure, &rep_kind_partner,
                                   &rep_kind_project,  &rep_kind_person,    &rep_kind_outing };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (object->kind == order[i])
      return (int)i;
  return G_N_ELEMENTS (order);
}

static int
compare_objects (gconstpointer a, gconstpointer b)
{
  return rank (*(RepObject *const *)a) - rank (*(RepObject *const *)b);
}

/* Compartments are the vault's own: each structure gets a new one. */
static gboolean
found_structures (Import *self, gint64 now, GError **error)
{
  for (guint i = 0; i < self->objects->len; i++) {
    RepStructure *structure = g_ptr_array_index (self->objects, i);
    guint16 compartment;

    if (structure->object.kind != &rep_kind_structure)
      continue;
    if (!rep_vault_add_structure (rep_casebook_vault (self->casebook), now, &compartment, error))
      return FALSE;
    structure->identity_compartment = compartment;
  }
  return TRUE;
}

/* The first structure's for a kind that does not say whose it is: a partner's people. */
static guint16
compartment_of (const Import *self, const RepObject *object)
{
  const RepField *field = rep_kind_field_by_code (object->kind, "structure");

  for (guint i = 0; i < self->objects->len; i++) {
    const RepStructure *structure = g_ptr_array_index (self->objects, i);

    if (structure->object.kind == &rep_kind_structure &&
        (field == NULL ||
         rep_id_equal (&structure->object.id, rep_field_member (object, field, RepId))))
      return (guint16)structure->identity_compartment;
    if (rank (&structure->object) > 1) /* sorted: no structure follows */
      break;
  }
  return 0;
}

static gboolean
complete (Import *self, GError **error)
{
  for (guint i = 0; i < self->objects->len; i++) {
    RepObject *object = g_ptr_array_index (self->objects, i);

    if (rep_kind_has_part (object->kind, REP_PART_IDENTITY))
      object->compartment = compartment_of (self, object);
    if (object->compartment == 0 && !rep_object_part_is_empty (object, REP_PART_IDENTITY))
      return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, "structure");
    if (object->kind == &rep_kind_person && !((RepPerson *)object)->withdrawn)
      rep_profile_complete (self->casebook, (RepPerson *)object);
  }
  return TRUE;
}

static gboolean
check_empty (RepCasebook *casebook, GError **error)
{
  if (rep_vault_account (rep_casebook_vault (casebook))->role < REP_ROLE_MANAGER)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  if (rep_casebook_projects (casebook)->len > 0 || rep_casebook_persons (casebook)->len > 0 ||
      rep_casebook_structures (casebook)->len > 0 || rep_casebook_contacts (casebook)->len > 0 ||
      rep_casebook_partners (casebook)->len > 0 || rep_casebook_outings (casebook)->len > 0)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_EMPTY, NULL);
  return TRUE;
}

gboolean
rep_jsonl_import (
    RepCasebook *casebook, const char *path, gint64 now, RepJsonlCounts *counts, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  Import self = { .casebook = casebook, .objects = objects };
  gboolean read;
  FILE *file;

  *counts = (RepJsonlCounts){ 0 };
  if (!check_empty (casebook, error))
    return FALSE;
  file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "re") : NULL;
  if (file == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_FILE, path);
  read = rep_jsonl_read (file, objects, counts, error);
  fclose (file);
  if (!read)
    return FALSE;
  g_ptr_array_sort (objects, compare_objects);
  if (!found_structures (&self, now, error) || !complete (&self, error) ||
      !rep_casebook_commit_as (casebook, objects, REP_ACTION_IMPORT, now, error))
    return FALSE;
  rep_casebook_publish_all (casebook, objects);
  return TRUE;
}
