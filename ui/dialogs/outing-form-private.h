/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/dialogs/contact-band-bar.h"
#include "ui/dialogs/count-grid.h"
#include "ui/dialogs/draft-keeper.h"
#include "ui/dialogs/outing-form.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/form-field.h"
#include "ui/widgets/picked-list.h"

G_BEGIN_DECLS

/* The form for its own parts: outing-form is the widget, outing-close what stays of it unrecorded.
 */

struct _RepOutingForm {
  AdwWindow parent_instance;

  GtkRevealer *failure_revealer;
  GtkLabel *failure_label, *sum_label;
  GtkWidget *fields, *met;
  RepContactBandBar *bar;
  RepCodePicker *kind_picker;
  RepFormField *start_field, *end_field, *headcount_field, *flyers_field;
  GtkEditable *start_entry, *end_entry, *headcount_entry, *flyers_entry;
  RepPickedList *team_list, *partner_list;
  RepCountGrid *grid;
  GtkCheckButton *nobody;
  GtkSpinner *spinner;
  GtkWidget *draft_box;
  GtkLabel *draft_label;

  RepSession *session;
  RepContactBand *band;
  RepDraftKeeper *keeper; /* (nullable): another outing was begun, whose draft is kept */
  RepDraft *initial;      /* what stood in it before anything was typed */
  RepOuting *outing;      /* (nullable): the one that is changed */
  gint named;             /* youths of its contacts who have a name, -1 for a new one */
  gboolean saving;
};

/** rep_outing_form_casebook: Returns: (nullable): while unlocked. */
RepCasebook *rep_outing_form_casebook (RepOutingForm *self);
/** rep_outing_form_show_failure: @sentence: (nullable): nothing failed. */
void rep_outing_form_show_failure (RepOutingForm *self, const char *sentence);
/** rep_outing_form_show_ids: picks @ids, of accounts for the team, else of partners. */
void rep_outing_form_show_ids (RepOutingForm *self, RepPickedList *list, const GArray *ids);

/** rep_outing_form_keep: from now on what stands in the form is kept as a draft, or, when there is
 * one of this outing, that is taken up. */
void rep_outing_form_keep (RepOutingForm *self);
/** rep_outing_form_is_touched: whether closing would lose anything. */
gboolean rep_outing_form_is_touched (RepOutingForm *self);
void rep_outing_form_ask_close (RepOutingForm *self);
/** rep_outing_form_discard: back to how it was before anything was typed. */
void rep_outing_form_discard (RepOutingForm *self);

G_END_DECLS
