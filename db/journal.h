/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/keyring.h"
#include "crypto/roster.h"
#include "db/database.h"

G_BEGIN_DECLS

#define REP_JOURNAL_KIND 0xffff    /* stands in the context of a sealed entry, beside the device */
#define REP_JOURNAL_MAX_CHANGES 32 /* records named in one entry */
#define REP_JOURNAL_MAX_PRUNED 512 /* and in a PRUNE entry */

/** RepAction: what a journal entry says happened; numbers are permanent. */
typedef enum {
  REP_ACTION_CREATE = 1, /* the vault was made */
  REP_ACTION_SAVE = 2,   /* records were written */
  REP_ACTION_HEAD = 3,   /* another account's head, kept */
  REP_ACTION_READ_IDENTITY = 4,
  REP_ACTION_EXPORT = 5,
  REP_ACTION_STRUCTURE = 6,
  REP_ACTION_GRANT = 7,
  REP_ACTION_ADD_ACCOUNT = 8,
  REP_ACTION_REVOKE = 9,
  REP_ACTION_ROTATE = 10,
  REP_ACTION_ROLE = 11,
  REP_ACTION_PASSWORD = 12,       /* an account chose another password */
  REP_ACTION_RECOVER = 13,        /* the recovery sheet gave a manager new keys */
  REP_ACTION_RECOVERY_RENEW = 14, /* another recovery sheet took the place of the old */
  REP_ACTION_FAILED_UNLOCKS = 15, /* how many, since when, in the place of a digest */
  REP_ACTION_PRUNE = 16,          /* old entries are gone; what they vouched for is again */
  REP_ACTION_DEVICE = 17,         /* a device took the file over; keeps the head it found */
  REP_ACTION_BACKUP = 18,         /* a copy was made */
  REP_ACTION_RESTORE = 19,        /* the file was made from a copy */
  REP_ACTION_ERASE = 20,          /* a person was erased */
  REP_ACTION_ACCEPT_OLDER = 21,  /* the file was gone on with though it was older than known here */
  REP_ACTION_CONFIRM_NOTES = 22, /* SAVE of what was confirmed of notes written while locked */
  REP_ACTION_IMPORT = 23,        /* SAVE of what a file brought */
  REP_ACTION_IMPORT_UNDO = 24,   /* SAVE that takes it back */
  REP_ACTION_MERGE = 25,         /* SAVE of two records of one youth made one */
  REP_ACTION_UNMERGE = 26,       /* SAVE of them as they were */
  REP_ACTION_TARGET = 27,        /* SAVE of a project with one more target */
  REP_ACTION_AMENDMENT = 28,     /* likewise */
  REP_ACTION_PAUSE = 29,         /* likewise */
  REP_ACTION_CLOSE = 30,         /* SAVE of a quarter whose figures are frozen */
  REP_ACTION_LIMITS = 31,        /* SAVE of a project with other limits of quality */
  REP_ACTION_FIGURES = 32,       /* exact figures of a project left the program */
} RepAction;

/** RepHead: where a device's journal and the file stand, signed by the account that wrote last. */
typedef struct {
  RepId device;
  RepId instance;        /* of the copy of the file that device wrote */
  guint64 sequence;      /* of the newest entry */
  RepDigest chain;       /* hash over all entries so far */
  guint64 base_sequence; /* of the last entry that was pruned, 0 when none was */
  RepDigest base_chain;  /* after it: where the chain goes on */
  guint32 epoch;         /* facts epoch whose key makes the sum */
  RepDigest record_sum;  /* of every row of record, whoever wrote it */
  RepDigest file;        /* of what the vault row says in clear */
  guint32 roster_n;
  RepId account;
  guint8 signature[REP_SIGNATURE_SIZE];
} RepHead;

/** RepChange: a record named in an entry, with the digest of its row after the change. */
typedef struct {
  RepId id;
  RepDigest digest;
} RepChange;

/**
 * RepJournalErasure: what an ERASE entry says besides.
 * @reason: number of a term of rep_vocabulary_erasure
 * @removed: (array length=n): past revisions that are gone: record and content digest
 */
typedef struct {
  guint8 reason;
  const RepChange *removed;
  guint n;
} RepJournalErasure;

