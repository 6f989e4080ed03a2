/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/keyring.h"
#include "crypto/locked-note.h"
#include "crypto/mark.h"
#include "crypto/roster.h"
#include "crypto/short-key.h"
#include "db/error.h"
#include "db/journal.h"
#include "db/note-store.h"
#include "db/record-store.h"

G_BEGIN_DECLS

/**
 * RepVault:
 *
 * One encrypted file of one organisation. Closed, it tells counts and padded sizes; opened with a
 * login and a password it gives out sealed records and the keys this account was granted. It never
 * sees a clear field: sealing and opening records is its caller's work.
 */
typedef struct _RepVault RepVault;

/** RepMarkFunc: called after each commit with one mark, to be remembered outside of the file. */
typedef void (*RepMarkFunc) (const RepMarks *mark, gpointer data);

/**
 * RepVaultSetup: what a new vault needs.
 * @organisation: shown before unlocking, in clear
 * @login: of the first manager; 1 to %REP_LOGIN_MAX bytes
 * @password: of the first manager
 * @shares: recovery sheets to print: 1, or 2 that are both needed
 * @now: seconds since 1970
 * @mark_func: (nullable): told of the first commit
 */
typedef struct {
  const char *organisation;
  const char *login;
  const RepSecret *password;
  guint shares;
  gint64 now;
  RepMarkFunc mark_func;
  gpointer mark_data;
} RepVaultSetup;

/** RepSheetFunc: writes the recovery sheets @codes (element-type utf8) somewhere safe. */
typedef gboolean (*RepSheetFunc) (const GPtrArray *codes, gpointer data, GError **error);

/**
 * rep_vault_create:
 * @path: where; never overwritten
 * @write_sheets: called once the file is whole and before it gets its name, so that no vault exists
 *   whose sheet could not be written
 */
gboolean rep_vault_create (const char *path,
                           const RepVaultSetup *setup,
                           RepSheetFunc write_sheets,
                           gpointer data,
                           GError **error);

/**
 * rep_vault_open:
 * @wait_seconds: how long to wait for a process that has it open
 *
 * Returns: (transfer full): the vault, closed to reading until rep_vault_unlock(); fails with
 *   NOT_FOUND, NOT_A_VAULT, TOO_NEW, EXPOSED, NOT_OURS, NETWORK, BUSY, READ_ONLY or CORRUPT. A file
 * of an older schema is copied beside itself, then brought up to this one's.
 */
