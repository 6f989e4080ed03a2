/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/published.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_GROWTH 50 /* of a stage total, for the quarter's own figures to be printed */

static const char *const stage_codes[REP_RELEASE_STAGES] = { "REPERE_A", "CONTACTE", "RENCONTRE",
                                                             "MOBILISE", "ACCOMPAGNE" };

const char *
rep_published_stage_code (guint stage)
{
  return stage_codes[MIN (stage, REP_RELEASE_STAGES - 1)];
}

static void
free_dimension (gpointer data)
{
  RepPublishedDimension *dimension = data;

  g_free (dimension->id);
  g_ptr_array_unref (dimension->modalities);
  g_free (dimension);
}

static void
free_release (gpointer data)
{
  RepPublishedRelease *release = data;

  rep_release_values_free (release->values);
  g_free (release);
}

RepPublished *
rep_published_new (void)
{
  RepPublished *published = g_new0 (RepPublished, 1);

  published->dimensions = g_ptr_array_new_with_free_func (free_dimension);
  published->releases = g_ptr_array_new_with_free_func (free_release);
  published->targets = g_array_new (FALSE, TRUE, sizeof (RepAttackTarget));
  published->solutions = g_ptr_array_new_with_free_func (g_free);
  return published;
}

void
rep_published_free (RepPublished *published)
{
  if (published == NULL)
    return;
  g_free (published->project);
  g_free (published->title);
  rep_release_structure_free (published->structure);
  g_ptr_array_unref (published->dimensions);
  g_ptr_array_unref (published->releases);
  g_array_unref (published->targets);
  g_ptr_array_unref (published->solutions);
  g_free (published);
}

RepPublishedDimension *
rep_published_add_dimension (RepPublished *published, const char *id)
{
  RepPublishedDimension *dimension = g_new0 (RepPublishedDimension, 1);

  dimension->id = g_strdup (id);
  dimension->modalities = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (published->dimensions, dimension);
  return dimension;
}

RepPublishedRelease *
rep_published_add_release (RepPublished *published,
                           const char *quarter,
                           guint32 from,
                           guint32 to,
                           RepReleaseValues *values)
{
  RepPublishedRelease *release = g_new0 (RepPublishedRelease, 1);

  g_strlcpy (release->quarter, quarter, sizeof release->quarter);
  release->from = from;
  release->to = to;
  release->values = values;
  for (guint i = 0; i < REP_N_PUBLISHED_ACTIVITIES; i++)
    release->activity[i] = -1;
  g_ptr_array_add (published->releases, release);
  return release;
}

static const RepPublishedRelease *
release_at (const RepPublished *published, guint number)
{
  return g_ptr_array_index (published->releases, number);
}

const RepPublishedRelease *
rep_published_last (const RepPublished *published)
{
  return release_at (published, published->releases->len - 1);
}

/* YYYY-Tn as a number; those of quarters that follow each other do too. */
static int
quarter_number (const RepPublishedRelease *release)
{
  return atoi (release->quarter) * 4 + (release->quarter[6] - '1');
}

const RepPublishedRelease *
rep_published_before (const RepPublished *published)
{
  const RepPublishedRelease *before;

  if (published->releases->len < 2)
    return NULL;
  before = release_at (published, published->releases->len - 2);
  return quarter_number (before) + 1 == quarter_number (rep_published_last (published)) ? before
                                                                                        : NULL;
}

GPtrArray *
rep_published_values (const RepPublished *published)
{
  GPtrArray *values = g_ptr_array_new ();

  for (guint i = 0; i < published->releases->len; i++)
    g_ptr_array_add (values, release_at (published, i)->values);
  return values;
}

static const RepReleaseTable *
table_at (const RepPublished *published, guint table)
{
  return &g_array_index (published->structure->tables, RepReleaseTable, table);
}

const char *
rep_published_dimension_id (const RepPublished *published, gint dimension)
{
  const RepPublishedDimension *of;

  if (dimension < 0)
    return "";
  of = g_ptr_array_index (published->dimensions, dimension);
  return of->id;
}

char *
rep_published_table_id (const RepPublished *published, guint table)
{
  const RepReleaseTable *of = table_at (published, table);
  const char *first = rep_published_dimension_id (published, of->first);

  if (of->second < 0)
    return g_strdup (first);
  return g_strconcat (first, "+", rep_published_dimension_id (published, of->second), NULL);
}

const char *
rep_published_modality (const RepPublished *published, gint dimension, guint modality)
{
  const RepPublishedDimension *of;

  if (dimension < 0)
    return "";
  if (modality == 0)
    return "TOTAL";
  of = g_ptr_array_index (published->dimensions, dimension);
  return g_ptr_array_index (of->modalities, modality - 1);
}

