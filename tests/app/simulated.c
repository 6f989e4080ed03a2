/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/app/simulated.h"

/* sexe, tranche_age (with minors), zone, canal, structure, connu, five ordinary
 * publics and three kept apart. */
static const RepReleaseDimension dimensions[] = {
  { 3, 3, FALSE }, { 5, 5, TRUE },  { 4, 4, FALSE }, { 5, 5, FALSE }, { 4, 4, FALSE },
  { 3, 3, FALSE }, { 3, 3, FALSE }, { 3, 3, FALSE }, { 3, 3, FALSE }, { 3, 3, FALSE },
  { 3, 3, FALSE }, { 3, 3, TRUE },  { 3, 3, TRUE },  { 3, 3, TRUE },
};

static RepReleaseStructure *
new_structure (guint crossed)
{
  RepReleaseTable tables[REP_RELEASE_MAX_TABLES];
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    tables[n++] = (RepReleaseTable){ (gint8)i, -1 };
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    for (guint j = i + 1; j < G_N_ELEMENTS (dimensions) && crossed > 0; j++)
      if (!dimensions[i].apart && !dimensions[j].apart && crossed-- > 0)
        tables[n++] = (RepReleaseTable){ (gint8)i, (gint8)j };
  return rep_release_structure_new (REP_RELEASE_STAGES, dimensions, G_N_ELEMENTS (dimensions),
                                    tables, n);
}

static gboolean
chance (GRand *random, double p)
{
  return g_rand_double (random) < p;
}

/* Skewed, so that there are rare modalities. */
static guint8
draw_modality (GRand *random, const RepReleaseDimension *dimension)
{
  guint known = dimension->n - 1u;

  if (chance (random, 0.08))
    return dimension->not_recorded;
  for (guint m = 1; m < known; m++)
    if (chance (random, dimension->apart ? 0.1 : 0.55))
      return (guint8)m;
  return (guint8)known;
}

static SimulatedPerson
draw_person (GRand *random, guint quarters)
{
  static const double onward[] = { 1, 0.8, 0.7, 0.6, 0.5 };
  SimulatedPerson person = { 0 };
  guint quarter = (guint)g_rand_int_range (random, 0, (gint32)quarters);
  gboolean reached = TRUE;

  for (guint stage = 0; stage < REP_RELEASE_STAGES; stage++) {
    reached = reached && chance (random, onward[stage]);
    quarter += stage > 0 && chance (random, 0.3) ? 1 : 0;
    person.day[stage] = (guint8)(reached ? quarter : SIMULATED_QUARTERS + 1);
  }
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    person.modality[i] = draw_modality (random, &dimensions[i]);
  person.known_from = (guint8)(person.day[0] + (chance (random, 0.15) ? 1 : 0));
  person.gone_from = (guint8)(chance (random, 0.01) ? person.day[0] + 2 : SIMULATED_QUARTERS + 1);
  return person;
}

Simulated *
simulated_new (guint32 seed, guint n, guint quarters, guint crossed)
{
  Simulated *simulated = g_new0 (Simulated, 1);

  simulated->random = g_rand_new_with_seed (seed);
  simulated->structure = new_structure (crossed);
  simulated->persons = g_array_new (FALSE, FALSE, sizeof (SimulatedPerson));
  simulated->quarters = quarters;
  simulated->shift_seed = seed;
  simulated->releases = g_ptr_array_new_with_free_func ((GDestroyNotify)rep_release_values_free);
  simulated->released = g_new0 (gint32, simulated->structure->cells->len);
  for (guint i = 0; i < n; i++) {
    SimulatedPerson person = draw_person (simulated->random, quarters);

    g_array_append_val (simulated->persons, person);
  }
  return simulated;
}

void
simulated_free (Simulated *simulated)
{
  if (simulated == NULL)
    return;
  g_rand_free (simulated->random);
  rep_release_structure_free (simulated->structure);
  g_array_unref (simulated->persons);
  g_ptr_array_unref (simulated->releases);
  g_free (simulated->counts);
  g_free (simulated->released);
  g_free (simulated);
}

static gboolean
is_in (const SimulatedPerson *person, const RepReleaseCell *cell, guint quarter)
{
  if (person->day[cell->stage] > quarter || person->gone_from <= quarter)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (cell->dimension[i] >= 0) {
      guint modality = person->known_from <= quarter ? person->modality[cell->dimension[i]]
                                                     : dimensions[cell->dimension[i]].not_recorded;

      if (modality != cell->modality[i])
        return FALSE;
    }
  return TRUE;
}

gint32 *
simulated_count (const Simulated *simulated, guint quarter)
{
  guint n = simulated->structure->cells->len;
  gint32 *counts = g_new0 (gint32, n);

  for (guint p = 0; p < simulated->persons->len; p++)
    for (guint cell = 0; cell < n; cell++)
      counts[cell] += is_in (&g_array_index (simulated->persons, SimulatedPerson, p),
                             rep_release_cell (simulated->structure, cell), quarter)
                          ? 1
                          : 0;
  return counts;
}

static guint
hash (guint64 seed, guint cell, guint salt)
{
  guint64 z = seed * 1000003 + cell * 131 + salt;

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint)((z ^ z >> 31) >> 33);
}

RepReleaseValues *
simulated_round (Simulated *simulated, guint quarter, gint exact)
{
  guint n = simulated->structure->cells->len;
  g_autofree guint8 *shift = g_new (guint8, n), *revision = g_new0 (guint8, n);
  g_autofree guint16 *tie = g_new (guint16, n);
  RepRoundingInput input = { NULL, shift, tie, revision, 0, exact };
  RepReleaseValues *values;

  g_free (simulated->counts);
  input.counts = simulated->counts = simulated_count (simulated, quarter);
  for (guint i = 0; i < n; i++) {
    shift[i] = (guint8)(hash (simulated->shift_seed, i, 1) %
                        rep_release_cell (simulated->structure, i)->base);
    tie[i] = (guint16)(hash (simulated->shift_seed, i, 2) % 1000);
  }
  if (simulated->counts[0] >= REP_RELEASE_LEAST_PERSONS)
    input.printed = ~(guint64)0 >> (64 - simulated->structure->tables->len);
  rep_release_mark_revisions (simulated->structure, simulated->counts, simulated->released,
                              input.printed, revision);
  values = rep_rounding (simulated->structure, simulated->releases, &input, NULL);
  if (values != NULL)
    for (guint i = 0; i < n; i++)
      if (values->state[i] != REP_RELEASE_ABSENT)
        simulated->released[i] = simulated->counts[i];
  return values;
}
