/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "app/casebook/erase.h"
#include "app/casebook/intake.h"
#include "app/cli/figures-json.h"
#include "app/domain/day.h"
#include "app/exchange/json.h"
#include "app/exchange/jsonl-export.h"
#include "app/figures/counters.h"
#include "tests/db/fixture.h"

/*
 * Random histories: history FOLDER FIRST N writes, for each seed, what the vault exports and what
 * the program says of it, for another program to count again; and looks itself at what must hold of
 * any history. Vaults are made in FOLDER.
 */

#define NOW G_GINT64_CONSTANT (1646000000) /* 27 February 2022 */
#define DAY 86400
#define DAY_1970 719163

typedef struct {
  GRand *rand;
  char *path;
  RepCasebook *casebook;
  guint32 start;
  guint n_days; /* facts lie from a month before the start to so many days later */
  GPtrArray *batch;
  GArray *persons; /* RepId */
  GArray *outings; /* RepId */
} History;

static guint
draw (History *self, guint n)
{
  return (guint)g_rand_int_range (self->rand, 0, (gint32)n);
}

static gboolean
chance (History *self, guint percent)
{
  return draw (self, 100) < percent;
}

static guint32
any_day (History *self)
{
  return self->start - 30 + draw (self, self->n_days);
}

/* Entered the same day, some weeks later, or by mistake the day before. */
static gint64
entry_time (History *self, guint32 day)
{
  gint64 noon = ((gint64)day - DAY_1970) * DAY + 43200;
  guint drawn = draw (self, 20);

  return noon + draw (self, 20000) + (drawn == 0 ? -DAY : drawn < 4 ? 20 * DAY : 0);
}

static gpointer
keep (History *self, gpointer object)
{
  ((RepObject *)object)->id = rep_id_random ();
  g_ptr_array_add (self->batch, object);
  return object;
}

static void
save (History *self)
{
  g_autoptr (GError) error = NULL;

  rep_casebook_save (self->casebook, self->batch, NOW, &error);
  g_assert_no_error (error);
  g_ptr_array_set_size (self->batch, 0);
}

