/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/youth-list.h"
#include "ui/dialogs/doubles-dialog.h"
#include "ui/pages/youth-names.h"
#include "ui/pages/youth-page.h"
#include "ui/pages/youth-row.h"
#include "ui/pages/youths-filter.h"
#include "ui/pages/youths-page.h"

typedef enum {
  PROP_SESSION = 1,
} YouthsPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepYouthsPage {
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  RepYouthPage *youth;
  GtkSearchEntry *search;
  GtkDropDown *project;
  GtkLabel *count;
  GtkStack *stack;
  GtkListView *view;
  GtkSingleSelection *selection;

  RepSession *session;
  RepYouthNames *names;
  GSignalGroup *session_signals;
  GSignalGroup *casebook_signals;
  GSignalGroup *list_signals;
  RepYouthList *list; /* NULL while locked */
  GArray *projects;   /* guint16: numbers behind the drop-down, after "all" */
  guint32 current;    /* row of the youth shown, or REP_NO_ROW */
  gboolean selecting; /* the selection follows the page, not the other way round */
};

G_DEFINE_FINAL_TYPE (RepYouthsPage, rep_youths_page, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepYouthsPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static gboolean
is_searching (RepYouthsPage *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static void
show_count (RepYouthsPage *self)
{
  guint n = self->list != NULL ? rep_youth_list_count (self->list) : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u young person", "%u young people", n), n);

  gboolean waiting = n == 0 && self->list != NULL && !rep_youth_list_is_ready (self->list);

  gtk_label_set_label (self->count, waiting ? "" : text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 || waiting      ? "list"
                                                 : is_searching (self) ? "nobody"
                                                                       : "empty");
}

/* Keeps the row of the youth shown selected wherever it went. */
static void
select_current (RepYouthsPage *self)
{
  guint position = self->list != NULL && self->current != REP_NO_ROW
                       ? rep_youth_list_find (self->list, self->current)
                       : GTK_INVALID_LIST_POSITION;

  self->selecting = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->selecting = FALSE;
}

static void
scroll_to (RepYouthsPage *self, guint position)
{
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->list)))
    gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u", position);
}

static void
items_changed_cb (RepYouthsPage *self)
{
  show_count (self);
  select_current (self);
}

/* The whole list has come: the youth shown meanwhile has a place in it now. */
static void
ready_cb (RepYouthsPage *self)
{
  show_count (self);
  if (rep_youth_list_is_ready (self->list) && self->current != REP_NO_ROW)
    scroll_to (self, rep_youth_list_find (self->list, self->current));
}

static void
show_number (RepYouthsPage *self, guint32 number)
{
  self->current = number;
  rep_youth_page_show (self->youth,
                       rep_casebook_id (get_casebook (self), &rep_kind_person, number));
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->youth));
}

static void
selected_cb (RepYouthsPage *self)
{
  RepYouth *youth = gtk_single_selection_get_selected_item (self->selection);

  if (!self->selecting && youth != NULL && self->list != NULL)
    show_number (self, rep_youth_get_row (youth));
}

static void
activate_cb (RepYouthsPage *self, guint position)
{
  g_autoptr (RepYouth) youth =
      self->list != NULL ? g_list_model_get_item (G_LIST_MODEL (self->list), position) : NULL;

  if (youth == NULL)
    return;
  show_number (self, rep_youth_get_row (youth));
  select_current (self);
}

