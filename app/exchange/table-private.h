/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/table.h"
#include "crypto/arena.h"

G_BEGIN_DECLS

/* How a table is filled, cell by cell, by those who read files. */

/** RepTableRow: @first: place of its first cell. */
typedef struct {
  guint32 first;
  guint32 n;
  guint32 line;
} RepTableRow;

struct _RepTable {
  RepArena *text; /* every cell, each with its NUL */
  GArray *cells;  /* guint32: where in @text */
  GArray *rows;   /* RepTableRow; the header is the first */
  guint n_columns;
  RepEncoding encoding;
  char separator;
  char *sheet;
  guint n_sheets;
};

RepTable *rep_table_new (void);
/** rep_table_put: appends a cell to @row, without the spaces around it. */
void rep_table_put (RepTable *table, RepTableRow *row, const char *text, gsize size);
/** rep_table_close_row: takes in @row unless it is empty, and makes it ready for the next. Returns:
 * %FALSE when there are too many rows. */
gboolean rep_table_close_row (RepTable *table, RepTableRow *row);
/** rep_table_settle: finds the names of the columns. Fails with TABLE_EMPTY. */
gboolean rep_table_settle (RepTable *table, GError **error);

G_END_DECLS
