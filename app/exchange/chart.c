/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <pango/pangocairo.h>

#include "app/domain/day.h"
#include "app/exchange/chart.h"

#define TEXT_SIZE 11.0
#define LINE 16.0 /* height of a row of text */

/* Everything a part of the drawing needs; the plot is the rectangle inside the axes. */
typedef struct {
  cairo_t *cr;
  const RepChartSeries *series;
  const RepChartLabels *labels;
  const RepChartColors *colors;
  double scale;
  double width;
  double height;
  double left;
  double top;
  double right;
  double bottom;
  guint tick;
  double highest;
  guint rows; /* of periods under the axis: quarters and years, months where there is room */
} Chart;

typedef struct {
  PangoLayout *layout;
  double width;
  double height;
} Text;

/* Text, and where it goes. */

static char *
say_number (const RepChartLabels *labels, guint number)
{
  return labels->say_number != NULL ? labels->say_number (number) : g_strdup_printf ("%'u", number);
}

static char *
replace (const char *pattern, const char *name, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (pattern, name, -1);

  return g_strjoinv (value, parts);
}

static void
substitute (char **text, const char *name, const char *value)
{
  char *replaced = replace (*text, name, value);

  g_free (*text);
  *text = replaced;
}

static Text
text_new (const Chart *chart, const char *words, gboolean bold)
{
  PangoFontDescription *font = pango_font_description_new ();
  Text text = { .layout = pango_cairo_create_layout (chart->cr) };
  int width, height;

  pango_font_description_set_family (font, chart->labels->font);
  pango_font_description_set_absolute_size (font, TEXT_SIZE * chart->scale * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (text.layout, font);
  pango_layout_set_text (text.layout, words, -1);
  pango_layout_get_size (text.layout, &width, &height);
  text.width = (double)width / PANGO_SCALE;
  text.height = (double)height / PANGO_SCALE;
  pango_font_description_free (font);
  return text;
}

static void
text_clear (Text *text)
{
  g_clear_object (&text->layout);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Text, text_clear)

static void
set_color (const Chart *chart, const RepChartColor *color)
{
  cairo_set_source_rgba (chart->cr, color->red, color->green, color->blue, color->alpha);
}

static void
text_show (const Chart *chart, const Text *text, double x, double y, const RepChartColor *color)
{
  cairo_move_to (chart->cr, x, y);
  set_color (chart, color);
  pango_cairo_show_layout (chart->cr, text->layout);
  cairo_new_path (chart->cr);
}

/* Text on a halo of the background, so that a line behind it does not cross the letters. */
static void
text_show_above (
    const Chart *chart, const Text *text, double x, double y, const RepChartColor *color)
{
  cairo_move_to (chart->cr, x, y);
  pango_cairo_layout_path (chart->cr, text->layout);
  set_color (chart, &chart->colors->background);
  cairo_set_line_width (chart->cr, 4 * chart->scale);
  cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (chart->cr);
  text_show (chart, text, x, y, color);
}

/* Places. */

static double
x_of (const Chart *chart, guint32 day)
{
  double total = chart->series->end - chart->series->start + 1;
  double done = CLAMP ((double)day - chart->series->start, 0, total);

  return chart->left + (chart->right - chart->left) * done / total;
}

static double
y_of (const Chart *chart, double value)
{
  return chart->bottom - (chart->bottom - chart->top) * value / chart->highest;
}

/* Middle of the pixel, so that a thin straight line is sharp on the screen. */
static double
sharp (double place)
{
  return (int)place + 0.5;
}

static guint
target_of (const RepChartSeries *series)
{
  return series->n_steps > 0 ? series->steps[series->n_steps - 1].value : 0;
}

static guint
reached_of (const RepChartSeries *series)
{
  return series->n_days > 0 ? series->reached[series->n_days - 1] : 0;
}

static guint
expected_of (const RepChartSeries *series)
{
  return (guint)((double)target_of (series) * series->n_days / (series->end - series->start + 1) +
                 0.5);
}

guint
rep_chart_nice_step (guint top, guint n)
{
  guint64 step = 1;

  for (guint i = 0; step * MAX (n, 1) < top; i++)
    step = i % 3 == 1 ? step / 2 * 5 : step * 2;
  return (guint)step;
}

static guint
highest_of (const RepChartSeries *series)
{
  guint highest = MAX (reached_of (series), 1);

  for (guint i = 0; i < series->n_steps; i++)
    highest = MAX (highest, series->steps[i].value);
  if (series->forecast != NULL)
    highest = MAX (highest, series->forecast->high);
  return highest;
}

/* The legend: what each stroke means, in a row that wraps. */

static void
set_dashes (const Chart *chart, double on)
{
  double dashes[] = { on * chart->scale, 3 * chart->scale };

  cairo_set_dash (chart->cr, dashes, G_N_ELEMENTS (dashes), 0);
}

static void
stroke_reached (const Chart *chart)
{
  set_color (chart, &chart->colors->reached);
  cairo_set_line_width (chart->cr, 2.5 * chart->scale);
  cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (chart->cr);
}

static void
stroke_target (const Chart *chart)
{
  set_color (chart, &chart->colors->target);
  cairo_set_line_width (chart->cr, 2 * chart->scale);
  cairo_set_line_join (chart->cr, CAIRO_LINE_JOIN_MITER);
  cairo_stroke (chart->cr);
}

static void
stroke_expected (const Chart *chart)
{
  set_color (chart, &chart->colors->expected);
  cairo_set_line_width (chart->cr, 1.5 * chart->scale);
  set_dashes (chart, 5);
  cairo_stroke (chart->cr);
  cairo_set_dash (chart->cr, NULL, 0, 0);
}

static void
stroke_forecast (const Chart *chart)
{
  RepChartColor faint = chart->colors->reached;

  faint.alpha *= 0.2;
  set_color (chart, &faint);
  cairo_set_line_width (chart->cr, 9 * chart->scale);
  cairo_stroke_preserve (chart->cr);
  set_color (chart, &chart->colors->reached);
  cairo_set_line_width (chart->cr, 1.5 * chart->scale);
  set_dashes (chart, 2);
  cairo_stroke (chart->cr);
  cairo_set_dash (chart->cr, NULL, 0, 0);
}

static void
draw_key (const Chart *chart,
          void (*stroke) (const Chart *),
          const char *words,
          double *x,
          double *y,
          gboolean draw)
{
  g_auto (Text) text = text_new (chart, words, FALSE);
  double line = 18 * chart->scale;
  double needed = line + 6 * chart->scale + text.width;

  if (*x > 0 && *x + needed > chart->width) {
    *x = 0;
    *y += LINE * chart->scale;
  }
  if (draw) {
    cairo_move_to (chart->cr, *x, sharp (*y + LINE * chart->scale / 2));
    cairo_rel_line_to (chart->cr, line, 0);
    stroke (chart);
    text_show (chart, &text, *x + line + 6 * chart->scale,
               *y + (LINE * chart->scale - text.height) / 2, &chart->colors->foreground);
  }
  *x += needed + 16 * chart->scale;
}

/* Returns the height it takes. */
static double
draw_legend (const Chart *chart, gboolean draw)
{
  double x = 0, y = 0;

  draw_key (chart, stroke_reached, chart->labels->reached, &x, &y, draw);
  if (chart->series->n_steps > 0) {
    g_autofree char *target = replace (chart->labels->target, "{}", "");

    draw_key (chart, stroke_expected, chart->labels->expected, &x, &y, draw);
    draw_key (chart, stroke_target, g_strstrip (target), &x, &y, draw);
  }
  if (chart->series->forecast != NULL)
    draw_key (chart, stroke_forecast, chart->labels->forecast, &x, &y, draw);
  return y + LINE * chart->scale;
}

/* Axes. */

/* Months are shown when the narrowest has room for its letter: all of them or none. */
static guint
count_rows (const Chart *chart)
{
  double days = chart->series->end - chart->series->start + 1;
  double plot = chart->width - 3 * LINE * chart->scale;

  return plot * 28 / days >= TEXT_SIZE * chart->scale ? 3 : 2;
}

static void
measure (Chart *chart)
{
  const RepChartSeries *series = chart->series;
  double row = LINE * chart->scale;
  guint highest = highest_of (series);
  g_autofree char *widest = NULL;
  g_auto (Text) text = { 0 };

  chart->top = draw_legend (chart, FALSE) + 0.5 * row;
  chart->rows = count_rows (chart);
  chart->bottom = chart->height - chart->rows * row - 3 * chart->scale;
  chart->tick =
      rep_chart_nice_step (highest, (guint)MAX ((chart->bottom - chart->top) / (2.2 * row), 2));
  chart->highest = (double)((highest - 1) / chart->tick + 1) * chart->tick;
  /* The label of the target stands above its line, below the legend. */
  if (series->n_steps > 0 && y_of (chart, highest) - chart->top < 1.2 * row)
    chart->top += 1.2 * row;

  widest = say_number (chart->labels, (guint)chart->highest);
  text = text_new (chart, widest, FALSE);
  chart->left = text.width + 8 * chart->scale;
  chart->right = chart->width - 6 * chart->scale;
}

static void
draw_values (const Chart *chart)
{
  for (guint value = 0; value <= (guint)chart->highest; value += chart->tick) {
    g_autofree char *words = say_number (chart->labels, value);
    g_auto (Text) text = text_new (chart, words, FALSE);
    double y = sharp (y_of (chart, value));

    set_color (chart, value == 0 ? &chart->colors->expected : &chart->colors->grid);
    cairo_set_line_width (chart->cr, 1);
    cairo_move_to (chart->cr, chart->left, y);
    cairo_line_to (chart->cr, chart->right, y);
    cairo_stroke (chart->cr);
    text_show (chart, &text, chart->left - text.width - 8 * chart->scale, y - text.height / 2,
               &chart->colors->foreground);
  }
}

/* Words in the middle of the days from @from to before @to, when there is room for them. */
static void
label_days (const Chart *chart,
            guint32 from,
            guint32 to,
            const char *words,
            guint row,
            const RepChartColor *color)
{
  g_auto (Text) text = text_new (chart, words, FALSE);
  double x1 = x_of (chart, MAX (from, chart->series->start));
  double x2 = x_of (chart, MIN (to, chart->series->end + 1));

  if (text.width + 2 * chart->scale <= x2 - x1)
    text_show (chart, &text, (x1 + x2 - text.width) / 2,
               chart->bottom + (3 + row * LINE) * chart->scale, color);
}

static void
draw_tick (const Chart *chart, guint32 day, double length, const RepChartColor *color)
{
  double x = sharp (x_of (chart, day));

  if (day <= chart->series->start || day > chart->series->end)
    return;
  set_color (chart, color);
  cairo_set_line_width (chart->cr, 1);
  cairo_move_to (chart->cr, x, chart->bottom);
  cairo_rel_line_to (chart->cr, 0, length);
  cairo_stroke (chart->cr);
}

/* @month: since year 0 */
static guint32
first_of_month (guint month)
{
  return rep_day_from_ymd (month / 12, month % 12 + 1, 1);
}

static guint
month_of (guint32 date)
{
  guint year, month, day;

  rep_day_split (date, &year, &month, &day);
  return year * 12 + month - 1;
}

static char *
name_period (const Chart *chart, guint month, guint months)
{
  g_autofree char *quarter = g_strdup_printf ("%u", month % 12 / 3 + 1);

  if (months == 1)
    return g_strdup (chart->labels->months[month % 12]);
  if (months == 3)
    return replace (chart->labels->quarter, "{}", quarter);
  return g_strdup_printf ("%u", month / 12);
}

/* One row under the axis: periods of so many months each, unless they are too narrow to be seen. */
static void
draw_periods (const Chart *chart, guint months, guint row)
{
  const RepChartSeries *series = chart->series;
  double days = series->end - series->start + 1;
  double width = (chart->right - chart->left) * 30 * months / days;
  double length = months == 1 ? 0.25 : row + 1;

  for (guint month = month_of (series->start) / months * months;
       month <= month_of (series->end) && width > 4; month += months) {
    g_autofree char *words = name_period (chart, month, months);
    guint32 first = first_of_month (month);

    label_days (chart, first, first_of_month (month + months), words, row,
                months == 1 ? &chart->colors->expected : &chart->colors->foreground);
    draw_tick (chart, first, length * LINE * chart->scale, &chart->colors->grid);
    if (months == 3)
      draw_tick (chart, first, chart->top - chart->bottom, &chart->colors->grid);
  }
}

static void
draw_days (const Chart *chart)
{
  if (chart->rows == 3)
    draw_periods (chart, 1, 0);
  draw_periods (chart, 3, chart->rows - 2);
  draw_periods (chart, 12, chart->rows - 1);
}

/* Series. */

/* Where a label of @length stands free in the middle of a pause: under the target or, when there is
 * more room between the curves and the axis, right above it. */
static double
place_label (const Chart *chart, const RepChartSpan *pause, double length)
{
  const RepChartSeries *series = chart->series;
  guint32 middle = pause->from + (pause->to - pause->from) / 2;
  guint elapsed = middle >= series->start ? middle - series->start : 0;
  double expected = chart->bottom - (chart->bottom - y_of (chart, target_of (series))) * elapsed /
                                        (series->end - series->start + 1);
  double reached = elapsed < series->n_days ? y_of (chart, series->reached[elapsed]) : expected;
  double highest = series->n_steps > 0 ? y_of (chart, target_of (series)) : chart->top;

  if (chart->bottom - MAX (reached, expected) > MIN (reached, expected) - highest)
    return chart->bottom - length - 4 * chart->scale;
  return highest + 6 * chart->scale;
}

static void
label_pause (const Chart *chart, const RepChartSpan *pause, double x1, double x2)
{
  g_auto (Text) text = text_new (chart, pause->label, FALSE);
  double gap = 4 * chart->scale;

  if (text.width + 2 * gap <= x2 - x1) {
    text_show (chart, &text, (x1 + x2 - text.width) / 2, place_label (chart, pause, text.height),
               &chart->colors->foreground);
  } else if (text.height <= x2 - x1 && text.width + 4 * gap <= chart->bottom - chart->top) {
    cairo_save (chart->cr);
    cairo_translate (chart->cr, (x1 + x2 - text.height) / 2,
                     place_label (chart, pause, text.width) + text.width);
    cairo_rotate (chart->cr, -G_PI_2);
    text_show (chart, &text, 0, 0, &chart->colors->foreground);
    cairo_restore (chart->cr);
  }
}

static void
draw_pauses (const Chart *chart)
{
  for (guint i = 0; i < chart->series->n_pauses; i++) {
    const RepChartSpan *pause = &chart->series->pauses[i];
    double x1 = x_of (chart, pause->from);
    double x2 = x_of (chart, pause->to + 1);

    set_color (chart, &chart->colors->pause);
    cairo_rectangle (chart->cr, x1, chart->top, x2 - x1, chart->bottom - chart->top);
    cairo_fill (chart->cr);
  }
}

static void
label_pauses (const Chart *chart)
{
  for (guint i = 0; i < chart->series->n_pauses; i++) {
    const RepChartSpan *pause = &chart->series->pauses[i];

    label_pause (chart, pause, x_of (chart, pause->from), x_of (chart, pause->to + 1));
  }
}

/* From today to the last day: where it may end. */
static void
draw_forecast (const Chart *chart)
{
  const RepChartSeries *series = chart->series;
  const RepChartBand *band = series->forecast;
  double x = x_of (chart, series->start + series->n_days);
  double y = y_of (chart, reached_of (series));
  RepChartColor faint = chart->colors->reached;

  if (band == NULL)
    return;
  faint.alpha *= 0.2;
  cairo_move_to (chart->cr, x, y);
  cairo_line_to (chart->cr, chart->right, y_of (chart, band->high));
  cairo_line_to (chart->cr, chart->right, y_of (chart, band->low));
  cairo_close_path (chart->cr);
  set_color (chart, &faint);
  cairo_fill (chart->cr);
  cairo_move_to (chart->cr, x, y);
  cairo_line_to (chart->cr, chart->right, y_of (chart, band->median));
  set_color (chart, &chart->colors->reached);
  cairo_set_line_width (chart->cr, 1.5 * chart->scale);
  set_dashes (chart, 2);
  cairo_stroke (chart->cr);
  cairo_set_dash (chart->cr, NULL, 0, 0);
}

/* The middle of the forecast, unless the label of the target stands there. */
static void
label_forecast (const Chart *chart)
{
  const RepChartBand *band = chart->series->forecast;
  g_autofree char *words = say_number (chart->labels, band->median);
  g_auto (Text) text = text_new (chart, words, FALSE);
  double y = y_of (chart, band->median);
  double apart = ABS (y - y_of (chart, target_of (chart->series)));

  if (chart->series->n_steps == 0 || apart >= 1.5 * LINE * chart->scale)
    text_show_above (chart, &text, chart->right - text.width - 4 * chart->scale,
                     CLAMP (y - text.height / 2, chart->top, chart->bottom - text.height),
                     &chart->colors->reached);
}

static void
draw_amendments (const Chart *chart)
{
  for (guint i = 0; i < chart->series->n_amendments; i++) {
    g_auto (Text) text = text_new (chart, chart->labels->amendment, FALSE);
    double x = sharp (x_of (chart, chart->series->amendments[i]));

    cairo_move_to (chart->cr, x, chart->top);
    cairo_line_to (chart->cr, x, chart->bottom);
    set_color (chart, &chart->colors->expected);
    cairo_set_line_width (chart->cr, chart->scale);
    set_dashes (chart, 1);
    cairo_stroke (chart->cr);
    cairo_set_dash (chart->cr, NULL, 0, 0);
    if (x + 3 * chart->scale + text.width <= chart->right)
      text_show_above (chart, &text, x + 3 * chart->scale,
                       chart->bottom - text.height - 2 * chart->scale, &chart->colors->expected);
  }
}

static void
draw_expected (const Chart *chart)
{
  if (chart->series->n_steps == 0)
    return;
  cairo_move_to (chart->cr, chart->left, chart->bottom);
  cairo_line_to (chart->cr, chart->right, y_of (chart, target_of (chart->series)));
  stroke_expected (chart);
}

static void
draw_target (const Chart *chart)
{
  const RepChartSeries *series = chart->series;

  if (series->n_steps == 0)
    return;
  for (guint i = 0; i < series->n_steps; i++) {
    double y = sharp (y_of (chart, series->steps[i].value));

    cairo_line_to (chart->cr, i == 0 ? chart->left : x_of (chart, series->steps[i].from), y);
    cairo_line_to (
        chart->cr,
        i + 1 == series->n_steps ? chart->right : x_of (chart, series->steps[i + 1].from), y);
  }
  stroke_target (chart);
}

static void
label_target (const Chart *chart)
{
  const RepChartSeries *series = chart->series;
  g_autofree char *number = say_number (chart->labels, target_of (series));
  g_autofree char *target = replace (chart->labels->target, "{}", number);
  g_autofree char *words =
      series->confirmed ? NULL : g_strdup_printf ("%s – %s", target, chart->labels->unconfirmed);
  g_auto (Text) text = text_new (chart, words != NULL ? words : target, TRUE);
  double room =
      chart->right -
      x_of (chart, series->n_steps > 1 ? series->steps[series->n_steps - 1].from : series->start);
  gboolean below = series->n_steps > 1 && room < text.width &&
                   target_of (series) < series->steps[series->n_steps - 2].value;
  double y = y_of (chart, target_of (series));

  text_show_above (chart, &text, chart->right - text.width,
                   below ? y + 3 * chart->scale : y - text.height - 2 * chart->scale,
                   &chart->colors->target);
}

static void
label_earlier_targets (const Chart *chart)
{
  const RepChartSeries *series = chart->series;

  for (guint i = 0; i + 1 < series->n_steps; i++) {
    g_autofree char *words = say_number (chart->labels, series->steps[i].value);
    g_auto (Text) text = text_new (chart, words, FALSE);
    double x = i == 0 ? chart->left : x_of (chart, series->steps[i].from);

    text_show_above (chart, &text, x + 4 * chart->scale,
                     y_of (chart, series->steps[i].value) - text.height - 2 * chart->scale,
                     &chart->colors->target);
  }
}

static void
trace_reached (const Chart *chart)
{
  const RepChartSeries *series = chart->series;

  cairo_move_to (chart->cr, chart->left, chart->bottom);
  for (guint i = 0; i < series->n_days; i++)
    if (i + 1 == series->n_days || i == 0 || series->reached[i] != series->reached[i - 1] ||
        series->reached[i] != series->reached[i + 1])
      cairo_line_to (chart->cr, x_of (chart, series->start + i + 1),
                     y_of (chart, series->reached[i]));
}

static void
draw_reached (const Chart *chart)
{
  RepChartColor faint = chart->colors->reached;

  if (chart->series->n_days == 0)
    return;
  trace_reached (chart);
  cairo_line_to (chart->cr, x_of (chart, chart->series->start + chart->series->n_days),
                 chart->bottom);
  cairo_close_path (chart->cr);
  faint.alpha *= 0.15;
  set_color (chart, &faint);
  cairo_fill (chart->cr);
  trace_reached (chart);
  stroke_reached (chart);
}

static void
draw_dot (const Chart *chart, double x, double y, const RepChartColor *color)
{
  cairo_new_path (chart->cr);
  cairo_arc (chart->cr, x, y, 4.5 * chart->scale, 0, 2 * G_PI);
  set_color (chart, &chart->colors->background);
  cairo_set_line_width (chart->cr, 3 * chart->scale);
  cairo_stroke_preserve (chart->cr);
  cairo_fill_preserve (chart->cr);
  set_color (chart, color);
  cairo_fill (chart->cr);
}

/* A dot and its value, to its right or, near the edge, above it to the left. */
static void
label_dot (const Chart *chart, double x, double y, guint value, const RepChartColor *color)
{
  g_autofree char *words = say_number (chart->labels, value);
  g_auto (Text) text = text_new (chart, words, TRUE);
  double gap = 8 * chart->scale;

  draw_dot (chart, x, y, color);
  if (x + gap + text.width <= chart->right)
    text_show_above (chart, &text, x + gap, MIN (y - text.height / 2, chart->bottom - text.height),
                     color);
  else
    text_show_above (chart, &text, x - gap - text.width, y - text.height, color);
}

/* Today: how many, and how many were expected by then unless both are in one place. */
static void
label_today (const Chart *chart)
{
  const RepChartSeries *series = chart->series;
  double x = x_of (chart, series->start + series->n_days);
  double reached = y_of (chart, reached_of (series));
  double expected = y_of (chart, expected_of (series));
  gboolean apart = ABS (reached - expected) > LINE * chart->scale;

  if (series->n_days == 0)
    return;
  if (series->n_steps > 0 && apart && x < chart->right - LINE * chart->scale) {
    set_color (chart, &chart->colors->expected);
    cairo_set_line_width (chart->cr, chart->scale);
    cairo_move_to (chart->cr, sharp (x), reached);
    cairo_line_to (chart->cr, sharp (x), expected);
    set_dashes (chart, 1);
    cairo_stroke (chart->cr);
    cairo_set_dash (chart->cr, NULL, 0, 0);
    label_dot (chart, x, expected, expected_of (series), &chart->colors->expected);
  }
  label_dot (chart, x, reached, reached_of (series), &chart->colors->reached);
}

void
rep_chart_draw (cairo_t *cr,
                double width,
                double height,
                double scale,
                const RepChartSeries *series,
                const RepChartLabels *labels,
                const RepChartColors *colors)
{
  Chart chart = {
    .cr = cr,
    .series = series,
    .labels = labels,
    .colors = colors,
    .scale = scale,
    .width = width,
    .height = height,
  };

  if (series->start == 0 || series->end < series->start)
    return;
  cairo_save (cr);
  measure (&chart);
  draw_legend (&chart, TRUE);
  draw_pauses (&chart);
  draw_values (&chart);
  draw_days (&chart);
  draw_amendments (&chart);
  draw_expected (&chart);
  draw_forecast (&chart);
  draw_reached (&chart);
  draw_target (&chart);
  label_pauses (&chart);
  label_earlier_targets (&chart);
  if (series->forecast != NULL)
    label_forecast (&chart);
  if (series->n_steps > 0)
    label_target (&chart);
  label_today (&chart);
  cairo_restore (cr);
}

/* In words. */

static void
substitute_day (char **text, const char *name, guint32 day, const RepChartLabels *labels)
{
  g_autofree char *words = labels->say_day (day);

  substitute (text, name, words);
}

static void
substitute_number (char **text, const char *name, guint number, const RepChartLabels *labels)
{
  g_autofree char *words = say_number (labels, number);

  substitute (text, name, words);
}

static char *
describe_all (const RepChartSeries *series, const RepChartLabels *labels)
{
  char *text = g_strdup (series->n_days == 0    ? labels->say_not_begun
                         : series->n_steps == 0 ? labels->say_no_target
                                                : labels->say_all);

  substitute_number (&text, "{reached}", reached_of (series), labels);
  substitute_number (&text, "{target}", target_of (series), labels);
  substitute_number (&text, "{expected}", expected_of (series), labels);
  substitute_day (&text, "{day}", series->start + MAX (series->n_days, 1) - 1, labels);
  substitute_day (&text, "{start}", series->start, labels);
  substitute_day (&text, "{end}", series->end, labels);
  return text;
}

static void
describe_steps (const RepChartSeries *series, const RepChartLabels *labels, GPtrArray *parts)
{
  for (guint i = 0; i < series->n_steps && series->n_steps > 1; i++) {
    char *text = g_strdup (labels->say_step);

    substitute_number (&text, "{target}", series->steps[i].value, labels);
    substitute_day (&text, "{day}", series->steps[i].from, labels);
    g_ptr_array_add (parts, text);
  }
}

static void
describe_pauses (const RepChartSeries *series, const RepChartLabels *labels, GPtrArray *parts)
{
  for (guint i = 0; i < series->n_pauses; i++) {
    char *text = g_strdup (labels->say_pause);

    substitute (&text, "{label}", series->pauses[i].label);
    substitute_day (&text, "{start}", series->pauses[i].from, labels);
    substitute_day (&text, "{end}", series->pauses[i].to, labels);
    g_ptr_array_add (parts, text);
  }
}

static void
describe_amendments (const RepChartSeries *series, const RepChartLabels *labels, GPtrArray *parts)
{
  for (guint i = 0; i < series->n_amendments; i++) {
    char *text = g_strdup (labels->say_amendment);

    substitute_day (&text, "{day}", series->amendments[i], labels);
    g_ptr_array_add (parts, text);
  }
}

static void
describe_forecast (const RepChartSeries *series, const RepChartLabels *labels, GPtrArray *parts)
{
  char *text;

  if (series->forecast == NULL)
    return;
  text = g_strdup (labels->say_forecast);
  substitute_number (&text, "{median}", series->forecast->median, labels);
  substitute_number (&text, "{low}", series->forecast->low, labels);
  substitute_number (&text, "{high}", series->forecast->high, labels);
  substitute_day (&text, "{end}", series->end, labels);
  g_ptr_array_add (parts, text);
}

/* The value at the end of each quarter that is over. */
static void
describe_quarters (const RepChartSeries *series, const RepChartLabels *labels, GPtrArray *parts)
{
  for (guint quarter = month_of (series->start) / 3;; quarter++) {
    guint32 next = first_of_month (3 * (quarter + 1));
    g_autofree char *number = g_strdup_printf ("%u", quarter % 4 + 1);
    g_autofree char *name = replace (labels->quarter, "{}", number);
    g_autofree char *in_year = g_strdup_printf ("%u", quarter / 4);
    char *text;

    if (next > series->start + series->n_days)
      return;
    text = g_strdup (labels->say_quarter);
    substitute_number (&text, "{reached}", series->reached[next - 1 - series->start], labels);
    substitute (&text, "{quarter}", name);
    substitute (&text, "{year}", in_year);
    g_ptr_array_add (parts, text);
  }
}

char *
rep_chart_describe (const RepChartSeries *series, const RepChartLabels *labels)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (series->start == 0 || series->end < series->start)
    return g_strdup ("");
  g_ptr_array_add (parts, describe_all (series, labels));
  if (series->n_steps > 0 && !series->confirmed)
    g_ptr_array_add (parts, g_strdup_printf ("(%s)", labels->unconfirmed));
  describe_steps (series, labels, parts);
  describe_amendments (series, labels, parts);
  describe_pauses (series, labels, parts);
  describe_forecast (series, labels, parts);
  describe_quarters (series, labels, parts);
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" ", (char **)parts->pdata);
}
