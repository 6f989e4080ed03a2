/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/accounts.h"

G_BEGIN_DECLS

/** RepAccountRow: an account in the list; its button is the action `accounts.revoke`. */
#define REP_TYPE_ACCOUNT_ROW (rep_account_row_get_type ())
G_DECLARE_FINAL_TYPE (RepAccountRow, rep_account_row, REP, ACCOUNT_ROW, AdwActionRow)

/** rep_account_row_new: @may_revoke: whether the button is there; @is_new: whether to say so. */
GtkWidget *rep_account_row_new (RepCasebook *casebook,
                                const RepAccountLine *line,
                                gboolean may_revoke,
                                gboolean is_new);

G_END_DECLS
