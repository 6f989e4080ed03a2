/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/attack.h"
#include "app/release/solver.h"
#include "tests/app/simulated.h"

#define PRINCIPAL 0

static gboolean
is_long (void)
{
  return g_getenv ("REP_LONG") != NULL;
}

static void
assert_rounded (const Simulated *simulated, const RepReleaseValues *values)
{
  for (guint i = 0; i < values->n; i++) {
    const RepReleaseCell *cell = rep_release_cell (simulated->structure, i);

    if (values->state[i] == REP_RELEASE_ROUNDED)
      g_assert_cmpint (ABS (values->value[i] - simulated->counts[i]), <=,
                       rep_release_margin (cell->base, values->widening));
    if (cell->above >= 0 && values->state[i] == REP_RELEASE_ROUNDED &&
        values->state[cell->above] == REP_RELEASE_ROUNDED)
      g_assert_cmpint (values->value[i], <=, values->value[cell->above]);
    g_assert_true (values->state[i] == REP_RELEASE_ABSENT ||
                   values->state[i] == REP_RELEASE_ROUNDED || i == PRINCIPAL);
  }
}

/* Sums hold in print, but beside a total that is printed exact. */
static void
assert_additive (const Simulated *simulated, const RepReleaseValues *values)
{
  for (guint i = 0; i < simulated->structure->sums->len; i++) {
    const RepReleaseSum *sum = &g_array_index (simulated->structure->sums, RepReleaseSum, i);
    gint32 parent = sum->apart ? values->apart[sum->parent] : values->value[sum->parent], left = 0;

    if ((sum->tables & values->printed) == 0)
      continue;
    for (guint c = 0; c < sum->n; c++)
      left += values->value[g_array_index (simulated->structure->children, guint, sum->first + c)];
    if (values->state[sum->parent] == REP_RELEASE_EXACT)
      g_assert_cmpint (ABS (parent - left), <=,
                       rep_release_margin (sum->apart ? 10 : 5, values->widening));
    else
      g_assert_cmpint (parent, ==, left);
  }
}

static void
assert_never_falls (const Simulated *simulated, const RepReleaseValues *values)
{
  const RepReleaseValues *before;

  if (simulated->releases->len == 0)
    return;
  before = g_ptr_array_index (simulated->releases, simulated->releases->len - 1);
  for (guint i = 0; i < values->n; i++)
    if (values->state[i] == REP_RELEASE_ROUNDED && before->state[i] == REP_RELEASE_ROUNDED &&
        values->revision[i] == 0 && !rep_release_cell (simulated->structure, i)->not_recorded)
      g_assert_cmpint (values->value[i], >=, before->value[i]);
}

/* Prints a quarter as the product does: exact where that is safe. Returns: whether it was. */
static gboolean
release_quarter (Simulated *simulated, guint quarter, guint *widest)
{
  for (gint exact = PRINCIPAL; exact >= -1; exact--) {
    RepReleaseValues *values = simulated_round (simulated, quarter, exact);
    g_autoptr (RepAttack) attack = NULL;
    RepSolverStats before = rep_solver_stats ();
    gint64 start = g_get_monotonic_time ();

    g_assert_nonnull (values);
    assert_rounded (simulated, values);
    assert_additive (simulated, values);
    assert_never_falls (simulated, values);
    g_ptr_array_add (simulated->releases, values);
    attack = rep_attack (simulated->structure, simulated->releases, PRINCIPAL);
    g_assert_true (attack->possible);
    *widest = MAX (*widest, values->widening);
    g_test_message ("q%u exact %d K %u tables %x: %u audited, %u small, %u failed, %u solutions, "
                    "%u programmes %u nodes %.2f s",
                    quarter + 1, exact, values->widening, (guint)values->printed, attack->audited,
                    attack->targets->len, attack->failed, attack->solutions->len,
                    rep_solver_stats ().programmes - before.programmes,
                    rep_solver_stats ().nodes - before.nodes,
                    (double)(g_get_monotonic_time () - start) / 1e6);
    if (rep_attack_is_safe (attack)) {
      for (guint i = 0; i < attack->solutions->len; i++)
        g_assert_true (rep_system_holds (attack->system, attack->solutions->pdata[i]));
      return TRUE;
    }
    if (exact >= 0)
      g_ptr_array_set_size (simulated->releases, (gint)simulated->releases->len - 1);
  }
  return FALSE;
}

static void
run_project (guint n, guint32 seed, guint quarters, guint crossed)
{
  g_autoptr (Simulated) simulated = simulated_new (seed, n, quarters, crossed);
  guint widest = 0;

  g_test_message ("%u persons, seed %u, %u quarters", n, seed, quarters);
  for (guint quarter = 0; quarter < quarters; quarter++)
    g_assert_true (release_quarter (simulated, quarter, &widest));
}

static void
test_projects (void)
{
  static const guint sizes[] = { 20, 40, 100, 450, 2000 };
  guint32 seed = (guint32)g_test_rand_int ();

  if (!is_long ()) {
    run_project (40, seed, 4, 0);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint s = 0; s < 3; s++)
      run_project (sizes[i], seed + s, 9, 0);
  run_project (450, seed, 15, 0);
}

