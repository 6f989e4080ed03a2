/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/demo/demo-names.h"
#include "app/demo/demo-plan.h"

#define NEXT_OUTING_DAYS 14
#define FULL_DAY 100 /* weight of an ordinary weekday */
#define N_LANES 3    /* outreach channels: the first three of the list */

enum { PLACE_RUE = 1, PLACE_BUS = 2, PLACE_QPV = 4, PLACE_SPORT = 5, PLACE_COMMERCE = 14 };

/* How often a youth first comes up through a channel, beside the others of the project. */
static const guint8 channel_weights[REP_DEMO_N_CHANNELS] = {
  0, 40, 35, 15, 12, 10, 12, 6, 9, 6, 14, 8, 14, 6, 3, 6, 5, 4, 8, 5, 4, 5, 5, 5, 3,
};

/* The kind of partner that speaks through a channel: rep_vocabulary_partner_kind. */
static const guint8 partner_kinds[REP_DEMO_N_CHANNELS] = {
  [10] = 5, [11] = 5, [12] = 5, [13] = 6, [14] = 7,  [15] = 2,
  [16] = 8, [17] = 9, [18] = 3, [19] = 4, [20] = 10, [21] = 11,
};

static gboolean
is_paused (const RepProject *project, guint32 day)
{
  for (guint i = 0; project->pauses != NULL && i < project->pauses->len; i++) {
    const RepPause *pause = g_ptr_array_index (project->pauses, i);

    if (pause->from <= day && day <= pause->to)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_holiday (guint month, guint day)
{
  static const guint8 holidays[][2] = { { 1, 1 },  { 5, 1 },  { 5, 8 },   { 7, 14 },
                                        { 8, 15 }, { 11, 1 }, { 11, 11 }, { 12, 25 } };

  for (guint i = 0; i < G_N_ELEMENTS (holidays); i++)
    if (holidays[i][0] == month && holidays[i][1] == day)
      return TRUE;
  return FALSE;
}

/* Percent of an ordinary month: summer and the end of the year are quiet. */
static guint
season (guint month, guint day)
{
  if (month == 7)
    return 65;
  if (month == 8)
    return 35;
  if ((month == 12 && day > 20) || (month == 1 && day < 4))
    return 20;
  return 100;
}

static guint32
day_weight (const RepProject *project, guint32 day, gboolean remote)
{
  static const guint8 weekdays[] = { FULL_DAY, FULL_DAY, FULL_DAY, FULL_DAY, FULL_DAY, 18, 0 };
  guint year, month, day_of_month;
  guint age = day - project->start;
  guint rise = age < 30 ? 40 : age < 60 ? 70 : 100;
  guint weight = weekdays[(day - 1) % 7]; /* 1 January of year 1 was a Monday */

  rep_day_split (day, &year, &month, &day_of_month);
  if (is_holiday (month, day_of_month) || (remote && weight < FULL_DAY))
    return 0;
  if (is_paused (project, day))
    return remote ? 3 : 0;
  return weight * season (month, day_of_month) * rise / 10000;
}

static GArray *
make_calendar (const RepDemoPlan *plan, gboolean remote)
{
  GArray *upto = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 sum = 0;

  for (guint32 day = plan->first; day <= plan->last; day++) {
    sum += day_weight (plan->project, day, remote);
    g_array_append_val (upto, sum);
  }
  return upto;
}

static guint32
weight_of (const RepDemoPlan *plan, guint32 day, gboolean remote)
{
  const GArray *upto = remote ? plan->remote : plan->face;
  guint at = day - plan->first;

  return g_array_index (upto, guint32, at) - (at > 0 ? g_array_index (upto, guint32, at - 1) : 0);
}

static gboolean
text_is_in (const GPtrArray *texts, const char *text)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (strcmp (g_ptr_array_index (texts, i), text) == 0)
      return TRUE;
  return FALSE;
}

static void
add_places (RepDemoStructure *structure, const GPtrArray *arrondissements, const GPtrArray *epci)
{
  guint n;
  const RepPlace *places = rep_place_all (&n);
  guint32 sum = 0;

  for (guint i = 0; i < n; i++) {
    if (!text_is_in (arrondissements, places[i].arrondissement) &&
        !text_is_in (epci, places[i].epci))
      continue;
    sum += places[i].population;
    g_ptr_array_add (structure->places, (gpointer)&places[i]);
    g_array_append_val (structure->upto, sum);
    if (structure->town == NULL || structure->town->population < places[i].population)
      structure->town = &places[i];
  }
}

static void
clear_structure (gpointer data)
{
  RepDemoStructure *structure = data;

  g_ptr_array_unref (structure->places);
  g_array_unref (structure->upto);
}

/* A structure works on its own part of the territory, or on all of it when it has none. */
static void
add_structures (RepDemoPlan *plan, RepCasebook *casebook)
{
  const RepProject *project = plan->project;
  guint32 sum = 0;

  for (guint i = 0; i < project->structures->len; i++) {
    const RepProjectStructure *entry = g_ptr_array_index (project->structures, i);
    const RepStructure *record =
        g_ptr_array_index (rep_casebook_structures (casebook),
                           rep_casebook_number (casebook, &rep_kind_structure, &entry->structure));
    RepDemoStructure structure = { .id = entry->structure,
                                   .compartment = (guint16)record->identity_compartment,
                                   .places = g_ptr_array_new (),
                                   .upto = g_array_new (FALSE, FALSE, sizeof (guint32)) };
    gboolean own = entry->arrondissements != NULL || entry->epci != NULL;

    add_places (&structure, own ? entry->arrondissements : project->arrondissements,
                own ? entry->epci : project->epci);
    if (structure.places->len > 0)
      sum += g_array_index (structure.upto, guint32, structure.places->len - 1);
    g_array_append_val (plan->structures, structure);
    g_array_append_val (plan->structure_upto, sum);
  }
}

static void
clear_channel (gpointer data)
{
  RepDemoChannel *channel = data;

  g_array_unref (channel->partners);
}

static GArray *
partners_of (const RepProject *project, guint8 channel)
{
  GArray *partners = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; project->consortium != NULL && i < project->consortium->len; i++) {
    const RepMember *member = g_ptr_array_index (project->consortium, i);

    if (partner_kinds[channel] != 0 && member->kind == partner_kinds[channel] &&
        !rep_id_is_none (&member->partner))
      g_array_append_val (partners, member->partner);
  }
  return partners;
}

