/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/error.h"
#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define DIGITS "482915"

/* Notes written while locked, and the six digits that open what an idle lock shut. */

static RepId
account_of (TestVault *self)
{
  return rep_vault_account (self->vault)->id;
}

/* Puts a note of @size clear bytes in for @account, as the locked program does. */
static gboolean
add (TestVault *self, const RepId *account, gsize size, RepId *id, GError **error)
{
  g_autofree guint8 *clear = g_malloc0 (size + 1);
  RepLockedPlace place = { *rep_vault_id (self->vault), *account, rep_id_random () };
  g_autoptr (GBytes) body = NULL;
  RepPublicKeys keys;

  g_assert_true (rep_vault_find_keys (self->vault, account, &keys, NULL));
  body = rep_locked_note_seal (&keys, &place, TEST_NOW, clear, size);
  *id = place.id;
  return rep_vault_add_note (self->vault, account, &place.id, body, error);
}

static void
must_add (TestVault *self, const RepId *account, gsize size, RepId *id)
{
  g_autoptr (GError) error = NULL;

  add (self, account, size, id, &error);
  g_assert_no_error (error);
}

static guint
waiting (TestVault *self)
{
  g_autoptr (GPtrArray) notes = rep_vault_list_notes (self->vault, NULL);

  g_assert_nonnull (notes);
  return notes->len;
}

static void
assert_sound (TestVault *self)
{
  g_auto (RepVaultCheck) check = { 0 };

  g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
  g_assert_true (rep_vault_check_is_sound (&check));
}

static gboolean
count_confirmations (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  guint *n = data;

  if (entry->action == REP_ACTION_CONFIRM_NOTES)
    *n += entry->changes->len;
  return TRUE;
}

/* How many records and notes the journal's CONFIRM_NOTES entries name. */
static guint
confirmations (TestVault *self)
{
  RepJournalEnd end;
  guint n = 0;

  g_assert_true (rep_journal_scan (self->vault->database, self->vault->keyring, &self->vault->head,
                                   count_confirmations, &n, &end, NULL));
  return n;
}

/* Written without a key, read by nobody else, and no part of what is summed and signed. */
static void
test_added_while_locked (TestVault *self, gconstpointer data)
{
  RepId maud = account_of (self), id;
  RepDigest sum = self->vault->head.record_sum;
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GPtrArray) notes = NULL;
  const RepSealedNote *note;
  gint64 time;

  (void)test_add_counsellor (self, "zoe");
  rep_vault_lock (self->vault);
  must_add (self, &maud, 30, &id);
  test_vault_reopen (self);
  g_assert_true (test_intact (self->vault));
  g_assert_true (rep_digest_equal (&sum, &self->vault->head.record_sum));
  notes = rep_vault_list_notes (self->vault, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  note = g_ptr_array_index (notes, 0);
  g_assert_true (rep_vault_open_note (self->vault, note, &time, clear, NULL));
  g_assert_cmpint (time, ==, TEST_NOW);
  g_assert_cmpuint (rep_arena_size (clear), ==, 30);

  test_log_in (self, "zoe");
  g_assert_cmpuint (waiting (self), ==, 0);
  g_assert_false (rep_vault_open_note (self->vault, note, &time, clear, NULL));
}

static void
test_bounds (TestVault *self, gconstpointer data)
{
  RepId maud = account_of (self), zoe = test_add_counsellor (self, "zoe"), id;
  g_autoptr (GError) many = NULL, large = NULL;

  for (guint i = 0; i < REP_NOTES_MAX; i++)
    must_add (self, &maud, 10, &id);
  g_assert_false (add (self, &maud, 10, &id, &many));
  g_assert_error (many, REP_DB_ERROR, REP_DB_ERROR_TOO_MANY);
  g_assert_cmpuint (waiting (self), ==, REP_NOTES_MAX);

  /* Another account has room of its own: 1 MiB of it. */
  for (guint i = 0; i < 7; i++)
    must_add (self, &zoe, 100000, &id);
  g_assert_false (add (self, &zoe, 100000, &id, &large) && add (self, &zoe, 100000, &id, &large));
  g_assert_error (large, REP_DB_ERROR, REP_DB_ERROR_TOO_MANY);
}

