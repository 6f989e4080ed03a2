/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepYouthPage:
 *
 * One youth: stages, situation, contacts. Identity and notes are shown only once asked for, which
 * is journalled, and hidden again when the page goes out of sight. Properties `session`
 * (RepSession) and `show-back` (whether there is a list to go back to, by action `youths.back`).
 */
#define REP_TYPE_YOUTH_PAGE (rep_youth_page_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthPage, rep_youth_page, REP, YOUTH_PAGE, AdwBin)

/** rep_youth_page_show: @id: (nullable): none empties the page. */
void rep_youth_page_show (RepYouthPage *page, const RepId *id);

G_END_DECLS
