/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/page.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>

#include "app/domain/day.h"

#define TILE_HEIGHT 62.0
#define ROW 12.5
#define TABLE_HEAD 27.0

/* Heads of narrow columns. */
static const char *const short_stages[REP_RELEASE_STAGES] = { "Repérés", "Contact.", "Rencontr.",
                                                              "Mobil.", "Accomp." };

static const double colors[][3] = {
  [REP_INK] = { 0.13, 0.15, 0.20 },   [REP_SOFT] = { 0.40, 0.43, 0.50 },
  [REP_LINE] = { 0.84, 0.86, 0.89 },  [REP_ACCENT] = { 0.10, 0.33, 0.55 },
  [REP_TINT] = { 0.935, 0.95, 0.97 }, [REP_WHITE] = { 1, 1, 1 },
};

void
rep_page_color (cairo_t *cr, RepPageColor color)
{
  cairo_set_source_rgb (cr, colors[color][0], colors[color][1], colors[color][2]);
}

void
rep_page_box (
    cairo_t *cr, double x, double y, double width, double height, double radius, RepPageColor color)
{
  radius = MIN (radius, MIN (width, height) / 2);
  rep_page_color (cr, color);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_fill (cr);
}

void
rep_page_rule (cairo_t *cr, double x, double y, double width)
{
  rep_page_color (cr, REP_LINE);
  cairo_set_line_width (cr, 0.6);
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + width, y);
  cairo_stroke (cr);
}

static PangoLayout *
lay_out (cairo_t *cr, double width, double size, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (REP_PAGE_FONT);

  pango_font_description_set_absolute_size (font, fabs (size) * PANGO_SCALE);
  if (size < 0)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double)height / PANGO_SCALE;
}

double
rep_page_text (cairo_t *cr,
               double x,
               double y,
               double width,
               double size,
               RepPageColor color,
               RepPageAlign align,
               const char *text)
{
  static const PangoAlignment alignments[] = { PANGO_ALIGN_LEFT, PANGO_ALIGN_CENTER,
                                               PANGO_ALIGN_RIGHT };
  g_autoptr (PangoLayout) layout = lay_out (cr, width, size, text);

  pango_layout_set_alignment (layout, alignments[align]);
  rep_page_color (cr, color);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  return height_of (layout);
}

