/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/work-row.h"
#include "ui/say.h"

struct _RepWorkRow {
  AdwActionRow parent_instance;

  RepId person;
  GSignalGroup *names;
};

G_DEFINE_FINAL_TYPE (RepWorkRow, rep_work_row, ADW_TYPE_ACTION_ROW)

static void
show_name (RepWorkRow *self)
{
  g_autoptr (RepYouthNames) names = g_signal_group_dup_target (self->names);
  const char *name = names != NULL ? rep_youth_names_get (names, &self->person) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 name != NULL ? name : REP_YOUTH_NAME_UNREAD);
}

static void
rep_work_row_dispose (GObject *object)
{
  RepWorkRow *self = REP_WORK_ROW (object);

  g_clear_object (&self->names);

  G_OBJECT_CLASS (rep_work_row_parent_class)->dispose (object);
}

static void
rep_work_row_class_init (RepWorkRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rep_work_row_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/reperes/Reperes/ui/pages/work-row.ui");
}

static void
rep_work_row_init (RepWorkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->names = g_signal_group_new (REP_TYPE_YOUTH_NAMES);
  g_signal_group_connect_swapped (self->names, "read", G_CALLBACK (show_name), self);
}

static char *
say_late (guint32 day, guint32 today)
{
  g_autofree char *date = rep_say_short_day (day);
  guint days = today - day;

  if (days > 31)
    return g_steal_pointer (&date);
  /* Translators: %1$s is a date */
  return g_strdup_printf (ngettext ("%1$s, %2$u day late", "%1$s, %2$u days late", days), date,
                          days);
}

static char *
say_when (RepCasebook *casebook, RepWork work, guint32 day)
{
  guint32 today = rep_casebook_today (casebook);
  g_autofree char *date = rep_say_short_day (day);

  if (work == REP_WORK_LATE)
    return say_late (day, today);
  if (work == REP_WORK_TODAY)
    return g_strdup ("");
  if (work == REP_WORK_SOON)
    return day == today + 1 ? g_strdup (_ ("tomorrow")) : g_steal_pointer (&date);
  if (work == REP_WORK_SILENT)
    return g_strdup_printf (_ ("last news on %s"), date);
  return g_strdup_printf (_ ("since %s"), date);
}

char *
rep_work_say (RepCasebook *casebook, RepWork work, const RepWorkItem *item)
{
  g_autofree char *when = say_when (casebook, work, item->day);
  const char *step = rep_say_term (&rep_vocabulary_next_step, item->next_step);
  const char *project = rep_youth_project_short_name (casebook, item->project);
  const char *parts[4] = { NULL };
  guint n = 0;

  if (*step != '\0')
    parts[n++] = step;
  if (*when != '\0')
    parts[n++] = when;
  if (*project != '\0')
    parts[n++] = project;
  return g_strjoinv (" · ", (char **)parts);
}

GtkWidget *
rep_work_row_new (RepCasebook *casebook,
                  RepYouthNames *names,
                  RepWork work,
                  const RepWorkItem *item)
{
  RepWorkRow *self = g_object_new (REP_TYPE_WORK_ROW, NULL);
  g_autofree char *text = rep_work_say (casebook, work, item);
  char hex[REP_ID_HEX_SIZE];

  self->person = *rep_casebook_id (casebook, &rep_kind_person, item->person);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", rep_id_format (&self->person, hex));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.show-youth");
  g_signal_group_set_target (self->names, names);
  show_name (self);
  return GTK_WIDGET (self);
}
