/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/casebook/doubles.h"
#include "app/casebook/gather.h"
#include "app/domain/day.h"
#include "app/domain/rights.h"
#include "ui/dialogs/quarter-dialog.h"
#include "ui/dialogs/why-dialog.h"
#include "ui/pages/figures-grid.h"
#include "ui/pages/figures-leave.h"
#include "ui/pages/figures-page.h"
#include "ui/pages/figures-words.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/bar-row.h"
#include "ui/widgets/combo.h"
#include "ui/widgets/figure-row.h"
#include "ui/widgets/list-rows.h"

#define OTHER_DAYS (G_MAXUINT - 1)
#define MAX_GATHERED 20000 /* youths among whom doubles are looked for without a limit on them */

struct _RepFiguresPage {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *body;
  AdwPreferencesGroup *period_group;
  AdwComboRow *period;
  GtkWidget *days_group;
  AdwEntryRow *from;
  AdwEntryRow *to;
  AdwActionRow *state;
  GtkWidget *close;
  AdwActionRow *comment;
  GtkWidget *edit;
  GtkListBox *activity;
  GtkListBox *people;
  GtkListBox *exits;
  GtkListBox *target;
  GtkListBox *rates;
  GtkListBox *known;
  AdwPreferencesGroup *table_group;
  AdwComboRow *table;
  AdwComboRow *by[REP_FIGURES_MAX_BY];
  GtkLabel *refused;
  GtkWidget *table_card;
  AdwBin *table_bin;
  GtkListBox *quality;
  GtkWidget *tasks_group;
  GtkListBox *tasks;

  RepSession *session;
  GCancellable *cancellable; /* of the figures being counted */
  GAsyncResult *shown;       /* keeps @sheet */
  const RepFiguresSheet *sheet;
  RepGather *gather;
  GArray *pairs; /* likely doubles, NULL until they were looked for */
  GtkFileChooserNative *chooser;
  GArray *periods; /* of the lines of @period */
  char *code;      /* of the project shown */
  guint number;
  gboolean filling; /* what is offered, which is no choice */
};

G_DEFINE_FINAL_TYPE (RepFiguresPage, rep_figures_page, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepFiguresPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static const RepProject *
get_project (RepFiguresPage *self)
{
  return g_ptr_array_index (rep_casebook_projects (get_casebook (self)), self->number);
}

static gboolean
may_close (RepFiguresPage *self)
{
  const RepAccount *account = rep_vault_account (rep_casebook_vault (get_casebook (self)));

  return rep_rights_scope (account->role, rep_kind_closing.number) == REP_SCOPE_ALL;
}

/* Indicators. */

/* Part of the one above it. */
static gboolean
is_part (guint indicator)
{
  return (indicator >= REP_I1_REACHED && indicator < REP_I2) || indicator == REP_I2_NAMED ||
         (indicator >= REP_I8_STRICT && indicator <= REP_I8_OTHER) ||
         indicator == REP_I12_UNIDENTIFIED;
}

static void
add_indicator (GtkListBox *list, guint *n, const RepFiguresSheet *sheet, guint indicator)
{
  GtkListBoxRow *row = rep_rows_nth (list, *n + 1, REP_TYPE_FIGURE_ROW);
  const RepFigure *figure = &sheet->figures.figures[indicator];
  RepUnit unit = rep_indicators[indicator].unit;
  gboolean closed = sheet->closed_at != 0;
  g_autofree char *first =
      rep_figures_say (closed ? sheet->revised[indicator].value : figure->value, unit);
  g_autofree char *second = rep_figures_say (figure->cumulative, unit);
  g_autofree char *revisions =
      closed ? rep_figures_say_revisions (&sheet->revised[indicator], figure->value, unit)
             : g_strdup ("");

  gtk_list_box_row_set_activatable (row, TRUE);
  g_object_set_data (G_OBJECT (row), "indicator", GUINT_TO_POINTER (indicator));
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), _ ("Why this number"));
  if (is_part (indicator))
    gtk_widget_add_css_class (GTK_WIDGET (row), "rep-part");
  g_object_set (row, "title", rep_figures_say_label (indicator), "first", first, "second", second,
                "subtitle", revisions, NULL);
  ++*n;
}

static void
fill_list (GtkListBox *list, const RepFiguresSheet *sheet, guint from, guint to)
{
  guint n = 0;

  for (guint i = from; i < to; i++)
    add_indicator (list, &n, sheet, i);
  rep_rows_trim (list, n + 1);
}

