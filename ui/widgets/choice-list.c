/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/choice-list.h"
#include "ui/widgets/choice-row.h"

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _RepChoiceList {
  AdwBin parent_instance;

  GtkListBox *box;

  guint length;
};

G_DEFINE_FINAL_TYPE (RepChoiceList, rep_choice_list, ADW_TYPE_BIN)

static void
choice_list_row_activated_cb (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  g_autoptr (RepChoice) choice = g_object_ref (rep_choice_row_get_choice (REP_CHOICE_ROW (row)));

  g_signal_emit (user_data, signals[CHOSEN], 0, choice);
}

static void
rep_choice_list_class_init (RepChoiceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHOSEN] = g_signal_new ("chosen", REP_TYPE_CHOICE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, REP_TYPE_CHOICE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/choice-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RepChoiceList, box);
  gtk_widget_class_bind_template_callback (widget_class, choice_list_row_activated_cb);
}

static void
rep_choice_list_init (RepChoiceList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_choice_list_show (RepChoiceList *list, GPtrArray *choices, guint selected)
{
  GtkListBoxRow *row;

  g_return_if_fail (REP_IS_CHOICE_LIST (list));

  while ((row = gtk_list_box_get_row_at_index (list->box, 0)) != NULL)
    gtk_list_box_remove (list->box, GTK_WIDGET (row));
  for (guint i = 0; i < choices->len; i++)
    gtk_list_box_append (list->box,
                         GTK_WIDGET (rep_choice_row_new (g_ptr_array_index (choices, i))));
  list->length = choices->len;
  gtk_list_box_select_row (list->box, gtk_list_box_get_row_at_index (list->box, (int)selected));
}

guint
rep_choice_list_get_length (RepChoiceList *list)
{
  g_return_val_if_fail (REP_IS_CHOICE_LIST (list), 0);

  return list->length;
}

void
rep_choice_list_move (RepChoiceList *list, int step)
{
  GtkListBoxRow *row;
  int place;

  g_return_if_fail (REP_IS_CHOICE_LIST (list));

  row = gtk_list_box_get_selected_row (list->box);
  if (list->length == 0)
    return;
  place = row != NULL ? gtk_list_box_row_get_index (row) + step : MIN (step, 0);
  place += (int)list->length;
  row = gtk_list_box_get_row_at_index (list->box, place % (int)list->length);
  gtk_list_box_select_row (list->box, row);
}

RepChoice *
rep_choice_list_get_selected (RepChoiceList *list)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (REP_IS_CHOICE_LIST (list), NULL);

  row = gtk_list_box_get_selected_row (list->box);
  return row != NULL ? rep_choice_row_get_choice (REP_CHOICE_ROW (row)) : NULL;
}

void
rep_choice_list_tell (RepChoiceList *list, GtkAccessible *entry)
{
  GtkListBoxRow *row;

  g_return_if_fail (REP_IS_CHOICE_LIST (list));

  row = gtk_list_box_get_selected_row (list->box);
  if (row != NULL)
    gtk_accessible_update_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  else
    gtk_accessible_reset_relation (entry, GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}
