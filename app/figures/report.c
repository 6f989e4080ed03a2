/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/error.h"
#include "app/figures/counters.h"
#include "app/figures/report.h"

/* A director who crosses three breakdowns sees no cell of fewer, and no table of fewer days: it
 * would be the row of a person (docs/security.md, T5). */
#define DIRECTOR_MIN_CELL 3
#define DIRECTOR_MIN_DAYS 28
#define DIRECTOR_CROSSED 3

static gboolean
has_small_cell (const RepCube *cube)
{
  for (guint table = 0; table < REP_N_CUBE_TABLES; table++)
    for (guint cell = 0; cube->cells[table] != NULL && cell < cube->n_cells; cell++)
      if (rep_cube_tables[table].unit == REP_UNIT_PERSONS && cube->cells[table][cell] > 0 &&
          cube->cells[table][cell] < DIRECTOR_MIN_CELL)
        return TRUE;
  return FALSE;
}

static gboolean
allows (RepCasebook *casebook, const RepCube *cube, const RepPeriod *period, GError **error)
{
  if (rep_vault_account (rep_casebook_vault (casebook))->role != REP_ROLE_DIRECTOR)
    return TRUE;
  if (period->to - period->from + 1 < DIRECTOR_MIN_DAYS)
    return rep_app_error_set (error, REP_APP_ERROR_TOO_NARROW, "from, to");
  if (cube->n_dimensions >= DIRECTOR_CROSSED && has_small_cell (cube))
    return rep_app_error_set (error, REP_APP_ERROR_TOO_NARROW, "by");
  return TRUE;
}

static void
compare_closing (RepReport *self, RepCasebook *casebook, guint number, const RepPeriod *period)
{
  if (!rep_quarter_is_closed (casebook, number, period))
    return;
  self->closing = rep_quarter_closing (casebook, number, period->from);
  self->revised = g_new (RepRevised, REP_N_INDICATORS);
  rep_quarter_revise (self->table, self->closing, &self->figures, self->revised);
}

RepReport *
rep_report_count (
    RepCasebook *casebook, guint number, const RepPeriod *period, char **by, GError **error)
{
  g_autoptr (RepReport) self = g_new0 (RepReport, 1);

  self->table = rep_facts_new (casebook, number, NULL);
  rep_figures (self->table, period, &self->figures);
  compare_closing (self, casebook, number, period);
  if (by != NULL && by[0] != NULL) {
    self->cube = rep_cube_new (self->table, by, period, error);
    if (self->cube == NULL || !allows (casebook, self->cube, period, error))
      return NULL;
  }
  return g_steal_pointer (&self);
}

