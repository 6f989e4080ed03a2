/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing.h"
#include "app/domain/field-change.h"
#include "app/platform/cloud.h"
#include "ui/dialogs/call-window.h"
#include "ui/dialogs/contact-form.h"
#include "ui/dialogs/grid-window.h"
#include "ui/dialogs/outing-form.h"
#include "ui/dialogs/partner-dialog.h"
#include "ui/dialogs/referral-dialog.h"
#include "ui/organisation/organisation-window.h"
#include "ui/pages/outings-page.h"
#include "ui/pages/partner-page.h"
#include "ui/pages/projects-page.h"
#include "ui/pages/today-page.h"
#include "ui/pages/unlock-page.h"
#include "ui/pages/welcome-page.h"
#include "ui/pages/youths-page.h"
#include "ui/say.h"
#include "ui/spoken.h"
#include "ui/window.h"

typedef enum {
  PROP_SESSION = 1,
} WindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *root;
  AdwLeaflet *leaflet;
  GtkListBox *sidebar;
  GtkWidget *content;
  AdwWindowTitle *title;
  GtkStack *pages;
  RepYouthsPage *youths;
  RepOutingsPage *outings;
  RepProjectsPage *projects;
  RepPartnerPage *partners;

  RepSession *session;
  RepContactBand *band;
  RepContactForm *form; /* (weak) (nullable): the one that is open */
};

G_DEFINE_FINAL_TYPE (RepWindow, rep_window, ADW_TYPE_APPLICATION_WINDOW)

void
rep_window_toast (RepWindow *window, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 4);
  adw_toast_overlay_add_toast (window->toasts, toast);
}

static void
show_page (RepWindow *self, const char *name)
{
  GtkListBoxRow *row;

  gtk_stack_set_visible_child_name (self->pages, name);
  adw_leaflet_set_visible_child (self->leaflet, self->content);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (g_strcmp0 (gtk_widget_get_name (GTK_WIDGET (row)), name) == 0)
      gtk_list_box_select_row (self->sidebar, row);
}

static void
row_activated_cb (RepWindow *self, GtkListBoxRow *row)
{
  show_page (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
page_changed_cb (RepWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  if (page != NULL)
    adw_window_title_set_title (self->title,
                                gtk_stack_page_get_title (gtk_stack_get_page (self->pages, page)));
}

static void
back_cb (RepWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static gboolean
is_unlocked (RepWindow *self)
{
  return self->session != NULL && rep_session_get_casebook (self->session) != NULL;
}

static void
new_contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);

  if (!is_unlocked (self))
    return;
  if (self->form == NULL)
    g_set_weak_pointer (&self->form,
                        rep_contact_form_new (GTK_WINDOW (self), self->session, self->band));
  gtk_window_present (GTK_WINDOW (self->form));
}

/* The outing whose change was begun; the form takes up the draft. */
static void
begun_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepWindow) self = user_data;
  g_autoptr (GPtrArray) outings = rep_session_read_finish (REP_SESSION (source), result, NULL);
  RepOuting *outing =
      outings != NULL && outings->len > 0 ? rep_object_copy (g_ptr_array_index (outings, 0)) : NULL;

  if (is_unlocked (self))
    gtk_window_present (
        GTK_WINDOW (rep_outing_form_new (GTK_WINDOW (self), self->session, outing)));
  else
    rep_object_free (outing);
}

static void
new_outing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepId begun;

  if (!is_unlocked (self))
    return;
  if (rep_outing_form_begun (self->session, &begun))
    rep_session_read_async (self->session, &begun, 1, FALSE, begun_read_cb, g_object_ref (self));
  else
    gtk_window_present (GTK_WINDOW (rep_outing_form_new (GTK_WINDOW (self), self->session, NULL)));
}

/* Whom to call, in the words of the command line: everyone's by default. */
static void
call_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepCallFilter filter;

  if (is_unlocked (self) &&
      rep_call_filter_parse (rep_session_get_casebook (self->session),
                             g_variant_get_string (parameter, NULL), &filter, NULL))
    gtk_window_present (
        GTK_WINDOW (rep_call_window_new (GTK_WINDOW (self), self->session, &filter)));
}

static void
answer_referral_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepFormWindow *dialog = NULL;
  RepId id;

  if (is_unlocked (self) && rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    dialog = rep_answer_dialog_new (GTK_WINDOW (self), self->session, &id);
  if (dialog != NULL)
    gtk_window_present (GTK_WINDOW (dialog));
}

/* The outing of that id, or for "" the one of today whose hours have come: the last to have begun.
 */
