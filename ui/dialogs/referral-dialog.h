/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/widgets/form-window.h"

G_BEGIN_DECLS

/** rep_referral_dialog_new: a form that records that youth @person was sent to a partner, or by
 * one, as rep_orientation_add() does. */
RepFormWindow *
rep_referral_dialog_new (GtkWindow *parent, RepSession *session, const RepId *person);

/**
 * rep_answer_dialog_new: a form that records what came of the referral @id, as
 * rep_orientation_answer() does.
 *
 * Returns: (nullable): %NULL when there is no such referral.
 */
RepFormWindow *rep_answer_dialog_new (GtkWindow *parent, RepSession *session, const RepId *id);

G_END_DECLS
