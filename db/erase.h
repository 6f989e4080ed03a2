/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/**
 * RepErasedRecord: a record that an erasure changes: no past revision of it is left.
 * @revision: its present one, 0 for one that is new; CONFLICT when it has another
 * @facts: @identity: (nullable): sealed for the next revision; %NULL keeps what is there
 * @tombstone: nothing of it is left: all three payloads go
 */
typedef struct {
  RepId id;
  guint16 kind;
  guint32 revision;
  gboolean tombstone;
  GBytes *facts;
  GBytes *identity;
} RepErasedRecord;

/** RepPastRevision: of a record that stays as it is. */
typedef struct {
  RepId id;
  guint32 revision;
} RepPastRevision;

/**
 * RepErasure: what erasing persons comes to, worked out by who can open payloads.
 * @persons: (element-type RepId): their ids, to be listed as erased
 * @records: (element-type RepErasedRecord)
 * @past: (element-type RepPastRevision)
 * @reason: number of a term of rep_vocabulary_erasure
 */
typedef struct {
  GArray *persons;
  GArray *records;
  GArray *past;
  guint8 reason;
} RepErasure;

void rep_erasure_init (RepErasure *erasure, guint8 reason);
void rep_erasure_clear (RepErasure *erasure);

/**
 * rep_vault_erase: carries @erasure out in one transaction, journalled as ERASE, then leaves no
 * copy of what is gone in the file or its log.
 * @removed: (out): past revisions that are gone
 *
 * Fails with DENIED unless the account is a manager, with CONFLICT, or as rep_vault_save() does;
 * then nothing is erased.
 */
gboolean rep_vault_erase (
    RepVault *vault, const RepErasure *erasure, gint64 now, guint *removed, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepErasure, rep_erasure_clear)

G_END_DECLS
