/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/cli/arguments.h"
#include "app/domain/day.h"
#include "app/domain/fold.h"
#include "app/domain/place.h"

gboolean
rep_argument_day (const char *text, guint32 *day, GError **error)
{
  guint32 parsed;

  if (text == NULL)
    return TRUE;
  parsed = rep_day_parse (text);
  if (parsed == 0)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_DATE, text);
  *day = parsed;
  return TRUE;
}

gboolean
rep_argument_code (const RepVocabulary *vocabulary,
                   const char *text,
                   guint8 *number,
                   GError **error)
{
  const RepTerm *term;

  if (text == NULL)
    return TRUE;
  term = rep_vocabulary_by_code (vocabulary, text);
  if (term == NULL) {
    g_autofree char *subject = g_strconcat (vocabulary->code, ": ", text, NULL);

    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, subject);
  }
  *number = term->number;
  return TRUE;
}

gboolean
rep_argument_codes (const RepVocabulary *vocabulary, char **texts, guint64 *mask, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    guint8 number;

    if (!rep_argument_code (vocabulary, texts[i], &number, error))
      return FALSE;
    *mask |= G_GUINT64_CONSTANT (1) << number;
  }
  return TRUE;
}

gboolean
rep_argument_answer (const char *text, guint8 *number, GError **error)
{
  static const char *const words[][2] = { { "yes", "OUI" }, { "no", "NON" }, { "?", "NSP" } };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (text, words[i][0]) == 0)
      text = words[i][1];
  return rep_argument_code (&rep_vocabulary_answer, text, number, error);
}

gboolean
rep_argument_publics (char **texts, guint64 *yes, guint64 *no, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (texts[i], "=", 2);
    guint8 number, answer = 1;

    if (!rep_argument_code (&rep_vocabulary_public, parts[0], &number, error) ||
        !rep_argument_answer (parts[0] != NULL ? parts[1] : NULL, &answer, error))
      return FALSE;
    if (answer == 1)
      *yes |= G_GUINT64_CONSTANT (1) << number;
    else if (answer == 2)
      *no |= G_GUINT64_CONSTANT (1) << number;
  }
  if ((*yes & *no) != 0)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "--public");
  return TRUE;
}

gboolean
rep_argument_int (const char *text, gint32 *value, GError **error)
{
  gint64 parsed;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 0, G_MAXINT32, &parsed, NULL))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, text);
  *value = (gint32)parsed;
  return TRUE;
}

gboolean
rep_argument_time (const char *text, gint32 *minute, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (strlen (text) == 5 && text[2] == ':' && g_ascii_isdigit (text[0]) &&
      g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4])) {
    int hours = 10 * (text[0] - '0') + text[1] - '0';
    int minutes = 10 * (text[3] - '0') + text[4] - '0';

    if (hours < 24 && minutes < 60) {
      *minute = 60 * hours + minutes;
      return TRUE;
    }
  }
  return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, text);
}

gboolean
rep_argument_place (const char *text, char place[REP_PLACE_SIZE], GError **error)
{
  const RepPlace *found;

  if (text == NULL)
    return TRUE;
  found = rep_place_by_insee (text);
  if (found == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PLACE, text);
  g_strlcpy (place, found->insee, REP_PLACE_SIZE);
  return TRUE;
}

gboolean
rep_argument_text (const char *text, char **value, GError **error)
{
  g_autofree char *stripped = NULL;

  if (text == NULL)
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "UTF-8");
  stripped = g_strstrip (g_strdup (text));
  if (*stripped == '\0')
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "text");
  rep_text_set (value, stripped);
  return TRUE;
}

gboolean
rep_argument_id (const char *text, RepAppError code, RepId *id, GError **error)
{
  if (text == NULL || (rep_id_parse (text, id) && !rep_id_is_none (id)))
    return TRUE;
  return rep_app_error_set (error, code, text);
}

const RepProject *
rep_argument_project (RepCasebook *casebook, const char *code, guint *number, GError **error)
{
  const RepProject *project = rep_casebook_project_by_code (casebook, code, number);

  if (project == NULL)
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, code);
  return project;
}

gboolean
rep_argument_structure (const RepProject *project, const char *text, RepId *id, GError **error)
{
  RepId wanted = { 0 };

  if (text == NULL)
    return TRUE;
  (void)rep_id_parse (text, &wanted);
  for (guint i = 0; project->structures != NULL && i < project->structures->len; i++) {
    const RepProjectStructure *entry = g_ptr_array_index (project->structures, i);

    if (rep_id_equal (&entry->structure, &wanted) || rep_fold_equal (entry->name, text)) {
      *id = entry->structure;
      return TRUE;
    }
  }
  return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_STRUCTURE, text);
}

gboolean
rep_argument_any_structure (RepCasebook *casebook, const char *text, RepId *id, GError **error)
{
  const GPtrArray *structures = rep_casebook_structures (casebook);
  const RepStructure *found = NULL;
  RepId wanted = { 0 };
  guint n = 0;

  (void)rep_id_parse (text, &wanted);
  for (guint i = 0; i < structures->len; i++) {
    const RepStructure *structure = g_ptr_array_index (structures, i);

    if (structure != NULL &&
        (rep_id_equal (&structure->object.id, &wanted) || rep_fold_equal (structure->name, text))) {
      found = structure;
      n++;
    }
  }
  if (n != 1)
    return rep_app_error_set (error, REP_APP_ERROR_NO_STRUCTURE, text);
  *id = found->object.id;
  return TRUE;
}

gboolean
rep_argument_partner (RepCasebook *casebook, const char *text, RepId *id, GError **error)
{
  const GPtrArray *partners = rep_casebook_partners (casebook);
  const RepPartner *found = NULL;
  guint n = 0;
  RepId wanted = { 0 };

  if (text == NULL)
    return TRUE;
  (void)rep_id_parse (text, &wanted);
  for (guint i = 0; i < partners->len; i++) {
    const RepPartner *partner = g_ptr_array_index (partners, i);

    if (partner != NULL &&
        (rep_id_equal (&partner->object.id, &wanted) || rep_fold_equal (partner->name, text))) {
      found = partner;
      n++;
    }
  }
  if (n != 1)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PARTNER, text);
  *id = found->object.id;
  return TRUE;
}

gboolean
rep_argument_logins (RepCasebook *casebook, char **logins, GArray **ids, GError **error)
{
  const RepRoster *roster = rep_vault_roster (rep_casebook_vault (casebook));

  for (guint i = 0; logins != NULL && logins[i] != NULL; i++) {
    const RepAccount *account = rep_roster_account_by_login (roster, logins[i]);

    if (account == NULL || account->role == REP_ROLE_RECOVERY)
      return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_LOGIN, logins[i]);
    rep_ids_add (ids, &account->id);
  }
  return TRUE;
}

gboolean
rep_argument_file (const char *path, gsize max, char **text, GError **error)
{
  g_autofree char *contents = NULL;
  GStatBuf status;
  gsize size;

  if (path == NULL)
    return TRUE;
  if (g_stat (path, &status) == 0 && status.st_size > (goffset)max) /* before it is read */
    return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, path);
  if (!g_file_get_contents (path, &contents, &size, NULL))
    return rep_app_error_set (error, REP_APP_ERROR_FILE, path);
  if (size > max || !g_utf8_validate (contents, (gssize)size, NULL)) {
    rep_wipe (contents, size);
    return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, path);
  }
  g_strchomp (contents);
  rep_text_set (text, *contents != '\0' ? contents : NULL);
  rep_wipe (contents, size);
  return TRUE;
}
