/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/error.h"
#include "ui/organisation/backup-restore.h"
#include "ui/organisation/backup-work.h"
#include "ui/say.h"
#include "ui/spoken.h"

struct _RepBackupRestore {
  AdwWindow parent_instance;

  GtkWidget *page;
  GtkEditable *source;
  GtkEditable *target;
  GtkEditable *login;
  GtkEditable *password;
  GtkWidget *without_row;
  GtkSwitch *without;
  GtkLabel *message;
  GtkWidget *restore;
  GtkSpinner *spinner;

  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (RepBackupRestore, rep_backup_restore, ADW_TYPE_WINDOW)

static void
set_busy (RepBackupRestore *self, gboolean busy)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "restore.start", !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->source), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->target), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
say (RepBackupRestore *self, const char *text, gboolean error)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

static void
say_done (RepBackupRestore *self, guint erased)
{
  g_autofree char *name = g_path_get_basename (gtk_editable_get_text (self->target));
  g_autofree char *text = NULL;

  text = erased == 0
             ? g_strdup_printf (_ ("%s is made and verified. Close this window and open it."), name)
             : g_strdup_printf (ngettext ("%s is made and verified; %u person was erased again. "
                                          "Close this window and open it.",
                                          "%s is made and verified; %u persons were erased again. "
                                          "Close this window and open it.",
                                          erased),
                                name, erased);
  say (self, text, FALSE);
  gtk_widget_set_visible (self->restore, FALSE);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepBackupRestore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint erased;

  set_busy (self, FALSE);
  gtk_editable_set_text (self->password, "");
  if (rep_backup_restore_finish (result, &erased, &error)) {
    say_done (self, erased);
    return;
  }
  if (g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_NO_ERASED_LIST)) {
    gtk_widget_set_visible (self->without_row, TRUE);
    say (self,
         _ ("The list of the persons erased since is missing beside this copy. Put it there, "
            "or go on without."),
         TRUE);
    return;
  }
  sentence = rep_say_error (error);
  say (self, sentence, TRUE);
}

static void
start_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepBackupRestore *self = REP_BACKUP_RESTORE (widget);
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->password));
  RepRestore restore = { .source = gtk_editable_get_text (self->source),
                         .target = gtk_editable_get_text (self->target),
                         .login = gtk_editable_get_text (self->login),
                         .without_erasures = gtk_switch_get_active (self->without) };

  if (*restore.source == '\0' || *restore.target == '\0' || *restore.login == '\0') {
    say (self, _ ("Say which copy, where to, and whose account."), TRUE);
    rep_wipe (text, strlen (text));
    return;
  }
  say (self, "", FALSE);
  set_busy (self, TRUE);
  rep_backup_restore_async (&restore, rep_secret_take (text, strlen (text)), restored_cb,
                            g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, RepBackupRestore *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    gtk_editable_set_text (self->source, path);
  gtk_native_dialog_hide (dialog);
}

static void
browse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepBackupRestore *self = REP_BACKUP_RESTORE (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose the copy"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
rep_backup_restore_dispose (GObject *object)
{
  g_clear_object (&REP_BACKUP_RESTORE (object)->chooser);

  G_OBJECT_CLASS (rep_backup_restore_parent_class)->dispose (object);
}

static void
rep_backup_restore_class_init (RepBackupRestoreClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_backup_restore_dispose;

  gtk_widget_class_install_action (widget_class, "restore.start", NULL, start_action);
  gtk_widget_class_install_action (widget_class, "restore.browse", NULL, browse_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/backup-restore.ui");
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, page);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, source);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, target);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, login);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, password);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, without_row);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, without);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, message);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, restore);
  gtk_widget_class_bind_template_child (widget_class, RepBackupRestore, spinner);
}

static void
rep_backup_restore_init (RepBackupRestore *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_spoken_complete (self->page, _ ("Restore a backup"));
}

GtkWidget *
rep_backup_restore_new (GtkWindow *parent, const char *vault_path)
{
  RepBackupRestore *self = g_object_new (REP_TYPE_BACKUP_RESTORE, "transient-for", parent, NULL);
  g_autofree char *folder = g_path_get_dirname (vault_path);
  /* Translators: name of the file that a restored vault gets */
  g_autofree char *target = g_build_filename (folder, _ ("restored-vault.reperes"), NULL);

  gtk_editable_set_text (self->target, target);
  return GTK_WIDGET (self);
}
