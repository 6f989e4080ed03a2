/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"
#include "ui/sheets.h"

G_BEGIN_DECLS

/* What is done to a vault that is not open for anyone, on another thread. */

/**
 * rep_vault_work_create_async: makes a vault with its first manager; folders on its way are made.
 * @password: lives until the callback
 * @sheets: lives until the callback, holds the codes then
 * @shares: 1, or 2 sheets that are both needed
 */
void rep_vault_work_create_async (const char *path,
                                  const char *login,
                                  const RepSecret *password,
                                  RepSheets *sheets,
                                  guint shares,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

/**
 * rep_vault_work_recover_async: gives a manager a new password with the recovery sheet, or makes a
 * new manager.
 * @code: @password: (transfer full)
 */
void rep_vault_work_recover_async (const char *path,
                                   RepSecret *code,
                                   const char *login,
                                   RepSecret *password,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/** rep_vault_work_finish: of either. */
gboolean rep_vault_work_finish (GAsyncResult *result, GError **error);

G_END_DECLS
