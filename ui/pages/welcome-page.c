/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/welcome-page.h"
#include "ui/say.h"
#include "ui/vault-work.h"
#include "ui/widgets/new-password.h"

typedef enum {
  PROP_SESSION = 1,
} WelcomePageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepWelcomePage {
  AdwBin parent_instance;

  GtkStack *steps;
  GtkWidget *fields;
  GtkEditable *organisation;
  GtkEditable *login;
  RepNewPassword *password;
  AdwActionRow *place;
  AdwActionRow *sheet;
  GtkSwitch *two;
  GtkLabel *failure;
  GtkWidget *create;
  GtkSpinner *spinner;
  GtkLabel *written;
  GtkLabel *unopened;
  GtkWidget *open;

  RepSession *session;
  char *path;       /* where the vault goes */
  char *sheet_path; /* and its recovery sheet */
  RepSecret *chosen;
  RepSheets *sheets;
};

G_DEFINE_FINAL_TYPE (RepWelcomePage, rep_welcome_page, ADW_TYPE_BIN)

static void
say (RepWelcomePage *self, const char *sentence)
{
  gtk_label_set_label (self->failure, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *sentence != '\0');
}

static void
set_busy (RepWelcomePage *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
set_path (RepWelcomePage *self, const char *path)
{
  g_free (self->path);
  self->path = g_strdup (path);
  adw_action_row_set_subtitle (self->place, path);
}

static void
set_sheet_path (RepWelcomePage *self, const char *path)
{
  g_free (self->sheet_path);
  self->sheet_path = g_strdup (path);
  adw_action_row_set_subtitle (self->sheet, path);
}

/* Beside the person's documents, where it is found again to be printed. */
static void
propose_sheet_path (RepWelcomePage *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *path =
      g_build_filename (documents != NULL ? documents : g_get_home_dir (),
                        /* Translators: the name of a file */ _ ("recovery-sheet.pdf"), NULL);

  set_sheet_path (self, path);
}

static void
open_vault_cb (RepWelcomePage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    rep_session_set_path (self->session, path);
  g_object_unref (chooser);
}

static void
place_cb (RepWelcomePage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *named = NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL) {
    named = g_str_has_suffix (path, ".reperes") ? g_strdup (path)
                                                : g_strconcat (path, ".reperes", NULL);
    set_path (self, named);
  }
  g_object_unref (chooser);
}

static void
sheet_cb (RepWelcomePage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    set_sheet_path (self, path);
  g_object_unref (chooser);
}

static void
choose (RepWelcomePage *self,
        const char *title,
        GtkFileChooserAction action,
        const char *path,
        GCallback callback)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), action, NULL, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);

  (void)gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  if (action == GTK_FILE_CHOOSER_ACTION_SAVE)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", callback, self, G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
choose_vault_cb (RepWelcomePage *self)
{
  choose (self, _ ("Open a vault"), GTK_FILE_CHOOSER_ACTION_OPEN, self->path,
          G_CALLBACK (open_vault_cb));
}

static void
choose_place_cb (RepWelcomePage *self)
{
  choose (self, _ ("Where the vault goes"), GTK_FILE_CHOOSER_ACTION_SAVE, self->path,
          G_CALLBACK (place_cb));
}

static void
choose_sheet_cb (RepWelcomePage *self)
{
  choose (self, _ ("Where the recovery sheet goes"), GTK_FILE_CHOOSER_ACTION_SAVE, self->sheet_path,
          G_CALLBACK (sheet_cb));
}

static void
show_sheets (RepWelcomePage *self)
{
  g_autofree char *list = NULL;

  g_ptr_array_add (self->sheets->written, NULL);
  list = g_strjoinv ("\n", (char **)self->sheets->written->pdata);
  g_ptr_array_set_size (self->sheets->written, (int)self->sheets->written->len - 1);
  gtk_label_set_label (self->written, list);
  gtk_stack_set_visible_child_name (self->steps, "sheets");
  gtk_widget_grab_focus (self->open);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  set_busy (self, FALSE);
  if (rep_vault_work_finish (result, &error)) {
    rep_new_password_clear (self->password);
    show_sheets (self);
    return;
  }
  g_clear_pointer (&self->chosen, rep_secret_free);
  g_clear_pointer (&self->sheets, rep_sheets_free);
  sentence = rep_say_error (error);
  say (self, sentence);
}

static void
create_cb (RepWelcomePage *self)
{
  const char *organisation = gtk_editable_get_text (self->organisation);
  const char *login = gtk_editable_get_text (self->login);
  g_autofree char *fault = NULL;

  if (*organisation == '\0' || *login == '\0') {
    say (self, _ ("The organisation needs a name, and the first account a login."));
    return;
  }
  self->chosen = rep_new_password_get (self->password, &fault);
  if (self->chosen == NULL) {
    say (self, fault);
    return;
  }
  say (self, "");
  set_busy (self, TRUE);
  self->sheets = rep_sheets_new (self->sheet_path, organisation);
  rep_vault_work_create_async (self->path, login, self->chosen, self->sheets,
                               gtk_switch_get_active (self->two) ? 2 : 1, created_cb,
                               g_object_ref (self));
}

static void
print_cb (RepWelcomePage *self)
{
  rep_sheets_print (self->sheets, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepWelcomePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  gtk_widget_set_sensitive (self->open, TRUE);
  if (rep_session_unlock_finish (REP_SESSION (source), result, &error)) {
    g_clear_pointer (&self->sheets, rep_sheets_free);
    return;
  }
  sentence = rep_say_error (error);
  gtk_label_set_label (self->unopened, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->unopened), TRUE);
}

/* The codes are forgotten with this: paper or the file has them. */
static void
open_cb (RepWelcomePage *self)
{
  if (self->chosen == NULL)
    return;
  gtk_widget_set_sensitive (self->open, FALSE);
  rep_session_set_path (self->session, self->path);
  rep_session_unlock_async (self->session, gtk_editable_get_text (self->login),
                            g_steal_pointer (&self->chosen), unlocked_cb, g_object_ref (self));
}

static void
set_session (RepWelcomePage *self, RepSession *session)
{
  if (g_set_object (&self->session, session) && session != NULL)
    set_path (self, rep_session_get_path (session));
}

static void
rep_welcome_page_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((WelcomePageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_WELCOME_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_welcome_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((WelcomePageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_WELCOME_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_welcome_page_finalize (GObject *object)
{
  RepWelcomePage *self = REP_WELCOME_PAGE (object);

  rep_secret_free (self->chosen);
  rep_sheets_free (self->sheets);
  g_free (self->sheet_path);
  g_free (self->path);

  G_OBJECT_CLASS (rep_welcome_page_parent_class)->finalize (object);
}

static void
rep_welcome_page_dispose (GObject *object)
{
  g_clear_object (&REP_WELCOME_PAGE (object)->session);

  G_OBJECT_CLASS (rep_welcome_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, steps);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, fields);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, organisation);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, login);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, password);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, place);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, sheet);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, two);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, failure);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, create);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, written);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, unopened);
  gtk_widget_class_bind_template_child (widget_class, RepWelcomePage, open);
  gtk_widget_class_bind_template_callback (widget_class, choose_vault_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_place_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
rep_welcome_page_class_init (RepWelcomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rep_welcome_page_dispose;
  object_class->finalize = rep_welcome_page_finalize;
  object_class->get_property = rep_welcome_page_get_property;
  object_class->set_property = rep_welcome_page_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REP_TYPE_NEW_PASSWORD);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
rep_welcome_page_init (RepWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  propose_sheet_path (self);
}