static guint32
find_outing (RepWindow *self, const char *hex)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  g_autoptr (GArray) today = rep_outings_of_day (casebook, rep_casebook_today (casebook), FALSE);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  gint minute = g_date_time_get_hour (now) * 60 + g_date_time_get_minute (now);
  guint at = 0;
  RepId id;

  if (*hex != '\0')
    return rep_id_parse (hex, &id) ? rep_casebook_number (casebook, &rep_kind_outing, &id)
                                   : REP_NO_ROW;
  for (guint i = 1; i < today->len; i++)
    if (g_array_index (rep_casebook_outings (casebook), RepOutingRow,
                       g_array_index (today, guint32, i))
            .start <= minute)
      at = i;
  return today->len > 0 ? g_array_index (today, guint32, at) : REP_NO_ROW;
}

static void
outing_contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  guint32 number;

  if (!is_unlocked (self))
    return;
  number = find_outing (self, g_variant_get_string (parameter, NULL));
  if (number == REP_NO_ROW) {
    rep_window_toast (self, _ ("No outing of yours is noted for today"));
    return;
  }
  if (self->form == NULL)
    rep_contact_band_set_outing (self->band, rep_session_get_casebook (self->session), number);
  new_contact_action (widget, NULL, NULL);
}

/* The sheet of that outing, or for "" the one that was begun. */
static void
grid_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepGridWindow *grid = NULL;
  RepId id = { { 0 } };

  if (!is_unlocked (self))
    return;
  if (rep_id_parse (g_variant_get_string (parameter, NULL), &id) ||
      rep_grid_window_begun (self->session, &id))
    grid = rep_grid_window_new (GTK_WINDOW (self), self->session, &id);
  if (grid != NULL)
    gtk_window_present (GTK_WINDOW (grid));
}

static void
confirm_note_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  const RepWaitingNote *note;
  RepId id;

  if (!is_unlocked (self) || self->form != NULL ||
      !rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  note = rep_session_find_note (self->session, &id);
  if (note == NULL || note->draft == NULL)
    return;
  g_set_weak_pointer (&self->form, rep_contact_form_new_confirming (
                                       GTK_WINDOW (self), self->session, self->band, note));
  gtk_window_present (GTK_WINDOW (self->form));
}

void
rep_window_lock (RepWindow *window)
{
  if (window->session != NULL)
    rep_session_lock (window->session);
}

/* Locking first keeps what is being typed and wipes the rest. */
static gboolean
close_request_cb (RepWindow *self)
{
  rep_window_lock (self);
  return GDK_EVENT_PROPAGATE;
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);

  if (!is_unlocked (self))
    return;
  show_page (self, "youths");
  rep_youths_page_focus_search (self->youths);
}

static void
show_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  GtkWidget *page;

  if (!is_unlocked (self))
    return;
  show_page (self, g_variant_get_string (parameter, NULL));
  page = gtk_stack_get_visible_child (self->pages);
  if (page == GTK_WIDGET (self->outings) && gtk_widget_get_focus_child (page) == NULL)
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
show_youth_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepId id;

  if (!is_unlocked (self) || !rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  show_page (self, "youths");
  rep_youths_page_show (self->youths, &id);
}

static void
show_outing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepId id;

  if (!is_unlocked (self) || !rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  show_page (self, "outings");
  rep_outings_page_show (self->outings, &id);
}

/* "code", or "code/tab" */
static void
show_partner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  RepId id;

  if (!is_unlocked (self) || !rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  show_page (self, "partners");
  rep_partner_page_show (self->partners, &id);
}

static void
new_partner_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);

  if (is_unlocked (self))
    gtk_window_present (
        GTK_WINDOW (rep_partner_dialog_new (GTK_WINDOW (self), self->session, NULL)));
}

static void
show_project_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);
  g_auto (GStrv) place = g_strsplit (g_variant_get_string (parameter, NULL), "/", 2);

  if (!is_unlocked (self) || place[0] == NULL)
    return;
  show_page (self, "projects");
  rep_projects_page_show (self->projects, place[0], place[1]);
}

static void
organisation_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepWindow *self = REP_WINDOW (widget);

  if (is_unlocked (self))
    gtk_window_present (GTK_WINDOW (rep_organisation_window_new (
        GTK_WINDOW (self), self->session, g_variant_get_string (parameter, NULL))));
}

static gboolean
has_vault (RepWindow *self)
{
  return self->session == NULL || g_file_test (rep_session_get_path (self->session),
                                               G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK);
}

/* Another file was chosen: it is shown to be unlocked; one just made unlocks by itself. */
static void
path_changed_cb (RepWindow *self)
{
  if (!is_unlocked (self))
    gtk_stack_set_visible_child_name (self->root, has_vault (self) ? "unlock" : "welcome");
}

