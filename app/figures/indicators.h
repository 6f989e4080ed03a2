/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every figure there is, declared once as data; docs/indicators.md states the rule of each. */

/** RepUnit: what a figure counts; figures of different units are never added. */
typedef enum {
  REP_UNIT_CONTACTS,
  REP_UNIT_HEADCOUNT,
  REP_UNIT_PERSONS,
  REP_UNIT_PARCOURS,
  REP_UNIT_RATIO,
  REP_UNIT_DAYS,
} RepUnit;

/** RepIndicatorNumber: the order in which figures are shown. Groups whose members follow a
 * vocabulary keep its order. */
typedef enum {
  REP_I1,
  REP_I1_REACHED,                      /* and five more, by rep_vocabulary_reached */
  REP_I1_OUTCOME = REP_I1_REACHED + 6, /* and five more, by rep_vocabulary_outcome */
  REP_I2 = REP_I1_OUTCOME + 6,
  REP_I2_NAMED,
  REP_I3,
  REP_I3A,
  REP_I3B,
  REP_I4,
  REP_I5,
  REP_I6,
  REP_I7,
  REP_I8,
  REP_I8_STRICT,
  REP_I8_WIDE,
  REP_I8_NEUTRAL,
  REP_I8_OTHER,
  REP_I9,
  REP_I10,
  REP_I11,               /* of I3, and seven more: I3a, I3b, I4 … I7, I8 */
  REP_I12 = REP_I11 + 8, /* progress */
  REP_I12_REACHED,
  REP_I12_TARGET,
  REP_I12_EXPECTED,
  REP_I12_EXPECTED_WORKED,
  REP_I12_UNIDENTIFIED,
  REP_I13_CONTACTED,
  REP_I13_MET,
  REP_I13_MOBILISED,
  REP_I13_SUPPORTED,
  REP_I14_STRICT,
  REP_I14_WIDE,
  REP_I14_KNOWN,
  REP_I14_UNKNOWN,
  REP_I15_MET,
  REP_I15_MOBILISED,
  REP_I16_PERSONS,
  REP_I16_NR_SEX,
  REP_I16_NR_AGE,
  REP_I16_NR_ZONE,
  REP_I16_NR_LEVEL,
  REP_I16_NR_KNOWN,
  REP_I16_NR_SITUATION,
  REP_I16_NR_PUBLICS,
  REP_I16_OTHER,
  REP_I16_UNIDENTIFIED,
  REP_I16_LATE,
  REP_I16_IMPOSSIBLE,
  REP_I16_MERGED,
  REP_I17_ML,                   /* yes, no, not recorded */
  REP_I17_SPE = REP_I17_ML + 3, /* likewise */
  REP_N_INDICATORS = REP_I17_SPE + 3,
} RepIndicatorNumber;

/** RepIndicatorKind: how its value of a period comes about.
 * @REP_FLOW: counted; periods add up to the cumulative, and erased persons are kept in counters
 * @REP_FLOW_KEPT: the same, but of records alone: erased persons are no longer in it
 * @REP_STOCK: on the last day of the period
 * @REP_DERIVED: worked out from others
 */
typedef enum {
  REP_FLOW,
  REP_FLOW_KEPT,
  REP_STOCK,
  REP_DERIVED,
} RepIndicatorKind;

/** RepIndicator: @id: stable, of JSON and `--why`; @fr: @en: labels. */
typedef struct {
  const char *id;
  RepUnit unit;
  RepIndicatorKind kind;
  const char *fr;
  const char *en;
} RepIndicator;

extern const RepIndicator rep_indicators[REP_N_INDICATORS];

/** rep_indicator_find: Returns: number of the indicator @id (ASCII case does not matter), or
 * %REP_N_INDICATORS. */
guint rep_indicator_find (const char *id);
/** rep_unit_code: Returns: the stable code of @unit. */
const char *rep_unit_code (RepUnit unit);

G_END_DECLS
