/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "app/casebook/codec.h"
#include "app/domain/day.h"
#include "app/domain/place.h"
#include "app/error.h"
#include "app/demo/demo.h"
#include "app/figures/progress.h"

#define LOGIN "demonstration"
#define PASSWORD "une phrase de passe"
#define NOW G_GINT64_CONSTANT (1606000000)
#define N_PROJECTS 5
#define N_YOUTHS 200
#define DAY_1970 719163
#define DAY_SECONDS 86400

enum { MODE_VOIX = 3, MODE_ECRIT = 4 };

static const struct {
  const char *code;
  gint32 target;
} expected[N_PROJECTS] = {
  { "charleville-mezieres", 1000 }, { "reims", 450 }, { "pays-messin", 2000 }, { "molsheim", 160 },
  { "val-de-lorraine", 100 },
};

typedef struct {
  char *folder;
  char *path;
  RepCasebook *casebook;
} Fixture;

static gboolean
keep_sheets_nowhere (const GPtrArray *codes, gpointer data, GError **error)
{
  return TRUE;
}

static RepSecret *
make_password (void)
{
  char text[] = PASSWORD;

  return rep_secret_take (text, strlen (text));
}

static void
open_casebook (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) password = make_password ();
  RepVault *vault = rep_vault_open (fixture->path, 0, &error);

  g_assert_no_error (error);
  rep_vault_unlock (vault, LOGIN, password, 0, NULL, &error);
  g_assert_no_error (error);
  fixture->casebook = rep_casebook_load (vault, NOW, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) password = make_password ();
  RepVaultSetup setup = {
    .organisation = "Démonstration", .login = LOGIN, .password = password, .shares = 1, .now = NOW
  };

  fixture->folder = g_dir_make_tmp ("reperes-demo-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "demo.reperes", NULL);
  rep_vault_create (fixture->path, &setup, keep_sheets_nowhere, NULL, &error);
  g_assert_no_error (error);
  open_casebook (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".lock", NULL);

  g_clear_object (&fixture->casebook);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static guint32
until (void)
{
  return rep_day_from_ymd (2020, 11, 16);
}

static RepDemoCounts
fill (Fixture *fixture, guint persons, guint32 seed)
{
  g_autoptr (GError) error = NULL;
  RepDemoSetup setup = { .persons = persons, .seed = seed, .until = until () };
  RepDemoCounts counts = { 0 };

  rep_demo_fill (fixture->casebook, &setup, NOW, &counts, &error);
  g_assert_no_error (error);
  return counts;
}

static void
assert_refused (Fixture *fixture, guint32 day, RepAppError code)
{
  g_autoptr (GError) error = NULL;
  RepDemoSetup setup = { .persons = 10, .seed = 1, .until = day };
  RepDemoCounts counts;

  g_assert_false (rep_demo_fill (fixture->casebook, &setup, NOW, &counts, &error));
  g_assert_error (error, REP_APP_ERROR, (int)code);
}

static const RepProject *
project_number (Fixture *fixture, guint number)
{
  return g_ptr_array_index (rep_casebook_projects (fixture->casebook), number);
}

static gpointer
read_row (Fixture *fixture, const RepKind *kind, guint32 number)
{
  g_autoptr (GError) error = NULL;
  gpointer object = rep_casebook_read (fixture->casebook,
                                       rep_casebook_id (fixture->casebook, kind, number), &error);

  g_assert_no_error (error);
  return object;
}

static gboolean
is_in_pause (guint32 day)
{
  return day >= rep_day_from_ymd (2020, 3, 17) && day <= rep_day_from_ymd (2020, 5, 10);
}

static void
test_sheets (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) projects = rep_demo_projects (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (projects->len, ==, N_PROJECTS);
  for (guint i = 0; i < N_PROJECTS; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);
    const RepTarget *target = rep_project_target (project, until ());

    g_assert_cmpstr (project->code, ==, expected[i].code);
    g_assert_nonnull (target);
    g_assert_cmpint (target->value, ==, expected[i].target);
    g_assert_null (project->pauses);
  }
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  RepDemoCounts counts = fill (fixture, N_YOUTHS, 1);
  guint by_project[N_PROJECTS] = { 0 };
  const GArray *enrolments = rep_casebook_enrolments (fixture->casebook);

  g_assert_cmpuint (counts.projects, ==, N_PROJECTS);
  g_assert_cmpuint (counts.persons, ==, N_YOUTHS);
  g_assert_cmpuint (counts.today, ==, until ());
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, N_YOUTHS);
  g_assert_cmpuint (rep_casebook_contacts (fixture->casebook)->len, ==, counts.contacts);
  g_assert_cmpuint (rep_casebook_projects (fixture->casebook)->len, ==, N_PROJECTS);
  g_assert_cmpuint (rep_casebook_structures (fixture->casebook)->len, ==, 7);
  g_assert_true (rep_casebook_is_demo (fixture->casebook));
  g_assert_cmpuint (rep_casebook_today (fixture->casebook), ==, until ());
  for (guint i = 0; i < enrolments->len; i++)
    by_project[g_array_index (enrolments, RepEnrolment, i).project]++;
  for (guint i = 0; i < N_PROJECTS; i++) {
    g_assert_cmpstr (project_number (fixture, i)->code, ==, expected[i].code);
    g_assert_cmpuint (project_number (fixture, i)->pauses->len, ==, 1);
    g_assert_cmpfloat (ABS (by_project[i] - expected[i].target * N_YOUTHS / 3710.0), <=, 1);
  }
}