static gboolean
is_apart (const RepPublished *published, gint table)
{
  return table >= 0 && g_array_index (published->structure->dimensions, RepReleaseDimension,
                                      table_at (published, (guint)table)->first)
                           .apart;
}

RepPublishedFigure
rep_published_cumulative (const RepPublished *published,
                          const RepPublishedRelease *release,
                          guint cell,
                          gint table)
{
  const RepReleaseValues *values = release->values;
  guint base = rep_release_cell (published->structure, cell)->base;
  RepPublishedFigure figure = { values->state[cell], values->value[cell],
                                values->revision[cell] != 0, 0 };

  if (is_apart (published, table) && cell < published->structure->n_stages) {
    base = REP_RELEASE_SENSITIVE_BASE;
    if (figure.state == REP_RELEASE_ROUNDED)
      figure.value = values->apart[cell];
  }
  if (figure.state == REP_RELEASE_ROUNDED)
    figure.margin = rep_release_margin (base, values->widening);
  return figure;
}

RepPublishedFigure
rep_published_growth (const RepPublished *published, guint cell, gint table)
{
  const RepPublishedRelease *before = rep_published_before (published);
  RepPublishedFigure none = { REP_RELEASE_ABSENT, 0, FALSE, 0 }, now, then;

  if (before == NULL || before->values->state[cell] == REP_RELEASE_ABSENT ||
      !rep_published_prints_growth (published,
                                    rep_release_cell (published->structure, cell)->stage))
    return none;
  now = rep_published_cumulative (published, rep_published_last (published), cell, table);
  then = rep_published_cumulative (published, before, cell, table);
  if (now.state == REP_RELEASE_SECRET || then.state == REP_RELEASE_SECRET)
    now.state = REP_RELEASE_SECRET;
  else if (then.state == REP_RELEASE_ROUNDED)
    now.state = REP_RELEASE_ROUNDED;
  now.value = now.state == REP_RELEASE_SECRET ? 0 : now.value - then.value;
  now.margin = now.state == REP_RELEASE_SECRET ? 0 : now.margin + then.margin;
  return now;
}

gboolean
rep_published_prints_growth (const RepPublished *published, guint stage)
{
  const RepPublishedRelease *before = rep_published_before (published);
  const RepReleaseValues *now = rep_published_last (published)->values;

  if (before == NULL || now->state[stage] == REP_RELEASE_SECRET ||
      before->values->state[stage] == REP_RELEASE_SECRET)
    return FALSE;
  return now->value[stage] - before->values->value[stage] >= LEAST_GROWTH;
}

RepPublishedCounts
rep_published_count (const RepPublished *published)
{
  const RepReleaseValues *values = rep_published_last (published)->values;
  RepPublishedCounts counts = { 0 };

  for (guint cell = 0; cell < values->n; cell++) {
    RepPublishedFigure figure =
        rep_published_cumulative (published, rep_published_last (published), cell, -1);

    counts.cells += figure.state != REP_RELEASE_ABSENT ? 1 : 0;
    counts.published +=
        figure.state == REP_RELEASE_ROUNDED || figure.state == REP_RELEASE_EXACT ? 1 : 0;
    counts.exact += figure.state == REP_RELEASE_EXACT ? 1 : 0;
    counts.largest = MAX (counts.largest, figure.margin);
  }
  return counts;
}

guint
rep_published_narrowest (const RepPublished *published)
{
  guint narrowest = 0;

  for (guint i = 0; i < published->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (published->targets, RepAttackTarget, i);
    guint candidates = (guint)(target->high - target->low + 1);

    if (target->outcome != REP_ATTACK_CLEARED &&
        candidates >= rep_release_cell (published->structure, target->cell)->base &&
        (narrowest == 0 || candidates < narrowest))
      narrowest = candidates;
  }
  return narrowest;
}

/* Modalities 1 … n, then the total. */
static guint
in_order (guint place, guint n)
{
  return place < n ? place + 1 : 0;
}

static guint
size_of (const RepPublished *published, gint dimension)
{
  return dimension < 0
             ? 0
             : g_array_index (published->structure->dimensions, RepReleaseDimension, dimension).n;
}

void
rep_published_foreach (const RepPublished *published,
                       guint table,
                       RepPublishedFunc func,
                       gpointer data)
{
  const RepReleaseTable *of = table_at (published, table);
  guint n_first = size_of (published, of->first), n_second = size_of (published, of->second);

  for (guint stage = 0; stage < published->structure->n_stages; stage++)
    for (guint i = 0; i <= n_first; i++)
      for (guint j = 0; j <= n_second; j++) {
        guint first = in_order (i, n_first), second = in_order (j, n_second);
        gint cell =
            rep_release_find (published->structure, stage, of->first, first, of->second, second);

        func (published, table, (guint)cell, first, second, data);
      }
}
