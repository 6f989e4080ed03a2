/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/day.h"
#include "app/figures/facts.h"

/* An entry so many days after the event is late. */
#define LATE_DAYS 15
#define SECONDS_A_DAY 86400
#define DAY_1970 719163 /* 1 January 1970 */

/* Numbers of rep_vocabulary_answer and rep_vocabulary_public. */
enum { ANSWER_YES = 1, ANSWER_NO = 2 };
enum { PUBLIC_QPV = 6, PUBLIC_RURAL = 7 };

static gboolean
is_ours (const RepFacts *self, const RepContactRow *contact)
{
  return contact->revision != 0 && contact->project == self->number &&
         contact->fact.date >= self->start && contact->fact.date <= self->last;
}

/* The day of entry, in UTC; 0 when it was not kept. */
static gint64
entry_day (const RepContactFact *fact)
{
  return fact->entered_at != 0 ? fact->entered_at / SECONDS_A_DAY + DAY_1970 : 0;
}

static RepEvent
event_of (const RepContactRow *row, guint32 contact)
{
  gint64 entered = entry_day (&row->fact);

  return (RepEvent){ .day = row->fact.date,
                     .contact = contact,
                     .structure = row->fact.structure,
                     .channel = row->fact.channel,
                     .reached = row->fact.reached,
                     .outcomes = (guint8)row->fact.outcomes,
                     .mode = row->fact.mode,
                     .shared = (guint8)(row->n_persons > 1),
                     .late = (guint8)(entered > (gint64)row->fact.date + LATE_DAYS),
                     .impossible = (guint8)(entered != 0 && entered < (gint64)row->fact.date) };
}

static guint8
answer (guint8 number)
{
  return number == ANSWER_YES  ? REP_FACT_ANSWER_YES
         : number == ANSWER_NO ? REP_FACT_ANSWER_NO
                               : REP_FACT_ANSWER_NR;
}

static guint8
zone_of (const RepPersonRow *row)
{
  guint64 both = G_GUINT64_CONSTANT (1) << PUBLIC_QPV | G_GUINT64_CONSTANT (1) << PUBLIC_RURAL;

  if ((row->publics_yes >> PUBLIC_QPV & 1) != 0)
    return REP_FACT_ZONE_QPV;
  if ((row->publics_yes >> PUBLIC_RURAL & 1) != 0)
    return REP_FACT_ZONE_RURAL;
  return (row->publics_no & both) == both ? REP_FACT_ZONE_OTHER : REP_FACT_ZONE_NR;
}

static guint8
known_of (const RepSubject *subject)
{
  if (subject->known_ml == REP_FACT_ANSWER_YES || subject->known_spe == REP_FACT_ANSWER_YES)
    return REP_FACT_ANSWER_YES;
  return subject->known_ml == REP_FACT_ANSWER_NO && subject->known_spe == REP_FACT_ANSWER_NO
             ? REP_FACT_ANSWER_NO
             : REP_FACT_ANSWER_NR;
}

static RepSubject
subject_of (const RepEnrolment *enrolment, const RepPersonRow *row)
{
  RepSubject subject = { .own_first = enrolment->stages.own_first,
                         .own_met = enrolment->stages.own_met,
                         .own_mobilised = enrolment->stages.own_mobilised,
                         .person = enrolment->person,
                         .first_parcours = enrolment->first_parcours,
                         .publics_yes = row->publics_yes,
                         .publics_no = row->publics_no,
                         .structure = enrolment->structure,
                         .age = enrolment->age,
                         .sex = row->sex,
                         .level = row->level,
                         .situation = row->situation,
                         .channel = enrolment->channel,
                         .known_ml = answer (row->known_ml),
                         .known_spe = answer (row->known_spe),
                         .zone = zone_of (row),
                         .unidentified = (guint8)(row->identity_type == REP_IDENTITY_UNKNOWN),
                         .counts = (guint8)(enrolment->in_target != FALSE) };

  for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++)
    subject.day[stage] = enrolment->stages.date[stage];
  subject.day[0] = enrolment->stages.repere_a;
  subject.known = known_of (&subject);
  return subject;
}

