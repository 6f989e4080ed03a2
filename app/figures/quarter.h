/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/closing.h"
#include "app/figures/figures.h"

G_BEGIN_DECLS

/* Quarters: closing freezes the values; what changes them later is told, by kind. */

/** RepRevisionKind: why a value is no longer what it was. */
typedef enum {
  REP_REVISION_LATE_ENTRY,
  REP_REVISION_MERGE,
  REP_REVISION_ERASURE,
  REP_REVISION_OUT_OF_TARGET,
  REP_REVISION_CORRECTION,
  REP_N_REVISIONS,
} RepRevisionKind;

/** rep_revision_code: Returns: the stable code of @kind. */
const char *rep_revision_code (RepRevisionKind kind);

/**
 * RepRevised: an indicator of a closed quarter.
 * @value: as frozen, NaN when there was none; @value + the sum of @delta = live, where both are
 *   numbers
 */
typedef struct {
  double value;
  double delta[REP_N_REVISIONS];
} RepRevised;

/** Indicators of which a closing keeps who was counted: bit n of RepCountedPerson.in is the n-th.
 */
#define REP_N_KEPT 6
extern const guint rep_quarter_kept[REP_N_KEPT];

/** rep_quarter_bits: Returns: in which of them @subject is counted in @period. */
gint32 rep_quarter_bits (const RepSubject *subject, const RepPeriod *period);

/** rep_quarter_closing: Returns: (nullable): the record of the quarter that begins on @from, closed
 * or not. */
const RepClosing *rep_quarter_closing (RepCasebook *casebook, guint project, guint32 from);

/** rep_quarter_is_closed: whether @period is one civil quarter and closed. */
gboolean rep_quarter_is_closed (RepCasebook *casebook, guint project, const RepPeriod *period);

/**
 * rep_quarter_plan_close: what closing the quarter @period would write; on any thread.
 * @lift: (nullable): why limits of quality are lifted; kept only when one is passed
 * @pairs: as of rep_quality()
 *
 * Returns: (transfer full) (nullable): to be committed as %REP_ACTION_CLOSE. Fails with NOT_OVER,
 *   OUTSIDE_PROJECT when it has no day of the project, CLOSED, QUALITY or QUALITY_UNKNOWN when a
 * limit of the project is passed and not lifted, BAD_TEXT for an empty or too long reason.
 */
RepClosing *rep_quarter_plan_close (RepCasebook *casebook,
                                    guint project,
                                    const RepPeriod *period,
                                    const char *lift,
                                    const GArray *pairs,
                                    gint64 now,
                                    GError **error);

/** rep_quarter_close: freezes the quarter @period, looking for likely doubles when the project has
 * a limit on them; fails as rep_quarter_plan_close() does, with NOT_ALLOWED, or as a save does. */
gboolean rep_quarter_close (RepCasebook *casebook,
                            guint project,
                            const RepPeriod *period,
                            const char *lift,
                            gint64 now,
                            GError **error);

#define REP_QUARTER_COMMENT_MAX 1500 /* characters */

/** rep_quarter_plan_comment: Returns: (transfer full) (nullable): the quarter @period, closed or
 * not, with another comment (nullable), to be saved; on any thread. Fails with BAD_TEXT when it is
 * too long. */
RepClosing *rep_quarter_plan_comment (RepCasebook *casebook,
                                      guint project,
                                      const RepPeriod *period,
                                      const char *comment,
                                      GError **error);

/** rep_quarter_comment: sets the comment of the quarter @period. */
gboolean rep_quarter_comment (RepCasebook *casebook,
                              guint project,
                              const RepPeriod *period,
                              const char *comment,
                              gint64 now,
                              GError **error);

/**
 * rep_quarter_revise: compares a closed quarter with what is known now.
 * @figures: of the same quarter, live
 * @revised: (array length=REP_N_INDICATORS)
 */
void rep_quarter_revise (const RepFacts *table,
                         const RepClosing *closing,
                         const RepFigures *figures,
                         RepRevised *revised);

G_END_DECLS
