/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepOutingPage:
 *
 * One outing: where, when and who, how many were met, its contacts, and what can be done with it;
 * property `session`. Names are shown as in the lists, notes of contacts are not.
 */
#define REP_TYPE_OUTING_PAGE (rep_outing_page_get_type ())
G_DECLARE_FINAL_TYPE (RepOutingPage, rep_outing_page, REP, OUTING_PAGE, AdwBin)

/** rep_outing_page_show: @id: (nullable). Returns: whether there is an outing to show. */
gboolean rep_outing_page_show (RepOutingPage *page, const RepId *id);

G_END_DECLS
