/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-accounts.h"

#include <glib/gstdio.h>
#include <string.h>

#include "crypto/error.h"
#include "crypto/grant.h"
#include "db/account-store.h"
#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

/*
 * Who opens what: a revoked account and what was written later; a thief without keys and the tables
 * of who may do what; and random lives of a vault beside a model of who should open what.
 */

#define COUNSELLOR "chloé"
#define DIRECTOR "david"

static RepId
add (TestVault *self, const char *login, RepRole role, GArray *structures)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepNewAccount account = {
    .login = login, .password = password, .role = role, .structures = structures
  };
  g_autoptr (GError) error = NULL;
  RepId id;

  rep_vault_add_account (self->vault, &account, TEST_NOW, &id, &error);
  g_assert_no_error (error);
  return id;
}

static RepId
add_counsellor (TestVault *self, const char *login)
{
  g_autoptr (GArray) structures = g_array_new (FALSE, FALSE, sizeof (guint16));

  g_array_append_val (structures, self->structure);
  return add (self, login, REP_ROLE_COUNSELLOR, structures);
}

static void
must_revoke (TestVault *self, RepId id)
{
  g_autoptr (GError) error = NULL;

  rep_vault_revoke (self->vault, &id, TEST_NOW, &error);
  g_assert_no_error (error);
}

static void
log_in (TestVault *self, const char *login)
{
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, login, TEST_PASSWORD);
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents_full (to, bytes, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT,
                                           0600, NULL));
}

/* Which payloads of a record @keyring opens: "fil", a dash for each that it does not. */
typedef struct {
  const RepKeyring *keyring;
  char opened[4];
} Opening;

static char
try_payload (const Opening *self,
             const RepRecord *record,
             const RepBlob *payload,
             RepCompartmentClass class,
             char letter)
{
  g_autoptr (RepArena) clear = rep_arena_new ();

  if (payload->data == NULL)
    return '.';
  return rep_keyring_open (self->keyring, &record->id, record->kind, class, payload->data,
                           payload->size, clear, NULL)
             ? letter
             : '-';
}

static gboolean
try_record (const RepRecord *record, gpointer data, GError **error)
{
  Opening *self = data;

  self->opened[0] = try_payload (self, record, &record->facts, REP_CLASS_FACTS, 'f');
  self->opened[1] = try_payload (self, record, &record->identity, REP_CLASS_IDENTITY, 'i');
  self->opened[2] = try_payload (self, record, &record->link, REP_CLASS_LINK, 'l');
  return TRUE;
}

