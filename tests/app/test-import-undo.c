/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/import-undo.h"

#include <string.h>

#include "app/casebook/check.h"
#include "app/casebook/intake.h"
#include "app/casebook/profile.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "db/vault-accounts.h"
#include "tests/db/fixture.h"

#define NOW 1609459200 /* 1 January 2021 */

/* A vault with one youth in it, and a file that brought three more, completed the first, and met
 * each of them on a day before anyone else had. */
typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepId import;
  RepId known;
  RepId fresh[3];
  RepId contacts[4];
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

static const RepProject *
project_of (Fixture *self)
{
  return rep_casebook_project_by_code (self->casebook, "essai", NULL);
}

static void
import_project (RepCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-01-01");
  project->end = rep_day_parse ("2021-12-31");
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static gpointer
read_record (Fixture *self, const RepId *id)
{
  g_autoptr (GError) error = NULL;
  gpointer object = rep_casebook_read (self->casebook, id, &error);

  g_assert_no_error (error);
  return object;
}

static RepPerson *
new_person (Fixture *self, const char *first)
{
  const RepStructure *structure = rep_intake_structure_of (self->casebook, project_of (self));
  RepPerson *person = rep_object_new (&rep_kind_person);

  person->object.id = rep_id_random ();
  person->object.compartment = (guint16)structure->identity_compartment;
  person->structure = structure->object.id;
  rep_text_set (&person->last_name, "Fictif");
  rep_text_set (&person->first_name, first);
  return person;
}

static void
mark (Fixture *self, RepPerson *person)
{
  RepImportMark *mark = rep_list_add (&person->imports, &rep_kind_import_mark);

  mark->import = self->import;
  mark->revision = (gint32)person->object.revision + 1;
}

static RepContact *
new_contact (Fixture *self, const RepId *person, const char *day)
{
  const RepStructure *structure = rep_intake_structure_of (self->casebook, project_of (self));
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->object.id = rep_id_random ();
  contact->object.compartment = (guint16)structure->identity_compartment;
  contact->structure = structure->object.id;
  contact->project = project_of (self)->object.id;
  contact->date = rep_day_parse (day);
  contact->channel = contact->reached = 1;
  rep_ids_add (&contact->persons, person);
  return contact;
}

static void
add_known (Fixture *self)
{
  RepPerson *person = rep_object_new (&rep_kind_person);
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepIntake intake = { .contact = contact, .person = person };
  RepIntakeResult result;
  g_autoptr (GError) error = NULL;

  rep_text_set (&person->last_name, "Connu");
  rep_text_set (&person->first_name, "Alix");
  person->declared_age = 20;
  contact->project = project_of (self)->object.id;
  contact->channel = contact->reached = 1;
  contact->date = rep_day_parse ("2020-05-05");
  rep_intake_contact (self->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  self->known = result.person;
  rep_object_free (contact);
  rep_object_free (person);
}

/* The known youth gets a birth day, which makes a link token, and a meeting of the year before. */
static void
complete_known (Fixture *self, GPtrArray *objects)
{
  RepPerson *known = read_record (self, &self->known);

  mark (self, known);
  known->birth = rep_day_parse ("2000-03-03");
  rep_profile_complete (self->casebook, known);
  g_assert_true (
      rep_profile_set_age (known, &project_of (self)->object.id, rep_day_parse ("2019-04-04")));
  g_ptr_array_add (objects, known);
  g_ptr_array_add (objects, new_contact (self, &self->known, "2019-04-04"));
}

static void
take_in (Fixture *self)
{
  static const char *const names[] = { "Sacha", "Maé", "Noa" };
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GError) error = NULL;
  RepImport *import = rep_object_new (&rep_kind_import);

  self->import = import->object.id = rep_id_random ();
  import->structure = rep_intake_structure_of (self->casebook, project_of (self))->object.id;
  import->persons_new = 3;
  g_ptr_array_add (objects, import);
  complete_known (self, objects);
  for (guint i = 0; i < 3; i++) {
    RepPerson *person = new_person (self, names[i]);

    mark (self, person);
    self->fresh[i] = person->object.id;
    g_ptr_array_add (objects, person);
    g_ptr_array_add (objects, new_contact (self, &person->object.id, "2019-06-06"));
  }
  for (guint i = 0, n = 0; i < objects->len; i++) {
    RepContact *contact = g_ptr_array_index (objects, i);

    if (contact->object.kind != &rep_kind_contact)
      continue;
    contact->import = self->import;
    self->contacts[n++] = contact->object.id;
  }
  g_assert_true (rep_casebook_commit_as (self->casebook, objects, REP_ACTION_IMPORT, NOW, &error));
  g_assert_no_error (error);
  rep_casebook_publish_all (self->casebook, objects);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  self->casebook = load (self->folder.path);
  import_project (self->casebook);
  add_known (self);
  take_in (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->casebook);
  test_vault_tear_down (&self->folder, NULL);
}

static void
undo (Fixture *self, RepImportUndo *undo)
{
  g_autoptr (GError) error = NULL;

  rep_import_undo (self->casebook, &self->import, NOW, undo, &error);
  g_assert_no_error (error);
}

static guint32
first_day (Fixture *self, const RepId *id)
{
  guint project;
  const RepEnrolment *enrolment;

  g_assert_nonnull (rep_casebook_project_by_code (self->casebook, "essai", &project));
  enrolment = rep_casebook_enrolment (
      self->casebook, rep_casebook_number (self->casebook, &rep_kind_person, id), project);
  return enrolment != NULL ? enrolment->stages.date[REP_STAGE_REPERE] : 0;
}

static guint
count_found (Fixture *self, const char *text)
{
  g_autoptr (GArray) found = rep_search_find (rep_casebook_search (self->casebook), text, 10);

  return found->len;
}

static void
assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  RepCheck check;

  g_assert_true (rep_casebook_check (self->casebook, NULL, NULL, &check, &error));
  g_assert_no_error (error);
  g_assert_true (rep_check_is_sound (&check));
  rep_check_clear (&check);
}

