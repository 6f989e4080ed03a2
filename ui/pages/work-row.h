/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/worklist.h"
#include "ui/pages/youth-names.h"

G_BEGIN_DECLS

/** RepWorkRow: one youth who waits for something; activating it shows the youth. */
#define REP_TYPE_WORK_ROW (rep_work_row_get_type ())
G_DECLARE_FINAL_TYPE (RepWorkRow, rep_work_row, REP, WORK_ROW, AdwActionRow)

/** rep_work_row_new: @item: one of @work. */
GtkWidget *rep_work_row_new (RepCasebook *casebook,
                             RepYouthNames *names,
                             RepWork work,
                             const RepWorkItem *item);

/** rep_work_say: Returns: (transfer full): what waits, as text. */
char *rep_work_say (RepCasebook *casebook, RepWork work, const RepWorkItem *item);

G_END_DECLS