static void
fill_indicators (RepFiguresPage *self, const RepFiguresSheet *sheet)
{
  fill_list (self->activity, sheet, REP_I1, REP_I3);
  fill_list (self->people, sheet, REP_I3, REP_I8);
  fill_list (self->exits, sheet, REP_I8, REP_I11);
  fill_list (self->target, sheet, REP_I12, REP_I13_CONTACTED);
  fill_list (self->rates, sheet, REP_I13_CONTACTED, REP_I16_PERSONS);
  fill_list (self->known, sheet, REP_I17_ML, REP_N_INDICATORS);
}

/* The table. */

static void
fill_table (RepFiguresPage *self, const RepFiguresSheet *sheet)
{
  const RepFiguresTable *table = sheet->table;
  g_autofree char *sentence = sheet->refused != NULL ? rep_say_error (sheet->refused) : NULL;
  gboolean asked = sheet->wish.by[0] < REP_N_DIMENSIONS;

  if (sentence == NULL && asked && table == NULL)
    sentence = g_strdup (_ ("These breakdowns make no sense for what is counted."));
  else if (sentence == NULL && asked && table->rows->len == 0)
    sentence = g_strdup (_ ("Nothing is counted in this period."));
  gtk_label_set_label (self->refused, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refused), sentence != NULL);
  gtk_widget_set_visible (self->table_card, sentence == NULL && asked);
  adw_bin_set_child (self->table_bin,
                     sentence == NULL && asked ? rep_figures_grid_new (sheet) : NULL);
}

/* Quality. */

static void
add_measure (RepFiguresPage *self, guint n, const RepQualityMeasure *measure)
{
  GtkListBoxRow *row = rep_rows_nth (self->quality, n, REP_TYPE_BAR_ROW);
  const char *label = rep_quality_label (measure->indicator, rep_say_is_french ());
  double share = measure->of > 0 ? (double)measure->n / measure->of : 0;
  g_autofree char *value = measure->known ? g_strdup_printf (_ ("%1$'u of %2$'u (%3$.0f %%)"),
                                                             measure->n, measure->of, 100 * share)
                                          : g_strdup ("–");
  g_autofree char *limit = NULL;

  if (measure->limit >= 0 && rep_quality_passes (measure))
    limit = g_strdup_printf (_ ("limit of the project: %d %%"), measure->limit);
  else if (measure->limit >= 0)
    limit = g_strdup_printf (_ ("over the project’s limit of %d %%: a quarter is closed only with "
                                "a reason"),
                             measure->limit);
  else if (!measure->known)
    limit = g_strdup (_ ("cannot be told without the names"));
  rep_bar_row_show (REP_BAR_ROW (row), label, value, limit, measure->known ? share : -1,
                    !rep_quality_passes (measure));
}

static void
fill_quality (RepFiguresPage *self, const RepFiguresSheet *sheet)
{
  guint n = 0;

  for (guint i = 0; i < sheet->measures->len; i++)
    add_measure (self, i, &g_array_index (sheet->measures, RepQualityMeasure, i));
  for (guint i = 0; i < sheet->tasks->len; i++) {
    const RepFiguresTasks *tasks = g_ptr_array_index (sheet->tasks, i);

    rep_rows_add (
        self->tasks, &n, *tasks->login != '\0' ? tasks->login : _ ("Nobody"),
        g_strdup_printf (ngettext ("%'u record to complete", "%'u records to complete", tasks->n),
                         tasks->n));
  }
  rep_rows_trim (self->tasks, n);
  gtk_widget_set_visible (self->tasks_group, n > 0);
}

/* The quarter. */

static char *
say_covered (const RepFigures *figures)
{
  g_autofree char *from = rep_say_day (figures->covered.from);
  g_autofree char *to = rep_say_day (figures->covered.to);

  if (figures->covered.from > figures->covered.to)
    return g_strdup (_ ("No day of the project lies in it."));
  return g_strdup_printf (_ ("Counted from %1$s to %2$s."), from, to);
}

static void
say_closed (RepFiguresPage *self, const RepFiguresSheet *sheet)
{
  g_autofree char *day = rep_say_day (rep_day_of_time (sheet->closed_at));
  g_autofree char *title = g_strdup_printf (_ ("Closed on %1$s by %2$s"), day,
                                            sheet->closed_by != NULL ? sheet->closed_by : "?");
  g_autofree char *lift =
      sheet->lift != NULL
          ? g_strdup_printf (_ ("Limits of quality were lifted: %s"), sheet->lift)
          : g_strdup (
                _ ("The figures are as they were that day; what changed since is under each."));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), title);
  adw_action_row_set_subtitle (self->state, lift);
}

