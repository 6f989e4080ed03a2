/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* What each channel takes and brings, and what the plan costs (docs/indicators.md, channels). */

#define REP_YIELD_LEAST 5 /* under so many beneficiaries nothing is divided by them */
#define REP_YIELD_FEW 20  /* under so many a quotient is mostly chance, and said with caution */

/**
 * RepChannelYield: one channel of a project until a day.
 * @persons: cumulative I3 by the youth's own channel; @contacts: I1; @beneficiaries: of @persons,
 *   those who reached the basis of the principal target
 * @outings: that took place; of them @untimed: without both hours, @unreported: nothing was said of
 *   what became of it, @empty: reported, and nobody was met
 * @minutes: of the outings that are not @untimed
 */
typedef struct {
  guint8 channel;
  guint persons;
  guint contacts;
  guint beneficiaries;
  guint outings;
  guint untimed;
  guint unreported;
  guint empty;
  guint minutes;
} RepChannelYield;

/** rep_channel_yields: Returns: (transfer full) (element-type RepChannelYield): of the records
 * alone: channels with any, in list order. @project: number in the casebook. */
GArray *rep_channel_yields (RepCasebook *casebook, guint project, guint32 as_of);

/** rep_yield: Returns: @amount ÷ @beneficiaries, NaN when these are fewer than %REP_YIELD_LEAST. */
double rep_yield (double amount, guint beneficiaries);

/**
 * RepBudgetYield: what was planned until a day, beside who was reached. Nothing of it was spent or
 * counted: it is the plan alone, and no sheet splits it by channel.
 * @planned: euros of the whole project, as amended by then; %REP_NONE when the sheet has none
 * @elapsed: euros: @planned × days elapsed ÷ days in all
 * @per_beneficiary: euros: @elapsed ÷ @beneficiaries, NaN when there is no plan or are too few
 */
typedef struct {
  gint32 planned;
  double elapsed;
  guint beneficiaries;
  double per_beneficiary;
} RepBudgetYield;

/** rep_budget_yield: @beneficiaries are those of rep_progress(), erased ones included. */
RepBudgetYield rep_budget_yield (RepCasebook *casebook, guint project, guint32 as_of);

G_END_DECLS
