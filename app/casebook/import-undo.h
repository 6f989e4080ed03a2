/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * Taking back all that a file brought, later, and also after people went on working with it. What
 * nobody touched since is withdrawn: an empty record stays, its contents go to the past revisions.
 * A youth the file only completed becomes again what they were. What was changed since, or is
 * referred to by something the file did not bring, is kept and listed.
 */

/**
 * RepImportUndo: what undoing an import comes to, worked out before anything is written.
 * @objects: (element-type RepObject): to be committed and published together
 * @persons: @contacts: how many are withdrawn
 * @restored: youths that become again what they were before
 * @kept: (element-type RepId): youths and contacts that stay
 */
typedef struct {
  GPtrArray *objects;
  guint persons;
  guint contacts;
  guint restored;
  GArray *kept;
} RepImportUndo;

void rep_import_undo_clear (RepImportUndo *undo);

/**
 * rep_import_undo_plan:
 * @import: id of the import
 * @undo: to be cleared also after a failure
 *
 * Opens every record: long work, which reads the casebook's arrays and changes none. Fails with
 * UNKNOWN_IMPORT, ALREADY_UNDONE, NOT_ALLOWED unless the account is a manager's, NO_IDENTITY_KEY
 * when it lacks the key of a youth to be withdrawn, or CANCELLED.
 */
gboolean rep_import_undo_plan (RepCasebook *casebook,
                               const RepId *import,
                               GCancellable *cancellable,
                               gint64 now,
                               RepImportUndo *undo,
                               GError **error);

/** rep_import_undo_commit: writes @undo in one transaction, journalled as IMPORT_UNDO; on success
 * rep_casebook_publish_all() of its objects must follow. */
gboolean
rep_import_undo_commit (RepCasebook *casebook, RepImportUndo *undo, gint64 now, GError **error);

/** rep_import_undo: plans, commits and publishes. */
gboolean rep_import_undo (
    RepCasebook *casebook, const RepId *import, gint64 now, RepImportUndo *undo, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepImportUndo, rep_import_undo_clear)

G_END_DECLS
