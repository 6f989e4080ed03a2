/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a number in a workbook's cell is, as its format says (ECMA-376 part 1, 18.8.30). */

typedef enum {
  REP_CELL_NUMBER,
  REP_CELL_DAY,
  REP_CELL_TIME, /* alone */
} RepCellFormat;

/** rep_cell_format_known: Returns: that of the built-in format @id. */
RepCellFormat rep_cell_format_known (guint id);

/** rep_cell_format_parse: Returns: that of a format as written, such as "dd/mm/yyyy;@". */
RepCellFormat rep_cell_format_parse (const char *code);

/**
 * rep_cell_format_write: appends the number @text, in the form it has in the file, as a day and a
 * time to the minute (2004-03-12 14:30, without a time at midnight), as a time (14:30), or as a
 * plain number; as it is when it is no such thing.
 * @from_1904: whether days are counted from 1904
 */
void
rep_cell_format_write (RepCellFormat format, const char *text, gboolean from_1904, GString *out);

G_END_DECLS
