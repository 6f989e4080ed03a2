/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/day.h"
#include "app/figures/burn-up.h"
#include "app/figures/counters.h"
#include "app/figures/progress.h"

/* Of the erased only the quarter is known: they are there from its last day on. */
static void
add_erased (RepBurnUp *self, RepCasebook *casebook, guint project)
{
  static const char *const ids[] = { "I3", "I3a", "I4", "I5", "I6", "I7" };
  guint32 last = self->start + self->n_days - 1;

  for (guint32 day = self->start; day <= last; day = rep_quarter_of (day).to + 1) {
    RepPeriod quarter = { day, MIN (rep_quarter_of (day).to, self->as_of) };

    self->reached[MIN (quarter.to, last) - self->start] += (guint)rep_counters_get (
        casebook, project, ids[MIN (self->basis, REP_STAGE_ACCOMPAGNE)], NULL, NULL, &quarter);
  }
}

/* A counting sort: how many persons each day, then the sum so far. */
static void
count_persons (RepBurnUp *self, RepCasebook *casebook, guint project)
{
  const GArray *enrolments = rep_casebook_enrolments (casebook);
  guint32 last = self->start + self->n_days - 1;

  for (guint i = 0; i < enrolments->len && self->n_days > 0; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);
    guint32 day = rep_progress_day (casebook, enrolment, project, self->basis);

    if (day != 0 && day <= self->as_of)
      self->reached[CLAMP (day, self->start, last) - self->start]++;
  }
  add_erased (self, casebook, project);
  for (guint i = 1; i < self->n_days; i++)
    self->reached[i] += self->reached[i - 1];
}

static void
add_step (GArray *steps, const RepTarget *target, guint32 from)
{
  RepBurnUpStep step = {
    .from = from,
    .value = (guint)MAX (target->value, 0),
    .basis = target->basis,
    .basis_confirmed = target->basis_confirmed,
  };
  const RepBurnUpStep *before =
      steps->len > 0 ? &g_array_index (steps, RepBurnUpStep, steps->len - 1) : NULL;

  if (before == NULL || before->value != step.value || before->basis != step.basis)
    g_array_append_val (steps, step);
}

/* The first day after @day on which another principal target begins, 0 when none does. */
static guint32
next_change (const RepProject *project, guint32 day)
{
  guint32 next = 0;

  for (guint i = 0; project->targets != NULL && i < project->targets->len; i++) {
    const RepTarget *target = g_ptr_array_index (project->targets, i);

    if (target->principal && rep_id_is_none (&target->structure) && target->from > day &&
        (next == 0 || target->from < next))
      next = target->from;
  }
  return next;
}

static void
collect_steps (RepBurnUp *self, const RepProject *project)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (RepBurnUpStep));
  guint32 last = MIN (self->as_of, self->end);

  for (guint32 day = self->start; day != 0 && day <= MAX (last, self->start);
       day = next_change (project, day)) {
    const RepTarget *target = rep_project_target (project, day);

    if (target != NULL)
      add_step (steps, target, day);
  }
  self->n_steps = steps->len;
  self->steps = (RepBurnUpStep *)(gpointer)g_array_free (steps, FALSE);
}

static int
compare_pauses (gconstpointer a, gconstpointer b)
{
  const RepBurnUpPause *first = a;
  const RepBurnUpPause *second = b;

  return first->from < second->from ? -1 : first->from > second->from;
}

static void
collect_pauses (RepBurnUp *self, const RepProject *project)
{
  GArray *pauses = g_array_new (FALSE, FALSE, sizeof (RepBurnUpPause));

  for (guint i = 0; project->pauses != NULL && i < project->pauses->len; i++) {
    const RepPause *pause = g_ptr_array_index (project->pauses, i);
    RepBurnUpPause span = {
      .from = MAX (pause->from, self->start),
      .to = MIN (pause->to, self->end),
      .reason = pause->reason,
    };

    if (span.from <= span.to)
      g_array_append_val (pauses, span);
  }
  g_array_sort (pauses, compare_pauses);
  self->n_pauses = pauses->len;
  self->pauses = (RepBurnUpPause *)(gpointer)g_array_free (pauses, FALSE);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;

  return left < right ? -1 : left > right;
}

static void
collect_amendments (RepBurnUp *self, const RepProject *project)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; project->amendments != NULL && i < project->amendments->len; i++) {
    guint32 from = ((const RepAmendment *)g_ptr_array_index (project->amendments, i))->from;

    if (from >= self->start && from <= MIN (self->as_of, self->end))
      g_array_append_val (days, from);
  }
  g_array_sort (days, compare_days);
  self->n_amendments = days->len;
  self->amendments = (guint32 *)(gpointer)g_array_free (days, FALSE);
}

RepBurnUp *
rep_burn_up_new (RepCasebook *casebook, guint number, guint32 as_of)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  const RepTarget *target = rep_project_target (project, as_of);
  RepBurnUp *self = g_new0 (RepBurnUp, 1);
  guint32 last;

  self->start = project->start;
  self->end = rep_project_end (project, as_of);
  self->as_of = as_of;
  self->basis = target != NULL ? target->basis : REP_STAGE_REPERE;
  self->basis_confirmed = target != NULL && target->basis_confirmed;
  self->target = target != NULL ? (guint)MAX (target->value, 0) : 0;

  last = MIN (as_of, self->end);
  self->n_days = last >= self->start ? last - self->start + 1 : 0;
  self->reached = g_new0 (guint, self->n_days);
  count_persons (self, casebook, number);
  collect_steps (self, project);
  collect_pauses (self, project);
  collect_amendments (self, project);
  return self;
}

void
rep_burn_up_free (RepBurnUp *self)
{
  if (self == NULL)
    return;
  g_free (self->reached);
  g_free (self->steps);
  g_free (self->pauses);
  g_free (self->amendments);
  g_free (self);
}

double
rep_burn_up_expected (const RepBurnUp *self, guint32 day)
{
  guint32 last = MIN (day, self->end);

  if (last < self->start)
    return 0;
  return (double)self->target * (last - self->start + 1) / (self->end - self->start + 1);
}
