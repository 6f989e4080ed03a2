/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/error.h"
#include "app/figures/cube.h"

const RepCubeTableKind rep_cube_tables[REP_N_CUBE_TABLES] = {
  [REP_CUBE_CONTACTS] = { "I1", REP_UNIT_CONTACTS },
  [REP_CUBE_SEEN] = { "I1.PERSONNES", REP_UNIT_PERSONS },
  [REP_CUBE_I3] = { "I3", REP_UNIT_PERSONS },
  [REP_CUBE_I3A] = { "I3a", REP_UNIT_PERSONS },
  [REP_CUBE_I4] = { "I4", REP_UNIT_PERSONS },
  [REP_CUBE_I5] = { "I5", REP_UNIT_PERSONS },
  [REP_CUBE_I6] = { "I6", REP_UNIT_PERSONS },
  [REP_CUBE_I7] = { "I7", REP_UNIT_PERSONS },
};

/* Index in RepSubject.day of what each table of persons counts. */
static const guint8 stage_of[REP_N_CUBE_TABLES] = {
  [REP_CUBE_I3] = REP_STAGE_REPERE,   [REP_CUBE_I3A] = 0,
  [REP_CUBE_I4] = REP_STAGE_CONTACTE, [REP_CUBE_I5] = REP_STAGE_RENCONTRE,
  [REP_CUBE_I6] = REP_STAGE_MOBILISE, [REP_CUBE_I7] = REP_STAGE_ACCOMPAGNE,
};

/* The youth counted in a cell last is kept beside what was counted: one place in memory. */
typedef struct {
  guint32 contacts;
  guint32 seen;
  guint32 last; /* number of the youth, plus one */
} Cell;

/*
 * One pass. The place of a cell is a sum with one term a dimension: terms of a youth are added
 * once, terms of a contact for each. The contacts of a youth follow each other, so that a youth is
 * counted once in a cell, without any set.
 */
typedef struct {
  RepCube *cube;
  guint strides[REP_CUBE_MAX_DIMENSIONS];
  guint multiple;  /* the dimension a youth may have several categories of, or n_dimensions */
  guint bases[64]; /* terms of the youth, one for each such category */
  guint n_bases;
  Cell *cells;
  GHashTable *shared; /* contacts of several youths: (contact, cell) counted already */
} Pass;

static inline gboolean
is_in (const RepCube *cube, guint32 day)
{
  return day >= cube->period.from && day <= cube->period.to;
}

/* What the youth has whatever the day; @of_first: what a contact has its own of, after the first.
 */
static inline guint
place_subject (const Pass *pass, const RepSubject *subject, gboolean of_first)
{
  const RepCube *cube = pass->cube;
  guint place = 0;

  for (guint i = 0; i < cube->n_dimensions; i++) {
    const RepDimension *dimension = &cube->dimensions[i];

    if (i != pass->multiple && rep_dimension_kinds[dimension->number].of_event == of_first)
      place += rep_dimension_of_subject (dimension, subject) * pass->strides[i];
  }
  return place;
}

static inline guint
place_event (const Pass *pass, const RepEvent *event)
{
  const RepCube *cube = pass->cube;
  guint place = 0;

  for (guint i = 0; i < cube->n_dimensions; i++)
    if (rep_dimension_kinds[cube->dimensions[i].number].of_event)
      place += rep_dimension_of_event (&cube->dimensions[i], cube->table, event) * pass->strides[i];
  return place;
}

static guint
place_day (const Pass *pass, guint32 day)
{
  for (guint i = 0; i < pass->cube->n_dimensions; i++)
    if (pass->cube->dimensions[i].number == REP_DIMENSION_QUARTER)
      return rep_dimension_of_day (&pass->cube->dimensions[i], pass->cube->table, day) *
             pass->strides[i];
  return 0;
}

/* The youth is in a cell for each public said yes to, or in the one for none. */
static void
set_bases (Pass *pass, const RepSubject *subject, guint place)
{
  guint64 publics = 0;

  pass->n_bases = 0;
  if (pass->multiple < pass->cube->n_dimensions)
    publics = subject->publics_yes &
              ((G_GUINT64_CONSTANT (1) << pass->cube->dimensions[pass->multiple].n) - 2);
  for (; publics != 0; publics &= publics - 1)
    pass->bases[pass->n_bases++] =
        place + (guint)__builtin_ctzll (publics) * pass->strides[pass->multiple];
  if (pass->n_bases == 0)
    pass->bases[pass->n_bases++] = place;
}

/* A contact of several youths is in each of their cells, once. */
static gboolean
is_counted (Pass *pass, const RepEvent *event, guint cell)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)event->contact << 32 | (cell + 1));

  return event->shared != 0 && !g_hash_table_add (pass->shared, key);
}

static inline void
count_event (Pass *pass, const RepEvent *event, guint32 stamp)
{
  guint place = place_event (pass, event);

  for (guint i = 0; i < pass->n_bases; i++) {
    Cell *cell = &pass->cells[pass->bases[i] + place];

    if (!is_counted (pass, event, pass->bases[i] + place))
      cell->contacts++;
    if (stamp == 0 || cell->last == stamp)
      continue;
    cell->last = stamp;
    cell->seen++;
  }
}

