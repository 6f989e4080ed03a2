/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/suppression.h"

#define MAX_ROUNDS 200

typedef struct {
  const RepReleaseStructure *structure;
  const GPtrArray *earlier;
  RepReleaseValues *values;
  guint principal;
} RepSuppressor;

/* Whether the growth since any release that printed the cell is itself small. */
static gboolean
grew_little (const RepSuppressor *work, guint cell)
{
  gint32 threshold = rep_release_cell (work->structure, cell)->threshold;

  for (guint i = 0; i < work->earlier->len; i++) {
    const RepReleaseValues *release = g_ptr_array_index (work->earlier, i);
    gint32 growth = work->values->value[cell] - release->value[cell];

    if (release->state[cell] == REP_RELEASE_EXACT && growth >= 0 && growth < threshold)
      return TRUE;
  }
  return FALSE;
}

static void
hide_small (RepSuppressor *work, const gint32 *counts, const guint8 *revision, guint64 printed)
{
  for (guint cell = 0; cell < work->values->n; cell++) {
    const RepReleaseCell *of = rep_release_cell (work->structure, cell);

    if (!rep_release_is_printed (of, printed))
      continue;
    work->values->value[cell] = counts[cell];
    work->values->revision[cell] = revision[cell];
    work->values->state[cell] =
        cell != work->principal && (counts[cell] < of->threshold || grew_little (work, cell))
            ? REP_RELEASE_SECRET
            : REP_RELEASE_EXACT;
  }
}

static gboolean
can_hide (const RepSuppressor *work, guint cell)
{
  return cell != work->principal && work->values->state[cell] == REP_RELEASE_EXACT;
}

static void
prefer (const RepSuppressor *work, guint cell, gint *best)
{
  if (can_hide (work, cell) &&
      (*best < 0 || work->values->value[cell] < work->values->value[*best]))
    *best = (gint)cell;
}

/* The smallest printed cell in a sum with @cell; else the smallest of its tables. */
static gint
choose_beside (const RepSuppressor *work, guint cell)
{
  const RepReleaseStructure *structure = work->structure;
  guint64 tables = rep_release_cell (structure, cell)->tables;
  gint best = -1;

  for (guint i = 0; i < structure->sums->len; i++) {
    const RepReleaseSum *sum = &g_array_index (structure->sums, RepReleaseSum, i);
    const guint *children = &g_array_index (structure->children, guint, sum->first);
    gboolean has = sum->parent == cell;

    for (guint c = 0; c < sum->n; c++)
      has |= children[c] == cell;
    if (!has || (sum->tables & work->values->printed) == 0)
      continue;
    for (guint c = 0; c < sum->n; c++)
      prefer (work, children[c], &best);
    prefer (work, sum->parent, &best);
  }
  for (guint other = 0; best < 0 && other < work->values->n; other++)
    if (can_hide (work, other) && (rep_release_cell (structure, other)->tables & tables) != 0)
      prefer (work, other, &best);
  return best;
}

/* Hides one more cell for each that is exposed. Returns: whether any was left to hide. */
static gboolean
hide_more (RepSuppressor *work, const RepAttack *attack)
{
  gboolean hidden = FALSE;

  for (guint i = 0; i < attack->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (attack->targets, RepAttackTarget, i);
    gint cell = (gint)target->cell;

    if (target->outcome <= REP_ATTACK_CLEARED)
      continue;
    if (!can_hide (work, target->cell))
      cell = choose_beside (work, target->cell);
    if (cell >= 0)
      work->values->state[cell] = REP_RELEASE_SECRET;
    hidden |= cell >= 0;
  }
  return hidden;
}

RepReleaseValues *
rep_suppression (const RepReleaseStructure *structure,
                 const GPtrArray *earlier,
                 const gint32 *counts,
                 const guint8 *revision,
                 guint64 printed,
                 guint principal,
                 RepAttack **attack)
{
  RepReleaseValues *values = rep_release_values_new (structure->cells->len);
  RepSuppressor work = { structure, earlier, values, principal };
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gboolean more = TRUE;

  values->printed = printed;
  hide_small (&work, counts, revision, printed);
  for (guint i = 0; i < earlier->len; i++)
    g_ptr_array_add (all, g_ptr_array_index (earlier, i));
  g_ptr_array_add (all, values);
  *attack = NULL;
  for (guint round = 0; more && round < MAX_ROUNDS; round++) {
    rep_attack_free (*attack);
    *attack = rep_attack (structure, all, principal);
    more = (*attack)->possible && !rep_attack_is_safe (*attack) && hide_more (&work, *attack);
  }
  /* What is hidden is not kept beside what is printed. */
  for (guint cell = 0; cell < values->n; cell++)
    if (values->state[cell] == REP_RELEASE_SECRET)
      values->value[cell] = 0;
  return values;
}
