/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/**
 * RepAccountLine: an account as the roster has it.
 * @role: the last one, when it was revoked
 * @structures: (element-type guint16): identity compartments; of a manager, empty for all
 * @until: when it was revoked, 0 while it is not
 */
typedef struct {
  RepId id;
  char *login;
  RepRole role;
  GArray *structures;
  gint64 since;
  gint64 until;
} RepAccountLine;

/**
 * RepAccountList: the accounts of a vault and what the one it is open for can do, copied: the
 * roster itself belongs to the thread that works on the vault.
 * @lines: (element-type RepAccountLine): oldest first, without the recovery sheet
 * @self: the line of the account the vault is open for; @founder: of the one it was made with
 * @identities: (element-type guint16): identity compartments it can write
 * @holds_names: whether it can open any identity at all
 */
typedef struct {
  GPtrArray *lines;
  const RepAccountLine *self;
  const RepAccountLine *founder;
  GArray *identities;
  gboolean holds_names;
} RepAccountList;

/** rep_account_list_new: Returns: (transfer full): the accounts of @vault, which is unlocked. */
RepAccountList *rep_account_list_new (const RepVault *vault);
void rep_account_list_free (RepAccountList *list);

/** rep_account_list_line: Returns: (nullable): the account of that id. */
const RepAccountLine *rep_account_list_line (const RepAccountList *list, const RepId *id);

/** rep_account_list_may_name: whether the account can write names of identity @compartment. */
gboolean rep_account_list_may_name (const RepAccountList *list, gint32 compartment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepAccountList, rep_account_list_free)

G_END_DECLS