static inline void
count_events (Pass *pass, const RepSubject *subject, guint32 stamp)
{
  RepCube *cube = pass->cube;
  const RepEvent *events = (const RepEvent *)(gpointer)cube->table->events->data;
  const guint32 *days = (const guint32 *)(gpointer)cube->table->event_days->data;
  gboolean any = FALSE;

  for (guint i = subject->first_event; i < subject->first_event + subject->n_events; i++) {
    if (!is_in (cube, days[i]))
      continue;
    if (!any)
      set_bases (pass, subject, place_subject (pass, subject, FALSE));
    count_event (pass, &events[i], subject->counts ? stamp : 0);
    any = TRUE;
  }
  cube->totals[REP_CUBE_SEEN] += any && subject->counts ? 1 : 0;
}

static inline void
count_stages (Pass *pass, const RepSubject *subject)
{
  RepCube *cube = pass->cube;
  gboolean any = FALSE;

  for (guint table = REP_CUBE_I3; subject->counts && table < REP_N_CUBE_TABLES; table++) {
    guint32 day = subject->day[stage_of[table]];

    if (cube->cells[table] == NULL || !is_in (cube, day))
      continue;
    if (!any)
      set_bases (pass, subject,
                 place_subject (pass, subject, FALSE) + place_subject (pass, subject, TRUE));
    any = TRUE;
    cube->totals[table]++;
    for (guint i = 0; i < pass->n_bases; i++)
      cube->cells[table][pass->bases[i] + place_day (pass, day)]++;
  }
}

static void
count_nameless (Pass *pass)
{
  const RepFacts *table = pass->cube->table;

  pass->bases[0] = 0;
  pass->n_bases = 1;
  for (guint i = 0; i < table->nameless->len; i++) {
    const RepEvent *event = &g_array_index (table->nameless, RepEvent, i);

    if (is_in (pass->cube, event->day))
      count_event (pass, event, 0);
  }
  pass->cube->totals[REP_CUBE_CONTACTS] =
      pass->cube->period.to < pass->cube->period.from
          ? 0
          : rep_facts_contacts_before (table, pass->cube->period.to + 1) -
                rep_facts_contacts_before (table, pass->cube->period.from);
}

static void
set_strides (Pass *pass)
{
  guint stride = 1;

  for (guint i = pass->cube->n_dimensions; i > 0; i--) {
    pass->strides[i - 1] = stride;
    stride *= pass->cube->dimensions[i - 1].n;
    if (pass->cube->dimensions[i - 1].number == REP_DIMENSION_PUBLIC)
      pass->multiple = i - 1;
  }
}

static void
count (RepCube *cube)
{
  g_autofree Cell *cells = g_new0 (Cell, cube->n_cells);
  g_autoptr (GHashTable) shared = g_hash_table_new (NULL, NULL);
  Pass pass = { .cube = cube, .multiple = cube->n_dimensions, .cells = cells, .shared = shared };

  set_strides (&pass);
  for (guint i = 0; i < cube->table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (cube->table->subjects, RepSubject, i);

    count_events (&pass, subject, i + 1);
    count_stages (&pass, subject);
  }
  count_nameless (&pass);
  for (guint i = 0; i < cube->n_cells; i++) {
    cube->cells[REP_CUBE_CONTACTS][i] = cells[i].contacts;
    cube->cells[REP_CUBE_SEEN][i] = cells[i].seen;
  }
}

static gboolean
set_dimensions (RepCube *self, char **names, GError **error)
{
  guint64 n = 1;

  for (guint i = 0; names[i] != NULL; i++) {
    RepDimension *dimension = &self->dimensions[self->n_dimensions];

    if (i == REP_CUBE_MAX_DIMENSIONS)
      return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "by");
    if (!rep_dimension_parse (self->table, names[i], dimension))
      return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, names[i]);
    self->n_dimensions++;
    for (guint j = 0; j < i; j++)
      if (self->dimensions[j].number == dimension->number &&
          self->dimensions[j].public == dimension->public)
        return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, names[i]);
    n *= dimension->n;
    if (n > REP_CUBE_MAX_CELLS)
      return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "by");
  }
  self->n_cells = (guint)n;
  return TRUE;
}

static gboolean
is_of_events_alone (const RepCube *self)
{
  for (guint i = 0; i < self->n_dimensions; i++)
    if (rep_dimension_kinds[self->dimensions[i].number].event_only)
      return TRUE;
  return FALSE;
}

RepCube *
rep_cube_new (const RepFacts *table, char **names, const RepPeriod *period, GError **error)
{
  g_autoptr (RepCube) self = g_new0 (RepCube, 1);
  guint n_tables;

  self->table = table;
  self->period.from = MAX (period->from, table->start);
  self->period.to = MIN (period->to, table->last);
  if (!set_dimensions (self, names, error))
    return NULL;
  n_tables = is_of_events_alone (self) ? REP_CUBE_I3 : REP_N_CUBE_TABLES;
  for (guint i = 0; i < n_tables; i++)
    self->cells[i] = g_new0 (guint32, self->n_cells);
  count (self);
  return g_steal_pointer (&self);
}

void
rep_cube_free (RepCube *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < REP_CUBE_MAX_DIMENSIONS; i++)
    rep_dimension_clear (&self->dimensions[i]);
  for (guint i = 0; i < REP_N_CUBE_TABLES; i++)
    g_free (self->cells[i]);
  g_free (self);
}

guint
rep_cube_category (const RepCube *self, guint cell, guint dimension)
{
  for (guint i = self->n_dimensions - 1; i > dimension; i--)
    cell /= self->dimensions[i].n;
  return cell % self->dimensions[dimension].n;
}
