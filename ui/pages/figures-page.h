/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepFiguresPage:
 *
 * The exact figures of one project for a period, which stay inside: indicators and why they are
 * what they are, tables by chosen breakdowns, quality, and the closing and comment of a quarter. No
 * names.
 */
#define REP_TYPE_FIGURES_PAGE (rep_figures_page_get_type ())
G_DECLARE_FINAL_TYPE (RepFiguresPage, rep_figures_page, REP, FIGURES_PAGE, AdwBin)

/** rep_figures_page_show: shows project @number, counted anew on another thread; what was chosen
 * stays when it is the one that was there. @session: (nullable): %NULL or a locked one forgets. */
void rep_figures_page_show (RepFiguresPage *page, RepSession *session, guint number);

G_END_DECLS
