/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"
#include "app/figures/quality.h"
#include "app/figures/report.h"

G_BEGIN_DECLS

/* The figures of a project, worked out on another thread; nothing of it points into the casebook.
 */

#define REP_FIGURES_MAX_BY 3

/** RepFiguresWish: @by: dimensions, %REP_N_DIMENSIONS for none; @table: what they break down;
 * @pairs: (nullable): likely doubles, as of rep_quality(). */
typedef struct {
  guint project; /* number in the casebook */
  RepPeriod period;
  RepCubeTable table;
  guint by[REP_FIGURES_MAX_BY];
  GArray *pairs;
} RepFiguresWish;

/**
 * RepFiguresTable: what was asked for, crossed: the last dimension in columns when there are two or
 * more; lines and columns of nothing are left out.
 * @rows: @columns: (element-type utf8): codes, of several dimensions separated by TAB; @columns has
 *   one without words when there is one dimension
 * @values: row by row
 * @total: counted, not added up
 */
typedef struct {
  GPtrArray *rows;
  GPtrArray *columns;
  gint64 *values;
  gint64 total;
} RepFiguresTable;

/** RepFiguresTasks: how many records @login has to complete. */
typedef struct {
  char *login;
  guint n;
} RepFiguresTasks;

/**
 * RepFiguresSheet:
 * @closed_at: 0 while the period is not a closed quarter; then @revised is set
 * @comment: @lift: @closed_by: (nullable)
 * @over: whether the period is a quarter with days of the project that is over, so that it can be
 *   closed
 * @measures: (element-type RepQualityMeasure)
 * @tasks: (element-type RepFiguresTasks)
 * @table: (nullable): %NULL when none was asked for, or with @refused saying why
 */
typedef struct {
  RepFiguresWish wish;
  RepFigures figures;
  RepRevised revised[REP_N_INDICATORS];
  gint64 closed_at;
  char *closed_by;
  char *lift;
  char *comment;
  gboolean is_quarter;
  gboolean over;
  GArray *measures;
  GPtrArray *tasks;
  RepFiguresTable *table;
  GError *refused;
} RepFiguresSheet;

/** rep_figures_work_async: @wish: copied. */
void rep_figures_work_async (RepSession *session,
                             const RepFiguresWish *wish,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** rep_figures_work_finish: Returns: (transfer none) (nullable): lives as long as @result. */
const RepFiguresSheet *
rep_figures_work_finish (RepSession *session, GAsyncResult *result, GError **error);

/** RepFiguresWhy: what one figure is made of; see RepExplanation. */
typedef struct {
  guint asked;
  guint indicator;
  RepPeriod period;
  guint records;
  gint64 erased;
  gint64 recount;
  char snapshot[REP_SNAPSHOT_TEXT_SIZE];
} RepFiguresWhy;

/** rep_figures_work_why_async: explains @indicator of @project in @period; reads every record. */
void rep_figures_work_why_async (RepSession *session,
                                 guint project,
                                 const RepPeriod *period,
                                 guint indicator,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
const RepFiguresWhy *
rep_figures_work_why_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_figures_work_take_async: journals that exact figures of @project leave the program; then
 * writes @text to @path, when there is one (nullable), never over another file. */
void rep_figures_work_take_async (RepSession *session,
                                  guint project,
                                  const char *text,
                                  const char *path,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** rep_figures_work_take_finish: Returns: (transfer none) (nullable): the text that may leave. */
const char *
rep_figures_work_take_finish (RepSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
