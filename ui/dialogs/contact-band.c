/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/dialogs/contact-band.h"

G_DEFINE_BOXED_TYPE (RepContactBand, rep_contact_band, rep_contact_band_ref, rep_contact_band_free)

RepContactBand *
rep_contact_band_new (void)
{
  RepContactBand *band = g_new0 (RepContactBand, 1);

  g_atomic_ref_count_init (&band->references);
  return band;
}

RepContactBand *
rep_contact_band_ref (RepContactBand *band)
{
  g_return_val_if_fail (band != NULL, NULL);

  g_atomic_ref_count_inc (&band->references);
  return band;
}

void
rep_contact_band_free (RepContactBand *band)
{
  if (band != NULL && g_atomic_ref_count_dec (&band->references))
    g_free (band);
}
