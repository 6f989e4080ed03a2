/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/roster-entry.h"
#include "crypto/roster.h"
#include "tests/crypto/fixture.h"

#define TAG "rep-rost"

enum { MANAGER, COUNSELLOR, DIRECTOR, SHEET, REVOKED, SECOND, OUTSIDER, N_ACCOUNTS };

typedef struct {
  GBytes *body;
  guint8 signature[REP_SIGNATURE_SIZE];
} Stored;

/* An organisation with one account of each sort, and its roster as a file would keep it. */
typedef struct {
  RepRoster *roster;
  GArray *stored; /* Stored */
  RepId ids[N_ACCOUNTS];
  RepKeypair *keys[N_ACCOUNTS];
} Fixture;

static void
clear_stored (gpointer stored)
{
  g_bytes_unref (((Stored *)stored)->body);
}

static RepRosterEntry
entry_of (const Fixture *self, RepRosterType type, guint account)
{
  return (RepRosterEntry){ .type = type,
                           .account = self->ids[account],
                           .keys = *rep_keypair_public (self->keys[account]),
                           .time = 1000 };
}

static gboolean
append (Fixture *self, const RepRosterEntry *entry, guint signer, GError **error)
{
  Stored stored;

  if (!rep_roster_append (self->roster, entry, &self->ids[signer], self->keys[signer], &stored.body,
                          stored.signature, error))
    return FALSE;
  g_array_append_val (self->stored, stored);
  return TRUE;
}

static void
must_append (Fixture *self, const RepRosterEntry *entry, guint signer)
{
  g_autoptr (GError) error = NULL;

  append (self, entry, signer, &error);
  g_assert_no_error (error);
}

static RepRosterEntry
add_entry (const Fixture *self, guint account, const char *login, RepRole role)
{
  RepRosterEntry entry = entry_of (self, REP_ROSTER_ADD, account);

  entry.login = g_strdup (login);
  entry.role = role;
  return entry;
}

static void
add (Fixture *self, guint account, const char *login, RepRole role)
{
  g_auto (RepRosterEntry) entry = add_entry (self, account, login, role);

  if (rep_roster_length (self->roster) == 0) {
    RepEpoch epochs[] = { { 1, 1 }, { 2, 1 }, { 16, 1 } };

    entry.epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
    g_array_append_vals (entry.epochs, epochs, G_N_ELEMENTS (epochs));
  }
  if (role == REP_ROLE_COUNSELLOR) {
    guint16 structure = 16;

    entry.structures = g_array_new (FALSE, FALSE, sizeof (guint16));
    g_array_append_val (entry.structures, structure);
  }
  must_append (self, &entry, MANAGER);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  RepRosterEntry revoke;

  for (guint i = 0; i < N_ACCOUNTS; i++) {
    self->ids[i] = test_id ((guint8)(0x10 + i));
    self->keys[i] = rep_keypair_new_random ();
  }
  self->roster = rep_roster_new ();
  self->stored = g_array_new (FALSE, FALSE, sizeof (Stored));
  g_array_set_clear_func (self->stored, clear_stored);
  add (self, MANAGER, "maud", REP_ROLE_MANAGER);
  add (self, SHEET, REP_RECOVERY_LOGIN, REP_ROLE_RECOVERY);
  add (self, COUNSELLOR, "chloé", REP_ROLE_COUNSELLOR);
  add (self, DIRECTOR, "david", REP_ROLE_DIRECTOR);
  add (self, REVOKED, "rémi", REP_ROLE_MANAGER);
  revoke = entry_of (self, REP_ROSTER_REVOKE, REVOKED);
  must_append (self, &revoke, MANAGER);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rep_roster_free (self->roster);
  g_array_unref (self->stored);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    rep_keypair_free (self->keys[i]);
}

static const Stored *
stored_at (const Fixture *self, guint n)
{
  return &g_array_index (self->stored, Stored, n);
}

static gboolean
replay (RepRoster *roster, const Stored *stored, GError **error)
{
  g_autofree guint8 *body = test_copy (stored->body);

  return rep_roster_replay (roster, body, g_bytes_get_size (stored->body), stored->signature,
                            error);
}

/* A roster of the first @n entries. */
static RepRoster *
replay_first (const Fixture *self, guint n)
{
  g_autoptr (RepRoster) roster = rep_roster_new ();

  for (guint i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;

    replay (roster, stored_at (self, i), &error);
    g_assert_no_error (error);
  }
  return g_steal_pointer (&roster);
}

