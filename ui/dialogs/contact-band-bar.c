/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/exchange/outing-paper.h"
#include "ui/dialogs/contact-band-bar.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/choice-source.h"
#include "ui/widgets/form-field.h"

#define EARLIEST_DAY 729755u /* 1999-01-01: before that no project of this kind */

enum {
  SET,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _RepContactBandBar {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *line_label;
  RepFormField *project_field, *channel_field, *place_field, *date_field;
  RepChoiceEntry *project_entry, *channel_entry, *place_entry;
  GtkEditable *date_entry;

  RepSession *session;
  RepContactBand *band;
  gboolean coming; /* whether a day to come will do */
};

G_DEFINE_FINAL_TYPE (RepContactBandBar, rep_contact_band_bar, ADW_TYPE_BIN)

static RepCasebook *
casebook_of (RepContactBandBar *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static void
typed_project (RepContactBandBar *self, RepId *id)
{
  const char *key = rep_choice_entry_get_key (self->project_entry);

  memset (id, 0, sizeof *id);
  if (key != NULL)
    (void)rep_id_parse (key, id);
}

static GPtrArray *
propose_projects (const char *text, gpointer user_data)
{
  RepCasebook *casebook = casebook_of (user_data);

  return casebook != NULL ? rep_choices_of_projects (casebook, text)
                          : g_ptr_array_new_with_free_func (g_object_unref);
}

static GPtrArray *
propose_channels (const char *text, gpointer user_data)
{
  RepCasebook *casebook = casebook_of (user_data);
  RepId id;

  typed_project (user_data, &id);
  return casebook != NULL
             ? rep_choices_of_channels (casebook, &id, rep_casebook_today (casebook), text)
             : g_ptr_array_new_with_free_func (g_object_unref);
}

/* Which of the outings of that day it is. */
static char *
say_outing (RepContactBandBar *self)
{
  RepCasebook *casebook = casebook_of (self);
  guint32 number = rep_casebook_number (casebook, &rep_kind_outing, &self->band->outing);
  const RepOutingRow *row;
  g_autofree char *hours = NULL;

  if (rep_id_is_none (&self->band->outing) || number == REP_NO_ROW)
    return NULL;
  row = &g_array_index (rep_casebook_outings (casebook), RepOutingRow, number);
  hours = rep_outing_hours (row->start, row->end);
  /* Translators: %s are the hours of the outing */
  return hours != NULL ? g_strdup_printf (_ ("outing %s"), hours) : g_strdup (_ ("noted outing"));
}

static void
show_line (RepContactBandBar *self)
{
  RepCasebook *casebook = casebook_of (self);
  g_autoptr (RepChoice) project = rep_choice_of_project (casebook, &self->band->project);
  g_autoptr (RepChoice) place = rep_choice_of_place (self->band->place);
  g_autofree char *day = rep_say_day (self->band->date);
  g_autofree char *outing = say_outing (self);
  const char *parts[6] = { project != NULL ? rep_choice_get_label (project) : "?",
                           rep_say_term (&rep_vocabulary_channel, self->band->channel), day };
  g_autofree char *line = NULL;
  guint n = 3;

  if (place != NULL)
    parts[n++] = rep_choice_get_label (place);
  if (outing != NULL)
    parts[n++] = outing;
  line = g_strjoinv (" · ", (char **)parts);
  gtk_label_set_text (self->line_label, line);
  gtk_stack_set_visible_child_name (self->stack, "line");
}

static void
fill_entries (RepContactBandBar *self)
{
  RepCasebook *casebook = casebook_of (self);
  g_autoptr (RepChoice) project = rep_choice_of_project (casebook, &self->band->project);
  g_autoptr (RepChoice) channel = rep_choice_of_term (&rep_vocabulary_channel, self->band->channel);
  g_autoptr (RepChoice) place = rep_choice_of_place (self->band->place);
  g_autoptr (GPtrArray) projects = rep_choices_of_projects (casebook, "");
  g_autofree char *day = rep_say_short_day (self->band->date);

  if (project == NULL && projects->len == 1)
    project = g_object_ref (g_ptr_array_index (projects, 0));
  rep_choice_entry_take (self->project_entry, project);
  rep_choice_entry_take (self->channel_entry, channel);
  rep_choice_entry_take (self->place_entry, place);
  gtk_editable_set_text (self->date_entry, day);
}

static void
band_bar_change_clicked_cb (GtkButton *button, gpointer user_data)
{
  rep_contact_band_bar_edit (user_data);
}

static void
band_bar_project_chosen_cb (RepChoiceEntry *entry, gpointer user_data)
{
  RepContactBandBar *self = user_data;
  RepCasebook *casebook = casebook_of (self);
  RepId id;
  guint32 number;

  typed_project (self, &id);
  number = casebook != NULL ? rep_casebook_number (casebook, &rep_kind_project, &id) : REP_NO_ROW;
  if (number != REP_NO_ROW) {
    const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);

    rep_choice_entry_set_near (self->place_entry, project->lead_commune);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self->channel_entry));
}

static void
band_bar_channel_chosen_cb (RepChoiceEntry *entry, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (REP_CONTACT_BAND_BAR (user_data)->place_entry));
}

static void
finish (RepContactBandBar *self)
{
  if (rep_contact_band_bar_check (self))
    g_signal_emit (self, signals[SET], 0);
}

static void
band_bar_place_chosen_cb (RepChoiceEntry *entry, gpointer user_data)
{
  finish (user_data);
}

static void
band_bar_date_activate_cb (GtkEntry *entry, gpointer user_data)
{
  finish (user_data);
}

