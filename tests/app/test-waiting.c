/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "app/casebook/entry.h"
#include "app/casebook/waiting.h"
#include "app/error.h"
#include "app/platform/pins.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

/* Beside the vault's folder there is one for what the machine remembers. */
typedef struct {
  TestVault vault;
  char *state;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  test_vault_set_up (&self->vault, NULL);
  self->state = g_dir_make_tmp ("reperes-state-XXXXXX", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->state, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->state, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (self->state), ==, 0);
  g_free (self->state);
  test_vault_tear_down (&self->vault, NULL);
}

static RepDraft *
draft_of (const char *text)
{
  RepDraft *draft = rep_draft_new ();

  rep_draft_set (draft, 7, text);
  return draft;
}

/* Unlocks as a face does, so that the key is pinned. */
static void
enter (Fixture *self, const char *login)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepEntry entry = {
    .login = login, .password = password, .state_folder = self->state, .now = test_due ()
  };

  test_vault_close (&self->vault);
  self->vault.vault = rep_vault_open (self->vault.path, 0, NULL);
  g_assert_true (rep_entry_unlock (&entry, self->vault.vault, NULL));
}

static void
lock (Fixture *self)
{
  test_vault_close (&self->vault);
  self->vault.vault = rep_vault_open (self->vault.path, 0, NULL);
}

static gboolean
note (Fixture *self, const char *login, const char *text, gint64 time, GError **error)
{
  g_autoptr (RepDraft) draft = draft_of (text);

  return rep_waiting_write (self->vault.vault, self->state, login, draft, time, error);
}

static void
assert_waiting (Fixture *self, const char *expected)
{
  g_autoptr (GPtrArray) notes = rep_waiting_list (self->vault.vault, NULL);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++) {
    const RepWaitingNote *one = g_ptr_array_index (notes, i);

    g_string_append_printf (told, "%d:%s ", (int)one->time,
                            one->draft != NULL ? rep_draft_get (one->draft, 7) : "?");
  }
  g_assert_cmpstr (told->str, ==, expected);
}

static void
assert_refused (Fixture *self, const char *login, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (note (self, login, "perdue", 9, &error));
  g_assert_error (error, REP_APP_ERROR, code);
}

/* For whoever unlocked last, or for the login that is typed. */
static void
test_written_and_read (Fixture *self, gconstpointer data)
{
  (void)test_add_counsellor (&self->vault, "zoe");
  enter (self, "zoe");
  enter (self, TEST_LOGIN);
  lock (self);
  g_assert_true (note (self, NULL, "seconde", 20, NULL));
  g_assert_true (note (self, "", "première", 10, NULL));
  g_assert_true (note (self, "zoe", "pour Zoé", 30, NULL));
  enter (self, TEST_LOGIN);
  assert_waiting (self, "10:première 20:seconde ");
  enter (self, "zoe");
  assert_waiting (self, "30:pour Zoé ");
}

/* Nobody is guessed at: who never unlocked here has no key that is known to be theirs. */
static void
test_unknown_here (Fixture *self, gconstpointer data)
{
  (void)test_add_counsellor (&self->vault, "zoe");
  lock (self);
  assert_refused (self, NULL, REP_APP_ERROR_NOT_KNOWN_HERE);
  enter (self, TEST_LOGIN);
  lock (self);
  assert_refused (self, "zoe", REP_APP_ERROR_NOT_KNOWN_HERE);
  assert_refused (self, "personne", REP_APP_ERROR_NOT_KNOWN_HERE);
  g_assert_true (note (self, TEST_LOGIN, "x", 1, NULL));
}

/* Decision 22 (a): a whole forged roster that gives the account a key of the thief's. */
static void
test_swapped_key (Fixture *self, gconstpointer data)
{
  g_autoptr (RepKeypair) thief = rep_keypair_new_random ();
  g_autofree RepKeyPins *pins = g_new0 (RepKeyPins, 1);
  RepKeyPin pin;

  enter (self, TEST_LOGIN);
  lock (self);
  g_assert_true (rep_pins_load (self->state, rep_vault_id (self->vault.vault), pins));
  g_assert_cmpuint (pins->n, ==, 1);
  g_assert_true (note (self, NULL, "x", 1, NULL));

  /* The same difference from the other side: the file has another key than was pinned. */
  pin = pins->pins[0];
  pin.fingerprint = rep_key_fingerprint (rep_vault_id (self->vault.vault), &pin.account,
                                         rep_keypair_public (thief));
  g_assert_true (rep_pins_keep (self->state, rep_vault_id (self->vault.vault), &pin));
  assert_refused (self, NULL, REP_APP_ERROR_OTHER_KEY);

  /* After the next unlocking the key is known again. */
  enter (self, TEST_LOGIN);
  assert_waiting (self, "1:x ");
  lock (self);
  g_assert_true (note (self, NULL, "y", 2, NULL));
}

