/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "app/domain/day.h"
#include "app/error.h"
#include "app/exchange/paper.h"
#include "app/platform/output.h"
#include "crypto/secret.h"

#define MARGIN 36.0
#define FOOTER 24.0
#define LABEL_SHARE 0.28
#define TITLE "Sans Bold 16"
#define HEADING "Sans Bold 11"
#define BODY "Sans 10"
#define SMALL "Sans 8"
#define SMALL_BOLD "Sans Bold 8"

struct _RepPaper {
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  double width;
  double height;
  double y;
};

static cairo_status_t
append (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

RepPaper *
rep_paper_new (double width, double height, guint32 day)
{
  RepPaper *paper = g_new0 (RepPaper, 1);
  char text[REP_DAY_TEXT_SIZE];
  g_autofree char *stamp = g_strdup_printf ("%sT00:00:00Z", rep_day_format (day, text));

  paper->bytes = g_byte_array_new ();
  paper->surface = cairo_pdf_surface_create_for_stream (append, paper->bytes, width, height);
  cairo_pdf_surface_set_metadata (paper->surface, CAIRO_PDF_METADATA_CREATE_DATE, stamp);
  paper->cr = cairo_create (paper->surface);
  paper->width = width;
  paper->height = height;
  paper->y = MARGIN;
  return paper;
}

void
rep_paper_free (RepPaper *paper)
{
  if (paper == NULL)
    return;

  cairo_destroy (paper->cr);
  cairo_surface_destroy (paper->surface);
  rep_wipe (paper->bytes->data, paper->bytes->len);
  g_byte_array_unref (paper->bytes);
  g_free (paper);
}

static double
bottom (const RepPaper *paper)
{
  return paper->height - MARGIN - FOOTER;
}

/* Draws @text in a box, cut where the box ends; returns the height it took. */
static double
draw (RepPaper *paper, const char *font, const char *text, double x, double width, double height)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (paper->cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  int used;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  pango_layout_set_height (layout, (int)(MAX (height, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (paper->cr, x, paper->y);
  pango_cairo_show_layout (paper->cr, layout);
  pango_layout_get_pixel_size (layout, NULL, &used);
  return used;
}

static void
paragraph (RepPaper *paper, const char *font, const char *text, double after)
{
  double room = bottom (paper) - paper->y;

  if (room > 0)
    paper->y += draw (paper, font, text, MARGIN, paper->width - 2 * MARGIN, room) + after;
}

void
rep_paper_title (RepPaper *paper, const char *text)
{
  paragraph (paper, TITLE, text, 8);
}

void
rep_paper_heading (RepPaper *paper, const char *text)
{
  paper->y += 8;
  paragraph (paper, HEADING, text, 4);
}

void
rep_paper_text (RepPaper *paper, const char *text)
{
  paragraph (paper, BODY, text, 6);
}

static void
rule (RepPaper *paper, double x, double y, double to)
{
  cairo_set_line_width (paper->cr, 0.5);
  cairo_move_to (paper->cr, x, y);
  cairo_line_to (paper->cr, to, y);
  cairo_stroke (paper->cr);
}

void
rep_paper_fact (RepPaper *paper, const char *label, const char *value)
{
  double width = paper->width - 2 * MARGIN;
  double x = MARGIN + width * LABEL_SHARE;
  double room = bottom (paper) - paper->y;
  double label_height, value_height;

  if (room <= 0)
    return;
  label_height = draw (paper, BODY, label, MARGIN, width * LABEL_SHARE - 8, room);
  value_height = value != NULL ? draw (paper, BODY, value, x, width * (1 - LABEL_SHARE), room) : 0;
  if (value == NULL)
    rule (paper, x, paper->y + label_height - 2, paper->width - MARGIN);
  paper->y += MAX (label_height, value_height) + 4;
}

void
rep_paper_footer (RepPaper *paper, const char *text)
{
  double y = paper->y;

  paper->y = paper->height - MARGIN - FOOTER / 2;
  draw (paper, SMALL, text, MARGIN, paper->width - 2 * MARGIN, FOOTER);
  paper->y = y;
}

/* One row of a table, with its frame. */
static void
draw_row (RepPaper *paper,
          const RepPaperTable *table,
          const char *const *cells,
          const char *font,
          double height)
{
  double width = paper->width - 2 * MARGIN;
  double x = MARGIN;

  for (guint i = 0; i < table->n_columns; i++) {
    double column = width * table->widths[i];

    cairo_set_line_width (paper->cr, 0.5);
    cairo_rectangle (paper->cr, x, paper->y, column, height);
    cairo_stroke (paper->cr);
    if (cells != NULL && cells[i] != NULL) {
      paper->y += 2;
      draw (paper, font, cells[i], x + 3, column - 6, height - 4);
      paper->y -= 2;
    }
    x += column;
  }
  paper->y += height;
}

guint
rep_paper_table (RepPaper *paper, const RepPaperTable *table)
{
  const double heading = 30; /* two lines */
  guint row = 0;

  if (paper->y + heading + table->row_height > bottom (paper))
    return 0;
  draw_row (paper, table, table->headings, SMALL_BOLD, heading);
  for (; row < table->n_rows && paper->y + table->row_height <= bottom (paper); row++)
    draw_row (paper, table,
              table->cells != NULL ? table->cells + (gsize)row * table->n_columns : NULL, SMALL,
              table->row_height);
  paper->y += 6;
  return row;
}

gboolean
rep_paper_write (RepPaper *paper, const char *path, GError **error)
{
  cairo_show_page (paper->cr);
  cairo_surface_finish (paper->surface);
  if (cairo_surface_status (paper->surface) != CAIRO_STATUS_SUCCESS)
    return rep_app_error_set (error, REP_APP_ERROR_FILE, path);
  return rep_output_write_file (path, paper->bytes->data, paper->bytes->len, error);
}
