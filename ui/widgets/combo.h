/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* A row of a form that asks for one of a list, by the value behind each line. */

/** rep_combo_new: Returns: (transfer none): a row without lines, at the end of @group. */
AdwComboRow *rep_combo_new (AdwPreferencesGroup *group, const char *title);
/** rep_combo_set_up: makes @row, of a template, one of these, without lines. */
void rep_combo_set_up (AdwComboRow *row);
/** rep_combo_offer: another line, for @value. */
void rep_combo_offer (AdwComboRow *row, guint value, const char *label);
/**
 * rep_combo_offer_terms: a line for nothing, said @nothing (nullable: no such line), and one a term
 * that may be recorded on @day.
 * @project: (nullable): what it switched off is left out
 */
void rep_combo_offer_terms (AdwComboRow *row,
                            const RepVocabulary *vocabulary,
                            const char *nothing,
                            guint32 day,
                            const RepProject *project);
/** rep_combo_offer_projects: a line a project, by number: those youth @person is in come first. */
void rep_combo_offer_projects (AdwComboRow *row, RepCasebook *casebook, const RepId *person);
/** rep_combo_clear: no lines. */
void rep_combo_clear (AdwComboRow *row);
/** rep_combo_get: Returns: the value of the line that is chosen, 0 without lines. */
guint rep_combo_get (AdwComboRow *row);
/** rep_combo_set: chooses the line of @value, if there is one. */
void rep_combo_set (AdwComboRow *row, guint value);

G_END_DECLS
