/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/** RepProject: a project sheet: who, where, until when, towards how many. */
typedef struct {
  RepObject object;
  char *code;
  char *title;
  char *lead;
  char *lead_address;
  char lead_commune[REP_PLACE_SIZE];
  char *region;
  GPtrArray *coverage; /* text */
  char *coverage_note;
  guint32 start;
  guint32 end;
  gboolean dates_confirmed;
  char *target_over;
  gint32 budget_eur;
  gint32 pic_funding_eur;
  GPtrArray *cofunding; /* RepCofunding */
  gint32 age_min;
  gint32 age_max;
  guint64 audience;
  guint64 required;
  gint32 priority_age_max;
  guint64 priority_all;
  GPtrArray *targets;         /* RepTarget */
  GPtrArray *structures;      /* RepProjectStructure */
  GPtrArray *arrondissements; /* text */
  GPtrArray *epci;            /* text */
  gboolean territory_provisional;
  GPtrArray *consortium; /* RepMember */
  char *partners_note;
  GPtrArray *channels; /* RepProjectChannel */
  GPtrArray *actions;  /* text */
  char *purpose;
  char *site;
  gint32 mobilised_days;
  gboolean count_unidentified;
  GPtrArray *amendments; /* RepAmendment */
  GPtrArray *pauses;     /* RepPause */
  gint32 silent_months;
  GPtrArray *rural; /* RepRuralPlace */
  gboolean hide_justice;
  gboolean hide_health;
  GPtrArray *limits;         /* RepQualityLimit */
  GPtrArray *release_tables; /* text: “sexe”, “sexe+canal”; NULL for the usual ones */
  char *convention;
  GPtrArray *logos; /* text: PNG in base64 */
} RepProject;

/** RepTarget: so many persons having reached @basis; the latest @from not after a day is in force.
 */
typedef struct {
  RepObject object;
  guint8 basis;
  gboolean basis_confirmed;
  gint32 value;
  guint32 from;
  char *note;
  RepId structure;
  gboolean principal;
} RepTarget;

typedef struct {
  RepObject object;
  char *name;
  guint8 role;
  GPtrArray *arrondissements;
  GPtrArray *epci;
  RepId structure; /* record of the structure, set when the project is imported */
} RepProjectStructure;

typedef struct {
  RepObject object;
  char *name;
  guint8 kind;
  char *role;
  char *status;
  char *note;
  char *alias_of_maybe;
  RepId partner; /* record of the partner, set when the project is imported */
} RepMember;

typedef struct {
  RepObject object;
  guint8 channel;
  char *label;
  gboolean inferred;
} RepProjectChannel;

typedef struct {
  RepObject object;
  char *name;
  gint32 amount_eur;
} RepCofunding;

typedef struct {
  RepObject object;
  guint32 from;
  guint32 end;
  gint32 budget_eur;
  gint32 pic_funding_eur;
  char *note;
  GPtrArray *cofunding; /* RepCofunding */
} RepAmendment;

typedef struct {
  RepObject object;
  guint32 from;
  guint32 to;
  guint8 reason;
} RepPause;

/** RepRuralPlace: a commune the project calls rural, @from a day (0: always) @until one (0: still).
 */
typedef struct {
  RepObject object;
  char place[REP_PLACE_SIZE];
  guint32 from;
  guint32 until;
} RepRuralPlace;

/** RepQualityLimit: no quarter is closed with more than @percent in @measure, the id of an
 * indicator of quality (I16), unless the limit is lifted with a reason. */
typedef struct {
  RepObject object;
  char *measure;
  gint32 percent;
} RepQualityLimit;

extern const RepKind rep_kind_quality_limit;
extern const RepKind rep_kind_target;
extern const RepKind rep_kind_project_structure;
extern const RepKind rep_kind_member;
extern const RepKind rep_kind_project_channel;
extern const RepKind rep_kind_cofunding;
extern const RepKind rep_kind_amendment;
extern const RepKind rep_kind_pause;
extern const RepKind rep_kind_rural_place;

/** rep_project_end: Returns: the last day as amended by @as_of. */
guint32 rep_project_end (const RepProject *project, guint32 as_of);

/** RepProjectBudget: euros, %REP_NONE where the sheet says nothing. */
typedef struct {
  gint32 budget_eur;
  gint32 pic_funding_eur;
} RepProjectBudget;

/** rep_project_budget: Returns: the amounts as amended by @as_of. */
RepProjectBudget rep_project_budget (const RepProject *project, guint32 as_of);

/** rep_project_last_day: Returns: the last day as amended by all there is: what lies after it is
 * beside the project, whatever the day one looks. */
guint32 rep_project_last_day (const RepProject *project);

/**
 * rep_project_target: Returns: (nullable): the principal target in force on @as_of for the whole
 *   project: the latest with @from not after it, or the first of all before that.
 */
const RepTarget *rep_project_target (const RepProject *project, guint32 as_of);

/** rep_project_structure_target: Returns: (nullable): the same for one structure, 0 when none is
 * set. */
const RepTarget *
rep_project_structure_target (const RepProject *project, const RepId *structure, guint32 as_of);

/** RepExpected: the share of the target expected by a day: @share: by days elapsed; @worked_share:
 * the same without paused days; @elapsed: @total: days. */
typedef struct {
  double share;
  double worked_share;
  guint elapsed;
  guint total;
} RepExpected;

/** rep_project_expected: on @as_of, with the end as amended by then. */
RepExpected rep_project_expected (const RepProject *project, guint32 as_of);

/** rep_project_worked_days: Returns: days from @from to @to, both included, without paused days. */
guint rep_project_worked_days (const RepProject *project, guint32 from, guint32 to);

G_END_DECLS
