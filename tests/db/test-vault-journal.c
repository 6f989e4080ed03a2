/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-journal.h"

#include "db/vault-accounts.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define OTHER "sonia"
#define MONTH ((gint64)30 * 86400)

static void
assert_sound (TestVault *self)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  rep_vault_check (self->vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check.journal_broken_at, ==, -1);
  g_assert_cmpuint (check.unsigned_records->len, ==, 0);
  g_assert_cmpuint (check.missing->len, ==, 0);
  g_assert_true (rep_vault_check_is_sound (&check));
}

static void
assert_broken (TestVault *self, gint64 at)
{
  g_auto (RepVaultCheck) check = { 0 };

  g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
  g_assert_cmpint (check.journal_broken_at, ==, at);
}

static void
save_at (TestVault *self, const RepId *id, guint32 revision, gint64 when)
{
  RepVaultChange change = test_change (self, id, revision, "x", revision == 1 ? "Zoé" : NULL);
  g_autoptr (GError) error = NULL;

  rep_vault_save (self->vault, &change, 1, REP_ACTION_SAVE, NULL, when, &error);
  g_assert_no_error (error);
  test_change_clear (&change);
}

static void
note_at (TestVault *self, gint64 when)
{
  RepId id = rep_id_random ();

  g_assert_true (rep_vault_note (self->vault, REP_ACTION_READ_IDENTITY, &id, 1, when, NULL));
}

static guint64
prune (TestVault *self, gint64 before, gint64 now)
{
  g_autoptr (GError) error = NULL;
  guint64 pruned = 0;

  rep_vault_prune (self->vault, NULL, before, now, &pruned, &error);
  g_assert_no_error (error);
  return pruned;
}

static void
add_account (TestVault *self, RepRole role)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GArray) structures = g_array_new (FALSE, FALSE, sizeof (guint16));
  RepNewAccount account = { .login = OTHER, .password = password, .role = role };
  g_autoptr (GError) error = NULL;

  g_array_append_val (structures, self->structure);
  account.structures = role == REP_ROLE_COUNSELLOR ? structures : NULL;
  rep_vault_add_account (self->vault, &account, TEST_NOW, NULL, &error);
  g_assert_no_error (error);
}

static void
log_in (TestVault *self, const char *login)
{
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, login, TEST_PASSWORD);
}

static gboolean
append_action (const RepId *device,
               guint64 sequence,
               const RepJournalEntry *entry,
               gpointer data,
               GError **error)
{
  g_string_append_printf (data, "%" G_GUINT64_FORMAT ":%d ", sequence, entry->action);
  return TRUE;
}

static void
assert_journal (TestVault *self, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  rep_vault_read_journal (self->vault, append_action, text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_strchomp (text->str), ==, expected);
}

/* Records written long ago, lately, and both; one never touched again. */
static void
test_prune (TestVault *self, gconstpointer data)
{
  RepId old = rep_id_random (), both = rep_id_random (), late = rep_id_random ();

  save_at (self, &old, 1, TEST_NOW);
  save_at (self, &old, 2, TEST_NOW);
  save_at (self, &both, 1, TEST_NOW);
  note_at (self, TEST_NOW);
  save_at (self, &both, 2, TEST_NOW + MONTH);
  save_at (self, &late, 1, TEST_NOW + MONTH);
  assert_journal (self, "1:1 2:6 3:2 4:2 5:2 6:4 7:2 8:2");
  g_assert_cmpuint (prune (self, TEST_NOW, TEST_NOW + MONTH), ==, 0);
  g_assert_cmpuint (prune (self, TEST_NOW + 1, TEST_NOW + MONTH), ==, 6);
  assert_journal (self, "7:2 8:2 9:16");
  assert_sound (self);
  test_vault_reopen (self);
  assert_sound (self);
  save_at (self, &old, 3, TEST_NOW + 2 * MONTH);
  save_at (self, &both, 3, TEST_NOW + 2 * MONTH);
  assert_sound (self);
  g_assert_cmpuint (prune (self, TEST_NOW + 2 * MONTH, TEST_NOW + 3 * MONTH), ==, 3);
  assert_journal (self, "10:2 11:2 12:16");
  assert_sound (self);
  g_assert_cmpuint (prune (self, TEST_NOW + 9 * MONTH, TEST_NOW + 9 * MONTH), ==, 3);
  assert_journal (self, "13:16");
  assert_sound (self);
  save_at (self, &late, 2, TEST_NOW + 9 * MONTH);
  test_vault_reopen (self);
  assert_sound (self);
}

/* What pruned entries vouched for is still told from what nobody does. */
static void
test_still_vouched (TestVault *self, gconstpointer data)
{
  static const struct {
    const char *edit;
    guint unsigned_records, missing;
  } cases[] = {
    { "UPDATE record SET origin = zeroblob(16)", 1, 0 },
    { "UPDATE record_past SET origin = zeroblob(16)", 1, 0 },
    { "DELETE FROM record_past", 0, 1 },
    { "UPDATE record SET revision = 3", 1, 0 },
  };
  RepId id = rep_id_random ();

  save_at (self, &id, 1, TEST_NOW);
  save_at (self, &id, 2, TEST_NOW);
  g_assert_cmpuint (prune (self, TEST_NOW + 1, TEST_NOW + MONTH), ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (RepVaultCheck) check = { 0 };

    g_test_message ("%s", cases[i].edit);
    g_assert_true (rep_database_exec (self->vault->database, "BEGIN", NULL));
    g_assert_true (rep_database_exec (self->vault->database, cases[i].edit, NULL));
    g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
    g_assert_cmpuint (check.unsigned_records->len, ==, cases[i].unsigned_records);
    g_assert_cmpuint (check.missing->len, ==, cases[i].missing);
    g_assert_false (rep_vault_check_is_sound (&check));
    g_assert_true (rep_database_exec (self->vault->database, "ROLLBACK", NULL));
  }
  assert_sound (self);
}