static RepDemoWay
way_of (const RepTerm *term)
{
  return g_strcmp0 (term->group, "ALLER_VERS") == 0   ? REP_DEMO_WAY_OUTREACH
         : g_strcmp0 (term->group, "OUTIL_INFO") == 0 ? REP_DEMO_WAY_ONLINE
                                                      : REP_DEMO_WAY_SIGNAL;
}

static void
add_channels (RepDemoPlan *plan)
{
  const RepProject *project = plan->project;
  gboolean seen[REP_DEMO_N_CHANNELS] = { FALSE };
  guint32 sum = 0;

  for (guint i = 0; project->channels != NULL && i < project->channels->len; i++) {
    guint8 number = ((const RepProjectChannel *)g_ptr_array_index (project->channels, i))->channel;
    const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_channel, number);
    RepDemoChannel channel = { .number = number };

    if (term == NULL || number >= REP_DEMO_N_CHANNELS || seen[number])
      continue;
    seen[number] = TRUE;
    channel.mode = rep_vocabulary_by_code (&rep_vocabulary_mode, term->preset)->number;
    channel.way = way_of (term);
    channel.partners = partners_of (project, number);
    sum += channel_weights[number];
    g_array_append_val (plan->channels, channel);
    g_array_append_val (plan->channel_upto, sum);
  }
}

