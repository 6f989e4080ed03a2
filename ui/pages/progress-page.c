/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/pages/progress-page.h"
#include "ui/pages/progress-work.h"
#include "ui/pages/project-terms.h"
#include "ui/say.h"
#include "ui/widgets/bar-row.h"
#include "ui/widgets/burn-up.h"
#include "ui/widgets/figure-row.h"
#include "ui/widgets/list-rows.h"
#include "ui/widgets/progress-view.h"

struct _RepProgressPage {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkWidget *body;
  GtkLabel *title_label;
  RepProgressView *progress_view;
  RepBurnUpChart *chart;
  GtkLabel *notes_label;
  GtkListBox *funnel;
  GtkWidget *channels_group;
  GtkListBox *channels;
  GtkWidget *structures_group;
  GtkListBox *structures;
  GtkWidget *publics_group;
  GtkListBox *publics;
  AdwPreferencesGroup *compared_group;
  GtkListBox *compared;
  GtkWidget *pauses_group;
  GtkListBox *pauses;
  GtkListBox *terms;
  GtkWidget *budget_group;
  GtkListBox *budget;

  RepSession *session;
  GCancellable *cancellable; /* of the sheet being worked out */
  char *code;                /* of the project shown */
};

G_DEFINE_FINAL_TYPE (RepProgressPage, rep_progress_page, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepProgressPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

/* How far they came. */

/* @rate: of those the team reached; @delay: days; NaN for either. */
static char *
say_stage (double rate, double delay)
{
  char *text = g_strdup ("");

  if (!isnan (rate))
    rep_words_append (&text,
                      g_strdup_printf (_ ("%.0f %% of those identified by the team"), 100 * rate));
  if (!isnan (delay))
    rep_words_append (&text, delay < 0.5 ? g_strdup (_ ("median delay: the same day"))
                                         : g_strdup_printf (ngettext ("median delay: %.0f day",
                                                                      "median delay: %.0f days",
                                                                      (gulong)(delay + 0.5)),
                                                            delay));
  return text;
}

static void
fill_funnel (RepProgressPage *self, const RepProgressSheet *sheet)
{
  static const struct {
    guint count;
    guint rate;
    guint delay;
  } stages[] = {
    { REP_I3, REP_N_INDICATORS, REP_N_INDICATORS },
    { REP_I3A, REP_N_INDICATORS, REP_N_INDICATORS },
    { REP_I4, REP_I13_CONTACTED, REP_N_INDICATORS },
    { REP_I5, REP_I13_MET, REP_I15_MET },
    { REP_I6, REP_I13_MOBILISED, REP_I15_MOBILISED },
    { REP_I7, REP_I13_SUPPORTED, REP_N_INDICATORS },
  };
  const RepFigure *figures = sheet->figures.figures;
  double whole = figures[REP_I3].cumulative;

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++) {
    GtkListBoxRow *row = rep_rows_nth (self->funnel, i, REP_TYPE_BAR_ROW);
    const RepIndicator *indicator = &rep_indicators[stages[i].count];
    double n = figures[stages[i].count].cumulative;
    g_autofree char *value = g_strdup_printf ("%'.0f", n);
    g_autofree char *detail =
        say_stage (stages[i].rate < REP_N_INDICATORS ? figures[stages[i].rate].cumulative : NAN,
                   stages[i].delay < REP_N_INDICATORS ? figures[stages[i].delay].cumulative : NAN);

    rep_bar_row_show (REP_BAR_ROW (row), rep_say_is_french () ? indicator->fr : indicator->en,
                      value, detail, whole > 0 ? n / whole : 0, FALSE);
  }
}

/* What each channel takes and brings. */

static void
say_outings (char **text, const RepChannelYield *yield)
{
  if (yield->outings == 0)
    return;
  rep_words_append (text, g_strdup_printf (ngettext ("%'u outing", "%'u outings", yield->outings),
                                           yield->outings));
  if (yield->minutes > 0)
    rep_words_append (
        text, g_strdup_printf (ngettext ("%'.0f hour", "%'.0f hours", (yield->minutes + 30) / 60),
                               yield->minutes / 60.0));
  if (yield->empty > 0)
    rep_words_append (text, g_strdup_printf (ngettext ("%'u where nobody was met",
                                                       "%'u where nobody was met", yield->empty),
                                             yield->empty));
  if (yield->unreported > 0)
    rep_words_append (
        text, g_strdup_printf (ngettext ("%'u not reported", "%'u not reported", yield->unreported),
                               yield->unreported));
}

