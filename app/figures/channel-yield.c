/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/casebook/outing.h"
#include "app/figures/channel-yield.h"
#include "app/figures/progress.h"

#define N_CHANNELS 64 /* bits of a set of terms */
#define DAY_MINUTES 1440

static void
count_people (RepCasebook *casebook, guint number, guint32 as_of, RepChannelYield *yields)
{
  g_autoptr (GArray) counts = rep_progress_by_channel (casebook, number, as_of);
  const GArray *enrolments = rep_casebook_enrolments (casebook);
  guint8 basis = rep_progress_basis (casebook, number, as_of);

  for (guint i = 0; i < counts->len; i++) {
    const RepChannelCount *count = &g_array_index (counts, RepChannelCount, i);

    yields[count->channel].persons = count->persons;
    yields[count->channel].contacts = count->contacts;
  }
  for (guint i = 0; i < enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);
    guint32 day = rep_progress_day (casebook, enrolment, number, basis);

    if (day != 0 && day <= as_of)
      yields[enrolment->channel % N_CHANNELS].beneficiaries++;
  }
}

/* Past midnight it ends on the next day. */
static guint
minutes_of (const RepOutingRow *outing)
{
  int minutes = outing->end - outing->start;

  return (guint)(minutes < 0 ? minutes + DAY_MINUTES : minutes);
}

static void
count_outing (const RepOutingRow *outing, const RepOutingSum *sum, RepChannelYield *yield)
{
  gboolean reported = sum->entered || sum->contacts > 0;

  yield->outings++;
  if (outing->start == REP_NONE || outing->end == REP_NONE)
    yield->untimed++;
  else
    yield->minutes += minutes_of (outing);
  if (!reported)
    yield->unreported++;
  else if (sum->headcount == 0)
    yield->empty++;
}

static void
count_outings (RepCasebook *casebook, guint number, guint32 as_of, RepChannelYield *yields)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  const GArray *outings = rep_casebook_outings (casebook);
  g_autoptr (GArray) sums = rep_outing_sums (casebook);
  guint32 last = MIN (as_of, rep_project_last_day (project));

  for (guint32 i = 0; i < outings->len; i++) {
    const RepOutingRow *outing = &g_array_index (outings, RepOutingRow, i);

    if (outing->revision != 0 && outing->project == number && outing->date >= project->start &&
        outing->date <= last)
      count_outing (outing, &g_array_index (sums, RepOutingSum, i),
                    &yields[outing->channel % N_CHANNELS]);
  }
}

GArray *
rep_channel_yields (RepCasebook *casebook, guint number, guint32 as_of)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RepChannelYield));
  RepChannelYield yields[N_CHANNELS] = { 0 };

  count_people (casebook, number, as_of, yields);
  count_outings (casebook, number, as_of, yields);
  for (guint8 channel = 0; channel < N_CHANNELS; channel++) {
    yields[channel].channel = channel;
    if (yields[channel].persons + yields[channel].contacts + yields[channel].outings > 0)
      g_array_append_val (found, yields[channel]);
  }
  return found;
}

double
rep_yield (double amount, guint beneficiaries)
{
  return beneficiaries >= REP_YIELD_LEAST ? amount / beneficiaries : NAN;
}

RepBudgetYield
rep_budget_yield (RepCasebook *casebook, guint number, guint32 as_of)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  RepProgress progress = rep_progress (casebook, number, as_of);
  RepBudgetYield yield = { .planned = rep_project_budget (project, as_of).budget_eur,
                           .beneficiaries = progress.reached,
                           .per_beneficiary = NAN };

  if (yield.planned == REP_NONE)
    return yield;
  yield.elapsed = yield.planned * rep_project_expected (project, as_of).share;
  yield.per_beneficiary = rep_yield (yield.elapsed, yield.beneficiaries);
  return yield;
}
