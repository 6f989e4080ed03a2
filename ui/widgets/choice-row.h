/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/widgets/choice.h"

G_BEGIN_DECLS

/** RepChoiceRow: shows one #RepChoice in a #RepChoiceList. */
#define REP_TYPE_CHOICE_ROW (rep_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (RepChoiceRow, rep_choice_row, REP, CHOICE_ROW, GtkListBoxRow)

RepChoiceRow *rep_choice_row_new (RepChoice *choice);
RepChoice *rep_choice_row_get_choice (RepChoiceRow *row);

G_END_DECLS
