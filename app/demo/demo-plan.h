/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/place.h"
#include "app/demo/demo-random.h"

G_BEGIN_DECLS

/* Where, when and by which channels one project of the demonstration works. */

/* Numbers of rep_vocabulary_channel that the demonstration tells apart. */
enum {
  REP_DEMO_BUS = 1,
  REP_DEMO_CONS_ITIN = 2,
  REP_DEMO_MARAUDE = 3,
  REP_DEMO_NUM_PDN = 5,
  REP_DEMO_NUM_RESEAUX = 6,
  REP_DEMO_COM_PROX = 7,
  REP_DEMO_PSAD = 10,
  REP_DEMO_EDUC = 11,
  REP_DEMO_UNIV = 12,
  REP_DEMO_CD_ASE = 13,
  REP_DEMO_MDPH = 14,
  REP_DEMO_JUSTICE = 15,
  REP_DEMO_N_CHANNELS = 25,
};

/** RepDemoWay: how youths come to a project through a channel. */
typedef enum {
  REP_DEMO_WAY_OUTREACH, /* the team meets them where they are */
  REP_DEMO_WAY_SIGNAL,   /* someone tells the team about them */
  REP_DEMO_WAY_ONLINE,   /* they answer something they read */
} RepDemoWay;

typedef struct {
  guint8 number;
  guint8 mode; /* its default mode */
  RepDemoWay way;
  GArray *partners; /* RepId, of the kind that speaks through this channel */
} RepDemoChannel;

typedef struct {
  RepId id;
  guint16 compartment;
  GPtrArray *places;    /* RepPlace */
  GArray *upto;         /* guint32: running population of @places */
  const RepPlace *town; /* (nullable): the largest of @places */
} RepDemoStructure;

/**
 * RepDemoPlan:
 * @first: @last: days things happen between
 * @met: how many persons each of @outings met by name (guint)
 */
typedef struct {
  const RepProject *project;
  guint persons;
  guint32 first;
  guint32 last;
  GArray *face;     /* guint32: running weight of each day for meetings */
  GArray *remote;   /* the same for phone and network */
  GArray *channels; /* RepDemoChannel */
  GArray *channel_upto;
  GArray *structures; /* RepDemoStructure */
  GArray *structure_upto;
  GPtrArray *lanes;   /* guint32 *: by structure and outreach channel: outing + 1 of each day */
  GPtrArray *outings; /* RepOuting */
  GArray *met;
} RepDemoPlan;

/**
 * rep_demo_plan_new: Returns: (transfer full): the plan of @project, which the casebook keeps, for
 *   @persons youths until @until.
 */
RepDemoPlan *rep_demo_plan_new (RepCasebook *casebook,
                                const RepProject *project,
                                guint persons,
                                guint32 until,
                                RepDemoRandom *random);
/** rep_demo_plan_free: accepts %NULL. */
void rep_demo_plan_free (RepDemoPlan *plan);

const RepDemoChannel *rep_demo_plan_channel (const RepDemoPlan *plan, RepDemoRandom *random);
const RepDemoStructure *
rep_demo_plan_structure (const RepDemoPlan *plan, RepDemoRandom *random, guint *number);
/** rep_demo_plan_home: Returns: a commune of @structure, by population. */
const RepPlace *rep_demo_plan_home (const RepDemoStructure *structure, RepDemoRandom *random);
/** rep_demo_plan_home_near: Returns: a commune of @structure in the EPCI of @insee. */
const RepPlace *rep_demo_plan_home_near (const RepDemoStructure *structure,
                                         const char *insee,
                                         RepDemoRandom *random);

/** rep_demo_plan_first_day: Returns: a day on which a youth first comes up. */
guint32 rep_demo_plan_first_day (const RepDemoPlan *plan, gboolean remote, RepDemoRandom *random);
/** rep_demo_plan_next_day: Returns: a worked day, @day or soon after, rarely in quiet weeks; 0 when
 * none is left. */
guint32 rep_demo_plan_next_day (const RepDemoPlan *plan,
                                guint32 day,
                                gboolean remote,
                                RepDemoRandom *random);

/**
 * rep_demo_plan_outing:
 * @epci: (nullable): where it must be
 * @number: (out): in @plan->outings
 *
 * Returns: (nullable): the next outing of structure number @structure on @channel from @day on,
 *   within two weeks.
 */
RepOuting *rep_demo_plan_outing (const RepDemoPlan *plan,
                                 guint structure,
                                 guint8 channel,
                                 guint32 day,
                                 const char *epci,
                                 guint *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepDemoPlan, rep_demo_plan_free)

G_END_DECLS
