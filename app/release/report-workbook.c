/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "app/domain/day.h"
#include "app/release/csv.h"
#include "app/release/report.h"

#define UNIX_DAY 719163 /* 1 January 1970 as a day */

typedef struct {
  const RepReleaseReport *report;
  lxw_workbook *book;
  lxw_format *title;
  lxw_format *head;
  lxw_format *total;
  lxw_format *number;
  lxw_format *wrap;
} RepBook;

static lxw_format *
new_format (RepBook *book, gboolean bold, double size)
{
  lxw_format *format = workbook_add_format (book->book);

  format_set_font_size (format, size);
  if (bold)
    format_set_bold (format);
  return format;
}

static void
make_formats (RepBook *book)
{
  book->title = new_format (book, TRUE, 14);
  book->head = new_format (book, TRUE, 10);
  book->total = new_format (book, TRUE, 10);
  book->number = new_format (book, FALSE, 10);
  book->wrap = new_format (book, FALSE, 10);
  format_set_bottom (book->head, LXW_BORDER_THIN);
  format_set_text_wrap (book->head);
  format_set_text_wrap (book->wrap);
  format_set_align (book->wrap, LXW_ALIGN_VERTICAL_TOP);
}

/* Text is written as text, and made harmless besides, for who copies it elsewhere. */
static void
put_text (
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *neutral = rep_release_neutral (text);

  worksheet_write_string (sheet, row, column, neutral, format);
}

static void
put_figure (lxw_worksheet *sheet,
            lxw_row_t row,
            lxw_col_t column,
            const RepPublishedFigure *figure,
            lxw_format *format)
{
  if (figure->state == REP_RELEASE_SECRET)
    worksheet_write_string (sheet, row, column, "n.c.", format);
  else if (figure->state != REP_RELEASE_ABSENT)
    worksheet_write_number (sheet, row, column, figure->value, format);
}

static lxw_worksheet *
add_sheet (RepBook *book, const char *name)
{
  g_autofree char *short_name = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), 31));
  lxw_worksheet *sheet;

  for (char *at = short_name; *at != '\0'; at++)
    if (strchr ("[]:*?/\\'", *at) != NULL)
      *at = ' ';
  sheet = workbook_add_worksheet (book->book, short_name);
  worksheet_set_paper (sheet, 9);
  worksheet_fit_to_pages (sheet, 1, 0);
  return sheet;
}

static char *
subtitle (const RepReleaseReport *report)
{
  const RepPublishedRelease *last = rep_published_last (report->published);
  g_autofree char *quarter = rep_report_quarter (last->quarter), *to = rep_report_day (last->to);

  return g_strdup_printf ("%s · cumul au %s · %s", quarter, to,
                          report->published->suppressed ? "n.c. : non communicable"
                                                        : "nombres arrondis sauf mention");
}

static lxw_row_t
put_head (RepBook *book, lxw_worksheet *sheet, const char *title)
{
  g_autofree char *line = subtitle (book->report);

  put_text (sheet, 0, 0, title, book->title);
  put_text (sheet, 1, 0, book->report->published->title, NULL);
  put_text (sheet, 2, 0, line, NULL);
  worksheet_set_column (sheet, 0, 0, 34, NULL);
  worksheet_set_column (sheet, 1, 16, 14, NULL);
  return 4;
}

static void
add_summary (RepBook *book)
{
  static const char *const words[] = { "Contacts aboutis", "Sorties",
                                       "Jeunes vus lors des sorties" };
  const RepPublished *published = book->report->published;
  const RepPublishedRelease *last = rep_published_last (published);
  lxw_worksheet *sheet = add_sheet (book, "Synthèse");
  lxw_row_t row = put_head (book, sheet, "Synthèse");

  put_text (sheet, row, 0, "Étape", book->head);
  put_text (sheet, row, 1, "Depuis le début", book->head);
  put_text (sheet, row, 2, "Ce trimestre", book->head);
  put_text (sheet, row++, 3, "Écart au plus", book->head);
  for (guint stage = 0; stage < published->structure->n_stages; stage++, row++) {
    RepPublishedFigure all = rep_published_cumulative (published, last, stage, -1);
    RepPublishedFigure growth = rep_published_growth (published, stage, -1);

    put_text (sheet, row, 0, rep_report_stage (stage), book->number);
    put_figure (sheet, row, 1, &all, book->total);
    put_figure (sheet, row, 2, &growth, book->number);
    worksheet_write_number (sheet, row, 3, all.margin, book->number);
  }
  for (guint i = 0; i < REP_N_PUBLISHED_ACTIVITIES; i++)
    if (last->activity[i] >= 0) {
      put_text (sheet, ++row, 0, words[i], book->number);
      worksheet_write_number (sheet, row, 1, last->activity[i], book->number);
    }
}

