/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** rep_outing_work_save_async: records an outing, new or read and changed; fails as
 * rep_intake_outing() does. @outing: (transfer full); @from_draft: whether the draft of an outing
 * goes with it */
void rep_outing_work_save_async (RepSession *session,
                                 RepOuting *outing,
                                 gboolean from_draft,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rep_outing_work_save_finish (RepSession *session, GAsyncResult *result, GError **error);
/** rep_outing_work_absent_async: the youth @person, who was expected at @outing, did not come, or,
 * without @absent, that is taken back; fails as rep_outing_absent() and rep_outing_absence_back()
 * do. */
void rep_outing_work_absent_async (RepSession *session,
                                   const RepId *outing,
                                   const RepId *person,
                                   gboolean absent,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

/**
 * rep_outing_work_line_async: records one youth of the sheet of @outing, which brings project,
 * channel, place, day and team. Fails as rep_intake_contact() does, and with EXISTS when the youth
 * is among its contacts already, other than absent.
 * @contact: @person: (transfer full) (@person nullable): who is met for the first time
 * @client: name of the line: a second call with the same records nothing and succeeds
 */
void rep_outing_work_line_async (RepSession *session,
                                 const RepId *outing,
                                 RepContact *contact,
                                 RepPerson *person,
                                 const char *client,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

/** RepOutingPaper: what can be printed of an outing. */
typedef enum {
  REP_OUTING_PAPER_SHEET,
  REP_OUTING_PAPER_REPORT,
} RepOutingPaper;

/** rep_outing_work_write_async: writes a new PDF at @path; fails as rep_outing_sheet_write() and
 * rep_outing_report_write() do. */
void rep_outing_work_write_async (RepSession *session,
                                  const RepId *outing,
                                  RepOutingPaper paper,
                                  const char *path,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

G_END_DECLS
