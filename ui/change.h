/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"

G_BEGIN_DECLS

/* Records that a form changes or adds: worked out, written and published in one go, off the main
 * thread. */

/**
 * RepChangeFunc: works out what is to be written: adds whole, checked records to @objects, which
 * owns them. Where SQL may run; reads the casebook's arrays and changes none.
 */
typedef gboolean (*RepChangeFunc) (
    RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error);

/**
 * rep_change_async: writes what @plan comes to in one transaction and publishes it; fails as @plan
 * and rep_casebook_commit() do, then nothing was changed.
 * @data: (transfer full): freed with @free_data
 */
void rep_change_async (RepSession *session,
                       RepChangeFunc plan,
                       gpointer data,
                       GDestroyNotify free_data,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
/** rep_change_as_async: the same, journalled as @action. */
void rep_change_as_async (RepSession *session,
                          RepAction action,
                          RepChangeFunc plan,
                          gpointer data,
                          GDestroyNotify free_data,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean rep_change_finish (RepSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
