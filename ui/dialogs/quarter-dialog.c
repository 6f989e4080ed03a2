/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/figures/quarter.h"
#include "ui/dialogs/quarter-dialog.h"
#include "ui/pages/figures-words.h"
#include "ui/say.h"

typedef struct {
  RepFormWindow *window; /* owns this */
  guint project;
  RepPeriod period;
  GArray *pairs;
  gboolean passed; /* a limit, so that a reason is needed */
  GtkEditable *reason;
  GtkTextBuffer *comment;
} QuarterForm;

static void
form_free (gpointer data)
{
  g_clear_pointer (&((QuarterForm *)data)->pairs, g_array_unref);
  g_free (data);
}

/* What the thread that writes needs. */
typedef struct {
  guint project;
  RepPeriod period;
  GArray *pairs;
  char *text;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->pairs, g_array_unref);
  g_free (change->text);
  g_free (change);
}

static Change *
change_new (const QuarterForm *form, char *text)
{
  Change *change = g_new0 (Change, 1);

  change->project = form->project;
  change->period = form->period;
  change->pairs = form->pairs != NULL ? g_array_ref (form->pairs) : NULL;
  change->text = g_strstrip (text);
  if (*change->text == '\0')
    g_clear_pointer (&change->text, g_free);
  return change;
}

static gboolean
plan_close (RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error)
{
  Change *change = data;
  RepClosing *closing = rep_quarter_plan_close (casebook, change->project, &change->period,
                                                change->text, change->pairs, now, error);

  if (closing != NULL)
    g_ptr_array_add (objects, closing);
  return closing != NULL;
}

static gboolean
plan_comment (RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error)
{
  Change *change = data;
  RepClosing *closing =
      rep_quarter_plan_comment (casebook, change->project, &change->period, change->text, error);

  if (closing != NULL)
    g_ptr_array_add (objects, closing);
  return closing != NULL;
}

static void
close_cb (RepFormWindow *window, gpointer data)
{
  QuarterForm *form = data;
  char *text = g_strdup (form->passed ? gtk_editable_get_text (form->reason) : "");

  if (form->passed && *g_strstrip (text) == '\0') {
    rep_form_window_refuse (window, GTK_WIDGET (form->reason),
                            _ ("Say why the quarter is closed all the same."));
    g_free (text);
    return;
  }
  rep_form_window_change_as (window, REP_ACTION_CLOSE, plan_close, change_new (form, text),
                             change_free, _ ("Quarter closed"));
}

static void
comment_cb (RepFormWindow *window, gpointer data)
{
  QuarterForm *form = data;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (form->comment, &start, &end);
  rep_form_window_change (
      window, plan_comment,
      change_new (form, gtk_text_buffer_get_text (form->comment, &start, &end, FALSE)), change_free,
      _ ("Comment saved"));
}

/* One line of what is over its limit. */
static char *
say_passed (const RepQualityMeasure *measure)
{
  const char *label = rep_quality_label (measure->indicator, rep_say_is_french ());

  if (!measure->known)
    return g_strdup_printf (_ ("%1$s: cannot be told without the names (limit %2$d %%)"), label,
                            measure->limit);
  return g_strdup_printf (_ ("%1$s: %2$'u of %3$'u (limit %4$d %%)"), label, measure->n,
                          measure->of, measure->limit);
}

static char *
list_passed (const GArray *measures)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < measures->len; i++)
    if (!rep_quality_passes (&g_array_index (measures, RepQualityMeasure, i)))
      g_ptr_array_add (lines, say_passed (&g_array_index (measures, RepQualityMeasure, i)));
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

static QuarterForm *
form_new (guint project, const RepPeriod *period, GArray *pairs)
{
  QuarterForm *form = g_new0 (QuarterForm, 1);

  form->project = project;
  form->period = *period;
  form->pairs = pairs != NULL ? g_array_ref (pairs) : NULL;
  return form;
}

RepFormWindow *
rep_quarter_dialog_close (GtkWindow *parent,
                          RepSession *session,
                          guint project,
                          const RepPeriod *period,
                          const GArray *measures,
                          GArray *pairs)
{
  QuarterForm *form = form_new (project, period, pairs);
  g_autofree char *passed = list_passed (measures);
  g_autofree char *name = rep_figures_say_period (period);
  g_autofree char *title = g_strdup_printf (_ ("Close %s"), name);
  AdwPreferencesGroup *group;
  GtkWidget *button;

  form->passed = *passed != '\0';
  form->window = rep_form_window_new (parent, session, title, close_cb, form, form_free);
  button = gtk_window_get_default_widget (GTK_WINDOW (form->window));
  gtk_button_set_label (GTK_BUTTON (button), _ ("C_lose"));
  rep_form_window_add_group (
      form->window, NULL,
      _ ("The figures of the quarter are frozen as they are today. What changes later stays to be "
         "seen beside them, with its reason. A quarter that was closed is not opened again."));
  if (form->passed) {
    group =
        rep_form_window_add_group (form->window, _ ("Limits of Quality That Are Passed"), passed);
    form->reason = rep_form_window_add_entry (group, _ ("Why it is closed all the same"));
  }
  rep_form_window_ready (form->window, form->passed ? GTK_WIDGET (form->reason) : button);
  return form->window;
}

RepFormWindow *
rep_quarter_dialog_comment (GtkWindow *parent,
                            RepSession *session,
                            guint project,
                            const RepPeriod *period,
                            const char *comment)
{
  QuarterForm *form = form_new (project, period, NULL);
  g_autofree char *name = rep_figures_say_period (period);
  g_autofree char *title = g_strdup_printf (_ ("Comment on %s"), name);
  GtkWidget *text = g_object_new (
      GTK_TYPE_TEXT_VIEW, "wrap-mode", GTK_WRAP_WORD_CHAR, "height-request", 160, "top-margin", 9,
      "bottom-margin", 9, "left-margin", 12, "right-margin", 12, "accepts-tab", FALSE, NULL);
  AdwPreferencesGroup *group;

  form->window = rep_form_window_new (parent, session, title, comment_cb, form, form_free);
  group = rep_form_window_add_group (
      form->window, NULL,
      _ ("At most 1,500 characters. It goes into what is published: name nobody."));
  form->comment = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_set_text (form->comment, comment != NULL ? comment : "", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_add_css_class (text, "card");
  adw_preferences_group_add (group, text);
  rep_form_window_ready (form->window, text);
  return form->window;
}
