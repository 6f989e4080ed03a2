/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/youth-names.h"
#include "ui/pages/youth-row.h"
#include "ui/pages/youth-stages.h"
#include "ui/say.h"

struct _RepYouthStages {
  AdwBin parent_instance;

  GtkLabel *project;
  GtkLabel *stage;
  GtkLabel *target;
  GtkWidget *steps;
  GtkLabel *parcours;
  GtkActionable *set;
  GtkWidget *icons[REP_N_STAGES];
  GtkLabel *names[REP_N_STAGES];
  GtkLabel *dates[REP_N_STAGES];

  guint16 number; /* of the project */
};

G_DEFINE_FINAL_TYPE (RepYouthStages, rep_youth_stages, ADW_TYPE_BIN)

static void
bind_steps (GtkWidgetClass *widget_class, const char *name, gsize offset)
{
  for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++) {
    g_autofree char *id = g_strdup_printf ("%s%u", name, stage);

    gtk_widget_class_bind_template_child_full (widget_class, g_intern_string (id), FALSE,
                                               (gssize)(offset + stage * sizeof (gpointer)));
  }
}

/* The step that was clicked is the one to give. */
static void
step_clicked_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RepYouthStages *self = user_data;
  graphene_rect_t bounds;

  for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->names[stage])) &&
        gtk_widget_compute_bounds (GTK_WIDGET (self->names[stage]), self->steps, &bounds) &&
        y >= (double)bounds.origin.y && y < (double)(bounds.origin.y + bounds.size.height)) {
      gtk_widget_activate_action (GTK_WIDGET (self), "youth.set-stage", "(uu)", (guint)self->number,
                                  stage);
      return;
    }
}

static void
rep_youth_stages_class_init (RepYouthStagesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/youth-stages.ui");
  gtk_widget_class_bind_template_child (widget_class, RepYouthStages, project);
  gtk_widget_class_bind_template_child (widget_class, RepYouthStages, stage);
  gtk_widget_class_bind_template_child (widget_class, RepYouthStages, target);
  gtk_widget_class_bind_template_child (widget_class, RepYouthStages, steps);
  gtk_widget_class_bind_template_child (widget_class, RepYouthStages, parcours);
  gtk_widget_class_bind_template_child (widget_class, RepYouthStages, set);
  gtk_widget_class_bind_template_callback (widget_class, step_clicked_cb);
  bind_steps (widget_class, "icon", G_STRUCT_OFFSET (RepYouthStages, icons));
  bind_steps (widget_class, "name", G_STRUCT_OFFSET (RepYouthStages, names));
  bind_steps (widget_class, "date", G_STRUCT_OFFSET (RepYouthStages, dates));
}

static void
rep_youth_stages_init (RepYouthStages *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_step (RepYouthStages *self, guint stage, const RepStages *stages)
{
  g_autofree char *day = rep_say_day (stages->date[stage]);
  gboolean reached = stages->date[stage] != 0;

  gtk_label_set_label (self->names[stage], rep_say_term (&rep_vocabulary_stage, stage));
  gtk_label_set_label (self->dates[stage], day);
  if (reached)
    gtk_widget_add_css_class (self->icons[stage], "reached");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->names[stage]), "dim-label");
  if (stage == REP_STAGE_SORTI) {
    gtk_widget_set_visible (self->icons[stage], reached);
    gtk_widget_set_visible (GTK_WIDGET (self->names[stage]), reached);
    gtk_widget_set_visible (GTK_WIDGET (self->dates[stage]), reached);
  }
}

static const char *
say_target (const RepEnrolment *enrolment)
{
  if (enrolment->in_target)
    return "";
  return enrolment->stages.out_of_target ? _ ("Out of target: does not count")
                                         : _ ("Does not count towards the target");
}

static char *
say_parcours (guint n, const RepParcours *parcours)
{
  g_autofree char *from = rep_say_short_day (parcours->opened);
  g_autofree char *until = rep_say_short_day (parcours->left);

  if (parcours->left == 0) /* Translators: number of a parcours, the day it began */
    return g_strdup_printf (_ ("Parcours %1$u: since %2$s"), n, from);
  /* Translators: number of a parcours, its first day, the day of the exit, its reason */
  return g_strdup_printf (_ ("Parcours %1$u: from %2$s to %3$s, %4$s"), n, from, until,
                          rep_say_term (&rep_vocabulary_exit, parcours->exit));
}

/* One parcours that lasts is what the steps say already. */
static void
show_parcours (RepYouthStages *self, RepCasebook *casebook, const RepEnrolment *enrolment)
{
  const GArray *rows = rep_casebook_parcours (casebook);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint32 at = enrolment->first_parcours; at != REP_NO_ROW;
       at = g_array_index (rows, RepParcoursRow, at).next) {
    g_autofree char *line = say_parcours (++n, &g_array_index (rows, RepParcoursRow, at).parcours);

    if (n > 1)
      g_string_append_c (text, '\n');
    g_string_append (text, line);
  }
  gtk_label_set_label (self->parcours, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->parcours), n > 0);
}

GtkWidget *
rep_youth_stages_new (RepCasebook *casebook, const RepEnrolment *enrolment)
{
  RepYouthStages *self = g_object_new (REP_TYPE_YOUTH_STAGES, NULL);

  gtk_label_set_label (self->project, rep_youth_project_name (casebook, enrolment->project));
  rep_youth_say_stage (self->stage, enrolment->stages.current);
  gtk_label_set_label (self->target, say_target (enrolment));
  gtk_widget_set_visible (GTK_WIDGET (self->target), !enrolment->in_target);
  for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++)
    show_step (self, stage, &enrolment->stages);
  self->number = enrolment->project;
  gtk_actionable_set_action_target (self->set, "(uu)", (guint)self->number, REP_STAGE_NONE);
  gtk_actionable_set_action_name (self->set, "youth.set-stage");
  show_parcours (self, casebook, enrolment);
  return GTK_WIDGET (self);
}
