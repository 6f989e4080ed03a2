/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/agenda.h"
#include "app/casebook/attach.h"
#include "app/casebook/call-list.h"
#include "app/casebook/intake.h"
#include "app/casebook/orientation.h"
#include "app/casebook/outing.h"
#include "app/casebook/partner.h"
#include "app/domain/day.h"
#include "app/figures/progress.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020 */
#define BUS 1
#define VOIX 3

enum { JOINT = 1, MESSAGE = 3, NO_ANSWER = 4, ABSENT = 5, WRONG = 6 };
enum { CALL = 1 };

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
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);
  RepMember *member = rep_list_add (&project->consortium, &rep_kind_member);
  RepTarget *target = rep_list_add (&project->targets, &rep_kind_target);

  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->casebook = load (fixture->folder.path);
  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = target->from = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  target->basis = REP_STAGE_REPERE;
  target->value = 100;
  target->principal = TRUE;
  rep_text_set (&member->name, "Épicerie de la place");
  member->kind = rep_vocabulary_by_code (&rep_vocabulary_partner_kind, "SENTINELLE")->number;
  rep_intake_project (fixture->casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static void
reload (Fixture *fixture)
{
  g_assert_finalize_object (fixture->casebook);
  fixture->casebook = load (fixture->folder.path);
}

static const RepId *
the_project (Fixture *fixture)
{
  return &rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id;
}

static RepContact *
new_contact (Fixture *fixture, const char *date, guint8 reached)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->project = *the_project (fixture);
  contact->channel = BUS;
  contact->reached = reached;
  contact->date = rep_day_parse (date);
  return contact;
}

static RepPerson *
new_person (const char *last, const char *description)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  rep_text_set (&person->last_name, last);
  rep_text_set (&person->first_name, last != NULL ? "Ana" : NULL);
  rep_text_set (&person->description, description);
  return person;
}

/* Records and frees what is handed in. */
static RepIntakeResult
record (Fixture *fixture, RepContact *contact, RepPerson *person, const RepId *completes)
{
  g_autoptr (GError) error = NULL;
  RepIntake intake = { .contact = contact, .person = person, .completes = completes };
  RepIntakeResult result;

  rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
  rep_object_free (person);
  return result;
}

static RepIntakeResult
record_known (Fixture *fixture, const RepId *person, const char *date, guint8 reached)
{
  RepContact *contact = new_contact (fixture, date, reached);

  contact->mode = VOIX;
  rep_ids_add (&contact->persons, person);
  return record (fixture, contact, NULL, NULL);
}

/* "contacts persons reached" of the project. */
static char *
totals (Fixture *fixture)
{
  guint project;
  guint32 today = rep_casebook_today (fixture->casebook);
  g_autoptr (GArray) channels = NULL;
  guint contacts = 0, persons = 0;

  rep_casebook_project_by_code (fixture->casebook, "essai", &project);
  channels = rep_progress_by_channel (fixture->casebook, project, today);
  for (guint i = 0; i < channels->len; i++) {
    contacts += g_array_index (channels, RepChannelCount, i).contacts;
    persons += g_array_index (channels, RepChannelCount, i).persons;
  }
  return g_strdup_printf ("%u %u %u", contacts, persons,
                          rep_progress (fixture->casebook, project, today).reached);
}

