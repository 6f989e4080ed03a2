/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/figures/quarter.h"
#include "app/release/report.h"
#include "ui/dialogs/quarter-dialog.h"
#include "ui/pages/figures-words.h"
#include "ui/pages/release-page.h"
#include "ui/pages/release-work.h"
#include "ui/say.h"
#include "ui/spoken.h"
#include "ui/widgets/combo.h"
#include "ui/widgets/figure-row.h"
#include "ui/widgets/list-rows.h"

/* The combo's value for the totals of the stages, which are in no table. */
#define NO_TABLE 0

struct _RepReleasePage {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *nothing_row;
  AdwComboRow *quarter_row;
  AdwActionRow *skipped_row, *comment_row;
  GtkWidget *prepare_box, *prepare_button, *stop_button;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkWidget *result_box;
  AdwPreferencesGroup *result_group;
  AdwActionRow *verdict_row, *distance_row, *closing_row;
  GtkImage *verdict_icon;
  GtkWidget *values_group;
  AdwComboRow *table_row;
  GtkListBox *values, *ledger;
  GtkWidget *save_button;

  RepSession *session;
  char *code; /* of the project shown */
  guint number;
  GCancellable *cancellable;     /* (nullable): of what is being prepared */
  RepReleasePlan *plan;          /* (nullable): what was prepared, for the quarter chosen */
  GPtrArray *lines;              /* (nullable): of the ledger */
  GtkFileChooserNative *chooser; /* (nullable) */
  guint32 saving;                /* the quarter the folder is asked for */
  guint32 planned;               /* the quarter chosen last */
  gboolean offering;             /* the same quarters are listed anew */
};

G_DEFINE_FINAL_TYPE (RepReleasePage, rep_release_page, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepReleasePage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static void
show_error (RepReleasePage *self, const GError *error)
{
  g_autofree char *text = error != NULL ? rep_say_error (error) : g_strdup ("");

  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
}

static char *
say_quarter (guint32 from)
{
  RepPeriod quarter = rep_quarter_of (from);

  return rep_figures_say_period (&quarter);
}

static void
set_working (RepReleasePage *self, gboolean working)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), working);
  gtk_spinner_set_spinning (self->spinner, working);
  if (self->plan == NULL)
    gtk_widget_add_css_class (self->prepare_button, "suggested-action");
  else /* then saving is what comes next */
    gtk_widget_remove_css_class (self->prepare_button, "suggested-action");
  gtk_widget_set_visible (self->stop_button, working && self->cancellable != NULL);
  gtk_widget_set_visible (self->prepare_button, !working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->quarter_row), !working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.prepare", !working);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "release.save", !working);
}

/* What was prepared is thrown away, and what is being prepared is not waited for. */
static void
drop_plan (RepReleasePage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->plan, rep_release_plan_free);
  gtk_widget_set_visible (self->result_box, FALSE);
  set_working (self, FALSE);
}

/* The quarter to be released. */

/* The oldest is proposed: releases go in order. */
static void
offer_quarters (RepReleasePage *self, RepCasebook *casebook)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), self->number);
  guint32 newest = rep_ledger_newest (casebook, self->number);
  guint32 today = rep_casebook_today (casebook);
  guint32 chosen = self->planned, day = project->start;

  self->offering = TRUE;
  rep_combo_clear (self->quarter_row);
  while (day <= rep_project_last_day (project) && rep_quarter_of (day).to < today) {
    RepPeriod quarter = rep_quarter_of (day);
    g_autofree char *label = say_quarter (quarter.from);

    if (quarter.from > newest)
      rep_combo_offer (self->quarter_row, quarter.from, label);
    day = quarter.to + 1;
  }
  rep_combo_set (self->quarter_row, chosen);
  self->offering = FALSE;
}