/* Accounts take turns before, at and after the place where the journal now starts. */
static void
test_several_accounts (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  guint32 revision = 0;

  add_account (self, REP_ROLE_COUNSELLOR);
  for (guint i = 0; i < 6; i++) {
    log_in (self, i % 2 == 0 ? TEST_LOGIN : OTHER);
    save_at (self, &id, ++revision, TEST_NOW + i * MONTH);
  }
  for (guint i = 1; i < 8; i++) {
    log_in (self, TEST_LOGIN);
    prune (self, TEST_NOW + i * MONTH, TEST_NOW + 9 * MONTH);
    assert_sound (self);
    log_in (self, OTHER);
    save_at (self, &id, ++revision, TEST_NOW + 9 * MONTH);
    assert_sound (self);
  }
}

static void
test_refused (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autoptr (GError) error = NULL;
  guint64 pruned = 77;

  save_at (self, &id, 1, TEST_NOW);
  add_account (self, REP_ROLE_DIRECTOR);
  log_in (self, OTHER);
  g_assert_false (
      rep_vault_prune (self->vault, NULL, TEST_NOW + 1, TEST_NOW + MONTH, &pruned, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED);
  g_clear_error (&error);
  test_vault_close (self);
  test_flip (self->path, "record", "facts", "1", 60);
  test_vault_reopen (self);
  g_assert_false (
      rep_vault_prune (self->vault, NULL, TEST_NOW + 1, TEST_NOW + MONTH, &pruned, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  g_assert_cmpuint (pruned, ==, 77);
}

/* Without the program: entries gone and the head moved, which nobody said. */
static void
test_taken_away (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  RepHead head;

  save_at (self, &id, 1, TEST_NOW);
  add_account (self, REP_ROLE_DIRECTOR);
  log_in (self, OTHER);
  head = self->vault->head;
  g_assert_true (rep_journal_chain (self->vault->database, &head, 2, &head.base_chain, NULL));
  head.base_sequence = 2;
  g_assert_true (
      rep_database_exec (self->vault->database, "DELETE FROM journal WHERE sequence <= 2", NULL));
  g_assert_true (
      rep_vault_journal (self->vault, &head, REP_ACTION_BACKUP, NULL, 0, TEST_NOW, NULL));
  g_assert_true (rep_vault_sign_head (self->vault, &head, NULL));
  log_in (self, TEST_LOGIN);
  assert_broken (self, 3);
}

/* More than one entry's worth of what is vouched for again. */
static void
test_many (TestVault *self, gconstpointer data)
{
  RepVaultChange changes[700];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    RepId id = rep_id_random ();

    changes[i] = test_change (self, &id, 1, "x", NULL);
  }
  rep_vault_save (self->vault, changes, G_N_ELEMENTS (changes), REP_ACTION_SAVE, NULL, TEST_NOW,
                  &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    test_change_clear (&changes[i]);
  g_assert_cmpuint (prune (self, TEST_NOW + 1, TEST_NOW + MONTH), ==, 24);
  assert_journal (self, "25:16 26:16");
  assert_sound (self);
}

/* The file goes to another machine: the journal it had can go whole, and only that. */
static void
test_former_device (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  save_at (self, &id, 1, TEST_NOW);
  save_at (self, &id, 2, TEST_NOW + MONTH);
  rep_vault_renew_device (self->vault, 0);
  save_at (self, &id, 3, TEST_NOW + 2 * MONTH);
  assert_journal (self, "1:1 2:6 3:2 4:2 1:17 2:2");
  g_assert_cmpuint (prune (self, TEST_NOW + 1, TEST_NOW + 3 * MONTH), ==, 0);
  g_assert_cmpuint (prune (self, TEST_NOW + 2 * MONTH, TEST_NOW + 3 * MONTH), ==, 4);
  assert_journal (self, "1:17 2:2 3:16");
  assert_sound (self);
  test_vault_reopen (self);
  g_assert_cmpuint (prune (self, TEST_NOW + 9 * MONTH, TEST_NOW + 9 * MONTH), ==, 3);
  assert_journal (self, "4:16"); /* which says again where the former device's went */
  assert_sound (self);
  save_at (self, &id, 4, TEST_NOW + 9 * MONTH);
  assert_sound (self);
}

/* A file new to this machine is pruned in the very transaction that takes a device. */
static void
test_new_device (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  save_at (self, &id, 1, TEST_NOW);
  rep_vault_renew_device (self->vault, 0);
  g_assert_cmpuint (prune (self, TEST_NOW + 1, TEST_NOW + MONTH), ==, 3);
  assert_journal (self, "1:17 2:16");
  assert_sound (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)
  ADD ("/vault-journal/prune", test_prune);
  ADD ("/vault-journal/still-vouched", test_still_vouched);
  ADD ("/vault-journal/several-accounts", test_several_accounts);
  ADD ("/vault-journal/refused", test_refused);
  ADD ("/vault-journal/taken-away", test_taken_away);
  ADD ("/vault-journal/many", test_many);
  ADD ("/vault-journal/former-device", test_former_device);
  ADD ("/vault-journal/new-device", test_new_device);

  return g_test_run ();
}
