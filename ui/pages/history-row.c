/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/place.h"
#include "app/domain/stage.h"
#include "ui/pages/history-row.h"
#include "ui/say.h"

struct _RepHistoryRow {
  GtkListBoxRow parent_instance;

  GtkLabel *day;
  GtkLabel *reached;
  GtkLabel *where;
  GtkLabel *outcomes;
  GtkLabel *next;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (RepHistoryRow, rep_history_row, GTK_TYPE_LIST_BOX_ROW)

static void
rep_history_row_class_init (RepHistoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/history-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, day);
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, reached);
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, where);
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, outcomes);
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, next);
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, note);
}

static void
rep_history_row_init (RepHistoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A label with nothing to say takes no room. */
static void
say (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
append (GString *out, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, text);
}

static void
say_where (RepHistoryRow *self, const RepContact *contact)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const RepPlace *place = rep_place_by_insee (contact->place);

  append (text, rep_say_term (&rep_vocabulary_channel, contact->channel));
  append (text, rep_say_term (&rep_vocabulary_mode, contact->mode));
  append (text, place != NULL ? place->name : NULL);
  append (text, rep_say_term (&rep_vocabulary_place_type, contact->place_type));
  say (self->where, text->str);
}

static void
say_outcomes (RepHistoryRow *self, const RepContact *contact)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint outcome = 1; outcome < 64; outcome++)
    if ((contact->outcomes >> outcome & 1) != 0)
      append (text, rep_say_term (&rep_vocabulary_outcome, outcome));
  append (text, rep_say_term (&rep_vocabulary_out_of_target, contact->out_of_target));
  append (text, rep_say_term (&rep_vocabulary_action, contact->action));
  if (contact->informed != 0)
    append (text, _ ("told of their rights"));
  say (self->outcomes, text->str);
}

static void
say_next (RepHistoryRow *self, const RepContact *contact)
{
  g_autofree char *day = rep_say_day (contact->next_date);
  const char *step = rep_say_term (&rep_vocabulary_next_step, contact->next_step);
  g_autofree char *text = NULL;

  if (*step != '\0' || *day != '\0')
    text = g_strdup_printf ("→ %s%s%s", step, *step != '\0' && *day != '\0' ? ", " : "", day);
  say (self->next, text);
}

GtkWidget *
rep_history_row_new (const RepContact *contact)
{
  RepHistoryRow *self = g_object_new (REP_TYPE_HISTORY_ROW, NULL);
  g_autofree char *day = rep_say_day (contact->date);

  say (self->day, day);
  say (self->reached, rep_say_term (&rep_vocabulary_reached, contact->reached));
  if (contact->reached == REP_REACHED_JOINT)
    gtk_widget_add_css_class (GTK_WIDGET (self->reached), "met");
  say_where (self, contact);
  say_outcomes (self, contact);
  say_next (self, contact);
  say (self->note, contact->note);
  return GTK_WIDGET (self);
}

int
rep_history_compare (gconstpointer a, gconstpointer b)
{
  const RepContact *left = *(const RepContact *const *)a;
  const RepContact *right = *(const RepContact *const *)b;

  if (left->date != right->date)
    return left->date > right->date ? -1 : 1;
  if (left->minute != right->minute && left->minute != REP_NONE && right->minute != REP_NONE)
    return left->minute > right->minute ? -1 : 1;
  return left->entered_at > right->entered_at ? -1 : left->entered_at < right->entered_at ? 1 : 0;
}