RepVault *
rep_vault_open (const char *path, guint wait_seconds, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_vault_free: wipes the keys and closes; accepts %NULL. */
void rep_vault_free (RepVault *vault);

/**
 * rep_vault_unlock: derives the key, checks roster, grants and head, and takes up the granted keys.
 * @now: seconds since 1970: a try counts as failed, in the file, from before the key is derived
 *   until it succeeded, and the next is due the later the more failed
 * @policy: (nullable): the least a slot shall cost, %NULL for rep_password_policy(); one that costs
 *   less is sealed again
 *
 * Fails with WRONG_SECRET for an unknown login and for a wrong password alike, with WAIT, the
 * message being the seconds, when it comes too soon after a failure, or with CORRUPT when what is
 * signed does not hold. Nothing here sleeps.
 */
gboolean rep_vault_unlock (RepVault *vault,
                           const char *login,
                           const RepSecret *password,
                           gint64 now,
                           const RepPasswordPolicy *policy,
                           GError **error);

/** rep_vault_wait: Returns: seconds from @now until the next try of @login is due, 0 for at once.
 */
guint rep_vault_wait (RepVault *vault, const char *login, gint64 now);

/** rep_vault_seen: Returns: the newest roster entry this account had seen before this unlock. */
guint32 rep_vault_seen (const RepVault *vault);

/**
 * rep_vault_settle_failures: journals how many unlocks of this account, and of logins that no
 * account has, failed before this one, and counts from nothing again. What everyone who unlocks a
 * file to go on with it calls next; without, the failures go on counting.
 */
gboolean rep_vault_settle_failures (RepVault *vault, gint64 now, GError **error);

/** rep_vault_failed: @since: (out): when the first was. Returns: how many unlocks of this account
 * failed before this one. */
guint rep_vault_failed (const RepVault *vault, gint64 *since);

/**
 * rep_vault_verify_password: whether @password opens the slot of the account @vault is unlocked
 * for.
 *
 * Counts as a try of it: fails with WRONG_SECRET or WAIT as rep_vault_unlock() does.
 */
gboolean
rep_vault_verify_password (RepVault *vault, const RepSecret *password, gint64 now, GError **error);

/**
 * rep_vault_set_password: seals the slot of the account @vault is unlocked for again, under
 * @password, a fresh salt and the cost of rep_password_cost_new(), and journals it.
 * @policy: (nullable): the cost wanted
 *
 * Fails with PASSWORD when rep_password_fault() finds one; the old password then still opens.
 */
gboolean rep_vault_set_password (RepVault *vault,
                                 const RepSecret *password,
                                 const RepPasswordPolicy *policy,
                                 gint64 now,
                                 GError **error);

/**
 * RepFileAge: how a file stands to what this machine remembers of it.
 * @REP_FILE_FIRST_TIME: nothing: another machine's file, a copy, or the memory is gone or altered
 * @REP_FILE_OLDER: it lacks what was last written to it here
 */
typedef enum {
  REP_FILE_KNOWN,
  REP_FILE_FIRST_TIME,
  REP_FILE_OLDER,
} RepFileAge;

/** RepStanding: @file_time: of the newest entry in the file; @mark_time: when it was last written
 * here, 0 when that is not known. */
typedef struct {
  RepFileAge age;
  gint64 file_time;
  gint64 mark_time;
} RepStanding;

/**
 * rep_vault_compare: compares the unlocked @vault with what this machine remembers.
 * @known: (nullable): of this vault's id and instance
 *
 * Writes nothing. A file that is not KNOWN and is gone on with needs rep_vault_renew_device().
 */
gboolean
rep_vault_compare (RepVault *vault, const RepMarks *known, RepStanding *standing, GError **error);

/** rep_vault_renew_device: the next write takes a new device and instance, and journals @note (0
 * for nothing more). */
void rep_vault_renew_device (RepVault *vault, RepAction note);

/** rep_vault_set_mark_func: @data: (transfer full): freed by @free_data with the vault. */
void rep_vault_set_mark_func (RepVault *vault,
                              RepMarkFunc func,
                              gpointer data,
                              GDestroyNotify free_data);

/** rep_vault_instance: Returns: of this copy of the file; none when it has no device yet. */
const RepId *rep_vault_instance (const RepVault *vault);

/** rep_vault_is_facts_only: whether names were left out of this copy of the file. */
gboolean rep_vault_is_facts_only (const RepVault *vault);

const char *rep_vault_organisation (const RepVault *vault);
const RepId *rep_vault_id (const RepVault *vault);
/** rep_vault_device: Returns: the device that writes this file, none in a copy. */
const RepId *rep_vault_device (const RepVault *vault);
/** rep_vault_account: Returns: (nullable): the account it is unlocked for; like the roster it is
 * valid until the next change of accounts. */
const RepAccount *rep_vault_account (const RepVault *vault);
const RepRoster *rep_vault_roster (const RepVault *vault);
/** rep_vault_sign: Ed25519 by the account it is unlocked for, over @tag ‖ @data. Returns: %FALSE
 * while it is locked. */
gboolean rep_vault_sign (const RepVault *vault,
                         const char tag[REP_SIGN_TAG_SIZE + 1],
                         gconstpointer data,
                         gsize size,
                         guint8 signature[REP_SIGNATURE_SIZE]);
/** rep_vault_keyring: Returns: (nullable): the keys held, once unlocked. */
const RepKeyring *rep_vault_keyring (const RepVault *vault);

/**
 * rep_vault_scan:
 * @intact: (out) (optional): whether the record sum of all rows is the one last signed
 *
 * Calls @func for every present record and sums all rows in the same pass.
 */
gboolean rep_vault_scan (
    RepVault *vault, RepRecordFunc func, gpointer data, gboolean *intact, GError **error);

/** rep_vault_scan_past: calls @func for every past revision. */
gboolean rep_vault_scan_past (RepVault *vault, RepRecordFunc func, gpointer data, GError **error);

/** rep_vault_find_past: calls @func for every past revision of the record @id, by revision. */
gboolean rep_vault_find_past (
    RepVault *vault, const RepId *id, RepRecordFunc func, gpointer data, GError **error);

/** rep_vault_find: calls @func with the present record @id; fails with NOT_FOUND. */
gboolean rep_vault_find (
    RepVault *vault, const RepId *id, RepRecordFunc func, gpointer data, GError **error);

/**
 * RepVaultChange: a record as it shall be.
 * @revision: 1 for a new record, else one more than it was
 * @facts: @identity: @link: (nullable): sealed payloads; %NULL keeps what is there
 */
typedef struct {
  RepId id;
  guint16 kind;
  guint32 revision;
  GBytes *facts;
  GBytes *identity;
  GBytes *link;
} RepVaultChange;

/** rep_vault_change_clear: lets go of the payloads of a #RepVaultChange; a GDestroyNotify. */
void rep_vault_change_clear (gpointer change);

/**
 * rep_vault_save:
 * @changes: (array length=n)
 * @draft: (nullable): slot of the draft these changes came from: removed with them
 *
 * Writes all of @changes, their journal entries and the signed head in one transaction. After %TRUE
 * they are on disk; after %FALSE nothing is. Fails with CONFLICT when a record has another revision
 * than expected, FULL, READ_ONLY or FAILED.
 */
gboolean rep_vault_save (RepVault *vault,
                         const RepVaultChange *changes,
                         guint n,
                         RepAction action,
                         const char *draft,
                         gint64 now,
                         GError **error);

/**
 * rep_vault_put_draft: keeps @body under @slot for this account alone.
 * @body: (nullable): sealed under %REP_COMPARTMENT_DRAFT; %NULL removes the draft
 *
 * A draft is no record: no revision, no journal entry, no part in the record sum.
 */
gboolean rep_vault_put_draft (RepVault *vault, const char *slot, GBytes *body, GError **error);
/** rep_vault_find_draft: @body: (out) (transfer full) (nullable): %NULL when there is none. */
gboolean rep_vault_find_draft (RepVault *vault, const char *slot, GBytes **body, GError **error);

/** rep_vault_find_login: @account: (out): of @login in a vault that may be locked; fails with
 * NOT_FOUND. */
gboolean rep_vault_find_login (RepVault *vault, const char *login, RepId *account, GError **error);

/** rep_vault_find_keys: @keys: (out): of @account as the roster of the file says, which nobody
 * vouched for while the vault is locked: compare them with what is known from elsewhere. Fails with
 * NOT_FOUND for an account that is not there or revoked. */
gboolean
rep_vault_find_keys (RepVault *vault, const RepId *account, RepPublicKeys *keys, GError **error);

/** rep_vault_add_note: puts @body, of rep_locked_note_seal(), into a vault that may be locked;
 * fails with TOO_MANY. */
gboolean rep_vault_add_note (
    RepVault *vault, const RepId *account, const RepId *id, GBytes *body, GError **error);

/** rep_vault_list_notes: Returns: (transfer full) (element-type RepSealedNote): those that wait for
 * the account @vault is unlocked for. */
GPtrArray *rep_vault_list_notes (RepVault *vault, GError **error);

/** rep_vault_open_note: as rep_locked_note_open() does, with this account's keys. */
gboolean rep_vault_open_note (const RepVault *vault,
                              const RepSealedNote *note,
                              gint64 *time,
                              RepArena *clear,
                              GError **error);

/** rep_vault_rewrite_note: seals the waiting note @id again, with what was changed in it; does
 * nothing when it waits no more. */
gboolean rep_vault_rewrite_note (
    RepVault *vault, const RepId *id, gint64 time, gconstpointer clear, gsize size, GError **error);

/** rep_vault_confirm_note: the next rep_vault_save(), whether it succeeds or not, is what became of
 * the waiting note @id: it removes the note, is journalled as CONFIRM_NOTES, and fails with
 * NOT_FOUND when the note was taken in already. @id: (nullable): %NULL takes the call before back.
 */
void rep_vault_confirm_note (RepVault *vault, const RepId *id);

/** rep_vault_discard_note: removes the waiting note @id, journalled; fails with NOT_FOUND. */
gboolean rep_vault_discard_note (RepVault *vault, const RepId *id, gint64 now, GError **error);

/** rep_vault_note: journals @action about @ids (@n of them, any number), which changes no record.
 */
gboolean rep_vault_note (
    RepVault *vault, RepAction action, const RepId *ids, guint n, gint64 now, GError **error);

/**
 * RepRecoveryReport: what the recovery sheet opens.
 * @keys: keys of compartments and epochs it was granted
 * @missing: how many others there are in the vault
 * @since: when this sheet was made
 */
typedef struct {
  guint keys;
  guint missing;
  gint64 since;
} RepRecoveryReport;

/**
 * rep_vault_unlock_recovery: unlocks with the recovery sheet: @code is 32 bytes of
 * rep_recovery_parse(). The account is then the recovery account, which reads no records and writes
 * none: rep_vault_recover() is what it is for.
 *
 * Fails with WRONG_SHEET, or CORRUPT when what is signed does not hold.
 */
gboolean rep_vault_unlock_recovery (RepVault *vault, const RepSecret *code, GError **error);

/**
 * rep_vault_drill: whether @code opens every key of the recovery account; shows nothing, keeps
 * nothing, and leaves @vault as it is, locked or open. Fails as rep_vault_unlock_recovery().
 */
gboolean
rep_vault_drill (RepVault *vault, const RepSecret *code, RepRecoveryReport *report, GError **error);

/**
 * rep_vault_recover: the one thing a recovery sheet can do: gives the manager @login new keys, a
 * new password and all the sheet holds, or makes a new manager of that login. Signed by the
 * recovery account, journalled, and told to everyone (rep_roster_event()).
 * @added: (out): whether the account is new
 *
 * Fails with PASSWORD, with DENIED when the vault is unlocked for another account than the recovery
 * account, when @login is someone who is no manager or cannot be a login; then nothing was changed.
 */
gboolean rep_vault_recover (RepVault *vault,
                            const char *login,
                            const RepSecret *password,
                            gint64 now,
                            gboolean *added,
                            GError **error);

/**
 * RepShortUnlock: opens a vault again for the account it was last unlocked for, with six digits and
 * within one run of the program (crypto/short-key.h).
 */
typedef struct {
  char *login;
  RepShortKey *key; /* wraps what the password became */
} RepShortUnlock;

/** rep_short_unlock_new: Returns: (transfer full): for the account @vault is unlocked for until
 * @until; fails as rep_short_key_new() does. */
RepShortUnlock *
rep_short_unlock_new (const RepVault *vault, const RepSecret *digits, gint64 until, GError **error);
/** rep_short_unlock_free: wipes; accepts %NULL. */
void rep_short_unlock_free (RepShortUnlock *unlock);

/**
 * rep_vault_unlock_short: unlocks @vault, checking roster, grants and head as rep_vault_unlock()
 * does.
 * @clock: of the clock of @unlock's end
 *
 * Fails as rep_short_key_open() does; or, and @unlock is spent then, when the password was changed
 * meanwhile or the file does not hold. No try of the password is counted in the file: the three
 * tries are @unlock's own.
 */
gboolean rep_vault_unlock_short (
    RepVault *vault, RepShortUnlock *unlock, const RepSecret *digits, gint64 clock, GError **error);

/** rep_vault_lock: forgets all that unlocking gave. */
void rep_vault_lock (RepVault *vault);

/**
 * rep_vault_renew_recovery: makes another recovery sheet. The old one opens nothing of the file
 * from then on; and with a copy made before, it opens nothing written later: every compartment
 * starts a new epoch.
 * @shares: 1, or 2 sheets that are both needed
 * @write_sheets: called when all else is ready to be committed, so that no sheet in force was never
 *   written
 *
 * Fails with DENIED for accounts that are not managers, with INCOMPLETE when this manager was not
 * granted every key, with CORRUPT as rep_vault_rotate(); then the old sheet is in force.
 */
gboolean rep_vault_renew_recovery (RepVault *vault,
                                   guint shares,
                                   RepSheetFunc write_sheets,
                                   gpointer data,
                                   gint64 now,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepVault, rep_vault_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepShortUnlock, rep_short_unlock_free)

G_END_DECLS
