/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The burn-up of a project, drawn the same on the screen and on paper. */

/** RepChartStep: the target is @value from day @from on. */
typedef struct {
  guint32 from;
  guint value;
} RepChartStep;

/** RepChartSpan: paused days, both included. */
typedef struct {
  guint32 from;
  guint32 to;
  const char *label;
} RepChartSpan;

/** RepChartBand: what is forecast of the last day: a band of 80 % and its middle. */
typedef struct {
  guint low;
  guint median;
  guint high;
} RepChartBand;

/**
 * RepChartSeries:
 * @start: @end: first and last day of the axis
 * @reached: (array length=n_days): so many by the end of day @start + index
 * @steps: (array length=n_steps): in order of days; empty when there is no target
 * @amendments: (array length=n_amendments): days from which the agreement was amended
 * @forecast: (nullable): %NULL when it is too early, or when there is nothing left to come
 * @confirmed: whether the basis of the target is
 */
typedef struct {
  guint32 start;
  guint32 end;
  guint n_days;
  const guint *reached;
  guint n_steps;
  const RepChartStep *steps;
  guint n_pauses;
  const RepChartSpan *pauses;
  guint n_amendments;
  const guint32 *amendments;
  const RepChartBand *forecast;
  gboolean confirmed;
} RepChartSeries;

typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} RepChartColor;

typedef struct {
  RepChartColor foreground; /* text */
  RepChartColor background; /* not filled: the chart is drawn on it */
  RepChartColor grid;
  RepChartColor reached;
  RepChartColor target;
  RepChartColor expected;
  RepChartColor pause;
} RepChartColors;

/**
 * RepChartLabels: the words, in the reader's language. "{}" stands for one value, "{name}" for the
 *   value named.
 * @font: family
 * @months: first letters
 * @quarter: "Q{}"
 * @target: "Target {}"
 * @unconfirmed: added to the target when its basis is not confirmed
 * @forecast: @amendment: used when the series has one
 * @say_day: (transfer full): a day in words
 * @say_number: (nullable): (transfer full): a number in digits; NULL: as the locale writes it
 * @say_all: sentence with {reached} {target} {expected} {day} {start} {end}; @say_no_target: the
 *   same without a target; @say_not_begun: before the first day
 * @say_step: sentence on a changed target, with {target} {day}
 * @say_pause: sentence with {label} {start} {end}
 * @say_quarter: part of a list: {reached} at the end of {quarter} {year}
 * @say_forecast: sentence with {median} {low} {high} {end}
 * @say_amendment: sentence with {day}
 */
typedef struct {
  const char *font;
  const char *months[12];
  const char *quarter;
  const char *reached;
  const char *target;
  const char *unconfirmed;
  const char *expected;
  const char *forecast;
  const char *amendment;
  char *(*say_day) (guint32 day);
  char *(*say_number) (guint number);
  const char *say_all;
  const char *say_no_target;
  const char *say_not_begun;
  const char *say_step;
  const char *say_pause;
  const char *say_quarter;
  const char *say_forecast;
  const char *say_amendment;
} RepChartLabels;

/**
 * rep_chart_draw: draws at the origin of @cr.
 * @width: @height: in units of @cr (pixels on the screen, points on paper)
 * @scale: of text and strokes; 1 is text of 11 units
 */
void rep_chart_draw (cairo_t *cr,
                     double width,
                     double height,
                     double scale,
                     const RepChartSeries *series,
                     const RepChartLabels *labels,
                     const RepChartColors *colors);

/** rep_chart_describe: Returns: (transfer full): the same in words, for those who do not see it. */
char *rep_chart_describe (const RepChartSeries *series, const RepChartLabels *labels);

/** rep_chart_nice_step: Returns: 1, 2 or 5 times a power of ten: the least that divides @top into
 * @n parts or fewer. */
guint rep_chart_nice_step (guint top, guint n);

G_END_DECLS
