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

/* Who opens what: a revoked account and what was written later; random lives of a vault beside a
 * model of who should open what. */

#define COUNSELLOR "chloé"

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
    gboolean opened = rep_keyring_open (entries->keyring, &entries->device, REP_JOURNAL_KIND,
                                        REP_CLASS_FACTS, sqlite3_column_blob (stmt, 1),
                                        (gsize)sqlite3_column_bytes (stmt, 1), clear, NULL);

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

  account = test_add_counsellor (self, COUNSELLOR);
  test_must_save (self, &before, 1, "avant", "Zoé Petit");
  test_must_save (self, &changed, 1, "avant", "Ali Grand");
  device = self->vault->device;
  test_vault_close (self);
  copy_file (self->path, old_path);
  old = test_vault_unlock (old_path, COUNSELLOR, TEST_PASSWORD); /* the copy it left with */

  test_vault_reopen (self);
  entries = (Entries){ old->keyring, device, self->vault->head.sequence + 1, 0, 0 };
  test_must_revoke (self, account);
  test_must_save (self, &changed, 2, "après", "Ali Grand-Martin");
  test_must_save (self, &later, 1, "après", "Noé Nouveau");
  test_vault_reopen (self);

  /* Its old copy opens as it was, and holds nothing of what came later. */
  assert_opens (self, old->keyring, &before, "fil");
  g_assert_null (test_read (old, &later));
  /* A fresh copy: no slot, no grant, and its old keys open nothing written later. */
  g_assert_false (rep_vault_unlock (self->vault, COUNSELLOR, password, test_due (), NULL, &error));
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
  RepId account = test_add_counsellor (self, COUNSELLOR);

  test_vault_close (self);
  copy_file (self->path, old_path);
  test_vault_reopen (self);
  test_must_revoke (self, account);
  test_vault_close (self);
  test_sql (self->path, sql);
  self->vault = rep_vault_open (self->path, 0, &error);
  g_assert_no_error (error);
  g_assert_false (rep_vault_unlock (self->vault, COUNSELLOR, password, test_due (), NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_WRONG_SECRET);
  g_assert_cmpstr (error->message, ==, "account revoked");
  g_assert_cmpint (g_unlink (old_path), ==, 0);
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
    test_log_in (life->vault, life->persons[who].login);
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
  test_must_revoke (life->vault, person->id);
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
  g_assert_true (rep_vault_add_structure (life->vault->vault, TEST_NOW, &compartment, &error));
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
    assert_opens (life->vault, person->active ? life->vault->vault->keyring : person->keyring,
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
  rep_vault_check (life->vault->vault, NULL, &check, &error);
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

/* More in one vault would need more locked pages than a process may have: everyone who ever left
 * keeps every key they had. */
#define LIFE_STEPS 150

static void
test_random_lives (TestVault *self, gconstpointer data)
{
  g_autofree Life *life = g_new0 (Life, 1);

  life->vault = self;
  life->n_structures = 1;
  life->n_persons = 1;
  g_strlcpy (life->persons[0].login, TEST_LOGIN, sizeof life->persons[0].login);
  life->persons[0].role = REP_ROLE_MANAGER;
  life->persons[0].all = life->persons[0].active = TRUE;
  for (guint i = 0; i < LIFE_STEPS; i++) {
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
  };
  guint lives = g_getenv ("REP_LONG") != NULL ? 10 : 1;

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, TestVault, NULL, test_vault_set_up, cases[i].run,
                test_vault_tear_down);
  for (guint i = 0; i < lives; i++) {
    g_autofree char *path = g_strdup_printf ("/vault-access/random-lives/%u", i + 1);

    g_test_add (path, TestVault, NULL, test_vault_set_up, test_random_lives, test_vault_tear_down);
  }
  return g_test_run ();
}
