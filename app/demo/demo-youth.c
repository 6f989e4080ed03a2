/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/profile.h"
#include "app/demo/demo-names.h"
#include "app/demo/demo-profile.h"

/* Numbers of vocabularies; those of the stage rules are in domain/stage.h. */
enum { MODE_VOIX = 3, MODE_ECRIT = 4 };
enum { DIRECTION_OUT = 1, DIRECTION_IN = 2, DIRECTION_THIRD = 3 };
enum {
  REACHED_THIRD = 2,
  REACHED_MESSAGE = 3,
  REACHED_NOT = 4,
  REACHED_ABSENT = 5,
  REACHED_WRONG = 6
};
enum { OUTCOME_RDV = 1, OUTCOME_ORIENTE = 2, OUTCOME_REPORTE = 4 };
enum { PLACE_ONLINE = 10, PLACE_PHONE = 11 };
enum {
  STEP_CALL = 1,
  STEP_RDV = 2,
  STEP_VISIT = 3,
  STEP_ACTION = 6,
  STEP_RELANCE = 8,
  STEP_NONE = 12
};
enum { INFORMED_ORAL = 1, INFORMED_PAPER = 2, INFORMED_SMS = 3 };
enum { FOLLOWED = 1 };

#define DAY_SECONDS 86400
#define EVENING_SECONDS (17 * 3600 + 600)
#define RECENT_DAYS 45

/* The record being made and what it is made from. */
typedef struct {
  const RepDemoTeller *teller;
  const RepDemoLife *life;
  RepPerson *person;
  int age;
  gboolean informed;
  gboolean reached; /* before the event at hand */
} Story;

gint64
rep_demo_entered (const RepDemoTeller *teller, guint32 day)
{
  static const RepDemoChoice delays[] = { { 0, 70 }, { 1, 20 }, { 2, 10 } };
  guint32 entered = day + REP_DEMO_CHOOSE (teller->random, delays);

  if (entered > teller->plan->last || (entered - 1) % 7 >= 5) /* not at the weekend */
    entered = day;
  return ((gint64)entered - REP_DEMO_DAY_1970) * DAY_SECONDS + EVENING_SECONDS +
         rep_demo_draw (teller->random, 7200);
}

static guint8
draw_mode (const Story *story, const RepDemoEvent *event)
{
  RepDemoRandom *random = story->teller->random;
  guint8 preset = story->life->channel->mode;

  if (event->kind == REP_DEMO_MEET || event->kind == REP_DEMO_ACTION)
    return event->outing < 0 && rep_demo_chance (random, 3) ? REP_MODE_VISIO : REP_MODE_FACE;
  if (preset != REP_MODE_FACE && (!story->reached || rep_demo_chance (random, 70)))
    return preset;
  return rep_demo_chance (random, 80) ? MODE_VOIX : MODE_ECRIT;
}

static gboolean
is_last_contact (const RepDemoLife *life, guint at)
{
  for (guint i = at + 1; i < life->n_events; i++)
    if (rep_demo_is_contact (life->events[i].kind))
      return FALSE;
  return TRUE;
}

static guint8
draw_reached (const Story *story, guint at)
{
  static const RepDemoChoice missed[] = { { REACHED_NOT, 55 }, { REACHED_MESSAGE, 45 } };
  static const RepDemoChoice given_up[] = { { REACHED_NOT, 5 },
                                            { REACHED_MESSAGE, 3 },
                                            { REACHED_WRONG, 2 } };
  RepDemoRandom *random = story->teller->random;
  RepDemoEventKind kind = story->life->events[at].kind;

  if (kind == REP_DEMO_SIGNAL)
    return REACHED_THIRD;
  if (rep_demo_is_reached (kind))
    return REP_REACHED_JOINT;
  if (story->reached && rep_demo_chance (random, 30))
    return REACHED_ABSENT;
  return !story->reached && is_last_contact (story->life, at) ? REP_DEMO_CHOOSE (random, given_up)
                                                              : REP_DEMO_CHOOSE (random, missed);
}

static guint8
draw_direction (const Story *story, const RepDemoEvent *event)
{
  guint percent = event->kind == REP_DEMO_ATTEMPT                                       ? 0
                  : !story->reached && story->life->channel->way == REP_DEMO_WAY_ONLINE ? 75
                                                                                        : 28;

  if (event->kind == REP_DEMO_SIGNAL)
    return DIRECTION_THIRD;
  return rep_demo_chance (story->teller->random, percent) ? DIRECTION_IN : DIRECTION_OUT;
}

