/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/exchange/import.h"

G_BEGIN_DECLS

/* What an import comes to, in rows of a group; rows shown there before go. */

void rep_import_counts_show (AdwPreferencesGroup *group, const RepImportPlan *plan);
/** rep_import_rejects_show: the first rows that are left out, with the reason, and no value. */
void rep_import_rejects_show (AdwPreferencesGroup *group, const RepImportPlan *plan);

G_END_DECLS
