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

/** rep_dimension_of_subject: Returns: the category of a youth; for QUARTER that of @day. Not of
 * PUBLIC. */
guint rep_dimension_of_subject (const RepDimension *dimension,
                                const RepFacts *table,
                                const RepSubject *subject,
                                guint32 day);
/** rep_dimension_of_event: Returns: the category of a contact, of a dimension that it has. */
guint rep_dimension_of_event (const RepDimension *dimension,
                              const RepFacts *table,
                              const RepEvent *event);

/** rep_dimension_label: Returns: (transfer full): the stable name of @category: a code, a quarter,
 * a band, the name of a structure; "NR" for 0. */
char *rep_dimension_label (const RepDimension *dimension, const RepFacts *table, guint category);

G_END_DECLS
