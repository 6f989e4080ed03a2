/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/accounts.h"

#include "app/casebook/agenda.h"
#include "app/casebook/intake.h"
#include "app/casebook/outing.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "crypto/error.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020, a Monday */
#define DAY 86400
#define BUS 1
#define ANSWERED 1
#define CALL 1

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
} Fixture;

static void
log_in (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->casebook);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, login, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
}

/* A project of two structures, Épernay first. */
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
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    RepProjectStructure *entry = rep_list_add (&project->structures, &rep_kind_project_structure);

    rep_text_set (&entry->name, names[i]);
  }
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  log_in (fixture, TEST_LOGIN);
  import_project (fixture->casebook);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static const RepStructure *
structure (Fixture *fixture, const char *name)
{
  const GPtrArray *structures = rep_casebook_structures (fixture->casebook);

  for (guint i = 0; i < structures->len; i++)
    if (g_strcmp0 (((const RepStructure *)g_ptr_array_index (structures, i))->name, name) == 0)
      return g_ptr_array_index (structures, i);
  g_assert_not_reached ();
}

static gboolean
try_add (Fixture *fixture, const char *login, RepRole role, const char *name, GError **error)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (GArray) structures = NULL;
  RepAccountRequest request = { .login = login, .password = password, .role = role };

  if (name != NULL)
    rep_ids_add (&structures, &structure (fixture, name)->object.id);
  request.structures = structures;
  if (!rep_accounts_add (fixture->casebook, &request, NOW, &outcome, error))
    return FALSE;
  rep_accounts_publish (fixture->casebook, &outcome);
  return TRUE;
}

static void
add (Fixture *fixture, const char *login, RepRole role, const char *name)
{
  g_autoptr (GError) error = NULL;

  try_add (fixture, login, role, name, &error);
  g_assert_no_error (error);
}

static void
must_revoke (Fixture *fixture, const char *login, const char *heir)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  rep_accounts_revoke (fixture->casebook, login, heir, NOW, &outcome, &error);
  g_assert_no_error (error);
  rep_accounts_publish (fixture->casebook, &outcome);
}

/* Records a youth met today, to be called today; answers the contact's structure. */
static RepId
meet (Fixture *fixture, const char *name, GError **error)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepPerson *person = rep_object_new (&rep_kind_person);
  RepIntake intake = { .contact = contact, .person = person };
  RepIntakeResult result;
  RepId recorded = { 0 };

  contact->project = rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id;
  contact->channel = BUS;
  contact->reached = ANSWERED;
  contact->next_step = CALL;
  contact->next_date = rep_day_parse ("2020-11-16");
  rep_text_set (&contact->note, "Vu à l’arrêt");
  rep_text_set (&person->last_name, name);
  if (rep_intake_contact (fixture->casebook, &intake, NOW, &result, error))
    recorded = contact->structure;
  rep_object_free (contact);
  rep_object_free (person);
  return recorded;
}

static guint
work_of (Fixture *fixture, guint16 author)
{
  g_autoptr (RepAgenda) agenda = rep_agenda_new (fixture->casebook);
  g_autoptr (RepWorklist) work = rep_agenda_pick (agenda, author);

  return work->items[REP_WORK_TODAY]->len;
}

static guint
my_work (Fixture *fixture)
{
  return work_of (fixture, rep_worklist_author (fixture->casebook));
}

static RepWorkload
load_of (Fixture *fixture, const char *login)
{
  return rep_worklist_load (fixture->casebook, &rep_accounts_find (fixture->casebook, login)->id);
}

/* --- requests -------------------------------------------------------------------------------- */

static void
test_requests (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *login;
    RepRole role;
    const char *structure;
    RepAppError code;
  } refusals[] = {
    { "x", REP_ROLE_COUNSELLOR, NULL, REP_APP_ERROR_MISSING },
    { "x", REP_ROLE_DIRECTOR, "Reims", REP_APP_ERROR_CONTRADICTION },
    { "x", REP_ROLE_NONE, NULL, REP_APP_ERROR_MISSING },
    { "x", REP_ROLE_RECOVERY, NULL, REP_APP_ERROR_MISSING },
    { "", REP_ROLE_DIRECTOR, NULL, REP_APP_ERROR_BAD_TEXT },
    { "secours", REP_ROLE_DIRECTOR, NULL, REP_APP_ERROR_BAD_TEXT },
    { TEST_LOGIN, REP_ROLE_DIRECTOR, NULL, REP_APP_ERROR_LOGIN_IN_USE },
  };
  const RepAccountList *accounts;

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (
        try_add (fixture, refusals[i].login, refusals[i].role, refusals[i].structure, &error));
    g_assert_error (error, REP_APP_ERROR, (int)refusals[i].code);
  }
  accounts = rep_casebook_accounts (fixture->casebook);
  g_assert_cmpuint (accounts->lines->len, ==, 1); /* the sheet is no one's account */
  g_assert_true (accounts->self == accounts->founder);
}

