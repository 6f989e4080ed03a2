/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepProgressPage:
 *
 * Where one project stands: its burn-up with the forecast, how far the youths came, channels,
 * structures, publics, the other projects on the same day of theirs, what was agreed. No names.
 */
#define REP_TYPE_PROGRESS_PAGE (rep_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (RepProgressPage, rep_progress_page, REP, PROGRESS_PAGE, AdwBin)

/** rep_progress_page_show: shows project @number, worked out anew on another thread; the page keeps
 * its place when it is the one that was there. @session: (nullable): %NULL or a locked one forgets.
 */
void rep_progress_page_show (RepProgressPage *page, RepSession *session, guint number);

G_END_DECLS
