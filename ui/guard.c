/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/platform/idle.h"
#include "app/platform/settings.h"
#include "app/platform/watch.h"
#include "ui/guard.h"

#define CLIPBOARD_SECONDS 10

struct _RepGuard {
  RepSession *session;
  char *settings;
  GCancellable *gone;
  GDBusConnection *session_bus; /* (nullable) */
  RepWatch *watch;              /* (nullable): until the buses answered */
  RepIdle idle;
  guint idle_source;
  GListModel *windows;
  double x, y; /* where the pointer was last */
  GdkClipboard *clipboard;
  guint clipboard_source;
};

/* What another program copied meanwhile is not ours to clear. */
static void
clear (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static void
clear_clipboards (RepGuard *self)
{
  g_clear_handle_id (&self->clipboard_source, g_source_remove);
  clear (self->clipboard);
  clear (gdk_display_get_primary_clipboard (gdk_display_get_default ()));
}

static gboolean
clipboard_old_cb (gpointer user_data)
{
  RepGuard *self = user_data;

  self->clipboard_source = 0;
  clear (self->clipboard);
  return G_SOURCE_REMOVE;
}

static void
clipboard_changed_cb (GdkClipboard *clipboard, gpointer user_data)
{
  RepGuard *self = user_data;

  g_clear_handle_id (&self->clipboard_source, g_source_remove);
  if (gdk_clipboard_is_local (clipboard) && gdk_clipboard_get_content (clipboard) != NULL)
    self->clipboard_source = g_timeout_add_seconds (CLIPBOARD_SECONDS, clipboard_old_cb, self);
}

static gboolean idle_cb (gpointer user_data);

static void
look_again_in (RepGuard *self, guint seconds)
{
  g_clear_handle_id (&self->idle_source, g_source_remove);
  self->idle_source = g_timeout_add_seconds (MAX (seconds, 1), idle_cb, self);
}

static gboolean
idle_cb (gpointer user_data)
{
  RepGuard *self = user_data;
  guint left = rep_idle_left (&self->idle, rep_idle_clock ());

  self->idle_source = 0;
  if (left == 0)
    rep_session_rest (self->session); /* nothing, when it is locked already */
  look_again_in (self, left > 0 ? left : self->idle.limit);
  return G_SOURCE_REMOVE;
}

/* Pages that change under a pointer that rests make motions too: those tell of nobody. */
static gboolean
pointer_moved (RepGuard *self, GdkEvent *event)
{
  double x, y;

  if (!gdk_event_get_position (event, &x, &y) || ((int)x == (int)self->x && (int)y == (int)self->y))
    return FALSE;
  self->x = x;
  self->y = y;
  return TRUE;
}

static gboolean
event_cb (GtkEventController *controller, GdkEvent *event, gpointer user_data)
{
  RepGuard *self = user_data;
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_SCROLL ||
      type == GDK_TOUCH_BEGIN || type == GDK_TOUCH_UPDATE || type == GDK_TOUCHPAD_SWIPE ||
      (type == GDK_MOTION_NOTIFY && pointer_moved (self, event)))
    rep_idle_touch (&self->idle, rep_idle_clock ());
  return GDK_EVENT_PROPAGATE;
}

/* Forgotten with the window or with the guard, whichever goes first. */
static void
look_at (RepGuard *self, GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_name (controller, "guard");
  g_signal_connect (controller, "event", G_CALLBACK (event_cb), self);
  gtk_widget_add_controller (window, controller);
}

static void
windows_changed_cb (
    GListModel *windows, guint position, guint removed, guint added, gpointer user_data)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    look_at (user_data, window);
  }
}

static void
guard_clear (gpointer data)
{
  RepGuard *self = data;

  g_clear_object (&self->session);
  g_free (self->settings);
}

static gboolean
quiet_cb (gpointer user_data)
{
  RepGuard *self = user_data;

  if (self->watch != NULL)
    rep_watch_may_sleep (self->watch);
  g_rc_box_release_full (self, guard_clear);
  return G_SOURCE_REMOVE;
}

static void
news_cb (RepWatchNews news, gpointer user_data)
{
  RepGuard *self = user_data;

  rep_session_lock (self->session);
  if (news == REP_WATCH_SUSPEND)
    rep_session_when_quiet (self->session, quiet_cb, g_rc_box_acquire (self));
}

static void
system_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  RepGuard *self = user_data; /* gone when it was cancelled */

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->watch = rep_watch_new (self->session_bus, bus, news_cb, self);
}

static void
session_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  RepGuard *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->session_bus = g_steal_pointer (&bus);
  g_bus_get (G_BUS_TYPE_SYSTEM, self->gone, system_bus_cb, self);
}

static void
locking_cb (RepSession *session, gpointer user_data)
{
  clear_clipboards (user_data);
}

RepGuard *
rep_guard_new (RepSession *session, const char *settings)
{
  RepGuard *self = g_rc_box_new0 (RepGuard);

  self->session = g_object_ref (session);
  self->settings = g_strdup (settings);
  self->gone = g_cancellable_new ();
  self->idle = (RepIdle){ rep_idle_clock (), rep_settings_idle_seconds (settings) };
  look_again_in (self, self->idle.limit);

  self->windows = g_object_ref (gtk_window_get_toplevels ());
  g_signal_connect (self->windows, "items-changed", G_CALLBACK (windows_changed_cb), self);
  windows_changed_cb (self->windows, 0, 0, g_list_model_get_n_items (self->windows), self);

  self->clipboard = g_object_ref (gdk_display_get_clipboard (gdk_display_get_default ()));
  g_signal_connect (self->clipboard, "changed", G_CALLBACK (clipboard_changed_cb), self);
  g_signal_connect (session, "locking", G_CALLBACK (locking_cb), self);
  g_bus_get (G_BUS_TYPE_SESSION, self->gone, session_bus_cb, self);
  return self;
}

/* Windows that outlive the guard stop telling it. */
static void
look_away (RepGuard *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (self->windows, i);
    g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);

    for (guint j = g_list_model_get_n_items (controllers); j > 0; j--) {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, j - 1);

      g_signal_handlers_disconnect_by_func (controller, event_cb, self);
    }
  }
}

void
rep_guard_free (RepGuard *guard)
{
  if (guard == NULL)
    return;

  g_cancellable_cancel (guard->gone);
  g_clear_object (&guard->gone);
  g_clear_pointer (&guard->watch, rep_watch_free);
  g_clear_object (&guard->session_bus);
  g_clear_handle_id (&guard->idle_source, g_source_remove);
  g_clear_handle_id (&guard->clipboard_source, g_source_remove);
  look_away (guard);
  g_signal_handlers_disconnect_by_data (guard->windows, guard);
  g_clear_object (&guard->windows);
  g_signal_handlers_disconnect_by_data (guard->clipboard, guard);
  g_clear_object (&guard->clipboard);
  g_signal_handlers_disconnect_by_data (guard->session, guard);
  g_rc_box_release_full (guard, guard_clear);
}

guint
rep_guard_get_idle_seconds (RepGuard *guard)
{
  return guard->idle.limit;
}

void
rep_guard_set_idle_seconds (RepGuard *guard, guint seconds)
{
  guard->idle.limit = CLAMP (seconds, REP_IDLE_SECONDS_MIN, REP_IDLE_SECONDS_MAX);
  look_again_in (guard, rep_idle_left (&guard->idle, rep_idle_clock ()));
  /* What cannot be remembered holds for this run all the same. */
  (void)rep_settings_set_idle_seconds (guard->settings, guard->idle.limit, NULL);
}
