/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/organisation/import-work.h"

G_BEGIN_DECLS

/**
 * RepImportWindow:
 *
 * A spreadsheet that was read, on its way into the vault: its first rows, what its columns are, a
 * dry run that says what it comes to, and the import, which takes in what was looked at and nothing
 * twice. Closes when the vault is locked.
 */
#define REP_TYPE_IMPORT_WINDOW (rep_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RepImportWindow, rep_import_window, REP, IMPORT_WINDOW, AdwWindow)

GtkWidget *rep_import_window_new (GtkWindow *parent, RepSession *session, RepImportFile *file);

G_END_DECLS
