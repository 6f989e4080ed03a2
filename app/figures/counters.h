/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/period.h"

G_BEGIN_DECLS

/*
 * Erasing a person keeps the results: sums of what the erased counted for, by project and quarter,
 * for each indicator and each breakdown by one dimension of those that are published. No joint of
 * two attributes is kept, and no row is a person (docs/indicators.md, erased persons).
 */

/** Breakdowns that counters keep, by id of dimension; each public has one as well. */
extern const char *const rep_counted_dimensions[];

/**
 * rep_counters_get: Returns: how many erased count for @indicator in @period.
 * @dimension: @category: (nullable): of a breakdown; %NULL for the total
 *
 * A quarter counts when all of it that lies within the project lies within @period.
 */
gint64 rep_counters_get (RepCasebook *casebook,
                         guint project,
                         const char *indicator,
                         const char *dimension,
                         const char *category,
                         const RepPeriod *period);

/** rep_counters_erased: Returns: how many youths of @project who were first met by @to were erased.
 */
guint rep_counters_erased (RepCasebook *casebook, guint project, guint32 to);

/**
 * rep_counters_plan: a #RepCountErased (app/casebook/erase.h).
 *
 * Appends the counters as they will be once the youths @erased (by row, 1 for those) are gone.
 */
void rep_counters_plan (RepCasebook *casebook, const guint8 *erased, GPtrArray *objects);

G_END_DECLS
