/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/error.h"
#include "app/figures/quality.h"

/* Each measure and what it is a share of. */
static const struct {
  RepIndicatorNumber measure;
  RepIndicatorNumber of;
} measures[] = {
  { REP_I16_NR_SEX, REP_I16_PERSONS },
  { REP_I16_NR_AGE, REP_I16_PERSONS },
  { REP_I16_NR_ZONE, REP_I16_PERSONS },
  { REP_I16_NR_LEVEL, REP_I16_PERSONS },
  { REP_I16_NR_KNOWN, REP_I16_PERSONS },
  { REP_I16_NR_SITUATION, REP_I16_PERSONS },
  { REP_I16_NR_PUBLICS, REP_I16_PERSONS },
  { REP_I16_OTHER, REP_I1 },
  { REP_I16_UNIDENTIFIED, REP_I16_PERSONS },
  { REP_I16_LATE, REP_I1 },
  { REP_I16_IMPOSSIBLE, REP_I1 },
  { REP_I16_MERGED, REP_I16_PERSONS },
};

gboolean
rep_quality_is_measure (guint indicator)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (measures[i].measure == indicator)
      return TRUE;
  return FALSE;
}

static int
limit_of (const RepProject *project, guint indicator)
{
  for (guint i = 0; project->limits != NULL && i < project->limits->len; i++) {
    const RepQualityLimit *limit = g_ptr_array_index (project->limits, i);

    if (limit->measure != NULL && rep_indicator_find (limit->measure) == indicator)
      return limit->percent;
  }
  return -1;
}

GArray *
rep_quality (const RepFacts *table, const RepPeriod *period)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RepQualityMeasure));
  RepCounted counted;

  rep_figures_count (table, period, &counted);
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++) {
    RepQualityMeasure measure = { .indicator = measures[i].measure,
                                  .n = (guint)counted.flow[measures[i].measure],
                                  .of = (guint)counted.flow[measures[i].of],
                                  .limit = limit_of (table->project, measures[i].measure) };

    g_array_append_val (found, measure);
  }
  return found;
}

gboolean
rep_quality_passes (const RepQualityMeasure *measure)
{
  return measure->limit < 0 ||
         (guint64)measure->n * 100 <= (guint64)measure->of * (guint)measure->limit;
}

gboolean
rep_quality_allows (const RepFacts *table, const RepPeriod *period, GError **error)
{
  g_autoptr (GArray) found = rep_quality (table, period);

  for (guint i = 0; i < found->len; i++) {
    const RepQualityMeasure *measure = &g_array_index (found, RepQualityMeasure, i);

    if (!rep_quality_passes (measure))
      return rep_app_error_set (error, REP_APP_ERROR_QUALITY,
                                rep_indicators[measure->indicator].id);
  }
  return TRUE;
}

static guint
missing_of (const RepSubject *subject)
{
  const gboolean missing[] = {
    [REP_I16_NR_SEX - REP_I16_NR_SEX] = subject->sex == 0,
    [REP_I16_NR_AGE - REP_I16_NR_SEX] = subject->age < 0,
    [REP_I16_NR_ZONE - REP_I16_NR_SEX] = subject->zone == REP_FACT_ZONE_NR,
    [REP_I16_NR_LEVEL - REP_I16_NR_SEX] = subject->level == 0,
    [REP_I16_NR_KNOWN - REP_I16_NR_SEX] = subject->known == REP_FACT_ANSWER_NR,
    [REP_I16_NR_SITUATION - REP_I16_NR_SEX] = subject->situation == 0,
    [REP_I16_NR_PUBLICS - REP_I16_NR_SEX] = (subject->publics_yes | subject->publics_no) == 0,
  };
  guint bits = 0;

  for (guint i = 0; i < G_N_ELEMENTS (missing); i++)
    bits |= missing[i] ? 1u << i : 0;
  return bits;
}

static guint32
author_of (const RepFacts *table, const RepSubject *subject)
{
  const GArray *rows = rep_casebook_contacts (table->casebook);
  const RepContactRow *first = NULL;

  for (guint i = 0; i < subject->n_events; i++) {
    guint32 number = g_array_index (table->events, RepEvent, subject->first_event + i).contact;
    const RepContactRow *row = &g_array_index (rows, RepContactRow, number);

    if (first == NULL || rep_contact_fact_compare (&row->fact, &first->fact) < 0)
      first = row;
  }
  return first != NULL ? first->author : REP_NO_ROW;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const RepQualityTask *left = a;
  const RepQualityTask *right = b;

  if (left->author != right->author)
    return left->author < right->author ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person;
}

GArray *
rep_quality_tasks (const RepFacts *table, const RepPeriod *period)
{
  GArray *tasks = g_array_new (FALSE, FALSE, sizeof (RepQualityTask));

  for (guint i = 0; i < table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (table->subjects, RepSubject, i);
    RepQualityTask task = { .person = subject->person, .missing = missing_of (subject) };
    guint32 day = subject->day[REP_STAGE_REPERE];

    if (!subject->counts || task.missing == 0 || day < period->from || day > period->to)
      continue;
    task.author = author_of (table, subject);
    g_array_append_val (tasks, task);
  }
  g_array_sort (tasks, compare);
  return tasks;
}
