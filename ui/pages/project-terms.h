/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/figures/burn-up.h"
#include "app/figures/channel-yield.h"

G_BEGIN_DECLS

/* What an agreement settled, as rows of lists. */

/** rep_terms_show_pauses: Returns: whether there are any. */
gboolean rep_terms_show_pauses (GtkListBox *list, const RepBurnUp *burn_up);
/** rep_terms_show_dates: dates, targets, ages, amendments. */
void rep_terms_show_dates (GtkListBox *list, const RepProject *project, const RepBurnUp *burn_up);
/** rep_terms_show_budget: Returns: whether the sheet says anything of it. */
gboolean rep_terms_show_budget (GtkListBox *list,
                                const RepProject *project,
                                guint32 as_of,
                                const RepBudgetYield *yield);

G_END_DECLS
