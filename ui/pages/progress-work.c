/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/figures/counters.h"
#include "ui/pages/progress-work.h"

static void
sheet_free (gpointer data)
{
  RepProgressSheet *sheet = data;

  rep_burn_up_free (sheet->burn_up);
  g_clear_pointer (&sheet->yields, g_array_unref);
  g_clear_pointer (&sheet->structures, g_array_unref);
  g_clear_pointer (&sheet->compared, g_array_unref);
  g_free (sheet);
}

static void
count_publics (RepProgressSheet *sheet, const RepFacts *table)
{
  guint32 as_of = sheet->progress.as_of;
  RepPeriod since = { table->start, as_of };

  for (guint i = 0; i < table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (table->subjects, RepSubject, i);

    if (!subject->counts || subject->day[0] == 0 || subject->day[0] > as_of)
      continue;
    for (guint bit = 1; bit < REP_MAX_PUBLICS; bit++)
      sheet->publics[bit] += (guint)(subject->publics_yes >> bit & 1);
    sheet->no_public += subject->publics_yes == 0;
  }
  for (guint i = 0; i < rep_vocabulary_public.n_terms; i++) {
    const RepTerm *term = &rep_vocabulary_public.terms[i];
    g_autofree char *id = g_strconcat ("public:", term->code, NULL);

    sheet->publics[term->number % REP_MAX_PUBLICS] +=
        (guint)rep_counters_get (table->casebook, table->number, "I3a", id, "OUI", &since);
  }
}

static void
compare (RepProgressSheet *sheet, RepCasebook *casebook)
{
  const GPtrArray *projects = rep_casebook_projects (casebook);

  sheet->compared = g_array_new (FALSE, TRUE, sizeof (RepCompared));
  for (guint i = 0; i < projects->len; i++) {
    RepCompared other = { .project = i };

    if (g_ptr_array_index (projects, i) == NULL || i == sheet->project)
      continue;
    other.comparable =
        rep_progress_elapsed (casebook, i, sheet->progress.days_elapsed, &other.progress);
    g_array_append_val (sheet->compared, other);
  }
}

static gboolean
run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  RepProgressSheet *sheet = data;
  guint32 today = rep_casebook_today (casebook);
  g_autoptr (RepFacts) table = rep_facts_new (casebook, sheet->project, NULL);
  RepPeriod since = { table->start, MAX (today, table->start) };

  sheet->progress = rep_progress (casebook, sheet->project, today);
  sheet->burn_up = rep_burn_up_new (casebook, sheet->project, today);
  sheet->has_forecast = rep_forecast_burn_up (sheet->burn_up, &sheet->forecast);
  sheet->yields = rep_channel_yields (casebook, sheet->project, today);
  sheet->budget = rep_budget_yield (casebook, sheet->project, today);
  sheet->structures = rep_progress_by_structure (casebook, sheet->project, today);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  rep_figures (table, &since, &sheet->figures);
  count_publics (sheet, table);
  compare (sheet, casebook);
  return TRUE;
}

void
rep_progress_work_async (RepSession *session,
                         guint project,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  static const RepSessionJob job = { run, NULL, sheet_free };
  RepProgressSheet *sheet = g_new0 (RepProgressSheet, 1);

  sheet->project = project;
  rep_session_run_async (session, &job, sheet, cancellable, callback, user_data);
}

RepProgressSheet *
rep_progress_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer sheet;

  return rep_session_run_finish (session, result, &sheet, error) ? sheet : NULL;
}
