/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/draft.h"

G_BEGIN_DECLS

/**
 * RepKeptFunc: carries one field of a form into a draft or back. A form with several fields goes
 * through them once, for whichever of the two is asked.
 * @number: of the field; a #RepChoiceEntry takes the next one as well, for its key
 * @field: a #RepCodePicker, #RepChoiceEntry, #GtkTextView or #GtkEditable
 */
typedef void (*RepKeptFunc) (RepDraft *draft, guint number, gpointer field);

/** rep_kept_save: writes what stands in @field into @draft. */
void rep_kept_save (RepDraft *draft, guint number, gpointer field);
/** rep_kept_restore: puts into @field what @draft holds, or nothing. */
void rep_kept_restore (RepDraft *draft, guint number, gpointer field);

G_END_DECLS
