/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What is published, as plain data without words: dimensions, tables, and the distinct cells of
 * their union with the sums that bind them. Everything follows from the dimensions and tables, so
 * that two programs that read the same declaration see the same cells in the same order.
 */

#define REP_RELEASE_STAGES 5 /* at most: REPERE_A, CONTACTE, RENCONTRE, MOBILISE, ACCOMPAGNE */
#define REP_RELEASE_MAX_DIMENSIONS 64
#define REP_RELEASE_MAX_TABLES 64
#define REP_RELEASE_MAX_MODALITIES 60
#define REP_RELEASE_MAX_CELLS 6000
#define REP_RELEASE_MAX_RELEASES 32
#define REP_RELEASE_MAX_WIDENING 2
#define REP_RELEASE_MAX_COUNT 1000000

/* Rounding base and what counts as small, ordinary and sensitive. */
#define REP_RELEASE_BASE 5
#define REP_RELEASE_THRESHOLD 5
#define REP_RELEASE_SENSITIVE_BASE 10
#define REP_RELEASE_SENSITIVE_THRESHOLD 11

/**
 * RepReleaseDimension:
 * @n: modalities, numbered from 1; 0 stands for the total
 * @not_recorded: number of the modality “not recorded”, 0 for none
 * @apart: sensitive: rounded to 10, small below 11, crossed with the stage only, with a total of
 * its own
 */
typedef struct {
  guint8 n;
  guint8 not_recorded;
  gboolean apart;
} RepReleaseDimension;

/** RepReleaseTable: one dimension, or two (ascending); @second: −1 for none. */
typedef struct {
  gint8 first;
  gint8 second;
} RepReleaseTable;

/**
 * RepReleaseCell:
 * @dimension: −1: total there
 * @total: cell of its stage total; @above: same cell of the stage before, −1 in the first
 * @tables: bit t set for each table it lies in; 0 for stage totals, which lie in all
 */
typedef struct {
  guint8 stage;
  gint8 dimension[2];
  guint8 modality[2];
  guint8 base;
  guint8 threshold;
  gboolean not_recorded;
  guint total;
  gint above;
  guint64 tables;
} RepReleaseCell;

/** RepReleaseSum: @parent = Σ of @n cells from @first on in the structure's children. */
typedef struct {
  guint parent;
  guint first;
  guint n;
  guint64 tables;
  gboolean apart;
} RepReleaseSum;

/** RepReleaseStructure: cells come stage by stage within totals, then within each table. */
typedef struct {
  guint n_stages;
  GArray *dimensions; /* RepReleaseDimension */
  GArray *tables;     /* RepReleaseTable */
  GArray *cells;      /* RepReleaseCell; stage totals come first */
  GArray *sums;       /* RepReleaseSum */
  GArray *children;   /* guint */
  GHashTable *places;
} RepReleaseStructure;

/**
 * rep_release_structure_new:
 *
 * Returns: (transfer full) (nullable): %NULL when the declaration breaks a rule or a bound: a table
 *   twice, a dimension apart crossed with another, too many of anything.
 */
RepReleaseStructure *rep_release_structure_new (guint n_stages,
                                                const RepReleaseDimension *dimensions,
                                                guint n_dimensions,
                                                const RepReleaseTable *tables,
                                                guint n_tables);
/** rep_release_structure_copy: Returns: (transfer full): the same once more. */
RepReleaseStructure *rep_release_structure_copy (const RepReleaseStructure *structure);
void rep_release_structure_free (RepReleaseStructure *structure);

const RepReleaseCell *rep_release_cell (const RepReleaseStructure *structure, guint cell);
/** rep_release_find: Returns: the cell, −1 when there is none. Dimensions ascend; −1: total. */
gint rep_release_find (const RepReleaseStructure *structure,
                       guint stage,
                       gint first,
                       guint first_modality,
                       gint second,
                       guint second_modality);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepReleaseStructure, rep_release_structure_free)

G_END_DECLS
