/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/casebook-private.h"

/* Stages of each youth in each project, worked out from the rows by the rules of domain/stage. */

typedef struct {
  GArray *contacts; /* RepContactFact of one youth in one project */
  GArray *entries;  /* RepStageFact */
} Facts;

static void
facts_init (Facts *facts)
{
  facts->contacts = g_array_new (FALSE, FALSE, sizeof (RepContactFact));
  facts->entries = g_array_new (FALSE, FALSE, sizeof (RepStageFact));
}

static void
facts_clear (Facts *facts)
{
  g_array_unref (facts->contacts);
  g_array_unref (facts->entries);
}

static void
gather (const RepCasebook *self, guint32 person, guint16 project, Facts *facts)
{
  const RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, person);

  g_array_set_size (facts->contacts, 0);
  g_array_set_size (facts->entries, 0);
  if (row->same_as != REP_NO_ROW)
    return; /* found with the youth it is the same as */
  for (guint32 at = row->first_link; at != REP_NO_ROW;) {
    const RepLink *link = &g_array_index (self->links, RepLink, at);
    const RepContactRow *contact = &g_array_index (self->contacts, RepContactRow, link->contact);

    if (contact->project == project)
      g_array_append_val (facts->contacts, contact->fact);
    at = link->next;
  }
  for (guint32 at = row->first_entry; at != REP_NO_ROW;) {
    const RepEntryRow *entry = &g_array_index (self->entries, RepEntryRow, at);

    if (entry->project == project)
      g_array_append_val (facts->entries, entry->fact);
    at = entry->next;
  }
}

static gint16
age_in (const RepCasebook *self, guint32 person, guint16 project)
{
  guint32 at = g_array_index (self->persons, RepPersonRow, person).first_age;

  while (at != REP_NO_ROW) {
    const RepAgeRow *age = &g_array_index (self->ages, RepAgeRow, at);

    if (age->project == project)
      return age->age;
    at = age->next;
  }
  return REP_NONE;
}

static gboolean
counts (const RepProject *project, const RepPersonRow *person, const RepEnrolment *enrolment)
{
  if (enrolment->stages.out_of_target || person->revision == 0)
    return FALSE;
  if (person->identity_type == REP_IDENTITY_UNKNOWN && !project->count_unidentified)
    return FALSE;
  return enrolment->age == REP_NONE ||
         ((project->age_min == REP_NONE || enrolment->age >= project->age_min) &&
          (project->age_max == REP_NONE || enrolment->age <= project->age_max));
}

static RepStageRules
rules_of (const RepCasebook *self, const RepProject *project)
{
  return (RepStageRules){ .start = project->start,
                          .end = rep_project_last_day (project),
                          .mobilised_days =
                              project->mobilised_days > 0 ? (guint)project->mobilised_days : 2 };
}

/* Only an exit makes more of a parcours than its first day. */
static void
keep_parcours (RepCasebook *self,
               const Facts *facts,
               const RepStageRules *rules,
               RepEnrolment *enrolment)
{
  g_autoptr (GArray) found = NULL;
  guint32 *at = &enrolment->first_parcours;

  *at = REP_NO_ROW;
  if (enrolment->stages.date[REP_STAGE_SORTI] == 0)
    return;
  found = g_array_new (FALSE, FALSE, sizeof (RepParcours));
  rep_stages_parcours ((const RepContactFact *)(gpointer)facts->contacts->data,
                       facts->contacts->len, (const RepStageFact *)(gpointer)facts->entries->data,
                       facts->entries->len, rules, enrolment->stages.date[REP_STAGE_REPERE], found);
  for (guint i = 0; i < found->len; i++) {
    RepParcoursRow row = { g_array_index (found, RepParcours, i), REP_NO_ROW };

    *at = self->parcours->len;
    g_array_append_val (self->parcours, row);
    at = &g_array_index (self->parcours, RepParcoursRow, self->parcours->len - 1).next;
  }
}

static void
evaluate (RepCasebook *self,
          guint32 person,
          guint16 number,
          const RepProject *project,
          Facts *facts,
          RepEnrolment *enrolment)
{
  const RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, person);
  RepStageRules rules = rules_of (self, project);

  gather (self, person, number, facts);
  rep_stages_evaluate ((const RepContactFact *)(gpointer)facts->contacts->data,
                       facts->contacts->len, (const RepStageFact *)(gpointer)facts->entries->data,
                       facts->entries->len, &rules, &enrolment->stages);
  enrolment->structure = row->structure;
  enrolment->channel = 0;
  if (enrolment->stages.first >= 0) {
    const RepContactFact *first =
        &g_array_index (facts->contacts, RepContactFact, enrolment->stages.first);

    enrolment->structure = first->structure;
    enrolment->channel = first->channel;
  }
  enrolment->age = age_in (self, person, number);
  enrolment->in_target = counts (project, row, enrolment);
  keep_parcours (self, facts, &rules, enrolment);
}

