/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "crypto/error.h"
#include "ui/dialogs/lock-settings.h"
#include "ui/say.h"
#include "ui/spoken.h"

struct _RepLockSettings {
  AdwWindow parent_instance;

  GtkWidget *idle_group, *short_group;
  GtkSpinButton *minutes;
  AdwPasswordEntryRow *digits;
  AdwActionRow *chosen;
  GtkLabel *message;

  RepSession *session;
  RepGuard *guard; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RepLockSettings, rep_lock_settings, ADW_TYPE_WINDOW)

static void
say (RepLockSettings *self, const char *text)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
show_state (RepLockSettings *self)
{
  gboolean has = rep_session_has_digits (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->chosen), has);
  gtk_widget_set_visible (GTK_WIDGET (self->digits), !has);
}

static void
minutes_changed_cb (RepLockSettings *self)
{
  if (self->guard != NULL)
    rep_guard_set_idle_seconds (self->guard,
                                60 * (guint)gtk_spin_button_get_value_as_int (self->minutes));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepLockSettings) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (rep_session_choose_digits_finish (REP_SESSION (source), result, &error) ||
      self->session == NULL)
    return;
  sentence = rep_say_error (error);
  say (self, g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT)
                 ? _ ("Six digits are needed, not all the same nor in a row.")
                 : sentence);
}

static void
digits_apply_cb (RepLockSettings *self)
{
  char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->digits)));
  RepSecret *digits = rep_secret_take (text, strlen (text));

  g_free (text);
  gtk_editable_set_text (GTK_EDITABLE (self->digits), "");
  say (self, "");
  rep_session_choose_digits_async (self->session, digits, chosen_cb, g_object_ref (self));
}

static void
off_cb (RepLockSettings *self)
{
  rep_session_drop_digits (self->session);
}

static gboolean
close_cb (gpointer user_data)
{
  gtk_window_destroy (user_data);
  return G_SOURCE_REMOVE;
}

static void
casebook_cb (RepLockSettings *self)
{
  if (rep_session_get_casebook (self->session) == NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, close_cb, g_object_ref (self), g_object_unref);
}

static void
rep_lock_settings_dispose (GObject *object)
{
  g_clear_object (&REP_LOCK_SETTINGS (object)->session);

  G_OBJECT_CLASS (rep_lock_settings_parent_class)->dispose (object);
}

static void
rep_lock_settings_class_init (RepLockSettingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_lock_settings_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/lock-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, RepLockSettings, idle_group);
  gtk_widget_class_bind_template_child (widget_class, RepLockSettings, short_group);
  gtk_widget_class_bind_template_child (widget_class, RepLockSettings, minutes);
  gtk_widget_class_bind_template_child (widget_class, RepLockSettings, digits);
  gtk_widget_class_bind_template_child (widget_class, RepLockSettings, chosen);
  gtk_widget_class_bind_template_child (widget_class, RepLockSettings, message);
  gtk_widget_class_bind_template_callback (widget_class, minutes_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, digits_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, off_cb);
}

static void
rep_lock_settings_init (RepLockSettings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_spoken_complete (self->idle_group, _ ("Locking by itself"));
  rep_spoken_complete (self->short_group, _ ("Six digits"));
}

RepLockSettings *
rep_lock_settings_new (GtkWindow *parent, RepSession *session, RepGuard *guard)
{
  RepLockSettings *self = g_object_new (REP_TYPE_LOCK_SETTINGS, "transient-for", parent,
                                        "application", gtk_window_get_application (parent), NULL);

  self->session = g_object_ref (session);
  gtk_spin_button_set_value (self->minutes, MAX (rep_guard_get_idle_seconds (guard) / 60, 1));
  self->guard = guard; /* from here on a change is one of somebody's */
  g_signal_connect_object (session, "notify::has-digits", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (casebook_cb), self,
                           G_CONNECT_SWAPPED);
  show_state (self);
  return self;
}
