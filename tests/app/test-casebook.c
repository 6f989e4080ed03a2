/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/figures/progress.h"
#include "crypto/secret-private.h"
#include "db/vault-check.h"
#include "db/vault-private.h"
#include "tests/db/fixture.h"

#define NOW 1609459200 /* 1 January 2021 */
#define BUS 1

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
} Fixture;

static RepCasebook *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  RepCasebook *casebook =
      rep_casebook_load (test_vault_unlock (path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);

  g_assert_no_error (error);
  return casebook;
}

static void
import_project (RepCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);
  RepTarget *target = rep_list_add (&project->targets, &rep_kind_target);

  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = target->from = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  project->age_min = 16;
  project->age_max = 29;
  target->basis = REP_STAGE_REPERE;
  target->value = 100;
  target->principal = TRUE;
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->casebook = load (fixture->folder.path);
  import_project (fixture->casebook);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static void
reload (Fixture *fixture)
{
  g_clear_object (&fixture->casebook);
  fixture->casebook = load (fixture->folder.path);
}

static const RepProject *
the_project (RepCasebook *casebook, guint *number)
{
  return rep_casebook_project_by_code (casebook, "essai", number);
}

static RepContact *
new_contact (RepCasebook *casebook, const char *date, guint8 reached)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->project = the_project (casebook, NULL)->object.id;
  contact->channel = BUS;
  contact->reached = reached;
  contact->date = rep_day_parse (date);
  return contact;
}

static RepPerson *
new_person (const char *last, const char *first)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  rep_text_set (&person->last_name, last);
  rep_text_set (&person->first_name, first);
  return person;
}

/* Records a contact and frees what was handed in. */
static gboolean
record (RepCasebook *casebook,
        RepContact *contact,
        RepPerson *person,
        RepIntakeResult *result,
        GError **error)
{
  RepIntake intake = { .contact = contact, .person = person };
  RepIntakeResult local;
  gboolean done =
      rep_intake_contact (casebook, &intake, NOW, result != NULL ? result : &local, error);

  rep_object_free (contact);
  rep_object_free (person);
  return done;
}

static RepId
must_record (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  g_autoptr (GError) error = NULL;
  RepIntakeResult result;

  record (casebook, contact, person, &result, &error);
  g_assert_no_error (error);
  return result.person;
}

static void
describe_enrolments (RepCasebook *casebook, GPtrArray *lines)
{
  const GArray *enrolments = rep_casebook_enrolments (casebook);
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);
    const RepStages *stages = &enrolment->stages;

    g_ptr_array_add (
        lines,
        g_strdup_printf (
            "%s %u %u %u %u %u %u/%u age %d channel %u %s",
            rep_id_format (rep_casebook_id (casebook, &rep_kind_person, enrolment->person), hex),
            stages->date[1], stages->repere_a, stages->date[2], stages->date[3], stages->date[4],
            stages->date[5], stages->date[6], enrolment->age, enrolment->channel,
            enrolment->in_target ? "in" : "out"));
  }
}

static void
describe_contacts (RepCasebook *casebook, GPtrArray *lines)
{
  const GArray *contacts = rep_casebook_contacts (casebook);
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < contacts->len; i++) {
    const RepContactRow *row = &g_array_index (contacts, RepContactRow, i);

    g_ptr_array_add (
        lines,
        g_strdup_printf ("%s r%u %u %u/%u %u n%u",
                         rep_id_format (rep_casebook_id (casebook, &rep_kind_contact, i), hex),
                         row->revision, row->fact.date, row->fact.reached, row->fact.mode,
                         row->fact.outcomes, row->n_persons));
  }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Everything the figures see, in an order that does not depend on how it came into memory. */
static char *
digest (RepCasebook *casebook)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  describe_enrolments (casebook, lines);
  describe_contacts (casebook, lines);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static void
assert_same_after_reload (Fixture *fixture)
{
  g_autofree char *before = digest (fixture->casebook);
  g_autofree char *after = NULL;

  reload (fixture);
  after = digest (fixture->casebook);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (rep_casebook_intact (fixture->casebook));
  g_assert_cmpuint (rep_casebook_damaged (fixture->casebook)->len, ==, 0);
}

