/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/closing.h"
#include "app/figures/counters.h"
#include "app/figures/cube.h"
#include "app/figures/figures.h"

/* Not an indicator: how many youths, by the quarter of REPERE. */
#define ERASED "ERASED"

const char *const rep_counted_dimensions[] = { "sex",       "age",   "zone", "family",
                                               "structure", "known", NULL };

/* Whether the part of the counter's quarter within the project lies within @period. */
static gboolean
is_within (const RepProject *project, guint32 quarter, const RepPeriod *period)
{
  guint32 from = MAX (quarter, project->start);
  guint32 to = MIN (rep_quarter_of (quarter).to, rep_project_last_day (project));

  return from >= period->from && to <= period->to && from <= to;
}

static gint64
sum_cells (const RepCounter *counter,
           const char *indicator,
           const char *dimension,
           const char *category)
{
  gint64 sum = 0;

  for (guint i = 0; counter->cells != NULL && i < counter->cells->len; i++) {
    const RepCounterCell *cell = g_ptr_array_index (counter->cells, i);

    if (g_strcmp0 (cell->indicator, indicator) == 0 &&
        g_strcmp0 (cell->dimension, dimension) == 0 && g_strcmp0 (cell->category, category) == 0)
      sum += cell->n;
  }
  return sum;
}

gint64
rep_counters_get (RepCasebook *casebook,
                  guint number,
                  const char *indicator,
                  const char *dimension,
                  const char *category,
                  const RepPeriod *period)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  const GPtrArray *counters = rep_casebook_counters (casebook);
  gint64 sum = 0;

  for (guint i = 0; i < counters->len; i++) {
    const RepCounter *counter = g_ptr_array_index (counters, i);

    if (counter != NULL && rep_id_equal (&counter->project, &project->object.id) &&
        is_within (project, counter->quarter, period))
      sum += sum_cells (counter, indicator, dimension, category);
  }
  return sum;
}

guint
rep_counters_erased (RepCasebook *casebook, guint number, guint32 to)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  RepPeriod since = { project->start, to };

  return (guint)rep_counters_get (casebook, number, ERASED, NULL, NULL, &since);
}

/* One project: its youths with and without the erased. */
typedef struct {
  RepCasebook *casebook;
  const RepProject *project;
  const RepFacts *with;
  const RepFacts *without;
  GPtrArray *objects;
  gboolean changed; /* the counter at hand */
} Plan;

static RepCounter *
read_counter (RepCasebook *casebook, const RepProject *project, guint32 quarter)
{
  const GPtrArray *counters = rep_casebook_counters (casebook);
  RepCounter *counter = NULL;

  for (guint i = 0; counter == NULL && i < counters->len; i++) {
    const RepCounter *candidate = g_ptr_array_index (counters, i);

    if (candidate != NULL && candidate->quarter == quarter &&
        rep_id_equal (&candidate->project, &project->object.id))
      counter = rep_casebook_read (casebook, &candidate->object.id, NULL);
  }
  if (counter == NULL) {
    counter = rep_object_new (&rep_kind_counter);
    counter->project = project->object.id;
    counter->quarter = quarter;
  }
  return counter;
}

static void
add (Plan *self,
     RepCounter *counter,
     const char *indicator,
     const char *dimension,
     const char *category,
     gint64 n)
{
  RepCounterCell *cell = NULL;

  if (n <= 0)
    return;
  self->changed = TRUE;
  for (guint i = 0; counter->cells != NULL && i < counter->cells->len; i++) {
    RepCounterCell *candidate = g_ptr_array_index (counter->cells, i);

    if (g_strcmp0 (candidate->indicator, indicator) == 0 &&
        g_strcmp0 (candidate->dimension, dimension) == 0 &&
        g_strcmp0 (candidate->category, category) == 0)
      cell = candidate;
  }
  if (cell == NULL) {
    cell = rep_list_add (&counter->cells, &rep_kind_counter_cell);
    rep_text_set (&cell->indicator, indicator);
    rep_text_set (&cell->dimension, dimension);
    rep_text_set (&cell->category, category);
    cell->n = 0;
  }
  cell->n += (gint32)n;
}

static void
add_indicators (Plan *self, const RepPeriod *quarter, RepCounter *counter)
{
  RepCounted with, without;

  rep_figures_count (self->with, quarter, &with);
  rep_figures_count (self->without, quarter, &without);
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    if (rep_indicators[i].kind == REP_FLOW)
      add (self, counter, rep_indicators[i].id, NULL, NULL, with.flow[i] - without.flow[i]);
  add (self, counter, ERASED, NULL, NULL,
       with.flow[REP_I16_PERSONS] - without.flow[REP_I16_PERSONS]);
}

static void
add_breakdown (Plan *self, const RepPeriod *quarter, const char *name, RepCounter *counter)
{
  char *names[] = { (char *)name, NULL };
  g_autoptr (RepCube) with = rep_cube_new (self->with, names, quarter, NULL);
  g_autoptr (RepCube) without = rep_cube_new (self->without, names, quarter, NULL);

  for (guint table = REP_CUBE_I3; table < REP_N_CUBE_TABLES; table++)
    for (guint cell = 0; cell < with->n_cells; cell++) {
      gint64 n = (gint64)with->cells[table][cell] - without->cells[table][cell];
      g_autofree char *category = NULL;

      if (n <= 0)
        continue;
      category = rep_dimension_label (&with->dimensions[0], self->with, cell);
      add (self, counter, rep_cube_tables[table].id, name, category, n);
    }
}

static void
add_quarter (Plan *self, const RepPeriod *quarter)
{
  RepCounter *counter = read_counter (self->casebook, self->project, quarter->from);

  self->changed = FALSE;
  add_indicators (self, quarter, counter);
  for (guint i = 0; rep_counted_dimensions[i] != NULL; i++)
    add_breakdown (self, quarter, rep_counted_dimensions[i], counter);
  for (guint i = 1; i <= rep_vocabulary_public.n_terms; i++) {
    g_autofree char *name =
        g_strconcat ("public:", rep_vocabulary_by_number (&rep_vocabulary_public, i)->code, NULL);

    add_breakdown (self, quarter, name, counter);
  }
  if (self->changed)
    g_ptr_array_add (self->objects, counter);
  else
    rep_object_free (counter);
}

static gboolean
concerns (const RepFacts *table, const guint8 *erased)
{
  for (guint i = 0; i < table->subjects->len; i++)
    if (erased[g_array_index (table->subjects, RepSubject, i).person] != 0)
      return TRUE;
  return FALSE;
}

void
rep_counters_plan (RepCasebook *casebook, const guint8 *erased, GPtrArray *objects)
{
  const GPtrArray *projects = rep_casebook_projects (casebook);

  for (guint number = 0; number < projects->len; number++) {
    const RepProject *project = g_ptr_array_index (projects, number);
    g_autoptr (RepFacts) with = project != NULL ? rep_facts_new (casebook, number, NULL) : NULL;
    g_autoptr (RepFacts) without = NULL;
    Plan self = { casebook, project, with, NULL, objects, FALSE };
    guint32 last = project != NULL ? rep_project_last_day (project) : 0;

    if (with == NULL || !concerns (with, erased))
      continue;
    self.without = without = rep_facts_new (casebook, number, erased);
    for (guint32 day = project->start; day <= last; day = rep_quarter_of (day).to + 1) {
      RepPeriod quarter = rep_quarter_of (day);

      add_quarter (&self, &quarter);
    }
  }
}
