/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/worklist.h"
#include "ui/organisation/revoke-dialog.h"

struct _RepRevokeDialog {
  AdwMessageDialog parent_instance;

  AdwComboRow *heir;

  char *login;
  GPtrArray *heirs; /* logins in the order shown; after them comes nobody */
};

G_DEFINE_FINAL_TYPE (RepRevokeDialog, rep_revoke_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
rep_revoke_dialog_finalize (GObject *object)
{
  RepRevokeDialog *self = REP_REVOKE_DIALOG (object);

  g_free (self->login);
  g_ptr_array_unref (self->heirs);

  G_OBJECT_CLASS (rep_revoke_dialog_parent_class)->finalize (object);
}

static void
rep_revoke_dialog_class_init (RepRevokeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rep_revoke_dialog_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/revoke-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepRevokeDialog, heir);
}

static void
rep_revoke_dialog_init (RepRevokeDialog *self)
{
  self->heirs = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The one who asks comes first: work is not nobody's unless someone says so. */
static void
offer_heirs (RepRevokeDialog *self, RepCasebook *casebook, const RepAccountLine *line)
{
  const RepAccountList *accounts = rep_casebook_accounts (casebook);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_add (self->heirs, g_strdup (accounts->self->login));
  for (guint i = 0; i < accounts->lines->len; i++) {
    const RepAccountLine *other = g_ptr_array_index (accounts->lines, i);

    if (other->until == 0 && other != line && other != accounts->self &&
        other->role != REP_ROLE_DIRECTOR)
      g_ptr_array_add (self->heirs, g_strdup (other->login));
  }
  for (guint i = 0; i < self->heirs->len; i++)
    gtk_string_list_append (names, g_ptr_array_index (self->heirs, i));
  gtk_string_list_append (names, _ ("Nobody: the whole team’s list"));
  adw_combo_row_set_model (self->heir, G_LIST_MODEL (names));
}

static char *
say_work (const RepWorkload *load)
{
  g_autofree char *follow_ups = NULL;

  if (load->follow_ups == 0)
    return g_strdup_printf (ngettext ("It was last in contact with %u young person.",
                                      "It was last in contact with %u young people.", load->youths),
                            load->youths);
  follow_ups = g_strdup_printf (ngettext ("It has to follow up %u young person",
                                          "It has to follow up %u young people", load->follow_ups),
                                load->follow_ups);
  return g_strdup_printf (ngettext ("%1$s and was last in contact with %2$u.",
                                    "%1$s and was last in contact with %2$u.", load->youths),
                          follow_ups, load->youths);
}

RepRevokeDialog *
rep_revoke_dialog_new (GtkWindow *parent, RepCasebook *casebook, const RepAccountLine *line)
{
  RepRevokeDialog *self = g_object_new (REP_TYPE_REVOKE_DIALOG, "transient-for", parent,
                                        "application", gtk_window_get_application (parent), NULL);
  RepWorkload load = rep_worklist_load (casebook, &line->id);
  gboolean any = load.follow_ups + load.youths > 0;
  g_autofree char *work = any ? say_work (&load) : NULL;
  g_autofree char *heading = g_strdup_printf (_ ("Revoke the account %s?"), line->login);
  g_autofree char *body = g_strjoin ("\n\n",
                                     _ ("It opens nothing that is written from now on. What it "
                                        "could read until today, it may have "
                                        "kept."),
                                     work, NULL);

  self->login = g_strdup (line->login);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (self), body);
  if (any)
    offer_heirs (self, casebook, line);
  else
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), NULL);
  return self;
}

const char *
rep_revoke_dialog_get_login (RepRevokeDialog *dialog)
{
  return dialog->login;
}

const char *
rep_revoke_dialog_get_heir (RepRevokeDialog *dialog)
{
  guint at = dialog->heirs->len > 0 ? adw_combo_row_get_selected (dialog->heir) : 0;

  return at < dialog->heirs->len ? g_ptr_array_index (dialog->heirs, at) : NULL;
}
