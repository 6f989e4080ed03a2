/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "app/figures/cube.h"
#include "app/figures/figures.h"
#include "tests/db/fixture.h"

/* The examples of docs/indicators.md and the cases of tests/figures/cases.md are read and worked
 * out: a page whose numbers are wrong fails here. */

#define NOW G_GINT64_CONSTANT (1672531200) /* 1 January 2023 */

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepProject *sheet[2]; /* until they are saved */
  guint number[2];
  GHashTable *youths; /* name -> RepPerson */
  GHashTable *outings;
  GPtrArray *batch;
  guint n_examples;
  gint64 clock;
} Story;

static void
set_up (Story *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  self->casebook = rep_casebook_load (
      test_vault_unlock (self->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
  self->batch = g_ptr_array_new_with_free_func (rep_object_free);
  self->youths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, rep_object_free);
  self->outings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static void
tear_down (Story *self, gconstpointer data)
{
  g_ptr_array_unref (self->batch);
  g_hash_table_unref (self->youths);
  g_hash_table_unref (self->outings);
  g_clear_object (&self->casebook);
  test_vault_tear_down (&self->folder, NULL);
}

/* A month stands for its first or its last day. */
static guint32
read_day (const char *text, gboolean last)
{
  g_autofree char *whole = NULL;
  guint year, month, day;

  if (strlen (text) != 7)
    return rep_day_parse (text);
  whole = g_strconcat (text, "-01", NULL);
  if (!last)
    return rep_day_parse (whole);
  rep_day_split (rep_day_parse (whole) + 31, &year, &month, &day);
  return rep_day_from_ymd (year, month, 1) - 1;
}

static guint8
code (const RepVocabulary *vocabulary, const char *text)
{
  const RepTerm *term = rep_vocabulary_by_code (vocabulary, text);

  if (strcmp (text, "-") == 0)
    return 0;
  if (term == NULL)
    g_error ("no term: %s", text);
  return term->number;
}

static void
begin_project (Story *self, guint which, char **words)
{
  RepProject *project = rep_object_new (&rep_kind_project);
  g_autofree char *name = g_strdup_printf ("ex%u-%u", self->n_examples, which);

  rep_text_set (&project->code, name);
  rep_text_set (&project->title, "Exemple");
  rep_text_set (&project->lead, "Mission Locale d’Exemple");
  project->start = read_day (words[1], FALSE);
  project->end = read_day (words[2], TRUE);
  if (words[3] != NULL) {
    project->age_min = atoi (words[4]);
    project->age_max = atoi (words[5]);
  }
  self->sheet[which] = project;
}

static void
begin_example (Story *self, char **words)
{
  self->n_examples++;
  self->clock = NOW - 1000000;
  g_hash_table_remove_all (self->youths);
  g_hash_table_remove_all (self->outings);
  begin_project (self, 0, words);
}

/* Targets, pauses and amendments go before the first fact. */
static void
settle (Story *self)
{
  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = NULL;
    g_autoptr (GError) error = NULL;

    if (self->sheet[i] == NULL)
      continue;
    name = g_strdup (self->sheet[i]->code);
    rep_intake_project (self->casebook, self->sheet[i], NOW, &error);
    g_assert_no_error (error);
    g_clear_pointer (&self->sheet[i], rep_object_free);
    g_assert_nonnull (rep_casebook_project_by_code (self->casebook, name, &self->number[i]));
  }
}

static const RepProject *
project_of (Story *self, guint which)
{
  settle (self);
  return g_ptr_array_index (rep_casebook_projects (self->casebook), self->number[which]);
}

static void
read_target (Story *self, char **words)
{
  RepTarget *target = rep_list_add (&self->sheet[0]->targets, &rep_kind_target);

  target->basis = code (&rep_vocabulary_stage, words[1]);
  target->value = atoi (words[2]);
  target->from = read_day (words[3], FALSE);
  target->principal = TRUE;
}

static void
read_pause (Story *self, char **words)
{
  RepPause *pause = rep_list_add (&self->sheet[0]->pauses, &rep_kind_pause);

  pause->from = read_day (words[1], FALSE);
  pause->to = read_day (words[2], TRUE);
  pause->reason = 1;
}

static void
read_amendment (Story *self, char **words)
{
  RepAmendment *amendment = rep_list_add (&self->sheet[0]->amendments, &rep_kind_amendment);

  amendment->from = read_day (words[1], FALSE);
  amendment->end = read_day (words[3], TRUE);
}

static void
set_detail (Story *self, RepPerson *person, const char *what, const char *value)
{
  if (strcmp (what, "sex") == 0) {
    person->sex = code (&rep_vocabulary_sex, value);
  } else if (strcmp (what, "known") == 0) {
    person->known_ml = code (&rep_vocabulary_answer, strcmp (value, "yes") == 0 ? "OUI" : "NON");
  } else {
    for (guint i = 0; i < 1; i++) {
      RepAge *age = rep_list_add (&person->ages, &rep_kind_age);

      g_assert_cmpstr (what, ==, "age");
      age->project = project_of (self, i)->object.id;
      age->age = atoi (value);
    }
  }
}

static void
read_youth (Story *self, char **words)
{
  RepPerson *person = rep_object_new (&rep_kind_person);
  const RepStructure *structure = rep_intake_structure_of (self->casebook, project_of (self, 0));

  person->object.id = rep_id_random ();
  person->structure = structure->object.id;
  person->identity_type = REP_IDENTITY_NAMED;
  for (guint i = 2; words[i] != NULL; i++) {
    if (strcmp (words[i], "nameless") == 0) {
      person->identity_type = REP_IDENTITY_UNKNOWN;
    } else {
      set_detail (self, person, words[i], words[i + 1]);
      i++;
    }
  }
  g_hash_table_insert (self->youths, g_strdup (words[1]), person);
}

/* A youth is written before the first fact that names it. */
static const RepId *
youth (Story *self, const char *name)
{
  RepPerson *person = g_hash_table_lookup (self->youths, name);
  g_autoptr (GPtrArray) batch = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (person == NULL)
    g_error ("no youth: %s", name);
  if (person->object.revision == 0) {
    g_ptr_array_add (batch, person);
    rep_casebook_save (self->casebook, batch, NOW, &error);
    g_assert_no_error (error);
  }
  return &person->object.id;
}

static gpointer
keep (Story *self, const RepKind *kind)
{
  RepObject *object = rep_object_new (kind);

  object->id = rep_id_random ();
  g_ptr_array_add (self->batch, object);
  return object;
}

static void
read_contact (Story *self, guint which, char **words)
{
  RepContact *contact = keep (self, &rep_kind_contact);
  const RepProject *project = project_of (self, which);
  g_auto (GStrv) when = g_strsplit (words[1], "T", 2);
  g_auto (GStrv) outcomes = g_strsplit (words[5], ",", -1);

  contact->project = project->object.id;
  contact->structure = rep_intake_structure_of (self->casebook, project)->object.id;
  contact->date = read_day (when[0], FALSE);
  if (when[1] != NULL)
    contact->minute = 60 * atoi (when[1]) + atoi (when[1] + 3);
  contact->channel = code (&rep_vocabulary_channel, words[2]);
  contact->reached = code (&rep_vocabulary_reached, words[3]);
  contact->mode = code (&rep_vocabulary_mode, words[4]);
  for (guint i = 0; outcomes[i] != NULL; i++)
    contact->outcomes |= (guint64)1 << code (&rep_vocabulary_outcome, outcomes[i]) & ~(guint64)1;
  for (guint i = 6; words[i] != NULL; i++) {
    if (strcmp (words[i], "outing") == 0) {
      contact->outing = *(RepId *)g_hash_table_lookup (self->outings, words[i + 1]);
      break;
    }
    rep_ids_add (&contact->persons, youth (self, words[i]));
  }
  contact->entered_at = ++self->clock;
}

static void
read_stage (Story *self, guint which, char **words)
{
  RepStageEntry *entry = keep (self, &rep_kind_stage_entry);

  entry->project = project_of (self, which)->object.id;
  entry->date = read_day (words[1], FALSE);
  entry->stage = code (&rep_vocabulary_stage, words[2]);
  entry->exit = code (&rep_vocabulary_exit, words[3]);
  entry->person = *youth (self, words[4]);
  entry->entered_at = ++self->clock;
}

static void
read_headcount (Story *self, char **words)
{
  RepContact *contact = keep (self, &rep_kind_contact);

  contact->project = project_of (self, 0)->object.id;
  contact->date = read_day (words[1], FALSE);
  contact->channel = 1;
  contact->headcount = atoi (words[2]);
}

static void
read_outing (Story *self, char **words)
{
  RepOuting *outing = keep (self, &rep_kind_outing);

  outing->project = project_of (self, 0)->object.id;
  outing->date = read_day (words[2], FALSE);
  outing->channel = 1;
  outing->headcount = atoi (words[4]);
  g_hash_table_insert (self->outings, g_strdup (words[1]),
                       g_memdup2 (&outing->object.id, sizeof (RepId)));
}

static void
read_merge (Story *self, char **words)
{
  g_autoptr (GError) error = NULL;
  RepPerson *person;

  g_assert_true (rep_casebook_save (self->casebook, self->batch, NOW, &error));
  g_ptr_array_set_size (self->batch, 0);
  person = rep_casebook_read (self->casebook, youth (self, words[2]), &error);
  g_assert_no_error (error);
  person->same_as = *youth (self, words[1]);
  g_ptr_array_add (self->batch, person);
}

static void
assert_figure (const RepFigures *figures, const char *line, const char *word)
{
  g_auto (GStrv) pair = g_strsplit (word, "=", 2);
  guint indicator = rep_indicator_find (pair[0]);
  double value;

  if (indicator == REP_N_INDICATORS)
    g_error ("no indicator: %s", pair[0]);
  value = figures->figures[indicator].value;
  if (strcmp (pair[1], "null") == 0 ? !isnan (value)
                                    : !(fabs (value - g_ascii_strtod (pair[1], NULL)) < 1e-9))
    g_error ("%s: it is %g, in “%s”", word, value, line);
}

static void
check_line (Story *self, guint which, char **words, const char *line)
{
  const RepProject *project = project_of (self, which);
  g_autoptr (RepFacts) table = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) days = g_strsplit (words[1], "…", 2);
  RepPeriod period;
  RepFigures figures;

  g_assert_true (rep_casebook_save (self->casebook, self->batch, NOW, &error));
  g_ptr_array_set_size (self->batch, 0);
  if (strcmp (words[1], "all") == 0)
    period = rep_figures_whole (project);
  else if (days[1] != NULL)
    period = (RepPeriod){ rep_day_parse (days[0]), rep_day_parse (days[1]) };
  else
    g_assert_true (rep_period_parse (words[1], &period));
  table = rep_facts_new (self->casebook, self->number[which], NULL);
  rep_figures (table, &period, &figures);
  for (guint i = 2; words[i] != NULL; i++)
    assert_figure (&figures, line, words[i]);
}

