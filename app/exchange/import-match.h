/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* Which recorded youth a row of a file is about. Surer than the list of likely doubles asks for,
 * since nobody looks at each row: where it could be several it says so, and a double that is not
 * found here is found there. */

typedef struct _RepMatcher RepMatcher;

typedef enum {
  REP_MATCH_NONE,
  REP_MATCH_ONE,
  REP_MATCH_SEVERAL,
} RepMatched;

/** rep_matcher_new: opens every youth once. Keeps no name: only hashes, for as long as it lives. */
RepMatcher *rep_matcher_new (RepCasebook *casebook, GCancellable *cancellable, GError **error);
void rep_matcher_free (RepMatcher *matcher);

/** rep_matcher_add: enters a youth of the file, with the id it has got. */
void rep_matcher_add (RepMatcher *matcher, const RepPerson *person);

/**
 * rep_matcher_find: the youth of the same names, in any order, or of the same pseudonym, whom no
 * birth day contradicts and whom birth day, phone, i-Milo number or commune confirm, or that is the
 * only one of full name when there is nothing to compare.
 * @id: (out): of the one
 * @alike: (out): whether somebody has the same names and was not taken
 */
RepMatched
rep_matcher_find (RepMatcher *matcher, const RepPerson *person, RepId *id, gboolean *alike);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepMatcher, rep_matcher_free)

G_END_DECLS
