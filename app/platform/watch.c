/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gunixfdlist.h>
#include <unistd.h>

#include "app/platform/watch.h"

#define LOGIN "org.freedesktop.login1"
#define LOGIN_PATH "/org/freedesktop/login1"
#define MANAGER LOGIN ".Manager"
#define SESSION LOGIN ".Session"
#define MAX_WATCHED 16

typedef struct {
  GDBusConnection *bus;
  guint id;
} Watched;

struct _RepWatch {
  GDBusConnection *system_bus; /* (nullable) */
  RepWatchFunc func;
  gpointer data;
  GCancellable *gone;
  Watched watched[MAX_WATCHED];
  guint n_watched;
  int inhibitor; /* file descriptor that delays sleep, -1 for none */
  gboolean sleeping;
};

static void
watch_signal (RepWatch *self,
              GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GDBusSignalCallback callback)
{
  g_assert (self->n_watched < MAX_WATCHED);
  self->watched[self->n_watched++] = (Watched){
    g_object_ref (bus),
    g_dbus_connection_signal_subscribe (bus, sender, interface, signal, path, NULL,
                                        G_DBUS_SIGNAL_FLAGS_NONE, callback, self, NULL),
  };
}

static void
screen_saver_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer user_data)
{
  RepWatch *self = user_data;
  gboolean active;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &active);
  if (active)
    self->func (REP_WATCH_SCREEN_LOCKED, self->data);
}

static void
watch_screen (RepWatch *self, GDBusConnection *bus)
{
  static const char *const savers[] = { "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver",
                                        "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver",
                                        "org.xfce.ScreenSaver" };

  for (guint i = 0; i < G_N_ELEMENTS (savers); i++)
    watch_signal (self, bus, savers[i], NULL, savers[i], "ActiveChanged", screen_saver_cb);
}

static void
session_lock_cb (GDBusConnection *bus,
                 const char *sender,
                 const char *path,
                 const char *interface,
                 const char *signal,
                 GVariant *parameters,
                 gpointer user_data)
{
  RepWatch *self = user_data;

  self->func (REP_WATCH_SCREEN_LOCKED, self->data);
}

/* The session lost the screen, or is going. */
static void
session_changed_cb (GDBusConnection *bus,
                    const char *sender,
                    const char *path,
                    const char *interface,
                    const char *signal,
                    GVariant *parameters,
                    gpointer user_data)
{
  RepWatch *self = user_data;
  g_autoptr (GVariant) changed = NULL;
  gboolean value;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sa{sv}as)")))
    return;
  changed = g_variant_get_child_value (parameters, 1);
  if (g_variant_lookup (changed, "Active", "b", &value) && !value)
    self->func (REP_WATCH_SWITCHED, self->data);
  else if (g_variant_lookup (changed, "LockedHint", "b", &value) && value)
    self->func (REP_WATCH_SCREEN_LOCKED, self->data);
}

static void
session_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusConnection *bus = G_DBUS_CONNECTION (source);
  RepWatch *self = user_data; /* gone when the call was cancelled */
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_finish (bus, result, &error);
  const char *path;

  if (answer == NULL) /* no logind, or no session of ours: nothing to follow */
    return;
  g_variant_get (answer, "(&o)", &path);
  watch_signal (self, bus, LOGIN, path, SESSION, "Lock", session_lock_cb);
  watch_signal (self, bus, LOGIN, path, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                session_changed_cb);
}

static void
inhibited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepWatch *self = user_data; /* gone when the call was cancelled */
  g_autoptr (GUnixFDList) fds = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = g_dbus_connection_call_with_unix_fd_list_finish (
      G_DBUS_CONNECTION (source), &fds, result, &error);
  gint32 index;
  int fd;

  if (answer == NULL || fds == NULL)
    return;
  g_variant_get (answer, "(h)", &index);
  fd = g_unix_fd_list_get (fds, index, NULL);
  if (self->inhibitor >= 0 || self->sleeping) {
    if (fd >= 0)
      close (fd);
    return;
  }
  self->inhibitor = fd;
}

/* Sleep then waits, a few seconds at most, until the wipe is done. */
static void
inhibit (RepWatch *self)
{
  g_dbus_connection_call_with_unix_fd_list (
      self->system_bus, LOGIN, LOGIN_PATH, MANAGER, "Inhibit",
      g_variant_new ("(ssss)", "sleep", "Repères", "Wiping keys and names", "delay"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, self->gone, inhibited_cb, self);
}

void
rep_watch_may_sleep (RepWatch *watch)
{
  if (watch->inhibitor >= 0)
    close (watch->inhibitor);
  watch->inhibitor = -1;
}

static void
prepare_for_sleep_cb (GDBusConnection *bus,
                      const char *sender,
                      const char *path,
                      const char *interface,
                      const char *signal,
                      GVariant *parameters,
                      gpointer user_data)
{
  RepWatch *self = user_data;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &self->sleeping);
  if (self->sleeping)
    self->func (REP_WATCH_SUSPEND, self->data);
  else
    inhibit (self);
}

static void
watch_login (RepWatch *self)
{
  watch_signal (self, self->system_bus, LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep",
                prepare_for_sleep_cb);
  g_dbus_connection_call (self->system_bus, LOGIN, LOGIN_PATH, MANAGER, "GetSession",
                          g_variant_new ("(s)", "auto"), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, self->gone, session_found_cb, self);
  inhibit (self);
}

RepWatch *
rep_watch_new (GDBusConnection *session_bus,
               GDBusConnection *system_bus,
               RepWatchFunc func,
               gpointer data)
{
  RepWatch *self = g_new0 (RepWatch, 1);

  self->func = func;
  self->data = data;
  self->gone = g_cancellable_new ();
  self->inhibitor = -1;
  if (session_bus != NULL)
    watch_screen (self, session_bus);
  if (system_bus != NULL) {
    self->system_bus = g_object_ref (system_bus);
    watch_login (self);
  }
  return self;
}

void
rep_watch_free (RepWatch *watch)
{
  if (watch == NULL)
    return;

  g_cancellable_cancel (watch->gone);
  for (guint i = 0; i < watch->n_watched; i++) {
    g_dbus_connection_signal_unsubscribe (watch->watched[i].bus, watch->watched[i].id);
    g_object_unref (watch->watched[i].bus);
  }
  rep_watch_may_sleep (watch);
  g_clear_object (&watch->system_bus);
  g_object_unref (watch->gone);
  g_free (watch);
}
