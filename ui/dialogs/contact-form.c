/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/day.h"
#include "app/domain/stage.h"
#include "ui/dialogs/contact-form-private.h"
#include "ui/dialogs/same-day.h"
#include "ui/say.h"

typedef enum {
  PROP_SESSION = 1,
} ContactFormProperty;

static GParamSpec *properties[PROP_SESSION + 1];

G_DEFINE_FINAL_TYPE (RepContactForm, rep_contact_form, ADW_TYPE_WINDOW)

RepCasebook *
rep_contact_form_casebook (RepContactForm *self)
{
  return rep_session_get_casebook (self->session);
}

void
rep_contact_form_show_failure (RepContactForm *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_text (self->failure_label, sentence);
  gtk_revealer_set_reveal_child (self->failure_revealer, sentence != NULL);
}

/* The same youth, day and project again: the contact there is can be completed. */
static void
look_for_same_day (RepContactForm *self)
{
  const RepId *known = rep_person_search_get_known (self->search);
  g_autofree char *text = NULL;

  if (rep_contact_form_casebook (self) != NULL && known != NULL)
    text = rep_same_day_say (rep_contact_form_casebook (self), known, self->band, &self->completed);
  gtk_widget_set_visible (GTK_WIDGET (self->same_day), text != NULL);
  gtk_check_button_set_active (self->same_day, FALSE);
  gtk_check_button_set_label (self->same_day, text);
}

/* Whoever is like the youth being typed is proposed, with the reason; that stops nobody. */
static void
look_for_doubles (RepContactForm *self)
{
  RepPerson *person;
  guint8 situation = 0;

  if (rep_contact_form_casebook (self) == NULL)
    return;
  person = rep_contact_form_build_person (self, &situation);
  if (person == NULL)
    return;
  rep_person_search_fill (self->search, NULL, person);
  rep_person_search_compare (self->search, person);
  rep_object_free (person);
}

static void
contact_form_youth_changed_cb (GtkWidget *widget, gpointer user_data)
{
  look_for_doubles (user_data);
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
  look_for_doubles (self);
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

/* Says in full what day was understood. */
static void
contact_form_next_changed_cb (GtkEditable *editable, gpointer user_data)
{
  RepContactForm *self = user_data;
  guint32 day = 0;
  g_autofree char *words = NULL;

  if (rep_contact_form_casebook (self) != NULL)
    (void)rep_contact_form_read_next (self, &day);
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

static void
refuse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_contact_form_refuse (REP_CONTACT_FORM (widget));
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
  rep_contact_form_save (REP_CONTACT_FORM (widget), FALSE);
}

static void
save_and_next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_contact_form_save (REP_CONTACT_FORM (widget), TRUE);
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
  rep_contact_form_clear (self);
}

static gboolean
contact_form_close_request_cb (GtkWindow *window, gpointer user_data)
{
  RepContactForm *self = user_data;

  if (self->saving)
    return GDK_EVENT_STOP;
  if (self->locked != (rep_contact_form_casebook (self) == NULL))
    return GDK_EVENT_PROPAGATE;
  if (self->confirming || !rep_contact_form_is_touched (self)) {
    if (self->keeper != NULL)
      rep_draft_keeper_flush (self->keeper); /* a draft emptied by hand is gone; a note waits on */
    return GDK_EVENT_PROPAGATE;
  }
  rep_contact_form_ask_close (self);
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
  gtk_widget_class_bind_template_callback (widget_class, contact_form_youth_changed_cb);
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
  self->keeper = rep_draft_keeper_new (session, REP_DRAFT_CONTACT, NULL, rep_contact_form_collect,
                                       rep_contact_form_draft_failed, self);
  draft = rep_session_open_draft (session, REP_DRAFT_CONTACT);
  rep_contact_form_recall (self, draft);
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
  self->keeper = rep_draft_keeper_new (session, REP_DRAFT_CONTACT, note, rep_contact_form_collect,
                                       rep_contact_form_draft_failed, self);
  rep_contact_form_recall (self, note->draft);
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
