/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/page.h"

#define WIDTH 595.0
#define HEIGHT 842.0
#define MARGIN 46.0
#define INNER (WIDTH - 2 * MARGIN)
#define GUTTER 22.0
#define FOOT (HEIGHT - 36)
#define MAX_ROWS 5.0

static double
draw_head (cairo_t *cr, const RepReleaseReport *report)
{
  const RepPublished *published = report->published;
  const RepPublishedRelease *last = rep_published_last (published);
  g_autofree char *quarter = rep_report_quarter (last->quarter);
  g_autofree char *to = rep_report_day (last->to), *start = rep_report_day (published->start);
  g_autofree char *line = g_strdup_printf ("%s : chiffres cumulés du %s au %s", quarter, start, to);
  double y = MARGIN - 6;
  double width = INNER - rep_page_logos (cr, report, WIDTH - MARGIN, y);

  rep_page_box (cr, 0, 0, WIDTH, 9, 0, REP_ACCENT);
  y += rep_page_text (cr, MARGIN, y, width, -18, REP_INK, REP_LEFT, published->title) + 2;
  if (report->lead != NULL)
    y += rep_page_text (cr, MARGIN, y, width, 10.5, REP_SOFT, REP_LEFT, report->lead) + 2;
  y += rep_page_text (cr, MARGIN, y, INNER, 10.5, REP_INK, REP_LEFT, line);
  if (report->convention != NULL) {
    g_autofree char *convention = g_strdup_printf ("Convention n° %s", report->convention);

    y += rep_page_text (cr, MARGIN, y + 2, INNER, 9, REP_SOFT, REP_LEFT, convention) + 2;
  }
  return y + 14;
}

static void
draw_foot (cairo_t *cr, const RepReleaseReport *report, guint page)
{
  const RepPublishedRelease *last = rep_published_last (report->published);
  g_autofree char *text =
      g_strdup_printf ("Chiffres anonymisés, vérifiables avec le certificat %s_%s.cert.json",
                       report->published->project, last->quarter);
  g_autofree char *number = g_strdup_printf ("%u / 2", page + 1);

  rep_page_rule (cr, MARGIN, FOOT - 6, INNER);
  rep_page_text (cr, MARGIN, FOOT, INNER - 40, 7, REP_SOFT, REP_LEFT, text);
  rep_page_text (cr, MARGIN, FOOT, INNER, 7, REP_SOFT, REP_RIGHT, number);
}

static double
draw_section (cairo_t *cr, double y, const char *title)
{
  return y + rep_page_text (cr, MARGIN, y, INNER, -11, REP_ACCENT, REP_LEFT, title) + 5;
}

static double
draw_activity (cairo_t *cr, const RepReleaseReport *report, double y)
{
  static const char *const words[] = { "contacts aboutis", "sorties",
                                       "jeunes vus lors des sorties" };
  const RepPublishedRelease *last = rep_published_last (report->published);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < REP_N_PUBLISHED_ACTIVITIES; i++)
    if (last->activity[i] >= 0)
      g_string_append_printf (text, "%s%d %s",
                              text->len > 0 ? ", " : "Activité : ", last->activity[i], words[i]);
  if (text->len == 0)
    return y;
  g_string_append (text, ". Un contact n’est pas un jeune.");
  return y + rep_page_text (cr, MARGIN, y, INNER, 9, REP_SOFT, REP_LEFT, text->str) + 14;
}

static void
draw_first (cairo_t *cr, const RepReleaseReport *report)
{
  double y = draw_head (cr, report), bottom = FOOT - 16, comment = 0;
  double chart;

  y += rep_page_tiles (cr, report, MARGIN, y, INNER) + 16;
  y += rep_page_progress (cr, report, MARGIN, y, INNER) + 16;
  y = draw_activity (cr, report, y);
  if (report->comment != NULL)
    comment = rep_page_measure (cr, INNER, 9.5, report->comment) + 24;
  chart = CLAMP (bottom - y - 24 - comment, 150, 380);
  y = draw_section (cr, y, "Progression");
  rep_page_chart (cr, report, MARGIN, y, INNER, chart);
  y += chart + 16;
  if (report->comment != NULL) {
    y = draw_section (cr, y, "Commentaire du trimestre");
    rep_page_text (cr, MARGIN, y, INNER, 9.5, REP_INK, REP_LEFT, report->comment);
  }
}

