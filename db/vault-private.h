/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/attempt-store.h"
#include "db/database.h"
#include "db/file.h"
#include "db/row-digests.h"
#include "db/transaction.h"
#include "db/vault.h"

G_BEGIN_DECLS

/* For the files of the vault façade alone. */

/* Blocks of locked memory kept ready while a vault is open: what unlocking or a change needs. */
#define REP_VAULT_RESERVE 16

struct _RepVault {
  RepFileLock *lock;
  RepDatabase *database;
  char *organisation;
  gint64 created;
  RepId id;
  RepId device;   /* none in a copy, which has no device yet */
  RepId instance; /* likewise */
  gboolean facts_only;
  RepRoster *roster;
  /* once unlocked: */
  const RepAccount *account;
  RepKeypair *keypair;
  RepSlotKey *slot_key;
  RepKeyring *keyring;
  RepHead head;     /* that of the file: of its device, or of the last one that wrote it */
  RepHead doubtful; /* a head whose commit failed, so that it may be on disk or not */
  gboolean in_doubt;
  gint64 writing_at; /* time of the transaction under way or last committed */
  RepRowDigests rows;
  gboolean new_device;      /* the next write takes a device of its own */
  RepAction first_notes[2]; /* which it journals besides */
  guint n_first_notes;
  RepMarkFunc mark_func;
  gpointer mark_data;
  GDestroyNotify free_mark_data;
  gboolean confirming; /* the next save takes in the note @confirmed */
  RepId confirmed;
  guint32 seen;       /* newest roster entry this account had seen before */
  RepAttempts failed; /* unlocks that failed before this one */
};

/**
 * RepVaultWrite: scope guard of one change: leaving the scope without rep_vault_write_commit()
 * rolls back, on disk and in memory.
 * @head: where the file stands; what is journalled and written moves it on
 */
typedef struct {
  RepVault *vault;
  RepTransaction transaction;
  RepHead head;
  guint32 roster_length;
} RepVaultWrite;

/** rep_vault_write_begin: opens a transaction; the first one in a file new to this machine also
 * takes a device. Every write to an unlocked vault that moves its head begins with it. */
gboolean rep_vault_write_begin (RepVaultWrite *write, RepVault *vault, gint64 now, GError **error);

/** rep_vault_write_commit: stores the slot when the roster grew, signs the head, commits, and tells
 * the mark. */
gboolean rep_vault_write_commit (RepVaultWrite *write, GError **error);
void rep_vault_write_clear (RepVaultWrite *write);

/** rep_vault_start: @head: (out): where the file stands, for a transaction that was just begun at
 * @now; takes a device first in a file new to this machine. */
gboolean rep_vault_start (RepVault *vault, RepHead *head, gint64 now, GError **error);

/** rep_vault_tell_mark: tells @func where @vault stands after its last commit. */
void rep_vault_tell_mark (const RepVault *vault, RepMarkFunc func, gpointer data);

/** rep_vault_store_device: makes @device the one of this copy of the file; inside a transaction. */
gboolean rep_vault_store_device (RepVault *vault,
                                 const RepId *device,
                                 const RepId *instance,
                                 GError **error);
/** rep_vault_drop_device: leaves the file without a device, as copies are. */
gboolean rep_vault_drop_device (RepVault *vault, GError **error);

/** RepVaultAttempt: one try of a password, counted before it is judged. */
typedef struct {
  RepVault *vault;
  RepId account;
  gboolean known; /* an account has that login */
  RepAttempts before;
} RepVaultAttempt;

/**
 * rep_vault_attempt_begin:
 * @account: (nullable): %NULL when no account has that login
 *
 * Counts the try as failed, on disk, until it is known not to be. Fails with WAIT when it comes too
 * soon after the last.
 */
gboolean rep_vault_attempt_begin (
    RepVaultAttempt *attempt, RepVault *vault, const RepId *account, gint64 now, GError **error);

/** rep_vault_attempt_forgive: the try told nothing about the password: the count is as before. */
void rep_vault_attempt_forgive (const RepVaultAttempt *attempt);

/** rep_vault_forget: wipes everything unlocking gave. */
void rep_vault_forget (RepVault *vault);

/** rep_vault_start_anew: forgets, and opens again a file that was left in doubt. */
gboolean rep_vault_start_anew (RepVault *vault, GError **error);

/** rep_vault_enter: checks roster, grants and head for @account, whose keys @vault has; @pin:
 * (nullable): what that account has seen. */
gboolean
rep_vault_enter (RepVault *vault, const RepId *account, const RepSlotPin *pin, GError **error);

/** rep_login_compose: Returns: (transfer full): @login in NFC, so that both spellings are one
 * login. */
char *rep_login_compose (const char *login);

/** rep_vault_recovery_report: what the present account holds of all the keys there are. */
RepRecoveryReport rep_vault_recovery_report (const RepVault *vault);

/** rep_password_check: fails with PASSWORD when rep_password_fault() finds one. */
gboolean rep_password_check (const RepSecret *password, GError **error);

/** rep_vault_append_roster: signs @entry and stores it; inside a transaction. */
gboolean rep_vault_append_roster (RepVault *vault, const RepRosterEntry *entry, GError **error);

/** rep_vault_grant: grants @key to @grantee and stores it; inside a transaction. */
gboolean rep_vault_grant (RepVault *vault,
                          const RepAccount *grantee,
                          guint16 compartment,
                          guint32 epoch,
                          const RepSecret *key,
                          GError **error);

