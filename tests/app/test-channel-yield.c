/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/casebook/intake.h"
#include "app/casebook/outing.h"
#include "app/domain/day.h"
#include "app/figures/channel-yield.h"
#include "app/figures/progress.h"
#include "tests/db/fixture.h"

/* What a channel takes and brings, by cases made by hand. */

#define NOW 1593561600 /* 1 July 2020 */
#define BUS 1
#define PSAD 10
#define JOINT 1
#define TIERS_JOINT 2
#define ABSENT 5

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  guint project;
  guint n;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RepProject *project = rep_object_new (&rep_kind_project);
  RepTarget *target = rep_list_add (&project->targets, &rep_kind_target);
  g_autoptr (GError) error = NULL;

  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2020-01-01");
  project->end = rep_day_parse ("2020-12-30"); /* 365 days */
  project->budget_eur = 73000;                 /* 200 a day */
  target->from = project->start;
  target->basis = REP_STAGE_CONTACTE;
  target->value = 100;
  target->principal = TRUE;
  rep_intake_project (fixture->casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
  g_assert_nonnull (rep_casebook_project_by_code (fixture->casebook, "essai", &fixture->project));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static const RepId *
project_id (Fixture *fixture)
{
  return rep_casebook_id (fixture->casebook, &rep_kind_project, fixture->project);
}

static void
meet (Fixture *fixture, guint8 channel, guint8 reached, const char *day, const RepId *outing)
{
  g_autofree char *name = g_strdup_printf ("Brumelune%u", fixture->n++);
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepPerson *person = rep_object_new (&rep_kind_person);
  RepIntake intake = { .contact = contact, .person = person };
  g_autoptr (GError) error = NULL;
  RepIntakeResult result;

  contact->project = *project_id (fixture);
  contact->channel = channel;
  contact->reached = reached;
  contact->date = rep_day_parse (day);
  if (outing != NULL)
    contact->outing = *outing;
  rep_text_set (&person->last_name, name);
  rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
  rep_object_free (person);
}

static RepId
go_out (Fixture *fixture, guint8 channel, const char *day, int start, int end, int headcount)
{
  RepOuting *outing = rep_object_new (&rep_kind_outing);
  g_autoptr (GError) error = NULL;
  RepId id;

  outing->project = *project_id (fixture);
  outing->channel = channel;
  outing->date = rep_day_parse (day);
  outing->start = start;
  outing->end = end;
  outing->headcount = headcount;
  g_assert_true (rep_intake_outing (fixture->casebook, outing, NOW, &error));
  id = outing->object.id;
  rep_object_free (outing);
  return id;
}

static RepChannelYield
find (Fixture *fixture, guint8 channel, const char *day)
{
  g_autoptr (GArray) yields =
      rep_channel_yields (fixture->casebook, fixture->project, rep_day_parse (day));

  for (guint i = 0; i < yields->len; i++)
    if (g_array_index (yields, RepChannelYield, i).channel == channel)
      return g_array_index (yields, RepChannelYield, i);
  return (RepChannelYield){ 0 };
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  RepChannelYield bus, psad;

  for (guint i = 0; i < 3; i++)
    meet (fixture, BUS, JOINT, "2020-02-01", NULL);
  meet (fixture, BUS, TIERS_JOINT, "2020-02-01", NULL); /* a person, and no beneficiary */
  meet (fixture, PSAD, JOINT, "2020-03-01", NULL);
  meet (fixture, PSAD, JOINT, "2019-12-31", NULL); /* before the project */

  bus = find (fixture, BUS, "2020-06-30");
  psad = find (fixture, PSAD, "2020-06-30");
  g_assert_cmpuint (bus.persons, ==, 4);
  g_assert_cmpuint (bus.contacts, ==, 4);
  g_assert_cmpuint (bus.beneficiaries, ==, 3);
  g_assert_cmpuint (psad.persons, ==, 1);
  g_assert_cmpuint (psad.beneficiaries, ==, 1);
  g_assert_cmpuint (find (fixture, PSAD, "2020-02-29").contacts, ==, 0);
}

static void
test_outings (Fixture *fixture, gconstpointer data)
{
  RepId met = go_out (fixture, BUS, "2020-02-01", 9 * 60, 12 * 60 + 30, REP_NONE);
  RepId nobody_came = go_out (fixture, BUS, "2020-02-02", 14 * 60, 15 * 60, REP_NONE);
  RepChannelYield bus;

  meet (fixture, BUS, JOINT, "2020-02-01", &met);
  meet (fixture, BUS, ABSENT, "2020-02-02", &nobody_came);
  go_out (fixture, BUS, "2020-02-03", 22 * 60, 60, 0);       /* three hours, past midnight */
  go_out (fixture, BUS, "2020-02-04", REP_NONE, 12 * 60, 8); /* half of its hours */
  go_out (fixture, BUS, "2020-02-05", REP_NONE, REP_NONE, REP_NONE); /* nothing said */
  go_out (fixture, BUS, "2020-07-20", 9 * 60, 12 * 60, REP_NONE);    /* planned */

  bus = find (fixture, BUS, "2020-07-01");
  g_assert_cmpuint (bus.outings, ==, 5);
  g_assert_cmpuint (bus.minutes, ==, 210 + 60 + 180);
  g_assert_cmpuint (bus.untimed, ==, 2);
  g_assert_cmpuint (bus.empty, ==, 2);
  g_assert_cmpuint (bus.unreported, ==, 1);
  g_assert_cmpuint (find (fixture, BUS, "2020-02-02").outings, ==, 2);
}

static void
test_small_numbers (Fixture *fixture, gconstpointer data)
{
  guint32 day = rep_day_parse ("2020-06-30"); /* the 182nd */
  RepBudgetYield yield;

  for (guint i = 0; i < 4; i++)
    meet (fixture, BUS, JOINT, "2020-02-01", NULL);
  yield = rep_budget_yield (fixture->casebook, fixture->project, day);
  g_assert_cmpint (yield.planned, ==, 73000);
  g_assert_cmpfloat_with_epsilon (yield.elapsed, 36400, 1e-6);
  g_assert_true (isnan (yield.per_beneficiary));

  meet (fixture, BUS, JOINT, "2020-02-01", NULL);
  yield = rep_budget_yield (fixture->casebook, fixture->project, day);
  g_assert_cmpuint (yield.beneficiaries, ==, 5);
  g_assert_cmpfloat_with_epsilon (yield.per_beneficiary, 7280, 1e-6);
  g_assert_true (isnan (rep_yield (10, 4)));
  g_assert_cmpfloat_with_epsilon (rep_yield (10, 5), 2, 1e-12);
}

static void
test_elapsed (Fixture *fixture, gconstpointer data)
{
  RepProgress progress;

  meet (fixture, BUS, JOINT, "2020-01-10", NULL);
  g_assert_true (rep_progress_elapsed (fixture->casebook, fixture->project, 9, &progress));
  g_assert_cmpuint (progress.reached, ==, 0);
  g_assert_true (rep_progress_elapsed (fixture->casebook, fixture->project, 10, &progress));
  g_assert_cmpuint (progress.reached, ==, 1);
  g_assert_cmpuint (progress.days_elapsed, ==, 10);
  g_assert_false (rep_progress_elapsed (fixture->casebook, fixture->project, 0, &progress));
  /* 1 July is the 183rd day: no project is where it is not yet. */
  g_assert_true (rep_progress_elapsed (fixture->casebook, fixture->project, 183, &progress));
  g_assert_false (rep_progress_elapsed (fixture->casebook, fixture->project, 184, &progress));
  g_assert_false (rep_progress_elapsed (fixture->casebook, fixture->project, G_MAXUINT, &progress));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) g_test_add (name, Fixture, NULL, set_up, test, tear_down)
  ADD ("/channel-yield/people", test_people);
  ADD ("/channel-yield/outings", test_outings);
  ADD ("/channel-yield/small-numbers", test_small_numbers);
  ADD ("/channel-yield/elapsed", test_elapsed);
#undef ADD
  return g_test_run ();
}
