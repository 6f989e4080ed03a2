/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/day.h"
#include "app/domain/stage.h"
#include "ui/dialogs/contact-band-bar.h"
#include "ui/dialogs/contact-form.h"
#include "ui/dialogs/draft-keeper.h"
#include "ui/dialogs/new-youth.h"
#include "ui/dialogs/same-day.h"
#include "ui/say.h"
#include "ui/spoken.h"
#include "ui/typed.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/form-field.h"
#include "ui/widgets/kept.h"
#include "ui/widgets/person-search.h"

typedef enum {
  PROP_SESSION = 1,
} ContactFormProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepContactForm {
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkRevealer *failure_revealer;
  GtkLabel *failure_label;
  GtkWidget *fields;
  RepContactBandBar *bar;
  RepPersonSearch *search;
  RepFormField *reached_field, *outcome_field, *why_field, *step_field, *next_field;
  RepFormField *informed_field, *note_field;
  RepCodePicker *reached_picker, *outcome_picker, *why_picker, *informed_picker;
  RepChoiceEntry *step_entry;
  GtkEditable *next_entry;
  GtkTextView *note_view;
  GtkWidget *note_hint;
  GtkCheckButton *same_day; /* completes the contact of that day */
  GtkWidget *youth_box;
  RepNewYouth *youth;
  GtkSpinner *spinner;
  GtkWidget *draft_box;
  GtkLabel *draft_label;
  GtkWidget *discard_button;

  RepSession *session;
  RepContactBand *band;
  RepDraftKeeper *keeper; /* (nullable): nothing is kept of what is typed while locked */
  char *login;            /* (nullable): for whom, while locked */
  gboolean locked;        /* noted without a password: nobody is known here */
  gboolean confirming;    /* the waiting note @note */
  RepId note;
  GtkWidget *focus; /* (unowned): to go back to when a save failed */
  gboolean saving;
  gboolean refused;   /* what is being saved is of who refuses to be recorded */
  gboolean then_next; /* after this save comes the next contact */
  RepId completed;    /* what @same_day would complete */
};

G_DEFINE_FINAL_TYPE (RepContactForm, rep_contact_form, ADW_TYPE_WINDOW)

static RepCasebook *
casebook_of (RepContactForm *self)
{
  return rep_session_get_casebook (self->session);
}

static char *
note_text (RepContactForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strstrip (text);
}

static void
show_failure (RepContactForm *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_text (self->failure_label, sentence);
  gtk_revealer_set_reveal_child (self->failure_revealer, sentence != NULL);
}

static void
each_field (RepContactForm *self, RepKeptFunc func, RepDraft *draft)
{
  func (draft, REP_KEPT_REACHED, self->reached_picker);
  func (draft, REP_KEPT_OUTCOMES, self->outcome_picker);
  func (draft, REP_KEPT_WHY, self->why_picker);
  func (draft, REP_KEPT_INFORMED, self->informed_picker);
  func (draft, REP_KEPT_STEP, self->step_entry);
  func (draft, REP_KEPT_NEXT, self->next_entry);
  func (draft, REP_KEPT_NOTE, self->note_view);
  rep_new_youth_each_field (self->youth, REP_KEPT_YOUTH, func, draft);
}

/* What stands in the form, or nothing when closing would lose nothing: the band stays anyway. */
static RepDraft *
collect_draft (gpointer form)
{
  RepContactForm *self = form;
  g_autoptr (RepDraft) draft = rep_draft_new ();

  each_field (self, rep_kept_save, draft);
  rep_person_search_keep (self->search, REP_KEPT_WHO, draft);
  if (rep_draft_is_empty (draft, REP_KEPT_CONTENT))
    return NULL;
  if (self->locked || self->confirming || rep_contact_band_bar_is_set (self->bar))
    rep_contact_band_keep (self->band, REP_KEPT_PROJECT, draft);
  return g_steal_pointer (&draft);
}

static gboolean
is_touched (RepContactForm *self)
{
  g_autoptr (RepDraft) draft = collect_draft (self);

  return draft != NULL;
}

