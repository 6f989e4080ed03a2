/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/figures/count.h"

#define CHANNEL_OTHER "AUTRE"

/* Where a day lies beside the period. */
typedef enum { BEFORE, WITHIN, NEVER } When;

typedef struct {
  const RepFacts *table;
  const RepPeriod *period;
  RepCounted *counted;
  guint current;   /* place of the youth, contact or group at hand */
  guint wanted;    /* the indicator whose members are collected, or none */
  GArray *members; /* RepCountMember; NULL when they are only counted */
} Count;

static inline When
when (const Count *self, guint32 day)
{
  if (day == 0 || day > self->period->to)
    return NEVER;
  return day < self->period->from ? BEFORE : WITHIN;
}

static void
collect (Count *self, guint indicator, gint64 n)
{
  RepCountMember member = { self->current, (guint)n };

  if (indicator == self->wanted && n > 0)
    g_array_append_val (self->members, member);
}

static inline void
add (Count *self, guint indicator, When at, gint64 n)
{
  if (at == NEVER)
    return;
  self->counted->cumulative[indicator] += n;
  if (at == BEFORE)
    return;
  self->counted->flow[indicator] += n;
  if (self->members != NULL)
    collect (self, indicator, n);
}

static void
add_to_stock (Count *self, guint indicator)
{
  self->counted->flow[indicator]++;
  if (self->members != NULL)
    collect (self, indicator, 1);
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
  When left = when (self, parcours->left);

  add (self, REP_I8, left, 1);
  if (group == STRICT)
    add (self, REP_I8_STRICT, left, 1);
  if (group == STRICT || group == WIDE)
    add (self, REP_I8_WIDE, left, 1);
  else
    add (self, group == NEUTRAL ? REP_I8_NEUTRAL : REP_I8_OTHER, left, 1);
  if (group == UNKNOWN || group == 0 || parcours->exit == EXIT_LOST_SIGHT_OF)
    add (self, REP_I14_UNKNOWN, left, 1);
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
      add (self, REP_I9, when (self, row->parcours.opened), 1);
    if (row->parcours.left != 0)
      add_exit (self, &row->parcours);
    if (row->parcours.opened <= self->period->to)
      open = row->parcours.left == 0 || row->parcours.left > self->period->to;
    at = row->next;
  }
  return open;
}

static void
add_known (Count *self, const RepSubject *subject, When first)
{
  /* RepAnswerCode -> yes, no, not recorded */
  static const guint8 order[] = {
    [REP_FACT_ANSWER_NR] = 2, [REP_FACT_ANSWER_YES] = 0, [REP_FACT_ANSWER_NO] = 1
  };

  add (self, REP_I17_ML + order[subject->known_ml], first, 1);
  add (self, REP_I17_SPE + order[subject->known_spe], first, 1);
}

static void
add_day (GArray *delays, guint32 days)
{
  if (days >= delays->len)
    g_array_set_size (delays, days + 1);
  g_array_index (delays, guint32, days)++;
}

static void
add_delay (Count *self, RepDelays *delays, guint32 from, guint32 to)
{
  When reached = when (self, to);

  if (reached == NEVER || from == 0 || to < from)
    return;
  add_day (delays->cumulative, to - from);
  if (reached == WITHIN)
    add_day (delays->flow, to - from);
}

static void
add_stages (Count *self, const RepSubject *subject, RepDelays delays[2])
{
  static const guint indicators[] = { REP_I3A, REP_I3, REP_I4, REP_I5, REP_I6, REP_I7 };
  When at[G_N_ELEMENTS (indicators)];

  for (guint stage = 0; stage <= REP_STAGE_ACCOMPAGNE; stage++) {
    at[stage] = when (self, subject->day[stage]);
    add (self, indicators[stage], at[stage], 1);
    self->counted->unidentified[stage] += subject->unidentified && at[stage] != NEVER;
  }
  if (follow_parcours (self, subject) && at[REP_STAGE_CONTACTE] != NEVER)
    add_to_stock (self, REP_I10);
  if (at[0] == NEVER && at[REP_STAGE_REPERE] != NEVER)
    add_to_stock (self, REP_I3B);
  add_known (self, subject, at[0]);
  add_delay (self, &delays[0], subject->own_first, subject->own_met);
  add_delay (self, &delays[1], subject->own_first, subject->own_mobilised);
}

/*
 * What is asked of every youth and of every contact has few different answers, one number each: so
 * they are tallied by that number first, and looked at in words once for each that occurs.
 */
#define N_LACKS (1 << 8)
#define N_SAYINGS (1 << 12)

