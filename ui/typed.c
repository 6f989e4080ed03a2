/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/fold.h"
#include "ui/typed.h"

#define MAX_AGE 99
#define MAX_STEP 3660 /* days */
#define NEAR_YEARS 8  /* far enough for every 29 February but that of 1900 */

/* Reads up to @max digits; returns what follows them, or %NULL when there is none. */
static const char *
read_number (const char *text, guint max, guint *number, guint *length)
{
  guint value = 0, n = 0;

  while (n < max && g_ascii_isdigit (text[n]))
    value = value * 10 + (guint)(text[n++] - '0');
  if (n == 0 || g_ascii_isdigit (text[n]))
    return NULL;
  *number = value;
  *length = n;
  return text + n;
}

/* Three or two numbers between slashes, points, hyphens or spaces; returns how many, 0: not so. */
static guint
read_parts (const char *text, guint parts[3], guint lengths[3])
{
  guint n = 0;

  while (n < 3) {
    text = read_number (text, 4, &parts[n], &lengths[n]);
    if (text == NULL)
      return 0;
    n++;
    if (*text == '\0')
      return n >= 2 ? n : 0;
    if (strchr ("/.- ", *text) == NULL)
      return 0;
    text++;
  }
  return 0;
}

/* The day @number of @month nearest to @today on the side of @tense. */
static guint32
nearest_day (guint month, guint number, guint32 today, RepTypedTense tense)
{
  guint year, this_month, this_number;

  rep_day_split (today, &year, &this_month, &this_number);
  for (guint i = 0; i <= NEAR_YEARS; i++) {
    guint32 day = rep_day_from_ymd (tense == REP_TYPED_COMING ? year + i : year - i, month, number);

    if (day != 0 && (tense == REP_TYPED_COMING ? day >= today : day <= today))
      return day;
  }
  return 0;
}

/* @pivot: two digits of a year mean the last such year not after this day. */
static guint32
read_date (const char *text, guint32 today, RepTypedTense tense, guint32 pivot)
{
  guint parts[3], lengths[3], n = read_parts (text, parts, lengths);
  guint32 day;

  if (n == 2 && lengths[0] <= 2 && lengths[1] <= 2)
    return nearest_day (parts[1], parts[0], today, tense);
  if (n != 3 || lengths[1] > 2)
    return 0;
  if (lengths[0] == 4 && lengths[2] <= 2)
    return rep_day_from_ymd (parts[0], parts[1], parts[2]);
  if (lengths[0] > 2 || (lengths[2] != 2 && lengths[2] != 4))
    return 0;
  if (lengths[2] == 4)
    return rep_day_from_ymd (parts[2], parts[1], parts[0]);
  day = rep_day_from_ymd (2000 + parts[2], parts[1], parts[0]);
  return day > pivot ? rep_day_from_ymd (1900 + parts[2], parts[1], parts[0]) : day;
}

static guint32
read_step (const char *text, guint32 today)
{
  guint number, length;
  const char *end = read_number (text + 1, 4, &number, &length);

  if (end == NULL || *end != '\0' || number > MAX_STEP)
    return 0;
  return *text == '+' ? today + number : today - number;
}

/* A weekday by three letters of its name or more. */
static guint32
read_weekday (const char *word, guint32 today, RepTypedTense tense)
{
  static const char *const names[][2] = {
    { "lundi", "monday" },    { "mardi", "tuesday" },   { "mercredi", "wednesday" },
    { "jeudi", "thursday" },  { "vendredi", "friday" }, { "samedi", "saturday" },
    { "dimanche", "sunday" },
  };
  guint this_one = (today - 1) % 7; /* day 1 was a Monday */

  for (guint i = 0; strlen (word) >= 3 && i < G_N_ELEMENTS (names); i++) {
    if (!g_str_has_prefix (names[i][0], word) && !g_str_has_prefix (names[i][1], word))
      continue;
    if (tense == REP_TYPED_COMING)
      return today + (i + 6 - this_one) % 7 + 1;
    return today - (this_one + 7 - i) % 7;
  }
  return 0;
}

static guint32
read_word (const char *text, guint32 today, RepTypedTense tense)
{
  static const struct {
    const char *word;
    int step;
  } words[] = { { "aujourdhui", 0 }, { "today", 0 }, { "demain", 1 },
                { "tomorrow", 1 },   { "hier", -1 }, { "yesterday", -1 } };
  g_autofree char *folded = rep_fold_dup (text);

  for (guint i = 0; strlen (folded) >= 3 && i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (words[i].word, folded))
      return (guint32)((int)today + words[i].step);
  return read_weekday (folded, today, tense);
}

gboolean
rep_typed_day (const char *text, guint32 today, RepTypedTense tense, guint32 *day)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  guint32 found;

  if (*word == '\0')
    found = 0;
  else if (*word == '+' || *word == '-')
    found = read_step (word, today);
  else if (g_ascii_isdigit (*word))
    found = read_date (word, today, tense, G_MAXUINT32);
  else
    found = read_word (word, today, tense);
  if (found == 0 && *word != '\0')
    return FALSE;
  *day = found;
  return TRUE;
}