static char *
say_yield (const RepChannelYield *yield)
{
  double contacts = rep_yield (yield->contacts, yield->beneficiaries);
  double hours = rep_yield (yield->minutes / 60.0, yield->beneficiaries);
  char *text = g_strdup_printf (ngettext ("%'u counts towards the target",
                                          "%'u count towards the target", yield->beneficiaries),
                                yield->beneficiaries);

  say_outings (&text, yield);
  if (isnan (contacts))
    return text;
  rep_words_append (&text, g_strdup_printf (_ ("%.1f contacts for each"), contacts));
  if (yield->minutes > 0)
    rep_words_append (&text, g_strdup_printf (_ ("%.1f hours of outing for each"), hours));
  if (yield->beneficiaries < REP_YIELD_FEW)
    rep_words_append (&text, g_strdup (_ ("too few to conclude")));
  return text;
}

static void
fill_channels (RepProgressPage *self, const GArray *yields)
{
  for (guint i = 0; i < yields->len; i++) {
    const RepChannelYield *yield = &g_array_index (yields, RepChannelYield, i);
    GtkListBoxRow *row = rep_rows_nth (self->channels, i + 1, REP_TYPE_FIGURE_ROW);
    const char *name = yield->channel != 0 ? rep_say_term (&rep_vocabulary_channel, yield->channel)
                                           : _ ("Not recorded");
    g_autofree char *persons = g_strdup_printf ("%'u", yield->persons);
    g_autofree char *contacts = g_strdup_printf ("%'u", yield->contacts);
    g_autofree char *words = say_yield (yield);
    g_autofree char *spoken =
        g_strdup_printf (_ ("people: %1$s, contacts: %2$s, %3$s"), persons, contacts, words);

    g_object_set (row, "title", name, "first", persons, "second", contacts, "subtitle", words,
                  NULL);
    rep_rows_speak (row, name, spoken);
  }
  rep_rows_trim (self->channels, yields->len + 1);
  gtk_widget_set_visible (self->channels_group, yields->len > 0);
}

static char *
say_structure (const RepStructureCount *count)
{
  char *text;

  if (count->target > 0)
    text = g_strdup_printf (_ ("%1$'u of %2$'u reached"), count->reached, count->target);
  else
    text =
        g_strdup_printf (ngettext ("%'u reached", "%'u reached", count->reached), count->reached);
  rep_words_append (
      &text,
      g_strdup_printf (ngettext ("%'u contact", "%'u contacts", count->contacts), count->contacts));
  rep_words_append (&text, g_strdup_printf (ngettext ("%'u outing", "%'u outings", count->outings),
                                            count->outings));
  return text;
}

static void
fill_structures (RepProgressPage *self, const GArray *counts)
{
  const GPtrArray *structures = rep_casebook_structures (get_casebook (self));
  guint n = 0;

  for (guint i = 0; i < counts->len; i++) {
    const RepStructureCount *count = &g_array_index (counts, RepStructureCount, i);
    const RepStructure *structure = count->structure < structures->len
                                        ? g_ptr_array_index (structures, count->structure)
                                        : NULL;

    if (structure != NULL && structure->name != NULL)
      rep_rows_add (self->structures, &n, structure->name, say_structure (count));
  }
  rep_rows_trim (self->structures, n);
  gtk_widget_set_visible (self->structures_group, n > 0);
}

/* Publics: a youth may be of several. */

static void
add_public (RepProgressPage *self, guint *n, const char *title, guint count, double whole)
{
  GtkListBoxRow *row = rep_rows_nth (self->publics, *n, REP_TYPE_BAR_ROW);
  g_autofree char *value =
      whole > 0 ? g_strdup_printf (_ ("%1$'u (%2$.0f %%)"), count, 100 * count / whole)
                : g_strdup_printf ("%'u", count);

  rep_bar_row_show (REP_BAR_ROW (row), title, value, NULL, whole > 0 ? count / whole : 0, FALSE);
  ++*n;
}

static void
fill_publics (RepProgressPage *self, const RepProgressSheet *sheet)
{
  double whole = sheet->figures.figures[REP_I3A].cumulative;
  guint n = 0;

  for (guint i = 0; i < rep_vocabulary_public.n_terms; i++) {
    const RepTerm *term = &rep_vocabulary_public.terms[i];
    guint count = sheet->publics[term->number % REP_MAX_PUBLICS];

    if (count > 0)
      add_public (self, &n, rep_say_label (term), count, whole);
  }
  if (n > 0 && sheet->no_public > 0)
    add_public (self, &n, _ ("None recorded"), sheet->no_public, whole);
  rep_rows_trim (self->publics, n);
  gtk_widget_set_visible (self->publics_group, n > 0);
}

/* The others when as many of their days had passed. */

