/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/* Table `draft`: sealed with a key of the account's own; no revision, no journal, outside the sum.
 */

#define REP_DRAFT_KIND 0xfffe               /* in the seal; no kind of record has it */
#define REP_DRAFT_MAX_SEALED (256u * 1024u) /* bytes */

/**
 * rep_draft_store_put:
 * @slot: which draft of the account
 * @body: (nullable): sealed bytes, at most %REP_DRAFT_MAX_SEALED; %NULL removes the draft
 */
gboolean rep_draft_store_put (
    RepDatabase *database, const RepId *account, const char *slot, GBytes *body, GError **error);

/** rep_draft_store_find: @body: (out) (transfer full) (nullable): %NULL when there is none. */
gboolean rep_draft_store_find (
    RepDatabase *database, const RepId *account, const char *slot, GBytes **body, GError **error);

/** RepDraftFunc: a row of the table; @slot is %NULL where it is no text. Returns: whether to go on.
 */
typedef gboolean (*RepDraftFunc) (
    const RepId *account, const char *slot, gconstpointer body, gsize size, gpointer data);

/** rep_draft_store_scan: calls @func for every draft of every account. */
gboolean
rep_draft_store_scan (RepDatabase *database, RepDraftFunc func, gpointer data, GError **error);

G_END_DECLS