/* Everything that can be asked of a roster, as text. */
static char *
describe (const RepRoster *roster)
{
  const GPtrArray *accounts = rep_roster_accounts (roster);
  GString *text = g_string_new (NULL);
  RepSlotPin pin = rep_roster_pin (roster);
  g_autofree char *hash = test_hex (pin.hash.bytes, REP_DIGEST_SIZE);
  g_autofree char *vault = test_hex (rep_roster_vault (roster)->bytes, REP_ID_SIZE);

  g_string_append_printf (text, "%s %u %s %u\n", vault, pin.n, hash,
                          rep_roster_next_identity (roster));
  for (guint i = 0; i < accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (accounts, i);
    g_autofree char *keys = test_hex (&account->keys, sizeof account->keys);

    g_string_append_printf (text, "%s %d %s %" G_GINT64_FORMAT " %u", account->login, account->role,
                            keys, account->since, account->structures->len);
    for (guint n = 0; n < rep_roster_length (roster); n++)
      g_string_append_printf (text, " %d", rep_roster_role_at (roster, &account->id, n));
    g_string_append_c (text, '\n');
  }
  for (guint16 compartment = 1; compartment < 20; compartment++)
    g_string_append_printf (text, "%u ", rep_roster_epoch (roster, compartment));
  return g_string_free (text, FALSE);
}

