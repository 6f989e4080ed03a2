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
  GtkLabel *entered;
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
  gtk_widget_class_bind_template_child (widget_class, RepHistoryRow, entered);
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

/* The day it is about is one thing, when it was noted another. */
static void
say_entered (RepHistoryRow *self, gint64 time)
{
  g_autofree char *when = rep_say_time (time);
  /* Translators: a day and an hour */
  g_autofree char *text = time > 0 ? g_strdup_printf (_ ("Noted on %s"), when) : NULL;

  say (self->entered, text);
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
  say_entered (self, contact->entered_at);
  return GTK_WIDGET (self);
}

GtkWidget *
rep_history_row_new_stage (const RepStageEntry *entry)
{
  RepHistoryRow *self = g_object_new (REP_TYPE_HISTORY_ROW, NULL);
  g_autofree char *day = rep_say_day (entry->date);
  g_autoptr (GString) reason = g_string_new (NULL);
  g_autoptr (GString) proof = g_string_new (NULL);

  say (self->day, day);
  say (self->reached, rep_say_term (&rep_vocabulary_stage, entry->stage));
  append (reason, _ ("Stage given"));
  append (reason, rep_say_term (&rep_vocabulary_scheme, entry->scheme));
  append (reason, rep_say_term (&rep_vocabulary_exit, entry->exit));
  say (self->where, reason->str);
  append (proof, rep_say_term (&rep_vocabulary_proof, entry->proof));
  append (proof, entry->proof_reference);
  say (self->outcomes, proof->str);
  say_entered (self, entry->entered_at);
  return GTK_WIDGET (self);
}

/* When a contact or a stage entry took place, and when it was noted. */
static void
when (const RepObject *object, guint32 *date, gint32 *minute, gint64 *entered_at)
{
  if (object->kind == &rep_kind_contact) {
    const RepContact *contact = (const RepContact *)object;

    *date = contact->date;
    *minute = contact->minute;
    *entered_at = contact->entered_at;
    return;
  }
  *date = ((const RepStageEntry *)object)->date;
  *minute = REP_NONE;
  *entered_at = ((const RepStageEntry *)object)->entered_at;
}

int
rep_history_compare (gconstpointer a, gconstpointer b)
{
  guint32 date[2];
  gint32 minute[2];
  gint64 entered_at[2];

  when (*(const RepObject *const *)a, &date[0], &minute[0], &entered_at[0]);
  when (*(const RepObject *const *)b, &date[1], &minute[1], &entered_at[1]);
  if (date[0] != date[1])
    return date[0] > date[1] ? -1 : 1;
  if (minute[0] != minute[1] && minute[0] != REP_NONE && minute[1] != REP_NONE)
    return minute[0] > minute[1] ? -1 : 1;
  return entered_at[0] > entered_at[1] ? -1 : entered_at[0] < entered_at[1] ? 1 : 0;
}