/* A printed 0 may be any of 0 … base − 1: the aim of a cell does not depend on what is nearest. */
static void
test_every_value_behind_zero (void)
{
  guint n = is_long () ? 1000 : 40, seen[2][REP_RELEASE_SENSITIVE_BASE] = { 0 };
  guint32 seed = (guint32)g_test_rand_int ();

  g_test_message ("seed %u", seed);
  for (guint s = 0; s < n; s++) {
    g_autoptr (Simulated) simulated = simulated_new (seed + s, 60, 3, 0);
    g_autoptr (RepReleaseValues) values = simulated_round (simulated, 2, PRINCIPAL);

    g_assert_nonnull (values);
    for (guint i = 0; i < values->n; i++)
      if (values->state[i] == REP_RELEASE_ROUNDED && values->value[i] == 0 && values->widening == 0)
        seen[rep_release_cell (simulated->structure, i)->base / 10][simulated->counts[i]]++;
  }
  for (guint i = 0; i < REP_RELEASE_SENSITIVE_BASE; i++) {
    g_test_message ("printed 0, was %u: %u times, %u where sensitive", i, seen[0][i], seen[1][i]);
    g_assert_true (i >= REP_RELEASE_BASE || seen[0][i] > 0);
    g_assert_cmpuint (seen[1][i], >, 0);
  }
}

/* What others do: hide counts under five, and where a row then has one gap, its next smallest. */
static void
hide_in_one_pass (const RepReleaseStructure *structure, RepReleaseValues *values)
{
  for (guint i = 0; i < values->n; i++)
    values->state[i] = values->value[i] < REP_RELEASE_THRESHOLD && i >= structure->n_stages
                           ? REP_RELEASE_SECRET
                           : REP_RELEASE_EXACT;
  for (guint i = 0; i < structure->sums->len; i++) {
    const RepReleaseSum *sum = &g_array_index (structure->sums, RepReleaseSum, i);
    const guint *cells = &g_array_index (structure->children, guint, sum->first);
    gint smallest = -1, hidden = 0;

    for (guint c = 0; c < sum->n; c++)
      if (values->state[cells[c]] == REP_RELEASE_SECRET)
        hidden++;
      else if (smallest < 0 || values->value[cells[c]] < values->value[smallest])
        smallest = (gint)cells[c];
    if (hidden == 1 && smallest >= 0)
      values->state[smallest] = REP_RELEASE_SECRET;
  }
}

static void
test_naive_hiding_fails (void)
{
  guint32 seed = (guint32)g_test_rand_int ();

  g_test_message ("seed %u", seed);
  for (guint s = 0; s < 50; s++) {
    g_autoptr (Simulated) simulated = simulated_new (seed + s, 200, 1, 1);
    g_autofree gint32 *counts = simulated_count (simulated, 2);
    RepReleaseValues *values = rep_release_values_new (simulated->structure->cells->len);
    g_autoptr (RepAttack) attack = NULL;

    values->printed = ~(guint64)0 >> (64 - simulated->structure->tables->len);
    memcpy (values->value, counts, sizeof (gint32) * values->n);
    hide_in_one_pass (simulated->structure, values);
    g_ptr_array_add (simulated->releases, values);
    attack = rep_attack (simulated->structure, simulated->releases, PRINCIPAL);
    g_assert_true (attack->possible);
    g_assert_false (rep_attack_is_safe (attack));
  }
}

/* The true count in the place of a rounded one is found: it is no multiple, or it leaves too few.
 */
static void
test_true_value_put_back (void)
{
  g_autoptr (Simulated) simulated = simulated_new ((guint32)g_test_rand_int (), 60, 2, 0);
  RepReleaseValues *values = simulated_round (simulated, 1, -1);

  g_assert_nonnull (values);
  g_ptr_array_add (simulated->releases, values);
  for (guint i = simulated->structure->n_stages; i < values->n; i++) {
    g_autoptr (RepAttack) attack = NULL;
    gint32 printed = values->value[i];

    if (simulated->counts[i] == printed || simulated->counts[i] >= REP_RELEASE_THRESHOLD)
      continue;
    values->value[i] = simulated->counts[i];
    g_assert_false (rep_release_values_fit (simulated->structure, values));
    values->state[i] = REP_RELEASE_EXACT;
    attack = rep_attack (simulated->structure, simulated->releases, PRINCIPAL);
    g_assert_false (rep_attack_is_safe (attack));
    values->state[i] = REP_RELEASE_ROUNDED;
    values->value[i] = printed;
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rounding/projects", test_projects);
  g_test_add_func ("/rounding/every-value-behind-zero", test_every_value_behind_zero);
  g_test_add_func ("/rounding/naive-hiding-fails", test_naive_hiding_fails);
  g_test_add_func ("/rounding/true-value-put-back", test_true_value_put_back);
  status = g_test_run ();
  rep_solver_finish ();
  return status;
}
