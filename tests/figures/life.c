/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/figures/life.h"

#include <string.h>

#include "app/casebook/attach.h"
#include "app/casebook/import-undo.h"
#include "app/casebook/intake.h"
#include "app/casebook/merge.h"
#include "app/casebook/person-edit.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/exchange/import.h"

#define DAY 86400
#define DAY_1970 719163
#define HOUR 3600

static const char *const lasts[] = { "Fictif", "Fictiff", "Essai", "Dupont-Modèle", "Témoin" };
static const char *const firsts[] = { "Alix", "Noa", "Zoé", "Maé", "Noah" };
static const char *const births[] = { "2001-03-04", "2001-04-03", "2002-12-31", "1985-01-01" };
static const char *const phones[] = { "06 39 98 00 01", "06 39 98 00 02", "06 39 98 00 03" };
static const char *const names[] = { "fictif", "alix",       "dupont modele", "zoe",  "tem",
                                     "fiktif", "0639980001", "noa essai",     "mahe", NULL };

guint
life_draw (Life *life, guint n)
{
  return (guint)g_rand_int_range (life->rand, 0, (gint32)n);
}

static gboolean
chance (Life *life, guint percent)
{
  return life_draw (life, 100) < percent;
}

#define one_of(life, list) ((list)[life_draw ((life), G_N_ELEMENTS (list))])

const char *
life_step_name (LifeStep step)
{
  static const char *const words[] = { "contact", "late",    "complete", "attach", "detach",
                                       "stage",   "exit",    "reentry",  "edit",   "correct",
                                       "merge",   "unmerge", "distinct", "import", "undo" };

  return words[step];
}

/* What a team does more often stands there more often. */
LifeStep
life_draw_step (Life *life)
{
  static const LifeStep steps[] = {
    LIFE_CONTACT, LIFE_CONTACT, LIFE_CONTACT,  LIFE_CONTACT, LIFE_CONTACT, LIFE_CONTACT,
    LIFE_LATE,    LIFE_LATE,    LIFE_COMPLETE, LIFE_ATTACH,  LIFE_ATTACH,  LIFE_DETACH,
    LIFE_STAGE,   LIFE_STAGE,   LIFE_EXIT,     LIFE_EXIT,    LIFE_REENTRY, LIFE_REENTRY,
    LIFE_EDIT,    LIFE_EDIT,    LIFE_EDIT,     LIFE_CORRECT, LIFE_MERGE,   LIFE_MERGE,
    LIFE_UNMERGE, LIFE_UNMERGE, LIFE_DISTINCT, LIFE_IMPORT,  LIFE_IMPORT,  LIFE_UNDO,
  };

  return one_of (life, steps);
}

static guint32
day_of (gint64 time)
{
  return (guint32)(DAY_1970 + time / DAY);
}

/* Today, or some day since the project began, or a little before that. */
static guint32
a_day (Life *life, gboolean late)
{
  guint32 today = day_of (life->clock);

  return late ? life->start - 10 + life_draw (life, today - life->start + 10) : today;
}

static RepPersonRow *
person_row (Life *life, guint32 row)
{
  return &g_array_index (rep_casebook_persons (life->casebook), RepPersonRow, row);
}

/* A youth that is recorded, merged or not. */
static const RepId *
a_person (Life *life)
{
  for (guint i = 0; life->persons->len > 0 && i < 50; i++) {
    const RepId *id = &g_array_index (life->persons, RepId, life_draw (life, life->persons->len));
    guint32 row = rep_casebook_number (life->casebook, &rep_kind_person, id);

    if (row != REP_NO_ROW && person_row (life, row)->revision != 0 &&
        !person_row (life, row)->withdrawn)
      return id;
  }
  return NULL;
}

static const RepId *
a_merged_person (Life *life)
{
  for (guint i = 0; i < 50; i++) {
    const RepId *id = a_person (life);
    guint32 row = id != NULL ? rep_casebook_number (life->casebook, &rep_kind_person, id) : 0;

    if (id != NULL && person_row (life, row)->same_as != REP_NO_ROW)
      return id;
  }
  return NULL;
}

