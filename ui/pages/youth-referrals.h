/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * RepYouthReferrals:
 *
 * To which partners a youth was sent, and by which, with what came of it. Actions it uses:
 * `youth.refer`, `win.answer-referral` (s: hexadecimal id).
 */
#define REP_TYPE_YOUTH_REFERRALS (rep_youth_referrals_get_type ())
G_DECLARE_FINAL_TYPE (
    RepYouthReferrals, rep_youth_referrals, REP, YOUTH_REFERRALS, AdwPreferencesGroup)

/** rep_youth_referrals_show: those of youth row @youth, the latest first. */
void rep_youth_referrals_show (RepYouthReferrals *referrals, RepCasebook *casebook, guint32 youth);

/** rep_youth_referrals_clear: shows nobody's. */
void rep_youth_referrals_clear (RepYouthReferrals *referrals);

/** rep_referral_add_answer: adds a button to @row (an AdwActionRow) that asks what came of the
 * referral @number. */
void rep_referral_add_answer (GtkWidget *row, RepCasebook *casebook, guint32 number);

G_END_DECLS
