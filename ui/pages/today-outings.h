/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepTodayOutings: the outings of today, each with its place and hours; Enter notes a contact of
 * it, its button shows it. Hidden when there is none. */
#define REP_TYPE_TODAY_OUTINGS (rep_today_outings_get_type ())
G_DECLARE_FINAL_TYPE (RepTodayOutings, rep_today_outings, REP, TODAY_OUTINGS, AdwBin)

/** rep_today_outings_show: @casebook: (nullable); @team: those of others too. */
void rep_today_outings_show (RepTodayOutings *outings, RepCasebook *casebook, gboolean team);

G_END_DECLS
