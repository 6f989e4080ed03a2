/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/recover-dialog.h"
#include "ui/say.h"
#include "ui/vault-work.h"
#include "ui/widgets/new-password.h"
#include "ui/widgets/sheet-code.h"

static guint recovered_signal;

struct _RepRecoverDialog {
  AdwWindow parent_instance;

  GtkWidget *fields;
  GtkEditable *login;
  RepSheetCode *code;
  RepNewPassword *password;
  GtkLabel *failure;
  GtkWidget *recover;
  GtkSpinner *spinner;

  char *path;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RepRecoverDialog, rep_recover_dialog, ADW_TYPE_WINDOW)

static void
say (RepRecoverDialog *self, const char *sentence)
{
  gtk_label_set_label (self->failure, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *sentence != '\0');
}

static void
set_busy (RepRecoverDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_sensitive (self->recover, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepRecoverDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  set_busy (self, FALSE);
  if (!rep_vault_work_finish (result, &error)) {
    sentence = rep_say_error (error);
    say (self, sentence);
    return;
  }
  rep_sheet_code_clear (self->code);
  rep_new_password_clear (self->password);
  g_signal_emit (self, recovered_signal, 0, gtk_editable_get_text (self->login));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
recover_cb (RepRecoverDialog *self)
{
  g_autofree char *fault = NULL;
  g_autoptr (RepSecret) code = NULL;
  g_autoptr (RepSecret) password = NULL;

  if (*gtk_editable_get_text (self->login) == '\0') {
    say (self, _ ("A login is needed: your own, or a new one."));
    return;
  }
  code = rep_sheet_code_get (self->code, &fault);
  if (code != NULL)
    password = rep_new_password_get (self->password, &fault);
  if (password == NULL) {
    say (self, fault);
    return;
  }
  say (self, "");
  set_busy (self, TRUE);
  rep_vault_work_recover_async (self->path, g_steal_pointer (&code),
                                gtk_editable_get_text (self->login), g_steal_pointer (&password),
                                done_cb, g_object_ref (self));
}

/* What is under way answers here, whatever its answer is. */
static gboolean
rep_recover_dialog_close_request (GtkWindow *window)
{
  return REP_RECOVER_DIALOG (window)->busy ||
         GTK_WINDOW_CLASS (rep_recover_dialog_parent_class)->close_request (window);
}

static void
rep_recover_dialog_finalize (GObject *object)
{
  g_free (REP_RECOVER_DIALOG (object)->path);

  G_OBJECT_CLASS (rep_recover_dialog_parent_class)->finalize (object);
}

static void
rep_recover_dialog_class_init (RepRecoverDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rep_recover_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rep_recover_dialog_close_request;
  recovered_signal = g_signal_new ("recovered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (REP_TYPE_SHEET_CODE);
  g_type_ensure (REP_TYPE_NEW_PASSWORD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/recover-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, login);
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, code);
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, password);
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, recover);
  gtk_widget_class_bind_template_child (widget_class, RepRecoverDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
}

static void
rep_recover_dialog_init (RepRecoverDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepRecoverDialog *
rep_recover_dialog_new (GtkWindow *parent, const char *path, const char *login)
{
  RepRecoverDialog *self =
      g_object_new (REP_TYPE_RECOVER_DIALOG, "transient-for", parent, "modal", TRUE, NULL);

  self->path = g_strdup (path);
  gtk_editable_set_text (self->login, login);
  return self;
}