static void
assert_opens (TestVault *self, const RepKeyring *keyring, const RepId *id, const char *expected)
{
  Opening opening = { keyring, "" };
  g_autoptr (GError) error = NULL;

  rep_vault_find (self->vault, id, try_record, &opening, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (opening.opened, ==, expected);
}

/* --- C6: a revoked account ------------------------------------------------------------------ */

typedef struct {
  const RepKeyring *keyring;
  RepId device;
  guint64 from; /* sequence of the first entry after the account left */
  guint opened_before;
  guint opened_after;
} Entries;

static void
try_entries (TestVault *self, Entries *entries)
{
  sqlite3_stmt *stmt = rep_database_statement (
      self->vault->database, "SELECT sequence, entry FROM journal ORDER BY sequence", NULL);
  g_autoptr (RepArena) clear = rep_arena_new ();

  g_assert_nonnull (stmt);
  while (rep_step (stmt, NULL) == REP_STEP_ROW) {
    gboolean opened = rep_keyring_open (
        entries->keyring, &entries->device, REP_JOURNAL_KIND, REP_CLASS_FACTS,
        sqlite3_column_blob (stmt, 1), (gsize)sqlite3_column_bytes (stmt, 1), clear, NULL);

    if ((guint64)sqlite3_column_int64 (stmt, 0) < entries->from)
      entries->opened_before += opened;
    else
      entries->opened_after += opened;
  }
  sqlite3_reset (stmt);
}

/* Every grant of the file, tried with the keys of the account that left. */
static guint
grants_opened (TestVault *self, const RepKeypair *keypair)
{
  sqlite3_stmt *stmt =
      rep_database_statement (self->vault->database, "SELECT body FROM key_grant", NULL);
  guint opened = 0;

  g_assert_nonnull (stmt);
  while (rep_step (stmt, NULL) == REP_STEP_ROW) {
    g_autoptr (RepSecret) key = NULL;
    RepGrant grant;

    g_assert_true (rep_grant_parse (sqlite3_column_blob (stmt, 0),
                                    (gsize)sqlite3_column_bytes (stmt, 0), &grant, NULL));
    key = rep_grant_open (&grant, keypair, NULL);
    opened += key != NULL;
  }
  sqlite3_reset (stmt);
  return opened;
}

static void
test_revoked_account (TestVault *self, gconstpointer data)
{
  g_autofree char *old_path = g_strconcat (self->path, ".old", NULL);
  g_autofree char *old_lock = g_strconcat (old_path, ".lock", NULL);
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (RepVault) old = NULL;
  g_autoptr (GError) error = NULL;
  Entries entries = { 0 };
  RepId before = rep_id_random (), changed = rep_id_random (), later = rep_id_random (), account;
  RepId device;

  account = add_counsellor (self, COUNSELLOR);
  test_must_save (self, &before, 1, "avant", "Zoé Petit");
  test_must_save (self, &changed, 1, "avant", "Ali Grand");
  device = self->vault->device;
  test_vault_close (self);
  copy_file (self->path, old_path);
  old = test_vault_unlock (old_path, COUNSELLOR, TEST_PASSWORD); /* the copy it left with */

  test_vault_reopen (self);
  entries = (Entries){ old->keyring, device, self->vault->head.sequence + 1, 0, 0 };
  must_revoke (self, account);
  test_must_save (self, &changed, 2, "après", "Ali Grand-Martin");
  test_must_save (self, &later, 1, "après", "Noé Nouveau");
  test_vault_reopen (self);

  /* Its old copy opens as it was, and holds nothing of what came later. */
  assert_opens (self, old->keyring, &before, "fil");
  g_assert_null (test_read (old, &later));
  /* A fresh copy: no slot, no grant, and its old keys open nothing written later. */
  g_assert_false (rep_vault_unlock (self->vault, COUNSELLOR, password, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET);
  test_vault_reopen (self);
  assert_opens (self, old->keyring, &changed, "---");
  assert_opens (self, old->keyring, &later, "---");
  g_assert_cmpuint (grants_opened (self, old->keypair), ==, 0);
  g_assert_cmpuint (grants_opened (self, self->vault->keypair), >, 0);
  try_entries (self, &entries);
  g_assert_cmpuint (entries.opened_before, ==, entries.from - 1);
  g_assert_cmpuint (entries.opened_after, ==, 0);
  g_assert_cmpuint (self->vault->head.sequence, >, entries.from); /* there were some */

  rep_vault_free (g_steal_pointer (&old));
  g_assert_cmpint (g_unlink (old_path), ==, 0);
  g_assert_cmpint (g_unlink (old_lock), ==, 0);
}

/* Its old slot and grants, put back into the fresh file, do not open it. */
static void
test_revoked_slot_put_back (TestVault *self, gconstpointer data)
{
  g_autofree char *old_path = g_strconcat (self->path, ".old", NULL);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS old;", old_path);
  g_autofree char *sql =
      g_strconcat (attach,
                   "INSERT INTO slot SELECT * FROM old.slot WHERE account NOT IN (SELECT account"
                   " FROM slot);"
                   "INSERT INTO key_grant SELECT * FROM old.key_grant AS o WHERE NOT EXISTS (SELECT"
                   " 1 FROM key_grant AS g WHERE g.grantee = o.grantee)",
                   NULL);
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GError) error = NULL;
  RepId account = add_counsellor (self, COUNSELLOR);

  test_vault_close (self);
  copy_file (self->path, old_path);
  test_vault_reopen (self);
  must_revoke (self, account);
  test_vault_close (self);
  test_sql (self->path, sql);
  self->vault = rep_vault_open (self->path, 0, &error);
  g_assert_no_error (error);
  g_assert_false (rep_vault_unlock (self->vault, COUNSELLOR, password, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET);
  g_assert_cmpstr (error->message, ==, "account revoked");
  g_assert_cmpint (g_unlink (old_path), ==, 0);
}

/* --- C11: without any key ------------------------------------------------------------------- */

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
  if (rep_vault_unlock (vault, login, secret, &error))
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

  (void)add_counsellor (self, COUNSELLOR);
  (void)add (self, DIRECTOR, REP_ROLE_DIRECTOR, NULL);
  gone = add_counsellor (self, "parti");
  test_must_save (self, &id, 1, "x", "y");
  must_revoke (self, gone);
  g_assert_true (rep_vault_rotate (self->vault, TEST_NOW, &error));
  test_must_save (self, &id, 2, "x", "y");
  log_in (self, COUNSELLOR); /* has seen all of the roster */
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
  n = count (self->path, "SELECT count(*) FROM key_grant"
                         " WHERE grantee = (SELECT account FROM slot WHERE login = '" COUNSELLOR
                         "')");
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
  for (guint i = 0; i < 9; i++) { /* shortened, at every place; with the head that was signed then */
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
put_entry (
    const char *path, guint32 n, GBytes *body, const guint8 signature[REP_SIGNATURE_SIZE])
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

/* The body of an entry that names @signer as its signer, signed with other keys than his: taken from
 * a roster the thief grows in memory with a manager of his own in @signer's place. */
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
    g_auto (RepRosterEntry) entry = { .type = (RepRosterType)type,
                                      .account = type == REP_ROSTER_ADD ? rep_id_random ()
                                                                        : counsellor,
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
  g_assert_true (rep_roster_append (fork, &first, &first.account, thief, &bodies[0],
                                    signatures[0], NULL));
  g_assert_true (rep_roster_append (fork, &second, &first.account, thief, &bodies[1],
                                    signatures[1], NULL));
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

      g_assert_true (
          rep_grant_store_put (database, &victim->id, compartment, epoch, grant, NULL));
    }
    assert_refused (self, COUNSELLOR, "a grant of the thief's");
    restore (self, kept, size);
  }
  test_vault_reopen (self);
}

/* --- a random life beside its model --------------------------------------------------------- */

#define N_ACCOUNTS 60
#define N_STRUCTURES 4
#define N_RECORDS 12

typedef struct {
  char login[8];
  RepId id;
  RepRole role;
  guint structures; /* bit s: holds structure number s */
  gboolean all;     /* a manager of all structures */
  gboolean active;
  guint left;          /* at this step */
  RepKeyring *keyring; /* when it left */
} Person;

typedef struct {
  RepId id;
  guint32 revision;
  guint structure;
  guint written; /* at this step */
} Entry;

typedef struct {
  TestVault *vault;
  Person persons[N_ACCOUNTS];
  guint n_persons;
  Entry entries[N_RECORDS];
  guint n_structures;
  guint who; /* is logged in */
  guint step;
} Life;

static guint
pick (guint n)
{
  return (guint)g_test_rand_int_range (0, (gint32)n);
}

static gboolean
holds (const Life *life, const Person *person, guint structure)
{
  return person->role != REP_ROLE_DIRECTOR &&
         (person->all || (person->structures >> structure & 1) != 0) &&
         structure < life->n_structures;
}

static void
become (Life *life, guint who)
{
  if (life->who != who)
    log_in (life->vault, life->persons[who].login);
  life->who = who;
}

/* Someone active of any of @roles (bits), or N_ACCOUNTS. */
static guint
someone (const Life *life, guint roles)
{
  guint start = pick (life->n_persons);

  for (guint i = 0; i < life->n_persons; i++) {
    guint who = (start + i) % life->n_persons;

    if (life->persons[who].active && (roles >> life->persons[who].role & 1) != 0)
      return who;
  }
  return N_ACCOUNTS;
}

static GArray *
compartments_of (guint structures)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint16 s = 0; s < N_STRUCTURES; s++)
    if ((structures >> s & 1) != 0) {
      guint16 compartment = (guint16)(REP_COMPARTMENT_FIRST_IDENTITY + s);

      g_array_append_val (list, compartment);
    }
  return list;
}

