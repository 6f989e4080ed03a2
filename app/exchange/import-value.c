/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import-value.h"

#include <string.h>

#include "app/domain/fold.h"
#include "crypto/secret.h"

static void
free_folded (char *text)
{
  if (text == NULL)
    return;
  rep_wipe (text, strlen (text));
  g_free (text);
}

/* Folded and without spaces. */
static char *
make_key (const char *text)
{
  GString *key = g_string_new (NULL);
  gsize kept = 0;

  rep_fold (text, key);
  for (gsize i = 0; i < key->len; i++)
    if (key->str[i] != ' ')
      key->str[kept++] = key->str[i];
  g_string_truncate (key, kept);
  return g_string_free (key, FALSE);
}

char *
rep_import_text (const char *text)
{
  GString *out;

  if (text[0] == '\'' && text[1] != '\0' && strchr ("=+-@", text[1]) != NULL)
    text++;
  out = g_string_sized_new (strlen (text) + 1);
  for (; *text != '\0'; text++) {
    gboolean space = g_ascii_isspace (*text);

    if (!space)
      g_string_append_c (out, *text);
    else if (out->len > 0 && out->str[out->len - 1] != ' ')
      g_string_append_c (out, ' ');
  }
  return g_string_free (out, FALSE);
}

guint8
rep_import_int (const char *text, guint max, gint32 *value)
{
  guint64 number;
  char *end;

  if (!g_ascii_isdigit (text[0]))
    return REP_REJECT_NUMBER;
  number = g_ascii_strtoull (text, &end, 10);
  while (*end == ' ')
    end++;
  if (number > max || (*end != '\0' && !g_ascii_isalpha (*end)))
    return REP_REJECT_NUMBER;
  *value = (gint32)number;
  return 0;
}

guint8
rep_import_time (const char *text, gint32 *minute)
{
  guint64 hours, minutes = 0;
  char *end;

  if (!g_ascii_isdigit (text[0]))
    return REP_REJECT_NUMBER;
  hours = g_ascii_strtoull (text, &end, 10);
  if (*end != ':' && *end != 'h' && *end != 'H')
    return REP_REJECT_NUMBER;
  end++;
  if (g_ascii_isdigit (*end))
    minutes = g_ascii_strtoull (end, &end, 10);
  if (hours > 23 || minutes > 59 || (*end != '\0' && *end != ':'))
    return REP_REJECT_NUMBER;
  *minute = (gint32)(60 * hours + minutes);
  return 0;
}

static gboolean
is_number_sign (char c)
{
  return g_ascii_isdigit (c) || (c != '\0' && strchr (" +.-()/", c) != NULL);
}

/* "06 12 34 56 78" of ten digits. */
static char *
in_pairs (const char *digits)
{
  return g_strdup_printf ("%.2s %.2s %.2s %.2s %.2s", digits, digits + 2, digits + 4, digits + 6,
                          digits + 8);
}

static guint8
add_phone (const char *text, GPtrArray **phones)
{
  g_autofree char *number = NULL, *written = NULL, *all = NULL;
  g_autoptr (GString) digits = g_string_new (NULL);
  gsize length = 0;

  while (is_number_sign (text[length]))
    length++;
  if (text[length] != '\0') /* what is said of it: its bracket too */
    while (length > 0 && !g_ascii_isdigit (text[length - 1]))
      length--;
  number = g_strndup (text, length);
  rep_fold_digits (number, digits);
  if (digits->len == 9 && digits->str[0] != '0' && number[0] != '+')
    g_string_prepend_c (digits, '0'); /* a spreadsheet took it for a number */
  if (digits->len == 10 && digits->str[0] == '0' && digits->str[1] != '0')
    written = in_pairs (digits->str);
  else if (number[0] == '+' && digits->len >= 8 && digits->len <= 15)
    written = g_strconcat ("+", digits->str, NULL);
  else
    return REP_REJECT_PHONE;

  while (text[length] == ' ')
    length++;
  all = text[length] != '\0' ? g_strconcat (written, " ", text + length, NULL)
                             : g_steal_pointer (&written);
  if (g_utf8_strlen (all, -1) > 100)
    return REP_REJECT_PHONE;
  rep_texts_add (phones, all);
  return 0;
}

/* Calls @add for each part of @text that is not empty. */
static guint8
for_each_part (const char *text,
               const char *separators,
               guint8 (*add) (const char *part, GPtrArray **list),
               GPtrArray **list)
{
  g_autofree char *copy = rep_import_text (text);
  g_auto (GStrv) parts = g_strsplit_set (copy, separators, -1);
  guint8 reason = 0;

  for (guint i = 0; reason == 0 && parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (*parts[i] != '\0')
      reason = add (parts[i], list);
  }
  return reason;
}

guint8
rep_import_phones (const char *text, GPtrArray **phones)
{
  g_autoptr (GString) commas = g_string_new (text);
  guint8 reason;

  g_string_replace (commas, " ou ", ";", 0);
  g_string_replace (commas, " et ", ";", 0);
  g_string_replace (commas, " / ", ";", 0);
  g_string_replace (commas, "\n", ";", 0);
  if (strlen (commas->str) > 20) /* 06.12…/07.12…; shorter, the stroke stands between digits */
    g_string_replace (commas, "/", ";", 0);
  reason = for_each_part (commas->str, ";,", add_phone, phones);
  rep_wipe (commas->str, commas->len);
  return reason;
}

