/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/orientation.h"
#include "app/domain/eligibility.h"
#include "ui/pages/referral-words.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"

const char *
rep_referral_partner (RepCasebook *casebook, const RepOrientationRow *row)
{
  const GPtrArray *partners = rep_casebook_partners (casebook);
  const GPtrArray *projects = rep_casebook_projects (casebook);
  const RepPartner *partner =
      row->partner < partners->len ? g_ptr_array_index (partners, row->partner) : NULL;
  const RepProject *project =
      row->project < projects->len ? g_ptr_array_index (projects, row->project) : NULL;

  if (partner == NULL ||
      (project != NULL &&
       rep_project_hides (project, &rep_vocabulary_partner_kind, partner->partner_kind)))
    return _ ("A partner");
  return partner->name;
}

gboolean
rep_referral_is_open (const RepOrientationRow *row)
{
  return row->status == 0 && row->direction == REP_ORIENTATION_TO;
}

static char *
say_answer (const RepOrientationRow *row)
{
  g_autofree char *day = rep_say_short_day (row->answered_on);

  if (row->status == 0)
    return g_strdup (rep_referral_is_open (row) ? _ ("no answer yet") : "");
  /* Translators: what a partner answered, the day it did */
  return g_strdup_printf (_ ("%1$s on %2$s"),
                          rep_say_term (&rep_vocabulary_orientation_status, row->status), day);
}

char *
rep_referral_say (RepCasebook *casebook, const RepOrientationRow *row)
{
  g_autofree char *day = rep_say_short_day (row->date);
  g_autofree char *answer = say_answer (row);
  const char *parts[5] = { rep_say_term (&rep_vocabulary_orientation_direction, row->direction),
                           day };
  guint n = 2;

  if (*answer != '\0')
    parts[n++] = answer;
  parts[n] = rep_youth_project_short_name (casebook, row->project);
  return g_strjoinv (" · ", (char **)parts);
}
