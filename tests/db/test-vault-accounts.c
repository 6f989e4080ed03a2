/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-accounts.h"

#include "crypto/error.h"
#include "db/account-store.h"
#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define COUNSELLOR "chloé"
#define DIRECTOR "david"
#define MANAGER "sonia"

static GArray *
list_of (guint n, const guint16 *compartments)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint16));

  g_array_append_vals (list, compartments, n);
  return list;
}

static gboolean
try_add (
    TestVault *self, const char *login, RepRole role, guint n, const guint16 *own, GError **error)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GArray) structures = n > 0 ? list_of (n, own) : NULL;
  RepNewAccount account = {
    .login = login, .password = password, .role = role, .structures = structures
  };

  return rep_vault_add_account (self->vault, &account, TEST_NOW, NULL, error);
}

static void
add (TestVault *self, const char *login, RepRole role, guint n, const guint16 *own)
{
  g_autoptr (GError) error = NULL;

  try_add (self, login, role, n, own, &error);
  g_assert_no_error (error);
}

static guint16
add_structure (TestVault *self)
{
  g_autoptr (GError) error = NULL;
  guint16 compartment;

  rep_vault_add_structure (self->vault, TEST_NOW, &compartment, &error);
  g_assert_no_error (error);
  return compartment;
}

static void
log_in (TestVault *self, const char *login)
{
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, login, TEST_PASSWORD);
}

static RepId
id_of (TestVault *self, const char *login)
{
  return rep_roster_account_by_login (rep_vault_roster (self->vault), login)->id;
}

static void
must_revoke (TestVault *self, const char *login)
{
  g_autoptr (GError) error = NULL;
  RepId id = id_of (self, login);

  rep_vault_revoke (self->vault, &id, NULL, NULL, TEST_NOW, &error);
  g_assert_no_error (error);
}

static void
append_key (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer text)
{
  g_string_append_printf (text, " %u/%u", compartment, epoch);
}

/* The keys held, as " compartment/epoch" each. */
static char *
keys_held (TestVault *self)
{
  GString *text = g_string_new (NULL);

  rep_keyring_foreach (rep_vault_keyring (self->vault), append_key, text);
  return g_string_free (text, FALSE);
}

static void
assert_keys (TestVault *self, const char *expected)
{
  g_autofree char *held = keys_held (self);

  g_assert_cmpstr (held, ==, expected);
}

static void
assert_reads (TestVault *self, const RepId *id, const char *expected)
{
  g_autofree char *text = test_read (self->vault, id);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_sound (TestVault *self)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  rep_vault_check (self->vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check.damaged->len, ==, 0);
  g_assert_cmpuint (check.unsigned_records->len, ==, 0);
  g_assert_cmpint (check.journal_broken_at, ==, -1);
  g_assert_true (check.intact);
}

/* --- adding --------------------------------------------------------------------------------- */

static void
test_counsellor (TestVault *self, gconstpointer data)
{
  guint16 other = add_structure (self);
  RepId here = rep_id_random (), there = rep_id_random ();

  test_must_save (self, &here, 1, "REPERE", "Zoé Petit");
  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  self->structure = other;
  test_must_save (self, &there, 1, "CONTACTE", "Ali Grand");

  log_in (self, COUNSELLOR);
  assert_keys (self, " 1/1 2/1 16/1");
  assert_reads (self, &here, "1:REPERE/Zoé Petit/Zoé Petit"); /* from before there was an account */
  assert_reads (self, &there, "1:CONTACTE/?/Ali Grand");
  self->structure = REP_COMPARTMENT_FIRST_IDENTITY;
  test_must_save (self, &here, 2, "MOBILISE", "Zoé Petit");
  log_in (self, TEST_LOGIN);
  assert_reads (self, &here, "2:MOBILISE/Zoé Petit/Zoé Petit");
  assert_sound (self);
}

static void
test_director (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  test_must_save (self, &id, 1, "REPERE", "Zoé Petit");
  add (self, DIRECTOR, REP_ROLE_DIRECTOR, 0, NULL);
  log_in (self, DIRECTOR);
  assert_keys (self, " 1/1");
  assert_reads (self, &id, "1:REPERE/?/?");
  test_must_save (self, &id, 2, "CONTACTE", NULL); /* what it cannot open it keeps */
  assert_reads (self, &id, "2:CONTACTE/?/?");
  log_in (self, TEST_LOGIN);
  assert_reads (self, &id, "2:CONTACTE/Zoé Petit/Zoé Petit");
  assert_sound (self);
}

