/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/burn-up.h"

G_BEGIN_DECLS

/* How many will have been reached on the last day (docs/indicators.md, forecast). */

/** Fewer worked days of data give no forecast: it is too early. */
#define REP_FORECAST_MIN_DAYS 56

/**
 * RepForecast: of the total on the last day: the bounds of an 80 % band, the median, and how
 * probable it is that the target is reached.
 * @low_part: @high_part: of the probability that lies on each bound, the part inside the band:
 * counts are whole, so the band holds more than it should
 */
typedef struct {
  guint low;
  guint median;
  guint high;
  double probability;
  double low_part;
  double high_part;
} RepForecast;

/**
 * RepSeries: what a forecast is made from.
 * @start: first day; @n_past: days there are counts of; @n_days: days of the whole project
 * @daily: (array length=n_past): newly reached each day
 * @worked: (array length=n_days): 1 for days that are no pause
 */
typedef struct {
  guint32 start;
  guint n_past;
  guint n_days;
  const guint *daily;
  const guint8 *worked;
  guint target;
} RepSeries;

/** rep_forecast: Returns: %FALSE when it is too early. The same series gives the same forecast. */
gboolean rep_forecast (const RepSeries *series, RepForecast *forecast);

/** rep_forecast_burn_up: the same for a project, from its @burn_up; also %FALSE without a target.
 */
gboolean rep_forecast_burn_up (const RepBurnUp *burn_up, RepForecast *forecast);

/**
 * RepBacktest: how good the forecast is on generated histories.
 * @n: histories; @forecasts: three each, at 25, 50 and 75 % of the project, less those too early
 * @coverage: share of outcomes inside the 80 % band, an outcome on a bound counting in part
 * @shaped: @shaped_line: mean absolute error of the median, and of a straight line, on histories
 * with season, pause or ramp; @linear: @linear_line: on the others
 */
typedef struct {
  guint n;
  guint forecasts;
  double coverage;
  double shaped;
  double shaped_line;
  double linear;
  double linear_line;
} RepBacktest;

/** rep_backtest: of @n histories made from @seed. */
void rep_backtest (guint n, guint32 seed, RepBacktest *backtest);

/** rep_season: Returns: the declared weight of a month (1 … 12), 1 on average. */
double rep_season (guint month);

G_END_DECLS
