/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/publication.h"
#include "app/domain/rights.h"
#include "ui/pages/figures-page.h"
#include "ui/pages/progress-page.h"
#include "ui/pages/project-page.h"
#include "ui/pages/release-page.h"

struct _RepProjectPage {
  AdwBin parent_instance;

  GtkLabel *lead_label;
  AdwViewStack *tabs;
  RepProgressPage *progress;
  RepFiguresPage *figures;
  RepReleasePage *releases;
  AdwViewStackPage *releases_tab;

  RepSession *session;
  char *code; /* of the project shown */
  guint number;
};

G_DEFINE_FINAL_TYPE (RepProjectPage, rep_project_page, ADW_TYPE_BIN)

/* Only the tab that is to be seen is worked out. */
static void
show_tab (RepProjectPage *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->tabs);

  if (self->session == NULL)
    return;
  if (g_strcmp0 (name, "progress") == 0)
    rep_progress_page_show (self->progress, self->session, self->number);
  else if (g_strcmp0 (name, "figures") == 0)
    rep_figures_page_show (self->figures, self->session, self->number);
  else if (g_strcmp0 (name, "releases") == 0)
    rep_release_page_show (self->releases, self->session, self->number);
}

static void
tab_changed_cb (RepProjectPage *self)
{
  show_tab (self);
}

/* The tab before or after, as @parameter says; they go round. */
static void
turn_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepProjectPage *self = REP_PROJECT_PAGE (widget);
  g_autoptr (GtkSelectionModel) pages = adw_view_stack_get_pages (self->tabs);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

  for (guint i = 0; i < n; i++)
    if (gtk_selection_model_is_selected (pages, i)) {
      guint step = g_variant_get_int32 (parameter) > 0 ? 1 : n - 1;

      gtk_selection_model_select_item (pages, (i + step) % n, TRUE);
      return;
    }
}

static void
rep_project_page_dispose (GObject *object)
{
  RepProjectPage *self = REP_PROJECT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (rep_project_page_parent_class)->dispose (object);
}

static void
rep_project_page_class_init (RepProjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_project_page_dispose;

  g_type_ensure (REP_TYPE_FIGURES_PAGE);
  g_type_ensure (REP_TYPE_PROGRESS_PAGE);
  g_type_ensure (REP_TYPE_RELEASE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, lead_label);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, tabs);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, figures);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, releases);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, releases_tab);
  gtk_widget_class_bind_template_callback (widget_class, tab_changed_cb);
  gtk_widget_class_install_action (widget_class, "project.turn", "i", turn_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "project.turn", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "project.turn", "i", -1);
}

static void
rep_project_page_init (RepProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
forget (RepProjectPage *self)
{
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);
  gtk_label_set_label (self->lead_label, "");
  rep_progress_page_show (self->progress, NULL, 0);
  rep_figures_page_show (self->figures, NULL, 0);
  rep_release_page_show (self->releases, NULL, 0);
  adw_view_stack_set_visible_child_name (self->tabs, "progress");
}

static gboolean
may_release (RepCasebook *casebook)
{
  const RepAccount *account = rep_vault_account (rep_casebook_vault (casebook));

  return account != NULL &&
         rep_rights_scope (account->role, rep_kind_release.number) != REP_SCOPE_NONE;
}

void
rep_project_page_show (RepProjectPage *self, RepSession *session, guint number)
{
  RepCasebook *casebook = session != NULL ? rep_session_get_casebook (session) : NULL;
  const RepProject *project;

  g_return_if_fail (REP_IS_PROJECT_PAGE (self));

  if (casebook == NULL) {
    forget (self);
    return;
  }
  project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  g_set_object (&self->session, session);
  self->number = number;
  adw_view_stack_page_set_visible (self->releases_tab, may_release (casebook));
  gtk_label_set_label (self->lead_label, project->lead != NULL ? project->lead : project->code);
  if (g_strcmp0 (self->code, project->code) != 0) {
    g_free (self->code);
    self->code = g_strdup (project->code);
    adw_view_stack_set_visible_child_name (self->tabs, "progress");
  }
  show_tab (self);
}

void
rep_project_page_show_tab (RepProjectPage *self, const char *name)
{
  g_return_if_fail (REP_IS_PROJECT_PAGE (self));

  adw_view_stack_set_visible_child_name (self->tabs, name);
}