static void
show_skipped (RepReleasePage *self, RepCasebook *casebook)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), self->number);
  guint32 newest = rep_ledger_newest (casebook, self->number), day = project->start;
  g_autofree char *text = g_strdup ("");

  while (rep_quarter_of (day).from < rep_combo_get (self->quarter_row)) {
    RepPeriod quarter = rep_quarter_of (day);

    if (quarter.from > newest)
      rep_words_append (&text, say_quarter (quarter.from));
    day = quarter.to + 1;
  }
  adw_action_row_set_subtitle (self->skipped_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->skipped_row), *text != '\0');
}

static const RepClosing *
chosen_closing (RepReleasePage *self)
{
  guint32 quarter = rep_combo_get (self->quarter_row);
  RepCasebook *casebook = get_casebook (self);

  return casebook != NULL && quarter != 0 ? rep_quarter_closing (casebook, self->number, quarter)
                                          : NULL;
}

static void
show_comment (RepReleasePage *self)
{
  const RepClosing *closing = chosen_closing (self);
  gboolean some = closing != NULL && closing->comment != NULL;

  adw_action_row_set_subtitle (self->comment_row,
                               some ? closing->comment
                                    : _ ("None. It is printed on the two pages for the funder."));
}

static void
show_choice (RepReleasePage *self, RepCasebook *casebook)
{
  gboolean any;

  offer_quarters (self, casebook);
  any = rep_combo_get (self->quarter_row) != 0;
  gtk_widget_set_visible (self->nothing_row, !any);
  gtk_widget_set_visible (GTK_WIDGET (self->quarter_row), any);
  gtk_widget_set_visible (GTK_WIDGET (self->comment_row), any);
  gtk_widget_set_visible (self->prepare_box, any);
  show_skipped (self, casebook);
  show_comment (self);
  if (rep_combo_get (self->quarter_row) != self->planned)
    drop_plan (self);
  self->planned = rep_combo_get (self->quarter_row);
}

static void
quarter_cb (RepReleasePage *self)
{
  guint32 chosen = rep_combo_get (self->quarter_row);

  if (self->offering || chosen == self->planned)
    return;
  self->planned = chosen;
  drop_plan (self);
  show_error (self, NULL);
  show_comment (self);
  if (get_casebook (self) != NULL)
    show_skipped (self, get_casebook (self));
}

/* What was prepared. */

static void
show_verdict (RepReleasePage *self, const RepReleaseResult *result)
{
  gboolean safe = result->verdict != REP_RELEASE_EXPOSED;
  g_autofree char *tables = NULL;
  g_autofree char *text = NULL;

  if (safe) {
    text = g_strdup_printf (
        _ ("%1$'u figures and changes were attacked. %2$'u of them may be small, and at least "
           "%3$u values remain possible for each."),
        result->published->audited, result->published->targets->len,
        rep_published_narrowest (result->published));
  } else {
    tables = g_strjoinv (", ", result->exposed);
    text = g_strdup_printf (ngettext ("%1$u count could be told from the figures. Merge or leave "
                                      "out these tables: %2$s",
                                      "%1$u counts could be told from the figures. Merge or leave "
                                      "out these tables: %2$s",
                                      result->failed),
                            result->failed, tables);
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->verdict_row),
                                 safe ? _ ("Safe: nobody can be told from these figures")
                                      : _ ("Exposed: nothing may be published"));
  adw_action_row_set_subtitle (self->verdict_row, text);
  gtk_image_set_from_icon_name (self->verdict_icon,
                                safe ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->verdict_icon), safe ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->verdict_icon), safe ? "success" : "error");
}

static void
show_distance (RepReleasePage *self, const RepReleaseResult *result)
{
  RepPublishedCounts counts = rep_published_count (result->published);
  g_autofree char *text =
      g_strdup_printf (_ ("%1$d. Cells: %2$'u, printed: %3$'u, exact: %4$'u."),
                       result->largest_error, counts.cells, counts.published, counts.exact);

  adw_action_row_set_subtitle (self->distance_row, text);
}

