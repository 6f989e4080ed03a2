/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/error.h"
#include "app/platform/idle.h"
#include "crypto/error.h"
#include "db/error.h"
#include "ui/dialogs/contact-form.h"
#include "ui/dialogs/recover-dialog.h"
#include "ui/organisation/backup-older.h"
#include "ui/organisation/backup-restore.h"
#include "ui/pages/unlock-page.h"
#include "ui/say.h"
#include "ui/spoken.h"

typedef enum {
  PROP_SESSION = 1,
} UnlockPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepUnlockPage {
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget *short_group;
  AdwPasswordEntryRow *digits;
  GtkWidget *account;
  AdwEntryRow *login;
  AdwPasswordEntryRow *password;
  GtkLabel *message;
  GtkLabel *countdown;
  GtkButton *unlock;
  GtkButton *note;
  GtkSpinner *spinner;
  GtkLabel *demo;

  RepSession *session;
  gint64 wait_end; /* monotonic, in microseconds */
  guint wait_source;
};

G_DEFINE_FINAL_TYPE (RepUnlockPage, rep_unlock_page, ADW_TYPE_BIN)

static void
say (RepUnlockPage *self, const char *text)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
}

static void
set_busy (RepUnlockPage *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->login), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->digits), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->note), !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

/* Counts down what the file says is to be waited. Returns: whether it is over. */
static gboolean
show_wait (RepUnlockPage *self)
{
  gint64 left = (self->wait_end - g_get_monotonic_time () + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->countdown), left > 0);
  if (left <= 0)
    return TRUE;
  /* Translators: a wait that counts down after a wrong password */
  text = g_strdup_printf (_ ("Try again in %d s"), (int)left);
  gtk_label_set_label (self->countdown, text);
  return FALSE;
}

static gboolean
wait_cb (gpointer user_data)
{
  RepUnlockPage *self = user_data;

  if (!show_wait (self))
    return G_SOURCE_CONTINUE;
  self->wait_source = 0;
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
  return G_SOURCE_REMOVE;
}

/* A wrong password waits longer each time, as the file remembers it. */
static void
wait_for (RepUnlockPage *self, guint seconds)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  self->wait_end = g_get_monotonic_time () + (gint64)seconds * G_USEC_PER_SEC;
  (void)show_wait (self);
  self->wait_source = g_timeout_add (250, wait_cb, self);
}

static void
fail (RepUnlockPage *self, const GError *error)
{
  g_autofree char *sentence = rep_say_error (error);
  guint wait = rep_session_get_wait (self->session);

  /* The countdown says better than a sentence how long it still is. */
  say (self, g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_WAIT) ? "" : sentence);
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  if (wait > 0)
    wait_for (self, wait);
  else
    set_busy (self, FALSE);
}

static void unlock_cb (RepUnlockPage *self);

static void
older_response_cb (RepBackupOlder *dialog, const char *response, RepUnlockPage *self)
{
  set_busy (self, FALSE);
  if (g_strcmp0 (response, "accept") == 0 && self->session != NULL) {
    rep_session_accept_older (self->session);
    unlock_cb (self);
    return;
  }
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
}

/* The password stays typed until the question is answered. */
static void
ask_older (RepUnlockPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  RepBackupOlder *dialog =
      rep_backup_older_new (GTK_WINDOW (root), rep_session_get_standing (self->session));

  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (older_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The digits stand there while they can be tried. */
static void
show_digits (RepUnlockPage *self)
{
  guint left =
      self->session != NULL ? rep_session_tries_left (self->session, rep_idle_clock ()) : 0;
  g_autofree char *title = g_strdup_printf (
      ngettext ("Six digits (%u try left)", "Six digits (%u tries left)", left), left);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->digits),
                                 left < REP_SHORT_TRIES ? title : _ ("Six digits"));
  gtk_widget_set_visible (self->short_group, left > 0);
  gtk_editable_set_text (GTK_EDITABLE (self->digits), "");
}

static gboolean
focus_digits_cb (gpointer user_data)
{
  RepUnlockPage *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self->digits)))
    gtk_widget_grab_focus (GTK_WIDGET (self->digits));
  return G_SOURCE_REMOVE;
}

static void
digits_changed_cb (RepUnlockPage *self)
{
  show_digits (self);
}

static void
short_failed (RepUnlockPage *self, const GError *error)
{
  g_autofree char *sentence = rep_say_error (error);

  set_busy (self, FALSE);
  if (g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET) &&
      rep_session_has_digits (self->session))
    say (self, _ ("These are not the digits."));
  else if (error->domain == REP_CRYPTO_ERROR)
    say (self, _ ("The digits open nothing any more: the password is needed."));
  else
    say (self, sentence);
  gtk_widget_grab_focus (rep_session_has_digits (self->session) ? GTK_WIDGET (self->digits)
                                                                : GTK_WIDGET (self->password));
}

static void
short_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rep_session_unlock_short_finish (REP_SESSION (source), result, &error)) {
    short_failed (self, error);
    return;
  }
  say (self, "");
  set_busy (self, FALSE);
}

