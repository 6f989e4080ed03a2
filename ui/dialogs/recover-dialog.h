/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepRecoverDialog: the recovery sheet of a vault that no one can open: login, code, new password.
 * Signal `recovered` (s: login) when the new password opens.
 */
#define REP_TYPE_RECOVER_DIALOG (rep_recover_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepRecoverDialog, rep_recover_dialog, REP, RECOVER_DIALOG, AdwWindow)

/** rep_recover_dialog_new: @path: of the vault; @login: what to begin with. */
RepRecoverDialog *rep_recover_dialog_new (GtkWindow *parent, const char *path, const char *login);

G_END_DECLS
