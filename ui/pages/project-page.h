/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepProjectPage:
 *
 * One project, in tabs: progress, figures, and releases for who may release. Its button goes back
 * with the action `projects.show-all`.
 */
#define REP_TYPE_PROJECT_PAGE (rep_project_page_get_type ())
G_DECLARE_FINAL_TYPE (RepProjectPage, rep_project_page, REP, PROJECT_PAGE, AdwBin)

/** rep_project_page_show: shows project @number as it is now; the tab and the place stay when it is
 * the one that was there. @session: (nullable): %NULL or a locked one forgets what was shown. */
void rep_project_page_show (RepProjectPage *page, RepSession *session, guint number);

/** rep_project_page_show_tab: shows the tab @name: "progress", "figures" or "releases". */
void rep_project_page_show_tab (RepProjectPage *page, const char *name);

G_END_DECLS