static void
show_closings (RepReleasePage *self, RepCasebook *casebook)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), self->number);
  g_autofree char *text = g_strdup ("");
  guint32 day = project->start;

  while (rep_quarter_of (day).from <= rep_combo_get (self->quarter_row)) {
    RepPeriod quarter = rep_quarter_of (day);

    if (!rep_quarter_is_closed (casebook, self->number, &quarter))
      rep_words_append (&text, say_quarter (quarter.from));
    day = quarter.to + 1;
  }
  adw_action_row_set_subtitle (self->closing_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->closing_row), *text != '\0');
}

static char *
name_table (const RepPublished *published, guint table)
{
  const RepReleaseTable *of = &g_array_index (published->structure->tables, RepReleaseTable, table);
  g_autofree char *first = rep_report_dimension (published, of->first);
  g_autofree char *second = of->second >= 0 ? rep_report_dimension (published, of->second) : NULL;

  return second == NULL ? g_strdup (first) : g_strdup_printf ("%s × %s", first, second);
}

static void
offer_tables (RepReleasePage *self, const RepPublished *published)
{
  rep_combo_clear (self->table_row);
  rep_combo_offer (self->table_row, NO_TABLE, _ ("All, by stage"));
  for (guint i = 0; i < published->structure->tables->len; i++) {
    g_autofree char *name = name_table (published, i);

    rep_combo_offer (self->table_row, i + 1, name);
  }
  rep_combo_set (self->table_row, NO_TABLE);
}

typedef struct {
  RepReleasePage *self;
  guint n; /* rows filled, the head is one */
} Filling;

static void
fill_row (Filling *filling, const RepPublished *published, guint cell, gint table, char *title)
{
  RepPublishedFigure figure =
      rep_published_cumulative (published, rep_published_last (published), cell, table);
  const gint32 *counts = rep_release_plan_counts (filling->self->plan);
  GtkListBoxRow *row = rep_rows_nth (filling->self->values, filling->n++, REP_TYPE_FIGURE_ROW);
  g_autofree char *printed = rep_report_figure (&figure);
  g_autofree char *real = counts != NULL ? g_strdup_printf ("%d", counts[cell]) : g_strdup ("–");
  g_autofree char *spoken = g_strdup_printf (_ ("%1$s real, %2$s published"), real, printed);

  g_object_set (row, "title", title, "first", real, "second", printed, NULL);
  rep_rows_speak (row, title, spoken);
  g_free (title);
}

static void
fill_cell (const RepPublished *published,
           guint table,
           guint cell,
           guint first,
           guint second,
           gpointer data)
{
  const RepReleaseTable *of = &g_array_index (published->structure->tables, RepReleaseTable, table);
  const char *stage = rep_report_stage (rep_release_cell (published->structure, cell)->stage);
  g_autofree char *one = rep_report_modality (published, of->first, first);
  g_autofree char *two =
      of->second >= 0 ? rep_report_modality (published, of->second, second) : NULL;

  fill_row (data, published, cell, (gint)table,
            two != NULL ? g_strdup_printf ("%s · %s · %s", stage, one, two)
                        : g_strdup_printf ("%s · %s", stage, one));
}

static void
show_values (RepReleasePage *self)
{
  const RepReleaseResult *result = self->plan != NULL ? rep_release_plan_result (self->plan) : NULL;
  guint table = rep_combo_get (self->table_row);
  Filling filling = { self, 1 };

  if (result == NULL || result->published == NULL)
    return;
  if (table != NO_TABLE)
    rep_published_foreach (result->published, table - 1, fill_cell, &filling);
  else
    for (guint stage = 0; stage < REP_RELEASE_STAGES; stage++)
      fill_row (&filling, result->published, stage, -1, g_strdup (rep_report_stage (stage)));
  rep_rows_trim (self->values, filling.n);
}

static void
table_cb (RepReleasePage *self)
{
  show_values (self);
}