static void
read_line (Story *self, const char *line)
{
  g_auto (GStrv) all = g_strsplit (line, " ", -1);
  guint which = strcmp (all[0], "other") == 0 && all[2] != NULL && !g_ascii_isdigit (all[1][0]);
  char **words = all + which;

  if (strcmp (words[0], "project") == 0)
    begin_example (self, words);
  else if (strcmp (words[0], "other") == 0)
    begin_project (self, 1, words);
  else if (strcmp (words[0], "target") == 0)
    read_target (self, words);
  else if (strcmp (words[0], "pause") == 0)
    read_pause (self, words);
  else if (strcmp (words[0], "amend") == 0)
    read_amendment (self, words);
  else if (strcmp (words[0], "youth") == 0)
    read_youth (self, words);
  else if (strcmp (words[0], "contact") == 0)
    read_contact (self, which, words);
  else if (strcmp (words[0], "stage") == 0)
    read_stage (self, which, words);
  else if (strcmp (words[0], "headcount") == 0)
    read_headcount (self, words);
  else if (strcmp (words[0], "outing") == 0)
    read_outing (self, words);
  else if (strcmp (words[0], "merge") == 0)
    read_merge (self, words);
  else if (strcmp (words[0], "=") == 0)
    check_line (self, which, words, line);
  else
    g_error ("not understood: %s", line);
}