static RepOuting *
new_outing (const RepDemoPlan *plan,
            const RepDemoStructure *structure,
            guint8 channel,
            guint32 day,
            RepDemoRandom *random)
{
  static const RepDemoChoice bus[] = { { PLACE_BUS, 1 } };
  static const RepDemoChoice round[] = {
    { PLACE_RUE, 5 }, { PLACE_SPORT, 3 }, { PLACE_QPV, 3 }, { PLACE_COMMERCE, 1 }
  };
  RepOuting *outing = rep_object_new (&rep_kind_outing);
  const RepPlace *place = rep_demo_plan_home (structure, random);

  outing->object.id = rep_demo_id (random);
  outing->object.compartment = structure->compartment;
  outing->project = plan->project->object.id;
  outing->structure = structure->id;
  outing->date = day;
  outing->start = (gint32)rep_demo_between (random, 18, 29) * 30;
  outing->end = outing->start + (gint32)rep_demo_between (random, 4, 8) * 30;
  outing->channel = channel;
  memcpy (outing->place, place->insee, strlen (place->insee));
  outing->place_type =
      channel == REP_DEMO_BUS ? REP_DEMO_CHOOSE (random, bus) : REP_DEMO_CHOOSE (random, round);
  if (rep_demo_chance (random, 15))
    rep_text_set (&outing->note, rep_demo_outing_note (random));
  return outing;
}

/* Goes out often enough to meet a few youths each time, at most three days in five. */
static guint
outing_percent (const RepDemoPlan *plan, guint8 channel)
{
  guint32 all = g_array_index (plan->channel_upto, guint32, plan->channels->len - 1);
  guint meetings = plan->persons * channel_weights[channel] / MAX (all, 1) * 3 / 2;
  guint days = (plan->last - plan->first + 1) * 5 / 7;
  guint wanted = meetings * 40 / MAX (days * plan->structures->len, 1) + 1;

  return CLAMP (wanted, 9, 60);
}

static guint32 *
make_lane (RepDemoPlan *plan, guint structure, guint8 channel, RepDemoRandom *random)
{
  guint32 *lane = g_new0 (guint32, plan->last - plan->first + 1);
  const RepDemoStructure *place = &g_array_index (plan->structures, RepDemoStructure, structure);
  guint percent = outing_percent (plan, channel);
  guint zero = 0;

  for (guint32 day = plan->first; place->places->len > 0 && day <= plan->last; day++) {
    if (rep_demo_draw (random, 100 * FULL_DAY) >= percent * weight_of (plan, day, FALSE))
      continue;
    g_ptr_array_add (plan->outings, new_outing (plan, place, channel, day, random));
    g_array_append_val (plan->met, zero);
    lane[day - plan->first] = plan->outings->len;
  }
  return lane;
}

static void
add_lanes (RepDemoPlan *plan, RepDemoRandom *random)
{
  for (guint structure = 0; structure < plan->structures->len; structure++)
    for (guint8 channel = 1; channel <= N_LANES; channel++) {
      gboolean used = FALSE;

      for (guint i = 0; i < plan->channels->len; i++)
        used |= g_array_index (plan->channels, RepDemoChannel, i).number == channel;
      g_ptr_array_add (plan->lanes, used ? make_lane (plan, structure, channel, random) : NULL);
    }
}

RepDemoPlan *
rep_demo_plan_new (RepCasebook *casebook,
                   const RepProject *project,
                   guint persons,
                   guint32 until,
                   RepDemoRandom *random)
{
  RepDemoPlan *self = g_new0 (RepDemoPlan, 1);

  self->project = project;
  self->persons = persons;
  self->first = project->start;
  self->last = CLAMP (until, project->start, rep_project_end (project, until));
  self->face = make_calendar (self, FALSE);
  self->remote = make_calendar (self, TRUE);
  self->channels = g_array_new (FALSE, FALSE, sizeof (RepDemoChannel));
  g_array_set_clear_func (self->channels, clear_channel);
  self->channel_upto = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->structures = g_array_new (FALSE, FALSE, sizeof (RepDemoStructure));
  g_array_set_clear_func (self->structures, clear_structure);
  self->structure_upto = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->lanes = g_ptr_array_new_with_free_func (g_free);
  self->outings = g_ptr_array_new_with_free_func (rep_object_free);
  self->met = g_array_new (FALSE, FALSE, sizeof (guint));
  add_structures (self, casebook);
  add_channels (self);
  add_lanes (self, random);
  return self;
}

