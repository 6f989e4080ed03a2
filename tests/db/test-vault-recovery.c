/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "crypto/error.h"
#include "crypto/recovery.h"
#include "db/account-store.h"
#include "db/transaction.h"
#include "db/vault-accounts.h"
#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NEW "autre phrase"
#define SECOND "sonia"

/* A vault whose recovery sheets were kept. */
typedef struct {
  TestVault vault;
  GPtrArray *sheets;
} Fixture;

static gboolean
keep_sheets (const GPtrArray *codes, gpointer data, GError **error)
{
  GPtrArray **kept = data;

  g_clear_pointer (kept, g_ptr_array_unref);
  *kept = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < codes->len; i++)
    g_ptr_array_add (*kept, g_strdup (g_ptr_array_index (codes, i)));
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  RepVaultSetup setup = { .organisation = "Essai",
                          .login = TEST_LOGIN,
                          .password = password,
                          .shares = GPOINTER_TO_UINT (data),
                          .now = TEST_NOW };

  test_folder_set_up (&self->vault, NULL);
  rep_vault_create (self->vault.path, &setup, keep_sheets, &self->sheets, &error);
  g_assert_no_error (error);
  test_vault_reopen (&self->vault);
  rep_vault_add_structure (self->vault.vault, TEST_NOW, &self->vault.structure, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_vault_tear_down (&self->vault, NULL);
  g_ptr_array_unref (self->sheets);
}

static RepSecret *
code_of (const GPtrArray *sheets)
{
  g_autoptr (GError) error = NULL;
  RepSecret *code =
      rep_recovery_parse ((const char *const *)sheets->pdata, sheets->len, NULL, &error);

  g_assert_no_error (error);
  return code;
}

static gboolean
try_sheets (Fixture *self, const GPtrArray *sheets, RepRecoveryReport *report, GError **error)
{
  g_autoptr (RepSecret) code = code_of (sheets);
  const RepAccount *open_for = rep_vault_account (self->vault.vault);
  gboolean opens = rep_vault_drill (self->vault.vault, code, report, error);

  g_assert_true (rep_vault_account (self->vault.vault) == open_for);
  return opens;
}

static gboolean
recover_with (RepVault *vault,
              const RepSecret *code,
              const char *login,
              const char *password,
              gboolean *added,
              GError **error)
{
  g_autoptr (RepSecret) secret = test_secret (password);
  gboolean done = rep_vault_unlock_recovery (vault, code, error) &&
                  rep_vault_recover (vault, login, secret, TEST_LATER, added, error);

  rep_vault_lock (vault);
  return done;
}

static gboolean
recover (Fixture *self, const char *login, const char *password, gboolean *added, GError **error)
{
  g_autoptr (RepSecret) code = code_of (self->sheets);

  return recover_with (self->vault.vault, code, login, password, added, error);
}

static gboolean
opens (Fixture *self, const char *login, const char *password)
{
  static gint64 now = TEST_LATER;
  g_autoptr (RepSecret) secret = test_secret (password);

  now += 61;
  return rep_vault_unlock (self->vault.vault, login, secret, now, NULL, NULL);
}

static void
assert_sound (Fixture *self)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  rep_vault_check (self->vault.vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpint (check.journal_broken_at, ==, -1);
  g_assert_cmpuint (check.unsigned_records->len + check.damaged->len, ==, 0);
  g_assert_true (check.intact);
}

static void
assert_reads (Fixture *self, const RepId *id, const char *expected)
{
  g_autofree char *read = test_read (self->vault.vault, id);

  g_assert_cmpstr (read, ==, expected);
}

