/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/attack.h"

G_BEGIN_DECLS

/*
 * What is published, and nothing else: everything that writes a file is given this object, in which
 * there is no count that is not printed. It is read back from a certificate as it is.
 */

typedef enum {
  REP_PUBLISHED_CONTACTS, /* contacts that reached someone */
  REP_PUBLISHED_OUTINGS,
  REP_PUBLISHED_HEADCOUNT,
  REP_N_PUBLISHED_ACTIVITIES,
} RepPublishedActivity;

/** RepPublishedDimension: @id: as in the files (“sexe”, “public:NEET”); @modalities: (element-type
 * utf8): codes, the first is modality 1. */
typedef struct {
  char *id;
  GPtrArray *modalities;
} RepPublishedDimension;

/**
 * RepPublishedRelease: one quarter.
 * @from: @to: days it covers within the project
 * @csv: digest of the CSV file, as hexadecimal; empty while it is not written
 * @activity: exact, −1: not printed
 */
typedef struct {
  char quarter[8];
  guint32 from;
  guint32 to;
  char csv[65];
  RepReleaseValues *values;
  gint32 activity[REP_N_PUBLISHED_ACTIVITIES];
} RepPublishedRelease;

/**
 * RepPublished: every release of a project up to one.
 * @start: first day of the project
 * @dimensions: (element-type RepPublishedDimension): as those of @structure
 * @releases: (element-type RepPublishedRelease)
 * @targets: (element-type RepAttackTarget): @solutions: (element-type gint32*): the proof
 */
typedef struct {
  char *project;
  char *title;
  guint32 start;
  gboolean suppressed;
  guint rules;
  guint principal;
  RepReleaseStructure *structure;
  GPtrArray *dimensions;
  GPtrArray *releases;
  gboolean safe;
  guint audited;
  guint programmes;
  GArray *targets;
  GPtrArray *solutions;
  guint n_variables;
} RepPublished;

RepPublished *rep_published_new (void);
void rep_published_free (RepPublished *published);

/** rep_published_add_dimension: @id: its modalities are added to the dimension that is returned. */
RepPublishedDimension *rep_published_add_dimension (RepPublished *published, const char *id);
/** rep_published_add_release: @values: (transfer full). */
RepPublishedRelease *rep_published_add_release (RepPublished *published,
                                                const char *quarter,
                                                guint32 from,
                                                guint32 to,
                                                RepReleaseValues *values);

const RepPublishedRelease *rep_published_last (const RepPublished *published);
/** rep_published_before: Returns: (nullable): the release of the quarter before the last, when
 * there is one. */
const RepPublishedRelease *rep_published_before (const RepPublished *published);
/** rep_published_values: Returns: (transfer container): values of all releases, for the attack. */
GPtrArray *rep_published_values (const RepPublished *published);

/** rep_published_table_id: Returns: (transfer full): “sexe”, “sexe+canal”. */
char *rep_published_table_id (const RepPublished *published, guint table);
const char *rep_published_dimension_id (const RepPublished *published, gint dimension);
/** rep_published_modality: Returns: its code; “TOTAL” for 0. */
const char *rep_published_modality (const RepPublished *published, gint dimension, guint modality);
/** rep_published_stage_code: Returns: “REPERE_A” …; @stage counts from 0. */
const char *rep_published_stage_code (guint stage);

/**
 * RepPublishedFigure: one figure as it is printed.
 * @margin: largest distance from the truth
 */
typedef struct {
  RepReleaseState state;
  gint32 value;
  gboolean revision;
  gint margin;
} RepPublishedFigure;

/** rep_published_cumulative: the figure of @cell in @release; @table: number of the table it is
 * printed in, −1 for stage totals by themselves (tables apart have totals of their own). */
RepPublishedFigure rep_published_cumulative (const RepPublished *published,
                                             const RepPublishedRelease *release,
                                             guint cell,
                                             gint table);
/** rep_published_growth: the same for what the quarter added; absent where it is not printed. */
RepPublishedFigure rep_published_growth (const RepPublished *published, guint cell, gint table);
/** rep_published_prints_growth: whether the quarter's own figures of @stage are printed: its total
 * grew by at least fifty as printed. */
gboolean rep_published_prints_growth (const RepPublished *published, guint stage);

/** RepPublishedCounts: cells of the last release. @largest: largest margin in it. */
typedef struct {
  guint cells;
  guint published;
  guint exact;
  gint largest;
} RepPublishedCounts;

RepPublishedCounts rep_published_count (const RepPublished *published);
/** rep_published_narrowest: Returns: fewest candidates of a figure that may be small, 0 for none;
 * those that tell no more than their stage total does are not looked at. */
guint rep_published_narrowest (const RepPublished *published);

/** RepPublishedFunc: called for a row of a table: @first: @second: modalities. */
typedef void (*RepPublishedFunc) (const RepPublished *published,
                                  guint table,
                                  guint cell,
                                  guint first,
                                  guint second,
                                  gpointer data);
/** rep_published_foreach: goes through the cells of @table as printed: stage by stage, the total
 * last. */
void rep_published_foreach (const RepPublished *published,
                            guint table,
                            RepPublishedFunc func,
                            gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepPublished, rep_published_free)

G_END_DECLS
