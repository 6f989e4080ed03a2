/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"

guint32
rep_day_from_ymd (guint year, guint month, guint day)
{
  GDate date;

  if (year < 1 || year > 9999 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return 0;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian (&date);
}

static guint
digits (const char *text, guint n)
{
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = 10 * value + (guint)(text[i] - '0');
  return value;
}

guint32
rep_day_parse (const char *text)
{
  if (text == NULL || strlen (text) != 10)
    return 0;
  for (guint i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return 0;
  return rep_day_from_ymd (digits (text, 4), digits (text + 5, 2), digits (text + 8, 2));
}

void
rep_day_split (guint32 day, guint *year, guint *month, guint *day_of_month)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  *year = g_date_get_year (&date);
  *month = g_date_get_month (&date);
  *day_of_month = g_date_get_day (&date);
}

const char *
rep_day_format (guint32 day, char buffer[REP_DAY_TEXT_SIZE])
{
  guint year, month, day_of_month;

  buffer[0] = '\0';
  if (day == 0)
    return buffer;
  rep_day_split (day, &year, &month, &day_of_month);
  g_snprintf (buffer, REP_DAY_TEXT_SIZE, "%04u-%02u-%02u", year % 10000, month % 100,
              day_of_month % 100);
  return buffer;
}

guint32
rep_day_of_time (gint64 time)
{
  g_autoptr (GTimeZone) paris = g_time_zone_new_identifier ("Europe/Paris");
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) there = NULL;

  if (utc == NULL)
    return 0;
  there = paris != NULL ? g_date_time_to_timezone (utc, paris) : g_date_time_ref (utc);
  return rep_day_from_ymd ((guint)g_date_time_get_year (there),
                           (guint)g_date_time_get_month (there),
                           (guint)g_date_time_get_day_of_month (there));
}

int
rep_age_on (guint32 birth, guint32 day)
{
  guint birth_year, birth_month, birth_day, year, month, day_of_month;

  rep_day_split (birth, &birth_year, &birth_month, &birth_day);
  rep_day_split (day, &year, &month, &day_of_month);
  return (int)year - (int)birth_year -
         (month < birth_month || (month == birth_month && day_of_month < birth_day) ? 1 : 0);
}

int
rep_age_from_declared (int age, guint32 declared_on, guint32 day)
{
  guint declared_year, year, month, day_of_month;

  rep_day_split (declared_on, &declared_year, &month, &day_of_month);
  rep_day_split (day, &year, &month, &day_of_month);
  return age - ((int)declared_year - (int)year);
}
