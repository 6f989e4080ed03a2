/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/figures.h"

G_BEGIN_DECLS

/** REP_QUALITY_DOUBLES: the one measure that is no indicator, since it takes names to tell. */
#define REP_QUALITY_DOUBLES REP_N_INDICATORS

/**
 * RepQualityMeasure: one measure of the quality of what was recorded.
 * @indicator: one of I16, or %REP_QUALITY_DOUBLES
 * @known: whether it could be measured: likely doubles are only by who opens every name
 * @n: how many of @of have that fault
 * @limit: per cent at most, of the project; negative for none
 */
typedef struct {
  guint indicator;
  gboolean known;
  guint n;
  guint of;
  int limit;
} RepQualityMeasure;

/**
 * rep_quality:
 * @pairs: (nullable) (element-type RepPair): likely doubles (app/casebook/doubles.h), which are
 *   looked for on the thread that changes the casebook; %NULL when they were not
 *
 * Returns: (transfer full) (element-type RepQualityMeasure): of the records alone.
 */
GArray *rep_quality (const RepFacts *table, const RepPeriod *period, const GArray *pairs);

/** rep_quality_passes: whether @measure is within its limit; one that is not known passes no
 * limit. */
gboolean rep_quality_passes (const RepQualityMeasure *measure);

/** rep_quality_allows: whether every limit of the project is kept; fails naming the first measure
 * that is not: with QUALITY, or QUALITY_UNKNOWN when it cannot be told. @pairs: as of
 * rep_quality(). */
gboolean rep_quality_allows (const RepFacts *table,
                             const RepPeriod *period,
                             const GArray *pairs,
                             GError **error);

/** rep_quality_needs_doubles: whether @project has a limit on likely doubles. */
gboolean rep_quality_needs_doubles (const RepProject *project);

/** rep_quality_id: Returns: the stable id of a measure. */
const char *rep_quality_id (guint indicator);
/** rep_quality_label: Returns: what it counts, in French or English. */
const char *rep_quality_label (guint indicator, gboolean french);

/** rep_quality_find: Returns: the measure @id (ASCII case does not matter); @found: (out): whether
 * it is one. */
guint rep_quality_find (const char *id, gboolean *found);

/**
 * rep_quality_limit: sets a limit of the project @project, journalled.
 * @indicator: a measure
 * @percent: 0 to 100; negative takes the limit off
 *
 * Fails with BAD_NUMBER, NOT_ALLOWED or as a save does.
 */
gboolean rep_quality_limit (RepCasebook *casebook,
                            const RepId *project,
                            guint indicator,
                            int percent,
                            gint64 now,
                            GError **error);

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

G_END_DECLS
