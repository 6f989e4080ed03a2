/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/system.h"

G_BEGIN_DECLS

/**
 * rep_release_mark_revisions:
 * @counts: @released: (array): by cell: true counts now, and when the cell was last printed (0 when
 *   never)
 * @revision: (out) (array): 1 for each cell of a table in which a count other than of “not
 *   recorded” fell; for all cells when a stage total fell
 */
void rep_release_mark_revisions (const RepReleaseStructure *structure,
                                 const gint32 *counts,
                                 const gint32 *released,
                                 guint64 printed,
                                 guint8 *revision);

/**
 * RepRoundingInput: one quarter to be rounded.
 * @counts: (array): the true cumulative counts, by cell
 * @shift: (array): by cell, from 0 to its base − 1, the same in every quarter: a count is aimed at
 *   the multiple below count + shift
 * @tie: (array): by cell, 0…999: decides between roundings that are equally near
 * @revision: (array): 1 for cells that may print less than before
 * @printed: tables wanted
 * @exact: stage whose total is printed exact, −1 for none
 */
typedef struct {
  const gint32 *counts;
  const guint8 *shift;
  const guint16 *tie;
  const guint8 *revision;
  guint64 printed;
  gint exact;
} RepRoundingInput;

/**
 * rep_rounding:
 * @earlier: (element-type RepReleaseValues): releases before this one, in order
 * @hidden: (array) (nullable): rounded total behind a total that is printed exact, by stage
 *
 * Rounds all cells so that they add up, stages nest and nothing falls that did not, as near to what
 * is aimed at as can be: at first to neighbouring multiples, then one and two steps wider. Tables
 * that no rounding satisfies are left out.
 *
 * Returns: (transfer full) (nullable): %NULL when not even totals can be rounded.
 */
RepReleaseValues *rep_rounding (const RepReleaseStructure *structure,
                                const GPtrArray *earlier,
                                const RepRoundingInput *input,
                                gint32 hidden[REP_RELEASE_STAGES]);

G_END_DECLS
