/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* The facts of a profile that follow from identity and from other facts. */

/**
 * rep_profile_complete: sets on a youth's record what follows from the rest: kind of identity, EPCI
 * from the home commune, and the link token when name and birth day are known.
 */
void rep_profile_complete (RepCasebook *casebook, RepPerson *person);

/**
 * rep_profile_set_age: writes the age of @person on @first, the day of REPERE in @project.
 *
 * Returns: whether that changed anything.
 */
gboolean rep_profile_set_age (RepPerson *person, const RepId *project, guint32 first);

G_END_DECLS
