/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/quality.h"
#include "ui/widgets/form-window.h"

G_BEGIN_DECLS

/* What is done to a quarter of a project. */

/**
 * rep_quarter_dialog_close: asks whether to freeze the quarter @period of project @project; where
 * limits of quality are passed, says which and asks for a reason.
 * @measures: (element-type RepQualityMeasure): of the quarter
 * @pairs: (nullable): as of rep_quality()
 */
RepFormWindow *rep_quarter_dialog_close (GtkWindow *parent,
                                         RepSession *session,
                                         guint project,
                                         const RepPeriod *period,
                                         const GArray *measures,
                                         GArray *pairs);

/** rep_quarter_dialog_comment: asks for the comment of a quarter. @comment: (nullable): as it is.
 */
RepFormWindow *rep_quarter_dialog_comment (GtkWindow *parent,
                                           RepSession *session,
                                           guint project,
                                           const RepPeriod *period,
                                           const char *comment);

G_END_DECLS
