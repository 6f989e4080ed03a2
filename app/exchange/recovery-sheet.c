/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <string.h>

#include "app/error.h"
#include "app/exchange/recovery-sheet.h"
#include "app/platform/output.h"
#include "crypto/secret.h"

#define PAGE_WIDTH REP_SHEET_WIDTH
#define PAGE_HEIGHT 842.0
#define MARGIN 64.0
#define QR_SIZE 200.0
#define QUIET_MODULES 4
#define COLUMNS 5 /* of groups of the code */
#define ROW 30.0

/* Returns where what was drawn ends. */
static double
draw_at (cairo_t *cr, double x, double y, const char *font, const char *text)
{
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  PangoFontDescription *description = pango_font_description_from_string (font);
  int height;

  pango_layout_set_font_description (layout, description);
  pango_font_description_free (description);
  pango_layout_set_width (layout, (int)((PAGE_WIDTH - MARGIN - x) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return y + height;
}

static double
draw_text (cairo_t *cr, double y, const char *font, const char *text)
{
  return draw_at (cr, MARGIN, y, font, text);
}

/* Groups with their numbers: a typo is told by the number of its group. */
static double
draw_code (cairo_t *cr, double y, const char *code)
{
  const double column = (PAGE_WIDTH - 2 * MARGIN) / COLUMNS;
  char group[6] = "", number[8];
  guint n = 0;

  for (const char *at = code; *at != '\0' && n < 99; at += *at == '-' ? 1 : 0, n++) {
    double x = MARGIN + column * (n % COLUMNS), row = y + ROW * (n / COLUMNS);

    g_snprintf (number, sizeof number, "%u", n + 1);
    draw_at (cr, x, row + 5, "Sans 8", number);
    for (guint i = 0; i < 5 && *at != '\0' && *at != '-'; i++, at++) {
      group[i] = *at;
      group[i + 1] = '\0';
    }
    draw_at (cr, x + 18, row, "Monospace Bold 15", group);
  }
  rep_wipe (group, sizeof group);
  return y + ROW * ((n + COLUMNS - 1) / COLUMNS);
}

static double
draw_qr (cairo_t *cr, double y, const char *code)
{
  QRcode *qr = QRcode_encodeString (code, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  double module;

  if (qr == NULL)
    return y;
  module = QR_SIZE / (qr->width + 2 * QUIET_MODULES);
  for (int row = 0; row < qr->width; row++)
    for (int column = 0; column < qr->width; column++)
      if ((qr->data[row * qr->width + column] & 1) != 0)
        cairo_rectangle (cr, MARGIN + (column + QUIET_MODULES) * module,
                         y + (row + QUIET_MODULES) * module, module, module);
  cairo_fill (cr);
  rep_wipe (qr->data, (gsize)qr->width * (gsize)qr->width);
  QRcode_free (qr);
  return y + QR_SIZE;
}

static cairo_status_t
append_pdf (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

void
rep_recovery_sheet_draw (cairo_t *cr, const RepSheetText *text, const char *code)
{
  double y = MARGIN;

  y = draw_text (cr, y, "Sans Bold 18", text->title) + 8;
  y = draw_text (cr, y, "Sans 13", text->organisation) + 20;
  y = draw_text (cr, y, "Sans 11", text->explanation) + 24;
  y = draw_code (cr, y, code) + 14;
  y = draw_qr (cr, y, code) + 20;
  draw_text (cr, y, "Sans 10", text->footer);
}

static gboolean
make_pdf (GByteArray *out, const RepSheetText *text, const char *code)
{
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_pdf, out, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gboolean drawn;

  rep_recovery_sheet_draw (cr, text, code);
  cairo_show_page (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  drawn = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  return drawn;
}

static void
make_text (GByteArray *out, const RepSheetText *text, const char *code)
{
  const char *parts[] = {
    text->title, "\n",   text->organisation, "\n\n", text->explanation, "\n\n    ",
    code,        "\n\n", text->footer,       "\n"
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    g_byte_array_append (out, (const guint8 *)parts[i], (guint)strlen (parts[i]));
}

char *
rep_recovery_sheet_path (const char *path, guint number, guint n)
{
  const char *dot = strrchr (path, '.');
  gsize stem = dot != NULL && strchr (dot, '/') == NULL ? (gsize)(dot - path) : strlen (path);

  if (n == 1)
    return g_strdup (path);
  return g_strdup_printf ("%.*s-%u%s", (int)stem, path, number, path + stem);
}

gboolean
rep_recovery_sheet_write (const char *path,
                          const RepSheetText *text,
                          const char *code,
                          GError **error)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gboolean written;

  if (!g_str_has_suffix (path, ".pdf"))
    make_text (out, text, code);
  else if (!make_pdf (out, text, code))
    return rep_app_error_set (error, REP_APP_ERROR_FILE, path);

  written = rep_output_write_file (path, out->data, out->len, error);
  rep_wipe (out->data, out->len);
  return written;
}
