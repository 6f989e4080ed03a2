/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/figures/burn-up.h"
#include "app/figures/progress.h"
#include "ui/pages/project-page.h"
#include "ui/say.h"
#include "ui/widgets/burn-up.h"
#include "ui/widgets/figure-row.h"
#include "ui/widgets/progress-view.h"

struct _RepProjectPage {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *lead_label;
  GtkLabel *title_label;
  RepProgressView *progress_view;
  RepBurnUpChart *chart;
  GtkLabel *notes_label;
  GtkWidget *channels_group;
  GtkListBox *channels;
  GtkWidget *structures_group;
  GtkListBox *structures;
  GtkWidget *pauses_group;
  GtkListBox *pauses;
  GtkListBox *terms;
  GtkWidget *budget_group;
  GtkListBox *budget;

  char *code; /* of the project shown */
};

G_DEFINE_FINAL_TYPE (RepProjectPage, rep_project_page, ADW_TYPE_BIN)

/* Rows: those there are say something new, so that the focus and the place stay. */

static GtkListBoxRow *
nth_row (GtkListBox *list, guint n, GType type)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int)n);

  if (row == NULL) {
    row = g_object_new (type, NULL);
    if (ADW_IS_PREFERENCES_ROW (row))
      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
    gtk_list_box_append (list, GTK_WIDGET (row));
  }
  return row;
}