static void
draft_failed (gpointer form, const GError *error)
{
  g_autofree char *what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  g_autofree char *sentence = g_strdup_printf (_ ("The draft could not be kept. %s"), what);

  /* What was asked for and not recorded says the same, and weighs more. */
  if (!gtk_revealer_get_reveal_child (REP_CONTACT_FORM (form)->failure_revealer))
    show_failure (form, sentence);
}

/* A note says no project: the band is asked for, with what it does say. */
static void
recall_band (RepContactForm *self, const RepDraft *draft)
{
  if (rep_contact_band_recall (self->band, REP_KEPT_PROJECT, draft, casebook_of (self))) {
    rep_contact_band_bar_show (self->bar, self->session, self->band);
  } else if (self->confirming) {
    rep_contact_band_recall_part (self->band, REP_KEPT_PROJECT, draft, casebook_of (self));
    rep_contact_band_bar_edit (self->bar);
  }
}

static void
recall_draft (RepContactForm *self, RepDraft *draft)
{
  gtk_widget_set_visible (self->draft_box, draft != NULL);
  if (draft == NULL)
    return;
  recall_band (self, draft);
  each_field (self, rep_kept_restore, draft);
  rep_person_search_recall (self->search, REP_KEPT_WHO, draft);
}

/* The same youth, day and project again: the contact there is can be completed. */
static void
look_for_same_day (RepContactForm *self)
{
  const RepId *known = rep_person_search_get_known (self->search);
  g_autofree char *text = NULL;

  if (casebook_of (self) != NULL && known != NULL)
    text = rep_same_day_say (casebook_of (self), known, self->band, &self->completed);
  gtk_widget_set_visible (GTK_WIDGET (self->same_day), text != NULL);
  gtk_check_button_set_active (self->same_day, FALSE);
  gtk_check_button_set_label (self->same_day, text);
}

static const RepId *
completed (RepContactForm *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->same_day)) &&
                 gtk_check_button_get_active (self->same_day)
             ? &self->completed
             : NULL;
}

static void
contact_form_band_set_cb (RepContactBandBar *bar, gpointer user_data)
{
  RepContactForm *self = user_data;

  rep_person_search_set_project (self->search, &self->band->project);
  look_for_same_day (self);
  rep_new_youth_set_near (self->youth, self->band->place[0] != '\0' ? self->band->place : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
contact_form_who_chosen_cb (RepPersonSearch *search, gpointer user_data)
{
  RepContactForm *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self->reached_picker));
}

static void
contact_form_who_notify_cb (RepPersonSearch *search, GParamSpec *pspec, gpointer user_data)
{
  RepContactForm *self = user_data;

  gtk_widget_set_visible (self->youth_box, rep_person_search_is_new (search));
  look_for_same_day (self);
}

static void
contact_form_reached_picked_cb (RepCodePicker *picker, gpointer user_data)
{
  RepContactForm *self = user_data;

  rep_form_field_set_wrong (self->reached_field, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->outcome_picker));
}

static void
contact_form_outcome_notify_cb (RepCodePicker *picker, GParamSpec *pspec, gpointer user_data)
{
  RepContactForm *self = user_data;
  gboolean out = (rep_code_picker_get_mask (picker) >> REP_OUTCOME_HORS_CIBLE & 1) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->why_field), out);
  if (!out)
    rep_code_picker_clear (self->why_picker);
}

static void
contact_form_step_chosen_cb (RepChoiceEntry *entry, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (REP_CONTACT_FORM (user_data)->next_entry));
}

static gboolean
read_next (RepContactForm *self, guint32 *day)
{
  return rep_typed_day (gtk_editable_get_text (self->next_entry),
                        self->band->date != 0 ? self->band->date
                                              : rep_casebook_today (casebook_of (self)),
                        REP_TYPED_COMING, day);
}

/* Says in full what day was understood. */
static void
contact_form_next_changed_cb (GtkEditable *editable, gpointer user_data)
{
  RepContactForm *self = user_data;
  guint32 day = 0;
  g_autofree char *words = NULL;

  if (casebook_of (self) != NULL)
    (void)read_next (self, &day);
  words = rep_say_day (day);
  rep_form_field_set_hint (self->next_field, words);
}