static guint64
draw_outcomes (const Story *story, const RepDemoEvent *event)
{
  static const RepDemoChoice talks[] = {
    { OUTCOME_RDV, 45 }, { OUTCOME_ORIENTE, 13 }, { OUTCOME_REPORTE, 10 }, { 0, 32 }
  };
  static const RepDemoChoice meetings[] = { { OUTCOME_RDV, 38 },
                                            { OUTCOME_ORIENTE, 26 },
                                            { 0, 36 } };
  RepDemoRandom *random = story->teller->random;
  guint64 bits = event->kind == REP_DEMO_ACTION ? 1u << REP_OUTCOME_ACTION_FAITE : 0;
  guint8 drawn;

  if (!rep_demo_is_reached (event->kind))
    return 0;
  drawn = event->kind == REP_DEMO_TALK ? REP_DEMO_CHOOSE (random, talks)
                                       : REP_DEMO_CHOOSE (random, meetings);
  return drawn != 0 ? bits | 1u << drawn : bits;
}

static guint8
draw_action (RepDemoRandom *random)
{
  static const RepDemoChoice actions[] = { { 1, 30 }, { 2, 12 }, { 3, 8 }, { 4, 16 }, { 5, 12 },
                                           { 6, 5 },  { 7, 6 },  { 9, 8 }, { 10, 8 } };

  return REP_DEMO_CHOOSE (random, actions);
}

static void
set_place (const Story *story, const RepDemoEvent *event, RepContact *contact)
{
  static const RepDemoChoice meetings[] = { { 12, 45 }, { 6, 16 }, { 3, 12 }, { 8, 12 },
                                            { 7, 8 },   { 14, 4 }, { 1, 3 } };
  static const RepDemoChoice activities[] = { { 12, 35 }, { 5, 25 }, { 6, 25 }, { 8, 15 } };
  RepDemoRandom *random = story->teller->random;
  gboolean face = contact->mode == REP_MODE_FACE;
  const RepPlace *place =
      rep_demo_chance (random, face ? 55 : 80) ? story->life->home : story->life->structure->town;

  contact->place_type = contact->mode == MODE_VOIX       ? PLACE_PHONE
                        : contact->mode != REP_MODE_FACE ? PLACE_ONLINE
                        : event->kind == REP_DEMO_ACTION ? REP_DEMO_CHOOSE (random, activities)
                                                         : REP_DEMO_CHOOSE (random, meetings);
  if (place != NULL && (face || rep_demo_chance (random, 35)))
    memcpy (contact->place, place->insee, strlen (place->insee));
}

/* Takes place and hour from the outing, and is counted there. */
static void
set_outing (const Story *story, const RepDemoEvent *event, RepContact *contact)
{
  const RepDemoPlan *plan = story->teller->plan;
  const RepOuting *outing = g_ptr_array_index (plan->outings, (guint)event->outing);

  contact->outing = outing->object.id;
  contact->place_type = outing->place_type;
  memcpy (contact->place, outing->place, sizeof contact->place);
  contact->minute =
      (gint32)rep_demo_between (story->teller->random, (guint)outing->start, (guint)outing->end);
  g_array_index (plan->met, guint, (guint)event->outing)++;
}

static void
set_notice (Story *story, RepContact *contact)
{
  static const RepDemoChoice face[] = { { INFORMED_ORAL, 52 }, { INFORMED_PAPER, 35 }, { 0, 13 } };
  static const RepDemoChoice remote[] = { { INFORMED_SMS, 22 }, { INFORMED_ORAL, 18 }, { 0, 60 } };

  if (story->informed || contact->reached != REP_REACHED_JOINT)
    return;
  contact->informed = contact->mode == REP_MODE_FACE
                          ? REP_DEMO_CHOOSE (story->teller->random, face)
                          : REP_DEMO_CHOOSE (story->teller->random, remote);
  story->informed = contact->informed != 0;
}

static void
set_ending (const Story *story, guint at, RepContact *contact)
{
  const RepDemoLife *life = story->life;
  RepDemoEventKind kind = life->events[at].kind;

  if (life->ending == REP_DEMO_OPEN || !is_last_contact (life, at))
    return;
  if (life->ending == REP_DEMO_REFUSAL && rep_demo_is_reached (kind))
    contact->outcomes = 1u << REP_OUTCOME_REFUS;
  if (life->ending == REP_DEMO_OUT_OF_TARGET &&
      (rep_demo_is_reached (kind) || kind == REP_DEMO_SIGNAL)) {
    contact->outcomes = 1u << REP_OUTCOME_HORS_CIBLE;
    contact->out_of_target =
        rep_demo_out_of_target (story->teller->plan->project, story->person, story->age);
    if (contact->out_of_target == FOLLOWED)
      story->person->known_ml = FOLLOWED;
  }
}

