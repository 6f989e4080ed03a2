/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/casebook/check.h"
#include "app/domain/field-change.h"
#include "app/figures/cube.h"
#include "app/figures/figures.h"
#include "app/figures/quarter.h"
#include "app/figures/report.h"
#include "tests/figures/life.h"
#include "tests/figures/picture.h"

/*
 * What holds of any history, whatever was done in whatever order (docs/indicators.md). After every
 * step:
 *   nested        cumulative I3 ≥ I3a ≥ I4 ≥ I5 ≥ I6 ≥ I7, and I3 = I3a + I3b
 *   added-up      the quarters of a flow add up to its cumulative, which never falls with time
 *   in-parts      I1 is its answers, I8 its kinds of exit, strict within wide; a breakdown of
 * persons adds up to the figure told          a cumulative falls only by a merge or its undoing, a
 * contact that changed hands, a correction, an import taken back, or because a youth who counted no
 * longer does not-a-person  whoever a contact is of, it is one contact At the end of a history:
 *   revised       frozen value + revisions = live, for each closed quarter
 *   remembered    memory kept up step by step answers as a fresh unlock does
 *   sound         the check finds nothing
 * And of an import:
 *   taken-back    undone at once, everything is what it was, to the snapshot
 *   left-alone    undone later, who was not touched since is what they were
 *
 * REP_SEED=N repeats the history of that seed.
 */

#define STEPS 80
#define SHORT 20
#define LONG 200
#define PROJECTS 2
#define MAX_QUARTERS 8

typedef struct {
  RepFigures quarters[PROJECTS][MAX_QUARTERS];
  guint n[PROJECTS];
  GHashTable *counted[PROJECTS]; /* rows of youths who count */
} Levels;

/* A file that was taken in. */
typedef struct {
  RepId import;
  GPtrArray *before; /* RepPerson */
  GArray *revisions; /* guint32: of each right after it */
} Taken;

/* Numbers change when the vault is unlocked again. */
static guint
number_of (const Life *life, guint project)
{
  guint number;

  g_assert_nonnull (
      rep_casebook_project_by_code (life->casebook, project == 0 ? "un" : "deux", &number));
  return number;
}

static void
take_levels (const Life *life, Levels *levels)
{
  for (guint i = 0; i < PROJECTS; i++) {
    g_autoptr (RepFacts) table = rep_facts_new (life->casebook, number_of (life, i), NULL);
    RepPeriod whole = rep_figures_whole (table->project);

    levels->n[i] = 0;
    for (guint32 day = whole.from; day <= whole.to; day = rep_quarter_of (day).to + 1) {
      RepPeriod quarter = rep_quarter_of (day);

      rep_figures (table, &quarter, &levels->quarters[i][levels->n[i]++]);
    }
    levels->counted[i] = g_hash_table_new (NULL, NULL);
    for (guint j = 0; j < table->subjects->len; j++) {
      const RepSubject *subject = &g_array_index (table->subjects, RepSubject, j);

      if (subject->counts)
        g_hash_table_add (levels->counted[i], GUINT_TO_POINTER (subject->person + 1));
    }
  }
}

static void
drop_levels (Levels *levels)
{
  for (guint i = 0; i < PROJECTS; i++)
    g_hash_table_unref (levels->counted[i]);
}

static double
cumulative (const RepFigures *figures, guint indicator)
{
  return figures->figures[indicator].cumulative;
}

static void
assert_nested (const RepFigures *figures)
{
  static const guint order[] = { REP_I3, REP_I3A, REP_I4, REP_I5, REP_I6, REP_I7 };

  for (guint i = 0; i + 1 < G_N_ELEMENTS (order); i++)
    g_assert_cmpfloat (cumulative (figures, order[i]), >=, cumulative (figures, order[i + 1]));
  g_assert_cmpfloat (cumulative (figures, REP_I3), ==,
                     cumulative (figures, REP_I3A) + figures->figures[REP_I3B].value);
}

static void
assert_added_up (const RepFigures *quarters, guint n)
{
  double sums[REP_N_INDICATORS] = { 0 };

  for (guint quarter = 0; quarter < n; quarter++)
    for (guint i = 0; i < REP_N_INDICATORS; i++) {
      sums[i] += quarters[quarter].figures[i].value;
      if (rep_indicators[i].kind != REP_FLOW && rep_indicators[i].kind != REP_FLOW_KEPT)
        continue;
      g_assert_cmpfloat (sums[i], ==, cumulative (&quarters[quarter], i));
      g_assert_cmpfloat (quarters[quarter].figures[i].value, >=, 0);
    }
}

