/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "db/vault.h"

G_BEGIN_DECLS

/** RepBackupOlder: the question whether to go on with a file older than the one last used here;
 * answers "accept" or "cancel". */
#define REP_TYPE_BACKUP_OLDER (rep_backup_older_get_type ())
G_DECLARE_FINAL_TYPE (RepBackupOlder, rep_backup_older, REP, BACKUP_OLDER, AdwMessageDialog)

/** rep_backup_older_new: @standing: tells the two dates. */
RepBackupOlder *rep_backup_older_new (GtkWindow *parent, const RepStanding *standing);

G_END_DECLS
