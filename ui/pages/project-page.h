/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepProjectPage: one project: its way to the target, channels, structures, pauses, terms. */
#define REP_TYPE_PROJECT_PAGE (rep_project_page_get_type ())
G_DECLARE_FINAL_TYPE (RepProjectPage, rep_project_page, REP, PROJECT_PAGE, AdwBin)

/** rep_project_page_show: @project: number in @casebook (nullable: forgets what was shown), which
 * is not kept. */
void rep_project_page_show (RepProjectPage *page, RepCasebook *casebook, guint project);

G_END_DECLS
