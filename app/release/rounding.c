/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/rounding.h"

#include <math.h>

#include "app/release/solver.h"

#define NODES 3000   /* of the search for the nearest rounding */
#define FIRM 100     /* weight of the one aim that is not to be missed */
#define TIE 0.000001 /* what a tie may move a distance of one by, a thousand times */

/** RepRounder: cell i is variable i, in multiples of its base; then one total of tables that have
 * their own a stage; then, when widened, one distance a variable. */
typedef struct {
  const RepReleaseStructure *structure;
  const RepReleaseValues *before; /* by cell, the last that was printed */
  const RepRoundingInput *input;
  guint64 printed;
  guint widening;
  guint n_cells;
  gboolean has_apart;
  RepSolver *solver;
} RepRounder;

static guint
apart_variable (const RepRounder *rounder, guint stage)
{
  return rounder->n_cells + stage;
}

static guint
n_whole (const RepRounder *rounder)
{
  return rounder->n_cells + rounder->structure->n_stages;
}

static gboolean
is_used (const RepRounder *rounder, guint cell)
{
  return rep_release_is_printed (rep_release_cell (rounder->structure, cell), rounder->printed);
}

/* The last printed value of every cell, as one release. */
static RepReleaseValues *
last_printed (const RepReleaseStructure *structure, const GPtrArray *earlier)
{
  RepReleaseValues *last = rep_release_values_new (structure->cells->len);

  for (guint i = 0; i < earlier->len; i++) {
    const RepReleaseValues *release = g_ptr_array_index (earlier, i);

    for (guint cell = 0; cell < release->n; cell++)
      if (release->state[cell] != REP_RELEASE_ABSENT) {
        last->state[cell] = release->state[cell];
        last->value[cell] = release->value[cell];
      }
  }
  return last;
}

static gint32
lowest (const RepRounder *rounder, guint cell)
{
  const RepReleaseCell *of = rep_release_cell (rounder->structure, cell);
  gint32 base = of->base, low = rounder->input->counts[cell] / base - (gint32)rounder->widening;

  if (!of->not_recorded && rounder->input->revision[cell] == 0 &&
      rounder->before->state[cell] == REP_RELEASE_ROUNDED)
    low = MAX (low, rounder->before->value[cell] / base);
  return MAX (low, 0);
}

static gint32
highest (const RepRounder *rounder, guint cell)
{
  gint32 base = rep_release_cell (rounder->structure, cell)->base;

  return (rounder->input->counts[cell] + base - 1) / base + (gint32)rounder->widening;
}

/* What stands behind an exact total is never printed, and lies below it for the reason given at
 * add_apart_totals(). */
static gboolean
is_exact (const RepRounder *rounder, guint cell)
{
  return rounder->input->exact == (gint)cell;
}

static gint32
aim (const RepRounder *rounder, guint cell)
{
  gint32 base = rep_release_cell (rounder->structure, cell)->base;

  return (rounder->input->counts[cell] +
          (is_exact (rounder, cell) ? 0 : rounder->input->shift[cell])) /
         base;
}

/* Distance to the aim: one cost when there are two multiples to choose from, else a variable. */
static void
price (RepRounder *rounder, guint cell, gint32 low, gint32 high)
{
  double base = rep_release_cell (rounder->structure, cell)->base;
  double cost =
      base * (1 + TIE * rounder->input->tie[cell]) * (is_exact (rounder, cell) ? FIRM : 1);
  guint distance = n_whole (rounder) + cell;
  const guint variables[2] = { cell, distance };
  const double above[2] = { 1, -1 }, below[2] = { 1, 1 };
  gint32 wanted = aim (rounder, cell);

  if (wanted <= low)
    rep_solver_cost (rounder->solver, cell, cost);
  else if (wanted >= high)
    rep_solver_cost (rounder->solver, cell, -cost);
  else {
    rep_solver_real (rounder->solver, distance);
    rep_solver_bound (rounder->solver, distance, 0, high - low);
    rep_solver_cost (rounder->solver, distance, cost);
    rep_solver_row (rounder->solver, 2, variables, above, -G_MAXDOUBLE, wanted);
    rep_solver_row (rounder->solver, 2, variables, below, wanted, G_MAXDOUBLE);
  }
}