static void
search_changed_cb (RepYouthsPage *self)
{
  if (self->list == NULL)
    return;
  self->selecting = TRUE;
  rep_youth_list_set_text (self->list, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  self->selecting = FALSE;
  show_count (self);
  scroll_to (self, 0);
}

static void
search_activate_cb (RepYouthsPage *self)
{
  search_changed_cb (self);
  activate_cb (self, 0);
}

static void
search_stop_cb (RepYouthsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
search_next_cb (RepYouthsPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static guint16
chosen_project (RepYouthsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->project);

  if (selected == 0 || selected > self->projects->len)
    return REP_ALL_PROJECTS;
  return g_array_index (self->projects, guint16, selected - 1);
}

static void
project_cb (RepYouthsPage *self)
{
  if (self->list == NULL || self->selecting)
    return;
  rep_youth_list_set_project (self->list, chosen_project (self));
  scroll_to (self, 0);
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepYouthsPage *self = REP_YOUTHS_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

static void
doubles_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepYouthsPage *self = REP_YOUTHS_PAGE (widget);

  if (get_casebook (self) != NULL)
    gtk_window_present (GTK_WINDOW (
        rep_doubles_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session)));
}

static void
calls_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepYouthsPage *self = REP_YOUTHS_PAGE (widget);

  if (self->list != NULL)
    rep_youths_filter_call (GTK_WINDOW (gtk_widget_get_root (widget)), self->session,
                            is_searching (self) ? self->list : NULL, chosen_project (self));
}

/* Back at the list of a narrow window, the same row may be chosen again. */
static void
folded_cb (RepYouthsPage *self)
{
  if (!adw_leaflet_get_folded (self->leaflet) ||
      adw_leaflet_get_visible_child (self->leaflet) != self->list_pane)
    return;
  self->current = REP_NO_ROW;
  rep_youth_page_show (self->youth, NULL);
  select_current (self);
}

static void
setup_cb (RepYouthsPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, g_object_new (REP_TYPE_YOUTH_ROW, NULL));
}

static void
bind_cb (RepYouthsPage *self, GtkListItem *item)
{
  rep_youth_row_show (REP_YOUTH_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item),
                      get_casebook (self), self->names);
}

static void
unbind_cb (RepYouthsPage *self, GtkListItem *item)
{
  rep_youth_row_show (REP_YOUTH_ROW (gtk_list_item_get_child (item)), NULL, NULL, NULL);
}

static void
list_projects (RepYouthsPage *self, RepCasebook *casebook)
{
  g_autoptr (GtkStringList) titles = rep_youths_filter_titles (casebook, self->projects);

  self->selecting = TRUE;
  gtk_drop_down_set_model (self->project, G_LIST_MODEL (titles));
  self->selecting = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->project), self->projects->len > 1);
}

/* A project imported while the page is shown joins the drop-down; the choice is kept. */
static void
changed_cb (RepYouthsPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->project);
  guint n = 0;

  for (guint i = 0; i < rep_casebook_projects (get_casebook (self))->len; i++)
    n += g_ptr_array_index (rep_casebook_projects (get_casebook (self)), i) != NULL;
  if (n == self->projects->len)
    return;
  list_projects (self, get_casebook (self));
  gtk_drop_down_set_selected (self->project, selected);
}

static void
drop_list (RepYouthsPage *self)
{
  self->current = REP_NO_ROW;
  g_signal_group_set_target (self->list_signals, NULL);
  gtk_single_selection_set_model (self->selection, NULL);
  g_clear_object (&self->list);
  rep_youth_page_show (self->youth, NULL);
  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

static void
make_list (RepYouthsPage *self, RepCasebook *casebook)
{
  gboolean names = rep_casebook_holds_names (casebook);

  list_projects (self, casebook);
  self->list = rep_youth_list_new (casebook);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->list));
  g_signal_group_set_target (self->list_signals, self->list);
  gtk_editable_set_editable (GTK_EDITABLE (self->search), names);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "youths.doubles", names);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "youths.calls", names);
  g_object_set (
      self->search, "placeholder-text",
      names ? _ ("Name, pseudonym or telephone") : _ ("Names are not open to this account"), NULL);
}

/* The list of everyone is made when it is first to be seen: unlocking does not wait for it. */
static void
ensure_list (RepYouthsPage *self)
{
  RepCasebook *casebook = self->session != NULL ? get_casebook (self) : NULL;

  if (self->list != NULL || casebook == NULL)
    return;
  make_list (self, casebook);
  show_count (self);
}

