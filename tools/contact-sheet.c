/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <cairo.h>
#include <math.h>

#include <glib.h>

/* Puts pictures on one sheet: contact-sheet OUT.png COLUMNS WIDTH IN.png… */

#define GAP 12.0

static cairo_surface_t *
load (const char *path)
{
  cairo_surface_t *picture = cairo_image_surface_create_from_png (path);

  if (cairo_surface_status (picture) != CAIRO_STATUS_SUCCESS)
    g_error ("contact-sheet: %s", path);
  return picture;
}

static double
scaled_height (cairo_surface_t *picture, double width)
{
  return cairo_image_surface_get_height (picture) * width / cairo_image_surface_get_width (picture);
}

/* Each picture goes under the shortest column. */
static double
place (cairo_t *cr, char **paths, int n, int columns, double width)
{
  g_autofree double *bottoms = g_new0 (double, columns);
  double bottom = 0;

  for (int i = 0; i < n; i++) {
    cairo_surface_t *picture = load (paths[i]);
    int column = 0;

    for (int j = 1; j < columns; j++)
      if (bottoms[j] < bottoms[column])
        column = j;
    if (cr != NULL) {
      double scale = width / cairo_image_surface_get_width (picture);

      cairo_save (cr);
      cairo_translate (cr, GAP + column * (width + GAP), GAP + bottoms[column]);
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, picture, 0, 0);
      cairo_paint (cr);
      cairo_restore (cr);
    }
    bottoms[column] += scaled_height (picture, width) + GAP;
    bottom = fmax (bottom, bottoms[column]);
    cairo_surface_destroy (picture);
  }
  return bottom;
}

int
main (int argc, char **argv)
{
  int columns = argc > 4 ? (int)g_ascii_strtoll (argv[2], NULL, 10) : 0;
  double width = argc > 4 ? g_ascii_strtod (argv[3], NULL) : 0;
  cairo_surface_t *sheet;
  cairo_t *cr;

  if (columns < 1 || width < 10)
    return 2;
  sheet =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(GAP + columns * (width + GAP)),
                                  (int)(GAP + place (NULL, argv + 4, argc - 4, columns, width)));
  cr = cairo_create (sheet);
  cairo_set_source_rgb (cr, 0.55, 0.55, 0.58);
  cairo_paint (cr);
  place (cr, argv + 4, argc - 4, columns, width);
  cairo_destroy (cr);
  if (cairo_surface_write_to_png (sheet, argv[1]) != CAIRO_STATUS_SUCCESS)
    g_error ("contact-sheet: %s", argv[1]);
  cairo_surface_destroy (sheet);
  return 0;
}