static void
assert_totals (Fixture *fixture, const char *expected)
{
  g_autofree char *found = totals (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static gint32
age_of (Fixture *fixture, const RepId *id)
{
  RepPerson *person = rep_casebook_read (fixture->casebook, id, NULL);
  gint32 age =
      person->ages != NULL ? ((RepAge *)g_ptr_array_index (person->ages, 0))->age : REP_NONE;

  rep_object_free (person);
  return age;
}

static void
test_attach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepPerson *ana = new_person ("Pontdelune", NULL);
  RepIntakeResult named, nameless;
  RepId elsewhere = rep_id_random ();

  ana->birth = rep_day_parse ("2000-06-15");
  named = record (fixture, new_contact (fixture, "2020-10-01", JOINT), ana, NULL);
  nameless = record (fixture, new_contact (fixture, "2020-03-01", JOINT),
                     new_person (NULL, "attend le bus"), NULL);
  assert_totals (fixture, "2 1 1");
  g_assert_cmpint (age_of (fixture, &named.person), ==, 20);

  rep_attach_contact (fixture->casebook, &nameless.contact, &named.person, NOW, &error);
  g_assert_no_error (error);
  assert_totals (fixture, "2 1 1");
  g_assert_cmpint (age_of (fixture, &named.person), ==, 19); /* first met before the birthday */
  reload (fixture);
  assert_totals (fixture, "2 1 1");

  /* It has a name now: it is not attached again. */
  g_assert_false (
      rep_attach_contact (fixture->casebook, &nameless.contact, &named.person, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CONTRADICTION);
  g_clear_error (&error);
  g_assert_false (rep_attach_contact (fixture->casebook, &named.contact, &elsewhere, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_PERSON);
  g_clear_error (&error);
  g_assert_false (rep_attach_contact (fixture->casebook, &elsewhere, &named.person, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_RECORD);
  g_clear_error (&error);

  rep_detach_contact (fixture->casebook, &nameless.contact, NOW, &error);
  g_assert_no_error (error);
  assert_totals (fixture, "2 1 1");
  g_assert_cmpint (age_of (fixture, &named.person), ==, 20);
  rep_attach_contact (fixture->casebook, &nameless.contact, &named.person, NOW, &error);
  g_assert_no_error (error);
}

/* Attached and detached at random, a contact is one contact, and a youth is counted once. */
static void
test_attach_at_random (Fixture *fixture, gconstpointer data)
{
  RepId contacts[12], youths[3];

  for (guint i = 0; i < G_N_ELEMENTS (youths); i++) {
    g_autofree char *name = g_strdup_printf ("Pontdelune%c", 'a' + i);

    youths[i] = record (fixture, new_contact (fixture, "2020-05-01", NO_ANSWER),
                        new_person (name, NULL), NULL)
                    .person;
  }
  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    contacts[i] = record (fixture, new_contact (fixture, "2020-03-01", JOINT),
                          new_person (NULL, "sans nom"), NULL)
                      .contact;
  for (guint i = 0; i < 150; i++) {
    const RepId *contact = &contacts[g_test_rand_int_range (0, G_N_ELEMENTS (contacts))];

    if (!rep_detach_contact (fixture->casebook, contact, NOW, NULL))
      g_assert_true (rep_attach_contact (fixture->casebook, contact,
                                         &youths[g_test_rand_int_range (0, 3)], NOW, NULL));
    if (i % 10 == 0)
      assert_totals (fixture, "15 3 3");
  }
  assert_totals (fixture, "15 3 3");
  reload (fixture);
  assert_totals (fixture, "15 3 3");
}

static void
test_detach_named (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepIntakeResult wrong = record (fixture, new_contact (fixture, "2020-10-01", JOINT),
                                  new_person ("Erreur", NULL), NULL);
  RepIntakeResult right = record (fixture, new_contact (fixture, "2020-10-02", JOINT),
                                  new_person ("Pontdelune", NULL), NULL);

  assert_totals (fixture, "2 2 2");
  rep_detach_contact (fixture->casebook, &wrong.contact, NOW, &error);
  g_assert_no_error (error);
  assert_totals (fixture, "2 1 1"); /* it took place, with nobody known */
  g_assert_false (rep_detach_contact (fixture->casebook, &wrong.contact, NOW, NULL));
  rep_attach_contact (fixture->casebook, &wrong.contact, &right.person, NOW, &error);
  g_assert_no_error (error);
  assert_totals (fixture, "2 1 1");
}

static void
test_complete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepContact *first = new_contact (fixture, "2020-10-01", MESSAGE);
  RepContact *more, *kept;
  RepIntakeResult before, result;
  RepIntake other = { NULL };

  rep_text_set (&first->note, "Matin.");
  first->next_step = CALL;
  first->next_date = rep_day_parse ("2020-10-05");
  before = record (fixture, first, new_person ("Pontdelune", NULL), NULL);
  g_assert_true (rep_id_is_none (&before.same_day));

  result = record_known (fixture, &before.person, "2020-10-01", NO_ANSWER);
  g_assert_true (rep_id_equal (&result.same_day, &before.contact));
  assert_totals (fixture, "2 1 1");

  more = new_contact (fixture, "2020-10-01", JOINT);
  rep_ids_add (&more->persons, &before.person);
  more->outcomes = 1u << REP_OUTCOME_ACTION_FAITE;
  rep_text_set (&more->note, "Soir.");
  result = record (fixture, more, NULL, &before.contact);
  g_assert_true (rep_id_equal (&result.contact, &before.contact));
  g_assert_cmpuint (result.stage, ==, REP_STAGE_MOBILISE);
  assert_totals (fixture, "2 1 1");
  kept = rep_casebook_read (fixture->casebook, &before.contact, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (kept->note, ==, "Matin.\nSoir.");
  g_assert_cmpuint (kept->reached, ==, JOINT);
  g_assert_cmpuint (kept->next_date, ==, rep_day_parse ("2020-10-05"));
  rep_object_free (kept);

  more = new_contact (fixture, "2020-10-02", JOINT); /* another day is another contact */
  rep_ids_add (&more->persons, &before.person);
  other.contact = more;
  other.completes = &before.contact;
  g_assert_false (rep_intake_contact (fixture->casebook, &other, NOW, &result, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CONTRADICTION);
  rep_object_free (more);
}

static void
test_refused_record (Fixture *fixture, gconstpointer data)
{
  RepContact *contact = new_contact (fixture, "2020-10-01", MESSAGE);
  RepContact *kept;
  RepIntakeResult result;
  RepIntake with_youth = { NULL };

  rep_text_set (&contact->note, "Canarinote");
  contact->refused_record = TRUE;
  contact->next_date = rep_day_parse ("2020-10-05");
  result = record (fixture, contact, NULL, NULL);
  kept = rep_casebook_read (fixture->casebook, &result.contact, NULL);
  g_assert_null (kept->note);
  g_assert_null (kept->persons);
  g_assert_cmpuint (kept->next_date, ==, 0);
  g_assert_cmpuint (kept->reached, ==, JOINT);
  g_assert_cmpuint (kept->outcomes, ==, 1u << REP_OUTCOME_REFUS);
  rep_object_free (kept);
  assert_totals (fixture, "0 0 0");

  with_youth.contact = new_contact (fixture, "2020-10-01", JOINT);
  with_youth.contact->refused_record = TRUE;
  with_youth.person = new_person ("Canarinom", NULL);
  g_assert_false (rep_intake_contact (fixture->casebook, &with_youth, NOW, &result, NULL));
  rep_object_free (with_youth.contact);
  rep_object_free (with_youth.person);
}

static guint
count_work (Fixture *fixture, RepWork work)
{
  g_autoptr (RepAgenda) agenda = rep_agenda_new (fixture->casebook);
  g_autoptr (RepWorklist) list = rep_agenda_pick (agenda, REP_ALL_AUTHORS);

  return list->items[work]->len;
}

static void
test_follow_up_done (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepContact *contact = new_contact (fixture, "2020-11-10", JOINT);
  RepIntakeResult result;

  contact->next_step = CALL;
  contact->next_date = rep_day_parse ("2020-11-16");
  result = record (fixture, contact, new_person ("Pontdelune", NULL), NULL);
  g_assert_cmpuint (count_work (fixture, REP_WORK_TODAY), ==, 1);
  g_assert_false (rep_follow_up_done (fixture->casebook, &result.contact,
                                      rep_day_parse ("2020-11-09"), NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_TOO_EARLY);
  g_clear_error (&error);
  rep_follow_up_done (fixture->casebook, &result.contact, 0, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_work (fixture, REP_WORK_TODAY), ==, 0);
  g_assert_false (rep_follow_up_done (fixture->casebook, &result.contact, 0, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_EXISTS);
  reload (fixture);
  g_assert_cmpuint (count_work (fixture, REP_WORK_TODAY), ==, 0);
}

/* How long is silence is the project's to say. */
static void
test_silence (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  RepProject *project;

  record (fixture, new_contact (fixture, "2020-08-20", JOINT), new_person ("Pontdelune", NULL),
          NULL);
  g_assert_cmpuint (count_work (fixture, REP_WORK_SILENT), ==, 0);
  project = rep_casebook_read (fixture->casebook, the_project (fixture), &error);
  g_assert_no_error (error);
  project->silent_months = 2;
  g_ptr_array_add (objects, project);
  rep_casebook_save (fixture->casebook, objects, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
  g_assert_cmpuint (count_work (fixture, REP_WORK_SILENT), ==, 1);
}

/* "attempts" of each line, in the order of the list. */
static char *
calls (Fixture *fixture, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  RepCallFilter filter;

  g_assert_true (rep_call_filter_parse (fixture->casebook, words, &filter, &error));
  g_assert_no_error (error);
  lines = rep_call_list (fixture->casebook, &filter);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s%u:%u", i > 0 ? " " : "",
                            g_array_index (lines, RepCallLine, i).person,
                            g_array_index (lines, RepCallLine, i).attempts);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_calls (Fixture *fixture, const char *words, const char *expected)
{
  g_autofree char *found = calls (fixture, words);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_call_list (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "Unappel", "Deuxappels", "Joint", "Refus", "Fauxnumero" };
  g_autoptr (GError) error = NULL;
  RepId youths[5];
  RepContact *refusal;
  RepCallFilter filter;

  for (guint i = 0; i < 5; i++)
    youths[i] = record (fixture, new_contact (fixture, "2020-10-01", NO_ANSWER),
                        new_person (names[i], NULL), NULL)
                    .person;
  record_known (fixture, &youths[1], "2020-10-02", MESSAGE);
  record_known (fixture, &youths[2], "2020-10-03", JOINT);
  refusal = new_contact (fixture, "2020-10-03", JOINT);
  rep_ids_add (&refusal->persons, &youths[3]);
  refusal->outcomes = 1u << REP_OUTCOME_REFUS;
  record (fixture, refusal, NULL, NULL);
  record_known (fixture, &youths[4], "2020-10-03", WRONG);

  assert_calls (fixture, "", "2:0 0:1 1:2 4:2");
  assert_calls (fixture, "never", "0:1 1:2 4:2");
  assert_calls (fixture, "project=essai stage=CONTACTE", "2:0");
  assert_calls (fixture, "due", "");
  record_known (fixture, &youths[1], "2020-10-04", JOINT); /* attempts start again */
  assert_calls (fixture, "project=essai", "2:0 1:0 0:1 4:2");

  g_assert_false (rep_call_filter_parse (fixture->casebook, "project=nulle-part", &filter, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_PROJECT);
  g_clear_error (&error);
  g_assert_false (rep_call_filter_parse (fixture->casebook, "couleur=bleu", &filter, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_CODE);
}

static const RepId *
the_partner (Fixture *fixture)
{
  return rep_casebook_id (fixture->casebook, &rep_kind_partner, 0);
}

static void
test_orientation (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepIntakeResult youth = record (fixture, new_contact (fixture, "2020-10-01", JOINT),
                                  new_person ("Pontdelune", NULL), NULL);
  RepOrientation *orientation = rep_object_new (&rep_kind_orientation);
  RepId id;

  orientation->person = youth.person;
  orientation->project = *the_project (fixture);
  orientation->date = rep_day_parse ("2020-11-03");
  g_assert_false (rep_orientation_add (fixture->casebook, orientation, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_PARTNER);
  g_clear_error (&error);
  orientation->partner = *the_partner (fixture);
  rep_orientation_add (fixture->casebook, orientation, NOW, &error);
  g_assert_no_error (error);
  id = orientation->object.id;
  rep_object_free (orientation);
  g_assert_cmpuint (count_work (fixture, REP_WORK_ANSWER), ==, 0); /* 13 days */

  orientation = rep_casebook_read (fixture->casebook, &id, &error);
  orientation->date = rep_day_parse ("2020-11-02");
  rep_orientation_add (fixture->casebook, orientation, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (orientation);
  g_assert_cmpuint (count_work (fixture, REP_WORK_ANSWER), ==, 1);
  reload (fixture);
  g_assert_cmpuint (count_work (fixture, REP_WORK_ANSWER), ==, 1);
  g_assert_false (rep_orientation_answer (fixture->casebook, &id, 1, rep_day_parse ("2020-11-01"),
                                          NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_TOO_EARLY);
  g_clear_error (&error);
  rep_orientation_answer (fixture->casebook, &id, 1, 0, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_work (fixture, REP_WORK_ANSWER), ==, 0);
}

static void
test_yields (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) yields = NULL;
  RepContact *signal = new_contact (fixture, "2020-10-01", NO_ANSWER);
  RepPartnerYield yield;
  RepId youth;
  g_autoptr (GArray) youths = NULL;

  signal->via = *the_partner (fixture);
  signal->mode = VOIX;
  youth = record (fixture, signal, new_person ("Pontdelune", NULL), NULL).person;
  record (fixture, new_contact (fixture, "2020-10-01", JOINT), new_person ("Ailleurs", NULL), NULL);
  yields = rep_partner_yields (fixture->casebook, REP_ALL_YIELDS);
  yield = g_array_index (yields, RepPartnerYield, 0);
  g_assert_cmpuint (yield.signalled, ==, 1);
  g_assert_cmpuint (yield.in_target, ==, 1);
  g_assert_cmpuint (yield.reached, ==, 0);

  record (fixture, new_contact (fixture, "2020-10-09", JOINT), new_person ("Autre", NULL), NULL);
  record_known (fixture, &youth, "2020-10-08", JOINT);
  g_clear_pointer (&yields, g_array_unref);
  yields = rep_partner_yields (fixture->casebook, REP_ALL_YIELDS);
  yield = g_array_index (yields, RepPartnerYield, 0);
  g_assert_cmpuint (yield.signalled, ==, 1);
  g_assert_cmpuint (yield.reached, ==, 1);
  g_assert_cmpuint (yield.met, ==, 0); /* by telephone */
  g_assert_cmpuint (yield.last, ==, rep_day_parse ("2020-10-01"));
  youths = rep_partner_youths (fixture->casebook, 0);
  g_assert_cmpuint (youths->len, ==, 1);
  g_assert_true (
      rep_id_equal (&youth, rep_casebook_id (fixture->casebook, &rep_kind_person,
                                             g_array_index (youths, RepPartnerYouth, 0).person)));
  g_assert_cmpuint (g_array_index (youths, RepPartnerYouth, 0).day, ==,
                    rep_day_parse ("2020-10-01"));
}

static void
test_partner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepPartner *partner;
  RepId id;

  partner = rep_object_new (&rep_kind_partner);
  rep_text_set (&partner->name, "ÉPICERIE de la place");
  partner->partner_kind = 1;
  g_assert_false (rep_partner_save (fixture->casebook, partner, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_EXISTS);
  g_clear_error (&error);
  rep_text_set (&partner->name, "Boulangerie");
  rep_text_set (&partner->person, "Madame Canari");
  rep_partner_save (fixture->casebook, partner, NOW, &error);
  g_assert_no_error (error);
  id = partner->object.id;
  rep_object_free (partner);

  partner = rep_casebook_read (fixture->casebook, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (partner->person, ==, "Madame Canari");
  rep_text_set (&partner->name, "Boulangerie du pont");
  rep_text_set (&partner->person, NULL);
  rep_partner_save (fixture->casebook, partner, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (partner);
  reload (fixture);

  partner = rep_casebook_read (fixture->casebook, &id, &error);
  g_assert_cmpstr (partner->name, ==, "Boulangerie du pont");
  g_assert_null (partner->person);
  partner->object.compartment = 0; /* as to an account that cannot open what is sealed there */
  rep_text_set (&partner->person, "Monsieur Canari");
  g_assert_false (rep_partner_save (fixture->casebook, partner, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NO_IDENTITY_KEY);
  rep_object_free (partner);
}

static void
test_referent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId youth = record (fixture, new_contact (fixture, "2020-10-01", JOINT),
                        new_person ("Pontdelune", NULL), NULL)
                    .person;
  const RepId *maud = &rep_casebook_accounts (fixture->casebook)->self->id;
  RepId nobody = { 0 }, elsewhere = rep_id_random ();
  guint n;

  g_assert_false (rep_assign (fixture->casebook, &youth, &elsewhere, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_LOGIN);
  g_clear_error (&error);
  rep_assign (fixture->casebook, &youth, maud, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (
      g_array_index (rep_casebook_persons (fixture->casebook), RepPersonRow, 0).referent, ==,
      rep_casebook_account (fixture->casebook, maud));
  g_assert_true (rep_reassign_all (fixture->casebook, maud, &nobody, NOW, &n, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (rep_reassign_all (fixture->casebook, maud, &nobody, NOW, &n, &error));
  g_assert_cmpuint (n, ==, 0);
}

#define ADD(path, function) g_test_add ("/cases/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("attach", test_attach);
  ADD ("attach/at-random", test_attach_at_random);
  ADD ("attach/detach-named", test_detach_named);
  ADD ("complete", test_complete);
  ADD ("refused-record", test_refused_record);
  ADD ("follow-up/done", test_follow_up_done);
  ADD ("follow-up/silence", test_silence);
  ADD ("call-list", test_call_list);
  ADD ("orientation", test_orientation);
  ADD ("partner/yields", test_yields);
  ADD ("partner/saved", test_partner);
  ADD ("referent", test_referent);
  return g_test_run ();
}