static void
reload (History *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->casebook);
  self->casebook =
      rep_casebook_load (test_vault_unlock (self->path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
}

static void
add_targets (History *self, RepProject *project)
{
  for (guint i = 0; i < 1 + draw (self, 3); i++) {
    RepTarget *target = rep_list_add (&project->targets, &rep_kind_target);

    target->basis = (guint8)(1 + draw (self, 5));
    target->value = 1 + (gint32)draw (self, 60);
    target->from = self->start + 100 * i;
    target->principal = i == 0 || chance (self, 70);
  }
}

static void
add_changes (History *self, RepProject *project)
{
  for (guint i = 0; i < draw (self, 3); i++) {
    RepAmendment *amendment = rep_list_add (&project->amendments, &rep_kind_amendment);

    amendment->from = self->start + 50 + draw (self, 400);
    if (chance (self, 70))
      amendment->end = project->end - 40 + draw (self, 200);
  }
  for (guint i = 0; i < draw (self, 3); i++) {
    RepPause *pause = rep_list_add (&project->pauses, &rep_kind_pause);

    pause->from = self->start + draw (self, 400);
    pause->to = pause->from + draw (self, 80);
    pause->reason = 1;
  }
}

static void
add_project (History *self, const char *code)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, code);
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  for (guint i = 0; i < 2; i++) {
    RepProjectStructure *structure =
        rep_list_add (&project->structures, &rep_kind_project_structure);

    rep_text_set (&structure->name,
                  i == 0 ? "Mission Locale d’Essai" : "Mission Locale d’Ailleurs");
    structure->role = 1;
  }
  project->start = self->start;
  project->end = self->start + 200 + draw (self, 500);
  if (chance (self, 80)) {
    project->age_min = 16;
    project->age_max = 29;
  }
  project->mobilised_days = 1 + (gint32)draw (self, 3);
  project->count_unidentified = chance (self, 30);
  add_targets (self, project);
  add_changes (self, project);
  rep_intake_project (self->casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static const RepProject *
a_project (History *self)
{
  return rep_casebook_project_by_code (self->casebook, chance (self, 75) ? "un" : "deux", NULL);
}

static const RepStructure *
a_structure (History *self)
{
  const GPtrArray *structures = rep_casebook_structures (self->casebook);

  return g_ptr_array_index (structures, draw (self, structures->len));
}

static void
add_age (History *self, RepPerson *person, const char *code)
{
  RepAge *age;

  if (chance (self, 20))
    return;
  age = rep_list_add (&person->ages, &rep_kind_age);
  age->project = rep_casebook_project_by_code (self->casebook, code, NULL)->object.id;
  age->age = 14 + (gint32)draw (self, 18);
}

static void
add_person (History *self)
{
  RepPerson *person = keep (self, rep_object_new (&rep_kind_person));
  const RepStructure *structure = a_structure (self);

  person->object.compartment = (guint16)structure->identity_compartment;
  person->structure = structure->object.id;
  person->identity_type = (guint8)(1 + draw (self, 3));
  person->sex = (guint8)draw (self, 4);
  person->level = (guint8)draw (self, 10);
  person->known_ml = (guint8)draw (self, 4);
  person->known_spe = (guint8)draw (self, 4);
  person->publics_yes = (guint64)draw (self, 1u << 22) << 1 & (guint64)draw (self, 1u << 22) << 1;
  person->publics_no = (guint64)draw (self, 1u << 22) << 1 & ~person->publics_yes;
  if (chance (self, 20))
    person->publics_yes = person->publics_no = 0;
  if (chance (self, 60)) {
    RepSituation *situation = rep_list_add (&person->situations, &rep_kind_situation);

    situation->date = any_day (self);
    situation->situation = (guint8)(1 + draw (self, 13));
  }
  add_age (self, person, "un");
  add_age (self, person, "deux");
  g_array_append_val (self->persons, person->object.id);
}

static void
add_outing (History *self)
{
  RepOuting *outing = keep (self, rep_object_new (&rep_kind_outing));

  outing->project = a_project (self)->object.id;
  outing->structure = a_structure (self)->object.id;
  outing->date = any_day (self);
  outing->channel = 1;
  outing->headcount = chance (self, 70) ? (gint32)draw (self, 12) : REP_NONE;
  g_array_append_val (self->outings, outing->object.id);
}

static const RepId *
a_person (History *self)
{
  return &g_array_index (self->persons, RepId, draw (self, self->persons->len));
}

static void
fill_contact (History *self, RepContact *contact)
{
  guint drawn = draw (self, 20);

  if (drawn == 0) {
    contact->headcount = (gint32)draw (self, 15);
    return;
  }
  contact->reached = (guint8)(chance (self, 60) ? 1 : 1 + draw (self, 6));
  contact->mode = (guint8)(1 + draw (self, 4));
  if (chance (self, 50))
    contact->outcomes = (guint64)1 << (1 + draw (self, 5));
  if (chance (self, 5))
    contact->outcomes |= (guint64)1 << REP_OUTCOME_HORS_CIBLE;
  for (guint i = 0; drawn > 1 && i < (drawn == 2 ? 3 : 1); i++)
    rep_ids_add (&contact->persons, a_person (self));
}

static void
add_contact (History *self, gint64 entered_at)
{
  RepContact *contact = keep (self, rep_object_new (&rep_kind_contact));
  const RepStructure *structure = a_structure (self);

  contact->object.compartment = (guint16)structure->identity_compartment;
  contact->project = a_project (self)->object.id;
  contact->structure = structure->object.id;
  contact->date = any_day (self);
  if (chance (self, 70))
    contact->minute = (gint32)draw (self, 1440);
  contact->channel = (guint8)(1 + draw (self, 24));
  contact->direction = 1;
  contact->entered_at = entered_at != 0 ? entered_at : entry_time (self, contact->date);
  contact->entered_by = structure->object.id;
  if (chance (self, 20) && self->outings->len > 0)
    contact->outing = g_array_index (self->outings, RepId, draw (self, self->outings->len));
  fill_contact (self, contact);
}

static void
add_entry (History *self, gint64 entered_at)
{
  RepStageEntry *entry = keep (self, rep_object_new (&rep_kind_stage_entry));

  entry->person = *a_person (self);
  entry->project = a_project (self)->object.id;
  entry->stage = (guint8)(chance (self, 50) ? REP_STAGE_SORTI : 1 + draw (self, 5));
  if (entry->stage == REP_STAGE_SORTI)
    entry->exit = (guint8)(1 + draw (self, 17));
  entry->date = any_day (self);
  entry->entered_at = entered_at != 0 ? entered_at : entry_time (self, entry->date);
}

/* A youth is joined to another that is joined to nobody. */
static void
join_some (History *self, guint n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    const RepId *other = a_person (self);
    const RepId *keeper = a_person (self);
    RepPerson *person;
    guint32 row;

    if (rep_id_equal (other, keeper) || !rep_casebook_has_person (self->casebook, other) ||
        !rep_casebook_has_person (self->casebook, keeper))
      continue;
    row = rep_casebook_number (self->casebook, &rep_kind_person, keeper);
    if (rep_casebook_root (self->casebook, row) != row)
      continue;
    row = rep_casebook_number (self->casebook, &rep_kind_person, other);
    if (rep_casebook_root (self->casebook, row) != row)
      continue;
    person = rep_casebook_read (self->casebook, other, &error);
    g_assert_no_error (error);
    person->same_as = *keeper;
    g_ptr_array_add (self->batch, person);
    save (self);
  }
}

