/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/attack.h"
#include "app/release/solver.h"

/* The attack against plain enumeration of all counts that can lie behind what is printed. */

#define MAX_LEAVES 8
#define MAX_VARIABLES 64

typedef struct {
  RepReleaseStructure *structure;
  GPtrArray *releases;
  RepSystem *system; /* not narrowed */
  guint leaves[MAX_LEAVES];
  guint n_leaves;
  gint32 values[MAX_VARIABLES];
  gsize solutions;
  GArray *low;  /* gint32, by target */
  GArray *high; /* gint32 */
  GArray *ceiling;
  const GArray *targets;
} Enumeration;

static guint
n_cases (guint few, guint many)
{
  return g_getenv ("REP_LONG") != NULL ? many : few;
}

static gint
parent_sum (const RepSystem *system, guint variable)
{
  for (guint i = 0; i < system->sums->len; i++)
    if (g_array_index (system->sums, RepSystemSum, i).parent == variable)
      return (gint)i;
  return -1;
}

/* Parents follow from leaves; sums are stored from totals down, so the last are worked out first.
 */
static void
work_out_parents (Enumeration *all)
{
  for (guint i = all->system->sums->len; i-- > 0;) {
    const RepSystemSum *sum = &g_array_index (all->system->sums, RepSystemSum, i);

    all->values[sum->parent] = 0;
    for (guint c = 0; c < sum->n; c++)
      all->values[sum->parent] +=
          all->values[g_array_index (all->system->children, guint, sum->first + c)];
  }
}

static gint32
value_of (const RepSystem *system, const gint32 *values, guint cell, gint from, guint to)
{
  gint32 value = values[rep_system_variable (system, to, cell)];

  return from < 0 ? value : value - values[rep_system_variable (system, (guint)from, cell)];
}

static void
take (Enumeration *all)
{
  work_out_parents (all);
  if (!rep_system_holds (all->system, all->values))
    return;
  all->solutions++;
  for (guint i = 0; i < all->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (all->targets, RepAttackTarget, i);
    guint total = rep_release_cell (all->structure, target->cell)->total;
    gint32 value = value_of (all->system, all->values, target->cell, target->from, target->to);
    gint32 of_total = value_of (all->system, all->values, total, target->from, target->to);
    gint32 *low = &g_array_index (all->low, gint32, i);
    gint32 *high = &g_array_index (all->high, gint32, i);
    gint32 *ceiling = &g_array_index (all->ceiling, gint32, i);

    *low = MIN (*low, value);
    *high = MAX (*high, value);
    *ceiling = MAX (*ceiling, of_total);
  }
}

static void
enumerate (Enumeration *all, guint leaf)
{
  guint variable;

  if (leaf == all->n_leaves) {
    take (all);
    return;
  }
  variable = all->leaves[leaf];
  for (gint32 v = all->system->low[variable]; v <= all->system->high[variable]; v++) {
    all->values[variable] = v;
    enumerate (all, leaf + 1);
  }
}

static void
start_enumeration (Enumeration *all, const RepAttack *attack)
{
  all->targets = attack->targets;
  all->solutions = 0;
  all->n_leaves = 0;
  all->low = g_array_new (FALSE, FALSE, sizeof (gint32));
  all->high = g_array_new (FALSE, FALSE, sizeof (gint32));
  all->ceiling = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (guint i = 0; i < attack->targets->len; i++) {
    const gint32 most = G_MAXINT32, least = G_MININT32;

    g_array_append_val (all->low, most);
    g_array_append_val (all->high, least);
    g_array_append_val (all->ceiling, least);
  }
  for (guint i = 0; i < all->system->n; i++)
    if (parent_sum (all->system, i) < 0) {
      g_assert_cmpuint (all->n_leaves, <, MAX_LEAVES);
      all->leaves[all->n_leaves++] = i;
    }
}

static void
compare (const Enumeration *all, const RepAttack *attack, guint *exposed)
{
  for (guint i = 0; i < attack->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (attack->targets, RepAttackTarget, i);
    const RepReleaseCell *cell = rep_release_cell (all->structure, target->cell);
    gint32 low = g_array_index (all->low, gint32, i), high = g_array_index (all->high, gint32, i);
    gboolean touches = low < cell->threshold && high >= 0;
    gboolean passes = high - low + 1 >= cell->base ||
                      (low <= 0 && (high >= g_array_index (all->ceiling, gint32, i)));

    /* What has been called safe is safe, and what is safe has been called so. */
    g_assert_cmpint (target->outcome, !=, REP_ATTACK_UNDECIDED);
    if (target->outcome == REP_ATTACK_PROVEN)
      g_assert_true (passes || !touches);
    else if (target->outcome == REP_ATTACK_CLEARED)
      g_assert_false (touches);
    else
      g_assert_true (touches && high - low + 1 < cell->base);
    *exposed += target->outcome == REP_ATTACK_EXPOSED ? 1 : 0;
    if (target->outcome == REP_ATTACK_PROVEN) {
      g_assert_cmpint (target->low, >=, low);
      g_assert_cmpint (target->high, <=, high);
    }
  }
}

/* Sizes that can be enumerated: stages, quarters, then the modalities of one or two dimensions. */
static const struct {
  guint stages;
  guint quarters;
  guint8 first;
  guint8 second;
  gboolean crossed;
} shapes[] = {
  { 1, 1, 3, 0, FALSE }, { 1, 2, 2, 0, FALSE }, { 2, 1, 2, 0, FALSE }, { 1, 1, 2, 2, TRUE },
  { 1, 1, 2, 2, FALSE }, { 3, 1, 1, 0, FALSE }, { 1, 3, 1, 0, FALSE }, { 1, 2, 2, 0, FALSE },
  { 2, 2, 1, 0, FALSE }, { 1, 1, 3, 2, FALSE },
};

