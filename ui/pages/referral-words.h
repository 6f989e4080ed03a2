/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** rep_referral_partner: Returns: name of the partner of @row, or a word for one that its project
 * does not show. */
const char *rep_referral_partner (RepCasebook *casebook, const RepOrientationRow *row);

/** rep_referral_say: Returns: (transfer full): which way, when, in which project, and what came of
 * it. */
char *rep_referral_say (RepCasebook *casebook, const RepOrientationRow *row);

/** rep_referral_is_open: whether the partner still has to answer. */
gboolean rep_referral_is_open (const RepOrientationRow *row);

G_END_DECLS
