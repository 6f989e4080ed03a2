/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stages of a person in a project: pure rules over facts (docs/indicators.md, rule version 1). */

#define REP_RULE_VERSION 1

/* Numbers of rep_vocabulary_stage. */
typedef enum {
  REP_STAGE_NONE = 0,
  REP_STAGE_REPERE = 1,
  REP_STAGE_CONTACTE = 2,
  REP_STAGE_RENCONTRE = 3,
  REP_STAGE_MOBILISE = 4,
  REP_STAGE_ACCOMPAGNE = 5,
  REP_STAGE_SORTI = 6,
} RepStage;
#define REP_N_STAGES 7

/* Numbers of rep_vocabulary_reached, _outcome and _mode that the rules look at. */
enum { REP_REACHED_JOINT = 1, REP_REACHED_ABSENT = 5 };
enum { REP_OUTCOME_ACTION_FAITE = 3, REP_OUTCOME_REFUS = 5, REP_OUTCOME_HORS_CIBLE = 6 };
enum { REP_MODE_FACE = 1, REP_MODE_VISIO = 2 };

/**
 * RepContactFact: what the rules see of a contact.
 * @minute: of the day, -1 when the hour is not recorded
 * @entered_at: seconds since 1970, orders facts of one day
 * @tie: orders facts entered in the same second (the record's id)
 * @outcomes: bit n set for outcome n
 */
typedef struct {
  guint32 date;
  gint16 minute;
  guint8 reached;
  guint8 mode;
  guint16 outcomes;
  guint16 structure;
  guint8 channel;
  gint64 entered_at;
  guint64 tie;
} RepContactFact;

/** RepStageFact: a stage set by someone; @exit: reason of a SORTI. */
typedef struct {
  guint32 date;
  guint8 stage;
  guint8 exit;
} RepStageFact;

/**
 * RepStageRules: what a project settles.
 * @start: @end: first and last day: facts outside are activity, in no stage
 * @mobilised_days: distinct days of meeting that mobilise, usually 2
 */
typedef struct {
  guint32 start;
  guint32 end;
  guint mobilised_days;
} RepStageRules;

/**
 * RepStages: what follows from the facts.
 * @date: day each stage was reached, 0 when it was not; index is the stage
 * @repere_a: day of REPERE_A: reached by the team, or met face to face whatever came of it; 0 if
 * never
 * @first: index of the contact that dates REPERE, -1 when a stage entry does or nothing did
 * @out_of_target: whether the last contact that says anything about it says HORS_CIBLE
 * @own_first: @own_met: @own_mobilised: days of REPERE, RENCONTRE and MOBILISE by facts of their
 * own kind alone, not implied by a later stage; 0 for none: what delays are measured between
 * @entries: how many parcours began (1 + re-entries)
 * @current: the stage to show: the highest reached, SORTI when out and not back
 */
typedef struct {
  guint32 date[REP_N_STAGES];
  guint32 repere_a;
  guint32 own_first;
  guint32 own_met;
  guint32 own_mobilised;
  gint32 first;
  gboolean out_of_target;
  guint entries;
  guint8 current;
} RepStages;

/** RepParcours: from the day it was opened to that of its exit; @left: 0 while it lasts; @exit: a
 * term of rep_vocabulary_exit. */
typedef struct {
  guint32 opened;
  guint32 left;
  guint8 exit;
} RepParcours;

/** rep_contact_fact_compare: order of "first": date, hour when both have one, entry time, id. */
int rep_contact_fact_compare (const RepContactFact *a, const RepContactFact *b);

/**
 * rep_stages_evaluate:
 * @contacts: (array length=n_contacts): in any order
 * @entries: (array length=n_entries): in any order
 */
void rep_stages_evaluate (const RepContactFact *contacts,
                          guint n_contacts,
                          const RepStageFact *entries,
                          guint n_entries,
                          const RepStageRules *rules,
                          RepStages *stages);

/**
 * rep_stages_parcours: appends the parcours of those facts, in order, to @out (element-type
 *   RepParcours).
 * @opened: day of REPERE, not 0
 *
 * An exit closes the parcours that is open on its day; the first JOINT contact after it that is no
 * refusal and not out of target opens the next. Of two exits on one day the lower number counts.
 */
void rep_stages_parcours (const RepContactFact *contacts,
                          guint n_contacts,
                          const RepStageFact *entries,
                          guint n_entries,
                          const RepStageRules *rules,
                          guint32 opened,
                          GArray *out);

G_END_DECLS