static void
test_manager (TestVault *self, gconstpointer data)
{
  add (self, MANAGER, REP_ROLE_MANAGER, 0, NULL);
  log_in (self, MANAGER);
  assert_keys (self, " 1/1 2/1 16/1");
  g_assert_cmpuint (add_structure (self), ==, 17);
  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  must_revoke (self, TEST_LOGIN);
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2 17/1 17/2");
  log_in (self, COUNSELLOR);
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2");
  assert_sound (self);
  test_vault_close (self);
}

/* A manager of one structure holds that one, what he founds, and gives no more. */
static void
test_manager_of_some (TestVault *self, gconstpointer data)
{
  guint16 other = add_structure (self), own;
  g_autoptr (GError) error = NULL;

  add (self, MANAGER, REP_ROLE_MANAGER, 1, &self->structure);
  g_assert_cmpuint (add_structure (self), ==, 18);
  log_in (self, MANAGER);
  assert_keys (self, " 1/1 2/1 16/1");
  g_assert_false (try_add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &other, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
  own = add_structure (self);
  assert_keys (self, " 1/1 2/1 16/1 19/1");
  add (self, "adèle", REP_ROLE_MANAGER, 0, NULL);
  g_clear_error (&error);
  g_assert_true (rep_vault_rotate (self->vault, TEST_NOW, &error));
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2 19/1 19/2");
  log_in (self, "adèle");
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2 19/1 19/2");
  log_in (self, TEST_LOGIN);
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2 17/1 17/2 18/1 18/2 19/1 19/2");
  g_assert_cmpuint (own, ==, 19);
}

typedef struct {
  const char *login;
  RepRole role;
  guint16 structure;
  int code;
} Refusal;

static void
test_refused (TestVault *self, gconstpointer data)
{
  static const Refusal refusals[] = {
    { TEST_LOGIN, REP_ROLE_DIRECTOR, 0, REP_DB_ERROR_EXISTS },
    { REP_RECOVERY_LOGIN, REP_ROLE_DIRECTOR, 0, REP_DB_ERROR_DENIED },
    { "", REP_ROLE_DIRECTOR, 0, REP_DB_ERROR_DENIED },
    { "\xff", REP_ROLE_DIRECTOR, 0, REP_DB_ERROR_DENIED },
    { "x", REP_ROLE_NONE, 0, REP_DB_ERROR_DENIED },
    { "x", REP_ROLE_RECOVERY, 0, REP_DB_ERROR_DENIED },
    { "x", REP_ROLE_COUNSELLOR, 0, REP_DB_ERROR_DENIED },
    { "x", REP_ROLE_COUNSELLOR, 17, REP_DB_ERROR_DENIED },
    { "x", REP_ROLE_COUNSELLOR, REP_COMPARTMENT_FACTS, REP_DB_ERROR_DENIED },
    { "x", REP_ROLE_DIRECTOR, 16, REP_DB_ERROR_DENIED },
  };
  guint32 length = rep_roster_length (rep_vault_roster (self->vault));

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    const Refusal *refusal = &refusals[i];
    g_autoptr (GError) error = NULL;

    g_assert_false (try_add (self, refusal->login, refusal->role, refusal->structure != 0,
                             &refusal->structure, &error));
    g_assert_error (error, REP_DB_ERROR, refusal->code);
  }
  g_assert_cmpuint (rep_roster_length (rep_vault_roster (self->vault)), ==, length);
  test_vault_reopen (self);
  g_assert_cmpuint (rep_roster_length (rep_vault_roster (self->vault)), ==, length);
}

