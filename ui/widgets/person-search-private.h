/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/widgets/form-field.h"
#include "ui/widgets/person-matches.h"
#include "ui/widgets/person-search.h"

G_BEGIN_DECLS

/* The search for its own parts: person-search is the widget, person-answer reads what was said. */

struct _RepPersonSearch {
  GtkBox parent_instance;

  GtkToggleButton *name_button, *unnamed_button, *pseudonym_button, *group_button;
  GtkStack *stack;
  RepFormField *search_field, *first_field, *unnamed_field, *pseudonym_field, *group_field;
  GtkEditable *search_entry, *first_entry, *last_entry, *unnamed_entry, *pseudonym_entry,
      *group_entry;
  GtkLabel *known_name_label, *known_detail_label;
  RepPersonMatches *matches;

  RepSession *session;
  RepId project;
  RepWho who;
  RepId person; /* with REP_WHO_KNOWN */
};

G_END_DECLS
