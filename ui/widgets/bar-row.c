/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/bar-row.h"

struct _RepBarRow {
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *value_label;
  GtkLabel *detail_label;
  GtkLevelBar *bar;
};

G_DEFINE_FINAL_TYPE (RepBarRow, rep_bar_row, GTK_TYPE_LIST_BOX_ROW)

static void
rep_bar_row_class_init (RepBarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/bar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepBarRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepBarRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, RepBarRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, RepBarRow, bar);
}

static void
rep_bar_row_init (RepBarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Neither a low share nor a full one means anything by itself. */
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

void
rep_bar_row_show (RepBarRow *self,
                  const char *title,
                  const char *value,
                  const char *detail,
                  double share,
                  gboolean alarm)
{
  gboolean has_detail = detail != NULL && *detail != '\0';
  g_autofree char *spoken = NULL;

  g_return_if_fail (REP_IS_BAR_ROW (self));

  gtk_label_set_label (self->title_label, title);
  gtk_label_set_label (self->value_label, value);
  gtk_label_set_label (self->detail_label, has_detail ? detail : "");
  gtk_widget_set_visible (GTK_WIDGET (self->detail_label), has_detail);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), share >= 0);
  gtk_level_bar_set_value (self->bar, CLAMP (share, 0, 1));
  if (alarm)
    gtk_widget_add_css_class (GTK_WIDGET (self), "rep-alarm");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "rep-alarm");
  spoken = has_detail ? g_strdup_printf ("%s: %s, %s", title, value, detail)
                      : g_strdup_printf ("%s: %s", title, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