/* Says in full what day was understood. */
static void
band_bar_date_changed_cb (GtkEditable *editable, gpointer user_data)
{
  RepContactBandBar *self = user_data;
  RepCasebook *casebook = casebook_of (self);
  guint32 day = 0;
  g_autofree char *words = NULL;

  if (casebook != NULL)
    (void)rep_typed_day (gtk_editable_get_text (editable), rep_casebook_today (casebook),
                         REP_TYPED_PAST, &day);
  words = rep_say_day (day);
  rep_form_field_set_hint (self->date_field, words);
}

static void
rep_contact_band_bar_dispose (GObject *object)
{
  RepContactBandBar *self = REP_CONTACT_BAND_BAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->band, rep_contact_band_free);

  G_OBJECT_CLASS (rep_contact_band_bar_parent_class)->dispose (object);
}

static gboolean
rep_contact_band_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (REP_CONTACT_BAND_BAR (widget)->project_entry));
}

static void
rep_contact_band_bar_class_init (RepContactBandBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_contact_band_bar_dispose;
  widget_class->grab_focus = rep_contact_band_bar_grab_focus;

  signals[SET] = g_signal_new ("set", REP_TYPE_CONTACT_BAND_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);

  g_type_ensure (REP_TYPE_CHOICE_ENTRY);
  g_type_ensure (REP_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/dialogs/contact-band-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, stack);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, line_label);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, project_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, channel_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, place_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, date_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, project_entry);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, channel_entry);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, place_entry);
  gtk_widget_class_bind_template_child (widget_class, RepContactBandBar, date_entry);
  gtk_widget_class_bind_template_callback (widget_class, band_bar_change_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, band_bar_channel_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, band_bar_date_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, band_bar_date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, band_bar_place_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, band_bar_project_chosen_cb);
}

static void
rep_contact_band_bar_init (RepContactBandBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_choice_entry_set_source (self->project_entry, propose_projects, self);
  rep_choice_entry_set_source (self->channel_entry, propose_channels, self);
}

void
rep_contact_band_bar_show (RepContactBandBar *bar, RepSession *session, RepContactBand *band)
{
  RepCasebook *casebook = rep_session_get_casebook (session);

  g_return_if_fail (REP_IS_CONTACT_BAND_BAR (bar));
  g_return_if_fail (casebook != NULL);

  g_set_object (&bar->session, session);
  rep_contact_band_free (bar->band);
  bar->band = rep_contact_band_ref (band);
  if (band->channel != 0 && band->set_on == rep_casebook_today (casebook)) {
    show_line (bar);
    return;
  }
  band->date = rep_casebook_today (casebook);
  rep_contact_band_bar_edit (bar);
}

static gboolean
check_date (RepContactBandBar *self, guint32 today, guint32 *day)
{
  if (!rep_typed_day (gtk_editable_get_text (self->date_entry), today, REP_TYPED_PAST, day) ||
      (*day != 0 && *day < EARLIEST_DAY))
    return rep_form_field_refuse (self->date_field,
                                  _ ("Not a day. For example 16/11, 16/11/2020 or -1."));
  if (*day > today && !self->coming)
    return rep_form_field_refuse (self->date_field, _ ("This day is in the future."));
  if (*day == 0)
    *day = today;
  return TRUE;
}

gboolean
rep_contact_band_bar_check (RepContactBandBar *bar)
{
  RepCasebook *casebook;
  RepId project;
  guint32 day = 0;

  g_return_val_if_fail (REP_IS_CONTACT_BAND_BAR (bar), FALSE);

  casebook = casebook_of (bar);
  if (casebook == NULL)
    return FALSE;
  if (rep_contact_band_bar_is_set (bar))
    return TRUE;
  typed_project (bar, &project);
  if (rep_id_is_none (&project))
    return rep_form_field_refuse (bar->project_field, _ ("Choose a project."));
  if (rep_choice_entry_get_number (bar->channel_entry) == 0)
    return rep_form_field_refuse (bar->channel_field, _ ("Choose a channel."));
  if (rep_choice_entry_is_unclear (bar->place_entry))
    return rep_form_field_refuse (bar->place_field, _ ("No commune has been chosen for this."));
  if (!check_date (bar, rep_casebook_today (casebook), &day))
    return FALSE;

  if (!rep_id_equal (&project, &bar->band->project) || day != bar->band->date)
    bar->band->outing = (RepId){ { 0 } }; /* another outing, not noted */
  bar->band->project = project;
  bar->band->channel = rep_choice_entry_get_number (bar->channel_entry);
  g_strlcpy (bar->band->place,
             rep_choice_entry_get_key (bar->place_entry) != NULL
                 ? rep_choice_entry_get_key (bar->place_entry)
                 : "",
             REP_PLACE_SIZE);
  bar->band->date = day;
  bar->band->set_on = rep_casebook_today (casebook);
  show_line (bar);
  return TRUE;
}

gboolean
rep_contact_band_bar_is_set (RepContactBandBar *bar)
{
  g_return_val_if_fail (REP_IS_CONTACT_BAND_BAR (bar), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (bar->stack), "line") == 0;
}

void
rep_contact_band_bar_edit (RepContactBandBar *bar)
{
  g_return_if_fail (REP_IS_CONTACT_BAND_BAR (bar));

  fill_entries (bar);
  gtk_stack_set_visible_child_name (bar->stack, "entries");
  gtk_widget_grab_focus (GTK_WIDGET (bar->project_entry));
}

void
rep_contact_band_bar_allow_coming (RepContactBandBar *bar)
{
  g_return_if_fail (REP_IS_CONTACT_BAND_BAR (bar));

  bar->coming = TRUE;
}
