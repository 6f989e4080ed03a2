/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What hands type in a hurry, read generously; nothing here knows a widget. Every reader answers
 * %FALSE for what it does not understand and writes its outputs only on %TRUE; nothing typed is
 * understood as nothing recorded.
 */

/** RepTypedTense: on which side of today a day without a year, or a weekday, is meant. */
typedef enum {
  REP_TYPED_PAST,   /* today or before */
  REP_TYPED_COMING, /* today or after; a weekday: after today */
} RepTypedTense;

/**
 * rep_typed_day: reads "16/11/2020", "16/11/20", "16/11", "2020-11-16", "+7", "-1", "today", "jeu",
 * "thursday" and the like, in French or English.
 * @day: (out): 0 when nothing was typed; a full date is answered as it is, whatever @tense
 */
gboolean rep_typed_day (const char *text, guint32 today, RepTypedTense tense, guint32 *day);

/**
 * rep_typed_age_or_birth: reads "19" (an age) or "04/05/2003" (a birth day).
 * @age: (out): -1 when not recorded
 * @birth: (out): 0 when not recorded
 *
 * Returns: %FALSE also for an age over 99 and for a birth day after @today or so long before.
 */
gboolean rep_typed_age_or_birth (const char *text, guint32 today, gint32 *age, guint32 *birth);

/**
 * rep_typed_name: splits "camille de la Tour" into "Camille" and "de la Tour": the last word, with
 * the particles before it, is the last name; words in capitals are it wherever they stand; a single
 * word is a first name. What was typed without any capital gets them.
 * @first: @last: (out) (transfer full): maybe empty
 */
void rep_typed_name (const char *text, char **first, char **last);

/** rep_typed_phone: whether @text looks like a telephone number, or is empty. */
gboolean rep_typed_phone (const char *text);

/** rep_typed_count: Returns: the number above zero in @text, 0 for anything else. */
guint rep_typed_count (const char *text);

/** rep_typed_number: reads a whole number up to 99999. @number: (out): -1 when nothing was typed.
 */
gboolean rep_typed_number (const char *text, gint32 *number);

/** rep_typed_time: reads "14h", "14h30", "14:30", "1430" or "9".
 * @minutes: (out): of the day; -1 when nothing was typed */
gboolean rep_typed_time (const char *text, gint32 *minutes);

/** rep_typed_letter: Returns: place of @typed in @letters, either case, from 1; 0: not there. */
guint rep_typed_letter (const char *letters, gunichar typed);

/** rep_typed_letters: reads "RO" or "r, o". @mask: (out): bit n set for the letter at place n of
 * @letters; 0 when nothing was typed. Returns: %FALSE for another letter, and without @several for
 * more than one. */
gboolean rep_typed_letters (const char *letters, const char *text, gboolean several, guint64 *mask);

G_END_DECLS