/**
 * RepJournalEntry: an entry as read back.
 * @changes: (element-type RepChange)
 * @reason: @removed: (nullable) (element-type RepChange): of an ERASE entry
 * @kept: the head kept by a HEAD or DEVICE entry
 * @previous: the chain before this entry
 * @follows: whether the entry before it was whole, or there is none
 */
typedef struct {
  gint64 time;
  RepId account;
  RepAction action;
  GArray *changes;
  RepHead kept;
  RepDigest previous;
  gboolean follows;
  guint8 reason;
  GArray *removed;
} RepJournalEntry;

void rep_journal_entry_clear (RepJournalEntry *entry);

/** rep_head_sign: fills @head's signature, for @vault, with @keypair. */
void rep_head_sign (RepHead *head, const RepId *vault, const RepKeypair *keypair);
/** rep_head_verify: whether @keys signed @head for @vault. */
gboolean rep_head_verify (const RepHead *head, const RepId *vault, const RepPublicKeys *keys);

/** rep_head_load: @found: (out): whether @device has a head. */
gboolean rep_head_load (
    RepDatabase *database, const RepId *device, RepHead *head, gboolean *found, GError **error);
gboolean rep_head_store (RepDatabase *database, const RepHead *head, GError **error);

/**
 * rep_journal_append:
 * @head: moved on by one entry (sequence and chain), not signed
 * @changes: (array length=n): at most %REP_JOURNAL_MAX_CHANGES, %REP_JOURNAL_MAX_PRUNED in a PRUNE
 * entry
 * @kept: (nullable): the head to keep, for a HEAD or DEVICE entry
 */
gboolean rep_journal_append (RepDatabase *database,
                             const RepKeyring *keyring,
                             RepHead *head,
                             gint64 time,
                             const RepId *account,
                             RepAction action,
                             const RepChange *changes,
                             guint n,
                             const RepHead *kept,
                             GError **error);

/** rep_journal_append_erasure: the same for an ERASE entry. */
gboolean rep_journal_append_erasure (RepDatabase *database,
                                     const RepKeyring *keyring,
                                     RepHead *head,
                                     gint64 time,
                                     const RepId *account,
                                     const RepChange *changes,
                                     guint n,
                                     const RepJournalErasure *erasure,
                                     GError **error);

/**
 * rep_journal_chain:
 * @head: whose device's entries, from its base on
 * @sequence: how far
 * @chain: (out): the chain over the entries of @device up to there
 *
 * Needs no key. Returns: whether there are so many entries.
 */
gboolean rep_journal_chain (
    RepDatabase *database, const RepHead *head, guint64 sequence, RepDigest *chain, GError **error);

/** rep_journal_drop: takes away the entries of @device up to @sequence. */
gboolean
rep_journal_drop (RepDatabase *database, const RepId *device, guint64 sequence, GError **error);

/** rep_journal_has_entry: whether there is any entry of @device. */
gboolean rep_journal_has_entry (RepDatabase *database, const RepId *device);

/** rep_journal_last_time: @time: (out): of the newest entry of @device, 0 when it does not open. */
gboolean rep_journal_last_time (RepDatabase *database,
                                const RepKeyring *keyring,
                                const RepId *device,
                                gint64 *time,
                                GError **error);

/** RepJournalFunc: Returns: %FALSE with an error to stop. */
typedef gboolean (*RepJournalFunc) (guint64 sequence,
                                    const RepJournalEntry *entry,
                                    gpointer data,
                                    GError **error);

/**
 * RepJournalEnd: what a scan found.
 * @last: sequence of the newest entry there is
 * @chain: over all of them; compare with the head
 * @broken_at: the first entry that is missing, altered or out of place, 0 when none is
 */
typedef struct {
  guint64 last;
  RepDigest chain;
  guint64 broken_at;
} RepJournalEnd;

/**
 * rep_journal_scan:
 * @head: whose device's entries to read, from its base on
 * @func: (nullable): called for each entry that opens where it lies
 *
 * Reads entries in order, checking that each continues the one before. One that does not is noted
 * in
 * @end and the scan goes on after it: what follows says itself where it goes on from, and the head
 * tells whether that is true.
 */
gboolean rep_journal_scan (RepDatabase *database,
                           const RepKeyring *keyring,
                           const RepHead *head,
                           RepJournalFunc func,
                           gpointer data,
                           RepJournalEnd *end,
                           GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepJournalEntry, rep_journal_entry_clear)

G_END_DECLS