/* What was agreed for later: kept for most, forgotten by some, still to come for the last. */
static void
set_next_step (const Story *story, guint at, RepContact *contact)
{
  static const RepDemoChoice after_talk[] = {
    { STEP_CALL, 35 }, { STEP_RDV, 35 }, { STEP_VISIT, 10 }, { STEP_RELANCE, 20 }
  };
  static const RepDemoChoice after_meeting[] = {
    { STEP_RDV, 45 }, { STEP_CALL, 20 }, { STEP_ACTION, 15 }, { STEP_VISIT, 10 }, { 4, 4 }, { 7, 6 }
  };
  const RepDemoLife *life = story->life;
  RepDemoRandom *random = story->teller->random;
  gboolean last = at + 1 == life->n_events;
  gboolean recent = contact->date + RECENT_DAYS >= story->teller->plan->last;

  if ((last && life->ending != REP_DEMO_OPEN) || life->anonymous ||
      !rep_demo_chance (random, !last    ? 55
                                : recent ? 70
                                         : 8)) {
    if (last && rep_demo_chance (random, 20))
      contact->next_step = STEP_NONE;
    return;
  }
  contact->next_step = contact->mode == REP_MODE_FACE ? REP_DEMO_CHOOSE (random, after_meeting)
                                                      : REP_DEMO_CHOOSE (random, after_talk);
  contact->next_date = last ? contact->date + rep_demo_between (random, 2, 32)
                            : MAX (life->events[at + 1].day, contact->date);
}

static void
set_via (const Story *story, RepContact *contact)
{
  const GArray *partners = story->life->channel->partners;
  RepDemoRandom *random = story->teller->random;

  if (contact->direction == DIRECTION_THIRD && partners->len > 0 && rep_demo_chance (random, 80))
    contact->via = g_array_index (partners, RepId, rep_demo_draw (random, partners->len));
}

static void
set_details (const Story *story, RepContact *contact)
{
  RepDemoRandom *random = story->teller->random;
  gboolean joint = contact->reached == REP_REACHED_JOINT;

  if (contact->minute == REP_NONE && rep_demo_chance (random, 75))
    contact->minute = (gint32)rep_demo_between (random, 108, 210) * 5;
  if (joint && contact->mode == REP_MODE_FACE && rep_demo_chance (random, 50))
    contact->duration = (gint32)rep_demo_between (random, 2, 12) * 5;
  if (rep_demo_chance (random, joint ? 38 : 16))
    rep_text_set (&contact->note, rep_demo_note (random, contact->reached));
}

static RepContact *
new_contact (Story *story, guint at)
{
  const RepDemoTeller *teller = story->teller;
  const RepDemoEvent *event = &story->life->events[at];
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->object.id = rep_demo_id (teller->random);
  contact->object.compartment = story->life->structure->compartment;
  contact->project = teller->plan->project->object.id;
  contact->structure = story->life->structure->id;
  rep_ids_add (&contact->persons, &story->person->object.id);
  contact->date = event->day;
  contact->channel = story->life->channel->number;
  contact->mode = draw_mode (story, event);
  contact->reached = draw_reached (story, at);
  contact->direction = draw_direction (story, event);
  contact->outcomes = draw_outcomes (story, event);
  if (event->kind == REP_DEMO_ACTION)
    contact->action = draw_action (teller->random);
  if (event->outing >= 0)
    set_outing (story, event, contact);
  else
    set_place (story, event, contact);
  set_ending (story, at, contact);
  set_next_step (story, at, contact);
  set_notice (story, contact);
  set_via (story, contact);
  set_details (story, contact);
  contact->entered_at = rep_demo_entered (teller, contact->date);
  contact->entered_by = teller->account;
  return contact;
}

static RepStageEntry *
new_entry (const Story *story, const RepDemoEvent *event, guint8 stage)
{
  const RepDemoTeller *teller = story->teller;
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);

  entry->object.id = rep_demo_id (teller->random);
  entry->person = story->person->object.id;
  entry->project = teller->plan->project->object.id;
  entry->stage = stage;
  entry->date = event->day;
  entry->entered_at = rep_demo_entered (teller, event->day);
  entry->entered_by = teller->account;
  return entry;
}

static void
set_reference (RepDemoRandom *random, RepStageEntry *entry)
{
  if (entry->proof != 0 && rep_demo_chance (random, 40))
    entry->proof_reference = g_strdup_printf ("DEMO-%05u", rep_demo_draw (random, 100000));
}

static RepStageEntry *
new_support (const Story *story, const RepDemoEvent *event)
{
  static const RepDemoChoice schemes[] = { { 1, 50 }, { 4, 18 }, { 2, 20 }, { 6, 8 },  { 8, 7 },
                                           { 9, 3 },  { 10, 3 }, { 12, 6 }, { 13, 4 }, { 11, 2 } };
  static const RepDemoChoice proofs[] = { { 1, 35 }, { 4, 30 }, { 3, 15 }, { 2, 5 }, { 0, 15 } };
  RepDemoRandom *random = story->teller->random;
  RepStageEntry *entry = new_entry (story, event, REP_STAGE_ACCOMPAGNE);

  do
    entry->scheme = REP_DEMO_CHOOSE (random, schemes);
  while (!rep_term_valid_on (rep_vocabulary_by_number (&rep_vocabulary_scheme, entry->scheme),
                             entry->date));
  entry->proof = REP_DEMO_CHOOSE (random, proofs);
  set_reference (random, entry);
  return entry;
}