guint32
rep_casebook_first_day (
    RepCasebook *self, guint32 person, guint16 number, guint32 without, guint32 with)
{
  const RepProject *project = g_ptr_array_index (self->projects, number);
  RepStageRules rules;
  RepStages stages;
  Facts facts;

  if (project == NULL)
    return 0;
  rules = rules_of (self, project);
  facts_init (&facts);
  gather (self, person, number, &facts);
  for (guint i = 0; without != REP_NO_ROW && i < facts.contacts->len; i++)
    if (g_array_index (facts.contacts, RepContactFact, i).tie ==
        g_array_index (self->contacts, RepContactRow, without).fact.tie)
      g_array_remove_index (facts.contacts, i--);
  if (with != REP_NO_ROW)
    g_array_append_val (facts.contacts, g_array_index (self->contacts, RepContactRow, with).fact);
  rep_stages_evaluate ((const RepContactFact *)(gpointer)facts.contacts->data, facts.contacts->len,
                       (const RepStageFact *)(gpointer)facts.entries->data, facts.entries->len,
                       &rules, &stages);
  facts_clear (&facts);
  return stages.date[REP_STAGE_REPERE];
}

gboolean
rep_casebook_stages_on (
    RepCasebook *self, guint32 person, guint number, guint32 day, RepStages *stages)
{
  const RepProject *project =
      number < self->projects->len ? g_ptr_array_index (self->projects, number) : NULL;
  RepStageRules rules;
  Facts facts;

  if (project == NULL)
    return FALSE;
  rules = rules_of (self, project);
  rules.end = MIN (rules.end, day);
  facts_init (&facts);
  gather (self, person, (guint16)number, &facts);
  rep_stages_evaluate ((const RepContactFact *)(gpointer)facts.contacts->data, facts.contacts->len,
                       (const RepStageFact *)(gpointer)facts.entries->data, facts.entries->len,
                       &rules, stages);
  facts_clear (&facts);
  return stages->date[REP_STAGE_REPERE] != 0;
}

static RepEnrolment *
get_enrolment (RepCasebook *self, guint32 person, guint16 project)
{
  guint32 *first = &g_array_index (self->persons, RepPersonRow, person).first_enrolment;
  const RepEnrolment *known = rep_casebook_enrolment (self, person, project);
  RepEnrolment added = { .person = person, .project = project, .next = *first };

  if (known == NULL) {
    *first = self->enrolments->len;
    g_array_append_val (self->enrolments, added);
    known = &g_array_index (self->enrolments, RepEnrolment, *first);
  }
  return (RepEnrolment *)known;
}

static void
enrol_with (RepCasebook *self, guint32 person, guint16 number, Facts *facts)
{
  const RepProject *project = g_ptr_array_index (self->projects, number);

  if (project != NULL)
    evaluate (self, person, number, project, facts, get_enrolment (self, person, number));
}

void
rep_casebook_enrol (RepCasebook *self, guint32 person, guint16 project)
{
  Facts facts;

  rep_casebook_touch (self, person);
  facts_init (&facts);
  enrol_with (self, person, project, &facts);
  facts_clear (&facts);
}

/* Every project the youth was ever seen in. */
static void
enrol_person (RepCasebook *self, guint32 person, GArray *seen, Facts *facts)
{
  const RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, person);

  if (row->same_as != REP_NO_ROW)
    return;
  g_array_set_size (seen, 0);
  g_array_set_size (seen, self->projects->len);
  for (guint32 at = row->first_link; at != REP_NO_ROW;
       at = g_array_index (self->links, RepLink, at).next) {
    guint32 contact = g_array_index (self->links, RepLink, at).contact;

    g_array_index (seen, guint8, g_array_index (self->contacts, RepContactRow, contact).project) =
        1;
  }
  for (guint32 at = row->first_entry; at != REP_NO_ROW;
       at = g_array_index (self->entries, RepEntryRow, at).next)
    g_array_index (seen, guint8, g_array_index (self->entries, RepEntryRow, at).project) = 1;

  for (guint project = 0; project < seen->len; project++)
    if (g_array_index (seen, guint8, project) != 0)
      enrol_with (self, person, (guint16)project, facts);
}

void
rep_casebook_enrol_all (RepCasebook *self)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, TRUE, sizeof (guint8));
  Facts facts;

  facts_init (&facts);
  for (guint32 person = 0; person < self->persons->len; person++)
    enrol_person (self, person, seen, &facts);
  facts_clear (&facts);
}

void
rep_casebook_enrol_row (RepCasebook *self, guint32 person)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, TRUE, sizeof (guint8));
  Facts facts;

  rep_casebook_touch (self, person);
  facts_init (&facts);
  for (guint project = 0; project < self->projects->len; project++)
    if (rep_casebook_enrolment (self, person, project) != NULL)
      enrol_with (self, person, (guint16)project, &facts);
  enrol_person (self, person, seen, &facts);
  facts_clear (&facts);
}

void
rep_casebook_enrol_project (RepCasebook *self, guint16 project)
{
  for (guint i = 0; i < self->enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (self->enrolments, RepEnrolment, i);

    if (enrolment->project == project)
      rep_casebook_enrol (self, enrolment->person, project);
  }
}
