/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/domain/day.h"
#include "ui/organisation/security-page.h"
#include "ui/organisation/security-work.h"
#include "ui/say.h"
#include "ui/widgets/new-password.h"
#include "ui/widgets/sheet-code.h"

typedef enum {
  PROP_SESSION = 1,
} SecurityPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepSecurityPage {
  AdwPreferencesPage parent_instance;

  GtkEditable *current;
  RepNewPassword *password;
  GtkLabel *password_said;
  RepSheetCode *code;
  GtkLabel *drill_said;
  GtkWidget *renewal;
  AdwActionRow *sheet;
  GtkSwitch *two;
  GtkLabel *renew_said;
  GtkWidget *print;

  RepSession *session;
  RepSheets *sheets; /* of the last renewal, until the page is closed */
};

G_DEFINE_FINAL_TYPE (RepSecurityPage, rep_security_page, ADW_TYPE_PREFERENCES_PAGE)

/* What came of it, good or not. */
static void
say (GtkLabel *label, const char *sentence, gboolean good)
{
  gtk_label_set_label (label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (label), *sentence != '\0');
  gtk_widget_remove_css_class (GTK_WIDGET (label), good ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (label), good ? "success" : "error");
}

static void
set_busy (RepSecurityPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), !busy);
}

static gboolean
finish (
    RepSecurityPage *self, GObject *source, GAsyncResult *result, GtkLabel *label, gpointer *data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  set_busy (self, FALSE);
  if (rep_session_run_finish (REP_SESSION (source), result, data, &error))
    return TRUE;
  sentence = rep_say_error (error);
  say (label, sentence, FALSE);
  return FALSE;
}

static void
password_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepSecurityPage) self = user_data;

  if (!finish (self, source, result, self->password_said, NULL))
    return;
  gtk_editable_set_text (self->current, "");
  rep_new_password_clear (self->password);
  say (self->password_said, _ ("Your password was changed; the old one opens no longer."), TRUE);
}

static void
change_password_cb (RepSecurityPage *self)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->current));
  g_autofree char *fault = NULL;
  RepSecret *chosen = rep_new_password_get (self->password, &fault);

  if (chosen == NULL) {
    rep_wipe (text, strlen (text));
    say (self->password_said, fault, FALSE);
    return;
  }
  say (self->password_said, "", TRUE);
  set_busy (self, TRUE);
  rep_security_work_password (self->session, rep_secret_take (text, strlen (text)), chosen,
                              password_done_cb, g_object_ref (self));
}

static void
drill_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepSecurityPage) self = user_data;
  g_autofree char *sentence = NULL;
  g_autofree char *day = NULL;
  gpointer report = NULL;

  if (!finish (self, source, result, self->drill_said, &report))
    return;
  rep_sheet_code_clear (self->code);
  day = rep_say_day (rep_day_of_time (((RepRecoveryReport *)report)->since));
  /* Translators: %s is a day */
  sentence = g_strdup_printf (
      _ ("The sheet of %s opens this vault and holds all its keys. Put it back in the safe."), day);
  say (self->drill_said, sentence, TRUE);
}

static void
drill_cb (RepSecurityPage *self)
{
  g_autofree char *fault = NULL;
  RepSecret *code = rep_sheet_code_get (self->code, &fault);

  if (code == NULL) {
    say (self->drill_said, fault, FALSE);
    return;
  }
  say (self->drill_said, "", TRUE);
  set_busy (self, TRUE);
  rep_security_work_drill (self->session, code, drill_done_cb, g_object_ref (self));
}

static void
renew_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepSecurityPage) self = user_data;
  gboolean done = finish (self, source, result, self->renew_said, NULL);

  gtk_widget_set_visible (self->print, done);
  if (done)
    say (
        self->renew_said,
        _ ("The old sheet opens nothing any more; destroy it. Print the new one, put it in a safe, "
           "then delete the file."),
        TRUE);
  else
    g_clear_pointer (&self->sheets, rep_sheets_free);
}

static void
renew_cb (RepSecurityPage *self)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);

  if (casebook == NULL)
    return;
  rep_sheets_free (self->sheets);
  self->sheets = rep_sheets_new (adw_action_row_get_subtitle (self->sheet),
                                 rep_vault_organisation (rep_casebook_vault (casebook)));
  say (self->renew_said, "", TRUE);
  set_busy (self, TRUE);
  rep_security_work_renew (self->session, self->sheets, gtk_switch_get_active (self->two) ? 2 : 1,
                           renew_done_cb, g_object_ref (self));
}

static void
print_cb (RepSecurityPage *self)
{
  if (self->sheets != NULL)
    rep_sheets_print (self->sheets, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
sheet_chosen_cb (RepSecurityPage *self, int response, GtkFileChooserNative *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    adw_action_row_set_subtitle (self->sheet, path);
  g_object_unref (chooser);
}

static void
choose_sheet_cb (RepSecurityPage *self)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Where the recovery sheet goes"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  g_autofree char *name = g_path_get_basename (adw_action_row_get_subtitle (self->sheet));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (sheet_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
propose_sheet_path (RepSecurityPage *self)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *path =
      g_build_filename (documents != NULL ? documents : g_get_home_dir (),
                        /* Translators: the name of a file */ _ ("new-recovery-sheet.pdf"), NULL);

  adw_action_row_set_subtitle (self->sheet, path);
}

/* Only a manager renews the sheet. */
static void
set_session (RepSecurityPage *self, RepSession *session)
{
  RepCasebook *casebook = session != NULL ? rep_session_get_casebook (session) : NULL;
  const RepAccountList *accounts = casebook != NULL ? rep_casebook_accounts (casebook) : NULL;

  g_set_object (&self->session, session);
  gtk_widget_set_visible (self->renewal, accounts != NULL && accounts->self != NULL &&
                                             accounts->self->role == REP_ROLE_MANAGER);
}

static void
rep_security_page_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch ((SecurityPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_SECURITY_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_security_page_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  switch ((SecurityPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_SECURITY_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_security_page_dispose (GObject *object)
{
  RepSecurityPage *self = REP_SECURITY_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->sheets, rep_sheets_free);

  G_OBJECT_CLASS (rep_security_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/security-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, current);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, password);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, password_said);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, code);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, drill_said);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, renewal);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, two);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, renew_said);
  gtk_widget_class_bind_template_child (widget_class, RepSecurityPage, print);
  gtk_widget_class_bind_template_callback (widget_class, change_password_cb);
  gtk_widget_class_bind_template_callback (widget_class, drill_cb);
  gtk_widget_class_bind_template_callback (widget_class, renew_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_sheet_cb);
}

static void
rep_security_page_class_init (RepSecurityPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rep_security_page_dispose;
  object_class->get_property = rep_security_page_get_property;
  object_class->set_property = rep_security_page_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REP_TYPE_NEW_PASSWORD);
  g_type_ensure (REP_TYPE_SHEET_CODE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
rep_security_page_init (RepSecurityPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  propose_sheet_path (self);
}
