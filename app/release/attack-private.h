/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/attack.h"
#include "app/release/solver.h"

G_BEGIN_DECLS

/* Between the files of the attack. */

#define REP_ATTACK_NODES 200 /* of a search for one solution */

/** RepTarget: @x: @y: variables: x, or x − y; @y −1 for none. @ceiling: of its stage total. */
typedef struct {
  RepAttackTarget public;
  guint x;
  gint y;
  gint32 own_low;
  gint32 own_high;
  gint32 ceiling;
  guint8 base;
  gboolean is_total;
  gboolean monotone;
} RepTarget;

typedef struct {
  RepAttack *attack;
  RepSystem *system;
  GArray *targets; /* RepTarget */
  guint principal;
  guint64 random; /* the same in every run */
} RepAttackWork;

RepTarget *rep_attack_target (const RepAttackWork *work, guint number);
/** rep_attack_learn: @solution has @value for @target. */
void rep_attack_learn (RepTarget *target, gint32 value, guint solution);
guint rep_attack_random (RepAttackWork *work, guint below);
/** rep_attack_is_closed: whether @target is known to be safe. */
gboolean rep_attack_is_closed (const RepTarget *target);
gboolean rep_attack_is_open (const RepAttackWork *work);

/** rep_attack_by_blocks: with the stage totals held at one of several choices, tables that share no
 * other cell are small programmes of their own. */
void rep_attack_by_blocks (RepAttackWork *work);
/** rep_attack_as_a_whole: what the blocks left open, with everything free. */
void rep_attack_as_a_whole (RepAttackWork *work);

G_END_DECLS
