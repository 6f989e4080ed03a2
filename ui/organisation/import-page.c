/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/import-page.h"

#include <glib/gi18n.h>

#include "app/casebook/journal.h"
#include "app/domain/rights.h"
#include "ui/dialogs/call-window.h"
#include "ui/dialogs/call-work.h"
#include "ui/organisation/import-undone.h"
#include "ui/organisation/import-window.h"
#include "ui/organisation/import-work.h"
#include "ui/say.h"

typedef enum {
  PROP_SESSION = 1,
} ImportPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepImportPage {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *top;
  GtkEditable *path;
  GtkLabel *message;
  GtkWidget *read;
  GtkSpinner *spinner;
  AdwPreferencesGroup *past;

  RepSession *session;
  RepCasebook *casebook; /* (nullable): whose changes are listened to */
  GPtrArray *rows;       /* GtkWidget, (unowned): in @past */
  RepId undoing;         /* which is asked about or taken back */
  gboolean busy;
  GtkFileChooserNative *chooser;
};

G_DEFINE_FINAL_TYPE (RepImportPage, rep_import_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
may (RepImportPage *self, RepAction action)
{
  RepCasebook *casebook = self->session != NULL ? rep_session_get_casebook (self->session) : NULL;

  return casebook != NULL &&
         rep_rights_may_act (rep_vault_account (rep_casebook_vault (casebook))->role, action);
}

static void
say (RepImportPage *self, const char *text)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
say_failure (RepImportPage *self, const GError *error)
{
  g_autofree char *sentence = rep_say_error (error);

  say (self, sentence);
}

static void
set_busy (RepImportPage *self, gboolean busy)
{
  gboolean any = *gtk_editable_get_text (self->path) != '\0';
  gboolean allowed = may (self, REP_ACTION_IMPORT);

  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "imports.read", !busy && any && allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "imports.browse", !busy && allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "imports.undo", !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
path_cb (RepImportPage *self)
{
  say (self, "");
  set_busy (self, self->busy);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepImportFile) file = rep_import_file_read_finish (result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session == NULL || root == NULL || rep_session_get_casebook (self->session) == NULL)
    return; /* the page is gone */
  set_busy (self, FALSE);
  if (file == NULL)
    say_failure (self, error);
  else
    gtk_window_present (
        GTK_WINDOW (rep_import_window_new (GTK_WINDOW (root), self->session, file)));
}

static void
read_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportPage *self = REP_IMPORT_PAGE (widget);

  if (self->session == NULL || self->busy || *gtk_editable_get_text (self->path) == '\0')
    return;
  say (self, "");
  set_busy (self, TRUE);
  rep_import_file_read_async (gtk_editable_get_text (self->path), read_cb, g_object_ref (self));
}

static void
activated_cb (RepImportPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "imports.read", NULL);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, RepImportPage *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_hide (dialog);
  if (path == NULL)
    return;
  gtk_editable_set_text (self->path, path);
  activated_cb (self);
}

static void
browse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportPage *self = REP_IMPORT_PAGE (widget);
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();

  gtk_file_filter_set_name (tables, _ ("Workbooks and CSV files"));
  gtk_file_filter_add_pattern (tables, "*.xlsx");
  gtk_file_filter_add_pattern (tables, "*.XLSX");
  gtk_file_filter_add_pattern (tables, "*.csv");
  gtk_file_filter_add_pattern (tables, "*.CSV");
  gtk_file_filter_add_pattern (tables, "*.txt");
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Choose the file"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), tables);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static char *
say_import (RepImportPage *self, const RepImport *import)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  g_autofree char *moment = rep_say_time (import->imported_at);
  g_autofree char *login = rep_casebook_login (casebook, &import->imported_by);
  g_autofree char *undone = NULL, *when = NULL;
  guint persons = (guint)MAX (import->persons_new, 0), contacts = (guint)MAX (import->contacts, 0);
  g_autofree char *youths =
      g_strdup_printf (ngettext ("%u new young person", "%u new young people", persons), persons);
  g_autofree char *met =
      g_strdup_printf (ngettext ("%u contact", "%u contacts", contacts), contacts);

  if (import->undone_at == 0)
    return g_strdup_printf ("%s · %s\n%s · %s", moment, login, youths, met);
  when = rep_say_time (import->undone_at);
  undone = g_strdup_printf (_ ("Taken back: %s"), when);
  return g_strdup_printf ("%s · %s\n%s · %s\n%s", moment, login, youths, met, undone);
}

static void
add_undo (GtkWidget *row, const RepImport *import)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Undo…"));
  g_autofree char *spoken = NULL;
  char hex[REP_ID_HEX_SIZE];

  /* Translators: name of a file */
  spoken =
      g_strdup_printf (_ ("Undo the import of %s"), import->source != NULL ? import->source : "?");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "imports.undo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    rep_id_format (&import->object.id, hex));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_call (GtkWidget *row, const RepImport *import)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Call…"));
  g_autofree char *spoken = NULL;
  char hex[REP_ID_HEX_SIZE];

  /* Translators: name of a file */
  spoken = g_strdup_printf (_ ("Call the young people of %s"),
                            import->source != NULL ? import->source : "?");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "imports.call");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    rep_id_format (&import->object.id, hex));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row (RepImportPage *self, const RepImport *import, gboolean undo)
{
  g_autofree char *subtitle = say_import (self, import);
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                    import->source != NULL ? import->source : "?", "subtitle", subtitle, NULL);

  if (import->undone_at == 0 && rep_casebook_holds_names (rep_session_get_casebook (self->session)))
    add_call (row, import);
  if (undo && import->undone_at == 0)
    add_undo (row, import);
  adw_preferences_group_add (self->past, row);
  g_ptr_array_add (self->rows, row);
}