/* A roster of the thief's own, whole and well signed, is another vault's. */
static void
test_forged_roster (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->state, "autre.reperes", NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  enter (self, TEST_LOGIN);
  test_vault_close (&self->vault);
  test_vault_create (other);
  sql = g_strdup_printf ("ATTACH '%s' AS thief; DELETE FROM roster; "
                         "INSERT INTO roster SELECT * FROM thief.roster",
                         other);
  test_sql (self->vault.path, sql);
  self->vault.vault = rep_vault_open (self->vault.path, 0, NULL);
  g_assert_false (note (self, NULL, "perdue", 9, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  test_vault_close (&self->vault);
  g_assert_cmpint (test_sql_int (self->vault.path, "SELECT count(*) FROM locked_note"), ==, 0);
}

/* A roster row that was altered at all is refused before any key of it is looked at. */
static void
test_altered_roster (Fixture *self, gconstpointer data)
{
  enter (self, TEST_LOGIN);
  test_vault_close (&self->vault);
  for (gsize at = 0; at < 200; at += 7) {
    test_flip (self->vault.path, "roster", "body", "n = 0", at);
    self->vault.vault = rep_vault_open (self->vault.path, 0, NULL);
    g_assert_false (note (self, NULL, "perdue", 9, NULL));
    test_vault_close (&self->vault);
    test_flip (self->vault.path, "roster", "body", "n = 0", at);
  }
  enter (self, TEST_LOGIN);
  assert_waiting (self, "");
}

/* What does not open is told, and is not lost among the others. */
static void
test_damaged_note (Fixture *self, gconstpointer data)
{
  enter (self, TEST_LOGIN);
  lock (self);
  g_assert_true (note (self, NULL, "x", 1, NULL));
  test_vault_close (&self->vault);
  test_flip (self->vault.path, "locked_note", "body", "1", 90);
  enter (self, TEST_LOGIN);
  assert_waiting (self, "0:? ");
}

static void
test_rewritten (Fixture *self, gconstpointer data)
{
  g_autoptr (RepDraft) other = draft_of ("complétée");
  g_autoptr (GPtrArray) notes = NULL;
  const RepWaitingNote *one;

  enter (self, TEST_LOGIN);
  lock (self);
  g_assert_true (note (self, NULL, "x", 1, NULL));
  enter (self, TEST_LOGIN);
  notes = rep_waiting_list (self->vault.vault, NULL);
  one = g_ptr_array_index (notes, 0);
  g_assert_true (rep_waiting_rewrite (self->vault.vault, &one->id, one->time, other, NULL));
  assert_waiting (self, "1:complétée ");
}

/* The memory of the machine: private, of one's own, and whole. */
static void
test_pins_file (Fixture *self, gconstpointer data)
{
  g_autofree RepKeyPins *pins = g_new0 (RepKeyPins, 1);
  g_autofree char *path = NULL, *name = NULL;
  char hex[REP_ID_HEX_SIZE];
  RepId vault = *rep_vault_id (self->vault.vault), other = rep_id_random ();
  struct stat st;

  enter (self, TEST_LOGIN);
  name = g_strdup_printf ("%s.pins", rep_id_format (&vault, hex));
  path = g_build_filename (self->state, name, NULL);
  g_assert_cmpint (g_stat (path, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 0777, ==, 0600);
  g_assert_true (rep_pins_load (self->state, &vault, pins));
  g_assert_false (rep_pins_load (self->state, &other, pins));
  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_false (rep_pins_load (self->state, &vault, pins));
  lock (self);
  assert_refused (self, NULL, REP_APP_ERROR_NOT_KNOWN_HERE);
  enter (self, TEST_LOGIN);
  g_assert_true (rep_pins_load (self->state, &vault, pins));
}

#define add_test(name, func) g_test_add ("/waiting/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("written-and-read", test_written_and_read);
  add_test ("unknown-here", test_unknown_here);
  add_test ("swapped-key", test_swapped_key);
  add_test ("forged-roster", test_forged_roster);
  add_test ("altered-roster", test_altered_roster);
  add_test ("damaged-note", test_damaged_note);
  add_test ("rewritten", test_rewritten);
  add_test ("pins-file", test_pins_file);
  return g_test_run ();
}