/* What somebody stuffed into the file is read no further than what may wait. */
static void
test_stuffed_file (TestVault *self, gconstpointer data)
{
  test_vault_close (self);
  test_sql (self->path, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                        "2000) INSERT INTO locked_note SELECT randomblob(16), account, "
                        "randomblob(2000) FROM n, slot");
  self->vault = test_vault_unlock (self->path, TEST_LOGIN, TEST_PASSWORD);
  g_assert_cmpuint (waiting (self), ==, REP_NOTES_MAX);
  test_vault_close (self);
  test_sql (self->path, "UPDATE locked_note SET body = zeroblob(300000)");
  self->vault = test_vault_unlock (self->path, TEST_LOGIN, TEST_PASSWORD);
  g_assert_cmpuint (waiting (self), ==, 0);
}

/* One transaction: the record is there and the note is gone, or neither. */
static void
test_confirmed_once (TestVault *self, gconstpointer data)
{
  RepId maud = account_of (self), note, first = rep_id_random (), second = rep_id_random ();
  g_autoptr (GError) error = NULL;

  must_add (self, &maud, 10, &note);
  rep_vault_confirm_note (self->vault, &note);
  test_must_save (self, &first, 1, "facts", "Zoé");
  g_assert_cmpuint (waiting (self), ==, 0);
  g_assert_cmpuint (confirmations (self), ==, 1);

  rep_vault_confirm_note (self->vault, &note);
  g_assert_false (test_save (self, &second, 1, "facts", "Zoé", &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  g_assert_null (test_read (self->vault, &second));
  test_must_save (self, &second, 1, "facts", "Zoé"); /* only that one save was about the note */
  g_assert_cmpuint (confirmations (self), ==, 1);
  assert_sound (self);
}

static void
test_failed_save_keeps_it (TestVault *self, gconstpointer data)
{
  RepId maud = account_of (self), note, id = rep_id_random ();
  g_autoptr (GError) error = NULL;

  must_add (self, &maud, 10, &note);
  rep_vault_confirm_note (self->vault, &note);
  g_assert_false (test_save (self, &id, 2, "facts", "Zoé", &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  g_assert_cmpuint (waiting (self), ==, 1);
  assert_sound (self);
}

static void
test_discarded (TestVault *self, gconstpointer data)
{
  RepId maud = account_of (self), note;
  g_autoptr (GError) error = NULL;

  must_add (self, &maud, 10, &note);
  g_assert_true (rep_vault_discard_note (self->vault, &note, TEST_NOW, NULL));
  g_assert_cmpuint (waiting (self), ==, 0);
  g_assert_cmpuint (confirmations (self), ==, 1);
  g_assert_false (rep_vault_discard_note (self->vault, &note, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  assert_sound (self);
}

static void
test_rewritten (TestVault *self, gconstpointer data)
{
  RepId maud = account_of (self), note;
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GPtrArray) notes = NULL;
  gint64 time;

  must_add (self, &maud, 10, &note);
  g_assert_true (rep_vault_rewrite_note (self->vault, &note, 5, "abc", 3, NULL));
  notes = rep_vault_list_notes (self->vault, NULL);
  g_assert_cmpuint (notes->len, ==, 1);
  g_assert_true (
      rep_vault_open_note (self->vault, g_ptr_array_index (notes, 0), &time, clear, NULL));
  g_assert_cmpint (time, ==, 5);
  test_assert_same (rep_arena_data (clear), rep_arena_size (clear), "abc", 3);
  g_assert_true (rep_vault_discard_note (self->vault, &note, TEST_NOW, NULL));
  g_assert_true (rep_vault_rewrite_note (self->vault, &note, 5, "abc", 3, NULL));
  g_assert_cmpuint (waiting (self), ==, 0); /* none comes back */
}

static void
test_gone_with_the_account (TestVault *self, gconstpointer data)
{
  RepId zoe = test_add_counsellor (self, "zoe"), note;
  RepPublicKeys keys;

  must_add (self, &zoe, 10, &note);
  test_must_revoke (self, zoe);
  g_assert_false (rep_vault_find_keys (self->vault, &zoe, &keys, NULL));
  test_vault_close (self);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM locked_note"), ==, 0);
}

static gboolean
open_short (TestVault *self, RepShortUnlock *unlock, const char *digits, gint64 clock, int code)
{
  g_autoptr (RepSecret) typed = test_secret (digits);
  g_autoptr (GError) error = NULL;
  gboolean open;

  rep_vault_free (self->vault);
  self->vault = rep_vault_open (self->path, 0, NULL);
  open = rep_vault_unlock_short (self->vault, unlock, typed, clock, &error);
  if (!open) {
    g_assert_error (error, REP_CRYPTO_ERROR, code);
    g_assert_null (rep_vault_account (self->vault));
  }
  return open;
}

static RepShortUnlock *
short_unlock (TestVault *self)
{
  g_autoptr (RepSecret) digits = test_secret (DIGITS);

  return rep_short_unlock_new (self->vault, digits, REP_SHORT_SECONDS, NULL);
}

/* The file has no weaker slot: it is byte for byte the same. */
static void
test_short_unlock (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autoptr (RepShortUnlock) unlock = NULL;
  RepDigest before;

  test_must_save (self, &id, 1, "facts", "Zoé");
  unlock = short_unlock (self);
  test_vault_close (self);
  before = test_file_digest (self->path);
  g_assert_false (open_short (self, unlock, "482916", 1, REP_CRYPTO_ERROR_WRONG_SECRET));
  g_assert_true (open_short (self, unlock, DIGITS, 1, 0));
  test_vault_close (self);
  {
    RepDigest after = test_file_digest (self->path);

    g_assert_true (rep_digest_equal (&before, &after));
  }

  g_assert_true (open_short (self, unlock, DIGITS, 2, 0));
  g_assert_true (test_intact (self->vault));
  {
    g_autofree char *read = test_read (self->vault, &id);

    g_assert_cmpstr (read, ==, "1:facts/Zoé/Zoé");
  }
  test_must_save (self, &id, 2, "facts", "Zoé");
  assert_sound (self);
  g_assert_false (open_short (self, unlock, DIGITS, REP_SHORT_SECONDS, REP_CRYPTO_ERROR_LIMIT));
  test_vault_reopen (self); /* the password opens as ever */
}

/* A password changed meanwhile: what the digits hold is of no use, and is gone. */
static void
test_short_unlock_of_another_password (TestVault *self, gconstpointer data)
{
  g_autoptr (RepShortUnlock) unlock = short_unlock (self);
  g_autoptr (RepSecret) other = test_secret ("un autre mot de passe");
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_vault_set_password (self->vault, other, NULL, TEST_LATER, &error));
  g_assert_false (open_short (self, unlock, DIGITS, 1, REP_CRYPTO_ERROR_WRONG_SECRET));
  g_assert_false (open_short (self, unlock, DIGITS, 1, REP_CRYPTO_ERROR_LIMIT));
}

static void
test_short_unlock_of_a_revoked_account (TestVault *self, gconstpointer data)
{
  RepId zoe = test_add_counsellor (self, "zoe");
  g_autoptr (RepShortUnlock) unlock = NULL;
  g_autoptr (RepSecret) typed = test_secret (DIGITS);
  g_autoptr (GError) error = NULL;

  test_log_in (self, "zoe");
  unlock = short_unlock (self);
  test_log_in (self, TEST_LOGIN);
  test_must_revoke (self, zoe);
  test_vault_close (self);
  self->vault = rep_vault_open (self->path, 0, NULL);
  g_assert_false (rep_vault_unlock_short (self->vault, unlock, typed, 1, &error));
  g_assert_null (rep_vault_keyring (self->vault));
}

#define add_test(name, func)                                                                       \
  g_test_add ("/vault-note/" name, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("added-while-locked", test_added_while_locked);
  add_test ("bounds", test_bounds);
  add_test ("stuffed-file", test_stuffed_file);
  add_test ("confirmed-once", test_confirmed_once);
  add_test ("failed-save-keeps-it", test_failed_save_keeps_it);
  add_test ("discarded", test_discarded);
  add_test ("rewritten", test_rewritten);
  add_test ("gone-with-the-account", test_gone_with_the_account);
  add_test ("short-unlock", test_short_unlock);
  add_test ("short-unlock-of-another-password", test_short_unlock_of_another_password);
  add_test ("short-unlock-of-a-revoked-account", test_short_unlock_of_a_revoked_account);
  return g_test_run ();
}