static void
assert_in_parts (const RepFigures *figures)
{
  double answers = 0, exits = 0;

  for (guint i = 0; i < 6; i++)
    answers += figures->figures[REP_I1_REACHED + i].value;
  g_assert_cmpfloat (answers, ==, figures->figures[REP_I1].value);
  for (guint i = REP_I8_WIDE; i <= REP_I8_OTHER; i++)
    exits += figures->figures[i].value;
  g_assert_cmpfloat (exits, ==, figures->figures[REP_I8].value);
  g_assert_cmpfloat (figures->figures[REP_I8_STRICT].value, <=,
                     figures->figures[REP_I8_WIDE].value);
  g_assert_cmpfloat (figures->figures[REP_I2_NAMED].value, <=, figures->figures[REP_I2].value);
}

/* Persons by one thing each has one of. */
static void
assert_breakdowns (const Life *life, guint project, const Levels *levels)
{
  static const char *const dimensions[] = { "sex", "age", "structure", "channel", "zone", "level" };
  static const guint tables[][2] = { { REP_CUBE_I3, REP_I3 }, { REP_CUBE_I3A, REP_I3A },
                                     { REP_CUBE_I4, REP_I4 }, { REP_CUBE_I5, REP_I5 },
                                     { REP_CUBE_I6, REP_I6 }, { REP_CUBE_I7, REP_I7 } };
  g_autoptr (RepFacts) table = rep_facts_new (life->casebook, number_of (life, project), NULL);
  const RepFigures *figures = &levels->quarters[project][levels->n[project] / 2];

  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++) {
    char *names[] = { (char *)dimensions[i], NULL };
    g_autoptr (RepCube) cube = rep_cube_new (table, names, &figures->period, NULL);

    for (guint j = 0; j < G_N_ELEMENTS (tables); j++) {
      guint sum = 0;

      for (guint cell = 0; cell < cube->n_cells; cell++)
        sum += cube->cells[tables[j][0]][cell];
      g_assert_cmpuint (sum, ==, cube->totals[tables[j][0]]);
      g_assert_cmpfloat (sum, ==, figures->figures[tables[j][1]].value);
    }
  }
}

/* How many who counted no longer do. */
static guint
count_lost (const Levels *before, const Levels *after, guint project)
{
  GHashTableIter iter;
  gpointer person;
  guint lost = 0;

  g_hash_table_iter_init (&iter, before->counted[project]);
  while (g_hash_table_iter_next (&iter, &person, NULL))
    lost += g_hash_table_contains (after->counted[project], person) ? 0 : 1;
  return lost;
}

static gboolean
may_fall (LifeStep step)
{
  return step == LIFE_MERGE || step == LIFE_UNMERGE || step == LIFE_ATTACH || step == LIFE_DETACH ||
         step == LIFE_EDIT || step == LIFE_CORRECT || step == LIFE_UNDO;
}

static void
assert_told (const Levels *before, const Levels *after, guint project, LifeStep step)
{
  guint lost = may_fall (step) ? G_MAXUINT : count_lost (before, after, project);

  for (guint quarter = 0; quarter < before->n[project]; quarter++)
    for (guint i = REP_I3; i <= REP_I9; i++) {
      double fall;

      /* an exit dated before another takes its place, with its own reason; and a contact of which
       * a refusal is told opens no parcours any more */
      if (i == REP_I3B || rep_indicators[i].kind != REP_FLOW ||
          (step == LIFE_EXIT && i > REP_I8 && i < REP_I9) || (step == LIFE_COMPLETE && i >= REP_I8))
        continue;
      fall = cumulative (&before->quarters[project][quarter], i) -
             cumulative (&after->quarters[project][quarter], i);
      if (i < REP_I8 ? fall > lost : lost == 0 && fall > 0)
        g_error ("%s: %s of quarter %u fell by %g and %u no longer count", life_step_name (step),
                 rep_indicators[i].id, quarter, fall, lost);
    }
}

static void
assert_not_a_person (const Levels *before, const Levels *after, guint project, LifeStep step)
{
  gboolean same = step == LIFE_MERGE || step == LIFE_UNMERGE || step == LIFE_ATTACH ||
                  step == LIFE_DETACH || step == LIFE_EDIT || step == LIFE_STAGE ||
                  step == LIFE_EXIT || step == LIFE_DISTINCT || step == LIFE_COMPLETE;

  for (guint quarter = 0; same && quarter < before->n[project]; quarter++)
    if (before->quarters[project][quarter].figures[REP_I1].value !=
        after->quarters[project][quarter].figures[REP_I1].value)
      g_error ("%s: %g contacts of quarter %u became %g", life_step_name (step),
               before->quarters[project][quarter].figures[REP_I1].value, quarter,
               after->quarters[project][quarter].figures[REP_I1].value);
}

