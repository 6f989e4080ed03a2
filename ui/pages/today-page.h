/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepTodayPage:
 *
 * What waits: follow-ups, youths without news, youths to inform; and the way to a new contact.
 * Properties `session` (RepSession) and `team` (whether the work of everyone is shown).
 */
#define REP_TYPE_TODAY_PAGE (rep_today_page_get_type ())
G_DECLARE_FINAL_TYPE (RepTodayPage, rep_today_page, REP, TODAY_PAGE, AdwBin)

G_END_DECLS
