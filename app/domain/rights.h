/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/roster.h"

G_BEGIN_DECLS

/*
 * Who may do what: by role, for each kind of record and each action of the journal. Asked before
 * anything is written, and by a check of what was written, from the role in the signed roster.
 */

/**
 * RepScope: how much of a kind a role may write.
 * @REP_SCOPE_NAMELESS: all of it that has no identity
 * @REP_SCOPE_OWN: what belongs to its own structures
 */
typedef enum {
  REP_SCOPE_NONE,
  REP_SCOPE_NAMELESS,
  REP_SCOPE_OWN,
  REP_SCOPE_ALL,
} RepScope;

/**
 * rep_rights_scope:
 * @kind: number of a kind of record
 *
 * Returns: how much of it @role may write; ALL for a kind this program does not know, which it
 * cannot judge.
 */
RepScope rep_rights_scope (RepRole role, guint kind);

/**
 * rep_rights_may_act:
 * @action: number of an action of the journal (docs/format.md, section 10)
 *
 * Returns: whether @role may do that; %TRUE for an action this program does not know.
 */
gboolean rep_rights_may_act (RepRole role, guint action);

G_END_DECLS
