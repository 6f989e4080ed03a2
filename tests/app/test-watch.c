/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <gio/gunixfdlist.h>
#include <glib-unix.h>
#include <unistd.h>

#include "app/platform/idle.h"
#include "app/platform/watch.h"

#define LOGIN "org.freedesktop.login1"
#define SESSION_PATH "/org/freedesktop/login1/session/_37"

/* A private bus with a logind and screen savers of our own on it. */
typedef struct {
  GTestDBus *bus;
  GDBusConnection *system;  /* that the services speak on */
  GDBusConnection *watched; /* that the watch listens on */
  guint object;
  guint name;
  int held; /* the other end of the inhibitor the watch holds, -1 for none */
  guint inhibited;
  gboolean refuse;
  RepWatch *watch;
  GString *news;
  gboolean sleep_at_once;
} Fixture;

static const char xml[] =
    "<node><interface name='" LOGIN ".Manager'>"
    "<method name='GetSession'><arg type='s' direction='in'/><arg type='o' direction='out'/>"
    "</method>"
    "<method name='Inhibit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='h' direction='out'/>"
    "</method></interface></node>";

static void
answer_inhibit (Fixture *self, GVariant *parameters, GDBusMethodInvocation *invocation)
{
  g_autoptr (GUnixFDList) fds = g_unix_fd_list_new ();
  const char *what, *mode;
  int ends[2];

  g_variant_get (parameters, "(&s&s&s&s)", &what, NULL, NULL, &mode);
  g_assert_cmpstr (what, ==, "sleep");
  g_assert_cmpstr (mode, ==, "delay");
  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  g_assert_true (g_unix_set_fd_nonblocking (ends[0], TRUE, NULL));
  g_unix_fd_list_append (fds, ends[1], NULL);
  close (ends[1]);
  if (self->held >= 0)
    close (self->held);
  self->held = ends[0];
  self->inhibited++;
  g_dbus_method_invocation_return_value_with_unix_fd_list (invocation, g_variant_new ("(h)", 0),
                                                           fds);
}

static void
call_cb (GDBusConnection *bus,
         const char *sender,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *parameters,
         GDBusMethodInvocation *invocation,
         gpointer user_data)
{
  Fixture *self = user_data;

  if (self->refuse)
    g_dbus_method_invocation_return_error_literal (invocation, G_DBUS_ERROR,
                                                   G_DBUS_ERROR_ACCESS_DENIED, "no");
  else if (g_str_equal (method, "Inhibit"))
    answer_inhibit (self, parameters, invocation);
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", SESSION_PATH));
}

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, NULL);

  g_assert_nonnull (connection);
  return connection;
}

