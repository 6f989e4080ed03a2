/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/period.h"
#include "app/figures/snapshot.h"
#include "app/release/plan.h"

G_BEGIN_DECLS

/* For plan.c, which works a release out, and commit.c, which writes it. */

/**
 * RepReleasePlan: a release on its way.
 * @counts: the true counts, of a release made before as they were kept
 * @released: the true count of each cell when it was last printed
 * @newest: quarter released last when it was planned
 * @objects: (nullable) (element-type RepObject): what was committed
 */
struct _RepReleasePlan {
  RepReleaseWish wish;
  RepPeriod period;
  RepReleaseResult result;
  gint32 *counts;
  gint32 *released;
  char *key;
  char *state_folder;
  guint32 newest;
  RepSnapshot snapshot;
  GPtrArray *objects;
};

G_END_DECLS
