/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepYouthsPage:
 *
 * Every youth, searched as one types, and the one chosen beside the list or over it. Property
 * `session` (RepSession).
 */
#define REP_TYPE_YOUTHS_PAGE (rep_youths_page_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthsPage, rep_youths_page, REP, YOUTHS_PAGE, AdwBin)

/** rep_youths_page_show: shows youth @id, also one the search leaves out. */
void rep_youths_page_show (RepYouthsPage *page, const RepId *id);
/** rep_youths_page_focus_search: goes to the search entry, its text selected. */
void rep_youths_page_focus_search (RepYouthsPage *page);

G_END_DECLS
