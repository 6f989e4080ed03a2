/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/system.h"

#define MAX_ROUNDS 400 /* of narrowing; to stop early is only to know less */

RepReleaseValues *
rep_release_values_new (guint n_cells)
{
  RepReleaseValues *values = g_new0 (RepReleaseValues, 1);

  values->n = n_cells;
  values->state = g_new0 (guint8, n_cells);
  values->value = g_new0 (gint32, n_cells);
  values->revision = g_new0 (guint8, n_cells);
  return values;
}

void
rep_release_values_free (RepReleaseValues *values)
{
  if (values == NULL)
    return;
  g_free (values->state);
  g_free (values->value);
  g_free (values->revision);
  g_free (values);
}

gint
rep_release_margin (guint base, guint widening)
{
  return (gint)(base - 1 + widening * base);
}

gboolean
rep_release_is_printed (const RepReleaseCell *cell, guint64 printed)
{
  return cell->dimension[0] < 0 || (cell->tables & printed) != 0;
}

gboolean
rep_release_values_fit (const RepReleaseStructure *structure, const RepReleaseValues *values)
{
  if (values->n != structure->cells->len || values->widening > REP_RELEASE_MAX_WIDENING)
    return FALSE;
  if (structure->tables->len < 64 && values->printed >> structure->tables->len != 0)
    return FALSE;
  for (guint i = 0; i < values->n; i++) {
    const RepReleaseCell *cell = rep_release_cell (structure, i);
    gboolean printed = rep_release_is_printed (cell, values->printed);

    if (values->state[i] > REP_RELEASE_SECRET || values->revision[i] > 1 ||
        printed != (values->state[i] != REP_RELEASE_ABSENT))
      return FALSE;
    if (values->value[i] < 0 || values->value[i] > REP_RELEASE_MAX_COUNT)
      return FALSE;
    if (values->state[i] == REP_RELEASE_ROUNDED && values->value[i] % cell->base != 0)
      return FALSE;
  }
  return TRUE;
}

static const RepReleaseValues *
release_at (const RepSystem *system, guint number)
{
  return g_ptr_array_index (system->releases, number);
}

gint
rep_system_variable (const RepSystem *system, guint release, guint cell)
{
  return system->place[release * system->structure->cells->len + cell];
}

/* What the printed value alone tells. */
static void
bound_by_value (RepSystem *system, guint variable)
{
  const RepReleaseValues *values = release_at (system, system->release[variable]);
  guint cell = system->cell[variable];
  gint margin =
      rep_release_margin (rep_release_cell (system->structure, cell)->base, values->widening);

  system->low[variable] = 0;
  system->high[variable] = REP_RELEASE_MAX_COUNT;
  if (values->state[cell] == REP_RELEASE_EXACT)
    system->low[variable] = system->high[variable] = values->value[cell];
  else if (values->state[cell] == REP_RELEASE_ROUNDED) {
    system->low[variable] = MAX (0, values->value[cell] - margin);
    system->high[variable] = values->value[cell] + margin;
  }
  /* That there are tables, or none, tells on which side of the least number the persons are. */
  if (cell == 0 && values->printed == 0)
    system->high[variable] = MIN (system->high[variable], REP_RELEASE_LEAST_PERSONS - 1);
  if (cell == 0 && values->printed != 0)
    system->low[variable] = MAX (system->low[variable], REP_RELEASE_LEAST_PERSONS);
}

static void
add_variables (RepSystem *system)
{
  guint n_cells = system->structure->cells->len, most = n_cells * system->releases->len;

  system->cell = g_new (guint, most);
  system->release = g_new (guint, most);
  system->low = g_new (gint32, most);
  system->high = g_new (gint32, most);
  system->place = g_new (gint32, most);
  for (guint i = 0; i < most; i++) {
    guint release = i / n_cells, cell = i % n_cells;

    system->place[i] = -1;
    if (release_at (system, release)->state[cell] == REP_RELEASE_ABSENT)
      continue;
    system->place[i] = (gint32)system->n;
    system->cell[system->n] = cell;
    system->release[system->n] = release;
    bound_by_value (system, system->n++);
  }
}

/* The release before @to that has the cell, −1 for none. */
static gint
release_before (const RepSystem *system, guint cell, guint to)
{
  for (gint release = (gint)to - 1; release >= 0; release--)
    if (rep_system_variable (system, (guint)release, cell) >= 0)
      return release;
  return -1;
}

static gboolean
holds_since (const RepSystem *system, guint cell, guint release)
{
  return !rep_release_cell (system->structure, cell)->not_recorded &&
         release_at (system, release)->revision[cell] == 0;
}

static void
add_pairs (RepSystem *system)
{
  for (guint i = 0; i < system->n; i++) {
    gint above = rep_release_cell (system->structure, system->cell[i])->above;
    gint before = release_before (system, system->cell[i], system->release[i]);
    RepSystemPair pair = { i, 0 };

    if (above >= 0) {
      pair.more = (guint)rep_system_variable (system, system->release[i], (guint)above);
      g_array_append_val (system->pairs, pair);
    }
    if (before >= 0 && holds_since (system, system->cell[i], system->release[i])) {
      pair.less = (guint)rep_system_variable (system, (guint)before, system->cell[i]);
      pair.more = i;
      g_array_append_val (system->pairs, pair);
    }
  }
}

