/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/figures/counters.h"
#include "app/figures/figures.h"

/* A median of fewer delays is not given. */
#define MIN_DELAYS 5

/* The days of number @rank, from 0, in ascending order. */
static double
ranked (const GArray *delays, guint rank)
{
  guint days = 0;

  for (guint seen = g_array_index (delays, guint32, 0); seen <= rank;)
    seen += g_array_index (delays, guint32, ++days);
  return days;
}

static double
median (const GArray *delays)
{
  guint n = 0;

  for (guint i = 0; i < delays->len; i++)
    n += g_array_index (delays, guint32, i);
  if (n < MIN_DELAYS)
    return NAN;
  return (ranked (delays, (n - 1) / 2) + ranked (delays, n / 2)) / 2;
}

static double
ratio (double part, double whole)
{
  return whole > 0 ? part / whole : NAN;
}

static void
derive_rates (RepFigures *self)
{
  RepFigure *figures = self->figures;
  static const guint parts[] = { REP_I4, REP_I5, REP_I6, REP_I7 };
  static const guint members[] = {
    REP_I3, REP_I3A, REP_I3B, REP_I4, REP_I5, REP_I6, REP_I7, REP_I8
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    figures[REP_I13_CONTACTED + i].value = figures[REP_I13_CONTACTED + i].cumulative =
        ratio (figures[parts[i]].cumulative, figures[REP_I3A].cumulative);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    figures[REP_I11 + i].value = figures[REP_I11 + i].cumulative = figures[members[i]].cumulative;

  figures[REP_I14_KNOWN].value = figures[REP_I8].value - figures[REP_I14_UNKNOWN].value;
  figures[REP_I14_KNOWN].cumulative =
      figures[REP_I8].cumulative - figures[REP_I14_UNKNOWN].cumulative;
  for (guint i = 0; i < 2; i++) {
    RepFigure *rate = &figures[REP_I14_STRICT + i];
    const RepFigure *exits = &figures[i == 0 ? REP_I8_STRICT : REP_I8_WIDE];

    rate->value = ratio (exits->value, figures[REP_I14_KNOWN].value);
    rate->cumulative = ratio (exits->cumulative, figures[REP_I14_KNOWN].cumulative);
  }
}

static void
derive_progress (const RepFacts *table, const RepCounted *counted, RepFigures *self)
{
  static const guint basis_of[] = { REP_I3A, REP_I3A, REP_I4, REP_I5, REP_I6, REP_I7 };
  guint32 as_of = self->period.to;
  const RepTarget *target = rep_project_target (table->project, as_of);
  guint basis = target != NULL ? MIN (target->basis, REP_STAGE_ACCOMPAGNE) : REP_STAGE_REPERE;
  double value = target != NULL ? MAX (target->value, 0) : 0;
  RepExpected expected = rep_project_expected (table->project, as_of);
  const double values[] = {
    [0] = ratio (self->figures[basis_of[basis]].cumulative, value),
    [1] = self->figures[basis_of[basis]].cumulative,
    [2] = value,
    [3] = value * expected.share,
    [4] = value * expected.worked_share,
    [5] = (double)counted->unidentified[basis == REP_STAGE_REPERE ? 0 : basis],
  };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    self->figures[REP_I12 + i].value = self->figures[REP_I12 + i].cumulative = values[i];
}

static void
add_erased (const RepFacts *table, RepFigures *self, RepCounted *counted)
{
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    if (rep_indicators[i].kind == REP_FLOW) {
      RepPeriod since = { table->start, self->period.to };

      counted->flow[i] += rep_counters_get (table->casebook, table->number, rep_indicators[i].id,
                                            NULL, NULL, &self->period);
      counted->cumulative[i] += rep_counters_get (table->casebook, table->number,
                                                  rep_indicators[i].id, NULL, NULL, &since);
    }
  self->erased = rep_counters_erased (table->casebook, table->number, self->period.to);
}

void
rep_figures (const RepFacts *table, const RepPeriod *period, RepFigures *figures)
{
  RepCounted counted;
  RepDelays delays[2];

  memset (figures, 0, sizeof *figures);
  figures->period = *period;
  figures->covered.from = MAX (period->from, table->start);
  figures->covered.to = MIN (period->to, table->last);
  rep_delays_init (delays);
  rep_count (table, period, &counted, delays);
  add_erased (table, figures, &counted);
  counted.flow[REP_I3B] = counted.cumulative[REP_I3] - counted.cumulative[REP_I3A];
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    gboolean stock = rep_indicators[i].kind == REP_STOCK;

    figures->figures[i].value = (double)counted.flow[i];
    figures->figures[i].cumulative = (double)(stock ? counted.flow[i] : counted.cumulative[i]);
  }
  for (guint i = 0; i < 2; i++) {
    figures->figures[REP_I15_MET + i].value = median (delays[i].flow);
    figures->figures[REP_I15_MET + i].cumulative = median (delays[i].cumulative);
  }
  rep_delays_clear (delays);
  derive_rates (figures);
  derive_progress (table, &counted, figures);
}

RepPeriod
rep_figures_whole (const RepProject *project)
{
  return (RepPeriod){ project->start, rep_project_last_day (project) };
}
