/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/rounding.h"

/* A made-up project that grows over quarters, for tests and the benchmark of the release. */

#define SIMULATED_QUARTERS 15
#define SIMULATED_MAX_DIMENSIONS 40

typedef struct {
  guint8 day[REP_RELEASE_STAGES]; /* quarter of each stage, SIMULATED_QUARTERS for never */
  guint8 modality[SIMULATED_MAX_DIMENSIONS];
  guint8 known_from; /* quarter from which the profile is filled */
  guint8 gone_from;  /* quarter from which the person is out of target */
} SimulatedPerson;

typedef struct {
  GRand *random;
  RepReleaseStructure *structure;
  GArray *persons; /* SimulatedPerson */
  guint quarters;
  guint64 shift_seed;
  GPtrArray *releases; /* RepReleaseValues, as printed */
  gint32 *counts;      /* of the last quarter */
  gint32 *released;    /* true counts as they were when last printed */
} Simulated;

/** simulated_new: @n persons met over @quarters; @crossed: how many tables of two dimensions. */
Simulated *simulated_new (guint32 seed, guint n, guint quarters, guint crossed);
void simulated_free (Simulated *simulated);

/** simulated_count: true cumulative counts at the end of @quarter. Returns: (transfer full). */
gint32 *simulated_count (const Simulated *simulated, guint quarter);

/** simulated_round: rounds @quarter after those that were. @exact: stage printed exact, −1: none.
 * Returns: (transfer full) (nullable). */
RepReleaseValues *simulated_round (Simulated *simulated, guint quarter, gint exact);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Simulated, simulated_free)