/* Whose names are not known, or nobody's. */
static gboolean
is_nameless (Life *life, guint32 contact)
{
  const GArray *links = rep_casebook_links (life->casebook);

  for (guint i = 0; i < links->len; i++) {
    const RepLink *link = &g_array_index (links, RepLink, i);

    if (link->contact == contact)
      return person_row (life, link->person)->identity_type == REP_IDENTITY_UNKNOWN;
  }
  return TRUE;
}

static const RepId *
a_contact (Life *life, guint max_persons)
{
  const GArray *contacts = rep_casebook_contacts (life->casebook);

  for (guint i = 0; life->contacts->len > 0 && i < 50; i++) {
    const RepId *id = &g_array_index (life->contacts, RepId, life_draw (life, life->contacts->len));
    guint32 row = rep_casebook_number (life->casebook, &rep_kind_contact, id);
    const RepContactRow *contact =
        row != REP_NO_ROW ? &g_array_index (contacts, RepContactRow, row) : NULL;

    if (contact != NULL && contact->revision != 0 && contact->n_persons <= max_persons &&
        contact->headcount == REP_NONE)
      return id;
  }
  return NULL;
}

/* Rows come at the end while a vault is open. */
static void
note_new (Life *life, const RepKind *kind, guint n, guint before, GArray *ids)
{
  for (guint row = before; row < n; row++)
    g_array_append_vals (ids, rep_casebook_id (life->casebook, kind, row), 1);
}

static gpointer
read_record (Life *life, const RepId *id)
{
  g_autoptr (GError) error = NULL;
  gpointer object = rep_casebook_read (life->casebook, id, &error);

  g_assert_no_error (error);
  return object;
}

/* A refusal is a rule's, or a bug. */
static gboolean
is_done (gboolean done, GError *const *error)
{
  if (!done && (*error)->domain != REP_APP_ERROR)
    g_error ("%s", (*error)->message);
  return done;
}

static const RepProject *
a_project (Life *life)
{
  return rep_casebook_project_by_code (life->casebook, chance (life, 75) ? "un" : "deux", NULL);
}

static void
draw_answer (Life *life, RepContact *contact)
{
  contact->reached = (guint8)(chance (life, 60) ? REP_REACHED_JOINT : 1 + life_draw (life, 6));
  contact->outcomes = 0;
  contact->out_of_target = 0;
  if (chance (life, 30))
    contact->outcomes = (guint64)1 << (1 + life_draw (life, 5));
  if (chance (life, 8)) {
    contact->outcomes = (guint64)1 << REP_OUTCOME_HORS_CIBLE;
    contact->out_of_target = (guint8)(1 + life_draw (life, 3));
  }
}

static RepContact *
new_contact (Life *life, guint32 day)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->project = a_project (life)->object.id;
  contact->date = day;
  contact->channel = (guint8)(1 + life_draw (life, 6));
  if (chance (life, 60))
    contact->minute = (gint32)life_draw (life, 1440);
  draw_answer (life, contact);
  return contact;
}

static void
draw_names (Life *life, RepPerson *person)
{
  rep_text_set (&person->last_name, one_of (life, lasts));
  rep_text_set (&person->first_name, one_of (life, firsts));
}

static RepPerson *
new_person (Life *life)
{
  RepPerson *person = rep_object_new (&rep_kind_person);
  guint drawn = life_draw (life, 10);

  if (drawn == 0)
    rep_text_set (&person->pseudonym, one_of (life, firsts));
  else if (drawn < 4)
    rep_text_set (&person->description, "capuche bleue");
  else
    draw_names (life, person);
  if (drawn > 5)
    person->birth = rep_day_parse (one_of (life, births));
  else if (drawn > 3)
    person->declared_age = 14 + (gint32)life_draw (life, 18);
  if (drawn > 3 && chance (life, 40))
    rep_texts_add (&person->phones, one_of (life, phones));
  person->sex = (guint8)life_draw (life, 3);
  return person;
}

static gboolean
meet (Life *life, RepContact *contact, RepPerson *person, const RepId *completes)
{
  g_autoptr (GError) error = NULL;
  RepIntake intake = { .contact = contact, .person = person, .completes = completes };
  RepIntakeResult result = { 0 };
  gboolean done = rep_intake_contact (life->casebook, &intake, life->clock, &result, &error);

  rep_object_free (contact);
  rep_object_free (person);
  return is_done (done, &error);
}

