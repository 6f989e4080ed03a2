/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/**
 * RepAttempts: unlocks that failed since the last that did not, in clear in the file: whoever can
 * write the file can reset them. They slow guessing through the program; Argon2id slows the rest.
 * @first: @last: when the first and the last of them began
 */
typedef struct {
  gint64 count;
  gint64 first;
  gint64 last;
} RepAttempts;

/**
 * rep_attempts_load:
 * @account: (nullable): %NULL for the one counter of all logins that no account has
 */
gboolean rep_attempts_load (RepDatabase *database,
                            const RepId *account,
                            RepAttempts *attempts,
                            GError **error);
/** rep_attempts_store: @account: (nullable): as for rep_attempts_load(). */
gboolean rep_attempts_store (RepDatabase *database,
                             const RepId *account,
                             const RepAttempts *attempts,
                             GError **error);

/** rep_attempts_raise: counts one more, begun @now. */
void rep_attempts_raise (RepAttempts *attempts, gint64 now);

/**
 * rep_attempts_wait: Returns: seconds from @now until the next try is due: after n failures 2ⁿ, at
 * most 60, from the last one. A clock that stands before the last one counts as no time passed.
 */
guint rep_attempts_wait (const RepAttempts *attempts, gint64 now);

G_END_DECLS
