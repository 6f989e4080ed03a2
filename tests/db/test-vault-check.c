/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-check.h"

#include "crypto/slot.h"
#include "db/account-store.h"
#include "db/transaction.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define DIRECTOR "david"
#define OTHER "sonia"

/* What a check found, as text: records; damaged; unsigned; where the journal breaks; the sum. */
static char *
check_text (TestVault *self)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  rep_vault_check (self->vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_true (check.sqlite_intact && check.head_intact && check.roster_broken_at < 0);
  g_assert_cmpuint (check.slots->len + check.grants->len, ==, 0);
  return g_strdup_printf ("%u records, %u damaged, %u unsigned, journal %" G_GINT64_FORMAT ", %s",
                          check.records, check.damaged->len, check.unsigned_records->len,
                          check.journal_broken_at, check.intact ? "intact" : "sum broken");
}

static void
assert_check (TestVault *self, const char *expected)
{
  g_autofree char *text = check_text (self);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_named (TestVault *self, const RepId *id)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  rep_vault_check (self->vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check.damaged->len, ==, 1);
  g_assert_true (rep_id_equal (&g_array_index (check.damaged, RepId, 0), id));
}

typedef struct {
  RepVault *vault;
  const RepAccount *grantee;
  gboolean facts_only;
} Granting;

static void
grant_key (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  Granting *self = data;

  if (!self->facts_only || compartment == REP_COMPARTMENT_FACTS)
    g_assert_true (rep_vault_grant (self->vault, self->grantee, compartment, epoch, key, NULL));
}

static void
put_slot (RepVault *vault, const RepAccount *account, const RepKeypair *keys)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (RepSlotKey) slot_key = rep_slot_key_new (password, NULL, NULL);
  RepSlotPin pin = rep_roster_pin (vault->roster);
  g_autoptr (GBytes) slot = rep_slot_seal (slot_key, &vault->id, &account->id, keys, &pin);

  g_assert_true (rep_slot_store_put (vault->database, &account->id, account->login, slot, NULL));
}

/* As the manager's program does it: roster, grants, slot, journal and head in one transaction. */
static void
add_account (TestVault *self, const char *login, RepRole role)
{
  RepVault *vault = self->vault;
  g_auto (RepTransaction) transaction = { NULL };
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_ADD,
                                    .account = rep_id_random (),
                                    .login = g_strdup (login),
                                    .role = role,
                                    .keys = *rep_keypair_public (keys),
                                    .time = TEST_NOW };
  Granting granting = { vault, NULL, role == REP_ROLE_DIRECTOR };

  g_assert_true (rep_transaction_begin (&transaction, vault->database, NULL));
  g_assert_true (rep_vault_append_roster (vault, &entry, NULL));
  granting.grantee = rep_roster_account (vault->roster, &entry.account);
  rep_keyring_foreach (vault->keyring, grant_key, &granting);
  put_slot (vault, granting.grantee, keys);
  g_assert_true (rep_vault_store_slot (vault, NULL));
  g_assert_true (
      rep_vault_journal (vault, &vault->head, REP_ACTION_GRANT, NULL, 0, TEST_NOW, NULL));
  g_assert_true (rep_vault_sign_head (vault, &vault->head, NULL));
  g_assert_true (rep_transaction_commit (&transaction, NULL));
}

static void
log_in (TestVault *self, const char *login)
{
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, login, TEST_PASSWORD);
}

static void
test_clean (TestVault *self, gconstpointer data)
{
  RepId ids[5];

  assert_check (self, "0 records, 0 damaged, 0 unsigned, journal -1, intact");
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    ids[i] = rep_id_random ();
    test_must_save (self, &ids[i], 1, "un", "Zoé");
    test_must_save (self, &ids[i], 2, "deux", i % 2 == 0 ? "Zoé" : NULL);
  }
  g_assert_true (rep_vault_note (self->vault, REP_ACTION_READ_IDENTITY, ids, 2, TEST_NOW, NULL));
  assert_check (self, "5 records, 0 damaged, 0 unsigned, journal -1, intact");
  test_vault_reopen (self);
  assert_check (self, "5 records, 0 damaged, 0 unsigned, journal -1, intact");
}

