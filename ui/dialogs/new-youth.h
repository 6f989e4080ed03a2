/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/domain/kinds.h"
#include "ui/widgets/kept.h"

G_BEGIN_DECLS

/** RepNewYouth: what may be recorded of a youth met for the first time; Tab skips. Signal
 * `changed`. */
#define REP_TYPE_NEW_YOUTH (rep_new_youth_get_type ())
G_DECLARE_FINAL_TYPE (RepNewYouth, rep_new_youth, REP, NEW_YOUTH, GtkBox)

/** rep_new_youth_set_near: @insee: (nullable): the commune offered first as home. */
void rep_new_youth_set_near (RepNewYouth *youth, const char *insee);
/** rep_new_youth_each_field: calls @func for every field, numbered from @first (nine numbers). */
void rep_new_youth_each_field (RepNewYouth *youth, guint first, RepKeptFunc func, RepDraft *draft);
/** rep_new_youth_check: Returns: whether all that is typed is understood; if not says what is not.
 */
gboolean rep_new_youth_check (RepNewYouth *youth, guint32 today);
/** rep_new_youth_fill: writes what was checked; @situation: (out): 0 when not recorded. */
void rep_new_youth_fill (RepNewYouth *youth, guint32 today, RepPerson *person, guint8 *situation);

G_END_DECLS