static void
fill_state (RepFiguresPage *self, const RepFiguresSheet *sheet)
{
  g_autofree char *covered = say_covered (&sheet->figures);
  gboolean closed = sheet->closed_at != 0;

  if (closed) {
    say_closed (self, sheet);
  } else {
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state),
                                   sheet->over         ? _ ("Over, not closed")
                                   : sheet->is_quarter ? _ ("Not over")
                                                       : _ ("As known today"));
    adw_action_row_set_subtitle (self->state, covered);
  }
  gtk_widget_set_visible (self->close, sheet->over && !closed && may_close (self));
  /* The gate may ask for doubles that are still being looked for. */
  gtk_widget_set_sensitive (self->close, self->gather == NULL ||
                                             !rep_quality_needs_doubles (get_project (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->comment),
                          sheet->is_quarter && (sheet->comment != NULL || may_close (self)));
  gtk_widget_set_visible (self->edit, may_close (self));
  adw_action_row_set_subtitle (
      self->comment,
      sheet->comment != NULL ? sheet->comment : _ ("None yet. It goes into what is published."));
}

/* Counting. */

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepFiguresPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const RepFiguresSheet *sheet = rep_figures_work_finish (REP_SESSION (source), result, &error);
  g_autofree char *sentence = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable || get_casebook (self) == NULL)
    return; /* something else was chosen since */
  g_clear_object (&self->cancellable);
  if (sheet == NULL) {
    sentence = rep_say_error (error);
    rep_say_toast (GTK_WIDGET (self), sentence);
    return;
  }
  g_set_object (&self->shown, result);
  self->sheet = sheet;
  fill_state (self, sheet);
  fill_indicators (self, sheet);
  fill_table (self, sheet);
  fill_quality (self, sheet);
  gtk_widget_set_visible (self->body, TRUE);
}

static void
cancel (RepFiguresPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* A day that is being typed is none yet. */
static gboolean
read_day (RepFiguresPage *self, AdwEntryRow *entry, guint32 *day)
{
  return rep_typed_day (gtk_editable_get_text (GTK_EDITABLE (entry)),
                        rep_casebook_today (get_casebook (self)), REP_TYPED_PAST, day);
}

static gboolean
read_period (RepFiguresPage *self, RepPeriod *period)
{
  guint chosen = rep_combo_get (self->period);

  if (chosen != OTHER_DAYS) {
    if (chosen >= self->periods->len)
      return FALSE;
    *period = g_array_index (self->periods, RepPeriod, chosen);
    return TRUE;
  }
  return read_day (self, self->from, &period->from) && read_day (self, self->to, &period->to) &&
         period->from != 0 && period->to >= period->from;
}

static void
count (RepFiguresPage *self)
{
  RepFiguresWish wish = { .project = self->number, .pairs = self->pairs };
  guint n = 0;

  if (get_casebook (self) == NULL || self->filling)
    return;
  gtk_widget_set_visible (self->days_group, rep_combo_get (self->period) == OTHER_DAYS);
  if (!read_period (self, &wish.period))
    return;
  wish.table = (RepCubeTable)rep_combo_get (self->table);
  for (guint i = 0; i < REP_FIGURES_MAX_BY; i++) {
    guint by = rep_combo_get (self->by[i]);

    wish.by[i] = REP_N_DIMENSIONS;
    if (by > 0)
      wish.by[n++] = by - 1;
  }
  for (; n < REP_FIGURES_MAX_BY; n++)
    wish.by[n] = REP_N_DIMENSIONS;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  rep_figures_work_async (self->session, &wish, self->cancellable, counted_cb, g_object_ref (self));
}

static void
chosen_cb (RepFiguresPage *self)
{
  count (self);
}

/* Likely doubles are looked for where names are, a little at a time; then the measure is known. */

static void
see (gpointer owner, guint32 number, GArray *pairs)
{
  RepCasebook *casebook = get_casebook (owner);

  if (casebook != NULL)
    rep_doubles_see (casebook, number, pairs);
}

static void
gathered (gpointer owner, GArray *pairs)
{
  RepFiguresPage *self = owner;

  g_clear_pointer (&self->gather, rep_gather_free);
  rep_doubles_settle (pairs, G_MAXUINT);
  g_clear_pointer (&self->pairs, g_array_unref);
  self->pairs = pairs;
  count (self);
}

static void
look_for_doubles (RepFiguresPage *self)
{
  static const RepGatherPlan plan = { sizeof (RepPair), see, rep_doubles_compare, gathered };
  RepCasebook *casebook = get_casebook (self);
  guint32 n;

  g_clear_pointer (&self->gather, rep_gather_free);
  g_clear_pointer (&self->pairs, g_array_unref);
  if (!rep_casebook_holds_names (casebook))
    return;
  n = rep_doubles_count (casebook);
  if (n <= MAX_GATHERED || rep_quality_needs_doubles (get_project (self)))
    self->gather = rep_gather_start (&plan, self, n);
}

static void
why_cb (RepFiguresPage *self, GtkListBoxRow *row)
{
  guint indicator = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "indicator"));

  if (self->sheet != NULL && get_casebook (self) != NULL)
    rep_why_dialog_ask (GTK_WIDGET (self), self->session, self->number, get_project (self)->code,
                        &self->sheet->wish.period, indicator);
}