static void
look (const Life *life, const Levels *before, const Levels *after, LifeStep step)
{
  for (guint i = 0; i < PROJECTS; i++) {
    for (guint quarter = 0; quarter < after->n[i]; quarter++) {
      assert_nested (&after->quarters[i][quarter]);
      assert_in_parts (&after->quarters[i][quarter]);
    }
    assert_added_up (after->quarters[i], after->n[i]);
    assert_breakdowns (life, i, after);
    assert_told (before, after, i, step);
    assert_not_a_person (before, after, i, step);
  }
}

static void
taken_free (gpointer data)
{
  Taken *taken = data;

  g_ptr_array_unref (taken->before);
  g_array_unref (taken->revisions);
  g_free (taken);
}

static RepPerson *
read_person (const Life *life, const RepId *id)
{
  g_autoptr (GError) error = NULL;
  RepPerson *person = rep_casebook_read (life->casebook, id, &error);

  g_assert_no_error (error);
  return person;
}

static GPtrArray *
read_everyone (const Life *life)
{
  GPtrArray *people = g_ptr_array_new_with_free_func (rep_object_free);
  const GArray *persons = rep_casebook_persons (life->casebook);

  for (guint32 i = 0; i < persons->len; i++)
    if (g_array_index (persons, RepPersonRow, i).revision != 0)
      g_ptr_array_add (people,
                       read_person (life, rep_casebook_id (life->casebook, &rep_kind_person, i)));
  return people;
}

static guint32
revision_of (const Life *life, const RepPerson *person)
{
  guint32 row = rep_casebook_number (life->casebook, &rep_kind_person, &person->object.id);

  return g_array_index (rep_casebook_persons (life->casebook), RepPersonRow, row).revision;
}

static Taken *
taken_new (const Life *life, GPtrArray *before)
{
  Taken *taken = g_new0 (Taken, 1);

  taken->import = g_array_index (life->imports, RepId, life->imports->len - 1);
  taken->before = g_ptr_array_ref (before);
  taken->revisions = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint i = 0; i < before->len; i++) {
    guint32 revision = revision_of (life, g_ptr_array_index (before, i));

    g_array_append_val (taken->revisions, revision);
  }
  return taken;
}

/* Ages follow from the contacts, of which some may stay. */
static void
assert_as_before (const Life *life, const RepPerson *before)
{
  RepPerson *after = read_person (life, &before->object.id);

  for (guint i = 0; i < rep_kind_person.n_fields; i++) {
    const RepField *field = &rep_kind_person.fields[i];

    if (strcmp (field->code, "ages") != 0 && strcmp (field->code, "imports") != 0 &&
        !rep_field_equal (&before->object, &after->object, field))
      g_error ("an import taken back: %s is not what it was", field->code);
  }
  rep_object_free (after);
}

static gboolean
undo_later (Life *life, GPtrArray *files)
{
  g_autoptr (GPtrArray) untouched = g_ptr_array_new ();
  Taken *taken;

  if (files->len == 0)
    return FALSE;
  taken = g_ptr_array_index (files, life_draw (life, files->len));
  for (guint i = 0; i < taken->before->len; i++) {
    RepPerson *person = g_ptr_array_index (taken->before, i);

    if (revision_of (life, person) == g_array_index (taken->revisions, guint32, i))
      g_ptr_array_add (untouched, person);
  }
  life->clock += 3600;
  life_undo (life, &taken->import);
  for (guint i = 0; i < untouched->len; i++)
    assert_as_before (life, g_ptr_array_index (untouched, i));
  g_ptr_array_remove (files, taken);
  return TRUE;
}

static void
undo_at_once (Life *life)
{
  g_autofree char *before = picture (life->casebook, life->names, FALSE);
  g_autofree char *after = NULL;
  RepId import;

  if (!life_step (life, LIFE_IMPORT))
    return;
  import = g_array_index (life->imports, RepId, life->imports->len - 1);
  life_undo (life, &import);
  after = picture (life->casebook, life->names, FALSE);
  picture_assert_same (before, after, "an import taken back at once");
}