/* In the order of the indicators from I16_NR_SEX on, then without identity. */
static inline guint
lacks_of (const RepSubject *subject)
{
  return (guint)(subject->sex == 0) | (guint)(subject->age < 0) << 1 |
         (guint)(subject->zone == REP_FACT_ZONE_NR) << 2 | (guint)(subject->level == 0) << 3 |
         (guint)(subject->known == REP_FACT_ANSWER_NR) << 4 |
         (guint)(subject->situation == 0) << 5 |
         (guint)((subject->publics_yes | subject->publics_no) == 0) << 6 |
         (guint)(subject->unidentified != 0) << 7;
}

static void
add_lacks (Count *self, guint lacks, When at, gint64 n)
{
  add (self, REP_I16_PERSONS, at, n);
  for (guint i = 0; i < 7; i++)
    if ((lacks >> i & 1) != 0)
      add (self, REP_I16_NR_SEX + i, at, n);
  if ((lacks >> 7 & 1) != 0)
    add (self, REP_I16_UNIDENTIFIED, at, n);
}

static inline guint
saying_of (const RepEvent *event, guint other)
{
  return MIN (event->reached, 7u) | (guint)(event->outcomes >> 1 & 63) << 3 |
         (guint)(event->channel == other) << 9 | (guint)(event->late != 0) << 10 |
         (guint)(event->impossible != 0) << 11;
}

static void
add_saying (Count *self, guint saying, When at, gint64 n)
{
  guint reached = saying & 7;

  add (self, REP_I1, at, n);
  if (reached >= 1 && reached <= 6)
    add (self, REP_I1_REACHED + reached - 1, at, n);
  for (guint outcome = 0; outcome < 6; outcome++)
    if ((saying >> (3 + outcome) & 1) != 0)
      add (self, REP_I1_OUTCOME + outcome, at, n);
  if ((saying >> 9 & 1) != 0)
    add (self, REP_I16_OTHER, at, n);
  if ((saying >> 10 & 1) != 0)
    add (self, REP_I16_LATE, at, n);
  if ((saying >> 11 & 1) != 0)
    add (self, REP_I16_IMPOSSIBLE, at, n);
}

typedef void (*AddFunc) (Count *self, guint answer, When at, gint64 n);

/* One of them: tallied, or when members are collected looked at as it comes. */
static inline void
tally (Count *self, guint32 *tallies, guint answer, When at, AddFunc func)
{
  if (self->members != NULL)
    func (self, answer, at, 1);
  else if (at != NEVER)
    tallies[2 * answer + at]++;
}

static void
add_tallies (Count *self, const guint32 *tallies, guint n, AddFunc func)
{
  for (guint i = 0; i < 2 * n; i++)
    if (tallies[i] != 0)
      func (self, i / 2, i % 2, tallies[i]);
}

static void
count_subjects (Count *self, RepDelays delays[2])
{
  guint32 tallies[2 * N_LACKS] = { 0 };

  for (guint i = 0; i < self->table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (self->table->subjects, RepSubject, i);
    When first = when (self, subject->day[REP_STAGE_REPERE]);

    self->current = i;
    tally (self, tallies, lacks_of (subject), first, add_lacks);
    if (subject->n_merged > 0)
      add (self, REP_I16_MERGED, first, subject->n_merged);
    if (subject->counts)
      add_stages (self, subject, delays);
  }
  add_tallies (self, tallies, N_LACKS, add_lacks);
}

static void
count_contacts (Count *self)
{
  const RepTerm *term = rep_vocabulary_by_code (&rep_vocabulary_channel, CHANNEL_OTHER);
  guint other = term != NULL ? term->number : G_MAXUINT;
  guint n = rep_facts_contacts_before (self->table, MIN (self->period->to, self->table->last) + 1);
  guint32 tallies[2 * N_SAYINGS] = { 0 };

  for (guint i = 0; i < n; i++) {
    const RepEvent *event = &g_array_index (self->table->contacts, RepEvent, i);

    self->current = i;
    tally (self, tallies, saying_of (event, other), when (self, event->day), add_saying);
  }
  add_tallies (self, tallies, N_SAYINGS, add_saying);
}

static void
count_groups (Count *self)
{
  for (guint i = 0; i < self->table->groups->len; i++) {
    const RepGroup *group = &g_array_index (self->table->groups, RepGroup, i);
    When at = when (self, group->day);

    self->current = i;
    add (self, REP_I2, at, MAX (group->entered, group->named));
    add (self, REP_I2_NAMED, at, group->named);
  }
}

static void
count_all (Count *self, RepDelays delays[2])
{
  memset (self->counted, 0, sizeof *self->counted);
  count_subjects (self, delays);
  count_contacts (self);
  count_groups (self);
}

void
rep_delays_init (RepDelays delays[2])
{
  for (guint i = 0; i < 2; i++) {
    delays[i].flow = g_array_new (FALSE, TRUE, sizeof (guint32));
    delays[i].cumulative = g_array_new (FALSE, TRUE, sizeof (guint32));
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
