/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/cell-format.h"

#include <math.h>
#include <string.h>

#include "app/domain/day.h"

#define ORIGIN 693594 /* 30 December 1899, day 0 of a workbook from March 1900 on */
#define ORIGIN_1904 1462
#define LAST_DAY 73415 /* end of 2100 */
#define MINUTES 1440

RepCellFormat
rep_cell_format_known (guint id)
{
  if ((id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
      (id >= 50 && id <= 58))
    return REP_CELL_DAY;
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)
             ? REP_CELL_TIME
             : REP_CELL_NUMBER;
}

/* [h] or [mm]: hours beyond a day, and no colour. */
static gboolean
is_elapsed (const char *at, const char *end)
{
  return strchr ("hHmMsS", *at) != NULL && strspn (at, (char[2]){ *at, '\0' }) == (gsize)(end - at);
}

/* Where what begins at @at and means nothing here ends: words, colours, a letter shown as it is. */
static const char *
skip_literal (const char *at)
{
  const char *end;

  switch (*at) {
    case '"':
      end = strchr (at + 1, '"');
      return end != NULL ? end + 1 : at + strlen (at);
    case '\\':
    case '_':
    case '*':
      return at[1] != '\0' ? g_utf8_next_char (at + 1) : at + 1;
    case '[':
      end = strchr (at, ']');
      return end != NULL && !is_elapsed (at + 1, end) ? end + 1 : at;
    default:
      return at;
  }
}

RepCellFormat
rep_cell_format_parse (const char *code)
{
  gboolean day = FALSE, clock = FALSE, month = FALSE;

  if (g_ascii_strncasecmp (code, "general", 7) == 0 ||
      g_ascii_strncasecmp (code, "standard", 8) == 0)
    return REP_CELL_NUMBER;
  for (const char *at = code; *at != '\0' && *at != ';';) {
    const char *next = skip_literal (at);

    if (next != at) {
      at = next;
      continue;
    }
    day = day || strchr ("dDyY", *at) != NULL;
    clock = clock || strchr ("hHsS", *at) != NULL;
    month = month || strchr ("mM", *at) != NULL; /* or minutes */
    at++;
  }
  if (clock && !day)
    return REP_CELL_TIME;
  return day || month ? REP_CELL_DAY : REP_CELL_NUMBER;
}

static void
write_number (double number, GString *out)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  gboolean whole = fabs (number) < 1e15 && trunc (number) >= number && trunc (number) <= number;

  g_string_append (out, g_ascii_formatd (text, sizeof text, whole ? "%.0f" : "%.15g", number));
}

void
rep_cell_format_write (RepCellFormat format, const char *text, gboolean from_1904, GString *out)
{
  char day_text[REP_DAY_TEXT_SIZE];
  char *end;
  double number = g_ascii_strtod (text, &end), whole;
  guint minutes;

  if (*text == '\0' || *end != '\0' || !isfinite (number)) {
    g_string_append (out, text);
    return;
  }
  number += from_1904 && format == REP_CELL_DAY ? ORIGIN_1904 : 0;
  if (format == REP_CELL_NUMBER || number < 0 || number > LAST_DAY) {
    write_number (number, out);
    return;
  }
  whole = floor (number * MINUTES + 0.5);
  minutes = (guint)fmod (whole, MINUTES);
  if (format == REP_CELL_DAY && number >= 1)
    g_string_append (out,
                     rep_day_format ((guint32)(ORIGIN + (gint)floor (whole / MINUTES)), day_text));
  if (format == REP_CELL_DAY && number >= 1 && minutes == 0)
    return;
  g_string_append_printf (out, "%s%02u:%02u", format == REP_CELL_DAY && number >= 1 ? " " : "",
                          minutes / 60, minutes % 60);
}
