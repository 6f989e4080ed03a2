/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app/casebook/check.h"
#include "app/casebook/erase.h"
#include "app/casebook/intake.h"
#include "app/casebook/merge.h"
#include "app/casebook/past.h"
#include "app/domain/day.h"
#include "app/domain/field-change.h"
#include "app/error.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020 */
#define N_PERSONS 5
#define N_STEPS 14
#define SEQUENCES_A_VAULT 40

enum { BUS = 1, JOINED = 1 };

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepId project;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  rep_intake_project (fixture->casebook, project, NOW, &error);
  g_assert_no_error (error);
  fixture->project = *rep_casebook_id (fixture->casebook, &rep_kind_project, 0);
  rep_object_free (project);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

/* A contact on @day with @who, or with a new youth of that name: the youth's id. */
static RepId
meet (Fixture *fixture, const RepId *who, const char *last, guint32 birth, guint32 day)
{
  g_autoptr (GError) error = NULL;
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepIntake intake = { .contact = contact };
  RepIntakeResult result = { 0 };

  contact->project = fixture->project;
  contact->channel = BUS;
  contact->reached = JOINED;
  contact->date = day;
  if (who != NULL) {
    rep_ids_add (&contact->persons, who);
  } else {
    intake.person = rep_object_new (&rep_kind_person);
    rep_text_set (&intake.person->last_name, last);
    rep_text_set (&intake.person->first_name, "Ana");
    intake.person->birth = birth;
  }
  rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
  rep_object_free (intake.person);
  return result.person;
}

static RepPerson *
read_person (Fixture *fixture, const RepId *id)
{
  g_autoptr (GError) error = NULL;
  RepPerson *person = rep_casebook_read (fixture->casebook, id, &error);

  g_assert_no_error (error);
  return person;
}

static gboolean
run (Fixture *fixture, RepMergePlan *plan, gboolean planned, GError **error)
{
  if (!planned || !rep_merge_commit (fixture->casebook, plan, NOW, error))
    return FALSE;
  rep_casebook_publish_all (fixture->casebook, plan->objects);
  return TRUE;
}

static gboolean
merge (Fixture *fixture, const RepId *keep, const RepId *other, guint64 take, GError **error)
{
  RepMergeRequest request = { *keep, *other, take };
  g_auto (RepMergePlan) plan = { NULL };

  return run (fixture, &plan, rep_merge_plan (fixture->casebook, &request, &plan, error), error);
}

static gboolean
unmerge (Fixture *fixture, const RepId *other, GError **error)
{
  g_auto (RepMergePlan) plan = { NULL };

  return run (fixture, &plan, rep_unmerge_plan (fixture->casebook, other, &plan, error), error);
}

static void
must_merge (Fixture *fixture, const RepId *keep, const RepId *other)
{
  g_autoptr (GError) error = NULL;
  RepPerson *left = read_person (fixture, keep), *right = read_person (fixture, other);

  merge (fixture, keep, other, rep_merge_take (left, right), &error);
  g_assert_no_error (error);
  rep_object_free (left);
  rep_object_free (right);
}

static void
must_unmerge (Fixture *fixture, const RepId *other)
{
  g_autoptr (GError) error = NULL;

  unmerge (fixture, other, &error);
  g_assert_no_error (error);
}

static guint32
row_of (Fixture *fixture, const RepId *id)
{
  return rep_casebook_number (fixture->casebook, &rep_kind_person, id);
}

/* Contacts found with the youth @id. */
static guint
count_contacts (Fixture *fixture, const RepId *id)
{
  const GArray *links = rep_casebook_links (fixture->casebook);
  guint32 at =
      g_array_index (rep_casebook_persons (fixture->casebook), RepPersonRow, row_of (fixture, id))
          .first_link;
  guint n = 0;

  for (; at != REP_NO_ROW; at = g_array_index (links, RepLink, at).next)
    n++;
  return n;
}

