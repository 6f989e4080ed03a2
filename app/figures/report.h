/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/cube.h"
#include "app/figures/quarter.h"
#include "app/figures/snapshot.h"

G_BEGIN_DECLS

/**
 * RepReport: the figures of a project for a period, with what goes with them: what `figures` and
 * the page of figures show.
 * @closing: (nullable): of a closed quarter
 * @revised: (nullable) (array length=REP_N_INDICATORS): of a closed quarter
 * @cube: (nullable): the tables asked for
 */
typedef struct {
  RepFacts *table;
  RepFigures figures;
  const RepClosing *closing;
  RepRevised *revised;
  RepSnapshot snapshot;
  RepCube *cube;
} RepReport;

/**
 * rep_report_new:
 * @by: (nullable) (array zero-terminated=1): dimensions
 *
 * Returns: (transfer full) (nullable): fails as rep_cube_new() and rep_snapshot() do, and with
 *   TOO_NARROW for a table that this account's role may not see (decided by rep_report_allows()).
 */
RepReport *rep_report_new (
    RepCasebook *casebook, guint project, const RepPeriod *period, char **by, GError **error);

/** rep_report_count: the same without the snapshot, which takes reading every record. */
RepReport *rep_report_count (
    RepCasebook *casebook, guint project, const RepPeriod *period, char **by, GError **error);
void rep_report_free (RepReport *report);

/** rep_report_erased: Returns: how many erased @table counts in @cell beside the records, for
 * tables whose breakdown is kept of them. */
gint64 rep_report_erased (const RepReport *report, RepCubeTable table, guint cell);

/**
 * RepExplanation: what a figure is made of.
 * @indicator: the one that is counted: of a rate, its numerator
 * @from: @to: of what is counted: of a cumulative figure, since the project's first day
 * @members: (element-type RepCountMember): what is counted, in records
 * @counted: what they come to; @erased: what the counters of the erased add
 */
typedef struct {
  guint indicator;
  RepPeriod period;
  GArray *members;
  gint64 counted;
  gint64 erased;
} RepExplanation;

/** rep_report_explain: Returns: (transfer full): of @indicator in the period of @report. */
RepExplanation *rep_report_explain (const RepReport *report, guint indicator);
void rep_explanation_free (RepExplanation *why);
/** rep_explanation_record: Returns: the record of member number @i: a youth, a contact or an
 * outing; %NULL for a headcount that is no outing. */
const RepId *rep_explanation_record (const RepReport *report, const RepExplanation *why, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepReport, rep_report_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepExplanation, rep_explanation_free)

G_END_DECLS
