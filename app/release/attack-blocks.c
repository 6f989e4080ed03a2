/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/release/attack-private.h"

/*
 * Tables meet in the stage totals and hardly elsewhere. Once the totals of all releases are held at
 * whole numbers that can be, each group of tables that share other cells (mostly one table) is a
 * small programme, and any solutions of all groups together are a solution of the whole.
 */

#define WEIGHT 1000.0 /* of the target that is asked about, beside at most 3 of the others */

/** RepBlock: @totals: rows bound to a stage total: the row and the total's variable. */
typedef struct {
  GArray *variables; /* guint, of the system */
  RepSolver *solver;
  GArray *total_rows;      /* guint */
  GArray *total_variables; /* guint */
  GArray *targets;         /* guint */
  GPtrArray *solutions;    /* gint32 *, of the present choice of totals */
} RepBlock;

typedef struct {
  RepAttackWork *work;
  GPtrArray *blocks;
  guint *block_of; /* by variable; G_MAXUINT for totals */
  guint *local;    /* by variable: its number in the block */
  GArray *total_targets;
  gint32 *totals; /* by variable: the present choice */
  gint32 *values; /* by variable: scratch */
} RepBlocks;

static void
free_block (gpointer data)
{
  RepBlock *block = data;

  g_array_unref (block->variables);
  g_array_unref (block->total_rows);
  g_array_unref (block->total_variables);
  g_array_unref (block->targets);
  g_ptr_array_unref (block->solutions);
  rep_solver_free (block->solver);
  g_free (block);
}

static gboolean
is_total (const RepSystem *system, guint variable)
{
  return system->cell[variable] < system->structure->n_stages;
}

/* Union by the lower number, so that the result depends on the order of cells alone. */
static guint
root_of (guint *roots, guint variable)
{
  while (roots[variable] != variable)
    variable = roots[variable] = roots[roots[variable]];
  return variable;
}

static void
join (guint *roots, guint a, guint b)
{
  guint first = root_of (roots, a), second = root_of (roots, b);

  roots[MAX (first, second)] = MIN (first, second);
}

static gint
first_variable (const RepSystem *system, guint cell)
{
  for (guint release = 0; release < system->releases->len; release++)
    if (rep_system_variable (system, release, cell) >= 0)
      return rep_system_variable (system, release, cell);
  return -1;
}

static guint *
find_roots (const RepSystem *system)
{
  guint *roots = g_new (guint, system->n);

  for (guint i = 0; i < system->n; i++)
    roots[i] = i;
  for (guint i = 0; i < system->pairs->len; i++) {
    const RepSystemPair *pair = &g_array_index (system->pairs, RepSystemPair, i);

    if (!is_total (system, pair->less))
      join (roots, pair->less, pair->more);
  }
  /* All releases of a cell, also where nothing ties them: their differences are asked about. */
  for (guint i = 0; i < system->n; i++) {
    gint first = first_variable (system, system->cell[i]);

    if (!is_total (system, i))
      join (roots, (guint)first, i);
  }
  for (guint i = 0; i < system->sums->len; i++) {
    const RepSystemSum *sum = &g_array_index (system->sums, RepSystemSum, i);
    const guint *children = &g_array_index (system->children, guint, sum->first);

    for (guint c = 1; c < sum->n; c++)
      join (roots, children[0], children[c]);
    if (!is_total (system, sum->parent))
      join (roots, children[0], sum->parent);
  }
  return roots;
}

static RepBlock *
new_block (void)
{
  RepBlock *block = g_new0 (RepBlock, 1);

  block->variables = g_array_new (FALSE, FALSE, sizeof (guint));
  block->total_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  block->total_variables = g_array_new (FALSE, FALSE, sizeof (guint));
  block->targets = g_array_new (FALSE, FALSE, sizeof (guint));
  block->solutions = g_ptr_array_new_with_free_func (g_free);
  return block;
}

static RepBlock *
block_at (const RepBlocks *blocks, guint number)
{
  return g_ptr_array_index (blocks->blocks, number);
}