/* C7, the drill: the sheet opens every key, and the vault is as it was. */
static void
test_c7_drill (Fixture *self, gconstpointer data)
{
  RepRecoveryReport report = { 0 };
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();
  RepDigest before, after;

  test_must_save (&self->vault, &id, 1, "x", "y");
  test_vault_close (&self->vault);
  before = test_file_digest (self->vault.path);
  self->vault.vault = rep_vault_open (self->vault.path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (try_sheets (self, self->sheets, &report, &error));
  g_assert_cmpuint (report.keys, ==, 3);
  g_assert_cmpuint (report.missing, ==, 0);
  g_assert_cmpint (report.since, ==, TEST_NOW);
  test_vault_close (&self->vault);
  after = test_file_digest (self->vault.path);
  g_assert_true (rep_digest_equal (&before, &after));
  test_vault_reopen (&self->vault);
  assert_sound (self);
}

/* The password is lost, the login is known: new keys, everything readable, the old password dead.
 */
static void
test_c7_recover_manager (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();
  RepPublicKeys keys = rep_vault_account (self->vault.vault)->keys;
  guint32 length = rep_roster_length (rep_vault_roster (self->vault.vault));
  const RepRosterEvent *event;
  gboolean added = TRUE;

  test_must_save (&self->vault, &id, 1, "faits", "Zoé");
  g_assert_true (recover (self, TEST_LOGIN, NEW, &added, &error));
  g_assert_false (added);
  g_assert_false (opens (self, TEST_LOGIN, TEST_PASSWORD));
  g_assert_true (opens (self, TEST_LOGIN, NEW));
  g_assert_cmpint (memcmp (&keys, &rep_vault_account (self->vault.vault)->keys, sizeof keys), !=,
                   0);
  assert_reads (self, &id, "1:faits/Zoé/Zoé");
  test_must_save (&self->vault, &id, 2, "suite", "Zoé");
  assert_sound (self);

  event = rep_roster_event (rep_vault_roster (self->vault.vault), length);
  g_assert_cmpint (event->type, ==, REP_ROSTER_REKEY);
  g_assert_cmpint (event->signer_role, ==, REP_ROLE_RECOVERY);
  g_assert_cmpint (event->time, ==, TEST_LATER);
  g_assert_true (rep_id_equal (&event->account, &rep_vault_account (self->vault.vault)->id));
  g_assert_null (rep_roster_event (rep_vault_roster (self->vault.vault), length + 1));
}

static void
test_recover_new_manager (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();
  gboolean added = FALSE;

  test_must_save (&self->vault, &id, 1, "faits", "Zoé");
  g_assert_true (recover (self, SECOND, NEW, &added, &error));
  g_assert_true (added);
  g_assert_true (opens (self, SECOND, NEW));
  g_assert_cmpint (rep_vault_account (self->vault.vault)->role, ==, REP_ROLE_MANAGER);
  assert_reads (self, &id, "1:faits/Zoé/Zoé");
  test_must_save (&self->vault, &id, 2, "suite", "Zoé");
  assert_sound (self);
  g_assert_true (opens (self, TEST_LOGIN, TEST_PASSWORD)); /* others are left alone */
  assert_sound (self);
}

/* Wrong tries made the account wait; the sheet does not. */
static void
test_recover_forgets_failures (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) wrong = test_secret ("faux");
  g_autoptr (RepSecret) right = test_secret (NEW);
  g_autoptr (GError) error = NULL;
  gboolean added;

  for (guint i = 0; i < 6; i++)
    g_assert_false (
        rep_vault_unlock (self->vault.vault, TEST_LOGIN, wrong, TEST_LATER + 61 * i, NULL, NULL));
  g_assert_true (recover (self, TEST_LOGIN, NEW, &added, &error));
  g_assert_true (
      rep_vault_unlock (self->vault.vault, TEST_LOGIN, right, TEST_LATER + 61 * 5, NULL, &error));
}

static void
assert_recover_fails (Fixture *self, const char *login, const char *password, RepDbError code)
{
  g_autoptr (GError) error = NULL;
  gboolean added;

  g_assert_false (recover (self, login, password, &added, &error));
  g_assert_error (error, REP_DB_ERROR, (int)code);
}

static void
add_counsellor (Fixture *self)
{
  RepVault *vault = self->vault.vault;
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_auto (RepRosterEntry) counsellor = { .type = REP_ROSTER_ADD,
                                         .account = rep_id_random (),
                                         .login = g_strdup ("chloé"),
                                         .role = REP_ROLE_COUNSELLOR,
                                         .keys = *rep_keypair_public (keys) };

  g_assert_true (rep_vault_append_roster (vault, &counsellor, NULL));
}