static void
tell (RepWindow *self, char *text)
{
  g_autofree char *owned = text;
  AdwToast *toast = adw_toast_new (owned);

  adw_toast_set_timeout (toast, 0); /* until it was read */
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Wrong passwords since this account was last opened: somebody else may have tried. */
static void
tell_of_failures (RepWindow *self)
{
  gint64 since;
  guint n =
      rep_vault_failed (rep_casebook_vault (rep_session_get_casebook (self->session)), &since);
  g_autofree char *when = n > 0 ? rep_say_time (since) : NULL;

  if (n > 0)
    tell (self, g_strdup_printf (ngettext ("Before this, %1$u wrong password was tried, on %2$s.",
                                           "Before this, %1$u wrong passwords were tried, the "
                                           "first on %2$s.",
                                           n),
                                 n, when));
}

/* What there is to know of a file that was just opened. */
static void
tell_of_file (RepWindow *self)
{
  const RepStanding *standing = rep_session_get_standing (self->session);
  const char *service = rep_cloud_service (rep_session_get_path (self->session));

  if (standing->age == REP_FILE_FIRST_TIME) {
    g_autofree char *when = rep_say_time (standing->file_time);

    tell (self, g_strdup_printf (_ ("First time on this computer. Last written on %s."), when));
  }
  if (rep_session_is_facts_only (self->session))
    tell (self, g_strdup (_ ("This is a copy without names.")));
  if (service != NULL)
    tell (self, g_strdup_printf (_ ("This vault lies in a folder that %s copies elsewhere. Keep "
                                    "only copies of it there."),
                                 service));
}

/* No vault yet: making one. Open: the pages; locked: the unlock page, and nothing of the pages left
 * to see. */
static void
casebook_changed_cb (RepWindow *self)
{
  gboolean open = is_unlocked (self);

  gtk_stack_set_visible_child_name (self->root, open               ? "main"
                                                : has_vault (self) ? "unlock"
                                                                   : "welcome");
  if (open) {
    show_page (self, "today");
    tell_of_failures (self);
    tell_of_file (self);
  }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-contact", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.organisation", open);
}

static void
set_session (RepWindow *self, RepSession *session)
{
  g_set_object (&self->session, session);
  if (session != NULL)
    g_signal_connect_object (session, "notify::casebook", G_CALLBACK (casebook_changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (session != NULL)
    g_signal_connect_object (session, "notify::path", G_CALLBACK (path_changed_cb), self,
                             G_CONNECT_SWAPPED);
  casebook_changed_cb (self);
}

static void
rep_window_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  switch ((WindowProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_WINDOW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((WindowProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_WINDOW (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_window_dispose (GObject *object)
{
  RepWindow *self = REP_WINDOW (object);

  g_clear_weak_pointer (&self->form);
  g_clear_pointer (&self->band, rep_contact_band_free);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-contact", NULL, new_contact_action);
  gtk_widget_class_install_action (widget_class, "win.confirm-note", "s", confirm_note_action);
  gtk_widget_class_install_action (widget_class, "win.call-list", "s", call_list_action);
  gtk_widget_class_install_action (widget_class, "win.answer-referral", "s",
                                   answer_referral_action);
  gtk_widget_class_install_action (widget_class, "win.new-outing", NULL, new_outing_action);
  gtk_widget_class_install_action (widget_class, "win.outing-contact", "s", outing_contact_action);
  gtk_widget_class_install_action (widget_class, "win.grid", "s", grid_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-youth", "s", show_youth_action);
  gtk_widget_class_install_action (widget_class, "win.show-outing", "s", show_outing_action);
  gtk_widget_class_install_action (widget_class, "win.show-partner", "s", show_partner_action);
  gtk_widget_class_install_action (widget_class, "win.new-partner", NULL, new_partner_action);
  gtk_widget_class_install_action (widget_class, "win.show-project", "s", show_project_action);
  gtk_widget_class_install_action (widget_class, "win.organisation", "s", organisation_action);
}

static void
rep_window_class_init (RepWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_window_dispose;
  object_class->get_property = rep_window_get_property;
  object_class->set_property = rep_window_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  install_actions (widget_class);

  g_type_ensure (REP_TYPE_UNLOCK_PAGE);
  g_type_ensure (REP_TYPE_WELCOME_PAGE);
  g_type_ensure (REP_TYPE_TODAY_PAGE);
  g_type_ensure (REP_TYPE_YOUTHS_PAGE);
  g_type_ensure (REP_TYPE_OUTINGS_PAGE);
  g_type_ensure (REP_TYPE_PARTNER_PAGE);
  g_type_ensure (REP_TYPE_PROJECTS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/reperes/Reperes/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, RepWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, root);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, content);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, youths);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, outings);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, projects);
  gtk_widget_class_bind_template_child (widget_class, RepWindow, partners);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
rep_window_init (RepWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->band = rep_contact_band_new ();
  page_changed_cb (self);
}

RepWindow *
rep_window_new (GtkApplication *application, RepSession *session)
{
  RepWindow *self =
      g_object_new (REP_TYPE_WINDOW, "application", application, "session", session, NULL);
  GtkShortcutsWindow *help =
      gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self));

  if (help != NULL)
    rep_spoken_complete (GTK_WIDGET (help), _ ("Find a shortcut"));
  return self;
}