static gboolean
is_left_out (const guint8 *without, guint32 person)
{
  return without != NULL && without[person] != 0;
}

/* Fills @places with the place of each youth's subject, plus one; 0 for none. */
static void
add_subjects (RepFacts *self, const guint8 *without, guint32 *places)
{
  const GArray *persons = rep_casebook_persons (self->casebook);
  const GArray *enrolments = rep_casebook_enrolments (self->casebook);

  for (guint i = 0; i < enrolments->len; i++) {
    const RepEnrolment *enrolment = &g_array_index (enrolments, RepEnrolment, i);
    const RepPersonRow *row = &g_array_index (persons, RepPersonRow, enrolment->person);
    RepSubject subject;

    if (enrolment->project != self->number || row->revision == 0 || row->same_as != REP_NO_ROW ||
        enrolment->stages.date[REP_STAGE_REPERE] == 0 || is_left_out (without, enrolment->person))
      continue;
    subject = subject_of (enrolment, row);
    g_array_append_val (self->subjects, subject);
    places[enrolment->person] = self->subjects->len;
  }
  for (guint32 i = 0; i < persons->len; i++) {
    guint32 root = rep_casebook_root (self->casebook, i);

    if (root == i)
      continue;
    places[i] = places[root];
    if (places[root] != 0)
      g_array_index (self->subjects, RepSubject, places[root] - 1).n_merged++;
  }
}

typedef void (*EventFunc) (RepFacts *self,
                           RepSubject *subject,
                           const RepContactRow *row,
                           guint32 n);

static void
each_event (RepFacts *self, const guint32 *places, EventFunc func)
{
  const GArray *persons = rep_casebook_persons (self->casebook);
  const GArray *links = rep_casebook_links (self->casebook);
  const GArray *contacts = rep_casebook_contacts (self->casebook);

  for (guint32 i = 0; i < persons->len; i++) {
    guint32 at = g_array_index (persons, RepPersonRow, i).first_link;

    for (; places[i] != 0 && at != REP_NO_ROW; at = g_array_index (links, RepLink, at).next) {
      guint32 number = g_array_index (links, RepLink, at).contact;
      const RepContactRow *row = &g_array_index (contacts, RepContactRow, number);

      if (is_ours (self, row))
        func (self, &g_array_index (self->subjects, RepSubject, places[i] - 1), row, number);
    }
  }
}

static void
count_event (RepFacts *self, RepSubject *subject, const RepContactRow *row, guint32 number)
{
  subject->n_events++;
}

/* A contact that names a youth and the one it was merged with is one event. */
static void
put_event (RepFacts *self, RepSubject *subject, const RepContactRow *row, guint32 number)
{
  RepEvent *first = &g_array_index (self->events, RepEvent, subject->first_event);

  for (guint i = 0; row->n_persons > 1 && i < subject->n_events; i++)
    if (first[i].contact == number)
      return;
  first[subject->n_events++] = event_of (row, number);
}

/* A counting sort: how many each youth has, then each at its place. */
static void
add_events (RepFacts *self, const guint32 *places)
{
  guint n = 0;

  each_event (self, places, count_event);
  for (guint i = 0; i < self->subjects->len; i++) {
    RepSubject *subject = &g_array_index (self->subjects, RepSubject, i);

    subject->first_event = n;
    n += subject->n_events;
    subject->n_events = 0;
  }
  g_array_set_size (self->events, n);
  each_event (self, places, put_event);
  g_array_set_size (self->event_days, n);
  for (guint i = 0; i < n; i++)
    g_array_index (self->event_days, guint32, i) = g_array_index (self->events, RepEvent, i).day;
}

static gboolean
is_headcount (RepFacts *self, const RepContactRow *row)
{
  RepGroup group = { row->fact.date,      REP_NO_ROW,       (guint)row->headcount, 0,
                     row->fact.structure, row->fact.channel };

  if (row->headcount == REP_NONE)
    return FALSE;
  if (row->outing == REP_NO_ROW)
    g_array_append_val (self->groups, group);
  return TRUE;
}