static void
count_change (RepCasebook *casebook, gpointer data)
{
  ++*(guint *)data;
}

static void
test_one_contact (Fixture *fixture, gconstpointer data)
{
  guint number, changes = 0;
  RepProgress before, after;

  the_project (fixture->casebook, &number);
  before = rep_progress (fixture->casebook, number, rep_day_parse ("2021-01-01"));
  g_signal_connect (fixture->casebook, "changed", G_CALLBACK (count_change), &changes);
  must_record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1),
               new_person ("Brumelune", "Ana"));
  after = rep_progress (fixture->casebook, number, rep_day_parse ("2021-01-01"));
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (after.reached, ==, before.reached + 1);
  g_assert_cmpuint (rep_progress (fixture->casebook, number, rep_day_parse ("2020-05-31")).reached,
                    ==, 0);
  assert_same_after_reload (fixture);
}

static void
test_progress_numbers (Fixture *fixture, gconstpointer data)
{
  guint number;
  RepProgress progress;
  g_autoptr (GArray) channels = NULL;
  RepId person;

  the_project (fixture->casebook, &number);
  person = must_record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1),
                        new_person ("A", "A"));
  for (guint i = 0; i < 2; i++) {
    RepContact *contact = new_contact (fixture->casebook, "2020-07-01", 3);

    contact->channel = 2;
    rep_ids_add (&contact->persons, &person);
    must_record (fixture->casebook, contact, NULL);
  }
  /* Signalled by a partner, never reached: beside the target, not in it. */
  {
    RepContact *contact = new_contact (fixture->casebook, "2020-07-02", 2);

    contact->channel = 10;
    must_record (fixture->casebook, contact, new_person ("B", "B"));
  }
  progress = rep_progress (fixture->casebook, number, rep_day_parse ("2020-12-01"));
  g_assert_cmpuint (progress.target, ==, 100);
  g_assert_cmpuint (progress.reached, ==, 1);
  g_assert_cmpuint (progress.signalled, ==, 1);
  g_assert_cmpuint (progress.days_total, ==, 762);
  g_assert_cmpuint (progress.days_elapsed, ==, 367);
  g_assert_cmpfloat_with_epsilon (progress.rate, 0.01, 1e-12);
  g_assert_cmpfloat_with_epsilon (progress.expected, 100.0 * 367 / 762, 1e-9);
  g_assert_cmpfloat_with_epsilon (progress.weekly_needed, 99 / ((762 - 367) / 7.0), 1e-9);
  g_assert_cmpfloat (
      rep_progress (fixture->casebook, number, rep_day_parse ("2022-06-01")).weekly_needed, <, 0);

  channels = rep_progress_by_channel (fixture->casebook, number, rep_day_parse ("2020-12-01"));
  g_assert_cmpuint (channels->len, ==, 3);
  g_assert_cmpuint (g_array_index (channels, RepChannelCount, 0).persons, ==, 1);
  g_assert_cmpuint (g_array_index (channels, RepChannelCount, 0).contacts, ==, 1);
  g_assert_cmpuint (g_array_index (channels, RepChannelCount, 1).persons, ==, 0);
  g_assert_cmpuint (g_array_index (channels, RepChannelCount, 1).contacts, ==, 2);
}

static void
test_named_twice (Fixture *fixture, gconstpointer data)
{
  RepPerson *person = new_person ("Brumelune", "Ana");
  RepContact *contact = new_contact (fixture->casebook, "2020-05-01", 1);
  RepId id;

  person->birth = rep_day_parse ("2002-05-20");
  id = must_record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1), person);
  rep_ids_add (&contact->persons, &id);
  rep_ids_add (&contact->persons, &id);
  must_record (fixture->casebook, contact, NULL);
  g_assert_cmpuint (
      g_array_index (rep_casebook_contacts (fixture->casebook), RepContactRow, 1).n_persons, ==, 1);
}

