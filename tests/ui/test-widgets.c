/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "tests/ui/all-widgets.h"
#include "app/casebook/session.h"

/* Plug-ins stay loaded, so that the leak check at the end can name what they keep. */
int dlclose (void *handle);

int
dlclose (void *handle)
{
  return 0;
}

static void
let_run (void)
{
  while (g_main_context_iteration (NULL, FALSE)) {
  }
}

/* Builds one of @type, with a locked session where it takes one. */
static GtkWidget *
build (GType type, RepSession *session)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  gboolean takes = g_object_class_find_property (G_OBJECT_CLASS (klass), "session") != NULL;

  return takes ? g_object_new (type, "session", session, NULL) : g_object_new (type, NULL);
}

/* Rows are shown in the list they are made for. */
static GtkWidget *
wrap (GtkWidget *widget)
{
  GtkWidget *parent;

  if (GTK_IS_LIST_BOX_ROW (widget)) {
    parent = gtk_list_box_new ();
    gtk_list_box_append (GTK_LIST_BOX (parent), widget);
    return parent;
  }
  if (GTK_IS_FLOW_BOX_CHILD (widget)) {
    parent = gtk_flow_box_new ();
    gtk_flow_box_append (GTK_FLOW_BOX (parent), widget);
    return parent;
  }
  return widget;
}

/* Built from its template, shown, taken away: nothing warns, nothing is left. */
static void
test_widget (gconstpointer data)
{
  g_autoptr (RepSession) session = rep_session_new ("/nowhere/essai.reperes");
  GtkWidget *widget = build (((const Widget *)data)->get_type (), session);
  GtkWidget *window = widget;
  gpointer left = widget;

  g_object_add_weak_pointer (G_OBJECT (widget), &left);
  if (!GTK_IS_WINDOW (widget)) {
    window = gtk_window_new ();
    gtk_window_set_child (GTK_WINDOW (window), wrap (widget));
  }
  gtk_window_present (GTK_WINDOW (window));
  let_run ();
  g_assert_true (gtk_widget_get_mapped (widget) || !gtk_widget_get_visible (widget));
  gtk_window_destroy (GTK_WINDOW (window));
  let_run ();
  g_assert_null (left);
}

/* What the window shows in each style, read from a rendered point of its background. */
static double
brightness (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guchar *pixels = NULL;
  gsize stride, middle;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  stride = 4 * (gsize)gdk_texture_get_width (texture);
  pixels = g_malloc (stride * (gsize)gdk_texture_get_height (texture));
  gdk_texture_download (texture, pixels, stride);
  middle = stride * ((gsize)gdk_texture_get_height (texture) / 2) + 4 * 20; /* beside the form */
  return (pixels[middle] + pixels[middle + 1] + pixels[middle + 2]) / (3 * 255.0);
}

static void
wait_a_while (void)
{
  gint64 end = g_get_monotonic_time () + 600 * 1000; /* the style fades */

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* Dark is dark on the screen, not only in a setting. */
static void
test_dark (void)
{
  g_autoptr (RepSession) session = rep_session_new ("/nowhere/essai.reperes");
  GtkWidget *window = GTK_WIDGET (rep_window_new (NULL, session));
  AdwStyleManager *style = adw_style_manager_get_default ();

  gtk_window_present (GTK_WINDOW (window));
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
  wait_a_while ();
  g_assert_false (adw_style_manager_get_dark (style));
  g_assert_cmpfloat (brightness (window), >, 0.85);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  wait_a_while ();
  g_assert_true (adw_style_manager_get_dark (style));
  g_assert_cmpfloat (brightness (window), <, 0.25);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (window));
  let_run ();
}

/* How strongly the style of the window draws its borders, 0…1. */
static double
border_strength (GtkWidget *window)
{
  GdkRGBA color = { 0 };

  g_assert_true (
      gtk_style_context_lookup_color (gtk_widget_get_style_context (window), "borders", &color));
  return color.alpha;
}

/* Run with ADW_DEBUG_HIGH_CONTRAST, which stands for the setting of the system, and without. */
static void
test_contrast (void)
{
  g_autoptr (RepSession) session = rep_session_new ("/nowhere/essai.reperes");
  GtkWidget *window = GTK_WIDGET (rep_window_new (NULL, session));
  gboolean wanted = g_strcmp0 (g_getenv ("ADW_DEBUG_HIGH_CONTRAST"), "1") == 0;

  gtk_window_present (GTK_WINDOW (window));
  wait_a_while ();
  g_assert_cmpint (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()), ==,
                   wanted);
  if (wanted)
    g_assert_cmpfloat (border_strength (window), >, 0.4);
  else
    g_assert_cmpfloat (border_strength (window), <, 0.3);
  gtk_window_destroy (GTK_WINDOW (window));
  let_run ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (all_widgets); i++) {
    g_autofree char *path = g_strdup_printf ("/widgets/%s", all_widgets[i].name);

    g_test_add_data_func (path, &all_widgets[i], test_widget);
  }
  g_test_add_func ("/style/dark", test_dark);
  g_test_add_func ("/style/contrast", test_contrast);
  return g_test_run ();
}
