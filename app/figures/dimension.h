/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/figures/facts.h"

G_BEGIN_DECLS

/* What a table can be broken down by, declared once as data. Category 0 is always “not recorded”.
 */

typedef enum {
  REP_DIMENSION_QUARTER,
  REP_DIMENSION_STRUCTURE,
  REP_DIMENSION_CHANNEL,
  REP_DIMENSION_FAMILY,
  REP_DIMENSION_PUBLIC, /* one category for each public said yes to: a youth may be in several */
  REP_DIMENSION_PUBLIC_ONE, /* public:CODE: yes, no */
  REP_DIMENSION_ZONE,
  REP_DIMENSION_AGE,
  REP_DIMENSION_SEX,
  REP_DIMENSION_LEVEL,
  REP_DIMENSION_LEVEL_GROUP,
  REP_DIMENSION_KNOWN,
  REP_DIMENSION_SITUATION,
  REP_DIMENSION_REACHED,
  REP_DIMENSION_MODE,
  REP_N_DIMENSIONS,
} RepDimensionNumber;

/**
 * RepDimensionKind: what it is a property of.
 * @id: of JSON and the command line; @alias: (nullable): the same in the published files
 * @of_event: a contact has its own (and a youth has that of the first, except @event_only)
 */
typedef struct {
  const char *id;
  const char *alias;
  const char *fr;
  const char *en;
  gboolean of_event;
  gboolean event_only;
} RepDimensionKind;

extern const RepDimensionKind rep_dimension_kinds[REP_N_DIMENSIONS];

/**
 * RepDimension: one of them for one project.
 * @name: as it was asked for
 * @public: of PUBLIC_ONE: the number of the public
 * @bounds: @n_bounds: of AGE: first age of each band, then the first age beyond
 * @n: how many categories
 * @quarters: (array): of QUARTER: category of each day since the project's first
 */
typedef struct {
  RepDimensionNumber number;
  char *name;
  guint8 public;
  int bounds[6];
  guint n_bounds;
  guint n;
  guint8 *quarters;
  guint first_quarter;
  guint8 families[64];
} RepDimension;

/** rep_dimension_parse: sets @dimension for @table from "sex", "public:NEET" … Returns: %FALSE when
 * @text is none. Clear with rep_dimension_clear() in any case. */
gboolean rep_dimension_parse (const RepFacts *table, const char *text, RepDimension *dimension);
void rep_dimension_clear (RepDimension *dimension);

/** rep_dimension_of_day: Returns: the category of @day in QUARTER. */
static inline guint
rep_dimension_of_day (const RepDimension *dimension, const RepFacts *table, guint32 day)
{
  return day >= table->start && day <= table->last ? dimension->quarters[day - table->start] : 0;
}

/** rep_dimension_of_structure: Returns: the category of @structure in STRUCTURE. */
static inline guint
rep_dimension_of_structure (const RepDimension *dimension, guint structure)
{
  return structure + 1 < dimension->n ? structure + 1 : 0;
}

/** rep_dimension_of_age: Returns: the category of @age in AGE. */
static inline guint
rep_dimension_of_age (const RepDimension *dimension, int age)
{
  for (guint i = 1; i < dimension->n_bounds; i++)
    if (age >= dimension->bounds[i - 1] && age < dimension->bounds[i])
      return i;
  return 0;
}

/* Asked for every youth and every contact, hence here where the loop that asks can see them. */

/** rep_dimension_of_subject: Returns: the category of a youth; not of PUBLIC, and 0 for what only a
 * day or a contact has. */
static inline guint
rep_dimension_of_subject (const RepDimension *dimension, const RepSubject *subject)
{
  switch (dimension->number) {
    case REP_DIMENSION_STRUCTURE:
      return rep_dimension_of_structure (dimension, subject->structure);
    case REP_DIMENSION_CHANNEL:
      return subject->channel < dimension->n ? subject->channel : 0;
    case REP_DIMENSION_FAMILY:
      return dimension->families[subject->channel & 63];
    case REP_DIMENSION_PUBLIC_ONE:
      return (subject->publics_yes >> dimension->public & 1) != 0  ? REP_FACT_ANSWER_YES
             : (subject->publics_no >> dimension->public & 1) != 0 ? REP_FACT_ANSWER_NO
                                                                   : REP_FACT_ANSWER_NR;
    case REP_DIMENSION_ZONE:
      return subject->zone;
    case REP_DIMENSION_AGE:
      return rep_dimension_of_age (dimension, subject->age);
    case REP_DIMENSION_SEX:
      return subject->sex < dimension->n ? subject->sex : 0;
    case REP_DIMENSION_LEVEL:
      return subject->level < dimension->n ? subject->level : 0;
    case REP_DIMENSION_LEVEL_GROUP:
      return dimension->families[subject->level & 63];
    case REP_DIMENSION_KNOWN:
      return subject->known;
    case REP_DIMENSION_SITUATION:
      return subject->situation < dimension->n ? subject->situation : 0;
    case REP_DIMENSION_QUARTER:
    case REP_DIMENSION_PUBLIC:
    case REP_DIMENSION_REACHED:
    case REP_DIMENSION_MODE:
    case REP_N_DIMENSIONS:
    default:
      return 0;
  }
}

/** rep_dimension_of_event: Returns: the category of a contact, of a dimension that it has. */
static inline guint
rep_dimension_of_event (const RepDimension *dimension, const RepFacts *table, const RepEvent *event)
{
  switch (dimension->number) {
    case REP_DIMENSION_QUARTER:
      return rep_dimension_of_day (dimension, table, event->day);
    case REP_DIMENSION_STRUCTURE:
      return rep_dimension_of_structure (dimension, event->structure);
    case REP_DIMENSION_CHANNEL:
      return event->channel < dimension->n ? event->channel : 0;
    case REP_DIMENSION_FAMILY:
      return dimension->families[event->channel & 63];
    case REP_DIMENSION_REACHED:
      return event->reached < dimension->n ? event->reached : 0;
    case REP_DIMENSION_MODE:
      return event->mode < dimension->n ? event->mode : 0;
    case REP_DIMENSION_PUBLIC:
    case REP_DIMENSION_PUBLIC_ONE:
    case REP_DIMENSION_ZONE:
    case REP_DIMENSION_AGE:
    case REP_DIMENSION_SEX:
    case REP_DIMENSION_LEVEL:
    case REP_DIMENSION_LEVEL_GROUP:
    case REP_DIMENSION_KNOWN:
    case REP_DIMENSION_SITUATION:
    case REP_N_DIMENSIONS:
    default:
      return 0;
  }
}

/** rep_dimension_vocabulary: Returns: (nullable): whose codes the labels of @number are. */
const RepVocabulary *rep_dimension_vocabulary (RepDimensionNumber number);

/** rep_dimension_label: Returns: (transfer full): the stable name of @category: a code, a quarter,
 * a band, the name of a structure; "NR" for 0. */
char *rep_dimension_label (const RepDimension *dimension, const RepFacts *table, guint category);

G_END_DECLS
