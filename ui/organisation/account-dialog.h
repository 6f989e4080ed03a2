/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepAccountDialog: a new account: login, role, structure, password twice. Signal `added`, once
 * the account is on disk. */
#define REP_TYPE_ACCOUNT_DIALOG (rep_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepAccountDialog, rep_account_dialog, REP, ACCOUNT_DIALOG, AdwWindow)

GtkWidget *rep_account_dialog_new (GtkWindow *parent, RepSession *session);

G_END_DECLS
