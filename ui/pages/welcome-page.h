/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepWelcomePage: the first run, where there is no vault yet: makes one, with its first manager and
 * its recovery sheet, and ends unlocked; or finds one that exists. Property `session`.
 */
#define REP_TYPE_WELCOME_PAGE (rep_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (RepWelcomePage, rep_welcome_page, REP, WELCOME_PAGE, AdwBin)

G_END_DECLS
