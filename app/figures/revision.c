/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/figures/quarter.h"

/*
 * Why a closed quarter changed. Persons are told apart one by one, since a closing keeps who was
 * counted; contacts by when they were entered; what follows from either, by the gravest reason
 * there was. What is left over is a correction, so that the sum always holds.
 */

typedef struct {
  const RepFacts *table;
  const RepClosing *closing;
  RepPeriod period;
  RepRevised *revised;
  gint32 *was;        /* by row of youth: bits when it was closed */
  guint8 *had_merged; /* by row of youth: bits of those joined to it since */
  gboolean seen[REP_N_REVISIONS];
} Revise;

static void
tell (Revise *self, guint indicator, RepRevisionKind kind, double delta)
{
  self->revised[indicator].delta[kind] += delta;
  self->seen[kind] = TRUE;
}

static gboolean
is_late (const Revise *self, gint64 entered_at)
{
  return entered_at > self->closing->closed_at;
}

/* Whether anything about the youth up to the end of the quarter was entered after it was closed. */
static gboolean
has_late_fact (const Revise *self, const RepSubject *subject)
{
  const GArray *contacts = rep_casebook_contacts (self->table->casebook);
  const GArray *entries = rep_casebook_entries (self->table->casebook);
  const GArray *persons = rep_casebook_persons (self->table->casebook);
  guint32 at = g_array_index (persons, RepPersonRow, subject->person).first_entry;

  for (guint i = 0; i < subject->n_events; i++) {
    const RepEvent *event =
        &g_array_index (self->table->events, RepEvent, subject->first_event + i);

    if (event->day <= self->period.to &&
        is_late (self, g_array_index (contacts, RepContactRow, event->contact).fact.entered_at))
      return TRUE;
  }
  for (; at != REP_NO_ROW; at = g_array_index (entries, RepEntryRow, at).next) {
    const RepEntryRow *entry = &g_array_index (entries, RepEntryRow, at);

    if (entry->project == self->table->number && entry->fact.date <= self->period.to &&
        is_late (self, entry->entered_at))
      return TRUE;
  }
  return FALSE;
}

static void
compare_bits (Revise *self, gint32 was, gint32 is, RepRevisionKind gain, RepRevisionKind loss)
{
  for (guint i = 0; i < REP_N_KEPT; i++) {
    gboolean had = (was >> i & 1) != 0;
    gboolean has = (is >> i & 1) != 0;

    if (had != has)
      tell (self, rep_quarter_kept[i], has ? gain : loss, has ? 1 : -1);
  }
}

static void
compare_subject (Revise *self, const RepSubject *subject)
{
  gint32 was = self->was[subject->person];
  gint32 is = rep_quarter_bits (subject, &self->period);
  RepRevisionKind kind = REP_REVISION_CORRECTION;

  self->was[subject->person] = 0;
  if (was == is)
    return;
  if (self->had_merged[subject->person] != 0)
    kind = REP_REVISION_MERGE;
  else if (subject->counts && has_late_fact (self, subject))
    kind = REP_REVISION_LATE_ENTRY;
  compare_bits (self, was, is, kind, subject->counts ? kind : REP_REVISION_OUT_OF_TARGET);
}

/* Who was counted and is nobody of the project any more. */
static void
compare_rest (Revise *self)
{
  const GArray *persons = rep_casebook_persons (self->table->casebook);

  for (guint32 i = 0; i < persons->len; i++) {
    const RepPersonRow *row = &g_array_index (persons, RepPersonRow, i);

    if (self->was[i] != 0)
      compare_bits (self, self->was[i], 0, REP_REVISION_CORRECTION,
                    row->same_as != REP_NO_ROW ? REP_REVISION_MERGE : REP_REVISION_CORRECTION);
  }
}

