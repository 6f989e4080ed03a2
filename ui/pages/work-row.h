/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/worklist.h"
#include "ui/pages/youth-names.h"

G_BEGIN_DECLS

/** rep_work_row_new: Returns: a #RepNamedRow of the youth @item, one of @work, is about; that of a
 * referral without answer asks for the answer. */
GtkWidget *rep_work_row_new (RepCasebook *casebook,
                             RepYouthNames *names,
                             RepWork work,
                             const RepWorkItem *item);

/** rep_work_say: Returns: (transfer full): what waits, as text. */
char *rep_work_say (RepCasebook *casebook, RepWork work, const RepWorkItem *item);

G_END_DECLS
