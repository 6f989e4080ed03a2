/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/journal.h"
#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * rep_journal_work_read: reads the journal as a job of the session, as
 * rep_casebook_journal_slice() does.
 * @cancellable: stops it, so that a lock does not wait for it
 */
void rep_journal_work_read (RepSession *session,
                            RepJournalPart part,
                            guint skip,
                            guint max,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/** rep_journal_work_read_finish: @slice: (out) (transfer none): lives as long as @result. */
gboolean rep_journal_work_read_finish (RepSession *session,
                                       GAsyncResult *result,
                                       const RepJournalSlice **slice,
                                       GError **error);

G_END_DECLS