/* From the number of each day to the place of its first. */
static void
add_up (guint *places, guint n_days)
{
  guint sum = 0;

  for (guint i = 0; i < n_days; i++) {
    guint here = places[i];

    places[i] = sum;
    sum += here;
  }
}

static void
add_contacts (RepFacts *self)
{
  const GArray *contacts = rep_casebook_contacts (self->casebook);
  guint n_days = self->last >= self->start ? self->last - self->start + 1 : 0;
  g_autofree guint *places = g_new0 (guint, n_days + 1);
  g_autoptr (GArray) ours = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < contacts->len; i++) {
    const RepContactRow *row = &g_array_index (contacts, RepContactRow, i);

    if (!is_ours (self, row) || row->refused || is_headcount (self, row))
      continue;
    g_array_append_val (ours, i);
    places[row->fact.date - self->start]++;
  }
  add_up (places, n_days);
  g_array_set_size (self->contacts, ours->len);
  for (guint i = 0; i < ours->len; i++) {
    guint32 number = g_array_index (ours, guint32, i);
    const RepContactRow *row = &g_array_index (contacts, RepContactRow, number);
    RepEvent event = event_of (row, number);

    g_array_index (self->contacts, RepEvent, places[event.day - self->start]++) = event;
    if (row->n_persons == 0)
      g_array_append_val (self->nameless, event);
  }
}

/* Distinct youths of each outing: those of one youth follow each other, so the last one is enough.
 */
static guint *
count_named (RepFacts *self, guint n_outings)
{
  const GArray *rows = rep_casebook_contacts (self->casebook);
  guint *named = g_new0 (guint, n_outings + 1);
  g_autofree guint *last = g_new0 (guint, n_outings + 1);

  for (guint i = 0; i < self->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (self->subjects, RepSubject, i);

    for (guint j = 0; j < subject->n_events; j++) {
      guint32 contact = g_array_index (self->events, RepEvent, subject->first_event + j).contact;
      guint32 outing = g_array_index (rows, RepContactRow, contact).outing;

      if (outing >= n_outings || last[outing] == i + 1)
        continue;
      last[outing] = i + 1;
      named[outing]++;
    }
  }
  return named;
}

static void
add_outings (RepFacts *self)
{
  const GArray *outings = rep_casebook_outings (self->casebook);
  g_autofree guint *named = count_named (self, outings->len);

  for (guint32 i = 0; i < outings->len; i++) {
    const RepOutingRow *row = &g_array_index (outings, RepOutingRow, i);
    RepGroup group = { row->date,      i,           (guint)MAX (row->headcount, 0), named[i],
                       row->structure, row->channel };

    if (row->revision != 0 && row->project == self->number && row->date >= self->start &&
        row->date <= self->last)
      g_array_append_val (self->groups, group);
  }
}

RepFacts *
rep_facts_new (RepCasebook *casebook, guint number, const guint8 *without)
{
  RepFacts *self = g_new0 (RepFacts, 1);
  g_autofree guint32 *places = g_new0 (guint32, rep_casebook_persons (casebook)->len + 1);

  self->casebook = casebook;
  self->project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  self->number = number;
  self->start = self->project->start;
  self->last = rep_project_last_day (self->project);
  self->subjects = g_array_new (FALSE, TRUE, sizeof (RepSubject));
  self->events = g_array_new (FALSE, TRUE, sizeof (RepEvent));
  self->event_days = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->contacts = g_array_new (FALSE, TRUE, sizeof (RepEvent));
  self->nameless = g_array_new (FALSE, TRUE, sizeof (RepEvent));
  self->groups = g_array_new (FALSE, TRUE, sizeof (RepGroup));
  add_subjects (self, without, places);
  add_events (self, places);
  add_contacts (self);
  add_outings (self);
  return self;
}

void
rep_facts_free (RepFacts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->subjects);
  g_array_unref (self->events);
  g_array_unref (self->event_days);
  g_array_unref (self->contacts);
  g_array_unref (self->nameless);
  g_array_unref (self->groups);
  g_free (self);
}

guint
rep_facts_contacts_before (const RepFacts *self, guint32 day)
{
  guint low = 0, high = self->contacts->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->contacts, RepEvent, middle).day < day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