static char *
read_page (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("REP_SOURCE_ROOT"), name, NULL);
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_examples (Story *self, gconstpointer page)
{
  g_autofree char *text = read_page (page);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gboolean inside = FALSE;

  for (guint i = 0; lines[i] != NULL; i++) {
    if (g_str_has_prefix (lines[i], "```"))
      inside = strcmp (lines[i], "```example") == 0;
    else if (inside)
      read_line (self, lines[i]);
  }
  g_assert_cmpuint (self->n_examples, >=, 8);
}

/* Every indicator and every breakdown there is stands in the page, and the version of the rules. */
static void
test_page (void)
{
  g_autofree char *text = read_page ("docs/indicators.md");
  g_autofree char *version = g_strdup_printf ("Rule version %d.", REP_RULE_VERSION);

  g_assert_nonnull (strstr (text, version));
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    g_autofree char *quoted = g_strdup_printf ("`%s`", rep_indicators[i].id);

    if (strstr (text, quoted) == NULL)
      g_error ("not in docs/indicators.md: %s", quoted);
  }
  for (guint i = 0; i < REP_N_DIMENSIONS; i++) {
    const RepDimensionKind *kind = &rep_dimension_kinds[i];
    g_autofree char *quoted =
        g_strdup_printf ("`%s%s`", kind->id, i == REP_DIMENSION_PUBLIC_ONE ? "CODE" : "");

    if (strstr (text, quoted) == NULL)
      g_error ("not in docs/indicators.md: %s", quoted);
  }
}

