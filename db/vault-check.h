/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

/**
 * RepDeed: something the journal says was done, to be judged by the rights of a role.
 * @sequence: of its entry
 * @roles: (bit 1 << #RepRole): what the account was while it wrote, that is once the entries @from
 * to
 * @to of the roster were in
 * @record: (nullable): a revision it wrote; %NULL for the entry itself
 * @wrote_identity: whether it wrote that revision's identity payload
 */
typedef struct {
  guint64 sequence;
  RepId account;
  guint roles;
  guint32 from;
  guint32 to;
  RepAction action;
  const RepRecord *record;
  gboolean wrote_identity;
} RepDeed;

/** RepMayFunc: whether the deed was allowed. */
typedef gboolean (*RepMayFunc) (const RepDeed *deed, gpointer data);

/** RepCheckProgressFunc: @share: from 0 to 1. Returns: whether to go on. */
typedef gboolean (*RepCheckProgressFunc) (double share, gpointer data);

/**
 * RepVaultCheckHow:
 * @may: (nullable): judges each entry, and each revision of a record an entry vouches for
 * @progress: (nullable): called now and then
 */
typedef struct {
  RepMayFunc may;
  gpointer may_data;
  RepCheckProgressFunc progress;
  gpointer progress_data;
} RepVaultCheckHow;

/** RepDenied: a deed its account was not allowed; @id is none when it is the entry itself. */
typedef struct {
  guint64 sequence;
  RepId account;
  RepAction action;
  RepId id;
} RepDenied;

/** RepGrantName: which grant. */
typedef struct {
  RepId grantee;
  guint16 compartment;
  guint32 epoch;
} RepGrantName;

/**
 * RepVaultCheck: what a look at every stored byte found.
 * @opened: whether the vault was unlocked; if not, only what anyone can verify was looked at
 * @roster: (nullable): who is who, as far as the roster holds
 * @records: present records; @revisions: past revisions; @entries: of the journal
 * @damaged: (element-type RepId): records of which a payload, present or past, does not open
 * @unsigned_records: (element-type RepId): records with a revision that no signed entry covers
 * @missing: (element-type RepId): records of which a revision is gone that the journal tells of
 * @denied: (element-type RepDenied)
 * @slots: (element-type utf8): logins whose slot is altered or missing; an account id where the
 * roster knows none
 * @grants: (element-type RepGrantName): grants that are altered, or missing though the role asks
 * for them
 * @drafts: (element-type utf8): drafts that do not open, by their slot; of other accounts, that are
 * nobody's or are none
 * @notes: (element-type RepId): likewise notes that wait to be confirmed
 * @roster_broken_at: first entry of the roster that does not hold, -1 when all do
 * @journal_broken_at: first entry of a journal that does not hold, -1 when all do; of
 * @journal_device
 * @head_intact: whether every head is signed by an account of that moment
 * @intact: whether the record sum is the one signed
 * @file_intact: whether the rows of vault and device are those signed
 * @sqlite_intact: whether SQLite found its own structures whole and the tables are ours
 */
typedef struct {
  gboolean opened;
  RepRoster *roster;
  guint records;
  guint revisions;
  guint64 entries;
  GArray *damaged;
  GArray *unsigned_records;
  GArray *missing;
  GArray *denied;
  GPtrArray *slots;
  GArray *grants;
  GPtrArray *drafts;
  GArray *notes;
  gint64 roster_broken_at;
  gint64 journal_broken_at;
  RepId journal_device;
  gboolean head_intact;
  gboolean intact;
  gboolean file_intact;
  gboolean sqlite_intact;
} RepVaultCheck;

void rep_vault_check_clear (RepVaultCheck *check);

/** rep_vault_check_is_sound: whether nothing was found. */
gboolean rep_vault_check_is_sound (const RepVaultCheck *check);

/**
 * rep_vault_check:
 * @how: (nullable)
 * @check: (out): to be cleared by rep_vault_check_clear()
 *
 * Verifies all that is signed (roster, slots and grants of every account, heads), and on an
 * unlocked vault opens every payload this account holds a key for, walks the journal with the heads
 * kept in it, and compares every row, present and past, with the entry that vouches for it. Finding
 * damage is no error; fails only when the file cannot be read, or with %G_IO_ERROR_CANCELLED.
 */
gboolean rep_vault_check (RepVault *vault,
                          const RepVaultCheckHow *how,
                          RepVaultCheck *check,
                          GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepVaultCheck, rep_vault_check_clear)

G_END_DECLS
