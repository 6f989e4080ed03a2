/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepWindow:
 *
 * The one window: the unlock page, or a sidebar of five pages. Its actions: `win.new-contact`,
 * `win.outing-contact` (s: id of an outing, "" for that of today), `win.grid` (s: the same, "" for
 * the one whose lines were begun),
 * `win.lock`, `win.search`, `win.show-page` (s: today, youths, outings, projects, partners),
 * `win.show-youth`, `win.show-outing`, `win.show-partner` and `win.answer-referral` (s: hexadecimal
 * id), `win.show-project` (s: code), `win.organisation` (s: name of a page of
 * RepOrganisationWindow).
 */
#define REP_TYPE_WINDOW (rep_window_get_type ())
G_DECLARE_FINAL_TYPE (RepWindow, rep_window, REP, WINDOW, AdwApplicationWindow)

/** rep_window_new: @session: of the vault to open. */
RepWindow *rep_window_new (GtkApplication *application, RepSession *session);

/** rep_window_lock: keeps what is being typed as a draft, forgets the rest. */
void rep_window_lock (RepWindow *window);

/** rep_window_toast: shows @text for a few seconds. */
void rep_window_toast (RepWindow *window, const char *text);

G_END_DECLS