static void
take_members (Revise *self)
{
  for (guint i = 0; self->closing->members != NULL && i < self->closing->members->len; i++) {
    const RepCountedPerson *member = g_ptr_array_index (self->closing->members, i);
    guint32 row = rep_casebook_number (self->table->casebook, &rep_kind_person, &member->person);
    guint32 root;

    if (row == REP_NO_ROW)
      continue;
    self->was[row] = member->in;
    root = rep_casebook_root (self->table->casebook, row);
    if (root != row)
      self->had_merged[root] = 1;
  }
}

static void
compare_persons (Revise *self)
{
  take_members (self);
  for (guint i = 0; i < self->table->subjects->len; i++)
    compare_subject (self, &g_array_index (self->table->subjects, RepSubject, i));
  compare_rest (self);
}

/* A table of the contacts that came late alone: counted by the same rules. */
static void
compare_contacts (Revise *self)
{
  const GArray *rows = rep_casebook_contacts (self->table->casebook);
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (RepEvent));
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, 1);
  RepFacts table = *self->table;
  RepCounted counted;

  for (guint i = 0; i < table.contacts->len; i++) {
    RepEvent event = g_array_index (table.contacts, RepEvent, i);

    if (is_late (self, g_array_index (rows, RepContactRow, event.contact).fact.entered_at))
      g_array_append_val (late, event);
  }
  table.contacts = late;
  table.subjects = table.groups = none;
  rep_figures_count (&table, &self->period, &counted);
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    if (rep_indicators[i].unit == REP_UNIT_CONTACTS && counted.flow[i] != 0)
      tell (self, i, REP_REVISION_LATE_ENTRY, (double)counted.flow[i]);
}

static double
frozen_value (const RepClosing *closing, const char *id)
{
  for (guint i = 0; closing->values != NULL && i < closing->values->len; i++) {
    const RepFrozen *frozen = g_ptr_array_index (closing->values, i);

    if (g_strcmp0 (frozen->indicator, id) == 0 && frozen->value != NULL)
      return g_ascii_strtod (frozen->value, NULL);
  }
  return NAN;
}

/* Erased persons are kept in what is counted, not in what is of records alone. */
static RepRevisionKind
likely_reason (const Revise *self, guint indicator)
{
  static const RepRevisionKind order[] = { REP_REVISION_OUT_OF_TARGET, REP_REVISION_MERGE,
                                           REP_REVISION_LATE_ENTRY };

  if (self->closing->erased > 0 && rep_indicators[indicator].kind != REP_FLOW)
    return REP_REVISION_ERASURE;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (self->seen[order[i]])
      return order[i];
  return REP_REVISION_CORRECTION;
}

static gboolean
is_told_apart (guint indicator)
{
  return (indicator >= REP_I3 && indicator <= REP_I7 && indicator != REP_I3B) ||
         rep_indicators[indicator].unit == REP_UNIT_CONTACTS;
}

static void
tell_the_rest (Revise *self, const RepFigures *figures)
{
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    RepRevised *revised = &self->revised[i];
    double left = figures->figures[i].value - revised->value;

    for (guint kind = 0; kind < REP_N_REVISIONS; kind++)
      left -= revised->delta[kind];
    if (!isnan (left) && fabs (left) > 1e-12)
      revised->delta[is_told_apart (i) ? REP_REVISION_CORRECTION : likely_reason (self, i)] += left;
  }
}

void
rep_quarter_revise (const RepFacts *table,
                    const RepClosing *closing,
                    const RepFigures *figures,
                    RepRevised *revised)
{
  guint n = rep_casebook_persons (table->casebook)->len + 1;
  g_autofree gint32 *was = g_new0 (gint32, n);
  g_autofree guint8 *had_merged = g_new0 (guint8, n);
  Revise self = { table,      closing,  rep_quarter_of (closing->quarter), revised, was,
                  had_merged, { FALSE } };

  memset (revised, 0, REP_N_INDICATORS * sizeof *revised);
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    revised[i].value = frozen_value (closing, rep_indicators[i].id);
  compare_persons (&self);
  compare_contacts (&self);
  tell_the_rest (&self, figures);
}
