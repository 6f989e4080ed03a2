/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/accounts.h"

G_BEGIN_DECLS

/** rep_account_words_role: Returns: what the role is called. */
const char *rep_account_words_role (RepRole role);
/** rep_account_words_keys: Returns: what the role opens, in a sentence. */
const char *rep_account_words_keys (RepRole role);
/** rep_account_words_about: Returns: (transfer full): role and structures of @line, and since when.
 */
char *rep_account_words_about (RepCasebook *casebook, const RepAccountLine *line);
/** rep_account_words_new: Returns: (transfer full) (nullable): who was added of late, for everyone
 * to read; %NULL when nobody was. */
char *rep_account_words_new (RepCasebook *casebook, gint64 now);

G_END_DECLS