static void
assert_time (gint64 time, guint32 day)
{
  g_assert_cmpint (time, >=, ((gint64)day - DAY_1970) * DAY_SECONDS);
  g_assert_cmpint (time, <, ((gint64)MIN (day + 3, until () + 1) - DAY_1970) * DAY_SECONDS);
}

static void
check_contact_day (Fixture *fixture, const RepContactRow *row)
{
  gboolean remote = row->fact.mode == MODE_VOIX || row->fact.mode == MODE_ECRIT;

  g_assert_cmpuint (row->fact.date, >=, project_number (fixture, row->project)->start);
  g_assert_cmpuint (row->fact.date, <=, until ());
  g_assert_true (remote || !is_in_pause (row->fact.date));
  g_assert_true (row->next_date == 0 || row->next_date >= row->fact.date);
  assert_time (row->fact.entered_at, row->fact.date);
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  const GArray *contacts = rep_casebook_contacts (fixture->casebook);
  const GArray *outings = rep_casebook_outings (fixture->casebook);
  const GArray *entries = rep_casebook_entries (fixture->casebook);

  fill (fixture, N_YOUTHS, 1);
  for (guint i = 0; i < contacts->len; i++)
    check_contact_day (fixture, &g_array_index (contacts, RepContactRow, i));
  for (guint i = 0; i < outings->len; i++) {
    const RepOutingRow *row = &g_array_index (outings, RepOutingRow, i);

    g_assert_cmpuint (row->date, >=, project_number (fixture, row->project)->start);
    g_assert_cmpuint (row->date, <=, until ());
    g_assert_false (is_in_pause (row->date));
  }
  for (guint i = 0; i < entries->len; i++) {
    const RepEntryRow *row = &g_array_index (entries, RepEntryRow, i);

    g_assert_cmpuint (row->fact.date, >=, project_number (fixture, row->project)->start);
    g_assert_cmpuint (row->fact.date, <=, until ());
    g_assert_false (is_in_pause (row->fact.date));
  }
}

static gboolean
has_channel (const RepProject *project, guint8 channel)
{
  for (guint i = 0; i < project->channels->len; i++)
    if (((const RepProjectChannel *)g_ptr_array_index (project->channels, i))->channel == channel)
      return TRUE;
  return FALSE;
}

static gboolean
has_text (const GPtrArray *texts, const char *text)
{
  return texts != NULL &&
         g_ptr_array_find_with_equal_func ((GPtrArray *)texts, text, g_str_equal, NULL);
}

static void
assert_territory (const RepProject *project, const char *insee)
{
  const RepPlace *place;

  if (*insee == '\0')
    return;
  place = rep_place_by_insee (insee);
  g_assert_nonnull (place);
  g_assert_true (has_text (project->arrondissements, place->arrondissement) ||
                 has_text (project->epci, place->epci));
}

static void
check_home (Fixture *fixture, const RepContact *contact, const RepProject *project)
{
  g_autoptr (GError) error = NULL;
  RepPerson *person;

  if (contact->persons == NULL)
    return;
  person =
      rep_casebook_read (fixture->casebook, &g_array_index (contact->persons, RepId, 0), &error);
  g_assert_no_error (error);
  g_assert_true (rep_id_equal (&person->structure, &contact->structure));
  assert_territory (project, person->home);
  rep_object_free (person);
}

static void
test_territory (Fixture *fixture, gconstpointer data)
{
  const GArray *contacts = rep_casebook_contacts (fixture->casebook);
  guint somewhere = 0;

  fill (fixture, N_YOUTHS, 1);
  for (guint i = 0; i < contacts->len; i++) {
    const RepProject *project =
        project_number (fixture, g_array_index (contacts, RepContactRow, i).project);
    RepContact *contact = read_row (fixture, &rep_kind_contact, i);

    g_assert_true (has_channel (project, contact->channel));
    g_assert_cmpuint (contact->object.compartment, !=, 0);
    g_assert_true ((contact->headcount == REP_NONE) == (contact->persons != NULL));
    assert_territory (project, contact->place);
    check_home (fixture, contact, project);
    somewhere += contact->place[0] != '\0';
    rep_object_free (contact);
  }
  g_assert_cmpuint (somewhere, >, contacts->len / 4);
}

