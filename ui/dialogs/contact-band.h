/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/casebook/casebook.h"
#include "app/casebook/draft.h"

G_BEGIN_DECLS

/**
 * RepContactBand: what the contacts of one outing have in common, kept from form to form while the
 * program runs. Reference counted: a form may outlive whoever keeps the band.
 * @outing: none, or the one noted in the file, which brings the team
 * @date: 0 for today
 * @set_on: the day it was set: a band of another day is to be looked at again
 */
typedef struct {
  gatomicrefcount references;
  RepId project;
  RepId outing;
  guint8 channel;
  char place[REP_PLACE_SIZE];
  guint32 date;
  guint32 set_on;
} RepContactBand;

#define REP_TYPE_CONTACT_BAND (rep_contact_band_get_type ())
GType rep_contact_band_get_type (void);

/** rep_contact_band_new: Returns: (transfer full): a band not set yet. */
RepContactBand *rep_contact_band_new (void);
RepContactBand *rep_contact_band_ref (RepContactBand *band);
/** rep_contact_band_free: gives one reference back; accepts %NULL. */
void rep_contact_band_free (RepContactBand *band);

/** rep_contact_band_set_outing: takes project, channel, place and day of outing row @number. */
void rep_contact_band_set_outing (RepContactBand *band, RepCasebook *casebook, guint32 number);

/** rep_contact_band_keep: writes what is set of a band into @draft, in four numbers from @first. */
void rep_contact_band_keep (const RepContactBand *band, guint first, RepDraft *draft);
/**
 * rep_contact_band_recall: takes up what rep_contact_band_keep() wrote, if @casebook still has the
 * project and the day is not after @last.
 *
 * Returns: whether @band is set now; else it is as before.
 */
gboolean rep_contact_band_recall (
    RepContactBand *band, guint first, const RepDraft *draft, RepCasebook *casebook, guint32 last);

/** rep_contact_band_recall_part: takes up what there is of channel, place and day, for a note whose
 * project is not said yet; a day to come counts as today. */
void rep_contact_band_recall_part (RepContactBand *band,
                                   guint first,
                                   const RepDraft *draft,
                                   RepCasebook *casebook);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepContactBand, rep_contact_band_free)

G_END_DECLS