/* Accounts take turns, each keeping the other's head. */
static void
test_several_accounts (TestVault *self, gconstpointer data)
{
  static const char *const turns[] = { OTHER, TEST_LOGIN, OTHER, OTHER, TEST_LOGIN, DIRECTOR };
  RepId id = rep_id_random ();

  add_account (self, OTHER, REP_ROLE_MANAGER);
  add_account (self, DIRECTOR, REP_ROLE_DIRECTOR);
  test_must_save (self, &id, 1, "un", "Zoé");
  for (guint i = 0; i < G_N_ELEMENTS (turns); i++) {
    log_in (self, turns[i]);
    test_must_save (self, &id, i + 2, "encore", NULL);
    assert_check (self, "1 records, 0 damaged, 0 unsigned, journal -1, intact");
  }
  test_vault_reopen (self);
  assert_check (self, "1 records, 0 damaged, 0 unsigned, journal -1, intact");
}

static void
flip_each_byte (TestVault *self, const RepId *id, const char *table, const char *column)
{
  g_autofree char *query = g_strdup_printf ("SELECT length(%s) FROM %s", column, table);
  g_autofree char *where = g_strdup ("length(facts) > 0");
  gsize size = (gsize)test_sql_int (self->path, query);

  for (gsize at = 0; at < size; at += at < REP_SEAL_HEADER_SIZE ? 1 : 7) {
    g_test_message ("%s.%s byte %" G_GSIZE_FORMAT, table, column, at);
    test_flip (self->path, table, column, where, at);
    test_vault_reopen (self);
    assert_named (self, id);
    test_vault_close (self);
    test_flip (self->path, table, column, where, at);
  }
}

static void
test_every_payload (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "un", "Zoé");
  test_must_save (self, &id, 2, "deux", "Zoé");
  test_vault_close (self);
  flip_each_byte (self, &id, "record", "facts");
  flip_each_byte (self, &id, "record", "identity");
  flip_each_byte (self, &id, "record", "link");
  flip_each_byte (self, &id, "record_past", "facts");
  flip_each_byte (self, &id, "record_past", "identity");
  flip_each_byte (self, &id, "record_past", "link");
  test_vault_reopen (self);
  assert_check (self, "1 records, 0 damaged, 0 unsigned, journal -1, intact");
}

static void
edit_and_check (TestVault *self, const char *sql, const char *expected)
{
  g_test_message ("%s", sql);
  test_vault_close (self);
  test_sql (self->path, sql);
  test_vault_reopen (self);
  assert_check (self, expected);
}

/* Whole payloads in a wrong place. */
static void
test_moved_payloads (TestVault *self, gconstpointer data)
{
  RepId one = rep_id_random (), two = rep_id_random ();

  test_must_save (self, &one, 1, "un", "Zoé");
  test_must_save (self, &two, 1, "deux", "Ali");
  edit_and_check (self, "UPDATE record SET facts = identity, identity = facts",
                  "2 records, 2 damaged, 2 unsigned, journal -1, sum broken");
  edit_and_check (self, "UPDATE record SET facts = identity, identity = facts",
                  "2 records, 0 damaged, 0 unsigned, journal -1, intact");
  edit_and_check (self, "UPDATE record SET facts = link, link = facts",
                  "2 records, 2 damaged, 2 unsigned, journal -1, sum broken");
  edit_and_check (self, "UPDATE record SET facts = link, link = facts",
                  "2 records, 0 damaged, 0 unsigned, journal -1, intact");
  edit_and_check (self,
                  "CREATE TEMP TABLE k AS SELECT * FROM record; UPDATE record SET identity ="
                  " (SELECT k.identity FROM k WHERE k.id <> record.id)",
                  "2 records, 2 damaged, 2 unsigned, journal -1, sum broken");
}

static void
test_rows (TestVault *self, gconstpointer data)
{
  RepId one = rep_id_random (), two = rep_id_random ();

  test_must_save (self, &one, 1, "un", "Zoé");
  test_must_save (self, &two, 1, "deux", "Ali");
  test_must_save (self, &two, 2, "deux bis", NULL);
  edit_and_check (self, "UPDATE record SET origin = zeroblob(16) WHERE revision = 1",
                  "2 records, 0 damaged, 1 unsigned, journal -1, sum broken");
  edit_and_check (self, "UPDATE record SET origin = (SELECT id FROM device)",
                  "2 records, 0 damaged, 0 unsigned, journal -1, intact");
  edit_and_check (self,
                  "UPDATE record SET revision = 1, facts = (SELECT facts FROM record_past)"
                  " WHERE revision = 2",
                  "2 records, 0 damaged, 1 unsigned, journal -1, sum broken");
  edit_and_check (self, "DELETE FROM record WHERE identity IS NOT NULL", /* a past is left over */
                  "0 records, 1 damaged, 1 unsigned, journal -1, sum broken");
}

