/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/orientation.h"
#include "ui/dialogs/referral-dialog.h"
#include "ui/pages/referral-words.h"
#include "ui/say.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/choice-source.h"
#include "ui/widgets/combo.h"
#include "ui/widgets/form-field.h"

typedef struct {
  RepFormWindow *window; /* owns this */
  RepId person;
  RepFormField *field;
  RepChoiceEntry *partner;
  AdwComboRow *direction, *project;
  GtkEditable *day, *note;
} ReferralForm;

static gboolean
plan_referral (RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error)
{
  RepOrientation **orientation = data;

  if (!rep_orientation_prepare (casebook, *orientation, now, error))
    return FALSE;
  g_ptr_array_add (objects, g_steal_pointer (orientation));
  return TRUE;
}

static void
free_referral (gpointer data)
{
  RepOrientation **orientation = data;

  rep_object_free (*orientation);
  g_free (orientation);
}

static RepOrientation *
read_form (const ReferralForm *form, const RepId *partner, guint32 day)
{
  RepCasebook *casebook = rep_form_window_get_casebook (form->window);
  RepOrientation *orientation = rep_object_new (&rep_kind_orientation);
  const char *note = gtk_editable_get_text (form->note);

  orientation->person = form->person;
  orientation->project =
      *rep_casebook_id (casebook, &rep_kind_project, rep_combo_get (form->project));
  orientation->partner = *partner;
  orientation->direction = (guint8)rep_combo_get (form->direction);
  orientation->date = day;
  if (*note != '\0')
    rep_text_set (&orientation->note, note);
  return orientation;
}

static void
save_cb (RepFormWindow *window, gpointer data)
{
  ReferralForm *form = data;
  const char *key = rep_choice_entry_get_key (form->partner);
  RepOrientation **orientation;
  RepId partner;
  guint32 day;

  if (key == NULL || !rep_id_parse (key, &partner)) {
    rep_form_field_refuse (form->field, _ ("Choose a partner of the list."));
    return;
  }
  if (!rep_form_window_read_day (window, form->day, &day))
    return;
  orientation = g_new0 (RepOrientation *, 1);
  *orientation = read_form (form, &partner, day);
  rep_form_window_change (window, plan_referral, orientation, free_referral,
                          _ ("Referral recorded"));
}

static GPtrArray *
propose_partners (const char *text, gpointer data)
{
  RepCasebook *casebook = rep_form_window_get_casebook (((ReferralForm *)data)->window);

  return casebook != NULL ? rep_choices_of_partners (casebook, text)
                          : g_ptr_array_new_with_free_func (g_object_unref);
}

static void
chosen_cb (ReferralForm *form)
{
  gtk_widget_grab_focus (GTK_WIDGET (form->day));
}

static void
add_partner (ReferralForm *form)
{
  AdwPreferencesGroup *group = rep_form_window_add_group (form->window, NULL, NULL);

  form->partner = g_object_new (REP_TYPE_CHOICE_ENTRY, NULL);
  rep_choice_entry_set_source (form->partner, propose_partners, form);
  g_signal_connect_swapped (form->partner, "chosen", G_CALLBACK (chosen_cb), form);
  form->field = g_object_new (REP_TYPE_FORM_FIELD, "title", _ ("_Partner"), "hint",
                              _ ("Type its name, or Down for the list"), NULL);
  g_object_set (form->field, "child", form->partner, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (form->field));
}

RepFormWindow *
rep_referral_dialog_new (GtkWindow *parent, RepSession *session, const RepId *person)
{
  ReferralForm *form = g_new0 (ReferralForm, 1);
  AdwPreferencesGroup *group;

  form->person = *person;
  form->window = rep_form_window_new (parent, session, _ ("Referral"), save_cb, form, g_free);
  add_partner (form);
  group = rep_form_window_add_group (form->window, NULL, NULL);
  form->direction = rep_combo_new (group, _ ("Direction"));
  rep_combo_offer_terms (form->direction, &rep_vocabulary_orientation_direction, NULL,
                         rep_casebook_today (rep_session_get_casebook (session)), NULL);
  form->project = rep_combo_new (group, _ ("Project"));
  rep_combo_offer_projects (form->project, rep_session_get_casebook (session), person);
  form->day = rep_form_window_add_entry (group, _ ("Day (today when empty)"));
  form->note = rep_form_window_add_entry (group, _ ("Note, sealed"));
  rep_form_window_ready (form->window, GTK_WIDGET (form->partner));
  return form->window;
}

