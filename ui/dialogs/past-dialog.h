/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepPastDialog: who changed what of a youth, and when, the latest first. Names and what is like
 * them stay hidden until they are asked for, which is written in the journal. */
#define REP_TYPE_PAST_DIALOG (rep_past_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepPastDialog, rep_past_dialog, REP, PAST_DIALOG, AdwWindow)

RepPastDialog *rep_past_dialog_new (GtkWindow *parent, RepSession *session, const RepId *youth);

G_END_DECLS
