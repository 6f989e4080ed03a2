/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepImportPage: which spreadsheet to import, and those imported before, which managers take
 * back. */
#define REP_TYPE_IMPORT_PAGE (rep_import_page_get_type ())
G_DECLARE_FINAL_TYPE (RepImportPage, rep_import_page, REP, IMPORT_PAGE, AdwPreferencesPage)

G_END_DECLS