static void
assert_breaks (RepRoster *roster, const Stored *stored)
{
  guint32 before = rep_roster_length (roster);
  g_autofree char *was = before > 0 ? describe (roster) : NULL;
  g_autofree char *is = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (replay (roster, stored, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
  g_assert_cmpuint (rep_roster_length (roster), ==, before);
  if (before == 0)
    return;
  is = describe (roster);
  g_assert_cmpstr (is, ==, was);
}

static void
sign_as (Stored *stored, const RepId *vault, const RepKeypair *keys)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_byte_array_append (message, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (message, g_bytes_get_data (stored->body, NULL),
                       (guint)g_bytes_get_size (stored->body));
  rep_keypair_sign (keys, TAG, message->data, message->len, stored->signature);
}

/* The next entry as someone without the rules' consent would write and sign it. */
static Stored
forge (const Fixture *self, const RepRosterEntry *entry, guint signer)
{
  RepRosterPlace place = { .n = rep_roster_length (self->roster),
                           .previous = rep_roster_pin (self->roster).hash,
                           .signer = self->ids[signer] };
  Stored stored = { .body = rep_roster_entry_encode (entry, &place) };

  sign_as (&stored, rep_roster_vault (self->roster), self->keys[signer]);
  return stored;
}

/* Refused when appended, and when found in a file with a right signature and place. */
static void
assert_denied (Fixture *self, const RepRosterEntry *entry, guint signer)
{
  g_autofree char *was = describe (self->roster);
  g_autofree char *is = NULL;
  g_autoptr (GError) error = NULL;
  Stored forged = forge (self, entry, signer);

  g_assert_false (append (self, entry, signer, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT);
  assert_breaks (self->roster, &forged);
  is = describe (self->roster);
  g_assert_cmpstr (is, ==, was);
  g_bytes_unref (forged.body);
}

static void
test_replay (Fixture *self, gconstpointer data)
{
  g_autoptr (RepRoster) again = replay_first (self, self->stored->len);
  g_autofree char *was = describe (self->roster);
  g_autofree char *is = describe (again);

  g_assert_cmpstr (is, ==, was);
  g_assert_cmpuint (rep_roster_length (again), ==, 6);
}

static void
test_state (Fixture *self, gconstpointer data)
{
  const RepAccount *chloe = rep_roster_account_by_login (self->roster, "chloé");

  g_assert_nonnull (chloe);
  g_assert_true (rep_id_equal (&chloe->id, &self->ids[COUNSELLOR]));
  g_assert_cmpint (chloe->role, ==, REP_ROLE_COUNSELLOR);
  g_assert_cmpuint (chloe->structures->len, ==, 1);
  g_assert_cmpuint (g_array_index (chloe->structures, guint16, 0), ==, 16);
  g_assert_null (rep_roster_account_by_login (self->roster, "rémi"));
  g_assert_null (rep_roster_account_by_login (self->roster, "chloe"));
  g_assert_nonnull (rep_roster_account (self->roster, &self->ids[REVOKED]));
  g_assert_null (rep_roster_account (self->roster, &self->ids[OUTSIDER]));
  g_assert_cmpuint (rep_roster_epoch (self->roster, 1), ==, 1);
  g_assert_cmpuint (rep_roster_epoch (self->roster, 3), ==, 0);
  g_assert_cmpuint (rep_roster_next_identity (self->roster), ==, 17);
}

static void
test_role_at (Fixture *self, gconstpointer data)
{
  RepRosterEntry role = entry_of (self, REP_ROSTER_ROLE, COUNSELLOR);

  role.role = REP_ROLE_MANAGER;
  must_append (self, &role, MANAGER);
#define ROLE_AT(who, n) rep_roster_role_at (self->roster, &self->ids[who], n)
  g_assert_cmpint (ROLE_AT (MANAGER, 0), ==, REP_ROLE_MANAGER);
  g_assert_cmpint (ROLE_AT (MANAGER, 6), ==, REP_ROLE_MANAGER);
  g_assert_cmpint (ROLE_AT (COUNSELLOR, 1), ==, REP_ROLE_NONE);
  g_assert_cmpint (ROLE_AT (COUNSELLOR, 2), ==, REP_ROLE_COUNSELLOR);
  g_assert_cmpint (ROLE_AT (COUNSELLOR, 5), ==, REP_ROLE_COUNSELLOR);
  g_assert_cmpint (ROLE_AT (COUNSELLOR, 6), ==, REP_ROLE_MANAGER);
  g_assert_cmpint (ROLE_AT (REVOKED, 3), ==, REP_ROLE_NONE);
  g_assert_cmpint (ROLE_AT (REVOKED, 4), ==, REP_ROLE_MANAGER);
  g_assert_cmpint (ROLE_AT (REVOKED, 5), ==, REP_ROLE_NONE);
  g_assert_cmpint (ROLE_AT (REVOKED, G_MAXUINT32), ==, REP_ROLE_NONE);
  g_assert_cmpint (ROLE_AT (OUTSIDER, 5), ==, REP_ROLE_NONE);
}

/* Any byte of any entry or of its signature. */
static void
test_every_byte (Fixture *self, gconstpointer data)
{
  for (guint n = 0; n < self->stored->len; n++) {
    gsize size = g_bytes_get_size (stored_at (self, n)->body);
    g_autoptr (RepRoster) roster = replay_first (self, n);

    for (gsize at = 0; at < size + REP_SIGNATURE_SIZE; at++) {
      g_autofree guint8 *body = test_copy (stored_at (self, n)->body);
      Stored altered = *stored_at (self, n);

      *(at < size ? body + at : altered.signature + at - size) ^= 0x01;
      altered.body = g_bytes_new_static (body, size);
      assert_breaks (roster, &altered);
      g_bytes_unref (altered.body);
    }
  }
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autoptr (RepRoster) roster = replay_first (self, 2);
  gsize whole = g_bytes_get_size (stored_at (self, 2)->body);

  for (gsize size = 0; size < whole; size++) {
    Stored cut = *stored_at (self, 2);

    cut.body = g_bytes_new_from_bytes (stored_at (self, 2)->body, 0, size);
    assert_breaks (roster, &cut);
    g_bytes_unref (cut.body);
  }
}

/* The swap of decisions point 1: another key under a counsellor's name, signed by nobody who may.
 */
static void
test_swapped_key (Fixture *self, gconstpointer data)
{
  static const guint signers[] = { COUNSELLOR, DIRECTOR, OUTSIDER };
  g_autoptr (RepRoster) roster = replay_first (self, 2);
  g_auto (RepRosterEntry) entry = add_entry (self, COUNSELLOR, "chloé", REP_ROLE_COUNSELLOR);
  RepSlotPin pin = rep_roster_pin (roster);
  RepRosterPlace place = { .n = 2, .previous = pin.hash, .signer = self->ids[MANAGER] };
  Stored forged = { 0 };

  entry.keys = *rep_keypair_public (self->keys[DIRECTOR]);
  forged.body = rep_roster_entry_encode (&entry, &place);
  assert_breaks (roster, &forged);
  for (guint i = 0; i < G_N_ELEMENTS (signers); i++) {
    sign_as (&forged, rep_roster_vault (roster), self->keys[signers[i]]);
    assert_breaks (roster, &forged);
  }
  memcpy (forged.signature, stored_at (self, 2)->signature, REP_SIGNATURE_SIZE);
  assert_breaks (roster, &forged);
  g_bytes_unref (forged.body);
}

static void
test_dropped_and_reordered (Fixture *self, gconstpointer data)
{
  for (guint n = 0; n < self->stored->len; n++) {
    g_autoptr (RepRoster) roster = replay_first (self, n);

    for (guint next = 0; next < self->stored->len; next++)
      if (next != n)
        assert_breaks (roster, stored_at (self, next));
  }
}

/* After the same beginning, two managers' programs went different ways: neither continues the
 * other, and whoever has seen one refuses the other. */
static void
test_fork (Fixture *self, gconstpointer data)
{
  g_autoptr (RepRoster) other = replay_first (self, 4);
  g_auto (RepRosterEntry) entry = add_entry (self, SECOND, "sonia", REP_ROLE_MANAGER);
  RepSlotPin seen = rep_roster_pin (self->roster);
  g_autoptr (GError) error = NULL;
  Stored fork;

  g_assert_true (rep_roster_append (other, &entry, &self->ids[MANAGER], self->keys[MANAGER],
                                    &fork.body, fork.signature, &error));
  assert_breaks (other, stored_at (self, 4));
  assert_breaks (other, stored_at (self, 5));
  assert_breaks (self->roster, &fork);
  while (rep_roster_length (other) <= seen.n) {
    RepRosterEntry rekey = entry_of (self, REP_ROSTER_REKEY, SECOND);

    g_bytes_unref (fork.body);
    g_assert_true (rep_roster_append (other, &rekey, &self->ids[MANAGER], self->keys[MANAGER],
                                      &fork.body, fork.signature, &error));
  }
  g_assert_false (rep_roster_honours (other, &seen));
  g_bytes_unref (fork.body);
}

static void
test_pin (Fixture *self, gconstpointer data)
{
  RepSlotPin seen = rep_roster_pin (self->roster), moved;

  g_assert_cmpuint (seen.n, ==, 5);
  for (guint n = 1; n < self->stored->len; n++) {
    g_autoptr (RepRoster) shorter = replay_first (self, n);
    RepSlotPin earlier = rep_roster_pin (shorter);

    g_assert_false (rep_roster_honours (shorter, &seen));
    g_assert_true (rep_roster_honours (self->roster, &earlier));
  }
  g_assert_true (rep_roster_honours (self->roster, &seen));
  moved = seen;
  moved.root[0] ^= 1;
  g_assert_false (rep_roster_honours (self->roster, &moved));
  moved = seen;
  moved.hash.bytes[31] ^= 1;
  g_assert_false (rep_roster_honours (self->roster, &moved));
  moved = seen;
  moved.n--;
  g_assert_false (rep_roster_honours (self->roster, &moved));
  moved.n = G_MAXUINT32;
  g_assert_false (rep_roster_honours (self->roster, &moved));
}

/* Same people, same keys, another vault: its entries do not fit, and its root is another id. */
static void
test_other_vault (Fixture *self, gconstpointer data)
{
  g_autoptr (RepRoster) other = rep_roster_new ();
  g_auto (RepRosterEntry) entry = add_entry (self, MANAGER, "maud", REP_ROLE_MANAGER);
  RepSlotPin seen = rep_roster_pin (self->roster), theirs;
  g_autoptr (GError) error = NULL;
  Stored first;

  g_assert_true (rep_roster_append (other, &entry, &self->ids[MANAGER], self->keys[MANAGER],
                                    &first.body, first.signature, &error));
  theirs = rep_roster_pin (other);
  g_assert_false (rep_id_equal (rep_roster_vault (other), rep_roster_vault (self->roster)));
  g_assert_false (rep_roster_honours (other, &seen));
  g_assert_false (rep_roster_honours (self->roster, &theirs));
  for (guint n = 0; n < self->stored->len; n++)
    assert_breaks (other, stored_at (self, n));
  g_bytes_unref (first.body);
}

/* A right chain and signer, but signed for another vault. */
static void
test_signed_for_other_vault (Fixture *self, gconstpointer data)
{
  g_auto (RepRosterEntry) entry = add_entry (self, SECOND, "sonia", REP_ROLE_COUNSELLOR);
  Stored forged = forge (self, &entry, MANAGER);
  RepId other = test_id (0x99);

  sign_as (&forged, &other, self->keys[MANAGER]);
  assert_breaks (self->roster, &forged);
  sign_as (&forged, rep_roster_vault (self->roster), self->keys[MANAGER]);
  g_assert_true (replay (self->roster, &forged, NULL));
  g_bytes_unref (forged.body);
}

/* What each sort of account may sign: all types by the manager only. */
static void
test_entitled (Fixture *self, gconstpointer data)
{
  static const guint signers[] = { COUNSELLOR, DIRECTOR, REVOKED, OUTSIDER, SHEET };

  for (guint i = 0; i < G_N_ELEMENTS (signers); i++) {
    g_auto (RepRosterEntry) counsellor = add_entry (self, SECOND, "s", REP_ROLE_COUNSELLOR);
    g_auto (RepRosterEntry) director = add_entry (self, SECOND, "s", REP_ROLE_DIRECTOR);
    g_auto (RepRosterEntry) sheet = add_entry (self, SECOND, "s", REP_ROLE_RECOVERY);
    RepRosterEntry role = entry_of (self, REP_ROSTER_ROLE, DIRECTOR);
    RepRosterEntry revoke = entry_of (self, REP_ROSTER_REVOKE, MANAGER);
    RepRosterEntry structure = { .type = REP_ROSTER_STRUCTURE };
    RepRosterEntry epoch = { .type = REP_ROSTER_EPOCH };

    role.role = REP_ROLE_MANAGER;
    assert_denied (self, &counsellor, signers[i]);
    assert_denied (self, &director, signers[i]);
    assert_denied (self, &sheet, signers[i]);
    assert_denied (self, &role, signers[i]);
    assert_denied (self, &revoke, signers[i]);
    assert_denied (self, &structure, signers[i]);
    assert_denied (self, &epoch, signers[i]);
  }
}

static void
test_managers_and_keys (Fixture *self, gconstpointer data)
{
  static const guint signers[] = { COUNSELLOR, DIRECTOR, REVOKED, OUTSIDER };
  g_auto (RepRosterEntry) second = add_entry (self, SECOND, "sonia", REP_ROLE_MANAGER);
  RepRosterEntry rekey = entry_of (self, REP_ROSTER_REKEY, COUNSELLOR);

  rekey.keys = *rep_keypair_public (self->keys[OUTSIDER]);
  for (guint i = 0; i < G_N_ELEMENTS (signers); i++) {
    assert_denied (self, &second, signers[i]);
    assert_denied (self, &rekey, signers[i]);
  }
  assert_denied (self, &rekey, SHEET); /* the sheet helps managers, who help the rest */
  rekey = entry_of (self, REP_ROSTER_REKEY, MANAGER);
  rekey.keys = *rep_keypair_public (self->keys[OUTSIDER]);
  must_append (self, &second, SHEET);
  must_append (self, &rekey, SHEET);
  g_assert_cmpmem (&rep_roster_account (self->roster, &self->ids[MANAGER])->keys,
                   sizeof (RepPublicKeys), rep_keypair_public (self->keys[OUTSIDER]),
                   sizeof (RepPublicKeys));
}

/* A manager renews the sheet; it cannot renew itself, or whoever found an old one could outlive its
 * renewal. */
static void
test_sheet_keys (Fixture *self, gconstpointer data)
{
  RepRosterEntry rekey = entry_of (self, REP_ROSTER_REKEY, SHEET);
  RepRosterEntry manager = entry_of (self, REP_ROSTER_REKEY, MANAGER);
  Stored forged;

  rekey.keys = *rep_keypair_public (self->keys[OUTSIDER]);
  assert_denied (self, &rekey, SHEET);
  must_append (self, &rekey, MANAGER);
  forged = forge (self, &manager, SHEET); /* with the old sheet */
  assert_breaks (self->roster, &forged);
  sign_as (&forged, rep_roster_vault (self->roster), self->keys[OUTSIDER]);
  g_assert_true (replay (self->roster, &forged, NULL));
  g_bytes_unref (forged.body);
}

/* What the notices are made of: who did what with which role, never older than what came before. */
static void
test_events (Fixture *self, gconstpointer data)
{
  RepRosterEntry rekey = entry_of (self, REP_ROSTER_REKEY, MANAGER);
  guint32 n = rep_roster_length (self->roster);
  const RepRosterEvent *event;

  rekey.time = 5000;
  must_append (self, &rekey, SHEET);
  rekey.time = 200; /* a clock put back to be overlooked */
  must_append (self, &rekey, SHEET);
  event = rep_roster_event (self->roster, 0);
  g_assert_cmpint (event->type, ==, REP_ROSTER_ADD);
  g_assert_cmpint (event->signer_role, ==, REP_ROLE_MANAGER);
  for (guint i = 0; i < 2; i++) {
    event = rep_roster_event (self->roster, n + i);
    g_assert_cmpint (event->type, ==, REP_ROSTER_REKEY);
    g_assert_cmpint (event->signer_role, ==, REP_ROLE_RECOVERY);
    g_assert_true (rep_id_equal (&event->account, &self->ids[MANAGER]));
    g_assert_true (rep_id_equal (&event->signer, &self->ids[SHEET]));
    g_assert_cmpint (event->time, ==, 5000);
  }
  g_assert_null (rep_roster_event (self->roster, n + 2));
}

/* Anyone may introduce a device, and nothing more with it. */
static void
test_device (Fixture *self, gconstpointer data)
{
  static const guint signers[] = { COUNSELLOR, DIRECTOR, SHEET };
  RepEpoch facts = { 1, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (signers); i++) {
    g_auto (RepRosterEntry)
        entry = { .type = REP_ROSTER_DEVICE, .device = test_id ((guint8)(0x70 + i)) };

    g_assert_false (rep_roster_has_device (self->roster, &entry.device));
    must_append (self, &entry, signers[i]);
    g_assert_true (rep_roster_has_device (self->roster, &entry.device));
    entry.epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
    g_array_append_val (entry.epochs, facts);
    assert_denied (self, &entry, signers[i]);
    g_assert_cmpuint (rep_roster_epoch (self->roster, 1), ==, 1);
  }
  for (guint i = 0; i < 2; i++) {
    RepRosterEntry entry = { .type = REP_ROSTER_DEVICE, .device = test_id (0x60) };

    assert_denied (self, &entry, i == 0 ? REVOKED : OUTSIDER);
  }
}

/* Epochs follow one by one, in the entries made for it, and only a manager's. */
static void
test_epochs (Fixture *self, gconstpointer data)
{
  static const RepEpoch wrong[] = { { 1, 0 }, { 1, 1 }, { 1, 3 }, { 3, 1 }, { 17, 2 }, { 0, 1 } };
  static const RepRosterType others[] = { REP_ROSTER_ADD, REP_ROSTER_ROLE, REP_ROSTER_REKEY,
                                          REP_ROSTER_DEVICE };
  RepEpoch facts = { 1, 2 };
  g_auto (RepRosterEntry)
      entry = { .type = REP_ROSTER_EPOCH, .epochs = g_array_new (FALSE, TRUE, sizeof (RepEpoch)) };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_array_set_size (entry.epochs, 0);
    g_array_append_val (entry.epochs, wrong[i]);
    assert_denied (self, &entry, MANAGER);
  }
  g_array_set_size (entry.epochs, 0);
  g_array_append_val (entry.epochs, facts);
  assert_denied (self, &entry, SHEET);
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_auto (RepRosterEntry) other = add_entry (self, SECOND, "sonia", REP_ROLE_MANAGER);

    other.type = others[i];
    if (others[i] != REP_ROSTER_ADD)
      other.account = self->ids[COUNSELLOR];
    other.epochs = g_array_ref (entry.epochs);
    assert_denied (self, &other, MANAGER);
    assert_denied (self, &other, SHEET);
  }
  must_append (self, &entry, MANAGER);
  g_assert_cmpuint (rep_roster_epoch (self->roster, 1), ==, 2);
  g_assert_cmpuint (rep_roster_epoch_start (self->roster, 1, 1), ==, 0);
  g_assert_cmpuint (rep_roster_epoch_start (self->roster, 1, 2), ==, 6);
  g_assert_cmpuint (rep_roster_epoch_start (self->roster, 1, 3), ==, G_MAXUINT32);
  rep_roster_free (replay_first (self, self->stored->len));
}

static void
test_rules (Fixture *self, gconstpointer data)
{
  g_auto (RepRosterEntry) taken = add_entry (self, SECOND, "chloé", REP_ROLE_COUNSELLOR);
  g_auto (RepRosterEntry) again = add_entry (self, COUNSELLOR, "autre", REP_ROLE_COUNSELLOR);
  g_auto (RepRosterEntry) no_role = add_entry (self, SECOND, "sonia", REP_ROLE_NONE);
  g_auto (RepRosterEntry) no_login = add_entry (self, SECOND, NULL, REP_ROLE_COUNSELLOR);
  g_auto (RepRosterEntry) back = add_entry (self, SECOND, "rémi", REP_ROLE_COUNSELLOR);
  RepRosterEntry nobody = entry_of (self, REP_ROSTER_ROLE, OUTSIDER);
  RepRosterEntry gone = entry_of (self, REP_ROSTER_REKEY, REVOKED);

  nobody.role = REP_ROLE_MANAGER;
  assert_denied (self, &taken, MANAGER);
  assert_denied (self, &again, MANAGER);
  assert_denied (self, &no_role, MANAGER);
  assert_denied (self, &no_login, MANAGER);
  assert_denied (self, &nobody, MANAGER);
  assert_denied (self, &gone, MANAGER);
  must_append (self, &back, MANAGER); /* the login of a revoked account is free again */
}

/* What could not be read back is never written. */
static void
test_logins (Fixture *self, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (REP_LOGIN_MAX, 'x');
  g_autofree char *longer = g_strnfill (REP_LOGIN_MAX + 1, 'x');
  const char *refused[] = { "",
                            "L\xe9"
                            "a",
                            longer };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_auto (RepRosterEntry) entry = add_entry (self, SECOND, refused[i], REP_ROLE_COUNSELLOR);

    assert_denied (self, &entry, MANAGER);
  }
  add (self, SECOND, longest, REP_ROLE_COUNSELLOR);
  rep_roster_free (replay_first (self, self->stored->len));
}

