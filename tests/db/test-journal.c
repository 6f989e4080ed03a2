/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/journal.h"

#include "db/file.h"
#include "db/migrate.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

typedef struct {
  TestVault folder;
  RepDatabase *database;
  RepKeyring *keyring;
  RepId account;
  RepHead head;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  RepId vault = test_id (0x11);
  g_autoptr (GError) error = NULL;

  test_folder_set_up (&self->folder, data);
  g_assert_true (rep_file_make (self->folder.path, &error));
  self->database = rep_database_open (self->folder.path, &error);
  g_assert_no_error (error);
  rep_migrate_create (self->database, &error);
  g_assert_no_error (error);
  self->keyring = rep_keyring_new (&vault);
  rep_keyring_add (self->keyring, REP_COMPARTMENT_FACTS, 1, test_key (1, 32));
  self->account = test_id (0x22);
  self->head = (RepHead){ .device = test_id (0x33), .epoch = 1 };
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rep_database_free (self->database);
  rep_keyring_free (self->keyring);
  test_vault_tear_down (&self->folder, data);
}

static void
append (Fixture *self, RepAction action, gint64 time, guint n, const RepHead *kept)
{
  RepChange changes[REP_JOURNAL_MAX_CHANGES] = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    changes[i] = (RepChange){ .id = test_id ((guint8)(i + 1)), .digest = rep_digest (&i, 4) };
  rep_journal_append (self->database, self->keyring, &self->head, time, &self->account, action,
                      changes, n, kept, &error);
  g_assert_no_error (error);
}

static gboolean
describe (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  g_string_append_printf (data, "%" G_GUINT64_FORMAT ":%d@%" G_GINT64_FORMAT "*%u ", sequence,
                          entry->action, entry->time, entry->changes->len);
  if (entry->action == REP_ACTION_HEAD)
    g_string_append_printf (data, "(%" G_GUINT64_FORMAT ") ", entry->kept.sequence);
  return TRUE;
}

/* Where it breaks, 0 when it does not and ends where the head is. */
static guint64
scan (Fixture *self, GString *text, RepJournalEnd *end)
{
  RepHead from = { .device = self->head.device };
  g_autoptr (GError) error = NULL;

  rep_journal_scan (self->database, self->keyring, &from, describe, text, end, &error);
  g_assert_no_error (error);
  if (end->broken_at == 0)
    g_assert_true (rep_digest_equal (&end->chain, &self->head.chain));
  return end->broken_at;
}

static gboolean
tell_place (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  g_string_append_printf (data, "%" G_GUINT64_FORMAT "%s ", sequence, entry->follows ? "" : "!");
  return TRUE;
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RepJournalEnd end = { .last = 99 };
  RepHead kept;

  g_assert_cmpuint (scan (self, text, &end), ==, 0);
  g_assert_cmpuint (end.last, ==, 0);
  append (self, REP_ACTION_CREATE, 5, 0, NULL);
  append (self, REP_ACTION_SAVE, 6, 1, NULL);
  append (self, REP_ACTION_SAVE, -6, REP_JOURNAL_MAX_CHANGES, NULL); /* a clock gone mad */
  kept = self->head;
  append (self, REP_ACTION_HEAD, G_MAXINT64, 0, &kept);
  g_assert_cmpuint (scan (self, text, &end), ==, 0);
  g_assert_cmpuint (end.last, ==, 4);
  g_assert_cmpstr (text->str, ==, "1:1@5*0 2:2@6*1 3:2@0*32 4:3@9223372036854775807*0 (3) ");
}

static gboolean
check_entry (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  guint which = 0;
  RepDigest digest = rep_digest (&which, 4);
  const RepChange *change = &g_array_index (entry->changes, RepChange, 0);
  RepId id = test_id (1), account = test_id (0x22);

  g_assert_true (rep_id_equal (&change->id, &id));
  g_assert_true (rep_digest_equal (&change->digest, &digest));
  g_assert_true (rep_id_equal (&entry->account, &account));
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "seen");
  return FALSE;
}

static void
test_content (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepHead from = { .device = self->head.device };
  RepJournalEnd end;

  append (self, REP_ACTION_SAVE, 6, 2, NULL);
  append (self, REP_ACTION_SAVE, 7, 2, NULL);
  g_assert_false (
      rep_journal_scan (self->database, self->keyring, &from, check_entry, NULL, &end, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED);
  g_assert_cmpuint (end.last, ==, 1);
}

/* Each entry is sealed for its device, its number and this vault. */
static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);
  RepId other = test_id (0x12);
  RepJournalEnd end;

  append (self, REP_ACTION_SAVE, 6, 1, NULL);
  append (self, REP_ACTION_SAVE, 7, 1, NULL);
  rep_keyring_free (self->keyring);
  self->keyring = rep_keyring_new (&other);
  rep_keyring_add (self->keyring, REP_COMPARTMENT_FACTS, 1, test_key (1, 32));
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpuint (scan (self, text, &end), ==, 1);
    g_assert_cmpuint (text->len, ==, 0);
    g_assert_true (
        rep_database_exec (self->database, "UPDATE journal SET device = zeroblob(16)", NULL));
    self->head.device = (RepId){ 0 };
  }
}

