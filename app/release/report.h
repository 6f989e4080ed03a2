/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/chart.h"
#include "app/release/published.h"

G_BEGIN_DECLS

/* The files that people read, from what is published and the project's own sheet. They are French
 * documents, whatever the language of the program. */

/**
 * RepReleaseReport: what goes into them.
 * @lead: @convention: @comment: (nullable)
 * @logos: (nullable) (element-type utf8): as of rep_logo_pack()
 * @target: 0 for none; @confirmed: whether its basis is
 * @steps: (element-type RepChartStep): @pauses: (element-type RepChartSpan)
 */
typedef struct {
  const RepPublished *published;
  const char *lead;
  const char *convention;
  const char *comment;
  const GPtrArray *logos;
  guint32 end;
  guint target;
  gboolean confirmed;
  const GArray *steps;
  const GArray *pauses;
} RepReleaseReport;

/** rep_report_pdf: Returns: (transfer full): two pages. The same bytes with the same fonts. */
GBytes *rep_report_pdf (const RepReleaseReport *report);
/** rep_report_sheet: Returns: (transfer full): the “Fiche COPIL”: one page on its side, PDF. */
GBytes *rep_report_sheet (const RepReleaseReport *report);
/** rep_report_workbook: Returns: (transfer full) (nullable): an .xlsx; %NULL when there is no room
 * for temporary files. */
GBytes *rep_report_workbook (const RepReleaseReport *report);

/* Words. */

/** rep_report_stage: Returns: “Repérés” …; @stage counts from 0. */
const char *rep_report_stage (guint stage);
const char *rep_report_stage_definition (guint stage);
/** rep_report_dimension: Returns: (transfer full): “Sexe”, “Public : NEET” … */
char *rep_report_dimension (const RepPublished *published, gint dimension);
/** rep_report_modality: Returns: (transfer full): “Femmes”, “Non renseigné” …; 0: “Total”. */
char *rep_report_modality (const RepPublished *published, gint dimension, guint modality);
/** rep_report_figure: Returns: (transfer full): “≈ 140”, “199”, “n.c.”. */
char *rep_report_figure (const RepPublishedFigure *figure);
/** rep_report_quarter: Returns: (transfer full): “3e trimestre 2020”. */
char *rep_report_quarter (const char *quarter);
/** rep_report_day: Returns: (transfer full): “30 septembre 2020”. */
char *rep_report_day (guint32 day);
/** rep_report_method: Returns: (transfer full): how the figures were made anonymous, in plain
 * words. */
char *rep_report_method (const RepReleaseReport *report);
/** rep_report_progress: Returns: the principal stage’s figure in release @number. */
RepPublishedFigure rep_report_progress (const RepReleaseReport *report, guint number);

/** RepReportGrowth: how a series of days is drawn from a figure a quarter. Free with g_free(). */
guint *rep_report_days (const RepReleaseReport *report, guint *n_days);

G_END_DECLS