/* Both spellings of é are one login. */
static void
test_login_composed (TestVault *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add (self, "chloe\xcc\x81", REP_ROLE_DIRECTOR, 0, NULL);
  g_assert_false (try_add (self, COUNSELLOR, REP_ROLE_DIRECTOR, 0, NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS);
  log_in (self, COUNSELLOR);
}

static void
assert_denied (gboolean done, GError **error)
{
  g_assert_false (done);
  g_assert_error (*error, REP_DB_ERROR, REP_DB_ERROR_DENIED);
  g_clear_error (error);
}

static void
test_managers_only (TestVault *self, gconstpointer data)
{
  static const char *const logins[] = { COUNSELLOR, DIRECTOR };
  g_autoptr (GError) error = NULL;
  guint16 compartment;

  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  add (self, DIRECTOR, REP_ROLE_DIRECTOR, 0, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++) {
    RepId manager = id_of (self, TEST_LOGIN), self_id = id_of (self, logins[i]);

    log_in (self, logins[i]);
    assert_denied (try_add (self, "x", REP_ROLE_DIRECTOR, 0, NULL, &error), &error);
    assert_denied (rep_vault_revoke (self->vault, &manager, NULL, NULL, TEST_NOW, &error), &error);
    assert_denied (rep_vault_rotate (self->vault, TEST_NOW, &error), &error);
    assert_denied (
        rep_vault_set_role (self->vault, &self_id, REP_ROLE_MANAGER, NULL, TEST_NOW, &error),
        &error);
    assert_denied (rep_vault_add_structure (self->vault, TEST_NOW, &compartment, &error), &error);
  }
}

/* --- revoking ------------------------------------------------------------------------------- */

static void
test_revoke (TestVault *self, gconstpointer data)
{
  guint16 other = add_structure (self);
  RepId before = rep_id_random (), after = rep_id_random ();
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;

  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  add (self, "adèle", REP_ROLE_COUNSELLOR, 2, (guint16[]){ self->structure, other });
  test_must_save (self, &before, 1, "avant", "Zoé Petit");
  must_revoke (self, COUNSELLOR);
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2 17/1"); /* not what it did not hold */
  test_must_save (self, &after, 1, "après", "Ali Grand");
  test_must_save (self, &before, 2, "avant, puis après", NULL);
  assert_sound (self);

  g_assert_false (rep_vault_unlock (self->vault, COUNSELLOR, password, test_due (), NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET);
  log_in (self, "adèle");
  assert_keys (self, " 1/1 1/2 2/1 2/2 16/1 16/2 17/1");
  assert_reads (self, &before, "2:avant, puis après/Zoé Petit/Zoé Petit");
  assert_reads (self, &after, "1:après/Ali Grand/Ali Grand");
  test_must_save (self, &after, 2, "suite", "Ali Grand");
  assert_sound (self);
  test_vault_close (self);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM slot"), ==, 2);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(DISTINCT grantee) FROM key_grant"), ==,
                   3); /* the sheet has no slot */
}

/* The login is free again; the account that had it stays in the roster. */
static void
test_login_again (TestVault *self, gconstpointer data)
{
  RepId first;
  const RepAccount *account;

  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  first = id_of (self, COUNSELLOR);
  must_revoke (self, COUNSELLOR);
  add (self, COUNSELLOR, REP_ROLE_DIRECTOR, 0, NULL);
  g_assert_false (rep_id_equal (
      &first, &rep_roster_account_by_login (rep_vault_roster (self->vault), COUNSELLOR)->id));
  account = rep_roster_account (rep_vault_roster (self->vault), &first);
  g_assert_cmpint (account->role, ==, REP_ROLE_NONE);
  g_assert_cmpint (account->last_role, ==, REP_ROLE_COUNSELLOR);
  g_assert_cmpint (account->until, ==, TEST_NOW);
  log_in (self, COUNSELLOR);
  assert_keys (self, " 1/1 1/2");
}

