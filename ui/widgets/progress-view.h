/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/figures/progress.h"

G_BEGIN_DECLS

/**
 * RepProgressView:
 *
 * Where a project stands on a day: reached and target, a bar with a mark where a steady pace would
 * be, what is still needed and how long there is.
 */
#define REP_TYPE_PROGRESS_VIEW (rep_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (RepProgressView, rep_progress_view, REP, PROGRESS_VIEW, AdwBin)

/** rep_progress_view_show: @start: first day of the project. */
void rep_progress_view_show (RepProgressView *view, const RepProgress *progress, guint32 start);

/** rep_progress_view_describe: Returns: (transfer full): what is shown, as one sentence. */
char *rep_progress_view_describe (RepProgressView *view);

G_END_DECLS
