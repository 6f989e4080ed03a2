/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app/release/attack.h"
#include "app/release/solver.h"
#include "tests/app/simulated.h"

/*
 * What one quarter's release costs, rounding and attack, on made-up projects; and what it is worth
 * beside the rule others use: hide counts under five, and one more where a row has a single gap.
 */

#define QUARTERS 9
#define CROSSED_QUARTERS 3 /* of thirty linked tables: more take longer than the process may */
#define DRAWS 200          /* tables for the comparison */

static double
seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* Quarters up to the last are rounded without being attacked one by one. */
static void
one_project (guint persons, guint crossed, guint quarters)
{
  g_autoptr (Simulated) simulated = simulated_new (1, persons, quarters, crossed);
  g_autoptr (RepAttack) attack = NULL;
  RepSolverStats before;
  RepReleaseValues *values;
  double rounding;
  gint64 start;

  for (guint quarter = 0; quarter + 1 < quarters; quarter++)
    g_ptr_array_add (simulated->releases, simulated_round (simulated, quarter, -1));
  before = rep_solver_stats ();
  start = g_get_monotonic_time ();
  values = simulated_round (simulated, quarters - 1, -1);
  rounding = seconds_since (start);
  if (values == NULL) {
    g_print ("%5u persons %2u crossed tables: no rounding\n", persons, crossed);
    return;
  }
  g_ptr_array_add (simulated->releases, values);
  g_printerr ("%u cells, K %u, tables %" G_GINT64_MODIFIER "x, rounded in %.2f s\n", values->n,
              values->widening, values->printed, rounding);
  start = g_get_monotonic_time ();
  attack = rep_attack (simulated->structure, simulated->releases, 0);
  g_print ("%5u persons %2u crossed tables: %4u cells, K %u, rounding %5.2f s, attack %6.2f s, "
           "%5u figures small of %5u, %5u programmes, %s\n",
           persons, crossed, values->n, values->widening, rounding, seconds_since (start),
           attack->targets->len, attack->audited,
           rep_solver_stats ().programmes - before.programmes,
           rep_attack_is_safe (attack) ? "safe" : "exposed");
}

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

typedef struct {
  guint open; /* draws with a cell that can be told to the unit */
  guint exposed;
  gsize printed;
  gsize cells;
  gsize errors;
  gint largest;
} Quality;

static gboolean
has_recoverable (const RepAttack *attack)
{
  for (guint i = 0; i < attack->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (attack->targets, RepAttackTarget, i);

    if (target->outcome == REP_ATTACK_EXPOSED && target->low == target->high)
      return TRUE;
  }
  return FALSE;
}

static void
judge (Quality *quality,
       const Simulated *simulated,
       const RepReleaseValues *values,
       const gint32 *counts)
{
  g_autoptr (GPtrArray) releases = g_ptr_array_new ();
  g_autoptr (RepAttack) attack = NULL;

  g_ptr_array_add (releases, (gpointer)values);
  attack = rep_attack (simulated->structure, releases, 0);
  quality->open += has_recoverable (attack) ? 1 : 0;
  quality->exposed += rep_attack_is_safe (attack) ? 0 : 1;
  for (guint i = 0; i < values->n; i++) {
    gint error = ABS (values->value[i] - counts[i]);

    quality->cells++;
    if (values->state[i] == REP_RELEASE_SECRET)
      continue;
    quality->printed++;
    quality->errors += (gsize)error;
    quality->largest = MAX (quality->largest, error);
  }
}

static void
say_quality (const char *what, const Quality *quality)
{
  g_print (
      "%-22s a cell recoverable to the unit in %3u of %u, any too narrow in %3u; %5.1f %% of cells "
      "printed, mean error %.2f, largest %d\n",
      what, quality->open, DRAWS, quality->exposed,
      100.0 * (double)quality->printed / (double)quality->cells,
      (double)quality->errors / (double)MAX (1, quality->printed), quality->largest);
}

static void
compare (guint persons)
{
  Quality theirs = { 0 }, ours = { 0 };

  for (guint32 seed = 0; seed < DRAWS; seed++) {
    g_autoptr (Simulated) simulated = simulated_new (seed, persons, 1, 1);
    g_autofree gint32 *counts = simulated_count (simulated, 3);
    g_autoptr (RepReleaseValues) hidden = rep_release_values_new (simulated->structure->cells->len);
    g_autoptr (RepReleaseValues) rounded = simulated_round (simulated, 3, -1);

    hidden->printed = rounded->printed;
    memcpy (hidden->value, counts, sizeof (gint32) * hidden->n);
    hide_in_one_pass (simulated->structure, hidden);
    judge (&theirs, simulated, hidden, counts);
    judge (&ours, simulated, rounded, counts);
  }
  g_print ("%u persons, %d draws\n", persons, DRAWS);
  say_quality ("  hidden in one pass", &theirs);
  say_quality ("  rounded", &ours);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 40, 100, 450, 2000 };

  if (argc == 4) { /* PERSONS CROSSED QUARTERS */
    one_project ((guint)atoi (argv[1]), (guint)atoi (argv[2]), (guint)atoi (argv[3]));
    return 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    one_project (sizes[i], 0, QUARTERS);
  one_project (2000, 16, CROSSED_QUARTERS);
  compare (200);
  compare (1000);
  rep_solver_finish ();
  return 0;
}
