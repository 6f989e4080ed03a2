/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/attack-private.h"

static gboolean
is_exact (const RepSystem *system, guint cell, gint release)
{
  const RepReleaseValues *values;

  if (release < 0)
    return TRUE;
  values = g_ptr_array_index (system->releases, release);
  return values->state[cell] == REP_RELEASE_EXACT;
}

/* Bounds of the count or growth that follow from those of the variables alone. */
static void
bound_target (const RepSystem *system, RepTarget *target)
{
  target->own_low = system->low[target->x];
  target->own_high = system->high[target->x];
  if (target->y < 0)
    return;
  target->own_low -= system->high[target->y];
  target->own_high -= system->low[target->y];
  if (target->monotone)
    target->own_low = MAX (target->own_low, 0);
}

/* The most the stage total can have been, or have grown, in the same slice. */
static gint32
ceiling_of (const RepSystem *system, const RepTarget *target)
{
  guint total = rep_release_cell (system->structure, target->public.cell)->total;
  gint x = rep_system_variable (system, target->public.to, total);

  if (target->public.from < 0)
    return system->high[x];
  return system->high[x] -
         system->low[rep_system_variable (system, (guint)target->public.from, total)];
}

static void
consider (RepAttackWork *work, guint cell, gint from, guint to)
{
  const RepReleaseCell *of = rep_release_cell (work->system->structure, cell);
  RepTarget target = { 0 };

  if (cell == work->principal && is_exact (work->system, cell, from) &&
      is_exact (work->system, cell, (gint)to))
    return;
  target.public.cell = cell;
  target.public.from = from;
  target.public.to = to;
  target.x = (guint)rep_system_variable (work->system, to, cell);
  target.y = from < 0 ? -1 : rep_system_variable (work->system, (guint)from, cell);
  target.monotone = from >= 0 && rep_system_is_monotone (work->system, cell, (guint)from, to);
  target.base = of->base;
  target.is_total = cell == of->total;
  bound_target (work->system, &target);
  work->attack->audited++;
  if (target.own_low >= of->threshold || target.own_high < 0)
    return;
  target.ceiling = ceiling_of (work->system, &target);
  target.public.outcome = REP_ATTACK_UNDECIDED;
  target.public.low = G_MAXINT32;
  target.public.high = G_MININT32;
  g_array_append_val (work->targets, target);
}

static void
list_targets (RepAttackWork *work)
{
  guint n = work->system->releases->len;

  for (guint cell = 0; cell < work->system->structure->cells->len; cell++)
    for (guint to = 0; to < n; to++) {
      if (rep_system_variable (work->system, to, cell) < 0)
        continue;
      consider (work, cell, -1, to);
      for (guint from = 0; from < to; from++)
        if (rep_system_variable (work->system, from, cell) >= 0)
          consider (work, cell, (gint)from, to);
    }
}

/* Enough candidates, or the whole of what its stage total leaves open. */
static gboolean
is_enough (const RepTarget *target)
{
  gint64 low = target->public.low, high = target->public.high;

  if (low > high)
    return FALSE;
  if (high - low >= target->base - 1)
    return TRUE;
  return low <= 0 && (target->is_total || high >= target->ceiling);
}

void
rep_attack_learn (RepTarget *target, gint32 value, guint solution)
{
  if (target->public.outcome == REP_ATTACK_PROVEN)
    return;
  if (value < target->public.low) {
    target->public.low = value;
    target->public.low_at = solution;
  }
  if (value > target->public.high) {
    target->public.high = value;
    target->public.high_at = solution;
  }
  if (is_enough (target))
    target->public.outcome = REP_ATTACK_PROVEN;
}

RepTarget *
rep_attack_target (const RepAttackWork *work, guint number)
{
  return &g_array_index (work->targets, RepTarget, number);
}

guint
rep_attack_random (RepAttackWork *work, guint below)
{
  guint64 z = work->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint)((z ^ z >> 31) >> 33) % below;
}

gboolean
rep_attack_is_closed (const RepTarget *target)
{
  return target->public.outcome <= REP_ATTACK_CLEARED;
}

gboolean
rep_attack_is_open (const RepAttackWork *work)
{
  for (guint i = 0; i < work->targets->len; i++)
    if (!rep_attack_is_closed (rep_attack_target (work, i)))
      return TRUE;
  return FALSE;
}

/* Solutions that no target needs are left out; the numbers of the others change. */
static void
keep_needed (RepAttack *attack)
{
  g_autofree guint *renumbered = g_new0 (guint, attack->solutions->len + 1);
  GPtrArray *kept = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < attack->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (attack->targets, RepAttackTarget, i);

    if (target->outcome != REP_ATTACK_CLEARED && target->low <= target->high)
      renumbered[target->low_at] = renumbered[target->high_at] = 1;
  }
  for (guint i = 0; i < attack->solutions->len; i++)
    if (renumbered[i] != 0) {
      renumbered[i] = kept->len;
      g_ptr_array_add (kept, g_steal_pointer (&attack->solutions->pdata[i]));
    }
  for (guint i = 0; i < attack->targets->len; i++) {
    RepAttackTarget *target = &g_array_index (attack->targets, RepAttackTarget, i);

    target->low_at = renumbered[target->low_at];
    target->high_at = renumbered[target->high_at];
  }
  g_ptr_array_unref (attack->solutions);
  attack->solutions = kept;
}

