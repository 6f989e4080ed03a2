/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/widgets/choice.h"

G_BEGIN_DECLS

/**
 * RepChoiceList:
 *
 * A short list of proposals under an entry that keeps the keyboard: the entry moves the choice and
 * takes it, a click takes it too. Signal `chosen` (a #RepChoice) follows a click.
 */
#define REP_TYPE_CHOICE_LIST (rep_choice_list_get_type ())
G_DECLARE_FINAL_TYPE (RepChoiceList, rep_choice_list, REP, CHOICE_LIST, AdwBin)

/** rep_choice_list_show: @choices: (element-type RepChoice); @selected: place of the one offered.
 */
void rep_choice_list_show (RepChoiceList *list, GPtrArray *choices, guint selected);
guint rep_choice_list_get_length (RepChoiceList *list);
/** rep_choice_list_move: goes @step places down, from the end to the start and back. */
void rep_choice_list_move (RepChoiceList *list, int step);
/** rep_choice_list_get_selected: Returns: (transfer none) (nullable). */
RepChoice *rep_choice_list_get_selected (RepChoiceList *list);
/** rep_choice_list_tell: tells assistive technology that @entry now points at the choice. */
void rep_choice_list_tell (RepChoiceList *list, GtkAccessible *entry);

G_END_DECLS