static void
add_compared (RepProgressPage *self, guint n, const char *title, const RepCompared *compared)
{
  GtkListBoxRow *row = rep_rows_nth (self->compared, n, REP_TYPE_BAR_ROW);
  const RepProgress *progress = &compared->progress;
  g_autofree char *day = NULL;
  g_autofree char *value = NULL;
  g_autofree char *detail = NULL;

  if (!compared->comparable) {
    rep_bar_row_show (REP_BAR_ROW (row), title, "–", _ ("It has not had so many days."), -1, FALSE);
    return;
  }
  day = rep_say_day (progress->as_of);
  value = progress->target > 0 ? g_strdup_printf (_ ("%.1f %%"), 100 * progress->rate)
                               : g_strdup_printf ("%'u", progress->reached);
  detail = progress->target > 0
               ? g_strdup_printf (_ ("%1$'u of %2$'u on %3$s, counted as: %4$s"), progress->reached,
                                  progress->target, day,
                                  rep_say_term (&rep_vocabulary_stage, progress->basis))
               : g_strdup_printf (_ ("on %s, without a target"), day);
  rep_bar_row_show (REP_BAR_ROW (row), title, value, detail,
                    progress->target > 0 ? progress->rate : -1, FALSE);
}

static int
compare_rates (gconstpointer a, gconstpointer b)
{
  const RepCompared *left = a, *right = b;

  if (left->comparable != right->comparable)
    return left->comparable ? -1 : 1;
  if (left->progress.rate < right->progress.rate || left->progress.rate > right->progress.rate)
    return left->progress.rate > right->progress.rate ? -1 : 1;
  return left->project < right->project ? -1 : left->project > right->project;
}

static void
fill_compared (RepProgressPage *self, RepProgressSheet *sheet)
{
  const GPtrArray *projects = rep_casebook_projects (get_casebook (self));
  RepCompared own = { sheet->project, TRUE, sheet->progress };
  g_autofree char *title = NULL;
  guint n = sheet->progress.days_elapsed;

  gtk_widget_set_visible (GTK_WIDGET (self->compared_group), n > 0 && sheet->compared->len > 0);
  title = g_strdup_printf (
      ngettext ("After %'u Day, Beside the Others", "After %'u Days, Beside the Others", n), n);
  adw_preferences_group_set_title (self->compared_group, title);
  g_array_append_val (sheet->compared, own);
  g_array_sort (sheet->compared, compare_rates);
  for (guint i = 0; i < sheet->compared->len; i++) {
    const RepCompared *compared = &g_array_index (sheet->compared, RepCompared, i);
    const RepProject *project = g_ptr_array_index (projects, compared->project);
    g_autofree char *name = compared->project == sheet->project
                                ? g_strdup_printf (_ ("%s (this project)"), project->lead)
                                : g_strdup (project->lead != NULL ? project->lead : project->code);

    add_compared (self, i, name, compared);
  }
  rep_rows_trim (self->compared, sheet->compared->len);
}

/* What there is to say of the forecast. */
static void
say_forecast (const RepProgressSheet *sheet, GPtrArray *notes)
{
  const RepForecast *forecast = &sheet->forecast;
  double chances = 100 * forecast->probability;

  if (sheet->progress.target == 0 || sheet->progress.days_elapsed == sheet->progress.days_total)
    return;
  if (!sheet->has_forecast) {
    g_ptr_array_add (notes, g_strdup (_ ("Forecast: too early, it takes eight weeks of work.")));
    return;
  }
  g_ptr_array_add (notes, g_strdup_printf (_ ("Forecast for the last day: %1$'u, between %2$'u and "
                                              "%3$'u four times out of five."),
                                           forecast->median, forecast->low, forecast->high));
  if (chances < 1)
    g_ptr_array_add (notes, g_strdup (_ ("Under one chance in 100 to reach the target.")));
  else if (chances > 99)
    g_ptr_array_add (notes, g_strdup (_ ("More than 99 chances in 100 to reach the target.")));
  else
    g_ptr_array_add (notes, g_strdup_printf (ngettext ("%.0f chance in 100 to reach the target.",
                                                       "%.0f chances in 100 to reach the target.",
                                                       (gulong)(chances + 0.5)),
                                             chances));
}

static void
fill_notes (RepProgressPage *self, const RepProgressSheet *sheet)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  const RepProgress *progress = &sheet->progress;
  g_autofree char *text = NULL;

  say_forecast (sheet, notes);
  if (progress->target > 0 && sheet->burn_up->n_pauses > 0)
    g_ptr_array_add (notes, g_strdup_printf (_ ("Leaving the pauses out, %'.0f were expected."),
                                             progress->expected_worked));
  if (progress->signalled > 0)
    g_ptr_array_add (notes,
                     g_strdup_printf (ngettext ("%'u more was signalled and not reached yet.",
                                                "%'u more were signalled and not reached yet.",
                                                progress->signalled),
                                      progress->signalled));
  if (progress->without_identity > 0)
    g_ptr_array_add (notes, g_strdup_printf (ngettext ("%'u of those reached has no name.",
                                                       "%'u of those reached have no name.",
                                                       progress->without_identity),
                                             progress->without_identity));
  g_ptr_array_add (notes, NULL);
  text = g_strjoinv (" ", (char **)notes->pdata);
  gtk_label_set_label (self->notes_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_label), text[0] != '\0');
}