static void
test_first_entry (void)
{
  static const struct {
    RepRosterType type;
    RepRole role;
    const char *login;
  } cases[] = {
    { REP_ROSTER_ADD, REP_ROLE_COUNSELLOR, "maud" }, { REP_ROSTER_ADD, REP_ROLE_RECOVERY, "maud" },
    { REP_ROSTER_ADD, REP_ROLE_MANAGER, NULL },      { REP_ROSTER_ADD, REP_ROLE_MANAGER, "\xff" },
    { REP_ROSTER_ROLE, REP_ROLE_MANAGER, "maud" },   { REP_ROSTER_DEVICE, 0, NULL },
  };
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  RepId id = test_id (1);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (RepRoster) roster = rep_roster_new ();
    g_auto (RepRosterEntry) entry = { .type = cases[i].type,
                                      .account = id,
                                      .login = g_strdup (cases[i].login),
                                      .role = cases[i].role,
                                      .keys = *rep_keypair_public (keys) };
    RepRosterPlace place = { .is_first = TRUE, .salt = test_id (2), .signer = id };
    Stored forged = { .body = rep_roster_entry_encode (&entry, &place) };
    guint8 root[REP_PUBLIC_KEY_SIZE + REP_ID_SIZE];
    RepId vault;

    memcpy (root, entry.keys.sign, REP_PUBLIC_KEY_SIZE);
    memcpy (root + REP_PUBLIC_KEY_SIZE, place.salt.bytes, REP_ID_SIZE);
    rep_digest_short (root, sizeof root, vault.bytes);
    sign_as (&forged, &vault, keys);
    assert_breaks (roster, &forged);
    g_bytes_unref (forged.body);
  }
}

