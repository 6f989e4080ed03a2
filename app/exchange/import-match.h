/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* Which youth, recorded or of the file, a row of a file is about: asked of the scorer of
 * app/domain/likeness.h, which also lists likely doubles. Since nobody looks at each row, only who
 * is surely meant is taken (rep_likeness_is_sure()); where two are as sure it says so. */

typedef struct _RepMatcher RepMatcher;

typedef enum {
  REP_MATCH_NONE,
  REP_MATCH_ONE,
  REP_MATCH_SEVERAL,
} RepMatched;

/** rep_matcher_new: opens every youth once, and keeps what is compared in memory of its own, so
 * that it can work on a thread of its own; it is wiped in the end. */
RepMatcher *rep_matcher_new (RepCasebook *casebook, GCancellable *cancellable, GError **error);
void rep_matcher_free (RepMatcher *matcher);

/** rep_matcher_add: enters a youth of the file, with the id it has got. */
void rep_matcher_add (RepMatcher *matcher, const RepPerson *person);

/**
 * rep_matcher_find: the youth of the highest score who is surely meant.
 * @id: (out): of the one
 * @alike: (out): whether nobody is, and somebody is like @person all the same
 */
RepMatched
rep_matcher_find (RepMatcher *matcher, const RepPerson *person, RepId *id, gboolean *alike);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepMatcher, rep_matcher_free)

G_END_DECLS