/* What a role of chance asks for, and whether @giver can give it. */
static gboolean
draw_role (const Life *life, const Person *giver, Person *person)
{
  gboolean can = TRUE;

  person->role = (RepRole)(1 + pick (3));
  person->structures = 0;
  person->all = FALSE;
  if (person->role == REP_ROLE_COUNSELLOR || (person->role == REP_ROLE_MANAGER && pick (3) == 0))
    person->structures = 1 + pick ((1u << life->n_structures) - 1);
  for (guint s = 0; s < N_STRUCTURES; s++)
    if ((person->structures >> s & 1) != 0)
      can &= holds (life, giver, s);
  if (can && person->role == REP_ROLE_MANAGER && person->structures == 0) {
    person->all = giver->all;
    person->structures = giver->structures;
  }
  return can;
}

static void
live_add (Life *life, guint manager)
{
  Person *person = &life->persons[life->n_persons];
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GArray) structures = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can;

  if (life->n_persons == N_ACCOUNTS)
    return;
  become (life, manager);
  can = draw_role (life, &life->persons[manager], person);
  g_snprintf (person->login, sizeof person->login, "p%u", life->n_persons);
  structures = compartments_of (person->all ? 0 : person->structures);
  {
    RepNewAccount account = { .login = person->login,
                              .password = password,
                              .role = person->role,
                              .structures = structures->len > 0 ? structures : NULL };

    g_assert_cmpint (
        rep_vault_add_account (life->vault->vault, &account, TEST_NOW, &person->id, &error), ==,
        can);
  }
  if (!can) {
    g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
    return;
  }
  person->active = TRUE;
  life->n_persons++;
}

