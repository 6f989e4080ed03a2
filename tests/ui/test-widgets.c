/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "ui/dialogs/contact-form.h"
#include "ui/pages/listing-page.h"
#include "ui/pages/projects-page.h"
#include "ui/pages/today-page.h"
#include "ui/pages/unlock-page.h"
#include "ui/pages/youths-page.h"
#include "ui/window.h"

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

/* Built from its template, given a locked session, shown, taken away: nothing warns, nothing is
 * left. */
static void
test_page (gconstpointer data)
{
  GType type = *(const GType *)data;
  g_autoptr (RepSession) session = rep_session_new ("/nowhere/essai.reperes");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = g_object_new (type, "session", session, NULL);
  gpointer left = page;

  g_object_add_weak_pointer (G_OBJECT (page), &left);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  let_run ();
  gtk_window_destroy (GTK_WINDOW (window));
  let_run ();
  g_assert_null (left);
}

static void
test_window (void)
{
  g_autoptr (RepSession) session = rep_session_new ("/nowhere/essai.reperes");
  RepWindow *window = rep_window_new (NULL, session);
  gpointer left = window;

  g_object_add_weak_pointer (G_OBJECT (window), &left);
  gtk_window_present (GTK_WINDOW (window));
  let_run ();
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "Repères");
  gtk_window_destroy (GTK_WINDOW (window));
  let_run ();
  g_assert_null (left);
}

int
main (int argc, char **argv)
{
  GType types[] = { REP_TYPE_UNLOCK_PAGE, REP_TYPE_TODAY_PAGE, REP_TYPE_YOUTHS_PAGE,
                    REP_TYPE_LISTING_PAGE, REP_TYPE_PROJECTS_PAGE };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *path = g_strdup_printf ("/widgets/%s", g_type_name (types[i]));

    g_test_add_data_func (path, &types[i], test_page);
  }
  g_test_add_func ("/widgets/RepWindow", test_window);
  return g_test_run ();
}
