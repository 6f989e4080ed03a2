/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/organisation/account-dialog.h"
#include "ui/organisation/account-words.h"
#include "ui/organisation/account-work.h"
#include "ui/say.h"
#include "ui/widgets/new-password.h"

typedef enum {
  SIGNAL_ADDED,
  N_SIGNALS,
} DialogSignal;

static guint signals[N_SIGNALS];

struct _RepAccountDialog {
  AdwWindow parent_instance;

  GtkEditable *login;
  AdwComboRow *role;
  AdwPreferencesGroup *role_group;
  AdwComboRow *structure;
  RepNewPassword *password;
  GtkLabel *failure;
  GtkWidget *fields;
  GtkWidget *add;
  GtkSpinner *spinner;

  RepSession *session;
  GPtrArray *structures; /* RepStructure of the casebook, in the order they are shown */
  gboolean all;          /* whether "all structures" comes first */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RepAccountDialog, rep_account_dialog, ADW_TYPE_WINDOW)

/* In the order of account-dialog.ui. */
static RepRole
chosen_role (RepAccountDialog *self)
{
  return (RepRole)(REP_ROLE_COUNSELLOR + adw_combo_row_get_selected (self->role));
}

static const RepStructure *
chosen_structure (RepAccountDialog *self)
{
  guint at = adw_combo_row_get_selected (self->structure);

  if (chosen_role (self) == REP_ROLE_DIRECTOR || (self->all && at == 0))
    return NULL;
  at -= self->all ? 1 : 0;
  return at < self->structures->len ? g_ptr_array_index (self->structures, at) : NULL;
}

static void
say (RepAccountDialog *self, const char *sentence)
{
  gtk_label_set_label (self->failure, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *sentence != '\0');
}

static void
set_busy (RepAccountDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.add", !busy);
}

static int
compare_structures (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const RepStructure *const *)a)->name,
                         (*(const RepStructure *const *)b)->name);
}

/* Those whose key the present account holds and can give. */
static void
find_structures (RepAccountDialog *self, RepCasebook *casebook)
{
  const GPtrArray *structures = rep_casebook_structures (casebook);

  for (guint i = 0; i < structures->len; i++) {
    RepStructure *structure = g_ptr_array_index (structures, i);

    if (structure != NULL && structure->name != NULL && rep_casebook_may_name (casebook, structure))
      g_ptr_array_add (self->structures, structure);
  }
  g_ptr_array_sort (self->structures, compare_structures);
}

static void
role_cb (RepAccountDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  RepRole role = chosen_role (self);

  adw_preferences_group_set_description (self->role_group, rep_account_words_keys (role));
  gtk_widget_set_visible (GTK_WIDGET (self->structure), role != REP_ROLE_DIRECTOR);
  self->all = role == REP_ROLE_MANAGER;
  if (self->all)
    gtk_string_list_append (names, _ ("All structures"));
  for (guint i = 0; self->structures != NULL && i < self->structures->len; i++)
    gtk_string_list_append (names, ((RepStructure *)g_ptr_array_index (self->structures, i))->name);
  adw_combo_row_set_model (self->structure, G_LIST_MODEL (names));
}

/* What is wrong with what was typed beside the password, if anything is. */
static const char *
find_fault (RepAccountDialog *self)
{
  if (*gtk_editable_get_text (self->login) == '\0')
    return _ ("The account needs a login.");
  if (chosen_role (self) == REP_ROLE_COUNSELLOR && chosen_structure (self) == NULL)
    return _ ("A counsellor needs a structure; structures come with the projects.");
  return NULL;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  set_busy (self, FALSE);
  if (rep_session_run_finish (REP_SESSION (source), result, NULL, &error)) {
    g_signal_emit (self, signals[SIGNAL_ADDED], 0);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  sentence = rep_say_error (error);
  say (self, sentence);
  gtk_widget_grab_focus (GTK_WIDGET (self->login));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepAccountDialog *self = REP_ACCOUNT_DIALOG (widget);
  const char *fault = find_fault (self);
  const RepStructure *structure = chosen_structure (self);
  g_autofree char *password_fault = NULL;
  RepSecret *password;

  say (self, fault != NULL ? fault : "");
  if (fault != NULL || self->busy)
    return;
  password = rep_new_password_get (self->password, &password_fault);
  if (password == NULL) {
    say (self, password_fault);
    return;
  }
  set_busy (self, TRUE);
  rep_account_work_add (self->session, gtk_editable_get_text (self->login), chosen_role (self),
                        structure != NULL ? &structure->object.id : NULL, password, added_cb,
                        g_object_ref (self));
}

static void
casebook_cb (RepAccountDialog *self)
{
  if (rep_session_get_casebook (self->session) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
rep_account_dialog_dispose (GObject *object)
{
  RepAccountDialog *self = REP_ACCOUNT_DIALOG (object);

  g_clear_pointer (&self->structures, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_account_dialog_parent_class)->dispose (object);
}

static void
rep_account_dialog_class_init (RepAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_account_dialog_dispose;

  signals[SIGNAL_ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "account.add", NULL, add_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "account.add", NULL);
  g_type_ensure (REP_TYPE_NEW_PASSWORD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, login);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, role);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, role_group);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, structure);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, password);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, add);
  gtk_widget_class_bind_template_child (widget_class, RepAccountDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, role_cb);
}

static void
rep_account_dialog_init (RepAccountDialog *self)
{
  self->structures = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  role_cb (self);
}

GtkWidget *
rep_account_dialog_new (GtkWindow *parent, RepSession *session)
{
  RepAccountDialog *self =
      g_object_new (REP_TYPE_ACCOUNT_DIALOG, "transient-for", parent, "modal", TRUE, "application",
                    gtk_window_get_application (parent), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (casebook_cb), self,
                           G_CONNECT_SWAPPED);
  find_structures (self, rep_session_get_casebook (session));
  role_cb (self);
  return GTK_WIDGET (self);
}
