/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepNoteRow: a contact noted without a password: confirmed in the form, or discarded. */
#define REP_TYPE_NOTE_ROW (rep_note_row_get_type ())
G_DECLARE_FINAL_TYPE (RepNoteRow, rep_note_row, REP, NOTE_ROW, AdwActionRow)

RepNoteRow *rep_note_row_new (void);
/** rep_note_row_show: @who: what to call it. */
void rep_note_row_show (RepNoteRow *row, RepSession *session, const RepWaitingNote *note);

G_END_DECLS