RepReport *
rep_report_new (
    RepCasebook *casebook, guint number, const RepPeriod *period, char **by, GError **error)
{
  g_autoptr (RepReport) self = rep_report_count (casebook, number, period, by, error);

  if (self == NULL || !rep_snapshot (casebook, number, &self->snapshot, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rep_report_free (RepReport *self)
{
  if (self == NULL)
    return;
  rep_cube_free (self->cube);
  rep_facts_free (self->table);
  g_free (self->revised);
  g_free (self);
}

/* Counters keep the erased by one breakdown at a time. */
gint64
rep_report_erased (const RepReport *self, RepCubeTable table, guint cell)
{
  const RepDimension *dimension = &self->cube->dimensions[0];
  g_autofree char *label = NULL;
  g_autofree char *id = NULL;

  if (self->cube->n_dimensions != 1 || table < REP_CUBE_I3)
    return 0;
  label = rep_dimension_label (dimension, self->table, cell);
  id = dimension->number == REP_DIMENSION_PUBLIC_ONE
           ? g_strconcat (
                 "public:",
                 rep_vocabulary_by_number (&rep_vocabulary_public, dimension->public)->code, NULL)
           : g_strdup (rep_dimension_kinds[dimension->number].id);
  return rep_counters_get (self->table->casebook, self->table->number, rep_cube_tables[table].id,
                           id, label, &self->figures.period);
}

/* What a derived figure is made of: its numerator. */
static guint
counted_by (const RepReport *self, guint indicator)
{
  static const guint sums[] = { REP_I3, REP_I3A, REP_I3B, REP_I4, REP_I5, REP_I6, REP_I7, REP_I8 };
  static const guint bases[] = { REP_I3A, REP_I3A, REP_I4, REP_I5, REP_I6, REP_I7 };
  const RepTarget *target = rep_project_target (self->table->project, self->figures.period.to);

  if (indicator >= REP_I11 && indicator < REP_I12)
    return sums[indicator - REP_I11];
  if (indicator >= REP_I12 && indicator < REP_I13_CONTACTED)
    return bases[target != NULL ? MIN (target->basis, REP_STAGE_ACCOMPAGNE) : REP_STAGE_REPERE];
  if (indicator >= REP_I13_CONTACTED && indicator < REP_I14_STRICT)
    return REP_I4 + indicator - REP_I13_CONTACTED;
  if (indicator == REP_I14_STRICT || indicator == REP_I14_WIDE)
    return REP_I8_STRICT + indicator - REP_I14_STRICT;
  if (indicator == REP_I14_KNOWN)
    return REP_I8;
  if (indicator == REP_I15_MET || indicator == REP_I15_MOBILISED)
    return REP_I5 + indicator - REP_I15_MET;
  return indicator;
}

static gint64
count_erased (const RepReport *self, guint indicator, const RepPeriod *period)
{
  RepCasebook *casebook = self->table->casebook;
  RepPeriod since = { self->table->start, period->to };

  if (rep_indicators[indicator].kind == REP_FLOW)
    return rep_counters_get (casebook, self->table->number, rep_indicators[indicator].id, NULL,
                             NULL, period);
  if (indicator != REP_I3B)
    return 0;
  return rep_counters_get (casebook, self->table->number, "I3", NULL, NULL, &since) -
         rep_counters_get (casebook, self->table->number, "I3a", NULL, NULL, &since);
}

RepExplanation *
rep_report_explain (const RepReport *self, guint indicator)
{
  RepExplanation *why = g_new0 (RepExplanation, 1);
  gboolean since = indicator >= REP_I11 && indicator < REP_I14_STRICT;

  why->indicator = counted_by (self, indicator);
  why->period = self->figures.period;
  if (since && rep_indicators[why->indicator].kind != REP_STOCK)
    why->period.from = self->table->start;
  why->members = rep_count_members (self->table, &why->period, why->indicator);
  for (guint i = 0; i < why->members->len; i++)
    why->counted += g_array_index (why->members, RepCountMember, i).n;
  why->erased = count_erased (self, why->indicator, &why->period);
  return why;
}

void
rep_explanation_free (RepExplanation *why)
{
  if (why == NULL)
    return;
  g_array_unref (why->members);
  g_free (why);
}

const RepId *
rep_explanation_record (const RepReport *self, const RepExplanation *why, guint i)
{
  guint place = g_array_index (why->members, RepCountMember, i).place;
  RepCasebook *casebook = self->table->casebook;

  switch (rep_indicators[why->indicator].unit) {
    case REP_UNIT_CONTACTS:
      return rep_casebook_id (casebook, &rep_kind_contact,
                              g_array_index (self->table->contacts, RepEvent, place).contact);
    case REP_UNIT_HEADCOUNT: {
      guint32 outing = g_array_index (self->table->groups, RepGroup, place).outing;

      return outing != REP_NO_ROW ? rep_casebook_id (casebook, &rep_kind_outing, outing) : NULL;
    }
    case REP_UNIT_PERSONS:
    case REP_UNIT_PARCOURS:
    case REP_UNIT_RATIO:
    case REP_UNIT_DAYS:
    default:
      return rep_casebook_id (casebook, &rep_kind_person,
                              g_array_index (self->table->subjects, RepSubject, place).person);
  }
}
