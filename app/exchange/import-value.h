/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/* Cells of a spreadsheet to values, as French teams write them. Each function sets its value only
 * when it answers 0, which is no reason to reject the row. */

/** RepReject: numbers of rep_vocabulary_reject. */
typedef enum {
  REP_REJECT_DATE_UNREADABLE = 1,
  REP_REJECT_DATE_IMPOSSIBLE,
  REP_REJECT_DATE_FUTURE,
  REP_REJECT_DATE_OLD,
  REP_REJECT_BIRTH_UNLIKELY,
  REP_REJECT_CODE,
  REP_REJECT_NUMBER,
  REP_REJECT_PHONE,
  REP_REJECT_EMAIL,
  REP_REJECT_PLACE_UNKNOWN,
  REP_REJECT_PLACE_AMBIGUOUS,
  REP_REJECT_TEXT_LONG,
  REP_REJECT_NO_NAME,
  REP_REJECT_PERSON_AMBIGUOUS,
  REP_REJECT_MISSING,
  REP_REJECT_CONTRADICTION,
  REP_REJECT_CELLS,
} RepRejectReason;

#define REP_IMPORT_AGE_MIN 6
#define REP_IMPORT_AGE_MAX 99

/**
 * rep_import_day:
 * @text: 12/03/2004, 12-3-04, 12.03.2004, 2004-03-12, 12 mars 2004, 1er mars 04, vendredi 12 mars
 *   2004, 12032004, or the number of days by which a spreadsheet keeps it; a time may follow
 * @month_first: 03/12/2004 is the 12th of March
 * @latest: year that two digits are not to be beyond: 04 is 2004, and 99 is 1999
 * @minute: (nullable): the time that follows, left alone when there is none
 */
guint8
rep_import_day (const char *text, gboolean month_first, guint latest, guint32 *day, gint32 *minute);

/** rep_import_birth: the same of a birth day: not in the future of @today, and of someone of an age
 * from %REP_IMPORT_AGE_MIN to %REP_IMPORT_AGE_MAX. */
guint8 rep_import_birth (const char *text, gboolean month_first, guint32 today, guint32 *day);

/** rep_import_time: 14:30, 14h30, 14h as minutes. */
guint8 rep_import_time (const char *text, gint32 *minute);
/** rep_import_int: 17, "17 ans", up to @max. */
guint8 rep_import_int (const char *text, guint max, gint32 *value);

/** rep_import_phones: one or more French numbers, 06 12 34 56 78, with or without the zero a
 * spreadsheet drops, or foreign ones after a +; what is said of a number after it is kept. */
guint8 rep_import_phones (const char *text, GPtrArray **phones);
guint8 rep_import_emails (const char *text, GPtrArray **emails);

/** rep_import_code: the code of a term, its label in French or English, or one of the
 * comma-separated parts of a label; yes and no for answers and reached, the usual words for a sex.
 */
guint8 rep_import_code (const RepVocabulary *vocabulary, const char *text, guint8 *number);

/** rep_import_full_name: a last name is what is in capitals; where nothing or all is, the first
 * words but one. @first: (nullable) */
void rep_import_full_name (const char *text, char **last, char **first);

/**
 * rep_import_place:
 * @name: @postcode: @insee: (nullable): what the row says; @name may also be either code
 * @near: (nullable): département that wins among communes of one name
 */
guint8 rep_import_place (const char *name,
                         const char *postcode,
                         const char *insee,
                         const char *near,
                         char place[REP_PLACE_SIZE]);

/** rep_import_text: Returns: (transfer full): @text on one line, without the apostrophe that keeps
 * a spreadsheet from running what follows. */
char *rep_import_text (const char *text);

G_END_DECLS
