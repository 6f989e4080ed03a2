/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/named-row.h"

struct _RepNamedRow {
  AdwActionRow parent_instance;

  GtkWidget *arrow;

  RepId person;
  GSignalGroup *names;
};

G_DEFINE_FINAL_TYPE (RepNamedRow, rep_named_row, ADW_TYPE_ACTION_ROW)

static void
show_name (RepNamedRow *self)
{
  g_autoptr (RepYouthNames) names = g_signal_group_dup_target (self->names);
  const char *name = names != NULL ? rep_youth_names_get (names, &self->person) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 name != NULL ? name : REP_YOUTH_NAME_UNREAD);
}

static void
rep_named_row_dispose (GObject *object)
{
  RepNamedRow *self = REP_NAMED_ROW (object);

  g_clear_object (&self->names);

  G_OBJECT_CLASS (rep_named_row_parent_class)->dispose (object);
}

static void
rep_named_row_class_init (RepNamedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rep_named_row_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/reperes/Reperes/ui/pages/named-row.ui");
  gtk_widget_class_bind_template_child (GTK_WIDGET_CLASS (klass), RepNamedRow, arrow);
}

static void
rep_named_row_init (RepNamedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->names = g_signal_group_new (REP_TYPE_YOUTH_NAMES);
  g_signal_group_connect_swapped (self->names, "read", G_CALLBACK (show_name), self);
}

GtkWidget *
rep_named_row_new (RepYouthNames *names, const RepId *person, const char *subtitle)
{
  RepNamedRow *self = g_object_new (REP_TYPE_NAMED_ROW, NULL);
  char hex[REP_ID_HEX_SIZE];

  self->person = *person;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle != NULL ? subtitle : "");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", rep_id_format (person, hex));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-youth");
  g_signal_group_set_target (self->names, names);
  show_name (self);
  return GTK_WIDGET (self);
}

const RepId *
rep_named_row_get_person (RepNamedRow *row)
{
  g_return_val_if_fail (REP_IS_NAMED_ROW (row), NULL);

  return &row->person;
}

void
rep_named_row_add_button (RepNamedRow *row, GtkWidget *button)
{
  g_return_if_fail (REP_IS_NAMED_ROW (row));

  g_object_ref (row->arrow);
  adw_action_row_remove (ADW_ACTION_ROW (row), row->arrow);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), row->arrow);
  g_object_unref (row->arrow);
}
