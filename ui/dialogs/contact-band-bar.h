/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "ui/dialogs/contact-band.h"

G_BEGIN_DECLS

/**
 * RepContactBandBar:
 *
 * Shows a #RepContactBand in one line, and as four entries while it is being set. Signal `set`: the
 * band is complete, go on.
 */
#define REP_TYPE_CONTACT_BAND_BAR (rep_contact_band_bar_get_type ())
G_DECLARE_FINAL_TYPE (RepContactBandBar, rep_contact_band_bar, REP, CONTACT_BAND_BAR, AdwBin)

/** rep_contact_band_bar_show: shows @band of an unlocked @session, and sets it from now on. */
void rep_contact_band_bar_show (RepContactBandBar *bar, RepSession *session, RepContactBand *band);
/** rep_contact_band_bar_check: sets the band from what is typed. Returns: whether it is complete;
 * if not says what is missing beside it. */
gboolean rep_contact_band_bar_check (RepContactBandBar *bar);
/** rep_contact_band_bar_is_set: whether the band is complete and shown in one line. */
gboolean rep_contact_band_bar_is_set (RepContactBandBar *bar);
/** rep_contact_band_bar_edit: opens the entries. */
void rep_contact_band_bar_edit (RepContactBandBar *bar);
/** rep_contact_band_bar_allow_coming: the day may lie ahead: an outing is planned. */
void rep_contact_band_bar_allow_coming (RepContactBandBar *bar);

G_END_DECLS