/* The id of the vault is bound to the first manager's key: another root, another id. */
static void
test_root (Fixture *self, gconstpointer data)
{
  g_autoptr (RepRoster) roster = rep_roster_new ();
  g_auto (RepRosterEntry) entry = { 0 };
  RepRosterPlace place;
  Stored forged;

  g_assert_true (rep_roster_entry_decode (g_bytes_get_data (stored_at (self, 0)->body, NULL),
                                          g_bytes_get_size (stored_at (self, 0)->body), &entry,
                                          &place, NULL));
  entry.keys = *rep_keypair_public (self->keys[DIRECTOR]);
  forged.body = rep_roster_entry_encode (&entry, &place);
  sign_as (&forged, rep_roster_vault (self->roster), self->keys[DIRECTOR]);
  assert_breaks (roster, &forged);
  sign_as (&forged, rep_roster_vault (self->roster), self->keys[MANAGER]);
  assert_breaks (roster, &forged);
  g_bytes_unref (forged.body);
}

/* A manager who was one when signing and no longer is: earlier entries hold, later ones do not. */
static void
test_former_manager (Fixture *self, gconstpointer data)
{
  g_auto (RepRosterEntry) second = add_entry (self, SECOND, "sonia", REP_ROLE_MANAGER);
  RepRosterEntry demote = entry_of (self, REP_ROSTER_ROLE, MANAGER);
  RepRosterEntry rekey = entry_of (self, REP_ROSTER_REKEY, SECOND);
  g_autofree char *was = NULL;
  g_autofree char *is = NULL;
  g_autoptr (RepRoster) again = NULL;

  demote.role = REP_ROLE_DIRECTOR;
  must_append (self, &second, MANAGER);
  must_append (self, &demote, SECOND);
  assert_denied (self, &rekey, MANAGER);
  rekey.keys = *rep_keypair_public (self->keys[OUTSIDER]);
  must_append (self, &rekey, SECOND);
  again = replay_first (self, self->stored->len);
  was = describe (self->roster);
  is = describe (again);
  g_assert_cmpstr (is, ==, was);
}

