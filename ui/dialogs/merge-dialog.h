/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepMergeDialog:
 *
 * Two records side by side, field by field: which value stays is chosen where they differ, then
 * they are made one; or it is said that they are not the same. Opening it is written in the
 * journal. Signal `done` when something was saved.
 */
#define REP_TYPE_MERGE_DIALOG (rep_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepMergeDialog, rep_merge_dialog, REP, MERGE_DIALOG, AdwWindow)

/** rep_merge_dialog_new: @keep: the record that stays; @other: the one that goes into it. */
RepMergeDialog *rep_merge_dialog_new (GtkWindow *parent,
                                      RepSession *session,
                                      const RepId *keep,
                                      const RepId *other);

G_END_DECLS