static guint32
first_day (Fixture *fixture, const RepId *id)
{
  const RepEnrolment *enrolment =
      rep_casebook_enrolment (fixture->casebook, row_of (fixture, id), 0);

  return enrolment != NULL ? enrolment->stages.date[REP_STAGE_REPERE] : 0;
}

static void
save (Fixture *fixture, gpointer object)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, object);
  rep_casebook_save (fixture->casebook, objects, NOW, &error);
  g_assert_no_error (error);
}

static guint32
day (const char *text)
{
  return rep_day_parse (text);
}

static void
test_links_follow (Fixture *fixture, gconstpointer data)
{
  RepId a = meet (fixture, NULL, "Sapinfleur", day ("2000-10-10"), day ("2020-11-05"));
  RepId b = meet (fixture, NULL, "Sapinfleure", day ("2000-10-10"), day ("2020-10-01"));
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);
  RepContact *both = rep_object_new (&rep_kind_contact);
  g_autoptr (GError) error = NULL;
  RepPerson *kept;

  entry->person = b;
  entry->project = fixture->project;
  entry->stage = REP_STAGE_MOBILISE;
  entry->date = day ("2020-10-20");
  rep_intake_stage (fixture->casebook, entry, NOW, &error);
  g_assert_no_error (error);
  rep_ids_add (&both->persons, &b);
  rep_ids_add (&both->persons, &a);
  both->project = fixture->project;
  both->channel = BUS;
  both->reached = JOINED;
  both->date = day ("2020-11-10");
  both->structure = *rep_casebook_id (fixture->casebook, &rep_kind_structure, 0);
  save (fixture, both);

  must_merge (fixture, &a, &b);
  g_assert_cmpuint (count_contacts (fixture, &a), ==, 3); /* the common one once */
  g_assert_cmpuint (first_day (fixture, &a), ==, day ("2020-10-01"));
  g_assert_cmpuint (first_day (fixture, &b), ==, 0);
  g_assert_cmpuint (
      rep_casebook_enrolment (fixture->casebook, row_of (fixture, &a), 0)->stages.current, ==,
      REP_STAGE_MOBILISE);
  kept = read_person (fixture, &a);
  g_assert_cmpuint (kept->ages->len, ==, 1);
  g_assert_cmpint (((RepAge *)g_ptr_array_index (kept->ages, 0))->age, ==,
                   19); /* on the earlier day */
  rep_object_free (kept);
  /* what names the other is recorded of the one that is kept */
  meet (fixture, &b, NULL, 0, day ("2020-11-12"));
  g_assert_cmpuint (count_contacts (fixture, &a), ==, 4);

  must_unmerge (fixture, &b);
  g_assert_cmpuint (count_contacts (fixture, &a), ==, 3);
  g_assert_cmpuint (count_contacts (fixture, &b), ==, 2);
  g_assert_cmpuint (first_day (fixture, &a), ==, day ("2020-11-05"));
  g_assert_cmpuint (first_day (fixture, &b), ==, day ("2020-10-01"));
  kept = read_person (fixture, &a);
  g_assert_cmpint (((RepAge *)g_ptr_array_index (kept->ages, 0))->age, ==, 20);
  rep_object_free (kept);
  rep_object_free (entry);
  rep_object_free (both);
}

/* The first contact was with two who were joined to a third: it stays with the third when one of
 * the two is taken apart again. */
