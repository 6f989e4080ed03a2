/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/figures/count.h"

#define CHANNEL_OTHER "AUTRE"

typedef struct {
  const RepFacts *table;
  const RepPeriod *period;
  RepCounted *counted;
  guint current;   /* place of the youth, contact or group at hand */
  guint wanted;    /* the indicator whose members are collected, or none */
  GArray *members; /* RepCountMember */
} Count;

static void
collect (Count *self, gint64 n)
{
  RepCountMember member = { self->current, (guint)n };

  g_array_append_val (self->members, member);
}

static void
add (Count *self, guint indicator, guint32 day, gint64 n)
{
  if (day == 0 || day > self->period->to)
    return;
  self->counted->cumulative[indicator] += n;
  if (day < self->period->from)
    return;
  self->counted->flow[indicator] += n;
  if (indicator == self->wanted && n > 0)
    collect (self, n);
}

static void
add_to_stock (Count *self, guint indicator)
{
  self->counted->flow[indicator]++;
  if (indicator == self->wanted)
    collect (self, 1);
}

static guint
exit_group (guint8 exit)
{
  static const RepVocabulary *const groups = &rep_vocabulary_exit_group;
  const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_exit, exit);
  const RepTerm *group = term != NULL ? rep_vocabulary_by_code (groups, term->group) : NULL;

  return group != NULL ? group->number : 0;
}

/* Numbers of rep_vocabulary_exit_group and of the one exit that is as good as unknown. */
enum { STRICT = 1, WIDE, NEUTRAL, OTHER, UNKNOWN };
enum { EXIT_LOST_SIGHT_OF = 13 };

static void
add_exit (Count *self, const RepParcours *parcours)
{
  guint group = exit_group (parcours->exit);

  add (self, REP_I8, parcours->left, 1);
  if (group == STRICT)
    add (self, REP_I8_STRICT, parcours->left, 1);
  if (group == STRICT || group == WIDE)
    add (self, REP_I8_WIDE, parcours->left, 1);
  else
    add (self, group == NEUTRAL ? REP_I8_NEUTRAL : REP_I8_OTHER, parcours->left, 1);
  if (group == UNKNOWN || group == 0 || parcours->exit == EXIT_LOST_SIGHT_OF)
    add (self, REP_I14_UNKNOWN, parcours->left, 1);
}

/* Exits and re-entries; whether the youth is still there on the last day. */
static gboolean
follow_parcours (Count *self, const RepSubject *subject)
{
  const GArray *rows = rep_casebook_parcours (self->table->casebook);
  gboolean open = TRUE;
  guint n = 0;

  for (guint32 at = subject->first_parcours; at != REP_NO_ROW;) {
    const RepParcoursRow *row = &g_array_index (rows, RepParcoursRow, at);

    if (n++ > 0)
      add (self, REP_I9, row->parcours.opened, 1);
    if (row->parcours.left != 0)
      add_exit (self, &row->parcours);
    if (row->parcours.opened <= self->period->to)
      open = row->parcours.left == 0 || row->parcours.left > self->period->to;
    at = row->next;
  }
  return open;
}

static void
add_known (Count *self, const RepSubject *subject)
{
  /* RepAnswerCode -> yes, no, not recorded */
  static const guint8 order[] = {
    [REP_FACT_ANSWER_NR] = 2, [REP_FACT_ANSWER_YES] = 0, [REP_FACT_ANSWER_NO] = 1
  };

  add (self, REP_I17_ML + order[subject->known_ml], subject->day[0], 1);
  add (self, REP_I17_SPE + order[subject->known_spe], subject->day[0], 1);
}

static void
add_delay (Count *self, RepDelays *delays, guint32 from, guint32 to)
{
  double days = (double)to - (double)from;

  if (from == 0 || to < from || to > self->period->to)
    return;
  g_array_append_val (delays->cumulative, days);
  if (to >= self->period->from)
    g_array_append_val (delays->flow, days);
}

static void
add_stages (Count *self, const RepSubject *subject, RepDelays delays[2])
{
  static const guint indicators[] = { REP_I3A, REP_I3, REP_I4, REP_I5, REP_I6, REP_I7 };

  for (guint stage = 0; stage <= REP_STAGE_ACCOMPAGNE; stage++)
    add (self, indicators[stage], subject->day[stage], 1);
  if (follow_parcours (self, subject) && subject->day[REP_STAGE_CONTACTE] != 0 &&
      subject->day[REP_STAGE_CONTACTE] <= self->period->to)
    add_to_stock (self, REP_I10);
  if (subject->day[0] == 0 || subject->day[0] > self->period->to)
    if (subject->day[REP_STAGE_REPERE] <= self->period->to)
      add_to_stock (self, REP_I3B);
  add_known (self, subject);
  add_delay (self, &delays[0], subject->own_first, subject->own_met);
  add_delay (self, &delays[1], subject->own_first, subject->own_mobilised);
}