gboolean
rep_typed_age_or_birth (const char *text, guint32 today, gint32 *age, guint32 *birth)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  guint number = 0, length;
  guint32 day = 0;
  const char *end = read_number (word, 3, &number, &length);
  gboolean is_age = end != NULL && *end == '\0';

  if (*word != '\0' && !is_age) {
    guint parts[3], lengths[3];

    if (read_parts (word, parts, lengths) == 3)
      day = read_date (word, today, REP_TYPED_PAST, today);
    if (day == 0 || day > today || rep_age_on (day, today) > MAX_AGE)
      return FALSE;
  }
  if (is_age && number > MAX_AGE)
    return FALSE;
  *age = is_age ? (gint32)number : -1;
  *birth = day;
  return TRUE;
}

static gboolean
is_particle (const char *word)
{
  static const char *const particles[] = { "de",  "du",  "des", "d",   "la",  "le",  "les", "da",
                                           "dos", "di",  "del", "el",  "al",  "ben", "bin", "ibn",
                                           "van", "von", "den", "der", "abd", NULL };
  g_autofree char *folded = rep_fold_dup (word);

  return g_strv_contains (particles, folded);
}

static gboolean
is_in_capitals (const char *word)
{
  g_autofree char *up = g_utf8_strup (word, -1);
  g_autofree char *down = g_utf8_strdown (word, -1);

  return g_utf8_strlen (word, -1) >= 2 && strcmp (word, up) == 0 && strcmp (word, down) != 0;
}

static void
append_word (GString *out, const char *word, gboolean capitalise)
{
  gboolean at_start = TRUE;

  if (out->len > 0)
    g_string_append_c (out, ' ');
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    g_string_append_unichar (out, capitalise && at_start ? g_unichar_totitle (letter) : letter);
    at_start = !g_unichar_isalpha (letter);
  }
}

/* The number of the word the last name begins with, when no word is in capitals. */
static guint
start_of_last (char **words, guint n)
{
  guint start = n > 1 ? n - 1 : n;

  while (start > 1 && start < n && is_particle (words[start - 1]))
    start--;
  return start;
}

void
rep_typed_name (const char *text, char **first, char **last)
{
  g_autofree char *down = g_utf8_strdown (text, -1);
  g_auto (GStrv) words = g_regex_split_simple ("\\s+", text, 0, 0);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  GString *parts[2] = { g_string_new (NULL), g_string_new (NULL) };
  gboolean plain = strcmp (down, text) == 0;
  guint capitals = 0, start;

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0') {
      g_ptr_array_add (kept, words[i]);
      capitals += is_in_capitals (words[i]) ? 1 : 0;
    }
  if (capitals == kept->len)
    capitals = 0;
  start = start_of_last ((char **)kept->pdata, kept->len);
  for (guint i = 0; i < kept->len; i++) {
    const char *word = g_ptr_array_index (kept, i);
    gboolean is_last = capitals > 0 ? is_in_capitals (word) : i >= start;

    append_word (parts[is_last ? 1 : 0], word, plain && !(is_last && is_particle (word)));
  }
  *first = g_string_free (parts[0], FALSE);
  *last = g_string_free (parts[1], FALSE);
}

gboolean
rep_typed_phone (const char *text)
{
  guint digits = 0;

  for (const char *at = text; *at != '\0'; at++) {
    if (g_ascii_isdigit (*at))
      digits++;
    else if (strchr (" .-/()+", *at) == NULL)
      return FALSE;
  }
  return *text == '\0' || (digits >= 4 && digits <= 15);
}

guint
rep_typed_count (const char *text)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  guint number = 0, length;
  const char *end = read_number (word, 5, &number, &length);

  return end != NULL && *end == '\0' ? number : 0;
}

gboolean
rep_typed_number (const char *text, gint32 *number)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  guint value = 0, length;
  const char *end;

  if (*word == '\0') {
    *number = -1;
    return TRUE;
  }
  end = read_number (word, 5, &value, &length);
  if (end == NULL || *end != '\0')
    return FALSE;
  *number = (gint32)value;
  return TRUE;
}

gboolean
rep_typed_time (const char *text, gint32 *minutes)
{
  g_autofree char *word = g_strstrip (g_strdup (text));
  guint hour = 0, minute = 0, length;
  const char *end = read_number (word, 4, &hour, &length);

  if (*word == '\0') {
    *minutes = -1;
    return TRUE;
  }
  if (end == NULL)
    return FALSE;
  if (length > 2) {
    minute = hour % 100;
    hour /= 100;
  } else if (*end == 'h' || *end == 'H' || *end == ':') {
    end++;
    if (*end != '\0' && ((end = read_number (end, 2, &minute, &length)) == NULL || length != 2))
      return FALSE;
  }
  if (*end != '\0' || hour > 23 || minute > 59)
    return FALSE;
  *minutes = (gint32)(60 * hour + minute);
  return TRUE;
}

guint
rep_typed_letter (const char *letters, gunichar typed)
{
  guint place = 1;

  for (const char *at = letters; at != NULL && *at != '\0'; at = g_utf8_next_char (at), place++)
    if (g_unichar_toupper (g_utf8_get_char (at)) == g_unichar_toupper (typed))
      return place;
  return 0;
}

gboolean
rep_typed_letters (const char *letters, const char *text, gboolean several, guint64 *mask)
{
  guint64 found = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar typed = g_utf8_get_char (at);
    guint place = rep_typed_letter (letters, typed);

    if (g_unichar_isspace (typed) || typed == ',' || typed == '+')
      continue;
    if (place == 0 || place > 63)
      return FALSE;
    found |= (guint64)1 << place;
  }
  if (!several && (found & (found - 1)) != 0)
    return FALSE;
  *mask = found;
  return TRUE;
}
