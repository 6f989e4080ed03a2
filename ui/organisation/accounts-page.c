/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/accounts.h"
#include "ui/organisation/account-dialog.h"
#include "ui/organisation/account-row.h"
#include "ui/organisation/account-work.h"
#include "ui/organisation/accounts-page.h"
#include "ui/organisation/revoke-dialog.h"
#include "ui/say.h"

typedef enum {
  PROP_SESSION = 1,
} AccountsPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepAccountsPage {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *active;
  AdwPreferencesGroup *past;
  GtkWidget *add;
  GtkWidget *spinner;

  RepSession *session;
  GSignalGroup *casebook_signals;
  GPtrArray *rows; /* GtkWidget, (unowned): in the two groups */
};

G_DEFINE_FINAL_TYPE (RepAccountsPage, rep_accounts_page, ADW_TYPE_PREFERENCES_PAGE)

static RepCasebook *
casebook_of (RepAccountsPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static void
clear (RepAccountsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

static void
refresh (RepAccountsPage *self)
{
  RepCasebook *casebook = casebook_of (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const RepAccountList *accounts;
  gboolean manager, any_past = FALSE;

  clear (self);
  if (casebook == NULL)
    return;
  accounts = rep_casebook_accounts (casebook);
  manager = accounts->self->role == REP_ROLE_MANAGER;
  for (guint i = 0; i < accounts->lines->len; i++) {
    const RepAccountLine *line = g_ptr_array_index (accounts->lines, i);
    gboolean past = line->until != 0;
    GtkWidget *row =
        rep_account_row_new (casebook, line, manager && !past && line != accounts->self,
                             rep_accounts_is_new (casebook, line, now));

    adw_preferences_group_add (past ? self->past : self->active, row);
    g_ptr_array_add (self->rows, row);
    any_past |= past;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->past), any_past);
  gtk_widget_set_visible (self->add, manager);
}

static GtkWindow *
window_of (RepAccountsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
toast (RepAccountsPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (text));
}

static void
added_cb (RepAccountsPage *self)
{
  toast (self, _ ("Account added"));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepAccountsPage *self = REP_ACCOUNTS_PAGE (widget);
  GtkWidget *dialog;

  if (casebook_of (self) == NULL)
    return;
  dialog = rep_account_dialog_new (window_of (self), self->session);
  g_signal_connect_object (dialog, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
revoked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepAccountsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_visible (self->spinner, FALSE);
  if (rep_session_run_finish (REP_SESSION (source), result, NULL, &error)) {
    toast (self, _ ("Account revoked"));
    return;
  }
  sentence = rep_say_error (error);
  toast (self, sentence);
}

static void
response_cb (RepRevokeDialog *dialog, const char *response, RepAccountsPage *self)
{
  if (g_strcmp0 (response, "revoke") != 0 || self->session == NULL)
    return;
  gtk_widget_set_visible (self->spinner, TRUE);
  rep_account_work_revoke (self->session, rep_revoke_dialog_get_login (dialog),
                           rep_revoke_dialog_get_heir (dialog), revoked_cb, g_object_ref (self));
}

static void
revoke_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepAccountsPage *self = REP_ACCOUNTS_PAGE (widget);
  RepCasebook *casebook = casebook_of (self);
  const RepAccountLine *line =
      casebook != NULL ? rep_accounts_find (casebook, g_variant_get_string (parameter, NULL))
                       : NULL;
  RepRevokeDialog *dialog;

  if (line == NULL)
    return;
  dialog = rep_revoke_dialog_new (window_of (self), casebook, line);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
set_session (RepAccountsPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->casebook_signals, casebook_of (self));
  refresh (self);
}

static void
rep_accounts_page_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((AccountsPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_ACCOUNTS_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_accounts_page_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  switch ((AccountsPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_ACCOUNTS_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_accounts_page_dispose (GObject *object)
{
  RepAccountsPage *self = REP_ACCOUNTS_PAGE (object);

  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rep_accounts_page_parent_class)->dispose (object);
}

static void
rep_accounts_page_class_init (RepAccountsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_accounts_page_dispose;
  object_class->get_property = rep_accounts_page_get_property;
  object_class->set_property = rep_accounts_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "accounts.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "accounts.revoke", "s", revoke_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/accounts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepAccountsPage, active);
  gtk_widget_class_bind_template_child (widget_class, RepAccountsPage, past);
  gtk_widget_class_bind_template_child (widget_class, RepAccountsPage, add);
  gtk_widget_class_bind_template_child (widget_class, RepAccountsPage, spinner);
}

static void
rep_accounts_page_init (RepAccountsPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (refresh), self);
}