void
rep_page_line (cairo_t *cr,
               double x,
               double y,
               double width,
               double size,
               RepPageColor color,
               const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (cr, width, size, text);

  pango_layout_set_height (layout, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  rep_page_color (cr, color);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

double
rep_page_measure (cairo_t *cr, double width, double size, const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (cr, width, size, text);

  return height_of (layout);
}

/* The same on every machine: paper is French. */
static char *
say_number (guint number)
{
  return number < 1000 ? g_strdup_printf ("%u", number)
                       : g_strdup_printf ("%u\u202f%03u", number / 1000, number % 1000);
}

static RepChartLabels
chart_labels (void)
{
  RepChartLabels labels = {
    .font = REP_PAGE_FONT,
    .months = { "J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D" },
    .quarter = "T{}",
    .reached = "Publié",
    .target = "Objectif {}",
    .unconfirmed = "base à confirmer",
    .expected = "Rythme régulier",
    .say_day = rep_report_day,
    .say_number = say_number,
    .say_all = "",
    .say_no_target = "",
    .say_not_begun = "",
    .say_step = "",
    .say_pause = "",
    .say_quarter = "",
  };

  return labels;
}

static RepChartColor
chart_color (RepPageColor color, double alpha)
{
  return (RepChartColor){ colors[color][0], colors[color][1], colors[color][2], alpha };
}

void
rep_page_chart (
    cairo_t *cr, const RepReleaseReport *report, double x, double y, double width, double height)
{
  RepChartLabels labels = chart_labels ();
  RepChartColors of = {
    .foreground = chart_color (REP_INK, 1),
    .background = chart_color (REP_WHITE, 1),
    .grid = chart_color (REP_LINE, 1),
    .reached = chart_color (REP_ACCENT, 1),
    .target = { 0.75, 0.30, 0.10, 1 },
    .expected = { 0.45, 0.47, 0.52, 1 },
    .pause = { 0.5, 0.5, 0.55, 0.18 },
  };
  guint n_days;
  g_autofree guint *days = rep_report_days (report, &n_days);
  RepChartSeries series = {
    .start = report->published->start,
    .end = MAX (report->end, rep_published_last (report->published)->to),
    .n_days = n_days,
    .reached = days,
    .n_steps = report->steps != NULL ? report->steps->len : 0,
    .steps = report->steps != NULL ? (const RepChartStep *)(gpointer)report->steps->data : NULL,
    .n_pauses = report->pauses != NULL ? report->pauses->len : 0,
    .pauses = report->pauses != NULL ? (const RepChartSpan *)(gpointer)report->pauses->data : NULL,
    .confirmed = report->confirmed,
  };

  cairo_save (cr);
  cairo_translate (cr, x, y);
  rep_chart_draw (cr, width, height, 0.8, &series, &labels, &of);
  cairo_restore (cr);
}

static void
draw_tile (
    cairo_t *cr, const RepReleaseReport *report, guint stage, double x, double y, double width)
{
  const RepPublished *published = report->published;
  gboolean main = stage == published->principal;
  RepPublishedFigure all =
      rep_published_cumulative (published, rep_published_last (published), stage, -1);
  RepPublishedFigure growth = rep_published_growth (published, stage, -1);
  g_autofree char *value = rep_report_figure (&all);
  g_autofree char *more = rep_report_figure (&growth);
  g_autofree char *line = growth.state == REP_RELEASE_ABSENT
                              ? g_strdup ("depuis le début")
                              : g_strdup_printf ("dont %s ce trimestre", more);

  rep_page_box (cr, x, y, width, TILE_HEIGHT, 5, main ? REP_ACCENT : REP_TINT);
  rep_page_text (cr, x + 9, y + 7, width - 12, 8.5, main ? REP_WHITE : REP_SOFT, REP_LEFT,
                 rep_report_stage (stage));
  rep_page_text (cr, x + 9, y + 18, width - 12, -20, main ? REP_WHITE : REP_INK, REP_LEFT, value);
  rep_page_text (cr, x + 9, y + 45, width - 12, 7.5, main ? REP_WHITE : REP_SOFT, REP_LEFT, line);
}

double
rep_page_tiles (cairo_t *cr, const RepReleaseReport *report, double x, double y, double width)
{
  guint n = report->published->structure->n_stages;
  double gap = 8, tile = (width - gap * (n - 1)) / n;

  for (guint stage = 0; stage < n; stage++)
    draw_tile (cr, report, stage, x + stage * (tile + gap), y, tile);
  return TILE_HEIGHT;
}

double
rep_page_progress (cairo_t *cr, const RepReleaseReport *report, double x, double y, double width)
{
  const RepPublished *published = report->published;
  RepPublishedFigure figure = rep_report_progress (report, published->releases->len - 1);
  g_autofree char *value = rep_report_figure (&figure);
  g_autofree char *day = rep_report_day (rep_published_last (published)->to);
  g_autofree char *text = NULL, *stage = NULL;
  double share, height;

  if (report->target == 0 || figure.state == REP_RELEASE_SECRET)
    return 0;
  share = (double)figure.value / report->target;
  stage = g_utf8_strdown (rep_report_stage (published->principal), -1);
  text = g_strdup_printf ("%s %s au %s sur un objectif de %u : %.0f\u00a0%%", value, stage, day,
                          report->target, 100 * share);
  height = rep_page_text (cr, x, y, width, -10.5, REP_INK, REP_LEFT, text) + 4;
  rep_page_box (cr, x, y + height, width, 8, 4, REP_LINE);
  rep_page_box (cr, x, y + height, MAX (8, width * MIN (1, share)), 8, 4, REP_ACCENT);
  height += 8;
  if (!report->confirmed)
    height += 3 + rep_page_text (cr, x, y + height + 3, width, 7.5, REP_SOFT, REP_LEFT,
                                 "Base de l’objectif à confirmer d’après la convention.");
  return height;
}

static guint
modalities_of (const RepReleaseReport *report, guint table)
{
  const RepReleaseStructure *structure = report->published->structure;
  gint dimension = g_array_index (structure->tables, RepReleaseTable, table).first;

  return g_array_index (structure->dimensions, RepReleaseDimension, dimension).n;
}

double
rep_page_table_height (const RepReleaseReport *report, guint table)
{
  return TABLE_HEAD + ROW * (modalities_of (report, table) + 1) + 9;
}

static void
draw_row (cairo_t *cr,
          const RepReleaseReport *report,
          guint table,
          guint modality,
          double x,
          double y,
          double width)
{
  const RepPublished *published = report->published;
  gint dimension = g_array_index (published->structure->tables, RepReleaseTable, table).first;
  g_autofree char *label = rep_report_modality (published, dimension, modality);
  guint n = published->structure->n_stages;
  double first = width * 0.38, column = (width - first) / n, size = modality == 0 ? -8 : 8;

  rep_page_line (cr, x, y, first - 2, size, REP_INK, label);
  for (guint stage = 0; stage < n; stage++) {
    gint cell = rep_release_find (published->structure, stage, dimension, modality, -1, 0);
    RepPublishedFigure figure = rep_published_cumulative (published, rep_published_last (published),
                                                          (guint)cell, (gint)table);
    g_autofree char *value = figure.state == REP_RELEASE_SECRET
                                 ? g_strdup ("n.c.")
                                 : g_strdup_printf ("%d", figure.value);

    rep_page_text (cr, x + first + column * stage, y, column - 2, size, REP_INK, REP_RIGHT, value);
  }
}

double
rep_page_table (
    cairo_t *cr, const RepReleaseReport *report, guint table, double x, double y, double width)
{
  const RepPublished *published = report->published;
  g_autofree char *title = rep_report_dimension (
      published, g_array_index (published->structure->tables, RepReleaseTable, table).first);
  guint n = published->structure->n_stages, rows = modalities_of (report, table);
  double first = width * 0.38, column = (width - first) / n;

  rep_page_line (cr, x, y, width, -8.5, REP_ACCENT, title);
  for (guint stage = 0; stage < n; stage++)
    rep_page_text (cr, x + first + column * stage - 8, y + 13, column + 6, 6.6, REP_SOFT, REP_RIGHT,
                   short_stages[stage]);
  rep_page_rule (cr, x, y + TABLE_HEAD - 3.5, width);
  for (guint row = 0; row <= rows; row++)
    draw_row (cr, report, table, row < rows ? row + 1 : 0, x, y + TABLE_HEAD + ROW * row - 2,
              width);
  return rep_page_table_height (report, table);
}

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
rep_page_pdf (
    const RepReleaseReport *report, double width, double height, guint n, RepPageFunc draw)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, out, width, height);
  cairo_t *cr = cairo_create (surface);
  char day[REP_DAY_TEXT_SIZE];
  g_autofree char *date = g_strdup_printf (
      "%sT00:00:00Z", rep_day_format (rep_published_last (report->published)->to, day));

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, report->published->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Repères");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  for (guint page = 0; page < n; page++) {
    draw (cr, report, page);
    cairo_show_page (cr);
  }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}