static gboolean
step_contact (Life *life, gboolean late)
{
  RepContact *contact = new_contact (life, a_day (life, late));
  guint drawn = life_draw (life, 10);
  const RepId *known = a_person (life);

  if (drawn == 0) {
    contact->headcount = (gint32)life_draw (life, 9);
    contact->reached = 0;
    contact->outcomes = 0;
    contact->out_of_target = 0;
  } else if (drawn > 1 && drawn < 7 && known != NULL) {
    rep_ids_add (&contact->persons, known);
    if (drawn == 2)
      rep_ids_add (&contact->persons, a_person (life));
  } else if (drawn > 1) {
    return meet (life, contact, new_person (life), NULL);
  }
  return meet (life, contact, NULL, NULL);
}

static gboolean
step_complete (Life *life)
{
  const RepId *id = a_contact (life, 1);
  RepContact *known, *contact;

  if (id == NULL)
    return FALSE;
  known = read_record (life, id);
  contact = new_contact (life, known->date);
  contact->project = known->project;
  if (known->persons != NULL)
    rep_ids_add (&contact->persons, &g_array_index (known->persons, RepId, 0));
  rep_object_free (known);
  return meet (life, contact, NULL, id);
}

static gboolean
step_attach (Life *life, gboolean attach)
{
  const RepId *contact = a_contact (life, 1), *person = a_person (life);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; attach && contact != NULL && i < 20; i++) {
    if (is_nameless (life, rep_casebook_number (life->casebook, &rep_kind_contact, contact)))
      break;
    contact = a_contact (life, 1);
  }

  if (contact == NULL || person == NULL)
    return FALSE;
  return is_done (attach ? rep_attach_contact (life->casebook, contact, person, life->clock, &error)
                         : rep_detach_contact (life->casebook, contact, life->clock, &error),
                  &error);
}

static gboolean
step_stage (Life *life, gboolean exit)
{
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);
  const RepId *person = a_person (life);
  g_autoptr (GError) error = NULL;
  gboolean done = FALSE;

  entry->project = a_project (life)->object.id;
  entry->stage = (guint8)(exit ? REP_STAGE_SORTI : 1 + life_draw (life, 5));
  if (exit)
    entry->exit = (guint8)(1 + life_draw (life, 8));
  entry->date = a_day (life, chance (life, 40));
  if (person != NULL) {
    entry->person = *person;
    done = is_done (rep_intake_stage (life->casebook, entry, life->clock, &error), &error);
  }
  rep_object_free (entry);
  return done;
}

/* Somebody who left comes back. */
static gboolean
step_reentry (Life *life)
{
  for (guint i = 0; i < 50; i++) {
    const RepId *id = a_person (life);
    const RepProject *project;
    const RepEnrolment *enrolment;
    RepContact *contact;
    guint number;

    if (id == NULL)
      return FALSE;
    project = rep_casebook_project_by_code (life->casebook, i % 2 == 0 ? "un" : "deux", &number);
    enrolment = rep_casebook_enrolment (
        life->casebook, rep_casebook_number (life->casebook, &rep_kind_person, id), number);
    if (enrolment == NULL || enrolment->stages.current != REP_STAGE_SORTI)
      continue;
    contact = new_contact (life, a_day (life, FALSE));
    contact->project = project->object.id;
    contact->reached = REP_REACHED_JOINT;
    contact->outcomes = contact->out_of_target = 0;
    rep_ids_add (&contact->persons, id);
    return meet (life, contact, NULL, NULL);
  }
  return FALSE;
}

static void
edit (Life *life, RepPerson *person)
{
  switch (life_draw (life, 6)) {
    case 0:
      draw_names (life, person);
      break;
    case 1:
      person->birth = chance (life, 30) ? 0 : rep_day_parse (one_of (life, births));
      break;
    case 2:
      person->sex = (guint8)life_draw (life, 3);
      break;
    case 3:
      person->publics_yes = (guint64)1 << (1 + life_draw (life, 10));
      person->publics_no = 0;
      break;
    case 4:
      rep_texts_add (&person->phones, one_of (life, phones));
      break;
    default:
      rep_text_set (&person->usage_name, chance (life, 50) ? one_of (life, lasts) : NULL);
      break;
  }
}

