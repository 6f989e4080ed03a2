/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"
#include "crypto/keypair.h"
#include "crypto/slot.h"

G_BEGIN_DECLS

#define REP_LOGIN_MAX 64 /* bytes */
#define REP_RECOVERY_LOGIN "secours"

/** RepRole: what a signed roster entry says an account is; the keys it was granted must agree. */
typedef enum {
  REP_ROLE_NONE = 0, /* revoked */
  REP_ROLE_COUNSELLOR = 1,
  REP_ROLE_DIRECTOR = 2,
  REP_ROLE_MANAGER = 3,
  REP_ROLE_RECOVERY = 4, /* the sheet: holds every key, can only grant */
} RepRole;

typedef enum {
  REP_ROSTER_ADD = 1,
  REP_ROSTER_ROLE = 2,
  REP_ROSTER_REVOKE = 3,
  REP_ROSTER_REKEY = 4,
  REP_ROSTER_STRUCTURE = 5,
  REP_ROSTER_DEVICE = 6,
  REP_ROSTER_EPOCH = 7,
} RepRosterType;

/** RepEpoch: from this entry on, @epoch is the one @compartment is written with. */
typedef struct {
  guint16 compartment;
  guint32 epoch;
} RepEpoch;

/**
 * RepRosterEntry: one line of the append-only, hash-chained, signed list of who may do what.
 * @account: the account it is about (ADD, ROLE, REVOKE, REKEY)
 * @login: (nullable): ADD only
 * @role: ADD and ROLE
 * @structures: (nullable) (element-type guint16): identity compartments of a counsellor, or of a
 * manager who shall not hold all
 * @keys: ADD and REKEY
 * @device: DEVICE only
 * @epochs: (nullable) (element-type RepEpoch): compartments that start their next epoch here: the
 * first entry, STRUCTURE, REVOKE and EPOCH only
 * @time: seconds since 1970
 */
typedef struct {
  RepRosterType type;
  RepId account;
  char *login;
  RepRole role;
  GArray *structures;
  RepPublicKeys keys;
  RepId device;
  GArray *epochs;
  gint64 time;
} RepRosterEntry;

/** rep_roster_entry_clear: frees what @entry points to. */
void rep_roster_entry_clear (RepRosterEntry *entry);

/**
 * RepAccount: an account as the roster has it now; belongs to the roster.
 * @role: NONE when revoked; @last_role: what it was then, else the same
 * @structures: (element-type guint16): identity compartments; of a manager, empty for all of them
 * @since: when it was added; @until: when it was revoked, 0 if it was not
 * @past: its roles and keys by entry number, oldest first
 */
typedef struct {
  RepId id;
  char *login;
  RepRole role;
  RepRole last_role;
  GArray *structures;
  RepPublicKeys keys;
  gint64 since;
  gint64 until;
  GArray *past;
} RepAccount;

/**
 * rep_account_may_hold: whether the role of @account entitles it to the key of @compartment: a
 * counsellor to facts, link and the identities of its structures, a director to facts alone, a
 * manager to facts, link and the identities of its structures, or all when it has none of its own,
 * the recovery sheet to everything, a revoked account to nothing.
 */
gboolean rep_account_may_hold (const RepAccount *account, guint16 compartment);

/** RepRoster: the list read so far, every entry checked. */
typedef struct _RepRoster RepRoster;

RepRoster *rep_roster_new (void);
void rep_roster_free (RepRoster *roster);

/**
 * rep_roster_append:
 * @entry: what happened; entry 0 must be the ADD of the first manager, which makes the vault's id
 * @signer: account that signs; for entry 0 the entry's own
 * @body: (out) (transfer full): the bytes to store
 * @signature: (out): over the vault's id and @body
 *
 * Fails with %REP_CRYPTO_ERROR_LIMIT when the roster's own rules refuse it (not a manager, no such
 * account, login taken); the roster then is as before.
 */
