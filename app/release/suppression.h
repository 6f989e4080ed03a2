/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/attack.h"

G_BEGIN_DECLS

/**
 * rep_suppression: the second way to publish: counts as they are, small ones and what would give
 *   them away hidden.
 * @earlier: (element-type RepReleaseValues): releases before this one, in order
 * @counts: (array): the true cumulative counts, by cell
 * @revision: (array): by cell
 * @printed: tables wanted
 * @principal: stage whose total is printed in any case
 * @attack: (out) (transfer full) (nullable): on all releases with the new one, safe or not
 *
 * Hidden are counts below their threshold, and those that grew by less since they were last
 * printed; then, until the attack fails, the smallest cell that stands in a sum with one that is
 * exposed.
 *
 * Returns: (transfer full): also when the attack still succeeds and nothing is left to hide.
 */
RepReleaseValues *rep_suppression (const RepReleaseStructure *structure,
                                   const GPtrArray *earlier,
                                   const gint32 *counts,
                                   const guint8 *revision,
                                   guint64 printed,
                                   guint principal,
                                   RepAttack **attack);

G_END_DECLS
