/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/period.h"

#define LAST_YEAR 9998u /* the day after its end is still a day */

static gboolean
parse_year (const char *text, guint *year)
{
  *year = 0;
  for (guint i = 0; i < 4; i++) {
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
    *year = 10 * *year + (guint)(text[i] - '0');
  }
  return *year >= 1 && *year <= LAST_YEAR;
}

gboolean
rep_period_parse (const char *text, RepPeriod *period)
{
  gsize length = text != NULL ? strlen (text) : 0;
  guint year, quarter;

  if ((length != 4 && length != 7) || !parse_year (text, &year))
    return FALSE;
  if (length == 4) {
    period->from = rep_day_from_ymd (year, 1, 1);
    period->to = rep_day_from_ymd (year, 12, 31);
    return TRUE;
  }
  if (text[4] != '-' || (text[5] != 'T' && text[5] != 't') || text[6] < '1' || text[6] > '4')
    return FALSE;
  quarter = (guint)(text[6] - '1');
  *period = rep_quarter_of (rep_day_from_ymd (year, 3 * quarter + 1, 1));
  return TRUE;
}

RepPeriod
rep_quarter_of (guint32 day)
{
  RepPeriod period;
  guint year, month, day_of_month;

  rep_day_split (day, &year, &month, &day_of_month);
  month = (month - 1) / 3 * 3 + 1;
  period.from = rep_day_from_ymd (year, month, 1);
  period.to =
      month == 10 ? rep_day_from_ymd (year, 12, 31) : rep_day_from_ymd (year, month + 3, 1) - 1;
  return period;
}

gboolean
rep_quarter_is (const RepPeriod *period)
{
  RepPeriod quarter = rep_quarter_of (period->from);

  return quarter.from == period->from && quarter.to == period->to;
}

guint
rep_quarter_number (guint32 day)
{
  guint year, month, day_of_month;

  rep_day_split (day, &year, &month, &day_of_month);
  return 4 * year + (month - 1) / 3;
}

const char *
rep_quarter_format (guint32 day, char buffer[REP_QUARTER_TEXT_SIZE])
{
  guint number = rep_quarter_number (day);

  g_snprintf (buffer, REP_QUARTER_TEXT_SIZE, "%04u-T%u", number / 4 % 10000, number % 4 + 1);
  return buffer;
}
