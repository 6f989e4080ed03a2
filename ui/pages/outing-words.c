/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/exchange/outing-paper.h"
#include "ui/pages/outing-words.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"

const char *
rep_outing_words_kind (guint8 outing_kind, guint8 channel)
{
  return outing_kind != 0 ? rep_say_term (&rep_vocabulary_outing_kind, outing_kind)
                          : rep_say_term (&rep_vocabulary_channel, channel);
}

static const RepOutingRow *
row_of (RepCasebook *casebook, guint32 number)
{
  return &g_array_index (rep_casebook_outings (casebook), RepOutingRow, number);
}

char *
rep_outing_words_title (RepCasebook *casebook, guint32 number)
{
  const RepOutingRow *row = row_of (casebook, number);
  g_autofree char *day = rep_say_day (row->date);

  return g_strdup_printf ("%s · %s", day, rep_outing_words_kind (row->outing_kind, row->channel));
}

char *
rep_outing_words_where (RepCasebook *casebook, guint32 number)
{
  const RepOutingRow *row = row_of (casebook, number);
  const char *place = rep_outing_place_name (row->place);
  const char *lead = rep_youth_project_short_name (casebook, row->project);
  g_autofree char *hours = rep_outing_hours (row->start, row->end);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (place != NULL)
    parts[n++] = place;
  if (hours != NULL)
    parts[n++] = hours;
  if (*lead != '\0' && g_strcmp0 (lead, place) != 0)
    parts[n++] = lead;
  return g_strjoinv (" · ", (char **)parts);
}

char *
rep_outing_words_met (const RepOutingSum *sum)
{
  g_autofree char *met = NULL, *named = NULL;

  if (sum->headcount == 0)
    return g_strdup (sum->entered ? _ ("Nobody met") : _ ("Headcount not noted"));
  met = g_strdup_printf (ngettext ("%u young person met", "%u young people met", sum->headcount),
                         sum->headcount);
  named =
      g_strdup_printf (ngettext ("%u of them named", "%u of them named", sum->named), sum->named);
  return g_strdup_printf ("%s, %s", met, named);
}
