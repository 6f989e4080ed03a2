/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/demo/demo-profile.h"

/* Numbers of vocabularies. */
enum { YES = 1, NO = 2, UNSURE = 3 };
enum { OUT_FOLLOWED = 1, OUT_SCHOOL = 2, OUT_WORK = 3, OUT_AGE = 4 };
enum {
  PUBLIC_NEET = 1,
  PUBLIC_NON_ACCOMPAGNE_SPE = 3,
  PUBLIC_QPV = 6,
  PUBLIC_RURAL = 7,
  PUBLIC_SORTANT_ASE = 8,
  PUBLIC_DECROCHEUR = 10,
  PUBLIC_DECROCHEUR_UNIV = 11,
  PUBLIC_HANDICAP = 12,
  PUBLIC_JUSTICE = 13,
  PUBLIC_MINEUR = 14,
  N_PUBLICS = 23,
};
enum {
  SITUATION_NONE = 1,
  SITUATION_SEARCHING = 2,
  SITUATION_REGISTERED = 3,
  SITUATION_WORK = 4,
  SITUATION_TRAINING = 6,
  SITUATION_SCHOOL = 9,
  SITUATION_ILL = 11,
  SITUATION_PARENT = 12,
  SITUATION_UNKNOWN = 13,
};
enum { LEVEL_N0 = 1, LEVEL_N1, LEVEL_N2, LEVEL_N3, LEVEL_N4, LEVEL_N5, LEVEL_N6 };

#define RURAL_BELOW 2000 /* inhabitants */
#define QPV_ABOVE 12000

/* Percent of yes and of no; the rest is not recorded. */
typedef struct {
  guint8 yes;
  guint8 no;
} Odds;

static const Odds public_odds[N_PUBLICS] = {
  { 0, 0 },   { 84, 5 },  { 58, 17 }, { 60, 18 }, { 42, 26 }, { 30, 30 }, { 34, 38 }, { 30, 45 },
  { 6, 46 },  { 3, 48 },  { 40, 30 }, { 9, 50 },  { 6, 42 },  { 5, 42 },  { 10, 60 }, { 14, 34 },
  { 28, 30 }, { 12, 50 }, { 5, 60 },  { 5, 60 },  { 6, 60 },  { 3, 40 },  { 2, 30 },
};

int
rep_demo_age (RepDemoRandom *random)
{
  static const RepDemoChoice ages[] = { { 16, 6 },  { 17, 9 }, { 18, 12 }, { 19, 12 }, { 20, 11 },
                                        { 21, 10 }, { 22, 9 }, { 23, 8 },  { 24, 7 },  { 25, 6 },
                                        { 26, 4 },  { 27, 3 }, { 28, 2 },  { 29, 2 } };
  static const RepDemoChoice beyond[] = { { 15, 5 }, { 30, 4 }, { 31, 1 } };

  return rep_demo_draw (random, 1000) < 14 ? REP_DEMO_CHOOSE (random, beyond)
                                           : REP_DEMO_CHOOSE (random, ages);
}

/* A birth day, an age the youth said, or nothing. */
static void
set_age (RepDemoRandom *random, guint32 day, int age, RepPerson *person)
{
  gboolean named = person->last_name != NULL;
  guint drawn = rep_demo_draw (random, 100);

  if (named && drawn < 86)
    person->birth = day - (guint32)age * 1461 / 4 - 1 - rep_demo_draw (random, 362);
  else if (drawn < (named ? 95 : 60)) {
    person->declared_age = age;
    person->declared_on = day;
  }
}