gboolean rep_roster_append (RepRoster *roster,
                            const RepRosterEntry *entry,
                            const RepId *signer,
                            const RepKeypair *signer_keys,
                            GBytes **body,
                            guint8 signature[REP_SIGNATURE_SIZE],
                            GError **error);

/**
 * rep_roster_replay: takes in the next stored entry.
 *
 * Fails with CORRUPT when it does not continue the chain, is not signed by an account entitled to
 * it at that point, or is malformed.
 */
gboolean rep_roster_replay (RepRoster *roster,
                            gconstpointer body,
                            gsize size,
                            const guint8 signature[REP_SIGNATURE_SIZE],
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_roster_vault: Returns: the vault's id, bound to the first manager's key. */
const RepId *rep_roster_vault (const RepRoster *roster);

/** rep_roster_length: Returns: how many entries. */
guint32 rep_roster_length (const RepRoster *roster);

/**
 * RepRosterEvent: what an entry said, for those who are told of it.
 * @signer_role: of @signer when it signed
 * @time: the entry's, or that of the one before when it claims to be older
 */
typedef struct {
  RepRosterType type;
  RepId account;
  RepId signer;
  RepRole signer_role;
  gint64 time;
} RepRosterEvent;

/** rep_roster_event: Returns: (nullable): entry @n, %NULL when there are not so many. */
const RepRosterEvent *rep_roster_event (const RepRoster *roster, guint32 n);

/** rep_roster_pin: Returns: what an account that has seen all of it remembers. */
RepSlotPin rep_roster_pin (const RepRoster *roster);

/** rep_roster_honours: whether this roster begins at @pin's root and still holds the entry it saw.
 */
gboolean rep_roster_honours (const RepRoster *roster, const RepSlotPin *pin);

/** rep_roster_accounts: Returns: (element-type RepAccount): every account ever, oldest first. */
const GPtrArray *rep_roster_accounts (const RepRoster *roster);
/** rep_roster_account: Returns: (nullable): the account of that id. */
const RepAccount *rep_roster_account (const RepRoster *roster, const RepId *id);
/** rep_roster_account_by_login: Returns: (nullable): the account not revoked that has @login. */
const RepAccount *rep_roster_account_by_login (const RepRoster *roster, const char *login);

/**
 * rep_roster_keys_at: Returns: (nullable): the public keys @account had once entry @n was in: what
 * it signed then is checked with them, whatever it signs with now.
 */
const RepPublicKeys *rep_roster_keys_at (const RepRoster *roster, const RepId *account, guint32 n);

/** rep_roster_epoch_start: Returns: the entry that started @epoch of @compartment, G_MAXUINT32 if
 * none. */
guint32 rep_roster_epoch_start (const RepRoster *roster, guint16 compartment, guint32 epoch);

/** rep_roster_role_at: Returns: the role @account had once entry @n was in. */
RepRole rep_roster_role_at (const RepRoster *roster, const RepId *account, guint32 n);

/** rep_roster_had_structure: whether @account was of @structure (an identity compartment) once any
 * of the entries @from to @to was in. */
gboolean rep_roster_had_structure (
    const RepRoster *roster, const RepId *account, guint16 structure, guint32 from, guint32 to);

/** rep_roster_epoch: Returns: the epoch @compartment is written with, 0 when there is no such one.
 */
guint32 rep_roster_epoch (const RepRoster *roster, guint16 compartment);

/** rep_roster_compartments: Returns: (transfer full) (element-type guint16): every compartment ever
 * started, in that order. */
GArray *rep_roster_compartments (const RepRoster *roster);

/** rep_roster_next_identity: Returns: the first identity compartment not yet taken, 0 when all are.
 */
guint16 rep_roster_next_identity (const RepRoster *roster);

/** rep_roster_devices: Returns: (element-type RepId): every device, in the order they came. */
const GArray *rep_roster_devices (const RepRoster *roster);
/** rep_roster_has_device: whether a DEVICE entry introduced @device. */
gboolean rep_roster_has_device (const RepRoster *roster, const RepId *device);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepRoster, rep_roster_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepRosterEntry, rep_roster_entry_clear)

G_END_DECLS
