/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/page.h"

#define WIDTH 842.0
#define HEIGHT 595.0
#define MARGIN 40.0
#define INNER (WIDTH - 2 * MARGIN)
#define LEFT_WIDTH 462.0
#define RIGHT_X (MARGIN + LEFT_WIDTH + 26)
#define RIGHT_WIDTH (WIDTH - MARGIN - RIGHT_X)

static void
draw_tables (cairo_t *cr, const RepReleaseReport *report, double top, double bottom)
{
  const RepReleaseStructure *structure = report->published->structure;
  guint64 printed = rep_published_last (report->published)->values->printed;
  double y = top;

  for (guint table = 0; table < structure->tables->len; table++) {
    gint first = g_array_index (structure->tables, RepReleaseTable, table).first;
    const char *id = rep_published_dimension_id (report->published, first);

    if ((printed >> table & 1) == 0 || g_str_has_prefix (id, "public:") ||
        g_array_index (structure->tables, RepReleaseTable, table).second >= 0 ||
        y + rep_page_table_height (report, table) > bottom)
      continue;
    y += rep_page_table (cr, report, table, RIGHT_X, y, RIGHT_WIDTH);
  }
  if (printed == 0)
    rep_page_text (cr, RIGHT_X, y, RIGHT_WIDTH, 9, REP_SOFT, REP_LEFT,
                   "Moins de vingt jeunes : seuls les totaux sont publiés.");
}

static double
draw_head (cairo_t *cr, const RepReleaseReport *report)
{
  const RepPublished *published = report->published;
  g_autofree char *quarter = rep_report_quarter (rep_published_last (published)->quarter);
  g_autofree char *line =
      g_strdup_printf ("Comité de pilotage · %s%s%s", quarter, report->lead != NULL ? " · " : "",
                       report->lead != NULL ? report->lead : "");
  double y = 26;

  rep_page_box (cr, 0, 0, WIDTH, 9, 0, REP_ACCENT);
  y += rep_page_text (cr, MARGIN, y, INNER, -18, REP_INK, REP_LEFT, published->title) + 1;
  return y + rep_page_text (cr, MARGIN, y, INNER, 10.5, REP_SOFT, REP_LEFT, line) + 12;
}

static void
draw_page (cairo_t *cr, const RepReleaseReport *report, guint page)
{
  double y = draw_head (cr, report), top, bottom = HEIGHT - 46, comment = 0, chart;

  y += rep_page_tiles (cr, report, MARGIN, y, INNER) + 14;
  top = y;
  y += rep_page_progress (cr, report, MARGIN, y, LEFT_WIDTH) + 10;
  if (report->comment != NULL)
    comment = MIN (150, rep_page_measure (cr, LEFT_WIDTH, 8.5, report->comment)) + 20;
  chart = MAX (140, bottom - y - comment);
  rep_page_chart (cr, report, MARGIN, y, LEFT_WIDTH, chart);
  if (report->comment != NULL) {
    cairo_save (cr);
    cairo_rectangle (cr, MARGIN, y + chart + 10, LEFT_WIDTH, comment - 8);
    cairo_clip (cr);
    rep_page_text (cr, MARGIN, y + chart + 10, LEFT_WIDTH, 8.5, REP_INK, REP_LEFT, report->comment);
    cairo_restore (cr);
  }
  draw_tables (cr, report, top, bottom);
  rep_page_text (cr, MARGIN, HEIGHT - 30, INNER, 7, REP_SOFT, REP_LEFT,
                 "≈ : nombre arrondi, comme ceux des tableaux, pour que personne ne puisse être "
                 "reconnu. Chiffres publiés, "
                 "vérifiables avec le certificat de l’envoi.");
}

GBytes *
rep_report_sheet (const RepReleaseReport *report)
{
  return rep_page_pdf (report, WIDTH, HEIGHT, 1, draw_page);
}
