/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/import-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/organisation/import-counts.h"
#include "ui/organisation/import-map-view.h"
#include "ui/say.h"
#include "ui/spoken.h"

#define PROGRESS_MS 100

struct _RepImportWindow {
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  GtkWidget *import;
  GtkWidget *try;
  GtkWidget *page;
  GtkWidget *said;
  GtkLabel *message;
  AdwPreferencesRow *working;
  GtkProgressBar *progress;
  AdwPreferencesGroup *counts;
  GtkWidget *rejects;
  GtkEditable *rejects_path;
  AdwPreferencesGroup *preview;
  GtkScrolledWindow *scroller;
  GtkWidget *settings;
  AdwComboRow *project;
  GtkSwitch *month_first;
  GtkEditable *map_path;
  AdwPreferencesGroup *columns;
  AdwPreferencesGroup *values;
  AdwPreferencesGroup *constants;

  RepSession *session;
  RepImportFile *file;
  RepImportMapView *view;
  GArray *projects; /* RepId, in the order they are shown */
  gboolean filling; /* what the widgets say is set by the program */

  RepImportWork *work;  /* under way */
  RepImportWork *shown; /* whose counts are shown */
  gboolean dry_run;     /* of @work */
  gboolean done;        /* it is imported */
  gboolean papers;      /* a map or rejects are being read or written */
  GCancellable *cancellable;
  guint tick;
};

G_DEFINE_FINAL_TYPE (RepImportWindow, rep_import_window, ADW_TYPE_WINDOW)

static void
update_actions (RepImportWindow *self)
{
  gboolean busy = self->work != NULL || self->papers;
  GtkWidget *widget = GTK_WIDGET (self);
  const RepImportPlan *plan = self->shown != NULL ? rep_import_work_plan (self->shown) : NULL;

  gtk_widget_action_set_enabled (widget, "import.try", !busy && !self->done);
  gtk_widget_action_set_enabled (widget, "import.import",
                                 !busy && !self->done && plan != NULL &&
                                     plan->persons_new + plan->persons_completed + plan->contacts >
                                         0);
  gtk_widget_action_set_enabled (widget, "import.stop", self->work != NULL);
  gtk_widget_action_set_enabled (widget, "import.load-map", !busy);
  gtk_widget_action_set_enabled (widget, "import.save-map", !busy);
  gtk_widget_action_set_enabled (widget, "import.save-rejects", !busy && plan != NULL);
  gtk_widget_set_sensitive (self->settings, !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->columns), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->values), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->constants), !busy);
}

static void
say (RepImportWindow *self, const char *text, gboolean error)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *text != '\0');
  gtk_widget_set_visible (self->said,
                          *text != '\0' || gtk_widget_get_visible (GTK_WIDGET (self->working)));
  if (error)
    gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
}

/* What is on top is what was asked for. */
static void
scroll_up (RepImportWindow *self)
{
  GtkWidget *scroller = gtk_widget_get_first_child (self->page);

  if (GTK_IS_SCROLLED_WINDOW (scroller))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                              0);
}

static void
say_failure (RepImportWindow *self, const GError *error)
{
  g_autofree char *sentence = rep_say_error (error);

  say (self, sentence, TRUE);
  scroll_up (self);
}

/* What was looked at is no longer what would be imported. */
static void
forget_result (RepImportWindow *self)
{
  g_clear_pointer (&self->shown, rep_import_work_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), FALSE);
  gtk_widget_set_visible (self->rejects, FALSE);
  say (self, "", FALSE);
  update_actions (self);
}

static void
changed (gpointer owner)
{
  forget_result (owner);
}

static void
settings_cb (RepImportWindow *self)
{
  if (self->filling || self->file == NULL)
    return;
  self->file->map->month_first = gtk_switch_get_active (self->month_first);
  forget_result (self);
}

static void
show_result (RepImportWindow *self)
{
  const RepImportPlan *plan = rep_import_work_plan (self->shown);

  rep_import_counts_show (self->counts, plan);
  rep_import_rejects_show (ADW_PREFERENCES_GROUP (self->rejects), plan);
  adw_preferences_group_set_title (self->counts, self->done ? _ ("Imported") : _ ("Dry run"));
  adw_preferences_group_set_description (
      self->counts, self->done
                        ? _ ("The list of past imports takes it back.")
                        : _ ("Nothing is written yet. “Import” takes in what is said here."));
  gtk_widget_set_visible (GTK_WIDGET (self->counts), TRUE);
  gtk_widget_set_visible (self->rejects, plan->rejects->len > 0);
  if (self->done) {
    gtk_widget_set_visible (self->import, FALSE);
    gtk_widget_set_visible (self->try, FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->preview), FALSE);
    gtk_widget_set_visible (self->settings, FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->columns), FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->values), FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->constants), FALSE);
  }
  update_actions (self);
  scroll_up (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  RepImportWindow *self = user_data;
  double share = rep_import_work_progress (self->work);

  gtk_progress_bar_set_fraction (self->progress, share);
  if (share >= 1 && !self->dry_run) {
    adw_preferences_row_set_title (self->working, _ ("Writing"));
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.stop", FALSE);
  }
  return G_SOURCE_CONTINUE;
}