typedef struct {
  RepFormWindow *window; /* owns this */
  RepId id;
  RepId person;
  guint32 sent_on;
  AdwComboRow *status;
  GtkEditable *day;
} AnswerForm;

typedef struct {
  RepId id;
  guint8 status;
  guint32 day;
} Answer;

static gboolean
plan_answer (RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error)
{
  const Answer *answer = data;
  RepOrientation *orientation =
      rep_orientation_prepare_answer (casebook, &answer->id, answer->status, answer->day, error);

  if (orientation == NULL)
    return FALSE;
  g_ptr_array_add (objects, orientation);
  return TRUE;
}

static void
answer_cb (RepFormWindow *window, gpointer data)
{
  AnswerForm *form = data;
  Answer answer = { .id = form->id, .status = (guint8)rep_combo_get (form->status) };

  if (answer.status == 0) {
    rep_form_window_refuse (window, GTK_WIDGET (form->status), _ ("Say what came of it."));
    return;
  }
  if (!rep_form_window_read_day (window, form->day, &answer.day))
    return;
  if (answer.day != 0 && answer.day < form->sent_on)
    rep_form_window_refuse (window, GTK_WIDGET (form->day),
                            _ ("An answer comes after the referral."));
  else
    rep_form_window_change (window, plan_answer, g_memdup2 (&answer, sizeof answer), g_free,
                            _ ("Answer recorded"));
}

/* The dialog gives way to the page of whom it is about. */
static void
show_youth_cb (AnswerForm *form)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (form->window));
  char hex[REP_ID_HEX_SIZE];

  gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-youth", "s",
                              rep_id_format (&form->person, hex));
  gtk_window_destroy (GTK_WINDOW (form->window));
}

static void
add_what_it_is (AnswerForm *form, const RepOrientationRow *row)
{
  RepCasebook *casebook = rep_form_window_get_casebook (form->window);
  AdwPreferencesGroup *group = rep_form_window_add_group (form->window, NULL, NULL);
  g_autofree char *said = rep_referral_say (casebook, row);
  GtkWidget *what = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                  rep_referral_partner (casebook, row), "subtitle", said, NULL);
  GtkWidget *youth = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                   _ ("Show the young person"), "activatable", TRUE, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (youth),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_swapped (youth, "activated", G_CALLBACK (show_youth_cb), form);
  adw_preferences_group_add (group, what);
  adw_preferences_group_add (group, youth);
}

RepFormWindow *
rep_answer_dialog_new (GtkWindow *parent, RepSession *session, const RepId *id)
{
  RepCasebook *casebook = rep_session_get_casebook (session);
  guint32 number = rep_casebook_number (casebook, &rep_kind_orientation, id);
  const RepOrientationRow *row;
  AdwPreferencesGroup *group;
  AnswerForm *form;

  if (number == REP_NO_ROW)
    return NULL;
  row = &g_array_index (rep_casebook_orientations (casebook), RepOrientationRow, number);
  form = g_new0 (AnswerForm, 1);
  form->id = *id;
  form->person = *rep_casebook_id (casebook, &rep_kind_person, row->person);
  form->sent_on = row->date;
  form->window =
      rep_form_window_new (parent, session, _ ("Answer to a referral"), answer_cb, form, g_free);
  add_what_it_is (form, row);
  group = rep_form_window_add_group (form->window, NULL, NULL);
  form->status = rep_combo_new (group, _ ("What came of it"));
  rep_combo_offer_terms (form->status, &rep_vocabulary_orientation_status, _ ("No answer yet"),
                         rep_casebook_today (casebook), NULL);
  rep_combo_set (form->status, row->status);
  form->day = rep_form_window_add_entry (group, _ ("Day (today when empty)"));
  rep_form_window_ready (form->window, GTK_WIDGET (form->status));
  return form->window;
}
