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

/*
 * One pass. The place of a cell is a sum with one term a dimension: terms of a youth are added
 * once, terms of a contact for each. Who was counted in a cell last is kept beside it, and the
 * contacts of a youth follow each other: so a youth is counted once in a cell, without any set.
 */
typedef struct {
  RepCube *cube;
  guint strides[REP_CUBE_MAX_DIMENSIONS];
  guint multiple;  /* the dimension a youth may have several categories of, or n_dimensions */
  guint bases[64]; /* terms of the youth, one for each such category */
  guint n_bases;
  guint32 *last_seen; /* by cell: youth counted last, plus one */
  GHashTable *shared; /* contacts of several youths: (contact, cell) counted already */
} Pass;

static gboolean
is_in (const RepCube *cube, guint32 day)
{
  return day >= cube->period.from && day <= cube->period.to;
}

static void
multiply (Pass *pass, const RepSubject *subject)
{
  guint base = pass->bases[0];

  if (pass->multiple == pass->cube->n_dimensions)
    return;
  pass->n_bases = 0;
  for (guint public = 1; public < pass->cube->dimensions[pass->multiple].n; public ++)
    if (subject != NULL && (subject->publics_yes >> public & 1) != 0)
      pass->bases[pass->n_bases++] = base + public * pass->strides[pass->multiple];
  if (pass->n_bases == 0)
    pass->bases[pass->n_bases++] = base;
}

/* Terms of what the youth has; @own: also of what a contact has its own of. */
static void
place_subject (Pass *pass, const RepSubject *subject, gboolean own, guint32 day)
{
  const RepCube *cube = pass->cube;

  pass->bases[0] = 0;
  pass->n_bases = 1;
  for (guint i = 0; i < cube->n_dimensions; i++) {
    const RepDimension *dimension = &cube->dimensions[i];

    if (i != pass->multiple && (own || !rep_dimension_kinds[dimension->number].of_event))
      pass->bases[0] +=
          rep_dimension_of_subject (dimension, cube->table, subject, day) * pass->strides[i];
  }
  multiply (pass, subject);
}

static guint
place_event (const Pass *pass, const RepEvent *event)
{
  const RepCube *cube = pass->cube;
  guint place = 0;

  for (guint i = 0; i < cube->n_dimensions; i++)
    if (rep_dimension_kinds[cube->dimensions[i].number].of_event)
      place += rep_dimension_of_event (&cube->dimensions[i], cube->table, event) * pass->strides[i];
  return place;
}

/* A contact of several youths is in each of their cells, once. */
static gboolean
is_counted (Pass *pass, const RepEvent *event, guint cell)
{
  gpointer key = GSIZE_TO_POINTER ((gsize)event->contact << 32 | (cell + 1));

  return event->shared != 0 && !g_hash_table_add (pass->shared, key);
}

static void
count_event (Pass *pass, const RepEvent *event, guint32 stamp, gboolean seen)
{
  RepCube *cube = pass->cube;
  guint place = place_event (pass, event);

  for (guint i = 0; i < pass->n_bases; i++) {
    guint cell = pass->bases[i] + place;

    if (!is_counted (pass, event, cell))
      cube->cells[REP_CUBE_CONTACTS][cell]++;
    if (!seen || pass->last_seen[cell] == stamp)
      continue;
    pass->last_seen[cell] = stamp;
    cube->cells[REP_CUBE_SEEN][cell]++;
  }
}

static void
count_events (Pass *pass, const RepSubject *subject, guint32 stamp)
{
  RepCube *cube = pass->cube;
  const RepEvent *events = (const RepEvent *)(gpointer)cube->table->events->data;
  gboolean any = FALSE;

  place_subject (pass, subject, FALSE, 0);
  for (guint i = subject->first_event; i < subject->first_event + subject->n_events; i++)
    if (is_in (cube, events[i].day)) {
      count_event (pass, &events[i], stamp, subject->counts);
      any = TRUE;
    }
  cube->totals[REP_CUBE_SEEN] += any && subject->counts ? 1 : 0;
}

static void
count_stages (Pass *pass, const RepSubject *subject)
{
  RepCube *cube = pass->cube;

  if (!subject->counts)
    return;
  for (guint table = REP_CUBE_I3; table < REP_N_CUBE_TABLES; table++) {
    guint32 day = subject->day[stage_of[table]];

    if (cube->cells[table] == NULL || !is_in (cube, day))
      continue;
    cube->totals[table]++;
    place_subject (pass, subject, TRUE, day);
    for (guint i = 0; i < pass->n_bases; i++)
      cube->cells[table][pass->bases[i]]++;
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
      count_event (pass, event, 0, FALSE);
  }
  for (guint i = 0; i < table->contacts->len; i++)
    pass->cube->totals[REP_CUBE_CONTACTS] +=
        is_in (pass->cube, g_array_index (table->contacts, RepEvent, i).day) ? 1 : 0;
}

static void
count (RepCube *cube)
{
  g_autofree guint32 *last_seen = g_new0 (guint32, cube->n_cells);
  g_autoptr (GHashTable) shared = g_hash_table_new (NULL, NULL);
  Pass pass = {
    .cube = cube, .multiple = cube->n_dimensions, .last_seen = last_seen, .shared = shared
  };
  guint stride = 1;

  for (guint i = cube->n_dimensions; i > 0; i--) {
    pass.strides[i - 1] = stride;
    stride *= cube->dimensions[i - 1].n;
    if (cube->dimensions[i - 1].number == REP_DIMENSION_PUBLIC)
      pass.multiple = i - 1;
  }
  for (guint i = 0; i < cube->table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (cube->table->subjects, RepSubject, i);

    count_events (&pass, subject, i + 1);
    count_stages (&pass, subject);
  }
  count_nameless (&pass);
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
