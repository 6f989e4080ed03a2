/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/demo/demo-life.h"

/* How far a youth goes, if there is time enough. */
enum { SIGNALLED = 1, TRIED, CONTACTED, MET, MOBILISED, SUPPORTED };

static const RepDemoChoice depths[][6] = {
  [REP_DEMO_WAY_OUTREACH] = { { TRIED, 2 },
                              { CONTACTED, 2 },
                              { MET, 34 },
                              { MOBILISED, 29 },
                              { SUPPORTED, 33 } },
  [REP_DEMO_WAY_SIGNAL] = { { SIGNALLED, 21 },
                            { TRIED, 15 },
                            { CONTACTED, 15 },
                            { MET, 13 },
                            { MOBILISED, 16 },
                            { SUPPORTED, 21 } },
  [REP_DEMO_WAY_ONLINE] = { { TRIED, 21 },
                            { CONTACTED, 27 },
                            { MET, 16 },
                            { MOBILISED, 16 },
                            { SUPPORTED, 19 } },
};

gboolean
rep_demo_is_contact (RepDemoEventKind kind)
{
  return kind != REP_DEMO_SUPPORT && kind != REP_DEMO_EXIT;
}

gboolean
rep_demo_is_reached (RepDemoEventKind kind)
{
  return kind == REP_DEMO_TALK || kind == REP_DEMO_MEET || kind == REP_DEMO_ACTION;
}

static gboolean
is_remote (RepDemoEventKind kind)
{
  return kind == REP_DEMO_SIGNAL || kind == REP_DEMO_ATTEMPT || kind == REP_DEMO_TALK;
}

static void
push (RepDemoLife *life, RepDemoEventKind kind)
{
  gboolean contact = rep_demo_is_contact (kind);

  if (life->n_events == REP_DEMO_MAX_EVENTS ||
      (contact && life->n_contacts == REP_DEMO_MAX_CONTACTS))
    return;
  life->events[life->n_events++] = (RepDemoEvent){ .kind = kind, .outing = -1 };
  life->n_contacts += contact ? 1 : 0;
}

static void
push_some (RepDemoLife *life, RepDemoEventKind kind, guint n)
{
  for (guint i = 0; i < n; i++)
    push (life, kind);
}

static void
open_life (RepDemoLife *life, RepDemoRandom *random, guint depth)
{
  switch (life->channel->way) {
    case REP_DEMO_WAY_OUTREACH:
      push (life, depth >= MET         ? REP_DEMO_MEET
                  : depth >= CONTACTED ? REP_DEMO_TALK
                                       : REP_DEMO_ATTEMPT);
      return;
    case REP_DEMO_WAY_ONLINE:
      push (life, depth >= CONTACTED ? REP_DEMO_TALK : REP_DEMO_ATTEMPT);
      return;
    case REP_DEMO_WAY_SIGNAL:
    default:
      push (life, REP_DEMO_SIGNAL);
      if (rep_demo_chance (random, 10))
        push (life, REP_DEMO_SIGNAL);
      if (depth >= TRIED)
        push_some (life, REP_DEMO_ATTEMPT, rep_demo_draw (random, 3));
      if (depth >= CONTACTED)
        push (life, REP_DEMO_TALK);
      return;
  }
}

/* More of the same: only who is mobilised is met again, since a second meeting mobilises. */
static void
go_on (RepDemoLife *life, RepDemoRandom *random, guint depth)
{
  guint n = depth >= MOBILISED ? rep_demo_draw (random, 5) : rep_demo_draw (random, 4);

  for (guint i = 0; i < n; i++) {
    guint drawn = rep_demo_draw (random, 100);

    if (drawn < 35 || depth < CONTACTED)
      push (life, REP_DEMO_ATTEMPT);
    else if (drawn < 65 || depth < MOBILISED)
      push (life, REP_DEMO_TALK);
    else
      push (life, drawn < 80 ? REP_DEMO_MEET : REP_DEMO_ACTION);
  }
}

static void
meet (RepDemoLife *life, RepDemoRandom *random, guint depth)
{
  if (depth < MET)
    return;
  if (life->channel->way != REP_DEMO_WAY_OUTREACH) {
    if (rep_demo_chance (random, 20))
      push (life, REP_DEMO_ATTEMPT);
    push (life, REP_DEMO_MEET);
  }
  if (depth < MOBILISED)
    return;
  if (rep_demo_chance (random, 35))
    push (life, rep_demo_chance (random, 60) ? REP_DEMO_TALK : REP_DEMO_ATTEMPT);
  push (life, rep_demo_chance (random, 60) ? REP_DEMO_ACTION : REP_DEMO_MEET);
  if (depth == SUPPORTED) {
    if (rep_demo_chance (random, 40))
      push (life, REP_DEMO_MEET);
    push (life, REP_DEMO_SUPPORT);
  }
}

