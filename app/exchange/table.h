/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/csv-text.h"

G_BEGIN_DECLS

/*
 * A spreadsheet's file as rows and named columns. libcsv takes the cells of a CSV file apart,
 * app/exchange/workbook.h those of an .xlsx; what stands around them (encoding, separator, titles
 * above the names of the columns) is found out here.
 */

#define REP_TABLE_MAX_ROWS 200000u
#define REP_TABLE_MAX_COLUMNS 512u
#define REP_TABLE_MAX_CELL (128u * 1024u) /* bytes; a spreadsheet's cell has 32,767 characters */

typedef struct _RepTable RepTable;

/**
 * rep_table_read:
 * @data: bytes of a file of any content, told by them and not by its name
 * @sheet: of a workbook, from 1; 0 for the first that has a row of data
 *
 * The first row that looks like names of columns is taken for that; rows above it are titles and
 * are left out, as are empty rows. Returns: (transfer full). Fails as rep_csv_text_decode() and
 * rep_workbook_read() do, and with TABLE_CELL, TABLE_COLUMNS, TABLE_ROWS, TABLE_EMPTY, TABLE_SHEET.
 */
RepTable *rep_table_read (const guint8 *data, gsize size, guint sheet, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/** rep_table_load: the same of the file @path; fails with FILE also. */
RepTable *rep_table_load (const char *path, guint sheet, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** rep_table_free: wipes; accepts %NULL. */
void rep_table_free (RepTable *table);

guint rep_table_n_columns (const RepTable *table);
guint rep_table_n_rows (const RepTable *table);
/** rep_table_name: Returns: what the column is called, as written; maybe empty. */
const char *rep_table_name (const RepTable *table, guint column);
/** rep_table_cell: Returns: without spaces around it; empty where the row ends before. */
const char *rep_table_cell (const RepTable *table, guint row, guint column);
/** rep_table_extra: Returns: the first cell beyond the last column that is not empty, or %NULL. */
const char *rep_table_extra (const RepTable *table, guint row);
/** rep_table_line: Returns: as the spreadsheet numbers its rows, from 1, titles counted. */
guint rep_table_line (const RepTable *table, guint row);

RepEncoding rep_table_encoding (const RepTable *table);
char rep_table_separator (const RepTable *table);
/** rep_table_header_line: Returns: of the names of the columns. */
guint rep_table_header_line (const RepTable *table);

/** rep_table_sheet: @n_sheets: (out): how many the workbook has, 0 for no workbook. Returns:
 * (nullable): the name of the one that was read. */
const char *rep_table_sheet (const RepTable *table, guint *n_sheets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepTable, rep_table_free)

G_END_DECLS
