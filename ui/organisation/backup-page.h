/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepBackupPage: when the last copy was made, those that are kept, one made now, and the
 * director's copy without names. Properties `session`; its name is "backups". */
#define REP_TYPE_BACKUP_PAGE (rep_backup_page_get_type ())
G_DECLARE_FINAL_TYPE (RepBackupPage, rep_backup_page, REP, BACKUP_PAGE, AdwPreferencesPage)

G_END_DECLS
