/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing.h"
#include "ui/pages/outing-words.h"
#include "ui/pages/today-outings.h"

struct _RepTodayOutings {
  AdwBin parent_instance;

  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (RepTodayOutings, rep_today_outings, ADW_TYPE_BIN)

static void
set_action (gpointer widget, const char *action, const char *hex)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (widget), "s", hex);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (widget), action);
}

static GtkWidget *
show_button_new (const char *hex)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", "go-next-symbolic", "valign",
                                    GTK_ALIGN_CENTER, "tooltip-text", _ ("Show the outing"), NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Show the outing"), -1);
  set_action (button, "win.show-outing", hex);
  return button;
}

static GtkWidget *
row_new (RepCasebook *casebook, guint32 number)
{
  const RepOutingRow *row = &g_array_index (rep_casebook_outings (casebook), RepOutingRow, number);
  RepOutingSum sum = rep_outing_sum (casebook, number);
  g_autofree char *where = rep_outing_words_where (casebook, number);
  g_autofree char *met = rep_outing_words_met (&sum);
  g_autofree char *text = g_strdup_printf ("%s\n%s", where, met);
  char hex[REP_ID_HEX_SIZE];
  GtkWidget *widget =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE, "title",
                    rep_outing_words_kind (row->outing_kind, row->channel), "subtitle", text, NULL);

  rep_id_format (rep_casebook_id (casebook, &rep_kind_outing, number), hex);
  set_action (widget, "win.outing-contact", hex);
  adw_action_row_add_suffix (ADW_ACTION_ROW (widget), show_button_new (hex));
  return widget;
}

static void
rep_today_outings_class_init (RepTodayOutingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/today-outings.ui");
  gtk_widget_class_bind_template_child (widget_class, RepTodayOutings, rows);
}

static void
rep_today_outings_init (RepTodayOutings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_today_outings_show (RepTodayOutings *outings, RepCasebook *casebook, gboolean team)
{
  g_autoptr (GArray) numbers = NULL;
  GtkListBoxRow *row;

  g_return_if_fail (REP_IS_TODAY_OUTINGS (outings));

  while ((row = gtk_list_box_get_row_at_index (outings->rows, 0)) != NULL)
    gtk_list_box_remove (outings->rows, GTK_WIDGET (row));
  if (casebook != NULL)
    numbers = rep_outings_of_day (casebook, rep_casebook_today (casebook), team);
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    gtk_list_box_append (outings->rows, row_new (casebook, g_array_index (numbers, guint32, i)));
  gtk_widget_set_visible (GTK_WIDGET (outings), numbers != NULL && numbers->len > 0);
}
