/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/release/attack-private.h"

#define MAX_FAILED 24 /* after so many nothing is published anyway */
#define SLACK 1e-4    /* by which an optimum over real numbers may be off */

static void
add_pairs (RepSolver *solver, const RepSystem *system)
{
  const double factors[2] = { 1, -1 };

  for (guint i = 0; i < system->pairs->len; i++) {
    const RepSystemPair *pair = &g_array_index (system->pairs, RepSystemPair, i);
    const guint variables[2] = { pair->less, pair->more };

    rep_solver_row (solver, 2, variables, factors, -G_MAXDOUBLE, 0);
  }
}

static void
add_sums (RepSolver *solver, const RepSystem *system)
{
  for (guint i = 0; i < system->sums->len; i++) {
    const RepSystemSum *sum = &g_array_index (system->sums, RepSystemSum, i);
    g_autofree guint *variables = g_new (guint, sum->n + 1);
    g_autofree double *factors = g_new (double, sum->n + 1);

    for (guint c = 0; c < sum->n; c++) {
      variables[c] = g_array_index (system->children, guint, sum->first + c);
      factors[c] = 1;
    }
    variables[sum->n] = sum->parent;
    factors[sum->n] = -1;
    rep_solver_row (solver, sum->n + 1, variables, factors, 0, 0);
  }
}

static RepSolver *
whole_solver (const RepSystem *system)
{
  RepSolver *solver = rep_solver_new (system->n);

  for (guint i = 0; i < system->n; i++)
    rep_solver_bound (solver, i, system->low[i], system->high[i]);
  add_pairs (solver, system);
  add_sums (solver, system);
  return solver;
}

static void
set_cost (RepSolver *solver, const RepTarget *target, double cost)
{
  rep_solver_cost (solver, target->x, cost);
  if (target->y >= 0)
    rep_solver_cost (solver, (guint)target->y, -cost);
}

static void
take_solution (RepAttackWork *work, const RepSolver *solver)
{
  gint32 *values = g_new (gint32, work->system->n);
  guint number = work->attack->solutions->len;

  for (guint i = 0; i < work->system->n; i++)
    values[i] = (gint32)lround (rep_solver_value (solver, i));
  if (!rep_system_holds (work->system, values)) {
    g_free (values);
    return;
  }
  g_ptr_array_add (work->attack->solutions, values);
  for (guint i = 0; i < work->targets->len; i++) {
    RepTarget *target = rep_attack_target (work, i);

    rep_attack_learn (target, values[target->x] - (target->y < 0 ? 0 : values[target->y]), number);
  }
}

/* Returns the bound that real numbers give, the worse when nothing is known. */
static double
push (RepAttackWork *work, RepSolver *solver, const RepTarget *target, double direction)
{
  double bound = direction > 0 ? target->own_low : target->own_high;

  set_cost (solver, target, direction);
  if (rep_solver_relaxed (solver) == REP_SOLVER_SOLVED) {
    RepSolverResult result;

    bound = direction * rep_solver_cost_reached (solver);
    result = rep_solver_whole (solver, REP_ATTACK_NODES);
    if (result == REP_SOLVER_SOLVED || result == REP_SOLVER_FEASIBLE)
      take_solution (work, solver);
    if (result == REP_SOLVER_SOLVED)
      bound = direction * rep_solver_cost_reached (solver);
  }
  set_cost (solver, target, 0);
  return bound;
}

static void
settle (RepAttackWork *work, RepSolver *solver, guint number)
{
  RepTarget *target = rep_attack_target (work, number);
  double low, high;

  low = push (work, solver, target, 1);
  if (target->public.outcome == REP_ATTACK_PROVEN)
    return;
  high = push (work, solver, target, -1);
  if (target->public.outcome == REP_ATTACK_PROVEN)
    return;
  low = ceil (low - SLACK);
  high = floor (high + SLACK);
  /* Out of the small numbers after all, or narrow beyond doubt. */
  if (low >= rep_release_cell (work->system->structure, target->public.cell)->threshold ||
      high < 0) {
    target->public.outcome = REP_ATTACK_CLEARED;
    target->public.low = (gint32)low;
    target->public.high = (gint32)MAX (low, high);
  } else if (high - low < target->base - 1)
    target->public.outcome = REP_ATTACK_EXPOSED;
}

void
rep_attack_as_a_whole (RepAttackWork *work)
{
  g_autoptr (RepSolver) solver = NULL;
  guint failed = 0;

  if (!rep_attack_is_open (work))
    return;
  solver = whole_solver (work->system);
  for (guint i = 0; i < work->targets->len && failed < MAX_FAILED; i++)
    if (!rep_attack_is_closed (rep_attack_target (work, i))) {
      settle (work, solver, i);
      failed += rep_attack_is_closed (rep_attack_target (work, i)) ? 0 : 1;
    }
}
