/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/doubles.h"
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

const char *
rep_quality_id (guint indicator)
{
  return indicator < REP_N_INDICATORS ? rep_indicators[indicator].id : "I16.DOUBLONS";
}

const char *
rep_quality_label (guint indicator, gboolean french)
{
  if (indicator == REP_QUALITY_DOUBLES)
    return french ? "Doublons probables" : "Likely doubles";
  return french ? rep_indicators[indicator].fr : rep_indicators[indicator].en;
}

guint
rep_quality_find (const char *id, gboolean *found)
{
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_ascii_strcasecmp (rep_quality_id (measures[i].measure), id) == 0) {
      *found = TRUE;
      return measures[i].measure;
    }
  *found = g_ascii_strcasecmp (rep_quality_id (REP_QUALITY_DOUBLES), id) == 0;
  return REP_QUALITY_DOUBLES;
}

static int
limit_of (const RepProject *project, guint indicator)
{
  for (guint i = 0; project->limits != NULL && i < project->limits->len; i++) {
    const RepQualityLimit *limit = g_ptr_array_index (project->limits, i);

    if (limit->measure != NULL &&
        g_ascii_strcasecmp (limit->measure, rep_quality_id (indicator)) == 0)
      return limit->percent;
  }
  return -1;
}

gboolean
rep_quality_needs_doubles (const RepProject *project)
{
  return limit_of (project, REP_QUALITY_DOUBLES) >= 0;
}

static gboolean
is_first_met (const RepSubject *subject, const RepPeriod *period)
{
  guint32 day = subject->day[REP_STAGE_REPERE];

  return day >= period->from && day <= period->to;
}

/* Whether the names of all of them are open here: without, a double cannot be told. */
static gboolean
all_named (const RepFacts *table, const RepPeriod *period)
{
  const GArray *persons = rep_casebook_persons (table->casebook);

  for (guint i = 0; i < table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (table->subjects, RepSubject, i);

    if (is_first_met (subject, period) &&
        g_array_index (persons, RepPersonRow, subject->person).identity_type !=
            REP_IDENTITY_UNKNOWN &&
        !rep_doubles_can_tell (table->casebook, subject->person))
      return FALSE;
  }
  return TRUE;
}

static guint
count_doubles (const RepFacts *table, const RepPeriod *period, const GArray *pairs)
{
  g_autoptr (GHashTable) doubled = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < pairs->len; i++) {
    const RepPair *pair = &g_array_index (pairs, RepPair, i);

    g_hash_table_add (doubled, GUINT_TO_POINTER (pair->a));
    g_hash_table_add (doubled, GUINT_TO_POINTER (pair->b));
  }
  for (guint i = 0; i < table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (table->subjects, RepSubject, i);

    n += is_first_met (subject, period) &&
         g_hash_table_contains (doubled, GUINT_TO_POINTER (subject->person));
  }
  return n;
}

GArray *
rep_quality (const RepFacts *table, const RepPeriod *period, const GArray *pairs)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RepQualityMeasure));
  RepQualityMeasure doubles = { .indicator = REP_QUALITY_DOUBLES,
                                .limit = limit_of (table->project, REP_QUALITY_DOUBLES) };
  RepCounted counted;

  rep_figures_count (table, period, &counted);
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++) {
    RepQualityMeasure measure = { .indicator = measures[i].measure,
                                  .known = TRUE,
                                  .n = (guint)counted.flow[measures[i].measure],
                                  .of = (guint)counted.flow[measures[i].of],
                                  .limit = limit_of (table->project, measures[i].measure) };

    g_array_append_val (found, measure);
  }
  doubles.of = (guint)counted.flow[REP_I16_PERSONS];
  doubles.known = pairs != NULL && all_named (table, period);
  if (doubles.known)
    doubles.n = count_doubles (table, period, pairs);
  g_array_append_val (found, doubles);
  return found;
}

gboolean
rep_quality_passes (const RepQualityMeasure *measure)
{
  return measure->limit < 0 || (measure->known && (guint64)measure->n * 100 <=
                                                      (guint64)measure->of * (guint)measure->limit);
}

gboolean
rep_quality_allows (const RepFacts *table,
                    const RepPeriod *period,
                    const GArray *pairs,
                    GError **error)
{
  g_autoptr (GArray) found = rep_quality (table, period, pairs);

  for (guint i = 0; i < found->len; i++) {
    const RepQualityMeasure *measure = &g_array_index (found, RepQualityMeasure, i);

    if (!rep_quality_passes (measure))
      return rep_app_error_set (
          error, measure->known ? REP_APP_ERROR_QUALITY : REP_APP_ERROR_QUALITY_UNKNOWN,
          rep_quality_id (measure->indicator));
  }
  return TRUE;
}

static void
set_limit (RepProject *project, guint indicator, int percent)
{
  for (guint i = project->limits != NULL ? project->limits->len : 0; i > 0; i--) {
    const RepQualityLimit *limit = g_ptr_array_index (project->limits, i - 1);

    if (g_strcmp0 (limit->measure, rep_quality_id (indicator)) == 0)
      g_ptr_array_remove_index (project->limits, i - 1);
  }
  if (percent >= 0) {
    RepQualityLimit *limit = rep_list_add (&project->limits, &rep_kind_quality_limit);

    rep_text_set (&limit->measure, rep_quality_id (indicator));
    limit->percent = percent;
  }
  if (project->limits != NULL && project->limits->len == 0)
    g_clear_pointer (&project->limits, g_ptr_array_unref);
}

gboolean
rep_quality_limit (RepCasebook *casebook,
                   const RepId *id,
                   guint indicator,
                   int percent,
                   gint64 now,
                   GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  RepProject *project;

  if (percent > 100)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, rep_quality_id (indicator));
  project = rep_casebook_read (casebook, id, error);
  if (project == NULL)
    return FALSE;
  g_ptr_array_add (objects, project);
  set_limit (project, indicator, percent);
  return rep_casebook_save_as (casebook, objects, REP_ACTION_LIMITS, now, error);
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

    if (!subject->counts || task.missing == 0 || !is_first_met (subject, period))
      continue;
    task.author = author_of (table, subject);
    g_array_append_val (tasks, task);
  }
  g_array_sort (tasks, compare);
  return tasks;
}
