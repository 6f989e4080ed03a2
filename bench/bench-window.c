/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <time.h>

#include "bench/fill.h"
#include "ui/pages/today-page.h"
#include "ui/window.h"

/*
 * How long the first page takes beside the first frame of an empty window and the opening of the
 * vault, in one run, and how long the main loop is ever away: bench-window [PERSONS], 100,000 by
 * default. Run it inside Xvfb.
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

/* Opens and loads as the session does, without a window and without its lists. @key: how long the
 * key took to derive. */
static double
time_unlock (const char *path, double *key)
{
  gint64 start = g_get_monotonic_time (), derived;
  RepVault *vault = rep_bench_open (path);
  g_autoptr (RepCasebook) casebook = NULL;

  derived = g_get_monotonic_time ();
  casebook = rep_casebook_load (vault, 1700000000, NULL);
  if (casebook == NULL)
    g_error ("bench: unlock");
  *key = (double)(derived - start) / G_USEC_PER_SEC;
  return (double)(g_get_monotonic_time () - derived) / G_USEC_PER_SEC;
}

/* How long the main loop was away from waiting, at most, since the last reset: the longest
 * callback, or several that were due together; and what its thread worked meanwhile, which other
 * programs on the same machine do not lengthen. */
static struct {
  gint64 since, worked_since;
  gint64 longest, most_work;
} away;

static gint64
worked (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
poll_and_note (GPollFD *fds, guint n, int timeout)
{
  int answer;

  if (away.since != 0) {
    away.longest = MAX (away.longest, g_get_monotonic_time () - away.since);
    away.most_work = MAX (away.most_work, worked () - away.worked_since);
  }
  answer = g_poll (fds, n, timeout);
  away.since = g_get_monotonic_time ();
  away.worked_since = worked ();
  return answer;
}

static void
report_longest (const char *what)
{
  g_print ("  %-42s %8.1f ms, %.1f ms of work (goal 50 ms)\n", what, (double)away.longest / 1e3,
           (double)away.most_work / 1e3);
  away.longest = away.most_work = 0;
}

static gboolean
timeout_cb (gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets everything run that an action set off. */
static void
let_run (void)
{
  gboolean over = FALSE;

  g_timeout_add (1500, timeout_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
activate (GtkWidget *window, const char *action, const char *argument)
{
  if (!gtk_widget_activate_action (window, action, argument != NULL ? "s" : NULL, argument))
    g_error ("bench: %s", action);
}

static GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_child (child, type);
  return found;
}

static void
type_and_report (GtkEditable *entry)
{
  static const char *const typed[] = { "z", "zo", "zor", "zorp", "zorpel", "" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    gtk_editable_set_text (entry, typed[i]);
    let_run ();
  }
  report_longest ("a name typed, then cleared");
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  RepIntakeResult answer;

  if (!rep_session_record_finish (REP_SESSION (source), result, &answer, &error))
    g_error ("bench: %s", error->message);
}

static void
record (RepSession *session)
{
  RepCasebook *casebook = rep_session_get_casebook (session);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  RepContact *contact =
      rep_bench_contact (rep_casebook_id (casebook, &rep_kind_project, 0),
                         g_ptr_array_index (rep_casebook_structures (casebook), 0),
                         rep_casebook_id (casebook, &rep_kind_person, 0), rand);

  rep_session_record_async (session, contact, NULL, 0, NULL, NULL, recorded_cb, NULL);
  let_run ();
}

static void
measure_loop (GtkWidget *window, RepSession *session)
{
  let_run ();
  report_longest ("from the password to the first page");
  activate (window, "win.show-page", "youths");
  let_run ();
  report_longest ("first look at the young people");
  type_and_report (GTK_EDITABLE (find_child (window, GTK_TYPE_SEARCH_ENTRY)));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_child (window, GTK_TYPE_DROP_DOWN)), 1);
  let_run ();
  report_longest ("one project chosen");
  record (session);
  report_longest ("a contact saved, the list shown");
  activate (window, "win.show-page", "today");
  let_run ();
  activate (find_child (window, REP_TYPE_TODAY_PAGE), "today.team", NULL);
  let_run ();
  report_longest ("everyone’s work");
}

static double
time_first_page (RepSession *session, Clock *clock)
{
  GtkWidget *window = GTK_WIDGET (rep_window_new (NULL, session));
  char text[] = "bench";
  gint64 start;
  double usable;

  gtk_window_present (GTK_WINDOW (window));
  wait_for_frame (window, clock);
  start = g_get_monotonic_time ();
  away.longest = away.most_work = 0;
  rep_session_unlock_async (session, "bench", rep_secret_take (text, 5), unlocked_cb, clock);
  g_main_loop_run (clock->loop);
  wait_for_frame (window, clock);
  usable = (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  g_print ("%-44s %8.0f ms\n", "first page once the vault is open", clock->seconds * 1e3);
  g_print ("longest time away from the main loop\n");
  measure_loop (window, session);
  gtk_window_destroy (GTK_WINDOW (window));
  return usable;
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
  double cold, empty, unlock, usable, key;

  adw_init ();
  g_main_context_set_poll_func (NULL, poll_and_note);
  rep_bench_make (path, persons, 1700000000);
  session = rep_session_new (path);
  cold = time_empty (&clock); /* fonts and theme are loaded here */
  empty = time_empty (&clock);
  unlock = time_unlock (path, &key);
  g_print ("%-44s %8.0f ms, a second one %.0f ms\n", "first frame of an empty window", cold * 1e3,
           empty * 1e3);
  usable = time_first_page (session, &clock) - key;
  g_print ("%-44s %8.2f (%.0f ms; an empty window + opening the vault: %.0f ms; goal 1.3)\n",
           "first page usable after the key, ratio", usable / (empty + unlock), usable * 1e3,
           (empty + unlock) * 1e3);
  g_unlink (path);
  g_unlink (lock);
  g_rmdir (folder);
  return 0;
}
