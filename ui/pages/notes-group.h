/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepNotesGroup: the contacts noted without a password that wait; hidden when there is none.
 * Property `session`. */
#define REP_TYPE_NOTES_GROUP (rep_notes_group_get_type ())
G_DECLARE_FINAL_TYPE (RepNotesGroup, rep_notes_group, REP, NOTES_GROUP, AdwBin)

G_END_DECLS
