/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/texts.h"
#include "app/error.h"

gboolean
rep_text_has_controls (const char *text, gboolean lines)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    GUnicodeType type = g_unichar_type (c);
    gboolean of_lines = c == '\n' || c == '\r' || c == '\t' || type == G_UNICODE_LINE_SEPARATOR ||
                        type == G_UNICODE_PARAGRAPH_SEPARATOR;

    if (of_lines ? !lines : type == G_UNICODE_CONTROL)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_text (const char *text, const RepField *field, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL) || *text == '\0')
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, field->code);
  if (rep_text_has_controls (text, rep_field_has_lines (field)))
    return rep_app_error_set (error, REP_APP_ERROR_TEXT_CONTROL, field->code);
  if (g_utf8_strlen (text, -1) > field->max) {
    g_autofree char *subject = g_strdup_printf ("%s (%u)", field->code, field->max);

    return rep_app_error_set (error, REP_APP_ERROR_TEXT_LONG, subject);
  }
  return TRUE;
}

static gboolean
check_several (const GPtrArray *texts, const RepField *field, GError **error)
{
  if (texts == NULL)
    return TRUE;
  if (texts->len > REP_TEXTS_COUNT)
    return rep_app_error_set (error, REP_APP_ERROR_TEXT_MANY, field->code);
  for (guint i = 0; i < texts->len; i++)
    if (!check_text (g_ptr_array_index (texts, i), field, error))
      return FALSE;
  return TRUE;
}

gboolean
rep_texts_check (const RepObject *object, GError **error)
{
  for (guint i = 0; i < object->kind->n_fields; i++) {
    const RepField *field = &object->kind->fields[i];

    if (field->type == REP_FIELD_TEXT &&
        !check_text (*rep_field_member (object, field, char *), field, error))
      return FALSE;
    if (field->type == REP_FIELD_TEXTS &&
        !check_several (*rep_field_member (object, field, GPtrArray *), field, error))
      return FALSE;
  }
  return TRUE;
}