static void
test_recover_refused (Fixture *self, gconstpointer data)
{
  g_autofree char *long_login = g_strnfill (REP_LOGIN_MAX + 1, 'a');

  add_counsellor (self);
  assert_recover_fails (self, "chloé", NEW, REP_DB_ERROR_DENIED);
  assert_recover_fails (self, "", NEW, REP_DB_ERROR_DENIED);
  assert_recover_fails (self, long_login, NEW, REP_DB_ERROR_DENIED);
  assert_recover_fails (self, REP_RECOVERY_LOGIN, NEW, REP_DB_ERROR_DENIED);
  assert_recover_fails (self, TEST_LOGIN, "", REP_DB_ERROR_PASSWORD);
  assert_recover_fails (self, TEST_LOGIN, "x ", REP_DB_ERROR_PASSWORD);
  g_assert_true (opens (self, TEST_LOGIN, TEST_PASSWORD));
  assert_sound (self);
}

/* C7: a code that is well formed and not this vault's. */
static void
test_c7_wrong_code (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 20; i++) {
    g_autoptr (RepSecret) code = rep_secret_new_random (32);
    g_autoptr (GError) error = NULL;
    gboolean added;

    g_assert_false (recover_with (self->vault.vault, code, TEST_LOGIN, NEW, &added, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SHEET);
    g_assert_null (rep_vault_account (self->vault.vault));
  }
  g_assert_true (opens (self, TEST_LOGIN, TEST_PASSWORD));
  assert_sound (self);
}

/* Nor does a manager's own account do what the sheet's does. */
static void
test_only_the_sheet (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret (NEW);
  g_autoptr (GError) error = NULL;
  gboolean added;

  g_assert_false (
      rep_vault_recover (self->vault.vault, SECOND, password, TEST_LATER, &added, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED);
}

/* C7: with one typo anywhere the code is refused and the typo located; what is left of two shares
 * opens nothing. */
static void
test_c7_typo_and_missing_share (Fixture *self, gconstpointer data)
{
  g_autofree char *sheet = g_strdup (g_ptr_array_index (self->sheets, 0));
  const char *one[] = { sheet };
  g_autoptr (GError) error = NULL;
  guint bad = 0;

  g_assert_null (rep_recovery_parse (one, 1, &bad, &error)); /* its twin is missing */
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET);
  g_assert_cmpuint (bad, ==, 0);
  for (guint i = 0; i < strlen (sheet); i++) {
    const char *both[] = { sheet, g_ptr_array_index (self->sheets, 1) };
    char kept = sheet[i];

    if (kept == '-')
      continue;
    g_clear_error (&error);
    sheet[i] = kept == 'Z' ? 'Y' : kept == '9' ? 'A' : (char)(kept + 1);
    if (strchr ("ILOU", sheet[i]) != NULL)
      sheet[i] = '8';
    g_assert_null (rep_recovery_parse (both, 2, &bad, &error));
    g_assert_cmpuint (bad, ==, i / 6 + 1);
    sheet[i] = kept;
  }
}

static void
test_two_shares (Fixture *self, gconstpointer data)
{
  RepRecoveryReport report;
  g_autoptr (GError) error = NULL;
  gboolean added;

  g_assert_cmpuint (self->sheets->len, ==, 2);
  g_assert_true (try_sheets (self, self->sheets, &report, &error));
  g_assert_true (recover (self, TEST_LOGIN, NEW, &added, &error));
  g_assert_true (opens (self, TEST_LOGIN, NEW));
}

static void
renew (Fixture *self, guint shares, GPtrArray **sheets)
{
  g_autoptr (GError) error = NULL;

  rep_vault_renew_recovery (self->vault.vault, shares, keep_sheets, sheets, TEST_LATER, &error);
  g_assert_no_error (error);
}

