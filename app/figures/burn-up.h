/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepBurnUpStep: the principal target in force from a day on. */
typedef struct {
  guint32 from;
  guint value;
  guint8 basis;
  gboolean basis_confirmed;
} RepBurnUpStep;

/** RepBurnUpPause: both days included, inside the project's dates. */
typedef struct {
  guint32 from;
  guint32 to;
  guint8 reason;
} RepBurnUpPause;

/**
 * RepBurnUp: the way of a project towards its principal target, day by day (docs/indicators.md,
 * I12).
 * @end: last day as amended by @as_of
 * @basis: @basis_confirmed: @target: of the principal target in force on @as_of; 0 without one
 * @reached: (array length=n_days): persons who reached @basis by the end of day @start + index; the
 *   last day is the earlier of @as_of and @end
 * @steps: (array length=n_steps): the targets in force by @as_of, in order; the first one holds
 * from @start
 * @pauses: (array length=n_pauses): by their first day
 * @amendments: (array length=n_amendments): days of amendments in force by @as_of, in order
 */
typedef struct {
  guint32 start;
  guint32 end;
  guint32 as_of;
  guint8 basis;
  gboolean basis_confirmed;
  guint target;
  guint n_days;
  guint *reached;
  guint n_steps;
  RepBurnUpStep *steps;
  guint n_pauses;
  RepBurnUpPause *pauses;
  guint n_amendments;
  guint32 *amendments;
} RepBurnUp;

/**
 * rep_burn_up_new:
 * @project: number in the casebook
 * @as_of: day; facts after it do not count
 *
 * Returns: (transfer full): the series, in one pass over the enrolments; its last value is
 *   @reached of rep_progress() on the same day.
 */
RepBurnUp *rep_burn_up_new (RepCasebook *casebook, guint project, guint32 as_of);

/** rep_burn_up_free: accepts %NULL. */
void rep_burn_up_free (RepBurnUp *burn_up);

/** rep_burn_up_expected: Returns: target × elapsed ÷ total at the end of @day: a straight line from
 * 0 before the first day to the target on the last. */
double rep_burn_up_expected (const RepBurnUp *burn_up, guint32 day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepBurnUp, rep_burn_up_free)

G_END_DECLS
