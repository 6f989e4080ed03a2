/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/fold.h"
#include "app/exchange/import-value.h"

#define MAX_PIECES 10
#define SERIAL_ORIGIN 693594u /* 30 December 1899, day 0 of a spreadsheet from March 1900 on */
#define SERIAL_MIN 366u
#define SERIAL_MAX 73415u /* end of 2100 */

/* A run of digits or of letters. */
typedef struct {
  gboolean is_number;
  guint number;
  guint digits;
  char word[16]; /* folded */
} Piece;

static gsize
take_number (const char *text, Piece *piece)
{
  gsize length = 0;

  piece->is_number = TRUE;
  piece->number = 0;
  while (g_ascii_isdigit (text[length])) {
    if (length < 9)
      piece->number = 10 * piece->number + (guint)(text[length] - '0');
    length++;
  }
  piece->digits = (guint)length;
  return length;
}

static gsize
take_word (const char *text, Piece *piece)
{
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;
  const char *end = text;

  while (*end != '\0' && g_unichar_isalpha (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  word = g_strndup (text, (gsize)(end - text));
  folded = rep_fold_dup (word);
  piece->is_number = FALSE;
  g_strlcpy (piece->word, folded, sizeof piece->word);
  return (gsize)(end - text);
}

/* Returns how many pieces there are, 0 for too many. */
static guint
split (const char *text, Piece pieces[MAX_PIECES])
{
  guint n = 0;

  while (*text != '\0') {
    if (g_ascii_isdigit (*text) || g_unichar_isalpha (g_utf8_get_char (text))) {
      if (n == MAX_PIECES)
        return 0;
      text +=
          g_ascii_isdigit (*text) ? take_number (text, &pieces[n]) : take_word (text, &pieces[n]);
      n++;
    } else {
      text = g_utf8_next_char (text);
    }
  }
  return n;
}

static guint
month_of (const char *word)
{
  static const char *const months[][3] = {
    { "jan", "", "" },    { "fev", "feb", "" },  { "mar", "", "" },     { "avr", "apr", "" },
    { "mai", "may", "" }, { "juin", "jun", "" }, { "juil", "jul", "" }, { "aou", "aug", "" },
    { "sep", "", "" },    { "oct", "", "" },     { "nov", "", "" },     { "dec", "", "" },
  };
  static const char *const whole[] = { "janvier",   "fevrier", "mars",     "avril",
                                       "mai",       "juin",    "juillet",  "aout",
                                       "septembre", "octobre", "novembre", "decembre" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++) {
    if (g_str_has_prefix (whole[i], word) && strlen (word) >= 3 && strcmp (word, "jui") != 0)
      return i + 1;
    for (guint j = 1; j < 3; j++)
      if (months[i][j][0] != '\0' && g_str_has_prefix (word, months[i][j]))
        return i + 1;
  }
  return 0;
}

static gboolean
is_filler (const char *word)
{
  static const char *const fillers[] = { "le",       "du",    "er",       "lundi",  "mardi",
                                         "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
                                         "lun",      "mer",   "jeu",      "ven",    "sam",
                                         "dim",      "ne",    "nee" };

  for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
    if (strcmp (word, fillers[i]) == 0)
      return TRUE;
  return FALSE;
}

static guint
drop_fillers (Piece pieces[MAX_PIECES], guint n)
{
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    if (pieces[i].is_number || !is_filler (pieces[i].word))
      pieces[kept++] = pieces[i];
  return kept;
}

/* Two digits are the latest such year that is not beyond @latest. */
static gboolean
full_year (const Piece *piece, guint latest, guint *year)
{
  if (piece->digits == 4) {
    *year = piece->number;
    return TRUE;
  }
  if (piece->digits != 2)
    return FALSE;
  *year = latest - latest % 100 + piece->number;
  if (*year > latest)
    *year -= 100;
  return TRUE;
}

static guint8
make_day (guint year, guint month, guint day_of_month, guint32 *day)
{
  guint32 made = 0;

  if (month >= 1 && month <= 12 && day_of_month >= 1 && day_of_month <= 31)
    made = rep_day_from_ymd (year, month, day_of_month);
  if (made == 0)
    return REP_REJECT_DATE_IMPOSSIBLE;
  *day = made;
  return 0;
}

/* One number alone: 20040312, 12032004, or a spreadsheet's own. */
static guint8
read_number (const Piece *piece, guint32 *day)
{
  guint number = piece->number;

  if (piece->digits == 8 && number / 10000 >= 1900 && number / 10000 <= 2100)
    return make_day (number / 10000, number / 100 % 100, number % 100, day);
  if (piece->digits == 8)
    return make_day (number % 10000, number / 10000 % 100, number / 1000000, day);
  if (number < SERIAL_MIN || number > SERIAL_MAX)
    return REP_REJECT_DATE_UNREADABLE;
  *day = SERIAL_ORIGIN + number;
  return 0;
}

static guint8
read_three (const Piece *pieces, gboolean month_first, guint latest, guint32 *day)
{
  guint year, month = pieces[1].is_number ? 0 : month_of (pieces[1].word);

  if (!pieces[0].is_number || !pieces[2].is_number || (!pieces[1].is_number && month == 0))
    return REP_REJECT_DATE_UNREADABLE;
  if (pieces[0].digits == 4 && month == 0 && pieces[2].digits <= 2)
    return make_day (pieces[0].number, pieces[1].number, pieces[2].number, day);
  if (pieces[0].digits > 2 || (month == 0 && pieces[1].digits > 2) ||
      !full_year (&pieces[2], latest, &year))
    return REP_REJECT_DATE_UNREADABLE;
  if (month != 0)
    return make_day (year, month, pieces[0].number, day);
  return month_first ? make_day (year, pieces[0].number, pieces[1].number, day)
                     : make_day (year, pieces[1].number, pieces[0].number, day);
}

/* "14 30", "14 h 30", "14 30 00": what stands after a day. */
static gboolean
read_time (const Piece *pieces, guint n, gint32 *minute)
{
  guint numbers[3] = { 0 }, count = 0;

  for (guint i = 0; i < n; i++) {
    if (pieces[i].is_number && count < 3)
      numbers[count++] = pieces[i].number;
    else if (pieces[i].is_number ||
             (strcmp (pieces[i].word, "h") != 0 && strcmp (pieces[i].word, "a") != 0))
      return FALSE;
  }
  if (count == 0 || numbers[0] > 23 || numbers[1] > 59)
    return FALSE;
  if (minute != NULL && (numbers[0] != 0 || numbers[1] != 0))
    *minute = (gint32)(60 * numbers[0] + numbers[1]);
  return TRUE;
}

guint8
rep_import_day (const char *text, gboolean month_first, guint latest, guint32 *day, gint32 *minute)
{
  Piece pieces[MAX_PIECES];
  guint n = drop_fillers (pieces, split (text, pieces));
  guint32 found = 0;
  guint8 reason;

  if (n == 0)
    return REP_REJECT_DATE_UNREADABLE;
  if (n == 1 || (n == 2 && pieces[0].is_number && pieces[0].digits == 5 &&
                 strpbrk (text, ".,") != NULL)) { /* with a part of a day */
    if (!pieces[0].is_number)
      return REP_REJECT_DATE_UNREADABLE;
    return read_number (&pieces[0], day);
  }
  if (n < 3)
    return REP_REJECT_DATE_UNREADABLE;
  reason = read_three (pieces, month_first, latest, &found);
  if (reason != 0)
    return reason;
  if (n > 3 && !read_time (pieces + 3, n - 3, minute))
    return REP_REJECT_DATE_UNREADABLE;
  *day = found;
  return 0;
}

guint8
rep_import_birth (const char *text, gboolean month_first, guint32 today, guint32 *day)
{
  guint year, month, day_of_month;
  guint32 birth = 0;
  guint8 reason;
  int age;

  rep_day_split (today, &year, &month, &day_of_month);
  reason = rep_import_day (text, month_first, year, &birth, NULL);
  if (reason != 0)
    return reason;
  if (birth > today)
    return REP_REJECT_DATE_FUTURE;
  age = rep_age_on (birth, today);
  if (age < REP_IMPORT_AGE_MIN || age > REP_IMPORT_AGE_MAX)
    return REP_REJECT_BIRTH_UNLIKELY;
  *day = birth;
  return 0;
}
