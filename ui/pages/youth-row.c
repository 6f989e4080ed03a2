/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/youth-row.h"
#include "ui/say.h"

struct _RepYouthRow {
  AdwBin parent_instance;

  GtkLabel *name;
  GtkLabel *detail;
  GtkLabel *stage;

  RepYouth *youth;
  GSignalGroup *names;
};

G_DEFINE_FINAL_TYPE (RepYouthRow, rep_youth_row, ADW_TYPE_BIN)

void
rep_youth_say_stage (GtkLabel *label, guint8 stage)
{
  static const char *const classes[REP_N_STAGES][3] = {
    [REP_STAGE_NONE] = { "rep-pill" },
    [REP_STAGE_REPERE] = { "rep-pill" },
    [REP_STAGE_CONTACTE] = { "rep-pill" },
    [REP_STAGE_RENCONTRE] = { "rep-pill", "met" },
    [REP_STAGE_MOBILISE] = { "rep-pill", "met" },
    [REP_STAGE_ACCOMPAGNE] = { "rep-pill", "supported" },
    [REP_STAGE_SORTI] = { "rep-pill", "left" },
  };

  gtk_label_set_label (label, rep_say_term (&rep_vocabulary_stage, stage));
  gtk_widget_set_css_classes (GTK_WIDGET (label), (const char **)classes[stage % REP_N_STAGES]);
  gtk_widget_set_visible (GTK_WIDGET (label), stage != REP_STAGE_NONE);
}

/* What takes the focus is the item of the list, which the toolkit leaves nameless. */
static void
say (RepYouthRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *stage = gtk_label_get_label (self->stage);
  g_autofree char *line =
      g_strjoin (", ", gtk_label_get_label (self->name), gtk_label_get_label (self->detail),
                 *stage != '\0' ? stage : NULL, NULL);

  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

static void
show_name (RepYouthRow *self)
{
  g_autoptr (RepYouthNames) names = g_signal_group_dup_target (self->names);
  const char *name = NULL;

  if (names != NULL && self->youth != NULL)
    name = rep_youth_names_get (names, rep_youth_get_id (self->youth));
  gtk_label_set_label (self->name, name != NULL ? name : REP_YOUTH_NAME_UNREAD);
  say (self);
}

static void
rep_youth_row_dispose (GObject *object)
{
  RepYouthRow *self = REP_YOUTH_ROW (object);

  g_clear_object (&self->names);
  g_clear_object (&self->youth);

  G_OBJECT_CLASS (rep_youth_row_parent_class)->dispose (object);
}

static void
rep_youth_row_class_init (RepYouthRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_youth_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/youth-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepYouthRow, name);
  gtk_widget_class_bind_template_child (widget_class, RepYouthRow, detail);
  gtk_widget_class_bind_template_child (widget_class, RepYouthRow, stage);
}

static void
rep_youth_row_init (RepYouthRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->names = g_signal_group_new (REP_TYPE_YOUTH_NAMES);
  g_signal_group_connect_swapped (self->names, "read", G_CALLBACK (show_name), self);
}

static char *
describe (RepYouth *youth, RepCasebook *casebook)
{
  g_autofree char *day = rep_say_short_day (rep_youth_get_day (youth));
  const char *project = rep_youth_project_short_name (casebook, rep_youth_get_project (youth));

  if (*project == '\0')
    return g_strdup (_ ("No contact yet"));
  return *day == '\0' ? g_strdup (project) : g_strdup_printf ("%s · %s", day, project);
}

void
rep_youth_row_show (RepYouthRow *row, RepYouth *youth, RepCasebook *casebook, RepYouthNames *names)
{
  g_autofree char *detail = youth != NULL ? describe (youth, casebook) : g_strdup ("");

  g_set_object (&row->youth, youth);
  g_signal_group_set_target (row->names, youth != NULL ? names : NULL);
  gtk_label_set_label (row->detail, detail);
  rep_youth_say_stage (row->stage, youth != NULL ? rep_youth_get_stage (youth) : REP_STAGE_NONE);
  show_name (row);
}
