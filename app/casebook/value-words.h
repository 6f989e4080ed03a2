/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * rep_value_words: what @field says in @object, for people: labels for codes, names of communes,
 * structures and projects, logins for accounts.
 *
 * Returns: (transfer full): "" when nothing is recorded. It may hold a name: whoever shows it wipes
 *   nothing but lets go of it soon.
 */
char *rep_value_words (RepCasebook *casebook,
                       const RepObject *object,
                       const RepField *field,
                       gboolean french);

/** rep_alike_words: Returns: (transfer full): the label of the strongest of the bits @why (see
 * #RepAlike), and of what confirms it: "same name, same birth day". */
char *rep_alike_words (guint why, gboolean french);

G_END_DECLS
