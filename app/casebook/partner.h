/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * rep_partner_save: records a partner or a sentinel, new or read and changed. The names of people
 * are sealed for the structure of who records them.
 *
 * Fails with MISSING (name, kind), UNKNOWN_PLACE, BAD_TEXT, EXISTS when another has that name, and
 * NO_IDENTITY_KEY when this account can seal no name, or would write over names it cannot open.
 */
gboolean rep_partner_save (RepCasebook *casebook, RepPartner *partner, gint64 now, GError **error);

/** rep_partner_prepare: the first half of rep_partner_save(): fills in and checks, saves nothing;
 * where SQL may run. */
gboolean rep_partner_prepare (RepCasebook *casebook, RepPartner *partner, GError **error);

/**
 * RepPartnerYield: what a partner signalled and what became of it.
 * @signalled: distinct youths who came through it: the first contact or referral says so
 * @in_target: of them, those who count in some project
 * @reached: @met: @mobilised: @supported: of @in_target, those who came so far (REPERE_A,
 * RENCONTRE, MOBILISE, ACCOMPAGNE)
 * @sent: referrals to it; @answered: @accepted: of them (ACCEPTEE, EN_COURS, ATTENTE_PLACE)
 * @last: day of the last exchange, 0 for none
 */
typedef struct {
  guint signalled;
  guint in_target;
  guint reached;
  guint met;
  guint mobilised;
  guint supported;
  guint sent;
  guint answered;
  guint accepted;
  guint32 last;
} RepPartnerYield;

/** rep_partner_yields: Returns: (transfer full) (element-type RepPartnerYield): by row number of
 * the partner. @project: number, or %REP_ALL_YIELDS. Holds no natural person: a director may see
 * it. */
GArray *rep_partner_yields (RepCasebook *casebook, guint16 project);
#define REP_ALL_YIELDS G_MAXUINT16

/** RepPartnerYouth: a youth who came through a partner first: row and day. */
typedef struct {
  guint32 person;
  guint32 day;
} RepPartnerYouth;

/** rep_partner_youths: Returns: (transfer full) (element-type RepPartnerYouth): those partner row
 * @partner signalled, the latest first: as many as its yield says. */
GArray *rep_partner_youths (RepCasebook *casebook, guint16 partner);

G_END_DECLS