static void
deal_variables (RepBlocks *blocks)
{
  const RepSystem *system = blocks->work->system;
  g_autofree guint *roots = find_roots (system);

  for (guint i = 0; i < system->n; i++) {
    guint root = root_of (roots, i);

    blocks->block_of[i] = G_MAXUINT;
    if (is_total (system, i))
      continue;
    if (root == i)
      g_ptr_array_add (blocks->blocks, new_block ());
    blocks->block_of[i] = root == i ? blocks->blocks->len - 1 : blocks->block_of[root];
    blocks->local[i] = block_at (blocks, blocks->block_of[i])->variables->len;
    g_array_append_val (block_at (blocks, blocks->block_of[i])->variables, i);
  }
}

static void
deal_targets (RepBlocks *blocks)
{
  for (guint i = 0; i < blocks->work->targets->len; i++) {
    const RepTarget *target = rep_attack_target (blocks->work, i);
    GArray *list = is_total (blocks->work->system, target->x)
                       ? blocks->total_targets
                       : block_at (blocks, blocks->block_of[target->x])->targets;

    g_array_append_val (list, i);
  }
}

static void
build_solvers (RepBlocks *blocks)
{
  const RepSystem *system = blocks->work->system;

  for (guint b = 0; b < blocks->blocks->len; b++) {
    RepBlock *block = block_at (blocks, b);

    block->solver = rep_solver_new (block->variables->len);
    for (guint i = 0; i < block->variables->len; i++) {
      guint variable = g_array_index (block->variables, guint, i);

      rep_solver_bound (block->solver, i, system->low[variable], system->high[variable]);
    }
  }
}

static void
add_pairs (RepBlocks *blocks)
{
  const RepSystem *system = blocks->work->system;
  const double factors[2] = { 1, -1 };

  for (guint i = 0; i < system->pairs->len; i++) {
    const RepSystemPair *pair = &g_array_index (system->pairs, RepSystemPair, i);
    const guint variables[2] = { blocks->local[pair->less], blocks->local[pair->more] };

    if (!is_total (system, pair->less))
      rep_solver_row (block_at (blocks, blocks->block_of[pair->less])->solver, 2, variables,
                      factors, -G_MAXDOUBLE, 0);
  }
}

static void
add_sum (RepBlocks *blocks, const RepSystemSum *sum)
{
  const RepSystem *system = blocks->work->system;
  const guint *children = &g_array_index (system->children, guint, sum->first);
  RepBlock *block = block_at (blocks, blocks->block_of[children[0]]);
  g_autofree guint *variables = g_new (guint, sum->n + 1);
  g_autofree double *factors = g_new (double, sum->n + 1);
  gboolean of_total = is_total (system, sum->parent);
  guint row;

  for (guint c = 0; c < sum->n; c++) {
    variables[c] = blocks->local[children[c]];
    factors[c] = 1;
  }
  variables[sum->n] = blocks->local[sum->parent];
  factors[sum->n] = -1;
  row = rep_solver_row (block->solver, of_total ? sum->n : sum->n + 1, variables, factors, 0, 0);
  if (of_total) {
    g_array_append_val (block->total_rows, row);
    g_array_append_val (block->total_variables, sum->parent);
  }
}

static void
init_blocks (RepBlocks *blocks, RepAttackWork *work)
{
  const RepSystem *system = work->system;

  blocks->work = work;
  blocks->blocks = g_ptr_array_new_with_free_func (free_block);
  blocks->block_of = g_new0 (guint, system->n);
  blocks->local = g_new0 (guint, system->n);
  blocks->total_targets = g_array_new (FALSE, FALSE, sizeof (guint));
  blocks->totals = g_new0 (gint32, system->n);
  blocks->values = g_new0 (gint32, system->n);
  deal_variables (blocks);
  deal_targets (blocks);
  build_solvers (blocks);
  add_pairs (blocks);
  for (guint i = 0; i < system->sums->len; i++)
    add_sum (blocks, &g_array_index (system->sums, RepSystemSum, i));
}