static void
end_work (RepImportWindow *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->work, rep_import_work_unref);
  g_clear_object (&self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self->working), FALSE);
  say (self, "", FALSE);
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_import_work_finish (REP_SESSION (source), result, &error);

  if (self->session == NULL) /* the window is gone; what was committed is published */
    return;
  if (!done) {
    end_work (self);
    say_failure (self, error);
    update_actions (self);
    return;
  }
  g_clear_pointer (&self->shown, rep_import_work_unref);
  self->shown = rep_import_work_ref (self->work);
  end_work (self);
  self->done = !self->dry_run;
  rep_import_work_forget (self->shown);
  show_result (self);
}

static void
start (RepImportWindow *self, gboolean dry_run)
{
  guint at = adw_combo_row_get_selected (self->project);

  if (self->session == NULL || self->work != NULL || self->papers || self->done ||
      at >= self->projects->len)
    return;
  if (dry_run)
    forget_result (self);
  self->dry_run = dry_run;
  self->cancellable = g_cancellable_new ();
  self->work =
      rep_import_work_start (self->session, self->file, &g_array_index (self->projects, RepId, at),
                             dry_run, self->cancellable, worked_cb, g_object_ref (self));
  adw_preferences_row_set_title (self->working, _ ("Looking at each row"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->working), TRUE);
  self->tick = g_timeout_add (PROGRESS_MS, tick_cb, self);
  say (self, "", FALSE);
  update_actions (self);
  scroll_up (self);
}

static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (REP_IMPORT_WINDOW (widget), TRUE);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  start (REP_IMPORT_WINDOW (widget), FALSE);
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportWindow *self = REP_IMPORT_WINDOW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = rep_import_saved_finish (result, &error);

  if (self->session == NULL)
    return;
  self->papers = FALSE;
  update_actions (self);
  if (saved)
    say (self, _ ("The file is saved."), FALSE);
  else
    say_failure (self, error);
  scroll_up (self);
}

static void
save_rejects_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportWindow *self = REP_IMPORT_WINDOW (widget);

  if (self->shown == NULL || self->papers)
    return;
  self->papers = TRUE;
  update_actions (self);
  rep_import_work_save_rejects_async (self->shown, gtk_editable_get_text (self->rejects_path),
                                      rep_say_is_french (), saved_cb, g_object_ref (self));
}

/* The map says which project it is for. */
static void
set_map_project (RepImportWindow *self)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  guint at = adw_combo_row_get_selected (self->project);
  guint32 number;
  const RepProject *project;

  if (casebook == NULL || at >= self->projects->len)
    return;
  number =
      rep_casebook_number (casebook, &rep_kind_project, &g_array_index (self->projects, RepId, at));
  project =
      number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), number) : NULL;
  if (project == NULL)
    return;
  g_free (self->file->map->project);
  self->file->map->project = g_strdup (project->code);
}

static void
save_map_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportWindow *self = REP_IMPORT_WINDOW (widget);

  if (self->papers || self->work != NULL)
    return;
  self->papers = TRUE;
  update_actions (self);
  set_map_project (self);
  rep_import_file_save_map_async (self->file, gtk_editable_get_text (self->map_path), saved_cb,
                                  g_object_ref (self));
}

/* The switch and the project, as the map says. */
static void
show_settings (RepImportWindow *self)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  const char *code = self->file->map->project;
  guint number = 0;
  const RepProject *project = casebook != NULL && code != NULL
                                  ? rep_casebook_project_by_code (casebook, code, &number)
                                  : NULL;

  self->filling = TRUE;
  gtk_switch_set_active (self->month_first, self->file->map->month_first);
  for (guint i = 0; project != NULL && i < self->projects->len; i++)
    if (rep_id_equal (&g_array_index (self->projects, RepId, i), &project->object.id))
      adw_combo_row_set_selected (self->project, i);
  self->filling = FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepImportMap) map = rep_import_file_load_map_finish (result, &error);

  if (self->session == NULL)
    return;
  self->papers = FALSE;
  update_actions (self);
  if (map == NULL) {
    say_failure (self, error);
    return;
  }
  rep_import_map_free (self->file->map);
  self->file->map = g_steal_pointer (&map);
  rep_import_map_view_refresh (self->view);
  show_settings (self);
  forget_result (self);
  say (self, _ ("The map is loaded."), FALSE);
}

static void
load_map_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepImportWindow *self = REP_IMPORT_WINDOW (widget);

  if (self->papers || self->work != NULL)
    return;
  self->papers = TRUE;
  update_actions (self);
  rep_import_file_load_map_async (self->file, gtk_editable_get_text (self->map_path), loaded_cb,
                                  g_object_ref (self));
}