static void
show_plan (RepReleasePage *self)
{
  const RepReleaseResult *result = rep_release_plan_result (self->plan);
  gboolean safe = result->published != NULL;

  show_verdict (self, result);
  show_closings (self, get_casebook (self));
  gtk_widget_set_visible (GTK_WIDGET (self->distance_row), safe);
  gtk_widget_set_visible (GTK_WIDGET (self->values), safe);
  gtk_widget_set_visible (self->values_group, safe);
  gtk_widget_set_visible (self->save_button, safe);
  if (safe) {
    show_distance (self, result);
    offer_tables (self, result->published);
    show_values (self);
  }
  gtk_widget_set_visible (self->result_box, TRUE);
  gtk_widget_grab_focus (safe ? self->save_button : GTK_WIDGET (self->verdict_row));
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepReleasePage) self = data;
  g_autoptr (GError) error = NULL;
  RepReleasePlan *plan = rep_release_work_prepare_finish (REP_SESSION (source), result, &error);

  if (self->cancellable == NULL || get_casebook (self) == NULL) { /* not waited for any more */
    rep_release_plan_free (plan);
    return;
  }
  g_clear_object (&self->cancellable);
  self->plan = plan;
  set_working (self, FALSE);
  show_error (self, error);
  if (plan != NULL)
    show_plan (self);
}

static void
prepare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepReleasePage *self = REP_RELEASE_PAGE (widget);
  guint32 quarter = rep_combo_get (self->quarter_row);

  if (get_casebook (self) == NULL || quarter == 0 || self->cancellable != NULL)
    return;
  drop_plan (self);
  show_error (self, NULL);
  self->cancellable = g_cancellable_new ();
  set_working (self, TRUE);
  rep_release_work_prepare_async (self->session, self->number, quarter, self->cancellable,
                                  prepared_cb, g_object_ref (self));
}

static void
stop_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  drop_plan (REP_RELEASE_PAGE (widget));
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepReleasePage *self = REP_RELEASE_PAGE (widget);
  const RepClosing *closing = chosen_closing (self);
  RepPeriod period = rep_quarter_of (rep_combo_get (self->quarter_row));

  if (get_casebook (self) == NULL)
    return;
  gtk_window_present (GTK_WINDOW (rep_quarter_dialog_comment (
      GTK_WINDOW (gtk_widget_get_root (widget)), self->session, self->number, &period,
      closing != NULL ? closing->comment : NULL)));
}

/* The ledger. */

static char *
say_line (const RepReleaseLine *line)
{
  g_autofree char *when = rep_say_time (line->released_at);
  g_autofree char *text = line->adopted
                              ? g_strdup_printf (_ ("Taken in on %s, made elsewhere"), when)
                              : g_strdup_printf (_ ("Released on %1$s by %2$s"), when, line->by);

  return g_strdup_printf ("%s · %s · %s", text, line->suppressed ? _ ("suppressed") : _ ("rounded"),
                          line->safe ? _ ("safe") : _ ("exposed"));
}

static void
add_line (RepReleasePage *self, const RepReleaseLine *line)
{
  g_autofree char *title = say_quarter (line->quarter);
  g_autofree char *text = say_line (line);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", text, "activatable", FALSE, NULL);
  GtkWidget *button;
  g_autofree char *label = g_strdup_printf (_ ("Write the files of %s again"), title);

  gtk_list_box_append (self->ledger, row);
  rep_rows_speak (GTK_LIST_BOX_ROW (row), title, text);
  if (line->adopted)
    return;
  button = gtk_button_new_with_label (_ ("Write Again…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "release.again");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", line->quarter);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
show_lines (RepReleasePage *self)
{
  rep_rows_trim (self->ledger, 0);
  for (guint i = 0; i < self->lines->len; i++)
    add_line (self, g_ptr_array_index (self->lines, i));
  if (self->lines->len == 0)
    gtk_list_box_append (self->ledger,
                         g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                       _ ("Nothing was released yet"), "activatable", FALSE, NULL));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepReleasePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = rep_release_work_list_finish (REP_SESSION (source), result, &error);

  if (get_casebook (self) == NULL)
    return;
  if (lines == NULL) {
    show_error (self, error);
    return;
  }
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  self->lines = g_steal_pointer (&lines);
  show_lines (self);
}

/* Saving. */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepReleasePage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean in_ledger;
  char **files;
  gboolean saved =
      rep_release_work_save_finish (REP_SESSION (source), result, &in_ledger, &files, &error);

  if (get_casebook (self) == NULL)
    return;
  drop_plan (self);
  show_error (self, error);
  if (saved)
    rep_say_toast (GTK_WIDGET (self), _ ("The release and its files are saved"));
  else if (in_ledger)
    rep_say_toast (GTK_WIDGET (self), _ ("The release is in the ledger, its files are missing"));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, RepReleasePage *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  gboolean planned = self->plan != NULL && self->saving == rep_combo_get (self->quarter_row);

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_hide (dialog);
  if (path == NULL || get_casebook (self) == NULL)
    return;
  show_error (self, NULL);
  set_working (self, TRUE);
  rep_release_work_save_async (self->session, self->number, self->saving,
                               planned ? g_steal_pointer (&self->plan) : NULL, path, saved_cb,
                               g_object_ref (self));
}