/* The old sheet opens nothing of the file any more; the new one opens all of it. */
static void
test_renew (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) old = g_ptr_array_ref (self->sheets);
  GPtrArray *fresh = NULL;
  RepRecoveryReport report;
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();
  guint16 later;
  gboolean added;

  test_must_save (&self->vault, &id, 1, "faits", "Zoé");
  renew (self, 2, &fresh);
  g_assert_cmpuint (fresh->len, ==, 2);
  test_must_save (&self->vault, &id, 2, "suite", NULL);
  assert_sound (self);
  g_assert_true (rep_vault_add_structure (self->vault.vault, TEST_LATER, &later, &error));

  g_assert_false (try_sheets (self, old, &report, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SHEET);
  g_clear_error (&error);
  g_assert_true (try_sheets (self, fresh, &report, &error));
  g_assert_cmpuint (report.missing, ==, 0);
  g_assert_cmpint (report.since, ==, TEST_LATER);
  g_ptr_array_unref (self->sheets);
  self->sheets = fresh;
  g_assert_true (recover (self, SECOND, NEW, &added, &error));
  g_assert_true (opens (self, SECOND, NEW));
  assert_reads (self, &id, "2:suite/Zoé/Zoé");
  assert_sound (self);
}

static gboolean
open_facts (const RepRecord *record, gpointer data, GError **error)
{
  g_autoptr (RepArena) clear = rep_arena_new ();

  return rep_keyring_open (data, &record->id, record->kind, REP_CLASS_FACTS, record->facts.data,
                           record->facts.size, clear, error);
}

/* Whoever kept the old sheet and a copy of the file from before reads what was written until then,
 * in any copy, and nothing of what was written since. */
