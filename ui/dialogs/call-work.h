/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** rep_call_work_record_async: records a call beside a contact that may be begun in a form, whose
 * draft stays. @contact: (transfer full) */
void rep_call_work_record_async (RepSession *session,
                                 RepContact *contact,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean rep_call_work_record_finish (RepSession *session, GAsyncResult *result, GError **error);

/** rep_call_work_import: the youths of the import @import (rep_import_persons()). */
void rep_call_work_import (RepSession *session,
                           const RepId *import,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/** rep_call_work_import_finish: Returns: (transfer full) (element-type guint32): their rows. */
GArray *rep_call_work_import_finish (RepSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
