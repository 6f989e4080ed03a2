/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepDoublesDialog: likely doubles among everyone, the likeliest first; one is opened to compare
 * its two records and to merge them. */
#define REP_TYPE_DOUBLES_DIALOG (rep_doubles_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RepDoublesDialog, rep_doubles_dialog, REP, DOUBLES_DIALOG, AdwWindow)

RepDoublesDialog *rep_doubles_dialog_new (GtkWindow *parent, RepSession *session);

G_END_DECLS