static gboolean
step_edit (Life *life)
{
  const RepId *id = a_person (life);
  g_autoptr (GError) error = NULL;
  RepPerson *person;
  gboolean done;

  if (id == NULL)
    return FALSE;
  person = read_record (life, id);
  edit (life, person);
  done = is_done (rep_person_save (life->casebook, person, life->clock, &error), &error);
  rep_object_free (person);
  return done;
}

static gboolean
step_correct (Life *life)
{
  const RepId *id = a_contact (life, G_MAXUINT);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GError) error = NULL;
  RepContact *contact;

  if (id == NULL)
    return FALSE;
  contact = read_record (life, id);
  draw_answer (life, contact);
  contact->mode = (guint8)(1 + life_draw (life, 4));
  g_ptr_array_add (objects, contact);
  return is_done (rep_casebook_save (life->casebook, objects, life->clock, &error), &error);
}

static gboolean
carry_out (Life *life, gboolean planned, RepMergePlan *plan, GError *const *error)
{
  g_autoptr (GError) failed = NULL;

  if (!is_done (planned, error))
    return FALSE;
  rep_merge_commit (life->casebook, plan, life->clock, &failed);
  g_assert_no_error (failed);
  rep_casebook_publish_all (life->casebook, plan->objects);
  return TRUE;
}

static gboolean
step_merge (Life *life, LifeStep step)
{
  const RepId *keep = a_person (life), *other = a_person (life);
  g_auto (RepMergePlan) plan = { NULL };
  g_autoptr (GError) error = NULL;
  RepMergeRequest request;
  gboolean planned;

  if (step == LIFE_UNMERGE)
    other = a_merged_person (life);
  if (keep == NULL || other == NULL)
    return FALSE;
  if (step == LIFE_UNMERGE) {
    planned = rep_unmerge_plan (life->casebook, other, &plan, &error);
  } else if (step == LIFE_DISTINCT) {
    planned = rep_distinct_plan (life->casebook, keep, other, chance (life, 20), life->clock, &plan,
                                 &error);
  } else {
    request = (RepMergeRequest){ *keep, *other, g_rand_int (life->rand) };
    planned = rep_merge_plan (life->casebook, &request, &plan, &error);
  }
  return carry_out (life, planned, &plan, &error);
}

static RepTable *
draw_file (Life *life)
{
  g_autoptr (GString) text = g_string_new ("Nom;Prénom;Naissance;Tél.;Date;Canal\n");
  g_autoptr (GError) error = NULL;
  guint rows = 1 + life_draw (life, 6);
  RepTable *table;

  for (guint i = 0; i < rows; i++) {
    char day[REP_DAY_TEXT_SIZE];

    g_string_append_printf (text, "%s;%s;%s;%s;%s;%s\n", one_of (life, lasts),
                            one_of (life, firsts), chance (life, 60) ? one_of (life, births) : "",
                            chance (life, 40) ? one_of (life, phones) : "",
                            chance (life, 80) ? rep_day_format (a_day (life, TRUE), day) : "",
                            chance (life, 95) ? "BUS" : "?");
  }
  table = rep_table_read ((const guint8 *)text->str, text->len, 0, &error);
  g_assert_no_error (error);
  return table;
}

static gboolean
step_import (Life *life)
{
  static const char map_text[] =
      "{\"columns\": {\"Nom\": \"person.last_name\", \"Prénom\": \"person.first_name\","
      " \"Naissance\": \"person.birth\", \"Tél.\": \"person.phones\", \"Date\": \"contact.date\","
      " \"Canal\": \"contact.channel\"}, \"constants\": {\"contact.reached\": \"JOINT\"}}";
  g_autoptr (RepTable) table = draw_file (life);
  g_autoptr (RepImportMap) map = rep_import_map_read (map_text, sizeof map_text - 1, NULL);
  RepImportRequest request = {
    .table = table, .map = map, .project = a_project (life), .source = "vie.csv", .now = life->clock
  };
  g_auto (RepImportPlan) plan = { NULL };
  g_autoptr (GError) error = NULL;

  rep_import_plan (life->casebook, &request, &plan, &error);
  g_assert_no_error (error);
  if (plan.objects->len == 0)
    return FALSE;
  rep_import_commit (life->casebook, &plan, life->clock, &error);
  g_assert_no_error (error);
  rep_casebook_publish_all (life->casebook, plan.objects);
  g_array_append_val (life->imports, plan.batch);
  return TRUE;
}

