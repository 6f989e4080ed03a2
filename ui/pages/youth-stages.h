/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepYouthStages: how far a youth has come in one project, with the day of each stage. */
#define REP_TYPE_YOUTH_STAGES (rep_youth_stages_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthStages, rep_youth_stages, REP, YOUTH_STAGES, AdwBin)

GtkWidget *rep_youth_stages_new (RepCasebook *casebook, const RepEnrolment *enrolment);

G_END_DECLS