static void
test_same_client_id (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepIntakeResult results[2];

  for (guint i = 0; i < 2; i++) {
    RepContact *contact = new_contact (fixture->casebook, "2020-06-01", 1);
    RepPerson *person = new_person ("Brumelune", "Ana");
    RepIntake intake = { .contact = contact,
                         .person = person,
                         .client_id = i == 0 ? "00ff" : "00FF" };

    rep_intake_contact (fixture->casebook, &intake, NOW, &results[i], &error);
    g_assert_no_error (error);
    rep_object_free (contact);
    rep_object_free (person);
  }
  g_assert_false (results[0].again);
  g_assert_true (results[1].again);
  g_assert_true (rep_id_equal (&results[0].contact, &results[1].contact));
  g_assert_true (rep_id_equal (&results[0].person, &results[1].person));
  g_assert_cmpuint (rep_casebook_contacts (fixture->casebook)->len, ==, 1);
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, 1);
}

static gint16
age_of (RepCasebook *casebook, const RepId *person)
{
  guint number;

  the_project (casebook, &number);
  return rep_casebook_enrolment (casebook, rep_casebook_number (casebook, &rep_kind_person, person),
                                 number)
      ->age;
}

static void
test_age_follows_first (Fixture *fixture, gconstpointer data)
{
  RepPerson *person = new_person ("Brumelune", "Ana");
  RepContact *earlier;
  RepId id;

  person->birth = rep_day_parse ("2002-09-01");
  id = must_record (fixture->casebook, new_contact (fixture->casebook, "2020-10-01", 1), person);
  g_assert_cmpint (age_of (fixture->casebook, &id), ==, 18);

  earlier = new_contact (fixture->casebook, "2020-08-31", 1);
  rep_ids_add (&earlier->persons, &id);
  must_record (fixture->casebook, earlier, NULL);
  g_assert_cmpint (age_of (fixture->casebook, &id), ==, 17);
  assert_same_after_reload (fixture);
}

static void
test_out_of_age (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepPerson *person = new_person ("Brumelune", "Ana");
  RepIntakeResult result;
  guint number;

  person->declared_age = 35;
  record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1), person, &result,
          &error);
  g_assert_no_error (error);
  g_assert_false (result.in_target);
  the_project (fixture->casebook, &number);
  g_assert_cmpuint (rep_progress (fixture->casebook, number, rep_day_parse ("2021-01-01")).reached,
                    ==, 0);
}

static void
test_without_name (Fixture *fixture, gconstpointer data)
{
  RepPerson *unknown = rep_object_new (&rep_kind_person);
  RepPerson *pseudonym = rep_object_new (&rep_kind_person);
  RepContact *headcount = new_contact (fixture->casebook, "2020-06-01", 0);
  guint number;

  rep_text_set (&unknown->description, "bonnet rouge");
  rep_text_set (&pseudonym->pseudonym, "Sam");
  headcount->headcount = 12;
  must_record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1), unknown);
  must_record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1), pseudonym);
  must_record (fixture->casebook, headcount, NULL);
  the_project (fixture->casebook, &number);
  g_assert_cmpuint (rep_progress (fixture->casebook, number, rep_day_parse ("2021-01-01")).reached,
                    ==, 1);
  g_assert_cmpuint (rep_casebook_contacts (fixture->casebook)->len, ==, 3);
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, 2);
}

typedef void (*Spoil) (RepCasebook *casebook, RepContact *contact, RepPerson *person);

static void
spoil_future (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->date = rep_casebook_today (casebook) + 1;
}

static void
spoil_past (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->date = rep_day_parse ("1998-12-31");
}

static void
spoil_person (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  RepId nobody = rep_id_random ();

  rep_ids_add (&contact->persons, &nobody);
}

static void
spoil_project (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->project = rep_id_random ();
}

static void
spoil_place (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  g_strlcpy (contact->place, "99999", REP_PLACE_SIZE);
}

static void
spoil_channel (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->channel = 0;
}

static void
spoil_reached (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->reached = 0;
}

static void
spoil_headcount (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->headcount = 3;
}

static void
spoil_outing (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->outing = rep_id_random ();
}

static void
spoil_next (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  contact->next_date = contact->date - 1;
}

static void
spoil_name (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  g_autofree char *long_name = g_strnfill (REP_TEXT_MAX + 1, 'x');

  rep_text_set (&person->last_name, long_name);
}