static void
assert_share (guint n, guint of, guint least, guint most)
{
  g_assert_cmpuint (n * 100, >=, of * least);
  g_assert_cmpuint (n * 100, <=, of * most);
}

static void
test_rates (Fixture *fixture, gconstpointer data)
{
  const GArray *enrolments = rep_casebook_enrolments (fixture->casebook);
  guint n = 1000, reached[REP_N_STAGES] = { 0 }, out = 0, back = 0;
  RepDemoCounts counts = fill (fixture, n, 1);

  g_assert_cmpuint (enrolments->len, ==, n);
  for (guint i = 0; i < n; i++) {
    const RepStages *stages = &g_array_index (enrolments, RepEnrolment, i).stages;

    for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++)
      reached[stage] += stages->date[stage] != 0;
    out += stages->out_of_target;
    back += stages->entries > 1;
  }
  g_assert_cmpuint (reached[REP_STAGE_REPERE], ==, n);
  assert_share (reached[REP_STAGE_CONTACTE], n, 68, 86);
  assert_share (reached[REP_STAGE_RENCONTRE], n, 54, 71);
  assert_share (reached[REP_STAGE_MOBILISE], n, 28, 44);
  assert_share (reached[REP_STAGE_ACCOMPAGNE], n, 12, 25);
  assert_share (reached[REP_STAGE_SORTI], n, 5, 14);
  assert_share (out, n, 2, 8);
  g_assert_cmpuint (back, >, 0);
  assert_share (counts.contacts, n, 270, 400);
}

static void
test_identities (Fixture *fixture, gconstpointer data)
{
  const GArray *persons = rep_casebook_persons (fixture->casebook);
  guint n = 500, kinds[4] = { 0 };

  fill (fixture, n, 1);
  for (guint i = 0; i < n; i++) {
    RepPerson *person = read_row (fixture, &rep_kind_person, i);

    g_assert_cmpuint (person->identity_type, >=, 1);
    g_assert_cmpuint (person->identity_type, <, G_N_ELEMENTS (kinds));
    kinds[person->identity_type]++;
    g_assert_cmpuint (person->publics_yes & person->publics_no, ==, 0);
    g_assert_true ((person->birth != 0 || person->declared_age != REP_NONE) ==
                   (person->ages != NULL));
    for (guint j = 0; person->phones != NULL && j < person->phones->len; j++)
      g_assert_true (g_str_has_prefix (g_ptr_array_index (person->phones, j), "06 39 98 "));
    rep_object_free (person);
  }
  g_assert_cmpuint (persons->len, ==, n);
  assert_share (kinds[1], n, 78, 92);
  assert_share (kinds[2], n, 4, 13);
  assert_share (kinds[3], n, 3, 12);
}

static void
test_default_size (Fixture *fixture, gconstpointer data)
{
  RepDemoCounts counts = fill (fixture, 0, 7);

  g_assert_cmpuint (counts.persons, >=, 1750 * 95 / 100);
  g_assert_cmpuint (counts.persons, <=, 1750 * 105 / 100);
}

static void
test_reload (Fixture *fixture, gconstpointer data)
{
  RepDemoCounts counts = fill (fixture, N_YOUTHS, 1);
  RepProgress before[N_PROJECTS], after;
  guint number;

  for (guint i = 0; i < N_PROJECTS; i++)
    before[i] = rep_progress (fixture->casebook, i, until ());
  g_clear_object (&fixture->casebook);
  open_casebook (fixture);

  g_assert_true (rep_casebook_intact (fixture->casebook));
  g_assert_cmpuint (rep_casebook_damaged (fixture->casebook)->len, ==, 0);
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, counts.persons);
  g_assert_cmpuint (rep_casebook_contacts (fixture->casebook)->len, ==, counts.contacts);
  g_assert_cmpuint (rep_casebook_today (fixture->casebook), ==, until ());
  for (guint i = 0; i < N_PROJECTS; i++) {
    rep_casebook_project_by_code (fixture->casebook, expected[i].code, &number);
    after = rep_progress (fixture->casebook, number, until ());
    g_assert_cmpuint (after.reached, ==, before[i].reached);
    g_assert_cmpuint (after.signalled, ==, before[i].signalled);
    g_assert_cmpuint (after.target, ==, (guint)expected[i].target);
    g_assert_cmpfloat (after.expected_worked, <, after.expected);
    g_assert_cmpfloat (after.expected_worked, ==, before[i].expected_worked);
  }
}