/* After REKEY the old keys sign nothing. */
static void
test_old_keys (Fixture *self, gconstpointer data)
{
  RepRosterEntry rekey = entry_of (self, REP_ROSTER_REKEY, MANAGER);
  g_auto (RepRosterEntry) second = add_entry (self, SECOND, "sonia", REP_ROLE_COUNSELLOR);
  Stored forged;

  rekey.keys = *rep_keypair_public (self->keys[OUTSIDER]);
  must_append (self, &rekey, MANAGER);
  g_assert_cmpmem (rep_roster_keys_at (self->roster, &self->ids[MANAGER], 5),
                   sizeof (RepPublicKeys), rep_keypair_public (self->keys[MANAGER]),
                   sizeof (RepPublicKeys));
  g_assert_cmpmem (rep_roster_keys_at (self->roster, &self->ids[MANAGER], 6),
                   sizeof (RepPublicKeys), &rekey.keys, sizeof (RepPublicKeys));
  g_assert_null (rep_roster_keys_at (self->roster, &self->ids[OUTSIDER], 6));
  forged = forge (self, &second, MANAGER);
  assert_breaks (self->roster, &forged);
  sign_as (&forged, rep_roster_vault (self->roster), self->keys[OUTSIDER]);
  g_assert_true (replay (self->roster, &forged, NULL));
  g_bytes_unref (forged.body);
}

