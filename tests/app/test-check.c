/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/check.h"

#include "app/casebook/accounts.h"
#include "app/casebook/allowed.h"
#include "app/casebook/codec.h"
#include "app/casebook/draft.h"
#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "db/vault-accounts.h"
#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020 */
#define BUS 1
#define ANSWERED 1
#define DIRECTOR "david"
#define EPERNAY "sonia"
#define REIMS "remi"

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
} Fixture;

static void
log_in (Fixture *self, const char *login)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->casebook);
  self->casebook =
      rep_casebook_load (test_vault_unlock (self->folder.path, login, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
}

static void
import_project (RepCasebook *casebook)
{
  static const char *const names[] = { "Épernay", "Reims" };
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    rep_text_set (
        &((RepProjectStructure *)rep_list_add (&project->structures, &rep_kind_project_structure))
             ->name,
        names[i]);
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static const RepStructure *
structure (Fixture *self, const char *name)
{
  const GPtrArray *structures = rep_casebook_structures (self->casebook);

  for (guint i = 0; i < structures->len; i++) {
    const RepStructure *found = g_ptr_array_index (structures, i);

    if (found != NULL && g_strcmp0 (found->name, name) == 0)
      return found;
  }
  g_assert_not_reached ();
}

static void
add_account (Fixture *self, const char *login, RepRole role, const char *name)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GArray) structures = NULL;
  g_autoptr (GError) error = NULL;
  RepAccountRequest request = { .login = login, .password = password, .role = role };

  if (name != NULL)
    rep_ids_add (&structures, &structure (self, name)->object.id);
  request.structures = structures;
  rep_accounts_add (self->casebook, &request, NOW, &outcome, &error);
  g_assert_no_error (error);
  rep_accounts_publish (self->casebook, &outcome);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  log_in (self, TEST_LOGIN);
  import_project (self->casebook);
  add_account (self, DIRECTOR, REP_ROLE_DIRECTOR, NULL);
  add_account (self, EPERNAY, REP_ROLE_COUNSELLOR, "Épernay");
  add_account (self, REIMS, REP_ROLE_COUNSELLOR, "Reims");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->casebook);
  test_vault_tear_down (&self->folder, NULL);
}

static RepContact *
new_contact (Fixture *self, const char *name)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->project = rep_casebook_project_by_code (self->casebook, "essai", NULL)->object.id;
  contact->channel = BUS;
  contact->reached = ANSWERED;
  contact->date = rep_casebook_today (self->casebook);
  if (name != NULL)
    contact->structure = structure (self, name)->object.id;
  return contact;
}

/* What was wrong, as one line. */
static char *
check_text (Fixture *self)
{
  g_auto (RepCheck) check = { 0 };
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);
  const RepVaultCheck *vault = &check.vault;

  rep_casebook_check (self->casebook, NULL, NULL, &check, &error);
  g_assert_no_error (error);
  if (vault->journal_broken_at >= 0)
    g_string_append_printf (text, "journal %" G_GINT64_FORMAT " ", vault->journal_broken_at);
  for (guint i = 0; i < vault->denied->len; i++) {
    const RepDenied *denied = &g_array_index (vault->denied, RepDenied, i);

    g_string_append_printf (text, "%s %d %s ",
                            rep_roster_account (vault->roster, &denied->account)->login,
                            denied->action, rep_id_is_none (&denied->id) ? "entry" : "record");
  }
  if (vault->unsigned_records->len > 0)
    g_string_append_printf (text, "%u unsigned ", vault->unsigned_records->len);
  if (vault->missing->len > 0)
    g_string_append_printf (text, "%u missing ", vault->missing->len);
  if (!vault->intact)
    g_string_append (text, "sum ");
  g_assert_cmpint (rep_check_is_sound (&check), ==, text->len == 0);
  return g_string_free (text, FALSE);
}

static void
assert_found (Fixture *self, const char *expected)
{
  g_autofree char *found = check_text (self);

  g_assert_cmpstr (g_strchomp (found), ==, expected);
}

/* --- asked before anything is written --------------------------------------------------------- */