static void
contact_form_next_activate_cb (GtkEntry *entry, gpointer user_data)
{
  gtk_widget_grab_focus (GTK_WIDGET (REP_CONTACT_FORM (user_data)->informed_picker));
}

static void
note_changed_cb (GtkTextBuffer *buffer, gpointer user_data)
{
  RepContactForm *self = user_data;

  gtk_widget_set_visible (self->note_hint, gtk_text_buffer_get_char_count (buffer) == 0);
  rep_form_field_set_wrong (self->note_field, NULL);
}

static gboolean
check_reached (RepContactForm *self)
{
  if (rep_code_picker_get_mask (self->reached_picker) != 0 ||
      rep_person_search_get_who (self->search) == REP_WHO_GROUP)
    return TRUE;
  return rep_form_field_refuse (self->reached_field, _ ("Reached or not? One letter."));
}

static gboolean
check_next (RepContactForm *self)
{
  guint32 day = 0;

  if (rep_choice_entry_is_unclear (self->step_entry))
    return rep_form_field_refuse (self->step_field, _ ("Choose in the list, or leave empty."));
  if (!read_next (self, &day))
    return rep_form_field_refuse (self->next_field, _ ("Not a day. For example +7 or 24/11/2020."));
  if (day != 0 && day < self->band->date)
    return rep_form_field_refuse (self->next_field, _ ("This day is before the contact."));
  return TRUE;
}

static gboolean
check_note (RepContactForm *self)
{
  g_autofree char *note = note_text (self);

  if (g_utf8_strlen (note, -1) <= REP_NOTE_MAX)
    return TRUE;
  rep_form_field_set_wrong (self->note_field, _ ("This note is too long."));
  gtk_widget_grab_focus (GTK_WIDGET (self->note_view));
  return FALSE;
}

static gboolean
check_youth (RepContactForm *self)
{
  return !rep_person_search_is_new (self->search) ||
         rep_new_youth_check (self->youth, self->band->date);
}

static RepContact *
build_contact (RepContactForm *self)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  g_autofree char *note = note_text (self);

  contact->project = self->band->project;
  contact->channel = self->band->channel;
  contact->date = self->band->date;
  g_strlcpy (contact->place, self->band->place, REP_PLACE_SIZE);
  contact->reached = rep_code_picker_get_number (self->reached_picker);
  contact->outcomes = rep_code_picker_get_mask (self->outcome_picker);
  contact->out_of_target = rep_code_picker_get_number (self->why_picker);
  contact->informed = rep_code_picker_get_number (self->informed_picker);
  contact->next_step = rep_choice_entry_get_number (self->step_entry);
  (void)read_next (self, &contact->next_date);
  if (*note != '\0')
    rep_text_set (&contact->note, note);
  return contact;
}

static RepPerson *
build_person (RepContactForm *self, guint8 *situation)
{
  RepPerson *person;

  if (!rep_person_search_is_new (self->search))
    return NULL;
  person = rep_object_new (&rep_kind_person);
  rep_new_youth_fill (self->youth, self->band->date, person, situation);
  return person;
}

static void
set_saving (RepContactForm *self, gboolean saving)
{
  GtkWindow *window = GTK_WINDOW (self);

  if (self->keeper != NULL)
    rep_draft_keeper_rest (self->keeper, saving);

  /* An entry that turns insensitive under the cursor goes on blinking and complains. */
  if (saving) {
    g_set_weak_pointer (&self->focus, gtk_window_get_focus (window));
    gtk_window_set_focus (window, NULL);
  }
  self->saving = saving;
  gtk_widget_set_sensitive (self->fields, !saving);
  gtk_spinner_set_spinning (self->spinner, saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", !saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save-and-next",
                                 !saving && !self->confirming);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.refuse",
                                 !saving && !self->confirming && !self->locked);
}

static void
clear_form (RepContactForm *self)
{
  g_autoptr (RepDraft) nothing = rep_draft_new ();

  each_field (self, rep_kept_restore, nothing);
  rep_person_search_clear (self->search);
  gtk_widget_set_visible (self->draft_box, self->locked);
}

