/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake.h"
#include "app/casebook/youth-list.h"
#include "app/domain/day.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020, a Monday */
#define BUS 1

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepYouthList *list;
  GString *changes; /* every items-changed since the last check */
} Fixture;

static void
import_project (RepCasebook *casebook, const char *code)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, code);
  rep_text_set (&project->title, code);
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GString *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

/* A look at everyone is made a few milliseconds at a time. */
static void
wait_for_list (Fixture *fixture)
{
  while (!rep_youth_list_is_ready (fixture->list))
    g_main_context_iteration (NULL, TRUE);
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
  import_project (fixture->casebook, "a");
  import_project (fixture->casebook, "b");
  fixture->list = rep_youth_list_new (fixture->casebook);
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb),
                    fixture->changes);
  wait_for_list (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (fixture->changes->str, ==, ""); /* every change must have been checked */
  g_string_free (fixture->changes, TRUE);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static RepPerson *
new_person (const char *last)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  rep_text_set (&person->last_name, last);
  rep_text_set (&person->first_name, "Ana");
  return person;
}

/* A contact with youth row @row, or with a new one called @last. */
static void
meet (Fixture *fixture, const char *project, const char *day, guint32 row, const char *last)
{
  g_autoptr (GError) error = NULL;
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepIntake intake = { .contact = contact };
  RepIntakeResult result;

  contact->project = rep_casebook_project_by_code (fixture->casebook, project, NULL)->object.id;
  contact->channel = BUS;
  contact->reached = REP_REACHED_JOINT;
  contact->date = rep_day_parse (day);
  if (last != NULL)
    intake.person = new_person (last);
  else
    rep_ids_add (&contact->persons, rep_casebook_id (fixture->casebook, &rep_kind_person, row));
  rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
  rep_object_free (intake.person);
}

static void
meet_three (Fixture *fixture)
{
  meet (fixture, "a", "2020-06-01", 0, "Brumelune");
  meet (fixture, "a", "2020-06-03", 0, "Sapinfleur");
  meet (fixture, "b", "2020-06-02", 0, "Brumerive");
}

static void
assert_changes (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

/* Each youth as row, project, stage and day. */
static void
assert_list (Fixture *fixture, const char *expected)
{
  GListModel *model = G_LIST_MODEL (fixture->list);
  g_autoptr (GString) found = g_string_new (NULL);
  char day[REP_DAY_TEXT_SIZE];

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (RepYouth) youth = g_list_model_get_item (model, i);

    g_string_append_printf (found, "%u:%s:%u:%s ", rep_youth_get_row (youth),
                            rep_youth_get_project_code (youth), rep_youth_get_stage (youth),
                            rep_day_format (rep_youth_get_day (youth), day) + 5);
    g_assert_cmpuint (rep_youth_list_find (fixture->list, rep_youth_get_row (youth)), ==, i);
  }
  g_assert_cmpstr (found->str, ==, expected);
  g_assert_null (g_list_model_get_item (model, g_list_model_get_n_items (model)));
}

static void
test_last_contact_first (Fixture *fixture, gconstpointer data)
{
  meet_three (fixture);
  assert_list (fixture, "1:a:3:06-03 2:b:3:06-02 0:a:3:06-01 ");
  assert_changes (fixture, "0-0+1 0-0+1 1-0+1 ");
}

/* Only the youth met is replaced: at its place, or taken from it and put on top. */
static void
test_smallest_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (RepYouth) kept = NULL;
  g_autoptr (RepYouth) same = NULL;

  meet_three (fixture);
  g_string_truncate (fixture->changes, 0);
  kept = g_list_model_get_item (G_LIST_MODEL (fixture->list), 0);

  meet (fixture, "a", "2020-06-04", 0, NULL);
  assert_list (fixture, "0:a:4:06-04 1:a:3:06-03 2:b:3:06-02 ");
  assert_changes (fixture, "2-1+0 0-0+1 ");
  same = g_list_model_get_item (G_LIST_MODEL (fixture->list), 1);
  g_assert_true (same == kept);

  meet (fixture, "b", "2020-06-05", 0, NULL);
  assert_list (fixture, "0:b:3:06-05 1:a:3:06-03 2:b:3:06-02 ");
  assert_changes (fixture, "0-1+1 ");

  meet (fixture, "a", "2020-05-01", 1, NULL);
  assert_changes (fixture, "1-1+1 "); /* met twice: a stage further */
  meet (fixture, "a", "2020-05-01", 1, NULL);
  assert_changes (fixture, "");
}

