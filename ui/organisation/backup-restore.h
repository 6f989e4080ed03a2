/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** RepBackupRestore: makes a vault from a copy: which copy, where to, and a manager's password. */
#define REP_TYPE_BACKUP_RESTORE (rep_backup_restore_get_type ())
G_DECLARE_FINAL_TYPE (RepBackupRestore, rep_backup_restore, REP, BACKUP_RESTORE, AdwWindow)

/** rep_backup_restore_new: @vault_path: of the vault that would be opened: the new one is proposed
 * beside it. */
GtkWidget *rep_backup_restore_new (GtkWindow *parent, const char *vault_path);

G_END_DECLS