static void
publish (RepAttackWork *work)
{
  for (guint i = 0; i < work->targets->len; i++) {
    RepTarget *target = rep_attack_target (work, i);

    if (target->public.low > target->public.high) /* nothing was found */
      target->public.low = target->public.high = 0;
    work->attack->failed += rep_attack_is_closed (target) ? 0 : 1;
    g_array_append_val (work->attack->targets, target->public);
  }
  keep_needed (work->attack);
}

/* Returns: the work to be done; its targets are to be freed. */
static RepAttackWork
begin (const RepReleaseStructure *structure, const GPtrArray *releases, guint principal)
{
  RepAttack *attack = g_new0 (RepAttack, 1);
  RepAttackWork work = { attack, NULL, NULL, principal, 1 };

  attack->targets = g_array_new (FALSE, FALSE, sizeof (RepAttackTarget));
  attack->solutions = g_ptr_array_new_with_free_func (g_free);
  attack->system = work.system = rep_system_new (structure, releases);
  attack->possible = rep_system_narrow (work.system);
  work.targets = g_array_new (FALSE, FALSE, sizeof (RepTarget));
  if (attack->possible)
    list_targets (&work);
  return work;
}

RepAttack *
rep_attack (const RepReleaseStructure *structure, const GPtrArray *releases, guint principal)
{
  RepAttackWork work = begin (structure, releases, principal);

  if (work.attack->possible) {
    rep_attack_by_blocks (&work);
    rep_attack_as_a_whole (&work);
    publish (&work);
  }
  g_array_unref (work.targets);
  return work.attack;
}

RepAttack *
rep_attack_prepare (const RepReleaseStructure *structure,
                    const GPtrArray *releases,
                    guint principal)
{
  RepAttackWork work = begin (structure, releases, principal);

  for (guint i = 0; i < work.targets->len; i++)
    g_array_append_val (work.attack->targets, rep_attack_target (&work, i)->public);
  work.attack->failed = work.targets->len;
  g_array_unref (work.targets);
  return work.attack;
}

static gint32
value_in (const RepSystem *system, const gint32 *solution, const RepAttackTarget *target)
{
  gint32 value = solution[rep_system_variable (system, target->to, target->cell)];

  return target->from < 0
             ? value
             : value - solution[rep_system_variable (system, (guint)target->from, target->cell)];
}

static gboolean
is_proven (const RepAttack *prepared, const RepAttackTarget *target, const GPtrArray *solutions)
{
  const RepReleaseCell *cell = rep_release_cell (prepared->system->structure, target->cell);
  RepTarget full = { .public = *target,
                     .base = cell->base,
                     .is_total = target->cell == cell->total };

  if (target->outcome == REP_ATTACK_CLEARED)
    return target->low >= cell->threshold || target->high < 0;
  if (target->outcome != REP_ATTACK_PROVEN || target->low_at >= solutions->len ||
      target->high_at >= solutions->len)
    return FALSE;
  full.ceiling = ceiling_of (prepared->system, &full);
  return value_in (prepared->system, g_ptr_array_index (solutions, target->low_at), target) ==
             target->low &&
         value_in (prepared->system, g_ptr_array_index (solutions, target->high_at), target) ==
             target->high &&
         is_enough (&full);
}

gboolean
rep_attack_is_proven (const RepAttack *prepared, const GArray *targets, const GPtrArray *solutions)
{
  if (targets->len != prepared->targets->len)
    return FALSE;
  for (guint i = 0; i < targets->len; i++) {
    const RepAttackTarget *needed = &g_array_index (prepared->targets, RepAttackTarget, i);
    const RepAttackTarget *given = &g_array_index (targets, RepAttackTarget, i);

    if (needed->cell != given->cell || needed->from != given->from || needed->to != given->to ||
        !is_proven (prepared, given, solutions))
      return FALSE;
  }
  return TRUE;
}

void
rep_attack_free (RepAttack *attack)
{
  if (attack == NULL)
    return;
  rep_system_free (attack->system);
  g_array_unref (attack->targets);
  g_ptr_array_unref (attack->solutions);
  g_free (attack);
}

gboolean
rep_attack_is_safe (const RepAttack *attack)
{
  return attack->possible && attack->failed == 0;
}

guint
rep_attack_narrowest (const RepAttack *attack)
{
  guint narrowest = G_MAXUINT;

  for (guint i = 0; i < attack->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (attack->targets, RepAttackTarget, i);

    if (target->outcome != REP_ATTACK_CLEARED)
      narrowest = MIN (narrowest, (guint)(target->high - target->low + 1));
  }
  return narrowest == G_MAXUINT ? 0 : narrowest;
}