/* The quarter. */

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepFiguresPage *self = REP_FIGURES_PAGE (widget);

  if (self->sheet != NULL && get_casebook (self) != NULL)
    gtk_window_present (GTK_WINDOW (rep_quarter_dialog_close (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->session, self->number,
        &self->sheet->wish.period, self->sheet->measures, self->pairs)));
}

static void
comment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepFiguresPage *self = REP_FIGURES_PAGE (widget);

  if (self->sheet != NULL && get_casebook (self) != NULL)
    gtk_window_present (GTK_WINDOW (rep_quarter_dialog_comment (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->session, self->number,
        &self->sheet->wish.period, self->sheet->comment)));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepFiguresPage *self = REP_FIGURES_PAGE (widget);

  if (self->sheet != NULL && get_casebook (self) != NULL)
    rep_figures_leave_copy (widget, self->session, self->sheet);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepFiguresPage *self = REP_FIGURES_PAGE (widget);

  if (self->sheet == NULL || get_casebook (self) == NULL)
    return;
  g_clear_object (&self->chooser);
  self->chooser = rep_figures_leave_export (widget, self->session, self->sheet);
}

/* What is offered. */

static void
offer_period (RepFiguresPage *self, guint32 from, guint32 to)
{
  RepPeriod period = { from, to };
  g_autofree char *label = rep_figures_say_period (&period);

  rep_combo_offer (self->period, self->periods->len, label);
  g_array_append_val (self->periods, period);
}

/* The latest quarter that is over comes first to mind. */
static void
offer_periods (RepFiguresPage *self)
{
  const RepProject *project = get_project (self);
  RepPeriod whole = rep_figures_whole (project);
  guint32 today = rep_casebook_today (get_casebook (self));
  guint chosen = 0, year, month, day;

  rep_combo_clear (self->period);
  g_array_set_size (self->periods, 0);
  rep_combo_offer (self->period, 0, _ ("Whole project"));
  g_array_append_val (self->periods, whole);
  for (guint32 at = whole.from; at <= whole.to; at = rep_day_from_ymd (year + 1, 1, 1)) {
    rep_day_split (at, &year, &month, &day);
    offer_period (self, rep_day_from_ymd (year, 1, 1), rep_day_from_ymd (year, 12, 31));
  }
  for (guint32 at = whole.from; at <= whole.to; at = rep_quarter_of (at).to + 1) {
    if (rep_quarter_of (at).to < today)
      chosen = self->periods->len;
    offer_period (self, rep_quarter_of (at).from, rep_quarter_of (at).to);
  }
  rep_combo_offer (self->period, OTHER_DAYS, _ ("Other days"));
  rep_combo_set (self->period, chosen);
}

