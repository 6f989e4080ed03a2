/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepSolver: a linear programme over whole or real variables, solved by GLPK.
 *
 * Work is bounded by counted steps, never by time: the same programme has the same answer on every
 * day. It belongs to the process `reperes-audit`, which may be killed: GLPK ends the process when
 * memory runs out.
 */
typedef struct _RepSolver RepSolver;

typedef enum {
  REP_SOLVER_SOLVED,     /* the optimum */
  REP_SOLVER_FEASIBLE,   /* the best found within the nodes allowed */
  REP_SOLVER_INFEASIBLE, /* there is no solution */
  REP_SOLVER_FAILED,     /* not known: the nodes ran out, or the numbers were too hard */
} RepSolverResult;

/** RepSolverStats: what was done by all solvers so far. */
typedef struct {
  guint programmes;
  guint nodes;
} RepSolverStats;

/** rep_solver_new: @n: variables, numbered from 0, whole numbers free between 0 and 0. */
RepSolver *rep_solver_new (guint n);
void rep_solver_free (RepSolver *solver);

/** rep_solver_bound: @low: may be equal to @high. */
void rep_solver_bound (RepSolver *solver, guint variable, double low, double high);
void rep_solver_real (RepSolver *solver, guint variable);
void rep_solver_cost (RepSolver *solver, guint variable, double cost);

/** rep_solver_row: adds @low ≤ Σ coefficient · variable ≤ @high (±G_MAXDOUBLE: none). Returns: its
 * number. */
guint rep_solver_row (RepSolver *solver,
                      guint n,
                      const guint *variables,
                      const double *coefficients,
                      double low,
                      double high);
void rep_solver_row_bound (RepSolver *solver, guint row, double low, double high);

/** rep_solver_relaxed: minimises the cost over real numbers. */
RepSolverResult rep_solver_relaxed (RepSolver *solver);
/** rep_solver_whole: minimises over whole numbers, in at most @nodes nodes of the search. */
RepSolverResult rep_solver_whole (RepSolver *solver, guint nodes);

/** rep_solver_value: Returns: of the last solution. */
double rep_solver_value (const RepSolver *solver, guint variable);
/** rep_solver_cost_reached: Returns: the cost of the last solution. */
double rep_solver_cost_reached (const RepSolver *solver);

RepSolverStats rep_solver_stats (void);
/** rep_solver_finish: gives back what GLPK keeps; no solver may be left. */
void rep_solver_finish (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepSolver, rep_solver_free)

G_END_DECLS
