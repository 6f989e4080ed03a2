/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A day is GDate's Julian number: 1 January of year 1 is 1; 0 means no day. The same number in
 * records, in memory and in Python (date.toordinal).
 */

#define REP_DAY_TEXT_SIZE 11 /* YYYY-MM-DD and a NUL */

/** rep_day_parse: Returns: the day of "YYYY-MM-DD", 0 when @text is anything else. */
guint32 rep_day_parse (const char *text);
guint32 rep_day_from_ymd (guint year, guint month, guint day);
/** rep_day_format: writes @day as YYYY-MM-DD; returns @buffer, empty for no day. */
const char *rep_day_format (guint32 day, char buffer[REP_DAY_TEXT_SIZE]);
void rep_day_split (guint32 day, guint *year, guint *month, guint *day_of_month);

/** rep_day_of_time: Returns: the civil day in Europe/Paris at @time, seconds since 1970. */
guint32 rep_day_of_time (gint64 time);

/** rep_age_on: Returns: whole years from @birth to @day; someone of 29 February turns on 1 March.
 */
int rep_age_on (guint32 birth, guint32 day);

/**
 * rep_age_from_declared: Returns: the age on @day of someone who said to be @age on @declared_on:
 * only the years differ (figures rule 32).
 */
int rep_age_from_declared (int age, guint32 declared_on, guint32 day);

G_END_DECLS