static void
reload (Fixture *self)
{
  g_clear_object (&self->casebook);
  self->casebook = load (self->folder.path);
}

/* Looked at before and after the vault was closed and opened again. */
static void
assert_untouched (Fixture *self)
{
  RepPerson *known = read_record (self, &self->known), *gone = read_record (self, &self->fresh[0]);
  RepContact *contact = read_record (self, &self->contacts[1]);
  const RepAge *age = g_ptr_array_index (known->ages, 0);

  g_assert_cmpuint (count_found (self, "fictif"), ==, 0);
  g_assert_cmpuint (count_found (self, "connu"), ==, 1);
  g_assert_cmpuint (known->birth, ==, 0);
  g_assert_true (rep_id_is_none (&known->link_token));
  g_assert_null (known->imports);
  g_assert_cmpint (age->age, ==, 20);
  g_assert_cmpuint (first_day (self, &self->known), ==, rep_day_parse ("2020-05-05"));
  g_assert_cmpuint (first_day (self, &self->fresh[0]), ==, 0);
  g_assert_false (rep_casebook_has_person (self->casebook, &self->fresh[0]));
  g_assert_true (gone->withdrawn);
  g_assert_null (gone->last_name);
  g_assert_true (contact->withdrawn);
  g_assert_null (contact->persons);
  rep_object_free (known);
  rep_object_free (gone);
  rep_object_free (contact);
  assert_sound (self);
}

static void
test_untouched (Fixture *self, gconstpointer data)
{
  g_auto (RepImportUndo) undone = { NULL };
  const RepImport *import;

  g_assert_cmpuint (count_found (self, "fictif"), ==, 3);
  g_assert_cmpuint (first_day (self, &self->known), ==, rep_day_parse ("2019-04-04"));
  undo (self, &undone);
  g_assert_cmpuint (undone.persons, ==, 3);
  g_assert_cmpuint (undone.contacts, ==, 4);
  g_assert_cmpuint (undone.restored, ==, 1);
  g_assert_cmpuint (undone.kept->len, ==, 0);
  assert_untouched (self);
  reload (self);
  assert_untouched (self);
  import = g_ptr_array_index (rep_casebook_imports (self->casebook), 0);
  g_assert_cmpint (import->undone_at, ==, NOW);
  g_assert_cmpint (import->kept, ==, 0);
}