/* Saves and frees @object; whether that was allowed. */
static gboolean
may_save (Fixture *self, gpointer object)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (objects, object);
  if (rep_casebook_save (self->casebook, objects, NOW, &error))
    return TRUE;
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_ALLOWED);
  return FALSE;
}

static gpointer
named (const RepKind *kind, const char *name)
{
  RepPartner *partner = rep_object_new (kind);

  rep_text_set (&partner->name, name);
  return partner;
}

static RepOuting *
new_outing (Fixture *self, const char *name)
{
  RepOuting *outing = rep_object_new (&rep_kind_outing);

  outing->project = rep_casebook_project_by_code (self->casebook, "essai", NULL)->object.id;
  outing->date = rep_casebook_today (self->casebook);
  outing->channel = BUS;
  if (name != NULL)
    outing->structure = structure (self, name)->object.id;
  return outing;
}

static gpointer
the_project (Fixture *self)
{
  return rep_casebook_read (
      self->casebook, &rep_casebook_project_by_code (self->casebook, "essai", NULL)->object.id,
      NULL);
}

static void
test_before_writing (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *login;
    gboolean contact, other, outing, project, partner, settings;
  } cases[] = {
    { DIRECTOR, FALSE, FALSE, TRUE, TRUE, TRUE, FALSE },
    { EPERNAY, TRUE, FALSE, TRUE, FALSE, TRUE, FALSE },
    { REIMS, FALSE, TRUE, FALSE, FALSE, TRUE, FALSE },
    { TEST_LOGIN, TRUE, TRUE, TRUE, TRUE, TRUE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].login);
    log_in (self, cases[i].login);
    g_assert_cmpint (may_save (self, new_contact (self, "Épernay")), ==, cases[i].contact);
    g_assert_cmpint (may_save (self, new_contact (self, "Reims")), ==, cases[i].other);
    g_assert_cmpint (may_save (self, new_outing (self, "Épernay")), ==, cases[i].outing);
    g_assert_true (may_save (self, new_outing (self, NULL)));
    g_assert_cmpint (may_save (self, the_project (self)), ==, cases[i].project);
    g_assert_cmpint (may_save (self, named (&rep_kind_partner, "Marché")), ==, cases[i].partner);
    g_assert_cmpint (may_save (self, rep_object_new (&rep_kind_settings)), ==, cases[i].settings);
    assert_found (self, "");
  }
}

/* A record of another structure cannot be taken over either. */
static void
test_taken_over (Fixture *self, gconstpointer data)
{
  RepId id;
  RepContact *contact;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);

  g_ptr_array_add (objects, new_contact (self, "Épernay"));
  g_assert_true (rep_casebook_save (self->casebook, objects, NOW, NULL));
  id = ((RepObject *)g_ptr_array_index (objects, 0))->id;
  log_in (self, REIMS);
  contact = rep_casebook_read (self->casebook, &id, NULL);
  contact->structure = structure (self, "Reims")->object.id;
  g_assert_false (may_save (self, contact));
  log_in (self, EPERNAY);
  contact = rep_casebook_read (self->casebook, &id, NULL);
  contact->structure = structure (self, "Reims")->object.id;
  g_assert_false (may_save (self, contact));
  contact = rep_casebook_read (self->casebook, &id, NULL);
  contact->headcount = 3;
  g_assert_true (may_save (self, contact));
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  RepId ids[70];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = rep_id_random ();
  log_in (self, DIRECTOR);
  g_assert_false (
      rep_casebook_note (self->casebook, REP_ACTION_READ_IDENTITY, ids, 1, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_ALLOWED);
  log_in (self, EPERNAY);
  g_assert_true (rep_casebook_note (self->casebook, REP_ACTION_READ_IDENTITY, ids,
                                    G_N_ELEMENTS (ids), NOW, NULL));
  assert_found (self, "");
}

/* --- C12: a program without these checks, and what is found afterwards ------------------------ */

