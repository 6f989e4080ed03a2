/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepPartnerPage:
 *
 * The partners and sentinels as a list, and over it the one that was opened: what it brought, the
 * last exchange, its referrals with their answers, and, for who holds the key to names, whom to
 * talk to and whom it signalled. Property `session`. Actions `partner.back`, `partner.modify`.
 */
#define REP_TYPE_PARTNER_PAGE (rep_partner_page_get_type ())
G_DECLARE_FINAL_TYPE (RepPartnerPage, rep_partner_page, REP, PARTNER_PAGE, AdwBin)

/** rep_partner_page_show: opens partner @id; the list when there is none. */
void rep_partner_page_show (RepPartnerPage *page, const RepId *id);

G_END_DECLS