static void
add_choices (RepFiguresPage *self)
{
  static const char *const places[] = { N_ ("By"), N_ ("Then by"), N_ ("And by") };

  self->filling = TRUE;
  self->period = rep_combo_new (self->period_group, _ ("Period"));
  self->table = rep_combo_new (self->table_group, _ ("Counted"));
  for (guint i = 0; i < REP_N_CUBE_TABLES; i++)
    rep_combo_offer (self->table, i, rep_figures_say_table (i));
  rep_combo_set (self->table, REP_CUBE_I3A);
  for (guint i = 0; i < REP_FIGURES_MAX_BY; i++) {
    self->by[i] = rep_combo_new (self->table_group, g_dgettext (GETTEXT_PACKAGE, places[i]));
    rep_combo_offer (self->by[i], 0, _ ("None"));
    for (guint dimension = 0; dimension < REP_N_DIMENSIONS; dimension++)
      if (dimension != REP_DIMENSION_PUBLIC_ONE)
        rep_combo_offer (self->by[i], dimension + 1, rep_figures_say_dimension (dimension));
    g_signal_connect_swapped (self->by[i], "notify::selected", G_CALLBACK (chosen_cb), self);
  }
  rep_combo_set (self->by[0], REP_DIMENSION_CHANNEL + 1);
  g_signal_connect_swapped (self->period, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->table, "notify::selected", G_CALLBACK (chosen_cb), self);
  self->filling = FALSE;
}

static void
drop_sheet (RepFiguresPage *self)
{
  self->sheet = NULL;
  g_clear_object (&self->shown);
}

static void
rep_figures_page_dispose (GObject *object)
{
  RepFiguresPage *self = REP_FIGURES_PAGE (object);

  cancel (self);
  g_clear_pointer (&self->gather, rep_gather_free);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->periods, g_array_unref);
  g_clear_pointer (&self->code, g_free);
  drop_sheet (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_figures_page_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, RepFiguresPage, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/figures-page.ui");
  BIND (scroller);
  BIND (body);
  BIND (period_group);
  BIND (days_group);
  BIND (from);
  BIND (to);
  BIND (state);
  BIND (close);
  BIND (comment);
  BIND (edit);
  BIND (activity);
  BIND (people);
  BIND (exits);
  BIND (target);
  BIND (rates);
  BIND (known);
  BIND (table_group);
  BIND (refused);
  BIND (table_card);
  BIND (table_bin);
  BIND (quality);
  BIND (tasks_group);
  BIND (tasks);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, why_cb);
}

static void
rep_figures_page_class_init (RepFiguresPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_figures_page_dispose;

  g_type_ensure (REP_TYPE_FIGURE_ROW);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "figures.close-quarter", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "figures.comment", NULL, comment_action);
  gtk_widget_class_install_action (widget_class, "figures.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "figures.export", NULL, export_action);
}

/* The list that the toolkit puts @row into has no name of its own. */
static void
name_list (GtkWidget *row, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
rep_figures_page_init (RepFiguresPage *self)
{
  self->periods = g_array_new (FALSE, FALSE, sizeof (RepPeriod));
  gtk_widget_init_template (GTK_WIDGET (self));
  add_choices (self);
  name_list (GTK_WIDGET (self->period), _ ("Period"));
  name_list (GTK_WIDGET (self->from), _ ("Other days"));
  name_list (GTK_WIDGET (self->state), _ ("Quarter"));
  name_list (GTK_WIDGET (self->table), _ ("Breakdowns"));
}

static void
forget (RepFiguresPage *self)
{
  GtkListBox *const lists[] = { self->activity, self->people, self->exits,
                                self->target,   self->rates,  self->known };

  g_clear_pointer (&self->gather, rep_gather_free);
  g_clear_pointer (&self->pairs, g_array_unref);
  drop_sheet (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);
  gtk_widget_set_visible (self->body, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    rep_rows_trim (lists[i], 1);
  rep_rows_trim (self->quality, 0);
  rep_rows_trim (self->tasks, 0);
  adw_bin_set_child (self->table_bin, NULL);
  adw_action_row_set_subtitle (self->comment, "");
}

void
rep_figures_page_show (RepFiguresPage *self, RepSession *session, guint number)
{
  g_return_if_fail (REP_IS_FIGURES_PAGE (self));

  cancel (self);
  if (session == NULL || rep_session_get_casebook (session) == NULL) {
    forget (self);
    return;
  }
  g_set_object (&self->session, session);
  self->number = number;
  if (g_strcmp0 (self->code, get_project (self)->code) != 0) { /* what is there is of another one */
    gtk_widget_set_visible (self->body, FALSE);
    drop_sheet (self);
    g_free (self->code);
    self->code = g_strdup (get_project (self)->code);
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    self->filling = TRUE;
    offer_periods (self);
    self->filling = FALSE;
  }
  look_for_doubles (self);
  count (self);
}
