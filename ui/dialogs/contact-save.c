/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/contact-form-private.h"
#include "ui/say.h"

static const RepId *
completed (RepContactForm *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->same_day)) &&
                 gtk_check_button_get_active (self->same_day)
             ? &self->completed
             : NULL;
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

void
rep_contact_form_clear (RepContactForm *self)
{
  g_autoptr (RepDraft) nothing = rep_draft_new ();

  rep_contact_form_each_field (self, rep_kept_restore, nothing);
  rep_person_search_clear (self->search);
  gtk_widget_set_visible (self->draft_box, self->locked);
}

static void
save_failed (RepContactForm *self, const GError *error)
{
  g_autofree char *what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  g_autofree char *sentence = g_strdup_printf (_ ("Not recorded. %s"), what);

  rep_contact_form_show_failure (self, sentence);
  if (self->focus != NULL)
    gtk_widget_grab_focus (self->focus);
}

static void
save_done (RepContactForm *self, const char *said)
{
  rep_contact_form_show_failure (self, NULL);
  if (!self->then_next || self->confirming) {
    rep_say_toast (GTK_WIDGET (self), said);
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (said));
  rep_contact_form_clear (self);
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

static void
save_note (RepContactForm *self)
{
  RepDraft *draft = rep_contact_form_collect (self);

  set_saving (self, TRUE);
  rep_session_note_async (self->session, self->login, draft, noted_cb, g_object_ref (self));
}

void
rep_contact_form_save (RepContactForm *self, gboolean then_next)
{
  RepContact *contact;
  RepPerson *person;
  guint8 situation = 0;

  if (self->saving || self->locked != (rep_contact_form_casebook (self) == NULL))
    return;
  rep_contact_form_show_failure (self, NULL);
  if (!rep_contact_form_check (self))
    return;
  self->then_next = then_next;
  self->refused = FALSE;
  if (self->locked) {
    save_note (self);
    return;
  }
  contact = rep_contact_form_build (self);
  person = rep_contact_form_build_person (self, &situation);
  rep_person_search_fill (self->search, contact, person);
  set_saving (self, TRUE);
  rep_session_record_async (self->session, contact, person, situation,
                            self->confirming ? &self->note : NULL, completed (self), recorded_cb,
                            g_object_ref (self));
}

/* Where and when are kept; what was typed is forgotten before anything is written. */
void
rep_contact_form_refuse (RepContactForm *self)
{
  RepContact *contact;

  if (self->saving || self->locked || self->confirming ||
      rep_contact_form_casebook (self) == NULL || !rep_contact_band_bar_check (self->bar))
    return;
  rep_contact_form_show_failure (self, NULL);
  rep_contact_form_clear (self);
  contact = rep_contact_form_build (self);
  contact->refused_record = TRUE;
  self->then_next = TRUE;
  self->refused = TRUE;
  set_saving (self, TRUE);
  rep_session_record_async (self->session, contact, NULL, 0, NULL, NULL, recorded_cb,
                            g_object_ref (self));
}