static void
close_life (RepDemoLife *life, RepDemoRandom *random, guint depth)
{
  static const guint8 exits[] = {
    [SIGNALLED] = 0, [TRIED] = 3, [CONTACTED] = 8, [MET] = 11, [MOBILISED] = 14, [SUPPORTED] = 30
  };
  guint percent = life->ending == REP_DEMO_REFUSAL         ? 45
                  : life->ending == REP_DEMO_OUT_OF_TARGET ? 10
                                                           : exits[depth];

  if (!rep_demo_chance (random, percent))
    return;
  push (life, REP_DEMO_EXIT);
  if (life->ending == REP_DEMO_OPEN && rep_demo_chance (random, 22))
    push (life, rep_demo_chance (random, 50) ? REP_DEMO_TALK : REP_DEMO_MEET);
}

static guint
draw_depth (RepDemoLife *life, RepDemoRandom *random)
{
  guint depth = REP_DEMO_CHOOSE (random, depths[life->channel->way]);
  guint drawn = rep_demo_draw (random, 100);
  gboolean outreach = life->channel->way == REP_DEMO_WAY_OUTREACH;

  life->ending = REP_DEMO_OPEN;
  if (life->anonymous)
    return MIN (depth, outreach ? MET : CONTACTED);
  if (drawn < 5) {
    life->ending = REP_DEMO_OUT_OF_TARGET;
    return MIN (depth, MET);
  }
  if (drawn < 13 && (depth == CONTACTED || depth == MET))
    life->ending = REP_DEMO_REFUSAL;
  return depth;
}

/* A meeting of a travelling team is part of one of its outings, when there is one soon. */
static void
join_outing (const RepDemoPlan *plan, RepDemoRandom *random, RepDemoLife *life, RepDemoEvent *event)
{
  gboolean first = life->home == NULL;
  guint percent = life->channel->number == REP_DEMO_CONS_ITIN ? 75 : 92;
  RepOuting *outing;
  guint number;

  if (event->kind != REP_DEMO_MEET || !rep_demo_chance (random, first ? percent : 60))
    return;
  outing = rep_demo_plan_outing (plan, life->structure_number, life->channel->number, event->day,
                                 first ? NULL : life->home->epci, &number);
  if (outing == NULL)
    return;
  event->outing = (gint)number;
  event->day = outing->date;
  if (first)
    life->home = rep_demo_plan_home_near (life->structure, outing->place, random);
}

static guint32
wait_after (const RepDemoEvent *before, const RepDemoEvent *event, RepDemoRandom *random)
{
  guint days = before->kind == REP_DEMO_SIGNAL || before->kind == REP_DEMO_ATTEMPT
                   ? rep_demo_between (random, 1, 10)
                   : rep_demo_between (random, 3, 26);

  if (event->kind == REP_DEMO_EXIT || before->kind == REP_DEMO_EXIT)
    days += rep_demo_between (random, 7, 40);
  return before->day + days;
}

/* Gives every event its day; what would come after the last day has not happened yet. */
static void
date_events (const RepDemoPlan *plan, RepDemoRandom *random, RepDemoLife *life)
{
  guint n = life->n_events;

  life->events[0].day = rep_demo_plan_first_day (plan, is_remote (life->events[0].kind), random);
  join_outing (plan, random, life, &life->events[0]);
  if (life->home == NULL)
    life->home = rep_demo_plan_home (life->structure, random);
  for (guint i = 1; i < n; i++) {
    RepDemoEvent *event = &life->events[i];

    event->day = rep_demo_plan_next_day (plan, wait_after (event - 1, event, random),
                                         is_remote (event->kind), random);
    if (event->day == 0) {
      life->n_events = i;
      return;
    }
    join_outing (plan, random, life, event);
  }
}

void
rep_demo_life_draw (const RepDemoPlan *plan, RepDemoRandom *random, RepDemoLife *life)
{
  guint depth = draw_depth (life, random);

  life->structure = rep_demo_plan_structure (plan, random, &life->structure_number);
  life->home = NULL;
  life->n_events = life->n_contacts = 0;
  open_life (life, random, depth);
  if (!life->anonymous || depth >= MET)
    meet (life, random, depth);
  if (life->ending == REP_DEMO_OPEN && !life->anonymous && depth >= TRIED)
    go_on (life, random, depth);
  close_life (life, random, depth);
  date_events (plan, random, life);

  life->n_contacts = 0;
  for (guint i = 0; i < life->n_events; i++)
    life->n_contacts += rep_demo_is_contact (life->events[i].kind) ? 1 : 0;
}
