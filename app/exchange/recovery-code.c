/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/error.h"
#include "app/exchange/recovery-code.h"
#include "app/platform/process.h"
#include "crypto/recovery.h"

#define SYMBOLS (5 * REP_RECOVERY_GROUPS)
#define SLACK 8         /* symbols forgotten or typed twice */
#define FEWEST_DIGITS 8 /* a code has twenty or so, a name or a title none */

/* What a stretch of text is made of. */
typedef struct {
  guint symbols;
  guint digits;
  guint others;
} Tally;

static Tally
tally (const char *text, gsize size)
{
  Tally found = { 0 };

  for (gsize i = 0; i < size; i++) {
    if (g_ascii_isspace (text[i]) || text[i] == '-')
      continue;
    found.symbols++;
    if (g_ascii_isdigit (text[i]))
      found.digits++;
    else if (!g_ascii_isalpha (text[i]))
      found.others++;
  }
  return found;
}

static gboolean
looks_like_code (const Tally *found)
{
  return found->symbols >= SYMBOLS - SLACK && found->symbols <= SYMBOLS + SLACK &&
         found->digits >= FEWEST_DIGITS && found->others <= SLACK;
}

/* The end of the paragraph at @text: an empty line, or one of white space. */
static const char *
paragraph_end (const char *text)
{
  for (const char *line = text; *line != '\0';) {
    const char *end = line + strcspn (line, "\n");
    const char *seen = line + strspn (line, " \t\r");

    if (seen >= end)
      return line;
    line = *end == '\n' ? end + 1 : end;
  }
  return text + strlen (text);
}

char *
rep_recovery_code_find (const char *text)
{
  Tally whole = tally (text, strlen (text));

  for (const char *at = text; *at != '\0';) {
    const char *end;
    Tally found;

    at += strspn (at, " \t\r\n");
    end = paragraph_end (at);
    found = tally (at, (gsize)(end - at));
    if (looks_like_code (&found))
      return g_strndup (at, (gsize)(end - at));
    at = end;
  }
  /* Typed with empty lines in between. */
  return looks_like_code (&whole) ? g_strdup (text) : NULL;
}

void
rep_recovery_code_free (char *code)
{
  if (code == NULL)
    return;

  rep_wipe (code, strlen (code));
  g_free (code);
}

static gboolean
set_typo (GError **error, guint group, const char *name, guint n)
{
  g_autofree char *subject = n > 1 && name != NULL ? g_strdup_printf ("%u (%s)", group, name)
                                                   : g_strdup_printf ("%u", group);

  return rep_app_error_set (error, REP_APP_ERROR_SHEET_TYPO, subject);
}

/* Each sheet by itself first, so that a typo is told with the sheet it is on. */
static gboolean
check_each (GPtrArray *codes, const char *const *names, GError **error)
{
  for (guint i = 0; i < codes->len; i++) {
    const char *sheet = g_ptr_array_index (codes, i);
    g_autoptr (RepSecret) alone = NULL;
    guint bad = 0;

    alone = rep_recovery_parse (&sheet, 1, &bad, NULL);
    if (bad > 0)
      return set_typo (error, bad, names != NULL ? names[i] : NULL, codes->len);
  }
  return TRUE;
}

static void
free_code (gpointer code)
{
  rep_recovery_code_free (code);
}

RepSecret *
rep_recovery_code_read (const char *const *texts, const char *const *names, guint n, GError **error)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (free_code);
  RepSecret *code;

  for (guint i = 0; i < n; i++) {
    char *found = rep_recovery_code_find (texts[i]);

    if (found == NULL) {
      rep_app_error_set (error, REP_APP_ERROR_SHEET_NO_CODE, names != NULL ? names[i] : NULL);
      return NULL;
    }
    g_ptr_array_add (codes, found);
  }
  if (!check_each (codes, names, error))
    return NULL;
  code = rep_recovery_parse ((const char *const *)codes->pdata, n, NULL, NULL);
  if (code == NULL)
    rep_app_error_set (error, n == 1 ? REP_APP_ERROR_SHEET_MISSING : REP_APP_ERROR_SHEET_MIXED,
                       NULL);
  return code;
}

RepSecret *
rep_recovery_code_load (const char *const *paths, guint n, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (free_code);

  for (guint i = 0; i < n; i++) {
    char *text = rep_process_read_text (paths[i]);

    if (text == NULL) {
      rep_app_error_set (error, REP_APP_ERROR_FILE, paths[i]);
      return NULL;
    }
    g_ptr_array_add (texts, text);
  }
  return rep_recovery_code_read ((const char *const *)texts->pdata, paths, n, error);
}