static void
add_sums (RepSystem *system, guint release)
{
  const RepReleaseStructure *structure = system->structure;

  for (guint i = 0; i < structure->sums->len; i++) {
    const RepReleaseSum *of = &g_array_index (structure->sums, RepReleaseSum, i);
    RepSystemSum sum = { 0, system->children->len, of->n };

    if ((of->tables & release_at (system, release)->printed) == 0)
      continue;
    sum.parent = (guint)rep_system_variable (system, release, of->parent);
    for (guint c = 0; c < of->n; c++) {
      guint cell = g_array_index (structure->children, guint, of->first + c);
      guint child = (guint)rep_system_variable (system, release, cell);

      g_array_append_val (system->children, child);
    }
    g_array_append_val (system->sums, sum);
  }
}

RepSystem *
rep_system_new (const RepReleaseStructure *structure, const GPtrArray *releases)
{
  RepSystem *system = g_new0 (RepSystem, 1);

  system->structure = structure;
  system->releases = releases;
  system->pairs = g_array_new (FALSE, FALSE, sizeof (RepSystemPair));
  system->sums = g_array_new (FALSE, FALSE, sizeof (RepSystemSum));
  system->children = g_array_new (FALSE, FALSE, sizeof (guint));
  add_variables (system);
  add_pairs (system);
  for (guint release = 0; release < releases->len; release++)
    add_sums (system, release);
  return system;
}

void
rep_system_free (RepSystem *system)
{
  if (system == NULL)
    return;
  g_free (system->cell);
  g_free (system->release);
  g_free (system->low);
  g_free (system->high);
  g_free (system->place);
  g_array_unref (system->pairs);
  g_array_unref (system->sums);
  g_array_unref (system->children);
  g_free (system);
}

static gboolean
raise_low (RepSystem *system, guint variable, gint64 low)
{
  if (low <= system->low[variable])
    return FALSE;
  system->low[variable] = (gint32)MIN (low, G_MAXINT32);
  return TRUE;
}

static gboolean
lower_high (RepSystem *system, guint variable, gint64 high)
{
  if (high >= system->high[variable])
    return FALSE;
  system->high[variable] = (gint32)MAX (high, -1);
  return TRUE;
}

static gboolean
narrow_sum (RepSystem *system, const RepSystemSum *sum)
{
  const guint *children = &g_array_index (system->children, guint, sum->first);
  gint64 low = 0, high = 0;
  gboolean changed = FALSE;

  for (guint i = 0; i < sum->n; i++) {
    low += system->low[children[i]];
    high += system->high[children[i]];
  }
  changed |= raise_low (system, sum->parent, low);
  changed |= lower_high (system, sum->parent, high);
  for (guint i = 0; i < sum->n; i++) {
    gint64 own_low = system->low[children[i]], own_high = system->high[children[i]];

    changed |= raise_low (system, children[i], system->low[sum->parent] - (high - own_high));
    changed |= lower_high (system, children[i], system->high[sum->parent] - (low - own_low));
    low += system->low[children[i]] - own_low;
    high += system->high[children[i]] - own_high;
  }
  return changed;
}

gboolean
rep_system_narrow (RepSystem *system)
{
  gboolean changed = TRUE;

  for (guint round = 0; changed && round < MAX_ROUNDS; round++) {
    changed = FALSE;
    for (guint i = 0; i < system->pairs->len; i++) {
      const RepSystemPair *pair = &g_array_index (system->pairs, RepSystemPair, i);

      changed |= raise_low (system, pair->more, system->low[pair->less]);
      changed |= lower_high (system, pair->less, system->high[pair->more]);
    }
    for (guint i = 0; i < system->sums->len; i++)
      changed |= narrow_sum (system, &g_array_index (system->sums, RepSystemSum, i));
    for (guint i = 0; i < system->n; i++)
      if (system->low[i] > system->high[i])
        return FALSE;
  }
  return TRUE;
}

gboolean
rep_system_is_monotone (const RepSystem *system, guint cell, guint from, guint to)
{
  for (guint release = from + 1; release <= to; release++)
    if (rep_system_variable (system, release, cell) >= 0 && !holds_since (system, cell, release))
      return FALSE;
  return TRUE;
}

gboolean
rep_system_holds (const RepSystem *system, const gint32 *values)
{
  for (guint i = 0; i < system->n; i++)
    if (values[i] < system->low[i] || values[i] > system->high[i])
      return FALSE;
  for (guint i = 0; i < system->pairs->len; i++) {
    const RepSystemPair *pair = &g_array_index (system->pairs, RepSystemPair, i);

    if (values[pair->less] > values[pair->more])
      return FALSE;
  }
  for (guint i = 0; i < system->sums->len; i++) {
    const RepSystemSum *sum = &g_array_index (system->sums, RepSystemSum, i);
    gint64 left = values[sum->parent];

    for (guint c = 0; c < sum->n; c++)
      left -= values[g_array_index (system->children, guint, sum->first + c)];
    if (left != 0)
      return FALSE;
  }
  return TRUE;
}
