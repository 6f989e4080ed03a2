/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/domain/field.h"
#include "ui/widgets/choice-entry.h"

G_BEGIN_DECLS

/**
 * RepPickedList:
 *
 * Several things out of a list: each one taken in the entry becomes a button below it, which takes
 * it away again; Enter on the empty entry goes on. Property `title` (with a mnemonic).
 */
#define REP_TYPE_PICKED_LIST (rep_picked_list_get_type ())
G_DECLARE_FINAL_TYPE (RepPickedList, rep_picked_list, REP, PICKED_LIST, GtkBox)

/** rep_picked_list_set_source: keys of what @source proposes are hexadecimal ids. */
void rep_picked_list_set_source (RepPickedList *list, RepChoiceSource source, gpointer user_data);
/** rep_picked_list_add: picks @choice (nullable), once. */
void rep_picked_list_add (RepPickedList *list, RepChoice *choice);
/** rep_picked_list_check: Returns: whether all that is typed was taken; if not says so. */
gboolean rep_picked_list_check (RepPickedList *list);
/** rep_picked_list_get_ids: Returns: (transfer full) (nullable) (element-type RepId). */
GArray *rep_picked_list_get_ids (RepPickedList *list);

/** rep_picked_list_clear: takes all away. */
void rep_picked_list_clear (RepPickedList *list);

G_END_DECLS
