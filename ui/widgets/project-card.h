/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepProjectCard: one project in the overview of all. */
#define REP_TYPE_PROJECT_CARD (rep_project_card_get_type ())
G_DECLARE_FINAL_TYPE (RepProjectCard, rep_project_card, REP, PROJECT_CARD, GtkFlowBoxChild)

RepProjectCard *rep_project_card_new (void);

/** rep_project_card_show: @project: number in @casebook, which is not kept. */
void rep_project_card_show (RepProjectCard *card, RepCasebook *casebook, guint project);

/** rep_project_card_get_code: Returns: (nullable): of the project shown. */
const char *rep_project_card_get_code (RepProjectCard *card);

G_END_DECLS
