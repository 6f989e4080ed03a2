/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "ui/widgets/kept.h"

G_BEGIN_DECLS

/** RepWho: what a contact says about who it was with. */
typedef enum {
  REP_WHO_NOBODY, /* nothing said yet */
  REP_WHO_KNOWN,
  REP_WHO_NEW,
  REP_WHO_UNNAMED,
  REP_WHO_PSEUDONYM,
  REP_WHO_GROUP,
} RepWho;

/**
 * RepPersonSearch:
 *
 * Who a contact was with: typing searches those known, the last proposal makes a new one; or
 * without a name, under a pseudonym, or a headcount. Properties: `session`, `who` (a #RepWho as
 * uint). Signals: `chosen`, the answer is complete, go on; `named`, a new youth is called
 * otherwise.
 */
#define REP_TYPE_PERSON_SEARCH (rep_person_search_get_type ())
G_DECLARE_FINAL_TYPE (RepPersonSearch, rep_person_search, REP, PERSON_SEARCH, GtkBox)

/** rep_person_search_set_project: the project whose stages are shown. */
void rep_person_search_set_project (RepPersonSearch *search, const RepId *project);

RepWho rep_person_search_get_who (RepPersonSearch *search);
/** rep_person_search_is_new: whether a record will be made for the youth. */
gboolean rep_person_search_is_new (RepPersonSearch *search);
/** rep_person_search_get_known: Returns: (nullable): the youth chosen among those known. */
const RepId *rep_person_search_get_known (RepPersonSearch *search);
/**
 * rep_person_search_keep: writes the answer so far into @draft: the way at @first, what was typed
 * or chosen in the seven numbers after it.
 */
void rep_person_search_keep (RepPersonSearch *search, guint first, RepDraft *draft);
/** rep_person_search_recall: takes up again what rep_person_search_keep() wrote. */
void rep_person_search_recall (RepPersonSearch *search, guint first, RepDraft *draft);
/** rep_person_search_check: Returns: whether the answer is complete; if not says so beside it. */
gboolean rep_person_search_check (RepPersonSearch *search);
/** rep_person_search_compare: proposes who is likely the same as @person, the new youth as typed so
 * far. */
void rep_person_search_compare (RepPersonSearch *search, const RepPerson *person);
/**
 * rep_person_search_fill: writes the answer, which was checked.
 * @contact: (nullable): when rep_person_search_is_new()
 * @person: (nullable): given when rep_person_search_is_new()
 */
void rep_person_search_fill (RepPersonSearch *search, RepContact *contact, RepPerson *person);
/** rep_person_search_clear: back to an empty search. */
void rep_person_search_clear (RepPersonSearch *search);

G_END_DECLS