static gboolean
add_cells (RepRounder *rounder)
{
  const double factors[2] = { 1, -1 };

  for (guint cell = 0; cell < rounder->n_cells; cell++) {
    gint above = rep_release_cell (rounder->structure, cell)->above;
    gint32 low = lowest (rounder, cell), high = highest (rounder, cell);
    guint pair[2] = { cell, (guint)MAX (above, 0) };

    if (!is_used (rounder, cell))
      continue;
    if (low > high)
      return FALSE;
    rep_solver_bound (rounder->solver, cell, low, high);
    price (rounder, cell, low, high);
    if (above >= 0)
      rep_solver_row (rounder->solver, 2, pair, factors, -G_MAXDOUBLE, 0);
  }
  return TRUE;
}

/* The own total follows from the printed one alone, so that it tells nothing more: the multiple
 * below it. Below, because under a total that is rounded up a single category that holds everyone
 * leaves fewer than ten candidates to the others. */
static void
add_apart_totals (RepRounder *rounder)
{
  const double factors[2] = { 1, -2 };

  for (guint stage = 0; stage < rounder->structure->n_stages; stage++) {
    guint pair[2] = { stage, apart_variable (rounder, stage) };

    rep_solver_bound (rounder->solver, pair[1], 0, REP_RELEASE_MAX_COUNT);
    rep_solver_row (rounder->solver, 2, pair, factors, 0, 1);
  }
}

static void
add_sums (RepRounder *rounder)
{
  for (guint i = 0; i < rounder->structure->sums->len; i++) {
    const RepReleaseSum *sum = &g_array_index (rounder->structure->sums, RepReleaseSum, i);
    g_autofree guint *variables = g_new (guint, sum->n + 1);
    g_autofree double *factors = g_new (double, sum->n + 1);

    if ((sum->tables & rounder->printed) == 0)
      continue;
    for (guint c = 0; c < sum->n; c++) {
      variables[c] = g_array_index (rounder->structure->children, guint, sum->first + c);
      factors[c] = rep_release_cell (rounder->structure, variables[c])->base;
    }
    variables[sum->n] = sum->apart ? apart_variable (rounder, sum->parent) : sum->parent;
    factors[sum->n] =
        -(double)(sum->apart ? REP_RELEASE_SENSITIVE_BASE
                             : rep_release_cell (rounder->structure, sum->parent)->base);
    rep_solver_row (rounder->solver, sum->n + 1, variables, factors, 0, 0);
  }
}

static RepReleaseValues *
read_values (RepRounder *rounder, gint32 hidden[REP_RELEASE_STAGES])
{
  RepReleaseValues *values = rep_release_values_new (rounder->n_cells);

  values->printed = rounder->printed;
  values->widening = (guint8)rounder->widening;
  for (guint cell = 0; cell < rounder->n_cells; cell++) {
    gint32 base = rep_release_cell (rounder->structure, cell)->base;

    if (!is_used (rounder, cell))
      continue;
    values->state[cell] = REP_RELEASE_ROUNDED;
    values->value[cell] = base * (gint32)lround (rep_solver_value (rounder->solver, cell));
    values->revision[cell] = rounder->input->revision[cell];
    if (cell < rounder->structure->n_stages && hidden != NULL)
      hidden[cell] = values->value[cell];
  }
  for (guint stage = 0; stage < rounder->structure->n_stages && rounder->has_apart; stage++)
    values->apart[stage] =
        REP_RELEASE_SENSITIVE_BASE *
        (gint32)lround (rep_solver_value (rounder->solver, apart_variable (rounder, stage)));
  if (rounder->input->exact >= 0) {
    gint32 count = rounder->input->counts[rounder->input->exact];

    values->state[rounder->input->exact] = REP_RELEASE_EXACT;
    values->value[rounder->input->exact] = count;
    values->apart[rounder->input->exact] = rounder->has_apart ? count : 0;
  }
  return values;
}

