/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/field.h"

G_BEGIN_DECLS

/* The kinds of record, as structs. What each member means is said once, in the tables of kinds.c
 * and project.c; a member is named like its field. */

/* Numbers of rep_vocabulary_identity. */
enum { REP_IDENTITY_NAMED = 1, REP_IDENTITY_PSEUDONYM = 2, REP_IDENTITY_UNKNOWN = 3 };

/** RepPerson: a distinct youth: coded facts, and a sealed identity of the structure that records.
 */
typedef struct {
  RepObject object;
  guint8 identity_type;
  guint8 sex;
  RepId structure;
  guint64 publics_yes;
  guint64 publics_no;
  guint8 level;
  guint8 known_ml;
  guint8 known_spe;
  char *epci;
  GPtrArray *situations; /* RepSituation */
  GPtrArray *ages;       /* RepAge */
  gint32 declared_age;
  guint32 declared_on;
  gint64 entered_at;
  RepId entered_by;
  RepId same_as;
  RepId referent;
  GPtrArray *merges; /* RepMerge */
  guint8 housing;
  guint64 mobility;
  guint64 resources;
  guint64 obstacles;
  GPtrArray *imports; /* RepImportMark */
  gboolean withdrawn; /* by the undoing of the import that made it: nothing else is left */
  guint8 representative;
  guint8 training_duty;
  GPtrArray *zones; /* RepZone */
  char *last_name;
  char *usage_name;
  char *first_name;
  char *pseudonym;
  guint32 birth;
  char home[REP_PLACE_SIZE];
  GPtrArray *phones;
  GPtrArray *emails;
  GPtrArray *handles;
  char *imilo;
  char *description;
  RepId link_token;
} RepPerson;

/** RepSituation: what the youth was doing from a day on. */
typedef struct {
  RepObject object;
  guint32 date;
  guint8 situation;
} RepSituation;

/** RepZone: whether the home lies in a zone, which is drawn anew now and then: @until 0: still. */
typedef struct {
  RepObject object;
  guint8 zone;
  guint8 answer;
  guint32 from;
  guint32 until;
} RepZone;

/** RepAge: whole years on the day the youth was first met for a project. */
typedef struct {
  RepObject object;
  RepId project;
  gint32 age;
} RepAge;

/** RepMerge: another youth's record taken into this one (app/casebook/merge.h). */
typedef struct {
  RepObject object;
  RepId other;
  gint32 made;
  gint32 undone;
} RepMerge;

/**
 * RepContact: one event.
 * @next_done: day its next step was done without another contact
 * @anonymous: the nameless youth it was recorded with before it was attached to another
 * @refused_record: the youth refuses to be recorded: activity without a person
 * @via_sealed: @via where the project hides what it would reveal
 */
typedef struct {
  RepObject object;
  RepId project;
  GArray *persons;
  guint32 date;
  gint32 minute;
  guint8 channel;
  guint8 reached;
  guint64 outcomes;
  guint8 out_of_target;
  guint8 mode;
  guint8 direction;
  RepId structure;
  char place[REP_PLACE_SIZE];
  guint8 place_type;
  RepId outing;
  GArray *authors;
  RepId via;
  guint8 action;
  guint8 next_step;
  guint32 next_date;
  gint32 headcount;
  guint8 informed;
  gint64 entered_at;
  RepId entered_by;
  gint32 duration;
  RepId import;
  gboolean withdrawn;
  guint32 next_done;
  RepId anonymous;
  gboolean refused_record;
  char *note;
  RepId via_sealed;
} RepContact;

/**
 * RepOuting: one going out: a bus stop, a round, an event, an evening online.
 * @headcount: all youths met, named or not; 0: nobody was met, REP_NONE: not recorded
 * @expected: youths who were to come to a permanence
 * @counts: part or all of @headcount by age and gender
 */
typedef struct {
  RepObject object;
  RepId project;
  RepId structure;
  guint32 date;
  gint32 start;
  gint32 end;
  guint8 channel;
  char place[REP_PLACE_SIZE];
  guint8 place_type;
  GArray *team;
  gint32 headcount;
  gint64 entered_at;
  RepId entered_by;
  guint8 outing_kind;
  GArray *partners;
  GArray *expected;
  GPtrArray *counts; /* RepCount */
  gint32 flyers;
  char *note;
} RepOuting;

/** RepCount: how many youths of an age and a gender; 0: of any. */
typedef struct {
  RepObject object;
  guint8 sex;
  guint8 band;
  gint32 count;
} RepCount;

/** RepOrientation: a youth sent to a partner, or by one, and what came of it; @status 0: no answer
 * yet. */
typedef struct {
  RepObject object;
  RepId person;
  RepId project;
  RepId partner;
  guint8 direction;
  guint32 date;
  guint8 status;
  guint32 answered_on;
  RepId structure;
  gint64 entered_at;
  RepId entered_by;
  char *note;
} RepOrientation;

/** RepStageEntry: a stage given by someone, not by a contact. */
typedef struct {
  RepObject object;
  RepId person;
  RepId project;
  guint8 stage;
  guint32 date;
  guint8 scheme;
  guint8 exit;
  guint8 proof;
  char *proof_reference;
  gint64 entered_at;
  RepId entered_by;
} RepStageEntry;

