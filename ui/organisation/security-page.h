/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepSecurityPage: one's own password, and the recovery sheet: the drill, and its renewal by a
 * manager. Properties `session`; its name is "security". */
#define REP_TYPE_SECURITY_PAGE (rep_security_page_get_type ())
G_DECLARE_FINAL_TYPE (RepSecurityPage, rep_security_page, REP, SECURITY_PAGE, AdwPreferencesPage)

G_END_DECLS
