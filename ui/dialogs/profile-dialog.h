/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepProfileDialog:
 *
 * The profile of a youth, without a name: every row follows from the field table and its
 * vocabulary. What the projects the youth is in switched off is not among them. It closes by itself
 * when the session is locked.
 */
#define REP_TYPE_PROFILE_DIALOG (rep_profile_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepProfileDialog, rep_profile_dialog, REP, PROFILE_DIALOG, AdwWindow)

/** rep_profile_dialog_new: @id: of a youth who is not merged into another. */
RepProfileDialog *rep_profile_dialog_new (GtkWindow *parent, RepSession *session, const RepId *id);

G_END_DECLS
