/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "ui/widgets/choice.h"

G_BEGIN_DECLS

/* Where proposals come from. All arrays: (transfer full) (element-type RepChoice). */

/** rep_choice_matches: whether every word of @text begins a word of @label; both are folded. */
gboolean rep_choice_matches (const char *label, const char *text);

/** rep_choices_of_places: @near: (nullable): commune offered first; also for no @text. */
GPtrArray *rep_choices_of_places (const char *text, const char *near);
/** rep_choices_of_vocabulary: terms of vocabulary @code; keys are their numbers. */
GPtrArray *rep_choices_of_vocabulary (const char *code, const char *text);
/** rep_choices_of_projects: keys are hexadecimal ids. */
GPtrArray *rep_choices_of_projects (RepCasebook *casebook, const char *text);
/** rep_choices_of_channels: those of project @id first, those not valid on @day, and
 * those the project switched off, left out. */
GPtrArray *
rep_choices_of_channels (RepCasebook *casebook, const RepId *id, guint32 day, const char *text);
/** rep_choices_of_partners: and sentinels; keys are hexadecimal ids. */
GPtrArray *rep_choices_of_partners (RepCasebook *casebook, const char *text);
/** rep_choices_of_accounts: those not revoked; keys are hexadecimal ids. */
GPtrArray *rep_choices_of_accounts (RepCasebook *casebook, const char *text);

/** rep_choice_of_place: Returns: (transfer full) (nullable): the commune @insee. */
RepChoice *rep_choice_of_place (const char *insee);
/** rep_choice_of_term: Returns: (transfer full) (nullable): term @number. */
RepChoice *rep_choice_of_term (const RepVocabulary *vocabulary, guint number);
/** rep_choice_of_project: Returns: (transfer full) (nullable): the project @id. */
RepChoice *rep_choice_of_project (RepCasebook *casebook, const RepId *id);
/** rep_choice_of_partner: Returns: (transfer full) (nullable): the partner @id. */
RepChoice *rep_choice_of_partner (RepCasebook *casebook, const RepId *id);
/** rep_choice_of_account: Returns: (transfer full) (nullable): the account @id, revoked or not. */
RepChoice *rep_choice_of_account (RepCasebook *casebook, const RepId *id);

G_END_DECLS
