/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/demo/demo-plan.h"

G_BEGIN_DECLS

/* What happens to one youth, before it is put into records. */

typedef enum {
  REP_DEMO_SIGNAL,  /* someone speaks of the youth */
  REP_DEMO_ATTEMPT, /* the team tries and does not reach */
  REP_DEMO_TALK,    /* phone or network */
  REP_DEMO_MEET,
  REP_DEMO_ACTION,  /* an activity done together */
  REP_DEMO_SUPPORT, /* stage entry ACCOMPAGNE */
  REP_DEMO_EXIT,    /* stage entry SORTI */
} RepDemoEventKind;

#define REP_DEMO_MAX_CONTACTS 8
#define REP_DEMO_MAX_EVENTS (REP_DEMO_MAX_CONTACTS + 2)

/** RepDemoEvent: @outing: number in the plan, -1 for none. */
typedef struct {
  RepDemoEventKind kind;
  guint32 day;
  gint outing;
} RepDemoEvent;

/** RepDemoEnding: what the last contact says. */
typedef enum {
  REP_DEMO_OPEN,
  REP_DEMO_REFUSAL,
  REP_DEMO_OUT_OF_TARGET,
} RepDemoEnding;

/**
 * RepDemoLife:
 * @anonymous: neither name nor pseudonym: hardly anything follows
 * @events: in order of days
 * @n_contacts: how many of @events are contacts
 */
typedef struct {
  const RepDemoChannel *channel;
  const RepDemoStructure *structure;
  guint structure_number;
  const RepPlace *home;
  gboolean anonymous;
  RepDemoEnding ending;
  RepDemoEvent events[REP_DEMO_MAX_EVENTS];
  guint n_events;
  guint n_contacts;
} RepDemoLife;

/** rep_demo_life_draw: draws the rest of @life, whose channel and anonymity are set. */
void rep_demo_life_draw (const RepDemoPlan *plan, RepDemoRandom *random, RepDemoLife *life);

/** rep_demo_is_contact: whether @kind makes a contact, not a stage entry. */
gboolean rep_demo_is_contact (RepDemoEventKind kind);
/** rep_demo_is_reached: whether the youth took part. */
gboolean rep_demo_is_reached (RepDemoEventKind kind);

G_END_DECLS
