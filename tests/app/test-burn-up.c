/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "app/figures/burn-up.h"
#include "app/figures/progress.h"
#include "tests/db/fixture.h"

#define NOW 1609459200 /* 1 January 2021 */
#define TODAY "2021-01-01"
#define BUS 1
#define HEALTH_CRISIS 1

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  guint project;
} Fixture;

static RepTarget *
add_target (RepProject *project, const char *from, gint32 value)
{
  RepTarget *target = rep_list_add (&project->targets, &rep_kind_target);

  target->from = rep_day_parse (from);
  target->basis = REP_STAGE_REPERE;
  target->value = value;
  target->principal = TRUE;
  return target;
}

static RepProject *
new_project (void)
{
  RepProject *project = rep_object_new (&rep_kind_project);
  RepPause *pause = rep_list_add (&project->pauses, &rep_kind_pause);

  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  project->age_min = 16;
  project->age_max = 29;
  pause->from = rep_day_parse ("2020-03-17");
  pause->to = rep_day_parse ("2020-05-10");
  pause->reason = HEALTH_CRISIS;
  return project;
}

/* The project goes over to the casebook. */
static void
import_project (Fixture *fixture, RepProject *project)
{
  g_autoptr (GError) error = NULL;

  rep_intake_project (fixture->casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
  g_assert_nonnull (rep_casebook_project_by_code (fixture->casebook, "essai", &fixture->project));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static void
record (Fixture *fixture, guint32 day, guint8 reached)
{
  g_autoptr (GError) error = NULL;
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepPerson *person = rep_object_new (&rep_kind_person);
  RepIntake intake = { .contact = contact, .person = person };
  RepIntakeResult result;

  contact->project = rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id;
  contact->channel = BUS;
  contact->reached = reached;
  contact->date = day;
  rep_text_set (&person->last_name, "Brumelune");
  rep_text_set (&person->first_name, "Ana");
  rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
  rep_object_free (person);
}

static void
assert_is_progress (Fixture *fixture, guint32 as_of)
{
  g_autoptr (RepBurnUp) burn_up = rep_burn_up_new (fixture->casebook, fixture->project, as_of);
  RepProgress progress = rep_progress (fixture->casebook, fixture->project, as_of);

  g_assert_cmpuint (burn_up->target, ==, progress.target);
  g_assert_cmpuint (burn_up->basis, ==, progress.basis);
  g_assert_cmpuint (burn_up->n_days, ==, progress.days_elapsed);
  g_assert_cmpfloat_with_epsilon (rep_burn_up_expected (burn_up, as_of), progress.expected, 1e-9);
  if (burn_up->n_days > 0)
    g_assert_cmpuint (burn_up->reached[burn_up->n_days - 1], ==, progress.reached);
  for (guint i = 1; i < burn_up->n_days; i++)
    g_assert_cmpuint (burn_up->reached[i], >=, burn_up->reached[i - 1]);
}

static void
test_is_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepBurnUp) burn_up = NULL;
  guint32 start = rep_day_parse ("2019-12-01");
  guint32 today = rep_day_parse (TODAY);
  RepProject *project = new_project ();

  add_target (project, "2019-12-01", 100);
  import_project (fixture, project);
  for (guint i = 0; i < 60; i++) /* some before the project, some not reached */
    record (fixture, start - 20 + (guint32)g_test_rand_int_range (0, 400),
            (guint8)g_test_rand_int_range (1, 4));

  assert_is_progress (fixture, today);
  assert_is_progress (fixture, start);
  assert_is_progress (fixture, start - 1);
  assert_is_progress (fixture, rep_day_parse ("2021-12-31"));
  assert_is_progress (fixture, rep_day_parse ("2022-06-01"));
  burn_up = rep_burn_up_new (fixture->casebook, fixture->project, today);
  for (guint i = 0; i < 40; i++) {
    guint day = (guint)g_test_rand_int_range (0, (gint32)burn_up->n_days);

    assert_is_progress (fixture, start + day);
    g_assert_cmpuint (burn_up->reached[day], ==,
                      rep_progress (fixture->casebook, fixture->project, start + day).reached);
  }
}