/* Bits of what the channel or the home alone already says; the rest follows the odds. */
static Odds
odds_of (guint public, const RepDemoLife *life, int age)
{
  static const guint8 told[][2] = {
    { REP_DEMO_JUSTICE, PUBLIC_JUSTICE }, { REP_DEMO_CD_ASE, PUBLIC_SORTANT_ASE },
    { REP_DEMO_MDPH, PUBLIC_HANDICAP },   { REP_DEMO_UNIV, PUBLIC_DECROCHEUR_UNIV },
    { REP_DEMO_PSAD, PUBLIC_DECROCHEUR }, { REP_DEMO_EDUC, PUBLIC_DECROCHEUR }
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (life->channel->number == told[i][0] && public == told[i][1])
      return (Odds){ 85, 4 };
  if (public == PUBLIC_MINEUR)
    return age < 18 ? (Odds){ 90, 0 } : (Odds){ 0, 85 };
  if (public == PUBLIC_RURAL && life->home->population >= RURAL_BELOW)
    return (Odds){ 2, 70 };
  if (public == PUBLIC_RURAL)
    return (Odds){ 85, 3 };
  if (public == PUBLIC_QPV && life->home->population < QPV_ABOVE)
    return (Odds){ 0, 75 };
  return public_odds[public];
}

static void
set_publics (const RepDemoTeller *teller, const RepDemoLife *life, int age, RepPerson *person)
{
  const RepProject *project = teller->plan->project;

  for (guint public = 1; public < N_PUBLICS; public ++) {
    guint64 bit = G_GUINT64_CONSTANT (1) << public;
    Odds odds = odds_of (public, life, age);
    guint drawn = rep_demo_draw (teller->random, 100);

    if (((project->audience | project->required) & bit) == 0 ||
        (life->anonymous && !rep_demo_chance (teller->random, 30)))
      continue;
    if (drawn < odds.yes)
      person->publics_yes |= bit;
    else if (drawn < odds.yes + odds.no + 0u)
      person->publics_no |= bit;
  }
}

void
rep_demo_add_situation (RepPerson *person, guint32 day, guint8 situation)
{
  RepSituation *entry = rep_list_add (&person->situations, &rep_kind_situation);

  entry->date = day;
  entry->situation = situation;
}

static void
set_situation (const RepDemoTeller *teller, const RepDemoLife *life, RepPerson *person)
{
  static const RepDemoChoice neet[] = { { SITUATION_NONE, 38 },
                                        { SITUATION_SEARCHING, 33 },
                                        { SITUATION_REGISTERED, 17 },
                                        { SITUATION_PARENT, 6 },
                                        { SITUATION_ILL, 3 } };
  static const RepDemoChoice other[] = { { SITUATION_WORK, 4 },
                                         { SITUATION_TRAINING, 3 },
                                         { SITUATION_SCHOOL, 4 } };
  static const RepDemoChoice unknown[] = {
    { SITUATION_UNKNOWN, 3 }, { 0, 4 }, { SITUATION_NONE, 2 }, { SITUATION_SEARCHING, 1 }
  };
  guint64 bit = G_GUINT64_CONSTANT (1) << PUBLIC_NEET;
  guint64 unfollowed = G_GUINT64_CONSTANT (1) << PUBLIC_NON_ACCOMPAGNE_SPE;
  guint8 situation = (person->publics_yes & bit) != 0  ? REP_DEMO_CHOOSE (teller->random, neet)
                     : (person->publics_no & bit) != 0 ? REP_DEMO_CHOOSE (teller->random, other)
                                                       : REP_DEMO_CHOOSE (teller->random, unknown);

  if (situation == SITUATION_REGISTERED && (person->publics_yes & unfollowed) != 0)
    situation = SITUATION_SEARCHING;
  if (situation != 0)
    rep_demo_add_situation (person, life->events[0].day, situation);
}

static guint8
latest_situation (const RepPerson *person)
{
  const RepSituation *entry =
      person->situations != NULL
          ? g_ptr_array_index (person->situations, person->situations->len - 1)
          : NULL;

  return entry != NULL ? entry->situation : 0;
}

static void
set_known (RepDemoRandom *random, const RepDemoLife *life, RepPerson *person)
{
  static const RepDemoChoice ml[] = { { NO, 56 }, { YES, 27 }, { UNSURE, 7 }, { 0, 10 } };
  static const RepDemoChoice spe[] = { { NO, 60 }, { YES, 12 }, { UNSURE, 10 }, { 0, 18 } };
  static const RepDemoChoice hardly[] = { { UNSURE, 2 }, { 0, 5 } };

  person->known_ml =
      life->anonymous ? REP_DEMO_CHOOSE (random, hardly) : REP_DEMO_CHOOSE (random, ml);
  person->known_spe = latest_situation (person) == SITUATION_REGISTERED ? YES
                      : life->anonymous ? REP_DEMO_CHOOSE (random, hardly)
                                        : REP_DEMO_CHOOSE (random, spe);
}

/* What only comes up once the youth has been talked with. */
static void
set_background (RepDemoRandom *random, const RepDemoLife *life, int age, RepPerson *person)
{
  static const RepDemoChoice minors[] = { { LEVEL_N0, 6 }, { LEVEL_N2, 3 }, { LEVEL_N3, 1 } };
  static const RepDemoChoice adults[] = { { LEVEL_N0, 27 }, { LEVEL_N1, 5 },  { LEVEL_N2, 8 },
                                          { LEVEL_N3, 30 }, { LEVEL_N4, 24 }, { LEVEL_N5, 4 },
                                          { LEVEL_N6, 2 } };
  static const RepDemoChoice students[] = { { LEVEL_N4, 8 }, { LEVEL_N5, 2 }, { LEVEL_N6, 1 } };
  static const RepDemoChoice housings[] = { { 2, 60 }, { 1, 14 }, { 3, 9 }, { 4, 7 }, { 5, 1 } };
  static const RepDemoChoice means[] = { { 5, 45 }, { 6, 22 }, { 4, 15 }, { 3, 8 }, { 2, 10 } };
  static const RepDemoChoice obstacles[] = { { 3, 40 },  { 1, 14 }, { 4, 14 }, { 7, 10 },
                                             { 10, 12 }, { 5, 5 },  { 6, 5 } };

  if (rep_demo_chance (random, 65))
    person->level = age < 18                                 ? REP_DEMO_CHOOSE (random, minors)
                    : life->channel->number == REP_DEMO_UNIV ? REP_DEMO_CHOOSE (random, students)
                                                             : REP_DEMO_CHOOSE (random, adults);
  if (rep_demo_chance (random, 35))
    person->housing = REP_DEMO_CHOOSE (random, housings);
  if (rep_demo_chance (random, 35))
    person->mobility = G_GUINT64_CONSTANT (1) << REP_DEMO_CHOOSE (random, means);
  if (rep_demo_chance (random, 30))
    person->obstacles = G_GUINT64_CONSTANT (1) << REP_DEMO_CHOOSE (random, obstacles);
}

void
rep_demo_profile (const RepDemoTeller *teller, const RepDemoLife *life, int age, RepPerson *person)
{
  gboolean reached = FALSE;

  set_age (teller->random, life->events[0].day, age, person);
  set_publics (teller, life, age, person);
  set_situation (teller, life, person);
  set_known (teller->random, life, person);
  for (guint i = 0; i < life->n_events; i++)
    reached |= rep_demo_is_reached (life->events[i].kind);
  if (reached && !life->anonymous)
    set_background (teller->random, life, age, person);
  if (!life->anonymous && rep_demo_chance (teller->random, 95))
    memcpy (person->home, life->home->insee, strlen (life->home->insee));
}

guint8
rep_demo_out_of_target (const RepProject *project, const RepPerson *person, int age)
{
  guint8 situation = latest_situation (person);

  if ((project->age_min != REP_NONE && age < project->age_min) ||
      (project->age_max != REP_NONE && age > project->age_max))
    return OUT_AGE;
  return situation == SITUATION_WORK                                        ? OUT_WORK
         : situation == SITUATION_SCHOOL || situation == SITUATION_TRAINING ? OUT_SCHOOL
                                                                            : OUT_FOLLOWED;
}