static void
live_revoke (Life *life, guint manager)
{
  guint who = someone (life, 0xe);
  Person *person = &life->persons[who];

  if (who == manager || who == 0)
    return;
  become (life, who);
  person->keyring = rep_keyring_copy (life->vault->vault->keyring);
  person->left = life->step;
  become (life, manager);
  must_revoke (life->vault, person->id);
  person->active = FALSE;
}

static void
live_set_role (Life *life, guint manager)
{
  guint who = someone (life, 0xe);
  Person *person = &life->persons[who];
  Person asked = *person;
  g_autoptr (GArray) structures = NULL;
  g_autoptr (GError) error = NULL;
  gboolean can;

  if (who == manager || who == 0)
    return;
  become (life, manager);
  can = draw_role (life, &life->persons[manager], &asked);
  structures = compartments_of (asked.all ? 0 : asked.structures);
  g_assert_cmpint (rep_vault_set_role (life->vault->vault, &person->id, asked.role,
                                       structures->len > 0 ? structures : NULL, TEST_NOW, &error),
                   ==, can);
  if (can)
    *person = asked;
}

static void
live_structure (Life *life, guint manager)
{
  Person *founder = &life->persons[manager];
  guint16 compartment;
  g_autoptr (GError) error = NULL;

  if (life->n_structures == N_STRUCTURES)
    return;
  become (life, manager);
  g_assert_true (
      rep_vault_add_structure (life->vault->vault, TEST_NOW, &compartment, &error));
  g_assert_cmpuint (compartment, ==, REP_COMPARTMENT_FIRST_IDENTITY + life->n_structures);
  founder->structures |= 1u << life->n_structures;
  life->n_structures++;
}

