/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/agenda.h"
#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020, a Monday */
#define BUS 1

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepAgenda *agenda;
  GPtrArray *names; /* of the youths, by row number */
} Fixture;

static void
import_project (RepCasebook *casebook, const char *code, const char *end)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, code);
  rep_text_set (&project->title, code);
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse (end);
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

/* A contact as one line of a table. */
typedef struct {
  const char *name;
  const char *day;
  guint8 reached;
  const char *next_day;
  guint8 next_step;
  guint8 informed;
  guint8 direction;
} Contact;

enum { ANSWERED = 1, MESSAGE = 3, NO_ANSWER = 4 };
enum { CALL = 1, NO_NEXT = 12 };
enum { ORALLY = 1 };
enum { THIRD_PARTY = 3 };

static void
note_change_cb (gboolean *changed)
{
  *changed = TRUE;
}

/* A project concerns everyone: the agenda goes through them at its own pace. */
static void
wait_for_agenda (Fixture *fixture)
{
  gboolean changed = FALSE;
  gulong handler =
      g_signal_connect_swapped (fixture->agenda, "changed", G_CALLBACK (note_change_cb), &changed);

  while (!changed)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (fixture->agenda, handler);
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
  fixture->agenda = rep_agenda_new (fixture->casebook);
  fixture->names = g_ptr_array_new ();
  import_project (fixture->casebook, "essai", "2021-12-31");
  wait_for_agenda (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->agenda);
  g_assert_finalize_object (fixture->casebook);
  g_ptr_array_unref (fixture->names);
  test_vault_tear_down (&fixture->folder, NULL);
}

static RepPerson *
new_person (Fixture *fixture, const char *name)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  rep_text_set (&person->last_name, name);
  rep_text_set (&person->first_name, "Ana");
  g_ptr_array_add (fixture->names, (gpointer)name);
  return person;
}

/* Who has not been seen before is recorded with the contact. */
static void
add (Fixture *fixture, const Contact *line)
{
  g_autoptr (GError) error = NULL;
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepIntake intake = { .contact = contact };
  RepIntakeResult result;
  guint number;

  contact->project = rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id;
  contact->channel = BUS;
  contact->date = rep_day_parse (line->day);
  contact->reached = line->reached;
  contact->next_date = line->next_day != NULL ? rep_day_parse (line->next_day) : 0;
  contact->next_step = line->next_step;
  contact->informed = line->informed;
  contact->direction = line->direction;
  if (g_ptr_array_find (fixture->names, line->name, &number))
    rep_ids_add (&contact->persons, rep_casebook_id (fixture->casebook, &rep_kind_person, number));
  else
    intake.person = new_person (fixture, line->name);
  rep_intake_contact (fixture->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  rep_object_free (contact);
  rep_object_free (intake.person);
}

static void
leave (Fixture *fixture, guint32 person, const char *day)
{
  g_autoptr (GError) error = NULL;
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);

  entry->person = *rep_casebook_id (fixture->casebook, &rep_kind_person, person);
  entry->project = rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id;
  entry->stage = REP_STAGE_SORTI;
  entry->date = rep_day_parse (day);
  entry->exit = 1;
  rep_intake_stage (fixture->casebook, entry, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (entry);
}

static char *
describe_agenda (Fixture *fixture, RepAgenda *agenda, guint16 author)
{
  static const char *const titles[] = { "late", "today", "soon", "silent", "inform" };
  g_autoptr (RepWorklist) work = rep_agenda_pick (agenda, author);
  GString *out = g_string_new (NULL);
  char day[REP_DAY_TEXT_SIZE];

  for (guint i = 0; i < REP_N_WORKS; i++)
    for (guint j = 0; j < work->items[i]->len; j++) {
      const RepWorkItem *item = &g_array_index (work->items[i], RepWorkItem, j);

      g_string_append_printf (out, "%s %s %s/%u\n", titles[i],
                              (const char *)g_ptr_array_index (fixture->names, item->person),
                              rep_day_format (item->day, day) + 5, item->next_step);
    }
  g_string_append_printf (out, "week %u", work->week_contacts);
  return g_string_free (out, FALSE);
}

/* The agenda kept since the beginning says what one made now from nothing says. */
static char *
describe (Fixture *fixture, guint16 author)
{
  g_autoptr (RepAgenda) fresh = rep_agenda_new (fixture->casebook);
  g_autofree char *anew = describe_agenda (fixture, fresh, author);
  g_autofree char *kept = describe_agenda (fixture, fixture->agenda, author);

  g_assert_cmpstr (kept, ==, anew);
  return g_steal_pointer (&kept);
}

static void
assert_work (Fixture *fixture, const Contact *contacts, guint n, const char *expected)
{
  g_autofree char *found = NULL;

  for (guint i = 0; i < n; i++)
    add (fixture, &contacts[i]);
  found = describe (fixture, REP_ALL_AUTHORS);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  assert_work (fixture, NULL, 0, "week 0");
}

static void
test_follow_ups (Fixture *fixture, gconstpointer data)
{
  static const Contact contacts[] = {
    { "Late", "2020-11-02", ANSWERED, "2020-11-10", CALL, ORALLY },
    { "Later", "2020-11-02", ANSWERED, "2020-11-15", CALL, ORALLY },
    { "Now", "2020-11-02", ANSWERED, "2020-11-16", CALL, ORALLY },
    { "Soon", "2020-11-16", ANSWERED, "2020-11-23", CALL, ORALLY },
    { "Far", "2020-11-16", ANSWERED, "2020-11-24", CALL, ORALLY },
    { "Done", "2020-11-02", ANSWERED, "2020-11-10", NO_NEXT, ORALLY },
  };

  assert_work (fixture, contacts, G_N_ELEMENTS (contacts),
               "late Later 11-15/1\nlate Late 11-10/1\ntoday Now 11-16/1\nsoon Soon 11-23/1\n"
               "week 2");
}

/* Only what settles something ends a follow-up. */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  static const Contact contacts[] = {
    { "Answered", "2020-11-02", ANSWERED, "2020-11-10", CALL, ORALLY },
    { "Answered", "2020-11-10", ANSWERED, NULL, 0, 0 },
    { "Tried", "2020-11-02", ANSWERED, "2020-11-10", CALL, ORALLY },
    { "Tried", "2020-11-10", NO_ANSWER, NULL, 0, 0 },
    { "Moved", "2020-11-02", ANSWERED, "2020-11-10", CALL, ORALLY },
    { "Moved", "2020-11-10", MESSAGE, "2020-11-16", CALL, 0 },
    { "Written late", "2020-11-10", ANSWERED, NULL, 0, ORALLY },
    { "Written late", "2020-11-02", ANSWERED, "2020-11-12", CALL, 0 },
  };

  assert_work (fixture, contacts, G_N_ELEMENTS (contacts),
               "late Tried 11-10/1\ntoday Moved 11-16/1\nweek 0");
}