/* What the file says of itself in clear is signed too. */
static void
test_names (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "UPDATE vault SET organisation = 'Autre'",
    "UPDATE vault SET created = created + 1",
    "UPDATE device SET instance = zeroblob(16)",
  };

  for (guint i = 0; i <= G_N_ELEMENTS (edits); i++) {
    g_auto (RepVaultCheck) check = { 0 };

    g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
    g_assert_cmpint (check.file_intact, ==, i == 0);
    g_assert_true (check.intact);
    if (i < G_N_ELEMENTS (edits)) {
      test_vault_tear_down (self, NULL);
      test_vault_set_up (self, NULL);
      test_vault_close (self);
      test_sql (self->path, edits[i]);
      test_vault_reopen (self);
    }
  }
}

static guint64
newest (TestVault *self)
{
  return (guint64)test_sql_int (self->path, "SELECT max(sequence) FROM journal");
}

static void
fill_journal (TestVault *self, guint n)
{
  RepId id = rep_id_random ();

  for (guint i = 1; i <= n; i++)
    test_must_save (self, &id, i, "x", NULL);
}

static void
assert_broken_at (TestVault *self, guint64 sequence)
{
  g_auto (RepVaultCheck) check = { 0 };

  test_vault_reopen (self);
  g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
  g_assert_cmpint (check.journal_broken_at, ==, (gint64)sequence);
  test_vault_close (self);
}