static void
save_failed (RepContactForm *self, const GError *error)
{
  g_autofree char *what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  g_autofree char *sentence = g_strdup_printf (_ ("Not recorded. %s"), what);

  show_failure (self, sentence);
  if (self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
}

static void
save_done (RepContactForm *self, const char *said)
{
  show_failure (self, NULL);
  if (!self->then_next || self->confirming) {
    rep_say_toast (GTK_WIDGET (self), said);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (said));
  clear_form (self);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepContactForm) self = user_data;
  g_autoptr (GError) error = NULL;
  RepIntakeResult answer = { 0 };
  gboolean done = rep_session_record_finish (REP_SESSION (source), result, &answer, &error);

  /* Locked meanwhile: the form is gone, what was saved is saved. */
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->session == NULL)
    return;
  set_saving (self, FALSE);
  if (!done)
    save_failed (self, error);
  else if (self->refused)
    save_done (self, _ ("Recorded without anything about the young person"));
  else if (rep_id_is_none (&answer.person) || answer.in_target)
    save_done (self, _ ("Contact recorded"));
  else
    save_done (self, _ ("Recorded as activity: does not count towards the target"));
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepContactForm) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_note_finish (REP_SESSION (source), result, &error);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->session == NULL)
    return;
  set_saving (self, FALSE);
  if (done)
    save_done (self, _ ("Noted, sealed. It counts once it is confirmed after unlocking."));
  else
    save_failed (self, error);
}

static gboolean
check (RepContactForm *self)
{
  return (self->locked || rep_contact_band_bar_check (self->bar)) &&
         rep_person_search_check (self->search) && check_reached (self) && check_next (self) &&
         check_note (self) && check_youth (self);
}

static void
save_note (RepContactForm *self)
{
  RepDraft *draft = collect_draft (self);

  set_saving (self, TRUE);
  rep_session_note_async (self->session, self->login, draft, noted_cb, g_object_ref (self));
}

static void
save (RepContactForm *self, gboolean then_next)
{
  RepContact *contact;
  RepPerson *person;
  guint8 situation = 0;

  if (self->saving || self->locked != (casebook_of (self) == NULL))
    return;
  show_failure (self, NULL);
  if (!check (self))
    return;
  self->then_next = then_next;
  self->refused = FALSE;
  if (self->locked) {
    save_note (self);
    return;
  }
  contact = build_contact (self);
  person = build_person (self, &situation);
  rep_person_search_fill (self->search, contact, person);
  set_saving (self, TRUE);
  rep_session_record_async (self->session, contact, person, situation,
                            self->confirming ? &self->note : NULL, completed (self), recorded_cb,
                            g_object_ref (self));
}

/* Where and when are kept; what was typed is forgotten before anything is written. */
static void
refuse (RepContactForm *self)
{
  RepContact *contact;

  if (self->saving || self->locked || self->confirming || casebook_of (self) == NULL ||
      !rep_contact_band_bar_check (self->bar))
    return;
  show_failure (self, NULL);
  clear_form (self);
  contact = build_contact (self);
  contact->refused_record = TRUE;
  self->then_next = TRUE;
  self->refused = TRUE;
  set_saving (self, TRUE);
  rep_session_record_async (self->session, contact, NULL, 0, NULL, NULL, recorded_cb,
                            g_object_ref (self));
}

static void
refuse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  refuse (REP_CONTACT_FORM (widget));
}

static void
same_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepContactForm *self = REP_CONTACT_FORM (widget);

  gtk_check_button_set_active (self->same_day, !gtk_check_button_get_active (self->same_day));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (REP_CONTACT_FORM (widget), FALSE);
}

static void
save_and_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (REP_CONTACT_FORM (widget), TRUE);
}

static void
change_band_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_contact_band_bar_edit (REP_CONTACT_FORM (widget)->bar);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepContactForm *self = REP_CONTACT_FORM (widget);

  if (self->keeper != NULL && !self->confirming)
    rep_draft_keeper_forget (self->keeper);
  clear_form (self);
}

static gboolean
close_cb (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

/* The dialog goes with the form, but not while it is still answering. */
static void
close_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RepContactForm *self = user_data;

  if (g_strcmp0 (response, "keep") == 0 && self->locked) {
    save (self, FALSE);
    return;
  }
  if (g_strcmp0 (response, "keep") == 0)
    rep_draft_keeper_flush (self->keeper);
  else if (g_strcmp0 (response, "discard") != 0)
    return;
  else if (self->keeper != NULL)
    rep_draft_keeper_forget (self->keeper);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_cb, g_object_ref (user_data), g_object_unref);
}

