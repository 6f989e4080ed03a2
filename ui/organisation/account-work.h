/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/accounts.h"
#include "app/casebook/session.h"

G_BEGIN_DECLS

/* Changes of accounts as jobs of the session; each is finished by rep_session_run_finish(). */

/**
 * rep_account_work_add:
 * @structure: (nullable): id of the structure, %NULL for none or for all
 * @password: (transfer full)
 */
void rep_account_work_add (RepSession *session,
                           const char *login,
                           RepRole role,
                           const RepId *structure,
                           RepSecret *password,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

/** rep_account_work_revoke: @heir: (nullable): login of who takes over. */
void rep_account_work_revoke (RepSession *session,
                              const char *login,
                              const char *heir,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