/* The groups of the enumeration follow their vocabularies. */
static void
test_declared (void)
{
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    g_assert_nonnull (rep_indicators[i].id);
    g_assert_nonnull (rep_indicators[i].fr);
    g_assert_nonnull (rep_indicators[i].en);
    g_assert_cmpuint (rep_indicator_find (rep_indicators[i].id), ==, i);
  }
  for (guint i = 0; i < rep_vocabulary_reached.n_terms; i++)
    g_assert_cmpstr (rep_indicators[REP_I1_REACHED + i].id + 3, ==,
                     rep_vocabulary_reached.terms[i].code);
  for (guint i = 0; i < rep_vocabulary_outcome.n_terms; i++)
    g_assert_cmpstr (rep_indicators[REP_I1_OUTCOME + i].id + 3, ==,
                     rep_vocabulary_outcome.terms[i].code);
  g_assert_cmpuint (rep_indicator_find ("I99"), ==, REP_N_INDICATORS);
}

static void
test_periods (void)
{
  RepPeriod period = { 1, 2 };
  char text[REP_QUARTER_TEXT_SIZE];

  g_assert_true (rep_period_parse ("2020-T1", &period));
  g_assert_cmpuint (period.from, ==, rep_day_parse ("2020-01-01"));
  g_assert_cmpuint (period.to, ==, rep_day_parse ("2020-03-31"));
  g_assert_true (rep_quarter_is (&period));
  g_assert_true (rep_period_parse ("2020-t4", &period));
  g_assert_cmpuint (period.to, ==, rep_day_parse ("2020-12-31"));
  g_assert_cmpstr (rep_quarter_format (period.to, text), ==, "2020-T4");
  g_assert_true (rep_period_parse ("2021", &period));
  g_assert_false (rep_quarter_is (&period));
  g_assert_cmpuint (period.to - period.from, ==, 364);
  for (guint i = 0; i < 8; i++) {
    static const char *const bad[] = { "2020-T5", "2020-T0",  "2020-Q1", "20",
                                       "0000",    "2020-T1 ", "9999",    "" };

    g_assert_false (rep_period_parse (bad[i], &period));
  }
  g_assert_false (rep_period_parse (NULL, &period));
  for (guint32 day = rep_day_parse ("2019-12-25"); day < rep_day_parse ("2021-01-10"); day++) {
    period = rep_quarter_of (day);
    g_assert_cmpuint (day, >=, period.from);
    g_assert_cmpuint (day, <=, period.to);
    g_assert_cmpuint (rep_quarter_number (period.from), ==, rep_quarter_number (period.to));
    g_assert_cmpuint (rep_quarter_number (period.to + 1), ==, rep_quarter_number (day) + 1);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/figures/examples", Story, "docs/indicators.md", set_up, test_examples, tear_down);
  g_test_add ("/figures/cases", Story, "tests/figures/cases.md", set_up, test_examples, tear_down);
  g_test_add_func ("/figures/page", test_page);
  g_test_add_func ("/figures/declared", test_declared);
  g_test_add_func ("/figures/periods", test_periods);
  return g_test_run ();
}
