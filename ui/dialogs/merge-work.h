/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/merge.h"
#include "app/casebook/past.h"
#include "app/casebook/session.h"

G_BEGIN_DECLS

/* Merging and looking back, as jobs of the session. */

/** rep_merge_work_merge: as rep_merge_plan(), committed and published. */
void rep_merge_work_merge (RepSession *session,
                           const RepMergeRequest *request,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** rep_merge_work_unmerge: as rep_unmerge_plan(). */
void rep_merge_work_unmerge (RepSession *session,
                             const RepId *other,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/** rep_merge_work_distinct: as rep_distinct_plan(). */
void rep_merge_work_distinct (RepSession *session,
                              const RepId *a,
                              const RepId *b,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean rep_merge_work_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_past_work_read: the history of the youth @id. @note: whether to journal that it was read. */
void rep_past_work_read (RepSession *session,
                         const RepId *id,
                         gboolean note,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/** rep_past_work_finish: Returns: (transfer none) (nullable): lives as long as @result. */
const RepPast *rep_past_work_finish (RepSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