static void
test_common_contact (Fixture *fixture, gconstpointer data)
{
  for (guint turned = 0; turned < 2; turned++) {
    RepId keep = meet (fixture, NULL, "Sapinfleur", day ("2000-10-10"), day ("2020-11-05"));
    RepId both[2];
    RepContact *contact = rep_object_new (&rep_kind_contact);
    RepIntake intake = { .contact = contact };
    g_autoptr (GError) error = NULL;
    RepIntakeResult result;
    RepPerson *person;

    for (guint i = 0; i < 2; i++) {
      both[i] = meet (fixture, NULL, "Sapinfleure", day ("2000-10-10"), day ("2020-11-06"));
      rep_ids_add (&contact->persons, &both[i]);
    }
    contact->project = fixture->project;
    contact->channel = BUS;
    contact->reached = JOINED;
    contact->date = day ("2020-09-01");
    rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
    g_assert_no_error (error);
    must_merge (fixture, &keep, &both[0]);
    must_merge (fixture, &keep, &both[1]);
    must_unmerge (fixture, &both[turned]);
    g_assert_cmpuint (first_day (fixture, &keep), ==, day ("2020-09-01"));
    person = read_person (fixture, &keep);
    g_assert_cmpint (((RepAge *)g_ptr_array_index (person->ages, 0))->age, ==, 19);
    rep_object_free (person);
    rep_object_free (contact);
  }
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId a = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepId b = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepId c = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepId nobody = rep_id_random ();

  g_assert_false (merge (fixture, &a, &a, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CONTRADICTION);
  g_clear_error (&error);
  g_assert_false (merge (fixture, &a, &nobody, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_PERSON);
  g_clear_error (&error);
  g_assert_false (unmerge (fixture, &b, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_MERGED);
  g_clear_error (&error);
  must_merge (fixture, &a, &b);
  g_assert_false (merge (fixture, &c, &b, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_MERGED);
  g_clear_error (&error);
  must_merge (fixture, &c, &a);
  g_assert_false (unmerge (fixture, &b, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_MERGED);
  g_clear_error (&error);
  /* no ring: the one that was merged stands for the one that was kept */
  g_assert_false (merge (fixture, &b, &c, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CONTRADICTION);
}

static void
test_distinct (Fixture *fixture, gconstpointer data)
{
  RepId a = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepId b = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));

  for (guint round = 0; round < 2; round++)
    for (int withdrawn = FALSE; withdrawn <= TRUE; withdrawn++) {
      g_auto (RepMergePlan) plan = { NULL };
      g_autoptr (GError) error = NULL;
      gboolean planned = rep_distinct_plan (fixture->casebook, round == 0 ? &a : &b,
                                            round == 0 ? &b : &a, withdrawn, NOW, &plan, &error);

      run (fixture, &plan, planned, &error);
      g_assert_no_error (error);
      g_assert_cmpint (
          rep_casebook_are_distinct (fixture->casebook, row_of (fixture, &a), row_of (fixture, &b)),
          ==, !withdrawn);
    }
  g_assert_cmpuint (rep_casebook_distinct (fixture->casebook)->len, ==, 1);
}

/* Erasing who was merged and taken apart again takes the time between from the other's past. */
static void
test_erased_past (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId a = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepId b = meet (fixture, NULL, "Brumelunette", 0, day ("2020-11-05"));
  RepId c = meet (fixture, NULL, "Brumelunes", 0, day ("2020-11-05"));
  g_autoptr (GPtrArray) past = NULL;
  RepErased erased;

  must_merge (fixture, &a, &b);
  must_merge (fixture, &a, &c);
  must_unmerge (fixture, &b);
  rep_erase_persons (fixture->casebook, &b, 1, 1, NULL, NOW, &erased, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->casebook);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
  past = rep_past_read (fixture->casebook, &a, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (past->len, ==, 2); /* before the merges, and now */
  g_assert_false (unmerge (fixture, &c, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_PAST_GONE);
}

/* A record that came from an export has lost its past: its numbers are of an earlier life. */
static void
test_exported (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId a = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepId b = meet (fixture, NULL, "Brumelunette", 0, day ("2020-11-05"));
  RepPerson *keep = read_person (fixture, &a), *other = read_person (fixture, &b);
  RepMerge *merged = rep_list_add (&keep->merges, &rep_kind_merge);

  merged->other = b;
  merged->made = 3;
  other->same_as = a;
  save (fixture, other);
  save (fixture, keep);
  rep_text_set (&keep->usage_name, "Alpha");
  save (fixture, keep); /* the revision of that number, and no merge */
  g_assert_cmpuint (keep->object.revision, ==, 3);
  g_assert_false (unmerge (fixture, &b, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_PAST_GONE);
  rep_object_free (keep);
  rep_object_free (other);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepPast) past = { NULL };
  RepId a = meet (fixture, NULL, "Brumelune", 0, day ("2020-11-05"));
  RepPerson *person = read_person (fixture, &a);
  const RepPastChange *change;

  rep_text_set (&person->first_name, "Anna");
  person->sex = 1;
  save (fixture, person);
  g_assert_true (rep_past_history (fixture->casebook, &a, &past, &error));
  g_assert_no_error (error);
  change = &g_array_index (past.changes, RepPastChange, 0);
  g_assert_cmpstr (change->field->code, ==, "sex");
  change = &g_array_index (past.changes, RepPastChange, 1);
  g_assert_cmpstr (change->field->code, ==, "first_name");
  g_assert_cmpstr (((const RepPerson *)change->before)->first_name, ==, "Ana");
  g_assert_cmpstr (((const RepPerson *)change->after)->first_name, ==, "Anna");
  g_assert_cmpuint (change->revision, ==, person->object.revision);
  g_assert_cmpint (change->time, ==, NOW);
  g_assert_cmpuint (change->action, ==, REP_ACTION_SAVE);
  g_assert_true (rep_id_equal (&change->account,
                               &rep_vault_account (rep_casebook_vault (fixture->casebook))->id));
  g_assert_false (change->gap);
  rep_object_free (person);
}

/* A youth of the property test: what the record would be had there never been a merge. */
typedef struct {
  RepId id;
  RepPerson *shadow;
  guint contacts;
  guint32 first;
  gint parent; /* whom it is merged into, -1 */
} Model;

typedef struct {
  Fixture *fixture;
  GRand *rand;
  Model models[N_PERSONS];
} World;

static guint
draw (World *world, guint n)
{
  return (guint)g_rand_int_range (world->rand, 0, (gint32)n);
}

static guint
root_of (World *world, guint who)
{
  while (world->models[who].parent >= 0)
    who = (guint)world->models[who].parent;
  return who;
}

static void
world_init (World *world)
{
  static const char *const names[] = { "Martin", "Dupont", "Brumelune", "Sapinfleur", "Durand" };

  for (guint i = 0; i < N_PERSONS; i++) {
    Model *model = &world->models[i];

    model->first = day ("2020-06-01") + draw (world, 100);
    model->id =
        meet (world->fixture, NULL, names[i],
              draw (world, 4) == 0 ? 0 : day ("2001-01-01") + draw (world, 1000), model->first);
    model->shadow = read_person (world->fixture, &model->id);
    model->contacts = 1;
    model->parent = -1;
  }
}

static void
world_clear (World *world)
{
  for (guint i = 0; i < N_PERSONS; i++)
    rep_object_free (world->models[i].shadow);
}

static gboolean
has_text (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), text) == 0)
      return TRUE;
  return FALSE;
}

static void
drop_text (GPtrArray **texts, const char *text)
{
  for (guint i = 0; *texts != NULL && i < (*texts)->len; i++)
    if (strcmp (g_ptr_array_index (*texts, i), text) == 0) {
      g_ptr_array_remove_index (*texts, i);
      if ((*texts)->len == 0)
        g_clear_pointer (texts, g_ptr_array_unref);
      return;
    }
}

/* One change of one field; what is no change of the record as it is, is none of the shadow. */
static void
edit (World *world, guint who)
{
  static const char *const texts[] = { "Alpha", "Bravo", "Charlie", "Delta" };
  Model *model = &world->models[who];
  RepPerson *person = read_person (world->fixture, &model->id);
  const char *text = texts[draw (world, G_N_ELEMENTS (texts))];
  guint8 code = (guint8)(1 + draw (world, 2));

  switch (draw (world, 5)) {
    case 0:
      if (g_strcmp0 (person->usage_name, text) == 0)
        break;
      rep_text_set (&person->usage_name, text);
      rep_text_set (&model->shadow->usage_name, text);
      break;
    case 1:
      if (person->sex == code)
        break;
      person->sex = code;
      model->shadow->sex = code;
      break;
    case 2:
      if (has_text (person->phones, text)) {
        drop_text (&person->phones, text);
        drop_text (&model->shadow->phones, text);
      } else {
        rep_texts_add (&person->phones, text);
        if (!has_text (model->shadow->phones, text))
          rep_texts_add (&model->shadow->phones, text);
      }
      break;
    case 3: {
      guint64 bit = G_GUINT64_CONSTANT (1) << (1 + draw (world, 4));

      if ((person->mobility & bit) != 0)
        model->shadow->mobility &= ~bit;
      else
        model->shadow->mobility |= bit;
      person->mobility ^= bit;
      break;
    }
    default:
      rep_text_set (&person->description, person->description != NULL ? NULL : text);
      rep_text_set (&model->shadow->description, person->description);
      break;
  }
  save (world->fixture, person);
  rep_object_free (person);
}

static void
step_merge (World *world)
{
  guint keep = draw (world, N_PERSONS), other = draw (world, N_PERSONS);
  g_autoptr (GError) error = NULL;
  gboolean sound = world->models[other].parent < 0 && root_of (world, keep) != other;
  guint64 take = (guint64)g_rand_int (world->rand) << 32 | g_rand_int (world->rand);

  g_assert_cmpint (
      merge (world->fixture, &world->models[keep].id, &world->models[other].id, take, &error), ==,
      sound);
  if (sound)
    world->models[other].parent = (gint)root_of (world, keep);
}

static void
step_unmerge (World *world, guint other)
{
  g_autoptr (GError) error = NULL;
  gint parent = world->models[other].parent;
  gboolean sound = parent >= 0 && world->models[parent].parent < 0;

  g_assert_cmpint (unmerge (world->fixture, &world->models[other].id, &error), ==, sound);
  if (sound)
    world->models[other].parent = -1;
  else
    g_assert_true (g_error_matches (
        error, REP_APP_ERROR, (parent < 0) ? REP_APP_ERROR_NOT_MERGED : REP_APP_ERROR_MERGED));
}

static void
step (World *world)
{
  guint who = draw (world, N_PERSONS);
  guint what = draw (world, 10);

  if (what < 4) {
    edit (world, root_of (world, who));
  } else if (what < 6) { /* a contact that may name who was merged */
    Model *root = &world->models[root_of (world, who)];
    guint32 on = day ("2020-05-01") + draw (world, 150);

    meet (world->fixture, &world->models[who].id, NULL, 0, on);
    root->contacts++;
    root->first = MIN (root->first, on);
  } else if (what < 8) {
    step_merge (world);
  } else {
    step_unmerge (world, who);
  }
}

/* Everything as if there had never been a merge. */
static void
check_world (World *world)
{
  for (guint i = 0; i < N_PERSONS; i++) {
    Model *model = &world->models[i];
    RepPerson *person = read_person (world->fixture, &model->id);
    int age = model->shadow->birth != 0 ? rep_age_on (model->shadow->birth, model->first) : -1;

    for (guint f = 0; f < rep_kind_person.n_fields; f++) {
      const RepField *field = &rep_kind_person.fields[f];

      if (strcmp (field->code, "ages") != 0 && strcmp (field->code, "merges") != 0 &&
          !rep_field_equal (&person->object, &model->shadow->object, field))
        g_error ("youth %u: %s differs", i, field->code);
    }
    if (age < 0)
      g_assert_null (person->ages);
    else
      g_assert_cmpint (((RepAge *)g_ptr_array_index (person->ages, 0))->age, ==, age);
    g_assert_cmpuint (count_contacts (world->fixture, &model->id), ==, model->contacts);
    g_assert_cmpuint (first_day (world->fixture, &model->id), ==, model->first);
    rep_object_free (person);
  }
}

/* The contacts of a group are found with its root. */
static void
check_groups (World *world)
{
  for (guint i = 0; i < N_PERSONS; i++) {
    guint n = 0;

    for (guint j = 0; j < N_PERSONS; j++)
      n += root_of (world, j) == i ? world->models[j].contacts : 0;
    g_assert_cmpuint (count_contacts (world->fixture, &world->models[i].id), ==, n);
  }
}

static void
run_sequence (Fixture *fixture, guint32 seed)
{
  World world = { .fixture = fixture, .rand = g_rand_new_with_seed (seed) };

  world_init (&world);
  for (guint i = 0; i < N_STEPS; i++) {
    step (&world);
    check_groups (&world);
  }
  for (guint left = N_PERSONS; left > 0;) { /* in any order that is allowed */
    guint who = draw (&world, N_PERSONS);

    if (world.models[who].parent >= 0)
      step_unmerge (&world, who);
    left = 0;
    for (guint i = 0; i < N_PERSONS; i++)
      left += world.models[i].parent >= 0 ? 1 : 0;
  }
  check_world (&world);
  world_clear (&world);
  g_rand_free (world.rand);
}

static void
check_vault (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepCheck) check = { 0 };

  rep_casebook_check (fixture->casebook, NULL, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_true (rep_check_is_sound (&check));
}

/* The same after the vault was closed and opened: memory is what the file says. */
static void
reload (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->casebook);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
}

static void
test_reloaded (Fixture *fixture, gconstpointer data)
{
  World world = { .fixture = fixture, .rand = g_rand_new_with_seed (7) };

  world_init (&world);
  for (guint i = 0; i < 30; i++)
    step (&world);
  reload (fixture);
  check_groups (&world);
  for (guint i = 0; i < 10; i++)
    step (&world);
  check_groups (&world);
  check_vault (fixture);
  world_clear (&world);
  g_rand_free (world.rand);
}

static void
test_property (void)
{
  const char *wanted = g_getenv ("REP_MERGE_SEQUENCES");
  guint n = wanted != NULL                  ? (guint)g_ascii_strtoull (wanted, NULL, 10)
            : g_getenv ("REP_LONG") != NULL ? 10000
                                            : 200;
  guint32 seed = (guint32)g_test_rand_int_range (1, G_MAXINT32);

  g_test_message ("%u sequences from seed %u", n, seed);
  for (guint done = 0; done < n;) {
    Fixture fixture = { 0 };

    set_up (&fixture, NULL);
    for (guint i = 0; i < SEQUENCES_A_VAULT && done < n; i++)
      run_sequence (&fixture, seed + done++);
    check_vault (&fixture);
    tear_down (&fixture, NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/merge/links-follow", Fixture, NULL, set_up, test_links_follow, tear_down);
  g_test_add ("/merge/common-contact", Fixture, NULL, set_up, test_common_contact, tear_down);
  g_test_add ("/merge/refusals", Fixture, NULL, set_up, test_refusals, tear_down);
  g_test_add ("/merge/distinct", Fixture, NULL, set_up, test_distinct, tear_down);
  g_test_add ("/merge/erased-past", Fixture, NULL, set_up, test_erased_past, tear_down);
  g_test_add ("/merge/exported", Fixture, NULL, set_up, test_exported, tear_down);
  g_test_add ("/merge/history", Fixture, NULL, set_up, test_history, tear_down);
  g_test_add ("/merge/reloaded", Fixture, NULL, set_up, test_reloaded, tear_down);
  g_test_add_func ("/merge/property", test_property);
  return g_test_run ();
}
