/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * A demonstration: the five project sheets and youths nobody is, with lives drawn from a seed. The
 * names are invented compounds and the phones are of the range kept for fiction.
 */

/**
 * RepDemoSetup: what to make.
 * @persons: how many youths, shared out by the projects' targets; 0: as many as projects of that
 *   age would have
 * @seed: the same seed gives the same facts under the same record ids
 * @until: last day anything happens, and today's date from then on
 */
typedef struct {
  guint persons;
  guint32 seed;
  guint32 until;
} RepDemoSetup;

/** RepDemoCounts: what was made. */
typedef struct {
  guint projects;
  guint persons;
  guint contacts;
  guint32 today;
} RepDemoCounts;

/**
 * rep_demo_fill: fills an empty vault.
 * @counts: (out): set only on success
 *
 * Fails with NOT_EMPTY when the vault has any project or youth, NOT_ALLOWED unless the account is a
 * manager, BAD_DATE when no project has begun by @setup->until, or an error of the vault. What was
 * written before a failure stays, marked as a demonstration.
 */
gboolean rep_demo_fill (RepCasebook *casebook,
                        const RepDemoSetup *setup,
                        gint64 now,
                        RepDemoCounts *counts,
                        GError **error);

/**
 * rep_demo_projects: Returns: (transfer full) (element-type RepProject): the five sheets, or %NULL
 *   with BAD_FILE.
 */
GPtrArray *rep_demo_projects (GError **error);

G_END_DECLS
