/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/stage.h"

int
rep_contact_fact_compare (const RepContactFact *a, const RepContactFact *b)
{
  if (a->date != b->date)
    return a->date < b->date ? -1 : 1;
  if (a->minute >= 0 && b->minute >= 0 && a->minute != b->minute)
    return a->minute < b->minute ? -1 : 1;
  if (a->entered_at != b->entered_at)
    return a->entered_at < b->entered_at ? -1 : 1;
  return a->tie < b->tie ? -1 : a->tie > b->tie ? 1 : 0;
}

static void
earliest (guint32 *date, guint32 day)
{
  if (*date == 0 || day < *date)
    *date = day;
}

static gboolean
has_outcome (const RepContactFact *contact, guint outcome)
{
  return (contact->outcomes >> outcome & 1) != 0;
}

static gboolean
is_meeting (const RepContactFact *contact)
{
  return contact->reached == REP_REACHED_JOINT &&
         (contact->mode == REP_MODE_FACE || contact->mode == REP_MODE_VISIO);
}

static gboolean
is_within (const RepStageRules *rules, guint32 day)
{
  return day >= rules->start && day <= rules->end;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  guint32 left = *(const guint32 *)a;
  guint32 right = *(const guint32 *)b;

  return left < right ? -1 : left > right ? 1 : 0;
}

/* The n-th distinct day of meeting mobilises, without any action. */
static guint32
nth_meeting_day (const RepContactFact *contacts, guint n_contacts, const RepStageRules *rules)
{
  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint distinct = 0;

  for (guint i = 0; i < n_contacts; i++)
    if (is_meeting (&contacts[i]) && is_within (rules, contacts[i].date))
      g_array_append_val (days, contacts[i].date);
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++) {
    guint32 day = g_array_index (days, guint32, i);

    if (i > 0 && g_array_index (days, guint32, i - 1) == day)
      continue;
    if (++distinct == rules->mobilised_days)
      return day;
  }
  return 0;
}

static void
add_contact (const RepContactFact *contact, RepStages *stages)
{
  gboolean joint = contact->reached == REP_REACHED_JOINT;

  earliest (&stages->date[REP_STAGE_REPERE], contact->date);
  if (joint || contact->mode == REP_MODE_FACE)
    earliest (&stages->repere_a, contact->date);
  if (joint)
    earliest (&stages->date[REP_STAGE_CONTACTE], contact->date);
  if (is_meeting (contact))
    earliest (&stages->date[REP_STAGE_RENCONTRE], contact->date);
  if (joint && has_outcome (contact, REP_OUTCOME_ACTION_FAITE))
    earliest (&stages->date[REP_STAGE_MOBILISE], contact->date);
}

/* A stage implies the earlier ones at its date, unless they came before; SORTI implies REPERE only.
 */
static void
imply_earlier (RepStages *stages)
{
  for (int stage = REP_STAGE_ACCOMPAGNE; stage > REP_STAGE_REPERE; stage--)
    if (stages->date[stage] != 0)
      earliest (&stages->date[stage - 1], stages->date[stage]);
  if (stages->date[REP_STAGE_SORTI] != 0)
    earliest (&stages->date[REP_STAGE_REPERE], stages->date[REP_STAGE_SORTI]);
  if (stages->date[REP_STAGE_CONTACTE] != 0)
    earliest (&stages->repere_a, stages->date[REP_STAGE_CONTACTE]);
}

static void
judge_target (const RepContactFact *contacts, guint n, RepStages *stages)
{
  const RepContactFact *last = NULL;

  for (guint i = 0; i < n; i++)
    if ((has_outcome (&contacts[i], REP_OUTCOME_HORS_CIBLE) ||
         contacts[i].reached == REP_REACHED_JOINT) &&
        (last == NULL || rep_contact_fact_compare (last, &contacts[i]) < 0))
      last = &contacts[i];
  stages->out_of_target = last != NULL && has_outcome (last, REP_OUTCOME_HORS_CIBLE);
}

static gboolean
reopens (const RepContactFact *contact, guint32 exit)
{
  return contact->date > exit && contact->reached == REP_REACHED_JOINT &&
         !has_outcome (contact, REP_OUTCOME_REFUS) &&
         !has_outcome (contact, REP_OUTCOME_HORS_CIBLE);
}

