/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/period.h"
#include "app/figures/indicators.h"
#include "app/figures/facts.h"

G_BEGIN_DECLS

/* What is counted, before rates are worked out: of the records, without what was erased. */

/** RepCounted: by number of indicator; of a stock, @flow is the stock and @cumulative nothing.
 * @unidentified: youths without identity who reached each stage (REPERE_A at 0) by the period's end
 */
typedef struct {
  gint64 flow[REP_N_INDICATORS];
  gint64 cumulative[REP_N_INDICATORS];
  gint64 unidentified[REP_N_STAGES];
} RepCounted;

/** RepDelays: (element-type guint32): by number of days from REPERE to a later stage: how many
 * youths reached it in the period after so many days, and since the beginning. */
typedef struct {
  GArray *flow;
  GArray *cumulative;
} RepDelays;

void rep_delays_init (RepDelays delays[2]);
void rep_delays_clear (RepDelays delays[2]);

/**
 * rep_count: counts in one pass over the youths and one over the contacts.
 * @delays: to RENCONTRE and to MOBILISE; added to
 */
void rep_count (const RepFacts *table,
                const RepPeriod *period,
                RepCounted *counted,
                RepDelays delays[2]);

/** rep_figures_count: the same without delays. */
void rep_figures_count (const RepFacts *table, const RepPeriod *period, RepCounted *counted);

/** RepCountMember: @place: in the table's subjects, contacts or groups, after the indicator's unit;
 * @n: how many it stands for, and a youth with several exits is there once for each. */
typedef struct {
  guint place;
  guint n;
} RepCountMember;

/** rep_count_members: Returns: (transfer full) (element-type RepCountMember): what makes up the
 * value of
 * @indicator, which is a flow or a stock. */
GArray *rep_count_members (const RepFacts *table, const RepPeriod *period, guint indicator);

G_END_DECLS
