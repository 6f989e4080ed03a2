/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/demo/demo-life.h"

G_BEGIN_DECLS

/* A life put into records. */

#define REP_DEMO_DAY_1970 719163

/**
 * RepDemoTeller: what every record of a demonstration needs.
 * @account: who entered them
 */
typedef struct {
  RepCasebook *casebook;
  RepDemoPlan *plan;
  RepDemoRandom *random;
  RepId account;
} RepDemoTeller;

/** rep_demo_entered: Returns: the evening of @day, or of one of the next two. */
gint64 rep_demo_entered (const RepDemoTeller *teller, guint32 day);

/**
 * rep_demo_youth: draws a youth of the plan and appends the youth (transfer full) with all contacts
 * and stage entries to @objects; returns how many contacts that is.
 */
guint rep_demo_youth (const RepDemoTeller *teller, GPtrArray *objects);

G_END_DECLS
