/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/intake.h"
#include "ui/dialogs/same-day.h"

char *
rep_same_day_say (RepCasebook *casebook,
                  const RepId *person,
                  const RepContactBand *band,
                  RepId *contact)
{
  guint32 youth =
      rep_casebook_root (casebook, rep_casebook_number (casebook, &rep_kind_person, person));
  guint32 found = rep_intake_same_day (casebook, youth, &band->project, band->date, REP_NO_ROW);
  int minute;

  if (found == REP_NO_ROW)
    return NULL;
  *contact = *rep_casebook_id (casebook, &rep_kind_contact, found);
  minute = g_array_index (rep_casebook_contacts (casebook), RepContactRow, found).fact.minute;
  if (minute < 0)
    return g_strdup (_ ("There is a contact of that day already: complete it (F8)"));
  /* Translators: hour and minute */
  return g_strdup_printf (
      _ ("There is a contact of that day already, of %1$02d:%2$02d: complete it (F8)"), minute / 60,
      minute % 60);
}
