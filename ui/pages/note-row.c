/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/contact-form.h"
#include "ui/pages/note-row.h"
#include "ui/say.h"
#include "ui/spoken.h"

struct _RepNoteRow {
  AdwActionRow parent_instance;

  GtkButton *confirm, *discard;

  RepSession *session;
  RepId id;
};

G_DEFINE_FINAL_TYPE (RepNoteRow, rep_note_row, ADW_TYPE_ACTION_ROW)

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (rep_session_discard_note_finish (REP_SESSION (source), result, &error))
    return;
  sentence = rep_say_error (error);
  rep_say_toast (row, sentence);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RepNoteRow *self = user_data;

  if (g_strcmp0 (response, "discard") == 0 && self->session != NULL)
    rep_session_discard_note_async (self->session, &self->id, discarded_cb, g_object_ref (self));
}

static void
discard_cb (RepNoteRow *self)
{
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                              _ ("Discard this note?"), _ ("It cannot be read again."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Keep it"), "discard",
                                    _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  rep_spoken_complete (dialog, _ ("Discard this note?"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
rep_note_row_dispose (GObject *object)
{
  g_clear_object (&REP_NOTE_ROW (object)->session);

  G_OBJECT_CLASS (rep_note_row_parent_class)->dispose (object);
}

static void
rep_note_row_class_init (RepNoteRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_note_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/note-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepNoteRow, confirm);
  gtk_widget_class_bind_template_child (widget_class, RepNoteRow, discard);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
rep_note_row_init (RepNoteRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepNoteRow *
rep_note_row_new (void)
{
  return g_object_new (REP_TYPE_NOTE_ROW, NULL);
}

/* Whatever was said of who it was, in the order in which the form asks. */
static char *
say_who (const RepDraft *draft)
{
  const char *first = rep_draft_get (draft, REP_KEPT_WHO + 3);
  const char *last = rep_draft_get (draft, REP_KEPT_WHO + 4);

  for (guint i = REP_KEPT_WHO + 5; i <= REP_KEPT_WHO + 6; i++)
    if (*rep_draft_get (draft, i) != '\0')
      return g_strdup (rep_draft_get (draft, i));
  if (*first != '\0' || *last != '\0')
    return g_strstrip (g_strjoin (" ", first, last, NULL));
  if (*rep_draft_get (draft, REP_KEPT_WHO + 7) != '\0')
    return g_strdup_printf (_ ("Group: %s"), rep_draft_get (draft, REP_KEPT_WHO + 7));
  return g_strdup (_ ("Nobody named"));
}

void
rep_note_row_show (RepNoteRow *row, RepSession *session, const RepWaitingNote *note)
{
  g_autofree char *time = rep_say_time (note->time);
  g_autofree char *who = note->draft != NULL ? say_who (note->draft) : NULL;
  /* Translators: %s is a day and an hour */
  g_autofree char *when = g_strdup_printf (_ ("written without a password on %s"), time);
  char hex[REP_ID_HEX_SIZE];

  g_set_object (&row->session, session);
  row->id = note->id;
  gtk_widget_set_visible (GTK_WIDGET (row->confirm), who != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row->confirm), "s",
                                    rep_id_format (&note->id, hex));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 who != NULL ? who : _ ("A note that cannot be read"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), who != NULL ? when : "");
}
