/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/* Struct <-> JSON by the field table: codes as text, days as YYYY-MM-DD, ids as hexadecimal. */

typedef enum {
  REP_JSON_RECORDED, /* only what is recorded */
  REP_JSON_ALL,      /* every key; null, false or [] where nothing is */
} RepJsonScope;

/** rep_json_add_members: adds the fields of @part of @object as members of the open object of
 * @builder. */
void rep_json_add_members (JsonBuilder *builder,
                           const RepObject *object,
                           RepPart part,
                           RepJsonScope scope);

/**
 * rep_json_is_plain: whether @text may be given to a parser: UTF-8 without NUL bytes, without the
 * comments and quotes that are no JSON, and at most 64 brackets deep. json-glib goes down with
 * every bracket, and a million of them would be the end of the stack.
 */
gboolean rep_json_is_plain (const char *text, gsize size);

/** rep_json_load: parses @text, of any content. Returns: (nullable): the object that it is, which
 * belongs to @parser. */
JsonObject *rep_json_load (JsonParser *parser, const char *text, gsize size);

/**
 * rep_json_read: sets the fields of @object from the members of @json, whatever their part.
 *
 * Fails with %REP_APP_ERROR_BAD_FILE naming the first key that is unknown or has a wrong value.
 */
gboolean rep_json_read (RepObject *object, JsonObject *json, GError **error);

/** rep_json_add_field: adds what @field says in @object; null, false or [] where nothing is. */
void rep_json_add_field (JsonBuilder *builder, const RepObject *object, const RepField *field);

/** rep_json_add_id: adds @id as text, null when it is none. */
void rep_json_add_id (JsonBuilder *builder, const RepId *id);
/** rep_json_add_time: adds a moment as YYYY-MM-DDTHH:MM:SSZ; null for 0. */
void rep_json_add_time (JsonBuilder *builder, gint64 time);
/** rep_json_add_day: adds @day as YYYY-MM-DD, null when it is none. */
void rep_json_add_day (JsonBuilder *builder, guint32 day);
/** rep_json_add_code: adds the code of term @number, null when it is 0. */
void rep_json_add_code (JsonBuilder *builder, const RepVocabulary *vocabulary, guint number);

/** rep_json_to_text: Returns: (transfer full): what @builder holds, on one line or indented. */
char *rep_json_to_text (JsonBuilder *builder, gboolean pretty);

G_END_DECLS