static void
edit_journal (TestVault *self, const char *kept, gsize size, const char *sql, guint64 broken_at)
{
  g_test_message ("%s", sql);
  test_sql (self->path, sql);
  assert_broken_at (self, broken_at);
  g_assert_true (g_file_set_contents_full (self->path, kept, (gssize)size,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
test_journal (TestVault *self, gconstpointer data)
{
  g_autofree char *kept = NULL;
  gsize size;
  guint64 last;

  fill_journal (self, 6);
  test_vault_close (self);
  last = newest (self);
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint64 n = 1; n <= last; n++) {
    g_autofree char *gone = g_strdup_printf ("DELETE FROM journal WHERE sequence = %u", (guint)n);
    g_autofree char *rest = g_strdup_printf ("DELETE FROM journal WHERE sequence >= %u", (guint)n);
    g_autofree char *zero = g_strdup_printf (
        "UPDATE journal SET entry = zeroblob(length(entry)) WHERE sequence = %u", (guint)n);
    g_autofree char *copy =
        g_strdup_printf ("UPDATE journal SET entry = (SELECT entry FROM journal WHERE sequence ="
                         " %u) WHERE sequence = %u",
                         (guint)(n == last ? 1 : n + 1), (guint)n);
    g_autofree char *swap =
        g_strdup_printf ("UPDATE journal SET sequence = 1000 WHERE sequence = %u;"
                         "UPDATE journal SET sequence = %u WHERE sequence = %u;"
                         "UPDATE journal SET sequence = %u WHERE sequence = 1000",
                         (guint)n, (guint)n, (guint)last, (guint)last);

    edit_journal (self, kept, size, gone, n);
    edit_journal (self, kept, size, rest, n);
    edit_journal (self, kept, size, zero, n);
    edit_journal (self, kept, size, copy, n);
    if (n != last)
      edit_journal (self, kept, size, swap, n);
  }
}

/* More entries than the head knows. */
static void
test_journal_too_long (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random (), account;
  RepHead head;
  guint64 last;

  fill_journal (self, 2);
  head = self->vault->head;
  account = self->vault->account->id;
  last = head.sequence;
  g_assert_true (rep_journal_append (self->vault->database, self->vault->keyring, &head, TEST_NOW,
                                     &account, REP_ACTION_SAVE,
                                     &(RepChange){ .id = id, .digest = { { 1 } } }, 1, NULL, NULL));
  test_vault_close (self);
  assert_broken_at (self, last + 1);
}

static void
test_journal_bytes (TestVault *self, gconstpointer data)
{
  gsize size;

  fill_journal (self, 2);
  test_vault_close (self);
  size = (gsize)test_sql_int (self->path, "SELECT length(entry) FROM journal WHERE sequence = 2");
  for (gsize at = 0; at < size; at += 11) {
    test_flip (self->path, "journal", "entry", "sequence = 2", at);
    assert_broken_at (self, 2);
    test_flip (self->path, "journal", "entry", "sequence = 2", at);
  }
  test_vault_reopen (self);
  assert_check (self, "1 records, 0 damaged, 0 unsigned, journal -1, intact");
}

/* --- by someone who holds the facts key, with the program's checks removed ------------------- */

/* Writes the row of @change past the journal, and into the sum of @head. */
static RepChange
plant_row (TestVault *self, RepHead *head, const RepVaultChange *change)
{
  RepRecord record = { .id = change->id,
                       .kind = change->kind,
                       .revision = change->revision,
                       .origin = self->vault->device };
  RepChange noted = { .id = change->id };
  RepDigest term;

  record.facts.data = g_bytes_get_data (change->facts, &record.facts.size);
  g_assert_true (rep_record_put (self->vault->database, &record, NULL));
  noted.digest = rep_record_digest (&record);
  term = rep_keyring_row_term (self->vault->keyring, head->epoch, &noted.digest);
  rep_digest_add (&head->record_sum, &term);
  return noted;
}

static void
append (TestVault *self,
        RepHead *head,
        const RepId *account,
        RepAction action,
        const RepChange *change,
        const RepHead *kept)
{
  g_autoptr (GError) error = NULL;

  rep_journal_append (self->vault->database, self->vault->keyring, head, TEST_NOW, account, action,
                      change, change != NULL ? 1 : 0, kept, &error);
  g_assert_no_error (error);
}

static void
test_row_without_entry (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  RepVaultChange change;
  RepHead head;

  add_account (self, DIRECTOR, REP_ROLE_DIRECTOR);
  fill_journal (self, 2);
  log_in (self, DIRECTOR);
  head = self->vault->head;
  change = test_change (self, &id, 1, "MOBILISE", NULL);
  plant_row (self, &head, &change);
  assert_check (self, "2 records, 0 damaged, 1 unsigned, journal -1, sum broken");
  g_assert_true (
      rep_vault_journal (self->vault, &head, REP_ACTION_EXPORT, NULL, 0, TEST_NOW, NULL));
  g_assert_true (rep_vault_sign_head (self->vault, &head, NULL));
  log_in (self, TEST_LOGIN);
  assert_check (self, "2 records, 0 damaged, 1 unsigned, journal -1, intact");
  test_change_clear (&change);
}

/* An entry in the manager's name under the director's head. */
static void
test_entry_in_other_name (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random (), manager = self->vault->account->id;
  RepVaultChange change;
  RepChange noted;
  RepHead head;

  add_account (self, DIRECTOR, REP_ROLE_DIRECTOR);
  fill_journal (self, 2);
  log_in (self, DIRECTOR);
  head = self->vault->head;
  change = test_change (self, &id, 1, "MOBILISE", NULL);
  noted = plant_row (self, &head, &change);
  append (self, &head, &manager, REP_ACTION_SAVE, &noted, NULL);
  g_assert_true (rep_vault_sign_head (self->vault, &head, NULL));
  test_vault_close (self);
  assert_broken_at (self, head.sequence);
  test_change_clear (&change);
}

static RepHead
head_before (TestVault *self, guint64 sequence)
{
  g_autofree char *sql =
      g_strdup_printf ("DELETE FROM journal WHERE sequence >= %u", (guint)sequence);
  RepHead head = self->vault->head;
  RepJournalEnd end;

  g_assert_true (rep_database_exec (self->vault->database, sql, NULL));
  g_assert_true (rep_journal_scan (self->vault->database, self->vault->keyring, &head, NULL, NULL,
                                   &end, NULL));
  head.sequence = end.last;
  head.chain = end.chain;
  return head;
}

/* The manager's newest entry rewritten to cover a planted row, her true head kept after it. */
static void
test_rewritten_entry (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random (), manager = self->vault->account->id;
  RepVaultChange change;
  RepChange noted;
  RepHead old, head;

  add_account (self, DIRECTOR, REP_ROLE_DIRECTOR);
  fill_journal (self, 2);
  g_assert_true (rep_vault_note (self->vault, REP_ACTION_EXPORT, NULL, 0, TEST_NOW, NULL));
  log_in (self, DIRECTOR);
  old = self->vault->head;
  head = head_before (self, old.sequence);
  change = test_change (self, &id, 1, "MOBILISE", NULL);
  noted = plant_row (self, &head, &change);
  append (self, &head, &manager, REP_ACTION_SAVE, &noted, NULL);
  append (self, &head, &self->vault->account->id, REP_ACTION_HEAD, NULL, &old);
  append (self, &head, &self->vault->account->id, REP_ACTION_EXPORT, NULL, NULL);
  g_assert_true (rep_vault_sign_head (self->vault, &head, NULL));
  test_vault_close (self);
  assert_broken_at (self, old.sequence + 1);
  test_change_clear (&change);
}

/* A kept head that nobody signed, or somebody else. */
static void
test_false_kept_head (TestVault *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++) {
    RepHead kept, head;
    RepId me;

    if (i == 0)
      add_account (self, DIRECTOR, REP_ROLE_DIRECTOR);
    test_must_save (self, &(RepId){ { (guint8)(i + 1) } }, 1, "x", NULL);
    log_in (self, DIRECTOR);
    kept = head = self->vault->head;
    me = self->vault->account->id;
    if (i == 0)
      kept.signature[0] ^= 1;
    else if (i == 1)
      rep_head_sign (&kept, &self->vault->id, self->vault->keypair);
    else
      kept.sequence--;
    append (self, &head, &me, REP_ACTION_HEAD, NULL, &kept);
    g_assert_true (rep_vault_sign_head (self->vault, &head, NULL));
    test_vault_close (self);
    assert_broken_at (self, head.sequence);
    self->vault = test_vault_unlock (self->path, TEST_LOGIN, TEST_PASSWORD);
    head_before (self, head.sequence);
    test_vault_close (self);
    test_vault_tear_down (self, NULL);
    test_vault_set_up (self, NULL);
    add_account (self, DIRECTOR, REP_ROLE_DIRECTOR);
  }
}

/* A head that counts with a key nobody else holds. */
static void
test_head_of_unknown_epoch (TestVault *self, gconstpointer data)
{
  static const guint32 epochs[] = { 0, 2, G_MAXUINT32 };

  for (guint i = 0; i < G_N_ELEMENTS (epochs); i++) {
    g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
    g_autoptr (GError) error = NULL;
    g_autoptr (RepVault) vault = NULL;
    RepHead head = self->vault->head, good = head;

    head.epoch = epochs[i];
    memset (head.record_sum.bytes, 0, sizeof head.record_sum.bytes);
    g_assert_true (rep_vault_sign_head (self->vault, &head, NULL));
    test_vault_close (self);
    vault = rep_vault_open (self->path, 0, NULL);
    g_assert_false (rep_vault_unlock (vault, TEST_LOGIN, password, TEST_NOW, NULL, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
    g_assert_true (rep_head_store (vault->database, &good, NULL));
    g_clear_pointer (&vault, rep_vault_free);
    test_vault_reopen (self);
  }
}

static void
test_revoked (TestVault *self, gconstpointer data)
{
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_REVOKE, .time = TEST_NOW };
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;

  add_account (self, OTHER, REP_ROLE_MANAGER);
  log_in (self, OTHER);
  fill_journal (self, 2);
  log_in (self, TEST_LOGIN);
  entry.account = rep_roster_account_by_login (self->vault->roster, OTHER)->id;
  g_assert_true (rep_vault_append_roster (self->vault, &entry, NULL));
  test_vault_reopen (self);
  fill_journal (self, 1);
  assert_check (self, "2 records, 0 damaged, 0 unsigned, journal -1, intact");
  g_assert_false (rep_vault_unlock (self->vault, OTHER, password, TEST_NOW, NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)
  ADD ("/vault-check/clean", test_clean);
  ADD ("/vault-check/several-accounts", test_several_accounts);
  ADD ("/vault-check/every-payload", test_every_payload);
  ADD ("/vault-check/moved-payloads", test_moved_payloads);
  ADD ("/vault-check/rows", test_rows);
  ADD ("/vault-check/names", test_names);
  ADD ("/vault-check/journal", test_journal);
  ADD ("/vault-check/journal-too-long", test_journal_too_long);
  ADD ("/vault-check/journal-bytes", test_journal_bytes);
  ADD ("/vault-check/row-without-entry", test_row_without_entry);
  ADD ("/vault-check/entry-in-other-name", test_entry_in_other_name);
  ADD ("/vault-check/rewritten-entry", test_rewritten_entry);
  ADD ("/vault-check/false-kept-head", test_false_kept_head);
  ADD ("/vault-check/head-of-unknown-epoch", test_head_of_unknown_epoch);
  ADD ("/vault-check/revoked", test_revoked);

  return g_test_run ();
}