void
rep_demo_plan_free (RepDemoPlan *plan)
{
  if (plan == NULL)
    return;

  g_array_unref (plan->face);
  g_array_unref (plan->remote);
  g_array_unref (plan->channels);
  g_array_unref (plan->channel_upto);
  g_array_unref (plan->structures);
  g_array_unref (plan->structure_upto);
  g_ptr_array_unref (plan->lanes);
  g_ptr_array_unref (plan->outings);
  g_array_unref (plan->met);
  g_free (plan);
}

static guint
draw_from (const GArray *upto, RepDemoRandom *random)
{
  return rep_demo_draw_cumulative (random, (const guint32 *)(gconstpointer)upto->data, upto->len);
}

const RepDemoChannel *
rep_demo_plan_channel (const RepDemoPlan *plan, RepDemoRandom *random)
{
  return &g_array_index (plan->channels, RepDemoChannel, draw_from (plan->channel_upto, random));
}

const RepDemoStructure *
rep_demo_plan_structure (const RepDemoPlan *plan, RepDemoRandom *random, guint *number)
{
  *number = draw_from (plan->structure_upto, random);
  return &g_array_index (plan->structures, RepDemoStructure, *number);
}

const RepPlace *
rep_demo_plan_home (const RepDemoStructure *structure, RepDemoRandom *random)
{
  return g_ptr_array_index (structure->places, draw_from (structure->upto, random));
}

const RepPlace *
rep_demo_plan_home_near (const RepDemoStructure *structure,
                         const char *insee,
                         RepDemoRandom *random)
{
  const RepPlace *there = rep_place_by_insee (insee);

  for (guint i = 0; i < 6; i++) {
    const RepPlace *place = rep_demo_plan_home (structure, random);

    if (strcmp (place->epci, there->epci) == 0)
      return place;
  }
  return there;
}

guint32
rep_demo_plan_first_day (const RepDemoPlan *plan, gboolean remote, RepDemoRandom *random)
{
  return plan->first + draw_from (remote ? plan->remote : plan->face, random);
}

guint32
rep_demo_plan_next_day (const RepDemoPlan *plan,
                        guint32 day,
                        gboolean remote,
                        RepDemoRandom *random)
{
  for (; day <= plan->last; day += rep_demo_between (random, 1, 6))
    if (rep_demo_draw (random, FULL_DAY) < weight_of (plan, day, remote))
      return day;
  return 0;
}

RepOuting *
rep_demo_plan_outing (const RepDemoPlan *plan,
                      guint structure,
                      guint8 channel,
                      guint32 day,
                      const char *epci,
                      guint *number)
{
  const guint32 *lane = channel >= 1 && channel <= N_LANES
                            ? g_ptr_array_index (plan->lanes, structure * N_LANES + channel - 1u)
                            : NULL;
  guint32 last = MIN (plan->last, day + NEXT_OUTING_DAYS);

  for (; lane != NULL && day <= last; day++) {
    guint32 at = lane[day - plan->first];
    RepOuting *outing = at != 0 ? g_ptr_array_index (plan->outings, at - 1) : NULL;

    if (outing != NULL &&
        (epci == NULL || strcmp (rep_place_by_insee (outing->place)->epci, epci) == 0)) {
      *number = at - 1;
      return outing;
    }
  }
  return NULL;
}
