/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * picture: everything a casebook answers, in lines that do not depend on the order of its rows:
 * facts of youths, contacts, stages and enrolments, what is found for each of @names, likely
 * doubles, figures of every quarter with their breakdowns, and the snapshot they were counted from.
 * @revisions: whether also what only counts how often something was written, and the list of
 *   imports
 *
 * Returns: (transfer full): sorted.
 */
char *picture (RepCasebook *casebook, const char *const *names, gboolean revisions);

/** picture_assert_same: stops with the first line that is in one of them alone. */
void picture_assert_same (const char *a, const char *b, const char *when);

G_END_DECLS