static void
fill (History *self)
{
  guint n_persons = 5 + draw (self, 60);

  for (guint i = 0; i < n_persons; i++)
    add_person (self);
  for (guint i = 0; i < 10; i++)
    add_outing (self);
  for (guint i = 0; i < n_persons * 4; i++)
    add_contact (self, 0);
  for (guint i = 0; i < n_persons / 2; i++)
    add_entry (self, 0);
  save (self);
}

/* Periods to ask for: a quarter, a year, everything, any days. */
static char *
a_period (History *self, guint i, const RepProject *project, RepPeriod *period)
{
  char text[REP_QUARTER_TEXT_SIZE], from[REP_DAY_TEXT_SIZE], to[REP_DAY_TEXT_SIZE];

  if (i == 0) {
    *period = rep_figures_whole (project);
    return g_strdup ("all");
  }
  period->from = any_day (self);
  period->to = period->from + draw (self, 300);
  if (i == 1)
    return g_strdup_printf ("%s…%s", rep_day_format (period->from, from),
                            rep_day_format (period->to, to));
  if (i == 2) {
    g_autofree char *year = g_strndup (rep_day_format (period->from, from), 4);

    g_assert_true (rep_period_parse (year, period));
    return g_steal_pointer (&year);
  }
  *period = rep_quarter_of (period->from);
  return g_strdup (rep_quarter_format (period->from, text));
}

