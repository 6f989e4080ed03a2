/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/table.h"

G_BEGIN_DECLS

/*
 * A sheet of a workbook (.xlsx) as a table: what each cell holds and not what it looks like. Days
 * come out as 2004-03-12, whatever their format; numbers without the spaces and words a format
 * adds.
 */

#define REP_WORKBOOK_MAX_PART (192u * 1024u * 1024u) /* bytes of one part, unpacked */
#define REP_WORKBOOK_MAX_SHEETS 256u

/** rep_is_workbook: whether @data is a ZIP archive or an OLE compound file: some workbook. */
gboolean rep_is_workbook (const guint8 *data, gsize size);

/**
 * rep_workbook_read:
 * @sheet: from 1, as the workbook lists them; 0 for the first that has a row of data, those that
 * are hidden last
 *
 * Returns: (transfer full): a table whose lines are the rows of the sheet. Fails with
 *   TABLE_WORKBOOK for another kind of workbook, TABLE_ENCRYPTED for one with a password,
 *   TABLE_DAMAGED, TABLE_UNPACKED when more is packed in it than a list of people has, TABLE_SHEET
 *   when there is no such sheet, and as rep_table_read() does.
 */
RepTable *rep_workbook_read (const guint8 *data, gsize size, guint sheet, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
