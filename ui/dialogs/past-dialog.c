/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/journal.h"
#include "app/casebook/value-words.h"
#include "ui/dialogs/merge-work.h"
#include "ui/dialogs/past-dialog.h"
#include "ui/say.h"

#define HIDDEN "•••••"
#define MAX_CHANGES 300

struct _RepPastDialog {
  AdwWindow parent_instance;

  GtkButton *reveal;
  GtkLabel *message;
  GtkListBox *changes;

  RepSession *session;
  GSignalGroup *session_signals;
  RepId youth;
  gboolean revealed;
};

G_DEFINE_FINAL_TYPE (RepPastDialog, rep_past_dialog, ADW_TYPE_WINDOW)

static void
clear (RepPastDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->changes, 0)) != NULL)
    gtk_list_box_remove (self->changes, GTK_WIDGET (row));
}

static char *
say_value (RepPastDialog *self, const RepObject *object, const RepField *field)
{
  if (object == NULL || !rep_object_has (object, field))
    return g_strdup (_ ("not recorded"));
  if (field->part != REP_PART_FACTS && !self->revealed)
    return g_strdup (HIDDEN);
  return rep_value_words (rep_session_get_casebook (self->session), object, field,
                          rep_say_is_french ());
}

static void
add_change (RepPastDialog *self, const RepPastChange *change)
{
  g_autofree char *before = say_value (self, change->before, change->field);
  g_autofree char *after = say_value (self, change->after, change->field);
  g_autofree char *text = change->before != NULL && rep_object_has (change->before, change->field)
                              ? g_strdup_printf ("%s → %s", before, after)
                              : g_strdup (after);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                 rep_say_is_french () ? change->field->fr : change->field->en,
                                 "subtitle", text, "activatable", FALSE, NULL);

  gtk_widget_add_css_class (row, "rep-fact");
  gtk_list_box_append (self->changes, row);
}

static void
add_moment (RepPastDialog *self, const RepPastChange *change)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  g_autofree char *time = rep_say_time (change->time);
  g_autofree char *login = rep_id_is_none (&change->account)
                               ? g_strdup ("?")
                               : rep_casebook_login (casebook, &change->account);
  g_autofree char *text = g_strdup_printf ("%s · %s · %s", time, login,
                                           rep_say_term (&rep_vocabulary_deed, change->action));
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "margin-top", 10,
                    "margin-bottom", 6, "margin-start", 12, "margin-end", 12, NULL);

  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_box_append (self->changes,
                       g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", label, "activatable", FALSE,
                                     "focusable", FALSE, NULL));
}

/* That there was a merge is said by its moment. */
static gboolean
is_of_merge (const RepField *field)
{
  return g_str_equal (field->code, "merges") || g_str_equal (field->code, "same_as");
}

/* What only computers read is left out: tokens, and how merges are kept. */
static gboolean
is_shown (const RepField *field)
{
  return field->part != REP_PART_LINK && field->type != REP_FIELD_TIME && !is_of_merge (field) &&
         !g_str_equal (field->code, "imports") && !g_str_equal (field->code, "entered_by");
}

static void
show_past (RepPastDialog *self, const RepPast *past)
{
  guint32 revision = 0;

  clear (self);
  for (guint i = 0, shown = 0; i < past->changes->len && shown < MAX_CHANGES; i++) {
    const RepPastChange *change = &g_array_index (past->changes, RepPastChange, i);

    if (!is_shown (change->field) && !is_of_merge (change->field))
      continue;
    if (change->revision != revision)
      add_moment (self, change);
    revision = change->revision;
    if (is_shown (change->field))
      add_change (self, change);
    shown++;
  }
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepPastDialog) self = data;
  g_autoptr (GError) error = NULL;
  const RepPast *past = rep_past_work_finish (REP_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL || rep_session_get_casebook (self->session) == NULL)
    return;
  if (past != NULL) {
    show_past (self, past);
    return;
  }
  text = rep_say_error (error);
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
reveal_cb (RepPastDialog *self)
{
  self->revealed = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal), FALSE);
  rep_past_work_read (self->session, &self->youth, TRUE, read_cb, g_object_ref (self));
}

static void
rep_past_dialog_dispose (GObject *object)
{
  RepPastDialog *self = REP_PAST_DIALOG (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_past_dialog_parent_class)->dispose (object);
}

static void
rep_past_dialog_class_init (RepPastDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_past_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/past-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepPastDialog, reveal);
  gtk_widget_class_bind_template_child (widget_class, RepPastDialog, message);
  gtk_widget_class_bind_template_child (widget_class, RepPastDialog, changes);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
}

static void
rep_past_dialog_init (RepPastDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (gtk_window_destroy), self);
}

RepPastDialog *
rep_past_dialog_new (GtkWindow *parent, RepSession *session, const RepId *youth)
{
  RepPastDialog *self = g_object_new (REP_TYPE_PAST_DIALOG, "transient-for", parent, "application",
                                      gtk_window_get_application (parent), NULL);
  RepCasebook *casebook = rep_session_get_casebook (session);

  self->session = g_object_ref (session);
  self->youth = *youth;
  g_signal_group_set_target (self->session_signals, session);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal),
                          casebook != NULL && rep_casebook_holds_names (casebook));
  rep_past_work_read (session, youth, FALSE, read_cb, g_object_ref (self));
  return self;
}