/* What is typed becomes a command to a terminal that shows it. */
static void
spoil_escape (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  rep_text_set (&person->first_name, "Ana\033[2J");
}

static void
spoil_line (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  rep_text_set (&person->pseudonym, "Ana\nBrumelune");
}

static void
spoil_c1 (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  rep_texts_add (&person->handles, "ana\302\23331m");
}

static void
spoil_note (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  rep_text_set (&contact->note, "Vue au marché\a");
}

static void
spoil_phone (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  g_autofree char *number = g_strnfill (REP_TEXTS_MAX + 1, '0');

  rep_texts_add (&person->phones, number);
}

static void
spoil_email (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  rep_texts_add (&person->emails, "");
}

static void
spoil_handles (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  for (guint i = 0; i <= REP_TEXTS_COUNT; i++)
    rep_texts_add (&person->handles, "ana");
}

static void
spoil_birth (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  person->birth = contact->date + 1;
}

static void
spoil_age (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  person->declared_age = 150;
}

static void
spoil_nameless (RepCasebook *casebook, RepContact *contact, RepPerson *person)
{
  rep_text_set (&person->last_name, NULL);
  rep_text_set (&person->first_name, NULL);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct {
    Spoil spoil;
    RepAppError code;
  } refusals[] = {
    { spoil_future, REP_APP_ERROR_FUTURE_DATE },
    { spoil_past, REP_APP_ERROR_BAD_DATE },
    { spoil_person, REP_APP_ERROR_UNKNOWN_PERSON },
    { spoil_project, REP_APP_ERROR_UNKNOWN_PROJECT },
    { spoil_place, REP_APP_ERROR_UNKNOWN_PLACE },
    { spoil_channel, REP_APP_ERROR_MISSING },
    { spoil_reached, REP_APP_ERROR_MISSING },
    { spoil_headcount, REP_APP_ERROR_CONTRADICTION },
    { spoil_outing, REP_APP_ERROR_UNKNOWN_OUTING },
    { spoil_next, REP_APP_ERROR_CONTRADICTION },
    { spoil_name, REP_APP_ERROR_TEXT_LONG },
    { spoil_escape, REP_APP_ERROR_TEXT_CONTROL },
    { spoil_line, REP_APP_ERROR_TEXT_CONTROL },
    { spoil_c1, REP_APP_ERROR_TEXT_CONTROL },
    { spoil_note, REP_APP_ERROR_TEXT_CONTROL },
    { spoil_phone, REP_APP_ERROR_TEXT_LONG },
    { spoil_email, REP_APP_ERROR_BAD_TEXT },
    { spoil_handles, REP_APP_ERROR_TEXT_MANY },
    { spoil_birth, REP_APP_ERROR_BAD_DATE },
    { spoil_age, REP_APP_ERROR_BAD_NUMBER },
    { spoil_nameless, REP_APP_ERROR_MISSING },
  };
  g_autofree char *before = digest (fixture->casebook);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *after = NULL;
    RepContact *contact = new_contact (fixture->casebook, "2020-06-01", 1);
    RepPerson *person = new_person ("Brumelune", "Ana");

    refusals[i].spoil (fixture->casebook, contact, person);
    g_assert_false (record (fixture->casebook, contact, person, NULL, &error));
    g_assert_error (error, REP_APP_ERROR, (int)refusals[i].code);
    after = digest (fixture->casebook);
    g_assert_cmpstr (before, ==, after);
  }
  assert_same_after_reload (fixture);
}

/* The longest texts there may be, and a note of several lines. */
static void
test_longest (Fixture *fixture, gconstpointer data)
{
  g_autofree char *number = g_strnfill (REP_TEXTS_MAX, '0');
  g_autofree char *name = g_strnfill (REP_TEXT_MAX, 'x');
  g_autoptr (GError) error = NULL;
  RepContact *contact = new_contact (fixture->casebook, "2020-06-01", 1);
  RepPerson *person = new_person (name, "Ana");

  for (guint i = 0; i < REP_TEXTS_COUNT; i++)
    rep_texts_add (&person->phones, number);
  rep_text_set (&contact->note, "Vue au marché.\r\n\tRappeler jeudi.");
  g_assert_true (record (fixture->casebook, contact, person, NULL, &error));
  g_assert_no_error (error);
  assert_same_after_reload (fixture);
}