static gboolean
import_and_remember (Life *life, GPtrArray *files)
{
  g_autoptr (GPtrArray) before = read_everyone (life);

  if (!life_step (life, LIFE_IMPORT))
    return FALSE;
  g_ptr_array_add (files, taken_new (life, before));
  return TRUE;
}

static gboolean
live (Life *life, GPtrArray *files, LifeStep step)
{
  if (step == LIFE_UNDO)
    return undo_later (life, files);
  if (step == LIFE_IMPORT && life_draw (life, 3) == 0) {
    undo_at_once (life);
    return FALSE;
  }
  if (step == LIFE_IMPORT)
    return import_and_remember (life, files);
  return life_step (life, step);
}

static GArray *
close_quarters (const Life *life)
{
  GArray *closed = g_array_new (FALSE, FALSE, sizeof (RepPeriod));
  RepPeriod whole = rep_figures_whole (
      g_ptr_array_index (rep_casebook_projects (life->casebook), number_of (life, 0)));

  for (guint32 day = whole.from; day <= whole.to; day = rep_quarter_of (day).to + 1) {
    RepPeriod quarter = rep_quarter_of (day);
    g_autoptr (GError) error = NULL;

    if (quarter.to >= 719163 + life->clock / 86400)
      break;
    rep_quarter_close (life->casebook, number_of (life, 0), &quarter, NULL, life->clock, &error);
    g_assert_no_error (error);
    g_array_append_val (closed, quarter);
  }
  return closed;
}

static void
assert_revised (const Life *life, const GArray *closed)
{
  for (guint i = 0; i < closed->len; i++) {
    const RepPeriod *quarter = &g_array_index (closed, RepPeriod, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (RepReport) report =
        rep_report_new (life->casebook, number_of (life, 0), quarter, NULL, &error);

    g_assert_no_error (error);
    g_assert_nonnull (report->revised);
    for (guint j = 0; j < REP_N_INDICATORS; j++) {
      double value = report->figures.figures[j].value, sum = report->revised[j].value;

      for (guint kind = 0; kind < REP_N_REVISIONS; kind++)
        sum += report->revised[j].delta[kind];
      if (!isnan (value) && !isnan (report->revised[j].value) && fabs (sum - value) > 1e-6)
        g_error ("%s: frozen and revisions %g, live %g", rep_indicators[j].id, sum, value);
    }
  }
}

static void
assert_remembered (Life *life)
{
  g_autofree char *kept = picture (life->casebook, life->names, TRUE);
  g_autofree char *read = NULL;

  life_reload (life);
  read = picture (life->casebook, life->names, TRUE);
  picture_assert_same (kept, read, "unlocked again");
}

static void
assert_sound (const Life *life)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepCheck) check = { 0 };

  rep_casebook_check (life->casebook, NULL, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_true (rep_check_is_sound (&check));
}

static void
tell (guint32 seed, guint *done)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (taken_free);
  g_autoptr (GArray) closed = NULL;
  Levels before, after;
  Life life;

  life_begin (&life, seed);
  take_levels (&life, &before);
  for (guint i = 0; i < STEPS; i++) {
    LifeStep step = life_draw_step (&life);

    if (live (&life, files, step))
      done[step]++;
    take_levels (&life, &after);
    look (&life, &before, &after, step);
    drop_levels (&before);
    before = after;
    if (i == STEPS / 2) {
      assert_remembered (&life);
      drop_levels (&before);
      take_levels (&life, &before);
    }
    if (i == STEPS * 2 / 3)
      closed = close_quarters (&life);
  }
  drop_levels (&before);
  assert_revised (&life, closed);
  assert_remembered (&life);
  assert_revised (&life, closed);
  assert_sound (&life);
  life_end (&life);
}

static void
test_lives (void)
{
  const char *wanted = g_getenv ("REP_SEED");
  guint n = wanted != NULL ? 1 : g_getenv ("REP_LONG") != NULL ? LONG : SHORT;
  guint32 first = wanted != NULL ? (guint32)g_ascii_strtoull (wanted, NULL, 10)
                                 : (guint32)g_test_rand_int_range (1, G_MAXINT32 - LONG);
  guint done[LIFE_N_STEPS] = { 0 };

  for (guint i = 0; i < n; i++) {
    g_test_message ("history of seed %u", first + i);
    tell (first + i, done);
  }
  for (guint step = 0; wanted == NULL && step < LIFE_N_STEPS; step++) {
    g_test_message ("%s: %u times", life_step_name (step), done[step]);
    g_assert_cmpuint (done[step], >, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lives/invariants", test_lives);
  return g_test_run ();
}
