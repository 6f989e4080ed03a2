/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/worklist.h"

G_BEGIN_DECLS

/**
 * RepAgenda:
 *
 * Everyone's work, kept in order while the casebook changes: after a contact only the youths it
 * touched are looked at again. When all changed at once (a target, a rule), everyone is gone
 * through a few milliseconds at a time and sorted on another thread; meanwhile the agenda says what
 * it said before. Signal `changed` (no argument).
 */
#define REP_TYPE_AGENDA (rep_agenda_get_type ())
G_DECLARE_FINAL_TYPE (RepAgenda, rep_agenda, REP, AGENDA, GObject)

/** rep_agenda_new: looks at everyone at once and sorts: for the thread that loaded @casebook,
 * before another one sees it. */
RepAgenda *rep_agenda_new (RepCasebook *casebook);

/** rep_agenda_pick: @author: number of the account whose work is wanted, what it took over from
 * revoked ones included, or %REP_ALL_AUTHORS. */
RepWorklist *rep_agenda_pick (RepAgenda *agenda, guint16 author);

G_END_DECLS