static void
choose (RepReleasePage *self, guint32 quarter)
{
  self->saving = quarter;
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Folder for the files"),
                                               GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepReleasePage *self = REP_RELEASE_PAGE (widget);

  if (self->plan != NULL && get_casebook (self) != NULL)
    choose (self, rep_combo_get (self->quarter_row));
}

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepReleasePage *self = REP_RELEASE_PAGE (widget);

  if (get_casebook (self) != NULL)
    choose (self, g_variant_get_uint32 (parameter));
}

static void
rep_release_page_dispose (GObject *object)
{
  RepReleasePage *self = REP_RELEASE_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->plan, rep_release_plan_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (rep_release_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, nothing_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, quarter_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, skipped_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, comment_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, prepare_box);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, prepare_button);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, message);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, result_box);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, result_group);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, verdict_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, distance_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, closing_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, values_group);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, table_row);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, values);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, ledger);
  gtk_widget_class_bind_template_child (widget_class, RepReleasePage, save_button);
}

static void
rep_release_page_class_init (RepReleasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_release_page_dispose;

  g_type_ensure (REP_TYPE_FIGURE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/release-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, quarter_cb);
  gtk_widget_class_bind_template_callback (widget_class, table_cb);
  gtk_widget_class_install_action (widget_class, "release.prepare", NULL, prepare_action);
  gtk_widget_class_install_action (widget_class, "release.stop", NULL, stop_action);
  gtk_widget_class_install_action (widget_class, "release.comment", NULL, comment_action);
  gtk_widget_class_install_action (widget_class, "release.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "release.again", "u", again_action);
}

static void
rep_release_page_init (RepReleasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_combo_set_up (self->quarter_row);
  rep_combo_set_up (self->table_row);
  rep_spoken_complete (GTK_WIDGET (self->result_group), _ ("What the attack found"));
}

static void
forget (RepReleasePage *self)
{
  drop_plan (self);
  if (self->chooser != NULL)
    gtk_native_dialog_hide (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  show_error (self, NULL);
  rep_combo_clear (self->quarter_row);
  self->planned = 0;
  rep_rows_trim (self->values, 1);
  rep_rows_trim (self->ledger, 0);
  adw_action_row_set_subtitle (self->comment_row, "");
}

void
rep_release_page_show (RepReleasePage *self, RepSession *session, guint number)
{
  RepCasebook *casebook = session != NULL ? rep_session_get_casebook (session) : NULL;
  const RepProject *project;

  g_return_if_fail (REP_IS_RELEASE_PAGE (self));

  if (casebook == NULL) {
    forget (self);
    return;
  }
  project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  if (g_strcmp0 (self->code, project->code) != 0) {
    forget (self);
    self->code = g_strdup (project->code);
  }
  g_set_object (&self->session, session);
  self->number = number;
  show_choice (self, casebook);
  rep_release_work_list_async (session, number, listed_cb, g_object_ref (self));
}