static void
test_project (Fixture *fixture, gconstpointer data)
{
  guint number;

  meet_three (fixture);
  meet (fixture, "b", "2020-06-10", 0, NULL);
  g_string_truncate (fixture->changes, 0);

  rep_casebook_project_by_code (fixture->casebook, "a", &number);
  rep_youth_list_set_project (fixture->list, (guint16)number);
  assert_changes (fixture, ""); /* nothing is shown half */
  wait_for_list (fixture);
  assert_list (fixture, "1:a:3:06-03 0:a:3:06-01 ");
  assert_changes (fixture, "0-3+2 ");
  rep_youth_list_set_project (fixture->list, (guint16)number);
  assert_changes (fixture, "");
  rep_youth_list_set_project (fixture->list, REP_ALL_PROJECTS);
  wait_for_list (fixture);
  assert_list (fixture, "0:b:3:06-10 1:a:3:06-03 2:b:3:06-02 ");
  assert_changes (fixture, "0-2+3 ");
  g_assert_cmpuint (rep_youth_list_find (fixture->list, 99), ==, G_MAXUINT);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  meet_three (fixture);
  g_string_truncate (fixture->changes, 0);

  rep_youth_list_set_text (fixture->list, "brume");
  assert_list (fixture, "0:a:3:06-01 2:b:3:06-02 ");
  assert_changes (fixture, "0-3+2 ");
  rep_youth_list_set_text (fixture->list, "brumer");
  assert_list (fixture, "2:b:3:06-02 ");
  assert_changes (fixture, "0-1+0 ");
  rep_youth_list_set_text (fixture->list, "nobody");
  assert_list (fixture, "");
  assert_changes (fixture, "0-1+0 ");
  rep_youth_list_set_text (fixture->list, NULL);
  assert_list (fixture, "1:a:3:06-03 2:b:3:06-02 0:a:3:06-01 ");
  assert_changes (fixture, "0-0+3 ");
}

/* What happens between the look and its answer is in the answer; giving up loses nothing. */
static void
test_meanwhile (Fixture *fixture, gconstpointer data)
{
  guint number;

  meet_three (fixture);
  rep_casebook_project_by_code (fixture->casebook, "a", &number);
  rep_youth_list_set_project (fixture->list, (guint16)number);
  meet (fixture, "a", "2020-06-04", 2, NULL);
  wait_for_list (fixture);
  assert_list (fixture, "2:a:3:06-04 1:a:3:06-03 0:a:3:06-01 ");
  g_string_truncate (fixture->changes, 0);

  rep_youth_list_set_project (fixture->list, REP_ALL_PROJECTS);
  rep_youth_list_set_text (fixture->list, "sapin");
  assert_changes (fixture, "0-3+1 ");
  wait_for_list (fixture);
  assert_list (fixture, "1:a:3:06-03 ");
  import_project (fixture->casebook, "c"); /* looked at again; then the list goes */
  g_assert_false (rep_youth_list_is_ready (fixture->list));
}

/* A view makes its first widgets at once: many lines are told of in steps, then the rest. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  guint number;

  for (guint i = 0; i < 40; i++)
    meet (fixture, "a", "2020-06-01", 0, "Brumelune");
  rep_casebook_project_by_code (fixture->casebook, "b", &number);
  rep_youth_list_set_project (fixture->list, (guint16)number);
  wait_for_list (fixture);
  g_string_truncate (fixture->changes, 0);

  rep_youth_list_set_project (fixture->list, REP_ALL_PROJECTS);
  wait_for_list (fixture);
  assert_changes (fixture, "0-0+32 32-0+8 ");
  rep_youth_list_set_text (fixture->list, "nobody");
  rep_youth_list_set_text (fixture->list, "brumelune");
  g_assert_cmpuint (rep_youth_list_count (fixture->list), ==, 40);
  assert_changes (fixture, "0-40+0 0-0+32 ");
  rep_youth_list_set_text (fixture->list, "nobody");
  rep_youth_list_set_text (fixture->list, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 32);
  g_string_truncate (fixture->changes, 0);
  meet (fixture, "a", "2020-06-02", 39, NULL); /* told of whole before anything moves */
  g_assert_true (g_str_has_prefix (fixture->changes->str, "32-0+8 "));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->list)), ==, 40);
  g_string_truncate (fixture->changes, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/youth-list/last-contact-first", test_last_contact_first);
  ADD ("/youth-list/smallest-change", test_smallest_change);
  ADD ("/youth-list/project", test_project);
  ADD ("/youth-list/text", test_text);
  ADD ("/youth-list/steps", test_steps);
  ADD ("/youth-list/meanwhile", test_meanwhile);
  return g_test_run ();
}