/* Tables of one dimension, in two columns; those that do not fit are in the workbook. */
static double
draw_tables (cairo_t *cr, const RepReleaseReport *report, double top, double bottom, gboolean *all)
{
  const RepReleaseStructure *structure = report->published->structure;
  guint64 printed = rep_published_last (report->published)->values->printed;
  double column = (INNER - GUTTER) / 2, y[2] = { top, top };

  *all = TRUE;
  for (guint table = 0; table < structure->tables->len; table++) {
    guint side = y[1] < y[0] ? 1 : 0;

    if ((printed >> table & 1) == 0)
      continue;
    if (g_array_index (structure->tables, RepReleaseTable, table).second >= 0 ||
        y[side] + rep_page_table_height (report, table) > bottom) {
      *all = FALSE;
      continue;
    }
    y[side] +=
        rep_page_table (cr, report, table, MARGIN + side * (column + GUTTER), y[side], column);
  }
  return MAX (y[0], y[1]);
}

static char *
definitions (const RepReleaseReport *report)
{
  GString *text = g_string_new (NULL);

  for (guint stage = 0; stage < report->published->structure->n_stages; stage++)
    g_string_append_printf (text, "%s%s : %s", stage == 0 ? "" : " ; ", rep_report_stage (stage),
                            rep_report_stage_definition (stage));
  g_string_append (text, ". Chaque jeune compte une fois par étape, à la première date.");
  return g_string_free (text, FALSE);
}

static void
draw_second (cairo_t *cr, const RepReleaseReport *report)
{
  g_autofree char *meaning = definitions (report), *method = rep_report_method (report);
  double words =
      rep_page_measure (cr, INNER, 7.8, meaning) + rep_page_measure (cr, INNER, 7.8, method);
  double y = MARGIN - 6, last = FOOT - 20 - words - 40;
  gboolean all;

  rep_page_box (cr, 0, 0, WIDTH, 9, 0, REP_ACCENT);
  y = draw_section (cr, y,
                    report->published->suppressed
                        ? "Qui sont ces jeunes ? Chiffres cumulés"
                        : "Qui sont ces jeunes ? Chiffres cumulés, arrondis");
  y = draw_tables (cr, report, y + 2, last, &all);
  if (rep_published_last (report->published)->values->printed == 0)
    y += rep_page_text (cr, MARGIN, y, INNER, 9.5, REP_SOFT, REP_LEFT,
                        "Moins de vingt jeunes : seuls les totaux sont publiés.") +
         10;
  else if (!all)
    y += rep_page_text (cr, MARGIN, y, INNER, 7.8, REP_SOFT, REP_LEFT,
                        "Les autres tableaux sont dans le classeur joint.") +
         8;
  y = MAX (y + 4, last + 8);
  y = draw_section (cr, y, "Définitions et méthode");
  y += rep_page_text (cr, MARGIN, y, INNER, 7.8, REP_INK, REP_LEFT, meaning) + 5;
  rep_page_text (cr, MARGIN, y, INNER, 7.8, REP_INK, REP_LEFT, method);
}

static void
draw_page (cairo_t *cr, const RepReleaseReport *report, guint page)
{
  if (page == 0)
    draw_first (cr, report);
  else
    draw_second (cr, report);
  draw_foot (cr, report, page);
}

GBytes *
rep_report_pdf (const RepReleaseReport *report)
{
  return rep_page_pdf (report, WIDTH, HEIGHT, 2, draw_page);
}