static gboolean
has_apart (const RepReleaseStructure *structure, guint64 printed)
{
  for (guint i = 0; i < structure->sums->len; i++) {
    const RepReleaseSum *sum = &g_array_index (structure->sums, RepReleaseSum, i);

    if (sum->apart && (sum->tables & printed) != 0)
      return TRUE;
  }
  return FALSE;
}

static RepReleaseValues *
try_rounding (RepRounder *rounder,
              guint64 printed,
              guint widening,
              gint32 hidden[REP_RELEASE_STAGES])
{
  g_autoptr (RepSolver) solver = NULL;
  RepSolverResult result;

  rounder->printed = printed;
  rounder->widening = widening;
  rounder->has_apart = has_apart (rounder->structure, printed);
  rounder->solver = solver = rep_solver_new (n_whole (rounder) + rounder->n_cells);
  if (!add_cells (rounder))
    return NULL;
  if (rounder->has_apart)
    add_apart_totals (rounder);
  add_sums (rounder);
  result = rep_solver_whole (solver, NODES);
  if (result != REP_SOLVER_SOLVED && result != REP_SOLVER_FEASIBLE)
    return NULL;
  return read_values (rounder, hidden);
}

/* Tables that can be rounded together at the widest, taken one by one in the order declared. */
static guint64
satisfiable (RepRounder *rounder, guint64 wanted)
{
  guint64 kept = 0;

  for (guint table = 0; table < rounder->structure->tables->len; table++) {
    guint64 more = kept | (wanted & (guint64)1 << table);
    g_autoptr (RepReleaseValues) values = NULL;

    if (more == kept)
      continue;
    values = try_rounding (rounder, more, REP_RELEASE_MAX_WIDENING, NULL);
    if (values != NULL)
      kept = more;
  }
  return kept;
}

static RepReleaseValues *
try_widening (RepRounder *rounder, guint64 printed, gint32 hidden[REP_RELEASE_STAGES])
{
  RepReleaseValues *values = NULL;

  for (guint widening = 0; values == NULL && widening <= REP_RELEASE_MAX_WIDENING; widening++)
    values = try_rounding (rounder, printed, widening, hidden);
  return values;
}

RepReleaseValues *
rep_rounding (const RepReleaseStructure *structure,
              const GPtrArray *earlier,
              const RepRoundingInput *input,
              gint32 hidden[REP_RELEASE_STAGES])
{
  g_autoptr (RepReleaseValues) before = last_printed (structure, earlier);
  RepRounder rounder = { structure, before, input, 0, 0, structure->cells->len, FALSE, NULL };
  RepReleaseValues *values = try_widening (&rounder, input->printed, hidden);
  guint64 kept;

  if (values != NULL || input->printed == 0)
    return values;
  kept = satisfiable (&rounder, input->printed);
  return kept != 0 ? try_widening (&rounder, kept, hidden) : NULL;
}

void
rep_release_mark_revisions (const RepReleaseStructure *structure,
                            const gint32 *counts,
                            const gint32 *released,
                            guint64 printed,
                            guint8 *revision)
{
  guint64 fallen = 0;
  gboolean total_fell = FALSE;

  for (guint cell = 0; cell < structure->cells->len; cell++) {
    const RepReleaseCell *of = rep_release_cell (structure, cell);

    if (!rep_release_is_printed (of, printed) || of->not_recorded || counts[cell] >= released[cell])
      continue;
    fallen |= of->tables;
    total_fell |= of->dimension[0] < 0;
  }
  for (guint cell = 0; cell < structure->cells->len; cell++)
    revision[cell] =
        total_fell || (rep_release_cell (structure, cell)->tables & fallen) != 0 ? 1 : 0;
}
