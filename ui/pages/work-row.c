/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/named-row.h"
#include "ui/pages/referral-words.h"
#include "ui/pages/work-row.h"
#include "ui/say.h"

static char *
say_late (guint32 day, guint32 today)
{
  g_autofree char *date = rep_say_short_day (day);
  guint days = today - day;

  if (days > 31)
    return g_steal_pointer (&date);
  /* Translators: %1$s is a date */
  return g_strdup_printf (ngettext ("%1$s, %2$u day late", "%1$s, %2$u days late", days), date,
                          days);
}

static char *
say_when (RepCasebook *casebook, RepWork work, guint32 day)
{
  guint32 today = rep_casebook_today (casebook);
  g_autofree char *date = rep_say_short_day (day);

  if (work == REP_WORK_LATE)
    return say_late (day, today);
  if (work == REP_WORK_TODAY)
    return g_strdup ("");
  if (work == REP_WORK_SOON)
    return day == today + 1 ? g_strdup (_ ("tomorrow")) : g_steal_pointer (&date);
  if (work == REP_WORK_SILENT)
    return g_strdup_printf (_ ("last news on %s"), date);
  return g_strdup_printf (_ ("since %s"), date);
}

static const RepOrientationRow *
referral_of (RepCasebook *casebook, const RepWorkItem *item)
{
  return &g_array_index (rep_casebook_orientations (casebook), RepOrientationRow, item->record);
}

char *
rep_work_say (RepCasebook *casebook, RepWork work, const RepWorkItem *item)
{
  g_autofree char *when = say_when (casebook, work, item->day);
  const char *step = rep_say_term (&rep_vocabulary_next_step, item->next_step);
  const char *project = rep_youth_project_short_name (casebook, item->project);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (work == REP_WORK_ANSWER)
    step = rep_referral_partner (casebook, referral_of (casebook, item));
  if (*step != '\0')
    parts[n++] = step;
  if (*when != '\0')
    parts[n++] = when;
  if (*project != '\0')
    parts[n++] = project;
  return g_strjoinv (" · ", (char **)parts);
}

GtkWidget *
rep_work_row_new (RepCasebook *casebook,
                  RepYouthNames *names,
                  RepWork work,
                  const RepWorkItem *item)
{
  g_autofree char *text = rep_work_say (casebook, work, item);
  GtkWidget *row =
      rep_named_row_new (names, rep_casebook_id (casebook, &rep_kind_person, item->person), text);
  char hex[REP_ID_HEX_SIZE];

  if (work == REP_WORK_ANSWER) { /* the answer is what is missing */
    rep_id_format (rep_casebook_id (casebook, &rep_kind_orientation, item->record), hex);
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", hex);
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.answer-referral");
  }
  return row;
}