/* What follows a bad entry is read all the same, and ends where it should. */
static void
test_goes_on (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *edit;
    const char *read;
    guint64 broken_at;
  } cases[] = {
    { "DELETE FROM journal WHERE sequence = 2", "1 3! 4", 2 },
    { "DELETE FROM journal WHERE sequence IN (1, 2)", "3! 4", 1 },
    { "UPDATE journal SET entry = x'00' WHERE sequence = 3", "1 2 4!", 3 },
    { "UPDATE journal SET sequence = 9 WHERE sequence = 2", "1 3! 4", 2 },
    { "DELETE FROM journal WHERE sequence = 4", "1 2 3", 0 },
  };

  for (guint i = 0; i < 4; i++)
    append (self, REP_ACTION_SAVE, 6, 1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    RepHead from = { .device = self->head.device };
    RepJournalEnd end;

    g_assert_true (rep_database_exec (self->database, "BEGIN", NULL));
    g_assert_true (rep_database_exec (self->database, cases[i].edit, NULL));
    g_assert_true (
        rep_journal_scan (self->database, self->keyring, &from, tell_place, text, &end, NULL));
    g_assert_cmpstr (g_strchomp (text->str), ==, cases[i].read);
    g_assert_cmpuint (end.broken_at, ==, cases[i].broken_at);
    g_assert_cmpint (rep_digest_equal (&end.chain, &self->head.chain), ==, i != 4);
    g_assert_true (rep_database_exec (self->database, "ROLLBACK", NULL));
  }
}

static void
test_sizes (Fixture *self, gconstpointer data)
{
  gint64 ragged;

  for (guint n = 0; n <= REP_JOURNAL_MAX_CHANGES; n++)
    append (self, REP_ACTION_SAVE, 6, n, NULL);
  g_assert_true (rep_database_get_int (
      self->database, "SELECT count(*) FROM journal WHERE (length(entry) - 51) % 256 <> 0", &ragged,
      NULL));
  g_assert_cmpint (ragged, ==, 0);
}

static void
test_head (Fixture *self, gconstpointer data)
{
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_autoptr (RepKeypair) other = rep_keypair_new_random ();
  RepId vault = test_id (0x11), vault_2 = test_id (0x12), unknown = test_id (0x44);
  RepHead loaded;
  gboolean found;

  append (self, REP_ACTION_SAVE, 6, 1, NULL);
  self->head.record_sum = rep_digest ("x", 1);
  self->head.roster_n = 9;
  self->head.account = self->account;
  rep_head_sign (&self->head, &vault, keys);
  g_assert_true (rep_head_store (self->database, &self->head, NULL));
  g_assert_true (rep_head_load (self->database, &unknown, &loaded, &found, NULL) && !found);
  g_assert_true (rep_head_load (self->database, &self->head.device, &loaded, &found, NULL));
  g_assert_true (found);
  g_assert_true (rep_head_verify (&loaded, &vault, rep_keypair_public (keys)));
  g_assert_false (rep_head_verify (&loaded, &vault_2, rep_keypair_public (keys)));
  g_assert_false (rep_head_verify (&loaded, &vault, rep_keypair_public (other)));
}

static void
test_head_fields (Fixture *self, gconstpointer data)
{
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  RepId vault = test_id (0x11);
  RepHead changed[12];

  rep_head_sign (&self->head, &vault, keys);
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    changed[i] = self->head;
  changed[0].device.bytes[0] ^= 1;
  changed[1].sequence++;
  changed[2].chain.bytes[31] ^= 1;
  changed[3].epoch++;
  changed[4].record_sum.bytes[0] ^= 1;
  changed[5].roster_n++;
  changed[6].account.bytes[15] ^= 1;
  changed[7].signature[63] ^= 1;
  changed[8].file.bytes[7] ^= 1;
  changed[9].instance.bytes[0] ^= 1;
  changed[10].base_sequence++;
  changed[11].base_chain.bytes[3] ^= 1;
  g_assert_true (rep_head_verify (&self->head, &vault, rep_keypair_public (keys)));
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    g_assert_false (rep_head_verify (&changed[i], &vault, rep_keypair_public (keys)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/round-trip", test_round_trip);
  ADD ("/journal/content", test_content);
  ADD ("/journal/moved", test_moved);
  ADD ("/journal/goes-on", test_goes_on);
  ADD ("/journal/sizes", test_sizes);
  ADD ("/journal/head", test_head);
  ADD ("/journal/head-fields", test_head_fields);

  return g_test_run ();
}