static void
add_quality (Count *self, const RepSubject *subject)
{
  guint32 day = subject->day[REP_STAGE_REPERE];

  add (self, REP_I16_PERSONS, day, 1);
  add (self, REP_I16_NR_SEX, day, subject->sex == 0);
  add (self, REP_I16_NR_AGE, day, subject->age < 0);
  add (self, REP_I16_NR_ZONE, day, subject->zone == REP_FACT_ZONE_NR);
  add (self, REP_I16_NR_LEVEL, day, subject->level == 0);
  add (self, REP_I16_NR_KNOWN, day, subject->known == REP_FACT_ANSWER_NR);
  add (self, REP_I16_NR_SITUATION, day, subject->situation == 0);
  add (self, REP_I16_NR_PUBLICS, day, (subject->publics_yes | subject->publics_no) == 0);
  add (self, REP_I16_UNIDENTIFIED, day, subject->unidentified);
  add (self, REP_I16_MERGED, day, subject->n_merged);
}

static void
count_contacts (Count *self)
{
  const RepTerm *other = rep_vocabulary_by_code (&rep_vocabulary_channel, CHANNEL_OTHER);

  for (guint i = 0; i < self->table->contacts->len; i++) {
    const RepEvent *event = &g_array_index (self->table->contacts, RepEvent, i);

    self->current = i;
    add (self, REP_I1, event->day, 1);
    if (event->reached >= 1 && event->reached <= 6)
      add (self, REP_I1_REACHED + event->reached - 1, event->day, 1);
    for (guint outcome = 1; event->outcomes != 0 && outcome <= 6; outcome++)
      if ((event->outcomes >> outcome & 1) != 0)
        add (self, REP_I1_OUTCOME + outcome - 1, event->day, 1);
    add (self, REP_I16_OTHER, event->day, other != NULL && event->channel == other->number);
    add (self, REP_I16_LATE, event->day, event->late);
    add (self, REP_I16_IMPOSSIBLE, event->day, event->impossible);
  }
  for (guint i = 0; i < self->table->groups->len; i++) {
    const RepGroup *group = &g_array_index (self->table->groups, RepGroup, i);

    self->current = i;
    add (self, REP_I2, group->day, MAX (group->entered, group->named));
    add (self, REP_I2_NAMED, group->day, group->named);
  }
}

static void
count_all (Count *self, RepDelays delays[2])
{
  memset (self->counted, 0, sizeof *self->counted);
  for (guint i = 0; i < self->table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (self->table->subjects, RepSubject, i);

    self->current = i;
    add_quality (self, subject);
    if (subject->counts)
      add_stages (self, subject, delays);
  }
  count_contacts (self);
}

void
rep_delays_init (RepDelays delays[2])
{
  for (guint i = 0; i < 2; i++) {
    delays[i].flow = g_array_new (FALSE, FALSE, sizeof (double));
    delays[i].cumulative = g_array_new (FALSE, FALSE, sizeof (double));
  }
}

void
rep_delays_clear (RepDelays delays[2])
{
  for (guint i = 0; i < 2; i++) {
    g_array_unref (delays[i].flow);
    g_array_unref (delays[i].cumulative);
  }
}

void
rep_count (const RepFacts *table, const RepPeriod *period, RepCounted *counted, RepDelays delays[2])
{
  Count self = { .table = table, .period = period, .counted = counted, .wanted = REP_N_INDICATORS };

  count_all (&self, delays);
}

void
rep_figures_count (const RepFacts *table, const RepPeriod *period, RepCounted *counted)
{
  RepDelays delays[2];

  rep_delays_init (delays);
  rep_count (table, period, counted, delays);
  rep_delays_clear (delays);
}

GArray *
rep_count_members (const RepFacts *table, const RepPeriod *period, guint indicator)
{
  RepCounted counted;
  RepDelays delays[2];
  Count self = { .table = table,
                 .period = period,
                 .counted = &counted,
                 .wanted = indicator,
                 .members = g_array_new (FALSE, FALSE, sizeof (RepCountMember)) };

  rep_delays_init (delays);
  count_all (&self, delays);
  rep_delays_clear (delays);
  return self.members;
}
