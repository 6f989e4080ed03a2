/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"
#include "ui/sheets.h"

G_BEGIN_DECLS

/* Passwords and the recovery sheet as jobs of the session; each is finished by
 * rep_session_run_finish(). */

/** rep_security_work_password: @current: checked first; @chosen: (both transfer full). */
void rep_security_work_password (RepSession *session,
                                 RepSecret *current,
                                 RepSecret *chosen,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** rep_security_work_drill: @code: (transfer full); fails with SHEET_POOR too. The data of
 * rep_session_run_finish() is a #RepRecoveryReport. */
void rep_security_work_drill (RepSession *session,
                              RepSecret *code,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

/** rep_security_work_renew: @sheets: lives until the callback, holds the codes then. */
void rep_security_work_renew (RepSession *session,
                              RepSheets *sheets,
                              guint shares,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

G_END_DECLS
