/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/release/certificate.h"
#include "app/release/csv.h"
#include "tests/app/made-up.h"
#include "tests/app/simulated.h"

#define SEED 11

static const char *const ids[] = { "sexe", "tranche_age", "zone", "canal", "structure", "connu" };

static RepPublished *
new_published (const Simulated *simulated)
{
  RepPublished *published = rep_published_new ();
  GArray *dimensions = simulated->structure->dimensions, *tables = simulated->structure->tables;

  published->project = g_strdup ("essai");
  published->title = g_strdup ("=Essai; \"formule\"");
  published->start = rep_day_parse ("2020-01-15");
  published->rules = 1;
  published->structure =
      rep_release_structure_new (REP_RELEASE_STAGES, (gpointer)dimensions->data, dimensions->len,
                                 (gpointer)tables->data, tables->len);
  for (guint i = 0; i < dimensions->len; i++) {
    g_autofree char *public = g_strdup_printf ("public:P%u", i);
    RepPublishedDimension *named =
        rep_published_add_dimension (published, i < G_N_ELEMENTS (ids) ? ids[i] : public);

    for (guint m = 1; m <= g_array_index (dimensions, RepReleaseDimension, i).n; m++)
      g_ptr_array_add (named->modalities,
                       m == g_array_index (dimensions, RepReleaseDimension, i).not_recorded
                           ? g_strdup ("NR")
                           : g_strdup_printf ("%sM%u", i == 4 && m == 1 ? "=" : "", m));
  }
  return published;
}

static void
add_quarter (RepPublished *published, Simulated *simulated, guint quarter)
{
  static const char *const from[] = { "2020-01-15", "2020-04-01", "2020-07-01", "2020-10-01" };
  static const char *const to[] = { "2020-03-31", "2020-06-30", "2020-09-30", "2020-12-31" };
  g_autofree char *name = g_strdup_printf ("2020-T%u", quarter + 1);
  RepReleaseValues *values = simulated_round (simulated, quarter, 0);
  RepReleaseValues *copy = rep_release_values_new (values->n);
  g_autoptr (GBytes) csv = NULL;
  RepPublishedRelease *release;

  memcpy (copy->state, values->state, values->n);
  memcpy (copy->revision, values->revision, values->n);
  memcpy (copy->value, values->value, sizeof (gint32) * values->n);
  memcpy (copy->apart, values->apart, sizeof values->apart);
  copy->printed = values->printed;
  copy->widening = values->widening;
  g_ptr_array_add (simulated->releases, values);
  release = rep_published_add_release (published, name, rep_day_parse (from[quarter]),
                                       rep_day_parse (to[quarter]), copy);
  release->activity[REP_PUBLISHED_CONTACTS] = 120;
  csv = rep_release_csv (published);
  rep_certificate_digest (csv, release->csv);
}

RepPublished *
made_up_published (guint persons, guint quarters)
{
  g_autoptr (Simulated) simulated = simulated_new (SEED, persons, quarters, 1);
  RepPublished *published = new_published (simulated);
  g_autoptr (RepAttack) attack = NULL;

  for (guint quarter = 0; quarter < quarters; quarter++)
    add_quarter (published, simulated, quarter);
  attack = rep_attack (simulated->structure, simulated->releases, 0);
  g_assert_true (rep_attack_is_safe (attack));
  published->safe = TRUE;
  published->audited = attack->audited;
  published->n_variables = attack->system->n;
  g_array_append_vals (published->targets, attack->targets->data, attack->targets->len);
  for (guint i = 0; i < attack->solutions->len; i++)
    g_ptr_array_add (published->solutions, g_steal_pointer (&attack->solutions->pdata[i]));
  return published;
}