static guint8
draw_exit (const Story *story, gboolean mobilised)
{
  static const RepDemoChoice good[] = { { 1, 14 }, { 2, 22 }, { 3, 11 }, { 4, 24 }, { 5, 6 },
                                        { 6, 12 }, { 8, 3 },  { 7, 2 },  { 12, 4 }, { 13, 4 } };
  static const RepDemoChoice poor[] = { { 13, 32 }, { 12, 24 }, { 8, 14 }, { 2, 10 },
                                        { 6, 6 },   { 4, 6 },   { 9, 3 },  { 17, 5 } };
  enum { EXIT_REFUS = 14, EXIT_OUT_OF_TARGET = 15 };

  if (story->life->ending == REP_DEMO_REFUSAL)
    return EXIT_REFUS;
  if (story->life->ending == REP_DEMO_OUT_OF_TARGET)
    return EXIT_OUT_OF_TARGET;
  return mobilised ? REP_DEMO_CHOOSE (story->teller->random, good)
                   : REP_DEMO_CHOOSE (story->teller->random, poor);
}

static RepStageEntry *
new_exit (const Story *story, guint at)
{
  /* The situation and the proof that go with each exit to work, training or school. */
  static const guint8 situations[] = { 0, 4, 4, 5, 6, 9 };
  static const guint8 proofs[] = { 0, 6, 6, 6, 5, 5 };
  RepDemoRandom *random = story->teller->random;
  const RepDemoEvent *event = &story->life->events[at];
  RepStageEntry *entry = new_entry (story, event, REP_STAGE_SORTI);
  gboolean mobilised = FALSE;

  for (guint i = 0; i < at; i++)
    mobilised |= story->life->events[i].kind == REP_DEMO_ACTION ||
                 story->life->events[i].kind == REP_DEMO_SUPPORT;
  entry->exit = draw_exit (story, mobilised);
  if (entry->exit < G_N_ELEMENTS (situations)) {
    rep_demo_add_situation (story->person, event->day, situations[entry->exit]);
    if (rep_demo_chance (random, 65))
      entry->proof = proofs[entry->exit];
    set_reference (random, entry);
  }
  return entry;
}

static void
tell (Story *story, GPtrArray *objects)
{
  const RepDemoLife *life = story->life;

  for (guint i = 0; i < life->n_events; i++) {
    const RepDemoEvent *event = &life->events[i];

    if (event->kind == REP_DEMO_SUPPORT)
      g_ptr_array_add (objects, new_support (story, event));
    else if (event->kind == REP_DEMO_EXIT)
      g_ptr_array_add (objects, new_exit (story, i));
    else
      g_ptr_array_add (objects, new_contact (story, i));
    story->reached |= rep_demo_is_reached (event->kind);
  }
}

static RepPerson *
new_person (const RepDemoTeller *teller, RepDemoLife *life)
{
  static const RepDemoChoice sexes[] = { { 1, 45 }, { 2, 53 }, { 3, 1 }, { 0, 1 } };
  RepPerson *person = rep_object_new (&rep_kind_person);

  person->object.id = rep_demo_id (teller->random);
  person->sex = REP_DEMO_CHOOSE (teller->random, sexes);
  person->entered_by = teller->account;
  life->channel = rep_demo_plan_channel (teller->plan, teller->random);
  rep_demo_name (teller->random, person,
                 life->channel->number == REP_DEMO_NUM_PDN ||
                     life->channel->number == REP_DEMO_NUM_RESEAUX);
  life->anonymous = person->last_name == NULL && person->pseudonym == NULL;
  return person;
}

guint
rep_demo_youth (const RepDemoTeller *teller, GPtrArray *objects)
{
  RepDemoLife life = { 0 };
  RepPerson *person = new_person (teller, &life);
  Story story = {
    .teller = teller, .life = &life, .person = person, .age = rep_demo_age (teller->random)
  };

  rep_demo_life_draw (teller->plan, teller->random, &life);
  person->structure = life.structure->id;
  person->object.compartment = life.structure->compartment;
  person->entered_at = rep_demo_entered (teller, life.events[0].day);
  rep_demo_profile (teller, &life, story.age, person);
  g_ptr_array_add (objects, person);
  tell (&story, objects);

  (void)rep_profile_set_age (person, &teller->plan->project->object.id, life.events[0].day);
  rep_profile_complete (teller->casebook, person);
  return life.n_contacts;
}
