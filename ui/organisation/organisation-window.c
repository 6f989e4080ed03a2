/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/accounts-page.h"
#include "ui/organisation/backup-page.h"
#include "ui/organisation/import-page.h"
#include "ui/organisation/journal-page.h"
#include "ui/organisation/organisation-window.h"
#include "ui/organisation/security-page.h"

typedef enum {
  PROP_SESSION = 1,
} OrganisationWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepOrganisationWindow {
  AdwPreferencesWindow parent_instance;

  RepSession *session;
};

G_DEFINE_FINAL_TYPE (RepOrganisationWindow, rep_organisation_window, ADW_TYPE_PREFERENCES_WINDOW)

static void
casebook_cb (RepOrganisationWindow *self)
{
  if (rep_session_get_casebook (self->session) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
rep_organisation_window_set_property (GObject *object,
                                      guint property_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  RepOrganisationWindow *self = REP_ORGANISATION_WINDOW (object);

  switch ((OrganisationWindowProperty)property_id) {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      if (self->session != NULL)
        g_signal_connect_object (self->session, "notify::casebook", G_CALLBACK (casebook_cb), self,
                                 G_CONNECT_SWAPPED);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_organisation_window_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  switch ((OrganisationWindowProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_ORGANISATION_WINDOW (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_organisation_window_dispose (GObject *object)
{
  g_clear_object (&REP_ORGANISATION_WINDOW (object)->session);

  G_OBJECT_CLASS (rep_organisation_window_parent_class)->dispose (object);
}

static void
rep_organisation_window_class_init (RepOrganisationWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rep_organisation_window_dispose;
  object_class->get_property = rep_organisation_window_get_property;
  object_class->set_property = rep_organisation_window_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REP_TYPE_ACCOUNTS_PAGE);
  g_type_ensure (REP_TYPE_BACKUP_PAGE);
  g_type_ensure (REP_TYPE_IMPORT_PAGE);
  g_type_ensure (REP_TYPE_JOURNAL_PAGE);
  g_type_ensure (REP_TYPE_SECURITY_PAGE);
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/org/reperes/Reperes/ui/organisation/organisation-window.ui");
}

static void
rep_organisation_window_init (RepOrganisationWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rep_organisation_window_new (GtkWindow *parent, RepSession *session, const char *page)
{
  GtkWidget *window =
      g_object_new (REP_TYPE_ORGANISATION_WINDOW, "transient-for", parent, "modal", TRUE, "session",
                    session, "application", gtk_window_get_application (parent), NULL);

  adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (window), page);
  return window;
}
