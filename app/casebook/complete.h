/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/intake.h"

G_BEGIN_DECLS

/**
 * rep_complete_plan: makes of @intake, which names the contact it completes, a change of that
 * contact: what the new one says is added to what the old one said; @plan gets it. The contact of
 * @intake then has the id of the completed one.
 *
 * Fails with UNKNOWN_RECORD, and with CONTRADICTION when they are not of one youth, day and
 * project.
 */
gboolean rep_complete_plan (RepCasebook *casebook,
                            const RepIntake *intake,
                            RepIntakePlan *plan,
                            GError **error);

G_END_DECLS
