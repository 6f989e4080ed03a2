/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepAccountsPage: the accounts with role, structure and since when; a manager adds and revokes.
 */
#define REP_TYPE_ACCOUNTS_PAGE (rep_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (RepAccountsPage, rep_accounts_page, REP, ACCOUNTS_PAGE, AdwPreferencesPage)

G_END_DECLS
