/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/structure.h"

G_BEGIN_DECLS

/* What an outsider knows of the true counts behind every release, as a system of whole numbers. */

#define REP_RELEASE_LEAST_PERSONS 20 /* under so many, totals only */

typedef enum {
  REP_RELEASE_ABSENT,
  REP_RELEASE_ROUNDED,
  REP_RELEASE_EXACT,
  REP_RELEASE_SECRET,
} RepReleaseState;

/**
 * RepReleaseValues: what one release prints, by cell; never a count that is not printed.
 * @printed: bit t set for each table that is printed
 * @widening: K: how many steps further than the nearest multiples a value may lie
 * @apart: total printed in tables that have one of their own, by stage
 */
typedef struct {
  guint64 printed;
  guint8 widening;
  guint n;
  guint8 *state; /* RepReleaseState */
  gint32 *value;
  guint8 *revision;
  gint32 apart[REP_RELEASE_STAGES];
} RepReleaseValues;

RepReleaseValues *rep_release_values_new (guint n_cells);
void rep_release_values_free (RepReleaseValues *values);

/** rep_release_margin: Returns: how far from the truth a value rounded to @base may lie. */
gint rep_release_margin (guint base, guint widening);
/** rep_release_is_printed: whether @cell is there when the tables @printed are. */
gboolean rep_release_is_printed (const RepReleaseCell *cell, guint64 printed);

/** rep_release_values_fit: whether @values, which may come from anywhere, are of @structure: cells
 * there where their tables are, values within bounds, rounded ones multiples of their base. */
gboolean rep_release_values_fit (const RepReleaseStructure *structure,
                                 const RepReleaseValues *values);

/** RepSystemPair: variable @less is not above variable @more. */
typedef struct {
  guint less;
  guint more;
} RepSystemPair;

/** RepSystemSum: variable @parent = Σ of @n variables from @first on in the system's children. */
typedef struct {
  guint parent;
  guint first;
  guint n;
} RepSystemSum;

/**
 * RepSystem: one variable for each printed or hidden cell of each release.
 * @cell: @release: @low: @high: (array length=n): by variable
 * @place: (array): variable of release · cells + cell, −1 for none
 */
typedef struct {
  const RepReleaseStructure *structure;
  const GPtrArray *releases; /* RepReleaseValues */
  guint n;
  guint *cell;
  guint *release;
  gint32 *low;
  gint32 *high;
  gint32 *place;
  GArray *pairs;
  GArray *sums;
  GArray *children;
} RepSystem;

/** rep_system_new: @releases: (element-type RepReleaseValues): in order, as printed. */
RepSystem *rep_system_new (const RepReleaseStructure *structure, const GPtrArray *releases);
void rep_system_free (RepSystem *system);

/** rep_system_narrow: draws bounds together as far as sums and pairs allow. Returns: %FALSE when
 * nothing is left: no counts can lie behind what was printed. */
gboolean rep_system_narrow (RepSystem *system);

/** rep_system_variable: Returns: −1 where @cell is not in @release. */
gint rep_system_variable (const RepSystem *system, guint release, guint cell);
/** rep_system_is_monotone: whether @cell cannot have fallen between two releases it is in. */
gboolean rep_system_is_monotone (const RepSystem *system, guint cell, guint from, guint to);
/** rep_system_holds: whether whole numbers @values, one a variable, are a solution. */
gboolean rep_system_holds (const RepSystem *system, const gint32 *values);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepSystem, rep_system_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepReleaseValues, rep_release_values_free)

G_END_DECLS
