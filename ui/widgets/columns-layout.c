/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/columns-layout.h"

#define GAP 6

struct _RepColumnsLayout {
  GtkLayoutManager parent_instance;

  gboolean heads;
};

G_DEFINE_FINAL_TYPE (RepColumnsLayout, rep_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
least (GtkWidget *child)
{
  int width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

/* Where the line that begins with @first ends, and how much its children need without gaps. */
static GtkWidget *
end_of_line (GtkWidget *first, int width, int *needed, int *n)
{
  GtkWidget *child = first;
  int taken = 0;

  *needed = *n = 0;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child)) {
    int own = least (child);

    if (*n > 0 && taken + GAP + own > width)
      break;
    taken += own + (*n > 0 ? GAP : 0);
    *needed += own;
    (*n)++;
  }
  return child;
}

static gboolean
fits (GtkWidget *widget, int width)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int needed, n;

  return first == NULL || end_of_line (first, width, &needed, &n) == NULL;
}

/* What is left over goes to each child by what it needs. */
static int
share (int least_width, int needed, int width, int n)
{
  int room = width - (n - 1) * GAP;

  return needed > 0 ? least_width * MAX (room, needed) / needed : least_width;
}

typedef void (*PlaceFunc) (GtkWidget *child, int x, int y, int width, int height);

static int
height_of_line (GtkWidget *first, GtkWidget *end, int needed, int width, int n)
{
  int tallest = 0;

  for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child)) {
    int height;

    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, share (least (child), needed, width, n),
                        &height, NULL, NULL, NULL);
    tallest = MAX (tallest, height);
  }
  return tallest;
}

/* Returns the height of all; @place: (nullable): told of each child. */
static int
walk (GtkWidget *widget, int width, PlaceFunc place)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);
  int y = 0;

  while (first != NULL) {
    int needed, n, x = 0;
    GtkWidget *end = end_of_line (first, width, &needed, &n);
    int height = height_of_line (first, end, needed, width, n);

    for (GtkWidget *child = first; child != end; child = gtk_widget_get_next_sibling (child)) {
      int own = share (least (child), needed, width, n);

      if (place != NULL)
        place (child, x, y, own, height);
      x += own + GAP;
    }
    y += height + GAP;
    first = end;
  }
  return MAX (y - GAP, 0);
}

static void
rep_columns_layout_measure (GtkLayoutManager *layout,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  RepColumnsLayout *self = REP_COLUMNS_LAYOUT (layout);
  int widest = 0, sum = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    widest = MAX (widest, least (child));
    sum += least (child) + (sum > 0 ? GAP : 0);
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = self->heads ? 0 : widest;
    *natural = sum;
    return;
  }
  if (for_size < 0)
    for_size = sum;
  *minimum = *natural = self->heads && !fits (widget, for_size) ? 0 : walk (widget, for_size, NULL);
}

static void
place_child (GtkWidget *child, int x, int y, int width, int height)
{
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, width, height }, -1);
}

static void
rep_columns_layout_allocate (
    GtkLayoutManager *layout, GtkWidget *widget, int width, int height, int baseline)
{
  gboolean shown = !REP_COLUMNS_LAYOUT (layout)->heads || fits (widget, width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_child_visible (child, shown);
  if (shown)
    (void)walk (widget, width, place_child);
}

static GtkSizeRequestMode
rep_columns_layout_get_request_mode (GtkLayoutManager *layout, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rep_columns_layout_class_init (RepColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = rep_columns_layout_measure;
  layout_class->allocate = rep_columns_layout_allocate;
  layout_class->get_request_mode = rep_columns_layout_get_request_mode;
}

static void
rep_columns_layout_init (RepColumnsLayout *self)
{
}

GtkLayoutManager *
rep_columns_layout_new (gboolean heads)
{
  RepColumnsLayout *self = g_object_new (REP_TYPE_COLUMNS_LAYOUT, NULL);

  self->heads = heads;
  return GTK_LAYOUT_MANAGER (self);
}
