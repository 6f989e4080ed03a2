/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/widgets/choice.h"

G_BEGIN_DECLS

/**
 * RepChoiceEntry:
 *
 * An entry for one thing out of a list: typing proposes, Down shows what there is, Enter or Tab
 * takes the proposal. Properties: `list`, either "place" or the code of a vocabulary, and `key`, of
 * the thing taken (INSEE code or number), %NULL when none is. Signal `chosen` follows Enter.
 */
#define REP_TYPE_CHOICE_ENTRY (rep_choice_entry_get_type ())
G_DECLARE_FINAL_TYPE (RepChoiceEntry, rep_choice_entry, REP, CHOICE_ENTRY, GtkEntry)

/** RepChoiceSource: Returns: (transfer full) (element-type RepChoice): for @text, maybe empty. */
typedef GPtrArray *(*RepChoiceSource) (const char *text, gpointer user_data);

/** rep_choice_entry_set_source: proposes from @source instead of a list. */
void
rep_choice_entry_set_source (RepChoiceEntry *entry, RepChoiceSource source, gpointer user_data);
/** rep_choice_entry_set_near: @insee: (nullable): the commune offered first, with its surroundings.
 */
void rep_choice_entry_set_near (RepChoiceEntry *entry, const char *insee);
/** rep_choice_entry_get_key: Returns: (nullable): key of what was taken. */
const char *rep_choice_entry_get_key (RepChoiceEntry *entry);
/** rep_choice_entry_get_number: Returns: the key as number of a term, 0 for none. */
guint8 rep_choice_entry_get_number (RepChoiceEntry *entry);
/** rep_choice_entry_take: takes @choice, or nothing for %NULL, as if chosen. */
void rep_choice_entry_take (RepChoiceEntry *entry, RepChoice *choice);
/** rep_choice_entry_is_unclear: whether something is typed that nothing was taken for. */
gboolean rep_choice_entry_is_unclear (RepChoiceEntry *entry);

G_END_DECLS