static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepBurnUp) before = NULL;
  g_autoptr (RepBurnUp) after = NULL;
  RepProject *project = new_project ();

  add_target (project, "2019-12-01", 100);
  import_project (fixture, project);
  record (fixture, rep_day_parse ("2019-12-01"), 1);

  before = rep_burn_up_new (fixture->casebook, fixture->project, rep_day_parse ("2019-11-30"));
  g_assert_cmpuint (before->n_days, ==, 0);
  g_assert_cmpuint (before->n_steps, ==, 1);
  g_assert_cmpfloat (rep_burn_up_expected (before, rep_day_parse ("2019-11-30")), ==, 0);
  after = rep_burn_up_new (fixture->casebook, fixture->project, rep_day_parse ("2023-01-01"));
  g_assert_cmpuint (after->n_days, ==, after->end - after->start + 1);
  g_assert_cmpuint (after->reached[0], ==, 1);
  g_assert_cmpuint (after->reached[after->n_days - 1], ==, 1);
  g_assert_cmpfloat (rep_burn_up_expected (after, rep_day_parse ("2023-01-01")), ==, 100);
  g_assert_cmpuint (after->n_pauses, ==, 1);
  g_assert_cmpuint (after->pauses[0].to - after->pauses[0].from + 1, ==, 55);
  g_assert_cmpuint (after->pauses[0].reason, ==, HEALTH_CRISIS);
  rep_burn_up_free (NULL);
}

static char *
describe_steps (Fixture *fixture, const char *as_of)
{
  g_autoptr (RepBurnUp) burn_up =
      rep_burn_up_new (fixture->casebook, fixture->project, rep_day_parse (as_of));
  GString *text = g_string_new (NULL);
  char day[REP_DAY_TEXT_SIZE];

  for (guint i = 0; i < burn_up->n_steps; i++)
    g_string_append_printf (text, "%s %u, ", rep_day_format (burn_up->steps[i].from, day),
                            burn_up->steps[i].value);
  g_string_append_printf (text, "now %u until %s", burn_up->target,
                          rep_day_format (burn_up->end, day));
  return g_string_free (text, FALSE);
}

/* Targets in any order in the sheet, those of structures and of other stages left out. */
static void
test_amended (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *as_of;
    const char *steps;
  } cases[] = {
    { "2019-06-01", "2019-12-01 100, now 100 until 2021-12-31" },
    { "2020-06-30", "2019-12-01 100, now 100 until 2021-12-31" },
    { "2020-07-01", "2019-12-01 100, 2020-07-01 150, now 150 until 2021-12-31" },
    { "2020-12-01", "2019-12-01 100, 2020-07-01 150, 2020-11-01 120, now 120 until 2022-06-30" },
    { "2024-01-01", "2019-12-01 100, 2020-07-01 150, 2020-11-01 120, now 120 until 2022-06-30" },
  };
  RepProject *project = new_project ();
  RepAmendment *amendment = rep_list_add (&project->amendments, &rep_kind_amendment);

  add_target (project, "2020-11-01", 120);
  add_target (project, "2019-12-01", 100);
  add_target (project, "2020-07-01", 150);
  add_target (project, "2020-09-01", 150);
  add_target (project, "2020-02-01", 999)->principal = FALSE;
  amendment->from = rep_day_parse ("2020-10-01");
  amendment->end = rep_day_parse ("2022-06-30");
  import_project (fixture, project);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *steps = describe_steps (fixture, cases[i].as_of);

    g_assert_cmpstr (steps, ==, cases[i].steps);
  }
}

static void
test_without_target (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepBurnUp) burn_up = NULL;

  import_project (fixture, new_project ());
  record (fixture, rep_day_parse ("2020-02-01"), 1);
  burn_up = rep_burn_up_new (fixture->casebook, fixture->project, rep_day_parse (TODAY));
  g_assert_cmpuint (burn_up->target, ==, 0);
  g_assert_cmpuint (burn_up->n_steps, ==, 0);
  g_assert_cmpuint (burn_up->basis, ==, REP_STAGE_REPERE);
  g_assert_cmpuint (burn_up->reached[burn_up->n_days - 1], ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/burn-up/is-progress", test_is_progress);
  ADD ("/burn-up/bounds", test_bounds);
  ADD ("/burn-up/amended", test_amended);
  ADD ("/burn-up/without-target", test_without_target);
  return g_test_run ();
}