/* Rows are the modalities of the first dimension, columns the stages; with a second dimension one
 * block of rows for each of its modalities. */
static void
put_row (RepBook *book,
         lxw_worksheet *sheet,
         lxw_row_t row,
         guint table,
         const RepReleaseTable *of,
         guint first,
         guint second)
{
  const RepPublished *published = book->report->published;
  g_autofree char *label = rep_report_modality (published, of->first, first);
  g_autofree char *other =
      of->second >= 0 ? rep_report_modality (published, of->second, second) : g_strdup ("");
  lxw_format *format = first == 0 ? book->total : book->number;

  put_text (sheet, row, 0, label, format);
  put_text (sheet, row, 1, other, format);
  for (guint stage = 0; stage < published->structure->n_stages; stage++) {
    gint cell =
        rep_release_find (published->structure, stage, of->first, first, of->second, second);
    RepPublishedFigure figure = rep_published_cumulative (published, rep_published_last (published),
                                                          (guint)cell, (gint)table);

    put_figure (sheet, row, (lxw_col_t)(2 + stage), &figure, format);
  }
}

static guint
size_of (const RepReleaseStructure *structure, gint dimension)
{
  return dimension < 0 ? 0
                       : g_array_index (structure->dimensions, RepReleaseDimension, dimension).n;
}

static void
add_table (RepBook *book, guint table)
{
  const RepPublished *published = book->report->published;
  const RepReleaseTable *of = &g_array_index (published->structure->tables, RepReleaseTable, table);
  g_autofree char *id = rep_published_table_id (published, table);
  g_autofree char *first = rep_report_dimension (published, of->first);
  g_autofree char *second =
      of->second >= 0 ? rep_report_dimension (published, of->second) : g_strdup ("");
  guint n = size_of (published->structure, of->first),
        m = size_of (published->structure, of->second);
  lxw_worksheet *sheet = add_sheet (book, id);
  lxw_row_t row = put_head (book, sheet, first);

  put_text (sheet, row, 0, first, book->head);
  put_text (sheet, row, 1, second, book->head);
  for (guint stage = 0; stage < published->structure->n_stages; stage++)
    put_text (sheet, row, (lxw_col_t)(2 + stage), rep_report_stage (stage), book->head);
  row++;
  for (guint j = 0; j <= m; j++)
    for (guint i = 0; i <= n; i++)
      put_row (book, sheet, row++, table, of, i < n ? i + 1 : 0, j < m ? j + 1 : 0);
  worksheet_freeze_panes (sheet, 5, 1);
}

static void
add_series (RepBook *book, lxw_chart *chart, lxw_row_t first, lxw_row_t last, lxw_col_t column)
{
  lxw_chart_series *series = chart_add_series (chart, NULL, NULL);

  chart_series_set_categories (series, "Progression", first, 0, last, 0);
  chart_series_set_values (series, "Progression", first, column, last, column);
  chart_series_set_name_range (series, "Progression", (lxw_row_t)(first - 1), column);
}

