/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/journal-work.h"

static gboolean
run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  return rep_casebook_journal_slice (casebook, data, cancellable, error);
}

static void
slice_free (gpointer data)
{
  rep_journal_slice_clear (data);
  g_free (data);
}

void
rep_journal_work_read (RepSession *session,
                       RepJournalPart part,
                       guint skip,
                       guint max,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  static const RepSessionJob job = { run, NULL, slice_free };
  RepJournalSlice *slice = g_new0 (RepJournalSlice, 1);

  slice->part = part;
  slice->skip = skip;
  slice->max = max;
  rep_session_run_async (session, &job, slice, cancellable, callback, user_data);
}

gboolean
rep_journal_work_read_finish (RepSession *session,
                              GAsyncResult *result,
                              const RepJournalSlice **slice,
                              GError **error)
{
  gpointer data;

  if (!rep_session_run_finish (session, result, &data, error))
    return FALSE;
  *slice = data;
  return TRUE;
}