static void
test_silent (Fixture *fixture, gconstpointer data)
{
  static const Contact contacts[] = {
    { "At five months", "2020-06-16", ANSWERED, NULL, 0, ORALLY },
    { "Silent", "2020-06-15", ANSWERED, NULL, 0, ORALLY },
    { "Silent", "2020-11-10", NO_ANSWER, NULL, 0, 0 },
    { "Long silent", "2020-03-01", ANSWERED, NULL, 0, ORALLY },
    { "Gone", "2020-03-01", ANSWERED, NULL, 0, ORALLY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (contacts); i++)
    add (fixture, &contacts[i]);
  leave (fixture, 3, "2020-05-01");
  assert_work (fixture, NULL, 0, "silent Silent 06-15/0\nsilent Long silent 03-01/0\nweek 0");
}

static void
test_to_inform (Fixture *fixture, gconstpointer data)
{
  static const Contact contacts[] = {
    { "Met", "2020-11-13", ANSWERED, NULL, 0, 0 },
    { "Told of", "2020-10-17", MESSAGE, NULL, 0, 0, THIRD_PARTY },
    { "Told of lately", "2020-10-18", MESSAGE, NULL, 0, 0, THIRD_PARTY },
    { "Informed", "2020-10-01", ANSWERED, NULL, 0, 0 },
    { "Informed", "2020-11-01", ANSWERED, NULL, 0, ORALLY },
  };

  assert_work (fixture, contacts, G_N_ELEMENTS (contacts),
               "inform Met 11-13/0\ninform Told of 11-16/0\nweek 0");
}

static void
test_mine (Fixture *fixture, gconstpointer data)
{
  static const Contact contact = { "Now", "2020-11-16", ANSWERED, "2020-11-16", CALL, 0 };
  g_autofree char *before = describe (fixture, rep_worklist_author (fixture->casebook));
  g_autofree char *mine = NULL;
  g_autofree char *others = NULL;

  g_assert_cmpuint (rep_worklist_author (fixture->casebook), ==, REP_NO_AUTHOR);
  add (fixture, &contact);
  mine = describe (fixture, rep_worklist_author (fixture->casebook));
  others = describe (fixture, (guint16)(rep_worklist_author (fixture->casebook) + 1));
  g_assert_cmpstr (before, ==, "week 0");
  g_assert_cmpstr (mine, ==, "today Now 11-16/1\ninform Now 11-16/0\nweek 1");
  g_assert_cmpstr (others, ==, "week 0");
}

/* The end of a project ends the silence of all its youths; a contact meanwhile is not lost. */
static void
test_everyone (Fixture *fixture, gconstpointer data)
{
  static const Contact silent = { "Silent", "2020-06-15", ANSWERED, NULL, 0, ORALLY };
  static const Contact late = { "Late", "2020-11-02", ANSWERED, "2020-11-10", CALL, ORALLY };
  RepProject *project;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autofree char *meanwhile = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  assert_work (fixture, &silent, 1, "silent Silent 06-15/0\nweek 0");
  project = rep_casebook_read (
      fixture->casebook,
      &rep_casebook_project_by_code (fixture->casebook, "essai", NULL)->object.id, &error);
  g_assert_no_error (error);
  project->end = rep_day_parse ("2020-11-15");
  g_ptr_array_add (objects, project);
  rep_casebook_save (fixture->casebook, objects, NOW, &error);
  g_assert_no_error (error);
  meanwhile = describe_agenda (fixture, fixture->agenda, REP_ALL_AUTHORS);
  g_assert_cmpstr (meanwhile, ==, "silent Silent 06-15/0\nweek 0");
  add (fixture, &late);
  wait_for_agenda (fixture);
  after = describe (fixture, REP_ALL_AUTHORS);
  g_assert_cmpstr (after, ==, "late Late 11-10/1\nweek 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/worklist/nothing", test_nothing);
  ADD ("/worklist/follow-ups", test_follow_ups);
  ADD ("/worklist/settled", test_settled);
  ADD ("/worklist/silent", test_silent);
  ADD ("/worklist/to-inform", test_to_inform);
  ADD ("/worklist/mine", test_mine);
  ADD ("/worklist/everyone", test_everyone);
  return g_test_run ();
}
