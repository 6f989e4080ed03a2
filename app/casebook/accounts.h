/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * Accounts as the people of the work see them. What changes them runs on any one thread and leaves
 * a RepAccountsOutcome; rep_accounts_publish() enters that into memory, on the thread that reads
 * the casebook.
 */

#define REP_NEW_ACCOUNT_DAYS 14 /* everyone is told of a new account for so long */

/** RepAccountsOutcome: what a change of accounts left to be published. */
typedef struct {
  RepAccountList *accounts;
  GPtrArray *objects; /* RepObject saved with it, NULL for none */
} RepAccountsOutcome;

void rep_accounts_outcome_clear (RepAccountsOutcome *outcome);

/** rep_accounts_publish: takes up @outcome, which is empty afterwards, and signals. */
void rep_accounts_publish (RepCasebook *casebook, RepAccountsOutcome *outcome);

/**
 * RepAccountRequest:
 * @structures: (nullable) (element-type RepId): records of structures; at least one for a
 * counsellor, none for a director, none for a manager who shall hold all
 */
typedef struct {
  const char *login;
  const RepSecret *password;
  RepRole role;
  const GArray *structures;
} RepAccountRequest;

/**
 * rep_accounts_add: adds an account; takes about a second, for the password.
 *
 * Fails with NOT_ALLOWED, BAD_TEXT (login, password), EXISTS (the login), MISSING or CONTRADICTION
 * (structures), NO_STRUCTURE, NO_IDENTITY_KEY, or with an error of the vault.
 */
gboolean rep_accounts_add (RepCasebook *casebook,
                           const RepAccountRequest *request,
                           gint64 now,
                           RepAccountsOutcome *outcome,
                           GError **error);

/** rep_accounts_set_role: gives the account @request names the role and structures in it (its
 * password is not used). Fails as rep_accounts_add(), with UNKNOWN_LOGIN or OWN_ACCOUNT. */
gboolean rep_accounts_set_role (RepCasebook *casebook,
                                const RepAccountRequest *request,
                                gint64 now,
                                RepAccountsOutcome *outcome,
                                GError **error);

/**
 * rep_accounts_revoke:
 * @heir: (nullable): login of who takes over follow-ups and youths
 *
 * Ends the account @login. Without an heir what it had to do stays in the team's list and is
 * nobody's own. Fails with NOT_ALLOWED, UNKNOWN_LOGIN, OWN_ACCOUNT, CONTRADICTION (the heir),
 * CORRUPT.
 */
gboolean rep_accounts_revoke (RepCasebook *casebook,
                              const char *login,
                              const char *heir,
                              gint64 now,
                              RepAccountsOutcome *outcome,
                              GError **error);

/** rep_accounts_rotate: starts new keys everywhere. Fails with NOT_ALLOWED or CORRUPT. */
gboolean rep_accounts_rotate (RepCasebook *casebook,
                              gint64 now,
                              RepAccountsOutcome *outcome,
                              GError **error);

/** rep_accounts_find: Returns: (nullable): the account not revoked that has @login. */
const RepAccountLine *rep_accounts_find (RepCasebook *casebook, const char *login);

/** rep_accounts_is_new: whether @line is to be told to everyone: an account of the last days, the
 * one the vault was made with apart. */
gboolean rep_accounts_is_new (RepCasebook *casebook, const RepAccountLine *line, gint64 now);

/** rep_accounts_structures: Returns: (transfer full) (element-type utf8): names of the structures
 * of
 * @line; empty for a director and for a manager of all. */
GPtrArray *rep_accounts_structures (RepCasebook *casebook, const RepAccountLine *line);

/** rep_role_code: Returns: "counsellor", "director", "manager"; "" for another. */
const char *rep_role_code (RepRole role);
/** rep_role_by_code: Returns: the role, %REP_ROLE_NONE when there is no such one. */
RepRole rep_role_by_code (const char *code);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepAccountsOutcome, rep_accounts_outcome_clear)

G_END_DECLS
