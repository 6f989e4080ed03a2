/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * One printed page, filled from the top. What does not fit is cut at the margin and told of: a page
 * is never silently two.
 */

#define REP_PAPER_SHORT 595.0 /* A4, points */
#define REP_PAPER_LONG 842.0

typedef struct _RepPaper RepPaper;

/** rep_paper_new: @width: @height: points; @day: the document’s own date, so that the same page has
 * the same bytes. */
RepPaper *rep_paper_new (double width, double height, guint32 day);
void rep_paper_free (RepPaper *paper);

void rep_paper_title (RepPaper *paper, const char *text);
void rep_paper_heading (RepPaper *paper, const char *text);
/** rep_paper_text: a paragraph, cut with an ellipsis where the page ends. */
void rep_paper_text (RepPaper *paper, const char *text);
/** rep_paper_fact: @value: (nullable): a line to write on when there is none. */
void rep_paper_fact (RepPaper *paper, const char *label, const char *value);
/** rep_paper_footer: at the bottom, whatever is above. */
void rep_paper_footer (RepPaper *paper, const char *text);

/**
 * RepPaperTable:
 * @widths: (array length=n_columns): shares of the page’s width
 * @headings: (array length=n_columns)
 * @cells: (nullable): row by row, texts may be %NULL; %NULL: rows to write in
 * @row_height: points
 */
typedef struct {
  guint n_columns;
  guint n_rows;
  const double *widths;
  const char *const *headings;
  const char *const *cells;
  double row_height;
} RepPaperTable;

/** rep_paper_table: Returns: how many rows the page had room for. */
guint rep_paper_table (RepPaper *paper, const RepPaperTable *table);

/** rep_paper_write: finishes the page as a PDF in a new private file; fails as
 * rep_output_write_file(). */
gboolean rep_paper_write (RepPaper *paper, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepPaper, rep_paper_free)

G_END_DECLS
