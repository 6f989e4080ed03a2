/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/pages/project-terms.h"
#include "ui/say.h"
#include "ui/widgets/list-rows.h"

static char *
say_span (guint32 from, guint32 to)
{
  g_autofree char *first = rep_say_day (from);
  g_autofree char *last = rep_say_day (to);

  /* Translators: from day … to day */
  return g_strdup_printf (_ ("%1$s – %2$s"), first, last);
}

static char *
say_money (gint32 euros)
{
  return g_strdup_printf (_ ("€%'d"), euros);
}

gboolean
rep_terms_show_pauses (GtkListBox *list, const RepBurnUp *burn_up)
{
  guint n = 0;

  for (guint i = 0; i < burn_up->n_pauses; i++) {
    const RepBurnUpPause *pause = &burn_up->pauses[i];
    const char *reason = rep_say_term (&rep_vocabulary_pause, pause->reason);
    guint days = pause->to - pause->from + 1;
    char *text = say_span (pause->from, pause->to);

    rep_words_append (&text, g_strdup_printf (ngettext ("%'u day", "%'u days", days), days));
    rep_rows_add (list, &n, reason[0] != '\0' ? reason : _ ("Pause"), text);
  }
  rep_rows_trim (list, n);
  return n > 0;
}

/* Dates, targets, ages, amendments. */

static void
add_targets (GtkListBox *list, guint *n, const RepBurnUp *burn_up)
{
  for (guint i = 0; i < burn_up->n_steps; i++) {
    const RepBurnUpStep *step = &burn_up->steps[i];
    g_autofree char *from = rep_say_day (step->from);
    char *text = g_strdup_printf ("%'u", step->value);

    rep_words_append (&text, g_strdup_printf (_ ("counted as: %s"),
                                              rep_say_term (&rep_vocabulary_stage, step->basis)));
    if (!step->basis_confirmed)
      rep_words_append (&text, g_strdup (_ ("basis to be confirmed")));
    if (burn_up->n_steps > 1)
      rep_words_append (&text, g_strdup_printf (_ ("from %s"), from));
    rep_rows_add (list, n, _ ("Target"), text);
  }
}

static void
add_amendment (GtkListBox *list, guint *n, const RepAmendment *amendment)
{
  g_autofree char *from = rep_say_day (amendment->from);
  char *text = g_strdup_printf (_ ("from %s"), from);

  if (amendment->end != 0) {
    g_autofree char *end = rep_say_day (amendment->end);

    rep_words_append (&text, g_strdup_printf (_ ("new end: %s"), end));
  }
  if (amendment->budget_eur > 0) {
    g_autofree char *money = say_money (amendment->budget_eur);

    rep_words_append (&text, g_strdup_printf (_ ("budget: %s"), money));
  }
  if (amendment->pic_funding_eur > 0) {
    g_autofree char *money = say_money (amendment->pic_funding_eur);

    rep_words_append (&text, g_strdup_printf (_ ("of which PIC: %s"), money));
  }
  if (amendment->note != NULL)
    rep_words_append (&text, g_strdup (amendment->note));
  rep_rows_add (list, n, _ ("Amendment"), text);
}

void
rep_terms_show_dates (GtkListBox *list, const RepProject *project, const RepBurnUp *burn_up)
{
  char *dates = say_span (project->start, burn_up->end);
  guint n = 0;

  if (!project->dates_confirmed)
    rep_words_append (&dates, g_strdup (_ ("dates to be confirmed")));
  rep_rows_add (list, &n, _ ("Dates"), dates);
  add_targets (list, &n, burn_up);
  if (project->age_min > 0 && project->age_max > 0)
    rep_rows_add (list, &n, _ ("Ages"),
                  g_strdup_printf (_ ("%1$d to %2$d"), project->age_min, project->age_max));
  for (guint i = 0; project->amendments != NULL && i < project->amendments->len; i++)
    add_amendment (list, &n, g_ptr_array_index (project->amendments, i));
  rep_rows_trim (list, n);
}

/* What was planned until today, which is not what was spent. */
static void
add_yield (GtkListBox *list, guint *n, const RepBudgetYield *yield)
{
  g_autofree char *elapsed = NULL;
  g_autofree char *each = NULL;
  char *text;

  if (yield->planned == REP_NONE)
    return;
  elapsed = say_money ((gint32)(yield->elapsed + 0.5));
  rep_rows_add (list, n, _ ("Planned for the days elapsed"), g_strdup (elapsed));
  if (isnan (yield->per_beneficiary)) {
    rep_rows_add (list, n, _ ("For each young person reached"),
                  g_strdup (_ ("too few young people to divide by")));
    return;
  }
  each = say_money ((gint32)(yield->per_beneficiary + 0.5));
  text = g_strdup_printf (_ ("%s of what was planned, not of what was spent"), each);
  if (yield->beneficiaries < REP_YIELD_FEW)
    rep_words_append (&text, g_strdup (_ ("too few to conclude")));
  rep_rows_add (list, n, _ ("For each young person reached"), text);
}

gboolean
rep_terms_show_budget (GtkListBox *list,
                       const RepProject *project,
                       guint32 as_of,
                       const RepBudgetYield *yield)
{
  RepProjectBudget amended = rep_project_budget (project, as_of);
  guint n = 0;

  if (amended.budget_eur != REP_NONE)
    rep_rows_add (list, &n, _ ("Whole budget"), say_money (amended.budget_eur));
  if (amended.pic_funding_eur != REP_NONE)
    rep_rows_add (list, &n, _ ("Of which PIC"), say_money (amended.pic_funding_eur));
  add_yield (list, &n, yield);
  for (guint i = 0; project->cofunding != NULL && i < project->cofunding->len; i++) {
    const RepCofunding *cofunding = g_ptr_array_index (project->cofunding, i);

    if (cofunding->name != NULL && cofunding->amount_eur != REP_NONE)
      rep_rows_add (list, &n, cofunding->name, say_money (cofunding->amount_eur));
  }
  rep_rows_trim (list, n);
  return n > 0;
}
