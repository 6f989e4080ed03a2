/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

#define REP_DRAFT_MAX_TEXTS 64
#define REP_DRAFT_MAX_SIZE (64u * 1024u) /* bytes of all texts; a longer one is cut off */

/** RepDraftSlot: which form was begun; an account keeps one draft of each. */
typedef enum {
  REP_DRAFT_CONTACT,
  REP_DRAFT_OUTING,
  REP_DRAFT_GRID, /* of many contacts of one outing */
} RepDraftSlot;
#define REP_N_DRAFTS 3

/** rep_draft_slot_name: Returns: what @slot is called in the file (docs/format.md). */
const char *rep_draft_slot_name (RepDraftSlot slot);

/**
 * RepDraft: what stands in a form before it is recorded, as texts by number. A form numbers its
 * fields from 1 and never uses a number again, so that a draft of another version does no harm.
 */
typedef struct _RepDraft RepDraft;

RepDraft *rep_draft_new (void);
RepDraft *rep_draft_dup (const RepDraft *draft);
/** rep_draft_free: wipes the texts; accepts %NULL. */
void rep_draft_free (RepDraft *draft);

/** rep_draft_set: @text: (nullable): copied; an empty text is none. */
void rep_draft_set (RepDraft *draft, guint number, const char *text);
/** rep_draft_get: Returns: (transfer none): the text, "" where there is none. */
const char *rep_draft_get (const RepDraft *draft, guint number);
/** rep_draft_is_empty: whether no text from @first on stands in it. */
gboolean rep_draft_is_empty (const RepDraft *draft, guint first);
gboolean rep_draft_equal (const RepDraft *a, const RepDraft *b);

/** rep_draft_encode: appends the draft's clear bytes to @out. */
void rep_draft_encode (const RepDraft *draft, RepArena *out);
/** rep_draft_decode: Returns: (transfer full) (nullable): the draft of the bytes @clear, from a
 * file; %NULL when they are none. */
RepDraft *rep_draft_decode (RepArena *clear);

/**
 * rep_draft_seal:
 * @slot: which draft of the account it is, bound into the seal
 *
 * Returns: (transfer full): what rep_vault_put_draft() takes; only this account can open it.
 */
GBytes *rep_draft_seal (const RepDraft *draft, const RepVault *vault, const char *slot);

/**
 * rep_draft_open:
 * @sealed: from a file
 *
 * Returns: (transfer full): the draft; fails with CORRUPT, TOO_NEW or NO_KEY.
 */
RepDraft *rep_draft_open (const RepVault *vault, const char *slot, GBytes *sealed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepDraft, rep_draft_free)

G_END_DECLS
