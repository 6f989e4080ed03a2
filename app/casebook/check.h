/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "db/vault-check.h"

G_BEGIN_DECLS

/**
 * RepCheck: what a check of the whole vault found.
 * @vault: what concerns stored bytes, signatures and rights
 * @dangling: (element-type RepId): ids referred to that no record has
 * @rings: (element-type RepId): youths merged into one another in a ring, whom nobody would find
 */
typedef struct {
  RepVaultCheck vault;
  GArray *dangling;
  GArray *rings;
} RepCheck;

void rep_check_clear (RepCheck *check);

/** rep_check_is_sound: whether nothing was found. */
gboolean rep_check_is_sound (const RepCheck *check);

/**
 * rep_casebook_check:
 * @progress: (nullable): called now and then; its answer may stop the check
 * @check: (out): to be cleared by rep_check_clear()
 *
 * Verifies everything this account can, writes nothing and changes nothing: it may run on another
 * thread while nothing else uses the vault. Finding damage is no error.
 */
gboolean rep_casebook_check (RepCasebook *casebook,
                             RepCheckProgressFunc progress,
                             gpointer data,
                             RepCheck *check,
                             GError **error);

/**
 * rep_check_closed: the part that needs no password, of the vault file @path, for one that cannot
 * be unlocked. Fails as rep_vault_open() does.
 */
gboolean rep_check_closed (const char *path, guint wait_seconds, RepCheck *check, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepCheck, rep_check_clear)

G_END_DECLS