/* The first exit on or after @opened. */
static const RepStageFact *
find_exit (const RepStageFact *entries, guint n, const RepStageRules *rules, guint32 opened)
{
  const RepStageFact *first = NULL;

  for (guint i = 0; i < n; i++)
    if (entries[i].stage == REP_STAGE_SORTI && entries[i].date >= opened &&
        is_within (rules, entries[i].date) &&
        (first == NULL || entries[i].date < first->date ||
         (entries[i].date == first->date && entries[i].exit < first->exit)))
      first = &entries[i];
  return first;
}

void
rep_stages_parcours (const RepContactFact *contacts,
                     guint n_contacts,
                     const RepStageFact *entries,
                     guint n_entries,
                     const RepStageRules *rules,
                     guint32 opened,
                     GArray *out)
{
  while (opened != 0) {
    const RepStageFact *exit = find_exit (entries, n_entries, rules, opened);
    RepParcours parcours = { .opened = opened };

    opened = 0;
    if (exit != NULL) {
      parcours.left = exit->date;
      parcours.exit = exit->exit;
      for (guint i = 0; i < n_contacts; i++)
        if (reopens (&contacts[i], exit->date) && is_within (rules, contacts[i].date))
          earliest (&opened, contacts[i].date);
    }
    g_array_append_val (out, parcours);
  }
}

static void
follow_parcours (const RepContactFact *contacts,
                 guint n_contacts,
                 const RepStageFact *entries,
                 guint n_entries,
                 const RepStageRules *rules,
                 RepStages *stages)
{
  g_autoptr (GArray) parcours = NULL;

  stages->entries = stages->date[REP_STAGE_REPERE] != 0 ? 1 : 0;
  if (stages->date[REP_STAGE_SORTI] == 0)
    return;
  parcours = g_array_new (FALSE, FALSE, sizeof (RepParcours));
  rep_stages_parcours (contacts, n_contacts, entries, n_entries, rules,
                       stages->date[REP_STAGE_REPERE], parcours);
  stages->entries = parcours->len;
  if (g_array_index (parcours, RepParcours, parcours->len - 1).left != 0)
    stages->current = REP_STAGE_SORTI;
}

static void
find_current (RepStages *stages)
{
  for (guint stage = REP_STAGE_REPERE; stage <= REP_STAGE_ACCOMPAGNE; stage++)
    if (stages->date[stage] != 0)
      stages->current = (guint8)stage;
}

static void
find_first (const RepContactFact *contacts, guint n, RepStages *stages)
{
  for (guint i = 0; i < n; i++)
    if (contacts[i].date == stages->date[REP_STAGE_REPERE] &&
        (stages->first < 0 ||
         rep_contact_fact_compare (&contacts[i], &contacts[stages->first]) < 0))
      stages->first = (gint32)i;
}

void
rep_stages_evaluate (const RepContactFact *contacts,
                     guint n_contacts,
                     const RepStageFact *entries,
                     guint n_entries,
                     const RepStageRules *rules,
                     RepStages *stages)
{
  guint32 mobilised = nth_meeting_day (contacts, n_contacts, rules);

  memset (stages, 0, sizeof *stages);
  stages->first = -1;
  for (guint i = 0; i < n_contacts; i++)
    if (is_within (rules, contacts[i].date))
      add_contact (&contacts[i], stages);
  for (guint i = 0; i < n_entries; i++)
    if (is_within (rules, entries[i].date))
      earliest (&stages->date[entries[i].stage], entries[i].date);
  if (mobilised != 0)
    earliest (&stages->date[REP_STAGE_MOBILISE], mobilised);

  stages->own_first = stages->date[REP_STAGE_REPERE];
  stages->own_met = stages->date[REP_STAGE_RENCONTRE];
  stages->own_mobilised = stages->date[REP_STAGE_MOBILISE];
  imply_earlier (stages);
  judge_target (contacts, n_contacts, stages);
  find_first (contacts, n_contacts, stages);
  find_current (stages);
  follow_parcours (contacts, n_contacts, entries, n_entries, rules, stages);
}