static void
test_renew_ends_the_old (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) old = g_ptr_array_ref (self->sheets);
  g_autofree char *path = g_strconcat (self->vault.path, ".vol", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (RepSecret) code = code_of (old);
  g_autoptr (RepSecret) password = test_secret (NEW);
  g_autoptr (RepVault) stolen = NULL;
  g_autoptr (GPtrArray) fresh = NULL;
  g_autoptr (GError) error = NULL;
  RepId before = rep_id_random (), after = rep_id_random ();
  RepKeyring *keys;
  gboolean added;
  gsize size;

  test_must_save (&self->vault, &before, 1, "avant", "Zoé");
  test_vault_close (&self->vault);
  g_assert_true (g_file_get_contents (self->vault.path, &bytes, &size, NULL));
  g_assert_true (
      g_file_set_contents_full (path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  test_vault_reopen (&self->vault);
  renew (self, 1, &fresh);
  test_must_save (&self->vault, &after, 1, "après", "Zoé");

  stolen = rep_vault_open (path, 0, &error);
  g_assert_no_error (error);
  g_assert_true (recover_with (stolen, code, "voleur", NEW, &added, &error));
  g_assert_true (rep_vault_unlock (stolen, "voleur", password, test_due (), NULL, &error));
  keys = (RepKeyring *)rep_vault_keyring (stolen);
  g_assert_true (rep_vault_find (self->vault.vault, &before, open_facts, keys, &error));
  g_assert_no_error (error);
  g_assert_false (rep_vault_find (self->vault.vault, &after, open_facts, keys, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
  g_clear_pointer (&stolen, rep_vault_free);
  g_unlink (path);
  g_unlink (lock);
}

static gboolean
refuse_sheets (const GPtrArray *codes, gpointer data, GError **error)
{
  keep_sheets (codes, data, NULL);
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL, "no room");
  return FALSE;
}

/* A sheet that could not be written is not in force; the old one is. */
static void
test_renew_not_written (Fixture *self, gconstpointer data)
{
  GPtrArray *fresh = NULL;
  RepRecoveryReport report;
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();

  g_assert_false (
      rep_vault_renew_recovery (self->vault.vault, 1, refuse_sheets, &fresh, TEST_LATER, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_FULL);
  g_clear_error (&error);
  test_must_save (&self->vault, &id, 1, "x", "y"); /* the open vault goes on */
  assert_sound (self);
  g_assert_false (try_sheets (self, fresh, &report, &error));
  g_clear_error (&error);
  g_assert_true (try_sheets (self, self->sheets, &report, &error));
  g_assert_cmpuint (report.missing, ==, 0);
  g_ptr_array_unref (fresh);
}

/* A manager without every key would make a sheet that opens less: refused. */
static void
test_renew_incomplete (Fixture *self, gconstpointer data)
{
  GPtrArray *fresh = NULL;
  g_autoptr (GError) error = NULL;

  test_vault_close (&self->vault);
  test_sql (self->vault.path, "DELETE FROM key_grant WHERE compartment = 16"
                              " AND grantee = (SELECT account FROM slot)");
  test_vault_reopen (&self->vault);
  g_assert_false (
      rep_vault_renew_recovery (self->vault.vault, 1, keep_sheets, &fresh, TEST_LATER, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_INCOMPLETE);
  g_assert_null (fresh);
}

/* A drill tells when the sheet holds less than all there is. */
static void
test_drill_incomplete (Fixture *self, gconstpointer data)
{
  RepRecoveryReport report;
  g_autoptr (GError) error = NULL;

  test_vault_close (&self->vault);
  test_sql (self->vault.path, "DELETE FROM key_grant WHERE compartment = 16"
                              " AND grantee <> (SELECT account FROM slot)");
  test_vault_reopen (&self->vault);
  g_assert_true (try_sheets (self, self->sheets, &report, &error));
  g_assert_cmpuint (report.keys, ==, 2);
  g_assert_cmpuint (report.missing, ==, 1);
}

/* Without a key, nothing in the tables makes a sheet open: keys swapped, grants moved. */
static void
test_altered (Fixture *self, gconstpointer data)
{
  static const char *const edits[] = {
    "DELETE FROM roster WHERE n = 1",
    "UPDATE roster SET signature = zeroblob(64) WHERE n = 1",
    "DELETE FROM key_grant WHERE compartment = 1",
    "UPDATE key_grant SET body = zeroblob(251) WHERE compartment = 2",
    "UPDATE key_grant SET body = (SELECT g.body FROM key_grant AS g WHERE g.compartment = 1"
    " AND g.grantee <> key_grant.grantee) WHERE compartment = 1"
    " AND grantee <> (SELECT account FROM slot)",
    "UPDATE head SET signature = zeroblob(64)",
    "UPDATE vault SET id = zeroblob(16)",
  };
  g_autofree char *kept = NULL;
  gsize size;

  test_vault_close (&self->vault);
  g_assert_true (g_file_get_contents (self->vault.path, &kept, &size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    RepRecoveryReport report;
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", edits[i]);
    test_sql (self->vault.path, edits[i]);
    self->vault.vault = rep_vault_open (self->vault.path, 0, &error);
    g_assert_no_error (error);
    g_assert_false (try_sheets (self, self->sheets, &report, &error));
    g_assert_nonnull (error);
    g_assert_false (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SHEET));
    test_vault_close (&self->vault);
    g_assert_true (g_file_set_contents_full (self->vault.path, kept, (gssize)size,
                                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  }
}

#define ADD(path, shares, func)                                                                    \
  g_test_add (path, Fixture, GUINT_TO_POINTER (shares), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/vault-recovery/c7-drill", 1, test_c7_drill);
  ADD ("/vault-recovery/c7-recover-manager", 1, test_c7_recover_manager);
  ADD ("/vault-recovery/new-manager", 1, test_recover_new_manager);
  ADD ("/vault-recovery/forgets-failures", 1, test_recover_forgets_failures);
  ADD ("/vault-recovery/refused", 1, test_recover_refused);
  ADD ("/vault-recovery/c7-wrong-code", 1, test_c7_wrong_code);
  ADD ("/vault-recovery/only-the-sheet", 1, test_only_the_sheet);
  ADD ("/vault-recovery/c7-typo-and-missing-share", 2, test_c7_typo_and_missing_share);
  ADD ("/vault-recovery/two-shares", 2, test_two_shares);
  ADD ("/vault-recovery/renew", 1, test_renew);
  ADD ("/vault-recovery/renew-ends-the-old", 1, test_renew_ends_the_old);
  ADD ("/vault-recovery/renew-not-written", 1, test_renew_not_written);
  ADD ("/vault-recovery/renew-incomplete", 1, test_renew_incomplete);
  ADD ("/vault-recovery/drill-incomplete", 1, test_drill_incomplete);
  ADD ("/vault-recovery/altered", 1, test_altered);
  return g_test_run ();
}
