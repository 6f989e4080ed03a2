/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * What a convention and its amendments settle. Nothing is written over: each is added with the day
 * it is in force from, and of several the one in force on a day decides. Whoever may write projects
 * may (app/domain/rights.h): directors and managers; else these fail with NOT_ALLOWED.
 */

/**
 * rep_agreement_target: adds a target to the project @id.
 * @target: copied; of a structure when @structure is set, else the principal one of the project
 *
 * Fails with BAD_NUMBER for a value under 1, MISSING without a basis or a day, CONTRADICTION for a
 * basis of SORTI, UNKNOWN_STRUCTURE for one that is not of the project, UNKNOWN_PROJECT.
 */
gboolean rep_agreement_target (
    RepCasebook *casebook, const RepId *id, const RepTarget *target, gint64 now, GError **error);

/**
 * rep_agreement_amend: adds an amendment: a new end, budget, funding, or a note.
 * @amendment: copied
 *
 * Fails with MISSING without a day or with nothing to change, CONTRADICTION for an end before the
 * project's start, or as rep_agreement_target().
 */
gboolean rep_agreement_amend (RepCasebook *casebook,
                              const RepId *id,
                              const RepAmendment *amendment,
                              gint64 now,
                              GError **error);

/** rep_agreement_pause: adds a pause, both days included; fails with CONTRADICTION when it ends
 * before it begins, or as rep_agreement_amend(). */
gboolean rep_agreement_pause (
    RepCasebook *casebook, const RepId *id, const RepPause *pause, gint64 now, GError **error);

G_END_DECLS