/* One was corrected, another met again: both stay; the known one was edited too, and what counts
 * of them follows from what is left. */
static void
test_edited (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func (rep_object_free);
  g_auto (RepImportUndo) undone = { NULL };
  g_autoptr (GError) error = NULL;
  RepPerson *edited = read_record (self, &self->fresh[1]);
  RepPerson *known = read_record (self, &self->known);

  rep_texts_add (&edited->phones, "06 00 00 00 00");
  rep_texts_add (&known->phones, "06 00 00 00 01");
  g_ptr_array_add (edits, edited);
  g_ptr_array_add (edits, known);
  g_ptr_array_add (edits, new_contact (self, &self->fresh[2], "2020-08-08"));
  g_assert_true (rep_casebook_save (self->casebook, edits, NOW, &error));

  undo (self, &undone);
  g_assert_cmpuint (undone.persons, ==, 1);
  g_assert_cmpuint (undone.contacts, ==, 4);
  g_assert_cmpuint (undone.restored, ==, 0);
  g_assert_cmpuint (undone.kept->len, ==, 3);
  g_assert_cmpuint (count_found (self, "fictif"), ==, 2);
  g_assert_cmpuint (first_day (self, &self->fresh[2]), ==, rep_day_parse ("2020-08-08"));
  g_assert_cmpuint (first_day (self, &self->known), ==, rep_day_parse ("2020-05-05"));
  known = read_record (self, &self->known);
  g_assert_cmpint (((const RepAge *)g_ptr_array_index (known->ages, 0))->age, ==, 20);
  g_assert_cmpuint (known->birth, !=, 0);
  rep_object_free (known);
  assert_sound (self);
  reload (self);
  g_assert_cmpuint (count_found (self, "fictif"), ==, 2);
  assert_sound (self);
}

/* A contact somebody completed stays, and so does the youth in it. */
static void
test_edited_contact (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func (rep_object_free);
  g_auto (RepImportUndo) undone = { NULL };
  g_autoptr (GError) error = NULL;
  RepContact *contact = read_record (self, &self->contacts[1]);

  rep_text_set (&contact->note, "complété");
  g_ptr_array_add (edits, contact);
  g_assert_true (rep_casebook_save (self->casebook, edits, NOW, &error));
  undo (self, &undone);
  g_assert_cmpuint (undone.persons, ==, 2);
  g_assert_cmpuint (undone.contacts, ==, 3);
  g_assert_cmpuint (undone.kept->len, ==, 2);
  g_assert_cmpuint (first_day (self, &self->fresh[0]), ==, rep_day_parse ("2019-06-06"));
  assert_sound (self);
}

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_auto (RepImportUndo) first = { NULL };
  g_auto (RepImportUndo) second = { NULL };
  g_auto (RepImportUndo) third = { NULL };
  g_auto (RepImportUndo) fourth = { NULL };
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (rep_import_undo (self->casebook, &self->known, NOW, &first, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_IMPORT);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (
      rep_import_undo_plan (self->casebook, &self->import, cancelled, NOW, &second, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (count_found (self, "fictif"), ==, 3);
  undo (self, &third);
  g_assert_false (rep_import_undo (self->casebook, &self->import, NOW, &fourth, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_ALREADY_UNDONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import-undo/untouched", Fixture, NULL, set_up, test_untouched, tear_down);
  g_test_add ("/import-undo/edited", Fixture, NULL, set_up, test_edited, tear_down);
  g_test_add ("/import-undo/edited-contact", Fixture, NULL, set_up, test_edited_contact, tear_down);
  g_test_add ("/import-undo/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  return g_test_run ();
}
