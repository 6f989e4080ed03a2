/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/platform/state.h"
#include "db/vault.h"

G_BEGIN_DECLS

/**
 * RepEntry: coming into a vault: what is asked for, and what is to be told to who comes in.
 * @login: @password: as rep_vault_unlock() takes them
 * @state_folder: (nullable): what this machine remembers; %NULL remembers nothing
 * @now: seconds since 1970
 * @accept_older: goes on with a file that is older than the one last used here
 * @standing: (out): also set when the entry failed for being OLDER
 * @facts_only: (out): whether names were left out of this copy of the file
 */
typedef struct {
  const char *login;
  const RepSecret *password;
  const char *state_folder;
  gint64 now;
  gboolean accept_older;
  RepStanding standing;
  gboolean facts_only;
} RepEntry;

/**
 * rep_entry_unlock: unlocks @vault and compares it with what was last seen of it here; from then on
 * each commit is remembered, and the account's key for notes written while locked. Failures before
 * this success are journalled.
 *
 * Fails as rep_vault_unlock() does, or with %REP_APP_ERROR_OLDER; @vault is then to be freed.
 * Otherwise nothing is written: a file that is new here takes its device when it is first written
 * to.
 */
gboolean
rep_entry_unlock (RepEntry *entry, RepVault *vault, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_entry_unlock_short: the same with six digits instead of @entry's login and password; fails
 * as rep_vault_unlock_short() does. */
gboolean rep_entry_unlock_short (RepEntry *entry,
                                 RepVault *vault,
                                 RepShortUnlock *unlock,
                                 const RepSecret *digits,
                                 gint64 clock,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * rep_entry_recover: gives the manager @entry's login, or a new one of that login, @entry's
 * password with the recovery sheet @code, after the same comparison. @vault is locked afterwards.
 *
 * Fails as rep_vault_unlock_recovery() and rep_vault_recover() do, or with %REP_APP_ERROR_OLDER.
 */
gboolean rep_entry_recover (RepEntry *entry,
                            RepVault *vault,
                            const RepSecret *code,
                            gboolean *added,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_entry_remember: makes @vault's commits remembered in @state_folder. */
void rep_entry_remember (RepVault *vault, const char *state_folder);

/** rep_entry_keep_mark: a #RepMarkFunc whose data is a #RepMarkKeeper. */
void rep_entry_keep_mark (const RepMarks *mark, gpointer keeper);

/** rep_time_text: Returns: (transfer full): @time as local day and minute, "?" for 0. */
char *rep_time_text (gint64 time);

G_END_DECLS