static RepStageEntry *
new_entry (RepCasebook *casebook, const RepId *person, RepStage stage, const char *date)
{
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);

  entry->person = *person;
  entry->project = the_project (casebook, NULL)->object.id;
  entry->stage = (guint8)stage;
  entry->date = rep_day_parse (date);
  return entry;
}

static void
expect_stage (RepCasebook *casebook, RepStageEntry *entry, int code)
{
  g_autoptr (GError) error = NULL;

  if (code < 0) {
    rep_intake_stage (casebook, entry, NOW, &error);
    g_assert_no_error (error);
  } else {
    g_assert_false (rep_intake_stage (casebook, entry, NOW, &error));
    g_assert_error (error, REP_APP_ERROR, code);
  }
  rep_object_free (entry);
}

static void
test_stages (Fixture *fixture, gconstpointer data)
{
  RepCasebook *casebook = fixture->casebook;
  RepId id = must_record (casebook, new_contact (casebook, "2020-06-01", 1),
                          new_person ("Brumelune", "Ana"));
  RepStageEntry *entry;

  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_SORTI, "2020-07-01"),
                REP_APP_ERROR_MISSING);
  entry = new_entry (casebook, &id, REP_STAGE_ACCOMPAGNE, "2020-07-01");
  entry->exit = 1;
  expect_stage (casebook, entry, REP_APP_ERROR_CONTRADICTION);
  entry = new_entry (casebook, &id, REP_STAGE_SORTI, "2020-05-01");
  entry->exit = 1;
  expect_stage (casebook, entry, REP_APP_ERROR_TOO_EARLY);
  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_ACCOMPAGNE, "2020-07-01"), -1);
  entry = new_entry (casebook, &id, REP_STAGE_SORTI, "2020-09-01");
  entry->exit = 1;
  expect_stage (casebook, entry, -1);
  entry = new_entry (casebook, &id, REP_STAGE_SORTI, "2020-10-01");
  entry->exit = 1;
  expect_stage (casebook, entry, REP_APP_ERROR_NOT_OPEN);
  assert_same_after_reload (fixture);
}

/* Who left comes back with a contact, never with a stage alone. */
static void
test_stages_after_exit (Fixture *fixture, gconstpointer data)
{
  RepCasebook *casebook = fixture->casebook;
  RepId id = must_record (casebook, new_contact (casebook, "2020-06-01", 1),
                          new_person ("Brumelune", "Ana"));
  RepStageEntry *entry = new_entry (casebook, &id, REP_STAGE_SORTI, "2020-09-01");
  RepContact *contact;

  entry->exit = 13;
  expect_stage (casebook, entry, -1);
  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_ACCOMPAGNE, "2020-09-02"),
                REP_APP_ERROR_NOT_OPEN);
  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_MOBILISE, "2020-09-01"), -1);
  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_RENCONTRE, "2020-05-02"), -1);
  g_assert_cmpuint (rep_casebook_enrolment (casebook, 0, 0)->stages.current, ==, REP_STAGE_SORTI);

  contact = new_contact (casebook, "2020-10-05", 1);
  rep_ids_add (&contact->persons, &id);
  must_record (casebook, contact, NULL);
  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_ACCOMPAGNE, "2020-10-06"), -1);
  g_assert_cmpuint (rep_casebook_enrolment (casebook, 0, 0)->stages.entries, ==, 2);
  entry = new_entry (casebook, &id, REP_STAGE_SORTI, "2020-11-02");
  entry->exit = 1;
  expect_stage (casebook, entry, -1);
  expect_stage (casebook, new_entry (casebook, &id, REP_STAGE_ACCOMPAGNE, "2020-11-03"),
                REP_APP_ERROR_NOT_OPEN);
  assert_same_after_reload (fixture);
}