static guint8
add_email (const char *text, GPtrArray **emails)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || strchr (at + 1, '@') != NULL || strchr (at, '.') == NULL ||
      at[1] == '.' || g_str_has_suffix (text, ".") || strlen (text) > 200)
    return REP_REJECT_EMAIL;
  rep_texts_add (emails, text);
  return 0;
}

guint8
rep_import_emails (const char *text, GPtrArray **emails)
{
  return for_each_part (text, ";, ", add_email, emails);
}

/* Words people use that are neither code nor label; keys. */
static const struct {
  const RepVocabulary *vocabulary;
  const char *code;
  const char *words;
} synonyms[] = {
  { &rep_vocabulary_sex, "F",
    "f femme feminin feminine fille mme mlle melle madame mademoiselle woman girl" },
  { &rep_vocabulary_sex, "M", "m h homme masculin garcon mr monsieur man boy" },
  { &rep_vocabulary_answer, "OUI", "o y yes x vrai true 1" },
  { &rep_vocabulary_answer, "NON", "n no faux false 0" },
  { &rep_vocabulary_answer, "NSP", "nesaispas inconnu nr" },
  { &rep_vocabulary_reached, "JOINT", "oui o yes x 1" },
  { &rep_vocabulary_reached, "NON_JOINT", "non n no 0 pasjoint pasdereponse injoignable" },
  { &rep_vocabulary_reached, "MESSAGE_LAISSE", "message repondeur messagerie sms" },
};

static gboolean
is_among (const char *words, const char *key)
{
  gsize length = strlen (key);

  for (const char *at = strstr (words, key); at != NULL; at = strstr (at + 1, key))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static gboolean
is_part_of_label (const char *label, const char *key)
{
  g_auto (GStrv) parts = g_strsplit (label, ",", -1);
  g_autofree char *whole = make_key (label);
  gboolean found = strcmp (whole, key) == 0;

  for (guint i = 0; !found && parts[i] != NULL; i++) {
    g_autofree char *part = make_key (parts[i]);

    found = strcmp (part, key) == 0;
  }
  return found;
}

/* The one term a word means; 0 when it means none or several. */
static guint8
term_of_label (const RepVocabulary *vocabulary, const char *key)
{
  guint8 found = 0;

  for (guint i = 0; i < vocabulary->n_terms; i++) {
    const RepTerm *term = &vocabulary->terms[i];

    if (!is_part_of_label (term->fr, key) && !is_part_of_label (term->en, key))
      continue;
    if (found != 0)
      return 0;
    found = term->number;
  }
  return found;
}

guint8
rep_import_code (const RepVocabulary *vocabulary, const char *text, guint8 *number)
{
  const RepTerm *term = rep_vocabulary_by_code (vocabulary, text);
  g_autofree char *key = NULL;
  guint8 found;

  if (term == NULL && strcmp (text, "?") == 0)
    term = rep_vocabulary_by_code (vocabulary, "NSP");
  if (term != NULL) {
    *number = term->number;
    return 0;
  }
  key = make_key (text);
  if (*key == '\0')
    return REP_REJECT_CODE;
  for (guint i = 0; i < G_N_ELEMENTS (synonyms); i++)
    if (synonyms[i].vocabulary == vocabulary && is_among (synonyms[i].words, key)) {
      *number = rep_vocabulary_by_code (vocabulary, synonyms[i].code)->number;
      return 0;
    }
  found = term_of_label (vocabulary, key);
  if (found == 0)
    return REP_REJECT_CODE;
  *number = found;
  return 0;
}

static gboolean
is_in_capitals (const char *word)
{
  gboolean has_letter = FALSE;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c)) {
    if (g_unichar_islower (g_utf8_get_char (c)))
      return FALSE;
    has_letter = has_letter || g_unichar_isalpha (g_utf8_get_char (c));
  }
  return has_letter;
}

static void
add_word (GString *name, const char *word)
{
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, word);
}

void
rep_import_full_name (const char *text, char **last, char **first)
{
  g_autofree char *line = rep_import_text (text);
  g_auto (GStrv) words = g_strsplit_set (line, " ,", -1);
  g_autoptr (GString) before = g_string_new (NULL);
  g_autoptr (GString) after = g_string_new (NULL);
  guint capitals = 0, n = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    n += *words[i] != '\0' ? 1 : 0;
    capitals += is_in_capitals (words[i]) ? 1 : 0;
  }
  for (guint i = 0, seen = 0; words[i] != NULL; i++) {
    gboolean is_last;

    if (*words[i] == '\0')
      continue;
    seen++;
    is_last = capitals > 0 && capitals < n ? is_in_capitals (words[i]) : seen < n || n == 1;
    add_word (is_last ? before : after, words[i]);
  }
  rep_text_set (last, before->len > 0 ? before->str : NULL);
  rep_text_set (first, after->len > 0 ? after->str : NULL);
  rep_wipe (before->str, before->len);
  rep_wipe (after->str, after->len);
  free_folded (g_steal_pointer (&line));
}
