/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/domain/day.h"
#include "app/figures/forecast.h"

/*
 * A rate per worked day, twice: with the declared season and without it, each as probable as the
 * counts so far make it; drawn to the rate of late when that differs from the rate of all by more
 * than chance. What is to come is then a negative binomial: wider than chance by what the weeks so
 * far were, by what is not known of the rate, and by what changes in a project from one month to
 * the next.
 */

#define RECENT_DAYS 120
#define RECENT_DOUBT 6.0 /* deviations (squared) at which the rate of late counts for half */
#define DRIFT 0.09       /* of the rate, from now to the end */
#define MAX_EVIDENCE 30.0
#define LOW 0.1
#define HIGH 0.9
#define MAX_COUNT 10000000u

/* Out-going teams see fewer youths in the summer and around New Year, more in the autumn. */
static const double season[12] = { 0.95, 1.00, 1.10, 1.05, 1.00, 1.05,
                                   0.80, 0.50, 1.25, 1.30, 1.20, 0.80 };

double
rep_season (guint month)
{
  return season[(month - 1) % 12];
}

/* Sums over a stretch of days: how many were reached, and the weight of its days. */
typedef struct {
  double n;
  double weight;
} Stretch;

typedef struct {
  const RepSeries *series;
  double *weights[2]; /* by day: worked; worked and season */
} Model;

static void
weigh_days (Model *self)
{
  const RepSeries *series = self->series;

  for (guint i = 0; i < series->n_days; i++) {
    guint year, month, day;

    rep_day_split (series->start + i, &year, &month, &day);
    self->weights[0][i] = series->worked[i] != 0 ? 1 : 0;
    self->weights[1][i] = self->weights[0][i] * rep_season (month);
  }
}

static Stretch
sum_days (const Model *self, guint which, guint from, guint to)
{
  Stretch sum = { 0, 0 };

  for (guint i = from; i < to; i++) {
    sum.weight += self->weights[which][i];
    if (i < self->series->n_past)
      sum.n += self->series->daily[i];
  }
  return sum;
}

/* Weeks against what the rate expects of them: 1 for chance alone. */
static double
dispersion (const Model *self, guint which, double rate)
{
  double sum = 0;
  guint weeks = 0;

  for (guint from = 0; from + 7 <= self->series->n_past; from += 7) {
    Stretch week = sum_days (self, which, from, from + 7);
    double expected = rate * week.weight;

    if (expected <= 0)
      continue;
    sum += (week.n - expected) * (week.n - expected) / expected;
    weeks++;
  }
  return weeks > 4 ? CLAMP (sum / (weeks - 1), 1, 6) : 1;
}

/* Log-likelihood of the months so far, less what both models share. */
static double
evidence (const Model *self, guint which, double rate)
{
  double sum = 0;

  for (guint from = 0; from < self->series->n_past; from += 30) {
    Stretch month = sum_days (self, which, from, MIN (from + 30, self->series->n_past));
    double expected = rate * month.weight;

    if (expected > 0)
      sum += month.n * log (expected) - expected;
  }
  return sum;
}

/* Mean and variance of what is to come. */
typedef struct {
  double mean;
  double variance;
  double likelihood;
} Outlook;

static Outlook
look_ahead (const Model *self, guint which)
{
  guint n_past = self->series->n_past;
  guint recent_days = MIN (RECENT_DAYS, n_past / 2);
  Stretch all = sum_days (self, which, 0, n_past);
  Stretch late = sum_days (self, which, n_past - recent_days, n_past);
  Stretch rest = sum_days (self, which, n_past, self->series->n_days);
  double rate = (all.n + 0.5) / MAX (all.weight, 1);
  double phi = dispersion (self, which, rate);
  double expected = rate * late.weight;
  double off = expected > 0 ? (late.n - expected) * (late.n - expected) / (phi * expected) : 0;
  double trust = off / (off + RECENT_DOUBT);
  double late_rate = (late.n + 0.5) / MAX (late.weight, 1);
  double known = (1 - trust) * all.weight + trust * late.weight;
  Outlook outlook;

  outlook.likelihood = evidence (self, which, rate) / phi;
  rate = (1 - trust) * rate + trust * late_rate;
  outlook.mean = rate * rest.weight;
  outlook.variance = phi * outlook.mean +
                     outlook.mean * outlook.mean * (phi / MAX (rate * known, 1) + DRIFT * DRIFT);
  return outlook;
}