static void
ask_close (RepContactForm *self)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (self), _ ("This contact is not recorded"),
      self->locked ? _ ("Noted, it waits sealed until it is confirmed.")
                   : _ ("A draft, sealed, comes back with the next new contact."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Go on typing"),
                                    "discard", _ ("_Discard"), "keep",
                                    self->locked ? _ ("_Note it") : _ ("_Keep as draft"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "keep",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "keep");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_response_cb), self, 0);
  rep_spoken_complete (dialog, _ ("This contact is not recorded"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
contact_form_close_request_cb (GtkWindow *window, gpointer user_data)
{
  RepContactForm *self = user_data;

  if (self->saving)
    return GDK_EVENT_STOP;
  if (self->locked != (casebook_of (self) == NULL))
    return GDK_EVENT_PROPAGATE;
  if (self->confirming || !is_touched (self)) {
    if (self->keeper != NULL)
      rep_draft_keeper_flush (self->keeper); /* a draft emptied by hand is gone; a note waits on */
    return GDK_EVENT_PROPAGATE;
  }
  ask_close (self);
  return GDK_EVENT_STOP;
}

/* Keys nobody in the form wanted: I where it is not a letter of a text, and Escape. */
static gboolean
contact_form_key_pressed_cb (GtkEventControllerKey *controller,
                             guint keyval,
                             guint keycode,
                             GdkModifierType state,
                             gpointer user_data)
{
  RepContactForm *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (keyval == GDK_KEY_Escape) {
    gtk_window_close (GTK_WINDOW (self));
    return GDK_EVENT_STOP;
  }
  if ((keyval != GDK_KEY_i && keyval != GDK_KEY_I) || self->saving ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return GDK_EVENT_PROPAGATE;
  rep_code_picker_cycle (self->informed_picker);
  return GDK_EVENT_STOP;
}

/* Names must not stay on the screen of a locked vault. */
static void
session_casebook_notify_cb (RepSession *session, GParamSpec *pspec, gpointer user_data)
{
  if (!REP_CONTACT_FORM (user_data)->locked && rep_session_get_casebook (session) == NULL)
    gtk_window_destroy (GTK_WINDOW (user_data));
}

static void
set_session (RepContactForm *self, RepSession *session)
{
  self->session = session != NULL ? g_object_ref (session) : NULL;
  if (session == NULL)
    return;
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (session_casebook_notify_cb),
                           self, 0);
  g_object_set (self->search, "session", session, NULL);
}

static void
rep_contact_form_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepContactForm *self = REP_CONTACT_FORM (object);

  switch ((ContactFormProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_contact_form_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  RepContactForm *self = REP_CONTACT_FORM (object);

  switch ((ContactFormProperty)property_id) {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_contact_form_dispose (GObject *object)
{
  RepContactForm *self = REP_CONTACT_FORM (object);

  g_clear_weak_pointer (&self->focus);
  g_clear_pointer (&self->keeper, rep_draft_keeper_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->band, rep_contact_band_free);
  g_clear_pointer (&self->login, g_free);

  G_OBJECT_CLASS (rep_contact_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, toasts);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, failure_revealer);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, failure_label);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, fields);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, bar);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, search);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, reached_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, outcome_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, why_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, step_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, next_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, informed_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, note_field);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, reached_picker);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, outcome_picker);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, why_picker);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, informed_picker);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, step_entry);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, next_entry);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, note_view);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, note_hint);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, same_day);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, youth_box);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, youth);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, draft_box);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, draft_label);
  gtk_widget_class_bind_template_child (widget_class, RepContactForm, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_band_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_close_request_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_next_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_next_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_outcome_notify_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_reached_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_step_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_who_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, contact_form_who_notify_cb);
}

static void
ensure_types (void)
{
  g_type_ensure (REP_TYPE_CHOICE_ENTRY);
  g_type_ensure (REP_TYPE_CODE_PICKER);
  g_type_ensure (REP_TYPE_CONTACT_BAND_BAR);
  g_type_ensure (REP_TYPE_FORM_FIELD);
  g_type_ensure (REP_TYPE_NEW_YOUTH);
  g_type_ensure (REP_TYPE_PERSON_SEARCH);
}

