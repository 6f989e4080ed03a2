/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/period.h"
#include "app/figures/dimension.h"
#include "app/figures/indicators.h"

G_BEGIN_DECLS

#define REP_CUBE_MAX_DIMENSIONS 4
#define REP_CUBE_MAX_CELLS 4000000u

/** RepCubeTable: what is counted, in the order of tables.
 * @REP_CUBE_CONTACTS: contacts, by their own channel and structure
 * @REP_CUBE_SEEN: distinct youths of those contacts, of those that count
 * others: distinct youths whose first day lies in the period, by their own channel and structure
 */
typedef enum {
  REP_CUBE_CONTACTS,
  REP_CUBE_SEEN,
  REP_CUBE_I3,
  REP_CUBE_I3A,
  REP_CUBE_I4,
  REP_CUBE_I5,
  REP_CUBE_I6,
  REP_CUBE_I7,
  REP_N_CUBE_TABLES,
} RepCubeTable;

/** RepCubeTableKind: @id: of JSON. */
typedef struct {
  const char *id;
  RepUnit unit;
} RepCubeTableKind;

extern const RepCubeTableKind rep_cube_tables[REP_N_CUBE_TABLES];

/**
 * RepCube: tables of one to four dimensions over a period.
 * @n_cells: the product of the dimensions' categories; the last dimension moves fastest
 * @cells: by table, @n_cells each; %NULL for a table those dimensions make no sense in
 * @totals: distinct, so not always the sum of the cells
 */
typedef struct {
  const RepFacts *table;
  RepPeriod period;
  RepDimension dimensions[REP_CUBE_MAX_DIMENSIONS];
  guint n_dimensions;
  guint n_cells;
  guint32 *cells[REP_N_CUBE_TABLES];
  guint32 totals[REP_N_CUBE_TABLES];
} RepCube;

/**
 * rep_cube_new:
 * @names: (array zero-terminated=1): dimensions
 *
 * Returns: (transfer full) (nullable): counted in one pass over the youths and their contacts;
 * %NULL with UNKNOWN_CODE for a name that is no dimension, CONTRADICTION for one said twice,
 * BAD_NUMBER for too many of them or too many cells.
 */
RepCube *
rep_cube_new (const RepFacts *table, char **names, const RepPeriod *period, GError **error);
void rep_cube_free (RepCube *cube);

/** rep_cube_category: Returns: category of @cell in dimension number @dimension. */
guint rep_cube_category (const RepCube *cube, guint cell, guint dimension);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepCube, rep_cube_free)

G_END_DECLS
