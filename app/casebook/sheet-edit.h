/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** rep_sheet_set_rural: @place is rural from @from (0: always) until @until (0: still); said again,
 * it replaces what was said. */
void rep_sheet_set_rural (RepProject *project, const char *place, guint32 from, guint32 until);
/** rep_sheet_drop_rural: takes @place off the list. */
void rep_sheet_drop_rural (RepProject *project, const char *place);
/** rep_sheet_save: records what changed in @project, which was read. Stages follow. */
gboolean rep_sheet_save (RepCasebook *casebook, RepProject *project, gint64 now, GError **error);

G_END_DECLS
