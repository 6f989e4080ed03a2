/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/figures/counters.h"
#include "app/figures/progress.h"

static const RepProject *
get_project (RepCasebook *casebook, guint number)
{
  return g_ptr_array_index (rep_casebook_projects (casebook), number);
}

/* Whether this youth of the project counts, and is not the same as another one. */
static gboolean
is_counted (RepCasebook *casebook, const RepEnrolment *enrolment, guint number)
{
  const GArray *persons = rep_casebook_persons (casebook);

  return enrolment->project == number && enrolment->in_target &&
         g_array_index (persons, RepPersonRow, enrolment->person).same_as == REP_NO_ROW;
}

guint32
rep_progress_day (RepCasebook *casebook, const RepEnrolment *enrolment, guint project, guint8 basis)
{
  if (!is_counted (casebook, enrolment, project))
    return 0;
  return basis == REP_STAGE_REPERE ? enrolment->stages.repere_a : enrolment->stages.date[basis];
}

guint8
rep_progress_basis (RepCasebook *casebook, guint project, guint32 as_of)
{
  const RepTarget *target = rep_project_target (get_project (casebook, project), as_of);

  return target != NULL ? target->basis : REP_STAGE_REPERE;
}

static gboolean
is_by (guint32 day, guint32 as_of)
{
  return day != 0 && day <= as_of;
}

static const char *
counter_of (guint8 basis)
{
  static const char *const ids[] = { "I3", "I3a", "I4", "I5", "I6", "I7" };

  return ids[MIN (basis, REP_STAGE_ACCOMPAGNE)];
}

/* The erased are kept in what was reached. */
static guint
count_erased (RepCasebook *casebook,
              guint number,
              const char *indicator,
              const char *structure,
              guint32 as_of)
{
  RepPeriod since = { get_project (casebook, number)->start, as_of };

  return (guint)rep_counters_get (casebook, number, indicator,
                                  structure != NULL ? "structure" : NULL, structure, &since);
}

static void
count_persons (RepCasebook *casebook, guint number, RepProgress *progress)
{
  const GArray *enrolments = rep_casebook_enrolments (casebook);
  const GArray *persons = rep_casebook_persons (casebook);

  for (guint i = 0; i < enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);

    if (!is_counted (casebook, enrolment, number))
      continue;
    if (is_by (rep_progress_day (casebook, enrolment, number, progress->basis), progress->as_of)) {
      progress->reached++;
      if (g_array_index (persons, RepPersonRow, enrolment->person).identity_type ==
          REP_IDENTITY_UNKNOWN)
        progress->without_identity++;
    }
    if (is_by (enrolment->stages.date[REP_STAGE_REPERE], progress->as_of) &&
        !is_by (enrolment->stages.repere_a, progress->as_of))
      progress->signalled++;
  }
  progress->reached +=
      count_erased (casebook, number, counter_of (progress->basis), NULL, progress->as_of);
  progress->signalled += count_erased (casebook, number, "I3", NULL, progress->as_of) -
                         count_erased (casebook, number, "I3a", NULL, progress->as_of);
}

static void
compare_with_time (const RepProject *project, RepProgress *progress)
{
  RepExpected expected = rep_project_expected (project, progress->as_of);
  double left = (double)progress->target - (double)progress->reached;

  progress->days_total = expected.total;
  progress->days_elapsed = expected.elapsed;
  progress->expected = progress->target * expected.share;
  progress->expected_worked = progress->target * expected.worked_share;
  progress->rate = progress->target > 0 ? (double)progress->reached / progress->target : 0;
  progress->weekly_needed =
      progress->days_elapsed < progress->days_total
          ? MAX (left, 0) / ((progress->days_total - progress->days_elapsed) / 7.0)
          : -1;
}

RepProgress
rep_progress (RepCasebook *casebook, guint number, guint32 as_of)
{
  const RepProject *project = get_project (casebook, number);
  const RepTarget *target = rep_project_target (project, as_of);
  RepProgress progress = { .as_of = as_of, .basis = REP_STAGE_REPERE };

  if (target != NULL) {
    progress.basis = target->basis;
    progress.basis_confirmed = target->basis_confirmed;
    progress.target = (guint)MAX (target->value, 0);
  }
  count_persons (casebook, number, &progress);
  compare_with_time (project, &progress);
  return progress;
}

