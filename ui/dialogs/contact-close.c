/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/contact-form-private.h"
#include "ui/say.h"
#include "ui/spoken.h"

void
rep_contact_form_each_field (RepContactForm *self, RepKeptFunc func, RepDraft *draft)
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
RepDraft *
rep_contact_form_collect (gpointer form)
{
  RepContactForm *self = form;
  g_autoptr (RepDraft) draft = rep_draft_new ();

  rep_contact_form_each_field (self, rep_kept_save, draft);
  rep_person_search_keep (self->search, REP_KEPT_WHO, draft);
  if (rep_draft_is_empty (draft, REP_KEPT_CONTENT))
    return NULL;
  if (self->locked || self->confirming || rep_contact_band_bar_is_set (self->bar))
    rep_contact_band_keep (self->band, REP_KEPT_PROJECT, draft);
  return g_steal_pointer (&draft);
}

gboolean
rep_contact_form_is_touched (RepContactForm *self)
{
  g_autoptr (RepDraft) draft = rep_contact_form_collect (self);

  return draft != NULL;
}

void
rep_contact_form_draft_failed (gpointer form, const GError *error)
{
  g_autofree char *what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  g_autofree char *sentence = g_strdup_printf (_ ("The draft could not be kept. %s"), what);

  /* What was asked for and not recorded says the same, and weighs more. */
  if (!gtk_revealer_get_reveal_child (REP_CONTACT_FORM (form)->failure_revealer))
    rep_contact_form_show_failure (form, sentence);
}

/* A note says no project: the band is asked for, with what it does say. */
static void
recall_band (RepContactForm *self, const RepDraft *draft)
{
  if (rep_contact_band_recall (self->band, REP_KEPT_PROJECT, draft,
                               rep_contact_form_casebook (self))) {
    rep_contact_band_bar_show (self->bar, self->session, self->band);
  } else if (self->confirming) {
    rep_contact_band_recall_part (self->band, REP_KEPT_PROJECT, draft,
                                  rep_contact_form_casebook (self));
    rep_contact_band_bar_edit (self->bar);
  }
}

void
rep_contact_form_recall (RepContactForm *self, RepDraft *draft)
{
  gtk_widget_set_visible (self->draft_box, draft != NULL);
  if (draft == NULL)
    return;
  recall_band (self, draft);
  rep_contact_form_each_field (self, rep_kept_restore, draft);
  rep_person_search_recall (self->search, REP_KEPT_WHO, draft);
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
    rep_contact_form_save (self, FALSE);
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

void
rep_contact_form_ask_close (RepContactForm *self)
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
