/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pages/youth-names.h"

G_BEGIN_DECLS

/** RepNamedRow: a row that is about a youth: its title is the name, as soon as that is read; Enter
 * shows the youth. */
#define REP_TYPE_NAMED_ROW (rep_named_row_get_type ())
G_DECLARE_FINAL_TYPE (RepNamedRow, rep_named_row, REP, NAMED_ROW, AdwActionRow)

/** rep_named_row_new: @subtitle: (nullable). */
GtkWidget *rep_named_row_new (RepYouthNames *names, const RepId *person, const char *subtitle);

/** rep_named_row_get_person: Returns: whom the row is about. */
const RepId *rep_named_row_get_person (RepNamedRow *row);
/** rep_named_row_add_button: puts @button before the arrow at the end of @row. */
void rep_named_row_add_button (RepNamedRow *row, GtkWidget *button);

G_END_DECLS