static void
test_managers_only (Fixture *fixture, gconstpointer data)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;

  add (fixture, "david", REP_ROLE_DIRECTOR, NULL);
  g_assert_false (rep_accounts_revoke (fixture->casebook, TEST_LOGIN, NULL, NOW, &outcome, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_OWN_ACCOUNT);
  g_clear_error (&error);
  g_assert_false (rep_accounts_revoke (fixture->casebook, "zoé", NULL, NOW, &outcome, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_LOGIN);
  g_clear_error (&error);
  g_assert_false (rep_accounts_revoke (fixture->casebook, "david", "david", NOW, &outcome, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CONTRADICTION);
  g_clear_error (&error);
  g_assert_false (rep_accounts_revoke (fixture->casebook, "david", "zoé", NOW, &outcome, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_LOGIN);
  g_clear_error (&error);

  log_in (fixture, "david");
  g_assert_false (rep_accounts_revoke (fixture->casebook, TEST_LOGIN, NULL, NOW, &outcome, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (rep_accounts_rotate (fixture->casebook, NOW, &outcome, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_ALLOWED);
  g_clear_error (&error);
  g_assert_false (try_add (fixture, "x", REP_ROLE_DIRECTOR, NULL, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_ALLOWED);
  g_assert_null (outcome.accounts);
}

static void
test_new_accounts (Fixture *fixture, gconstpointer data)
{
  const GPtrArray *lines;
  const RepAccountLine *line;

  add (fixture, "david", REP_ROLE_DIRECTOR, NULL);
  lines = rep_casebook_accounts (fixture->casebook)->lines;
  g_assert_cmpuint (lines->len, ==, 2);
  line = g_ptr_array_index (lines, 1);
  g_assert_true (rep_accounts_is_new (fixture->casebook, line, NOW));
  g_assert_true (rep_accounts_is_new (fixture->casebook, line, NOW + 14 * DAY - 1));
  g_assert_false (rep_accounts_is_new (fixture->casebook, line, NOW + 14 * DAY));
  g_assert_false (rep_accounts_is_new (fixture->casebook, g_ptr_array_index (lines, 0), TEST_NOW));
  must_revoke (fixture, "david", NULL);
  line = g_ptr_array_index (rep_casebook_accounts (fixture->casebook)->lines, 1);
  g_assert_cmpint (line->until, ==, NOW);
  g_assert_true (rep_accounts_is_new (fixture->casebook, line, NOW)); /* told all the same */
}

/* --- what each one sees and writes ----------------------------------------------------------- */

static void
test_own_structure (Fixture *fixture, gconstpointer data)
{
  RepId recorded;
  RepPerson *person;
  g_autoptr (GError) error = NULL;

  add (fixture, "chloé", REP_ROLE_COUNSELLOR, "Reims");
  recorded = meet (fixture, "Petit", &error);
  g_assert_no_error (error);
  g_assert_true (rep_id_equal (&recorded, &structure (fixture, "Épernay")->object.id));

  log_in (fixture, "chloé");
  g_assert_true (rep_casebook_holds_names (fixture->casebook));
  g_assert_false (rep_casebook_may_name (fixture->casebook, structure (fixture, "Épernay")));
  recorded = meet (fixture, "Grand", &error);
  g_assert_no_error (error);
  g_assert_true (rep_id_equal (&recorded, &structure (fixture, "Reims")->object.id));
  person = rep_casebook_read (fixture->casebook,
                              rep_casebook_id (fixture->casebook, &rep_kind_person, 0), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (person->object.compartment, ==, 0); /* someone of Épernay's */
  g_assert_null (person->last_name);
  g_assert_true (rep_id_equal (&person->structure, &structure (fixture, "Épernay")->object.id));
  rep_object_free (person);
}

static void
test_director (Fixture *fixture, gconstpointer data)
{
  RepOuting *outing;
  g_autoptr (GError) error = NULL;

  (void)meet (fixture, "Petit", &error);
  g_assert_no_error (error);
  add (fixture, "david", REP_ROLE_DIRECTOR, NULL);
  log_in (fixture, "david");
  g_assert_false (rep_casebook_holds_names (fixture->casebook));
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, 1);
  (void)meet (fixture, "Grand", &error);
  g_assert_nonnull (error); /* no name can be written without its key */
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, 1);
  g_clear_error (&error);

  outing = rep_object_new (&rep_kind_outing);
  outing->project = rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id;
  outing->headcount = 12;
  g_assert_true (rep_intake_outing (fixture->casebook, outing, NOW, &error));
  g_assert_no_error (error);
  rep_object_free (outing);
}

/* Founding a structure lets its founder write in it at once. */
static void
test_founder (Fixture *fixture, gconstpointer data)
{
  g_assert_true (rep_casebook_may_name (fixture->casebook, structure (fixture, "Reims")));
  log_in (fixture, TEST_LOGIN);
  g_assert_true (rep_casebook_may_name (fixture->casebook, structure (fixture, "Reims")));
  g_assert_false (rep_casebook_may_name (fixture->casebook, NULL));
}

/* --- who takes over -------------------------------------------------------------------------- */

static void
test_heirs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepWorkload load;

  add (fixture, "chloé", REP_ROLE_COUNSELLOR, "Épernay");
  add (fixture, "adèle", REP_ROLE_COUNSELLOR, "Épernay");
  load = load_of (fixture, "chloé");
  g_assert_cmpuint (load.follow_ups + load.youths, ==, 0);
  log_in (fixture, "chloé");
  (void)meet (fixture, "Petit", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (my_work (fixture), ==, 1);

  log_in (fixture, "adèle"); /* whose work is not chloé's, in whatever order the youths come */
  for (guint i = 0; i < 20; i++) {
    (void)meet (fixture, "Autre", &error);
    g_assert_no_error (error);
  }
  log_in (fixture, TEST_LOGIN);
  load = load_of (fixture, "chloé");
  g_assert_cmpuint (load.follow_ups, ==, 1);
  g_assert_cmpuint (load.youths, ==, 1);
  g_assert_cmpuint (my_work (fixture), ==, 0);
  must_revoke (fixture, "chloé", "adèle");
  g_assert_cmpuint (my_work (fixture), ==, 0);
  load = load_of (fixture, "adèle");
  g_assert_cmpuint (load.follow_ups, ==, 21);

  log_in (fixture, "adèle");
  g_assert_cmpuint (my_work (fixture), ==, 21);
  {
    g_autoptr (RepAgenda) agenda = rep_agenda_new (fixture->casebook);
    g_autoptr (RepWorklist) work =
        rep_agenda_pick (agenda, rep_worklist_author (fixture->casebook));

    g_assert_cmpuint (work->week_contacts, ==, 20); /* chloé's contacts stay hers */
  }
  log_in (fixture, TEST_LOGIN);
  must_revoke (fixture, "adèle", TEST_LOGIN); /* and from her to one who has recorded nothing */
  g_assert_cmpuint (my_work (fixture), ==, 21);
  log_in (fixture, TEST_LOGIN);
  g_assert_cmpuint (my_work (fixture), ==, 21);
}

static void
test_no_heir (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add (fixture, "chloé", REP_ROLE_COUNSELLOR, "Épernay");
  log_in (fixture, "chloé");
  (void)meet (fixture, "Petit", &error);
  g_assert_no_error (error);
  log_in (fixture, TEST_LOGIN);
  must_revoke (fixture, "chloé", NULL);
  add (fixture, "chloé", REP_ROLE_COUNSELLOR, "Épernay"); /* another one of that name */
  g_assert_cmpuint (my_work (fixture), ==, 0);
  g_assert_cmpuint (work_of (fixture, REP_ALL_AUTHORS), ==, 1);
  log_in (fixture, "chloé");
  g_assert_cmpuint (my_work (fixture), ==, 0);
}

/* What is written beside a revocation is under its new keys, and gone when it fails. */
static void
test_heir_and_failure (Fixture *fixture, gconstpointer data)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (GError) error = NULL;
  RepVault *vault = rep_casebook_vault (fixture->casebook);

  add (fixture, "chloé", REP_ROLE_COUNSELLOR, "Épernay");
  add (fixture, "adèle", REP_ROLE_COUNSELLOR, "Épernay");
  test_sql (fixture->folder.path,
            "INSERT INTO journal VALUES ((SELECT device FROM head), (SELECT sequence + 2 FROM"
            " head), x'')");
  g_assert_false (rep_accounts_revoke (fixture->casebook, "chloé", "adèle", NOW, &outcome, &error));
  g_assert_null (outcome.objects);
  g_assert_nonnull (rep_accounts_find (fixture->casebook, "chloé"));
  test_sql (fixture->folder.path, "DELETE FROM journal WHERE entry = x''");
  g_assert_true (test_intact (vault));
  must_revoke (fixture, "chloé", "adèle");
  g_assert_true (test_intact (vault));
  log_in (fixture, "adèle");
  g_assert_cmpuint (rep_casebook_damaged (fixture->casebook)->len, ==, 0);
  g_assert_true (rep_casebook_intact (fixture->casebook));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/accounts/requests", test_requests);
  ADD ("/accounts/managers-only", test_managers_only);
  ADD ("/accounts/new", test_new_accounts);
  ADD ("/accounts/own-structure", test_own_structure);
  ADD ("/accounts/director", test_director);
  ADD ("/accounts/founder", test_founder);
  ADD ("/accounts/heirs", test_heirs);
  ADD ("/accounts/no-heir", test_no_heir);
  ADD ("/accounts/heir-and-failure", test_heir_and_failure);
  return g_test_run ();
}