static Outlook
average (Outlook flat, Outlook seasonal)
{
  double more = CLAMP (seasonal.likelihood - flat.likelihood, -MAX_EVIDENCE, MAX_EVIDENCE);
  double share = 1 / (1 + exp (-more));
  double gap = seasonal.mean - flat.mean;
  Outlook outlook = { .mean = share * seasonal.mean + (1 - share) * flat.mean,
                      .variance = share * seasonal.variance + (1 - share) * flat.variance +
                                  share * (1 - share) * gap * gap };

  return outlook;
}

/* Walks up the negative binomial of that mean and variance. */
static void
read_off (const Outlook *outlook, guint reached, guint target, RepForecast *forecast)
{
  double mean = MAX (outlook->mean, 1e-6);
  double variance = MAX (outlook->variance, mean * 1.000001);
  double size = mean * mean / (variance - mean);
  double p = size / (size + mean);
  double log_mass = size * log (p);
  double sum = 0, below = 0;

  for (guint k = 0; k < MAX_COUNT && (sum < HIGH || reached + k < target); k++) {
    double mass = exp (log_mass);
    double before = sum;

    sum += mass;
    below += reached + k < target ? mass : 0;
    if (before < LOW && sum >= LOW) {
      forecast->low = reached + k;
      forecast->low_part = (sum - LOW) / mass;
    }
    if (before < 0.5 && sum >= 0.5)
      forecast->median = reached + k;
    if (before < HIGH && sum >= HIGH) {
      forecast->high = reached + k;
      forecast->high_part = (HIGH - before) / mass;
    }
    log_mass += log ((size + k) / (k + 1.0)) + log1p (-p);
  }
  forecast->probability = reached >= target ? 1 : CLAMP (1 - below, 0, 1);
}

gboolean
rep_forecast (const RepSeries *series, RepForecast *forecast)
{
  g_autofree double *flat = g_new (double, series->n_days + 1);
  g_autofree double *seasonal = g_new (double, series->n_days + 1);
  Model self = { series, { flat, seasonal } };
  Stretch past;
  Outlook outlook;

  weigh_days (&self);
  past = sum_days (&self, 0, 0, series->n_past);
  if (past.weight < REP_FORECAST_MIN_DAYS)
    return FALSE;
  if (series->n_past >= series->n_days) {
    *forecast = (RepForecast){
      (guint)past.n, (guint)past.n, (guint)past.n, past.n >= series->target ? 1 : 0, 1, 1
    };
    return TRUE;
  }
  outlook = average (look_ahead (&self, 0), look_ahead (&self, 1));
  read_off (&outlook, (guint)past.n, series->target, forecast);
  return TRUE;
}

static void
mark_pauses (const RepBurnUp *burn_up, guint8 *worked, guint n_days)
{
  for (guint i = 0; i < n_days; i++)
    worked[i] = 1;
  for (guint i = 0; i < burn_up->n_pauses; i++)
    for (guint32 day = burn_up->pauses[i].from; day <= burn_up->pauses[i].to; day++)
      if (day >= burn_up->start && day - burn_up->start < n_days)
        worked[day - burn_up->start] = 0;
}

gboolean
rep_forecast_burn_up (const RepBurnUp *burn_up, RepForecast *forecast)
{
  guint n_days = burn_up->end - burn_up->start + 1;
  g_autofree guint8 *worked = g_new0 (guint8, n_days + 1);
  g_autofree guint *daily = g_new0 (guint, burn_up->n_days + 1);
  RepSeries series = { burn_up->start, MIN (burn_up->n_days, n_days), n_days, daily, worked,
                       burn_up->target };

  if (burn_up->target == 0 || burn_up->n_days == 0)
    return FALSE;
  mark_pauses (burn_up, worked, n_days);
  for (guint i = 0; i < burn_up->n_days; i++)
    daily[i] = burn_up->reached[i] - (i > 0 ? burn_up->reached[i - 1] : 0);
  return rep_forecast (&series, forecast);
}
