/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"
#include "app/release/plan.h"

G_BEGIN_DECLS

/* Releases, on another thread. */

/** RepReleaseLine: one release of the ledger. @by: login, "" when nobody here made it; @adopted:
 * made elsewhere, so that its files are not here. */
typedef struct {
  guint32 quarter;
  gint64 released_at;
  char *by;
  gboolean adopted;
  gboolean suppressed;
  gboolean safe;
} RepReleaseLine;

/** rep_release_work_list_async: reads the ledger of project number @project. */
void rep_release_work_list_async (RepSession *session,
                                  guint project,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/** rep_release_work_list_finish: Returns: (transfer container) (nullable) (element-type
 * RepReleaseLine): the newest first. */
GPtrArray *rep_release_work_list_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_release_work_prepare_async: works out the release of the quarter that begins on @quarter and
 * attacks it; writes nothing. Fails as rep_release_plan_new() does. */
void rep_release_work_prepare_async (RepSession *session,
                                     guint project,
                                     guint32 quarter,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/** rep_release_work_prepare_finish: Returns: (transfer full) (nullable): */
RepReleasePlan *
rep_release_work_prepare_finish (RepSession *session, GAsyncResult *result, GError **error);

/**
 * rep_release_work_save_async: writes @plan into the ledger, then its files into @folder.
 * @plan: (transfer full) (nullable): %NULL for a quarter released before, whose files are written
 *   again
 */
void rep_release_work_save_async (RepSession *session,
                                  guint project,
                                  guint32 quarter,
                                  RepReleasePlan *plan,
                                  const char *folder,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/**
 * rep_release_work_save_finish:
 * @in_ledger: (out): whether the release is in the ledger now, also when its files could not be
 *   written
 * @files: (out) (transfer none) (nullable): paths; live as long as @result
 *
 * Fails as rep_release_plan_commit() or rep_release_files_write() do.
 */
gboolean rep_release_work_save_finish (
    RepSession *session, GAsyncResult *result, gboolean *in_ledger, char ***files, GError **error);

G_END_DECLS
