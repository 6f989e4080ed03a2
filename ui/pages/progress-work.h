/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"
#include "app/figures/channel-yield.h"
#include "app/figures/figures.h"
#include "app/figures/forecast.h"
#include "app/figures/progress.h"

G_BEGIN_DECLS

/** RepCompared: another project on the same day of its own. */
typedef struct {
  guint project; /* number in the casebook */
  gboolean comparable;
  RepProgress progress;
} RepCompared;

#define REP_MAX_PUBLICS 64 /* bits of a set of terms */

/**
 * RepProgressSheet: everything the page of a project's progress says, worked out on another thread.
 * Nothing of it points into the casebook.
 * @burn_up: taken by who shows it
 * @has_forecast: %FALSE when it is too early
 * @figures: from the project's first day to @progress.as_of
 * @publics: youths of I3a by public said yes to; @no_public: of none
 * @compared: (element-type RepCompared): the other projects
 */
typedef struct {
  guint project;
  RepProgress progress;
  RepBurnUp *burn_up;
  gboolean has_forecast;
  RepForecast forecast;
  GArray *yields;
  RepBudgetYield budget;
  GArray *structures;
  RepFigures figures;
  guint publics[REP_MAX_PUBLICS];
  guint no_public;
  GArray *compared;
} RepProgressSheet;

/** rep_progress_work_async: works out the sheet of project number @project, on today's day. */
void rep_progress_work_async (RepSession *session,
                              guint project,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/** rep_progress_work_finish: Returns: (transfer none) (nullable): lives as long as @result. */
RepProgressSheet *
rep_progress_work_finish (RepSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
