/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/outing.h"

G_BEGIN_DECLS

/* Who was at an outing, and who was to come. A youth who was merged is the one that was kept. */

/** RepOutingPresence: @contact: its row; @person: row of a youth in it, %REP_NO_ROW when the
 * contact is of nobody. */
typedef struct {
  guint32 contact;
  guint32 person;
} RepOutingPresence;

/** rep_outing_presences: Returns: (transfer full) (element-type RepOutingPresence): every youth of
 * every contact of outing row @number, in the order of the day. */
GArray *rep_outing_presences (RepCasebook *casebook, guint32 number);

/** RepExpectedState: what became of a youth who was to come. */
typedef enum {
  REP_EXPECTED_AWAITED, /* nothing is noted yet */
  REP_EXPECTED_CAME,
  REP_EXPECTED_ABSENT,
} RepExpectedState;

/** RepExpectedYouth: @person: row of the youth. */
typedef struct {
  guint32 person;
  RepExpectedState state;
} RepExpectedYouth;

/** rep_outing_expected: Returns: (transfer full) (element-type RepExpectedYouth): the youths
 * @outing says were to come, each once, in its order. */
GArray *rep_outing_expected (RepCasebook *casebook, const RepOuting *outing);

/**
 * rep_outing_absence_back: youth @person was not absent after all: the contact that
 * rep_outing_absent() recorded is to be withdrawn, and the youth's age where it hung on it.
 *
 * Returns: (transfer full) (nullable) (element-type RepObject): what to save; fails with
 * UNKNOWN_RECORD when no contact says so, or when it says more than that.
 */
GPtrArray *rep_outing_absence_back (RepCasebook *casebook,
                                    const RepId *outing,
                                    const RepId *person,
                                    GError **error);

G_END_DECLS
