/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/platform/settings.h"
#include "app/platform/state.h"
#include "ui/application.h"
#include "ui/dialogs/lock-settings.h"
#include "ui/guard.h"
#include "ui/spoken.h"
#include "ui/window.h"

#define APPLICATION_ID "org.reperes.Reperes"

struct _RepApplication {
  AdwApplication parent_instance;

  RepGuard *guard; /* (nullable): of the session of the window */
  gboolean held; /* while a vault that was locked is copied, so that closing does not cut it off */
};

G_DEFINE_FINAL_TYPE (RepApplication, rep_application, ADW_TYPE_APPLICATION)

static char *
default_vault (void)
{
  const char *named = g_getenv ("REPERES_VAULT");

  return named != NULL
             ? g_strdup (named)
             : g_build_filename (g_get_user_data_dir (), "reperes", "coffre.reperes", NULL);
}

static void
copying_cb (RepSession *session, GParamSpec *pspec, RepApplication *self)
{
  gboolean copying = rep_session_is_copying (session);

  if (copying && !self->held)
    g_application_hold (G_APPLICATION (self));
  else if (!copying && self->held)
    g_application_release (G_APPLICATION (self));
  self->held = copying;
}

static RepSession *
new_session (RepApplication *self, const char *path)
{
  g_autofree char *state = rep_state_folder ();
  RepSession *session = rep_session_new (path);

  rep_session_remember_in (session, state);
  rep_session_keep_copies (session);
  g_signal_connect_object (session, "notify::copying", G_CALLBACK (copying_cb), self, 0);
  return session;
}

static void
open_vault (RepApplication *self, const char *path)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (RepSession) session = NULL;

  if (window == NULL) {
    g_autofree char *settings = rep_settings_path ();

    session = new_session (self, path);
    g_clear_pointer (&self->guard, rep_guard_free);
    self->guard = rep_guard_new (session, settings);
    window = GTK_WINDOW (rep_window_new (GTK_APPLICATION (self), session));
  }
  gtk_window_present (window);
}

static void
rep_application_activate (GApplication *application)
{
  g_autofree char *path = default_vault ();

  open_vault (REP_APPLICATION (application), path);
}

static void
rep_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autofree char *path = g_file_get_path (files[0]);

  if (path != NULL)
    open_vault (REP_APPLICATION (application), path);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  while (window != NULL && gtk_window_get_transient_for (window) != NULL)
    window = gtk_window_get_transient_for (window);
  if (window != NULL)
    gtk_window_close (window);
}

/* Of the application, so that it works from every window and dialog. */
static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (user_data));

  for (GList *at = windows; at != NULL; at = at->next)
    if (REP_IS_WINDOW (at->data)) {
      rep_window_lock (at->data);
      return;
    }
}

static void
lock_settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RepApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (RepSession) session = NULL;

  if (!REP_IS_WINDOW (window) || self->guard == NULL)
    return;
  g_object_get (window, "session", &session, NULL);
  if (rep_session_get_casebook (session) != NULL)
    gtk_window_present (GTK_WINDOW (rep_lock_settings_new (window, session, self->guard)));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *about =
      g_object_new (ADW_TYPE_ABOUT_WINDOW, "transient-for", window, "modal", TRUE,
                    "application-name", "Repères", "application-icon", APPLICATION_ID, "version",
                    REP_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                    _ ("Finding the young people whom no institution knows"), NULL);

  rep_spoken_complete (about, _ ("About this program"));
  gtk_window_present (GTK_WINDOW (about));
}

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit_cb },
  { .name = "lock", .activate = lock_cb },
  { .name = "lock-settings", .activate = lock_settings_cb },
  { .name = "about", .activate = about_cb },
};

static void
rep_application_startup (GApplication *application)
{
  static const struct {
    const char *action;
    const char *const keys[2];
  } keys[] = {
    { "app.quit", { "<primary>q", NULL } },
    { "win.new-contact", { "<primary>n", NULL } },
    { "win.outing-contact::", { "<primary><shift>n", NULL } },
    { "win.new-outing", { "<primary><shift>o", NULL } },
    { "win.new-partner", { "<primary><shift>p", NULL } },
    { "win.search", { "<primary>f", NULL } },
    { "win.call-list::", { "<primary><shift>a", NULL } },
    { "app.lock", { "<primary>l", NULL } },
    { "win.organisation::backups", { "<primary>b", NULL } },
    { "app.lock-settings", { "<primary><shift>l", NULL } },
    { "win.show-help-overlay", { "<primary>question", NULL } },
    { "app.about", { "F1", NULL } },
    { "win.show-page::today", { "<alt>1", NULL } },
    { "win.show-page::youths", { "<alt>2", NULL } },
    { "win.show-page::outings", { "<alt>3", NULL } },
    { "win.show-page::projects", { "<alt>4", NULL } },
    { "win.show-page::partners", { "<alt>5", NULL } },
  };

  G_APPLICATION_CLASS (rep_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), keys[i].action,
                                           keys[i].keys);
}

static void
rep_application_shutdown (GApplication *application)
{
  g_clear_pointer (&REP_APPLICATION (application)->guard, rep_guard_free);

  G_APPLICATION_CLASS (rep_application_parent_class)->shutdown (application);
}

static void
rep_application_class_init (RepApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = rep_application_activate;
  application_class->open = rep_application_open;
  application_class->startup = rep_application_startup;
  application_class->shutdown = rep_application_shutdown;
}

static void
rep_application_init (RepApplication *self)
{
}

RepApplication *
rep_application_new (void)
{
  return g_object_new (REP_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/org/reperes/Reperes", NULL);
}