static char *
some_dimensions (History *self)
{
  static const char *const names[] = { "quarter",     "structure",      "channel", "family",
                                       "public",      "zone",           "age",     "sex",
                                       "level",       "known",          "reached", "mode",
                                       "public:NEET", "public:HANDICAP" };
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 1 + draw (self, 3);

  for (guint i = 0; i < n; i++) {
    const char *name = names[draw (self, G_N_ELEMENTS (names))];

    if (strstr (text->str, name) == NULL &&
        (strstr (text->str, "public") == NULL || strstr (name, "public") == NULL))
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", name);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
say (History *self, JsonBuilder *builder, guint i)
{
  g_autoptr (GError) error = NULL;
  guint number;
  const RepProject *project = rep_casebook_project_by_code (self->casebook, "un", &number);
  RepPeriod period;
  g_autofree char *label = a_period (self, i, project, &period);
  g_autofree char *by = some_dimensions (self);
  g_auto (GStrv) names = g_strsplit (by, ",", -1);
  g_autoptr (RepReport) report = rep_report_new (self->casebook, number, &period, names, &error);

  g_assert_no_error (error);
  rep_figures_json (builder, report, label, NULL, FALSE);
}

static void
write_out (History *self, const char *folder, guint seed, const char *step)
{
  g_autofree char *name = g_strdup_printf ("%s/%u-%s.jsonl", folder, seed, step);
  g_autofree char *answers = g_strdup_printf ("%s/%u-%s.json", folder, seed, step);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  guint records;

  g_assert_true (rep_jsonl_export (self->casebook, name, NOW, &records, &error));
  json_builder_begin_array (builder);
  for (guint i = 0; i < 6; i++)
    say (self, builder, i);
  json_builder_end_array (builder);
  text = rep_json_to_text (builder, FALSE);
  g_assert_true (g_file_set_contents (answers, text, -1, NULL));
}

/* What must hold of any history: nesting, and the quarters add up. */
static void
look_at_invariants (History *self)
{
  guint number;
  const RepProject *project = rep_casebook_project_by_code (self->casebook, "un", &number);
  g_autoptr (RepFacts) table = rep_facts_new (self->casebook, number, NULL);
  double sums[REP_N_INDICATORS] = { 0 };
  RepPeriod whole = rep_figures_whole (project);
  RepFigures figures;

  for (guint32 day = whole.from; day <= whole.to; day = rep_quarter_of (day).to + 1) {
    RepPeriod quarter = rep_quarter_of (day);

    rep_figures (table, &quarter, &figures);
    g_assert_cmpfloat (figures.figures[REP_I3].cumulative, >=, figures.figures[REP_I3A].cumulative);
    for (guint i = REP_I4; i < REP_I7; i++)
      g_assert_cmpfloat (figures.figures[i].cumulative, >=, figures.figures[i + 1].cumulative);
    g_assert_cmpfloat (figures.figures[REP_I3A].cumulative, >=, figures.figures[REP_I4].cumulative);
    for (guint i = 0; i < REP_N_INDICATORS; i++) {
      sums[i] += figures.figures[i].value;
      if (rep_indicators[i].kind == REP_FLOW)
        g_assert_cmpfloat_with_epsilon (sums[i], figures.figures[i].cumulative, 1e-9);
    }
  }
}

static gboolean
same (double a, double b)
{
  return (isnan (a) && isnan (b)) || fabs (a - b) < 1e-9;
}

/* Every figure of every quarter, and of every breakdown that is kept. */
typedef struct {
  GArray *figures; /* RepFigures by quarter */
  GHashTable *cells;
} Kept;

static void
keep_cells (History *self, const RepReport *report, Kept *kept)
{
  const RepCube *cube = report->cube;
  char text[REP_QUARTER_TEXT_SIZE];

  for (guint table = REP_CUBE_I3; table < REP_N_CUBE_TABLES; table++)
    for (guint cell = 0; cell < cube->n_cells; cell++) {
      gint64 n = cube->cells[table][cell] + rep_report_erased (report, table, cell);
      g_autofree char *label =
          rep_dimension_label (&cube->dimensions[0], report->table, cell); /* numbers may change */

      if (n != 0)
        g_hash_table_insert (
            kept->cells,
            g_strdup_printf ("%s %s %s %s", rep_quarter_format (report->figures.period.from, text),
                             rep_cube_tables[table].id, cube->dimensions[0].name, label),
            GINT_TO_POINTER ((int)n));
    }
}

static void
take (History *self, Kept *kept)
{
  guint number;
  const RepProject *project = rep_casebook_project_by_code (self->casebook, "un", &number);
  RepPeriod whole = rep_figures_whole (project);

  kept->figures = g_array_new (FALSE, FALSE, sizeof (RepFigures));
  kept->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint32 day = whole.from; day <= whole.to; day = rep_quarter_of (day).to + 1) {
    RepPeriod quarter = rep_quarter_of (day);

    for (guint i = 0; rep_counted_dimensions[i] != NULL; i++) {
      char *names[] = { (char *)rep_counted_dimensions[i], NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (RepReport) report =
          rep_report_new (self->casebook, number, &quarter, names, &error);

      g_assert_no_error (error);
      keep_cells (self, report, kept);
      if (i == 0)
        g_array_append_val (kept->figures, report->figures);
    }
  }
}

static void
drop (Kept *kept)
{
  g_array_unref (kept->figures);
  g_hash_table_unref (kept->cells);
}

static gboolean
is_of_records_alone (guint indicator)
{
  return rep_indicators[indicator].kind == REP_FLOW_KEPT || indicator == REP_I10 ||
         indicator == REP_I15_MET || indicator == REP_I15_MOBILISED ||
         indicator == REP_I12_UNIDENTIFIED;
}

static void
compare (const Kept *before, const Kept *after)
{
  GHashTableIter iter;
  gpointer key, n;

  for (guint quarter = 0; quarter < before->figures->len; quarter++)
    for (guint i = 0; i < REP_N_INDICATORS; i++) {
      const RepFigure *was = &g_array_index (before->figures, RepFigures, quarter).figures[i];
      const RepFigure *is = &g_array_index (after->figures, RepFigures, quarter).figures[i];

      if (!is_of_records_alone (i) &&
          (!same (was->value, is->value) || !same (was->cumulative, is->cumulative)))
        g_error ("%s of quarter %u: %g, %g became %g, %g", rep_indicators[i].id, quarter,
                 was->value, was->cumulative, is->value, is->cumulative);
    }
  g_assert_cmpuint (g_hash_table_size (before->cells), ==, g_hash_table_size (after->cells));
  g_hash_table_iter_init (&iter, before->cells);
  while (g_hash_table_iter_next (&iter, &key, &n))
    if (g_hash_table_lookup (after->cells, key) != n)
      g_error ("%s: %d became %d", (char *)key, GPOINTER_TO_INT (n),
               GPOINTER_TO_INT (g_hash_table_lookup (after->cells, key)));
}

static void
erase_some (History *self)
{
  g_autoptr (GError) error = NULL;
  Kept before, after;
  RepErased erased;

  take (self, &before);
  for (guint i = 0; i < 1 + draw (self, 3); i++) {
    const RepId *id = a_person (self);

    if (!rep_casebook_has_person (self->casebook, id))
      continue;
    rep_erase_persons (self->casebook, id, 1, 1, rep_counters_plan, NOW, &erased, &error);
    g_assert_no_error (error);
    reload (self);
  }
  take (self, &after);
  compare (&before, &after);
  drop (&before);
  drop (&after);
}

static GArray *
close_some (History *self)
{
  guint number;
  const RepProject *project = rep_casebook_project_by_code (self->casebook, "un", &number);
  RepPeriod whole = rep_figures_whole (project);
  GArray *closed = g_array_new (FALSE, FALSE, sizeof (RepPeriod));
  g_autoptr (GError) error = NULL;

  for (guint32 day = whole.from; day <= whole.to; day = rep_quarter_of (day).to + 1) {
    RepPeriod quarter = rep_quarter_of (day);

    if (quarter.to >= rep_casebook_today (self->casebook))
      break;
    rep_quarter_close (self->casebook, number, &quarter, NULL, NOW, &error);
    g_assert_no_error (error);
    g_array_append_val (closed, quarter);
  }
  return closed;
}

/* A closed quarter and its revisions come to what is known now. */
static void
look_at_revisions (History *self, const GArray *closed)
{
  guint number;

  g_assert_nonnull (rep_casebook_project_by_code (self->casebook, "un", &number));
  for (guint i = 0; i < closed->len; i++) {
    const RepPeriod *quarter = &g_array_index (closed, RepPeriod, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (RepReport) report = rep_report_new (self->casebook, number, quarter, NULL, &error);

    g_assert_no_error (error);
    g_assert_nonnull (report->closing);
    for (guint j = 0; j < REP_N_INDICATORS; j++) {
      double live = report->figures.figures[j].value;
      double sum = report->revised[j].value;

      for (guint kind = 0; kind < REP_N_REVISIONS; kind++)
        sum += report->revised[j].delta[kind];
      if (!isnan (live) && !isnan (report->revised[j].value) && fabs (sum - live) > 1e-6)
        g_error ("%s: frozen and revisions %g, live %g", rep_indicators[j].id, sum, live);
    }
  }
}

static void
explain_some (History *self)
{
  guint number;
  const RepProject *project = rep_casebook_project_by_code (self->casebook, "un", &number);
  RepPeriod whole = rep_figures_whole (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepReport) report = rep_report_new (self->casebook, number, &whole, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    g_autoptr (RepExplanation) why = rep_report_explain (report, i);

    if (rep_indicators[i].kind != REP_DERIVED)
      g_assert_cmpfloat_with_epsilon ((double)(why->counted + why->erased),
                                      report->figures.figures[i].value, 1e-9);
  }
}

static void
live_on (History *self)
{
  for (guint i = 0; i < 10; i++)
    add_contact (self, NOW + 1000);
  for (guint i = 0; i < 5; i++)
    add_entry (self, NOW + 1000);
  save (self);
  join_some (self, 3);
}

static void
tell (const char *folder, guint seed)
{
  g_autofree char *path = g_strdup_printf ("%s/%u.reperes", folder, seed);
  History self = { .rand = g_rand_new_with_seed (seed),
                   .path = path,
                   .start = rep_day_from_ymd (2019, 11, 1),
                   .batch = g_ptr_array_new_with_free_func (rep_object_free),
                   .persons = g_array_new (FALSE, FALSE, sizeof (RepId)),
                   .outings = g_array_new (FALSE, FALSE, sizeof (RepId)) };
  g_autoptr (GArray) closed = NULL;

  self.start += draw (&self, 90);
  self.n_days = 300 + draw (&self, 480);
  test_vault_create (path);
  reload (&self);
  add_project (&self, "un");
  add_project (&self, "deux");
  fill (&self);
  join_some (&self, draw (&self, 5));
  write_out (&self, folder, seed, "whole");
  look_at_invariants (&self);
  explain_some (&self);
  closed = close_some (&self);
  look_at_revisions (&self, closed);
  erase_some (&self);
  look_at_revisions (&self, closed);
  live_on (&self);
  explain_some (&self);
  reload (&self); /* what was kept up step by step is what is read at once */
  look_at_revisions (&self, closed);
  look_at_invariants (&self);
  write_out (&self, folder, seed, "later");

  g_clear_object (&self.casebook);
  g_rand_free (self.rand);
  g_ptr_array_unref (self.batch);
  g_array_unref (self.persons);
  g_array_unref (self.outings);
}

int
main (int argc, char **argv)
{
  guint first = argc == 4 ? (guint)g_ascii_strtoull (argv[2], NULL, 10) : 0;
  guint n = argc == 4 ? (guint)g_ascii_strtoull (argv[3], NULL, 10) : 0;

  if (n == 0) {
    g_printerr ("history FOLDER FIRST N\n");
    return 2;
  }
  for (guint seed = first; seed < first + n; seed++)
    tell (argv[1], seed);
  return 0;
}