static void
own (Fixture *self, const char *name)
{
  g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
      self->system, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
      "RequestName", g_variant_new ("(su)", name, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  g_assert_nonnull (answer);
}

static void
news_cb (RepWatchNews news, gpointer data)
{
  Fixture *self = data;

  g_string_append_c (self->news, "LWS"[news]);
  if (self->sleep_at_once)
    rep_watch_may_sleep (self->watch);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = call_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (xml, NULL);

  self->held = -1;
  self->news = g_string_new (NULL);
  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->system = connect_to (self->bus);
  self->watched = connect_to (self->bus);
  self->object = g_dbus_connection_register_object (self->system, "/org/freedesktop/login1",
                                                    info->interfaces[0], &vtable, self, NULL, NULL);
  g_assert_cmpuint (self->object, >, 0);
  if (data == NULL) { /* else nobody answers */
    own (self, LOGIN);
    own (self, "org.gnome.ScreenSaver");
    own (self, "org.freedesktop.ScreenSaver");
  }
  self->watch = rep_watch_new (self->watched, self->watched, news_cb, self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rep_watch_free (self->watch);
  g_dbus_connection_unregister_object (self->system, self->object);
  if (self->held >= 0)
    close (self->held);
  g_assert_true (g_dbus_connection_close_sync (self->system, NULL, NULL));
  g_assert_true (g_dbus_connection_close_sync (self->watched, NULL, NULL));
  g_clear_object (&self->system);
  g_clear_object (&self->watched);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_string_free (self->news, TRUE);
}

/* Lets the main loop run until all that was sent so far has arrived on both sides. */
static void
settle (Fixture *self)
{
  for (guint i = 0; i < 3; i++) {
    g_assert_true (g_dbus_connection_flush_sync (self->system, NULL, NULL));
    g_assert_true (g_dbus_connection_flush_sync (self->watched, NULL, NULL));
    for (gint64 end = g_get_monotonic_time () + 30000; g_get_monotonic_time () < end;)
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (500);
  }
}

static void
emit (Fixture *self,
      const char *path,
      const char *interface,
      const char *signal,
      GVariant *parameters)
{
  g_assert_true (g_dbus_connection_emit_signal (self->system, NULL, path, interface, signal,
                                                parameters, NULL));
  settle (self);
}

static void
emit_session (Fixture *self, const char *property, gboolean value)
{
  GVariantDict changed;

  g_variant_dict_init (&changed, NULL);
  g_variant_dict_insert (&changed, property, "b", value);
  emit (self, SESSION_PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged",
        g_variant_new ("(s@a{sv}as)", LOGIN ".Session", g_variant_dict_end (&changed), NULL));
}

static void
emit_sleep (Fixture *self, gboolean going)
{
  emit (self, "/org/freedesktop/login1", LOGIN ".Manager", "PrepareForSleep",
        g_variant_new ("(b)", going));
}

/* Whether the watch still holds sleep back: its end of the pipe is open. */
static gboolean
holds (Fixture *self)
{
  char byte;

  settle (self);
  return self->held >= 0 && read (self->held, &byte, 1) != 0;
}

static void
test_screen (Fixture *self, gconstpointer data)
{
  settle (self);
  emit (self, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
        g_variant_new ("(b)", TRUE));
  g_assert_cmpstr (self->news->str, ==, "L");
  emit (self, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged",
        g_variant_new ("(b)", FALSE));
  g_assert_cmpstr (self->news->str, ==, "L");
  emit (self, "/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged",
        g_variant_new ("(b)", TRUE));
  g_assert_cmpstr (self->news->str, ==, "LL");
  emit (self, "/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged",
        g_variant_new ("(s)", "not a boolean"));
  g_assert_cmpstr (self->news->str, ==, "LL");
}

static void
test_session (Fixture *self, gconstpointer data)
{
  settle (self);
  emit (self, SESSION_PATH, LOGIN ".Session", "Lock", NULL);
  g_assert_cmpstr (self->news->str, ==, "L");
  emit (self, SESSION_PATH, LOGIN ".Session", "Unlock", NULL);
  emit (self, "/org/freedesktop/login1/session/_38", LOGIN ".Session", "Lock", NULL);
  g_assert_cmpstr (self->news->str, ==, "L"); /* somebody else's session */
  emit_session (self, "LockedHint", TRUE);
  g_assert_cmpstr (self->news->str, ==, "LL");
  emit_session (self, "Active", FALSE);
  g_assert_cmpstr (self->news->str, ==, "LLW");
  emit_session (self, "Active", TRUE);
  emit_session (self, "IdleHint", TRUE);
  g_assert_cmpstr (self->news->str, ==, "LLW");
}

/* Sleep waits for the wipe, and is held back again after waking up. */
static void
test_suspend (Fixture *self, gconstpointer data)
{
  g_assert_true (holds (self));
  emit_sleep (self, TRUE);
  g_assert_cmpstr (self->news->str, ==, "S");
  g_assert_true (holds (self)); /* nothing is wiped yet */
  rep_watch_may_sleep (self->watch);
  g_assert_false (holds (self));
  g_assert_cmpuint (self->inhibited, ==, 1);

  emit_sleep (self, FALSE);
  g_assert_cmpstr (self->news->str, ==, "S");
  g_assert_true (holds (self));
  g_assert_cmpuint (self->inhibited, ==, 2);
  self->sleep_at_once = TRUE;
  emit_sleep (self, TRUE);
  g_assert_false (holds (self));
  g_assert_cmpstr (self->news->str, ==, "SS");
}

static void
test_freed_lets_sleep (Fixture *self, gconstpointer data)
{
  g_assert_true (holds (self));
  g_clear_pointer (&self->watch, rep_watch_free);
  g_assert_false (holds (self));
  emit_sleep (self, TRUE);
  g_assert_cmpstr (self->news->str, ==, "");
}

/* A watch may go before it was answered. */
static void
test_freed_while_asking (Fixture *self, gconstpointer data)
{
  g_clear_pointer (&self->watch, rep_watch_free);
  settle (self);
  g_assert_cmpstr (self->news->str, ==, "");
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  self->refuse = TRUE;
  settle (self);
  g_assert_cmpuint (self->inhibited, ==, 0);
  emit_sleep (self, TRUE); /* told all the same, with nothing to hold it back */
  g_assert_cmpstr (self->news->str, ==, "S");
  rep_watch_may_sleep (self->watch);
}

static void
test_nobody_there (Fixture *self, gconstpointer data)
{
  g_autoptr (RepWatch) none = rep_watch_new (NULL, NULL, news_cb, self);

  settle (self);
  emit_sleep (self, TRUE);
  g_assert_cmpstr (self->news->str, ==, "");
  rep_watch_may_sleep (self->watch);
  rep_watch_may_sleep (none);
}

static void
test_idle (void)
{
  RepIdle idle = { .last = 1000, .limit = 300 };
  gint64 before = rep_idle_clock ();

  g_assert_cmpuint (rep_idle_left (&idle, 1000), ==, 300);
  g_assert_cmpuint (rep_idle_left (&idle, 1299), ==, 1);
  g_assert_cmpuint (rep_idle_left (&idle, 1300), ==, 0);
  g_assert_cmpuint (rep_idle_left (&idle, 999999), ==, 0);
  g_assert_cmpuint (rep_idle_left (&idle, 5), ==, 300); /* no clock of ours goes back */
  rep_idle_touch (&idle, 1200);
  rep_idle_touch (&idle, 1100);
  g_assert_cmpuint (rep_idle_left (&idle, 1400), ==, 100);
  g_assert_cmpint (rep_idle_clock (), >=, before);
}

#define add_test(name, data, func)                                                                 \
  g_test_add ("/watch/" name, Fixture, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("screen", NULL, test_screen);
  add_test ("session", NULL, test_session);
  add_test ("suspend", NULL, test_suspend);
  add_test ("freed-lets-sleep", NULL, test_freed_lets_sleep);
  add_test ("freed-while-asking", NULL, test_freed_while_asking);
  add_test ("refused", NULL, test_refused);
  add_test ("nobody-there", "none", test_nobody_there);
  g_test_add_func ("/idle", test_idle);
  return g_test_run ();
}
