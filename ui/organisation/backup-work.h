/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/restore.h"
#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepBackupWork: a copy that is being made on the session's own thread; counted references. */
typedef struct _RepBackupWork RepBackupWork;

/**
 * rep_backup_work_start:
 * @target: (nullable): where to; %NULL for among the copies kept beside the vault
 * @facts_only: whether names are left out
 *
 * Returns: (transfer full): the work, to be asked how far it is; ends with @callback, which calls
 *   rep_session_run_finish().
 */
RepBackupWork *rep_backup_work_start (RepSession *session,
                                      const char *target,
                                      gboolean facts_only,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void rep_backup_work_unref (RepBackupWork *work);

/** rep_backup_work_progress: Returns: from 0 to 1. */
double rep_backup_work_progress (RepBackupWork *work);

/**
 * rep_backup_restore_async: makes a vault from a copy on another thread; no session is needed.
 * @restore: copied; its password (transfer full)
 */
void rep_backup_restore_async (const RepRestore *restore,
                               RepSecret *password,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/** rep_backup_restore_finish: @erased: (out): persons erased again. Fails as rep_restore() does. */
gboolean rep_backup_restore_finish (GAsyncResult *result, guint *erased, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepBackupWork, rep_backup_work_unref)

G_END_DECLS
