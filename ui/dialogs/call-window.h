/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/call-list.h"
#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepCallWindow:
 *
 * A call list, one youth at a time: the number large, one key an answer, and the next one comes.
 * Property `session`. It closes by itself when the session is locked.
 */
#define REP_TYPE_CALL_WINDOW (rep_call_window_get_type ())
G_DECLARE_FINAL_TYPE (RepCallWindow, rep_call_window, REP, CALL_WINDOW, AdwWindow)

/** rep_call_window_new: @session: unlocked; whom @filter wants, as of now. */
RepCallWindow *
rep_call_window_new (GtkWindow *parent, RepSession *session, const RepCallFilter *filter);

G_END_DECLS
