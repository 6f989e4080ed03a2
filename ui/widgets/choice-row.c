/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/choice-row.h"

struct _RepChoiceRow {
  GtkListBoxRow parent_instance;

  GtkLabel *label_label;
  GtkLabel *detail_label;

  RepChoice *choice;
};

G_DEFINE_FINAL_TYPE (RepChoiceRow, rep_choice_row, GTK_TYPE_LIST_BOX_ROW)

static void
rep_choice_row_dispose (GObject *object)
{
  RepChoiceRow *self = REP_CHOICE_ROW (object);

  g_clear_object (&self->choice);

  G_OBJECT_CLASS (rep_choice_row_parent_class)->dispose (object);
}

static void
rep_choice_row_class_init (RepChoiceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_choice_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_OPTION);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/choice-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepChoiceRow, label_label);
  gtk_widget_class_bind_template_child (widget_class, RepChoiceRow, detail_label);
}

static void
rep_choice_row_init (RepChoiceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepChoiceRow *
rep_choice_row_new (RepChoice *choice)
{
  RepChoiceRow *self = g_object_new (REP_TYPE_CHOICE_ROW, NULL);
  const char *detail = rep_choice_get_detail (choice);

  self->choice = g_object_ref (choice);
  gtk_label_set_text (self->label_label, rep_choice_get_label (choice));
  gtk_label_set_text (self->detail_label, detail != NULL ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), detail != NULL && *detail != '\0');
  return self;
}

RepChoice *
rep_choice_row_get_choice (RepChoiceRow *row)
{
  g_return_val_if_fail (REP_IS_CHOICE_ROW (row), NULL);

  return row->choice;
}