/** RepStructure: an organisation that records, with the compartment its identities are sealed in.
 */
typedef struct {
  RepObject object;
  char *name;
  gint32 identity_compartment;
} RepStructure;

/** RepPartner: an organisation or a network youths come through or go to. The name of a person is
 * sealed: a sentinel has a name of its own here, such as “baker, Sedan”. */
typedef struct {
  RepObject object;
  char *name;
  guint8 partner_kind;
  char place[REP_PLACE_SIZE];
  char *person;
  char *phone;
  char *email;
  char *note;
} RepPartner;

/** RepImportMark: revision @revision of the record was written by @import. */
typedef struct {
  RepObject object;
  RepId import;
  gint32 revision;
} RepImportMark;

/** RepImport: one file taken in, with what it came to, and whether it was undone. */
typedef struct {
  RepObject object;
  RepId project;
  RepId structure;
  gint64 imported_at;
  RepId imported_by;
  gint32 rows;
  gint32 persons_new;
  gint32 persons_matched;
  gint32 contacts;
  gint32 rejected;
  gint64 undone_at;
  RepId undone_by;
  gint32 kept;
  char *source;
} RepImport;

/** RepSettings: of the vault; at most one record. */
typedef struct {
  RepObject object;
  guint32 demo_today;
  GPtrArray *successions; /* RepSuccession */
} RepSettings;

/** RepSuccession: what account @from had to do is @to's, once @from is revoked. */
typedef struct {
  RepObject object;
  RepId from;
  RepId to;
} RepSuccession;

/** RepDistinct: youths that look like doubles and are not. */
typedef struct {
  RepObject object;
  GArray *persons;
  gint64 entered_at;
  RepId entered_by;
  gboolean withdrawn;
} RepDistinct;

extern const RepKind rep_kind_person;
extern const RepKind rep_kind_contact;
extern const RepKind rep_kind_outing;
extern const RepKind rep_kind_project; /* struct in project.h */
extern const RepKind rep_kind_structure;
extern const RepKind rep_kind_partner;
extern const RepKind rep_kind_stage_entry;
extern const RepKind rep_kind_settings;
extern const RepKind rep_kind_import;
extern const RepKind rep_kind_distinct;
extern const RepKind rep_kind_merge; /* element */
extern const RepKind rep_kind_orientation;
extern const RepKind rep_kind_zone;        /* element */
extern const RepKind rep_kind_count;       /* element */
extern const RepKind rep_kind_situation;   /* element */
extern const RepKind rep_kind_age;         /* element */
extern const RepKind rep_kind_import_mark; /* element */
extern const RepKind rep_kind_succession;  /* element */

/** rep_kinds: Returns: every kind of record, by number. */
const RepKind *const *rep_kinds (guint *n);
/** rep_kind_by_number: Returns: (nullable): the kind stored as @number. */
const RepKind *rep_kind_by_number (guint16 number);

/* One row of a field table. */
#define REP_MAX_TEXT REP_TEXT_MAX
#define REP_MAX_TEXTS REP_TEXTS_MAX
#define REP_MAX_INT 0
#define REP_MAX_DATE 0
#define REP_MAX_TIME 0
#define REP_MAX_ID 0
#define REP_MAX_IDS 0
#define REP_MAX_BOOL 0
#define REP_MAX_PLACE 0
#define REP_ROW(Struct, member, number, type, part, fr, en)                                        \
  {                                                                                                \
    number, #member, REP_FIELD_##type, REP_PART_##part, fr, en, 1, NULL, NULL,                     \
        offsetof (Struct, member), REP_MAX_##type                                                  \
  }
#define REP_ROW_NOTE(Struct, member, number, part, fr, en)                                         \
  {                                                                                                \
    number, #member, REP_FIELD_TEXT, REP_PART_##part, fr, en, 1, NULL, NULL,                       \
        offsetof (Struct, member), REP_NOTE_MAX                                                    \
  }
#define REP_ROW_FILE(Struct, member, number, part, fr, en)                                         \
  {                                                                                                \
    number, #member, REP_FIELD_TEXT, REP_PART_##part, fr, en, 1, NULL, NULL,                       \
        offsetof (Struct, member), REP_FILE_MAX                                                    \
  }
#define REP_ROW_CODE(Struct, member, number, type, part, list, fr, en)                             \
  {                                                                                                \
    number, #member, REP_FIELD_##type, REP_PART_##part, fr, en, 1, &rep_vocabulary_##list, NULL,   \
        offsetof (Struct, member), 0                                                               \
  }
#define REP_ROW_LIST(Struct, member, number, part, element, fr, en)                                \
  {                                                                                                \
    number, #member, REP_FIELD_LIST, REP_PART_##part, fr, en, 1, NULL, &rep_kind_##element,        \
        offsetof (Struct, member), 0                                                               \
  }
#define REP_KIND(Struct, number, code, fr, en, table)                                              \
  {                                                                                                \
    number, code, fr, en, sizeof (Struct), table, G_N_ELEMENTS (table)                             \
  }

G_END_DECLS
