/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/organisation/account-row.h"
#include "ui/organisation/account-words.h"

struct _RepAccountRow {
  AdwActionRow parent_instance;

  GtkWidget *fresh;
  GtkWidget *own;
  GtkButton *revoke;
};

G_DEFINE_FINAL_TYPE (RepAccountRow, rep_account_row, ADW_TYPE_ACTION_ROW)

static void
rep_account_row_class_init (RepAccountRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/account-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepAccountRow, fresh);
  gtk_widget_class_bind_template_child (widget_class, RepAccountRow, own);
  gtk_widget_class_bind_template_child (widget_class, RepAccountRow, revoke);
}

static void
rep_account_row_init (RepAccountRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Each button says whom it revokes. */
static void
name_button (RepAccountRow *self, const char *login)
{
  g_autofree char *label = g_strdup_printf (_ ("Revoke %s"), login);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->revoke), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->revoke), label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->revoke), "s", login);
}

GtkWidget *
rep_account_row_new (RepCasebook *casebook,
                     const RepAccountLine *line,
                     gboolean may_revoke,
                     gboolean is_new)
{
  g_autofree char *about = rep_account_words_about (casebook, line);
  RepAccountRow *self =
      g_object_new (REP_TYPE_ACCOUNT_ROW, "title", line->login, "subtitle", about, NULL);

  gtk_widget_set_visible (self->fresh, is_new);
  gtk_widget_set_visible (self->own, line == rep_casebook_accounts (casebook)->self);
  gtk_widget_set_visible (GTK_WIDGET (self->revoke), may_revoke);
  name_button (self, line->login);
  return GTK_WIDGET (self);
}
