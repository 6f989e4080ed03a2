/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/say.h"
#include "ui/spoken.h"
#include "ui/typed.h"
#include "ui/widgets/form-window.h"

struct _RepFormWindow {
  AdwWindow parent_instance;

  GtkLabel *failure;
  GtkBox *groups;
  GtkSpinner *spinner;

  RepSession *session;
  RepFormSave save;
  gpointer data;
  GDestroyNotify free_data;
  const char *done; /* what is said once what is under way is saved, NULL: nothing is */
};

G_DEFINE_FINAL_TYPE (RepFormWindow, rep_form_window, ADW_TYPE_WINDOW)

RepCasebook *
rep_form_window_get_casebook (RepFormWindow *window)
{
  g_return_val_if_fail (REP_IS_FORM_WINDOW (window), NULL);

  return window->session != NULL ? rep_session_get_casebook (window->session) : NULL;
}

static void
say (RepFormWindow *self, const char *sentence)
{
  gtk_label_set_label (self->failure, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *sentence != '\0');
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepFormWindow *self = REP_FORM_WINDOW (widget);

  if (self->done != NULL || rep_form_window_get_casebook (self) == NULL)
    return;
  say (self, "");
  self->save (self, self->data);
}

static void
set_saving (RepFormWindow *self, const char *done)
{
  /* An entry that turns insensitive under the cursor goes on blinking and complains. */
  if (done != NULL)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  self->done = done;
  gtk_widget_set_sensitive (GTK_WIDGET (self->groups), done == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), done != NULL);
  gtk_spinner_set_spinning (self->spinner, done != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", done == NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepFormWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean saved = rep_change_finish (REP_SESSION (source), result, &error);
  const char *done = self->done;

  if (rep_form_window_get_casebook (self) == NULL)
    return;
  set_saving (self, NULL);
  if (saved) {
    rep_say_toast (GTK_WIDGET (self), done);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  sentence = rep_say_error (error);
  rep_form_window_refuse (self, NULL, sentence);
}

static void
rep_form_window_dispose (GObject *object)
{
  RepFormWindow *self = REP_FORM_WINDOW (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_form_window_parent_class)->dispose (object);
}

/* The rows are gone by now, and with them what their signals are given. */
static void
rep_form_window_finalize (GObject *object)
{
  RepFormWindow *self = REP_FORM_WINDOW (object);

  if (self->data != NULL)
    self->free_data (self->data);

  G_OBJECT_CLASS (rep_form_window_parent_class)->finalize (object);
}

static void
rep_form_window_class_init (RepFormWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_form_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rep_form_window_finalize;
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/form-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RepFormWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RepFormWindow, groups);
  gtk_widget_class_bind_template_child (widget_class, RepFormWindow, spinner);
}

static void
rep_form_window_init (RepFormWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepFormWindow *
rep_form_window_new (GtkWindow *parent,
                     RepSession *session,
                     const char *title,
                     RepFormSave save,
                     gpointer data,
                     GDestroyNotify free_data)
{
  RepFormWindow *self = g_object_new (REP_TYPE_FORM_WINDOW, "title", title, "transient-for", parent,
                                      "application", gtk_window_get_application (parent), NULL);

  self->session = g_object_ref (session);
  self->save = save;
  self->data = data;
  self->free_data = free_data;
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  return self;
}

AdwPreferencesGroup *
rep_form_window_add_group (RepFormWindow *window, const char *title, const char *description)
{
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title != NULL ? title : "",
                                   "description", description != NULL ? description : "", NULL);

  gtk_box_append (window->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

GtkEditable *
rep_form_window_add_entry (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", title,
                                 "activates-default", TRUE, NULL);

  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

gboolean
rep_form_window_read_day (RepFormWindow *window, GtkEditable *entry, guint32 *day)
{
  guint32 today = rep_casebook_today (rep_form_window_get_casebook (window));

  if (!rep_typed_day (gtk_editable_get_text (entry), today, REP_TYPED_PAST, day)) {
    rep_form_window_refuse (window, GTK_WIDGET (entry), _ ("Not a day. For example 16/11 or -1."));
    return FALSE;
  }
  if (*day > today) {
    rep_form_window_refuse (window, GTK_WIDGET (entry), _ ("This day is in the future."));
    return FALSE;
  }
  return TRUE;
}

void
rep_form_window_ready (RepFormWindow *window, GtkWidget *first)
{
  rep_spoken_complete (GTK_WIDGET (window), gtk_window_get_title (GTK_WINDOW (window)));
  gtk_widget_grab_focus (first);
}

void
rep_form_window_refuse (RepFormWindow *window, GtkWidget *where, const char *sentence)
{
  say (window, sentence);
  if (where != NULL)
    gtk_widget_grab_focus (where);
}

void
rep_form_window_change_as (RepFormWindow *window,
                           RepAction action,
                           RepChangeFunc plan,
                           gpointer data,
                           GDestroyNotify free_data,
                           const char *done)
{
  set_saving (window, done);
  rep_change_as_async (window->session, action, plan, data, free_data, saved_cb,
                       g_object_ref (window));
}

void
rep_form_window_change (RepFormWindow *window,
                        RepChangeFunc plan,
                        gpointer data,
                        GDestroyNotify free_data,
                        const char *done)
{
  rep_form_window_change_as (window, REP_ACTION_SAVE, plan, data, free_data, done);
}
