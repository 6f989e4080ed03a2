/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/error.h"
#include "app/release/logo.h"
#include "app/release/page.h"

/* Pictures of the funders, in the project's sheet as PNG in base64. */

#define MAX_BYTES (200u * 1024u)
#define MAX_PIXELS 2000u /* a side */
#define HEAD 24u         /* signature, length and name of the first chunk, width, height */
#define HEIGHT 30.0
#define MAX_WIDTH 90.0
#define GAP 10.0

typedef struct {
  const guint8 *data;
  gsize size;
  gsize at;
} Reader;

static cairo_status_t
read_some (void *closure, unsigned char *data, unsigned int length)
{
  Reader *reader = closure;

  if (length > reader->size - reader->at)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data + reader->at, length);
  reader->at += length;
  return CAIRO_STATUS_SUCCESS;
}

/* How large it becomes is looked at before it is unpacked. */
static gboolean
is_small (const guint8 *data, gsize size)
{
  static const guint8 signature[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  guint32 sides[2];

  if (size < HEAD || size > MAX_BYTES || memcmp (data, signature, sizeof signature) != 0)
    return FALSE;
  memcpy (sides, data + 16, sizeof sides);
  return GUINT32_FROM_BE (sides[0]) - 1 < MAX_PIXELS && GUINT32_FROM_BE (sides[1]) - 1 < MAX_PIXELS;
}

/* Returns: (transfer full) (nullable): */
static cairo_surface_t *
unpack (const guint8 *data, gsize size)
{
  Reader reader = { data, size, 0 };
  cairo_surface_t *surface;

  if (!is_small (data, size))
    return NULL;
  surface = cairo_image_surface_create_from_png_stream (read_some, &reader);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

char *
rep_logo_pack (gconstpointer data, gsize size, GError **error)
{
  cairo_surface_t *surface = unpack (data, size);

  if (surface == NULL) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_LOGO, NULL);
    return NULL;
  }
  cairo_surface_destroy (surface);
  return g_base64_encode (data, size);
}

/* Returns: the width it takes. */
static double
draw (cairo_t *cr, cairo_surface_t *surface, double right, double y)
{
  double width = cairo_image_surface_get_width (surface);
  double height = cairo_image_surface_get_height (surface);
  double scale = MIN (HEIGHT / height, MAX_WIDTH / width);

  cairo_save (cr);
  cairo_translate (cr, right - width * scale, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  return width * scale;
}

double
rep_page_logos (cairo_t *cr, const RepReleaseReport *report, double right, double y)
{
  double x = right;

  for (guint i = report->logos != NULL ? report->logos->len : 0; i > 0; i--) {
    gsize size;
    g_autofree guint8 *data = g_base64_decode (g_ptr_array_index (report->logos, i - 1), &size);
    cairo_surface_t *surface = unpack (data, size);

    if (surface == NULL)
      continue;
    x -= draw (cr, surface, x, y) + GAP;
    cairo_surface_destroy (surface);
  }
  return right - x;
}