static int
compare_imports (gconstpointer a, gconstpointer b)
{
  const RepImport *left = *(RepImport *const *)a, *right = *(RepImport *const *)b;

  return left->imported_at > right->imported_at ? -1 : left->imported_at < right->imported_at;
}

/* The newest first. */
static void
refresh (RepImportPage *self)
{
  RepCasebook *casebook = self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  gboolean undo = may (self, REP_ACTION_IMPORT_UNDO);

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->past, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; casebook != NULL && i < rep_casebook_imports (casebook)->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (rep_casebook_imports (casebook), i));
  g_ptr_array_sort (sorted, compare_imports);
  for (guint i = 0; i < sorted->len; i++)
    add_row (self, g_ptr_array_index (sorted, i), undo);
  gtk_widget_set_visible (GTK_WIDGET (self->past), sorted->len > 0);
  adw_preferences_group_set_description (
      self->past, undo ? _ ("Undoing withdraws what the file brought and nobody touched since.")
                       : _ ("Managers can take them back."));
  gtk_widget_set_visible (GTK_WIDGET (self->path), may (self, REP_ACTION_IMPORT));
  gtk_widget_set_visible (self->read, may (self, REP_ACTION_IMPORT));
  set_busy (self, self->busy);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const RepImportUndo *undo = rep_import_undo_work_finish (REP_SESSION (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session == NULL || root == NULL || rep_session_get_casebook (self->session) == NULL)
    return;
  set_busy (self, FALSE);
  if (undo == NULL)
    say_failure (self, error);
  else
    rep_import_undone_show (GTK_WINDOW (root), self->session, undo);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, RepImportPage *self)
{
  if (g_strcmp0 (response, "undo") != 0 || self->busy || self->session == NULL)
    return;
  say (self, "");
  set_busy (self, TRUE);
  rep_import_undo_work_start (self->session, &self->undoing, undone_cb, g_object_ref (self));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepImportPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = rep_call_work_import_finish (REP_SESSION (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  RepCallFilter filter;

  if (self->session == NULL || rep_session_get_casebook (self->session) == NULL || root == NULL)
    return;
  if (rows == NULL) {
    say_failure (self, error);
    return;
  }
  rep_call_filter_init (&filter);
  filter.persons = rows;
  gtk_window_present (GTK_WINDOW (rep_call_window_new (GTK_WINDOW (root), self->session, &filter)));
}

static void
call_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportPage *self = REP_IMPORT_PAGE (widget);
  RepId id;

  if (self->session != NULL && rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    rep_call_work_import (self->session, &id, called_cb, g_object_ref (self));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportPage *self = REP_IMPORT_PAGE (widget);
  RepCasebook *casebook = self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
  GtkWidget *dialog;
  RepId id;

  if (casebook == NULL || self->busy || !rep_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  self->undoing = id;
  dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Undo this import?"),
      _ ("Young people and contacts it brought go from lists, searches and figures; whom it "
         "completed becomes what they were. What was changed or referred to since stays, and will "
         "be listed."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "undo",
                                    _ ("_Undo the import"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "undo",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (self->session, "notify::casebook", G_CALLBACK (gtk_window_destroy),
                           dialog, G_CONNECT_SWAPPED); /* it was locked */
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
follow (RepImportPage *self)
{
  RepCasebook *casebook = self->session != NULL ? rep_session_get_casebook (self->session) : NULL;

  if (self->casebook != NULL)
    g_signal_handlers_disconnect_by_func (self->casebook, refresh, self);
  g_set_object (&self->casebook, casebook);
  if (self->casebook != NULL)
    g_signal_connect_object (self->casebook, "changed", G_CALLBACK (refresh), self,
                             G_CONNECT_SWAPPED);
  refresh (self);
}

static void
rep_import_page_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepImportPage *self = REP_IMPORT_PAGE (object);

  switch ((ImportPageProperty)property_id) {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        follow (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_import_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((ImportPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_IMPORT_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_import_page_dispose (GObject *object)
{
  RepImportPage *self = REP_IMPORT_PAGE (object);

  if (self->casebook != NULL)
    g_signal_handlers_disconnect_by_func (self->casebook, refresh, self);
  g_clear_object (&self->casebook);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rep_import_page_parent_class)->dispose (object);
}

static void
rep_import_page_class_init (RepImportPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_import_page_dispose;
  object_class->get_property = rep_import_page_get_property;
  object_class->set_property = rep_import_page_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "imports.read", NULL, read_action);
  gtk_widget_class_install_action (widget_class, "imports.browse", NULL, browse_action);
  gtk_widget_class_install_action (widget_class, "imports.call", "s", call_action);
  gtk_widget_class_install_action (widget_class, "imports.undo", "s", undo_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepImportPage, top);
  gtk_widget_class_bind_template_child (widget_class, RepImportPage, path);
  gtk_widget_class_bind_template_child (widget_class, RepImportPage, message);
  gtk_widget_class_bind_template_child (widget_class, RepImportPage, read);
  gtk_widget_class_bind_template_child (widget_class, RepImportPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepImportPage, past);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, path_cb);
}

static void
rep_import_page_init (RepImportPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