static GBytes *
seal_facts (Fixture *self, RepObject *object)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  GBytes *sealed;

  rep_codec_encode (object, REP_PART_FACTS, clear);
  sealed = rep_keyring_seal (rep_vault_keyring (rep_casebook_vault (self->casebook)),
                             REP_COMPARTMENT_FACTS, &object->id, object->kind->number,
                             object->revision + 1, REP_PADDING_64, rep_arena_data (clear),
                             rep_arena_size (clear), NULL);
  g_assert_nonnull (sealed);
  return sealed;
}

/* Writes @object with the keys the account holds, past the casebook; frees it. */
static void
write_unasked (Fixture *self, gpointer data)
{
  RepObject *object = data;
  RepVaultChange change = { .kind = object->kind->number, .revision = object->revision + 1 };
  g_autoptr (GError) error = NULL;

  if (rep_id_is_none (&object->id))
    object->id = rep_id_random ();
  change.id = object->id;
  change.facts = seal_facts (self, object);
  rep_vault_save (rep_casebook_vault (self->casebook), &change, 1, REP_ACTION_SAVE, NULL, NOW,
                  &error);
  g_assert_no_error (error);
  g_bytes_unref (change.facts);
  rep_object_free (object);
}

static void
test_director_writes_contact (Fixture *self, gconstpointer data)
{
  log_in (self, DIRECTOR);
  write_unasked (self, new_contact (self, "Épernay"));
  assert_found (self, DIRECTOR " 2 record");
  log_in (self, TEST_LOGIN);
  g_assert_true (may_save (self, new_contact (self, "Épernay")));
  assert_found (self, DIRECTOR " 2 record");
  log_in (self, EPERNAY);
  assert_found (self, DIRECTOR " 2 record");
}

/* The contact with an entry that says the counsellor wrote it: then the run of entries is not that
 * of the account which signed. */
static void
test_entry_in_counsellors_name (Fixture *self, gconstpointer data)
{
  RepVault *vault;
  RepId counsellor;
  RepObject *contact;
  RepRecord record = { .kind = rep_kind_contact.number, .revision = 1 };
  RepChange noted;
  RepHead head;
  RepDigest term;
  g_autoptr (GBytes) facts = NULL;
  guint64 sequence;
  g_autofree char *expected = NULL;

  log_in (self, DIRECTOR);
  g_assert_true (may_save (self, named (&rep_kind_partner, "Marché")));
  vault = rep_casebook_vault (self->casebook);
  counsellor = rep_roster_account_by_login (rep_vault_roster (vault), EPERNAY)->id;
  contact = &new_contact (self, "Épernay")->object;
  contact->id = record.id = rep_id_random ();
  record.origin = vault->device;
  facts = seal_facts (self, contact);
  record.facts.data = g_bytes_get_data (facts, &record.facts.size);
  head = vault->head;
  sequence = head.sequence + 1;
  g_assert_true (rep_record_put (vault->database, &record, NULL));
  noted = (RepChange){ record.id, rep_record_digest (&record) };
  term = rep_keyring_row_term (vault->keyring, head.epoch, &noted.digest);
  rep_digest_add (&head.record_sum, &term);
  g_assert_true (rep_journal_append (vault->database, vault->keyring, &head, NOW, &counsellor,
                                     REP_ACTION_SAVE, &noted, 1, NULL, NULL));
  g_assert_true (rep_vault_sign_head (vault, &head, NULL));
  rep_object_free (contact);
  log_in (self, TEST_LOGIN);
  expected = g_strdup_printf ("journal %" G_GUINT64_FORMAT, sequence);
  {
    g_autofree char *found = check_text (self);

    g_assert_true (g_str_has_prefix (found, expected));
  }
}

static void
test_counsellor_writes_target (Fixture *self, gconstpointer data)
{
  log_in (self, EPERNAY);
  write_unasked (self, the_project (self));
  assert_found (self, EPERNAY " 2 record");
}

/* The figures of another structure can be raised without its key: the facts tell. */
static void
test_counsellor_writes_for_others (Fixture *self, gconstpointer data)
{
  log_in (self, EPERNAY);
  write_unasked (self, new_contact (self, "Reims"));
  log_in (self, EPERNAY);
  assert_found (self, EPERNAY " 2 record");
}

