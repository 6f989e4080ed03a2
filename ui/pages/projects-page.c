/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/project-page.h"
#include "ui/pages/projects-page.h"
#include "ui/widgets/project-card.h"

struct _RepProjectsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkFlowBox *cards;
  RepProjectPage *project_page;

  RepSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *casebook_signals;
  char *code; /* of the project that is open, NULL: the cards are shown */
  guint refresh_id;
  gboolean stale;
};

typedef enum {
  PROP_SESSION = 1,
} RepProjectsPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

G_DEFINE_FINAL_TYPE (RepProjectsPage, rep_projects_page, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepProjectsPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

/* As many cards as projects, made or removed at the end so that the focus stays where it is. */
static RepProjectCard *
nth_card (RepProjectsPage *self, guint n)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->cards, (int)n);

  if (child == NULL) {
    child = GTK_FLOW_BOX_CHILD (rep_project_card_new ());
    gtk_flow_box_append (self->cards, GTK_WIDGET (child));
  }
  return REP_PROJECT_CARD (child);
}

static int
compare_leads (gconstpointer a, gconstpointer b, gpointer projects)
{
  const RepProject *first = g_ptr_array_index ((GPtrArray *)projects, *(const guint *)a);
  const RepProject *second = g_ptr_array_index ((GPtrArray *)projects, *(const guint *)b);

  return g_utf8_collate (first->lead != NULL ? first->lead : first->code,
                         second->lead != NULL ? second->lead : second->code);
}

/* Numbers of the projects there are, by name. */
static GArray *
list_projects (RepCasebook *casebook)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  const GPtrArray *projects;

  if (casebook == NULL)
    return numbers;
  projects = rep_casebook_projects (casebook);
  for (guint i = 0; i < projects->len; i++)
    if (g_ptr_array_index (projects, i) != NULL)
      g_array_append_val (numbers, i);
  g_array_sort_with_data (numbers, compare_leads, (gpointer)projects);
  return numbers;
}

static guint
fill_cards (RepProjectsPage *self, RepCasebook *casebook)
{
  g_autoptr (GArray) numbers = list_projects (casebook);
  GtkFlowBoxChild *child;

  for (guint i = 0; i < numbers->len; i++)
    rep_project_card_show (nth_card (self, i), casebook, g_array_index (numbers, guint, i));
  while ((child = gtk_flow_box_get_child_at_index (self->cards, (int)numbers->len)) != NULL)
    gtk_flow_box_remove (self->cards, GTK_WIDGET (child));
  return numbers->len;
}

static void
refresh (RepProjectsPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  guint n = fill_cards (self, casebook);
  guint number;

  self->stale = FALSE;
  if (casebook != NULL && self->code != NULL &&
      rep_casebook_project_by_code (casebook, self->code, &number) != NULL) {
    rep_project_page_show (self->project_page, self->session, number);
    gtk_stack_set_visible_child_name (self->stack, "one");
    return;
  }
  g_clear_pointer (&self->code, g_free);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "all" : "none");
  if (casebook == NULL)
    rep_project_page_show (self->project_page, NULL, 0);
}

static gboolean
refresh_idle_cb (gpointer user_data)
{
  RepProjectsPage *self = user_data;

  self->refresh_id = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* Once for any number of changes in a row, and only while it is to be seen. */
static void
queue_refresh (RepProjectsPage *self)
{
  self->stale = TRUE;
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_idle_add (refresh_idle_cb, self);
}

static void
casebook_notify_cb (RepProjectsPage *self)
{
  RepCasebook *casebook = get_casebook (self);

  g_signal_group_set_target (self->casebook_signals, casebook);
  if (casebook != NULL) {
    queue_refresh (self);
  } else {
    g_clear_handle_id (&self->refresh_id, g_source_remove);
    g_clear_pointer (&self->code, g_free);
    refresh (self);
  }
}

static void
card_activated_cb (GtkFlowBox *cards, GtkFlowBoxChild *child, gpointer user_data)
{
  RepProjectsPage *self = user_data;

  rep_projects_page_show (self, rep_project_card_get_code (REP_PROJECT_CARD (child)), NULL);
  gtk_widget_child_focus (GTK_WIDGET (self->project_page), GTK_DIR_TAB_FORWARD);
}

static void
show_all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_projects_page_show_all (REP_PROJECTS_PAGE (widget));
}

static void
rep_projects_page_map (GtkWidget *widget)
{
  RepProjectsPage *self = REP_PROJECTS_PAGE (widget);

  if (self->stale)
    refresh (self);

  GTK_WIDGET_CLASS (rep_projects_page_parent_class)->map (widget);
}

static void
rep_projects_page_dispose (GObject *object)
{
  RepProjectsPage *self = REP_PROJECTS_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (rep_projects_page_parent_class)->dispose (object);
}

static void
rep_projects_page_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  RepProjectsPage *self = REP_PROJECTS_PAGE (object);

  switch ((RepProjectsPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
set_session (RepProjectsPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  casebook_notify_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
rep_projects_page_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((RepProjectsPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_PROJECTS_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (REP_TYPE_PROJECT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/projects-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProjectsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepProjectsPage, cards);
  gtk_widget_class_bind_template_child (widget_class, RepProjectsPage, project_page);
  gtk_widget_class_bind_template_callback (widget_class, card_activated_cb);
}

static void
rep_projects_page_class_init (RepProjectsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_projects_page_dispose;
  object_class->get_property = rep_projects_page_get_property;
  object_class->set_property = rep_projects_page_set_property;
  widget_class->map = rep_projects_page_map;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "projects.show-all", NULL, show_all_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK,
                                       "projects.show-all", NULL);
}

static void
rep_projects_page_init (RepProjectsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_notify_cb), self);
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (queue_refresh),
                                  self);
  refresh (self);
}

void
rep_projects_page_show (RepProjectsPage *self, const char *code, const char *tab)
{
  g_return_if_fail (REP_IS_PROJECTS_PAGE (self));
  g_return_if_fail (code != NULL);

  g_free (self->code);
  self->code = g_strdup (code);
  refresh (self);
  if (tab != NULL)
    rep_project_page_show_tab (self->project_page, tab);
}

/* The focus goes back to the card that was left. */
static void
focus_card (RepProjectsPage *self, const char *code)
{
  GtkFlowBoxChild *child;

  for (int i = 0; (child = gtk_flow_box_get_child_at_index (self->cards, i)) != NULL; i++)
    if (g_strcmp0 (rep_project_card_get_code (REP_PROJECT_CARD (child)), code) == 0)
      gtk_widget_grab_focus (GTK_WIDGET (child));
}

void
rep_projects_page_show_all (RepProjectsPage *self)
{
  g_autofree char *code = NULL;

  g_return_if_fail (REP_IS_PROJECTS_PAGE (self));

  code = g_steal_pointer (&self->code);
  refresh (self);
  if (code != NULL)
    focus_card (self, code);
}
