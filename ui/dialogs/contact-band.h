/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/domain/field.h"

G_BEGIN_DECLS

/**
 * RepContactBand: what the contacts of one outing have in common, kept from form to form while the
 * program runs. Reference counted: a form may outlive whoever keeps the band.
 * @date: 0 for today
 * @set_on: the day it was set: a band of another day is to be looked at again
 */
typedef struct {
  gatomicrefcount references;
  RepId project;
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepContactBand, rep_contact_band_free)

G_END_DECLS
