/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/structure.h"

static const RepReleaseDimension *
dimension_at (const RepReleaseStructure *structure, gint number)
{
  return &g_array_index (structure->dimensions, RepReleaseDimension, number);
}

const RepReleaseCell *
rep_release_cell (const RepReleaseStructure *structure, guint cell)
{
  return &g_array_index (structure->cells, RepReleaseCell, cell);
}

/* Where a cell lies, as one number: 0 where there is none. */
static gpointer
key_of (guint stage, gint first, guint m1, gint second, guint m2)
{
  gsize key = stage;

  key = key * 128 + (gsize)(first + 1);
  key = key * 64 + m1;
  key = key * 128 + (gsize)(second + 1);
  return GSIZE_TO_POINTER (key * 64 + m2);
}

gint
rep_release_find (const RepReleaseStructure *structure,
                  guint stage,
                  gint first,
                  guint first_modality,
                  gint second,
                  guint second_modality)
{
  gpointer value;

  if (second >= 0 && second_modality == 0)
    second = -1;
  if (first >= 0 && first_modality == 0) {
    first = second;
    first_modality = second >= 0 ? second_modality : 0;
    second = -1;
  }
  if (second < 0)
    second_modality = 0;
  value = g_hash_table_lookup (structure->places,
                               key_of (stage, first, first_modality, second, second_modality));
  return GPOINTER_TO_INT (value) - 1;
}

/* Adds table @table to the tables of the cell, which is made when it is new. */
static guint
enter_cell (RepReleaseStructure *structure,
            guint stage,
            const gint8 at[2],
            const guint8 modality[2],
            gint table)
{
  gint found = rep_release_find (structure, stage, at[0], modality[0], at[1], modality[1]);
  RepReleaseCell cell = { (guint8)stage,
                          { at[0], at[1] },
                          { modality[0], modality[1] },
                          REP_RELEASE_BASE,
                          REP_RELEASE_THRESHOLD,
                          FALSE,
                          stage,
                          -1,
                          0 };

  if (found < 0) {
    for (guint i = 0; i < 2; i++)
      if (at[i] >= 0) {
        if (dimension_at (structure, at[i])->apart) {
          cell.base = REP_RELEASE_SENSITIVE_BASE;
          cell.threshold = REP_RELEASE_SENSITIVE_THRESHOLD;
        }
        if (dimension_at (structure, at[i])->not_recorded == modality[i])
          cell.not_recorded = TRUE;
      }
    if (stage > 0)
      cell.above = rep_release_find (structure, stage - 1, at[0], modality[0], at[1], modality[1]);
    found = (gint)structure->cells->len;
    g_hash_table_insert (structure->places, key_of (stage, at[0], modality[0], at[1], modality[1]),
                         GINT_TO_POINTER (found + 1));
    g_array_append_val (structure->cells, cell);
  }
  if (table >= 0 && at[0] >= 0)
    g_array_index (structure->cells, RepReleaseCell, found).tables |= (guint64)1 << table;
  return (guint)found;
}

/* The cell with one modality of @dimension and, where @other is not −1, one of @other. */
static guint
cell_of (RepReleaseStructure *structure,
         guint stage,
         gint dimension,
         guint m,
         gint other,
         guint n,
         gint table)
{
  gint8 at[2] = { (gint8)dimension, (gint8)other };
  guint8 modality[2] = { (guint8)m, (guint8)n };

  if (other < 0 || n == 0) {
    at[1] = -1;
    modality[1] = 0;
  } else if (other < dimension) {
    at[0] = (gint8)other;
    at[1] = (gint8)dimension;
    modality[0] = (guint8)n;
    modality[1] = (guint8)m;
  }
  return enter_cell (structure, stage, at, modality, table);
}

static RepReleaseSum *
find_sum (RepReleaseStructure *structure, guint parent, guint first_child)
{
  for (guint i = 0; i < structure->sums->len; i++) {
    RepReleaseSum *sum = &g_array_index (structure->sums, RepReleaseSum, i);

    if (sum->parent == parent &&
        g_array_index (structure->children, guint, sum->first) == first_child)
      return sum;
  }
  return NULL;
}

/* @parent is the sum over @dimension, @other being held at modality @n. */
static void
add_sum (
    RepReleaseStructure *structure, guint stage, gint dimension, gint other, guint n, gint table)
{
  const RepReleaseDimension *over = dimension_at (structure, dimension);
  RepReleaseSum sum = { 0 }, *known;
  g_autofree guint *children = g_new (guint, over->n);

  for (guint m = 1; m <= over->n; m++)
    children[m - 1] = cell_of (structure, stage, dimension, m, other, n, table);
  sum.parent = other >= 0 && n > 0 ? cell_of (structure, stage, other, n, -1, 0, table) : stage;
  known = find_sum (structure, sum.parent, children[0]);
  if (known != NULL) {
    known->tables |= (guint64)1 << table;
    return;
  }
  sum.first = structure->children->len;
  sum.n = over->n;
  sum.tables = (guint64)1 << table;
  sum.apart = over->apart;
  g_array_append_vals (structure->children, children, over->n);
  g_array_append_val (structure->sums, sum);
}