/** RepDigestFunc: as #RepRecordFunc, with the content digest of the row. */
typedef gboolean (*RepDigestFunc) (const RepRecord *record,
                                   const RepDigest *digest,
                                   gpointer data,
                                   GError **error);

/** rep_vault_scan_digests: rep_vault_scan() for those who need the digests too. */
gboolean rep_vault_scan_digests (
    RepVault *vault, RepDigestFunc func, gpointer data, gboolean *intact, GError **error);

/** rep_vault_store_slot: writes the account's slot with all of the roster seen. */
gboolean rep_vault_store_slot (RepVault *vault, GError **error);

/** rep_vault_keep_head: keeps another account's head, before an entry of one's own; inside a
 * transaction. */
gboolean rep_vault_keep_head (RepVault *vault, RepHead *head, gint64 now, GError **error);

/** rep_vault_move_sum: @old (nullable) leaves the sum of @head, @record enters it. Returns: the
 * content digest of @record. */
RepDigest
rep_vault_move_sum (RepVault *vault, RepHead *head, const RepRecord *old, const RepRecord *record);

/** rep_vault_journal: appends one entry, keeping another account's head first; inside a
 * transaction. */
gboolean rep_vault_journal (RepVault *vault,
                            RepHead *head,
                            RepAction action,
                            const RepChange *changes,
                            guint n,
                            gint64 now,
                            GError **error);

/** rep_vault_file_digest: Returns: the digest of the vault row, which every head signs. */
RepDigest rep_vault_file_digest (const RepVault *vault);

/**
 * rep_vault_commit: commits what leads to @head, and makes it the vault's head.
 *
 * When the commit fails the file is closed, opened again and asked whether the transaction is in
 * it: %TRUE means it is there and synced. While the file cannot be opened the vault stays in doubt.
 */
gboolean rep_vault_commit (RepVault *vault,
                           RepTransaction *transaction,
                           const RepHead *head,
                           GError **error);

/** rep_vault_reload_roster: after a failed transaction the roster in memory may be ahead of the
 * file's. */
gboolean rep_vault_reload_roster (RepVault *vault, GError **error);

/** rep_vault_load_device: reads which device the file has, none in a copy. */
gboolean rep_vault_load_device (RepVault *vault, GError **error);
/** rep_vault_load_names: reads the row of the vault. */
gboolean rep_vault_load_names (RepVault *vault, GError **error);

/** rep_vault_load_head: reads which device the file has, if any, and the head of the file. */
gboolean rep_vault_load_head (RepVault *vault, RepHead *head, gboolean *found, GError **error);

/** rep_vault_settle: for a vault in doubt opens the file again and takes up the head it has; every
 * use of the file begins with it. */
gboolean rep_vault_settle (RepVault *vault, GError **error);

/** rep_vault_write_changes: writes records and their journal entries, the sum of @head following;
 * inside a transaction, after whose failure the moves of the row digests are to be rewound. */
gboolean rep_vault_write_changes (RepVault *vault,
                                  RepHead *head,
                                  const RepVaultChange *changes,
                                  guint n,
                                  RepAction action,
                                  gint64 now,
                                  GError **error);

/** rep_vault_rewind_rows: the digests of rows after a transaction that failed. */
void rep_vault_rewind_rows (RepVault *vault, RepRowMark mark);

/** rep_vault_sign_head: signs @head for this account and stores it; inside a transaction. */
gboolean rep_vault_sign_head (RepVault *vault, RepHead *head, GError **error);

/**
 * RepRosterChange: scope guard for a change of who may do what. Roster, keys and head are worked on
 * as copies: leaving the scope without rep_roster_change_commit() leaves file and memory as before.
 * @roster: @keyring: the vault's own, as they were
 * @head: as it shall be
 */
typedef struct {
  RepVault *vault;
  RepTransaction transaction;
  RepRoster *roster;
  RepKeyring *keyring;
  RepHead head;
  RepRowMark mark;
} RepRosterChange;

/** rep_roster_change_begin: fails with DENIED unless the account is a manager. */
gboolean
rep_roster_change_begin (RepRosterChange *change, RepVault *vault, gint64 now, GError **error);

/**
 * rep_roster_change_start_epochs: appends @entry, which starts the next epoch of @compartments
 * (element-type guint16), with new keys granted to every account that may hold them. When facts is
 * among them the record sum is verified and made again.
 *
 * Fails with CORRUPT when rows were altered, or when no recovery sheet would get the keys.
 */
gboolean rep_roster_change_start_epochs (RepRosterChange *change,
                                         RepRosterEntry *entry,
                                         const GArray *compartments,
                                         GError **error);

/** rep_roster_change_commit: journals @action about @subject (nullable), renews the account's slot
 * and the head, and commits. */
gboolean rep_roster_change_commit (
    RepRosterChange *change, RepAction action, const RepId *subject, gint64 now, GError **error);

void rep_roster_change_clear (RepRosterChange *change);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepRosterChange, rep_roster_change_clear)

/** rep_vault_take_grants: makes the keyring anew from the account's grants, every one checked. */
gboolean rep_vault_take_grants (RepVault *vault, GError **error);

/** rep_vault_retire_old: marks the compartments whose present epoch is not held. */
void rep_vault_retire_old (RepVault *vault);

/** rep_login_is_usable: whether a new account may be called @login (composed). */
gboolean rep_login_is_usable (const char *login);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepVaultWrite, rep_vault_write_clear)

G_END_DECLS
