/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/day.h"
#include "app/exchange/chart.h"

#define N_DAYS 130

static char *
say_day (guint32 day)
{
  char text[REP_DAY_TEXT_SIZE];

  return g_strdup (rep_day_format (day, text));
}

static const RepChartLabels labels = {
  .font = "Sans",
  .months = { "J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D" },
  .quarter = "Q{}",
  .reached = "Reached",
  .target = "Target {}",
  .unconfirmed = "to be confirmed",
  .expected = "Expected",
  .say_day = say_day,
  .say_all = "{reached}/{target} at {day}, {expected} expected, {start} to {end}.",
  .say_no_target = "{reached} at {day}.",
  .say_not_begun = "Starts {start}.",
  .say_step = "{target} from {day}.",
  .say_pause = "{label} {start} to {end}.",
  .forecast = "Forecast",
  .amendment = "Amendment",
  .say_quarter = "{quarter} {year}: {reached}.",
  .say_forecast = "{median} ({low} to {high}) on {end}.",
  .say_amendment = "Amended {day}.",
};

static const RepChartColors colors = {
  .foreground = { 0, 0, 0, 1 },
  .background = { 1, 1, 1, 1 },
  .grid = { 0.8, 0.8, 0.8, 1 },
  .reached = { 0, 0, 1, 1 },
  .target = { 0, 0, 0, 1 },
  .expected = { 0.4, 0.4, 0.4, 1 },
  .pause = { 0.9, 0.8, 0.2, 0.3 },
};

static guint reached[N_DAYS];
static RepChartStep steps[2];
static RepChartSpan pauses[1];

/* December 2019 to January 2022, seen on 8 April 2020: one person every second day. */
static RepChartSeries
make_series (void)
{
  for (guint i = 0; i < N_DAYS; i++)
    reached[i] = (i + 1) / 2;
  steps[0] = (RepChartStep){ rep_day_parse ("2019-12-01"), 500 };
  steps[1] = (RepChartStep){ rep_day_parse ("2020-03-01"), 400 };
  pauses[0] =
      (RepChartSpan){ rep_day_parse ("2020-03-17"), rep_day_parse ("2020-05-10"), "Crisis" };
  return (RepChartSeries){
    .start = rep_day_parse ("2019-12-01"),
    .end = rep_day_parse ("2022-01-31"),
    .n_days = N_DAYS,
    .reached = reached,
    .n_steps = 2,
    .steps = steps,
    .n_pauses = 1,
    .pauses = pauses,
  };
}

static void
test_nice_step (void)
{
  static const struct {
    guint top;
    guint n;
    guint step;
  } cases[] = {
    { 0, 5, 1 },       { 1, 5, 1 },
    { 5, 5, 1 },       { 6, 5, 2 },
    { 100, 5, 20 },    { 101, 5, 50 },
    { 450, 5, 100 },   { 1000, 4, 500 },
    { 2000, 0, 2000 }, { 2000000000, 5, 500000000 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (rep_chart_nice_step (cases[i].top, cases[i].n), ==, cases[i].step);
}

static void
assert_describes (const RepChartSeries *series, const char *expected)
{
  g_autofree char *text = rep_chart_describe (series, &labels);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_describe (void)
{
  const RepChartBand band = { 350, 380, 420 };
  const guint32 amended = rep_day_parse ("2020-03-01");
  RepChartSeries series = make_series ();

  assert_describes (&series, "65/400 at 2020-04-08, 66 expected, 2019-12-01 to 2022-01-31. "
                             "(to be confirmed) 500 from 2019-12-01. 400 from 2020-03-01. "
                             "Crisis 2020-03-17 to 2020-05-10. Q4 2019: 15. Q1 2020: 61.");
  series.confirmed = TRUE;
  series.forecast = &band;
  series.amendments = &amended;
  series.n_amendments = 1;
  assert_describes (&series, "65/400 at 2020-04-08, 66 expected, 2019-12-01 to 2022-01-31. "
                             "500 from 2019-12-01. 400 from 2020-03-01. Amended 2020-03-01. "
                             "Crisis 2020-03-17 to 2020-05-10. 380 (350 to 420) on 2022-01-31. "
                             "Q4 2019: 15. Q1 2020: 61.");
  series.forecast = NULL;
  series.n_amendments = 0;
  series.n_steps = 1;
  series.n_pauses = 0;
  series.n_days = 10;
  assert_describes (&series, "5/500 at 2019-12-10, 6 expected, 2019-12-01 to 2022-01-31.");
  series.n_steps = 0;
  assert_describes (&series, "5 at 2019-12-10.");
  series.n_days = 0;
  assert_describes (&series, "Starts 2019-12-01.");
  series.end = series.start - 1;
  assert_describes (&series, "");
}

static void
draw (const RepChartSeries *series, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);

  rep_chart_draw (cr, width, height, 1, series, &labels, &colors);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  g_assert_false (cairo_has_current_point (cr));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Whatever the sheet says and however little room there is. */
static void
test_draw (void)
{
  static const int sizes[][2] = { { 1000, 400 }, { 300, 260 }, { 40, 30 }, { 1, 1 } };
  static const RepChartBand band = { 0, 398, 100000 }; /* the middle is where the target is */
  static guint one[] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    RepChartSeries series = make_series ();
    RepChartSeries day = {
      .start = series.start, .end = series.start, .reached = one, .n_days = 1
    };
    RepChartSeries nothing = { 0 };
    RepChartSeries ages = { .start = 1, .end = rep_day_parse ("9999-12-31") };

    draw (&series, sizes[i][0], sizes[i][1]);
    draw (&day, sizes[i][0], sizes[i][1]);
    draw (&nothing, sizes[i][0], sizes[i][1]);
    draw (&ages, sizes[i][0], sizes[i][1]);
    series.forecast = &band;
    series.amendments = &series.end;
    series.n_amendments = 1;
    draw (&series, sizes[i][0], sizes[i][1]);
    series.n_steps = 0;
    draw (&series, sizes[i][0], sizes[i][1]);
  }
}

/* Where it may end is shaded to the right of today, and nowhere without a forecast. */
static void
test_forecast (void)
{
  static const RepChartBand band = { 200, 300, 400 };
  guint shaded[2] = { 0 };

  for (guint turn = 0; turn < 2; turn++) {
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1000, 400);
    cairo_t *cr = cairo_create (surface);
    RepChartSeries series = make_series ();
    const guint32 *pixels;

    series.n_pauses = 0;
    series.forecast = turn == 1 ? &band : NULL;
    rep_chart_draw (cr, 1000, 400, 1, &series, &labels, &colors);
    cairo_surface_flush (surface);
    pixels = (const guint32 *)(gconstpointer)cairo_image_surface_get_data (surface);
    for (guint y = 60; y < 340; y++)
      shaded[turn] += (pixels[y * 1000 + 900] & 0xff) > 0 && pixels[y * 1000 + 900] >> 24 < 0x60;
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
  g_assert_cmpuint (shaded[1], >, shaded[0] + 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/chart/nice-step", test_nice_step);
  g_test_add_func ("/chart/describe", test_describe);
  g_test_add_func ("/chart/draw", test_draw);
  g_test_add_func ("/chart/forecast", test_forecast);
  return g_test_run ();
}