static void
test_revoke_refused (TestVault *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId own = id_of (self, TEST_LOGIN), sheet = id_of (self, REP_RECOVERY_LOGIN),
        nobody = rep_id_random (), gone;

  add (self, DIRECTOR, REP_ROLE_DIRECTOR, 0, NULL);
  gone = id_of (self, DIRECTOR);
  must_revoke (self, DIRECTOR);
  assert_denied (rep_vault_revoke (self->vault, &own, NULL, NULL, TEST_NOW, &error), &error);
  assert_denied (rep_vault_revoke (self->vault, &sheet, NULL, NULL, TEST_NOW, &error), &error);
  g_assert_false (rep_vault_revoke (self->vault, &nobody, NULL, NULL, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (rep_vault_revoke (self->vault, &gone, NULL, NULL, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  assert_keys (self, " 1/1 1/2 2/1 16/1");
}

static void
test_rotate (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autoptr (GError) error = NULL;

  add (self, DIRECTOR, REP_ROLE_DIRECTOR, 0, NULL);
  test_must_save (self, &id, 1, "un", "Zoé");
  for (guint i = 0; i < 3; i++)
    g_assert_true (rep_vault_rotate (self->vault, TEST_NOW, &error));
  test_must_save (self, &id, 2, "deux", "Zoé");
  assert_keys (self, " 1/1 1/2 1/3 1/4 2/1 2/2 2/3 2/4 16/1 16/2 16/3 16/4");
  assert_sound (self);
  log_in (self, DIRECTOR);
  assert_keys (self, " 1/1 1/2 1/3 1/4");
  assert_reads (self, &id, "2:deux/?/?");
  assert_sound (self);
}

static void
test_set_role (TestVault *self, gconstpointer data)
{
  guint16 other = add_structure (self);
  RepId id = rep_id_random (), account;
  g_autoptr (GArray) structures = list_of (1, &other);
  g_autoptr (GError) error = NULL;

  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  account = id_of (self, COUNSELLOR);
  test_must_save (self, &id, 1, "un", "Zoé");
  g_assert_true (rep_vault_set_role (self->vault, &account, REP_ROLE_COUNSELLOR, structures,
                                     TEST_NOW, &error));
  assert_keys (self, " 1/1 2/1 16/1 16/2 17/1");
  log_in (self, COUNSELLOR);
  assert_keys (self, " 1/1 2/1 17/1");
  assert_reads (self, &id, "1:un/?/Zoé");
  log_in (self, TEST_LOGIN);
  g_assert_true (
      rep_vault_set_role (self->vault, &account, REP_ROLE_DIRECTOR, NULL, TEST_NOW, &error));
  assert_keys (self, " 1/1 2/1 2/2 16/1 16/2 17/1 17/2");
  log_in (self, COUNSELLOR);
  assert_keys (self, " 1/1");
  log_in (self, TEST_LOGIN);
  g_assert_true (
      rep_vault_set_role (self->vault, &account, REP_ROLE_MANAGER, NULL, TEST_NOW, &error));
  log_in (self, COUNSELLOR);
  assert_keys (self, " 1/1 2/1 2/2 16/1 16/2 17/1 17/2");
  assert_sound (self);
}

/* --- failures ------------------------------------------------------------------------------- */

/* A new sum over altered rows would hide the alteration. */
static void
test_altered_rows (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random (), director;
  g_autoptr (GError) error = NULL;

  add (self, DIRECTOR, REP_ROLE_DIRECTOR, 0, NULL);
  test_must_save (self, &id, 1, "un", "Zoé");
  test_must_save (self, &id, 2, "deux", "Zoé");
  director = id_of (self, DIRECTOR);
  test_vault_close (self);
  test_sql (self->path, "UPDATE record SET facts = (SELECT facts FROM record_past)");
  test_vault_reopen (self);
  for (guint i = 0; i < 2; i++) { /* with the rows read before, and without */
    g_assert_false (rep_vault_revoke (self->vault, &director, NULL, NULL, TEST_NOW, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
    g_clear_error (&error);
    g_assert_false (rep_vault_rotate (self->vault, TEST_NOW, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
    g_clear_error (&error);
    assert_keys (self, " 1/1 2/1 16/1");
    g_assert_false (test_intact (self->vault));
  }
  log_in (self, DIRECTOR);
}

/* Behind the program's back a row takes the place of one it is about to write: the transaction
 * fails there, and file and memory are as they were. */
static void
test_failure_leaves_nothing (TestVault *self, gconstpointer data)
{
  static const char *const traps[][2] = {
    { "INSERT INTO roster SELECT max(n) + 1, x'00', zeroblob(64) FROM roster",
      "DELETE FROM roster WHERE body = x'00'" },
    { "INSERT INTO journal VALUES ((SELECT device FROM head), (SELECT sequence + 1 FROM head), "
      "x'')",
      "DELETE FROM journal WHERE entry = x''" },
    { "INSERT INTO key_grant SELECT grantee, 1, 2, x'' FROM key_grant GROUP BY grantee",
      "DELETE FROM key_grant WHERE body = x''" },
    { "INSERT INTO key_grant SELECT grantee, 16, 2, x'' FROM key_grant GROUP BY grantee",
      "DELETE FROM key_grant WHERE body = x''" },
  };
  RepId id = rep_id_random (), account;
  guint32 revision = 0;

  add (self, COUNSELLOR, REP_ROLE_COUNSELLOR, 1, &self->structure);
  account = id_of (self, COUNSELLOR);
  for (guint i = 0; i < G_N_ELEMENTS (traps); i++) {
    guint32 n = rep_roster_length (rep_vault_roster (self->vault));
    g_autoptr (GError) error = NULL;

    test_must_save (self, &id, ++revision, "x", "Zoé");
    test_sql (self->path, traps[i][0]);
    g_assert_false (rep_vault_revoke (self->vault, &account, NULL, NULL, TEST_NOW, &error));
    g_assert_nonnull (error);
    g_assert_false (rep_vault_rotate (self->vault, TEST_NOW, NULL));
    assert_keys (self, " 1/1 2/1 16/1");
    g_assert_cmpuint (rep_roster_length (rep_vault_roster (self->vault)), ==, n);
    g_assert_cmpstr (rep_vault_account (self->vault)->login, ==, TEST_LOGIN);
    test_sql (self->path, traps[i][1]);
    test_must_save (self, &id, ++revision, "y", "Zoé");
    assert_sound (self);
    log_in (self, COUNSELLOR);
    log_in (self, TEST_LOGIN);
  }
  must_revoke (self, COUNSELLOR);
  assert_sound (self);
}

/* Without the sheet no compartment gets a new key. */
static void
test_no_sheet_no_key (TestVault *self, gconstpointer data)
{
  GPtrArray *accounts = (GPtrArray *)rep_roster_accounts (rep_vault_roster (self->vault));
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_REVOKE,
                                    .account = id_of (self, REP_RECOVERY_LOGIN),
                                    .time = TEST_NOW };
  g_autoptr (GError) error = NULL;
  guint16 compartment;

  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_true (rep_vault_append_roster (self->vault, &entry, &error)); /* which nothing does */
  g_assert_false (rep_vault_rotate (self->vault, TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_false (rep_vault_add_structure (self->vault, TEST_NOW, &compartment, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT);
  assert_keys (self, " 1/1 2/1 16/1");
}

/* --- journal -------------------------------------------------------------------------------- */

static gboolean
append_entry (guint64 sequence, const RepJournalEntry *entry, gpointer text, GError **error)
{
  g_string_append_printf (text, " %d", (int)entry->action);
  for (guint i = 0; i < entry->changes->len; i++)
    g_string_append_printf (text, ":%02x",
                            g_array_index (entry->changes, RepChange, i).id.bytes[0]);
  return TRUE;
}

static void
test_journal (TestVault *self, gconstpointer data)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;
  RepJournalEnd end;
  RepId account;

  add (self, DIRECTOR, REP_ROLE_DIRECTOR, 0, NULL);
  account = id_of (self, DIRECTOR);
  log_in (self, DIRECTOR);
  g_assert_true (rep_vault_note (self->vault, REP_ACTION_EXPORT, NULL, 0, TEST_NOW, &error));
  log_in (self, TEST_LOGIN);
  g_assert_true (
      rep_vault_set_role (self->vault, &account, REP_ROLE_MANAGER, NULL, TEST_NOW, &error));
  must_revoke (self, DIRECTOR);
  g_assert_true (rep_vault_rotate (self->vault, TEST_NOW, &error));
  expected = g_strdup_printf (" 1 6 8:%1$02x 3 5 3 11:%1$02x 9:%1$02x 10", account.bytes[0]);
  g_assert_true (rep_journal_scan (self->vault->database, self->vault->keyring, &self->vault->head,
                                   append_entry, found, &end, &error));
  g_assert_cmpstr (found->str, ==, expected);
  assert_sound (self);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (TestVault *self, gconstpointer data);
  } cases[] = {
    { "/vault-accounts/counsellor", test_counsellor },
    { "/vault-accounts/director", test_director },
    { "/vault-accounts/manager", test_manager },
    { "/vault-accounts/manager-of-some", test_manager_of_some },
    { "/vault-accounts/refused", test_refused },
    { "/vault-accounts/login-composed", test_login_composed },
    { "/vault-accounts/managers-only", test_managers_only },
    { "/vault-accounts/revoke", test_revoke },
    { "/vault-accounts/login-again", test_login_again },
    { "/vault-accounts/revoke-refused", test_revoke_refused },
    { "/vault-accounts/rotate", test_rotate },
    { "/vault-accounts/set-role", test_set_role },
    { "/vault-accounts/altered-rows", test_altered_rows },
    { "/vault-accounts/failure-leaves-nothing", test_failure_leaves_nothing },
    { "/vault-accounts/no-sheet-no-key", test_no_sheet_no_key },
    { "/vault-accounts/journal", test_journal },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, TestVault, NULL, test_vault_set_up, cases[i].run,
                test_vault_tear_down);
  return g_test_run ();
}
