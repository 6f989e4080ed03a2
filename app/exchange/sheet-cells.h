/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/table-private.h"
#include "app/exchange/xml.h"

G_BEGIN_DECLS

/** RepBook: what the cells of a workbook's sheets refer to. @strings: guint32: where each begins in
 * @text, with its NUL; @formats: guint8: #RepCellFormat by style. */
typedef struct {
  RepArena *text;
  GArray *strings;
  GArray *formats;
  gboolean from_1904;
  GString *scratch;
} RepBook;

void rep_book_init (RepBook *book);
/** rep_book_clear: wipes. */
void rep_book_clear (RepBook *book);

/** rep_book_read_strings: takes the texts that cells share from @xml; what is wrong with it is said
 * by @xml->failed. */
void rep_book_read_strings (RepBook *book, RepXml *xml);

/** rep_book_read_cells: takes the cells of the sheet @xml into @table. Fails with TABLE_DAMAGED,
 * TABLE_UNPACKED, TABLE_CELL, TABLE_COLUMNS, TABLE_ROWS. */
gboolean rep_book_read_cells (RepBook *book, RepXml *xml, RepTable *table, GError **error);

G_END_DECLS