static void
rep_contact_form_class_init (RepContactFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_contact_form_dispose;
  object_class->get_property = rep_contact_form_get_property;
  object_class->set_property = rep_contact_form_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.save-and-next", NULL, save_and_next_action);
  gtk_widget_class_install_action (widget_class, "form.refuse", NULL, refuse_action);
  gtk_widget_class_install_action (widget_class, "form.same-day", NULL, same_day_action);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "form.change-band", NULL, change_band_action);

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/contact-form.ui");
  bind_children (widget_class);
}

static void
rep_contact_form_init (RepContactForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->note_view), "changed",
                           G_CALLBACK (note_changed_cb), self, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->why_field), FALSE);
}

static RepContactForm *
form_before (GtkWindow *parent, RepSession *session)
{
  return g_object_new (REP_TYPE_CONTACT_FORM, "session", session, "transient-for", parent,
                       "application", gtk_window_get_application (parent), NULL);
}

static void
show_bar (RepContactForm *self)
{
  rep_contact_band_bar_show (self->bar, self->session, self->band);
  if (rep_contact_band_bar_is_set (self->bar))
    contact_form_band_set_cb (self->bar, self);
}

RepContactForm *
rep_contact_form_new (GtkWindow *parent, RepSession *session, RepContactBand *band)
{
  g_autoptr (RepDraft) draft = NULL;
  RepContactForm *self;

  g_return_val_if_fail (rep_session_get_casebook (session) != NULL, NULL);

  self = form_before (parent, session);
  self->band = band != NULL ? rep_contact_band_ref (band) : rep_contact_band_new ();
  show_bar (self);
  self->keeper = rep_draft_keeper_new (session, NULL, collect_draft, draft_failed, self);
  draft = rep_session_open_draft (session);
  recall_draft (self, draft);
  return self;
}

RepContactForm *
rep_contact_form_new_confirming (GtkWindow *parent,
                                 RepSession *session,
                                 const RepContactBand *band,
                                 const RepWaitingNote *note)
{
  g_autofree char *time = NULL, *text = NULL;
  RepContactForm *self;

  g_return_val_if_fail (rep_session_get_casebook (session) != NULL && note->draft != NULL, NULL);

  self = form_before (parent, session);
  self->confirming = TRUE;
  self->note = note->id;
  self->band = rep_contact_band_new ();
  if (band != NULL)
    self->band->project = band->project;
  time = rep_say_time (note->time);
  /* Translators: %s is a day and an hour */
  text = g_strdup_printf (_ ("Written without a password on %s. Who was it? Is it true? It counts "
                             "once it is saved."),
                          time);
  gtk_label_set_label (self->draft_label, text);
  gtk_widget_set_visible (self->discard_button, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save-and-next", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.refuse", FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Confirm a contact"));
  show_bar (self);
  self->keeper = rep_draft_keeper_new (session, note, collect_draft, draft_failed, self);
  recall_draft (self, note->draft);
  if (!rep_contact_band_bar_is_set (self->bar))
    gtk_widget_grab_focus (GTK_WIDGET (self->bar));
  return self;
}

RepContactForm *
rep_contact_form_new_locked (GtkWindow *parent, RepSession *session, const char *login)
{
  RepContactForm *self;

  g_return_val_if_fail (rep_session_get_casebook (session) == NULL, NULL);

  self = form_before (parent, session);
  self->locked = TRUE;
  self->login = login != NULL && *login != '\0' ? g_strdup (login) : NULL;
  self->band = rep_contact_band_new ();
  self->band->date = rep_day_of_time (g_get_real_time () / G_USEC_PER_SEC);
  gtk_label_set_label (self->draft_label,
                       _ ("The vault stays locked. What you note is sealed; it is matched and "
                          "counted once it is confirmed after unlocking."));
  gtk_widget_set_visible (self->draft_box, TRUE);
  gtk_widget_set_visible (self->discard_button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.change-band", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.refuse", FALSE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Note a contact"));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return self;
}