static void
test_nothing_dangles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) dangling = NULL;

  fill (fixture, N_YOUTHS, 1);
  dangling = rep_casebook_dangling (fixture->casebook);
  g_assert_cmpuint (dangling->len, ==, 0);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, 0, REP_APP_ERROR_BAD_DATE);
  assert_refused (fixture, rep_day_from_ymd (2019, 10, 31), REP_APP_ERROR_BAD_DATE);
  g_assert_cmpuint (rep_casebook_projects (fixture->casebook)->len, ==, 0);
  fill (fixture, 10, 1);
  assert_refused (fixture, until (), REP_APP_ERROR_NOT_EMPTY);
  g_assert_cmpuint (rep_casebook_persons (fixture->casebook)->len, ==, 10);
}

/* On the first day, or in the middle of the pause, there is little time for anything. */
static void
test_short_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepDemoSetup setup = { .persons = 20, .seed = 1, .until = rep_day_from_ymd (2019, 11, 1) };
  RepDemoCounts counts;
  const GArray *contacts = rep_casebook_contacts (fixture->casebook);

  rep_demo_fill (fixture->casebook, &setup, NOW, &counts, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (counts.persons, ==, 20);
  for (guint i = 0; i < contacts->len; i++)
    g_assert_cmpuint (g_array_index (contacts, RepContactRow, i).fact.date, ==, setup.until);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return rep_id_compare (a, b);
}

/* The account is of the vault, not of the seed. */
static void
forget_account (RepObject *object)
{
  const RepField *field = rep_kind_field_by_code (object->kind, "entered_by");

  if (field != NULL)
    memset (rep_field_member (object, field, RepId), 0, sizeof (RepId));
}

static void
digest_kind (Fixture *fixture, const RepKind *kind, guint n, GChecksum *sum)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; i < n; i++)
    g_array_append_vals (ids, rep_casebook_id (fixture->casebook, kind, i), 1);
  g_array_sort (ids, compare_ids);
  for (guint i = 0; i < n; i++) {
    g_autoptr (RepArena) facts = rep_arena_new ();
    g_autoptr (GError) error = NULL;
    const RepId *id = &g_array_index (ids, RepId, i);
    RepObject *object = rep_casebook_read (fixture->casebook, id, &error);

    g_assert_no_error (error);
    forget_account (object);
    rep_codec_encode (object, REP_PART_FACTS, facts);
    if (kind == &rep_kind_person)
      rep_codec_encode (object, REP_PART_IDENTITY, facts);
    g_checksum_update (sum, id->bytes, REP_ID_SIZE);
    g_checksum_update (sum, rep_arena_data (facts), (gssize)rep_arena_size (facts));
    rep_object_free (object);
  }
}

static char *
digest (guint32 seed)
{
  Fixture fixture = { 0 };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  RepCasebook *casebook;

  set_up (&fixture, NULL);
  fill (&fixture, 60, seed);
  casebook = fixture.casebook;
  digest_kind (&fixture, &rep_kind_project, rep_casebook_projects (casebook)->len, sum);
  digest_kind (&fixture, &rep_kind_structure, rep_casebook_structures (casebook)->len, sum);
  digest_kind (&fixture, &rep_kind_partner, rep_casebook_partners (casebook)->len, sum);
  digest_kind (&fixture, &rep_kind_person, rep_casebook_persons (casebook)->len, sum);
  digest_kind (&fixture, &rep_kind_contact, rep_casebook_contacts (casebook)->len, sum);
  digest_kind (&fixture, &rep_kind_outing, rep_casebook_outings (casebook)->len, sum);
  digest_kind (&fixture, &rep_kind_stage_entry, rep_casebook_entries (casebook)->len, sum);
  tear_down (&fixture, NULL);
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_seed (void)
{
  g_autofree char *first = digest (1);
  g_autofree char *again = digest (1);
  g_autofree char *other = digest (2);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, other);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/demo/sheets", test_sheets);
  ADD ("/demo/counts", test_counts);
  ADD ("/demo/days", test_days);
  ADD ("/demo/territory", test_territory);
  ADD ("/demo/rates", test_rates);
  ADD ("/demo/identities", test_identities);
  ADD ("/demo/default-size", test_default_size);
  ADD ("/demo/reload", test_reload);
  ADD ("/demo/nothing-dangles", test_nothing_dangles);
  ADD ("/demo/refused", test_refused);
  ADD ("/demo/short-time", test_short_time);
  g_test_add_func ("/demo/seed", test_seed);

  return g_test_run ();
}
