/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "ui/widgets/choice.h"

G_BEGIN_DECLS

/** RepPick: what Enter takes. */
typedef enum {
  REP_PICK_NOTHING,
  REP_PICK_KNOWN,
  REP_PICK_NEW,
} RepPick;

/**
 * RepPersonMatches:
 *
 * Those known who may be meant by what is being typed, each with the reason of the one scorer
 * (app/casebook/doubles.h): “same name, same birth day”. It proposes and never forbids. Signal
 * `chosen` (a #RepChoice, see rep_person_matches_read()) follows a click.
 */
#define REP_TYPE_PERSON_MATCHES (rep_person_matches_get_type ())
G_DECLARE_FINAL_TYPE (RepPersonMatches, rep_person_matches, REP, PERSON_MATCHES, GtkBox)

/** rep_person_matches_set_session: @session: (nullable). */
void rep_person_matches_set_session (RepPersonMatches *matches, RepSession *session);
/** rep_person_matches_set_project: the project whose stages are shown. */
void rep_person_matches_set_project (RepPersonMatches *matches, const RepId *project);

/** rep_person_matches_set_known_only: nobody new is proposed. */
void rep_person_matches_set_known_only (RepPersonMatches *matches);

/** rep_person_matches_search: looks for @text among those known; “new” is the last proposal.
 * @entry: keeps the keyboard. */
void rep_person_matches_search (RepPersonMatches *matches, const char *text, GtkAccessible *entry);
/** rep_person_matches_compare: proposes who is likely the same as @person, who is being typed. Not
 * before every youth was heard (rep_casebook_everyone_heard()). */
void rep_person_matches_compare (RepPersonMatches *matches, const RepPerson *person);
void rep_person_matches_hide (RepPersonMatches *matches);

/** rep_person_matches_move: goes @step places down. Returns: %FALSE when nothing is proposed. */
gboolean rep_person_matches_move (RepPersonMatches *matches, int step);
/** rep_person_matches_pick: what Enter takes; names that are still being read change nothing.
 * @id: (out): set with %REP_PICK_KNOWN */
RepPick rep_person_matches_pick (RepPersonMatches *matches, RepId *id);
/** rep_person_matches_read: the same for a @choice that was clicked. */
RepPick rep_person_matches_read (RepChoice *choice, RepId *id);

G_END_DECLS