static void
test_acts (Fixture *self, gconstpointer data)
{
  log_in (self, DIRECTOR);
  g_assert_true (rep_vault_note (rep_casebook_vault (self->casebook), REP_ACTION_READ_IDENTITY,
                                 NULL, 0, NOW, NULL));
  g_assert_true (
      rep_vault_note (rep_casebook_vault (self->casebook), REP_ACTION_PRUNE, NULL, 0, NOW, NULL));
  log_in (self, TEST_LOGIN);
  assert_found (self, DIRECTOR " 4 entry " DIRECTOR " 16 entry");
}

/* What was allowed when it was written stays so when the role changes, and the other way round. */
static void
test_role_of_the_moment (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId director;

  log_in (self, EPERNAY);
  g_assert_true (may_save (self, new_contact (self, "Épernay")));
  log_in (self, DIRECTOR);
  write_unasked (self, new_contact (self, "Épernay"));
  log_in (self, TEST_LOGIN);
  director =
      rep_roster_account_by_login (rep_vault_roster (rep_casebook_vault (self->casebook)), DIRECTOR)
          ->id;
  g_assert_true (rep_vault_set_role (rep_casebook_vault (self->casebook), &director,
                                     REP_ROLE_MANAGER, NULL, NOW, &error));
  g_assert_no_error (error);
  log_in (self, DIRECTOR);
  g_assert_true (may_save (self, new_contact (self, "Épernay")));
  assert_found (self, DIRECTOR " 2 record"); /* the first one still */
}

/* A draft that is altered is told of to its owner. */
static void
test_drafts (Fixture *self, gconstpointer data)
{
  g_autoptr (RepDraft) draft = rep_draft_new ();
  g_autoptr (GBytes) sealed = NULL;
  g_auto (RepCheck) found = { 0 };
  RepVault *vault = rep_casebook_vault (self->casebook);

  rep_draft_set (draft, 1, "à rappeler");
  sealed = rep_draft_seal (draft, vault, "contact");
  g_assert_true (rep_vault_put_draft (vault, "contact", sealed, NULL));
  assert_found (self, "");
  g_clear_object (&self->casebook);
  test_flip (self->folder.path, "draft", "body", "1", 60);
  log_in (self, TEST_LOGIN);
  g_assert_true (rep_casebook_check (self->casebook, NULL, NULL, &found, NULL));
  g_assert_cmpuint (found.vault.drafts->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (found.vault.drafts, 0), ==, "contact");
  g_assert_false (rep_check_is_sound (&found));
  log_in (self, EPERNAY); /* who cannot open it */
  assert_found (self, "");
}

static gboolean
stop (double share, gpointer data)
{
  g_assert_cmpfloat (share, >=, 0);
  g_assert_cmpfloat (share, <=, 1);
  return ++*(guint *)data < 2;
}

/* A long check can be stopped, and says how far it is. */
static void
test_stopped (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GError) error = NULL;
  g_auto (RepCheck) found = { 0 };
  guint calls = 0;

  for (guint i = 0; i < 5000; i++)
    g_ptr_array_add (objects, named (&rep_kind_partner, "Marché"));
  g_assert_true (rep_casebook_save (self->casebook, objects, NOW, NULL));
  g_assert_false (rep_casebook_check (self->casebook, stop, &calls, &found, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (calls, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/check/before-writing", test_before_writing);
  ADD ("/check/taken-over", test_taken_over);
  ADD ("/check/notes", test_notes);
  ADD ("/check/director-writes-contact", test_director_writes_contact);
  ADD ("/check/entry-in-counsellors-name", test_entry_in_counsellors_name);
  ADD ("/check/counsellor-writes-target", test_counsellor_writes_target);
  ADD ("/check/counsellor-writes-for-others", test_counsellor_writes_for_others);
  ADD ("/check/acts", test_acts);
  ADD ("/check/role-of-the-moment", test_role_of_the_moment);
  ADD ("/check/drafts", test_drafts);
  ADD ("/check/stopped", test_stopped);

  return g_test_run ();
}