static void
live_save (Life *life)
{
  guint who = someone (life, 1 << REP_ROLE_COUNSELLOR | 1 << REP_ROLE_MANAGER);
  Entry *entry = &life->entries[pick (N_RECORDS)];
  guint structure = entry->revision != 0 ? entry->structure : pick (life->n_structures);

  if (!holds (life, &life->persons[who], structure))
    return;
  become (life, who);
  if (entry->revision == 0)
    entry->id = rep_id_random ();
  entry->structure = structure;
  entry->written = life->step;
  life->vault->structure = (guint16)(REP_COMPARTMENT_FIRST_IDENTITY + structure);
  test_must_save (life->vault, &entry->id, ++entry->revision, "faits", "nom");
}

static void
expect (const Life *life, const Person *person, const Entry *entry, char expected[4])
{
  gboolean then = person->active || entry->written < person->left;
  gboolean names = then && person->role != REP_ROLE_DIRECTOR;

  expected[0] = then ? 'f' : '-';
  expected[1] = names && holds (life, person, entry->structure) ? 'i' : '-';
  expected[2] = names ? 'l' : '-';
  expected[3] = '\0';
}

static void
check_person (Life *life, guint who)
{
  const Person *person = &life->persons[who];

  if (person->active)
    become (life, who);
  else
    become (life, 0);
  for (guint i = 0; i < N_RECORDS; i++) {
    char expected[4];

    if (life->entries[i].revision == 0)
      continue;
    expect (life, person, &life->entries[i], expected);
    assert_opens (life->vault,
                  person->active ? life->vault->vault->keyring : person->keyring,
                  &life->entries[i].id, expected);
  }
}

static void
check_all (Life *life)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint who = 0; who < life->n_persons; who++)
    check_person (life, who);
  become (life, 0);
  rep_vault_check (life->vault->vault, &check, &error);
  g_assert_no_error (error);
  g_assert_true (check.intact && check.journal_broken_at == -1 && check.damaged->len == 0 &&
                 check.unsigned_records->len == 0);
}

static void
live (Life *life)
{
  guint manager = someone (life, 1 << REP_ROLE_MANAGER);
  g_autoptr (GError) error = NULL;

  life->step++;
  switch (pick (12)) {
    case 0:
    case 1:
      live_add (life, manager);
      break;
    case 2:
      live_revoke (life, manager);
      break;
    case 3:
      live_set_role (life, manager);
      break;
    case 4:
      become (life, manager);
      g_assert_true (rep_vault_rotate (life->vault->vault, TEST_NOW, &error));
      break;
    case 5:
      live_structure (life, manager);
      break;
    default:
      live_save (life);
  }
}

static void
test_random_lives (TestVault *self, gconstpointer data)
{
  guint steps = g_getenv ("REP_LONG") != NULL ? 1500 : 150;
  g_autofree Life *life = g_new0 (Life, 1);

  life->vault = self;
  life->n_structures = 1;
  life->n_persons = 1;
  g_strlcpy (life->persons[0].login, TEST_LOGIN, sizeof life->persons[0].login);
  life->persons[0].role = REP_ROLE_MANAGER;
  life->persons[0].all = life->persons[0].active = TRUE;
  for (guint i = 0; i < steps; i++) {
    live (life);
    if (i % 50 == 49)
      check_all (life);
  }
  g_assert_cmpuint (life->n_persons, >, 5);
  for (guint i = 0; i < life->n_persons; i++)
    rep_keyring_free (life->persons[i].keyring);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (TestVault *self, gconstpointer data);
  } cases[] = {
    { "/vault-access/revoked-account", test_revoked_account },
    { "/vault-access/revoked-slot-put-back", test_revoked_slot_put_back },
    { "/vault-access/every-field", test_every_field },
    { "/vault-access/moved-rows", test_moved_rows },
    { "/vault-access/forged-entries", test_forged_entries },
    { "/vault-access/forked-roster", test_forked_roster },
    { "/vault-access/forged-grants", test_forged_grants },
    { "/vault-access/random-lives", test_random_lives },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, TestVault, NULL, test_vault_set_up, cases[i].run,
                test_vault_tear_down);
  return g_test_run ();
}
