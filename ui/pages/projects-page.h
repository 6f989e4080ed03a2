/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepProjectsPage:
 *
 * Where the projects stand: a card each, and a page of the one that was opened; property `session`.
 * Action `projects.show-all` goes back to the cards.
 */
#define REP_TYPE_PROJECTS_PAGE (rep_projects_page_get_type ())
G_DECLARE_FINAL_TYPE (RepProjectsPage, rep_projects_page, REP, PROJECTS_PAGE, AdwBin)

/** rep_projects_page_show: opens the project @code; the cards when there is none. @tab: (nullable):
 * "progress" or "figures". */
void rep_projects_page_show (RepProjectsPage *page, const char *code, const char *tab);
/** rep_projects_page_show_all: goes back to the cards. */
void rep_projects_page_show_all (RepProjectsPage *page);

G_END_DECLS
