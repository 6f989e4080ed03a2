/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepCodePicker:
 *
 * The terms of a short vocabulary as buttons, each pressed by its letter. One stop for Tab; arrows
 * go from button to button. Properties: `vocabulary` (its code), `letters` (one a term, in the
 * order of the terms; maybe empty) and `multiple`. Signal `picked` follows a choice made with
 * `multiple` off by whoever uses it, also when it was made before.
 */
#define REP_TYPE_CODE_PICKER (rep_code_picker_get_type ())
G_DECLARE_FINAL_TYPE (RepCodePicker, rep_code_picker, REP, CODE_PICKER, GtkWidget)

/** rep_code_picker_get_number: Returns: the term chosen, 0 for none; the first when several are. */
guint8 rep_code_picker_get_number (RepCodePicker *picker);
/** rep_code_picker_get_mask: Returns: bit n set for term n. */
guint64 rep_code_picker_get_mask (RepCodePicker *picker);
/** rep_code_picker_set_mask: chooses as @mask says; bits of no term are left out. */
void rep_code_picker_set_mask (RepCodePicker *picker, guint64 mask);
/** rep_code_picker_clear: back to nothing chosen. */
void rep_code_picker_clear (RepCodePicker *picker);
/** rep_code_picker_cycle: from nothing to the first term, to the next, and back to nothing. */
void rep_code_picker_cycle (RepCodePicker *picker);

G_END_DECLS