void
life_undo (Life *life, const RepId *import)
{
  g_auto (RepImportUndo) undo = { NULL };
  g_autoptr (GError) error = NULL;

  rep_import_undo (life->casebook, import, life->clock, &undo, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < life->imports->len; i++)
    if (rep_id_equal (&g_array_index (life->imports, RepId, i), import)) {
      g_array_remove_index (life->imports, i);
      break;
    }
}

static gboolean
step_undo (Life *life)
{
  RepId import;

  if (life->imports->len == 0)
    return FALSE;
  import = g_array_index (life->imports, RepId, life_draw (life, life->imports->len));
  life_undo (life, &import);
  return TRUE;
}

static gboolean
do_step (Life *life, LifeStep step)
{
  switch (step) {
    case LIFE_CONTACT:
    case LIFE_LATE:
      return step_contact (life, step == LIFE_LATE);
    case LIFE_COMPLETE:
      return step_complete (life);
    case LIFE_ATTACH:
    case LIFE_DETACH:
      return step_attach (life, step == LIFE_ATTACH);
    case LIFE_STAGE:
    case LIFE_EXIT:
      return step_stage (life, step == LIFE_EXIT);
    case LIFE_REENTRY:
      return step_reentry (life);
    case LIFE_EDIT:
      return step_edit (life);
    case LIFE_CORRECT:
      return step_correct (life);
    case LIFE_MERGE:
    case LIFE_UNMERGE:
    case LIFE_DISTINCT:
      return step_merge (life, step);
    case LIFE_IMPORT:
      return step_import (life);
    case LIFE_UNDO:
      return step_undo (life);
    case LIFE_N_STEPS:
    default:
      g_assert_not_reached ();
  }
}

gboolean
life_step (Life *life, LifeStep step)
{
  guint persons = rep_casebook_persons (life->casebook)->len;
  guint contacts = rep_casebook_contacts (life->casebook)->len;
  gboolean done;

  life->clock += HOUR + (gint64)life_draw (life, 5 * DAY);
  done = do_step (life, step);
  note_new (life, &rep_kind_person, rep_casebook_persons (life->casebook)->len, persons,
            life->persons);
  note_new (life, &rep_kind_contact, rep_casebook_contacts (life->casebook)->len, contacts,
            life->contacts);
  return done;
}

static void
add_project (Life *life, const char *code, gboolean bounded)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, code);
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = life->start;
  project->end = life->start + 500;
  if (bounded) {
    project->age_min = 16;
    project->age_max = 29;
  }
  project->mobilised_days = 1 + (gint32)life_draw (life, 3);
  project->count_unidentified = chance (life, 50);
  rep_intake_project (life->casebook, project, life->clock, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

void
life_reload (Life *life)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&life->casebook);
  life->casebook = rep_casebook_load (
      test_vault_unlock (life->folder.path, TEST_LOGIN, TEST_PASSWORD), LIFE_NOW, &error);
  g_assert_no_error (error);
}

void
life_begin (Life *life, guint32 seed)
{
  *life = (Life){ .rand = g_rand_new_with_seed (seed),
                  .start = rep_day_from_ymd (2020, 1, 15),
                  .imports = g_array_new (FALSE, FALSE, sizeof (RepId)),
                  .persons = g_array_new (FALSE, FALSE, sizeof (RepId)),
                  .contacts = g_array_new (FALSE, FALSE, sizeof (RepId)),
                  .names = names };
  test_folder_set_up (&life->folder, NULL);
  test_vault_create (life->folder.path);
  life->clock = ((gint64)life->start + 20 - DAY_1970) * DAY;
  life_reload (life);
  add_project (life, "un", TRUE);
  add_project (life, "deux", FALSE);
}

void
life_end (Life *life)
{
  g_clear_object (&life->casebook);
  g_clear_pointer (&life->rand, g_rand_free);
  g_clear_pointer (&life->imports, g_array_unref);
  g_clear_pointer (&life->persons, g_array_unref);
  g_clear_pointer (&life->contacts, g_array_unref);
  test_vault_tear_down (&life->folder, NULL);
}
