/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/system.h"

G_BEGIN_DECLS

/*
 * The attack on everything that was ever published, from what is printed alone: can an outsider
 * draw the count behind a cell, or behind the difference of two releases of a cell, into fewer
 * candidates than the base while it may be small? Nothing is believed: a cell is safe when two
 * whole-number solutions of the whole system are found that lie far enough apart.
 */

typedef enum {
  REP_ATTACK_PROVEN,    /* two solutions far enough apart */
  REP_ATTACK_CLEARED,   /* not small after all: @low and @high are bounds, not solutions */
  REP_ATTACK_EXPOSED,   /* there are no such two */
  REP_ATTACK_UNDECIDED, /* none were found with the work allowed: as bad as exposed */
} RepAttackOutcome;

/**
 * RepAttackTarget: a cumulative cell, or a difference of two releases of it, that may be small.
 * @from: −1: the cumulative of release @to; else how much it grew from release @from to @to
 * @low: @high: the least and the most that was reached, in solutions @low_at and @high_at
 */
typedef struct {
  guint cell;
  gint from;
  guint to;
  RepAttackOutcome outcome;
  gint32 low;
  gint32 high;
  guint low_at;
  guint high_at;
} RepAttackTarget;

/**
 * RepAttack: what came out.
 * @possible: whether any counts at all can lie behind what is printed
 * @targets: (element-type RepAttackTarget): all that may be small, in order
 * @solutions: (element-type gint32*): whole-number solutions, one number a variable of @system
 * @audited: cumulative cells and differences looked at, small or not
 */
typedef struct {
  RepSystem *system;
  gboolean possible;
  GArray *targets;
  GPtrArray *solutions;
  guint audited;
  guint failed;
} RepAttack;

/**
 * rep_attack:
 * @releases: (element-type RepReleaseValues): as printed, in order; must outlive the result
 * @principal: stage whose total may be printed exact and is not itself audited
 */
RepAttack *
rep_attack (const RepReleaseStructure *structure, const GPtrArray *releases, guint principal);
void rep_attack_free (RepAttack *attack);

/** rep_attack_prepare: the same without solving anything: all targets, undecided. */
RepAttack *rep_attack_prepare (const RepReleaseStructure *structure,
                               const GPtrArray *releases,
                               guint principal);
/**
 * rep_attack_is_proven:
 * @prepared: as rep_attack_prepare() made it
 * @targets: (element-type RepAttackTarget): in the same order
 * @solutions: (element-type gint32*): that are solutions of the system
 *
 * Returns: whether every target of @prepared is in @targets, either cleared or proven by the values
 *   it has in its two solutions.
 */
gboolean
rep_attack_is_proven (const RepAttack *prepared, const GArray *targets, const GPtrArray *solutions);

/** rep_attack_is_safe: whether nothing can be told. */
gboolean rep_attack_is_safe (const RepAttack *attack);
/** rep_attack_narrowest: Returns: the fewest candidates of a target that may be small; 0 when there
 * is no target. */
guint rep_attack_narrowest (const RepAttack *attack);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepAttack, rep_attack_free)

G_END_DECLS
