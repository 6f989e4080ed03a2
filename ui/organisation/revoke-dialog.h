/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/accounts.h"

G_BEGIN_DECLS

/** RepRevokeDialog: asks whether to revoke an account, and who takes over its work when it has any.
 * Response `revoke` or `cancel`. */
#define REP_TYPE_REVOKE_DIALOG (rep_revoke_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepRevokeDialog, rep_revoke_dialog, REP, REVOKE_DIALOG, AdwMessageDialog)

RepRevokeDialog *
rep_revoke_dialog_new (GtkWindow *parent, RepCasebook *casebook, const RepAccountLine *line);

const char *rep_revoke_dialog_get_login (RepRevokeDialog *dialog);
/** rep_revoke_dialog_get_heir: Returns: (nullable): login of who takes over, %NULL for nobody. */
const char *rep_revoke_dialog_get_heir (RepRevokeDialog *dialog);

G_END_DECLS