gboolean
rep_progress_elapsed (RepCasebook *casebook, guint number, guint days, RepProgress *progress)
{
  const RepProject *project = get_project (casebook, number);
  guint32 day = project->start + days - 1;

  if (days == 0 || days > G_MAXINT16 || day > rep_casebook_today (casebook) ||
      day > rep_project_end (project, day))
    return FALSE;
  *progress = rep_progress (casebook, number, day);
  return TRUE;
}

gboolean
rep_progress_contact_counts (const RepContactRow *contact,
                             const RepProject *project,
                             guint number,
                             guint32 as_of)
{
  guint32 last = MIN (as_of, rep_project_last_day (project));

  return contact->revision != 0 && contact->project == number && contact->headcount == REP_NONE &&
         !contact->refused && contact->fact.date >= project->start && contact->fact.date <= last;
}

GArray *
rep_progress_by_channel (RepCasebook *casebook, guint number, guint32 as_of)
{
  const RepProject *project = get_project (casebook, number);
  const GArray *enrolments = rep_casebook_enrolments (casebook);
  const GArray *contacts = rep_casebook_contacts (casebook);
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (RepChannelCount));
  RepChannelCount by_number[64] = { 0 };

  for (guint i = 0; i < enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);

    if (is_counted (casebook, enrolment, number) &&
        is_by (enrolment->stages.date[REP_STAGE_REPERE], as_of))
      by_number[enrolment->channel & 63].persons++;
  }
  for (guint i = 0; i < contacts->len; i++) {
    const RepContactRow *contact = &g_array_index (contacts, RepContactRow, i);

    if (rep_progress_contact_counts (contact, project, number, as_of))
      by_number[contact->fact.channel & 63].contacts++;
  }
  for (guint8 channel = 0; channel < G_N_ELEMENTS (by_number); channel++) {
    by_number[channel].channel = channel;
    if (by_number[channel].persons + by_number[channel].contacts > 0)
      g_array_append_val (counts, by_number[channel]);
  }
  return counts;
}

static void
count_structure (RepCasebook *casebook,
                 guint number,
                 RepStructureCount *count,
                 RepProgress *progress)
{
  const RepProject *project = get_project (casebook, number);
  const GArray *enrolments = rep_casebook_enrolments (casebook);
  const GArray *contacts = rep_casebook_contacts (casebook);
  const GArray *outings = rep_casebook_outings (casebook);

  for (guint i = 0; i < enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);

    if (enrolment->structure == count->structure &&
        is_by (rep_progress_day (casebook, enrolment, number, progress->basis), progress->as_of))
      count->reached++;
  }
  for (guint i = 0; i < contacts->len; i++) {
    const RepContactRow *contact = &g_array_index (contacts, RepContactRow, i);

    if (contact->fact.structure == count->structure &&
        rep_progress_contact_counts (contact, project, number, progress->as_of))
      count->contacts++;
  }
  for (guint i = 0; i < outings->len; i++) {
    const RepOutingRow *outing = &g_array_index (outings, RepOutingRow, i);

    if (outing->revision != 0 && outing->project == number &&
        outing->structure == count->structure && outing->date >= project->start &&
        outing->date <= progress->as_of)
      count->outings++;
  }
}

GArray *
rep_progress_by_structure (RepCasebook *casebook, guint number, guint32 as_of)
{
  const RepProject *project = get_project (casebook, number);
  GArray *counts = g_array_new (FALSE, TRUE, sizeof (RepStructureCount));
  RepProgress progress = rep_progress (casebook, number, as_of);

  for (guint i = 0; project->structures != NULL && i < project->structures->len; i++) {
    const RepProjectStructure *entry = g_ptr_array_index (project->structures, i);
    const RepTarget *target = rep_project_structure_target (project, &entry->structure, as_of);
    RepStructureCount count = {
      .structure = rep_casebook_number (casebook, &rep_kind_structure, &entry->structure),
      .target = target != NULL ? (guint)MAX (target->value, 0) : 0,
    };

    count_structure (casebook, number, &count, &progress);
    count.reached +=
        count_erased (casebook, number, counter_of (progress.basis), entry->name, progress.as_of);
    g_array_append_val (counts, count);
  }
  return counts;
}
