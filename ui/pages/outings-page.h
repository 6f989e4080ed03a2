/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepOutingsPage:
 *
 * The outings as a list, and a page of the one that was opened; property `session`. Action
 * `outings.back` goes back to the list.
 */
#define REP_TYPE_OUTINGS_PAGE (rep_outings_page_get_type ())
G_DECLARE_FINAL_TYPE (RepOutingsPage, rep_outings_page, REP, OUTINGS_PAGE, AdwBin)

/** rep_outings_page_show: opens outing @id; the list when there is none. */
void rep_outings_page_show (RepOutingsPage *page, const RepId *id);

G_END_DECLS
