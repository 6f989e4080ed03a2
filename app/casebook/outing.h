/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* What became of an outing follows from its contacts. */

/**
 * RepOutingSum:
 * @headcount: all youths met: what was entered, or the youths of its contacts when they are more
 * @entered: whether a headcount was entered, 0 included: then nobody met is a fact
 * @met: distinct youths of its contacts who were reached or met face to face
 * @named: of @met, those with a name or a pseudonym
 * @contacts: contacts of the outing
 * @refused: of @contacts, of youths who refused to be recorded
 * @absent: youths who were expected and did not come
 */
typedef struct {
  guint headcount;
  gboolean entered;
  guint met;
  guint named;
  guint contacts;
  guint refused;
  guint absent;
} RepOutingSum;

/** rep_outing_sum: @number: row number of the outing. Looks at every contact. */
RepOutingSum rep_outing_sum (RepCasebook *casebook, guint32 number);

/** rep_outing_sums: Returns: (transfer full) (element-type RepOutingSum): of every outing, by row
 * number, in one pass. */
GArray *rep_outing_sums (RepCasebook *casebook);

/** rep_outing_contacts: Returns: (transfer full) (element-type guint32): row numbers of the
 * contacts of outing row @number, in the order of the day. */
GArray *rep_outing_contacts (RepCasebook *casebook, guint32 number);

/** rep_outings_of_day: Returns: (transfer full) (element-type guint32): row numbers of the outings
 * of @day, those of this account or, with @team, all of them, in the order of their hours. */
GArray *rep_outings_of_day (RepCasebook *casebook, guint32 day, gboolean team);

/** rep_outing_counted: Returns: how many of @outing's youths were counted by age and gender, which
 * its headcount is never less than. */
gint32 rep_outing_counted (const RepOuting *outing);

/**
 * rep_intake_outing: records an outing, or what became of one: @outing is new, or was read and
 * changed. What was counted by age and gender is part of the headcount and raises it.
 *
 * Fails with UNKNOWN_*, BAD_NUMBER, BAD_TEXT, BAD_DATE, CONTRADICTION (nobody met, and some
 * counted), FUTURE_DATE when a day to come has a headcount already.
 */
gboolean rep_intake_outing (RepCasebook *casebook, RepOuting *outing, gint64 now, GError **error);

/** rep_outing_prepare: the first half of rep_intake_outing(): fills in and checks, saves nothing.
 */
gboolean rep_outing_prepare (RepCasebook *casebook, RepOuting *outing, gint64 now, GError **error);

/**
 * rep_outing_absent: the youth @person, who was expected, did not come: a contact that says so.
 * Nothing is recorded twice: fails with EXISTS when a contact of the outing has that youth.
 */
gboolean rep_outing_absent (
    RepCasebook *casebook, const RepId *outing, const RepId *person, gint64 now, GError **error);

/** rep_outing_absence: Returns: (transfer full) (nullable): the contact rep_outing_absent() would
 * record, with its errors. */
RepContact *rep_outing_absence (RepCasebook *casebook,
                                const RepId *outing,
                                const RepId *person,
                                GError **error);

/** rep_outing_was_there: whether a contact of outing row @outing has youth row @person. @absent:
 * (out): whether all such contacts, of which there are some, say the youth did not come. */
gboolean
rep_outing_was_there (RepCasebook *casebook, guint32 outing, guint32 person, gboolean *absent);

/** rep_outing_fill: sets what a contact has of the outing it belongs to, where @contact says
 * nothing: project, structure, channel, place, day and team. */
void rep_outing_fill (const RepOuting *outing, RepContact *contact);

G_END_DECLS
