/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/solver.h"

#include <glpk.h>
#include <math.h>

#define WHOLE 1e-6 /* how near a whole number a value is one */

struct _RepSolver {
  glp_prob *problem;
  guint n;
  guint rows;
  gboolean *real;
  double *values;
  double cost;
  guint nodes;
  guint allowed;
  gboolean started;
};

static RepSolverStats stats;

RepSolver *
rep_solver_new (guint n)
{
  RepSolver *solver = g_new0 (RepSolver, 1);

  glp_term_out (GLP_OFF);
  solver->n = n;
  solver->problem = glp_create_prob ();
  solver->real = g_new0 (gboolean, n);
  solver->values = g_new0 (double, n);
  glp_set_obj_dir (solver->problem, GLP_MIN);
  glp_add_cols (solver->problem, (int)n);
  return solver;
}

void
rep_solver_free (RepSolver *solver)
{
  if (solver == NULL)
    return;
  glp_delete_prob (solver->problem);
  g_free (solver->real);
  g_free (solver->values);
  g_free (solver);
}

static int
bound_type (double low, double high)
{
  if (low == high)
    return GLP_FX;
  if (low <= -G_MAXDOUBLE)
    return high >= G_MAXDOUBLE ? GLP_FR : GLP_UP;
  return high >= G_MAXDOUBLE ? GLP_LO : GLP_DB;
}

void
rep_solver_bound (RepSolver *solver, guint variable, double low, double high)
{
  glp_set_col_bnds (solver->problem, (int)variable + 1, bound_type (low, high), low, high);
}

void
rep_solver_real (RepSolver *solver, guint variable)
{
  solver->real[variable] = TRUE;
}

void
rep_solver_cost (RepSolver *solver, guint variable, double cost)
{
  glp_set_obj_coef (solver->problem, (int)variable + 1, cost);
}

guint
rep_solver_row (RepSolver *solver,
                guint n,
                const guint *variables,
                const double *coefficients,
                double low,
                double high)
{
  g_autofree int *places = g_new (int, n + 1);
  g_autofree double *factors = g_new (double, n + 1);
  int row = glp_add_rows (solver->problem, 1);

  for (guint i = 0; i < n; i++) {
    places[i + 1] = (int)variables[i] + 1;
    factors[i + 1] = coefficients[i];
  }
  glp_set_mat_row (solver->problem, row, (int)n, places, factors);
  glp_set_row_bnds (solver->problem, row, bound_type (low, high), low, high);
  return solver->rows++;
}

void
rep_solver_row_bound (RepSolver *solver, guint row, double low, double high)
{
  glp_set_row_bnds (solver->problem, (int)row + 1, bound_type (low, high), low, high);
}

static RepSolverResult
relaxed_result (RepSolver *solver, int status)
{
  if (status == GLP_NOFEAS || status == GLP_INFEAS)
    return REP_SOLVER_INFEASIBLE;
  if (status != GLP_OPT)
    return REP_SOLVER_FAILED;
  for (guint i = 0; i < solver->n; i++)
    solver->values[i] = glp_get_col_prim (solver->problem, (int)i + 1);
  solver->cost = glp_get_obj_val (solver->problem);
  return REP_SOLVER_SOLVED;
}

/* The basis of the last solution is gone on from; the first is one with as few slacks as can be,
 * which halves the work on large tables. When it is of no use any more, from the start. */
RepSolverResult
rep_solver_relaxed (RepSolver *solver)
{
  glp_smcp parameters;
  int failure;

  glp_init_smcp (&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.meth = GLP_PRIMAL;
  stats.programmes++;
  if (!solver->started)
    glp_adv_basis (solver->problem, 0);
  solver->started = TRUE;
  failure = glp_simplex (solver->problem, &parameters);
  if (failure != 0 || glp_get_status (solver->problem) == GLP_UNDEF) {
    glp_adv_basis (solver->problem, 0);
    parameters.meth = GLP_DUALP;
    failure = glp_simplex (solver->problem, &parameters);
  }
  if (failure != 0)
    return REP_SOLVER_FAILED;
  return relaxed_result (solver, glp_get_status (solver->problem));
}

static gboolean
is_whole (const RepSolver *solver)
{
  for (guint i = 0; i < solver->n; i++)
    if (!solver->real[i] && fabs (solver->values[i] - round (solver->values[i])) > WHOLE)
      return FALSE;
  return TRUE;
}

static void
count_node (glp_tree *tree, void *data)
{
  RepSolver *solver = data;

  if (glp_ios_reason (tree) == GLP_ISELECT && ++solver->nodes > solver->allowed)
    glp_ios_terminate (tree);
}

static RepSolverResult
whole_result (RepSolver *solver)
{
  int status = glp_mip_status (solver->problem);

  if (status == GLP_NOFEAS)
    return REP_SOLVER_INFEASIBLE;
  if (status != GLP_OPT && status != GLP_FEAS)
    return REP_SOLVER_FAILED;
  for (guint i = 0; i < solver->n; i++)
    solver->values[i] = glp_mip_col_val (solver->problem, (int)i + 1);
  solver->cost = glp_mip_obj_val (solver->problem);
  return status == GLP_OPT ? REP_SOLVER_SOLVED : REP_SOLVER_FEASIBLE;
}

/* No time limit and no heuristics that look at the clock: nodes are counted. */
RepSolverResult
rep_solver_whole (RepSolver *solver, guint nodes)
{
  RepSolverResult relaxed = rep_solver_relaxed (solver);
  glp_iocp parameters;
  int failure;

  if (relaxed != REP_SOLVER_SOLVED || is_whole (solver))
    return relaxed;

  for (guint i = 0; i < solver->n; i++)
    glp_set_col_kind (solver->problem, (int)i + 1, solver->real[i] ? GLP_CV : GLP_IV);
  glp_init_iocp (&parameters);
  parameters.msg_lev = GLP_MSG_OFF;
  parameters.cb_func = count_node;
  parameters.cb_info = solver;
  parameters.gmi_cuts = GLP_ON;
  solver->nodes = 0;
  solver->allowed = nodes;
  failure = glp_intopt (solver->problem, &parameters);
  stats.nodes += solver->nodes;
  if (failure != 0 && failure != GLP_ESTOP)
    return REP_SOLVER_FAILED;
  return whole_result (solver);
}

double
rep_solver_value (const RepSolver *solver, guint variable)
{
  return solver->values[variable];
}

double
rep_solver_cost_reached (const RepSolver *solver)
{
  return solver->cost;
}

RepSolverStats
rep_solver_stats (void)
{
  return stats;
}

void
rep_solver_finish (void)
{
  glp_free_env ();
}
