/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/domain/day.h"
#include "app/figures/forecast.h"

/*
 * Histories of different shapes, whose end is known: how often the band holds it, and how far the
 * median is from it, beside a straight line through what was reached. The season of a history is
 * not the declared one: every month of it is off by up to a fifth.
 */

#define N_SHAPED 7 /* every second history is linear */
#define MAX_DAYS 1200

typedef struct {
  GRand *rand;
  guint shape; /* bit 0: season, 1: pause, 2: ramp; 0 is linear */
  guint n_days;
  guint32 start;
  guint daily[MAX_DAYS];
  guint8 worked[MAX_DAYS];
} Past;

static double
uniform (Past *self, double low, double high)
{
  return g_rand_double_range (self->rand, low, high);
}

static guint
poisson (Past *self, double mean)
{
  double limit = exp (-mean), product = g_rand_double (self->rand);
  guint n = 0;

  while (product > limit && n < 1000) {
    product *= g_rand_double (self->rand);
    n++;
  }
  return n;
}

static void
set_pause (Past *self)
{
  guint from = (guint)uniform (self, 60, self->n_days * 0.8);
  guint length = (guint)uniform (self, 20, 80);

  for (guint i = 0; i < self->n_days; i++)
    self->worked[i] = (self->shape & 2) == 0 || i < from || i >= from + length;
}

static double
month_weight (const Past *self, const double *months, guint i)
{
  guint year, month, day;

  rep_day_split (self->start + i, &year, &month, &day);
  return (self->shape & 1) != 0 ? months[month - 1] : 1;
}

/* Weeks of a real team vary more than chance; that of a linear history is chance alone. */
static void
make (Past *self)
{
  double total = exp (uniform (self, log (40), log (2500)));
  double ramp = uniform (self, 60, 240);
  double months[12], week = 1;

  self->n_days = (guint)uniform (self, 600, 1000);
  self->start = rep_day_from_ymd (2019, 11, 1) + (guint32)uniform (self, 0, 365);
  for (guint i = 0; i < 12; i++)
    months[i] = rep_season (i + 1) * uniform (self, 0.8, 1.2);
  set_pause (self);
  for (guint i = 0; i < self->n_days; i++) {
    double rate = total / self->n_days * month_weight (self, months, i);

    if (i % 7 == 0)
      week = self->shape == 0 ? 1 : uniform (self, 0.6, 1.4);
    if ((self->shape & 4) != 0)
      rate *= MIN ((i + 1) / ramp, 1);
    self->daily[i] = self->worked[i] != 0 ? poisson (self, rate * week) : 0;
  }
}

static guint
sum (const Past *self, guint n)
{
  guint total = 0;

  for (guint i = 0; i < n; i++)
    total += self->daily[i];
  return total;
}

/* An outcome on a bound is inside for the part of its probability that is. */
static double
inside (const RepForecast *forecast, guint outcome)
{
  double part = 1;

  if (outcome < forecast->low || outcome > forecast->high)
    return 0;
  if (outcome == forecast->low)
    part -= 1 - forecast->low_part;
  if (outcome == forecast->high)
    part -= 1 - forecast->high_part;
  return MAX (part, 0);
}

typedef struct {
  double covered;
  double error[2]; /* linear, shaped */
  double line[2];
  guint n[2];
} Tally;

static void
look_back (const Past *self, double share, Tally *tally)
{
  guint n_past = (guint)(self->n_days * share);
  RepSeries series = { self->start, n_past, self->n_days, self->daily, self->worked, 1 };
  guint outcome = sum (self, self->n_days);
  guint shaped = self->shape != 0;
  RepForecast forecast;

  if (!rep_forecast (&series, &forecast))
    return;
  tally->covered += inside (&forecast, outcome);
  tally->error[shaped] += fabs ((double)forecast.median - outcome);
  tally->line[shaped] += fabs (sum (self, n_past) / share - outcome);
  tally->n[shaped]++;
}

void
rep_backtest (guint n, guint32 seed, RepBacktest *backtest)
{
  g_autofree Past *past = g_new0 (Past, 1);
  Tally tally = { 0 };

  past->rand = g_rand_new_with_seed (seed);
  for (guint i = 0; i < n; i++) {
    past->shape = i % 2 == 0 ? 0 : 1 + i / 2 % N_SHAPED;
    make (past);
    for (guint quarter = 1; quarter <= 3; quarter++)
      look_back (past, quarter / 4.0, &tally);
  }
  g_rand_free (past->rand);
  backtest->n = n;
  backtest->forecasts = tally.n[0] + tally.n[1];
  backtest->coverage = tally.covered / MAX (backtest->forecasts, 1);
  backtest->linear = tally.error[0] / MAX (tally.n[0], 1);
  backtest->linear_line = tally.line[0] / MAX (tally.n[0], 1);
  backtest->shaped = tally.error[1] / MAX (tally.n[1], 1);
  backtest->shaped_line = tally.line[1] / MAX (tally.n[1], 1);
}