static void
random_step (RepCasebook *casebook, GArray *people)
{
  char date[REP_DAY_TEXT_SIZE];
  guint32 day = rep_day_parse ("2019-11-01") + (guint32)g_test_rand_int_range (0, 420);
  int choice = people->len == 0 ? 0 : g_test_rand_int_range (0, 3);
  RepContact *contact;

  rep_day_format (day, date);
  if (choice == 2) {
    RepId *id = &g_array_index (people, RepId, g_test_rand_int_range (0, (gint32)people->len));
    RepStageEntry *entry = new_entry (casebook, id, (RepStage)g_test_rand_int_range (1, 6), date);

    entry->date = MAX (entry->date, rep_day_parse ("2019-12-01"));
    expect_stage (casebook, entry, -1);
    return;
  }
  contact = new_contact (casebook, date, (guint8)g_test_rand_int_range (1, 7));
  contact->mode = (guint8)g_test_rand_int_range (1, 5);
  contact->outcomes = (guint64)g_test_rand_int_range (0, 128) & ~G_GUINT64_CONSTANT (1);
  if (choice == 0) {
    RepPerson *person = new_person ("Brumelune", "Ana");
    RepId id;

    person->birth = rep_day_parse ("1985-01-01") + (guint32)g_test_rand_int_range (0, 9000);
    id = must_record (casebook, contact, person);
    g_array_append_val (people, id);
  } else {
    for (int i = g_test_rand_int_range (1, 3); i > 0; i--)
      rep_ids_add (&contact->persons,
                   &g_array_index (people, RepId, g_test_rand_int_range (0, (gint32)people->len)));
    must_record (casebook, contact, NULL);
  }
}

/* What memory shows after any series of changes is what the file gives back. */
static void
test_memory_is_disk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint round = 0; round < 6; round++) {
    for (guint step = 0; step < 15; step++)
      random_step (fixture->casebook, people);
    assert_same_after_reload (fixture);
  }
}

static void
keep_facts (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer keyring)
{
  if (compartment == REP_COMPARTMENT_FACTS)
    rep_keyring_add (keyring, compartment, epoch, rep_secret_dup (key));
}

/* With the facts key alone the figures are the same and there is no name to find. */
static void
test_facts_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId id = must_record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1),
                          new_person ("Brumelune", "Ana"));
  g_autofree char *before = digest (fixture->casebook);
  g_autofree char *after = NULL;
  g_autoptr (GArray) found = NULL;
  RepVault *vault;
  RepKeyring *keyring;
  RepPerson *person;

  g_clear_object (&fixture->casebook);
  vault = test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD);
  keyring = rep_keyring_new (&vault->id);
  rep_keyring_foreach (vault->keyring, keep_facts, keyring);
  rep_keyring_free (vault->keyring);
  vault->keyring = keyring;
  fixture->casebook = rep_casebook_load (vault, NOW, &error);
  g_assert_no_error (error);

  after = digest (fixture->casebook);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (rep_casebook_holds_names (fixture->casebook));
  found = rep_search_find (rep_casebook_search (fixture->casebook), "brumelune", 5);
  g_assert_cmpuint (found->len, ==, 0);
  person = rep_casebook_read (fixture->casebook, &id, &error);
  g_assert_no_error (error);
  g_assert_null (person->last_name);
  g_assert_cmpuint (person->object.compartment, ==, 0);
  rep_object_free (person);
  g_assert_false (record (fixture->casebook, new_contact (fixture->casebook, "2020-06-01", 1),
                          new_person ("Sapinfleur", "Ana"), NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/casebook/one-contact", test_one_contact);
  ADD ("/casebook/progress-numbers", test_progress_numbers);
  ADD ("/casebook/named-twice", test_named_twice);
  ADD ("/casebook/same-client-id", test_same_client_id);
  ADD ("/casebook/age-follows-first", test_age_follows_first);
  ADD ("/casebook/out-of-age", test_out_of_age);
  ADD ("/casebook/without-name", test_without_name);
  ADD ("/casebook/refusals", test_refusals);
  ADD ("/casebook/longest", test_longest);
  ADD ("/casebook/stages", test_stages);
  ADD ("/casebook/stages/after-exit", test_stages_after_exit);
  ADD ("/casebook/memory-is-disk", test_memory_is_disk);
  ADD ("/casebook/facts-only", test_facts_only);
  return g_test_run ();
}