static void
enter_table (RepReleaseStructure *structure, gint number)
{
  const RepReleaseTable *table = &g_array_index (structure->tables, RepReleaseTable, number);

  for (guint stage = 0; stage < structure->n_stages; stage++) {
    add_sum (structure, stage, table->first, -1, 0, number);
    if (table->second < 0)
      continue;
    add_sum (structure, stage, table->second, -1, 0, number);
    for (guint m = 1; m <= dimension_at (structure, table->first)->n; m++)
      add_sum (structure, stage, table->second, table->first, m, number);
    for (guint m = 1; m <= dimension_at (structure, table->second)->n; m++)
      add_sum (structure, stage, table->first, table->second, m, number);
  }
}

static gboolean
dimensions_hold (const RepReleaseDimension *dimensions, guint n)
{
  if (n > REP_RELEASE_MAX_DIMENSIONS)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (dimensions[i].n < 1 || dimensions[i].n > REP_RELEASE_MAX_MODALITIES ||
        dimensions[i].not_recorded > dimensions[i].n)
      return FALSE;
  return TRUE;
}

static gboolean
tables_hold (const RepReleaseDimension *dimensions,
             guint n_dimensions,
             const RepReleaseTable *tables,
             guint n_tables)
{
  gsize cells = REP_RELEASE_STAGES;

  if (n_tables > REP_RELEASE_MAX_TABLES)
    return FALSE;
  for (guint i = 0; i < n_tables; i++) {
    const RepReleaseTable *table = &tables[i];
    gsize size;

    if (table->first < 0 || table->first >= (gint)n_dimensions || table->second < -1 ||
        table->second >= (gint)n_dimensions)
      return FALSE;
    size = dimensions[table->first].n + 1u;
    if (table->second >= 0) {
      if (table->second <= table->first || dimensions[table->first].apart ||
          dimensions[table->second].apart)
        return FALSE;
      size *= dimensions[table->second].n + 1u;
    }
    cells += size * REP_RELEASE_STAGES;
    for (guint j = 0; j < i; j++)
      if (tables[j].first == table->first && tables[j].second == table->second)
        return FALSE;
  }
  return cells <= REP_RELEASE_MAX_CELLS;
}

RepReleaseStructure *
rep_release_structure_new (guint n_stages,
                           const RepReleaseDimension *dimensions,
                           guint n_dimensions,
                           const RepReleaseTable *tables,
                           guint n_tables)
{
  const gint8 nowhere[2] = { -1, -1 };
  const guint8 none[2] = { 0, 0 };
  RepReleaseStructure *structure;

  if (n_stages < 1 || n_stages > REP_RELEASE_STAGES ||
      !dimensions_hold (dimensions, n_dimensions) ||
      !tables_hold (dimensions, n_dimensions, tables, n_tables))
    return NULL;

  structure = g_new0 (RepReleaseStructure, 1);
  structure->n_stages = n_stages;
  structure->dimensions = g_array_new (FALSE, FALSE, sizeof (RepReleaseDimension));
  structure->tables = g_array_new (FALSE, FALSE, sizeof (RepReleaseTable));
  structure->cells = g_array_new (FALSE, FALSE, sizeof (RepReleaseCell));
  structure->sums = g_array_new (FALSE, FALSE, sizeof (RepReleaseSum));
  structure->children = g_array_new (FALSE, FALSE, sizeof (guint));
  structure->places = g_hash_table_new (NULL, NULL);
  g_array_append_vals (structure->dimensions, dimensions, n_dimensions);
  g_array_append_vals (structure->tables, tables, n_tables);
  for (guint stage = 0; stage < structure->n_stages; stage++)
    enter_cell (structure, stage, nowhere, none, -1);
  for (guint i = 0; i < n_tables; i++)
    enter_table (structure, (gint)i);
  return structure;
}

RepReleaseStructure *
rep_release_structure_copy (const RepReleaseStructure *structure)
{
  return rep_release_structure_new (
      structure->n_stages, (const RepReleaseDimension *)(gpointer)structure->dimensions->data,
      structure->dimensions->len, (const RepReleaseTable *)(gpointer)structure->tables->data,
      structure->tables->len);
}

void
rep_release_structure_free (RepReleaseStructure *structure)
{
  if (structure == NULL)
    return;
  g_array_unref (structure->dimensions);
  g_array_unref (structure->tables);
  g_array_unref (structure->cells);
  g_array_unref (structure->sums);
  g_array_unref (structure->children);
  g_hash_table_unref (structure->places);
  g_free (structure);
}