static void
test_random_bytes (Fixture *self, gconstpointer data)
{
  GBytes *body = stored_at (self, 2)->body;

  for (guint round = 0; round < 20000; round++) {
    g_autofree guint8 *copy = test_copy (body);
    g_auto (RepRosterEntry) entry = { 0 };
    RepRosterPlace place;

    for (guint i = 0; i < 3; i++)
      copy[g_test_rand_int_range (0, (int)g_bytes_get_size (body))] = test_random_byte ();
    if (rep_roster_entry_decode (copy, g_bytes_get_size (body), &entry, &place, NULL)) {
      g_autoptr (GBytes) again = rep_roster_entry_encode (&entry, &place);

      test_assert_same (copy, g_bytes_get_size (body), g_bytes_get_data (again, NULL),
                        g_bytes_get_size (again));
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/roster/replay", test_replay);
  ADD ("/roster/state", test_state);
  ADD ("/roster/role-at", test_role_at);
  ADD ("/roster/every-byte", test_every_byte);
  ADD ("/roster/cut", test_cut);
  ADD ("/roster/swapped-key", test_swapped_key);
  ADD ("/roster/dropped-and-reordered", test_dropped_and_reordered);
  ADD ("/roster/fork", test_fork);
  ADD ("/roster/pin", test_pin);
  ADD ("/roster/other-vault", test_other_vault);
  ADD ("/roster/signed-for-other-vault", test_signed_for_other_vault);
  ADD ("/roster/entitled", test_entitled);
  ADD ("/roster/managers-and-keys", test_managers_and_keys);
  ADD ("/roster/sheet-keys", test_sheet_keys);
  ADD ("/roster/events", test_events);
  ADD ("/roster/device", test_device);
  ADD ("/roster/epochs", test_epochs);
  ADD ("/roster/rules", test_rules);
  ADD ("/roster/logins", test_logins);
  g_test_add_func ("/roster/first-entry", test_first_entry);
  ADD ("/roster/root", test_root);
  ADD ("/roster/former-manager", test_former_manager);
  ADD ("/roster/old-keys", test_old_keys);
  ADD ("/roster/random-bytes", test_random_bytes);

  return g_test_run ();
}
