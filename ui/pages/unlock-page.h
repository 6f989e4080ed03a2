/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepUnlockPage: login and password; property `session`. The window changes page once it is open.
 */
#define REP_TYPE_UNLOCK_PAGE (rep_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (RepUnlockPage, rep_unlock_page, REP, UNLOCK_PAGE, AdwBin)

G_END_DECLS
