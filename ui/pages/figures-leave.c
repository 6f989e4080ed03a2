/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/figures-leave.h"
#include "ui/pages/figures-words.h"
#include "ui/say.h"

static const RepProject *
project_of (RepSession *session, guint number)
{
  return g_ptr_array_index (rep_casebook_projects (rep_session_get_casebook (session)), number);
}

static char *
write_text (RepSession *session, const RepFiguresSheet *sheet, char separator)
{
  const RepProject *project = project_of (session, sheet->wish.project);

  return rep_figures_text (sheet, project->lead != NULL ? project->lead : project->code, separator);
}

/* Returns: the text that may leave, %NULL after saying why it may not. */
static const char *
take (GtkWidget *owner, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  const char *text = rep_figures_work_take_finish (REP_SESSION (source), result, &error);
  g_autofree char *sentence = text == NULL ? rep_say_error (error) : NULL;

  rep_say_toast (owner,
                 sentence != NULL ? sentence : _ ("Done: marked as internal, and in the journal"));
  return text;
}

static void
copied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) owner = user_data;
  const char *text = take (owner, source, result);

  if (text != NULL && rep_session_get_casebook (REP_SESSION (source)) != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (owner), text);
}

void
rep_figures_leave_copy (GtkWidget *owner, RepSession *session, const RepFiguresSheet *sheet)
{
  g_autofree char *text = write_text (session, sheet, '\t');

  rep_figures_work_take_async (session, sheet->wish.project, text, NULL, copied_cb,
                               g_object_ref (owner));
}

/* What is written when a file was chosen. */
typedef struct {
  GtkWidget *owner;
  RepSession *session;
  guint project;
  char *text;
} Leaving;

static void
leaving_free (gpointer data, GClosure *closure)
{
  Leaving *leaving = data;

  g_object_unref (leaving->owner);
  g_object_unref (leaving->session);
  g_free (leaving->text);
  g_free (leaving);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) owner = user_data;

  (void)take (owner, source, result);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Leaving *leaving = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_hide (dialog);
  if (path != NULL && rep_session_get_casebook (leaving->session) != NULL)
    rep_figures_work_take_async (leaving->session, leaving->project, leaving->text, path,
                                 written_cb, g_object_ref (leaving->owner));
}

GtkFileChooserNative *
rep_figures_leave_export (GtkWidget *owner, RepSession *session, const RepFiguresSheet *sheet)
{
  Leaving *leaving = g_new0 (Leaving, 1);
  g_autofree char *text = write_text (session, sheet, ';');
  g_autofree char *name =
      g_strdup_printf (_ ("internal-%s.csv"), project_of (session, sheet->wish.project)->code);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Where to write the internal figures"), GTK_WINDOW (gtk_widget_get_root (owner)),
      GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  leaving->owner = g_object_ref (owner);
  leaving->session = g_object_ref (session);
  leaving->project = sheet->wish.project;
  leaving->text = g_strconcat ("\ufeff", text, NULL); /* a spreadsheet then reads it as UTF-8 */
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), leaving, leaving_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}
