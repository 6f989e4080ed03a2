/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepGridWindow:
 *
 * The sheet of an outing is typed in, a line a youth, by the keyboard alone. Each line is recorded
 * by itself, in one transaction, by Enter or by Tab at its end; one that fails keeps what was typed
 * and says why. What is not recorded yet is kept as a draft. Property `session`; it closes by
 * itself when the session is locked.
 */
#define REP_TYPE_GRID_WINDOW (rep_grid_window_get_type ())
G_DECLARE_FINAL_TYPE (RepGridWindow, rep_grid_window, REP, GRID_WINDOW, AdwWindow)

/** rep_grid_window_new: @session: unlocked; @outing: the one it is of, unless lines of another one
 * were begun: those come first. Returns: (nullable): %NULL when there is no such outing. */
RepGridWindow *rep_grid_window_new (GtkWindow *parent, RepSession *session, const RepId *outing);

/** rep_grid_window_begun: Returns: whether lines of an outing wait to be recorded; @outing: (out):
 * its id. */
gboolean rep_grid_window_begun (RepSession *session, RepId *outing);

G_END_DECLS
