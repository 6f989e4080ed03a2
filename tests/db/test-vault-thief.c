/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-accounts.h"

#include "crypto/grant.h"
#include "db/account-store.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

/* A thief without keys and the tables of who may do what: whatever is swapped, added, replaced,
 * replayed, forked or cut, the vault does not open. */

#define COUNSELLOR "chloé"
#define DIRECTOR "david"

static void
restore (TestVault *self, const char *bytes, gsize size)
{
  g_assert_true (g_file_set_contents_full (self->path, bytes, (gssize)size,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

static void
assert_refused (TestVault *self, const char *login, const char *what)
{
  g_autoptr (RepSecret) secret = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (self->path, 0, &error);

  g_assert_no_error (error);
  if (rep_vault_unlock (vault, login, secret, test_due (), NULL, &error))
    g_error ("%s opened it after: %s", login, what);
  g_assert_nonnull (error);
  g_assert_null (rep_vault_keyring (vault));
}

static guint
count (const char *path, const char *sql)
{
  return (guint)test_sql_int (path, sql);
}

/* Every byte of every roster entry, its signature included, and of every grant of an account. */
static void
flip_every_byte (TestVault *self, const char *table, const char *column, const char *where)
{
  g_autofree char *length =
      g_strdup_printf ("SELECT length(%s) FROM %s WHERE %s", column, table, where);
  g_autofree char *kept = NULL;
  gsize size;
  guint n = count (self->path, length);
  /* A tenth in the everyday run, the rest another day. */
  guint step = g_getenv ("REP_LONG") != NULL ? 1 : 10;

  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  g_assert_cmpuint (n, >=, 64);
  for (guint at = (guint)g_test_rand_int_range (0, (gint32)step); at < n; at += step) {
    g_autofree char *what = g_strdup_printf ("%s.%s of %s, byte %u", table, column, where, at);

    test_flip (self->path, table, column, where, at);
    assert_refused (self, COUNSELLOR, what);
    restore (self, kept, size);
  }
}

/* A vault that has lived: two accounts, one revoked, a rotation. Closed. */
static void
make_history (TestVault *self)
{
  RepId id = rep_id_random (), gone;
  g_autoptr (GError) error = NULL;

  (void)test_add_counsellor (self, COUNSELLOR);
  (void)test_add_account (self, DIRECTOR, REP_ROLE_DIRECTOR, NULL);
  gone = test_add_counsellor (self, "parti");
  test_must_save (self, &id, 1, "x", "y");
  test_must_revoke (self, gone);
  g_assert_true (rep_vault_rotate (self->vault, TEST_NOW, &error));
  test_must_save (self, &id, 2, "x", "y");
  test_log_in (self, COUNSELLOR); /* has seen all of the roster */
  test_vault_close (self);
}

static void
test_every_field (TestVault *self, gconstpointer data)
{
  guint n, entries;

  make_history (self);
  entries = count (self->path, "SELECT count(*) FROM roster");
  g_assert_cmpuint (entries, ==, 9);
  for (guint i = 0; i < entries; i++) {
    g_autofree char *where = g_strdup_printf ("n = %u", i);

    flip_every_byte (self, "roster", "body", where);
    flip_every_byte (self, "roster", "signature", where);
  }
  n = count (self->path,
             "SELECT count(*) FROM key_grant"
             " WHERE grantee = (SELECT account FROM slot WHERE login = '" COUNSELLOR "')");
  g_assert_cmpuint (n, ==, 9); /* three compartments, three epochs */
  for (guint i = 0; i < n; i++) {
    g_autofree char *where = g_strdup_printf (
        "(compartment, epoch) = (%u, %u) AND grantee = (SELECT account FROM slot WHERE login ="
        " '" COUNSELLOR "')",
        i / 3 == 0   ? REP_COMPARTMENT_FACTS
        : i / 3 == 1 ? REP_COMPARTMENT_LINK
                     : REP_COMPARTMENT_FIRST_IDENTITY,
        i % 3 + 1);

    flip_every_byte (self, "key_grant", "body", where);
  }
}

/* Entries taken away, doubled, put in another order; grants of others, of other epochs, of another
 * compartment in the place of one's own. */
static void
test_moved_rows (TestVault *self, gconstpointer data)
{
  static const char mine[] = "(SELECT account FROM slot WHERE login = '" COUNSELLOR "')";
  static const char other[] = "(SELECT account FROM slot WHERE login = '" DIRECTOR "')";
  g_autofree char *kept = NULL;
  gsize size;

  make_history (self);
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint i = 0; i < 9;
       i++) { /* shortened, at every place; with the head that was signed then */
    g_autofree char *cut = g_strdup_printf ("DELETE FROM roster WHERE n >= %u", i);
    g_autofree char *hole = g_strdup_printf ("DELETE FROM roster WHERE n = %u", i);

    test_sql (self->path, cut);
    assert_refused (self, COUNSELLOR, cut);
    restore (self, kept, size);
    test_sql (self->path, hole);
    assert_refused (self, COUNSELLOR, hole);
    restore (self, kept, size);
    for (guint j = 0; j < 9; j++) {
      g_autofree char *swap = g_strdup_printf (
          "CREATE TEMP TABLE t AS SELECT body, signature FROM roster WHERE n = %u;"
          "UPDATE roster SET (body, signature) = (SELECT body, signature FROM t) WHERE n = %u",
          i, j);

      if (i == j)
        continue;
      test_sql (self->path, swap);
      assert_refused (self, COUNSELLOR, swap);
      restore (self, kept, size);
    }
  }
  for (guint i = 0; i < 27; i++) { /* the nine grants of three accounts over each of one's own */
    g_autofree char *replay = g_strdup_printf (
        "CREATE TEMP TABLE t AS SELECT body FROM key_grant WHERE %s"
        " ORDER BY compartment, epoch LIMIT 1 OFFSET %u;"
        "UPDATE key_grant SET body = (SELECT body FROM t) WHERE grantee = %s AND (compartment,"
        " epoch) = (1, 3) AND EXISTS (SELECT 1 FROM t) AND body <> (SELECT body FROM t)",
        i < 9    ? "grantee = (SELECT account FROM slot WHERE login = '" COUNSELLOR "')"
        : i < 18 ? "grantee = (SELECT account FROM slot WHERE login = '" TEST_LOGIN "')"
                 : "grantee = (SELECT account FROM slot WHERE login = '" DIRECTOR "')",
        i % 9, mine);
    RepDigest before = test_file_digest (self->path), after;

    test_sql (self->path, replay);
    after = test_file_digest (self->path);
    if (!rep_digest_equal (&before, &after))
      assert_refused (self, COUNSELLOR, replay);
    restore (self, kept, size);
  }
  { /* a director takes the names' grant of a counsellor for his own */
    g_autofree char *take = g_strdup_printf (
        "INSERT INTO key_grant SELECT %s, compartment, epoch, body FROM key_grant WHERE grantee ="
        " %s AND compartment >= 2",
        other, mine);

    test_sql (self->path, take);
    assert_refused (self, DIRECTOR, take);
    restore (self, kept, size);
  }
  test_vault_reopen (self);
}

/* Entries and grants that a thief signs with keys of his own. */
static void
put_entry (const char *path, guint32 n, GBytes *body, const guint8 signature[REP_SIGNATURE_SIZE])
{
  g_autoptr (RepDatabase) database = rep_database_open (path, NULL);

  g_assert_nonnull (database);
  g_assert_true (rep_roster_store_add (database, n, body, signature, NULL));
}

static RepRoster *
load_roster (const char *path)
{
  g_autoptr (RepDatabase) database = rep_database_open (path, NULL);
  g_autoptr (GError) error = NULL;
  RepRoster *roster = rep_roster_store_load (database, &error);

  g_assert_no_error (error);
  return roster;
}

/* The body of an entry that names @signer as its signer, signed with other keys than his: taken
 * from a roster the thief grows in memory with a manager of his own in @signer's place. */
static void
forge (TestVault *self, const RepRosterEntry *entry, const RepId *signer)
{
  g_autoptr (RepRoster) roster = load_roster (self->path);
  g_autoptr (RepKeypair) keys = rep_keypair_new_random ();
  g_autoptr (GBytes) body = NULL;
  guint8 signature[REP_SIGNATURE_SIZE];
  guint32 n = rep_roster_length (roster);
  g_autoptr (GError) error = NULL;

  rep_roster_append (roster, entry, signer, keys, &body, signature, &error);
  g_assert_no_error (error);
  put_entry (self->path, n, body, signature);
}

static void
test_forged_entries (TestVault *self, gconstpointer data)
{
  g_autoptr (RepKeypair) thief = rep_keypair_new_random ();
  g_autoptr (RepRoster) roster = NULL;
  g_autofree char *kept = NULL;
  gsize size;
  RepId manager, counsellor;

  make_history (self);
  roster = load_roster (self->path);
  manager = rep_roster_account_by_login (roster, TEST_LOGIN)->id;
  counsellor = rep_roster_account_by_login (roster, COUNSELLOR)->id;
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint type = REP_ROSTER_ADD; type <= REP_ROSTER_EPOCH; type++) {
    g_auto (RepRosterEntry)
        entry = { .type = (RepRosterType)type,
                  .account = type == REP_ROSTER_ADD ? rep_id_random () : counsellor,
                  .role = REP_ROLE_MANAGER,
                  .keys = *rep_keypair_public (thief),
                  .device = rep_id_random (),
                  .time = TEST_NOW };
    g_autofree char *what = g_strdup_printf ("forged entry of type %u", type);

    if (type == REP_ROSTER_ADD)
      entry.login = g_strdup ("voleur");
    if (type == REP_ROSTER_EPOCH) {
      RepEpoch epoch = { REP_COMPARTMENT_FACTS, 4 };

      entry.epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
      g_array_append_val (entry.epochs, epoch);
    }
    forge (self, &entry, &manager);
    assert_refused (self, COUNSELLOR, what);
    assert_refused (self, TEST_LOGIN, what);
    restore (self, kept, size);
  }
  test_vault_reopen (self);
}

/* A whole roster of the thief's own, with the victim's login and public keys in it. */
static void
test_forked_roster (TestVault *self, gconstpointer data)
{
  g_autoptr (RepRoster) roster = NULL;
  g_autoptr (RepRoster) fork = rep_roster_new ();
  g_autoptr (RepKeypair) thief = rep_keypair_new_random ();
  g_auto (RepRosterEntry) first = { .type = REP_ROSTER_ADD,
                                    .account = rep_id_random (),
                                    .login = g_strdup ("voleur"),
                                    .role = REP_ROLE_MANAGER,
                                    .keys = *rep_keypair_public (thief),
                                    .time = TEST_NOW };
  g_auto (RepRosterEntry) second = { .type = REP_ROSTER_ADD,
                                     .login = g_strdup (COUNSELLOR),
                                     .role = REP_ROLE_COUNSELLOR,
                                     .time = TEST_NOW };
  GBytes *bodies[2] = { NULL, NULL };
  guint8 signatures[2][REP_SIGNATURE_SIZE];
  const RepAccount *victim;

  make_history (self);
  roster = load_roster (self->path);
  victim = rep_roster_account_by_login (roster, COUNSELLOR);
  second.account = victim->id;
  second.keys = victim->keys;
  g_assert_true (
      rep_roster_append (fork, &first, &first.account, thief, &bodies[0], signatures[0], NULL));
  g_assert_true (
      rep_roster_append (fork, &second, &first.account, thief, &bodies[1], signatures[1], NULL));
  test_sql (self->path, "DELETE FROM roster");
  for (guint32 i = 0; i < 2; i++) {
    put_entry (self->path, i, bodies[i], signatures[i]);
    assert_refused (self, COUNSELLOR, "a roster of the thief's own");
    g_bytes_unref (bodies[i]);
  }
}

/* A key of the thief's, sealed to the victim: signed by the thief under every name, for every
 * compartment, for the present epoch and the next. */
static void
test_forged_grants (TestVault *self, gconstpointer data)
{
  static const guint16 compartments[] = { REP_COMPARTMENT_FACTS, REP_COMPARTMENT_LINK,
                                          REP_COMPARTMENT_FIRST_IDENTITY, 17 };
  g_autoptr (RepKeypair) thief = rep_keypair_new_random ();
  g_autoptr (RepSecret) key = rep_secret_new_random (REP_KEY_SIZE);
  g_autoptr (RepRoster) roster = NULL;
  g_autofree char *kept = NULL;
  gsize size;
  const RepAccount *victim;
  const GPtrArray *signers;

  make_history (self);
  roster = load_roster (self->path);
  victim = rep_roster_account_by_login (roster, COUNSELLOR);
  signers = rep_roster_accounts (roster);
  g_assert_true (g_file_get_contents (self->path, &kept, &size, NULL));
  for (guint i = 0; i < signers->len * G_N_ELEMENTS (compartments) * 2; i++) {
    const RepAccount *signer = g_ptr_array_index (signers, i % signers->len);
    guint16 compartment = compartments[i / signers->len % G_N_ELEMENTS (compartments)];
    guint32 epoch = i / signers->len / G_N_ELEMENTS (compartments) == 0 ? 3 : 4;
    g_autoptr (GBytes) grant =
        rep_grant_make (rep_roster_vault (roster), rep_roster_length (roster) - 1, &victim->id,
                        &victim->keys, compartment, epoch, key, &signer->id, thief);
    g_autofree char *remove = g_strdup_printf (
        "DELETE FROM key_grant WHERE compartment = %u AND epoch = %u", compartment, epoch);

    test_sql (self->path, remove);
    {
      g_autoptr (RepDatabase) database = rep_database_open (self->path, NULL);

      g_assert_true (rep_grant_store_put (database, &victim->id, compartment, epoch, grant, NULL));
    }
    assert_refused (self, COUNSELLOR, "a grant of the thief's");
    restore (self, kept, size);
  }
  test_vault_reopen (self);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (TestVault *self, gconstpointer data);
  } cases[] = {
    { "/vault-thief/every-field", test_every_field },
    { "/vault-thief/moved-rows", test_moved_rows },
    { "/vault-thief/forged-entries", test_forged_entries },
    { "/vault-thief/forked-roster", test_forked_roster },
    { "/vault-thief/forged-grants", test_forged_grants },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, TestVault, NULL, test_vault_set_up, cases[i].run,
                test_vault_tear_down);
  return g_test_run ();
}
