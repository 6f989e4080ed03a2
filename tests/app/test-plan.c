/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake.h"
#include "app/demo/demo.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/figures/quarter.h"
#include "app/release/plan.h"
#include "tests/db/fixture.h"

/* A release is planned, looked at, and only then written. */

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  guint project;
  char *audit;
} Plan;

static void
set_up (Plan *self, gconstpointer data)
{
  RepDemoSetup setup = { .persons = 120, .seed = 1, .until = rep_day_from_ymd (2020, 11, 16) };
  g_autoptr (GError) error = NULL;
  RepDemoCounts counts;

  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  self->casebook = rep_casebook_load (
      test_vault_unlock (self->folder.path, TEST_LOGIN, TEST_PASSWORD), TEST_NOW, &error);
  g_assert_no_error (error);
  rep_demo_fill (self->casebook, &setup, TEST_NOW, &counts, &error);
  g_assert_no_error (error);
  g_assert_nonnull (
      rep_casebook_project_by_code (self->casebook, "charleville-mezieres", &self->project));
  self->audit = g_build_filename (g_getenv ("REP_BUILD_ROOT"), "app", "reperes-audit", NULL);
}

static void
tear_down (Plan *self, gconstpointer data)
{
  g_clear_object (&self->casebook);
  g_free (self->audit);
  test_vault_tear_down (&self->folder, NULL);
}

static RepReleasePlan *
plan_of (Plan *self, guint year, guint month)
{
  RepReleaseWish wish = { .project = self->project,
                          .quarter = rep_day_from_ymd (year, month, 1),
                          .close = TRUE,
                          .audit = self->audit,
                          .now = TEST_NOW };
  g_autoptr (GError) error = NULL;
  RepReleasePlan *plan = rep_release_plan_new (self->casebook, &wish, &error);

  g_assert_no_error (error);
  return plan;
}

static guint
n_closed (Plan *self)
{
  const GPtrArray *closings = rep_casebook_closings (self->casebook);
  guint n = 0;

  for (guint i = 0; i < closings->len; i++) {
    const RepClosing *closing = g_ptr_array_index (closings, i);

    n += closing != NULL && closing->closed_at != 0;
  }
  return n;
}

static void
assert_nothing_written (Plan *self)
{
  g_assert_cmpuint (rep_ledger_newest (self->casebook, self->project), ==, 0);
  g_assert_cmpuint (n_closed (self), ==, 0);
}

static void
record_contact (Plan *self, guint32 day)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepIntake intake = { .contact = contact };
  RepIntakeResult result;
  g_autoptr (GError) error = NULL;

  contact->project = *rep_casebook_id (self->casebook, &rep_kind_project, self->project);
  contact->channel = rep_vocabulary_by_code (&rep_vocabulary_channel, "BUS")->number;
  contact->reached = rep_vocabulary_by_code (&rep_vocabulary_reached, "JOINT")->number;
  contact->date = day;
  contact->headcount = 4;
  rep_intake_contact (self->casebook, &intake, TEST_NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
}

static void
test_looking_writes_nothing (Plan *self, gconstpointer data)
{
  g_autoptr (RepReleasePlan) plan = plan_of (self, 2020, 7);
  const RepReleaseResult *result = rep_release_plan_result (plan);
  const gint32 *counts = rep_release_plan_counts (plan);
  gint largest = 0;

  g_assert_cmpint (result->verdict, ==, REP_RELEASE_MADE);
  g_assert_null (result->certificate); /* not signed */
  assert_nothing_written (self);
  for (guint i = 0; i < rep_published_last (result->published)->values->n; i++) {
    RepPublishedFigure figure =
        rep_published_cumulative (result->published, rep_published_last (result->published), i, -1);

    if (figure.state == REP_RELEASE_ROUNDED)
      largest = MAX (largest, ABS (figure.value - counts[i]));
  }
  g_assert_cmpint (result->largest_error, >=, largest);
}

static void
test_committed (Plan *self, gconstpointer data)
{
  g_autoptr (RepReleasePlan) plan = plan_of (self, 2020, 7);
  g_autoptr (RepReleasePlan) again = NULL;
  g_autoptr (GError) error = NULL;
  const RepClosing *closing;

  rep_release_plan_commit (plan, self->casebook, "Un bus en panne.", TEST_NOW, &error);
  g_assert_no_error (error);
  assert_nothing_written (self); /* memory changes on the main thread alone */
  rep_release_plan_publish (plan, self->casebook);
  g_assert_cmpuint (rep_ledger_newest (self->casebook, self->project), ==,
                    rep_day_from_ymd (2020, 7, 1));
  g_assert_cmpuint (n_closed (self), >=, 3); /* and every quarter before */
  closing = rep_quarter_closing (self->casebook, self->project, rep_day_from_ymd (2020, 7, 1));
  g_assert_cmpstr (closing->comment, ==, "Un bus en panne.");

  again = plan_of (self, 2020, 8);
  g_assert_cmpint (rep_release_plan_result (again)->verdict, ==, REP_RELEASE_MADE_BEFORE);
  g_assert_true (
      g_bytes_equal (rep_release_plan_result (again)->csv, rep_release_plan_result (plan)->csv));
  g_assert_true (g_bytes_equal (rep_release_plan_result (again)->certificate,
                                rep_release_plan_result (plan)->certificate));
  g_assert_cmpstr (rep_release_plan_result (again)->comment, ==, "Un bus en panne.");
}

static void
test_changed_meanwhile (Plan *self, gconstpointer data)
{
  g_autoptr (RepReleasePlan) plan = plan_of (self, 2020, 7);
  g_autoptr (RepReleasePlan) anew = NULL;
  g_autoptr (GError) error = NULL;

  record_contact (self, rep_day_from_ymd (2020, 8, 4));
  g_assert_false (rep_release_plan_commit (plan, self->casebook, NULL, TEST_NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CHANGED_MEANWHILE);
  g_clear_error (&error);
  assert_nothing_written (self);

  anew = plan_of (self, 2020, 7);
  rep_release_plan_commit (anew, self->casebook, NULL, TEST_NOW, &error);
  g_assert_no_error (error);
  rep_release_plan_publish (anew, self->casebook);
  g_assert_cmpuint (rep_ledger_newest (self->casebook, self->project), !=, 0);
}

static void
test_comment_names_someone (Plan *self, gconstpointer data)
{
  g_autoptr (RepReleasePlan) plan = plan_of (self, 2020, 7);
  RepPerson *person = rep_casebook_read (
      self->casebook, rep_casebook_id (self->casebook, &rep_kind_person, 0), NULL);
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; person->first_name == NULL || person->last_name == NULL; i++) {
    rep_object_free (person);
    person = rep_casebook_read (self->casebook,
                                rep_casebook_id (self->casebook, &rep_kind_person, i), NULL);
  }
  comment = g_strdup_printf ("Merci à %s %s.", person->first_name, person->last_name);
  rep_object_free (person);
  g_assert_false (rep_release_plan_commit (plan, self->casebook, comment, TEST_NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_COMMENT_NAMES);
  assert_nothing_written (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/plan/" name, Plan, NULL, set_up, func, tear_down)
  ADD ("looking-writes-nothing", test_looking_writes_nothing);
  ADD ("committed", test_committed);
  ADD ("changed-meanwhile", test_changed_meanwhile);
  ADD ("comment-names-someone", test_comment_names_someone);

  return g_test_run ();
}