static void
rep_import_window_dispose (GObject *object)
{
  RepImportWindow *self = REP_IMPORT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_pointer (&self->work, rep_import_work_unref);
  g_clear_pointer (&self->shown, rep_import_work_unref);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->view, rep_import_map_view_free);
  g_clear_pointer (&self->file, rep_import_file_unref);
  g_clear_pointer (&self->projects, g_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_import_window_parent_class)->dispose (object);
}

static void
rep_import_window_class_init (RepImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_import_window_dispose;

  gtk_widget_class_install_action (widget_class, "import.try", NULL, try_action);
  gtk_widget_class_install_action (widget_class, "import.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "import.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "import.load-map", NULL, load_map_action);
  gtk_widget_class_install_action (widget_class, "import.save-map", NULL, save_map_action);
  gtk_widget_class_install_action (widget_class, "import.save-rejects", NULL, save_rejects_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/import-window.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RepImportWindow, child)
  BIND (title);
  BIND (import);
  BIND (try);
  BIND (page);
  BIND (said);
  BIND (message);
  BIND (working);
  BIND (progress);
  BIND (counts);
  BIND (rejects);
  BIND (rejects_path);
  BIND (preview);
  BIND (scroller);
  BIND (settings);
  BIND (project);
  BIND (month_first);
  BIND (map_path);
  BIND (columns);
  BIND (values);
  BIND (constants);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, settings_cb);
}

static void
rep_import_window_init (RepImportWindow *self)
{
  self->projects = g_array_new (FALSE, FALSE, sizeof (RepId));
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_spoken_complete (adw_window_get_content (ADW_WINDOW (self)), _ ("Import a spreadsheet"));
}

static void
list_projects (RepImportWindow *self)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  const GPtrArray *projects = rep_casebook_projects (casebook);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < projects->len; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);

    if (project == NULL)
      continue;
    g_array_append_val (self->projects, project->object.id);
    gtk_string_list_append (names, project->lead != NULL ? project->lead : project->title);
  }
  self->filling = TRUE;
  adw_combo_row_set_model (self->project, G_LIST_MODEL (names));
  self->filling = FALSE;
}

static void
describe_file (RepImportWindow *self)
{
  const RepTable *table = self->file->table;
  g_autofree char *name = g_path_get_basename (self->file->path);
  g_autofree char *rows = NULL, *columns = NULL, *text = NULL;
  const char *sheet;
  guint n_sheets;

  rows = g_strdup_printf (ngettext ("%u row", "%u rows", rep_table_n_rows (table)),
                          rep_table_n_rows (table));
  columns = g_strdup_printf (ngettext ("%u column", "%u columns", rep_table_n_columns (table)),
                             rep_table_n_columns (table));
  sheet = rep_table_sheet (table, &n_sheets);
  if (sheet != NULL)
    /* Translators: rows, columns, number of a line, name of a sheet, how many sheets */
    text = g_strdup_printf (_ ("%1$s, %2$s, named in line %3$u; sheet “%4$s” of %5$u"), rows,
                            columns, rep_table_header_line (table), sheet, n_sheets);
  else
    /* Translators: rows, columns, number of a line, name of an encoding */
    text = g_strdup_printf (_ ("%1$s, %2$s, named in line %3$u; %4$s"), rows, columns,
                            rep_table_header_line (table),
                            rep_encoding_name (rep_table_encoding (table)));
  adw_preferences_group_set_description (self->preview, text);
  adw_window_title_set_title (self->title, name);
}

/* Beside the spreadsheet, so that one click is enough. */
static void
propose_paths (RepImportWindow *self)
{
  const char *path = self->file->path;
  const char *dot = strrchr (path, '.');
  gsize length =
      dot != NULL && strchr (dot, G_DIR_SEPARATOR) == NULL ? (gsize)(dot - path) : strlen (path);
  /* Translators: end of a file name */
  g_autofree char *rejects = g_strdup_printf ("%.*s-%s.csv", (int)length, path, _ ("left-out"));
  g_autofree char *map = g_strdup_printf ("%.*s.map.json", (int)length, path);

  gtk_editable_set_text (self->rejects_path, rejects);
  gtk_editable_set_text (self->map_path, map);
}

GtkWidget *
rep_import_window_new (GtkWindow *parent, RepSession *session, RepImportFile *file)
{
  RepImportWindow *self = g_object_new (REP_TYPE_IMPORT_WINDOW, "transient-for", parent,
                                        "application", gtk_window_get_application (parent), NULL);
  RepImportMapGroups groups = { self->columns, self->values, self->constants };

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED); /* it was locked */
  self->file = rep_import_file_ref (file);
  list_projects (self);
  describe_file (self);
  propose_paths (self);
  gtk_scrolled_window_set_child (self->scroller, rep_import_preview_new (file->table));
  self->view = rep_import_map_view_new (&groups, file, changed, self);
  show_settings (self);
  update_actions (self);
  return GTK_WIDGET (self);
}
