/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepReleasePage:
 *
 * The releases of one project: a quarter is prepared, what is real and what would be published are
 * looked at side by side with the verdict of the attack, and saved with its files; and the ledger
 * of those that were. For who may release.
 */
#define REP_TYPE_RELEASE_PAGE (rep_release_page_get_type ())
G_DECLARE_FINAL_TYPE (RepReleasePage, rep_release_page, REP, RELEASE_PAGE, AdwBin)

/** rep_release_page_show: shows project @number; what was prepared of the same project stays.
 * @session: (nullable): %NULL or a locked one forgets what was shown. */
void rep_release_page_show (RepReleasePage *page, RepSession *session, guint number);

G_END_DECLS