/* Takes what stands in @entry as a secret, and empties it. */
static RepSecret *
take_secret (gpointer entry)
{
  char *text = g_strdup (gtk_editable_get_text (entry));
  RepSecret *secret = rep_secret_take (text, strlen (text));

  g_free (text);
  gtk_editable_set_text (entry, "");
  return secret;
}

static void
note_cb (RepUnlockPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->session != NULL && rep_session_get_casebook (self->session) == NULL)
    gtk_window_present (GTK_WINDOW (rep_contact_form_new_locked (
        GTK_WINDOW (root), self->session, gtk_editable_get_text (GTK_EDITABLE (self->login)))));
}

static void
unlock_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepUnlockPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!rep_session_unlock_finish (REP_SESSION (source), result, &error)) {
    if (g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_OLDER) && self->session != NULL)
      ask_older (self);
    else
      fail (self, error);
    return;
  }
  say (self, "");
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  set_busy (self, FALSE);
}

static void
unlock_cb (RepUnlockPage *self)
{
  g_autofree char *text = NULL;

  if (self->session == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->unlock)))
    return;
  say (self, "");
  if (gtk_widget_get_visible (self->short_group) &&
      *gtk_editable_get_text (GTK_EDITABLE (self->digits)) != '\0') {
    RepSecret *digits = take_secret (self->digits);

    set_busy (self, TRUE);
    rep_session_unlock_short_async (self->session, digits, rep_idle_clock (), short_done_cb,
                                    g_object_ref (self));
    return;
  }
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->password)));
  set_busy (self, TRUE);
  rep_session_unlock_async (self->session, gtk_editable_get_text (GTK_EDITABLE (self->login)),
                            rep_secret_take (text, strlen (text)), unlock_done_cb,
                            g_object_ref (self));
}

/* A demonstration vault tells its own login and password; no other vault ever does. */
static void
show_demo (RepUnlockPage *self)
{
  const char *login = g_getenv ("REPERES_DEMO_LOGIN");
  const char *password = g_getenv ("REPERES_DEMO_PASSWORD");
  g_autofree char *text = NULL;

  if (login == NULL || password == NULL)
    return;
  /* Translators: login, password */
  text = g_strdup_printf (
      _ ("Demonstration vault, with fictitious young people.\nLogin: %s\nPassword: %s"), login,
      password);
  gtk_label_set_label (self->demo, text);
  gtk_widget_set_visible (GTK_WIDGET (self->demo), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->login), login);
}

static void
recovered_cb (RepUnlockPage *self, const char *login)
{
  gtk_editable_set_text (GTK_EDITABLE (self->login), login);
  say (self, _ ("The new password is in force: unlock with it."));
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
restore_cb (RepUnlockPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  if (self->session != NULL)
    gtk_window_present (
        GTK_WINDOW (rep_backup_restore_new (window, rep_session_get_path (self->session))));
}

static void
recover_cb (RepUnlockPage *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  RepRecoverDialog *dialog;

  if (self->session == NULL)
    return;
  dialog = rep_recover_dialog_new (window, rep_session_get_path (self->session),
                                   gtk_editable_get_text (GTK_EDITABLE (self->login)));
  g_signal_connect_object (dialog, "recovered", G_CALLBACK (recovered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
path_cb (RepUnlockPage *self)
{
  g_autofree char *name = g_path_get_basename (rep_session_get_path (self->session));

  adw_status_page_set_description (self->status, name);
}

static void
set_session (RepUnlockPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  g_signal_connect_object (session, "notify::path", G_CALLBACK (path_cb), self, G_CONNECT_SWAPPED);
  path_cb (self);
  g_signal_connect_object (session, "notify::has-digits", G_CALLBACK (digits_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
rep_unlock_page_map (GtkWidget *widget)
{
  RepUnlockPage *self = REP_UNLOCK_PAGE (widget);
  gboolean known = *gtk_editable_get_text (GTK_EDITABLE (self->login)) != '\0';

  GTK_WIDGET_CLASS (rep_unlock_page_parent_class)->map (widget);
  show_digits (self);
  if (gtk_widget_get_visible (self->short_group)) {
    /* The stack first gives the focus back to where it was. */
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_digits_cb, g_object_ref (self), g_object_unref);
    return;
  }
  gtk_widget_grab_focus (known ? GTK_WIDGET (self->password) : GTK_WIDGET (self->login));
}

static void
rep_unlock_page_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((UnlockPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_UNLOCK_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_unlock_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((UnlockPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_UNLOCK_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_unlock_page_dispose (GObject *object)
{
  RepUnlockPage *self = REP_UNLOCK_PAGE (object);

  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_unlock_page_parent_class)->dispose (object);
}

static void
rep_unlock_page_class_init (RepUnlockPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_unlock_page_dispose;
  object_class->get_property = rep_unlock_page_get_property;
  object_class->set_property = rep_unlock_page_set_property;
  widget_class->map = rep_unlock_page_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, status);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, short_group);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, digits);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, account);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, login);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, password);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, message);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, countdown);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, note);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepUnlockPage, demo);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_cb);
}

static void
rep_unlock_page_init (RepUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_spoken_complete (self->short_group, _ ("Six digits"));
  rep_spoken_complete (self->account, _ ("Account"));
  show_demo (self);
}
