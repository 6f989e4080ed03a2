/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/progress-view.h"
#include "ui/widgets/project-card.h"

struct _RepProjectCard {
  GtkFlowBoxChild parent_instance;

  GtkLabel *lead_label;
  GtkLabel *title_label;
  RepProgressView *progress_view;

  char *code;
};

G_DEFINE_FINAL_TYPE (RepProjectCard, rep_project_card, GTK_TYPE_FLOW_BOX_CHILD)

static void
rep_project_card_finalize (GObject *object)
{
  RepProjectCard *self = REP_PROJECT_CARD (object);

  g_free (self->code);

  G_OBJECT_CLASS (rep_project_card_parent_class)->finalize (object);
}

static void
rep_project_card_class_init (RepProjectCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = rep_project_card_finalize;

  g_type_ensure (REP_TYPE_PROGRESS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/project-card.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProjectCard, lead_label);
  gtk_widget_class_bind_template_child (widget_class, RepProjectCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepProjectCard, progress_view);
}

static void
rep_project_card_init (RepProjectCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepProjectCard *
rep_project_card_new (void)
{
  return g_object_new (REP_TYPE_PROJECT_CARD, NULL);
}

void
rep_project_card_show (RepProjectCard *self, RepCasebook *casebook, guint number)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  RepProgress progress = rep_progress (casebook, number, rep_casebook_today (casebook));
  const char *lead = project->lead != NULL ? project->lead : project->code;
  const char *title = project->title != NULL ? project->title : "";
  g_autofree char *figures = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (REP_IS_PROJECT_CARD (self));

  g_free (self->code);
  self->code = g_strdup (project->code);
  gtk_label_set_label (self->lead_label, lead);
  gtk_label_set_label (self->title_label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title_label), title);
  rep_progress_view_show (self->progress_view, &progress, project->start);

  figures = rep_progress_view_describe (self->progress_view);
  label = g_strdup_printf ("%s: %s", lead, figures);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

const char *
rep_project_card_get_code (RepProjectCard *self)
{
  g_return_val_if_fail (REP_IS_PROJECT_CARD (self), NULL);

  return self->code;
}
