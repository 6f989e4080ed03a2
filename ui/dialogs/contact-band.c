/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/day.h"
#include "app/domain/place.h"
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

void
rep_contact_band_set_outing (RepContactBand *band, RepCasebook *casebook, guint32 number)
{
  const RepOutingRow *row = &g_array_index (rep_casebook_outings (casebook), RepOutingRow, number);

  band->outing = *rep_casebook_id (casebook, &rep_kind_outing, number);
  band->project = *rep_casebook_id (casebook, &rep_kind_project, row->project);
  band->channel = row->channel;
  g_strlcpy (band->place, row->place, REP_PLACE_SIZE);
  band->date = row->date;
  band->set_on = rep_casebook_today (casebook);
}

void
rep_contact_band_keep (const RepContactBand *band, guint first, RepDraft *draft)
{
  char hex[REP_ID_HEX_SIZE], day[REP_DAY_TEXT_SIZE];

  if (!rep_id_is_none (&band->project))
    rep_draft_set (draft, first, rep_id_format (&band->project, hex));
  if (band->channel != 0)
    rep_draft_set (draft, first + 1,
                   rep_vocabulary_by_number (&rep_vocabulary_channel, band->channel)->code);
  rep_draft_set (draft, first + 2, band->place);
  rep_draft_set (draft, first + 3, rep_day_format (band->date, day));
}

gboolean
rep_contact_band_recall (
    RepContactBand *band, guint first, const RepDraft *draft, RepCasebook *casebook, guint32 last)
{
  const RepTerm *channel =
      rep_vocabulary_by_code (&rep_vocabulary_channel, rep_draft_get (draft, first + 1));
  const char *place = rep_draft_get (draft, first + 2);
  guint32 day = rep_day_parse (rep_draft_get (draft, first + 3));
  RepId project;

  if (!rep_id_parse (rep_draft_get (draft, first), &project) ||
      rep_casebook_number (casebook, &rep_kind_project, &project) == REP_NO_ROW ||
      channel == NULL || day == 0 || day > last ||
      (*place != '\0' && rep_place_by_insee (place) == NULL))
    return FALSE;
  band->project = project;
  band->outing = (RepId){ { 0 } };
  band->channel = channel->number;
  g_strlcpy (band->place, place, REP_PLACE_SIZE);
  band->date = day;
  band->set_on = rep_casebook_today (casebook);
  return TRUE;
}

void
rep_contact_band_recall_part (RepContactBand *band,
                              guint first,
                              const RepDraft *draft,
                              RepCasebook *casebook)
{
  const RepTerm *channel =
      rep_vocabulary_by_code (&rep_vocabulary_channel, rep_draft_get (draft, first + 1));
  const char *place = rep_draft_get (draft, first + 2);
  guint32 day = rep_day_parse (rep_draft_get (draft, first + 3));

  if (channel != NULL)
    band->channel = channel->number;
  if (rep_place_by_insee (place) != NULL)
    g_strlcpy (band->place, place, REP_PLACE_SIZE);
  if (day != 0)
    band->date = MIN (day, rep_casebook_today (casebook));
}