static void
trim_rows (GtkListBox *list, guint n)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int)n)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
set_spoken (GtkListBoxRow *row, const char *title, const char *rest)
{
  g_autofree char *spoken = g_strdup_printf ("%s: %s", title, rest);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* @value: (transfer full): under @title in row @n, which is raised */
static void
add_row (GtkListBox *list, guint *n, const char *title, char *value)
{
  GtkListBoxRow *row = nth_row (list, *n, ADW_TYPE_ACTION_ROW);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  set_spoken (row, title, value);
  g_free (value);
  ++*n;
}

static char *
say_span (guint32 from, guint32 to)
{
  g_autofree char *first = rep_say_day (from);
  g_autofree char *last = rep_say_day (to);

  /* Translators: from day … to day */
  return g_strdup_printf (_ ("%1$s – %2$s"), first, last);
}

/* Adds @part (transfer full) to *@text after a comma. */
static void
append_part (char **text, char *part)
{
  char *whole = *text[0] != '\0' ? g_strdup_printf ("%s, %s", *text, part) : g_strdup (part);

  g_free (*text);
  g_free (part);
  *text = whole;
}

static char *
say_money (gint32 euros)
{
  return g_strdup_printf (_ ("€%'d"), euros);
}

/* The tables. */

static void
fill_channels (RepProjectPage *self, RepCasebook *casebook, guint number)
{
  g_autoptr (GArray) counts =
      rep_progress_by_channel (casebook, number, rep_casebook_today (casebook));

  for (guint i = 0; i < counts->len; i++) {
    const RepChannelCount *count = &g_array_index (counts, RepChannelCount, i);
    GtkListBoxRow *row = nth_row (self->channels, i + 1, REP_TYPE_FIGURE_ROW);
    const char *name = count->channel != 0 ? rep_say_term (&rep_vocabulary_channel, count->channel)
                                           : _ ("Not recorded");
    g_autofree char *persons = g_strdup_printf ("%'u", count->persons);
    g_autofree char *contacts = g_strdup_printf ("%'u", count->contacts);
    g_autofree char *spoken =
        g_strdup_printf (_ ("people: %1$s, contacts: %2$s"), persons, contacts);

    g_object_set (row, "title", name, "first", persons, "second", contacts, NULL);
    set_spoken (row, name, spoken);
  }
  trim_rows (self->channels, counts->len + 1);
  gtk_widget_set_visible (self->channels_group, counts->len > 0);
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
  append_part (&text, g_strdup_printf (ngettext ("%'u contact", "%'u contacts", count->contacts),
                                       count->contacts));
  append_part (&text, g_strdup_printf (ngettext ("%'u outing", "%'u outings", count->outings),
                                       count->outings));
  return text;
}

static void
fill_structures (RepProjectPage *self, RepCasebook *casebook, guint number)
{
  const GPtrArray *structures = rep_casebook_structures (casebook);
  g_autoptr (GArray) counts =
      rep_progress_by_structure (casebook, number, rep_casebook_today (casebook));
  guint n = 0;

  for (guint i = 0; i < counts->len; i++) {
    const RepStructureCount *count = &g_array_index (counts, RepStructureCount, i);
    const RepStructure *structure = count->structure < structures->len
                                        ? g_ptr_array_index (structures, count->structure)
                                        : NULL;

    if (structure != NULL && structure->name != NULL)
      add_row (self->structures, &n, structure->name, say_structure (count));
  }
  trim_rows (self->structures, n);
  gtk_widget_set_visible (self->structures_group, n > 0);
}

static void
fill_pauses (RepProjectPage *self, const RepBurnUp *burn_up)
{
  guint n = 0;

  for (guint i = 0; i < burn_up->n_pauses; i++) {
    const RepBurnUpPause *pause = &burn_up->pauses[i];
    const char *reason = rep_say_term (&rep_vocabulary_pause, pause->reason);
    guint days = pause->to - pause->from + 1;
    char *text = say_span (pause->from, pause->to);

    append_part (&text, g_strdup_printf (ngettext ("%'u day", "%'u days", days), days));
    add_row (self->pauses, &n, reason[0] != '\0' ? reason : _ ("Pause"), text);
  }
  trim_rows (self->pauses, n);
  gtk_widget_set_visible (self->pauses_group, n > 0);
}

/* Dates, targets, ages, amendments. */

static void
add_targets (GtkListBox *list, guint *n, const RepBurnUp *burn_up)
{
  for (guint i = 0; i < burn_up->n_steps; i++) {
    const RepBurnUpStep *step = &burn_up->steps[i];
    g_autofree char *from = rep_say_day (step->from);
    char *text = g_strdup_printf ("%'u", step->value);

    append_part (&text, g_strdup_printf (_ ("counted as: %s"),
                                         rep_say_term (&rep_vocabulary_stage, step->basis)));
    if (!step->basis_confirmed)
      append_part (&text, g_strdup (_ ("basis to be confirmed")));
    if (burn_up->n_steps > 1)
      append_part (&text, g_strdup_printf (_ ("from %s"), from));
    add_row (list, n, _ ("Target"), text);
  }
}

static void
add_amendment (GtkListBox *list, guint *n, const RepAmendment *amendment)
{
  g_autofree char *from = rep_say_day (amendment->from);
  char *text = g_strdup_printf (_ ("from %s"), from);

  if (amendment->end != 0) {
    g_autofree char *end = rep_say_day (amendment->end);

    append_part (&text, g_strdup_printf (_ ("new end: %s"), end));
  }
  if (amendment->budget_eur > 0) {
    g_autofree char *money = say_money (amendment->budget_eur);

    append_part (&text, g_strdup_printf (_ ("budget: %s"), money));
  }
  if (amendment->pic_funding_eur > 0) {
    g_autofree char *money = say_money (amendment->pic_funding_eur);

    append_part (&text, g_strdup_printf (_ ("of which PIC: %s"), money));
  }
  if (amendment->note != NULL)
    append_part (&text, g_strdup (amendment->note));
  add_row (list, n, _ ("Amendment"), text);
}

static void
fill_terms (RepProjectPage *self, const RepProject *project, const RepBurnUp *burn_up)
{
  char *dates = say_span (project->start, burn_up->end);
  guint n = 0;

  if (!project->dates_confirmed)
    append_part (&dates, g_strdup (_ ("dates to be confirmed")));
  add_row (self->terms, &n, _ ("Dates"), dates);
  add_targets (self->terms, &n, burn_up);
  if (project->age_min > 0 && project->age_max > 0)
    add_row (self->terms, &n, _ ("Ages"),
             g_strdup_printf (_ ("%1$d to %2$d"), project->age_min, project->age_max));
  for (guint i = 0; project->amendments != NULL && i < project->amendments->len; i++)
    add_amendment (self->terms, &n, g_ptr_array_index (project->amendments, i));
  trim_rows (self->terms, n);
}

static void
fill_budget (RepProjectPage *self, const RepProject *project, guint32 as_of)
{
  RepProjectBudget amended = rep_project_budget (project, as_of);
  guint n = 0;

  if (amended.budget_eur != REP_NONE)
    add_row (self->budget, &n, _ ("Whole budget"), say_money (amended.budget_eur));
  if (amended.pic_funding_eur != REP_NONE)
    add_row (self->budget, &n, _ ("Of which PIC"), say_money (amended.pic_funding_eur));
  for (guint i = 0; project->cofunding != NULL && i < project->cofunding->len; i++) {
    const RepCofunding *cofunding = g_ptr_array_index (project->cofunding, i);

    if (cofunding->name != NULL && cofunding->amount_eur != REP_NONE)
      add_row (self->budget, &n, cofunding->name, say_money (cofunding->amount_eur));
  }
  trim_rows (self->budget, n);
  gtk_widget_set_visible (self->budget_group, n > 0);
}

static void
fill_notes (RepProjectPage *self, const RepBurnUp *burn_up, const RepProgress *progress)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  if (progress->target > 0 && burn_up->n_pauses > 0)
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
rep_project_page_finalize (GObject *object)
{
  RepProjectPage *self = REP_PROJECT_PAGE (object);

  g_free (self->code);

  G_OBJECT_CLASS (rep_project_page_parent_class)->finalize (object);
}

static void
rep_project_page_class_init (RepProjectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = rep_project_page_finalize;

  g_type_ensure (REP_TYPE_BURN_UP_CHART);
  g_type_ensure (REP_TYPE_FIGURE_ROW);
  g_type_ensure (REP_TYPE_PROGRESS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, lead_label);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, progress_view);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, chart);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, notes_label);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, channels_group);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, channels);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, structures_group);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, structures);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, pauses_group);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, pauses);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, terms);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, budget_group);
  gtk_widget_class_bind_template_child (widget_class, RepProjectPage, budget);
}

