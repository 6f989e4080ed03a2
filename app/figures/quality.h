/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/figures.h"

G_BEGIN_DECLS

/**
 * RepQualityMeasure: one measure of the quality of what was recorded.
 * @indicator: one of I16
 * @n: how many of @of have that fault
 * @limit: per cent at most, of the project; negative for none
 */
typedef struct {
  guint indicator;
  guint n;
  guint of;
  int limit;
} RepQualityMeasure;

/** rep_quality: Returns: (transfer full) (element-type RepQualityMeasure): of the records alone. */
GArray *rep_quality (const RepFacts *table, const RepPeriod *period);

/** rep_quality_passes: whether @measure is within its limit. */
gboolean rep_quality_passes (const RepQualityMeasure *measure);

/** rep_quality_allows: whether every limit of the project is kept; fails with QUALITY naming the
 * first measure that is not. */
gboolean rep_quality_allows (const RepFacts *table, const RepPeriod *period, GError **error);

/**
 * RepQualityTask: what a counsellor may complete.
 * @person: row of the youth
 * @author: number of the account that recorded the first contact, REP_NO_ROW for nobody
 * @missing: bit n set for indicator REP_I16_NR_SEX + n
 */
typedef struct {
  guint32 person;
  guint32 author;
  guint missing;
} RepQualityTask;

/** rep_quality_tasks: Returns: (transfer full) (element-type RepQualityTask): by author, then in
 * the order of the youths; of those who count. */
GArray *rep_quality_tasks (const RepFacts *table, const RepPeriod *period);

/** rep_quality_is_measure: whether indicator number @indicator can have a limit. */
gboolean rep_quality_is_measure (guint indicator);

G_END_DECLS
