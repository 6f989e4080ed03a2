/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/work-group.h"
#include "ui/pages/work-row.h"

#define FIRST_ROWS 8
#define MORE_ROWS 24

typedef enum {
  PROP_TITLE = 1,
} WorkGroupProperty;

static GParamSpec *properties[PROP_TITLE + 1];

struct _RepWorkGroup {
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *count;
  GtkListBox *rows;
  GtkWidget *more;

  RepCasebook *casebook;
  RepYouthNames *names;
  GArray *items;
  RepWork work;
  guint n_shown;
};

G_DEFINE_FINAL_TYPE (RepWorkGroup, rep_work_group, ADW_TYPE_BIN)

static void
clear_rows (RepWorkGroup *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->rows, 0)) != NULL)
    gtk_list_box_remove (self->rows, GTK_WIDGET (row));
  self->n_shown = 0;
}

static void
add_rows (RepWorkGroup *self, guint n)
{
  guint end = MIN (self->n_shown + n, self->items->len);

  while (self->n_shown < end)
    gtk_list_box_append (
        self->rows, rep_work_row_new (self->casebook, self->names, self->work,
                                      &g_array_index (self->items, RepWorkItem, self->n_shown++)));
  gtk_widget_set_visible (self->more, self->n_shown < self->items->len);
}

static void
more_cb (RepWorkGroup *self)
{
  GtkListBoxRow *row;
  guint first = self->n_shown;

  add_rows (self, MORE_ROWS);
  row = gtk_list_box_get_row_at_index (self->rows, (int)first);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
drop (RepWorkGroup *self)
{
  clear_rows (self);
  g_clear_object (&self->casebook);
  g_clear_object (&self->names);
  g_clear_pointer (&self->items, g_array_unref);
}

static void
rep_work_group_dispose (GObject *object)
{
  RepWorkGroup *self = REP_WORK_GROUP (object);

  g_clear_object (&self->casebook);
  g_clear_object (&self->names);
  g_clear_pointer (&self->items, g_array_unref);

  G_OBJECT_CLASS (rep_work_group_parent_class)->dispose (object);
}

static void
rep_work_group_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((WorkGroupProperty)property_id) {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (REP_WORK_GROUP (object)->title));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_work_group_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepWorkGroup *self = REP_WORK_GROUP (object);

  switch ((WorkGroupProperty)property_id) {
    case PROP_TITLE:
      gtk_label_set_label (self->title, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_work_group_class_init (RepWorkGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_work_group_dispose;
  object_class->get_property = rep_work_group_get_property;
  object_class->set_property = rep_work_group_set_property;

  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/work-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RepWorkGroup, title);
  gtk_widget_class_bind_template_child (widget_class, RepWorkGroup, count);
  gtk_widget_class_bind_template_child (widget_class, RepWorkGroup, rows);
  gtk_widget_class_bind_template_child (widget_class, RepWorkGroup, more);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
rep_work_group_init (RepWorkGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_work_group_show (
    RepWorkGroup *group, RepCasebook *casebook, RepYouthNames *names, RepWork work, GArray *items)
{
  guint n_before = MAX (group->n_shown, FIRST_ROWS);
  char count[16];

  drop (group);
  gtk_widget_set_visible (GTK_WIDGET (group), items != NULL && items->len > 0);
  if (items == NULL)
    return;
  group->casebook = g_object_ref (casebook);
  group->names = g_object_ref (names);
  group->items = g_array_ref (items);
  group->work = work;
  g_snprintf (count, sizeof count, "%u", items->len);
  gtk_label_set_label (group->count, count);
  add_rows (group, n_before);
}
