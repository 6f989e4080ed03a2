/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/eligibility.h"

G_BEGIN_DECLS

/**
 * rep_person_save: records what changed in @person, which was read: texts, dates and places are
 * checked, and what follows from them (kind of identity, EPCI, link token, age at REPERE in each
 * project) is written with it.
 *
 * Fails with UNKNOWN_PLACE, BAD_TEXT, BAD_DATE, BAD_NUMBER, MISSING (a youth with neither name nor
 * description), or an error of the vault.
 */
gboolean rep_person_save (RepCasebook *casebook, RepPerson *person, gint64 now, GError **error);

/** rep_person_prepare: the same without saving, for who commits on another thread. */
gboolean rep_person_prepare (RepCasebook *casebook, RepPerson *person, GError **error);

/** rep_person_set_situation: @person is in @situation from @day on; the same day again corrects. */
void rep_person_set_situation (RepPerson *person, guint8 situation, guint32 day);

/** rep_person_set_zone: whether the home lies in @zone (rep_vocabulary_zone) from @day on, until
 * @until (0: still). The public it is says the same. */
void
rep_person_set_zone (RepPerson *person, guint8 zone, guint8 answer, guint32 from, guint32 until);

/** rep_hide_contact: takes out of @contact what its project switched off, for who looks at it. */
void rep_hide_contact (RepCasebook *casebook, RepContact *contact);
/** rep_person_hides: whether every project the youth row @row is in switched off what term @number
 * of
 * @vocabulary would reveal; one that shows it may. */
gboolean rep_person_hides (RepCasebook *casebook,
                           guint32 row,
                           const RepVocabulary *vocabulary,
                           guint number);
/** rep_hide_person: the same for @person, where every project the youth is in hides it. */
void rep_hide_person (RepCasebook *casebook, RepPerson *person);

/**
 * rep_refuse_hidden: puts on its way in what @project switched off: the channel becomes AUTRE and a
 * partner that would tell is sealed. Fails with SWITCHED_OFF naming a public or a situation.
 */
gboolean rep_refuse_hidden (RepCasebook *casebook,
                            const RepProject *project,
                            RepContact *contact,
                            const RepPerson *person,
                            guint8 situation,
                            GError **error);

G_END_DECLS
