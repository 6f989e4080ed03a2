/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepOrganisationWindow:
 *
 * What is not everyday work, one page a subject. A subject is an AdwPreferencesPage with a `name`
 * and a `session`: it stands in organisation-window.ui, and in the menu of window.ui as
 * `win.organisation::NAME`. Closes when the vault is locked.
 */
#define REP_TYPE_ORGANISATION_WINDOW (rep_organisation_window_get_type ())
G_DECLARE_FINAL_TYPE (
    RepOrganisationWindow, rep_organisation_window, REP, ORGANISATION_WINDOW, AdwPreferencesWindow)

/** rep_organisation_window_new: @page: name of the page to show. */
GtkWidget *rep_organisation_window_new (GtkWindow *parent, RepSession *session, const char *page);

G_END_DECLS
