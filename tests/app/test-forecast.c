/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "app/domain/day.h"
#include "app/figures/forecast.h"

#define N_DAYS 730

typedef struct {
  guint daily[N_DAYS];
  guint8 worked[N_DAYS];
  RepSeries series;
} Fixture;

/* One person every @step days. */
static void
set (Fixture *self, guint n_past, guint step, guint target)
{
  for (guint i = 0; i < N_DAYS; i++) {
    self->daily[i] = i % step == 0;
    self->worked[i] = 1;
  }
  self->series = (RepSeries){ .start = rep_day_from_ymd (2020, 1, 1),
                              .n_past = n_past,
                              .n_days = N_DAYS,
                              .daily = self->daily,
                              .worked = self->worked,
                              .target = target };
}

static void
test_too_early (void)
{
  Fixture self;
  RepForecast forecast;

  set (&self, REP_FORECAST_MIN_DAYS - 1, 2, 100);
  g_assert_false (rep_forecast (&self.series, &forecast));
  set (&self, REP_FORECAST_MIN_DAYS, 2, 100);
  g_assert_true (rep_forecast (&self.series, &forecast));
  for (guint i = 0; i < 20; i++)
    self.worked[i] = 0; /* days of a pause are no data */
  g_assert_false (rep_forecast (&self.series, &forecast));
}

static void
test_over (void)
{
  Fixture self;
  RepForecast forecast;

  set (&self, N_DAYS, 2, 365);
  g_assert_true (rep_forecast (&self.series, &forecast));
  g_assert_cmpuint (forecast.low, ==, 365);
  g_assert_cmpuint (forecast.median, ==, 365);
  g_assert_cmpuint (forecast.high, ==, 365);
  g_assert_cmpfloat (forecast.probability, ==, 1);
  self.series.target = 366;
  g_assert_true (rep_forecast (&self.series, &forecast));
  g_assert_cmpfloat (forecast.probability, ==, 0);
}

static void
test_shape (void)
{
  Fixture self;
  RepForecast before, forecast;
  double last = 1;

  set (&self, 365, 2, 1);
  g_assert_true (rep_forecast (&self.series, &before));
  g_assert_cmpuint (abs ((int)before.median - 365), <, 30);
  g_assert_cmpuint (before.low, <, before.median);
  g_assert_cmpuint (before.median, <, before.high);
  g_assert_cmpuint (before.low, >=, 183); /* nobody is lost */
  for (self.series.target = 100; self.series.target < 700; self.series.target += 20) {
    g_assert_true (rep_forecast (&self.series, &forecast));
    g_assert_cmpfloat (forecast.probability, <=, last);
    g_assert_cmpuint (forecast.low, ==, before.low);
    g_assert_cmpuint (forecast.high, ==, before.high);
    last = forecast.probability;
  }
  g_assert_cmpfloat (last, <, 0.01);
  for (guint i = 400; i < 600; i++)
    self.worked[i] = 0; /* a pause to come */
  g_assert_true (rep_forecast (&self.series, &forecast));
  g_assert_cmpuint (forecast.median, <, before.median - 50);
}

/* On a small project counts are whole and few: still a band, still a probability. */
static void
test_few (void)
{
  Fixture self;
  RepForecast forecast;

  set (&self, 200, 1000, 5);
  g_assert_true (rep_forecast (&self.series, &forecast));
  g_assert_cmpuint (forecast.low, <=, forecast.median);
  g_assert_cmpuint (forecast.median, <=, forecast.high);
  g_assert_cmpuint (forecast.high, <, 20);
  g_assert_cmpfloat (forecast.probability, >, 0);
  g_assert_cmpfloat (forecast.probability, <, 1);
}

static void
test_season (void)
{
  double sum = 0;

  for (guint month = 1; month <= 12; month++)
    sum += rep_season (month);
  g_assert_cmpfloat_with_epsilon (sum, 12, 1e-9);
}

/* The promise: 75 to 85 % of outcomes in the band; a median better than a straight line where there
 * is a shape, and no more than 5 % worse where there is none. */
static void
test_backtest (void)
{
  RepBacktest found, again;

  rep_backtest (800, 1, &found);
  rep_backtest (800, 1, &again);
  g_test_message ("coverage %.3f, shaped %.1f (%.1f), linear %.1f (%.1f)", found.coverage,
                  found.shaped, found.shaped_line, found.linear, found.linear_line);
  g_assert_cmpuint (found.forecasts, ==, 2400);
  g_assert_cmpfloat (found.coverage, >=, 0.75);
  g_assert_cmpfloat (found.coverage, <=, 0.85);
  g_assert_cmpfloat (found.shaped, <, found.shaped_line);
  g_assert_cmpfloat (found.linear, <=, 1.05 * found.linear_line);
  g_assert_cmpfloat (found.coverage, ==, again.coverage);
  g_assert_cmpfloat (found.shaped, ==, again.shaped);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forecast/too-early", test_too_early);
  g_test_add_func ("/forecast/over", test_over);
  g_test_add_func ("/forecast/shape", test_shape);
  g_test_add_func ("/forecast/few", test_few);
  g_test_add_func ("/forecast/season", test_season);
  g_test_add_func ("/forecast/backtest", test_backtest);
  return g_test_run ();
}
