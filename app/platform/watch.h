/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the desktop and the system tell of the screen and the session, over D-Bus. Each service may
 * be missing: then its news do not come, and nothing else changes. */

typedef enum {
  REP_WATCH_SCREEN_LOCKED, /* by a screen saver, or the session was asked to lock */
  REP_WATCH_SWITCHED,      /* another user took the screen */
  REP_WATCH_SUSPEND,       /* the machine sleeps as soon as rep_watch_may_sleep() is called */
} RepWatchNews;

typedef void (*RepWatchFunc) (RepWatchNews news, gpointer data);

/** RepWatch: from rep_watch_new() until rep_watch_free(). */
typedef struct _RepWatch RepWatch;

/**
 * rep_watch_new:
 * @session_bus: (nullable): asked for org.freedesktop.ScreenSaver and its likes
 * @system_bus: (nullable): asked for org.freedesktop.login1, whose sleep is delayed while the watch
 *   lives
 *
 * @func is called on the main context the watch was made in.
 */
RepWatch *rep_watch_new (GDBusConnection *session_bus,
                         GDBusConnection *system_bus,
                         RepWatchFunc func,
                         gpointer data);
/** rep_watch_free: accepts %NULL. */
void rep_watch_free (RepWatch *watch);

/** rep_watch_may_sleep: what had to be done before sleeping is done. */
void rep_watch_may_sleep (RepWatch *watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepWatch, rep_watch_free)

G_END_DECLS