static void
clear_blocks (RepBlocks *blocks)
{
  g_ptr_array_unref (blocks->blocks);
  g_free (blocks->block_of);
  g_free (blocks->local);
  g_array_unref (blocks->total_targets);
  g_free (blocks->totals);
  g_free (blocks->values);
}

/* Wished totals are drawn into their bounds, then raised until stages nest and nothing falls.
 * Bounds were narrowed before, so none rises above its own. */
static void
settle_totals (RepBlocks *blocks)
{
  const RepSystem *system = blocks->work->system;
  gboolean changed = TRUE;

  for (guint i = 0; i < system->n; i++)
    if (is_total (system, i))
      blocks->totals[i] = CLAMP (blocks->totals[i], system->low[i], system->high[i]);
  while (changed) {
    changed = FALSE;
    for (guint i = 0; i < system->pairs->len; i++) {
      const RepSystemPair *pair = &g_array_index (system->pairs, RepSystemPair, i);

      if (is_total (system, pair->less) &&
          blocks->totals[pair->more] < blocks->totals[pair->less]) {
        blocks->totals[pair->more] = blocks->totals[pair->less];
        changed = TRUE;
      }
    }
  }
}

/* The choices of totals: as printed; and low or high until one release and the other way after it,
 * so that growth can be large or nothing. */
static void
choose_totals (RepBlocks *blocks, guint choice)
{
  const RepSystem *system = blocks->work->system;
  guint step = choice == 0 ? 0 : (choice - 1) / 2;
  gboolean high_first = choice % 2 == 0;

  for (guint i = 0; i < system->n; i++) {
    const RepReleaseValues *values = g_ptr_array_index (system->releases, system->release[i]);
    gboolean high = (system->release[i] < step) == high_first;

    if (!is_total (system, i))
      continue;
    if (choice == 0 && values->state[system->cell[i]] != REP_RELEASE_SECRET)
      blocks->totals[i] = values->value[system->cell[i]];
    else if (choice == 0)
      blocks->totals[i] = system->low[i];
    else
      blocks->totals[i] = high ? MIN (system->high[i], system->low[i] + 1000) : system->low[i];
  }
  settle_totals (blocks);
}

/* Adds the block's next solution under the present cost. Returns: whether there is one. */
static gboolean
solve_block (RepBlock *block)
{
  RepSolverResult result = rep_solver_whole (block->solver, REP_ATTACK_NODES);
  gint32 *values;

  if (result != REP_SOLVER_SOLVED && result != REP_SOLVER_FEASIBLE)
    return FALSE;
  values = g_new (gint32, block->variables->len);
  for (guint i = 0; i < block->variables->len; i++)
    values[i] = (gint32)lround (rep_solver_value (block->solver, i));
  g_ptr_array_add (block->solutions, values);
  return TRUE;
}

static void
clear_costs (RepBlock *block)
{
  for (guint i = 0; i < block->variables->len; i++)
    rep_solver_cost (block->solver, i, 0);
}

/* A first solution of each block under the present totals; without one the choice is of no use. */
static gboolean
begin_choice (RepBlocks *blocks)
{
  for (guint b = 0; b < blocks->blocks->len; b++) {
    RepBlock *block = block_at (blocks, b);

    g_ptr_array_set_size (block->solutions, 0);
    for (guint i = 0; i < block->total_rows->len; i++) {
      gint32 total = blocks->totals[g_array_index (block->total_variables, guint, i)];

      rep_solver_row_bound (block->solver, g_array_index (block->total_rows, guint, i), total,
                            total);
    }
    clear_costs (block);
    if (!solve_block (block))
      return FALSE;
  }
  return TRUE;
}

static gint32
value_in (const RepBlocks *blocks, const gint32 *values, const RepTarget *target)
{
  gint32 value = values[blocks->local[target->x]];

  return target->y < 0 ? value : value - values[blocks->local[target->y]];
}

