/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "app/release/report.h"

G_BEGIN_DECLS

/* Drawing on paper, in points. */

#define REP_PAGE_FONT "Cantarell"

typedef enum {
  REP_INK,    /* text */
  REP_SOFT,   /* second text */
  REP_LINE,   /* rules */
  REP_ACCENT, /* the project */
  REP_TINT,   /* behind a figure */
  REP_WHITE,
} RepPageColor;

typedef enum { REP_LEFT, REP_CENTRE, REP_RIGHT } RepPageAlign;

void rep_page_color (cairo_t *cr, RepPageColor color);
void rep_page_box (cairo_t *cr,
                   double x,
                   double y,
                   double width,
                   double height,
                   double radius,
                   RepPageColor color);
void rep_page_rule (cairo_t *cr, double x, double y, double width);

/** rep_page_text: @size: in points, negative for bold; wraps at @width. Returns: height of it. */
double rep_page_text (cairo_t *cr,
                      double x,
                      double y,
                      double width,
                      double size,
                      RepPageColor color,
                      RepPageAlign align,
                      const char *text);
/** rep_page_line: one line, cut short with an ellipsis. */
void rep_page_line (cairo_t *cr,
                    double x,
                    double y,
                    double width,
                    double size,
                    RepPageColor color,
                    const char *text);
/** rep_page_measure: Returns: how high it would be. */
double rep_page_measure (cairo_t *cr, double width, double size, const char *text);

/** rep_page_chart: the progress as published, against the target. */
void rep_page_chart (
    cairo_t *cr, const RepReleaseReport *report, double x, double y, double width, double height);
/** rep_page_tiles: one a stage. Returns: height. */
double
rep_page_tiles (cairo_t *cr, const RepReleaseReport *report, double x, double y, double width);
/** rep_page_progress: bar and sentence. Returns: height. */
double
rep_page_progress (cairo_t *cr, const RepReleaseReport *report, double x, double y, double width);
/** rep_page_table: @table: of one dimension. Returns: height. */
double rep_page_table (
    cairo_t *cr, const RepReleaseReport *report, guint table, double x, double y, double width);
double rep_page_table_height (const RepReleaseReport *report, guint table);

/** rep_page_logos: the funders' pictures in a row that ends at @right. Returns: the width they
 * take, 0 without any. */
double rep_page_logos (cairo_t *cr, const RepReleaseReport *report, double right, double y);

/** RepPageFunc: draws page @number. */
typedef void (*RepPageFunc) (cairo_t *cr, const RepReleaseReport *report, guint number);
/** rep_page_pdf: Returns: (transfer full): @n pages; dates are the last day of the quarter. */
GBytes *rep_page_pdf (
    const RepReleaseReport *report, double width, double height, guint n, RepPageFunc draw);

G_END_DECLS
