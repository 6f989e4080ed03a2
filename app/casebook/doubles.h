/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/likeness.h"

G_BEGIN_DECLS

/*
 * Likely doubles, by the one scorer of app/domain/likeness.h: of what is being typed or read in,
 * and among those recorded. It proposes and never forbids: namesakes are legal.
 */

/** RepDouble: a youth recorded already. @person: row, of one that is not merged into another;
 * @score: from %REP_LIKELY to 1; @why: bits of #RepAlike. */
typedef struct {
  guint32 person;
  guint why;
  double score;
} RepDouble;

/**
 * rep_doubles_of:
 * @person: as typed or read in; may be recorded already (its id then is no double of itself)
 *
 * Takes some microseconds once every youth was heard (rep_search_hear()), so that thousands of rows
 * of a spreadsheet can be matched. A youth that has just been saved is among the answers of the
 * next call. Those said not to be @person are left out.
 *
 * Returns: (transfer full) (element-type RepDouble): at most @max, the likeliest first.
 */
GArray *rep_doubles_of (RepCasebook *casebook, const RepPerson *person, guint max);

/** rep_doubles_of_youth: the same of youth row @youth, not merged, as recorded. */
GArray *rep_doubles_of_youth (RepCasebook *casebook, guint32 youth, guint max);

/** rep_doubles_can_tell: whether the names of youth row @youth are open to this account. */
gboolean rep_doubles_can_tell (RepCasebook *casebook, guint32 youth);

/** RepPair: two youths that may be one. @a: @b: rows, not merged; @a was recorded first in memory.
 */
typedef struct {
  guint32 a;
  guint32 b;
  guint why;
  double score;
} RepPair;

/*
 * The list in parts, for a face that must not keep anyone waiting (app/casebook/gather.h):
 * everything is looked at on the thread that changes the casebook.
 */

/** rep_doubles_count: Returns: how many numbers there are to see. */
guint32 rep_doubles_count (RepCasebook *casebook);
/** rep_doubles_see: appends to @pairs (element-type RepPair) those of number @number and any number
 * before. */
void rep_doubles_see (RepCasebook *casebook, guint32 number, GArray *pairs);
/** rep_doubles_compare: a #GCompareFunc of #RepPair: the likeliest first. */
int rep_doubles_compare (gconstpointer a, gconstpointer b);
/** rep_doubles_settle: leaves each pair of the sorted @pairs once, and at most @max. */
void rep_doubles_settle (GArray *pairs, guint max);

/** rep_doubles_list: Returns: (transfer full) (element-type RepPair): the likeliest @max pairs of
 * all youths, likeliest first, without those that were said not to be the same. */
GArray *rep_doubles_list (RepCasebook *casebook, guint max);

G_END_DECLS