static void
show_sheet (RepProgressPage *self, RepProgressSheet *sheet)
{
  const RepProject *project =
      g_ptr_array_index (rep_casebook_projects (get_casebook (self)), sheet->project);

  rep_progress_view_show (self->progress_view, &sheet->progress, project->start);
  fill_notes (self, sheet);
  fill_funnel (self, sheet);
  fill_channels (self, sheet->yields);
  fill_structures (self, sheet->structures);
  fill_publics (self, sheet);
  fill_compared (self, sheet);
  gtk_widget_set_visible (self->pauses_group, rep_terms_show_pauses (self->pauses, sheet->burn_up));
  rep_terms_show_dates (self->terms, project, sheet->burn_up);
  gtk_widget_set_visible (
      self->budget_group,
      rep_terms_show_budget (self->budget, project, sheet->progress.as_of, &sheet->budget));
  rep_burn_up_chart_show (self->chart, g_steal_pointer (&sheet->burn_up),
                          sheet->has_forecast ? &sheet->forecast : NULL);
  gtk_widget_set_visible (self->body, TRUE);
}

static void
worked_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepProgressPage) self = user_data;
  g_autoptr (GError) error = NULL;
  RepProgressSheet *sheet = rep_progress_work_finish (REP_SESSION (source), result, &error);
  g_autofree char *sentence = NULL;

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable || get_casebook (self) == NULL)
    return; /* another one was asked for since */
  g_clear_object (&self->cancellable);
  if (sheet != NULL) {
    show_sheet (self, sheet);
    return;
  }
  sentence = rep_say_error (error);
  rep_say_toast (GTK_WIDGET (self), sentence);
}

static void
cancel (RepProgressPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
rep_progress_page_dispose (GObject *object)
{
  RepProgressPage *self = REP_PROGRESS_PAGE (object);

  cancel (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);

  G_OBJECT_CLASS (rep_progress_page_parent_class)->dispose (object);
}

static void
rep_progress_page_class_init (RepProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_progress_page_dispose;

  g_type_ensure (REP_TYPE_BURN_UP_CHART);
  g_type_ensure (REP_TYPE_FIGURE_ROW);
  g_type_ensure (REP_TYPE_PROGRESS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, body);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, progress_view);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, chart);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, notes_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, funnel);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, channels_group);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, channels);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, structures_group);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, structures);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, publics_group);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, publics);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, compared_group);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, compared);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, pauses_group);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, pauses);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, terms);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, budget_group);
  gtk_widget_class_bind_template_child (widget_class, RepProgressPage, budget);
}

static void
rep_progress_page_init (RepProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
forget (RepProgressPage *self)
{
  GtkListBox *const lists[] = { self->funnel, self->structures, self->publics, self->compared,
                                self->pauses, self->terms,      self->budget };

  g_clear_object (&self->session);
  g_clear_pointer (&self->code, g_free);
  gtk_widget_set_visible (self->body, FALSE);
  gtk_label_set_label (self->title_label, "");
  gtk_label_set_label (self->notes_label, "");
  rep_progress_view_show (self->progress_view, &(RepProgress){ 0 }, 0);
  rep_burn_up_chart_show (self->chart, NULL, NULL);
  rep_rows_trim (self->channels, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    rep_rows_trim (lists[i], 0);
}

void
rep_progress_page_show (RepProgressPage *self, RepSession *session, guint number)
{
  const RepProject *project;

  g_return_if_fail (REP_IS_PROGRESS_PAGE (self));

  cancel (self);
  if (session == NULL || rep_session_get_casebook (session) == NULL) {
    forget (self);
    return;
  }
  g_set_object (&self->session, session);
  project = g_ptr_array_index (rep_casebook_projects (get_casebook (self)), number);
  if (g_strcmp0 (self->code, project->code) != 0) { /* what is there is of another one */
    gtk_widget_set_visible (self->body, FALSE);
    g_free (self->code);
    self->code = g_strdup (project->code);
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    gtk_label_set_label (self->title_label, project->title != NULL ? project->title : "");
  }
  self->cancellable = g_cancellable_new ();
  rep_progress_work_async (session, number, self->cancellable, worked_out_cb, g_object_ref (self));
}