static void
learn_block (RepBlocks *blocks, RepBlock *block, guint base)
{
  guint last = block->solutions->len - 1;
  const gint32 *values = g_ptr_array_index (block->solutions, last);

  for (guint i = 0; i < block->targets->len; i++) {
    RepTarget *target = rep_attack_target (blocks->work, g_array_index (block->targets, guint, i));

    rep_attack_learn (target, value_in (blocks, values, target), base + last);
  }
}

/* The target that is asked about is pushed hard, the other open ones a little, this way or that. */
static void
set_costs (RepBlocks *blocks, RepBlock *block, guint asked, gint direction)
{
  g_autofree double *costs = g_new0 (double, block->variables->len);

  for (guint i = 0; i < block->targets->len; i++) {
    guint number = g_array_index (block->targets, guint, i);
    const RepTarget *target = rep_attack_target (blocks->work, number);
    double cost =
        number == asked ? direction * WEIGHT : (double)rep_attack_random (blocks->work, 7) - 3;

    if (rep_attack_is_closed (target))
      continue;
    costs[blocks->local[target->x]] += cost;
    if (target->y >= 0)
      costs[blocks->local[target->y]] -= cost;
  }
  for (guint i = 0; i < block->variables->len; i++)
    rep_solver_cost (block->solver, i, costs[i]);
}

static void
search_block (RepBlocks *blocks, RepBlock *block, guint base)
{
  for (guint i = 0; i < block->targets->len; i++) {
    guint number = g_array_index (block->targets, guint, i);
    const RepTarget *target = rep_attack_target (blocks->work, number);

    for (gint direction = -1; direction <= 1; direction += 2) {
      if (rep_attack_is_closed (target))
        break;
      set_costs (blocks, block, number, direction);
      if (solve_block (block))
        learn_block (blocks, block, base);
    }
  }
}

/* Solution k of the choice takes solution k of every block, the last one where there are fewer. */
static void
put_together (RepBlocks *blocks, guint n)
{
  const RepSystem *system = blocks->work->system;

  for (guint k = 0; k < n; k++) {
    gint32 *values = g_memdup2 (blocks->totals, sizeof (gint32) * system->n);

    for (guint b = 0; b < blocks->blocks->len; b++) {
      const RepBlock *block = block_at (blocks, b);
      const gint32 *own = g_ptr_array_index (block->solutions, MIN (k, block->solutions->len - 1));

      for (guint i = 0; i < block->variables->len; i++)
        values[g_array_index (block->variables, guint, i)] = own[i];
    }
    g_assert (rep_system_holds (system, values));
    g_ptr_array_add (blocks->work->attack->solutions, values);
  }
}

static void
learn_totals (RepBlocks *blocks, guint solution)
{
  for (guint i = 0; i < blocks->total_targets->len; i++) {
    RepTarget *target =
        rep_attack_target (blocks->work, g_array_index (blocks->total_targets, guint, i));
    gint32 value = blocks->totals[target->x];

    rep_attack_learn (target, target->y < 0 ? value : value - blocks->totals[target->y], solution);
  }
}

static void
try_choice (RepBlocks *blocks, guint choice)
{
  guint base = blocks->work->attack->solutions->len, most = 1;

  choose_totals (blocks, choice);
  if (!begin_choice (blocks))
    return;
  learn_totals (blocks, base);
  for (guint b = 0; b < blocks->blocks->len; b++) {
    RepBlock *block = block_at (blocks, b);

    learn_block (blocks, block, base);
    search_block (blocks, block, base);
    most = MAX (most, block->solutions->len);
  }
  put_together (blocks, most);
}

void
rep_attack_by_blocks (RepAttackWork *work)
{
  guint n_choices = 1 + 2 * work->system->releases->len;
  RepBlocks blocks = { 0 };

  init_blocks (&blocks, work);
  for (guint choice = 0; choice < n_choices && (choice == 0 || rep_attack_is_open (work)); choice++)
    try_choice (&blocks, choice);
  clear_blocks (&blocks);
}
