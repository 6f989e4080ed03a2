/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/allowed.h"
#include "app/error.h"
#include "app/exchange/json.h"
#include "app/exchange/jsonl-export.h"
#include "app/platform/output.h"
#include "crypto/secret.h"

typedef struct {
  RepCasebook *casebook;
  RepOutput *output;
  guint records;
} Export;

static void
add_part (JsonBuilder *builder, const char *name, const RepObject *object, RepPart part)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rep_json_add_members (builder, object, part, REP_JSON_RECORDED);
  json_builder_end_object (builder);
}

static char *
make_line (const RepObject *object)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, object->kind->code);
  json_builder_set_member_name (builder, "id");
  rep_json_add_id (builder, &object->id);
  json_builder_set_member_name (builder, "revision");
  json_builder_add_int_value (builder, object->revision);
  add_part (builder, "facts", object, REP_PART_FACTS);
  add_part (builder, "identity", object, REP_PART_IDENTITY);
  json_builder_end_object (builder);
  return rep_json_to_text (builder, FALSE);
}

static gboolean
export_record (const RepRecord *record, gpointer data, GError **error)
{
  Export *self = data;
  RepObject *object = rep_casebook_open (self->casebook, record, error);
  g_autofree char *line = NULL;
  gboolean written;

  if (object == NULL)
    return error == NULL || *error == NULL; /* of a kind this program does not know */

  line = make_line (object);
  written = rep_output_write (self->output, line, strlen (line), error) &&
            rep_output_write (self->output, "\n", 1, error);
  rep_wipe (line, strlen (line));
  rep_object_free (object);
  self->records++;
  return written;
}

gboolean
rep_jsonl_export (
    RepCasebook *casebook, const char *path, gint64 now, guint *records, GError **error)
{
  g_autoptr (RepOutput) output = NULL;
  Export self = { .casebook = casebook };
  gboolean intact;

  if (!rep_casebook_holds_names (casebook))
    return rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  self.output = output = rep_output_open (path, error);
  if (output == NULL || !rep_casebook_note (casebook, REP_ACTION_EXPORT, NULL, 0, now, error) ||
      !rep_vault_scan (rep_casebook_vault (casebook), export_record, &self, &intact, error))
    return FALSE;
  if (!intact) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "record sum");
    return FALSE;
  }
  if (!rep_output_publish (output, error))
    return FALSE;
  *records = self.records;
  return TRUE;
}
