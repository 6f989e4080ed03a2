/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/partner.h"

G_BEGIN_DECLS

/** rep_partner_words_line: Returns: (transfer full): its kind and what it brought, for a list. */
char *rep_partner_words_line (const RepPartner *partner, const RepPartnerYield *yield);

/** rep_partner_words_where: Returns: (transfer full): its kind and its commune. */
char *rep_partner_words_where (const RepPartner *partner);

/** rep_partner_words_youth: Returns: (transfer full): when @youth was signalled and how far that
 * came. */
char *rep_partner_words_youth (RepCasebook *casebook, const RepPartnerYouth *youth);

G_END_DECLS
