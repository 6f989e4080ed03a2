/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "app/casebook/names.h"

G_BEGIN_DECLS

/** RepSearch: folded names and phones of every youth whose identity could be opened, in one arena.
 */
typedef struct _RepSearch RepSearch;

typedef enum {
  REP_WHY_NAME,  /* every word begins a word of the name */
  REP_WHY_PART,  /* some word is inside the name */
  REP_WHY_PHONE, /* the digits are in a phone number */
  REP_WHY_SOUND, /* some word sounds like one of the name */
  REP_WHY_TYPO,  /* some word differs by one letter, or two letters changed places */
} RepWhy;

/** RepMatch: @person: row number; @score: 0…1, best first. */
typedef struct {
  guint32 person;
  double score;
  RepWhy why;
} RepMatch;

RepSearch *rep_search_new (void);
/** rep_search_free: wipes the names. */
void rep_search_free (RepSearch *search);

/** rep_search_put: enters youth number @row under the names of @person, replacing earlier ones. */
void rep_search_put (RepSearch *search, guint32 row, const RepPerson *person);

/** rep_search_remove: forgets youth number @row, whose names are wiped. */
void rep_search_remove (RepSearch *search, guint32 row);

/**
 * rep_search_find:
 * @text: words in any order; accents, case, hyphens and apostrophes do not matter; when nothing
 * fits, a word of four letters or more may be written as it sounds (app/domain/phonetic.h) or have
 * one wrong letter; four digits or more look in phones
 *
 * Returns: (transfer full) (element-type RepMatch): at most @max, best first.
 */
GArray *rep_search_find (const RepSearch *search, const char *text, guint max);

/** rep_search_hear: works out how at most @n more youths sound, which the first search that needs
 * it does for all. Returns: whether there are more. */
gboolean rep_search_hear (RepSearch *search, guint n);

/** rep_search_names: Returns: what it looks through. */
RepNames *rep_search_names (const RepSearch *search);

/** rep_why_code: Returns: stable code of @why for JSON. */
const char *rep_why_code (RepWhy why);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepSearch, rep_search_free)

G_END_DECLS
