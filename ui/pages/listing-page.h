/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepListingPage: what there is of a subject, as a list; properties `session`, `subject` (outings,
 * partners). */
#define REP_TYPE_LISTING_PAGE (rep_listing_page_get_type ())
G_DECLARE_FINAL_TYPE (RepListingPage, rep_listing_page, REP, LISTING_PAGE, AdwBin)

G_END_DECLS
