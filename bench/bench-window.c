/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "bench/fill.h"
#include "ui/window.h"

/*
 * How long the first page takes beside the first frame of an empty window, in one run:
 * bench-window [PERSONS], 100,000 by default. Run it inside Xvfb.
 */

typedef struct {
  GMainLoop *loop;
  gint64 start;
  double seconds;
} Clock;

static void
painted_cb (GdkFrameClock *frame_clock, gpointer user_data)
{
  Clock *clock = user_data;

  clock->seconds = (double)(g_get_monotonic_time () - clock->start) / G_USEC_PER_SEC;
  g_main_loop_quit (clock->loop);
}

/* Runs until @window has painted once more. */
static void
wait_for_frame (GtkWidget *window, Clock *clock)
{
  GdkFrameClock *frame_clock = gtk_widget_get_frame_clock (window);
  gulong handler = g_signal_connect (frame_clock, "after-paint", G_CALLBACK (painted_cb), clock);

  g_main_loop_run (clock->loop);
  g_signal_handler_disconnect (frame_clock, handler);
}

static double
time_empty (Clock *clock)
{
  GtkWidget *window;

  clock->start = g_get_monotonic_time ();
  window = g_object_new (ADW_TYPE_APPLICATION_WINDOW, "default-width", 1100, "default-height", 720,
                         NULL);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window, clock);
  gtk_window_destroy (GTK_WINDOW (window));
  return clock->seconds;
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Clock *clock = user_data;
  g_autoptr (GError) error = NULL;

  /* From here the vault is open; what follows is the page's own time. */
  clock->start = g_get_monotonic_time ();
  if (!rep_session_unlock_finish (REP_SESSION (source), result, &error))
    g_error ("bench: %s", error->message);
  g_main_loop_quit (clock->loop);
}

static double
time_first_page (RepSession *session, Clock *clock)
{
  GtkWidget *window = GTK_WIDGET (rep_window_new (NULL, session));
  char text[] = "bench";

  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window, clock);
  rep_session_unlock_async (session, "bench", rep_secret_take (text, 5), unlocked_cb, clock);
  g_main_loop_run (clock->loop);
  wait_for_frame (window, clock);
  gtk_window_destroy (GTK_WINDOW (window));
  return clock->seconds;
}

int
main (int argc, char **argv)
{
  guint persons = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("reperes-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.reperes", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (RepSession) session = NULL;
  Clock clock = { .loop = loop };
  double cold, empty, page;

  adw_init ();
  rep_bench_make (path, persons, 1700000000);
  session = rep_session_new (path);
  cold = time_empty (&clock); /* fonts and theme are loaded here */
  empty = time_empty (&clock);
  page = time_first_page (session, &clock);
  g_print ("%-44s %8.0f ms, a second one %.0f ms\n", "first frame of an empty window", cold * 1e3,
           empty * 1e3);
  g_print ("%-44s %8.0f ms\n", "first page once the vault is open", page * 1e3);
  g_unlink (path);
  g_unlink (lock);
  g_rmdir (folder);
  return 0;
}
