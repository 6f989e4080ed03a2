/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/ask-close.h"
#include "ui/dialogs/contact-form-private.h"
#include "ui/say.h"

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

static void
keep_band (RepContactForm *self, RepDraft *draft)
{
  char hex[REP_ID_HEX_SIZE];

  rep_contact_band_keep (self->band, REP_KEPT_PROJECT, draft);
  if (!rep_id_is_none (&self->band->outing))
    rep_draft_set (draft, REP_KEPT_OUTING, rep_id_format (&self->band->outing, hex));
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
    keep_band (self, draft);
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
  RepCasebook *casebook = rep_contact_form_casebook (self);
  RepId outing;

  if (rep_contact_band_recall (self->band, REP_KEPT_PROJECT, draft, casebook,
                               rep_casebook_today (casebook))) {
    if (rep_id_parse (rep_draft_get (draft, REP_KEPT_OUTING), &outing) &&
        rep_casebook_number (casebook, &rep_kind_outing, &outing) != REP_NO_ROW)
      self->band->outing = outing;
    rep_contact_band_bar_show (self->bar, self->session, self->band);
  } else if (self->confirming) {
    rep_contact_band_recall_part (self->band, REP_KEPT_PROJECT, draft, casebook);
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

static void
answered (gpointer form, gboolean keep)
{
  RepContactForm *self = form;

  if (keep && self->locked) {
    rep_contact_form_save (self, FALSE);
    return;
  }
  if (keep)
    rep_draft_keeper_flush (self->keeper);
  else if (self->keeper != NULL)
    rep_draft_keeper_forget (self->keeper);
  rep_ask_close_now (form);
}

void
rep_contact_form_ask_close (RepContactForm *self)
{
  rep_ask_close (GTK_WINDOW (self), _ ("This contact is not recorded"),
                 self->locked ? _ ("Noted, it waits sealed until it is confirmed.")
                              : _ ("A draft, sealed, comes back with the next new contact."),
                 self->locked ? _ ("_Note it") : _ ("_Keep as draft"), answered);
}
