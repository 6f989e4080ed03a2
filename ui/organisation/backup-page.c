/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/copies.h"
#include "db/error.h"
#include "ui/organisation/backup-page.h"
#include "ui/organisation/backup-work.h"
#include "ui/say.h"
#include "ui/spoken.h"

#define PROGRESS_MS 100

typedef enum {
  PROP_SESSION = 1,
} BackupPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepBackupPage {
  AdwPreferencesPage parent_instance;

  AdwActionRow *last;
  AdwActionRow *working;
  GtkProgressBar *progress;
  AdwPreferencesGroup *kept;

  RepSession *session;
  GPtrArray *rows; /* GtkWidget, (unowned): in @kept */
  RepBackupWork *work;
  GCancellable *cancellable;
  guint tick;
  GtkFileChooserNative *chooser;
  gboolean facts_only; /* what the chooser is for */
};

G_DEFINE_FINAL_TYPE (RepBackupPage, rep_backup_page, ADW_TYPE_PREFERENCES_PAGE)

static void
toast (RepBackupPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (text));
}

static char *
say_moment (const RepCopy *copy)
{
  g_autofree char *day = rep_say_day (copy->day);

  /* Translators: a day, hour, minute */
  return g_strdup_printf (_ ("%1$s, %2$02d:%3$02d"), day, (int)copy->minute / 60,
                          (int)copy->minute % 60);
}

static void
add_row (RepBackupPage *self, const RepCopy *copy)
{
  g_autofree char *moment = say_moment (copy);
  g_autofree char *size = g_format_size ((guint64)copy->size);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", moment,
                                 "subtitle", size, NULL);

  adw_preferences_group_add (self->kept, row);
  g_ptr_array_add (self->rows, row);
}

static void
refresh (RepBackupPage *self)
{
  g_autoptr (GArray) copies = NULL;
  g_autofree char *moment = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->kept, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  if (self->session == NULL)
    return;
  copies = rep_copies_list (rep_session_get_path (self->session));
  for (guint i = 0; i < copies->len; i++)
    add_row (self, &g_array_index (copies, RepCopy, i));
  if (copies->len > 0)
    moment = say_moment (&g_array_index (copies, RepCopy, 0));
  adw_action_row_set_subtitle (self->last, moment != NULL ? moment : _ ("None yet"));
  gtk_widget_set_visible (GTK_WIDGET (self->kept), copies->len > 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  RepBackupPage *self = user_data;

  gtk_progress_bar_set_fraction (self->progress, rep_backup_work_progress (self->work));
  return G_SOURCE_CONTINUE;
}

static void
set_working (RepBackupPage *self, gboolean working)
{
  gtk_widget_set_visible (GTK_WIDGET (self->working), working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.now", !working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.elsewhere", !working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "backups.director", !working);
  if (working)
    return;
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->work, rep_backup_work_unref);
  g_clear_object (&self->cancellable);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepBackupPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean made = rep_session_run_finish (REP_SESSION (source), result, NULL, &error);

  if (self->session == NULL) /* the page is gone */
    return;
  set_working (self, FALSE);
  refresh (self);
  if (made) {
    toast (self, _ ("Copy made and verified"));
    return;
  }
  sentence = rep_say_error (error);
  toast (self, sentence);
}

static void
start (RepBackupPage *self, const char *target, gboolean facts_only)
{
  if (self->session == NULL || self->work != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->work = rep_backup_work_start (self->session, target, facts_only, self->cancellable, made_cb,
                                      g_object_ref (self));
  gtk_progress_bar_set_fraction (self->progress, 0);
  self->tick = g_timeout_add (PROGRESS_MS, tick_cb, self);
  set_working (self, TRUE);
}

static void
now_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (REP_BACKUP_PAGE (widget), NULL, FALSE);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepBackupPage *self = REP_BACKUP_PAGE (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, RepBackupPage *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_hide (dialog);
  if (path != NULL)
    start (self, path, self->facts_only);
}

static void
choose (RepBackupPage *self, gboolean facts_only)
{
  g_autofree char *name = NULL;
  g_autofree char *base = NULL;

  if (self->session == NULL)
    return;
  base = g_path_get_basename (rep_session_get_path (self->session));
  name = g_strconcat (facts_only ? _ ("without-names-") : _ ("copy-of-"), base, NULL);
  g_clear_object (&self->chooser);
  self->facts_only = facts_only;
  self->chooser = gtk_file_chooser_native_new (_ ("Where to copy to"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
elsewhere_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (REP_BACKUP_PAGE (widget), FALSE);
}

static void
director_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (REP_BACKUP_PAGE (widget), TRUE);
}

static void
rep_backup_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rep_backup_page_parent_class)->map (widget);
  refresh (REP_BACKUP_PAGE (widget)); /* what locking copied meanwhile */
}

static void
rep_backup_page_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepBackupPage *self = REP_BACKUP_PAGE (object);

  switch ((BackupPageProperty)property_id) {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        refresh (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_backup_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((BackupPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_BACKUP_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_backup_page_dispose (GObject *object)
{
  RepBackupPage *self = REP_BACKUP_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->work, rep_backup_work_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rep_backup_page_parent_class)->dispose (object);
}

static void
rep_backup_page_class_init (RepBackupPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_backup_page_dispose;
  object_class->get_property = rep_backup_page_get_property;
  object_class->set_property = rep_backup_page_set_property;
  widget_class->map = rep_backup_page_map;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "backups.now", NULL, now_action);
  gtk_widget_class_install_action (widget_class, "backups.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "backups.elsewhere", NULL, elsewhere_action);
  gtk_widget_class_install_action (widget_class, "backups.director", NULL, director_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepBackupPage, last);
  gtk_widget_class_bind_template_child (widget_class, RepBackupPage, working);
  gtk_widget_class_bind_template_child (widget_class, RepBackupPage, progress);
  gtk_widget_class_bind_template_child (widget_class, RepBackupPage, kept);
}

static void
rep_backup_page_init (RepBackupPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