static void
rep_youths_page_map (GtkWidget *widget)
{
  ensure_list (REP_YOUTHS_PAGE (widget));
  GTK_WIDGET_CLASS (rep_youths_page_parent_class)->map (widget);
}

static void
casebook_cb (RepYouthsPage *self)
{
  drop_list (self);
  g_signal_group_set_target (self->casebook_signals, get_casebook (self));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ensure_list (self);
  show_count (self);
}

static void
set_session (RepYouthsPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_clear_object (&self->names);
  if (session != NULL)
    self->names = rep_youth_names_new (session);
  g_object_set (self->youth, "session", session, NULL);
  g_signal_group_set_target (self->session_signals, session);
  casebook_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
rep_youths_page_dispose (GObject *object)
{
  RepYouthsPage *self = REP_YOUTHS_PAGE (object);

  g_clear_object (&self->list_signals);
  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->list);
  g_clear_object (&self->names);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_youths_page_parent_class)->dispose (object);
}

static void
rep_youths_page_finalize (GObject *object)
{
  g_array_unref (REP_YOUTHS_PAGE (object)->projects);

  G_OBJECT_CLASS (rep_youths_page_parent_class)->finalize (object);
}

static void
rep_youths_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepYouthsPage *self = REP_YOUTHS_PAGE (object);

  switch ((YouthsPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_youths_page_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepYouthsPage *self = REP_YOUTHS_PAGE (object);

  switch ((YouthsPageProperty)property_id) {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/youths-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, youth);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, search);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, project);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, count);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, view);
  gtk_widget_class_bind_template_child (widget_class, RepYouthsPage, selection);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, project_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, folded_cb);
}

static void
rep_youths_page_class_init (RepYouthsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_youths_page_dispose;
  object_class->finalize = rep_youths_page_finalize;
  object_class->get_property = rep_youths_page_get_property;
  object_class->set_property = rep_youths_page_set_property;
  GTK_WIDGET_CLASS (klass)->map = rep_youths_page_map;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REP_TYPE_YOUTH_PAGE);
  gtk_widget_class_install_action (widget_class, "youths.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "youths.doubles", NULL, doubles_action);
  gtk_widget_class_install_action (widget_class, "youths.calls", NULL, calls_action);
  bind_template (widget_class);
}

static void
rep_youths_page_init (RepYouthsPage *self)
{
  self->current = REP_NO_ROW;
  self->projects = g_array_new (FALSE, FALSE, sizeof (guint16));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_cb), self);
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (changed_cb), self);
  self->list_signals = g_signal_group_new (REP_TYPE_YOUTH_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
  g_signal_group_connect_swapped (self->list_signals, "notify::ready", G_CALLBACK (ready_cb), self);
}

void
rep_youths_page_show (RepYouthsPage *page, const RepId *id)
{
  RepCasebook *casebook;
  guint32 number;

  g_return_if_fail (REP_IS_YOUTHS_PAGE (page));

  ensure_list (page);
  casebook = get_casebook (page);
  number = casebook != NULL ? rep_casebook_number (casebook, &rep_kind_person, id) : REP_NO_ROW;
  if (number == REP_NO_ROW)
    return;
  if (rep_youth_list_find (page->list, number) == GTK_INVALID_LIST_POSITION) {
    gtk_editable_set_text (GTK_EDITABLE (page->search), "");
    gtk_drop_down_set_selected (page->project, 0);
    search_changed_cb (page);
  }
  show_number (page, number);
  select_current (page);
  scroll_to (page, rep_youth_list_find (page->list, number));
}

void
rep_youths_page_focus_search (RepYouthsPage *page)
{
  g_return_if_fail (REP_IS_YOUTHS_PAGE (page));

  ensure_list (page);
  adw_leaflet_set_visible_child (page->leaflet, page->list_pane);
  gtk_widget_grab_focus (GTK_WIDGET (page->search));
  gtk_editable_select_region (GTK_EDITABLE (page->search), 0, -1);
}
