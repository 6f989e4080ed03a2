/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/id.h"

G_BEGIN_DECLS

/** RepDemoRandom: SplitMix64: small, fast, and the same everywhere. Good for stories, not for keys.
 */
typedef struct {
  guint64 state;
} RepDemoRandom;

/** RepDemoChoice: a number of a vocabulary (0: not recorded) and how often it comes. */
typedef struct {
  guint8 number;
  guint8 weight;
} RepDemoChoice;

void rep_demo_random_seed (RepDemoRandom *random, guint32 seed);

/** rep_demo_draw: Returns: a number from 0 to @n - 1, 0 when @n is 0. */
guint rep_demo_draw (RepDemoRandom *random, guint n);
/** rep_demo_between: Returns: a number from @low to @high, both included. */
guint rep_demo_between (RepDemoRandom *random, guint low, guint high);
gboolean rep_demo_chance (RepDemoRandom *random, guint percent);
guint8 rep_demo_choose (RepDemoRandom *random, const RepDemoChoice *choices, guint n);
#define REP_DEMO_CHOOSE(random, table) rep_demo_choose (random, table, G_N_ELEMENTS (table))

/**
 * rep_demo_draw_cumulative:
 * @upto: (array length=n): running sums of weights
 *
 * Returns: an index, each as often as its weight; any when all weigh nothing.
 */
guint rep_demo_draw_cumulative (RepDemoRandom *random, const guint32 *upto, guint n);

RepId rep_demo_id (RepDemoRandom *random);

G_END_DECLS
