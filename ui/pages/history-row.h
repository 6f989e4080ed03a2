/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/** RepHistoryRow: one contact in the history of a youth. */
#define REP_TYPE_HISTORY_ROW (rep_history_row_get_type ())
G_DECLARE_FINAL_TYPE (RepHistoryRow, rep_history_row, REP, HISTORY_ROW, GtkListBoxRow)

/** rep_history_row_new: @contact: its note is shown when it has one. */
GtkWidget *rep_history_row_new (const RepContact *contact);

/** rep_history_row_new_stage: @entry: a stage someone gave, with its proof. */
GtkWidget *rep_history_row_new_stage (const RepStageEntry *entry);

/** rep_history_compare: (for g_ptr_array_sort() of RepContact and RepStageEntry): the latest first.
 */
int rep_history_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
