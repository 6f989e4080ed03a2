/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Civil quarters (YYYY-T1 … YYYY-T4) and years, as days: both ends are included. */

#define REP_QUARTER_TEXT_SIZE 8 /* YYYY-Tn and a NUL */

/** RepPeriod: @from and @to are included. */
typedef struct {
  guint32 from;
  guint32 to;
} RepPeriod;

/** rep_period_parse: sets @period to the quarter "2020-T3" or the year "2020". Returns: %FALSE for
 * any other @text, with @period left alone. */
gboolean rep_period_parse (const char *text, RepPeriod *period);

/** rep_quarter_of: Returns: the civil quarter @day lies in. */
RepPeriod rep_quarter_of (guint32 day);
/** rep_quarter_is: whether @period is one whole civil quarter. */
gboolean rep_quarter_is (const RepPeriod *period);
/** rep_quarter_number: Returns: 4 × year + quarter − 1 of @day: numbers that follow each other. */
guint rep_quarter_number (guint32 day);
/** rep_quarter_format: writes the quarter of @day as YYYY-Tn; returns @buffer. */
const char *rep_quarter_format (guint32 day, char buffer[REP_QUARTER_TEXT_SIZE]);

G_END_DECLS