static RepReleaseStructure *
draw_structure (guint shape, GRand *random)
{
  RepReleaseDimension dimensions[2] = { { shapes[shape].first, 0, FALSE },
                                        { shapes[shape].second, 0, FALSE } };
  RepReleaseTable tables[2] = { { 0, -1 }, { 1, -1 } };

  if (g_rand_int_range (random, 0, 3) == 0)
    dimensions[0].not_recorded = shapes[shape].first;
  if (shapes[shape].crossed)
    tables[0].second = 1;
  return rep_release_structure_new (shapes[shape].stages, dimensions,
                                    shapes[shape].second > 0 ? 2 : 1, tables,
                                    shapes[shape].second > 0 && !shapes[shape].crossed ? 2 : 1);
}

/* True counts of one quarter: leaves first, then what follows from them. Later quarters grow. */
static void
draw_counts (const RepReleaseStructure *structure,
             const RepSystem *shape,
             guint release,
             GRand *random,
             gint32 *counts)
{
  for (guint i = 0; i < shape->n; i++)
    if (shape->release[i] == release && parent_sum (shape, i) < 0) {
      const RepReleaseCell *cell = rep_release_cell (structure, shape->cell[i]);
      gint32 least =
          release > 0 ? counts[rep_system_variable (shape, release - 1, shape->cell[i])] : 0;

      counts[i] = least + g_rand_int_range (random, 0, 9);
      if (cell->above >= 0)
        counts[i] =
            MIN (counts[i], counts[rep_system_variable (shape, release, (guint)cell->above)]);
    }
}

static GPtrArray *
empty_releases (const RepReleaseStructure *structure, guint n)
{
  GPtrArray *releases = g_ptr_array_new_with_free_func ((GDestroyNotify)rep_release_values_free);

  for (guint i = 0; i < n; i++) {
    RepReleaseValues *values = rep_release_values_new (structure->cells->len);

    values->printed = ((guint64)1 << structure->tables->len) - 1;
    memset (values->state, REP_RELEASE_SECRET, values->n);
    g_ptr_array_add (releases, values);
  }
  return releases;
}

/* Prints badly: each cell on its own to either neighbour, some of them exact. The first total has
 * to be 20 at least, so counts of the first leaf are raised. */
static void
print_badly (Enumeration *all, GRand *random, const gint32 *counts, guint exact_in)
{
  for (guint i = 0; i < all->system->n; i++) {
    RepReleaseValues *values = g_ptr_array_index (all->releases, all->system->release[i]);
    guint cell = all->system->cell[i];
    gint32 base = rep_release_cell (all->structure, cell)->base;
    gint32 up = g_rand_int_range (random, 0, base);

    values->state[cell] = g_rand_int_range (random, 0, (gint32)exact_in) == 0 ? REP_RELEASE_EXACT
                                                                              : REP_RELEASE_ROUNDED;
    values->value[cell] =
        values->state[cell] == REP_RELEASE_EXACT ? counts[i] : (counts[i] + up) / base * base;
  }
}

static void
one_table (guint32 seed, guint *exposed, guint *safe)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint shape = (guint)g_rand_int_range (random, 0, G_N_ELEMENTS (shapes));
  Enumeration all = { 0 };
  g_autofree gint32 *counts = NULL;
  g_autoptr (RepAttack) attack = NULL;
  guint before = *exposed;

  all.structure = draw_structure (shape, random);
  all.releases = empty_releases (all.structure, shapes[shape].quarters);
  all.system = rep_system_new (all.structure, all.releases);
  g_assert_cmpuint (all.system->n, <=, MAX_VARIABLES);
  for (guint quarter = 0; quarter < shapes[shape].quarters; quarter++)
    draw_counts (all.structure, all.system, quarter, random, all.values);
  for (guint i = 0; i < all.system->n; i++) /* at least twenty persons, in the first leaf */
    if (parent_sum (all.system, i) < 0 && all.system->cell[i] == all.structure->n_stages)
      all.values[i] += 16;
  work_out_parents (&all);
  for (guint i = 0; i < all.system->n; i++)
    if (all.system->cell[i] == 0 && all.values[i] < REP_RELEASE_LEAST_PERSONS)
      all.values[i] = -1;
  counts = g_memdup2 (all.values, sizeof all.values);
  if (counts[0] >= 0) {
    print_badly (&all, random, counts, 1 + (guint)g_rand_int_range (random, 1, 6));
    rep_system_free (all.system);
    all.system = rep_system_new (all.structure, all.releases);
    attack = rep_attack (all.structure, all.releases, 0);
    start_enumeration (&all, attack);
    enumerate (&all, 0);
    g_assert_true (attack->possible == (all.solutions > 0));
    if (attack->possible)
      compare (&all, attack, exposed);
    *safe += *exposed == before && attack->possible ? 1 : 0;
    g_array_unref (all.low);
    g_array_unref (all.high);
    g_array_unref (all.ceiling);
  }
  rep_system_free (all.system);
  g_ptr_array_unref (all.releases);
  rep_release_structure_free (all.structure);
}

static void
test_enumeration (void)
{
  guint32 seed = (guint32)g_test_rand_int ();
  guint n = n_cases (600, 10000), exposed = 0, safe = 0;

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < n; i++)
    one_table (seed + i, &exposed, &safe);
  g_test_message ("%u tables: %u cells exposed, %u tables safe", n, exposed, safe);
  g_assert_cmpuint (exposed, >, n / 10);
  g_assert_cmpuint (safe, >, n / 20);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attack/against-enumeration", test_enumeration);
  status = g_test_run ();
  rep_solver_finish ();
  return status;
}
