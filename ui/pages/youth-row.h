/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/youth-list.h"
#include "ui/pages/youth-names.h"

G_BEGIN_DECLS

/** RepYouthRow: one youth in the list of all: name, last contact, stage. */
#define REP_TYPE_YOUTH_ROW (rep_youth_row_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthRow, rep_youth_row, REP, YOUTH_ROW, AdwBin)

/** rep_youth_row_show: @youth: (nullable): none empties the row. */
void
rep_youth_row_show (RepYouthRow *row, RepYouth *youth, RepCasebook *casebook, RepYouthNames *names);

/** rep_youth_say_stage: makes @label the pill of @stage, hidden for none. */
void rep_youth_say_stage (GtkLabel *label, guint8 stage);

G_END_DECLS
