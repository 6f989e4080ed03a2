/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/dialogs/contact-band-bar.h"
#include "ui/dialogs/contact-form.h"
#include "ui/dialogs/draft-keeper.h"
#include "ui/dialogs/new-youth.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/form-field.h"
#include "ui/widgets/kept.h"
#include "ui/widgets/person-search.h"

G_BEGIN_DECLS

/* The form for its own parts: contact-form is the widget, contact-fields what stands in it,
 * contact-save what is recorded, contact-close what stays of it unrecorded. */

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

/** rep_contact_form_casebook: Returns: (nullable): while unlocked. */
RepCasebook *rep_contact_form_casebook (RepContactForm *self);
/** rep_contact_form_show_failure: @sentence: (nullable): nothing failed. */
void rep_contact_form_show_failure (RepContactForm *self, const char *sentence);

/** rep_contact_form_read_next: Returns: whether the day of the next step is understood. */
gboolean rep_contact_form_read_next (RepContactForm *self, guint32 *day);
/** rep_contact_form_check: Returns: whether the form can be saved; if not says what is wrong. */
gboolean rep_contact_form_check (RepContactForm *self);
/** rep_contact_form_build: Returns: (transfer full): what stands in the form. */
RepContact *rep_contact_form_build (RepContactForm *self);
/** rep_contact_form_build_person: Returns: (transfer full) (nullable): who is met for the first
 * time, without a name. */
RepPerson *rep_contact_form_build_person (RepContactForm *self, guint8 *situation);

void rep_contact_form_save (RepContactForm *self, gboolean then_next);
/** rep_contact_form_refuse: records where and when; what was typed is forgotten before anything is
 * written. */
void rep_contact_form_refuse (RepContactForm *self);
void rep_contact_form_clear (RepContactForm *self);

/** rep_contact_form_each_field: calls @func for every field but who. */
void rep_contact_form_each_field (RepContactForm *self, RepKeptFunc func, RepDraft *draft);
/** rep_contact_form_collect: Returns: (transfer full) (nullable): a #RepDraft of what stands in the
 * form, or nothing when closing would lose nothing: the band stays anyway. */
RepDraft *rep_contact_form_collect (gpointer form);
gboolean rep_contact_form_is_touched (RepContactForm *self);
void rep_contact_form_draft_failed (gpointer form, const GError *error);
/** rep_contact_form_recall: @draft: (nullable). */
void rep_contact_form_recall (RepContactForm *self, RepDraft *draft);
void rep_contact_form_ask_close (RepContactForm *self);

G_END_DECLS
