/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/project.h"

static void
check_table (const RepKind *kind)
{
  guint previous = 0;

  g_assert_cmpuint (kind->n_fields, >, 0);
  for (guint i = 0; i < kind->n_fields; i++) {
    const RepField *field = &kind->fields[i];

    g_assert_cmpuint (field->number, >,
                      previous); /* the codec walks the table alongside the payload */
    previous = field->number;
    g_assert_cmpuint (field->since, >=, 1);
    g_assert_cmpstr (field->fr, !=, "");
    g_assert_cmpstr (field->en, !=, "");
    g_assert_cmpuint (field->offset, >=, sizeof (RepObject));
    g_assert_cmpuint (field->offset, <, kind->size);
    g_assert_true ((field->vocabulary != NULL) ==
                   (field->type == REP_FIELD_CODE || field->type == REP_FIELD_CODES));
    g_assert_true ((field->element != NULL) == (field->type == REP_FIELD_LIST));
    g_assert_true (rep_kind_field (kind, field->number) == field);
    g_assert_true (rep_kind_field_by_code (kind, field->code) == field);
    if (field->element != NULL) {
      g_assert_cmpuint (field->element->number, ==, 0);
      check_table (field->element);
    }
  }
}

static void
test_tables (void)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (kinds[i]->number, >, i > 0 ? kinds[i - 1]->number : 0);
    g_assert_true (rep_kind_by_number (kinds[i]->number) == kinds[i]);
    check_table (kinds[i]);
  }
  g_assert_null (rep_kind_by_number (0));
  g_assert_null (rep_kind_by_number ((guint16)(kinds[n - 1]->number + 1)));
}

/* What a person typed is identity; what figures need is facts: nobody moves a name by mistake. */
static void
test_names_are_identity (void)
{
  static const char *const secret[] = { "last_name", "usage_name", "first_name", "pseudonym",
                                        "birth",     "home",       "phones",     "emails",
                                        "handles",   "imilo",      "description" };

  for (guint i = 0; i < G_N_ELEMENTS (secret); i++)
    g_assert_cmpint (rep_kind_field_by_code (&rep_kind_person, secret[i])->part, ==,
                     REP_PART_IDENTITY);
  g_assert_cmpint (rep_kind_field_by_code (&rep_kind_person, "link_token")->part, ==,
                   REP_PART_LINK);
  g_assert_cmpint (rep_kind_field_by_code (&rep_kind_contact, "note")->part, ==, REP_PART_IDENTITY);
  g_assert_cmpint (rep_kind_field_by_code (&rep_kind_outing, "note")->part, ==, REP_PART_IDENTITY);
}

static void
test_reset (void)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  g_assert_true (rep_object_part_is_empty (&person->object, REP_PART_FACTS));
  rep_text_set (&person->last_name, "Brumelune");
  rep_texts_add (&person->phones, "06 39 98 00 00");
  person->declared_age = 0;
  g_assert_false (rep_object_part_is_empty (&person->object, REP_PART_FACTS));
  g_assert_false (rep_object_part_is_empty (&person->object, REP_PART_IDENTITY));
  rep_object_reset (&person->object);
  g_assert_true (rep_object_part_is_empty (&person->object, REP_PART_FACTS));
  g_assert_true (rep_object_part_is_empty (&person->object, REP_PART_IDENTITY));
  g_assert_cmpint (person->declared_age, ==, REP_NONE);
  rep_object_free (person);
  rep_object_free (NULL);
}

static void
test_targets (void)
{
  RepProject *project = rep_object_new (&rep_kind_project);
  RepTarget *first = rep_list_add (&project->targets, &rep_kind_target);
  RepTarget *second = rep_list_add (&project->targets, &rep_kind_target);
  RepAmendment *amendment = rep_list_add (&project->amendments, &rep_kind_amendment);
  RepPause *pause = rep_list_add (&project->pauses, &rep_kind_pause);

  *first = (RepTarget){ .object = first->object, .value = 100, .from = 10, .principal = TRUE };
  *second = (RepTarget){ .object = second->object, .value = 120, .from = 50, .principal = TRUE };
  g_assert_cmpint (rep_project_target (project, 5)->value, ==, 100);
  g_assert_cmpint (rep_project_target (project, 49)->value, ==, 100);
  g_assert_cmpint (rep_project_target (project, 50)->value, ==, 120);

  project->end = 100;
  amendment->from = 60;
  amendment->end = 150;
  g_assert_cmpuint (rep_project_end (project, 59), ==, 100);
  g_assert_cmpuint (rep_project_end (project, 60), ==, 150);

  pause->from = 20;
  pause->to = 29;
  g_assert_cmpuint (rep_project_worked_days (project, 10, 40), ==, 21);
  rep_object_free (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/field/tables", test_tables);
  g_test_add_func ("/field/names-are-identity", test_names_are_identity);
  g_test_add_func ("/field/reset", test_reset);
  g_test_add_func ("/field/targets-amendments-pauses", test_targets);
  return g_test_run ();
}