static void
add_progress (RepBook *book)
{
  const RepReleaseReport *report = book->report;
  const RepPublished *published = report->published;
  lxw_worksheet *sheet = add_sheet (book, "Progression");
  lxw_row_t row = put_head (book, sheet, "Progression"), first = row + 1;
  lxw_chart *chart = workbook_add_chart (book->book, LXW_CHART_LINE);

  put_text (sheet, row, 0, "Trimestre", book->head);
  put_text (sheet, row, 1, rep_report_stage (published->principal), book->head);
  put_text (sheet, row++, 2, "Objectif", book->head);
  for (guint i = 0; i < published->releases->len; i++, row++) {
    const RepPublishedRelease *release = g_ptr_array_index (published->releases, i);
    RepPublishedFigure figure = rep_report_progress (report, i);

    put_text (sheet, row, 0, release->quarter, book->number);
    put_figure (sheet, row, 1, &figure, book->number);
    if (report->target > 0)
      worksheet_write_number (sheet, row, 2, report->target, book->number);
  }
  add_series (book, chart, first, (lxw_row_t)(row - 1), 1);
  if (report->target > 0)
    add_series (book, chart, first, (lxw_row_t)(row - 1), 2);
  chart_title_set_name (chart, "Jeunes depuis le début du projet");
  chart_legend_set_position (chart, LXW_CHART_LEGEND_BOTTOM);
  worksheet_insert_chart (sheet, (lxw_row_t)(row + 2), 0, chart);
}

static void
add_method (RepBook *book)
{
  const RepReleaseReport *report = book->report;
  lxw_worksheet *sheet = add_sheet (book, "Définitions et méthode");
  g_autofree char *method = rep_report_method (report);
  lxw_row_t row = put_head (book, sheet, "Définitions et méthode");

  worksheet_set_column (sheet, 1, 1, 90, NULL);
  for (guint stage = 0; stage < report->published->structure->n_stages; stage++, row++) {
    put_text (sheet, row, 0, rep_report_stage (stage), book->total);
    put_text (sheet, row, 1, rep_report_stage_definition (stage), book->wrap);
  }
  put_text (sheet, ++row, 0, "Méthode", book->total);
  put_text (sheet, row, 1, method, book->wrap);
  worksheet_set_row (sheet, row, 150, NULL);
  if (report->comment != NULL) {
    put_text (sheet, ++row, 0, "Commentaire du trimestre", book->total);
    put_text (sheet, row, 1, report->comment, book->wrap);
    worksheet_set_row (sheet, row, 150, NULL);
  }
}

static gboolean
write_book (const RepReleaseReport *report, const char *path)
{
  RepBook book = { report, workbook_new (path), NULL, NULL, NULL, NULL, NULL };
  const RepPublished *published = report->published;
  lxw_doc_properties properties = {
    .title = published->title,
    .author = "Repères",
    .created = ((time_t)rep_published_last (published)->to - UNIX_DAY) * 86400
  };

  if (book.book == NULL)
    return FALSE;
  workbook_set_properties (book.book, &properties);
  make_formats (&book);
  add_summary (&book);
  add_progress (&book);
  for (guint table = 0; table < published->structure->tables->len; table++)
    if ((rep_published_last (published)->values->printed >> table & 1) != 0)
      add_table (&book, table);
  add_method (&book);
  return workbook_close (book.book) == LXW_NO_ERROR;
}

/* The library writes numbers as the locale does, with a comma in France; a workbook wants points.
 */
static gboolean
write_with_points (const RepReleaseReport *report, const char *path)
{
  locale_t points = newlocale (LC_ALL_MASK, "C", (locale_t)0);
  locale_t before;
  gboolean written;

  if (points == (locale_t)0)
    return FALSE;
  before = uselocale (points);
  written = write_book (report, path);
  uselocale (before);
  freelocale (points);
  return written;
}

/* The library writes files only. */
GBytes *
rep_report_workbook (const RepReleaseReport *report)
{
  g_autofree char *path = NULL;
  GBytes *bytes = NULL;
  char *data;
  gsize size;
  int file = g_file_open_tmp ("reperes-XXXXXX.xlsx", &path, NULL);

  if (file < 0)
    return NULL;
  close (file);
  if (write_with_points (report, path) && g_file_get_contents (path, &data, &size, NULL))
    bytes = g_bytes_new_take (data, size);
  g_unlink (path);
  return bytes;
}
