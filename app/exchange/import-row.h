/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/import-map.h"

G_BEGIN_DECLS

/* One row of a table, read by a map. */

typedef struct _RepRowReader RepRowReader;

/** RepImportRow: what a row says. @contact: (nullable): %NULL when it has no day of a contact.
 * @column: @value: @reason: of the cell that cannot be taken; @reason 0 when all can. */
typedef struct {
  RepPerson *person;
  RepContact *contact;
  guint8 situation;
  const char *column;
  const char *value;
  guint8 reason;
} RepImportRow;

/** rep_row_reader_new: @map: checked against @table by rep_import_map_check(); both outlive it.
 * @near: (nullable): département that wins among communes of one name. */
RepRowReader *rep_row_reader_new (const RepTable *table,
                                  const RepImportMap *map,
                                  guint32 today,
                                  const char *near);
void rep_row_reader_free (RepRowReader *reader);

/** rep_row_reader_read: reads row @number; free with rep_import_row_clear(). */
void rep_row_reader_read (RepRowReader *reader, guint number, RepImportRow *row);
void rep_import_row_clear (RepImportRow *row);

/** rep_row_reader_heading: Returns: (nullable): the column that fills @field. */
const char *rep_row_reader_heading (const RepRowReader *reader, const char *field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepRowReader, rep_row_reader_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepImportRow, rep_import_row_clear)

G_END_DECLS
