/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepYouthDoubles: on the page of a youth: who is likely the same, with the reason and without
 * names, to be compared; and the records that were merged into this one, each to be given back.
 * Hidden when there is neither. */
#define REP_TYPE_YOUTH_DOUBLES (rep_youth_doubles_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthDoubles, rep_youth_doubles, REP, YOUTH_DOUBLES, AdwPreferencesGroup)

/** rep_youth_doubles_show: @youth: row, not merged, or %REP_NO_ROW. */
void rep_youth_doubles_show (RepYouthDoubles *doubles, RepSession *session, guint32 youth);

G_END_DECLS