static void
rep_project_page_init (RepProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The top of the page, when it was not this project that was shown. */
static void
take_project (RepProjectPage *self, const RepProject *project)
{
  const char *title = project->title != NULL ? project->title : "";

  if (g_strcmp0 (self->code, project->code) != 0) {
    g_free (self->code);
    self->code = g_strdup (project->code);
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  }
  gtk_label_set_label (self->lead_label, project->lead != NULL ? project->lead : project->code);
  gtk_label_set_label (self->title_label, title);
}

static void
forget (RepProjectPage *self)
{
  g_clear_pointer (&self->code, g_free);
  gtk_label_set_label (self->lead_label, "");
  gtk_label_set_label (self->title_label, "");
  gtk_label_set_label (self->notes_label, "");
  rep_progress_view_show (self->progress_view, &(RepProgress){ 0 }, 0);
  rep_burn_up_chart_show (self->chart, NULL);
  trim_rows (self->channels, 1);
  trim_rows (self->structures, 0);
  trim_rows (self->pauses, 0);
  trim_rows (self->terms, 0);
  trim_rows (self->budget, 0);
}

void
rep_project_page_show (RepProjectPage *self, RepCasebook *casebook, guint number)
{
  const RepProject *project;
  RepProgress progress;
  RepBurnUp *burn_up;
  guint32 today;

  g_return_if_fail (REP_IS_PROJECT_PAGE (self));

  if (casebook == NULL) {
    forget (self);
    return;
  }
  today = rep_casebook_today (casebook);
  project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  progress = rep_progress (casebook, number, today);
  burn_up = rep_burn_up_new (casebook, number, today);

  take_project (self, project);
  rep_progress_view_show (self->progress_view, &progress, project->start);
  fill_notes (self, burn_up, &progress);
  fill_channels (self, casebook, number);
  fill_structures (self, casebook, number);
  fill_pauses (self, burn_up);
  fill_terms (self, project, burn_up);
  fill_budget (self, project, today);
  rep_burn_up_chart_show (self->chart, burn_up);
}
